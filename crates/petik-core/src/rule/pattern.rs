//! Patterns over tokens. The notation, smallest parts first:
//!
//! | written | matches |
//! |---|---|
//! | `pekan` | this word, any case |
//! | `'('` | this mark (or any text in quotes, cut into tokens) |
//! | `{months}` | the longest entry of the list `words/months.csv` |
//! | `<day>` `<month>` `<year>` `<year2>` `<digits>` | digits: 1-31, 1-12, 1900-2199, two digits, any |
//! | `<number>` | a number in digits or words, "1.000", "dua puluh lima", "10 (sepuluh)" |
//! | `<points>` | a number in digits, up to 1.000: "78,25" |
//! | `<ordinal>` | an ordinal: "ketiga", "ke-3", "III" |
//! | `<word>` `<capital>` `<any>` | any word, a word with a capital letter, any token |
//! | `<region>` `<official>` `<date>` `<count>` `<programme>` `<organisation>` `<signing>` | a mention; in rules of facts only |
//! | `<gap>` | up to eight tokens that stay in the clause, as few as will do; in rules of facts only |
//! | `{months:m}` `<day:d>` `( a b ):d` | the same, remembered as `m`, `d` |
//! | `a b` `a \| b` `( )` `?` `*` `+` | sequence, choice, group, optional, repeated up to eight times |
//! | `~` | no space between its neighbours |
//!
//! A pattern never crosses the end of a line. Matching is greedy and tries the other ways when that fails; a step limit
//! bounds it on any input.

mod found;
mod notation;
mod opening;

pub use found::{Found, MentionKind};
use opening::{Opening, Takes, ends_without, lasts, takes_from};

use super::text::TextPattern;
use crate::text::{Gap, Lexicon, LexiconBuilder, ListId, NumberWords, Shape, Text, Token, WordId, WordSet, roman};
use std::cell::Cell;
use std::sync::Arc;

/// What matching needs to see.
#[derive(Debug, Clone, Copy)]
pub struct Cx<'a> {
    /// The text.
    pub text: &'a Text<'a>,
    /// The lists.
    pub lexicon: &'a Lexicon,
    /// The number words.
    pub numbers: &'a NumberWords,
    /// What was found before; nothing while mentions are still looked for.
    pub found: Option<&'a dyn Found>,
}

impl Cx<'_> {
    /// The ordinal that begins at token `at`, a roman one included: (first token after it, value).
    pub fn ordinal(self, at: usize) -> Option<(usize, u64)> {
        let spelled = self.numbers.ordinal(self.text, at).map(|number| (number.end, number.value as u64));
        spelled.or_else(|| roman(self.text.words(at, at + 1)).map(|value| (at + 1, u64::from(value))))
    }
}

/// A compiled pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    program: Vec<Step>,
    captures: Names,
    opening: Opening,
    /// What a match can end with; lists count by the words that their entries end with.
    last: Takes,
}

/// The names of what a pattern remembers.
#[derive(Debug, Clone)]
enum Names {
    Written(Vec<String>),
    /// Those of an expression over text.
    Groups(Arc<TextPattern>),
}

/// A match: where it ends and what it remembered.
#[derive(Debug)]
pub struct Match {
    /// First token after the match.
    pub end: usize,
    /// In the order of their ends; some are still open.
    pub(super) captures: Captures,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Take(Take),
    /// Continue at the first; on failure at the second. The part that the first way must take, where there is only one,
    /// shows most failures without trying.
    Split(u32, u32, Option<Take>),
    Jump(u32),
    Open(u8),
    Close(u8),
    Glue,
    Done,
}

/// One consuming part of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Take {
    Word(WordId),
    List(ListId),
    Day,
    Month,
    Year,
    Year2,
    Digits,
    Number,
    /// A number in digits that is no larger than [`MOST_POINTS`].
    Points,
    Ordinal,
    AnyWord,
    Capital,
    Any,
    /// A token of the clause that the token before stands in.
    InClause,
    Mention(MentionKind),
}

