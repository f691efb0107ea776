//! Tokens for tools that want some: words with their digits, and every other sign by itself. They are those of no model; what is
//! trained on them splits texts by the same rule.

use petik_core::record::Mention;

/// A stretch of the text, in code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether it is white space.
    pub(crate) is_space: bool,
}

/// All of the text in tokens. Tokens end where a mention begins or ends, so that every mention is made of whole ones.
pub(crate) fn tokens(letters: &[char], mentions: &[&Mention<'_>]) -> Vec<Token> {
    let mut borders: Vec<usize> = mentions.iter().flat_map(|mention| [mention.start, mention.end]).collect();
    borders.sort_unstable();
    let mut borders = borders.into_iter().peekable();
    let mut all: Vec<Token> = Vec::new();
    for (at, &letter) in letters.iter().enumerate() {
        while borders.next_if(|border| *border < at).is_some() {}
        let is_border = borders.peek() == Some(&at);
        let kind = Kind::of(letter);
        match all.last_mut() {
            Some(last) if !is_border && kind != Kind::Sign && kind.is_of(letters, last) => last.end = at + 1,
            _ => all.push(Token { start: at, end: at + 1, is_space: kind == Kind::Space }),
        }
    }
    all
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Space,
    Sign,
}

impl Kind {
    fn of(letter: char) -> Self {
        if letter.is_whitespace() {
            Kind::Space
        } else if letter.is_alphanumeric() {
            Kind::Word
        } else {
            Kind::Sign
        }
    }

    /// Whether `token` is of this kind.
    fn is_of(self, letters: &[char], token: &Token) -> bool {
        letters.get(token.start).is_some_and(|first| Kind::of(*first) == self)
    }
}
