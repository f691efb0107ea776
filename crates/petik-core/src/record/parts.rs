//! What mentions, facts and findings have parts of: regions, persons, evidence, what was inferred.

use super::words::{EvidenceKind, Inferred, Level, Word};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

type Str<'a> = Cow<'a, str>;

/// A region by its code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegionRef<'a> {
    /// Kemendagri code, `52.07`.
    pub code: Str<'a>,
    /// BPS code, `5207`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bps: Option<Str<'a>>,
    /// Name with its type word.
    pub name: Str<'a>,
    /// Its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
}

/// One possible reading of an open mention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Candidate<'a> {
    /// Kemendagri code.
    #[serde(borrow)]
    pub code: Str<'a>,
    /// Name with its type word.
    #[serde(borrow)]
    pub name: Str<'a>,
    /// Share of belief among the candidates of this mention, 0 to 1.
    pub score: f64,
    /// The reason in words.
    #[serde(borrow)]
    pub why: Str<'a>,
}

/// One inferred value and what it was inferred from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Derived<'a> {
    /// The value.
    pub what: Word<'a, Inferred>,
    /// What it rests on.
    pub by: Word<'a, EvidenceKind>,
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
    /// End of the quote, exclusive.
    pub end: usize,
    /// The words themselves.
    #[serde(borrow)]
    pub quote: Str<'a>,
    /// Where the words end, where the quote is only their beginning: the quotes of an article are not many times its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<usize>,
}

/// A person who signed or said something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonRef<'a> {
    /// The name as printed.
    #[serde(borrow)]
    pub name: Str<'a>,
    /// Gazetteer id, or `null`.
    #[serde(default)]
    pub person: Option<Str<'a>>,
    /// The office, in its standard words.
    #[serde(default)]
    pub office: Option<Str<'a>>,
}
