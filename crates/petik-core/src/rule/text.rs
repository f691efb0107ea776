//! Patterns over text, for what tokens cut wrongly: `B-349/DJAI/AI.01.02/06/2022` is one number and a dozen tokens. They are
//! regular expressions in the notation of the crate `regex`, whose engine takes time in proportion to the text. A match begins
//! with a token and ends with one, stays within its line and has at most [`LONGEST`] bytes; named groups are what it remembers.

use super::pattern::Captures;
use crate::text::{Span, Text};
use regex::{Regex, RegexBuilder};
use std::sync::OnceLock;

/// How many bytes a match can have.
const LONGEST: usize = 256;
/// How many bytes a compiled expression can take.
const SIZE: usize = 1 << 20;

/// A regular expression, compiled when it is first asked.
#[derive(Debug)]
pub struct TextPattern {
    source: String,
    compiled: OnceLock<Option<Compiled>>,
}

#[derive(Debug)]
struct Compiled {
    regex: Regex,
    /// The names of the groups.
    groups: Vec<String>,
}

impl TextPattern {
    /// The expression `source`, which may be none.
    pub(super) fn new(source: String) -> Self {
        TextPattern { source, compiled: OnceLock::new() }
    }

    /// Says what is wrong with it.
    pub(super) fn check(&self) -> Result<(), String> {
        Compiled::of(&self.source).map(|_| ())
    }

    fn compiled(&self) -> Option<&Compiled> {
        self.compiled.get_or_init(|| Compiled::of(&self.source).ok()).as_ref()
    }

    /// The names of the groups.
    pub(super) fn groups(&self) -> &[String] {
        self.compiled().map_or(&[], |compiled| &compiled.groups)
    }

    /// The match that begins with token `at`: its end, with what it remembers.
    pub(super) fn try_at(&self, text: &Text<'_>, at: usize, captures: &mut Captures) -> Option<usize> {
        let line = text.lines.get(text.line_of(at))?;
        let Span { start, end } = text.span(at, line.end);
        let end = end.min(start + LONGEST);
        let end = (start..=end).rev().find(|&end| text.raw.is_char_boundary(end))?;
        let compiled = self.compiled()?;
        let found = compiled.regex.captures(&text.raw[start..end])?;
        let span = |found: regex::Match<'_>| Span { start: start + found.start(), end: start + found.end() };
        let (_, end) = text.tokens_of(span(found.get(0)?))?;
        for (number, name) in (0..).zip(&compiled.groups) {
            if let Some((first, end)) = found.name(name).and_then(|found| text.tokens_around(span(found))) {
                captures.push((number, first as u32, end as u32));
            }
        }
        Some(end)
    }
}

impl Compiled {
    fn of(source: &str) -> Result<Self, String> {
        let regex = RegexBuilder::new(&format!("^(?:{source})")).size_limit(SIZE).build().map_err(|error| {
            // The crate draws the place under the expression; its last line says what is wrong.
            let drawn = error.to_string();
            format!("regex: {}", drawn.lines().last().unwrap_or_default().trim_start_matches("error: "))
        })?;
        if regex.is_match("") {
            return Err("regex: it matches where nothing stands".to_owned());
        }
        let groups: Vec<String> = regex.capture_names().flatten().map(str::to_owned).collect();
        if regex.captures_len() > groups.len() + 1 {
            return Err("regex: a group has no name; write (?:…) for one that remembers nothing".to_owned());
        }
        Ok(Compiled { regex, groups })
    }
}
