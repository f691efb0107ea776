//! An article's text as the finders see it: tokens with folded words, lines, sentences, and the known phrases that begin
//! at each token. The text itself is borrowed and never changed; odd letters are repaired only in the folded words, so
//! every offset stays an offset of the original.

mod fold;
mod lexicon;
mod money;
mod number;
mod sentence;
mod span;
mod token;

pub use fold::fold;
pub use lexicon::{Lexicon, LexiconBuilder, ListId, Phrase, WordId, WordSet};
pub use money::MoneyWords;
pub use number::{Number, NumberKind, NumberWord, NumberWords, roman};
pub use sentence::{Line, Sentence};
pub use span::{CodePoints, Span};
pub use token::{Gap, Shape, Token};

/// A text cut into tokens, lines and sentences, with the known phrases in it.
#[derive(Debug)]
pub struct Text<'a> {
    /// The original, which all spans count in (bytes inside, code points at the faces).
    pub raw: &'a str,
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// Lines that hold at least one token.
    pub lines: Vec<Line>,
    /// Sentences; none crosses a line.
    pub sentences: Vec<Sentence>,
    /// Known phrases, in order of their first token, longer ones first.
    pub phrases: Vec<Phrase>,
}

impl<'a> Text<'a> {
    /// Cuts `raw` into tokens, lines and sentences, and looks up the phrases of `lexicon`.
    pub fn new(raw: &'a str, lexicon: &Lexicon) -> Self {
        let mut tokens = token::tokens(raw, lexicon);
        sentence::join_broken_lines(raw, &mut tokens);
        let lines = sentence::lines(&tokens);
        let sentences = sentence::sentences(raw, &tokens, &lines, lexicon);
        let phrases = lexicon.phrases(&tokens);
        Text { raw, tokens, lines, sentences, phrases }
    }

    /// The byte span of tokens `first..end` (end exclusive).
    pub fn span(&self, first: usize, end: usize) -> Span {
        match (self.tokens.get(first), end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(a), Some(b)) if first < end => Span { start: a.start as usize, end: b.end as usize },
            _ => Span { start: 0, end: 0 },
        }
    }

    /// The original words of tokens `first..end`.
    pub fn words(&self, first: usize, end: usize) -> &'a str {
        self.slice(self.span(first, end))
    }

    /// The original words of a span.
    pub fn slice(&self, span: Span) -> &'a str {
        self.raw.get(span.start..span.end).unwrap_or("")
    }

    /// The folded word of token `at`, or 0 past either end.
    pub fn word(&self, at: usize) -> WordId {
        self.tokens.get(at).map_or(WordId::UNKNOWN, |t| t.word)
    }

    /// The sentence that token `at` stands in.
    pub fn sentence_of(&self, at: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= at).min(self.sentences.len().saturating_sub(1))
    }

    /// The line that token `at` stands in.
    pub fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|l| l.end <= at).min(self.lines.len().saturating_sub(1))
    }

    /// The phrases whose first token is `at`, longest first.
    pub fn phrases_at(&self, at: usize) -> &[Phrase] {
        let start = self.phrases.partition_point(|p| (p.first as usize) < at);
        let len = self.phrases[start..].iter().take_while(|p| p.first as usize == at).count();
        &self.phrases[start..start + len]
    }
}

/// The value of one digit, also a full-width or styled one.
pub fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| fold(c.encode_utf8(&mut [0; 4])).chars().next()?.to_digit(10))
}
