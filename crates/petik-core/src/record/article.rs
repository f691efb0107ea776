//! The record of one article: mentions, facts, findings.

use super::fact_type::FactType;
use super::mention::Mention;
use super::parts::{Derived, Evidence, PersonRef, RegionRef};
use super::words::{CountRole, FactStatus, FindingType, Mode, PublishedBy};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// Version of the article record.
pub const ARTICLE_SCHEMA: &str = "petik/article/1";

type Str<'a> = Cow<'a, str>;

/// Everything petik says about one article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArticleRecord<'a> {
    /// Version of the record.
    #[serde(borrow, default)]
    pub schema: Str<'a>,
    /// Given by the source, else the file stem, else the start of a digest of the text and its address.
    #[serde(borrow)]
    pub id: Str<'a>,
    /// Where the article came from.
    #[serde(borrow, default)]
    pub source: Source<'a>,
    /// Headline, where the source held it apart from the text.
    #[serde(default)]
    pub title: Option<Str<'a>>,
    /// Day of publication and the clue that gave it.
    #[serde(default, borrow)]
    pub published: Option<Published<'a>>,
    /// SHA-256 of the text that the offsets refer to, in hexadecimal.
    #[serde(borrow, default)]
    pub text_sha256: Str<'a>,
    /// The unit of all offsets.
    #[serde(borrow, default)]
    pub offset_unit: Str<'a>,
    /// Which system and edition the region codes come from.
    #[serde(borrow, default)]
    pub code_system: CodeSystem<'a>,
    /// The text itself, where asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Str<'a>>,
    /// What was left out, since the record would have been much longer than its text. Most records have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<LeftOut>,
    /// What was found in the text, in text order.
    #[serde(default, borrow)]
    pub mentions: Vec<Mention<'a>>,
    /// What the text says, each with its evidence.
    #[serde(default, borrow)]
    pub facts: Vec<Fact<'a>>,
    /// Doubts and contradictions.
    #[serde(default, borrow)]
    pub findings: Vec<Finding<'a>>,
}

/// How much of an article's record was left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LeftOut {
    /// Pieces of evidence that are not quoted whole; `until` says where their words end.
    pub quotes: usize,
    /// Mentions.
    pub mentions: usize,
    /// Facts, from the last one on.
    pub facts: usize,
    /// Findings, from the last one on.
    pub findings: usize,
    /// How often words told of a fact that the article had told many times before.
    pub tellings: usize,
}

impl LeftOut {
    /// Whether something is missing: a quote that is cut can be read in the text, at the place that its evidence names.
    pub fn is_loss(&self) -> bool {
        *self != LeftOut { quotes: self.quotes, ..LeftOut::default() }
    }
}

impl fmt::Display for LeftOut {
    /// `2 facts, 31 mentions`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LeftOut { quotes, mentions, facts, findings, tellings } = *self;
        let all =
            [(facts, "fact"), (findings, "finding"), (mentions, "mention"), (quotes, "quote"), (tellings, "telling")];
        for (place, (number, what)) in all.into_iter().filter(|(number, _)| *number > 0).enumerate() {
            let (between, plural) = (if place > 0 { ", " } else { "" }, if number == 1 { "" } else { "s" });
            write!(f, "{between}{number} {what}{plural}")?;
        }
        Ok(())
    }
}

/// Where an article came from; every field that the source does not know stays `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source<'a> {
    /// Path of the file, as given on the command line.
    #[serde(default)]
    pub path: Option<Str<'a>>,
    /// Address of the page.
    #[serde(default)]
    pub url: Option<Str<'a>>,
    /// Name or host of the outlet.
    #[serde(default)]
    pub outlet: Option<Str<'a>>,
    /// Line that the article begins on, from 1, where a file holds many.
    #[serde(default)]
    pub line: Option<u64>,
    /// Language that the page states, as it writes it: `id`, `id-ID`. Many Indonesian pages state another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Str<'a>>,
    /// `WARC-Record-ID` of an archived page.
    #[serde(default)]
    pub warc_record_id: Option<Str<'a>>,
    /// `WARC-Date`: when the page was fetched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warc_date: Option<Str<'a>>,
    /// `WARC-Payload-Digest` of the page as it was fetched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warc_payload_digest: Option<Str<'a>>,
}

