//! Flat facts: one row a fact, for tables and spreadsheets. A row is a fact's own fields with what places it (article,
//! address, day) beside it; lists are joined by `"; "`, and of the evidence the first piece is given.

use super::cell::{cell, maybe, number};
use super::{ArticleRecord, CountRole, Derived, Evidence, Fact, FactStatus, FactType, Mode, PersonRef};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

type Str<'a> = Cow<'a, str>;

/// One fact as a row. What is unknown is `null` in JSON and an empty cell in CSV.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FlatFact<'a> {
    /// Id of the article.
    #[serde(borrow)]
    pub article_id: Str<'a>,
    /// Address of the article.
    #[serde(borrow, default)]
    pub url: Option<Str<'a>>,
    /// Day of publication of the article.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    #[serde(borrow, default)]
    pub published: Option<Str<'a>>,
    /// Id of the fact within its article.
    #[serde(borrow, default)]
    pub id: Str<'a>,
    /// What it says.
    #[serde(rename = "type", borrow)]
    pub kind: FactType<'a>,
    /// Whether it happened.
    pub status: FactStatus,
    /// Programme id.
    #[serde(borrow, default)]
    pub programme: Option<Str<'a>>,
    /// Kemendagri code of the region.
    #[serde(borrow, default)]
    pub region_code: Option<Str<'a>>,
    /// Name of the region with its type word.
    #[serde(borrow, default)]
    pub region_name: Option<Str<'a>>,
    /// Year of the cohort.
    #[serde(default)]
    pub cohort_year: Option<i16>,
    /// Day of the event; several days are written `start/end`.
    #[serde(borrow, default)]
    pub date: Option<Str<'a>>,
    /// `mou`, `nota-kesepakatan`, `pks`, ...
    #[serde(borrow, default)]
    pub instrument: Option<Str<'a>>,
    /// How people met.
    #[serde(default)]
    pub mode: Option<Mode>,
    /// Where it happened.
    #[serde(borrow, default)]
    pub place: Option<Str<'a>>,
    /// Names of those who signed.
    #[serde(borrow, default)]
    pub signatories: Str<'a>,
    /// Names of those who attended, witnessed or stood in.
    #[serde(borrow, default)]
    pub attendees: Str<'a>,
    /// Organisations and regions on the other side.
    #[serde(borrow, default)]
    pub counterparties: Str<'a>,
    /// Size of the cohort.
    #[serde(default)]
    pub value: Option<u64>,
    /// What the size counts.
    #[serde(borrow, default)]
    pub unit: Option<Str<'a>>,
    /// Role of the size.
    #[serde(default)]
    pub role: Option<CountRole>,
    /// Category or level reached.
    #[serde(borrow, default)]
    pub level: Option<Str<'a>>,
    /// Points reached.
    #[serde(default)]
    pub score: Option<f64>,
    /// Place reached in an order, from 1.
    #[serde(default)]
    pub rank: Option<u64>,
    /// Who says so, when the claim stands in a quotation.
    #[serde(borrow, default)]
    pub speaker: Option<Str<'a>>,
    /// The first words that the fact rests on.
    #[serde(borrow, default)]
    pub quote: Option<Str<'a>>,
    /// Start of the quote in the text, in code points.
    #[serde(default)]
    pub start: Option<usize>,
    /// End of the quote, exclusive.
    #[serde(default)]
    pub end: Option<usize>,
    /// Ids of the mentions that the fact joins.
    #[serde(borrow, default)]
    pub mentions: Str<'a>,
    /// What was inferred, each as `value by evidence`.
    #[serde(borrow, default)]
    pub derived: Str<'a>,
    /// The rule that made it.
    #[serde(borrow, default)]
    pub by: Str<'a>,
    /// 0 to 1.
    #[serde(default)]
    pub confidence: f64,
}

/// The names of the columns, in the order of [`FlatFact::cells`].
pub const FLAT_COLUMNS: [&str; 31] = [
    "article_id",
    "url",
    "published",
    "id",
    "type",
    "status",
    "programme",
    "region_code",
    "region_name",
    "cohort_year",
    "date",
    "instrument",
    "mode",
    "place",
    "signatories",
    "attendees",
    "counterparties",
    "value",
    "unit",
    "role",
    "level",
    "score",
    "rank",
    "speaker",
    "quote",
    "start",
    "end",
    "mentions",
    "derived",
    "by",
    "confidence",
];

