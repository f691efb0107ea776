//! What stands in for `parquet.rs` in a petik that was built without it.

use crate::fault::{Item, SourceFault};
use crate::options::{FileName, Options};
use std::fs::File;

/// Why a Parquet file is not read.
pub(super) fn articles(_: File, name: FileName, _: &Options) -> Result<std::iter::Empty<Item>, SourceFault> {
    let reason = "a Parquet file, and this petik was built without Parquet: `cargo build --release --features parquet` \
                  builds one that reads it";
    Err(SourceFault::of_file(&name.path, reason))
}
