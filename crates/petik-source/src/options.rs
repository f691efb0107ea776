//! How sources are read, and what their files are called.

use crate::compression;
use crate::fields::Fields;
use crate::format::Format;
use crate::html::PageLists;
use crate::limit::ArticleLimit;
use crate::walk::{Globs, is_stdin};
use std::path::Path;
use std::sync::Arc;

/// How sources are read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Under which names JSON and tables hold the parts of an article.
    pub fields: Fields,
    /// The format of all files; `None` goes by the ending of the name, then by the content.
    pub format: Option<Format>,
    /// Files of folders that are read, whatever their ending; empty: those with an ending of [`Format::of_path`].
    pub include: Globs,
    /// Files and folders of folders that are passed over.
    pub exclude: Globs,
    /// How large an article may be.
    pub article_limit: ArticleLimit,
    /// What is known about web pages; see [`PageLists::of`]. Without it the text of pages is found less well.
    pub pages: Arc<PageLists>,
}

/// What a file is called: in messages and records, and as the id of the article it holds.
pub(crate) struct FileName {
    pub(crate) path: String,
    pub(crate) stem: Option<String>,
}

impl FileName {
    pub(crate) fn of(path: &Path) -> Self {
        // Standard input has no name of its own.
        let inner = compression::inner_name(path);
        let stem = inner.file_stem().filter(|_| !is_stdin(path)).map(|stem| stem.to_string_lossy().into_owned());
        FileName { path: path.display().to_string(), stem }
    }
}
