//! An article as fact builders see it, with what they ask of a place in it.

use super::lists::FactLists;
use super::mentions::Mentions;
use super::role::Parts;
use super::table::FactTables;
use super::time::Times;
use crate::gazetteer::{Grade, Programme};
use crate::mention::choice::{Choice, choices};
use crate::mention::status::{Said, StatusLists};
use crate::mention::{Placed, Scene, Tokens, all_reaching, among, reaching};
use crate::record::FactStatus;
use crate::rule::{Found, MentionKind};
use crate::text::Shape;

/// What all fact builders see.
#[derive(Debug, Clone, Copy)]
pub struct Case<'m, 'a> {
    /// The text.
    pub scene: Scene<'m, 'a>,
    /// The lists.
    pub lists: &'a FactLists,
    /// The lists that tell whether an act happened.
    pub statuses: &'a StatusLists,
    /// The types of facts.
    pub tables: &'a FactTables,
    /// What was found.
    pub mentions: &'m Mentions<'a>,
    /// What part each region plays.
    pub parts: &'m Parts,
    /// Dates and cohort years of the article.
    pub times: &'m Times,
}

/// The programme that words are about.
#[derive(Debug, Clone, Copy)]
pub(super) struct ProgrammeAt {
    /// Its number.
    pub(super) programme: u32,
    /// A mention of it.
    pub(super) mention: usize,
    /// Whether that stands apart from the sentence.
    pub(super) apart: bool,
}

impl<'m, 'a> Case<'m, 'a> {
    /// The tokens of the sentence that token `at` stands in.
    pub(super) fn sentence(&self, at: usize) -> Tokens {
        self.scene.sentence(at)
    }

    /// What is said of the act at tokens `act`.
    pub(super) fn status_of(&self, act: Tokens) -> Said {
        match self.statuses.of(self.scene, act) {
            Said::DONE if self.is_to_come(act) => Said::Status(FactStatus::Planned),
            said => said,
        }
    }

    /// “Besok, Bupati Batang meneken …”: whether the clause of an act gives it a day after that of publication.
    fn is_to_come(&self, act: Tokens) -> bool {
        let (first, end) = self.scene.clause(act.0);
        // “yang terpilih akan didampingi mulai bulan depan”: behind a word of plan the day is of another act.
        let plans = |to: usize| (act.1..to).any(|at| self.statuses.is_status_word(self.scene, at));
        among(&self.mentions.dates, first, end)
            .map(|date| &self.mentions.dates[date])
            .any(|date| date.value.is_ahead() && !plans(date.first))
    }

    /// The tokens of the line that token `at` stands in.
    pub(super) fn line(&self, at: usize) -> Tokens {
        let line = self.scene.text.lines[self.scene.text.line_of(at)];
        (line.first, line.end)
    }

    /// Whether a region, office, organisation or programme is named at token `at`.
    pub(super) fn is_mentioned(&self, at: usize) -> bool {
        let m = self.mentions;
        reaching(&m.regions, at).iter().any(|r| at < r.end)
            || reaching(&m.titles, at).iter().any(|t| at < t.end)
            || reaching(&m.officials, at).iter().any(|o| at < o.end)
            || reaching(&m.organisations, at).iter().any(|o| at < o.end)
            || reaching(&m.programmes, at).iter().any(|p| at < p.end)
    }

    /// The list of regions that ends last at or before token `at`.
    pub(super) fn list_before(&self, at: usize) -> Option<Tokens> {
        let (lists, regions) = (&self.parts.lists, &self.mentions.regions);
        let before = lists.partition_point(|&(_, end)| regions[end - 1].end <= at);
        lists[..before].last().copied()
    }

    /// The words of choosing among tokens `first..end`, each with what is said of it.
    pub(super) fn choices(&self, first: usize, end: usize) -> impl Iterator<Item = (Choice, Said)> + use<'m, 'a> {
        let case = *self;
        let found = choices(case.scene, &case.lists.selection, first, end);
        found.into_iter().map(move |choice| (choice, case.status_of((choice.first, choice.end))))
    }

    /// The programme that the sentence of token `at` names, or its line.
    pub(super) fn programme_beside(&self, at: usize) -> Option<ProgrammeAt> {
        let all = &self.mentions.programmes;
        let (first, end) = self.sentence(at);
        let nearest = |from: usize, to: usize| {
            let (inside, behind) = (among(all, from, to), all.partition_point(|p| p.first <= at));
            // The last before the words, or the first behind them.
            let beside = inside.start.max(behind.saturating_sub(1))..inside.end.min(behind + 1);
            beside.min_by_key(|&i| (all[i].first.abs_diff(at), all[i].support.is_some())).map(|i| (all[i].programme, i))
        };
        if let Some((programme, index)) = nearest(first, end) {
            return Some(ProgrammeAt { programme, mention: index, apart: false });
        }
        let (line_first, line_end) = self.line(at);
        let (programme, index) = nearest(line_first, line_end)?;
        Some(ProgrammeAt { programme, mention: index, apart: true })
    }

