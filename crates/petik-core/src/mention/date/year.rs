//! The year that a text leaves out. News reports the recent past, so a day is read backwards from the day of publication;
//! without that, from a full date in the same article; without that, the weekday leaves a few years, and what the article
//! states must leave exactly one of them. A year is never guessed: otherwise all readings stay.

use super::clues::{Clues, YearClue};
use super::mention::DateDerived;
use crate::record::{EvidenceKind, Inferred};
use crate::text::Span;
use jiff::ToSpan;
use jiff::civil::Date;
use std::cell::OnceCell;
use std::collections::HashMap;

/// A day without its year.
#[derive(Debug, Clone, Copy)]
pub(super) struct Yearless {
    pub day: i8,
    pub month: i8,
    pub weekday: Option<i8>,
    pub span: Span,
    /// -1 when the words behind it say that it is past, 1 when they say that it will come.
    pub direction: Option<i8>,
    pub ahead: bool,
}

/// What the evidence says.
#[derive(Debug, Default)]
pub(super) struct InferredYear {
    pub day: Option<Date>,
    pub alternatives: Vec<Date>,
    pub derived: Vec<DateDerived>,
    /// The weekday of the day that should have been meant, where it is not the one stated.
    pub mismatch: Option<i8>,
}

/// A full date of the article, from which a day can be read backwards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    pub day: Date,
    pub span: Span,
}

/// How far ahead news plans, in days.
const AHEAD: i32 = 60;
/// About eleven months: a day of longer ago is more likely one to come.
const BACK: i32 = 335;
/// The first year that a weekday alone can point to.
const FIRST_YEAR: i16 = 2000;
/// How near, in days, a full date makes a yearless day its neighbour.
const WEEK: i32 = 7;
/// How near, in bytes, a stated year stands by a day that it belongs to.
const NEAR: usize = 120;

impl Yearless {
    fn in_year(&self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }

    fn fits(&self, day: Date) -> bool {
        self.weekday.is_none_or(|weekday| weekday == weekday_of(day))
    }

    /// The latest such day on or before `limit`; leap days need up to eight years.
    fn latest(&self, limit: Date) -> Option<Date> {
        (limit.year().saturating_sub(8)..=limit.year())
            .rev()
            .filter_map(|year| self.in_year(year))
            .find(|day| *day <= limit)
    }

    fn weekday_evidence(&self) -> Option<DateDerived> {
        self.weekday.map(|_| derived(EvidenceKind::Weekday, Some(self.span)))
    }

    /// The year of this day.
    pub(super) fn infer(&self, known: &Known<'_>) -> InferredYear {
        if let Some(published) = known.clues.published {
            return self.by_published(published, known);
        }
        let inferred = self.by_anchors(known).unwrap_or_else(|| self.by_clues(known));
        if inferred.day.is_none()
            && let Some(day) = known.beside(self.month, self.day).filter(|day| !self.fits(*day))
        {
            // A full date of the same week says which day must be meant, and the weekday denies it.
            let mut alternatives = inferred.alternatives;
            alternatives.insert(0, day);
            return InferredYear { alternatives, mismatch: Some(weekday_of(day)), ..InferredYear::default() };
        }
        inferred
    }

    fn by_published(&self, published: Date, known: &Known<'_>) -> InferredYear {
        let plans = self.ahead || self.direction == Some(1);
        let here = plus(published, 1).and_then(|limit| self.latest(limit));
        let soon = plus(published, AHEAD).and_then(|limit| self.latest(limit)).filter(|day| Some(*day) != here);
        let is_old = here.is_none_or(|day| days(day, published) > BACK);
        let soon = soon.filter(|_| self.direction != Some(-1));
        let ordered = if plans { [soon, here] } else { [here, soon] };
        let mut evidence = vec![derived(EvidenceKind::Published, None)];
        evidence.extend(self.weekday_evidence());
        if self.weekday.is_none() {
            // Almost a year ago or in the next weeks: nothing tells which.
            if is_old && !plans && soon.is_some_and(|day| days(published, day) <= AHEAD / 2) {
                return InferredYear {
                    alternatives: ordered.into_iter().flatten().collect(),
                    ..InferredYear::default()
                };
            }
            let day = ordered.into_iter().flatten().next();
            return InferredYear { day, derived: evidence, ..InferredYear::default() };
        }
        if let Some(day) = ordered.into_iter().flatten().find(|day| self.fits(*day)) {
            return InferredYear { day: Some(day), derived: evidence, ..InferredYear::default() };
        }
        // The weekday does not fit the day that should be meant. Another year is not taken silently; one that the text
        // states and that fits stays as a reading.
        let mut alternatives: Vec<Date> = ordered.into_iter().flatten().collect();
        let stated = known.years().iter().filter_map(|stated| self.in_year(stated.year)).filter(|day| self.fits(*day));
        for day in stated {
            if day <= published && !alternatives.contains(&day) {
                alternatives.push(day);
            }
        }
        let mismatch = alternatives.first().map(|day| weekday_of(*day));
        InferredYear { alternatives, mismatch, ..InferredYear::default() }
    }

