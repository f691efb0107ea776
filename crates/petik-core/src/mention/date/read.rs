//! Finding dates: one pass from left to right, the longest rule whose reader accepts the match wins. A reader turns the
//! captures of a match into a value and refuses what only looks like a date, such as a part of a document number.

use super::lists::DateLists;
use super::mention::DateMention;
use super::when::{Base, DateValue, Point};
use crate::gazetteer::{DatePart, Duration, Unit};
use crate::rule::{Cx, Match, RuleSet, RuleValue, SpanRule};
use crate::text::{Gap, Shape, digit, roman};
use crate::vocabulary;
use std::ops::Range;
use thin_vec::ThinVec;

/// The dates among `tokens`, as they are written.
pub fn find(cx: Cx<'_>, rules: &RuleSet<DateReader>, lists: &DateLists, tokens: Range<usize>) -> Vec<DateMention> {
    let mut found = Vec::new();
    let mut hits: Vec<(usize, Match)> = Vec::new();
    let mut at = tokens.start;
    let all = &cx.text.tokens[..tokens.end.min(cx.text.tokens.len())];
    while let Some(words) = all[at..].iter().position(|token| rules.can_begin(token)) {
        at += words;
        let mut next = at + 1;
        hits.clear();
        rules.each(cx, at, |rule, hit| hits.push((rule, hit)));
        // Stable: among equally long ones the first rule of the file.
        hits.sort_by_key(|(_, hit)| std::cmp::Reverse(hit.end));
        for (number, hit) in hits.iter().filter(|(_, hit)| hit.end <= tokens.end) {
            let rule = &rules.rules()[*number];
            if let Some(read) = (Reader { cx, lists, rule, value: rules.value(*number), hit, at }).read() {
                next = hit.end;
                if let Some(read) = read {
                    found.push(read.mention(cx, lists, at, hit.end, *number));
                }
                break;
            }
        }
        at = next;
    }
    found
}

/// A shorter word that digits are glued to is part of a number: “No29”.
const SHORTEST_NAME: usize = 2;

/// What a match says.
struct Read {
    value: DateValue,
    part: Option<DatePart>,
    in_digits: bool,
}

impl Read {
    fn of(value: DateValue) -> Self {
        Read { value, part: None, in_digits: false }
    }

    fn mention(self, cx: Cx<'_>, lists: &DateLists, first: usize, end: usize, rule: usize) -> DateMention {
        DateMention {
            first,
            end,
            span: cx.text.span(first, end),
            rule,
            value: self.value,
            part: self.part,
            direction: lists.direction(cx, end),
            joined: lists.joins(cx, end),
            in_digits: self.in_digits,
            ahead: false,
            settled: None,
            alternatives: ThinVec::new(),
            derived: ThinVec::new(),
        }
    }
}

struct Reader<'a> {
    cx: Cx<'a>,
    lists: &'a DateLists,
    rule: &'a SpanRule,
    value: DateReader,
    hit: &'a Match,
    at: usize,
}

vocabulary! {
    /// How a rule of dates reads its match, which must remember the parts that are named here.
    pub enum DateReader {
        /// A day, or several: `d`, `m`, perhaps `w` and `y`; of a second one `d2`, `m2`, `w2`, `y2`.
        Day = "day",
        /// The same, only with a year of four digits.
        DayLongYear = "day_long_year",
        /// The same, only where a short month name is written as a name.
        DayShortMonth = "day_short_month",
        /// A month: `m`, perhaps `y`.
        Month = "month",
        /// A month without a year, only where its name stands alone.
        MonthAlone = "month_alone",
        /// A year, or two: `y`, `y2`.
        Year = "year",
        /// A year, only from 1945 to 2049.
        YearNear = "year_near",
        /// A part of a month or year: `p` with `m`, `y` or `r`.
        Part = "part",
        /// A quarter or half of a year: `p`, `n`, perhaps `y`.
        Period = "period",
        /// Words that count from the day of publication: `r`.
        Relative = "relative",
        /// The same of weeks; with a capital inside a sentence they are no week.
        Week = "week",
        /// So many units ago: `n` and `u`, or `r`.
        Ago = "ago",
        /// So many units from now: `n` and `u`, or `r`.
        Hence = "hence",
        /// All days up to so many units from now: `n` and `u`, or `r`.
        Through = "through",
        /// So many units before or after the day told before: `n` and `u`, or `r`; `s` says on which side.
        Told = "told",
        /// The same, and how many is not said.
        ToldOpen = "told_open",
        /// The next such weekday after the day told before: `w`.
        ToldWeekday = "told_weekday",
        /// A day of a month that is not named: `d`.
        DayAlone = "day_alone",
        /// A weekday: `w`.
        Weekday = "weekday",
        /// A weekday, only with a capital and where it stands alone.
        WeekdayCapital = "weekday_capital",
        /// A weekday of a week told by words: `w` and `r`.
        WeekdayOfWeek = "weekday_of_week",
        /// No date: takes the words out of the way of other rules.
        Nothing = "nothing",
    }
}

