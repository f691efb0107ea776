//! A name cut into words and numbers, whatever stands between them.

use petik_core::gazetteer::plain;

/// A word or number.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// As written, but for accents and odd forms of letters.
    pub(super) written: String,
    /// In small letters.
    pub(super) folded: String,
    /// Whether a sign stands before it that parts one name from another: a comma, a bracket, a dash between spaces.
    pub(super) is_parted: bool,
    /// Where it stands in the plain text.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

impl Token {
    pub(super) fn is_number(&self) -> bool {
        self.folded.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// A text with its tokens.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub(super) plain: String,
    pub(super) tokens: Vec<Token>,
}

/// Cuts `text`.
pub(super) fn cut(text: &str) -> Cut {
    let plain = plain(text);
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = None;
    for (at, c) in plain.char_indices().chain([(plain.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let behind = tokens.last().map_or(0, |token: &Token| token.end);
                let is_parted = parts(&plain[behind..from], tokens.is_empty());
                let written = plain[from..at].to_owned();
                tokens.push(Token { folded: written.to_lowercase(), written, is_parted, start: from, end: at });
                start = None;
            }
            _ => {}
        }
    }
    Cut { plain, tokens }
}

/// Whether what stands between two words parts them.
fn parts(between: &str, is_first: bool) -> bool {
    let is_strong = |c: char| matches!(c, ',' | '(' | ')' | '[' | ']' | '/' | '|' | ';' | ':' | '–' | '>' | '\n');
    !is_first && (between.contains(is_strong) || between.contains(" - "))
}

/// The letters of several words.
pub(super) fn joined<'t>(words: impl IntoIterator<Item = &'t str>) -> String {
    words.into_iter().collect()
}
