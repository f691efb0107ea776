//! The day of an event: every date near the words that tell of it is a candidate, where it stands and what it is the day of
//! adds to its sum, and the best one is the day.

use super::case::Case;
use crate::gazetteer::{Decision, Feature, Sum, Unit};
use crate::mention::date::DateValue;
use crate::mention::{Rejections, among};
use crate::zone::Zone;

/// The date that words tell of.
#[derive(Debug, Clone, Copy)]
pub(super) struct DateAt {
    /// The mention.
    pub(super) date: usize,
    /// Whether it stands apart from the sentence.
    pub(super) apart: bool,
}

impl Case<'_, '_> {
    /// The date of the event told at token `at`: in its sentence, or in one beside it.
    pub(super) fn date_at(&self, at: usize) -> Option<DateAt> {
        let number = self.scene.text.sentence_of(at);
        let beside = if self.scene.zones.of(at) == Zone::Headline { 0 } else { 1 };
        let last = self.scene.text.sentences.len().checked_sub(1)?;
        let around = (number.saturating_sub(beside), (number + beside).min(last));
        let (from, to) = (self.scene.text.sentences[around.0].first, self.scene.text.sentences[around.1].end);
        let first = |date: usize| self.mentions.dates[date].first;
        let near = self.times.events_among(self.mentions, (from, to));
        // “Sehari kemudian …”: what a sentence counts from the day told before is its own day, and of no other sentence.
        // “Pada 22 Mei 2017 gerakan ini dimulai. Bupati meneken nota itu, kemarin”: so is one that nobody knows.
        let is_own = |date: usize| self.scene.text.sentence_of(first(date)) == number;
        let counts_on = |date: usize| self.mentions.dates[date].value.is_from_told();
        let has_own = self.has_open_day(at) || near.clone().any(|date| is_own(date) && counts_on(date));
        let near = near.filter(|&date| is_own(date) || !has_own && !counts_on(date));
        let weighed = near.map(|date| (self.day_sum(date, at, number), date));
        let distance = |date: usize| first(date).abs_diff(at);
        let best = weighed.max_by_key(|(sum, date)| (sum.total(), std::cmp::Reverse(distance(*date))))?;
        let apart = self.scene.text.sentence_of(first(best.1)) != number;
        (best.0.total() > 0).then_some(DateAt { date: best.1, apart })
    }

    /// Whether the sentence of token `at` has a day of its own though nobody knows which: “kemarin” without a day of
    /// publication.
    pub(super) fn has_open_day(&self, at: usize) -> bool {
        let (first, end) = self.sentence(at);
        among(&self.mentions.dates, first, end)
            .map(|date| &self.mentions.dates[date])
            .any(|date| date.settled.is_none() && matches!(date.value, DateValue::Offset { unit: Unit::Day, .. }))
    }

    /// The same, for the explanation of a fact.
    pub(super) fn weigh_day(&self, at: usize, rejections: &mut Rejections) -> Option<DateAt> {
        let found = self.date_at(at);
        if let Some(DateAt { date, .. }) = found {
            let mention = &self.mentions.dates[date];
            let sum = self.day_sum(date, at, self.scene.text.sentence_of(at));
            rejections.weigh((mention.first, mention.end), sum, true);
        }
        found
    }

    /// What speaks for `date` being the day of what token `at` of sentence `number` tells.
    fn day_sum(&self, date: usize, at: usize, number: usize) -> Sum {
        let weights = &self.scene.gazetteer.weights;
        let mention = &self.mentions.dates[date];
        let own = self.scene.text.sentence_of(mention.first);
        let (first, end) = self.scene.clause(at);
        let mut sum = Sum::new(weights, Decision::Day);
        sum.add(weights, Feature::DayInSentence, own == number);
        sum.add(weights, Feature::DayInClause, first <= mention.first && mention.first < end);
        sum.add(weights, Feature::DayBehind, own > number);
        sum.add(weights, Feature::DayBefore, own < number);
        sum.add(weights, Feature::DaySettled, mention.settled.is_some());
        sum.add(weights, Feature::DayOfInterview, self.times.is_interview(date));
        sum
    }
}
