//! Documents by their numbers: letters, decrees, laws. “Nomor B-349/DJAI/AI.01.02/06/2022 Tanggal 3 Juni 2022”.

use super::{Placed, Scene, Tokens};
use crate::rule::{Hit, RuleSet, RuleValue};
use crate::vocabulary;
use jiff::civil::Date;
use std::borrow::Cow;

/// A document named by its number.
#[derive(Debug, Clone)]
pub struct DocumentMention<'a> {
    /// First token.
    pub first: usize,
    /// First token after it.
    pub end: usize,
    /// The number, as printed.
    pub number: &'a str,
    /// The day that stands with it.
    pub date: Option<Date>,
    /// The rule.
    pub by: Cow<'a, str>,
}

impl Placed for DocumentMention<'_> {
    fn first(&self) -> usize {
        self.first
    }
}

vocabulary! {
    /// How a rule of documents reads what it matched.
    pub enum DocumentRule {
        /// Its number is remembered as `number`, the day that stands with it as `date`.
        Numbered = "numbered",
    }
}

impl RuleValue for DocumentRule {
    const FILE: &'static str = "rules/documents.toml";
}

/// All documents in the parts of the page that are read. `day` reads the day that is written in some tokens.
pub fn find<'a>(
    scene: Scene<'_, 'a>,
    rules: &'a RuleSet<DocumentRule>,
    day: impl Fn(Tokens) -> Option<Date>,
) -> Vec<DocumentMention<'a>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(here) = scene.text.next_with(at, &rules.openers(), 0, |token| rules.can_begin(token)) {
        at = here + 1;
        if !scene.zones.of(here).is_read() {
            continue;
        }
        let Some(Hit { rule, value: DocumentRule::Numbered, found: matched }) = rules.longest(scene.cx(), here) else {
            continue;
        };
        at = matched.end;
        let Some((first, end)) = rule.pattern.get(&matched, "number") else { continue };
        found.push(DocumentMention {
            first: here,
            end: at,
            number: scene.text.words(first, end),
            date: rule.pattern.get(&matched, "date").and_then(&day),
            by: Cow::Borrowed(&rule.by),
        });
    }
    found
}
