//! From what is written to what is meant: full dates are checked, missing years inferred, bare weekdays and relative words
//! counted from the day of publication. What the text contradicts becomes a doubt, never a repair.

use super::clues::Clues;
use super::mention::{DateDerived, DateDoubt, DateMention, DoubtKind};
use super::when::{Base, DateValue, Point, When};
use super::year::{Anchor, Known, Yearless, days, plus, weekday_of};
use crate::gazetteer::Unit;
use crate::record::{EvidenceKind, Granularity, Inferred};
use crate::text::Span;
use jiff::ToSpan;
use jiff::civil::Date;

/// The years in which news can report a day; a year outside is a slip of the pen.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2199;
/// How long before publication a weekday can still stand for a full date of the article, in days.
const SAME_WEEKDAY: i32 = 14;

/// Fills in what `mentions` mean and returns the doubts, in the order of the mentions.
pub fn resolve(mentions: &mut [DateMention], clues: &Clues) -> Vec<DateDoubt> {
    let mut doubts = Vec::new();
    for (number, mention) in mentions.iter_mut().enumerate() {
        full_date(mention, number, clues, &mut doubts);
    }
    for number in 1..mentions.len() {
        joined_year(mentions, number);
    }
    // Days with a weekday first: once they are settled, days without one can be read backwards from them.
    for with_weekday in [true, false] {
        let known = Known::new(clues, anchors(mentions));
        for (number, mention) in mentions.iter_mut().enumerate() {
            yearless_day(mention, number, with_weekday, &known, &mut doubts);
        }
    }
    let known = Known::new(clues, anchors(mentions));
    for mention in mentions.iter_mut() {
        yearless_month(mention, &known);
        monthless_day(mention, clues);
        relative(mention, clues);
    }
    let written = written_weekdays(mentions, clues);
    for number in 0..mentions.len() {
        bare_weekday(mentions, number, clues, &written);
    }
    for number in 0..mentions.len() {
        from_told(mentions, number);
    }
    doubts.sort_by_key(|doubt| doubt.mention);
    doubts
}

/// Everything that is written with its year.
fn full_date(mention: &mut DateMention, number: usize, clues: &Clues, doubts: &mut Vec<DateDoubt>) {
    let mut doubt = |kind, stated, expected| doubts.push(DateDoubt { mention: number, kind, stated, expected });
    match mention.value {
        DateValue::Point(point @ Point { day: Some(_), month: Some(_), .. }) => {
            let swapped = Point { day: point.month, month: point.day, ..point }.date().filter(|_| mention.in_digits);
            let Some(day) = point.date().filter(|day| YEARS.contains(&day.year())) else {
                // 31/02, 22/05/3017, month first: there is no such day, with or without a year.
                if let Some(day) = swapped.filter(|day| {
                    YEARS.contains(&day.year())
                        && point.month.is_some_and(|m| m > 12)
                        && point.weekday.is_none_or(|w| w == weekday_of(*day))
                }) {
                    // 04/21/2022 can only be read month first; the doubt says that it was.
                    mention.settled = Some(When::Day(day));
                    mention.derived.push(DateDerived {
                        what: Inferred::Date,
                        by: EvidenceKind::OnlyReading,
                        span: None,
                    });
                    doubt(DoubtKind::ImpossibleDate, point.weekday, None);
                    return;
                }
                if let Some(day) = day_of_slipped_year(point, clues) {
                    mention.settled = Some(When::Day(day));
                    mention.derived.push(DateDerived { what: Inferred::Year, by: EvidenceKind::Weekday, span: None });
                    mention.derived.push(DateDerived { what: Inferred::Year, by: EvidenceKind::Published, span: None });
                    doubt(DoubtKind::ImpossibleDate, point.weekday, None);
                    return;
                }
                if point.year.is_some() || !exists(point) {
                    mention.alternatives.extend(swapped.filter(|day| YEARS.contains(&day.year())).map(When::Day));
                    doubt(DoubtKind::ImpossibleDate, point.weekday, None);
                }
                return;
            };
            mention.settled = Some(When::Day(day));
            if let Some((stated, expected)) = mismatch(point, day) {
                doubt(DoubtKind::WeekdayMismatch, Some(stated), Some(expected));
                let fits = |day: &Date| weekday_of(*day) == stated;
                let near = |day: &Date| clues.published.is_some_and(|published| is_recent(*day, published));
                match swapped.filter(fits) {
                    // Thursday 12/01/22 in a paper of 2 December 2022: weekday and publication agree on month first.
                    Some(month_first) if near(&month_first) && !near(&day) => {
                        mention.settled = Some(When::Day(month_first));
                        mention.alternatives.push(When::Day(day));
                        mention.derived.push(DateDerived {
                            what: Inferred::Date,
                            by: EvidenceKind::Weekday,
                            span: None,
                        });
                        mention.derived.push(DateDerived {
                            what: Inferred::Date,
                            by: EvidenceKind::Published,
                            span: None,
                        });
                    }
                    other => mention.alternatives.extend(other.map(When::Day)),
                }
            }
        }
        DateValue::Point(Point { day: None, month: Some(month), year: Some(year), .. }) => {
            mention.settled = Some(When::Month(year, month));
        }
        DateValue::Point(Point { day: None, month: None, year: Some(year), .. }) => {
            mention.settled = Some(When::Year(year))
        }
        DateValue::Range(start, end) => {
            mention.settled = between(start, end);
            if let Some(When::Days(first, last)) = mention.settled {
                for (point, day) in [(start, first), (end, last)] {
                    if let Some((stated, expected)) = mismatch(point, day) {
                        doubt(DoubtKind::WeekdayMismatch, Some(stated), Some(expected));
                    }
                }
            } else if !exists(start) || !exists(end) {
                doubt(DoubtKind::ImpossibleDate, None, None);
            }
        }
        _ => {}
    }
}

