//! What press says, from the records that `petik extract` wrote: article records or flat facts, one a line. Of each article
//! only what the list can be held against is kept, and a sketch of its words that tells reprints; its text is not.

mod context;
mod flat;
mod reading;
mod record;
mod release;

use crate::reconciliation::{ArticleRef, Claim, Quote};
use crate::words::{ClaimType, Stage};
use petik_cluster::Sketch;
use petik_core::Engine;
use petik_core::gazetteer::{Regions, Releases};
use petik_core::record::{ARTICLE_SCHEMA, Approx, ArticleRecord, Derived, FactType, FlatFact};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeSet;

pub use reading::{LineFault, Press};
pub(super) use reading::{next_line, read_each};

/// What of press is looked at: the programmes that a list is about, by id, in order. Facts about others are counted and
/// left.
#[derive(Debug, Clone)]
pub struct Scope<'e> {
    programmes: Vec<String>,
    releases: &'e Releases,
    regions: &'e Regions,
}

impl<'e> Scope<'e> {
    /// The scope of these programmes.
    pub fn new(engine: &'e Engine, programmes: impl IntoIterator<Item = String>) -> Self {
        let programmes: BTreeSet<String> = programmes.into_iter().collect();
        let lists = engine.gazetteer();
        Scope { programmes: programmes.into_iter().collect(), releases: &lists.releases, regions: &lists.regions }
    }

    /// The scope of all programmes that there are.
    pub fn all(engine: &'e Engine) -> Self {
        Scope::new(engine, engine.gazetteer().programmes.iter().map(|programme| programme.id.clone()))
    }

    /// The number of a programme, if it is in the scope.
    pub(super) fn number(&self, id: &str) -> Option<usize> {
        self.programmes.binary_search_by(|known| known.as_str().cmp(id)).ok()
    }

    /// The id of a programme.
    pub(super) fn id(&self, number: usize) -> &str {
        &self.programmes[number]
    }
}

/// What one line of records says.
#[derive(Debug, Default)]
pub struct PressArticle {
    /// The article; its source number is not known yet.
    pub(super) article: ArticleRef,
    /// Of its words, or of those of its quotes.
    pub(super) sketch: Option<Sketch>,
    /// Whether the sketch is of the text.
    pub(super) has_text: bool,
    /// Claims about regions, with the number of their programme.
    pub(super) claims: Vec<Told>,
    /// Names that could mean several regions.
    pub(super) bare: Vec<Bare>,
    /// Sizes of cohorts.
    pub(super) counted: Vec<Counted>,
    /// Totals whose parts do not add up to them.
    pub(super) sums: Vec<Sum>,
    /// Whether it is one row of flat facts, to be joined with others of its article.
    is_row: bool,
    /// Facts in the record.
    pub(super) facts: u64,
    /// Facts about programmes outside of the scope.
    pub(super) elsewhere: u64,
}

/// A claim with its programme.
#[derive(Debug)]
pub(super) struct Told {
    pub programme: usize,
    pub claim: Claim,
    /// Whether the region was told from its namesake by lists of cohorts: no evidence for what stands in one.
    pub by_cohorts: bool,
}

/// A name that several regions have, in an article about a programme.
#[derive(Debug)]
pub(super) struct Bare {
    pub programme: usize,
    /// Whether the article tells facts about the programme, or only names it.
    pub has_facts: bool,
    /// Years of the cohorts that the article speaks of.
    pub years: Vec<i16>,
    pub name: String,
    /// Code, name and reason of each reading.
    pub candidates: Vec<(String, String, String)>,
    pub quote: Quote,
    pub by: String,
}

/// A stated number of regions.
#[derive(Debug, Clone)]
pub(super) struct Counted {
    pub programme: usize,
    pub year: Option<i16>,
    pub stage: Stage,
    pub value: u64,
    pub approx: Option<Approx>,
    pub unit: String,
    pub quote: Quote,
    pub speaker: Option<String>,
    pub derived: Vec<String>,
    pub by: String,
}

