//! Flat facts: one row a fact, for tables and spreadsheets. A row is a fact's own fields with what places it (article,
//! address, day) beside it; lists are joined by `"; "`, and of the evidence the first piece is given.

use super::cell::{cell, maybe, number};
use super::{ArticleRecord, Derived, Evidence, Fact, PersonRef};
use serde::Serialize;
use std::borrow::Cow;

/// One fact as a row. What is unknown is `null` in JSON and an empty cell in CSV.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FlatFact<'a> {
    /// Id of the article.
    pub article_id: &'a str,
    /// Address of the article.
    pub url: Option<&'a str>,
    /// Day of publication of the article.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub published: Option<&'a str>,
    /// Id of the fact within its article.
    pub id: &'a str,
    /// `signing`, `membership` or `cohort_size`.
    #[serde(rename = "type")]
    pub kind: &'a str,
    /// `done`, `planned`, `invited` or `denied`.
    pub status: &'a str,
    /// Programme id.
    pub programme: Option<&'a str>,
    /// Kemendagri code of the region.
    pub region_code: Option<&'a str>,
    /// Name of the region with its type word.
    pub region_name: Option<&'a str>,
    /// Year of the cohort.
    pub cohort_year: Option<i16>,
    /// Day of the event; several days are written `start/end`.
    pub date: Option<&'a str>,
    /// `mou`, `nota-kesepakatan`, `pks`, ...
    pub instrument: Option<&'a str>,
    /// `virtual` or `in_person`.
    pub mode: Option<&'a str>,
    /// Where it happened.
    pub place: Option<&'a str>,
    /// Names of those who signed.
    pub signatories: String,
    /// Names of those who attended, witnessed or stood in.
    pub attendees: String,
    /// Organisations on the other side.
    pub counterparties: String,
    /// Size of the cohort.
    pub value: Option<u64>,
    /// What the size counts.
    pub unit: Option<&'a str>,
    /// Role of the size.
    pub role: Option<&'a str>,
    /// Category or level reached.
    pub level: Option<&'a str>,
    /// Who says so, when the claim stands in a quotation.
    pub speaker: Option<&'a str>,
    /// The first words that the fact rests on.
    pub quote: Option<&'a str>,
    /// Start of the quote in the text, in code points.
    pub start: Option<usize>,
    /// End of the quote, exclusive.
    pub end: Option<usize>,
    /// Ids of the mentions that the fact joins.
    pub mentions: String,
    /// What was inferred, each as `value by evidence`.
    pub derived: String,
    /// The rule that made it.
    pub by: &'a str,
    /// 0 to 1.
    pub confidence: f64,
}

/// The names of the columns, in the order of [`FlatFact::cells`].
pub const FLAT_COLUMNS: [&str; 29] = [
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
    /// The row as CSV cells. A cell that a spreadsheet would run as a formula (beginning with `=`, `+`, `-`, `@`, a tab or
    /// a carriage return) gets an apostrophe in front. The JSON form of the row has the words as they are.
    pub fn cells(&self) -> [Cow<'_, str>; FLAT_COLUMNS.len()] {
        [
            cell(self.article_id),
            maybe(self.url),
            maybe(self.published),
            cell(self.id),
            cell(self.kind),
            cell(self.status),
            maybe(self.programme),
            maybe(self.region_code),
            maybe(self.region_name),
            number(self.cohort_year),
            maybe(self.date),
            maybe(self.instrument),
            maybe(self.mode),
            maybe(self.place),
            cell(&self.signatories),
            cell(&self.attendees),
            cell(&self.counterparties),
            number(self.value),
            maybe(self.unit),
            maybe(self.role),
            maybe(self.level),
            maybe(self.speaker),
            maybe(self.quote),
            number(self.start),
            number(self.end),
            cell(&self.mentions),
            cell(&self.derived),
            cell(self.by),
            number(Some(self.confidence)),
        ]
    }
}

fn row<'a>(record: &'a ArticleRecord<'_>, fact: &'a Fact<'_>) -> FlatFact<'a> {
    let evidence: Option<&Evidence<'_>> = fact.evidence.first();
    FlatFact {
        article_id: &record.id,
        url: record.source.url.as_deref(),
        published: record.published.as_ref().map(|day| day.value.as_ref()),
        id: &fact.id,
        kind: &fact.kind,
        status: &fact.status,
        programme: fact.programme.as_deref(),
        region_code: fact.region.as_ref().map(|region| region.code.as_ref()),
        region_name: fact.region.as_ref().map(|region| region.name.as_ref()),
        cohort_year: fact.cohort_year,
        date: fact.date.as_deref(),
        instrument: fact.instrument.as_deref(),
        mode: fact.mode.as_deref(),
        place: fact.place.as_deref(),
        signatories: names(&fact.signatories),
        attendees: names(&fact.attendees),
        counterparties: joined(fact.counterparties.iter()),
        value: fact.value,
        unit: fact.unit.as_deref(),
        role: fact.role.as_deref(),
        level: fact.level.as_deref(),
        speaker: fact.speaker.as_deref(),
        quote: evidence.map(|evidence| evidence.quote.as_ref()),
        start: evidence.map(|evidence| evidence.start),
        end: evidence.map(|evidence| evidence.end),
        mentions: joined(fact.mentions.iter()),
        derived: joined(fact.derived.iter().map(Derived::to_string)),
        by: &fact.by,
        confidence: fact.confidence,
    }
}

fn names(persons: &[PersonRef<'_>]) -> String {
    joined(persons.iter().map(|person| &person.name))
}

fn joined(items: impl Iterator<Item = impl AsRef<str>>) -> String {
    let mut out = String::new();
    for item in items {
        if !out.is_empty() {
            out.push_str("; ");
        }
        out.push_str(item.as_ref());
    }
    out
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