const STEP_LIMIT: usize = 4000;
const MAX_REPEAT: usize = 8;
/// The largest number of points: larger ones are years, money or people.
const MOST_POINTS: f64 = 1000.0;
/// How many tokens a gap can have.
const GAP: usize = 8;

impl Pattern {
    /// Compiles `source`. The message of an error says what is wrong and where (character number).
    pub fn parse(source: &str, lexicon: &mut LexiconBuilder) -> Result<Self, String> {
        let (program, captures) = notation::compile(source, lexicon)?;
        let opening = Opening::of(&program);
        let last = Takes::of(&lasts(&program));
        Ok(Pattern { program, captures: Names::Written(captures), opening, last })
    }

    /// The pattern that stands in for one over text: any tokens, with the names of its groups.
    pub(super) fn of_text(text: &Arc<TextPattern>) -> Self {
        let program = vec![Step::Take(Take::Any), Step::Done];
        let opening = Opening::of(&program);
        let last = Takes::of(&lasts(&program));
        Pattern { program, captures: Names::Groups(Arc::clone(text)), opening, last }
    }

    /// The longest match that greedy matching finds at token `at`.
    #[cfg(test)]
    pub fn match_at(&self, cx: Cx<'_>, at: usize) -> Option<Match> {
        let mut captures = Captures::new();
        let end = self.run(&Trial::new(cx), at, None, &mut captures)?;
        Some(Match { end, captures })
    }

    /// The end of the match at token `at`, in a trial that other patterns share; `captures` must be empty.
    pub(super) fn try_at(&self, trial: &Trial<'_>, at: usize, captures: &mut Captures) -> Option<usize> {
        self.run(trial, at, None, captures)
    }

    /// Whether there is a match at token `at`.
    #[inline]
    pub(super) fn is_at(&self, trial: &Trial<'_>, at: usize) -> bool {
        self.opening.admits(trial, at) && self.run(trial, at, None, &mut Captures::new()).is_some()
    }

    /// Whether a match ends exactly at token `end`, beginning at most `reach` tokens before it.
    pub(super) fn is_before(&self, trial: &Trial<'_>, end: usize, reach: usize) -> bool {
        self.may_end_at(trial.cx, end)
            && (1..=reach.min(end)).any(|back| {
                self.opening.admits(trial, end - back)
                    && self.run(trial, end - back, Some(end), &mut Captures::new()).is_some()
            })
    }

    /// Whether a match could end at token `end`: a quick test of the token before.
    #[inline]
    fn may_end_at(&self, cx: Cx<'_>, end: usize) -> bool {
        end.checked_sub(1).and_then(|at| cx.text.tokens.get(at)).is_some_and(|token| self.last.admit_last(cx, token))
    }

    /// The number of the capture `name`.
    pub fn capture(&self, name: &str) -> Option<u8> {
        self.captures().iter().position(|c| c == name).map(|i| i as u8)
    }

    /// The tokens that capture `name` remembered in `found`: (first, first after it).
    pub fn get(&self, found: &Match, name: &str) -> Option<(usize, usize)> {
        let wanted = self.capture(name)?;
        let closed = |c: &Captured| c.0 == wanted && c.2 != u32::MAX;
        found.captures.iter().rfind(closed).map(|c| (c.1 as usize, c.2 as usize))
    }

    /// The parts that can come next from `step` on, each with its step, and whether the pattern can end there.
    pub(super) fn next(&self, step: usize) -> (Vec<(usize, Take)>, bool) {
        takes_from(&self.program, &[step])
    }

    /// Every part that a match can end with.
    pub(super) fn lasts(&self) -> impl Iterator<Item = Take> {
        lasts(&self.program).into_iter().map(|(_, take)| take)
    }

