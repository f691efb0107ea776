//! The year that a text leaves out. News reports the recent past, so a day is read backwards from the day of publication;
//! without that, from a full date in the same article; without that, the weekday leaves a few years, and what the article
//! states must leave exactly one of them. A year is never guessed: otherwise all readings stay.

use super::clues::{Clues, YearClue};
use super::mention::DateDerived;
use crate::record::{EvidenceKind, Inferred};
use crate::text::Span;
use jiff::ToSpan;
use jiff::civil::Date;

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
    pub(super) fn infer(&self, clues: &Clues, anchors: &[Anchor]) -> InferredYear {
        if let Some(published) = clues.published {
            return self.by_published(published, clues);
        }
        let inferred = self.by_anchors(clues, anchors).unwrap_or_else(|| self.by_clues(clues, anchors));
        if inferred.day.is_none()
            && let Some(day) = self.beside(anchors)
        {
            // A full date of the same week says which day must be meant, and the weekday denies it.
            let mut alternatives = inferred.alternatives;
            alternatives.insert(0, day);
            return InferredYear { alternatives, mismatch: Some(weekday_of(day)), ..InferredYear::default() };
        }
        inferred
    }

    /// The day with another weekday that lies within a week of a full date.
    fn beside(&self, anchors: &[Anchor]) -> Option<Date> {
        let near = |a: &Anchor| self.in_year(a.day.year()).filter(|day| days(*day, a.day).abs() <= WEEK);
        anchors.iter().find_map(near).filter(|day| !self.fits(*day))
    }

    fn by_published(&self, published: Date, clues: &Clues) -> InferredYear {
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
        let stated = clues.years.iter().filter_map(|clue| self.in_year(clue.year)).filter(|day| self.fits(*day));
        for day in stated {
            if day <= published && !alternatives.contains(&day) {
                alternatives.push(day);
            }
        }
        let mismatch = alternatives.first().map(|day| weekday_of(*day));
        InferredYear { alternatives, mismatch, ..InferredYear::default() }
    }

    fn by_anchors(&self, clues: &Clues, anchors: &[Anchor]) -> Option<InferredYear> {
        let anchor = anchors.iter().filter(|a| a.day.year() >= FIRST_YEAR).max_by_key(|a| a.day)?;
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
        if most_stated(&clues.years).is_some_and(|year| year > anchor.day.year()) {
            return None;
        }
        let latest = if self.direction == Some(-1) { 0 } else { 30 };
        let day = near.into_iter().find(|day| (-latest..=BACK).contains(&back(*day)))?;
        Some(InferredYear { day: Some(day), derived: vec![evidence], ..InferredYear::default() })
    }

    fn by_clues(&self, clues: &Clues, anchors: &[Anchor]) -> InferredYear {
        let mut derived_from: Vec<DateDerived> = self.weekday_evidence().into_iter().collect();
        let Some(last) = last_year(clues, anchors) else { return InferredYear::default() };
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
            let here = || clues.years.iter().filter(|c| c.year == day.year());
            let nearest = here().min_by_key(|c| c.span.map_or(usize::MAX, |s| distance(s, self.span)));
            if let Some(clue) = nearest {
                stated.push((here().count(), *day, *clue));
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

/// The last year that the article can be of, as far as it says.
fn last_year(clues: &Clues, anchors: &[Anchor]) -> Option<i16> {
    if let Some((year, _)) = clues.copyright {
        return Some(year);
    }
    let stated = clues.years.iter().map(|c| c.year);
    let programmes = clues.programme_years.iter().map(|y| y.1);
    // A term without an end lasts five years at most.
    let terms = clues.terms.iter().filter_map(|t| t.to.map(Date::year).or(t.from.map(|from| from.year() + 5)));
    stated.chain(programmes).chain(terms).chain(anchors.iter().map(|a| a.day.year())).max().map(|year| year.min(2100))
}

fn narrow(left: &mut Vec<Date>, inside: impl Fn(&Date) -> bool, by: DateDerived, derived: &mut Vec<DateDerived>) {
    let kept: Vec<Date> = left.iter().copied().filter(|day| inside(day)).collect();
    if !kept.is_empty() && kept.len() < left.len() {
        *left = kept;
        derived.push(by);
    }
}

fn most_stated(years: &[YearClue]) -> Option<i16> {
    let count = |year: i16| years.iter().filter(|c| c.year == year).count();
    years.iter().map(|c| c.year).max_by_key(|&year| (count(year), year))
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
