//! What leaves petik: plain data for one article (mentions, facts, findings) in the shape that users rely on. The names
//! of the fields are promised; `docs/RECORD.md` explains each, and [`schema`] writes them as JSON Schema.
//!
//! Offsets are Unicode code points, end exclusive: `text[start..end]` is the quoted text.

pub(crate) mod build;
pub mod cell;
mod flat;
#[cfg(feature = "schema")]
mod schema;

pub use build::text_sha256;
pub use flat::{FLAT_COLUMNS, FlatFact, flat_facts};
#[cfg(feature = "schema")]
pub use schema::{article_schema, flat_schema, schema_of};

use crate::article::Source;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// Version of the article record.
pub const ARTICLE_SCHEMA: &str = "petik/article/1";

type Str<'a> = Cow<'a, str>;

/// Everything petik says about one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(bound(deserialize = "'de: 'a"))]
pub struct ArticleRecord<'a> {
    /// Version of the record.
    pub schema: Str<'a>,
    /// Given by the source, else the file stem, else the start of the text's digest.
    pub id: Str<'a>,
    /// Where the article came from.
    pub source: Source<'a>,
    /// Headline, where the source held it apart from the text.
    pub title: Option<Str<'a>>,
    /// Day of publication and the clue that gave it.
    pub published: Option<Published<'a>>,
    /// SHA-256 of the text that the offsets refer to, in hexadecimal.
    pub text_sha256: Str<'a>,
    /// The unit of all offsets.
    pub offset_unit: Str<'a>,
    /// Which system and edition the region codes come from.
    pub code_system: CodeSystem<'a>,
    /// The text itself, where asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Str<'a>>,
    /// What was found in the text, in text order.
    pub mentions: Vec<Mention<'a>>,
    /// What the text says, each with its evidence.
    pub facts: Vec<Fact<'a>>,
    /// Doubts and contradictions.
    pub findings: Vec<Finding<'a>>,
}

/// A day of publication with its origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Published<'a> {
    /// ISO 8601 day.
    pub value: Str<'a>,
    /// The clue: `source`, `option`, `byline`, `url`, ...
    pub by: Str<'a>,
}

/// The system that region codes come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CodeSystem<'a> {
    /// System and edition of region codes.
    pub region: Str<'a>,
    /// The decree or edition.
    pub edition: Str<'a>,
}

/// A stretch of text with a meaning. Which of the optional fields are there depends on `type`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(bound(deserialize = "'de: 'a"))]
pub struct Mention<'a> {
    /// `m1`, `m2`, ... in text order.
    pub id: Str<'a>,
    /// Start, in code points.
    pub start: usize,
    /// End, exclusive, in code points.
    pub end: usize,
    /// The words, exactly as they stand in the text.
    pub text: Str<'a>,
    /// What kind of mention, with the fields of that kind.
    #[serde(flatten)]
    pub value: MentionValue<'a>,
    /// The list row or rule that found it.
    pub by: Str<'a>,
}

/// What a mention means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "lowercase", bound(deserialize = "'de: 'a"))]
pub enum MentionValue<'a> {
    /// A province, kabupaten or kota.
    Region {
        /// The region meant; `null` while several are possible.
        region: Option<RegionRef<'a>>,
        /// All readings, best first, where the mention is not settled.
        candidates: Vec<Candidate<'a>>,
        /// What settled a name with several readings.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        derived: Vec<Derived<'a>>,
    },
    /// A day, month, year or interval.
    Date {
        /// ISO 8601 / EDTF; `null` where the text does not settle it.
        value: Option<Str<'a>>,
        /// `day`, `month`, `year` or `interval`.
        granularity: Str<'a>,
        /// Other readings that were not excluded.
        alternatives: Vec<Str<'a>>,
        /// What was inferred, and from what.
        derived: Vec<Derived<'a>>,
    },
    /// How many regions.
    Count {
        /// The number; `null` for "belasan", "puluhan".
        value: Option<u64>,
        /// `about`, `at_least`, `at_most` or `null` for exact.
        approx: Option<Str<'a>>,
        /// What is counted.
        unit: Str<'a>,
        /// `selected`, `assessed`, `invited`, `total` or `other`.
        role: Str<'a>,
        /// Year of the cohort counted, where the text gives it.
        year: Option<i16>,
        /// Whether it counts those beside the regions named: "24 others". Written only where it does.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        others: bool,
        /// What was inferred, and from what.
        derived: Vec<Derived<'a>>,
    },
    /// A person named with an office.
    Official {
        /// The name as printed, titles and degrees off.
        name: Str<'a>,
        /// Gazetteer id of the person, or `null`.
        person: Option<Str<'a>>,
        /// The office, in its standard words.
        office: Str<'a>,
        /// `plt`, `pj`, `plh`, `pjs` or `null`.
        acting: Option<Str<'a>>,
        /// The region of the office.
        region: Option<RegionRef<'a>>,
        /// What was inferred, and from what.
        derived: Vec<Derived<'a>>,
    },
    /// A ministry, agency, association, university or company.
    Organisation {
        /// Gazetteer id.
        organisation: Str<'a>,
    },
    /// A programme by one of its names.
    Programme {
        /// Gazetteer id.
        programme: Str<'a>,
        /// What was inferred, and from what (a general name needs support).
        derived: Vec<Derived<'a>>,
    },
    /// Words of signing.
    Signing {
        /// `mou`, `nota-kesepahaman`, `nota-kesepakatan`, `pks`, `komitmen`, ... or `null`.
        instrument: Option<Str<'a>>,
    },
}

