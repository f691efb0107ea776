//! Many rules at once: the token under the eye tells which rules can begin there, so that most tokens ask none.

use super::candidates::{Candidates, RuleWords, Rules};
use super::file::SpanRule;
use super::pattern::{Captures, Cx, Match, MentionKind, Take, Trial};
use crate::error::Fault;
use crate::text::{ListId, Token, WordId, WordSet};
use crate::vocabulary::Vocabulary;

/// The rules of one finder, in the order of their files; `V` is what their values can be.
#[derive(Debug)]
pub struct RuleSet<V> {
    rules: Vec<SpanRule>,
    values: Vec<V>,
    candidates: Candidates,
    openers: WordSet,
    /// The kinds of mentions that a match can begin with.
    kinds: Vec<MentionKind>,
}

/// A match with the rule that made it.
#[derive(Debug)]
pub struct Hit<'r, V> {
    /// The rule.
    pub rule: &'r SpanRule,
    /// Its value.
    pub value: V,
    /// What matched.
    pub found: Match,
}

/// How many rules a set can have.
const MAX_RULES: usize = Candidates::MAX_RULES;

/// Lays the rules `read` from a further text of `file` over `all`: those of the same name are replaced, others added.
pub fn lay_over(all: &mut Vec<SpanRule>, read: Vec<SpanRule>, file: &str, faults: &mut Vec<Fault>) {
    for rule in read {
        match all.iter().position(|known| known.name == rule.name) {
            Some(known) => all[known] = rule,
            None if all.len() < MAX_RULES => all.push(rule),
            None => {
                faults.push(Fault::new(file, rule.line, format!("more than {MAX_RULES} rules")));
                break;
            }
        }
    }
}

/// How far back a context pattern may begin.
const CONTEXT: usize = 8;

impl<V: Vocabulary> RuleSet<V> {
    /// Prepares `rules`, whose values are words of `V`; `words` know them.
    pub fn new(rules: Vec<SpanRule>, words: &RuleWords<'_>) -> Self {
        let candidates = Candidates::new(&rules, words);
        let openers = rules.iter().map(openers).fold(WordSet::default(), WordSet::union);
        let mut kinds: Vec<MentionKind> =
            rules.iter().flat_map(|rule| rule.pattern.next(0).0).filter_map(kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let values = rules.iter().filter_map(|rule| V::parse(&rule.value)).collect();
        RuleSet { rules, values, candidates, openers, kinds }
    }

    /// The value of rule number `number`.
    pub fn value(&self, number: usize) -> V {
        self.values[number]
    }

    /// The rules.
    pub fn rules(&self) -> &[SpanRule] {
        &self.rules
    }

    /// The lists of which a sentence with a match has an entry; every sentence is to be read where there are no such lists.
    pub fn openers(&self) -> WordSet {
        self.openers
    }

    /// Whether every match begins with a mention of this kind.
    pub fn begin_with(&self, wanted: MentionKind) -> bool {
        let begins = |take: (usize, Take)| kind(take) == Some(wanted);
        self.rules.iter().all(|rule| rule.text.is_none() && rule.pattern.next(0).0.into_iter().all(begins))
    }

    /// Whether any rule can begin with `token`.
    #[inline]
    pub fn can_begin(&self, token: &Token) -> bool {
        self.candidates.can_begin(token)
    }

    /// The tokens at which a match can begin, in order.
    pub fn places(&self, cx: Cx<'_>) -> Vec<usize> {
        let mut places: Vec<usize> = cx.text.tokens_with(self.openers, |token| self.can_begin(token)).collect();
        if let Some(found) = cx.found {
            let kinds = self.kinds.iter();
            kinds.for_each(|&kind| places.extend(found.firsts(kind)));
            places.sort_unstable();
            places.dedup();
        }
        places
    }

    /// Every match at token `at` with the number of its rule, in the order of the file. For finders whose readers can
    /// still refuse what a pattern matched.
    pub fn each(&self, cx: Cx<'_>, at: usize, mut found: impl FnMut(usize, Match)) {
        let trial = Trial::new(cx);
        for number in numbers(self.candidates.at(&trial, at)) {
            if let Some(hit) = self.rules[number].try_at(&trial, at) {
                found(number, hit);
            }
        }
    }

    /// The rule with the longest match at token `at`; among equals the first in the file.
    pub fn longest(&self, cx: Cx<'_>, at: usize) -> Option<Hit<'_, V>> {
        let mut best: Option<Hit<'_, V>> = None;
        self.each(cx, at, |number, found| {
            if best.as_ref().is_none_or(|longest| found.end > longest.found.end) {
                best = Some(Hit { rule: &self.rules[number], value: self.values[number], found });
            }
        });
        best
    }
}

/// The lists that a match of the rule begins with, or what must stand before one over text; every list where that can begin with
/// anything else.
fn openers(rule: &SpanRule) -> WordSet {
    let first = match (&rule.text, &rule.before) {
        (None, _) => &rule.pattern,
        (Some(_), Some(before)) => before,
        (Some(_), None) => return WordSet::EVERY,
    };
    let lists = first.next(0).0.into_iter().map(|(_, take)| match take {
        Take::List(list) => WordSet::of([list]),
        // Mentions have places of their own.
        Take::Mention(_) => WordSet::default(),
        _ => WordSet::EVERY,
    });
    lists.fold(WordSet::default(), WordSet::union)
}

fn kind((_, take): (usize, Take)) -> Option<MentionKind> {
    match take {
        Take::Mention(kind) => Some(kind),
        _ => None,
    }
}

/// The numbers of the rules in a set, in order.
fn numbers(rules: Rules) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(rules), |rest| Some(rest & rest.wrapping_sub(1)))
        .take_while(|rest| *rest != 0)
        .map(|rest| rest.trailing_zeros() as usize)
}

