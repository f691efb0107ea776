//! What leaves petik: plain data for one article (mentions, facts, findings) in the shape that users rely on. The names
//! of the fields are promised; `docs/RECORD.md` explains each, and `article_schema` writes them as JSON Schema.
//!
//! Offsets are Unicode code points, end exclusive: `text[start..end]` is the quoted text.

mod article;
pub mod cell;
mod digest;
mod fact_type;
mod flat;
mod flat_mention;
mod json;
mod mention;
mod parts;
mod reading;
#[cfg(feature = "schema")]
mod schema;
mod unseen;
mod words;

pub use article::{ARTICLE_SCHEMA, ArticleRecord, CodeSystem, Fact, Finding, LeftOut, Published, Source, Stated};
pub use digest::text_sha256;
pub use fact_type::FactType;
pub use flat::{FLAT_COLUMNS, FlatFact, flat_facts};
pub use flat_mention::{FLAT_MENTION_COLUMNS, FlatMention, flat_mentions};
pub use mention::{Mention, MentionType, MentionValue};
pub use parts::{Candidate, Derived, Evidence, PersonRef, RegionRef};
#[cfg(feature = "schema")]
pub use schema::{article_schema, flat_mention_schema, flat_schema, schema_of};
pub use unseen::{is_unseen, written_out};
pub use words::{
    Acting, Approx, CountRole, CountUnit, EvidenceKind, FactStatus, FindingType, Granularity, Inferred, Level, Mode,
    PublishedBy, Word, Zone,
};