/// The facts of a record as rows, in the record's order.
pub fn flat_facts<'a>(record: &'a ArticleRecord<'_>) -> Vec<FlatFact<'a>> {
    record.facts.iter().map(|fact| row(record, fact)).collect()
}

impl FlatFact<'_> {
    /// The row as CSV cells: words as [`cell`] makes them safe for a spreadsheet. The JSON form of the row has them as they are.
    pub fn cells(&self) -> [Cow<'_, str>; FLAT_COLUMNS.len()] {
        [
            cell(&self.article_id),
            maybe(self.url.as_deref()),
            maybe(self.published.as_deref()),
            cell(&self.id),
            cell(self.kind.as_str()),
            self.status.as_str().into(),
            maybe(self.programme.as_deref()),
            maybe(self.region_code.as_deref()),
            maybe(self.region_name.as_deref()),
            number(self.cohort_year),
            maybe(self.date.as_deref()),
            maybe(self.instrument.as_deref()),
            maybe(self.mode.map(Mode::as_str)),
            maybe(self.place.as_deref()),
            cell(&self.signatories),
            cell(&self.attendees),
            cell(&self.counterparties),
            number(self.value),
            maybe(self.unit.as_deref()),
            maybe(self.role.map(CountRole::as_str)),
            maybe(self.level.as_deref()),
            number(self.score),
            number(self.rank),
            maybe(self.speaker.as_deref()),
            maybe(self.quote.as_deref()),
            number(self.start),
            number(self.end),
            cell(&self.mentions),
            cell(&self.derived),
            cell(&self.by),
            number(Some(self.confidence)),
        ]
    }
}

fn row<'a>(record: &'a ArticleRecord<'_>, fact: &'a Fact<'_>) -> FlatFact<'a> {
    let evidence: Option<&Evidence<'_>> = fact.evidence.first();
    FlatFact {
        article_id: text(&record.id),
        url: record.source.url.as_ref().map(text),
        published: record.published.as_ref().map(|day| text(&day.value)),
        id: text(&fact.id),
        kind: FactType::named(Cow::Borrowed(fact.kind.as_str())),
        status: fact.status,
        programme: fact.programme.as_ref().map(text),
        region_code: fact.region.as_ref().map(|region| text(&region.code)),
        region_name: fact.region.as_ref().map(|region| text(&region.name)),
        cohort_year: fact.cohort_year,
        date: fact.date.as_ref().map(text),
        instrument: fact.instrument.as_ref().map(text),
        mode: fact.mode,
        place: fact.place.as_ref().map(text),
        signatories: names(&fact.signatories),
        attendees: names(&fact.attendees),
        counterparties: joined(fact.counterparties.iter()),
        value: fact.value,
        unit: fact.unit.as_ref().map(text),
        role: fact.role,
        level: fact.level.as_ref().map(text),
        score: fact.score,
        rank: fact.rank,
        speaker: fact.speaker.as_ref().map(text),
        quote: evidence.map(|evidence| text(&evidence.quote)),
        start: evidence.map(|evidence| evidence.start),
        end: evidence.map(|evidence| evidence.end),
        mentions: joined(fact.mentions.iter()),
        derived: joined(fact.derived.iter().map(Derived::to_string)),
        by: text(&fact.by),
        confidence: fact.confidence,
    }
}

pub(super) fn text<'a>(of_record: &'a Str<'_>) -> Str<'a> {
    Cow::Borrowed(of_record)
}

fn names<'a>(persons: &[PersonRef<'_>]) -> Str<'a> {
    joined(persons.iter().map(|person| &person.name))
}

pub(super) fn joined<'a>(items: impl Iterator<Item = impl AsRef<str>>) -> Str<'a> {
    let mut out = String::new();
    for item in items {
        if !out.is_empty() {
            out.push_str("; ");
        }
        out.push_str(item.as_ref());
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_joined() {
        assert_eq!(joined(["a", "b"].iter()), "a; b");
        assert_eq!(joined(std::iter::empty::<&str>()), "");
    }
}