/// A day of publication with its origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Published<'a> {
    /// ISO 8601 day.
    #[serde(borrow)]
    pub value: Str<'a>,
    /// The clue that gave it.
    pub by: PublishedBy,
}

/// The system that region codes come from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CodeSystem<'a> {
    /// System and edition of region codes.
    #[serde(borrow)]
    pub region: Str<'a>,
    /// The decree or edition.
    #[serde(borrow)]
    pub edition: Str<'a>,
}

/// One thing that the article says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fact<'a> {
    /// `f1`, `f2`, ...
    #[serde(borrow, default)]
    pub id: Str<'a>,
    /// What it says.
    #[serde(rename = "type", borrow)]
    pub kind: FactType<'a>,
    /// Whether it happened.
    #[serde(default)]
    pub status: FactStatus,
    /// Programme id; `null` for an agreement outside every known programme.
    #[serde(default)]
    pub programme: Option<Str<'a>>,
    /// The region; `null` if none is named.
    #[serde(default, borrow)]
    pub region: Option<RegionRef<'a>>,
    /// Year of the cohort, which can differ from the year of the event.
    #[serde(default)]
    pub cohort_year: Option<i16>,
    /// Day of the event.
    #[serde(default)]
    pub date: Option<Str<'a>>,
    /// `mou`, `nota-kesepakatan`, `pks`, ...
    #[serde(default)]
    pub instrument: Option<Str<'a>>,
    /// How people met, where the text says so.
    #[serde(default)]
    pub mode: Option<Mode>,
    /// Where it happened, as printed.
    #[serde(default)]
    pub place: Option<Str<'a>>,
    /// Who signed.
    #[serde(default, borrow)]
    pub signatories: Vec<PersonRef<'a>>,
    /// Who attended, witnessed or stood in without signing.
    #[serde(default, borrow)]
    pub attendees: Vec<PersonRef<'a>>,
    /// Organisation ids, and codes of regions.
    #[serde(default)]
    pub counterparties: Vec<Str<'a>>,
    /// Size of the cohort.
    #[serde(default)]
    pub value: Option<u64>,
    /// What the size counts.
    #[serde(default)]
    pub unit: Option<Str<'a>>,
    /// Role of the size.
    #[serde(default)]
    pub role: Option<CountRole>,
    /// Category or level reached (`Nindya`, `Utama`), as printed.
    #[serde(default)]
    pub level: Option<Str<'a>>,
    /// Points reached.
    #[serde(default)]
    pub score: Option<f64>,
    /// Place reached in an order, from 1.
    #[serde(default)]
    pub rank: Option<u64>,
    /// Who says so, when the claim stands in a quotation.
    #[serde(default)]
    pub speaker: Option<Str<'a>>,
    /// The words it rests on.
    #[serde(default, borrow)]
    pub evidence: Vec<Evidence<'a>>,
    /// Ids of the mentions it joins.
    #[serde(default)]
    pub mentions: Vec<Str<'a>>,
    /// What was inferred, and from what.
    #[serde(default, borrow)]
    pub derived: Vec<Derived<'a>>,
    /// The rule that made it.
    #[serde(borrow, default)]
    pub by: Str<'a>,
    /// 0 to 1; `docs/RECORD.md` says how it is made up.
    #[serde(default)]
    pub confidence: f64,
}

/// A doubt or contradiction, with the words it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding<'a> {
    /// What is doubtful.
    #[serde(rename = "type")]
    pub kind: FindingType,
    /// In words.
    #[serde(borrow, default)]
    pub message: Str<'a>,
    /// What the rest of the text leads to expect.
    #[serde(default, skip_serializing_if = "Option::is_none", borrow)]
    pub expected: Option<Stated<'a>>,
    /// What the text states.
    #[serde(default, skip_serializing_if = "Option::is_none", borrow)]
    pub stated: Option<Stated<'a>>,
    /// The words.
    #[serde(default, borrow)]
    pub evidence: Vec<Evidence<'a>>,
}

/// A value in a finding: a number where it is one, else the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Stated<'a> {
    /// An amount or a year.
    Number(i64),
    /// A date, a weekday, a name.
    Words(Str<'a>),
}
