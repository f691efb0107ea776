//! Facts from Indonesian news: which kabupaten, kota or provinsi signed or joined which government programme, when, with
//! whom, and how large the cohort was, each with the words it rests on.
//!
//! ```
//! let engine = petik::Engine::builtin()?;
//! let article = petik::Article::new("Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).");
//! let record = engine.extract(&article);
//! assert_eq!(record.facts[0].region.as_ref().map(|r| r.code.as_ref()), Some("33.25"));
//! assert_eq!(record.facts[0].date.as_deref(), Some("2018-05-08"));
//! # Ok::<(), petik::Error>(())
//! ```
//!
//! An [`Engine`] is built once from the lists and rules and shared by all threads. It reads [`Article`]s and gives
//! [`record::ArticleRecord`]s; nothing here prints, exits or touches the network.

mod article;
pub mod cluster;
mod error;
mod fact;
mod gazetteer;
mod mention;
mod pipeline;
pub mod reconcile;
pub mod record;
mod rule;
pub mod source;
mod text;
mod zone;

pub use article::{Article, Source};
pub use error::{Error, Fault, Result};
#[doc(hidden)]
pub use pipeline::stages;
pub use pipeline::{Engine, Explanation, Skipped, ZoneSpan, in_order};
