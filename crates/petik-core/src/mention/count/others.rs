//! Counts of those beside the regions that the text names.

use super::{Around, CountLists, CountMention};
use crate::gazetteer::Others;
use crate::mention::region::RegionMention;
use crate::mention::{Scene, among};
use crate::record::{CountRole, CountUnit, Level};
use crate::zone::Zone;

/// Whether the count is of those beside the regions named: “24 kepala daerah lainnya”, “bersama 24 kabupaten/kota”.
pub(super) fn is_of_others(
    scene: Scene<'_, '_>,
    lists: &CountLists,
    count: &CountMention<'_>,
    around: Around<'_, '_>,
) -> bool {
    let end = scene.text.sentences[scene.text.sentence_of(count.first)].end;
    let said = (count.end..(count.end + 3).min(end)).find_map(|at| scene.entry_at(at, &lists.count_others));
    count.role == CountRole::Other
        && (said == Some(&Others::Beside) || said.is_none() && beside_a_party(scene, lists, count, around))
}

/// “Wonosobo lolos bersama 24 kabupaten/kota”: those beside the region named are others.
pub(super) fn beside_a_party(
    scene: Scene<'_, '_>,
    lists: &CountLists,
    count: &CountMention<'_>,
    around: Around<'_, '_>,
) -> bool {
    let sentence = scene.text.sentences[scene.text.sentence_of(count.first)];
    if !scene
        .around((count.first, count.end))
        .sentence()
        .before(4)
        .any(|at| scene.longest(at, &lists.together_words).is_some_and(|(end, _)| end <= count.first))
    {
        return false;
    }
    // “Provinsi Jawa Barat dan DIY bersama 50 kabupaten/kota”: another kind of region is no other of the same.
    let level = |r: &RegionMention<'_>| r.region.map(|id| scene.gazetteer.regions.get(id).level);
    let of_other_kind = |r: &RegionMention<'_>| {
        level(r) == Some(Level::Province) && count.unit != Some(CountUnit::Provinsi)
            || scene.zones.of(r.first) == Zone::Dateline
    };
    let regions = among(around.regions, sentence.first, count.first).map(|i| &around.regions[i]);
    let party = regions.filter(|r| r.end <= count.first && !of_other_kind(r)).map(|r| r.end).max();
    let organisations = among(around.organisations, sentence.first, count.first).map(|i| &around.organisations[i]);
    let other = organisations.map(|o| o.end).filter(|&end| end <= count.first).max();
    party > other
}
