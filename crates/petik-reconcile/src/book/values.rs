//! The cells of a correction as values: the region by its code, the year, the day.

use super::one_line;
use crate::judging::Refusal;
use crate::list::YEARS;
use crate::list::code::{beside, readings};
use crate::list::day::{Order, day};
use petik_core::Engine;
use std::collections::BTreeSet;

/// The present code of the region that a cell names by a code; nothing for an empty cell.
pub(super) fn region(cell: &str, engine: &Engine) -> Result<Option<String>, Refusal> {
    let cell = one_line(cell);
    if cell.is_empty() {
        return Ok(None);
    }
    let lists = engine.gazetteer();
    if lists.regions.by_code(&cell).is_some() {
        return Ok(Some(cell));
    }
    let of = |code: &str| -> BTreeSet<&str> {
        let found = readings(code, None, lists).into_iter();
        found.map(|reading| &*lists.regions.get(reading.region).code).collect()
    };
    let mut codes = of(&cell);
    if let Some((code, _)) = beside(&cell).filter(|_| codes.is_empty()) {
        codes = of(code);
    }
    let named = |code: &&str| {
        lists.regions.by_code(code).map(|region| format!("{code} {}", lists.regions.get(region).full_name))
    };
    match codes.len() {
        0 => Err(Refusal::of("decide.no_region", "code", cell)),
        1 => Ok(codes.first().map(|code| (*code).to_owned())),
        _ => {
            let all: Vec<String> = codes.iter().filter_map(named).collect();
            Err(Refusal::of("decide_book.code_of_several", "code", cell).with("regions", all.join(", ")))
        }
    }
}

/// The year of a cell; nothing for an empty one.
pub(super) fn year(cell: &str) -> Result<Option<i16>, Refusal> {
    let cell = one_line(cell);
    if cell.is_empty() {
        return Ok(None);
    }
    let year = cell.parse().ok().filter(|year| YEARS.contains(year));
    let refusal =
        || Refusal::of("decide_book.no_year", "year", cell).with("first", YEARS.start()).with("last", YEARS.end());
    year.map(Some).ok_or_else(refusal)
}

/// The day of a cell in ISO 8601; nothing for an empty one.
///
/// # Errors
///
/// Where it is no day of the calendar.
pub fn date(cell: &str, engine: &Engine) -> Result<Option<String>, Refusal> {
    let cell = one_line(cell);
    if cell.is_empty() {
        return Ok(None);
    }
    day(&cell, Order::DayFirst, engine).map(Some).ok_or_else(|| Refusal::of("decide.no_day", "day", cell))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builtin().unwrap());

    #[test]
    fn codes_are_read_as_spreadsheets_spoil_them_and_never_guessed() {
        for (cell, code) in
            [("33.10", "33.10"), ("3325", "33.25"), ("33,25", "33.25"), (" 33.25 Kabupaten Batang", "33.25")]
        {
            assert_eq!(region(cell, &ENGINE).unwrap().as_deref(), Some(code), "{cell}");
        }
        assert_eq!(region("", &ENGINE), Ok(None));
        assert_eq!(region("33.1", &ENGINE).unwrap_err().key(), "decide_book.code_of_several");
        for none in ["99.99", "Batang", "33.25.01"] {
            assert_eq!(region(none, &ENGINE).unwrap_err().key(), "decide.no_region", "{none}");
        }
    }

    #[test]
    fn years_and_days_are_those_of_the_calendar() {
        assert_eq!((year("2018"), year("")), (Ok(Some(2018)), Ok(None)));
        assert!(["20188", "1066", "x", "2018.5"].iter().all(|cell| year(cell).is_err()));
        assert_eq!(date("8/5/2018", &ENGINE).unwrap().as_deref(), Some("2018-05-08"));
        assert!(date("31/02/2018", &ENGINE).is_err());
    }
}
