//! Type words that hold for a whole list: “Kabupaten Gianyar, Bangli, Kota Banjar”, and the kind that the words before or above
//! a list name (see [`heading`](super::heading)).

use super::heading::{Told, told_before};
use crate::mention::region::{RegionLists, RegionMention, Typed};
use crate::mention::{Inference, Scene};
use crate::record::{EvidenceKind, Inferred, Level};
use crate::text::{Gap, Shape, WordId};

/// Words that an unknown name has at most in a list of known ones.
const UNKNOWN_NAME: usize = 3;

/// Tokens between two members of a list at most, when names that no list has stand there.
const UNKNOWN_REACH: usize = 16;

/// “Kabupaten Gianyar, Bangli, Bone Bolango, Kota Banjar”: the type word holds until the next one.
pub(super) fn carry_types(scene: Scene<'_, '_>, lists: &RegionLists, found: &mut [RegionMention<'_>]) {
    let mut carried: Option<Told> = None;
    // “Kategori kota: Bekasi, Kabupaten Bogor, Semarang”: a list that is not of one kind tells nothing of its bare names.
    let mut is_mixed = false;
    for at in 0..found.len() {
        if !goes_on_from_the_last(scene, lists, found, at, carried) {
            carried = told_before(scene, lists, found, at);
            is_mixed = false;
        }
        match (found[at].typed, found[at].level) {
            (Typed::Word | Typed::Government | Typed::Title, level) => {
                is_mixed |= carried.is_some_and(|told| told.of_list && level.is_some_and(|own| own != told.level));
                // Of a list that its heading tells, the heading goes on telling.
                if !carried.is_some_and(|told| told.of_list) {
                    carried =
                        level.map(|level| Told { level, tokens: own_type_word(scene, &found[at]), of_list: false });
                }
            }
            (Typed::Bare, _) => {
                if let Some(told) = carried.filter(|told| !is_mixed && fits(scene, lists, &found[at], told.level)) {
                    take_type(scene, &mut found[at], told);
                }
            }
            _ => {}
        }
    }
}

/// Whether mention `at` stands in one list with the mention before, of which `carried` tells the kind.
fn goes_on_from_the_last(
    scene: Scene<'_, '_>,
    lists: &RegionLists,
    found: &[RegionMention<'_>],
    at: usize,
    carried: Option<Told>,
) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &found[before]) else { return false };
    // “Bupati Bangli, I Made Gianyar, Semarang”: behind a title the unknown name is a person's.
    let may_hold_unknown = carried.is_some() && before.typed != Typed::Title;
    only_separators(scene, lists, before.end, found[at].first)
        || may_hold_unknown && only_unknown_names(scene, lists, before.end, found[at].first)
}

/// The words that tell the kind of a typed mention; those of a title stand before it.
fn own_type_word(scene: Scene<'_, '_>, mention: &RegionMention<'_>) -> (usize, usize) {
    let title = || scene.longest_before(mention.first, &scene.gazetteer.people.office_list);
    match mention.typed {
        Typed::Title => (title().map_or(mention.first, |(first, _)| first), mention.first),
        _ => (mention.first, mention.name_first),
    }
}

/// Whether the bare name of `mention` can be that of a region of kind `level`.
fn fits(scene: Scene<'_, '_>, lists: &RegionLists, mention: &RegionMention<'_>, level: Level) -> bool {
    // “di Kabupaten Tuban, BS bersembunyi”: a short form behind the comma of a clause is no member of a list.
    let in_clause = goes_on(scene, lists, mention.end);
    let regions = &scene.gazetteer.regions;
    let readings = mention.name.map(|name| regions.readings(name)).unwrap_or_default();
    readings.iter().any(|r| regions.get(r.region).level == level && (r.alone || !in_clause))
}

/// Gives a bare name the kind that its list has, and says what told it where the name has it in several kinds.
fn take_type(scene: Scene<'_, '_>, mention: &mut RegionMention<'_>, told: Told) {
    let regions = &scene.gazetteer.regions;
    let readings = mention.name.map(|name| regions.readings(name)).unwrap_or_default();
    let of_level = readings.iter().filter(|r| regions.get(r.region).level == told.level).count();
    if of_level == 1 && readings.len() > 1 {
        mention.derived.push(Inference::new(Inferred::Region, EvidenceKind::ListType, Some(told.tokens)));
    }
    mention.level = Some(told.level);
    mention.typed = Typed::Carried;
}

/// Whether only commas, "dan", list numbers and line ends stand between.
pub(super) fn only_separators(scene: Scene<'_, '_>, lists: &RegionLists, from: usize, to: usize) -> bool {
    from <= to
        && to - from <= 5
        && (from < to || scene.text.tokens.get(to).is_some_and(|t| t.gap >= Gap::Line))
        && scene.text.tokens.get(to).is_some_and(|t| t.gap < Gap::Paragraph || from < to)
        && (from..to).all(|at| {
            matches!(scene.printed(at), "," | ";" | "/" | "&" | "-" | "•" | "*" | "." | ")")
                && !(scene.printed(at) == "."
                    && scene.text.tokens[at + 1].shape != Shape::Digits
                    && at == from
                    && scene.text.tokens[at + 1].gap == Gap::Space)
                || scene.text.tokens[at].shape == Shape::Digits
                || scene.is(at, &lists.list_separators)
        })
}

/// Whether names that no list knows stand between, each of them between separators: “Kabupaten Gianyar, Bangly, Badung”.
fn only_unknown_names(scene: Scene<'_, '_>, lists: &RegionLists, from: usize, to: usize) -> bool {
    if from + 2 >= to || to - from > UNKNOWN_REACH || scene.text.line_of(from) != scene.text.line_of(to) {
        return false;
    }
    let separates =
        |at: usize| matches!(scene.printed(at), "," | ";" | "/" | "&") || scene.is(at, &lists.list_separators);
    let tokens: Vec<usize> = (from..to).collect();
    separates(from) && separates(to - 1) && {
        let mut names = tokens.split(|&at| separates(at)).filter(|name| !name.is_empty());
        names.all(|name| {
            let is_unknown = |at: &usize| scene.text.tokens[*at].word == WordId::UNKNOWN;
            name.len() <= UNKNOWN_NAME
                && name.iter().all(|&at| scene.text.tokens[at].shape.is_capitalised())
                && name.iter().any(is_unknown)
                && !name.iter().any(|&at| scene.is(at, &lists.type_words))
        })
    }
}

/// Whether a word in small letters that joins no list stands at token `at`.
fn goes_on(scene: Scene<'_, '_>, lists: &RegionLists, at: usize) -> bool {
    let next = scene.text.tokens.get(at).filter(|t| t.gap == Gap::Space && t.shape == Shape::Lower);
    next.is_some()
        && scene.longest(at, &lists.list_separators).is_none()
        && scene.longest(at, &lists.place_prepositions).is_none()
}
