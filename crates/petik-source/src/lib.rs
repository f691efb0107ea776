//! Sources: from bytes on disk to articles. [`Inputs`] walks the paths that a user names and gives one article after the
//! other, always in the same order; what cannot be read becomes a [`SourceFault`] and the rest goes on.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use petik_source::{Inputs, Options};
//!
//! let folder = tempfile::tempdir()?;
//! std::fs::write(folder.path().join("a.txt"), "Pemkab Batang meneken MoU.")?;
//! for article in Inputs::new([folder.path()], Options::default()) {
//!     assert_eq!(article?.text, "Pemkab Batang meneken MoU.");
//! }
//! # Ok(())
//! # }
//! ```

mod assemble;
mod compression;
mod cut;
mod day;
mod encoding;
mod fault;
mod fields;
mod foreign;
mod format;
mod html;
mod inputs;
mod json;
mod language;
mod limit;
mod meter;
mod object;
mod options;
mod overlay;
#[cfg(not(feature = "parquet"))]
#[path = "no_parquet.rs"]
mod parquet;
#[cfg(feature = "parquet")]
mod parquet;
mod raw;
#[cfg(feature = "arrow")]
mod rows;
mod share;
mod table;
mod text;
mod walk;
mod warc;
mod window;
mod workers;

pub use assemble::article_of;
pub use compression::{gzip, open_counted, open_unpacked, zstd};
pub use day::parse_day;
pub use encoding::decoded;
pub use fault::{Item, SourceFault};
pub use fields::Fields;
pub use foreign::Foreign;
pub use format::Format;
pub use html::{PAGE_LISTS, PageLists};
pub use inputs::{Inputs, Place};
pub use language::Language;
pub use limit::ArticleLimit;
pub use meter::Meter;
pub use options::Options;
pub use overlay::overlay;
pub use raw::{Raw, SentPage};
#[cfg(feature = "arrow")]
pub use rows::RowReader;
pub use share::Share;
pub use walk::Globs;
pub use workers::{Begun, MOST_THREADS, Workers, in_order};
