//! What counts beside a count say of it: the pool that it was chosen from, the one that it points back to.

use super::{CountLists, CountMention};
use crate::mention::Scene;
use crate::record::CountRole;

/// How many counts away another one can still tell something.
pub(super) const NEIGHBOURS: usize = 40;

/// “Ke-25 kabupaten/kota itu”: the part of the count that the words point back to.
pub(super) fn pointed_at(
    scene: Scene<'_, '_>,
    lists: &CountLists,
    counts: &[CountMention<'_>],
    index: usize,
) -> Option<CountRole> {
    let count = &counts[index];
    if !scene.is(count.end, &lists.anaphora) {
        return None;
    }
    counts[..index].iter().rev().take(NEIGHBOURS).find(|c| c.value == count.value).map(|c| c.role)
}

/// “25 kota dari 500 lebih kabupaten/kota”: the larger number behind "dari" is what the choice was made from.
pub(super) fn drawn_from(scene: Scene<'_, '_>, lists: &CountLists, counts: &[CountMention<'_>], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|i| &counts[i]) else { return false };
    let count = &counts[index];
    let same_sentence = scene.text.sentence_of(before.first) == scene.text.sentence_of(count.first);
    same_sentence
        && before.value < count.value
        && count.first <= before.end + 6
        && (before.end..count.first).any(|at| scene.is(at, &lists.count_out_of))
}

/// “50 daerah yang terpilih”: a relative clause right behind tells that these were chosen.
pub(super) fn is_told_chosen(scene: Scene<'_, '_>, lists: &CountLists, count: &CountMention<'_>) -> bool {
    relative_verb(scene, lists, count)
        .and_then(|verb| scene.entry_at(verb, &lists.selection))
        .is_some_and(|word| word.is_chosen())
}

/// Where the words of a relative clause right behind the count begin: “50 daerah yang …”.
pub(super) fn relative_verb(scene: Scene<'_, '_>, lists: &CountLists, count: &CountMention<'_>) -> Option<usize> {
    scene.longest(count.end, &lists.relative_words).map(|(verb, ())| verb)
}

/// Whether only a comma or a conjunction stands between two counts: “34 provinsi, 98 kota, serta 415 kabupaten”.
pub(super) fn joins(scene: Scene<'_, '_>, lists: &CountLists, one: &CountMention<'_>, next: &CountMention<'_>) -> bool {
    let separates = |at: usize| scene.is(at, &lists.list_separators) || scene.printed(at) == ",";
    one.end < next.first && next.first <= one.end + 2 && (one.end..next.first).all(separates)
}
