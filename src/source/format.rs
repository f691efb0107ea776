//! The formats that articles come in, and how a file shows its format: by the ending of its name or, where that says
//! nothing, by how its content begins.

use std::path::Path;

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text, one article a file.
    Text,
    /// JSON Lines, one article a line.
    JsonLines,
}

/// The endings that petik looks for in folders.
const ENDINGS: &[(&str, Format)] =
    &[("txt", Format::Text), ("jsonl", Format::JsonLines), ("ndjson", Format::JsonLines)];

impl Format {
    /// The format that the name of a file promises.
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?;
        ENDINGS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known)).map(|(_, format)| *format)
    }

    /// The format that the first bytes of a file show.
    pub fn of_content(start: &[u8]) -> Self {
        let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
        match start.trim_ascii_start().first() {
            Some(b'{') => Format::JsonLines,
            _ => Format::Text,
        }
    }

    /// The endings in words: `.txt, .jsonl, .ndjson`.
    pub fn endings() -> String {
        ENDINGS.iter().map(|(ending, _)| format!(".{ending}")).collect::<Vec<_>>().join(", ")
    }
}
