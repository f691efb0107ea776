//! Whether a bare name is used as that of a place where it can be something else.

use crate::gazetteer::PlaceWord;
use crate::mention::Scene;
use crate::mention::region::{RegionLists, RegionMention};
use crate::text::{Gap, Shape};
use crate::zone::Zone;

/// Whether a bare name is used as a place's: not a word that could be something else at the start of a sentence or in a title.
pub(super) fn stands_as_a_place(scene: Scene<'_, '_>, lists: &RegionLists, mention: &RegionMention<'_>) -> bool {
    let Some(name) = mention.name else { return true };
    if scene.text.is_small {
        return stands_as_a_place_in_small(scene, lists, mention, name);
    }
    if scene.gazetteer.regions.careful(name).is_none() {
        return true;
    }
    let first = mention.first;
    let preposition =
        |at: usize| scene.entry_at(at, &lists.place_prepositions).is_some_and(|word| *word != PlaceWord::Noun);
    let after_preposition = first > 0 && scene.text.tokens[first].gap <= Gap::Space && preposition(first - 1);
    if after_preposition || scene.zones.of(first) == Zone::Dateline {
        return true;
    }
    let sentence = scene.text.sentences[scene.text.sentence_of(first)];
    let opens = (sentence.first..first).all(|at| scene.text.tokens[at].shape == Shape::Mark);
    let in_title = scene.zones.of(first) == Zone::Headline || mostly_capitals(scene, sentence.first, sentence.end);
    // Further capitals around the name show that it belongs to a longer one that no list knows.
    let beside_capital =
        |at: Option<usize>| at.and_then(|at| scene.text.tokens.get(at)).is_some_and(|t| t.shape.is_capitalised());
    let neighbour = scene.text.tokens[first].gap == Gap::Space && beside_capital(first.checked_sub(1)) && !opens
        || scene.text.tokens.get(mention.end).is_some_and(|t| t.gap == Gap::Space) && beside_capital(Some(mention.end));
    !opens && !in_title && !neighbour
}

/// The same in a text without capitals: “di serang” and “ke malang, jawa timur” are places; “dan serang”, “di medan perang” and
/// “ke puncak tertinggi” may be anything. So may letters that stand for a name: “di ntb” is a place.
fn stands_as_a_place_in_small(
    scene: Scene<'_, '_>,
    lists: &RegionLists,
    mention: &RegionMention<'_>,
    name: u32,
) -> bool {
    let regions = &scene.gazetteer.regions;
    let is_word = regions.careful(name).is_some();
    if !is_word && regions.readings(name).iter().all(|r| r.exact.is_none()) {
        return true;
    }
    let before = mention.first.checked_sub(1).filter(|_| scene.text.tokens[mention.first].gap <= Gap::Space);
    let in_place = before
        .and_then(|at| scene.entry_at(at, &lists.place_prepositions))
        .is_some_and(|word| *word == PlaceWord::Place);
    let next = scene.text.tokens.get(mention.end).filter(|next| next.gap <= Gap::Space && next.shape.is_word());
    let goes_on = next.is_some_and(|next| {
        !scene.lexicon.starts(next.word, regions.list)
            && scene.longest(mention.end, &lists.place_prepositions).is_none()
            && scene.longest(mention.end, &lists.list_separators).is_none()
    });
    in_place && !(is_word && goes_on)
}

fn mostly_capitals(scene: Scene<'_, '_>, first: usize, end: usize) -> bool {
    let words = || scene.text.tokens[first..end].iter().filter(|t| t.shape.is_word());
    words().count() > 3 && words().filter(|t| t.shape.is_capitalised()).count() * 5 >= words().count() * 4
}