/// An interval whose ends have their years.
fn between(start: Point, end: Point) -> Option<When> {
    match (start.day, start.month) {
        (Some(_), _) => {
            let (first, last) = (start.date()?, end.date()?);
            (YEARS.contains(&first.year()) && YEARS.contains(&last.year())).then_some(When::Days(first, last))
        }
        (None, Some(month)) => Some(When::Months((start.year?, month), (end.year?, end.month?))),
        (None, None) => Some(When::Years(start.year?, end.year?)),
    }
}

/// Whether there is such a day in any year.
fn exists(point: Point) -> bool {
    match (point.day, point.month) {
        (Some(day), Some(month)) => {
            Date::new(2000, month, day).is_ok() && point.year.is_none_or(|y| YEARS.contains(&y))
        }
        _ => true,
    }
}

/// Monday 22/05/3017 in a paper of 22 May 2017: the year cannot be meant, weekday and publication agree on another.
fn day_of_slipped_year(point: Point, clues: &Clues) -> Option<Date> {
    let year = point.year.filter(|year| !YEARS.contains(year))?;
    let published = clues.published?;
    (published.year() - 1..=published.year())
        .filter(|other| *other != year)
        .filter_map(|year| Point { year: Some(year), ..point }.date())
        .find(|day| is_recent(*day, published) && point.weekday == Some(weekday_of(*day)))
}

/// (stated, expected) where the weekday written is not the day's.
fn mismatch(point: Point, day: Date) -> Option<(i8, i8)> {
    point.weekday.filter(|w| *w != weekday_of(day)).map(|stated| (stated, weekday_of(day)))
}

/// The settled days of the article, the ones that the text only plans left out.
fn anchors(mentions: &[DateMention]) -> Vec<Anchor> {
    let is_sure = |m: &&DateMention| !m.ahead && m.direction != Some(1) && m.alternatives.is_empty();
    mentions.iter().filter(is_sure).filter_map(|m| Some(Anchor { day: m.settled?.day()?, span: m.span })).collect()
}

fn yearless_day(
    mention: &mut DateMention,
    number: usize,
    with_weekday: bool,
    known: &Known<'_>,
    doubts: &mut Vec<DateDoubt>,
) {
    let (start, end) = match mention.value {
        DateValue::Point(point) => (point, None),
        DateValue::Range(start, end) => (start, Some(end)),
        DateValue::Offset { .. } | DateValue::Open => return,
    };
    // Only the end of an interval may carry the weekday.
    let by_end = end.filter(|end| start.weekday.is_none() && end.weekday.is_some());
    let point = by_end.unwrap_or(start);
    let (Some(day), Some(month), None) = (point.day, point.month, point.year) else { return };
    if mention.settled.is_some() || point.weekday.is_some() != with_weekday || !exists(start) || !end.is_none_or(exists)
    {
        return;
    }
    let DateMention { span, direction, ahead, .. } = *mention;
    let inferred = Yearless { day, month, weekday: point.weekday, span, direction, ahead }.infer(known);
    let wraps = end.is_some_and(|end| end.month < start.month);
    let whole = |day: Date| match end {
        None => Some(When::Day(day)),
        Some(end) => {
            let first_year = if by_end.is_some() { day.year() - i16::from(wraps) } else { day.year() };
            between(
                Point { year: Some(first_year), ..start },
                Point { year: Some(first_year + i16::from(wraps)), ..end },
            )
        }
    };
    mention.settled = inferred.day.and_then(whole);
    mention.alternatives = inferred.alternatives.into_iter().filter_map(whole).collect();
    mention.derived = inferred.derived.into();
    if let Some(expected) = inferred.mismatch {
        doubts.push(DateDoubt {
            mention: number,
            kind: DoubtKind::WeekdayMismatch,
            stated: point.weekday,
            expected: Some(expected),
        });
    }
}

