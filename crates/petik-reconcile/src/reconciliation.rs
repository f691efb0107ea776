//! The shape of the answer, plain data that the outputs write and `petik diff` reads again.

mod list_fault;

pub use list_fault::ListFault;

use crate::saying::Saying;
use crate::sentences::{DecisionType, OpenType, SizeType};
use crate::words::{ClaimType, ReasonType, RemarkType, Stage, Stance, Status, Verdict};
use petik_core::gazetteer::{RegionId, Regions};
use petik_core::record::{Approx, FactStatus, schema_of};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Version of the rows that [`Reconciliation`] holds.
pub const ROW_SCHEMA: &str = "petik/reconciliation/1";

/// Records held against a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reconciliation {
    /// One row a list member, in the order of the list, then one a press claim that no member answers to, by programme,
    /// year and code.
    pub rows: Vec<Row>,
    /// Every size of a cohort that press states, by programme, year, stage and value.
    pub ledger: Vec<Size>,
    /// What the sizes say together: contradictions, sums, the list's own counts.
    pub remarks: Vec<Remark>,
    /// Rows of the list and claims of press that name no region for certain.
    pub unresolved: Vec<Unresolved>,
    /// Texts that are one source, where there is more than one of them.
    pub clusters: Vec<Cluster>,
    /// Decisions that no longer fit what they were made on, or fit nothing.
    pub open_decisions: Vec<OpenDecision>,
    /// What was passed over in the list, and what is odd in it.
    pub list_remarks: Vec<ListFault>,
    /// Names of the programmes, by id.
    pub programmes: BTreeMap<String, String>,
    /// What was read.
    pub inputs: Provenance,
}

impl Reconciliation {
    /// The name of a programme; its id where none is known.
    pub fn programme<'p>(&'p self, id: &'p str) -> &'p str {
        self.programmes.get(id).map_or(id, String::as_str)
    }
}

/// The JSON Schema (2020-12) of a row of `reconciliation.jsonl`.
pub fn row_schema() -> serde_json::Value {
    schema_of::<Row>("urn:petik:reconciliation:1", "petik reconciliation row", ROW_SCHEMA)
}

/// What was read, for the heads of the outputs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Provenance {
    /// Version of petik.
    pub version: String,
    /// The lists and rules: SHA-256 in hexadecimal.
    pub lists_sha256: String,
    /// Files of records.
    pub records: Vec<InputFile>,
    /// Files of the list.
    pub list: Vec<InputFile>,
    /// The file of decisions.
    pub decisions: Option<InputFile>,
    /// Articles read.
    pub articles: u64,
    /// Facts read.
    pub facts: u64,
    /// Facts about programmes that the list is not about.
    pub facts_elsewhere: u64,
    /// Lines of records that could not be read.
    pub failed: u64,
    /// Above which share of common shingles two texts are one source.
    pub cluster_threshold: f64,
}

/// A file that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InputFile {
    /// As given on the command line.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How a file of the list calls itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// A member of the list, or a region that press names and the list does not.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// [`ROW_SCHEMA`].
    pub schema: String,
    /// `programme/year/code`, the same in every run; a second row of the list for the same member ends in `+2`.
    pub id: String,
    /// What press says of the member, or the list of the claim.
    pub status: Status,
    /// Programme id.
    pub programme: String,
    /// Year of the cohort; `null` where neither list nor press gives one.
    pub cohort_year: Option<i16>,
    /// The region by its present code.
    pub region: Region,
    /// The row of the list; `null` for a press claim that the list lacks.
    pub listed: Option<Listed>,
    /// Why the status is what it is, in words, most important first.
    pub reasons: Vec<String>,
    /// The same reasons as data, in the same order.
    #[serde(default)]
    pub why: Vec<Reason>,
    /// Where list and press, or list and gazetteer, differ.
    pub differences: Vec<Difference>,
    /// How many independent sources support it; reprints of one text count once.
    pub sources: u64,
    /// How many articles speak of it.
    pub articles: u64,
    /// All that press says of it, by day, then by article.
    pub claims: Vec<Claim>,
    /// Ids of other rows that may be meant instead.
    pub near: Vec<String>,
    /// Digest of the words that the row rests on, twelve hexadecimal digits: a decision on the row names it.
    pub evidence: String,
    /// What a steward decided about the row.
    pub decision: Option<Decided>,
}

impl Row {
    /// Reads a row from its JSON object.
    ///
    /// # Errors
    ///
    /// Where `json` is no JSON, a field has another type than the row's, or a word is none of its field's.
    // Read here and not where it is asked for, so that the code for it is made once.
    #[inline(never)]
    pub fn from_json(json: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(json)
    }

    /// Whether a steward rejected the row, so that it counts nowhere.
    pub fn is_rejected(&self) -> bool {
        self.decision.as_ref().is_some_and(|decided| decided.verdict == Verdict::Reject)
    }
}

