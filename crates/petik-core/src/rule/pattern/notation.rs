//! Reading the notation of patterns and writing the steps of its program.

use super::*;
use crate::vocabulary::Vocabulary;

/// The program of `source` and the names of its captures.
pub(super) fn compile(source: &str, lexicon: &mut LexiconBuilder) -> Result<(Vec<Step>, Vec<String>), String> {
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
    Ok((program, captures))
}

enum Node {
    Take(Take),
    Glue,
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    Repeat(Box<Node>, usize, usize),
    /// As few tokens of the clause as will do.
    Gap,
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
        Node::Gap => {
            // Past the gap is tried first, one more token of it second.
            let exits: Vec<usize> = (0..GAP)
                .map(|_| {
                    program.push(Step::Split(0, next(program) + 1, None));
                    program.push(Step::Take(Take::InClause));
                    program.len() - 2
                })
                .collect();
            let end = next(program);
            exits.into_iter().for_each(|split| program[split] = Step::Split(end, split as u32 + 1, None));
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
            program[at] =
                Step::Split(a, b, first.and_then(|step| if let Step::Take(take) = step { Some(*take) } else { None }));
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
                let name = self.name_of_group()?;
                Ok(self.capture(inner, name))
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
                let list = self
                    .lexicon
                    .known_list(&name)
                    .ok_or_else(|| self.fault(&format!("there is no list `words/{name}.csv`")))?;
                Ok(self.capture(Node::Take(Take::List(list)), capture))
            }
            Some('<') => {
                let (name, capture) = self.name('>')?;
                if name == "gap" {
                    return Ok(self.capture(Node::Gap, capture));
                }
                let take = match name.as_str() {
                    "day" => Take::Day,
                    "month" => Take::Month,
                    "year" => Take::Year,
                    "year2" => Take::Year2,
                    "digits" => Take::Digits,
                    "number" => Take::Number,
                    "points" => Take::Points,
                    "ordinal" => Take::Ordinal,
                    "word" => Take::AnyWord,
                    "capital" => Take::Capital,
                    "any" => Take::Any,
                    name => match MentionKind::parse(name) {
                        Some(kind) => Take::Mention(kind),
                        None => {
                            return Err(self.fault(&format!(
                                "`<{name}>` is not one of day, month, year, year2, digits, number, points, ordinal, word, capital, \
                                 any, gap, {}",
                                MentionKind::words()
                            )));
                        }
                    },
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

    /// What stands behind a group: `( … ):name`.
    fn name_of_group(&mut self) -> Result<Option<String>, String> {
        if self.source.get(self.at) != Some(&':') {
            return Ok(None);
        }
        let start = self.at + 1;
        let len = self.source[start..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
        if len == 0 {
            return Err(self.fault("a name must stand behind `:`"));
        }
        self.at = start + len;
        Ok(Some(self.source[start..self.at].iter().collect()))
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