/// A stated total, and the stated parts that add up to another number. By number in `counted`.
#[derive(Debug, Clone)]
pub(super) struct Sum {
    pub total: usize,
    pub parts: Vec<usize>,
}

impl PressArticle {
    /// Whether there is anything to hold against a list.
    pub fn tells(&self) -> bool {
        !(self.claims.is_empty() && self.bare.is_empty() && self.counted.is_empty())
    }
}

/// Reads one line of records: an article record or a flat fact. The error says what is wrong with the line.
pub fn read_line(line: &str, scope: &Scope<'_>) -> Result<PressArticle, String> {
    if is_record(line) {
        return of_record(line, scope);
    }
    let head: Head<'_> = serde_json::from_str(line).map_err(|error| format!("not readable as JSON: {error}"))?;
    match (head.schema.as_deref(), &head.article_id) {
        (Some(ARTICLE_SCHEMA), _) => of_record(line, scope),
        (Some(other), _) => {
            Err(format!("it is of schema {other:?}, this version reads {ARTICLE_SCHEMA:?}: extract the articles again"))
        }
        (None, Some(_)) if head.zone.is_some() => Err(MENTIONS.into()),
        (None, Some(_)) => {
            let fact = FlatFact::from_json(line);
            fact.map_err(|error| format!("no flat fact: {error}")).and_then(|fact| flat::told(&fact, scope))
        }
        (None, None) if head.text.is_some() => {
            Err("an article, and no record: `petik extract` makes records of articles".into())
        }
        (None, None) => Err("neither an article record (no `schema`) nor a flat fact (no `article_id`)".into()),
    }
}

fn of_record(line: &str, scope: &Scope<'_>) -> Result<PressArticle, String> {
    let record = ArticleRecord::from_json(line);
    record.map(|record| record::told(&record, scope)).map_err(|error| format!("no article record: {error}"))
}

/// Whether a line begins as those that this version of petik writes, so that nobody needs to look for its schema.
fn is_record(line: &str) -> bool {
    let rest = line.strip_prefix("{\"schema\":\"").and_then(|rest| rest.strip_prefix(ARTICLE_SCHEMA));
    rest.is_some_and(|rest| rest.starts_with('"'))
}

/// What to say of rows of mentions. They, too, have articles, regions and days, and tell of nothing that happened.
pub(super) const MENTIONS: &str = "a row of mentions, which are no facts: give records as `petik extract` writes them, best with \
                                   --with-text, or rows of --facts";
/// The column that only rows of mentions have.
pub(super) const ZONE: &str = "zone";

/// What tells the kinds of lines apart.
#[derive(Deserialize)]
struct Head<'r> {
    #[serde(borrow, default)]
    schema: Option<Cow<'r, str>>,
    #[serde(borrow, default)]
    article_id: Option<Cow<'r, str>>,
    /// What the row of a mention has, and none of a fact.
    #[serde(default)]
    zone: Option<serde::de::IgnoredAny>,
    /// What an article has, and a record need not.
    #[serde(default)]
    text: Option<serde::de::IgnoredAny>,
}

/// The claim that a fact makes about a region; `None` where it is about none.
fn claim_type(kind: &FactType<'_>) -> Option<ClaimType> {
    match kind {
        FactType::Signing => Some(ClaimType::Signing),
        FactType::Membership => Some(ClaimType::Membership),
        _ => None,
    }
}

/// The host of an address without `www.`, for articles that name no outlet.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?.trim_start_matches("www.");
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

fn inferences(derived: &[Derived<'_>]) -> Vec<String> {
    derived.iter().map(Derived::to_string).collect()
}

/// The first half of SHA-256 over the parts, twelve hexadecimal digits of it.
pub(super) fn short_digest<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// The id of a claim: the same while article, kind, programme, region and year are.
fn claim_id(article: &ArticleRef, kind: &FactType<'_>, programme: &str, code: &str, year: Option<i16>) -> String {
    let year = year.map(|year| year.to_string()).unwrap_or_default();
    short_digest([&article.id, article.url.as_deref().unwrap_or_default(), kind.as_str(), programme, code, &year])
}
