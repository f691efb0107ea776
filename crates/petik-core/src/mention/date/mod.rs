//! Dates: what an article writes about days, months and years, and which day that is. `find` reads only what stands there
//! (a weekday, a day, perhaps no year); `resolve` then fills in what is missing from evidence, names the evidence, and
//! keeps the readings that it could not exclude. Neither knows what day it is today.

mod lists;
mod read;
mod resolve;
mod when;
mod year;

#[cfg(test)]
pub(crate) mod tests;

pub use lists::DateLists;
pub use read::{find, is_reader};
pub use resolve::resolve;
pub use when::{DateValue, Point, Unit, When};

use crate::text::Span;
use jiff::civil::Date;

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
    /// Whether the month is written in digits, so that day and month could have changed places.
    pub in_digits: bool,
    /// Whether the sentence speaks of what is planned; set by the caller before `resolve`.
    pub ahead: bool,
    /// The date that is meant, if the evidence settles it.
    pub settled: Option<When>,
    /// Other readings that were not excluded.
    pub alternatives: Vec<When>,
    /// What was inferred, and from what.
    pub derived: Vec<DateDerived>,
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
            DateValue::Offset { .. } => None,
        }
    }

    /// The precision of what is written.
    pub fn granularity(&self) -> &'static str {
        match (self.settled, self.value) {
            (Some(when), _) => when.granularity(),
            (None, DateValue::Point(Point { day: None, weekday: None, month: Some(_), .. })) => "month",
            (None, DateValue::Point(Point { day: None, weekday: None, month: None, .. })) => "year",
            (None, DateValue::Offset { unit: Unit::Week | Unit::Quarter, .. }) => "interval",
            (None, DateValue::Offset { unit: Unit::Month, .. }) => "month",
            (None, DateValue::Offset { unit: Unit::Year, .. }) => "year",
            (None, _) => "day",
        }
    }
}

/// A part of a month or year. ISO 8601 has no sign for it, so it stands beside the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePart {
    /// The beginning.
    Start,
    /// The middle.
    Middle,
    /// The end.
    End,
}

/// Something inferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateDerived {
    /// `year` or `date`.
    pub what: &'static str,
    /// `weekday`, `published`, `article_date`, `stated_year`, `cohort_year`, `url_year`, `official_term`,
    /// `programme_years`, `copyright_line`, `same_weekday`.
    pub by: &'static str,
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

/// What the rest of the article says about its time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Clues {
    /// The day of publication and which clue gave it.
    pub published: Option<(Date, &'static str)>,
    /// Years that stand in the text, each as often as it stands there.
    pub years: Vec<YearClue>,
    /// Terms of the officials named in their office.
    pub terms: Vec<Term>,
    /// Years in which the programmes named took in regions, both ends included.
    pub programme_years: Vec<(i16, i16)>,
    /// The year of the copyright line.
    pub copyright: Option<(i16, Span)>,
}

/// A year that the article states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearClue {
    /// The year.
    pub year: i16,
    /// Where it stands; `None` for the address of the page.
    pub span: Option<Span>,
    /// What kind of statement it is.
    pub kind: YearKind,
}

/// How a year is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearKind {
    /// In running text.
    Stated,
    /// As the year of a cohort.
    Cohort,
    /// In the address of the page.
    Url,
}

impl YearKind {
    fn by(self) -> &'static str {
        match self {
            YearKind::Stated => "stated_year",
            YearKind::Cohort => "cohort_year",
            YearKind::Url => "url_year",
        }
    }
}

/// The time in which an official held the office that the article gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// First day, if known.
    pub from: Option<Date>,
    /// Last day, if known and over.
    pub to: Option<Date>,
    /// The mention of the official.
    pub span: Span,
}
