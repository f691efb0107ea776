//! The fit as a whole: each decision has a card of its own, fitted to all articles, and held against articles of other events
//! than those that it was fitted to.

use super::card::{Example, Limits, fitted};
use super::events::{events, folds};
use super::held_out::{Scores, blind};
use super::lesson::{Decided, Lesson};
use petik_core::Vocabulary;
use petik_core::gazetteer::{Decision, Feature, Sum, Weights};
use std::collections::{BTreeMap, BTreeSet};

/// How weights are fitted.
#[derive(Debug, Clone)]
pub struct Options {
    /// The kinds of decisions whose weights are fitted; the others stay.
    pub decisions: Vec<Decision>,
    /// How many folds the events are dealt into.
    pub folds: usize,
    /// How far the shipped weights may well be off, as a standard deviation. At 2 a decision that went wrong moves no weight by
    /// more than one; ten like it move it by three or four.
    pub spread: f64,
    /// How many weights of a card may differ from zero, of those that some decision touches.
    pub nonzero: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { decisions: Decision::ALL.to_vec(), folds: 5, spread: 2.0, nonzero: 40 }
    }
}

/// Fitted weights, and how they do.
#[derive(Debug, Clone)]
pub struct Fitted {
    /// By decision; those of which no article has any are left out.
    pub decisions: Vec<FittedDecision>,
    /// How many events the articles tell of.
    pub events: usize,
    /// How many folds they were dealt into; with fewer than two nothing can be held out.
    pub folds: usize,
}

/// The card of one decision.
#[derive(Debug, Clone)]
pub struct FittedDecision {
    /// What is decided.
    pub decision: Decision,
    /// How many decisions there are.
    pub n: usize,
    /// How often yes is right.
    pub yes: usize,
    /// How many more the annotations leave open.
    pub open: usize,
    /// The weights that changed.
    pub changes: Vec<Change>,
    /// The log-loss of one who knows nothing but how often yes is right.
    pub blind: f64,
    /// How good the shipped weights are.
    pub shipped: Scores,
    /// How good weights are that were fitted to articles of other events; `None` with fewer than two events.
    pub held_out: Option<Scores>,
}

/// A weight that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The feature.
    pub feature: Feature,
    /// What it added before.
    pub from: i32,
    /// What it adds now.
    pub to: i32,
    /// In how many decisions it holds.
    pub n: usize,
}

impl Fitted {
    /// What `feature` adds after the fit.
    pub fn weight(&self, feature: Feature, weights: &Weights) -> i32 {
        let changes = self.decisions.iter().flat_map(|decision| &decision.changes);
        changes.into_iter().find(|change| change.feature == feature).map_or(weights.of(feature), |change| change.to)
    }
}

/// Fits weights to what the articles teach, beginning with `weights`. The same articles in the same order give the same result.
pub fn fit(lessons: &[Lesson], weights: &Weights, options: &Options) -> Fitted {
    let events = events(lessons);
    let (fold_of, count) = folds(&events, options.folds);
    let kinds = Decision::ALL.iter().filter(|decision| options.decisions.contains(decision));
    let decisions = kinds.filter_map(|&decision| {
        let taught = Taught::of(decision, lessons, weights, options);
        (!taught.examples.is_empty()).then(|| taught.fit(lessons, &fold_of, count))
    });
    let decisions = decisions.collect();
    let events = events.into_iter().collect::<BTreeSet<_>>().len();
    Fitted { decisions, events, folds: count }
}

/// All that is taught about one kind of decision.
struct Taught {
    decision: Decision,
    features: Vec<Feature>,
    shipped: Vec<i32>,
    limits: Limits,
    examples: Vec<Example>,
    /// The article of each example.
    article: Vec<usize>,
}

impl Taught {
    fn of(decision: Decision, lessons: &[Lesson], weights: &Weights, options: &Options) -> Self {
        let features: Vec<Feature> =
            Feature::ALL.iter().copied().filter(|feature| feature.decision() == decision).collect();
        let place: BTreeMap<Feature, usize> = features.iter().enumerate().map(|(at, feature)| (*feature, at)).collect();
        let example = |decided: &Decided| {
            // A feature that was added twice holds twice.
            let mut held: BTreeMap<usize, i32> = BTreeMap::new();
            for (feature, times) in &decided.held {
                place.get(feature).into_iter().for_each(|at| *held.entry(*at).or_default() += times);
            }
            Example { held: held.into_iter().collect(), yes: decided.yes }
        };
        let all = lessons.iter().enumerate().flat_map(|(article, lesson)| {
            let of_kind = lesson.decided.iter().filter(|decided| decided.decision == decision);
            of_kind.map(move |decided| (article, decided))
        });
        let (article, examples) = all.map(|(article, decided)| (article, example(decided))).unzip();
        let shipped = features.iter().map(|feature| weights.of(*feature)).collect();
        let Options { spread, nonzero, .. } = *options;
        let limits = Limits { scale: Sum::SCALE, spread, most: Weights::MOST, nonzero };
        Taught { decision, features, shipped, limits, examples, article }
    }

    fn fit(&self, lessons: &[Lesson], fold_of: &[usize], folds: usize) -> FittedDecision {
        let card = self.card(|_| true);
        let changes =
            self.features.iter().enumerate().filter(|(at, _)| card[*at] != self.shipped[*at]).map(|(at, feature)| {
                let holds = |example: &&Example| example.held.iter().any(|(held, _)| *held == at);
                let n = self.examples.iter().filter(holds).count();
                Change { feature: *feature, from: self.shipped[at], to: card[at], n }
            });
        let yes = self.examples.iter().filter(|example| example.yes).count();
        let answers: Vec<(i32, bool)> = self.examples.iter().map(|example| answer(example, &self.shipped)).collect();
        FittedDecision {
            decision: self.decision,
            n: self.examples.len(),
            yes,
            open: lessons.iter().filter_map(|lesson| lesson.open.get(&self.decision)).sum(),
            changes: changes.collect(),
            blind: blind(yes, self.examples.len()),
            shipped: Scores::of(&answers),
            held_out: (folds > 1).then(|| Scores::of(&self.held_out(fold_of, folds))),
        }
    }

    /// The answers to the decisions of each fold by weights that were fitted to the other folds.
    fn held_out(&self, fold_of: &[usize], folds: usize) -> Vec<(i32, bool)> {
        let mut answers = Vec::new();
        for fold in 0..folds {
            let in_fold = |number: &usize| fold_of[self.article[*number]] == fold;
            let card = self.card(|number| !in_fold(number));
            let held_out = (0..self.examples.len()).filter(in_fold);
            answers.extend(held_out.map(|number| answer(&self.examples[number], &card)));
        }
        answers
    }

    /// The card that is fitted to some of the examples. The facts of one list stand and fall together: what is alike in an
    /// article counts once, or an article with fifty members would outvote forty others.
    fn card(&self, takes: impl Fn(&usize) -> bool) -> Vec<i32> {
        let taken = (0..self.examples.len()).filter(takes);
        let alike: BTreeSet<(usize, &Example)> =
            taken.map(|number| (self.article[number], &self.examples[number])).collect();
        let distinct: Vec<Example> = alike.into_iter().map(|(_, example)| example.clone()).collect();
        fitted(&distinct, &self.shipped, self.limits)
    }
}

/// The sum of an example beside what is right.
fn answer(example: &Example, card: &[i32]) -> (i32, bool) {
    (example.held.iter().map(|&(at, times)| card[at] * times).sum(), example.yes)
}