impl RuleValue for DateReader {
    const FILE: &'static str = "rules/dates.toml";
}

impl Reader<'_> {
    /// `None`: not this rule. `Some(None)`: these words are no date, and no other rule may have them.
    fn read(&self) -> Option<Option<Read>> {
        if self.value == DateReader::Nothing {
            return Some(None);
        }
        if self.is_inside_number() {
            return None;
        }
        let read = match self.value {
            DateReader::Day | DateReader::Month | DateReader::Year | DateReader::Weekday => self.points(),
            DateReader::DayLongYear => self.points().filter(|_| self.token("y").is_some_and(|t| self.len(t) == 4)),
            DateReader::DayShortMonth => {
                self.points().filter(|_| self.token("m").is_some_and(|t| self.is_month_name(t)))
            }
            DateReader::MonthAlone => self.points().filter(|_| self.stands_alone(true)),
            DateReader::YearNear => {
                self.points().filter(|r| matches!(r.value, DateValue::Point(Point { year: Some(1945..2050), .. })))
            }
            DateReader::Part => self.part(),
            DateReader::Period => self.period(),
            DateReader::Relative => self.offset(),
            DateReader::Week => self.offset().filter(|_| !self.is_capitalised(self.at) || self.begins_sentence()),
            DateReader::Ago => self.counted(-1, Base::Published),
            DateReader::Hence => self.counted(1, Base::Published),
            DateReader::Through => self.counted(1, Base::Through),
            DateReader::Told => self.counted(self.side(), Base::Told),
            DateReader::ToldOpen => Some(Read::of(DateValue::Open)),
            DateReader::ToldWeekday => self.told_weekday(),
            DateReader::DayAlone => self.points(),
            DateReader::WeekdayCapital => {
                self.points().filter(|_| self.is_capitalised(self.at) && self.stands_alone(false))
            }
            DateReader::WeekdayOfWeek => self.weekday_of_week(),
            DateReader::Nothing => None,
        };
        read.map(Some)
    }

    fn get(&self, name: &str) -> Option<(usize, usize)> {
        self.rule.pattern.get(self.hit, name)
    }

    fn token(&self, name: &str) -> Option<usize> {
        self.get(name).map(|c| c.0)
    }

    /// One day, month or year, or an interval of two.
    fn points(&self) -> Option<Read> {
        let (mut start, in_digits) = self.point(["w", "d", "m", "y"])?;
        let (mut end, end_in_digits) = self.point(["w2", "d2", "m2", "y2"])?;
        if end == Point::default() {
            return Some(Read { value: DateValue::Point(start), part: None, in_digits });
        }
        // "21-22 April 2022": the start takes what only the end says; the year before where the months wrap.
        start.month = start.month.or(end.month);
        end.month = end.month.or(start.month);
        let wraps = start.month > end.month;
        start.year = start.year.or(end.year.map(|year| year - i16::from(wraps)));
        end.year = end.year.or(start.year);
        let (a, b) = ((start.year, start.month, start.day), (end.year, end.month, end.day));
        let rises = if start.year.is_none() && wraps { true } else { a < b };
        rises.then_some(())?;
        // "tahun 2017 dan 2019" are two years, "3 dan 7 Mei" two days, and no interval.
        let steps = match (start.day, start.month) {
            (Some(day), _) if start.month == end.month => end.day.map_or(1, |d| d - day),
            (None, None) => end.year.zip(start.year).map_or(1, |(b, a)| (b - a).clamp(0, 100) as i8),
            _ => 1,
        };
        let joined = (self.at..self.hit.end).any(|at| self.lists.joins(self.cx, at) && !self.is_between_weekdays(at));
        (!joined || steps == 1).then_some(())?;
        Some(Read { value: DateValue::Range(start, end), part: None, in_digits: in_digits || end_in_digits })
    }

    /// "Senin dan Selasa (3-4/9)": the word joins the weekdays, the hyphen spans the days.
    fn is_between_weekdays(&self, at: usize) -> bool {
        self.token("w2").is_some_and(|second| at < second)
    }

    /// The parts that the captures `names` (weekday, day, month, year) hold. `None` for a year that is none.
    fn point(&self, names: [&str; 4]) -> Option<(Point, bool)> {
        let [weekday, day, month, year] = names.map(|name| self.token(name));
        let mut in_digits = false;
        let month = match month {
            None => None,
            Some(at) => Some(match self.number(at) {
                Some(number) => {
                    in_digits = true;
                    number as i8
                }
                None => self.lists.month(self.cx, at)?.value.0 as i8,
            }),
        };
        let year = match year {
            None => None,
            Some(at) => Some(self.year(at)?),
        };
        let weekday = weekday.and_then(|at| self.lists.weekday(self.cx, at));
        let day = day.and_then(|at| self.number(at)).map(|n| n as i8);
        Some((Point { weekday, day, month, year }, in_digits))
    }

    fn year(&self, at: usize) -> Option<i16> {
        let year = self.number(at)?;
        match self.len(at) {
            4 => (1800..4000).contains(&year).then_some(year),
            // 70 to 99 are of the last century: news of this one seldom writes years of its seventies.
            2 => Some(if year < 70 { 2000 + year } else { 1900 + year }),
            _ => None,
        }
    }

    /// The value of up to four digits at token `at`.
    fn number(&self, at: usize) -> Option<i16> {
        if self.cx.text.tokens.get(at)?.shape != Shape::Digits || self.len(at) > 4 {
            return None;
        }
        self.cx.text.words(at, at + 1).chars().try_fold(0i16, |n, c| Some(n * 10 + digit(c)? as i16))
    }

    fn len(&self, at: usize) -> usize {
        self.cx.text.words(at, at + 1).chars().count()
    }

    /// A short month name without a year must be written as a name: "3 Mar", not "3 mar" or "5 des".
    fn is_month_name(&self, at: usize) -> bool {
        self.lists.month(self.cx, at).is_some_and(|m| m.short.is_none() || self.is_capitalised(at))
    }

    fn part(&self) -> Option<Read> {
        let part = self.lists.part(self.cx, self.token("p")?)?;
        let read = match self.token("r") {
            Some(_) => {
                self.offset().filter(|r| matches!(r.value, DateValue::Offset { unit: Unit::Month | Unit::Year, .. }))?
            }
            None => self.points()?,
        };
        Some(Read { part: Some(part), ..read })
    }

    /// The first quarter of 2022 is the interval of its months.
    fn period(&self) -> Option<Read> {
        let months = self.lists.period(self.cx, self.token("p")?)?;
        let year = match self.token("y") {
            Some(at) => Some(self.year(at)?),
            // The semester of a student has no year.
            None if months != 3 => return None,
            None => None,
        };
        let at = self.token("n")?;
        let number = match roman(self.cx.text.words(at, at + 1)) {
            Some(number) => f64::from(number),
            None => {
                self.cx.numbers.ordinal(self.cx.text, at).or_else(|| self.cx.numbers.parse(self.cx.text, at))?.value
            }
        };
        if !(1.0..=f64::from(12 / months)).contains(&number) || number.fract() != 0.0 {
            return None;
        }
        let last = number as i8 * months;
        let point = |month| Point { month: Some(month), year, ..Point::default() };
        Some(Read::of(DateValue::Range(point(last - months + 1), point(last))))
    }

    fn offset(&self) -> Option<Read> {
        let Duration { count, unit } = self.lists.offset(self.cx, self.token("r")?)?;
        Some(Read::of(DateValue::Offset { count, unit, weekday: None, from: Base::Published }))
    }

    /// On which side of the day told before.
    fn side(&self) -> i32 {
        self.token("s").and_then(|at| self.lists.story(self.cx, at)).unwrap_or(1)
    }

    fn told_weekday(&self) -> Option<Read> {
        let weekday = self.lists.weekday(self.cx, self.token("w")?);
        Some(Read::of(DateValue::Offset { count: 1, unit: Unit::Week, weekday, from: Base::Told }))
    }

    fn counted(&self, sign: i32, from: Base) -> Option<Read> {
        let Duration { count, unit } = match self.token("n") {
            Some(at) => {
                let number = self.cx.numbers.parse(self.cx.text, at)?;
                let whole = !number.vague && number.value.fract() == 0.0 && (0.0..1000.0).contains(&number.value);
                whole.then_some(())?;
                let Duration { count, unit } = self.lists.unit(self.cx, self.token("u")?)?;
                Duration { count: number.value as i32 * count, unit }
            }
            None => self.lists.offset(self.cx, self.token("r")?)?,
        };
        Some(Read::of(DateValue::Offset { count: count * sign, unit, weekday: None, from }))
    }

    fn weekday_of_week(&self) -> Option<Read> {
        let weekday = self.lists.weekday(self.cx, self.token("w")?);
        match self.offset()?.value {
            DateValue::Offset { count, unit: Unit::Week, .. } => {
                Some(Read::of(DateValue::Offset { count, unit: Unit::Week, weekday, from: Base::Published }))
            }
            _ => None,
        }
    }

    fn is_capitalised(&self, at: usize) -> bool {
        self.cx.text.tokens.get(at).is_some_and(|t| t.shape.is_capitalised())
    }

    fn begins_sentence(&self) -> bool {
        let tokens = &self.cx.text.tokens;
        let first = self.cx.text.sentences.get(self.cx.text.sentence_of(self.at)).map_or(0, |s| s.first);
        (first..self.at).all(|at| tokens[at].shape == Shape::Mark)
    }

    /// Whether a bare month or weekday is no part of a name: "Mei Lestari", "Rabu Biru". Behind a comma a title may follow
    /// it, and in capital letters nothing tells a name.
    fn stands_alone(&self, needs_capital: bool) -> bool {
        let tokens = &self.cx.text.tokens;
        let shape = tokens[self.at].shape;
        if needs_capital
            && (!shape.is_capitalised() || self.lists.month(self.cx, self.at).is_none_or(|m| m.short.is_some()))
        {
            return false;
        }
        let after = tokens.get(self.hit.end).is_some_and(|t| t.gap == Gap::Space && t.shape.is_capitalised());
        let comma = self.at > 0 && self.cx.text.words(self.at - 1, self.at) == ",";
        shape == Shape::Upper || !after || comma
    }

    /// “Insyani29 May 2024”: a page prints who wrote it and the day without a space between.
    fn is_glued_to_a_name(&self) -> bool {
        let in_letters = self.token("m").is_some_and(|at| self.lists.month(self.cx, at).is_some());
        let name = &self.cx.text.tokens[self.at - 1];
        in_letters && self.token("y").is_some() && name.shape == Shape::Capital && self.len(self.at - 1) > SHORTEST_NAME
    }

    /// Whether the match is glued to more digits or letters: a part of a document number, an address, a telephone number.
    fn is_inside_number(&self) -> bool {
        let tokens = &self.cx.text.tokens;
        let is_digits = |at: usize| tokens.get(at).is_some_and(|t| t.shape == Shape::Digits);
        let glued = |at: usize| tokens.get(at).is_some_and(|t| t.gap == Gap::None);
        let mark = |at: usize| {
            tokens.get(at).filter(|t| t.shape == Shape::Mark).map_or("", |_| self.cx.text.words(at, at + 1))
        };
        let (first, end) = (self.at, self.hit.end);
        if first > 0 && is_digits(first) && glued(first) {
            let behind_digits = first > 1 && is_digits(first - 2) && glued(first - 1);
            let inside = match mark(first - 1) {
                "/" | "." | "_" | "=" | "&" | "#" | "+" | "\\" | "%" => true,
                // A dash may open a sentence part: "Jakarta -21 April 2022".
                "-" => glued(first - 1),
                ":" | "," => behind_digits,
                _ => tokens[first - 1].shape != Shape::Mark && !self.is_glued_to_a_name(),
            };
            if inside {
                return true;
            }
        }
        is_digits(end - 1)
            && glued(end)
            && matches!(mark(end), "/" | "-" | "." | ":" | "%")
            && glued(end + 1)
            && is_digits(end + 1)
    }
}
