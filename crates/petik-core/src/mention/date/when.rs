//! Values of dates: what is written, with all its gaps, and the day, month, year or interval that is meant. Both print as
//! ISO 8601 / EDTF; a written value has `XXXX` for an unknown year.

use crate::gazetteer::Unit;
use crate::record::Granularity;
use jiff::civil::Date;
use std::fmt;

/// What is written of one day, month or year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Point {
    /// ISO weekday, Monday is 1.
    pub weekday: Option<i8>,
    /// Day of the month.
    pub day: Option<i8>,
    /// Month as written; above 12 when day and month changed places.
    pub month: Option<i8>,
    /// Year with its century.
    pub year: Option<i16>,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateValue {
    /// A day, month, year or bare weekday.
    Point(Point),
    /// From one to another, both included.
    Range(Point, Point),
    /// Counted from another day.
    Offset {
        /// How many units; negative for the past.
        count: i32,
        /// The unit.
        unit: Unit,
        /// The weekday within that week.
        weekday: Option<i8>,
        /// The day that it counts from.
        from: Base,
    },
    /// Some time before or after the day told before; how long is not said.
    Open,
}

/// What a date is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The day of publication.
    Published,
    /// The day of publication, with all that lies between: “dalam dua pekan mendatang”.
    Through,
    /// The day that the text told before: “keesokan harinya”.
    Told,
}

impl DateValue {
    /// Whether it counts forward from the day of publication.
    pub fn is_ahead(self) -> bool {
        matches!(self, DateValue::Offset { count: 1.., from: Base::Published, .. })
    }

    /// Whether it counts from the day that the text told before.
    pub fn is_from_told(self) -> bool {
        matches!(self, DateValue::Offset { from: Base::Told, .. } | DateValue::Open)
    }
}

/// What is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// One day.
    Day(Date),
    /// From one day to another, both written as days.
    Days(Date, Date),
    /// A week, or another stretch of days that is written as a whole.
    Stretch(Date, Date),
    /// A month.
    Month(i16, i8),
    /// From one month to another; also a quarter or half of a year.
    Months((i16, i8), (i16, i8)),
    /// A year.
    Year(i16),
    /// From one year to another.
    Years(i16, i16),
}

impl When {
    /// How precise it is. An interval of written days has the precision of a day.
    pub fn granularity(self) -> Granularity {
        match self {
            When::Day(_) | When::Days(..) => Granularity::Day,
            When::Month(..) => Granularity::Month,
            When::Year(_) => Granularity::Year,
            When::Stretch(..) | When::Months(..) | When::Years(..) => Granularity::Interval,
        }
    }

    /// The year of its first day.
    pub fn year(self) -> i16 {
        match self {
            When::Day(day) | When::Days(day, _) | When::Stretch(day, _) => day.year(),
            When::Month(year, _) | When::Months((year, _), _) | When::Year(year) | When::Years(year, _) => year,
        }
    }

    /// The day from which what comes later counts: its last; of a month or year its first, as no more is known of it.
    pub(super) fn last_day(self) -> Option<Date> {
        match self {
            When::Day(day) | When::Days(_, day) | When::Stretch(_, day) => Some(day),
            When::Month(year, month) | When::Months(_, (year, month)) => Date::new(year, month, 1).ok(),
            When::Year(year) | When::Years(_, year) => Date::new(year, 1, 1).ok(),
        }
    }

    /// The one day, or the first of several.
    pub fn day(self) -> Option<Date> {
        match self {
            When::Day(day) | When::Days(day, _) => Some(day),
            _ => None,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            When::Day(day) => write!(f, "{day}"),
            When::Days(a, b) | When::Stretch(a, b) => write!(f, "{a}/{b}"),
            When::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            When::Months((y, m), (y2, m2)) => write!(f, "{y:04}-{m:02}/{y2:04}-{m2:02}"),
            When::Year(y) => write!(f, "{y:04}"),
            When::Years(y, y2) => write!(f, "{y:04}/{y2:04}"),
        }
    }
}

impl Point {
    /// The day written, if there is such a day.
    pub(super) fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// Whether only the weekday is written.
    pub(super) fn is_weekday_only(self) -> bool {
        self.day.is_none() && self.month.is_none() && self.year.is_none()
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (true, Some(weekday)) = (self.is_weekday_only(), self.weekday) {
            return write!(f, "W{weekday}");
        }
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("XXXX")?,
        }
        match self.month {
            Some(month) => write!(f, "-{month:02}")?,
            None if self.day.is_some() => f.write_str("-XX")?,
            None => {}
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl fmt::Display for DateValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DateValue::Point(point) => point.fmt(f),
            DateValue::Range(a, b) => write!(f, "{a}/{b}"),
            DateValue::Open => f.write_str("told+PX"),
            DateValue::Offset { count, unit, weekday, from } => {
                f.write_str(match from {
                    Base::Published => "",
                    Base::Through => "../",
                    Base::Told => "told+",
                })?;
                write!(f, "{}P{}{}", if *count < 0 { "-" } else { "" }, count.unsigned_abs(), unit.as_str())?;
                weekday.map_or(Ok(()), |day| write!(f, "-W{day}"))
            }
        }
    }
}
