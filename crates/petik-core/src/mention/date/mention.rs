//! A date in the text: what is written, what is meant, and what is doubtful about it.

use super::when::{Base, DateValue, Point, When};
use crate::gazetteer::{DatePart, Unit};
use crate::mention::Placed;
use crate::record::{EvidenceKind, Granularity, Inferred};
use crate::text::Span;
use jiff::civil::Date;
use thin_vec::ThinVec;

/// A date in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct DateMention {
    /// First token.
    pub first: usize,
    /// First token after it.
    pub end: usize,
    /// The same in bytes.
    pub span: Span,
    /// The rule that found it, a number in [`crate::rule::RuleSet::rules`].
    pub rule: usize,
    /// What is written.
    pub value: DateValue,
    /// The part of the month or year that is meant, where one is named.
    pub part: Option<DatePart>,
    /// What a word behind it says: -1 past, 0 this, 1 next.
    pub direction: Option<i8>,
    /// Whether a word right behind it joins it to the next date: “31 Mei dan 14 September 2023”.
    pub joined: bool,
    /// Whether the month is written in digits, so that day and month could have changed places.
    pub in_digits: bool,
    /// Whether the sentence speaks of what is planned; set by the caller before `resolve`.
    pub ahead: bool,
    /// The date that is meant, if the evidence settles it.
    pub settled: Option<When>,
    /// Other readings that were not excluded.
    pub alternatives: ThinVec<When>,
    /// What was inferred, and from what.
    pub derived: ThinVec<DateDerived>,
}

impl Placed for DateMention {
    fn first(&self) -> usize {
        self.first
    }
}

impl DateMention {
    /// The whole day that is written out, before any inference.
    pub fn written_day(&self) -> Option<Date> {
        match self.value {
            DateValue::Point(point) => point.date(),
            _ => None,
        }
    }

    /// The year that is written out, before any inference.
    pub fn written_year(&self) -> Option<i16> {
        match self.value {
            DateValue::Point(point) | DateValue::Range(_, point) => point.year,
            DateValue::Offset { .. } | DateValue::Open => None,
        }
    }

    /// The precision of what is written.
    pub fn granularity(&self) -> Granularity {
        match (self.settled, self.value) {
            (Some(when), _) => when.granularity(),
            (None, DateValue::Point(Point { day: None, weekday: None, month: Some(_), .. })) => Granularity::Month,
            (None, DateValue::Point(Point { day: None, weekday: None, month: None, .. })) => Granularity::Year,
            (None, DateValue::Offset { from: Base::Through, .. })
            | (None, DateValue::Offset { unit: Unit::Week | Unit::Quarter, .. }) => Granularity::Interval,
            (None, DateValue::Offset { unit: Unit::Month, .. }) => Granularity::Month,
            (None, DateValue::Offset { unit: Unit::Year, .. }) => Granularity::Year,
            (None, _) => Granularity::Day,
        }
    }
}

/// Something inferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateDerived {
    /// The year or the day.
    pub what: Inferred,
    /// What it rests on.
    pub by: EvidenceKind,
    /// The words it rests on, where they stand in the text.
    pub span: Option<Span>,
}

/// A doubt about a mention; it becomes a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateDoubt {
    /// Which mention.
    pub mention: usize,
    /// What is doubtful.
    pub kind: DoubtKind,
    /// The weekday (ISO, Monday is 1) that the text states.
    pub stated: Option<i8>,
    /// The weekday that the day has.
    pub expected: Option<i8>,
}

/// What is doubtful about a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoubtKind {
    /// The day was another weekday.
    WeekdayMismatch,
    /// There is no such day.
    ImpossibleDate,
}
