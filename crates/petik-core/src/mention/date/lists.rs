//! The word lists that dates need, with the meaning of each entry. The rules name more lists than these; here are only
//! those whose values a reader has to know.

use super::DatePart;
use super::when::{DateValue, Unit};
use crate::error::Fault;
use crate::rule::Cx;
use crate::text::{Lexicon, ListId};

/// The values of the lists, ready for look-ups.
#[derive(Debug, Default)]
pub struct DateLists {
    months: Option<Values<Month>>,
    weekdays: Option<Values<i8>>,
    short_weekdays: Option<Values<i8>>,
    relative: Option<Values<(i32, Unit)>>,
    weeks: Option<Values<(i32, Unit)>>,
    ones: Option<Values<(i32, Unit)>>,
    units: Option<Values<Unit>>,
    parts: Option<Values<DatePart>>,
    periods: Option<Values<i8>>,
    directions: Option<Values<i8>>,
    times: Option<Values<i8>>,
    to: Option<Values<i8>>,
}

/// A month, and whether the word is an abbreviation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Month {
    pub number: i8,
    pub short: bool,
}

#[derive(Debug)]
struct Values<T> {
    list: ListId,
    of_entry: Vec<Option<T>>,
}

impl DateLists {
    /// Reads the meaning of the entries. `rows` gives (value, note) of each entry of a list, in the order of the entry
    /// numbers that the lexicon has; a value that cannot be read is a fault at the line of its row.
    pub fn new(lexicon: &Lexicon, rows: impl Fn(&str) -> Vec<(String, String)>, faults: &mut Vec<Fault>) -> Self {
        let number = |value: &str, _: &str| value.parse::<i8>().ok();
        let offset = |value: &str, _: &str| DateValue::offset(value);
        let part = |value: &str, _: &str| match value {
            "start" => Some(DatePart::Start),
            "middle" => Some(DatePart::Middle),
            "end" => Some(DatePart::End),
            _ => None,
        };
        let month = |value: &str, note: &str| {
            let number = value.parse().ok().filter(|n| (1..=12).contains(n))?;
            Some(Month { number, short: note.starts_with("short") })
        };
        let mut reader = Reader { lexicon, rows: &rows, faults };
        DateLists {
            months: reader.read("months", month),
            weekdays: reader.read("weekdays", number),
            short_weekdays: reader.read("date_weekdays_short", number),
            relative: reader.read("relative_days", offset),
            weeks: reader.read("date_weeks", offset),
            ones: reader.read("date_one_units", offset),
            units: reader.read("date_units", |value, _| Unit::of(value)),
            parts: reader.read("date_parts", part),
            periods: reader.read("periods", number),
            directions: reader.read("date_directions", number),
            times: reader.read("date_times", number),
            to: reader.read("date_to", number),
        }
    }

    pub(super) fn month(&self, cx: Cx<'_>, at: usize) -> Option<Month> {
        value(self.months.as_ref(), cx, at).map(|v| v.1)
    }

    pub(super) fn weekday(&self, cx: Cx<'_>, at: usize) -> Option<i8> {
        value(self.weekdays.as_ref(), cx, at).or_else(|| value(self.short_weekdays.as_ref(), cx, at)).map(|v| v.1)
    }

    /// The offset that the longest relative words at token `at` mean.
    pub(super) fn offset(&self, cx: Cx<'_>, at: usize) -> Option<(i32, Unit)> {
        [&self.relative, &self.weeks, &self.ones].into_iter().find_map(|list| value(list.as_ref(), cx, at)).map(|v| v.1)
    }

    pub(super) fn unit(&self, cx: Cx<'_>, at: usize) -> Option<Unit> {
        value(self.units.as_ref(), cx, at).map(|v| v.1)
    }

    pub(super) fn part(&self, cx: Cx<'_>, at: usize) -> Option<DatePart> {
        value(self.parts.as_ref(), cx, at).map(|v| v.1)
    }

    /// How many months a period has.
    pub(super) fn period(&self, cx: Cx<'_>, at: usize) -> Option<i8> {
        value(self.periods.as_ref(), cx, at).map(|v| v.1)
    }

    /// The direction that the words behind a date give, a time of day between left aside.
    pub(super) fn direction(&self, cx: Cx<'_>, end: usize) -> Option<i8> {
        let after = value(self.times.as_ref(), cx, end).map_or(end, |v| v.0);
        value(self.directions.as_ref(), cx, end).or_else(|| value(self.directions.as_ref(), cx, after)).map(|v| v.1)
    }

    /// Whether the words at token `at` join single things instead of spanning what lies between.
    pub(super) fn joins(&self, cx: Cx<'_>, at: usize) -> bool {
        value(self.to.as_ref(), cx, at).is_some_and(|v| v.1 == 2)
    }
}

/// The longest entry of a list at token `at`: (first token after it, value).
fn value<T: Copy>(list: Option<&Values<T>>, cx: Cx<'_>, at: usize) -> Option<(usize, T)> {
    let list = list?;
    let (end, entry) = cx.lexicon.longest(&cx.text.tokens, at, list.list)?;
    Some((end, (*list.of_entry.get(entry as usize)?)?))
}

struct Reader<'a, F> {
    lexicon: &'a Lexicon,
    rows: &'a F,
    faults: &'a mut Vec<Fault>,
}

impl<F: Fn(&str) -> Vec<(String, String)>> Reader<'_, F> {
    fn read<T>(&mut self, name: &str, parse: impl Fn(&str, &str) -> Option<T>) -> Option<Values<T>> {
        let file = format!("words/{name}.csv");
        let Some(list) = self.lexicon.list(name) else {
            self.faults.push(Fault::new(file, 0, "this list is needed to read dates"));
            return None;
        };
        let mut of_entry = Vec::new();
        for (row, (value, note)) in (self.rows)(name).iter().enumerate() {
            let parsed = parse(value, note);
            if parsed.is_none() {
                self.faults.push(Fault::new(&*file, row + 2, format!("`{value}` is no value of this list")));
            }
            of_entry.push(parsed);
        }
        Some(Values { list, of_entry })
    }
}
