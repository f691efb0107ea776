//! The kind of the members of a list, as the words before or above it tell: “Kabupaten:”, “tujuh kota yang menerima
//! penghargaan, yakni”, “kategori kota diraih”, “dari 11 provinsi”, a heading over items. It must be one kind: where two are
//! named, or the words belong to another clause, nothing is told.

use crate::gazetteer::{PlaceWord, TypeSense};
use crate::mention::Scene;
use crate::mention::region::{RegionLists, RegionMention, Typed};
use crate::record::Level;
use crate::text::{Gap, Shape};

/// What tells the kind of regions in a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) level: Level,
    /// The words that tell it.
    pub(super) tokens: (usize, usize),
    /// Whether they speak of the whole list, and not of a member only.
    pub(super) of_list: bool,
}

impl Told {
    fn of_list(level: Level, tokens: (usize, usize)) -> Self {
        Told { level, tokens, of_list: true }
    }
}

/// How many words before a list the type word can stand that holds for it.
const HEADING_REACH: usize = 8;

/// How many words before the opener of a list the type word can stand that a number counts.
const COUNT_REACH: usize = 10;

/// How many words before a list the category can stand that it is of.
const CATEGORY_REACH: usize = 30;

/// How many lines above an item its heading can stand.
const LINES_ABOVE: usize = 12;

