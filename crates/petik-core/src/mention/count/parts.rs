//! What belongs to a count: the year stated for it, and the counts that are its parts.

use super::{Around, CountLists, CountMention};
use crate::mention::years::{YearMention, YearWord};
use crate::mention::{Scene, among};

/// How many words away from a count its year can stand.
const YEAR_REACH: usize = 14;

/// How many words before a count the year can stand that it began in.
const SINCE_REACH: usize = 4;

/// The year stated for a count, within the sentence: one that leads it behind a comma, else the one behind it before the next
/// count, else one before it.
pub(super) fn year_of(
    scene: Scene<'_, '_>,
    lists: &CountLists,
    counts: &[CountMention<'_>],
    index: usize,
    around: Around<'_, '_>,
) -> Option<usize> {
    let years = around.years;
    let count = &counts[index];
    let is_target = || around.whole.is_a_target(count.value);
    let sentence = scene.text.sentences[scene.text.sentence_of(count.first)];
    let next = counts.get(index + 1).map_or(sentence.end, |c| c.first.min(sentence.end));
    let before = index.checked_sub(1).map_or(sentence.first, |i| counts[i].end.max(sentence.first));
    // “sejak 2017 sudah 100”: a year that begins a stretch is no cohort's, unless the count is what it began with.
    let since = |y: &YearMention| {
        // “Sejak 2017, 251 kabupaten/kota didampingi”, with no count beside it, tells of all since then.
        let mut inside = among(counts, sentence.first, sentence.end);
        let beside = inside.any(|i| i != index && counts[i].end <= sentence.end);
        let began = !is_target()
            && (beside || scene.printed(y.end) != ",")
            && y.end <= count.first
            && count.first <= y.end + SINCE_REACH
            && !(y.end..count.first)
                .any(|at| scene.is(at, &lists.already_words) || scene.longest(at, &lists.place_prepositions).is_some());
        (y.first.saturating_sub(1)..=y.first).any(|at| scene.longest(at, &lists.since_words).is_some()) && !began
    };
    let usable =
        |y: &YearMention| !y.of_assessment && !y.inside_date && !matches!(y.year, YearWord::Copyright(_)) && !since(y);
    let find = |from: usize, to: usize| among(years, from, to).find(|&i| years[i].end <= to && usable(&years[i]));
    // “pada 2018 bertambah 50 daerah, kemudian pada 2019 25 daerah”: the comma tells on which side a year belongs.
    let parts = |from: usize, to: usize| {
        (from..to).any(|at| {
            matches!(scene.printed(at), "," | ";")
                || scene.is(at, &lists.list_separators)
                || scene.longest(at, &lists.list_openers).is_some()
        })
    };
    let comma = |from: usize, to: usize| (from..to).any(|at| matches!(scene.printed(at), "," | ";"));
    let leads = |year: usize, from: usize, to: usize| parts(from, years[year].first) && !comma(years[year].end, to);
    let own = index.checked_sub(1).filter(|_| before > sentence.first);
    if let Some(year) = own.and_then(|_| find(before, count.first)).filter(|&year| leads(year, before, count.first)) {
        return Some(year);
    }
    // “di tahun 2022, 50 kabupaten” and “50 kabupaten di tahun 2022”: behind wins in a list of years.
    let behind = find(count.end, next.min(count.end + YEAR_REACH))
        .filter(|&year| next == sentence.end || !leads(year, count.end, next));
    // Before the count only where no other count stands between: there the year belongs to that one.
    let alone = before == sentence.first;
    let ahead = || {
        among(years, before, count.first).rfind(|&i| {
            let y = &years[i];
            alone && y.end <= count.first && y.first + YEAR_REACH >= count.first && usable(y)
        })
    };
    behind.or_else(ahead)
}

/// “141 kabupaten/kota. Di antaranya 25 di tahun 2017, 50 tahun 2018 …”: the counts behind an opener are parts of the one before.
pub(super) fn find(scene: Scene<'_, '_>, lists: &CountLists, counts: &mut [CountMention<'_>]) {
    for head in 0..counts.len() {
        let sentence = scene.text.sentence_of(counts[head].first);
        let opens = |at: usize| scene.longest(at, &lists.list_openers).is_some() || scene.printed(at) == ":";
        let last = counts[head + 1..]
            .iter()
            .take_while(|c| {
                scene.text.sentence_of(c.first) <= sentence + 1
                    && scene.text.line_of(c.first) <= scene.text.line_of(counts[head].first) + 1
            })
            .count();
        let parts = head + 1..head + 1 + last;
        if parts.len() < 2 || counts[head].part_of.is_some() || !(counts[head].end..counts[head + 1].first).any(opens) {
            continue;
        }
        let with_year = parts.clone().filter(|&i| counts[i].year.is_some()).count();
        let smaller = parts.clone().all(|i| counts[i].value < counts[head].value);
        if smaller && (with_year == parts.len() || with_year <= 1) {
            for part in parts {
                counts[part].part_of = Some(head);
            }
        }
    }
}

/// How many counts behind a whole its parts can begin.
const ADDENDS: usize = 12;
/// How many parts add up to a whole, at most: a number for each province, twice over.
const MOST_ADDENDS: usize = 80;

/// “150 kabupaten/kota … lima … 80 … 61 … empat”: counts in a row that add up to one before them are its parts.
pub(super) fn find_addends(scene: Scene<'_, '_>, counts: &mut [CountMention<'_>]) {
    for head in 0..counts.len() {
        let Some(total) = counts[head].value.filter(|_| counts[head].part_of.is_none()) else { continue };
        for first in head + 1..(head + ADDENDS).min(counts.len()) {
            let mut sum = 0;
            for last in first..counts.len().min(first + MOST_ADDENDS) {
                if counts[last].year.is_some()
                    || counts[last].part_of.is_some()
                    || scene.text.line_of(counts[last].first) > scene.text.line_of(counts[first].first) + 6
                {
                    break;
                }
                sum += counts[last].value.unwrap_or(0);
                if sum >= total {
                    if sum == total && last > first {
                        counts[first..=last].iter_mut().for_each(|c| c.part_of = Some(head));
                    }
                    break;
                }
            }
        }
    }
}
