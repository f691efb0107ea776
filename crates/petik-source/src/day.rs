//! The day that a source, a meta tag or a line about author and day writes: “Kamis, 21 April 2022 10:15 WIB”, `2022-04-21T03:15:00Z`,
//! `21/04/2022`, `1650510900`. What could be two days (04/05/2022) is told apart from what is none.

mod pieces;

pub(crate) use pieces::day_in_url;

use crate::language::Language;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::{Timestamp, ToSpan, tz};
use petik_core::gazetteer::{Files, Forms, ListUse, Meaning, Month, Table, Weekday, columns_of};
use std::collections::HashMap;

/// Years that are read where their place does not say that they are years: no Indonesian outlet had a site before.
pub(crate) const YEARS: std::ops::Range<i16> = 1994..2100;

/// Words that a line about author and day has at most.
pub(crate) const LONGEST_BYLINE: usize = 20;

/// Lines of a text among which one about author and day stands.
const FIRST_LINES: usize = 3;

/// The day in `2022-04-21`, `2022-04-21T10:15:00+07:00`, `2022-04-21 10:15`, ...; `None` for anything else.
///
/// ```
/// # use petik_source::parse_day;
/// assert_eq!(parse_day("2022-04-21 10:15").map(|day| day.to_string()).as_deref(), Some("2022-04-21"));
/// assert_eq!(parse_day("21/04/2022"), None);
/// ```
pub fn parse_day(written: &str) -> Option<Date> {
    Pieces::parse(written.trim()).ok().map(|pieces| pieces.date())
}

/// A day as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The day that stands there.
    pub(crate) day: Date,
    /// The time of day in Greenwich, where it is that one: “23:30:00Z”.
    pub(crate) greenwich: Option<Time>,
}

/// Why something written is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unread {
    /// There is none in it.
    NoDay,
    /// Day and month can be taken for each other: 04/05/2022.
    Either(Date, Date),
}

impl Stamp {
    pub(crate) fn local(day: Date) -> Self {
        Stamp { day, greenwich: None }
    }

    fn at(instant: Timestamp) -> Self {
        let there = tz::Offset::UTC.to_datetime(instant);
        Stamp { day: there.date(), greenwich: Some(there.time()) }
    }

    /// The day that the outlet of `text` means. In the time of Greenwich it is still the day before when Indonesia has
    /// breakfast, and some outlets write `Z` behind their own time: the days that `witnesses` name settle which it is, as
    /// they are counted where the outlet is. Fails with both days where they differ within Indonesia and nothing settles it.
    pub(crate) fn settle(self, text: &str, witnesses: impl IntoIterator<Item = Date>) -> Result<Date, (Date, Date)> {
        if self.greenwich.is_none() {
            return Ok(self.day);
        }
        match (witnesses.into_iter().find(|day| self.may_mean(*day)), self.in_indonesia()) {
            (Some(day), _) => Ok(day),
            (None, (west, east)) if west == east && west == self.day => Ok(west),
            // Elsewhere there are other zones.
            (None, _) if Language::INDONESIAN.is_not(text) => Ok(self.day),
            (None, (west, east)) => {
                if west == east {
                    Ok(west)
                } else {
                    Err((west, east))
                }
            }
        }
    }

    /// Whether it can be this day where the outlet is.
    pub(crate) fn may_mean(self, day: Date) -> bool {
        let most = i32::from(self.greenwich.is_some());
        self.day.until(day).is_ok_and(|span| span.get_days().abs() <= most)
    }

    /// The day in the west of Indonesia (UTC+7) and in its east (UTC+9).
    fn in_indonesia(self) -> (Date, Date) {
        let Some(time) = self.greenwich else { return (self.day, self.day) };
        let there = DateTime::from_parts(self.day, time);
        let at = |hours: i32| there.checked_add(hours.hours()).map_or(self.day, DateTime::date);
        (at(7), at(9))
    }
}

/// Why a time of Greenwich between 15:00 and 16:59 is left out.
pub(crate) fn between_zones((west, east): (Date, Date)) -> String {
    format!(
        "published in the hour when it was {west} at UTC+7 and {east} at UTC+9, and which of them the outlet goes by is not \
         said; left out: give the day, or the hour with its zone (22:30+07:00)"
    )
}

/// Reads days. Without the names of months (the default) it knows numbers only.
#[derive(Debug, Default)]
pub(crate) struct Days {
    months: HashMap<String, i8>,
    weekdays: HashMap<String, i8>,
}

