//! Tokens: words, digit runs and single punctuation marks. White space is no token but stays known as the gap before the
//! next one.

use super::word::WordId;

/// A word, a run of digits or a punctuation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// First byte after it.
    pub end: u32,
    /// The folded word, if any list or rule knows it.
    pub word: WordId,
    /// Which lists have entries beginning with the word, a row of the lexicon that the text was cut with.
    pub(super) begins: u16,
    /// How it is written.
    pub shape: Shape,
    /// What stands between it and the token before.
    pub gap: Gap,
}

impl Token {
    /// A token at these bytes.
    #[inline]
    pub(super) fn new(
        (start, end): (usize, usize),
        Numbered { word, begins }: Numbered,
        shape: Shape,
        gap: Gap,
    ) -> Self {
        Token { start: start as u32, end: end as u32, word, begins, shape, gap }
    }
}

/// A word's number, with the row of the lists that have entries beginning with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbered {
    pub(super) word: WordId,
    pub(super) begins: u16,
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// `kabupaten`
    Lower,
    /// `Kabupaten`
    Capital,
    /// `KABUPATEN`
    Upper,
    /// A single capital letter, `G`
    Initial,
    /// `WaliKota`
    Mixed,
    /// `2022`
    Digits,
    /// `,`
    Mark,
}

impl Shape {
    /// Whether the token is a word that begins with a capital letter.
    pub fn is_capitalised(self) -> bool {
        matches!(self, Shape::Capital | Shape::Upper | Shape::Initial | Shape::Mixed)
    }

    /// Whether the token is a word of letters.
    pub fn is_word(self) -> bool {
        !matches!(self, Shape::Digits | Shape::Mark)
    }
}

/// What stands between a token and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing.
    None,
    /// Spaces.
    Space,
    /// One line end.
    Line,
    /// An empty line, or the start of the text.
    Paragraph,
}
