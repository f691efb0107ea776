//! Dates in words and numbers: the shapes that three numbers, or two and the name of a month, can have.

use super::{Days, Unread, YEARS};
use jiff::civil::Date;

/// A run of digits, a word in small letters, or a mark. Blanks count for nothing.
enum Piece<'w> {
    Number(&'w str),
    Word(String),
    Mark(char),
}

use Piece::{Mark, Number, Word};

impl Days {
    /// The first day in `written`.
    pub(super) fn in_pieces(&self, written: &str) -> Result<Date, Unread> {
        let pieces = pieces(written);
        let weekday = pieces.iter().find_map(|piece| match piece {
            Word(word) => self.weekdays.get(word).copied(),
            _ => None,
        });
        let places = || (0..pieces.len()).map(|at| &pieces[at..]);
        let whole = places().map(|pieces| self.at(pieces, weekday)).find(|read| *read != Err(Unread::NoDay));
        // Only where nothing else is a day: “10.05.12” can be a time beside one.
        let short = || places().map(short_year).find(|read| *read != Err(Unread::NoDay));
        whole.or_else(short).unwrap_or(Err(Unread::NoDay))
    }

    /// The day that `pieces` begin with.
    fn at(&self, pieces: &[Piece<'_>], weekday: Option<i8>) -> Result<Date, Unread> {
        match pieces {
            [Number(run), ..] if matches!(run.len(), 8 | 12 | 14) => run_of_digits(run).ok_or(Unread::NoDay),
            [Number(a), one, Number(b), two, Number(c), ..] if between(one, two).is_some() => {
                three_numbers([a, b, c], between(one, two) == Some('.'), weekday)
            }
            [Number(day), rest @ ..] => self.day_month(day, rest).ok_or(Unread::NoDay),
            [Word(month), rest @ ..] => self.month_day(month, rest).ok_or(Unread::NoDay),
            _ => Err(Unread::NoDay),
        }
    }

    /// 21 April 2022, 21. April 2022, 21-Apr-22, 21st of April, 2022.
    fn day_month(&self, day: &str, rest: &[Piece<'_>]) -> Option<Date> {
        let (month, rest) = self.skipped(rest, |piece| match piece {
            Word(word) => self.months.get(word.as_str()),
            _ => None,
        })?;
        let (year, _) = self.skipped(rest, year)?;
        Date::new(year, *month, one_or_two(day)?).ok()
    }

    /// April 21, 2022; Apr 21 10:15:00 WIB 2022.
    fn month_day(&self, month: &str, rest: &[Piece<'_>]) -> Option<Date> {
        let month = self.months.get(month)?;
        let (day, rest) = self.skipped(rest, |piece| match piece {
            Number(day) => one_or_two(day),
            _ => None,
        })?;
        let of_day =
            |piece: &Piece<'_>| !matches!(piece, Number(digits) if digits.len() > 2) && !matches!(piece, Mark(','));
        let (year, _) = self.skipped(rest, year).or_else(|| {
            // The time of day and its zone, as programs put them before the year.
            let behind = rest.iter().position(|piece| !of_day(piece)).filter(|end| (5..=8).contains(end))?;
            self.skipped(&rest[behind..], year)
        })?;
        Date::new(year, *month, day).ok()
    }

    /// What `wanted` finds behind a few pieces that mean nothing: marks, “of”, “st”, “de”.
    fn skipped<'p, 'w, T>(
        &self,
        pieces: &'p [Piece<'w>],
        wanted: impl Fn(&'p Piece<'w>) -> Option<T>,
    ) -> Option<(T, &'p [Piece<'w>])> {
        for (at, piece) in pieces.iter().enumerate().take(4) {
            if let Some(found) = wanted(piece) {
                return Some((found, &pieces[at + 1..]));
            }
            let is_filler = match piece {
                Mark(mark) => ".,-/'’".contains(*mark),
                Word(word) => word.len() <= 2,
                Number(_) => false,
            };
            if !is_filler {
                return None;
            }
        }
        None
    }
}

fn pieces(written: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = written.trim_start();
    while let Some(first) = rest.chars().next() {
        let run = |in_run: fn(char) -> bool| rest.find(|c| !in_run(c)).unwrap_or(rest.len());
        let length = if first.is_ascii_digit() {
            let length = run(|c| c.is_ascii_digit());
            pieces.push(Number(&rest[..length]));
            length
        } else if first.is_alphabetic() {
            let length = run(char::is_alphabetic);
            pieces.push(Word(rest[..length].to_lowercase()));
            length
        } else {
            pieces.push(Mark(first));
            first.len_utf8()
        };
        rest = rest[length..].trim_start();
    }
    pieces
}

/// The mark that stands twice between three numbers; 年 and 月 stand for a hyphen.
fn between(one: &Piece<'_>, two: &Piece<'_>) -> Option<char> {
    match (one, two) {
        (Mark(one), Mark(two)) if one == two && "-/.".contains(*one) => Some(*one),
        (Word(one), Word(two)) if one.len() == 3 && two.len() == 3 && !one.is_ascii() && !two.is_ascii() => Some('-'),
        _ => None,
    }
}

/// 2022/04/21, 21/04/2022, and 04/21/2022 where it can be no other day. Dots are written by those who put the day first;
/// “Kamis, 04/05/2022” is the one that is a Thursday.
fn three_numbers([a, b, c]: [&str; 3], dotted: bool, weekday: Option<i8>) -> Result<Date, Unread> {
    if let Some(year) = year_of(a) {
        return date(year, b, c).ok_or(Unread::NoDay);
    }
    let year = year_of(c).ok_or(Unread::NoDay)?;
    let day_first = date(year, b, a);
    let month_first = date(year, a, b).filter(|_| !dotted);
    let fits = |day: &Date| weekday.is_some_and(|weekday| day.weekday().to_monday_one_offset() == weekday);
    match (day_first, month_first) {
        (Some(one), Some(two)) if one != two => match (fits(&one), fits(&two)) {
            (true, false) => Ok(one),
            (false, true) => Ok(two),
            _ => Err(Unread::Either(one, two)),
        },
        (one, two) => one.or(two).ok_or(Unread::NoDay),
    }
}

/// 21.04.22; with other marks the year may stand in front as well.
fn short_year(pieces: &[Piece<'_>]) -> Result<Date, Unread> {
    let [Number(a), one @ Mark(mark), Number(b), two, Number(c), rest @ ..] = pieces else {
        return Err(Unread::NoDay);
    };
    let goes_on = matches!(rest, [Mark(next), ..] if next == mark);
    if between(one, two).is_none() || c.len() != 2 || a.len() > 2 || goes_on {
        return Err(Unread::NoDay);
    }
    let this_century = |digits: &str| digits.parse::<i16>().ok().map(|year| 2000 + year);
    let day_first = this_century(c).and_then(|year| date(year, b, a));
    let others = [this_century(c).and_then(|year| date(year, a, b)), this_century(a).and_then(|year| date(year, b, c))];
    let other = others.into_iter().flatten().filter(|_| *mark != '.').find(|other| Some(*other) != day_first);
    match (day_first, other) {
        (Some(one), Some(two)) => Err(Unread::Either(one, two)),
        (one, two) => one.or(two).ok_or(Unread::NoDay),
    }
}

fn year(piece: &Piece<'_>) -> Option<i16> {
    match piece {
        Number(digits) => year_of(digits),
        _ => None,
    }
}

fn year_of(digits: &str) -> Option<i16> {
    let year = digits.parse().ok().filter(|_| digits.len() == 4)?;
    YEARS.contains(&year).then_some(year)
}

fn one_or_two(digits: &str) -> Option<i8> {
    digits.parse().ok().filter(|_| digits.len() <= 2)
}

fn date(year: i16, month: &str, day: &str) -> Option<Date> {
    Date::new(year, one_or_two(month)?, one_or_two(day)?).ok()
}

/// `20220421`, `202204211530`.
fn run_of_digits(run: &str) -> Option<Date> {
    date(year_of(run.get(..4)?)?, run.get(4..6)?, run.get(6..8)?)
}

/// `/2022/04/21/`, `/read/2022-04-21/`, `/20220421`, `/202204211530`.
pub(crate) fn day_in_url(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split_once("/web/").and_then(|(_, copy)| archived(copy)).unwrap_or(path);
    let path = path.split(['?', '#']).next()?;
    let pieces: Vec<&str> = path.split_inclusive(|c: char| !c.is_ascii_digit()).collect();
    // Only what stands side by side: an empty piece is a letter or a second mark between two numbers.
    let split = pieces.windows(3).find_map(|run| {
        let [(year, one), (month, two), (day, end)] = [run[0], run[1], run[2]].map(number_and_mark);
        // “/2022/04/5-daerah-terpilih” has no day.
        let is_title = one == Some('/') && end == Some('-');
        (one == two && !is_title).then(|| date(year_of(year)?, month, day))?
    });
    let runs = pieces.iter().map(|piece| number_and_mark(piece).0).filter(|run| matches!(run.len(), 8 | 12 | 14));
    split.or_else(|| runs.into_iter().find_map(run_of_digits))
}

/// A number and the mark behind it.
fn number_and_mark(piece: &str) -> (&str, Option<char>) {
    let number = piece.trim_end_matches(|c: char| !c.is_ascii_digit());
    (number, piece[number.len()..].chars().next())
}

/// The address of which a public archive has a copy: `20130307194448/www.contoh.example/berita`.
fn archived(copy: &str) -> Option<&str> {
    let (moment, address) = copy.split_once('/')?;
    (moment.len() >= 14 && moment.as_bytes()[..14].iter().all(u8::is_ascii_digit)).then_some(address)
}
