//! What a text must have before its facts are worth looking for: less than any fact needs, and told by fewer mentions.

use super::case::Case;
use super::introduction::is_one_of_those;
use super::lists::FactLists;
use super::signing::{GROUND_BEFORE, has_ground};
use super::subject::speaks_of_a_region;
use super::table::{Condition, FactTable, FactTables};
use crate::gazetteer::{InstrumentSense, Opener, Selection};
use crate::mention::signing::SigningMention;
use crate::mention::{Scene, among};
use crate::rule::{Cx, Found, MentionKind};
use crate::text::{Listed, WordSet};

/// What is known of a text before its facts are looked for.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'g, 's, 'a> {
    /// The text.
    pub scene: Scene<'s, 'a>,
    /// The lists that facts are read with.
    pub lists: &'g FactLists,
    /// The types of facts.
    pub tables: &'g FactTables,
    /// Whether it names a programme.
    pub names_programme: bool,
    /// How many regions it names.
    pub regions: usize,
    /// Its words of signing.
    pub signings: &'g [SigningMention<'a>],
    /// The whole of it but for its times, once it is known which part each region plays in it.
    pub case: Option<Case<'s, 'a>>,
}

impl Grounds<'_, '_, '_> {
    /// Whether the text may tell a fact; `false` is certain.
    pub fn may_tell(&self) -> bool {
        self.names_programme
            || (0..self.signings.len()).any(|index| self.signs_something(index))
            || self.tables.told_without_programme().any(|table| self.tells(table))
            || self.gives_an_award()
    }

    /// Whether something is there that words of signing can be about.
    fn signs_something(&self, index: usize) -> bool {
        let mention = &self.signings[index];
        if let Some(case) = self.case {
            return !self.tables.signings_need_ground() || has_ground(case, index);
        }
        let text = self.scene.text;
        let from = text.sentences[text.sentence_of(mention.first).saturating_sub(GROUND_BEFORE)].first;
        let told = || among(self.signings, from, mention.first).any(|i| self.signings[i].instrument.is_some());
        let named = || {
            let instrument = |at: usize| self.scene.entry_at(at, &self.lists.instruments);
            (from..mention.first).any(|at| instrument(at).is_some_and(|i| i.sense == InstrumentSense::Instrument))
        };
        !self.tables.signings_need_ground() || mention.instrument.is_some() || told() || named()
    }

    /// Whether a trigger of the type of fact stands in the text.
    fn tells(&self, table: &FactTable) -> bool {
        if table.requires_region() && self.regions == 0 {
            return false;
        }
        let scene = self.scene;
        let found = Clauses(scene);
        let cx = Cx { found: Some(&found), ..scene.cx() };
        let evaluates = |at: usize| {
            let (first, end) = scene.sentence(at);
            !table.is_left_if(Condition::NothingEvaluated)
                || (first..end).any(|at| scene.longest(at, &self.lists.evaluation_words).is_some())
        };
        let told = |&at: &usize| scene.zones.of(at).makes_facts() && table.triggers.longest(cx, at).is_some();
        let speaks_of_region = |at: usize| {
            let asked = self.case.filter(|_| table.names_region_at_once());
            asked.is_none_or(|case| speaks_of_a_region(case, scene.sentence(at)))
        };
        table.rules().iter().any(|rule| rule.asks_for_mentions())
            || table.triggers.places(cx).iter().any(|at| told(at) && evaluates(*at) && speaks_of_region(*at))
    }

    /// Whether a list of regions may have been given an award that no list knows.
    fn gives_an_award(&self) -> bool {
        let (scene, lists) = (self.scene, self.lists);
        let opens_among = |at: usize| scene.entry_at(at, &lists.list_openers) == Some(&Opener::Among);
        let among = || scene.starts(WordSet::of([lists.list_openers.id()])).any(opens_among);
        if self.regions == 0 || self.regions == 1 && !among() {
            return false;
        }
        // None but those of a list, or one of those spoken of before.
        let is_listed = |case: Case<'_, '_>| {
            let alone = |index| is_one_of_those(case, index);
            !case.parts.lists.is_empty() || (0..case.mentions.regions.len()).any(alone)
        };
        if self.case.is_some_and(|case| !is_listed(case)) {
            return false;
        }
        let received =
            |at: usize| scene.entry_at(at, &lists.selection).is_some_and(|word: &Selection| word.is_of_receiving());
        let has_award = |at: &usize| scene.is(*at, &lists.award_words);
        scene.starts(WordSet::of([lists.award_words.id()])).filter(has_award).any(|at| {
            let (first, end) = scene.sentence(at);
            (first..end).any(received)
        })
    }
}

/// A text of which only the clauses are known.
#[derive(Debug)]
struct Clauses<'s, 'a>(Scene<'s, 'a>);

impl Found for Clauses<'_, '_> {
    fn mention_at(&self, _: MentionKind, _: usize) -> Option<usize> {
        None
    }

    fn firsts(&self, _: MentionKind) -> Vec<usize> {
        Vec::new()
    }

    fn clause_end(&self, at: usize) -> usize {
        self.0.clause(at).1
    }
}
