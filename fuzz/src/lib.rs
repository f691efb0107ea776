//! What the fuzz targets share: the engine, readers over bytes in memory, and what must hold whatever comes in. A broken
//! promise is a panic, which is how a target tells of it.

use petik::source::{ArticleLimit, Format, Inputs, Item, Options, SourceFault};
use petik::{Article, Engine};
use std::io::Read;
use std::sync::LazyLock;

#[path = "../../tests/quotes.rs"]
mod quotes;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builtin().expect("the built-in lists can be read"));

/// Reads `bytes` as a file of this format to its end.
pub fn read(format: Format, bytes: &[u8]) -> Vec<Item> {
    let items: Vec<Item> = inputs(format, bytes, usize::MAX, limit(bytes)).collect();
    items.iter().for_each(holds);
    items
}

/// The same, and once more in small pieces as a pipe may give them: what comes out must be the same.
pub fn read_in_pieces(format: Format, bytes: &[u8]) {
    let pieces: Vec<Item> = inputs(format, bytes, piece(bytes), limit(bytes)).collect();
    assert_eq!(read(format, bytes), pieces, "another result when the bytes come in pieces");
}

/// The pages and faults of an archive, a page told by its length: what becomes of it is asked of [`read`]. Whole or in
/// pieces, the result must be the same.
pub fn pages(bytes: &[u8], limit: ArticleLimit) -> Vec<Result<usize, SourceFault>> {
    let read = |most| -> Vec<_> {
        let raw = inputs(Format::Warc, bytes, most, limit).raw();
        raw.map(|(_, raw)| raw.map(|raw| raw.weight())).collect()
    };
    let whole = read(usize::MAX);
    assert_eq!(whole, read(piece(bytes)), "another result when the bytes come in pieces");
    whole
}

fn inputs(format: Format, bytes: &[u8], most: usize, article_limit: ArticleLimit) -> Inputs {
    let options = Options { format: Some(format), article_limit, ..Options::default() };
    Inputs::of_reader("input", Memory { bytes: bytes.to_vec(), at: 0, most }, options)
}

/// How large an article may be: for one input in four so little that many are too large.
pub fn limit(bytes: &[u8]) -> ArticleLimit {
    if bytes.len() % 4 == 1 { "700".parse().expect("a number of bytes") } else { ArticleLimit::default() }
}

/// How small the pieces are: another length for other inputs, the same for the same.
fn piece(bytes: &[u8]) -> usize {
    1 + bytes.len() % 251
}

/// What must hold for everything that a reader gives.
fn holds(item: &Item) {
    match item {
        Ok(article) => assert!(!article.text.trim().is_empty(), "an article without a text"),
        Err(fault) => {
            assert_eq!(fault.path, "input", "{fault}");
            assert!(!fault.reason.is_empty() && fault.line != Some(0), "{fault:?}");
        }
    }
}

/// Extracts from `article` and checks the record: quotes are what stands at their place, the record is JSON, and a second
/// reading writes the same bytes.
pub fn extract(article: &Article<'_>) {
    let record = ENGINE.extract(article);
    let faults = quotes::faults(&article.text, &record);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let first = serde_json::to_vec(&record).expect("a record is JSON");
    let again = serde_json::to_vec(&ENGINE.extract(article)).expect("a record is JSON");
    assert!(first == again, "a second reading gives another record");
    let value: serde_json::Value = serde_json::from_slice(&first).expect("a record can be read back");
    assert_eq!(value["mentions"].as_array().map(Vec::len), Some(record.mentions.len()));
    // It looks at more than a record holds.
    drop(ENGINE.explain(article));
}

/// Bytes in memory that are read at most `most` at a time.
struct Memory {
    bytes: Vec<u8>,
    at: usize,
    most: usize,
}

impl Read for Memory {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let rest = &self.bytes[self.at..];
        let count = rest.len().min(into.len()).min(self.most);
        into[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}