    /// The parts that every match takes.
    pub(super) fn needed(&self) -> Vec<Take> {
        let takes = self.program.iter().filter_map(|step| if let Step::Take(take) = step { Some(*take) } else { None });
        takes.filter(|take| !ends_without(&self.program, *take)).collect()
    }

    /// Whether it asks for mentions or clauses, which are known once all mentions are found.
    pub(super) fn asks_for_found(&self) -> bool {
        let asks = |step: &Step| matches!(step, Step::Take(Take::Mention(_) | Take::InClause));
        self.program.iter().any(asks)
    }

    /// Whether it asks for mentions.
    pub(super) fn asks_for_mentions(&self) -> bool {
        self.program.iter().any(|step| matches!(step, Step::Take(Take::Mention(_))))
    }

    /// Whether it is a mention and nothing else.
    pub fn is_a_mention(&self) -> bool {
        matches!(self.program[..], [Step::Take(Take::Mention(_)), Step::Done])
    }

    /// The names of its captures.
    pub fn captures(&self) -> &[String] {
        match &self.captures {
            Names::Written(names) => names,
            Names::Groups(text) => text.groups(),
        }
    }

    /// The lists that it names.
    pub(super) fn lists(&self) -> impl Iterator<Item = ListId> {
        self.program.iter().filter_map(|step| if let Step::Take(Take::List(list)) = step { Some(*list) } else { None })
    }

    /// The end of the match; `captures` must be empty.
    fn run(
        &self,
        trial: &Trial<'_>,
        start: usize,
        wanted_end: Option<usize>,
        captures: &mut Captures,
    ) -> Option<usize> {
        let tokens = &trial.cx.text.tokens;
        // Every way not tried yet.
        let mut ways: Stack<Way, 8> = Stack::new();
        let mut next = Some(Way { pc: 0, kept: 0, at: start as u32, glued: false });
        let mut steps = 0;
        while let Some(way) = next.take().or_else(|| ways.pop()) {
            captures.truncate(way.kept as usize);
            let (mut pc, mut at, mut glued) = (way.pc as usize, way.at as usize, way.glued);
            loop {
                steps += 1;
                if steps > STEP_LIMIT {
                    return None;
                }
                match self.program[pc] {
                    Step::Take(take) => {
                        let Some(token) = tokens.get(at) else { break };
                        if at > start && (token.gap >= Gap::Line || glued && token.gap != Gap::None) {
                            break;
                        }
                        match take.take(trial, at) {
                            Some(end) => (pc, at, glued) = (pc + 1, end, false),
                            None => break,
                        }
                    }
                    Step::Split(_, b, Some(take))
                        if !tokens.get(at).is_some_and(|token| take.may_take(trial.cx, token)) =>
                    {
                        pc = b as usize
                    }
                    Step::Split(a, b, _) => {
                        ways.push(Way { pc: b, kept: captures.len as u32, at: at as u32, glued });
                        pc = a as usize;
                    }
                    Step::Jump(to) => pc = to as usize,
                    Step::Open(capture) => {
                        captures.push((capture, at as u32, u32::MAX));
                        pc += 1;
                    }
                    Step::Close(capture) => {
                        // A new entry instead of a change in place: an abandoned way must not leave its end behind.
                        let open = captures.iter().rfind(|c| c.0 == capture && c.2 == u32::MAX);
                        let first = open.map_or(at as u32, |c| c.1);
                        captures.push((capture, first, at as u32));
                        pc += 1;
                    }
                    Step::Glue => (pc, glued) = (pc + 1, true),
                    Step::Done => {
                        let apart = glued && tokens.get(at).is_some_and(|t| t.gap != Gap::None);
                        if wanted_end.is_some_and(|end| end != at) || at == start || apart {
                            break;
                        }
                        return Some(at);
                    }
                }
            }
        }
        None
    }
}

/// A capture while it is matched: (capture, first token, first token after it); the last is open while it is `u32::MAX`.
pub(super) type Captured = (u8, u32, u32);

