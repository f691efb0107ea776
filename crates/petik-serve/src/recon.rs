//! The reconciliation service: regions, officials, programmes and lists, offered to OpenRefine and other clients of the W3C's
//! Reconciliation Service API, 0.2 and 0.1. It only reads.

mod catalogue;
mod describe;
mod entity;
mod entry;
mod extend;
mod fault;
mod gazetteers;
mod list;
mod manifest;
mod page;
mod query;
mod router;
mod source;
mod suggest;

pub use catalogue::Catalogue;
pub use describe::paths;
pub use query::BATCH_SIZE;
pub use router::router;
pub use source::{FileSource, ListSource};
