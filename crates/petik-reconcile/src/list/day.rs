//! Days of signing as lists write them: "19/04/2022", "19-4-22", "Selasa, 19 April 2022", a spreadsheet's 44670.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use petik_core::Engine;

/// In which order the numbers of a day stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// 19/4/2022, as in Indonesia.
    DayFirst,
    /// 4/19/2022.
    MonthFirst,
}

impl Order {
    /// The order of a column: days come first, unless one of its cells can only mean the other.
    pub(super) fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let pairs: Vec<(i8, i8)> = cells.filter_map(|cell| numbers(cell).map(|[a, b, _]| (a, b))).collect();
        let day_is_second = pairs.iter().any(|(_, second)| *second > 12) && pairs.iter().all(|(first, _)| *first <= 12);
        if day_is_second { Order::MonthFirst } else { Order::DayFirst }
    }
}

/// The day of a cell in ISO 8601, `start/end` where it is several; `None` where it is none that can be read.
pub(crate) fn day(cell: &str, order: Order, engine: &Engine) -> Option<String> {
    let is_iso = |text: &&str| text.len() == "2022-04-19".len() && text.parse::<Date>().is_ok();
    if let Some(iso) = cell.get(..10).filter(is_iso) {
        return Some(iso.to_owned());
    }
    if let Some([first, second, year]) = numbers(cell) {
        let (day, month) = if order == Order::DayFirst { (first, second) } else { (second, first) };
        return Date::new(year_of(year)?, month, day).ok().map(|day| day.to_string());
    }
    serial(cell).or_else(|| match engine.days_in(cell).as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    })
}

/// The three numbers of "19/04/2022", "19-4-22", "19.04.2022 00:00".
fn numbers(cell: &str) -> Option<[i8; 3]> {
    let day = cell.split_whitespace().next()?;
    let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let year: i16 = year.parse().ok().filter(|year| (0..100).contains(year) || (1990..2100).contains(year))?;
    Some([first.parse().ok()?, second.parse().ok()?, (year % 100) as i8])
}

/// The year of its last two digits.
fn year_of(digits: i8) -> Option<i16> {
    let digits = i16::from(digits);
    Some(if digits < 90 { 2000 + digits } else { 1900 + digits })
}

/// The day that a spreadsheet counts from the end of 1899.
fn serial(cell: &str) -> Option<String> {
    let days: i64 = cell.parse().ok().filter(|days| (33_000..73_000).contains(days))?;
    date(1899, 12, 30).checked_add(days.days()).ok().map(|day| day.to_string())
}

/// Whether two days can be one: the same, one within the other, or a month and a day of it.
pub(crate) fn agree(one: &str, other: &str) -> bool {
    let ends = |text: &'_ str| {
        let (start, end) = text.split_once('/').unwrap_or((text, text));
        (start.to_owned(), end.to_owned())
    };
    let (a, b) = (ends(one), ends(other));
    let is_before = |start: &str, end: &str| {
        let length = start.len().min(end.len());
        start.get(..length) <= end.get(..length)
    };
    is_before(&a.0, &b.1) && is_before(&b.0, &a.1)
}

#[cfg(test)]
mod tests {
    use super::super::tests::ENGINE;
    use super::*;

    #[test]
    fn days_of_all_forms() {
        for (cell, expected) in [
            ("08/05/2018", "2018-05-08"),
            ("8-5-2018", "2018-05-08"),
            ("8.5.18", "2018-05-08"),
            ("08/05/2018 00:00:00", "2018-05-08"),
            ("2018-05-08 00:00:00", "2018-05-08"),
            ("2018-05-08", "2018-05-08"),
            ("Selasa, 8 Mei 2018", "2018-05-08"),
            ("43228", "2018-05-08"),
            ("8-10 Mei 2018", "2018-05-08/2018-05-10"),
            ("Mei 2018", "2018-05"),
            ("31/02/2018", ""),
            ("belum", ""),
            ("12", ""),
        ] {
            assert_eq!(day(cell, Order::DayFirst, &ENGINE).unwrap_or_default(), expected, "{cell}");
        }
        assert_eq!(day("5/8/2018", Order::MonthFirst, &ENGINE).as_deref(), Some("2018-05-08"));
    }

    #[test]
    fn a_column_tells_its_order() {
        assert_eq!(Order::of(["5/8/2018", "5/15/2018"].into_iter()), Order::MonthFirst);
        assert_eq!(Order::of(["5/8/2018", "15/5/2018"].into_iter()), Order::DayFirst);
        assert_eq!(Order::of(["5/8/2018", "x"].into_iter()), Order::DayFirst);
    }

    #[test]
    fn days_that_can_be_one() {
        assert!(agree("2018-05-08", "2018-05-08") && agree("2018-05", "2018-05-08"));
        assert!(agree("2018-05-08/2018-05-10", "2018-05-09") && !agree("2018-05-08", "2018-05-09"));
        assert!(!agree("2018-06", "2018-05-08") && !agree("2018-05-08/2018-05-10", "2018-05-11"));
    }
}
