//! The heart of petik: one Indonesian news article in, one record out. It says which kabupaten, kota or provinsi signed or
//! joined which government programme, when, with whom, and how large the cohort was, each with the words it rests on.
//!
//! ```
//! let engine = petik_core::Engine::builtin()?;
//! let article = petik_core::Article::new("Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).");
//! let record = engine.extract(&article);
//! assert_eq!(record.facts[0].region.as_ref().map(|r| r.code.as_ref()), Some("33.25"));
//! assert_eq!(record.facts[0].date.as_deref(), Some("2018-05-08"));
//! # Ok::<(), petik_core::Error>(())
//! ```
//!
//! An [`Engine`] is built once from the lists and rules, which are embedded, and shared by all threads. It reads
//! [`Article`]s and gives [`record::ArticleRecord`]s. Nothing here opens a file, prints, exits or touches the network.

mod article;
mod engine;
mod error;
mod fact;
pub mod gazetteer;
mod link;
mod mention;
pub mod record;
mod rule;
mod text;
mod vocabulary;
mod work;
mod zone;

pub use article::Article;
#[doc(hidden)]
pub use engine::stages;
pub use engine::{Below, Engine, Explanation, RegionHints, RegionReadings, Rejected, Weighed, ZoneSpan};
pub use engine::{ListReference, Only, RULE_FILES, RuleReference};
pub use error::{Error, Fault, Result};
pub use fact::{FACT_TABLE_WORDS, FactTypeReference};
pub use record::Source;
pub use vocabulary::Vocabulary;
#[doc(hidden)]
pub use vocabulary::read_word;
