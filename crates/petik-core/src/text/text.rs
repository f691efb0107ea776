//! The text of one article, cut once and looked up once.

use super::clause::{self, ClauseLists};
use super::lexicon::{Lexicon, Phrase, WordSet};
use super::sentence::{self, Line, Sentence};
use super::span::Span;
use super::token::{Shape, Token};
use super::tokenizer;
use super::word::WordId;
use crate::work;
use std::cell::OnceCell;

/// Words that a text has at least before it counts as written in small letters.
const FEWEST_WORDS: usize = 6;

/// How many words there are to a capital, at least, where capitals are slips: a text that uses them begins every sentence
/// with one.
const WORDS_PER_CAPITAL: usize = 100;

fn is_small(tokens: &[Token]) -> bool {
    // More capitals than this are too many whatever the words.
    let most = tokens.len() / WORDS_PER_CAPITAL;
    if tokens.iter().filter(|t| t.shape.is_capitalised()).nth(most).is_some() {
        return false;
    }
    let words = || tokens.iter().filter(|t| t.shape.is_word());
    let (words, capitals) = (words().count(), words().filter(|t| t.shape.is_capitalised()).count());
    words >= FEWEST_WORDS && capitals * WORDS_PER_CAPITAL <= words
}

/// Whether `raw` may count as written in small letters, by a look at its bytes; `false` is certain.
pub fn may_be_small(raw: &str) -> bool {
    let is_letter = |b: u8| b.is_ascii_alphabetic() || !b.is_ascii();
    let (mut words, mut capitals, mut before) = (0, 0, b' ');
    for &b in raw.as_bytes() {
        // Behind a digit or an apostrophe a word may only go on.
        if is_letter(b) && !is_letter(before) {
            words += 1;
            capitals += usize::from(b.is_ascii_uppercase() && !matches!(before, b'0'..=b'9' | b'\'' | b'`'));
        }
        before = b;
        // No text has more words than every other byte.
        if capitals * WORDS_PER_CAPITAL > raw.len() / 2 + 1 {
            return false;
        }
    }
    capitals * WORDS_PER_CAPITAL <= words
}

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
    /// Whether it is written in small letters throughout, as speech that was written down and some collections are: no
    /// capital tells a name, and none begins a sentence.
    pub is_small: bool,
    /// The lists that clauses are cut with.
    clause_lists: ClauseLists,
    /// The first token of each clause, by the sentence; most texts hold no fact, and nobody asks.
    clauses: OnceCell<Vec<OnceCell<Vec<u32>>>>,
    /// Whether each line has a bar, as rows of tables do.
    barred: OnceCell<Vec<bool>>,
    /// For each sentence the lists that have entries beginning in it.
    lists_in: Vec<WordSet>,
    /// For each token the sentence that it stands in.
    sentence_of: Vec<u32>,
    /// For each token the first phrase that begins at it or behind it; one more for the end.
    first_phrase: Vec<u32>,
}

impl<'a> Text<'a> {
    /// Cuts `raw` into tokens, lines and sentences, and looks up the phrases of `lexicon`.
    pub fn new(raw: &'a str, lexicon: &Lexicon) -> Self {
        let mut tokens = tokenizer::tokens(raw, lexicon);
        let is_small = is_small(&tokens);
        let lines = sentence::lines(raw, &mut tokens);
        let sentences = sentence::sentences(raw, &tokens, &lines, is_small, lexicon);
        let mut phrases = Vec::with_capacity(tokens.len() / 8);
        let mut lists_in = Vec::with_capacity(sentences.len());
        let mut sentence_of = Vec::with_capacity(tokens.len());
        for (number, sentence) in sentences.iter().enumerate() {
            lists_in.push(lexicon.begin(&tokens, (sentence.first, sentence.end), &mut phrases));
            sentence_of.resize(sentence.end, number as u32);
        }
        let mut first_phrase = Vec::with_capacity(tokens.len() + 1);
        for (number, phrase) in phrases.iter().enumerate() {
            if first_phrase.len() <= phrase.first as usize {
                first_phrase.resize(phrase.first as usize + 1, number as u32);
            }
        }
        first_phrase.resize(tokens.len() + 1, phrases.len() as u32);
        let clause_lists = ClauseLists::new(lexicon);
        let clauses = OnceCell::new();
        Text {
            raw,
            tokens,
            lines,
            sentences,
            phrases,
            is_small,
            clause_lists,
            clauses,
            barred: OnceCell::new(),
            lists_in,
            sentence_of,
            first_phrase,
        }
    }

