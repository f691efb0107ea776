//! Patterns over tokens. The notation, smallest parts first:
//!
//! | written | matches |
//! |---|---|
//! | `pekan` | this word, any case |
//! | `'('` | this mark (or any text in quotes, cut into tokens) |
//! | `{months}` | the longest entry of the list `words/months.csv` |
//! | `<day>` `<month>` `<year>` `<year2>` `<digits>` | digits: 1-31, 1-12, 1900-2199, two digits, any |
//! | `<number>` | a number in digits or words, "1.000", "dua puluh lima", "10 (sepuluh)" |
//! | `<word>` `<capital>` `<any>` | any word, a word with a capital letter, any token |
//! | `{months:m}` `<day:d>` | the same, remembered as `m`, `d` |
//! | `a b` `a \| b` `( )` `?` `*` `+` | sequence, choice, group, optional, repeated up to eight times |
//! | `~` | no space between its neighbours |
//!
//! A pattern never crosses the end of a line. Matching is greedy and tries the other ways when that fails; a step limit
//! bounds it on any input.

use crate::text::{Gap, Lexicon, LexiconBuilder, ListId, NumberWords, Shape, Text, Token, WordId, WordSet};
use std::cell::Cell;

/// What matching needs to see.
#[derive(Debug, Clone, Copy)]
pub struct Cx<'a> {
    /// The text.
    pub text: &'a Text<'a>,
    /// The lists.
    pub lexicon: &'a Lexicon,
    /// The number words.
    pub numbers: &'a NumberWords,
}

/// A compiled pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    program: Vec<Step>,
    captures: Vec<String>,
    opening: Opening,
}

/// A match: where it ends and what it remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// First token after the match.
    pub end: usize,
    /// (capture, first token, first token after it), in order.
    captures: Vec<(u8, u32, u32)>,
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
    AnyWord,
    Capital,
    Any,
}

const STEP_LIMIT: usize = 4000;
const MAX_REPEAT: usize = 8;

impl Pattern {
    /// Compiles `source`. The message of an error says what is wrong and where (character number).
    pub fn parse(source: &str, lexicon: &mut LexiconBuilder) -> Result<Self, String> {
        let mut parser = Parser { source: source.chars().collect(), at: 0, captures: Vec::new(), lexicon };
        let node = parser.alternatives()?;
        if parser.at < parser.source.len() {
            return Err(parser.fault("unexpected closing bracket"));
        }
        let captures = parser.captures;
        let mut program = Vec::new();
        emit(&node, &mut program);
        program.push(Step::Done);
        guard(&mut program);
        let opening = Opening::of(&program);
        Ok(Pattern { program, captures, opening })
    }

    /// The longest match that greedy matching finds at token `at`.
    #[cfg(test)]
    pub fn match_at(&self, cx: Cx<'_>, at: usize) -> Option<Match> {
        let mut captures = Captures::new();
        let end = self.run(&Trial::new(cx), at, None, &mut captures)?;
        Some(Match::new(end, &captures))
    }

    /// The same in a trial that other patterns share.
    #[inline]
    pub(super) fn try_at(&self, trial: &Trial<'_>, at: usize, captures: &mut Captures) -> Option<usize> {
        if self.opening.admits(trial, at) { self.run(trial, at, None, captures) } else { None }
    }

    /// Whether there is a match at token `at`.
    #[inline]
    pub(super) fn is_at(&self, trial: &Trial<'_>, at: usize) -> bool {
        self.try_at(trial, at, &mut Captures::new()).is_some()
    }

    /// Whether a match ends exactly at token `end`, beginning at most `reach` tokens before it.
    pub(super) fn is_before(&self, trial: &Trial<'_>, end: usize, reach: usize) -> bool {
        (1..=reach.min(end)).any(|back| self.opening.admits(trial, end - back) && self.run(trial, end - back, Some(end), &mut Captures::new()).is_some())
    }

    /// The number of the capture `name`.
    pub fn capture(&self, name: &str) -> Option<u8> {
        self.captures.iter().position(|c| c == name).map(|i| i as u8)
    }

    /// The names of the captures.
    pub fn captures(&self) -> &[String] {
        &self.captures
    }

    /// The tokens that capture `name` remembered in `found`: (first, first after it).
    pub fn get(&self, found: &Match, name: &str) -> Option<(usize, usize)> {
        let wanted = self.capture(name)?;
        found.captures.iter().rev().find(|c| c.0 == wanted).map(|c| (c.1 as usize, c.2 as usize))
    }