    fn by_anchors(&self, known: &Known<'_>) -> Option<InferredYear> {
        let anchor = known.latest.filter(|anchor| anchor.day.year() >= FIRST_YEAR)?;
        let back = |day: Date| days(day, anchor.day);
        let near: Vec<Date> =
            (anchor.day.year() - 1..=anchor.day.year() + 1).filter_map(|year| self.in_year(year)).collect();
        let evidence = derived(EvidenceKind::ArticleDate, Some(anchor.span));
        if self.weekday.is_some() {
            // The day may lie behind the anchor too: a letter's date stands in most reports of what followed.
            let latest = if self.direction == Some(-1) { 0 } else { 90 };
            let day =
                near.into_iter().filter(|day| self.fits(*day)).find(|day| (-latest..=BACK).contains(&back(*day)))?;
            let derived = self.weekday_evidence().into_iter().chain([evidence]).collect();
            return Some(InferredYear { day: Some(day), derived, ..InferredYear::default() });
        }
        // Years stated that are later than the anchor tell that it lies long before the article.
        if known.most_stated().is_some_and(|year| year > anchor.day.year()) {
            return None;
        }
        let latest = if self.direction == Some(-1) { 0 } else { 30 };
        let day = near.into_iter().find(|day| (-latest..=BACK).contains(&back(*day)))?;
        Some(InferredYear { day: Some(day), derived: vec![evidence], ..InferredYear::default() })
    }

    fn by_clues(&self, known: &Known<'_>) -> InferredYear {
        let clues = known.clues;
        let mut derived_from: Vec<DateDerived> = self.weekday_evidence().into_iter().collect();
        let Some(last) = known.last_year() else { return InferredYear::default() };
        let mut left: Vec<Date> =
            (FIRST_YEAR..=last).filter_map(|year| self.in_year(year)).filter(|day| self.fits(*day)).collect();
        let all = left.clone();

        // An official in office, then the years of the programme: each keeps what it allows, unless it allows nothing.
        for term in &clues.terms {
            let inside = |day: &Date| term.from.is_none_or(|from| from <= *day) && term.to.is_none_or(|to| *day <= to);
            narrow(&mut left, inside, derived(EvidenceKind::OfficialTerm, Some(term.span)), &mut derived_from);
        }
        if !clues.programme_years.is_empty() {
            let inside = |day: &Date| clues.programme_years.iter().any(|&(from, to)| (from..=to).contains(&day.year()));
            narrow(&mut left, inside, derived(EvidenceKind::ProgrammeYears, None), &mut derived_from);
        }
        let settled = |day: Date, mut by: Vec<DateDerived>, more: Option<DateDerived>, left: Vec<Date>| {
            by.extend(more);
            InferredYear {
                day: Some(day),
                alternatives: left.into_iter().filter(|d| *d != day).collect(),
                derived: by,
                mismatch: None,
            }
        };

        // Years that the text states, the most frequent first; a weekday has to confirm them, or they stand close by.
        let mut stated: Vec<(usize, Date, YearClue)> = Vec::new();
        for day in &left {
            if let Some(here) = known.years().iter().find(|stated| stated.year == day.year()) {
                stated.push((here.clues.len(), *day, here.nearest(self.span)));
            }
        }
        stated.sort_by_key(|s| std::cmp::Reverse(s.0));
        if self.weekday.is_none() {
            stated.retain(|s| s.2.span.is_some_and(|span| distance(span, self.span) <= NEAR));
        }
        let clear = |a: &(usize, Date, YearClue), b: &(usize, Date, YearClue)| a.0 > b.0 && self.weekday.is_some();
        match stated.as_slice() {
            [one] => return settled(one.1, derived_from, Some(derived(one.2.kind.by(), one.2.span)), Vec::new()),
            [one, two, ..] if clear(one, two) => {
                let others = stated.iter().map(|s| s.1).collect();
                return settled(one.1, derived_from, Some(derived(one.2.kind.by(), one.2.span)), others);
            }
            [] => {}
            _ => return InferredYear { alternatives: stated.iter().map(|s| s.1).collect(), ..InferredYear::default() },
        }
        if let ([day], true) = (left.as_slice(), self.weekday.is_some() && left.len() < all.len()) {
            return settled(*day, derived_from, None, Vec::new());
        }
        // The copyright line is the weakest: many pages print the year in which they were fetched.
        if let (Some((year, span)), true) = (clues.copyright, self.weekday.is_some())
            && let Some(day) = left.iter().find(|day| day.year() == year)
        {
            return settled(*day, derived_from, Some(derived(EvidenceKind::CopyrightLine, Some(span))), Vec::new());
        }
        left.reverse();
        if self.weekday.is_none() {
            left.truncate(2);
        }
        InferredYear { alternatives: left, ..InferredYear::default() }
    }
}

