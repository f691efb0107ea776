//! Flat mentions: one row a mention, for tables and spreadsheets. The types of mentions share their columns: `value` is what is
//! meant, in the form of its type, and what only some types say stands beside it.

use super::cell::{cell, maybe, number};
use super::flat::{joined, text};
use super::mention::{Mention, MentionType, MentionValue};
use super::words::{Acting, Approx, CountRole, Granularity, Zone};
use super::{ArticleRecord, RegionRef};
use serde::Serialize;
use std::borrow::Cow;

type Str<'a> = Cow<'a, str>;

/// One mention as a row. What is unknown, or said by other types only, is `null` in JSON and an empty cell in CSV.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FlatMention<'a> {
    /// Id of the article.
    pub article_id: Str<'a>,
    /// Address of the article.
    pub url: Option<Str<'a>>,
    /// Day of publication of the article.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub published: Option<Str<'a>>,
    /// Id of the mention within its article.
    pub id: Str<'a>,
    /// What kind of mention it is.
    #[serde(rename = "type")]
    pub kind: MentionType,
    /// The words, exactly as they stand in the text.
    pub quote: Str<'a>,
    /// Start in the text, in code points.
    pub start: usize,
    /// End, exclusive, in code points.
    pub end: usize,
    /// What the part of the page is for where it stands.
    pub zone: Zone,
    /// What is meant: the code of the region, the day in ISO 8601, the number, the id of the person, organisation or programme,
    /// what is signed, the number of the document; `null` where that is open or no list has it.
    pub value: Option<Str<'a>>,
    /// Whether several readings remain.
    pub ambiguous: bool,
    /// These readings, best first: of a region each as `code name (score)`, of a date as days.
    pub candidates: Str<'a>,
    /// Kemendagri code of the region, or of the region of the office.
    pub region_code: Option<Str<'a>>,
    /// Name of that region with its type word.
    pub region_name: Option<Str<'a>>,
    /// How precise the date is.
    pub granularity: Option<Granularity>,
    /// How far the count is exact; `null` where it is.
    pub approx: Option<Approx>,
    /// What is counted.
    pub unit: Option<Str<'a>>,
    /// The part that the count plays.
    pub role: Option<CountRole>,
    /// Year of the cohort counted.
    pub year: Option<i16>,
    /// Whether the count is of those beside the regions named.
    pub others: Option<bool>,
    /// The official's name as printed, titles and degrees off.
    pub name: Option<Str<'a>>,
    /// The office, in its standard words.
    pub office: Option<Str<'a>>,
    /// Whether the office is held for the time being.
    pub acting: Option<Acting>,
    /// The day of the document.
    pub date: Option<Str<'a>>,
    /// What was inferred, each as `value by evidence`.
    pub derived: Str<'a>,
    /// The list row or rule that found it.
    pub by: Str<'a>,
}

/// The names of the columns, in the order of [`FlatMention::cells`].
pub const FLAT_MENTION_COLUMNS: [&str; 26] = [
    "article_id",
    "url",
    "published",
    "id",
    "type",
    "quote",
    "start",
    "end",
    "zone",
    "value",
    "ambiguous",
    "candidates",
    "region_code",
    "region_name",
    "granularity",
    "approx",
    "unit",
    "role",
    "year",
    "others",
    "name",
    "office",
    "acting",
    "date",
    "derived",
    "by",
];

/// The mentions of a record as rows, in the record's order.
pub fn flat_mentions<'a>(record: &'a ArticleRecord<'_>) -> Vec<FlatMention<'a>> {
    record.mentions.iter().map(|mention| FlatMention::new(record, mention)).collect()
}

