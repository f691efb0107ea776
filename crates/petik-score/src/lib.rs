//! How well records agree with articles that people annotated: for each layer of what a record claims, precision, recall and
//! F1 with an interval; articles that list many regions apart from the others. [`fit`] learns the weights of evidence from them.
//!
//! ```
//! use petik_core::record::ArticleRecord;
//! use petik_score::{Annotations, score};
//!
//! let gold = r#"{"id": "a", "regions": [{"text": "Batang", "start": 0, "name": "Kabupaten Batang", "kode": "33.25"}]}"#;
//! let engine = petik_core::Engine::builtin()?;
//! let annotations = Annotations::read("gold.jsonl", gold, &engine.gazetteer().regions, |_| None)?;
//! let record = ArticleRecord::from_json(r#"{"id": "a", "mentions": []}"#).unwrap();
//! let report = score(&annotations, &[record], None);
//! assert_eq!(report.figures.row("regions").map(|row| row.missing), Some(1));
//! # Ok::<(), petik_core::Error>(())
//! ```

mod annotation;
mod bootstrap;
mod calibration;
mod facts;
mod fields;
mod figures;
pub mod fit;
mod mentions;
mod name;
mod report;
mod slots;
mod span;
mod spans;
mod tally;

pub use annotation::{Annotations, ArticleAnnotation};
pub use calibration::{Bin, Reliability};
pub use facts::TYPES as FACT_TYPES;
pub use figures::{Figures, Group};
pub use report::{Difference, DifferenceKind, Report, score};
pub use spans::{SpanFigures, SpanRow};
pub use tally::{Interval, Row};
