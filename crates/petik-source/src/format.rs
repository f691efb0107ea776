//! The formats that articles come in, and how a file shows its format: by the ending of its name or, where that says
//! nothing, by how its content begins.

use crate::compression;
use std::path::Path;

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text, one article a file.
    Text,
    /// JSON Lines, one article a line.
    JsonLines,
    /// A JSON document: the articles of an array, or one.
    Json,
    /// A table with commas or semicolons, one article a row.
    Csv,
    /// A table with tabs, one article a row.
    Tsv,
    /// A web page, one article a file.
    Html,
    /// An archive of the web, one page a record.
    Warc,
    /// A Parquet file, one article a row; read where petik was built with the feature `parquet`.
    Parquet,
}

/// The endings that petik looks for in folders.
const ENDINGS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("json", Format::Json),
    ("csv", Format::Csv),
    ("tsv", Format::Tsv),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("warc", Format::Warc),
    #[cfg(feature = "parquet")]
    ("parquet", Format::Parquet),
];

/// What Parquet files begin with.
const PARQUET: &[u8] = b"PAR1";

/// Whether the object that a file begins with ends with its line, as far as its beginning shows.
fn is_whole_line(start: &[u8]) -> bool {
    let line = start.trim_ascii_start().split(|byte| *byte == b'\n').next().unwrap_or_default();
    line.trim_ascii_end().ends_with(b"}") || !start.contains(&b'\n')
}

/// The names of the formats, as an option gives them.
const NAMES: &[(&str, Format)] = &[
    ("text", Format::Text),
    ("jsonl", Format::JsonLines),
    ("json", Format::Json),
    ("csv", Format::Csv),
    ("tsv", Format::Tsv),
    ("html", Format::Html),
    ("warc", Format::Warc),
    ("parquet", Format::Parquet),
];

impl Format {
    /// The format with this name, as an option gives it.
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }

    /// The names of all formats.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }

    /// The format that the name of a file promises, also behind the ending of a packing: `berita.jsonl.gz`.
    pub fn of_path(path: &Path) -> Option<Self> {
        let path = compression::inner_name(path);
        let ending = path.extension()?.to_str()?;
        ENDINGS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known)).map(|(_, format)| *format)
    }

    /// The format that the first bytes of a file show.
    pub fn of_content(start: &[u8]) -> Self {
        let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
        match start.trim_ascii_start().first() {
            Some(b'{') if is_whole_line(start) => Format::JsonLines,
            Some(b'{' | b'[') => Format::Json,
            Some(b'<') => Format::Html,
            Some(b'P') if start.starts_with(PARQUET) => Format::Parquet,
            Some(b'W') if start.starts_with(b"WARC/") => Format::Warc,
            _ => Format::Text,
        }
    }

    /// The endings in words: `.txt, .jsonl, .ndjson`.
    pub fn endings() -> String {
        ENDINGS.iter().map(|(ending, _)| format!(".{ending}")).collect::<Vec<_>>().join(", ")
    }
}