impl<'a> FlatMention<'a> {
    fn new(record: &'a ArticleRecord<'_>, mention: &'a Mention<'_>) -> Self {
        let row = FlatMention {
            article_id: text(&record.id),
            url: record.source.url.as_ref().map(text),
            published: record.published.as_ref().map(|day| text(&day.value)),
            id: text(&mention.id),
            kind: mention.value.kind(),
            quote: text(&mention.text),
            start: mention.start,
            end: mention.end,
            zone: mention.zone,
            value: None,
            ambiguous: false,
            candidates: Cow::Borrowed(""),
            region_code: None,
            region_name: None,
            granularity: None,
            approx: None,
            unit: None,
            role: None,
            year: None,
            others: None,
            name: None,
            office: None,
            acting: None,
            date: None,
            derived: joined(mention.value.derived().iter().map(ToString::to_string)),
            by: text(&mention.by),
        };
        row.with(&mention.value)
    }

    /// The row with what its type of mention says.
    fn with(self, value: &'a MentionValue<'_>) -> Self {
        match value {
            MentionValue::Region { region, candidates, .. } => {
                let readings = candidates.iter().map(|one| format!("{} {} ({})", one.code, one.name, one.score));
                let value = region.as_ref().map(|region| text(&region.code));
                FlatMention { value, ..self }.in_region(region.as_ref()).open_to(joined(readings))
            }
            MentionValue::Date { value, granularity, alternatives, .. } => {
                let row = FlatMention { value: value.as_ref().map(text), granularity: Some(*granularity), ..self };
                row.open_to(joined(alternatives.iter()))
            }
            MentionValue::Count { value, approx, unit, role, year, others, .. } => FlatMention {
                value: value.map(|value| value.to_string().into()),
                approx: *approx,
                unit: Some(text(unit)),
                role: Some(*role),
                year: *year,
                others: Some(*others),
                ..self
            },
            MentionValue::Official { name, person, office, acting, region, .. } => {
                let value = person.as_ref().map(text);
                let (name, office) = (Some(text(name)), Some(text(office)));
                FlatMention { value, name, office, acting: *acting, ..self }.in_region(region.as_ref())
            }
            MentionValue::Organisation { organisation } => FlatMention { value: Some(text(organisation)), ..self },
            MentionValue::Programme { programme, .. } => FlatMention { value: Some(text(programme)), ..self },
            MentionValue::Signing { instrument } => FlatMention { value: instrument.as_ref().map(text), ..self },
            MentionValue::Document { number, date } => {
                FlatMention { value: Some(text(number)), date: date.as_ref().map(text), ..self }
            }
        }
    }

    fn in_region(self, region: Option<&'a RegionRef<'_>>) -> Self {
        let code = region.map(|region| text(&region.code));
        FlatMention { region_code: code, region_name: region.map(|region| text(&region.name)), ..self }
    }

    fn open_to(self, candidates: Str<'a>) -> Self {
        FlatMention { ambiguous: !candidates.is_empty(), candidates, ..self }
    }

    /// The row as CSV cells: words as [`cell`] makes them safe for a spreadsheet. The JSON form of the row has them as they are.
    pub fn cells(&self) -> [Cow<'_, str>; FLAT_MENTION_COLUMNS.len()] {
        [
            cell(&self.article_id),
            maybe(self.url.as_deref()),
            maybe(self.published.as_deref()),
            cell(&self.id),
            self.kind.as_str().into(),
            cell(&self.quote),
            number(Some(self.start)),
            number(Some(self.end)),
            self.zone.as_str().into(),
            maybe(self.value.as_deref()),
            number(Some(self.ambiguous)),
            cell(&self.candidates),
            maybe(self.region_code.as_deref()),
            maybe(self.region_name.as_deref()),
            maybe(self.granularity.map(Granularity::as_str)),
            maybe(self.approx.map(Approx::as_str)),
            maybe(self.unit.as_deref()),
            maybe(self.role.map(CountRole::as_str)),
            number(self.year),
            number(self.others),
            maybe(self.name.as_deref()),
            maybe(self.office.as_deref()),
            maybe(self.acting.map(Acting::as_str)),
            maybe(self.date.as_deref()),
            cell(&self.derived),
            cell(&self.by),
        ]
    }
}