/// What the words before or above the list that begins with mention `at` tell of its kind.
pub(super) fn told_before(
    scene: Scene<'_, '_>,
    lists: &RegionLists,
    found: &[RegionMention<'_>],
    at: usize,
) -> Option<Told> {
    heading_before(scene, lists, found[at].first)
        .or_else(|| category_before(scene, lists, found, at))
        .or_else(|| heading_above(scene, lists, found, at))
}

/// “Kabupaten:”, “ada 16 kabupaten. Di antaranya” right before a list.
fn heading_before(scene: Scene<'_, '_>, lists: &RegionLists, first: usize) -> Option<Told> {
    let (mut at, mut opened) = (first, false);
    while at > 0 && first - at < HEADING_REACH {
        if let Some((start, word)) = scene.longest_before(at, &lists.type_words) {
            let tells = at < first && !lists.names_both(scene, start, at) && !is_second_kind(scene, lists, start);
            return word.value.level().filter(|_| tells).map(|level| Told::of_list(level, (start, at)));
        }
        if let Some((start, _)) = scene.longest_before(at, &lists.list_openers) {
            (at, opened) = (start, true);
            continue;
        }
        at -= 1;
        let token = &scene.text.tokens[at];
        let skippable = matches!(scene.printed(at), ":" | "," | "(" | "-" | ".")
            || token.shape == Shape::Digits
            || scene.is(at, &lists.place_prepositions);
        if !skippable {
            return if opened { counted_before(scene, lists, at + 1) } else { None };
        }
    }
    None
}

/// “tujuh kota yang menerima penghargaan, yakni”: the type word that a number counts, a few words before the opener of the list.
fn counted_before(scene: Scene<'_, '_>, lists: &RegionLists, opener: usize) -> Option<Told> {
    let sentence = scene.text.sentences[scene.text.sentence_of(opener.saturating_sub(1))];
    let from = opener.saturating_sub(COUNT_REACH).max(sentence.first);
    (from..opener).rev().find_map(|end| {
        let (start, word) = scene.longest_before(end, &lists.type_words)?;
        let tells = !lists.names_both(scene, start, end) && !is_second_kind(scene, lists, start);
        is_counted(scene, start).then(|| {
            let level = word.value.level().filter(|_| tells)?;
            Some(Told::of_list(level, (start, end)))
        })
    })?
}

/// Whether a number counts the type word at token `start`.
fn is_counted(scene: Scene<'_, '_>, start: usize) -> bool {
    let number = start.checked_sub(1).map(|at| &scene.text.tokens[at]);
    number.is_some_and(|n| n.shape == Shape::Digits || scene.gazetteer.numbers.get(n.word).is_some())
}

/// “tiga kabupaten dan dua kota, yakni”: the kind at token `start` is the second of two that are named together.
fn is_second_kind(scene: Scene<'_, '_>, lists: &RegionLists, start: usize) -> bool {
    let number = usize::from(is_counted(scene, start));
    let joint = start
        .checked_sub(number + 1)
        .filter(|&at| scene.is(at, &lists.list_separators) || matches!(scene.printed(at), "," | "/" | "&"));
    joint.is_some_and(|joint| scene.longest_before(joint, &lists.type_words).is_some())
}

/// “Kategori kota terinovatif diraih Bekasi, Semarang”, “dari 11 provinsi yang dinilai, Jambi dan Bengkulu”, “Kota terinovatif:
/// Bekasi”: the one kind that the clause before the list speaks of as a category.
fn category_before(scene: Scene<'_, '_>, lists: &RegionLists, found: &[RegionMention<'_>], at: usize) -> Option<Told> {
    let first = found[at].first;
    let before = first.checked_sub(1).filter(|_| found[at].typed == Typed::Bare)?;
    // “Lomba kategori kota digelar di Bekasi”: a place is no member.
    let is_place = scene.entry_at(before, &lists.place_prepositions) == Some(&PlaceWord::Place);
    let from = clause_before(scene, lists, first);
    if is_place || from == first {
        return None;
    }
    let kinds = Kind::all(scene, lists, from, first);
    let words = || kinds.iter().filter(|kind| kind.of == Of::Word);
    let colon = (from..first).rev().find(|&i| scene.text.tokens[i].shape != Shape::Mark || scene.printed(i) == ":");
    let is_heading = colon.is_some_and(|at| scene.printed(at) == ":") && ends_a_list(scene, lists, found, at);
    let told = match words().next() {
        Some(_) => one_kind(words())?,
        None => one_kind(kinds.iter().filter(|kind| is_heading && kind.of == Of::Government))?,
    };
    let is_category = is_heading
        || words().any(|kind| is_category(scene, lists, kind.tokens.0) || is_subject(scene, lists, kind, first));
    is_category.then_some(told)
}

/// The first token of the clause that leads to token `first`.
fn clause_before(scene: Scene<'_, '_>, lists: &RegionLists, first: usize) -> usize {
    let sentence = scene.text.sentences[scene.text.sentence_of(first)].first;
    let from = sentence.max(first.saturating_sub(CATEGORY_REACH));
    let ends = |at: &usize| scene.printed(*at) == ";" || scene.is(*at, &lists.clause_words);
    (from..first).rev().find(ends).map_or(from, |at| at + 1)
}

/// Whether the type word at token `start` names what a list is of: “kategori kota”, “dari 11 provinsi”.
fn is_category(scene: Scene<'_, '_>, lists: &RegionLists, start: usize) -> bool {
    // “kategori penghargaan kota terinovatif”: a word may stand between.
    (start.saturating_sub(1)..=start).any(|end| scene.longest_before(end, &lists.region_categories).is_some())
        || is_counted(scene, start) && scene.longest_before(start - 1, &lists.count_out_of).is_some()
}

/// “Kota yang menerimanya adalah Sukabumi, …”: the kind that a relative clause tells of, and words right before `head` open those.
fn is_subject(scene: Scene<'_, '_>, lists: &RegionLists, kind: &Kind, head: usize) -> bool {
    scene.longest(kind.tokens.1, &lists.relative_words).is_some()
        && scene.longest_before(head, &lists.list_openers).is_some()
}

/// Whether the list that begins with mention `at` has several members, or nothing goes on behind it: “Warga kota bilang: Bekasi
/// macet” is no list.
fn ends_a_list(scene: Scene<'_, '_>, lists: &RegionLists, found: &[RegionMention<'_>], at: usize) -> bool {
    let joined =
        found.get(at + 1).is_some_and(|next| super::carry::only_separators(scene, lists, found[at].end, next.first));
    let next = scene.text.tokens.get(found[at].end);
    joined || next.is_none_or(|next| next.shape == Shape::Mark || next.gap >= Gap::Line)
}

/// “TP2DD Kota Terbaik 2023” above items: the one kind that the nearest line above names which is no item itself.
fn heading_above(scene: Scene<'_, '_>, lists: &RegionLists, found: &[RegionMention<'_>], at: usize) -> Option<Told> {
    let line = scene.text.line_of(found[at].first);
    if !begins_an_item(scene, found, at) && !begins_lines(scene, found, at) {
        return None;
    }
    let mut other_kinds = Vec::new();
    for above in (line.saturating_sub(LINES_ABOVE)..line).rev() {
        let above = scene.text.lines[above];
        let items = &found[found.partition_point(|m| m.first < above.first)..];
        let items = &items[..items.partition_point(|m| m.first < above.end)];
        let announces = scene.printed(above.end - 1) == ":";
        if !items.is_empty() && !announces {
            other_kinds.extend(items.iter().filter(|m| m.typed == Typed::Word).filter_map(|m| m.level));
            continue;
        }
        let kinds = Kind::all(scene, lists, above.first, above.end);
        // “Realisasi belanja tertinggi:” under “Pemerintah kota penerima penghargaan:”.
        if kinds.is_empty() && announces {
            continue;
        }
        let told = one_kind(kinds.iter())?;
        return (other_kinds.iter().all(|level| *level == told.level)).then_some(told);
    }
    None
}

/// Whether mention `at` stands behind the bullet or number of its line.
fn begins_an_item(scene: Scene<'_, '_>, found: &[RegionMention<'_>], at: usize) -> bool {
    let first = scene.text.lines[scene.text.line_of(found[at].first)].first;
    !scene.text.tokens[first].shape.is_word() && found[at].first <= first + 3
}

/// Whether mention `at` and the next one are all that their lines hold.
fn begins_lines(scene: Scene<'_, '_>, found: &[RegionMention<'_>], at: usize) -> bool {
    let alone = |mention: &RegionMention<'_>| {
        let line = scene.text.lines[scene.text.line_of(mention.first)];
        line.first == mention.first && line.end == mention.end
    };
    let next = found.get(at + 1).filter(|next| next.first == found[at].end);
    alone(&found[at]) && next.is_some_and(alone)
}

/// A word for a kind of region that belongs to no name.
struct Kind {
    tokens: (usize, usize),
    /// `None` where it names both kinds.
    level: Option<Level>,
    of: Of,
}

#[derive(Clone, Copy, PartialEq)]
enum Of {
    /// “kota”
    Word,
    /// “pemerintah kota”
    Government,
    /// “wali kota”: a person.
    Title,
}

impl Kind {
    /// All of them among the tokens `from..to`.
    fn all(scene: Scene<'_, '_>, lists: &RegionLists, from: usize, to: usize) -> Vec<Kind> {
        let people = &scene.gazetteer.people;
        let mut kinds = Vec::new();
        let mut at = from;
        while at < to {
            let title = scene.longest(at, &people.office_list).filter(|(end, _)| *end <= to);
            let word = scene.longest(at, &lists.type_words).filter(|(end, _)| *end <= to);
            let (end, level, of) = match (title, word) {
                (Some((end, office)), _) if word.is_none_or(|(word_end, _)| word_end <= end) => {
                    let Some(level) = people.office(office).level else {
                        at = end;
                        continue;
                    };
                    (end, Some(level), Of::Title)
                }
                (_, Some((end, word))) => match (word.value.level(), word.sense) {
                    (None, Some(TypeSense::Both)) => (end, None, Of::Word),
                    (Some(level), Some(TypeSense::Government)) => (end, Some(level), Of::Government),
                    (Some(level), _) => (end, Some(level), Of::Word),
                    (None, _) => {
                        at = end;
                        continue;
                    }
                },
                _ => {
                    at += 1;
                    continue;
                }
            };
            kinds.push(Kind { tokens: (at, end), level, of });
            at = end;
        }
        kinds
    }
}

/// The kind that all of `kinds` name, where no person's title does; the last of them tells it.
fn one_kind<'k>(kinds: impl Iterator<Item = &'k Kind>) -> Option<Told> {
    let mut told = None;
    for kind in kinds {
        let level = kind.level.filter(|level| told.is_none_or(|told: Told| told.level == *level))?;
        told = Some(Told::of_list(level, kind.tokens));
        if kind.of == Of::Title {
            return None;
        }
    }
    told
}