/// Why a row has its status. Which of the values a type has is what its phrase in `ui/` shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// Which reason it is.
    #[serde(rename = "type")]
    pub kind: ReasonType,
    /// How many sources, claims, regions or members it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// In how many articles, or of how many claims.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    /// Outlets, regions, or kinds of evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// The region, where another is meant than the row's or several are spoken of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Years of cohorts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<i16>,
    /// Words of the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// A province, kabupaten or kota.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Region {
    /// Kemendagri code, `52.07`.
    pub code: String,
    /// Name with its type word.
    pub name: String,
    /// `provinsi`, `kabupaten` or `kota`.
    pub level: String,
    /// Code of its province, itself for a province.
    pub province_code: String,
    /// Name of its province without a type word, `Nusa Tenggara Barat`.
    pub province: String,
}

impl Region {
    /// A region of the gazetteer.
    pub(crate) fn of(regions: &Regions, id: RegionId) -> Self {
        let (region, province) = (regions.get(id), regions.get(regions.province(id)));
        Region {
            code: region.code.clone(),
            name: region.full_name.clone(),
            level: region.level.as_str().to_owned(),
            province_code: province.code.clone(),
            province: province.name.clone(),
        }
    }
}

/// A row of the list, as it is written there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Listed {
    /// The file.
    pub file: String,
    /// The sheet, where the file has sheets.
    pub sheet: Option<String>,
    /// Row of the sheet or line of the file, from 1.
    pub row: u64,
    /// The name as written.
    pub name: Option<String>,
    /// The code as written.
    pub code: Option<String>,
    /// What the list remarks on the member: the words of its columns for status and notes.
    pub note: Option<String>,
    /// Whether the list itself doubts the member (a status such as `disputed`).
    pub doubted: bool,
    /// The day of signing that the list gives, ISO 8601.
    #[serde(default)]
    pub signed: Option<String>,
    /// How the region, the programme and the year were found, each as `what by which`: `region by code`,
    /// `region by old code 91.09 (crosswalk.csv#91.09)`, `cohort_year by sheet name`.
    pub derived: Vec<String>,
}

/// One thing in which the list differs from press or from the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    /// `spelling`, `type`, `code`, `year`, `province` or `signed`.
    pub what: String,
    /// What the list says.
    pub list: String,
    /// What the other side says.
    pub other: String,
    /// Who the other side is: `press` or `gazetteer`.
    pub side: String,
}

/// What one article says about one region and programme.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// The same in every run while article, programme, region and year are: twelve hexadecimal digits.
    pub id: String,
    /// What the claim does for the row.
    pub stance: Stance,
    /// What it is: a fact, or a bare name in an article about the programme.
    #[serde(rename = "type")]
    pub kind: ClaimType,
    /// Whether it happened.
    pub status: FactStatus,
    /// Code of the region that press names; `null` for a bare name.
    pub code: Option<String>,
    /// The region as press names it, or its name by the gazetteer where the records do not hold the words.
    pub name: Option<String>,
    /// Year of the cohort that press gives.
    pub cohort_year: Option<i16>,
    /// Day of the event.
    pub date: Option<String>,
    /// Who says so, when the claim stands in a quotation.
    pub speaker: Option<String>,
    /// The article.
    pub article: ArticleRef,
    /// The words, with what stands around them.
    pub quotes: Vec<Quote>,
    /// What was inferred, each as `value by evidence`.
    pub derived: Vec<String>,
    /// The rule that made the fact.
    pub by: String,
    /// 0 to 1.
    pub confidence: f64,
    /// Digest of the words and values that the claim rests on, twelve hexadecimal digits: a decision on it names them.
    pub evidence: String,
    /// What a steward decided about the claim; the values above are those after the decision.
    pub decision: Option<Decided>,
}

/// An article that something rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleRef {
    /// Id of the article.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Address of the page, as the source gave it: not to be trusted as a link before [`web_address`](crate::web_address) has seen it.
    pub url: Option<String>,
    /// Name or host of the outlet; the host of the address where the record names none.
    pub outlet: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// Number of the source: articles of one number are one text in several copies. From 1.
    pub source: u64,
    /// The words that mark it as a release of a government office; `null` where there are none.
    pub release: Option<String>,
}

impl ArticleRef {
    /// The day to sort by: articles without one come last.
    pub(crate) fn day(&self) -> &str {
        self.published.as_deref().unwrap_or("9999")
    }

    /// What tells it from other articles.
    pub(crate) fn key(&self) -> (&str, Option<&str>) {
        (&self.id, self.url.as_deref())
    }
}

/// Words of an article with what stands around them in their paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// Start in the text, in code points.
    pub start: u64,
    /// End, exclusive.
    pub end: u64,
    /// The words themselves.
    pub quote: String,
    /// What stands before them in the paragraph, at most 300 code points; empty where the records hold no text.
    pub before: String,
    /// What stands behind them.
    pub after: String,
}

impl Quote {
    /// Leaves out what stands around the words.
    pub(crate) fn strip(&mut self) {
        (self.before, self.after) = (String::new(), String::new());
    }
}

