//! Many rules at once: the token under the eye tells which rules can begin there, so that most tokens ask none.

use super::file::SpanRule;
use super::pattern::{Cx, Match, Take};
use crate::text::{Lexicon, Shape, Token, WordId};

/// The rules of one finder, in the order of their files.
#[derive(Debug)]
pub struct RuleSet {
    rules: Vec<SpanRule>,
    /// For each word of the lexicon the group of rules that can begin with it; 0 for none.
    group_of_word: Vec<u16>,
    groups: Vec<Vec<u16>>,
    with_digits: Vec<u16>,
    with_any: Vec<u16>,
}

/// How far back a context pattern may begin.
const CONTEXT: usize = 8;

impl RuleSet {
    /// Prepares `rules` for the words of `lexicon`; `is_number` tells which words can begin a `<number>`.
    pub fn new(rules: Vec<SpanRule>, lexicon: &Lexicon, is_number: impl Fn(WordId) -> bool) -> Self {
        let (mut with_digits, mut with_any) = (Vec::new(), Vec::new());
        let mut of_word: Vec<Vec<u16>> = vec![Vec::new(); lexicon.word_count()];
        for (number, rule) in rules.iter().enumerate() {
            let number = number as u16;
            for first in rule.pattern.firsts() {
                match first {
                    Take::Word(word) => of_word[word.0 as usize].push(number),
                    Take::List(list) => {
                        (0..lexicon.word_count()).filter(|&w| lexicon.starts(WordId(w as u32), list)).for_each(|w| of_word[w].push(number));
                    }
                    Take::Day | Take::Month | Take::Year | Take::Year2 | Take::Digits => with_digits.push(number),
                    Take::Number => {
                        with_digits.push(number);
                        (0..lexicon.word_count()).filter(|&w| is_number(WordId(w as u32))).for_each(|w| of_word[w].push(number));
                    }
                    Take::AnyWord | Take::Capital | Take::Any => with_any.push(number),
                }
            }
        }
        let mut groups: Vec<Vec<u16>> = vec![Vec::new()];
        let group_of_word = of_word
            .into_iter()
            .map(|mut rules| {
                rules.sort_unstable();
                rules.dedup();
                groups.iter().position(|g| *g == rules).unwrap_or_else(|| {
                    groups.push(rules);
                    groups.len() - 1
                }) as u16
            })
            .collect();
        with_digits.sort_unstable();
        with_digits.dedup();
        RuleSet { rules, group_of_word, groups, with_digits, with_any }
    }

    /// The rules.
    pub fn rules(&self) -> &[SpanRule] {
        &self.rules
    }

    /// Whether any rule can begin at `token`.
    #[inline]
    pub fn can_begin(&self, token: &Token) -> bool {
        self.group_of_word[token.word.0 as usize] != 0 || token.shape == Shape::Digits || !self.with_any.is_empty()
    }

    /// Every match at token `at` with the number of its rule, in the order of the file. For finders whose readers can
    /// still refuse what a pattern matched.
    pub fn each(&self, cx: Cx<'_>, at: usize, mut found: impl FnMut(usize, Match)) {
        let Some(token) = cx.text.tokens.get(at) else { return };
        let digits: &[u16] = if token.shape == Shape::Digits { &self.with_digits } else { &[] };
        let group = &self.groups[self.group_of_word[token.word.0 as usize] as usize];
        for &number in group.iter().chain(digits).chain(&self.with_any) {
            if let Some(hit) = self.rules[number as usize].match_at(cx, at) {
                found(number as usize, hit);
            }
        }
    }

    /// The rule with the longest match at token `at`; among equals the first in the file.
    pub fn longest(&self, cx: Cx<'_>, at: usize) -> Option<(&SpanRule, Match)> {
        let token = cx.text.tokens.get(at)?;
        let digits: &[u16] = if token.shape == Shape::Digits { &self.with_digits } else { &[] };
        let group = &self.groups[self.group_of_word[token.word.0 as usize] as usize];
        let mut best: Option<(&SpanRule, Match)> = None;
        for &number in group.iter().chain(digits).chain(&self.with_any) {
            let rule = &self.rules[number as usize];
            if let Some(found) = rule.match_at(cx, at)
                && best.as_ref().is_none_or(|(_, longest)| found.end > longest.end)
            {
                best = Some((rule, found));
            }
        }
        best
    }
}

impl SpanRule {
    /// The match of this rule at token `at`, its contexts included.
    pub fn match_at(&self, cx: Cx<'_>, at: usize) -> Option<Match> {
        let found = self.pattern.match_at(cx, at)?;
        // What follows is tried first: it has one place to begin, what precedes has several.
        let fits = self.after.as_ref().is_none_or(|p| p.match_at(cx, found.end).is_some())
            && self.not_after.as_ref().is_none_or(|p| p.match_at(cx, found.end).is_none())
            && self.before.as_ref().is_none_or(|p| p.match_before(cx, at, CONTEXT).is_some())
            && self.not_before.as_ref().is_none_or(|p| p.match_before(cx, at, CONTEXT).is_none());
        fits.then_some(found)
    }
}