/// What an article says of its time, for all of its days: full dates to count from, and years.
#[derive(Debug)]
pub(super) struct Known<'c> {
    pub clues: &'c Clues,
    /// The latest full date.
    pub latest: Option<Anchor>,
    anchors: Vec<Anchor>,
    years: OnceCell<Vec<Stated>>,
    last_year: OnceCell<Option<i16>>,
    /// By month and day, the first day of a week around a full date.
    beside: OnceCell<HashMap<(i8, i8), Date>>,
}

/// A year with the places that state it, in text order.
#[derive(Debug)]
struct Stated {
    year: i16,
    clues: Vec<YearClue>,
}

impl Stated {
    /// The clue that stands nearest to `span`: the last that begins before it, or the first behind.
    fn nearest(&self, span: Span) -> YearClue {
        let behind = self.clues.partition_point(|clue| clue.span.is_some_and(|own| own.start < span.start));
        let near = &self.clues[behind.saturating_sub(1)..self.clues.len().min(behind + 1)];
        let apart = |clue: &&YearClue| clue.span.map_or(usize::MAX, |own| distance(own, span));
        *near.iter().min_by_key(apart).unwrap_or(&self.clues[0])
    }
}

impl<'c> Known<'c> {
    pub(super) fn new(clues: &'c Clues, anchors: Vec<Anchor>) -> Self {
        let latest = anchors.iter().max_by_key(|anchor| anchor.day).copied();
        let (years, last_year, beside) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Known { clues, latest, anchors, years, last_year, beside }
    }

    /// The years that the text states, in the order in which it first does.
    fn years(&self) -> &[Stated] {
        self.years.get_or_init(|| {
            let mut years: Vec<Stated> = Vec::new();
            for &clue in &self.clues.years {
                match years.iter_mut().find(|known| known.year == clue.year) {
                    Some(known) => known.clues.push(clue),
                    None => years.push(Stated { year: clue.year, clues: vec![clue] }),
                }
            }
            years
        })
    }

    /// The year stated most often; of equals the latest.
    fn most_stated(&self) -> Option<i16> {
        self.years().iter().map(|stated| (stated.clues.len(), stated.year)).max().map(|(_, year)| year)
    }

    /// The last year that the article can be of, as far as it says.
    fn last_year(&self) -> Option<i16> {
        let clues = self.clues;
        if let Some((year, _)) = clues.copyright {
            return Some(year);
        }
        *self.last_year.get_or_init(|| {
            let stated = clues.years.iter().map(|c| c.year);
            let programmes = clues.programme_years.iter().map(|y| y.1);
            // A term without an end lasts five years at most.
            let terms = clues.terms.iter();
            let terms = terms.filter_map(|t| t.to.map(Date::year).or(t.from.map(|from| from.year() + 5)));
            let anchors = self.latest.map(|anchor| anchor.day.year());
            stated.chain(programmes).chain(terms).chain(anchors).max().map(|year| year.min(2100))
        })
    }

    /// The day within a week of a full date, in the year of that.
    fn beside(&self, month: i8, day: i8) -> Option<Date> {
        let beside = self.beside.get_or_init(|| {
            let mut beside = HashMap::new();
            for anchor in &self.anchors {
                let near = (-WEEK..=WEEK).filter_map(|count| plus(anchor.day, count));
                for day in near.filter(|day| day.year() == anchor.day.year()) {
                    beside.entry((day.month(), day.day())).or_insert(day);
                }
            }
            beside
        });
        beside.get(&(month, day)).copied()
    }
}

fn narrow(left: &mut Vec<Date>, inside: impl Fn(&Date) -> bool, by: DateDerived, derived: &mut Vec<DateDerived>) {
    let kept: Vec<Date> = left.iter().copied().filter(|day| inside(day)).collect();
    if !kept.is_empty() && kept.len() < left.len() {
        *left = kept;
        derived.push(by);
    }
}

fn distance(a: Span, b: Span) -> usize {
    b.start.saturating_sub(a.end).max(a.start.saturating_sub(b.end))
}

pub(super) fn derived(by: EvidenceKind, span: Option<Span>) -> DateDerived {
    DateDerived { what: Inferred::Year, by, span }
}

/// ISO weekday, Monday is 1.
pub(super) fn weekday_of(day: Date) -> i8 {
    day.weekday().to_monday_one_offset()
}

/// The day `count` days after `day`.
pub(super) fn plus(day: Date, count: i32) -> Option<Date> {
    day.checked_add(count.days()).ok()
}

/// How many days `later` comes after `day`.
pub(super) fn days(day: Date, later: Date) -> i32 {
    day.until(later).map_or(0, |span| span.get_days())
}
