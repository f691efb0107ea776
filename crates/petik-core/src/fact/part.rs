//! Named parts of triggers: the value of a role that stands in the words themselves, a mention or the grade, points or place
//! that an evaluation gives.

use super::case::Case;
use super::table::Role;
use super::told::Act;
use crate::mention::{Tokens, among};
use crate::rule::{Match, SpanRule};
use crate::vocabulary::Vocabulary;

/// The parts of a trigger that are values of roles, each with its tokens.
#[derive(Debug, Default)]
pub(super) struct Parts(Vec<(Role, Tokens)>);

impl Parts {
    /// The parts that a match of `rule` has.
    pub(super) fn of(rule: &SpanRule, found: &Match) -> Self {
        let part = |name: &String| Some((Role::parse(name)?, rule.pattern.get(found, name)?));
        Parts(rule.pattern.captures().iter().filter_map(part).collect())
    }

    /// The tokens of the value of `role`.
    pub(super) fn get(&self, role: Role) -> Option<Tokens> {
        self.0.iter().find(|part| part.0 == role).map(|part| part.1)
    }
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

/// Whether the sentence has no word for what regions are evaluated by.
pub(super) fn evaluates_nothing(case: Case<'_, '_>, act: &Act<'_, '_>) -> bool {
    let (first, end) = case.sentence(act.tokens.0);
    !(first..end).any(|at| case.scene.longest(at, &case.lists.evaluation_words).is_some())
}