/// What must stand in a text in which a rule matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needs {
    /// This word.
    Word(WordId),
    /// Entries of all of these lists.
    Entries(Vec<ListId>),
    /// Nothing that a list or a word would tell.
    Anything,
}

impl SpanRule {
    /// What must stand in a text in which it matches.
    pub fn needs(&self) -> Needs {
        let needed = if self.text.is_none() { self.pattern.needed() } else { Vec::new() };
        let word = needed.iter().find_map(|take| if let Take::Word(word) = take { Some(*word) } else { None });
        let list = |take: &Take| if let Take::List(list) = take { Some(*list) } else { None };
        let lists: Vec<ListId> = needed.iter().filter_map(list).collect();
        match word {
            Some(word) => Needs::Word(word),
            None if lists.is_empty() => Needs::Anything,
            None => Needs::Entries(lists),
        }
    }

    /// Whether it asks for mentions, which are known once all of them are found.
    pub fn asks_for_mentions(&self) -> bool {
        let contexts = [&self.before, &self.after, &self.not_before, &self.not_after];
        let patterns = contexts.into_iter().flatten().chain([&self.pattern]);
        patterns.into_iter().any(|pattern| pattern.asks_for_mentions())
    }

    /// The match of this rule at token `at`, its contexts included.
    pub fn match_at(&self, cx: Cx<'_>, at: usize) -> Option<Match> {
        self.try_at(&Trial::new(cx), at)
    }

    fn try_at(&self, trial: &Trial<'_>, at: usize) -> Option<Match> {
        let preceded = || {
            self.before.as_ref().is_none_or(|p| p.is_before(trial, at, CONTEXT))
                && self.not_before.as_ref().is_none_or(|p| !p.is_before(trial, at, CONTEXT))
        };
        let mut captures = Captures::new();
        let (end, is_preceded) = match &self.text {
            None => (self.pattern.try_at(trial, at, &mut captures)?, None),
            // An expression costs more than the tokens before it.
            Some(text) if preceded() => (text.try_at(trial.cx.text, at, &mut captures)?, Some(true)),
            Some(_) => return None,
        };
        // What follows is tried first: it has one place to begin, what precedes has several.
        let fits = self.after.as_ref().is_none_or(|p| p.is_at(trial, end))
            && self.not_after.as_ref().is_none_or(|p| !p.is_at(trial, end))
            && is_preceded.unwrap_or_else(preceded);
        fits.then_some(Match { end, captures })
    }
}