/// A decision as it stands beside what it was made on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decided {
    /// What was decided.
    pub verdict: Verdict,
    /// What was corrected, each as `what: from -> to`.
    pub changes: Vec<String>,
    /// The steward's words.
    pub note: Option<String>,
    /// Who decided.
    pub who: Option<String>,
    /// When.
    pub when: Option<String>,
    /// Whether the evidence has changed since.
    pub stale: bool,
}

/// A decision to look at again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OpenDecision {
    /// Line of the file of decisions, from 1.
    pub line: u64,
    /// The id of a row or claim.
    pub subject: String,
    /// What was decided.
    pub decided: Decided,
    /// Why it is brought up again; `None` where it is said in words alone.
    pub why: Option<Saying<DecisionType>>,
    /// The same in English words, for programs.
    pub reason: String,
}

/// One size of a cohort at one stage, with all who state it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Size {
    /// `programme/year/stage/value`.
    pub id: String,
    /// Programme id.
    pub programme: String,
    /// Year of the cohort; `null` where the text gives none.
    pub cohort_year: Option<i16>,
    /// What it counts.
    pub stage: Stage,
    /// The number.
    pub value: u64,
    /// How far it is exact; `null` where it is.
    pub approx: Option<Approx>,
    /// What is counted.
    pub unit: String,
    /// How many independent sources state it.
    pub sources: u64,
    /// How many members the list has for this programme and year (for a total: distinct members up to it), where the
    /// stage is one that a list shows.
    pub listed: Option<u64>,
    /// Who states it, by day, then by article.
    pub statements: Vec<Statement>,
    /// Numbers of the remarks about it, from 0, in [`Reconciliation::remarks`].
    pub remarks: Vec<u64>,
}

/// One article that states a size.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// The article.
    pub article: ArticleRef,
    /// The words.
    pub quote: Quote,
    /// Who says so, when it stands in a quotation.
    pub speaker: Option<String>,
    /// What was inferred, each as `value by evidence`.
    pub derived: Vec<String>,
    /// The rule that found it.
    pub by: String,
}

/// What sizes say together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Remark {
    /// What they say.
    #[serde(rename = "type")]
    pub kind: RemarkType,
    /// Programme id.
    pub programme: String,
    /// Year of the cohort.
    pub cohort_year: Option<i16>,
    /// What it says; `None` where it is said in words alone.
    pub why: Option<Saying<SizeType>>,
    /// The same in English words, for programs.
    pub message: String,
    /// Whether the numbers are explained; `null` where there is nothing to explain.
    pub explained: Option<bool>,
    /// Ids of the sizes.
    pub sizes: Vec<String>,
    /// Names of the regions that explain it.
    pub regions: Vec<String>,
}

/// What names no region for certain.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unresolved {
    /// The same in every run while file, sheet and words are, or programme, name and candidates for press; twelve hexadecimal digits.
    pub id: String,
    /// `list` or `press`.
    pub side: String,
    /// The file of the list, or the id of the article.
    pub place: String,
    /// The sheet, where there are sheets.
    pub sheet: Option<String>,
    /// Row or line, from 1; `null` for press.
    pub row: Option<u64>,
    /// The words as written.
    pub name: String,
    /// Programme id, where known.
    pub programme: Option<String>,
    /// Year of the cohort, where known.
    pub cohort_year: Option<i16>,
    /// Why it is open; `None` where a folder of an earlier version says it in words alone.
    pub why: Option<Saying<OpenType>>,
    /// The same in English words, for programs.
    pub reason: String,
    /// What it could be, each as `code name (why)`.
    pub candidates: Vec<String>,
    /// Code of the province that the row of the list names; `null` where it names none, and for press.
    pub province: Option<String>,
    /// The article that names it first; `null` for the list.
    pub article: Option<ArticleRef>,
    /// Its words around the name; `null` for the list.
    pub quote: Option<Quote>,
    /// Code of the region that the row means, where the list says that it is no member.
    pub out: Option<String>,
    /// The row of the list as written; `null` for press.
    pub listed: Option<Listed>,
    /// Digest of all that it rests on: a decision on it names it.
    pub evidence: String,
    /// What a steward decided about it.
    pub decision: Option<Decided>,
}

/// One text in several copies.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cluster {
    /// Number of the source, as in [`ArticleRef::source`].
    pub source: u64,
    /// What was compared: `text`, or `quotes` where the records hold no text.
    pub basis: String,
    /// The earliest copy.
    pub earliest: ArticleRef,
    /// The other copies, by day.
    pub reprints: Vec<Reprint>,
}

/// A copy of another text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reprint {
    /// The article.
    pub article: ArticleRef,
    /// Share of common shingles with the earliest copy, 0 to 1, as estimated.
    pub similarity: f64,
    /// Sentences that the earliest copy does not have.
    pub added: Vec<String>,
    /// Sentences of the earliest copy that it leaves out.
    pub left_out: Vec<String>,
}
