//! A fault in a source: which file, which line, and why it could not be read. Most cost an article; a remark costs only
//! a detail of one.

use petik_core::Article;
use petik_core::record::LeftOut;
use serde::Serialize;
use std::path::Path;
use std::{fmt, io};

/// Something that could not be read. For programs it is written as path, line, offset and reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceFault {
    /// The file or folder, as given; `-` for standard input.
    pub path: String,
    /// The line, from 1, where one can be named.
    pub line: Option<u64>,
    /// The byte of the file, from 0, where one can be named.
    pub offset: Option<u64>,
    /// Why, and what to do about it.
    pub reason: String,
    /// Whether an article (or a whole file) was lost; if not, the article follows and only a detail of it is missing.
    #[serde(skip)]
    pub lost: bool,
}

impl SourceFault {
    /// A fault that costs what stands at this place.
    pub(super) fn new(
        path: impl Into<String>,
        line: Option<u64>,
        offset: Option<u64>,
        reason: impl Into<String>,
    ) -> Self {
        SourceFault { path: path.into(), line, offset, reason: reason.into(), lost: true }
    }

    /// A fault that costs the whole file or folder.
    pub(super) fn of_file(path: impl AsRef<Path>, reason: impl Into<String>) -> Self {
        SourceFault::new(path.as_ref().display().to_string(), None, None, reason)
    }

    /// A detail that is missing from the article that follows.
    pub fn remark(path: impl Into<String>, line: Option<u64>, reason: impl Into<String>) -> Self {
        SourceFault { lost: false, ..SourceFault::new(path, line, None, reason) }
    }

    /// That not everything of `article` stands in its record.
    pub fn bounded(article: &Article<'_>, left_out: LeftOut) -> Self {
        let path = article.source.path.as_deref().unwrap_or("-");
        let reason = format!("the record is bounded by the length of the text; left out: {left_out} (docs/RECORD.md)");
        SourceFault::remark(path, article.source.line, reason)
    }
}

impl fmt::Display for SourceFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.reason)?;
        if let Some(offset) = self.offset {
            write!(f, " (byte {offset})")?;
        }
        Ok(())
    }
}

impl std::error::Error for SourceFault {}

/// An article, or the reason why there is none.
pub type Item = Result<Article<'static>, SourceFault>;

/// What the system said, in words that name the way out.
pub(crate) fn io_reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "no permission to read it".into(),
        _ => error.to_string(),
    }
}
