//! Named parts of triggers: the grade, points or place that words of an evaluation give.

use super::case::Case;
use super::told::Act;
use crate::mention::{Tokens, among};
use crate::rule::{Match, SpanRule};

/// The parts of a trigger that roles have their names of.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Parts {
    pub(super) level: Option<Tokens>,
    pub(super) score: Option<Tokens>,
    pub(super) rank: Option<Tokens>,
}

/// The parts that a match of `rule` has.
pub(super) fn named(rule: &SpanRule, found: &Match) -> Parts {
    let part = |name: &str| rule.pattern.get(found, name);
    Parts { level: part("level"), score: part("score"), rank: part("rank") }
}

/// The points that `tokens` are: a number that no mention counts something else with.
pub(super) fn score(case: Case<'_, '_>, tokens: Tokens) -> Option<f64> {
    let number = case.scene.gazetteer.numbers.parse(case.scene.text, tokens.0)?;
    let m = case.mentions;
    let counts_else =
        !among(&m.counts, tokens.0, tokens.1).is_empty() || !among(&m.dates, tokens.0, tokens.1).is_empty();
    (number.end == tokens.1 && !counts_else).then_some(number.value)
}

/// The place that `tokens` are: an ordinal, or a whole number.
pub(super) fn rank(case: Case<'_, '_>, tokens: Tokens) -> Option<u64> {
    let ordinal = case.scene.cx().ordinal(tokens.0).filter(|(end, _)| *end == tokens.1).map(|(_, rank)| rank);
    let whole = |value: &f64| value.fract() == 0.0 && *value >= 1.0;
    ordinal.or_else(|| score(case, tokens).filter(whole).map(|value| value as u64)).filter(|rank| *rank > 0)
}

/// Whether the sentence names nothing that regions are evaluated by: neither a programme nor a word of the list.
pub(super) fn evaluates_nothing(case: Case<'_, '_>, act: &Act<'_, '_>) -> bool {
    let (first, end) = case.sentence(act.tokens.0);
    among(&case.mentions.programmes, first, end).is_empty()
        && !(first..end).any(|at| case.scene.longest(at, &case.lists.evaluation_words).is_some())
}
