//! Many rules at once: the token under the eye tells which rules can begin there, so that most tokens ask none.

use super::file::SpanRule;
use super::pattern::{Captures, Cx, Match, Take, Trial};
use crate::text::{Lexicon, ListId, Shape, Token, WordId, WordSet};
use std::collections::HashMap;

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
        let mut of_word: HashMap<WordId, Vec<u16>> = HashMap::new();
        let mut of_list: Vec<(ListId, u16)> = Vec::new();
        let mut with_number = Vec::new();
        for (number, rule) in (0..).zip(&rules) {
            for first in rule.pattern.firsts() {
                match first {
                    Take::Word(word) => of_word.entry(word).or_default().push(number),
                    Take::List(list) => of_list.push((list, number)),
                    Take::Day | Take::Month | Take::Year | Take::Year2 | Take::Digits => with_digits.push(number),
                    Take::Number => {
                        with_digits.push(number);
                        with_number.push(number);
                    }
                    Take::AnyWord | Take::Capital | Take::Any => with_any.push(number),
                }
            }
        }
        let mut lists = WordSet::default();
        of_list.iter().for_each(|(list, _)| lists.insert(*list));
        let mut groups: Vec<Vec<u16>> = vec![Vec::new()];
        let mut group_of_word = vec![0; lexicon.word_count()];
        for (place, group) in group_of_word.iter_mut().enumerate() {
            let word = WordId(place as u32);
            let own = of_word.get(&word);
            let (listed, counts) = (lexicon.starts_any(word, &lists), is_number(word));
            if own.is_none() && !listed && !counts {
                continue;
            }
            let mut rules: Vec<u16> = own.cloned().unwrap_or_default();
            rules.extend(
                of_list.iter().filter(|(list, _)| listed && lexicon.starts(word, *list)).map(|(_, number)| number),
            );
            rules.extend(with_number.iter().filter(|_| counts));
            rules.sort_unstable();
            rules.dedup();
            *group = groups.iter().position(|g| *g == rules).unwrap_or_else(|| {
                groups.push(rules);
                groups.len() - 1
            }) as u16;
        }
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
        let trial = Trial::new(cx);
        for &number in group.iter().chain(digits).chain(&self.with_any) {
            if let Some(hit) = self.rules[number as usize].try_at(&trial, at) {
                found(number as usize, hit);
            }
        }
    }

    /// The rule with the longest match at token `at`; among equals the first in the file.
    pub fn longest(&self, cx: Cx<'_>, at: usize) -> Option<(&SpanRule, Match)> {
        let token = cx.text.tokens.get(at)?;
        let digits: &[u16] = if token.shape == Shape::Digits { &self.with_digits } else { &[] };
        let group = &self.groups[self.group_of_word[token.word.0 as usize] as usize];
        let trial = Trial::new(cx);
        let mut best: Option<(&SpanRule, Match)> = None;
        for &number in group.iter().chain(digits).chain(&self.with_any) {
            let rule = &self.rules[number as usize];
            if let Some(found) = rule.try_at(&trial, at)
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
        self.try_at(&Trial::new(cx), at)
    }

    #[inline]
    fn try_at(&self, trial: &Trial<'_>, at: usize) -> Option<Match> {
        let may_be =
            self.pattern.may_begin_at(trial, at) && self.before.as_ref().is_none_or(|p| p.may_end_at(trial.cx, at));
        if may_be { self.try_here(trial, at) } else { None }
    }

    fn try_here(&self, trial: &Trial<'_>, at: usize) -> Option<Match> {
        let mut captures = Captures::new();
        let end = self.pattern.try_at(trial, at, &mut captures)?;
        // What follows is tried first: it has one place to begin, what precedes has several.
        let fits = self.after.as_ref().is_none_or(|p| p.is_at(trial, end))
            && self.not_after.as_ref().is_none_or(|p| !p.is_at(trial, end))
            && self.before.as_ref().is_none_or(|p| p.is_before(trial, at, CONTEXT))
            && self.not_before.as_ref().is_none_or(|p| !p.is_before(trial, at, CONTEXT));
        fits.then(|| Match::new(end, &captures))
    }
}