/// A month without its year is the last one that was, or the next one where the text looks ahead.
fn yearless_month(mention: &mut DateMention, known: &Known<'_>) {
    let DateValue::Point(Point { day: None, month: Some(month), year: None, .. }) = mention.value else { return };
    let (now, by, span) = match (known.clues.published, known.latest) {
        (Some(day), _) => (day, EvidenceKind::Published, None),
        (None, Some(anchor)) => (anchor.day, EvidenceKind::ArticleDate, Some(anchor.span)),
        _ => return,
    };
    let plans = mention.ahead || mention.direction == Some(1);
    let year =
        if plans { now.year() + i16::from(month < now.month()) } else { now.year() - i16::from(month > now.month()) };
    mention.settled = Some(When::Month(year, month));
    mention.derived.push(DateDerived { what: Inferred::Year, by, span });
}

/// Words that count from the day of publication.
fn relative(mention: &mut DateMention, clues: &Clues) {
    let (DateValue::Offset { count, unit, weekday, from }, Some(published)) = (mention.value, clues.published) else {
        return;
    };
    mention.settled = match from {
        Base::Published => counted(published, count, unit, weekday),
        Base::Through => through(published, count, unit),
        Base::Told => None,
    };
    if mention.settled.is_some() {
        mention.derived.push(DateDerived { what: Inferred::Date, by: EvidenceKind::Published, span: None });
    }
}

/// All that lies between a day and so many units later.
fn through(from: Date, count: i32, unit: Unit) -> Option<When> {
    Some(match unit {
        Unit::Day => When::Stretch(from, plus(from, count)?),
        Unit::Week => When::Stretch(from, plus(from, count.checked_mul(7)?)?),
        Unit::Month | Unit::Quarter | Unit::Year => {
            let end = match counted(from, count, unit, None)? {
                When::Year(year) => return Some(When::Years(from.year(), year)),
                When::Months(_, end) => end,
                When::Month(year, month) => (year, month),
                _ => return None,
            };
            When::Months((from.year(), from.month()), end)
        }
    })
}

/// How many tokens before the words that count from it the day told before can stand: about three sentences.
const TOLD: usize = 80;

/// “Asesmen digelar Rabu (20/4/2022). Keesokan harinya …”: counts from the day told last, if that is settled.
fn from_told(mentions: &mut [DateMention], number: usize) {
    let DateValue::Offset { count, unit, weekday, from: Base::Told } = mentions[number].value else { return };
    let first = mentions[number].first;
    // A date that says less than what is counted ("2021. Sehari kemudian") is not the one told.
    let told = |m: &&DateMention| match unit {
        Unit::Year => true,
        Unit::Month | Unit::Quarter => m.granularity() != Granularity::Year,
        Unit::Day | Unit::Week => m.granularity() == Granularity::Day,
    };
    let mut near = mentions[..number].iter().rev().take_while(|base| base.end + TOLD >= first);
    let Some(base) = near.find(told) else { return };
    let Some(day) = base.settled.filter(|_| base.alternatives.is_empty()).and_then(When::last_day) else { return };
    let span = Some(base.span);
    let settled = match (unit, weekday) {
        (Unit::Week, Some(weekday)) => {
            let ahead = (i32::from(weekday) - i32::from(weekday_of(day)) - 1).rem_euclid(7) + 1;
            plus(day, ahead).map(When::Day)
        }
        (Unit::Week, None) => count.checked_mul(7).and_then(|days| plus(day, days)).map(When::Day),
        _ => counted(day, count, unit, None),
    };
    mentions[number].settled = settled;
    if settled.is_some() {
        mentions[number].derived.push(DateDerived { what: Inferred::Date, by: EvidenceKind::DayTold, span });
    }
}

/// “31 Mei dan 14 September 2023”: a day without a year that is joined to one with a year has that year.
fn joined_year(mentions: &mut [DateMention], next: usize) {
    let [mention, next] = &mut mentions[next - 1..=next] else { return };
    let (DateValue::Point(point), Some(When::Day(day) | When::Days(day, _))) = (mention.value, next.settled) else {
        return;
    };
    let is_open = point.day.is_some() && point.month.is_some() && point.year.is_none();
    if !is_open || point.weekday.is_some() || !mention.joined || next.first != mention.end + 1 {
        return;
    }
    let year = day.year() - i16::from(point.month > Some(day.month()));
    mention.settled = Point { year: Some(year), ..point }.date().map(When::Day);
    mention.derived.push(DateDerived { what: Inferred::Year, by: EvidenceKind::ArticleDate, span: Some(next.span) });
}

