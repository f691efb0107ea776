//! Counts over several years: “2017 dan 2018”, “selama periode 2017-2022”.

use super::role::{BESIDE, ROLE_REACH};
use super::{CountLists, CountMention};
use crate::mention::years::{YearMention, YearWord};
use crate::mention::{Scene, among};
use crate::text::Sentence;

pub(super) fn joins_years(scene: Scene<'_, '_>, lists: &CountLists, years: &[YearMention], year: usize) -> bool {
    let joined = |first: &YearMention, next: &YearMention| {
        let (from, to) = (first.end, next.first);
        from < to
            && to - from <= 2
            && (from..to)
                .all(|at| scene.is(at, &lists.list_separators) || matches!(scene.printed(at), "-" | "–" | "/" | ","))
    };
    years[year.saturating_sub(1)..].windows(2).take(2).any(|pair| {
        let has = pair.iter().any(|y| y.first == years[year].first);
        has && joined(&pair[0], &pair[1])
    })
}

/// Years joined by words, “2017 dan 2018”, or far apart, “2017-2019”, near a count without a year of its own.
pub(super) fn spans_years(
    scene: Scene<'_, '_>,
    lists: &CountLists,
    years: &[YearMention],
    count: &CountMention<'_>,
    sentence: Sentence,
) -> bool {
    let stated = |y: &YearMention| match y.year {
        YearWord::Stated(year) => Some(year),
        _ => None,
    };
    let near = |from: usize, to: usize| {
        (from < count.first && count.first <= to + ROLE_REACH) || (count.end <= from && from <= count.end + BESIDE)
    };
    // “Selama periode 2017-2022”
    let digits = |at: usize| scene.printed(at).parse().ok().filter(|_| scene.printed(at).len() == 4);
    let glued = |at: usize| {
        let years: Option<(i16, i16)> = digits(at).zip(digits(at + 2));
        matches!(scene.printed(at + 1), "-" | "–") && years.is_some_and(|(from, to)| to - from >= 2) && near(at, at + 3)
    };
    if (sentence.first..sentence.end.saturating_sub(2)).any(glued) {
        return true;
    }
    let inside = among(years, sentence.first, sentence.end);
    years[inside].windows(2).any(|pair| {
        let (from, to) = (pair[0].end, pair[1].first);
        let (Some(first), Some(last)) = (stated(&pair[0]), stated(&pair[1])) else { return false };
        let by_words = from + 1 == to && scene.is(from, &lists.list_separators);
        let far = from + 1 == to && matches!(scene.printed(from), "-" | "–") && last - first >= 2;
        first < last && (by_words || far) && near(pair[0].first, pair[1].end)
    })
}