    /// The programme that words at token `at` are about: in the sentence, the line, the lines before, else the one that the
    /// article names most.
    pub(super) fn programme_at(&self, at: usize) -> Option<ProgrammeAt> {
        let all = &self.mentions.programmes;
        let beside = self.programme_beside(at);
        if beside.is_some() {
            return beside;
        }
        if let Some((programme, index)) = self.times.programme {
            return Some(ProgrammeAt { programme, mention: index, apart: true });
        }
        // With two programmes named equally often, the one named last before the sentence.
        let before = all.partition_point(|p| p.first < at);
        let index = before.checked_sub(1).or(if all.is_empty() { None } else { Some(0) })?;
        Some(ProgrammeAt { programme: all[index].programme, mention: index, apart: true })
    }

    /// Whether among `first..end` a grade is named that is no honour, and none that is: “opini Wajar Dengan Pengecualian (WDP)”.
    /// Single small words say too little: “cukup”, “sedang”.
    pub(super) fn names_lesser_grade(&self, (first, end): Tokens) -> bool {
        let grade = |at: usize| {
            let (past, grade) = self.scene.longest(at, &self.lists.evaluation_grades)?;
            (past > at + 1 || self.scene.text.tokens[at].shape == Shape::Upper).then_some(*grade)
        };
        let mut lesser = false;
        for grade in (first..end).filter_map(grade) {
            match grade {
                Grade::Honour => return false,
                Grade::Low => lesser = true,
            }
        }
        lesser
    }

    /// The official whose words the quotation at token `at` gives.
    pub(super) fn speaker_at(&self, at: usize) -> Option<usize> {
        let quotation = self.scene.zones.quotation_at(at)?;
        let (line_first, line_end) = self.line(at);
        let officials = &self.mentions.officials;
        let behind = officials.partition_point(|o| o.first < quotation.end);
        let before = all_reaching(officials, quotation.first).rfind(|&i| officials[i].end <= quotation.first);
        let near = |index: &usize| line_first <= officials[*index].first && officials[*index].first < line_end;
        Some(behind).filter(|&i| i < officials.len()).filter(near).or_else(|| before.filter(near))
    }

    /// The programme of `found`.
    pub(super) fn programme(&self, found: ProgrammeAt) -> &'a Programme {
        self.scene.gazetteer.programmes.get(found.programme)
    }

    /// The award that the article is about.
    pub(super) fn award(&self) -> Option<ProgrammeAt> {
        self.times.award.map(|(programme, mention)| ProgrammeAt { programme, mention, apart: true })
    }

    /// Whether it is about one.
    pub(super) fn is_about_an_award(&self) -> bool {
        self.award().is_some()
    }
}

/// Triggers see mentions and clauses.
impl Found for Case<'_, '_> {
    fn mention_at(&self, kind: MentionKind, at: usize) -> Option<usize> {
        fn end<T: Placed>(items: &[T], at: usize, end: impl Fn(&T) -> usize) -> Option<usize> {
            among(items, at, at + 1).map(|index| end(&items[index])).max()
        }
        let m = self.mentions;
        match kind {
            MentionKind::Region => end(&m.regions, at, |r| r.end),
            MentionKind::Official => end(&m.officials, at, |o| o.end),
            MentionKind::Date => end(&m.dates, at, |d| d.end),
            MentionKind::Count => end(&m.counts, at, |c| c.end),
            MentionKind::Programme => end(&m.programmes, at, |p| p.end),
            MentionKind::Organisation => end(&m.organisations, at, |o| o.end),
            MentionKind::Signing => end(&m.signings, at, |s| s.end),
        }
    }

    fn firsts(&self, kind: MentionKind) -> Vec<usize> {
        fn firsts<T: Placed>(items: &[T]) -> Vec<usize> {
            items.iter().map(Placed::first).collect()
        }
        let m = self.mentions;
        match kind {
            MentionKind::Region => firsts(&m.regions),
            MentionKind::Official => firsts(&m.officials),
            MentionKind::Date => firsts(&m.dates),
            MentionKind::Count => firsts(&m.counts),
            MentionKind::Programme => firsts(&m.programmes),
            MentionKind::Organisation => firsts(&m.organisations),
            MentionKind::Signing => firsts(&m.signings),
        }
    }

    fn clause_end(&self, at: usize) -> usize {
        self.scene.clause(at).1
    }
}
