//! Text files: one file is one article, its name without the ending is the id.

use crate::encoding::{self, Decoded};
use crate::fault::{Item, SourceFault, io_reason};
use crate::limit::ArticleLimit;
use crate::options::FileName;
use petik_core::{Article, Source};
use std::io::Read;

/// The article of a text file, after a remark where its encoding had to be guessed; or the fault.
pub(super) fn articles(reader: impl Read, name: &FileName, limit: ArticleLimit) -> Vec<Item> {
    let mut bytes = Vec::new();
    if let Err(error) = reader.take(limit.bytes() as u64 + 1).read_to_end(&mut bytes) {
        return vec![Err(SourceFault::of_file(&name.path, io_reason(&error)))];
    }
    if bytes.len() > limit.bytes() {
        let reason = format!("more than {limit}: a text file is one article; put one article a line in a .jsonl file");
        return vec![Err(SourceFault::of_file(&name.path, reason))];
    }
    let Decoded { text, guessed } = match encoding::decode(bytes) {
        Ok(decoded) => decoded,
        Err(fault) => {
            return vec![Err(SourceFault::new(&name.path, Some(fault.line), Some(fault.offset), fault.reason))];
        }
    };
    if text.trim().is_empty() {
        return vec![Err(SourceFault::of_file(&name.path, "nothing but white space"))];
    }
    let remark = guessed.map(|encoding| {
        SourceFault::remark(&name.path, None, format!("not UTF-8; read as {encoding}, which its bytes look like"))
    });
    let article = Article {
        id: name.stem.clone().map(Into::into),
        source: Source { path: Some(name.path.clone().into()), ..Source::default() },
        ..Article::new(text)
    };
    remark.map(Err).into_iter().chain([Ok(article)]).collect()
}