impl Days {
    /// The names of months and weekdays in `files`. Their faults are told by the engine, which reads the same lists.
    pub(crate) fn of(files: &Files) -> Self {
        let month = |month: Month| month.value.0 as i8;
        let weekday = |weekday: Weekday| weekday.value.0 as i8;
        let mut weekdays = names(files, "weekdays", weekday);
        weekdays.extend(names(files, "date_weekdays_short", weekday));
        Days { months: names(files, "months", month), weekdays }
    }

    /// The same with another name of a month.
    pub(crate) fn add_month(&mut self, form: &str, month: i8) {
        self.months.insert(form.to_lowercase(), month);
    }

    /// The first day that is written in full. `day_first` says that 04/05/2022 is the fourth of May, as in Indonesia and
    /// most of the world.
    pub(crate) fn read(&self, written: &str, day_first: bool) -> Result<Stamp, Unread> {
        let written = written.trim();
        if let Some(stamp) = iso(written).or_else(|| since_1970(written)) {
            return Ok(stamp);
        }
        let day = match self.in_pieces(written) {
            Err(Unread::Either(day, _)) if day_first => day,
            read => read?,
        };
        Ok(Stamp { day, greenwich: is_greenwich(written).then(|| clock(written)) })
    }

    /// The day that the first lines of `text` name, where they are about author and day.
    pub(crate) fn in_first_lines(&self, text: &str) -> Option<Date> {
        let lines = text.lines().filter(|line| !line.trim().is_empty()).take(FIRST_LINES);
        let mut short = lines.filter(|line| line.split_whitespace().count() <= LONGEST_BYLINE);
        short.find_map(|line| self.read(line, true).ok()).map(|stamp| stamp.day)
    }
}

/// The first words of the forms of a list with what they mean: no weekday has two but those that lost their apostrophe.
fn names<M: Meaning>(files: &Files, list: &'static str, value: impl Fn(M) -> i8) -> HashMap<String, i8> {
    let columns = columns_of(&[ListUse { list, what: "", columns: M::COLUMNS, reader: "" }]);
    let faults = &mut Vec::new();
    let table = Table::read_as(files, &format!("words/{list}.csv"), &columns, &["form"], faults);
    let mut found = HashMap::new();
    for row in table.rows() {
        let mut cells = row.cells();
        let (Some(forms), Some(meaning)) = (cells.next::<Forms<'_>>(faults), M::read(&mut cells, faults)) else {
            continue;
        };
        let value = value(meaning);
        found.extend(forms.iter().map(|form| (form.to_lowercase(), value)));
    }
    found
}

/// ISO 8601, with the zone that it states.
fn iso(written: &str) -> Option<Stamp> {
    let pieces = Pieces::parse(written).ok()?;
    let is_greenwich = match pieces.offset() {
        Some(PiecesOffset::Zulu) => true,
        Some(PiecesOffset::Numeric(offset)) => offset.offset() == tz::Offset::UTC,
        _ => false,
    };
    Some(Stamp { day: pieces.date(), greenwich: pieces.time().filter(|_| is_greenwich) })
}