/// A region by its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegionRef<'a> {
    /// Kemendagri code, `52.07`.
    pub code: Str<'a>,
    /// BPS code, `5207`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bps: Option<Str<'a>>,
    /// Name with its type word.
    pub name: Str<'a>,
    /// `provinsi`, `kabupaten` or `kota`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Str<'a>>,
}

/// One possible reading of an open mention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Candidate<'a> {
    /// Kemendagri code.
    pub code: Str<'a>,
    /// Name with its type word.
    pub name: Str<'a>,
    /// Share of belief among the candidates of this mention, 0 to 1.
    pub score: f64,
    /// The reason in words.
    pub why: Str<'a>,
}

/// One inferred value and what it was inferred from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Derived<'a> {
    /// The value: `year`, `region`, `programme`, ...
    pub what: Str<'a>,
    /// The evidence: `weekday`, `published`, `copyright_line`, `official_term`, ...
    pub by: Str<'a>,
    /// Where the evidence stands in the text, in code points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// End of the evidence, exclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
}

impl fmt::Display for Derived<'_> {
    /// `year by weekday`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} by {}", self.what, self.by)
    }
}

/// Words that a fact or finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence<'a> {
    /// Start, in code points.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
    /// The words themselves.
    pub quote: Str<'a>,
}

/// A person who signed or said something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonRef<'a> {
    /// The name as printed.
    pub name: Str<'a>,
    /// Gazetteer id, or `null`.
    pub person: Option<Str<'a>>,
    /// The office, in its standard words.
    pub office: Option<Str<'a>>,
}

/// One thing that the article says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(bound(deserialize = "'de: 'a"))]
pub struct Fact<'a> {
    /// `f1`, `f2`, ...
    pub id: Str<'a>,
    /// `signing`, `membership` or `cohort_size`.
    #[serde(rename = "type")]
    pub kind: Str<'a>,
    /// `done`, `planned`, `invited` or `denied`.
    pub status: Str<'a>,
    /// Programme id; `null` for an agreement outside every known programme.
    pub programme: Option<Str<'a>>,
    /// The region; `null` if none is named.
    pub region: Option<RegionRef<'a>>,
    /// Year of the cohort, which can differ from the year of the event.
    pub cohort_year: Option<i16>,
    /// Day of the event.
    pub date: Option<Str<'a>>,
    /// `mou`, `nota-kesepakatan`, `pks`, ...
    pub instrument: Option<Str<'a>>,
    /// `virtual` or `in_person` where the text says so.
    pub mode: Option<Str<'a>>,
    /// Where it happened, as printed.
    pub place: Option<Str<'a>>,
    /// Who signed.
    pub signatories: Vec<PersonRef<'a>>,
    /// Who attended, witnessed or stood in without signing.
    pub attendees: Vec<PersonRef<'a>>,
    /// Organisation ids, or the words where no id is known.
    pub counterparties: Vec<Str<'a>>,
    /// Size of the cohort.
    pub value: Option<u64>,
    /// What the size counts.
    pub unit: Option<Str<'a>>,
    /// Role of the size.
    pub role: Option<Str<'a>>,
    /// Category or level reached (`Nindya`, `Utama`), as printed.
    pub level: Option<Str<'a>>,
    /// Who says so, when the claim stands in a quotation.
    pub speaker: Option<Str<'a>>,
    /// The words it rests on.
    pub evidence: Vec<Evidence<'a>>,
    /// Ids of the mentions it joins.
    pub mentions: Vec<Str<'a>>,
    /// What was inferred, and from what.
    pub derived: Vec<Derived<'a>>,
    /// The rule that made it.
    pub by: Str<'a>,
    /// 0 to 1; `docs/RECORD.md` says how it is made up.
    pub confidence: f64,
}

/// A doubt or contradiction, with the words it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(bound(deserialize = "'de: 'a"))]
pub struct Finding<'a> {
    /// `weekday_mismatch`, `impossible_date`, `total_mismatch`, `list_size_mismatch`, `digits_words_mismatch`,
    /// `others_mismatch`, `office_date_mismatch` or `ambiguous_region`.
    #[serde(rename = "type")]
    pub kind: Str<'a>,
    /// In words.
    pub message: Str<'a>,
    /// What the rest of the text leads to expect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Stated<'a>>,
    /// What the text states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<Stated<'a>>,
    /// The words.
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
