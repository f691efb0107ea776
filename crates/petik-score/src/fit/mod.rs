//! Weights of sums of evidence, fitted to annotated articles: what each decision should have been, which whole weights say so
//! best without going far from the shipped ones, and how they do on articles of other events. `docs/SUMS.md` explains it.
//!
//! ```
//! use petik_core::{Article, Engine};
//! use petik_score::Annotations;
//! use petik_score::fit::{Lesson, Options, fit};
//!
//! let engine = Engine::builtin()?;
//! let article = Article::new("Kabupaten Batang terpilih dalam Gerakan Menuju Smart City 2031.");
//! let gold = r#"{"id": "a", "facts": [{"type": "membership", "region": "Kabupaten Batang", "cohort_year": 2031}]}"#;
//! let annotations = Annotations::read("gold.jsonl", gold, &engine.gazetteer().regions, |_| None)?;
//!
//! let lesson = Lesson::of(&annotations.articles()[0], &engine.explain(&article), &article.text);
//! assert!(lesson.decided().iter().all(|decided| decided.yes));
//! let fitted = fit(&[lesson], &engine.gazetteer().weights, &Options::default());
//! assert_eq!((fitted.events, fitted.decisions.len()), (1, 2));
//! # Ok::<(), petik_core::Error>(())
//! ```

mod card;
mod events;
mod fitted;
mod held_out;
mod label;
mod lesson;

pub use fitted::{Change, Fitted, FittedDecision, Options, fit};
pub use held_out::Scores;
pub use lesson::{Decided, Lesson};
