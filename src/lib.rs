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
//!
//! This crate is the program `petik` and, without its default features, the door to the crates that the program is made of:
//! `petik-core` (one article), `petik-source` (bytes to articles), `petik-reconcile` (records beside an official list),
//! `petik-cluster` (reprints) and `petik-score` (records beside an annotation). How it is built and why, what the record holds
//! and how rules are written is told in [`_documentation`].

#[cfg(doc)]
pub mod _documentation;

// The program says `petik::`, as everybody else does.
#[cfg(feature = "cli")]
extern crate self as petik;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;

#[cfg(feature = "arrow")]
pub use petik_arrow as arrow;
pub use petik_cluster as cluster;
#[doc(hidden)]
pub use petik_core::stages;
pub use petik_core::{
    Article, Engine, Error, Explanation, FACT_TABLE_WORDS, FactTypeReference, Fault, ListReference, Only, RULE_FILES,
    Rejected, Result, RuleReference, Source, Vocabulary, Weighed, ZoneSpan, gazetteer, record,
};
pub use petik_export as export;
pub use petik_reconcile as reconcile;
pub use petik_score as score;
#[cfg(feature = "serve")]
pub use petik_serve as serve;
pub use petik_source as source;
pub use petik_source::{in_order, overlay};

use gazetteer::Files;
use std::sync::Arc;

/// Lists and rules at work: what reads articles, and what finds them in pages.
#[derive(Debug)]
pub struct Lists {
    /// Reads articles.
    pub engine: Engine,
    /// Finds articles in pages.
    pub pages: Arc<source::PageLists>,
}

impl Lists {
    /// Makes both of `files`.
    ///
    /// # Errors
    ///
    /// [`Error::Lists`] with the faults of both.
    pub fn of(files: Files) -> Result<Self> {
        let pages = source::PageLists::of(&files);
        match (Engine::with(files), pages) {
            (Ok(engine), Ok(pages)) => Ok(Lists { engine, pages: Arc::new(pages) }),
            (Err(Error::Lists(mut faults)), Err(Error::Lists(of_pages))) => {
                faults.extend(of_pages);
                faults.sort();
                Err(Error::Lists(faults))
            }
            (Err(error), _) | (_, Err(error)) => Err(error),
        }
    }
}

/// All faults in `files`: of lists and rules, of their examples, of the lists about pages, and of what is said to people.
///
/// ```
/// let mut files = petik::gazetteer::Files::builtin();
/// assert_eq!(petik::check(files.clone()), []);
/// files.lay_over("pages/boxes.csv", "selector,why\ndiv[,x\n");
/// assert_eq!(petik::check(files)[0].line, 2);
/// ```
pub fn check(files: Files) -> Vec<Fault> {
    let mut faults = source::PageLists::check(&files);
    faults.extend(reconcile::Phrases::check(&files));
    faults.extend(Engine::check(files));
    faults.sort();
    faults
}