/// A way through a pattern that is not tried yet.
#[derive(Clone, Copy, Default)]
struct Way {
    pc: u32,
    /// How many captures there were.
    kept: u32,
    at: u32,
    glued: bool,
}

/// What a run remembers. Most runs fail and must not allocate.
pub(super) type Captures = Stack<Captured, 8>;

/// A stack whose first places need no heap.
#[derive(Debug)]
pub(super) struct Stack<T, const N: usize> {
    near: [T; N],
    far: Vec<T>,
    len: usize,
}

impl<T: Copy + Default, const N: usize> Stack<T, N> {
    #[inline]
    pub(super) fn new() -> Self {
        Stack { near: [T::default(); N], far: Vec::new(), len: 0 }
    }

    #[inline]
    pub(super) fn push(&mut self, item: T) {
        match self.near.get_mut(self.len) {
            Some(place) => *place = item,
            None => self.far.push(item),
        }
        self.len += 1;
    }

    #[inline]
    fn pop(&mut self) -> Option<T> {
        self.len = self.len.checked_sub(1)?;
        if self.len < N { Some(self.near[self.len]) } else { self.far.pop() }
    }

    #[inline]
    fn truncate(&mut self, len: usize) {
        self.far.truncate(len.saturating_sub(N));
        self.len = self.len.min(len);
    }

    fn iter(&self) -> impl DoubleEndedIterator<Item = T> {
        self.near[..self.len.min(N)].iter().chain(&self.far).copied()
    }
}

/// What the patterns tried at one token share: several of them read the same number.
#[derive(Debug)]
pub(super) struct Trial<'a> {
    pub(super) cx: Cx<'a>,
    /// The token at which a number was last looked for, and its end.
    number: Cell<(usize, Option<usize>)>,
}

impl<'a> Trial<'a> {
    #[inline]
    pub(super) fn new(cx: Cx<'a>) -> Self {
        Trial { cx, number: Cell::new((usize::MAX, None)) }
    }

    pub(super) fn number(&self, at: usize) -> Option<usize> {
        let (known_at, known) = self.number.get();
        if known_at == at {
            return known;
        }
        let end = self.cx.numbers.parse(self.cx.text, at).map(|n| n.end);
        self.number.set((at, end));
        end
    }
}

impl Take {
    /// Whether the part could take `token`: a quick test that only errs on the side of yes.
    #[inline]
    fn may_take(self, cx: Cx<'_>, token: &Token) -> bool {
        match self {
            Take::Word(word) => token.word == word,
            Take::List(list) => cx.lexicon.starts(token.word, list),
            Take::Day | Take::Month | Take::Year | Take::Year2 | Take::Digits | Take::Points => {
                token.shape == Shape::Digits
            }
            Take::Number => matches!(token.shape, Shape::Digits | Shape::Mark) || cx.numbers.get(token.word).is_some(),
            Take::Ordinal => token.shape == Shape::Upper || cx.numbers.get(token.word).is_some(),
            Take::AnyWord => token.shape.is_word(),
            Take::Capital => token.shape.is_capitalised(),
            Take::Any | Take::InClause | Take::Mention(_) => true,
        }
    }

    fn is_digits(self) -> bool {
        matches!(self, Take::Day | Take::Month | Take::Year | Take::Year2 | Take::Digits)
    }