/// “tanggal 20 kemarin”: the last such day before publication, or the next one where the words look ahead.
fn monthless_day(mention: &mut DateMention, clues: &Clues) {
    let DateValue::Point(Point { day: Some(day), month: None, year: None, .. }) = mention.value else { return };
    let Some(published) = clues.published else { return };
    let step = match mention.direction {
        Some(1) => 1,
        Some(0) => 0,
        _ => -1,
    };
    let in_month = |months: i32| {
        let month = published.first_of_month().checked_add(months.months()).ok()?;
        Date::new(month.year(), month.month(), day).ok()
    };
    let fits = |found: &Date| step == 0 || if step < 0 { *found <= published } else { *found > published };
    // The day may be missing in one month ("tanggal 31"), never in two in a row.
    mention.settled =
        (0..=2).map(|months| months * step).find_map(|months| in_month(months).filter(fits)).map(When::Day);
    if mention.settled.is_some() {
        mention.derived.push(DateDerived { what: Inferred::Date, by: EvidenceKind::Published, span: None });
    }
}

fn counted(from: Date, count: i32, unit: Unit, weekday: Option<i8>) -> Option<When> {
    let months = |count: i32| {
        let month = i32::from(from.year()) * 12 + i32::from(from.month()) - 1 + count;
        Some((i16::try_from(month.div_euclid(12)).ok()?, month.rem_euclid(12) as i8 + 1))
    };
    Some(match unit {
        Unit::Day => When::Day(plus(from, count)?),
        Unit::Week => {
            let monday = plus(from, count.checked_mul(7)? + 1 - i32::from(weekday_of(from)))?;
            match weekday {
                Some(weekday) => When::Day(plus(monday, i32::from(weekday) - 1)?),
                None => When::Stretch(monday, plus(monday, 6)?),
            }
        }
        Unit::Month => {
            let (year, month) = months(count)?;
            When::Month(year, month)
        }
        Unit::Quarter => {
            let first = months(count.checked_mul(3)? - (i32::from(from.month()) - 1) % 3)?;
            When::Months(first, (first.0, first.1 + 2))
        }
        Unit::Year => When::Year(from.checked_add(count.years()).ok()?.year()),
    })
}

/// What the article's written days say about one weekday.
#[derive(Clone, Copy, Default)]
struct Written {
    /// A day with this weekday could not be settled: a bare weekday may well be this one.
    open: bool,
    /// The latest settled day of this weekday, and where it stands.
    latest: Option<(Date, Span)>,
}

/// What the written days say, by ISO weekday.
fn written_weekdays(mentions: &[DateMention], clues: &Clues) -> [Written; 8] {
    let mut written = [Written::default(); 8];
    for mention in mentions {
        let DateValue::Point(Point { day: Some(_), weekday, .. }) = mention.value else { continue };
        if let (Some(weekday), None) = (weekday, mention.settled) {
            written[weekday as usize].open = true;
        }
        let Some(day) = mention.settled.and_then(When::day).filter(|_| mention.alternatives.is_empty()) else {
            continue;
        };
        let near = clues.published.is_none_or(|p| (0..=SAME_WEEKDAY).contains(&days(day, p)));
        let latest = &mut written[weekday_of(day) as usize].latest;
        if near && latest.is_none_or(|(other, _)| other <= day) {
            *latest = Some((day, mention.span));
        }
    }
    written
}

/// A weekday without a day: the full date of the article that has this weekday, else the last such day before publication.
fn bare_weekday(mentions: &mut [DateMention], number: usize, clues: &Clues, written: &[Written; 8]) {
    let mention = &mentions[number];
    let DateValue::Point(point) = mention.value else { return };
    let (Some(weekday), true) = (point.weekday, point.is_weekday_only()) else { return };
    let plans = mention.direction == Some(1) || mention.ahead && mention.direction != Some(-1);
    let mut settled = None;
    if !plans {
        let written = &written[weekday as usize];
        if written.open {
            return;
        }
        settled = written.latest.map(|(day, span)| (day, EvidenceKind::SameWeekday, Some(span)));
    }
    if settled.is_none()
        && let Some(published) = clues.published
    {
        let back = (i32::from(weekday_of(published)) - i32::from(weekday)).rem_euclid(7);
        let count = match mention.direction {
            Some(-1) if back == 0 => -7,
            Some(0) => i32::from(weekday) - i32::from(weekday_of(published)),
            _ if plans => 7 - back,
            _ => -back,
        };
        settled = plus(published, count).map(|day| (day, EvidenceKind::Published, None));
    }
    if let Some((day, by, span)) = settled {
        mentions[number].settled = Some(When::Day(day));
        mentions[number].derived.push(DateDerived { what: Inferred::Date, by, span });
    }
}

/// Whether a day lies within the two weeks before publication.
fn is_recent(day: Date, published: Date) -> bool {
    day <= published && published.since(day).is_ok_and(|span| span.get_days() <= 14)
}
