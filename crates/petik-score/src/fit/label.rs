//! What a decision should have been by the annotation of its article. One function for each kind of decision: a new kind gets
//! its answer here and nowhere else.

use crate::annotation::Fact as Annotated;
use crate::facts::judged;
use crate::mentions::Pair;
use crate::span::Span;
use petik_core::Weighed;
use petik_core::gazetteer::Decision;
use petik_core::record::{Fact, FactStatus, FactType, MentionValue};
use std::collections::BTreeSet;

/// The right answers to the decisions about one article.
pub(super) struct Labels<'p> {
    pair: Pair<'p>,
    /// Whether each fact of the record is right.
    judged: Vec<Option<bool>>,
}

impl<'p> Labels<'p> {
    pub(super) fn of(pair: Pair<'p>) -> Self {
        Labels { pair, judged: judged(pair) }
    }

    /// The right answer; `None` where the annotation leaves it open.
    pub(super) fn label(&self, weighed: &Weighed<'_>) -> Option<bool> {
        let span = (weighed.start, weighed.end);
        match weighed.sum.decision {
            Decision::Confidence => self.judged.get(weighed.fact?).copied().flatten(),
            // Facts that were judged come from decisions for yes: to learn from them alone would be to learn to say yes.
            _ if self.pair.article.is_by_fact() => None,
            Decision::List => self.list(span, weighed.taken),
            Decision::Subject => self.subject(span, weighed.taken),
            Decision::Year => self.year(span, weighed.text),
            Decision::Day => self.day(span),
            Decision::Size => self.size(span, weighed.taken),
        }
    }

    /// A list lists members if at least half of its regions are members or have signed.
    fn list(&self, span: Span, taken: bool) -> Option<bool> {
        let regions = self.regions(span);
        // “Kabupaten Batang, Jawa Tengah”: the province says where the member is.
        let around = |code: &str| regions.iter().any(|other| other.len() > code.len() && other.starts_with(code));
        let members: Vec<&str> = regions.iter().copied().filter(|code| !around(code)).collect();
        let kinds = [FactType::Membership, FactType::Signing];
        let (yes, no): (Vec<&str>, Vec<&str>) = members.iter().partition(|code| self.wants(&kinds, code));
        self.answer(yes.len() >= no.len(), taken, &kinds, &yes).filter(|_| !members.is_empty())
    }

    /// Words of choosing speak of a region if it is a member. Of one that only signs nobody need say whether it is one.
    fn subject(&self, span: Span, taken: bool) -> Option<bool> {
        let code = *self.regions(span).first()?;
        let kinds = [FactType::Membership];
        let member = self.wants(&kinds, code);
        let answer = self.answer(member, taken, &kinds, &[code]);
        answer.filter(|_| member || !self.wants(&[FactType::Signing], code))
    }

    /// A year is that of a cohort if some fact has it and none has another: of several cohorts the annotation does not say which
    /// words tell of which.
    fn year(&self, span: Span, text: &str) -> Option<bool> {
        let written = || text.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 4);
        let year = self.date(span).and_then(|day| day.get(..4)).or_else(written)?;
        let facts = self.pair.article.facts.iter().filter(|fact| fact.kind != FactType::Signing);
        let years: Vec<&Vec<Option<String>>> =
            facts.map(|fact| &fact.years).filter(|years| !years.is_empty()).collect();
        let is_one = |years: &&Vec<Option<String>>| years.iter().any(|known| known.as_deref() == Some(year));
        match (years.iter().all(is_one), years.iter().any(is_one)) {
            _ if years.is_empty() => None,
            (true, _) => Some(true),
            (_, false) => Some(false),
            _ => None,
        }
    }

    /// A date is the day of an event if a signing has it, and not if all have others.
    fn day(&self, span: Span) -> Option<bool> {
        let day = self.date(span)?;
        let signings = self.pair.article.facts.iter().filter(|fact| fact.kind == FactType::Signing);
        let days: Vec<&Vec<Option<String>>> = signings.map(|fact| &fact.when).filter(|days| !days.is_empty()).collect();
        let is_one = |days: &&Vec<Option<String>>| days.iter().any(|known| known.as_deref() == Some(day));
        (!days.is_empty()).then(|| days.iter().any(is_one))
    }

    /// A count is the size of a cohort if one of that size is annotated.
    fn size(&self, span: Span, taken: bool) -> Option<bool> {
        let MentionValue::Count { value: Some(size), .. } = self.value(span)? else { return None };
        let sized = |value: Option<i64>| value.is_some_and(|value| u64::try_from(value) == Ok(*size));
        let mut annotated = self.pair.article.facts.iter().filter(|fact| fact.kind == FactType::CohortSize);
        let yes = annotated.any(|fact| sized(fact.value));
        // One of several counts of the number is enough.
        let told =
            self.pair.record.facts.iter().any(|fact| fact.kind == FactType::CohortSize && fact.value == Some(*size));
        (!yes || taken || !told).then_some(yes)
    }

    /// What the mention at these words says.
    fn value(&self, span: Span) -> Option<&'p MentionValue<'p>> {
        let mention = self.pair.record.mentions.iter().find(|mention| (mention.start, mention.end) == span);
        mention.map(|mention| &mention.value)
    }

    /// The value of the date at these words.
    fn date(&self, span: Span) -> Option<&'p str> {
        match self.value(span)? {
            MentionValue::Date { value, .. } => value.as_deref(),
            _ => None,
        }
    }

    /// Leaves open a yes that is not missed: where other words tell all that is wanted of the regions, a no was no mistake.
    /// “Kota Solok dan Kabupaten Batang meneken …”: the signing tells it, not the list.
    fn answer(&self, yes: bool, taken: bool, kinds: &[FactType<'_>], regions: &[&str]) -> Option<bool> {
        let facts = self.pair.article.facts.iter().filter(|fact| kinds.contains(&fact.kind));
        let of_regions = facts.filter(|fact| fact.code.as_deref().is_some_and(|code| regions.contains(&code)));
        let told = |wanted: &Annotated| {
            let done = self.pair.record.facts.iter().filter(|fact| fact.status == FactStatus::Done);
            let code = |fact: &Fact<'_>| fact.region.as_ref().map(|region| region.code.as_ref().to_owned());
            done.filter(|fact| fact.kind == wanted.kind).any(|fact| code(fact) == wanted.code)
        };
        let missed = of_regions.filter(|fact| !told(fact)).count();
        (!yes || taken || missed > 0).then_some(yes)
    }

    /// The codes of the regions named in a span, those left out that the annotation leaves open.
    fn regions(&self, span: Span) -> BTreeSet<&'p str> {
        let within =
            self.pair.record.mentions.iter().filter(|mention| span.0 <= mention.start && mention.end <= span.1);
        let settled = within.filter(|mention| !self.pair.is_open((mention.start, mention.end)));
        let code = settled.filter_map(|mention| match &mention.value {
            MentionValue::Region { region: Some(region), .. } => Some(region.code.as_ref()),
            _ => None,
        });
        code.collect()
    }

    /// Whether the annotation has a fact of one of these types about the region.
    fn wants(&self, kinds: &[FactType<'_>], code: &str) -> bool {
        let facts = &self.pair.article.facts;
        facts.iter().any(|fact| kinds.contains(&fact.kind) && fact.code.as_deref() == Some(code))
    }
}