    /// Consumes at token `at`: the first token after what was taken.
    #[inline]
    fn take(self, trial: &Trial<'_>, at: usize) -> Option<usize> {
        let cx = trial.cx;
        let token = &cx.text.tokens[at];
        let digits = || (token.shape == Shape::Digits).then(|| cx.text.words(at, at + 1));
        let value = |max_len: usize| digits().filter(|d| d.len() <= max_len).and_then(plain_number);
        let taken = match self {
            Take::Word(word) => token.word == word,
            Take::List(list) => {
                return cx.lexicon.longest(&cx.text.tokens, at, list).map(|(end, _)| end);
            }
            Take::Day => value(2).is_some_and(|n| (1..=31).contains(&n)),
            Take::Month => value(2).is_some_and(|n| (1..=12).contains(&n)),
            Take::Year => digits().is_some_and(|d| d.len() == 4) && value(4).is_some_and(|n| (1900..2200).contains(&n)),
            Take::Year2 => digits().is_some_and(|d| d.len() == 2),
            Take::Digits => token.shape == Shape::Digits,
            Take::Number => return trial.number(at),
            Take::Points => {
                let number = digits().and_then(|_| cx.numbers.parse(cx.text, at));
                return number.filter(|n| !n.vague && n.value <= MOST_POINTS).map(|n| n.end);
            }
            Take::Ordinal => return cx.ordinal(at).map(|(end, _)| end),
            Take::Mention(kind) => return cx.found.and_then(|found| found.mention_at(kind, at)),
            Take::AnyWord => token.shape.is_word(),
            Take::Capital => token.shape.is_capitalised(),
            Take::Any => true,
            Take::InClause => at > 0 && cx.found.is_some_and(|found| found.clause_end(at - 1) > at),
        };
        taken.then_some(at + 1)
    }
}

/// The value of a short run of digits, also full-width ones.
fn plain_number(digits: &str) -> Option<u32> {
    if digits.is_ascii() {
        // Only short runs of digits come here.
        return Some(digits.bytes().fold(0, |n, b| n * 10 + u32::from(b - b'0')));
    }
    digits.chars().try_fold(0u32, |n, c| crate::text::digit(c).and_then(|d| n.checked_mul(10)?.checked_add(d)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> LexiconBuilder {
        let mut builder = LexiconBuilder::default();
        let months = builder.list("months", false).unwrap();
        builder.phrase("April", months, 4);
        let days = builder.list("weekdays", false).unwrap();
        builder.phrase("Kamis", days, 4);
        builder
    }

    fn matched(pattern: &str, raw: &str) -> Option<String> {
        let mut builder = lexicon();
        let pattern = Pattern::parse(pattern, &mut builder).unwrap();
        let lexicon = builder.build();
        let text = Text::new(raw, &lexicon);
        let cx = Cx { text: &text, lexicon: &lexicon, numbers: &NumberWords::default(), found: None };
        let found = pattern.match_at(cx, 0)?;
        let d = pattern.get(&found, "d").map_or("", |(a, b)| text.words(a, b));
        Some(format!("{}={d}", text.words(0, found.end)))
    }

    #[test]
    fn the_notation_reads_as_its_table_says() {
        let day = "{weekdays}? '('? <day:d> ( '/' <month> | {months} ) ( '/'? <year> )? ')'?";
        assert_eq!(matched(day, "Kamis (21/4) pagi").as_deref(), Some("Kamis (21/4)=21"));
        assert_eq!(matched(day, "3 April 2022.").as_deref(), Some("3 April 2022=3"));
        assert_eq!(matched(day, "Kamis (32/4)"), None);
        assert_eq!(matched("pekan lalu | pekan", "Pekan depan").as_deref(), Some("Pekan="));
        assert_eq!(matched("'ke-' ~ <digits:d>", "ke-25 daerah").as_deref(), Some("ke-25=25"));
        assert_eq!(matched("'ke-' ~ <digits:d>", "ke- 25 daerah"), None);
        assert_eq!(matched("<word>+ lalu", "satu dua tiga lalu").as_deref(), Some("satu dua tiga lalu="));
        assert_eq!(matched("a b", "a\nb"), None);
    }

    #[test]
    fn a_slip_is_named() {
        let fault = |pattern| Pattern::parse(pattern, &mut lexicon()).unwrap_err();
        assert!(fault("{month}").contains("no list `words/month.csv`"));
        assert!(fault("<days>").contains("is not one of"));
        assert!(fault("a (b").contains("`)` is missing"));
        assert!(fault("a / b").contains("must stand in quotes"));
        assert!(fault("a | ").contains("empty"));
    }
}