/// Seconds or milliseconds since 1970: as many digits as those of our years have.
fn since_1970(written: &str) -> Option<Stamp> {
    let whole = written.split_once('.').map_or(written, |(whole, _)| whole);
    let number: i64 = whole.parse().ok()?;
    let instant = match whole.len() {
        9 | 10 => Timestamp::from_second(number),
        12 | 13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    instant.ok().map(Stamp::at).filter(|stamp| YEARS.contains(&stamp.day.year()))
}

fn is_greenwich(written: &str) -> bool {
    ["Z", "+00:00", "+0000", "GMT", "UTC"].iter().any(|zone| written.ends_with(zone))
}

/// The first `10:15` of `written`; the start of the day where there is none.
fn clock(written: &str) -> Time {
    let numbers = |at: usize| Some((written.get(at.checked_sub(2)?..at)?, written.get(at + 1..at + 3)?));
    let mut marks = written.match_indices(':').filter_map(|(at, _)| numbers(at));
    let time = marks.find_map(|(hour, minute)| Time::new(hour.trim().parse().ok()?, minute.parse().ok()?, 0, 0).ok());
    let time = time.unwrap_or(Time::midnight());
    let afternoon = time.hour() < 12 && written.to_ascii_lowercase().contains("pm");
    if afternoon { time.saturating_add(12.hours()) } else { time }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str, day_first: bool) -> Result<String, Unread> {
        Days::of(&Files::builtin()).read(written, day_first).map(|stamp| stamp.day.to_string())
    }

    #[test]
    fn days_as_they_are_written() {
        for written in [
            "2022-04-21",
            "2022-04-21T10:15:00+07:00",
            "2022-04-21T10:15:00+0700",
            "2022-04-21WIB10:15:00+07:00",
            "2022/04/21 10:15:00",
            "2022-04-21 10:15:00 WIB",
            "20220421",
            "202204211015",
            "Thu, 21 Apr 2022 10:15:00 +0700",
            "Thu Apr 21 10:15:00 WIB 2022",
            "Kamis, 21 April 2022",
            "Kamis, 21 April 2022 | 10:15 WIB",
            "21-Apr-2022",
            "21 Apr 2022",
            "21/04/2022 10:15 WIB",
            "21-04-2022",
            "21.04.2022",
            "21.04.22",
            "04/21/2022",
            "April 21, 2022",
            "2022年4月21日",
            "10:15 WIB, 21 April 2022",
            "1650510900",
            "1650510900000",
            "1650510900.25",
        ] {
            assert_eq!(read(written, false).as_deref(), Ok("2022-04-21"), "{written}");
        }
        let none = [
            "0000-00-00",
            "31/02/2022",
            "",
            "x",
            "kemarin",
            "2022-04",
            "April 2022",
            "－２０２２－０４－２１",
            "12",
            "16505109000",
        ];
        for written in none {
            assert_eq!(read(written, true), Err(Unread::NoDay), "{written}");
        }
    }

    #[test]
    fn day_and_month_can_be_taken_for_each_other() {
        for written in ["04/05/2022", "04-05-2022 10:15", "04/05/22"] {
            assert!(matches!(read(written, false), Err(Unread::Either(..))), "{written}");
            assert_eq!(read(written, true).as_deref(), Ok("2022-05-04"), "{written}");
        }
        // Only one of the two is such a weekday; nobody writes the month first with dots.
        assert_eq!(read("Rabu, 04/05/2022", false).as_deref(), Ok("2022-05-04"));
        assert_eq!(read("Selasa, 04/05/2022", false).as_deref(), Ok("2022-04-05"));
        assert_eq!(read("04.05.2022", false).as_deref(), Ok("2022-05-04"));
        assert_eq!(read("05/05/2022", false).as_deref(), Ok("2022-05-05"));
    }

    #[test]
    fn days_in_addresses() {
        let found = |url: &str| day_in_url(url).map(|day| day.to_string());
        for url in [
            "https://a.example/2022/04/21/judul",
            "https://a.example/read/2022/4/21/0930578/judul-3",
            "https://a.example/berita/20220421/judul",
            "https://a.example/d-202204211530-judul",
            "https://a.example/berita-2022-04-21.html?x=2020/01/01",
            "https://a.example/2022-04-21-judul",
            "https://arsip.example/web/20230307194448/http://a.example/2022/04/21/judul",
        ] {
            assert_eq!(found(url).as_deref(), Some("2022-04-21"), "{url}");
        }
        for url in [
            "https://a.example/2022/04/judul",
            "https://a.example/2022/04/5-daerah-terpilih",
            "https://a.example/99999999",
            "https://a.example/2022/13/01/",
            "https://arsip.example/web/20230307194448/a.example/judul",
        ] {
            assert_eq!(found(url), None, "{url}");
        }
    }

    #[test]
    fn greenwich_in_indonesia() {
        let days = Days::of(&Files::builtin());
        let text = "Bupati Batang meneken nota kesepakatan bersama kementerian, kemarin.";
        let settled = |written: &str| days.read(written, false).unwrap().settle(text, []).map(|day| day.day());
        assert_eq!(settled("2022-04-21T23:30:00Z"), Ok(22));
        assert_eq!(settled("Thu, 21 Apr 2022 11:30:00 PM GMT"), Ok(22));
        assert_eq!(settled("2022-04-21T23:30:00+07:00"), Ok(21));
        assert!(settled("2022-04-21T16:00:00Z").is_err());
        let stamp = days.read("2022-04-21T16:00:00Z", false).unwrap();
        let line = days.in_first_lines("Batang Teken Nota\n\nKamis, 21 April 2022 | 23:00 WIB\n\nBupati Batang …");
        assert_eq!(stamp.settle(text, line).map(|day| day.day()), Ok(21));
        let english = "The minister of communications met the mayors of fifty cities on Thursday morning.";
        assert_eq!(stamp.settle(english, []).map(|day| day.day()), Ok(21));
    }
}
