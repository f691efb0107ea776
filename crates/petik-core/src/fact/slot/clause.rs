//! Whether words belong to the clause that tells of an act, or to another one of the sentence.

use super::view::View;
use crate::gazetteer::ClauseTime;

impl View<'_, '_> {
    /// “Usai penandatanganan, rombongan menghadiri jamuan di …”: the words stand behind a comma that closes the act off as
    /// something past.
    pub(super) fn is_at_another_time(&self, at: usize) -> bool {
        let (scene, lists) = (self.case.scene, self.case.lists);
        let acts = self.acts.clone().rev().map(|i| &self.case.mentions.signings[i]);
        acts.into_iter().find(|act| act.end <= at).is_some_and(|act| {
            let from = act.first.saturating_sub(OPENING).max(self.first);
            (from..act.first).any(|i| scene.entry_at(i, &lists.clause_times) == Some(&ClauseTime::Other))
                && (act.end..at).any(|i| scene.printed(i) == ",")
                && self.opens_before(act.first)
        })
    }

    /// Whether nobody is named before token `act`: the clause opens the sentence.
    fn opens_before(&self, act: usize) -> bool {
        self.named.first().is_none_or(|((first, _), _)| *first >= act)
    }

    /// “setelah dinilai secara daring, Bupati menandatangani”: token `at` stands in a clause without an act, or is said of an
    /// assessment.
    pub(super) fn is_in_another_clause(&self, at: usize) -> bool {
        let (scene, lists) = (self.case.scene, self.case.lists);
        let signings = &self.case.mentions.signings;
        let parts = |at: usize| match scene.entry_at(at, &lists.clause_times) {
            Some(time) => *time == ClauseTime::Other,
            None => lists.opens_clause(scene, at),
        };
        let breaks = |at: usize| parts(at) && self.named_over(at).is_none();
        let assessed = |at: usize| scene.entry_at(at, &lists.selection).is_some_and(|word| word.is_of_an_assessment());
        // The nearest act decides.
        let nearest = self.acts.clone().map(|i| &signings[i]).min_by_key(|act| act.first.abs_diff(at));
        let Some(act) = nearest else { return (self.first..at).any(assessed) };
        let (from, to) = if act.end <= at { (act.end, at) } else { (self.clause_of(at), act.first) };
        (from..to).any(|at| breaks(at) || assessed(at)) || self.is_at_another_time(at)
    }

    /// First token of the stretch between commas that token `at` stands in.
    fn clause_of(&self, at: usize) -> usize {
        (self.first..at).rfind(|&i| self.case.scene.printed(i) == ",").map_or(self.first, |comma| comma + 1)
    }
}

/// How many words before an act can close it off: “usai acara penandatanganan”.
const OPENING: usize = 2;
