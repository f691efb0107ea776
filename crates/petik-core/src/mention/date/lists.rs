//! The word lists that dates need, with look-ups of what their entries mean. The rules name more lists than these.

use crate::gazetteer::{DateOffset, DatePart, DateTo, Direction, Duration, Month, Period, Weekday, word_lists};
use crate::rule::Cx;
use crate::text::{Listed, WordList};

word_lists! {
    /// The word lists that dates are read with.
    pub struct DateLists {
        /// Months by name.
        months: Month,
        /// Weekdays.
        weekdays: Weekday,
        /// Weekdays by short forms that are also other words.
        date_weekdays_short: Weekday,
        /// Days told from the day of publication.
        relative_days: DateOffset,
        /// Weeks told from the week of publication.
        date_weeks: DateOffset,
        /// One unit of time.
        date_one_units: DateOffset,
        /// Units of time behind a number.
        date_units: DateOffset,
        /// Words of a day told from the day that the text told before.
        date_story_days: DateOffset,
        /// On which side of the day told before.
        date_story: Direction,
        /// Parts of a month or year.
        date_parts: DatePart,
        /// Quarters and halves of a year.
        periods: Period,
        /// To which side of the day of publication a date lies.
        date_directions: Direction,
        /// Times of day, which may stand between a date and the words of its direction.
        date_times: (),
        /// What stands between two dates.
        date_to: DateTo,
    }
}

impl DateLists {
    pub(super) fn month<'l>(&'l self, cx: Cx<'_>, at: usize) -> Option<&'l Month> {
        longest(&self.months, cx, at).map(|(_, month)| month)
    }

    pub(super) fn weekday(&self, cx: Cx<'_>, at: usize) -> Option<i8> {
        let found = longest(&self.weekdays, cx, at).or_else(|| longest(&self.date_weekdays_short, cx, at));
        found.map(|(_, weekday)| weekday.value.0 as i8)
    }

    /// The offset that the longest relative words at token `at` mean.
    pub(super) fn offset(&self, cx: Cx<'_>, at: usize) -> Option<Duration> {
        let lists = [&self.relative_days, &self.date_story_days, &self.date_weeks, &self.date_one_units];
        lists.into_iter().find_map(|list| longest(list, cx, at)).map(|(_, offset)| offset.value)
    }

    pub(super) fn unit(&self, cx: Cx<'_>, at: usize) -> Option<Duration> {
        longest(&self.date_units, cx, at).map(|(_, unit)| unit.value)
    }

    /// On which side of the day told before the words at token `at` count: -1 before, 1 after.
    pub(super) fn story(&self, cx: Cx<'_>, at: usize) -> Option<i32> {
        longest(&self.date_story, cx, at).map(|(_, side)| i32::from(side.value.0 as i8))
    }

    pub(super) fn part(&self, cx: Cx<'_>, at: usize) -> Option<DatePart> {
        longest(&self.date_parts, cx, at).map(|(_, part)| *part)
    }

    /// How many months a period has.
    pub(super) fn period(&self, cx: Cx<'_>, at: usize) -> Option<i8> {
        longest(&self.periods, cx, at).map(|(_, period)| period.value.0 as i8)
    }

    /// The direction that the words behind a date give, a time of day between left aside.
    pub(super) fn direction(&self, cx: Cx<'_>, end: usize) -> Option<i8> {
        let after = longest(&self.date_times, cx, end).map_or(end, |(end, ())| end);
        let found = longest(&self.date_directions, cx, end).or_else(|| longest(&self.date_directions, cx, after));
        found.map(|(_, direction)| direction.value.0 as i8)
    }

    /// Whether the words at token `at` join single things instead of spanning what lies between.
    pub(super) fn joins(&self, cx: Cx<'_>, at: usize) -> bool {
        matches!(longest(&self.date_to, cx, at), Some((_, DateTo::Joins)))
    }
}

/// The longest entry of a list at token `at`: (first token after it, what it means).
fn longest<'l, M>(list: &'l WordList<M>, cx: Cx<'_>, at: usize) -> Option<(usize, &'l M)> {
    let (end, entry) = cx.lexicon.longest(&cx.text.tokens, at, list.id())?;
    Some((end, list.entry(entry)))
}
