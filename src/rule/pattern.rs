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

use crate::text::{Gap, Lexicon, LexiconBuilder, ListId, NumberWords, Shape, Text, WordId};

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
}

/// A match: where it ends and what it remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// First token after the match.
    pub end: usize,
    /// (capture, first token, first token after it), in order.
    captures: Vec<(u8, u32, u32)>,
}

#[derive(Debug, Clone, PartialEq)]
enum Step {
    Take(Take),
    /// Continue at the first; on failure at the second.
    Split(usize, usize),
    Jump(usize),
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
        Ok(Pattern { program, captures })
    }

    /// The longest match that greedy matching finds at token `at`.
    pub fn match_at(&self, cx: Cx<'_>, at: usize) -> Option<Match> {
        self.run(cx, at, None)
    }

    /// A match that begins at `at` and ends exactly at `end`.
    pub fn match_between(&self, cx: Cx<'_>, at: usize, end: usize) -> Option<Match> {
        self.run(cx, at, Some(end))
    }

    /// A match that ends exactly at token `end`, beginning at most `reach` tokens before it.
    pub fn match_before(&self, cx: Cx<'_>, end: usize, reach: usize) -> Option<Match> {
        (1..=reach.min(end)).find_map(|back| self.run(cx, end - back, Some(end)))
    }

    /// The first match within tokens `first..end`: (where it begins, match).
    pub fn find(&self, cx: Cx<'_>, first: usize, end: usize) -> Option<(usize, Match)> {
        (first..end).find_map(|at| self.match_at(cx, at).filter(|m| m.end <= end).map(|m| (at, m)))
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
    pub(super) fn firsts(&self) -> Vec<Take> {
        let (mut firsts, mut seen, mut todo) = (Vec::new(), vec![false; self.program.len()], vec![0]);
        while let Some(pc) = todo.pop() {
            if std::mem::replace(&mut seen[pc], true) {
                continue;
            }
            match &self.program[pc] {
                Step::Take(take) => firsts.push(*take),
                Step::Split(a, b) => todo.extend([*a, *b]),
                Step::Jump(to) => todo.push(*to),
                Step::Open(_) | Step::Close(_) | Step::Glue => todo.push(pc + 1),
                Step::Done => {}
            }
        }
        firsts
    }

    fn run(&self, cx: Cx<'_>, start: usize, wanted_end: Option<usize>) -> Option<Match> {
        // (program counter, token, captures so far, glue pending) of every way not tried yet.
        let mut captures: Vec<(u8, u32, u32)> = Vec::new();
        let mut ways: Vec<(usize, usize, usize, bool)> = Vec::new();
        // The way under trial is kept apart: most runs fail at once and must not allocate.
        let mut trial = Some((0, start, 0, false));
        let mut steps = 0;
        while let Some((mut pc, mut at, kept, mut glued)) = trial.take().or_else(|| ways.pop()) {
            captures.truncate(kept);
            loop {
                steps += 1;
                if steps > STEP_LIMIT {
                    return None;
                }
                match &self.program[pc] {
                    Step::Take(take) => {
                        let Some(token) = cx.text.tokens.get(at) else { break };
                        if at > start && (token.gap >= Gap::Line || glued && token.gap != Gap::None) {
                            break;
                        }
                        match take.take(cx, at) {
                            Some(end) => (pc, at, glued) = (pc + 1, end, false),
                            None => break,
                        }
                    }
                    Step::Split(a, b) => {
                        ways.push((*b, at, captures.len(), glued));
                        pc = *a;
                    }
                    Step::Jump(to) => pc = *to,
                    Step::Open(capture) => {
                        captures.push((*capture, at as u32, u32::MAX));
                        pc += 1;
                    }
                    Step::Close(capture) => {
                        // A new entry instead of a change in place: an abandoned way must not leave its end behind.
                        let open = captures.iter().rposition(|c| c.0 == *capture && c.2 == u32::MAX);
                        let first = open.map_or(at as u32, |i| captures[i].1);
                        captures.push((*capture, first, at as u32));
                        pc += 1;
                    }
                    Step::Glue => (pc, glued) = (pc + 1, true),
                    Step::Done => {
                        let apart = glued && cx.text.tokens.get(at).is_some_and(|t| t.gap != Gap::None);
                        if wanted_end.is_some_and(|end| end != at) || at == start || apart {
                            break;
                        }
                        captures.retain(|c| c.2 != u32::MAX);
                        return Some(Match { end: at, captures });
                    }
                }
            }
        }
        None
    }
}

impl Take {
    /// Consumes at token `at`: the first token after what was taken.
    fn take(self, cx: Cx<'_>, at: usize) -> Option<usize> {
        let token = &cx.text.tokens[at];
        let digits = || (token.shape == Shape::Digits).then(|| cx.text.words(at, at + 1));
        let value = |max_len: usize| digits().filter(|d| d.len() <= max_len).and_then(|d| plain_number(d));
        let taken = match self {
            Take::Word(word) => token.word == word,
            Take::List(list) => {
                if cx.lexicon.starts(token.word, list) {
                    return cx.lexicon.longest(&cx.text.tokens, at, list).map(|(end, _)| end);
                }
                false
            }
            Take::Day => value(2).is_some_and(|n| (1..=31).contains(&n)),
            Take::Month => value(2).is_some_and(|n| (1..=12).contains(&n)),
            Take::Year => digits().is_some_and(|d| d.len() == 4) && value(4).is_some_and(|n| (1900..2200).contains(&n)),
            Take::Year2 => digits().is_some_and(|d| d.len() == 2),
            Take::Digits => token.shape == Shape::Digits,
            Take::Number => return cx.numbers.parse(cx.text, at).map(|n| n.end),
            Take::AnyWord => token.shape.is_word(),
            Take::Capital => token.shape.is_capitalised(),
            Take::Any => true,
        };
        taken.then_some(at + 1)
    }
}

/// The value of a short run of digits, also full-width ones.
fn plain_number(digits: &str) -> Option<u32> {
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
                    program.push(Step::Split(split + 1, 0));
                    emit(way, program);
                    jumps.push(program.len());
                    program.push(Step::Jump(0));
                    program[split] = Step::Split(split + 1, program.len());
                } else {
                    emit(way, program);
                }
            }
            let end = program.len();
            jumps.into_iter().for_each(|jump| program[jump] = Step::Jump(end));
        }
        Node::Repeat(inner, least, most) => {
            (0..*least).for_each(|_| emit(inner, program));
            let mut splits = Vec::new();
            for _ in *least..*most {
                splits.push(program.len());
                program.push(Step::Split(program.len() + 1, 0));
                emit(inner, program);
            }
            let end = program.len();
            splits.into_iter().for_each(|split| program[split] = Step::Split(split + 1, end));
        }
        Node::Capture(capture, inner) => {
            program.push(Step::Open(*capture));
            emit(inner, program);
            program.push(Step::Close(*capture));
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