    /// Whether the word at token `at` is written as a name: with a capital, where the text has any.
    #[inline]
    pub fn may_be_name(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.shape.is_capitalised() || self.is_small && t.shape == Shape::Lower)
    }

    /// The byte span of tokens `first..end` (end exclusive).
    pub fn span(&self, first: usize, end: usize) -> Span {
        work::step();
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

    /// The tokens that are exactly the bytes of `span`.
    pub fn tokens_of(&self, span: Span) -> Option<(usize, usize)> {
        let (first, end) = self.tokens_around(span)?;
        (self.span(first, end) == span).then_some((first, end))
    }

    /// The tokens that share a byte with `span`.
    pub fn tokens_around(&self, span: Span) -> Option<(usize, usize)> {
        let first = self.tokens.partition_point(|token| token.end as usize <= span.start);
        let end = self.tokens.partition_point(|token| (token.start as usize) < span.end);
        (first < end).then_some((first, end))
    }

    /// The folded word of token `at`, or 0 past either end.
    pub fn word(&self, at: usize) -> WordId {
        self.tokens.get(at).map_or(WordId::UNKNOWN, |t| t.word)
    }

    /// The first token from `at` on that `accepts` takes and whose sentence, or one of the `back` sentences before it, has an entry
    /// of one of `lists`: most sentences of most articles are nothing to most finders.
    #[inline]
    pub fn next_with(
        &self,
        at: usize,
        lists: &WordSet,
        back: usize,
        accepts: impl Fn(&Token) -> bool,
    ) -> Option<usize> {
        self.next_among((at, self.tokens.len()), lists, back, accepts)
    }

    /// The same among the tokens `at..end`.
    #[inline]
    pub fn next_among(
        &self,
        (mut at, end): (usize, usize),
        lists: &WordSet,
        back: usize,
        accepts: impl Fn(&Token) -> bool,
    ) -> Option<usize> {
        while at < end {
            work::step();
            let number = self.sentence_of(at);
            let behind = self.sentences[number].end.min(end);
            if self.lists_in[number.saturating_sub(back)..=number].iter().any(|own| own.intersects(lists))
                && let Some(words) = self.tokens[at..behind].iter().position(&accepts)
            {
                return Some(at + words);
            }
            at = behind;
        }
        None
    }

    /// All tokens that `accepts` takes in the sentences that have an entry of one of `lists`.
    pub fn tokens_with(&self, lists: WordSet, accepts: impl Fn(&Token) -> bool) -> impl Iterator<Item = usize> {
        let next = move |at| self.next_with(at, &lists, 0, &accepts);
        std::iter::successors(next(0), move |at| next(at + 1))
    }

    /// The sentence that token `at` stands in; past the end the last one.
    #[inline]
    pub fn sentence_of(&self, at: usize) -> usize {
        self.sentence_of.get(at).map_or(self.sentences.len().saturating_sub(1), |&number| number as usize)
    }

    /// Whether token `at` numbers an item inside of a line: “yaitu: 1. Kabupaten Kendal, 2. Kabupaten Demak”.
    pub fn is_item_number(&self, at: usize) -> bool {
        at < self.tokens.len() && sentence::is_item_number(self.raw, &self.tokens, at)
    }

    /// The tokens of the clause that token `at` stands in; past the end nothing. `lexicon` is the one that the text was cut with.
    pub fn clause(&self, at: usize, lexicon: &Lexicon) -> (usize, usize) {
        let number = self.sentence_of(at);
        let Some(sentence) = self.sentences.get(number).filter(|sentence| at < sentence.end) else {
            return (at, at);
        };
        let cut = || clause::starts((self.raw, &self.tokens), *sentence, self.clause_lists, lexicon);
        let of_sentences = self.clauses.get_or_init(|| vec![OnceCell::new(); self.sentences.len()]);
        let Some(starts) = of_sentences.get(number).map(|starts| starts.get_or_init(cut)) else { return (at, at) };
        let next = starts.partition_point(|&first| first as usize <= at);
        let first = next.checked_sub(1).map_or(sentence.first, |own| starts[own] as usize);
        let end = starts.get(next).map_or(sentence.end, |&first| sentence.end.min(first as usize));
        (first.max(sentence.first), end)
    }

    /// The line that token `at` stands in; past the end the last one.
    #[inline]
    pub fn line_of(&self, at: usize) -> usize {
        self.sentences.get(self.sentence_of(at)).map_or(0, |sentence| sentence.line)
    }

    /// Whether line number `line` has a bar: “3 | Kabupaten Batang | 16 Mei”.
    pub fn is_barred(&self, line: usize) -> bool {
        let has_bar = |line: &Line| self.words(line.first, line.end).contains('|');
        let barred = self.barred.get_or_init(|| self.lines.iter().map(has_bar).collect());
        barred.get(line).copied().unwrap_or_default()
    }

    /// The phrases whose first token is `at`, longest first.
    #[inline]
    pub fn phrases_at(&self, at: usize) -> &[Phrase] {
        match self.first_phrase.get(at..at + 2) {
            Some(&[first, end]) => &self.phrases[first as usize..end as usize],
            _ => &[],
        }
    }
}