    /// Every part that a match can begin with.
    pub(super) fn firsts(&self) -> impl Iterator<Item = Take> {
        takes_from(&self.program, &[0]).0.into_iter().map(|(_, take)| take)
    }

    /// The end of the match; `captures` must be empty.
    fn run(&self, trial: &Trial<'_>, start: usize, wanted_end: Option<usize>, captures: &mut Captures) -> Option<usize> {
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
                    Step::Split(_, b, Some(take)) if !tokens.get(at).is_some_and(|token| take.may_take(trial.cx, token)) => pc = b as usize,
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

impl Match {
    pub(super) fn new(end: usize, captures: &Captures) -> Self {
        Match { end, captures: captures.iter().filter(|c| c.2 != u32::MAX).collect() }
    }
}

/// A stack whose first places need no heap.
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
    fn push(&mut self, item: T) {
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

    fn number(&self, at: usize) -> Option<usize> {
        let (known_at, known) = self.number.get();
        if known_at == at {
            return known;
        }
        let end = self.cx.numbers.parse(self.cx.text, at).map(|n| n.end);
        self.number.set((at, end));
        end
    }
}

/// What a pattern can begin with, and what can follow a run of digits or a number there: this test spares most runs.
#[derive(Debug, Clone, Default)]
struct Opening {
    first: Takes,
    /// Behind a first token of digits; `None` where anything can follow.
    behind_digits: Option<Takes>,
    /// Behind a number that the pattern begins with; `None` where anything can follow.
    behind_number: Option<Takes>,
}

impl Opening {
    fn of(program: &[Step]) -> Self {
        let (takes, _) = takes_from(program, &[0]);
        let behind = |is_it: fn(Take) -> bool| {
            let starts: Vec<usize> = takes.iter().filter(|t| is_it(t.1)).map(|t| t.0 + 1).collect();
            let (next, ends) = takes_from(program, &starts);
            (!ends).then(|| Takes::of(&next))
        };
        let has_number = takes.iter().any(|t| matches!(t.1, Take::Number));
        // Parts that take digits among other things let anything follow them.
        let open = takes.iter().any(|t| matches!(t.1, Take::Any)) || has_number && takes.iter().any(|t| t.1.is_digits());
        let behind_digits = behind(Take::is_digits).filter(|_| !open && !has_number);
        let behind_number = behind(|take| take == Take::Number).filter(|_| !open && has_number);
        Opening { first: Takes::of(&takes), behind_digits, behind_number }
    }

    #[inline]
    fn admits(&self, trial: &Trial<'_>, at: usize) -> bool {
        let (cx, tokens) = (trial.cx, &trial.cx.text.tokens);
        let Some(token) = tokens.get(at) else { return false };
        if !self.first.admit(cx, token) {
            return false;
        }
        let follows = |set: &Takes, at: usize| tokens.get(at).is_some_and(|t| t.gap < Gap::Line && set.admit(cx, t));
        // A token that is also a word of the pattern may be something else than a number.
        if token.shape == Shape::Digits && let Some(set) = &self.behind_digits {
            self.first.admit_word(cx, token) || follows(set, at + 1)
        } else if let Some(set) = &self.behind_number {
            self.first.word || self.first.capital || self.first.admit_word(cx, token) || trial.number(at).is_some_and(|end| follows(set, end))
        } else {
            true
        }
    }
}

/// The parts that steps can take first, from `starts` on: (step, part), and whether the end can be reached without any.
fn takes_from(program: &[Step], starts: &[usize]) -> (Vec<(usize, Take)>, bool) {
    let (mut takes, mut ends) = (Vec::new(), false);
    let (mut seen, mut todo) = (vec![false; program.len()], starts.to_vec());
    while let Some(pc) = todo.pop() {
        if std::mem::replace(&mut seen[pc], true) {
            continue;
        }
        match program[pc] {
            Step::Take(take) => takes.push((pc, take)),
            Step::Split(a, b, _) => todo.extend([a as usize, b as usize]),
            Step::Jump(to) => todo.push(to as usize),
            Step::Open(_) | Step::Close(_) | Step::Glue => todo.push(pc + 1),
            Step::Done => ends = true,
        }
    }
    (takes, ends)
}

/// A set of parts, as a test of one token.
#[derive(Debug, Clone, Default)]
struct Takes {
    words: Vec<WordId>,
    lists: WordSet,
    digits: bool,
    number: bool,
    word: bool,
    capital: bool,
    any: bool,
}

impl Takes {
    fn of(takes: &[(usize, Take)]) -> Self {
        let mut set = Takes::default();
        for (_, take) in takes {
            match *take {
                Take::Word(word) => set.words.push(word),
                Take::List(list) => set.lists.insert(list),
                Take::Day | Take::Month | Take::Year | Take::Year2 | Take::Digits => set.digits = true,
                Take::Number => set.number = true,
                Take::AnyWord => set.word = true,
                Take::Capital => set.capital = true,
                Take::Any => set.any = true,
            }
        }
        set
    }

    #[inline]
    fn admit(&self, cx: Cx<'_>, token: &Token) -> bool {
        let by_shape = match token.shape {
            Shape::Digits => self.digits || self.number,
            // The sign of a negative number.
            Shape::Mark => self.number,
            _ => self.word || self.capital && token.shape.is_capitalised(),
        };
        by_shape || self.any || self.number && cx.numbers.get(token.word).is_some() || self.admit_word(cx, token)
    }

    /// Whether the token is one of the words, or one that a list begins with.
    #[inline]
    fn admit_word(&self, cx: Cx<'_>, token: &Token) -> bool {
        token.word != WordId::UNKNOWN && (cx.lexicon.starts_any(token.word, &self.lists) || self.words.contains(&token.word))
    }
}

impl Take {
    /// Whether the part could take `token`: a quick test that only errs on the side of yes.
    #[inline]
    fn may_take(self, cx: Cx<'_>, token: &Token) -> bool {
        match self {
            Take::Word(word) => token.word == word,
            Take::List(list) => cx.lexicon.starts(token.word, list),
            Take::Day | Take::Month | Take::Year | Take::Year2 | Take::Digits => token.shape == Shape::Digits,
            Take::Number => matches!(token.shape, Shape::Digits | Shape::Mark) || cx.numbers.get(token.word).is_some(),
            Take::AnyWord => token.shape.is_word(),
            Take::Capital => token.shape.is_capitalised(),
            Take::Any => true,
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
        let value = |max_len: usize| digits().filter(|d| d.len() <= max_len).and_then(|d| plain_number(d));
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
            Take::AnyWord => token.shape.is_word(),
            Take::Capital => token.shape.is_capitalised(),
            Take::Any => true,
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

enum Node {
    Take(Take),
    Glue,
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    Repeat(Box<Node>, usize, usize),
    Capture(u8, Box<Node>),
}

fn emit(node: &Node, program: &mut Vec<Step>) {
    match node {
        Node::Take(take) => program.push(Step::Take(*take)),
        Node::Glue => program.push(Step::Glue),
        Node::Sequence(parts) => parts.iter().for_each(|part| emit(part, program)),
        Node::Choice(ways) => {
            let mut jumps = Vec::new();
            for (i, way) in ways.iter().enumerate() {
                if i + 1 < ways.len() {
                    let split = program.len();
                    program.push(Step::Split(next(program) + 1, 0, None));
                    emit(way, program);
                    jumps.push(program.len());
                    program.push(Step::Jump(0));
                    program[split] = Step::Split(split as u32 + 1, next(program), None);
                } else {
                    emit(way, program);
                }
            }
            let end = next(program);
            jumps.into_iter().for_each(|jump| program[jump] = Step::Jump(end));
        }
        Node::Repeat(inner, least, most) => {
            (0..*least).for_each(|_| emit(inner, program));
            let mut splits = Vec::new();
            for _ in *least..*most {
                splits.push(program.len());
                program.push(Step::Split(next(program) + 1, 0, None));
                emit(inner, program);
            }
            let end = next(program);
            splits.into_iter().for_each(|split| program[split] = Step::Split(split as u32 + 1, end, None));
        }
        Node::Capture(capture, inner) => {
            program.push(Step::Open(*capture));
            emit(inner, program);
            program.push(Step::Close(*capture));
        }
    }
}

/// The number of the next step.
fn next(program: &[Step]) -> u32 {
    program.len() as u32
}

/// Writes into every split the one part that its first way must take.
fn guard(program: &mut [Step]) {
    for at in 0..program.len() {
        if let Step::Split(a, b, _) = program[at] {
            let first = program[a as usize..].iter().find(|step| !matches!(step, Step::Open(_) | Step::Glue));
            program[at] = Step::Split(a, b, first.and_then(|step| if let Step::Take(take) = step { Some(*take) } else { None }));
        }
    }
}

struct Parser<'a> {
    source: Vec<char>,
    at: usize,
    captures: Vec<String>,
    lexicon: &'a mut LexiconBuilder,
}

impl Parser<'_> {
    fn fault(&self, what: &str) -> String {
        format!("pattern, character {}: {what}", self.at + 1)
    }

    fn peek(&mut self) -> Option<char> {
        while self.source.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
        self.source.get(self.at).copied()
    }

    fn alternatives(&mut self) -> Result<Node, String> {
        let mut ways = vec![self.sequence()?];
        while self.peek() == Some('|') {
            self.at += 1;
            ways.push(self.sequence()?);
        }
        Ok(if ways.len() == 1 { ways.remove(0) } else { Node::Choice(ways) })
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut parts = Vec::new();
        while let Some(c) = self.peek() {
            if matches!(c, '|' | ')') {
                break;
            }
            let part = self.part()?;
            let part = match self.source.get(self.at) {
                Some('?') => Node::Repeat(Box::new(part), 0, 1),
                Some('*') => Node::Repeat(Box::new(part), 0, MAX_REPEAT),
                Some('+') => Node::Repeat(Box::new(part), 1, MAX_REPEAT),
                _ => {
                    parts.push(part);
                    continue;
                }
            };
            self.at += 1;
            parts.push(part);
        }
        if parts.is_empty() {
            return Err(self.fault("a pattern, a choice or a group is empty"));
        }
        Ok(Node::Sequence(parts))
    }

    fn part(&mut self) -> Result<Node, String> {
        match self.peek() {
            Some('(') => {
                self.at += 1;
                let inner = self.alternatives()?;
                if self.peek() != Some(')') {
                    return Err(self.fault("`)` is missing"));
                }
                self.at += 1;
                Ok(inner)
            }
            Some('~') => {
                self.at += 1;
                Ok(Node::Glue)
            }
            Some('\'') => {
                let inside = self.until('\'')?;
                self.literal(&inside)
            }
            Some('{') => {
                let (name, capture) = self.name('}')?;
                let list = self.lexicon.known_list(&name).ok_or_else(|| self.fault(&format!("there is no list `words/{name}.csv`")))?;
                Ok(self.capture(Node::Take(Take::List(list)), capture))
            }
            Some('<') => {
                let (name, capture) = self.name('>')?;
                let take = match name.as_str() {
                    "day" => Take::Day,
                    "month" => Take::Month,
                    "year" => Take::Year,
                    "year2" => Take::Year2,
                    "digits" => Take::Digits,
                    "number" => Take::Number,
                    "word" => Take::AnyWord,
                    "capital" => Take::Capital,
                    "any" => Take::Any,
                    _ => return Err(self.fault(&format!("`<{name}>` is not one of day month year year2 digits number word capital any"))),
                };
                Ok(self.capture(Node::Take(take), capture))
            }
            Some(c) if c.is_alphanumeric() => {
                let start = self.at;
                while self.source.get(self.at).is_some_and(|&c| c.is_alphanumeric() || c == '\'') {
                    self.at += 1;
                }
                let word: String = self.source[start..self.at].iter().collect();
                self.literal(&word)
            }
            Some(c) => Err(self.fault(&format!("`{c}` must stand in quotes: '{c}'"))),
            None => Err(self.fault("the pattern ends too early")),
        }
    }

    fn literal(&mut self, words: &str) -> Result<Node, String> {
        let words = self.lexicon.cut(words);
        if words.is_empty() {
            return Err(self.fault("nothing stands between the quotes"));
        }
        Ok(Node::Sequence(words.into_iter().map(|w| Node::Take(Take::Word(w))).collect()))
    }

    fn until(&mut self, close: char) -> Result<String, String> {
        let start = self.at + 1;
        match self.source[start..].iter().position(|&c| c == close) {
            Some(len) => {
                self.at = start + len + 1;
                Ok(self.source[start..start + len].iter().collect())
            }
            None => Err(self.fault(&format!("`{close}` is missing"))),
        }
    }

    fn name(&mut self, close: char) -> Result<(String, Option<String>), String> {
        let inside = self.until(close)?;
        Ok(match inside.split_once(':') {
            Some((name, capture)) => (name.trim().to_owned(), Some(capture.trim().to_owned())),
            None => (inside.trim().to_owned(), None),
        })
    }

    fn capture(&mut self, node: Node, name: Option<String>) -> Node {
        let Some(name) = name else { return node };
        let number = self.captures.iter().position(|c| *c == name).unwrap_or_else(|| {
            self.captures.push(name);
            self.captures.len() - 1
        });
        Node::Capture(number as u8, Box::new(node))
    }
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
        let cx = Cx { text: &text, lexicon: &lexicon, numbers: &NumberWords::default() };
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
