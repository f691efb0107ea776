//! Counts of one value are one group, however often the article counts it, and play one part.

use super::{Around, CountLists, CountMention, cue};
use crate::mention::Scene;
use crate::record::CountRole;
use crate::zone::Zone;
use std::collections::HashMap;

/// Gives each count the part that its group plays, where its own words do not tell another.
pub(super) fn settle(
    scene: Scene<'_, '_>,
    lists: &CountLists,
    counts: &mut [CountMention<'_>],
    around: Around<'_, '_>,
) {
    let mut groups: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, count) in counts.iter().enumerate() {
        groups.entry(count.value.unwrap_or(0)).or_default().push(index);
    }
    for group in groups.into_values().filter(|group| group.len() > 1) {
        let titles = |index: &usize| scene.zones.of(counts[*index].first) == Zone::Headline;
        let of_report = one(group.iter().filter(|i| !titles(i)).map(|&i| counts[i].role));
        let chosen =
            group.iter().any(|&i| counts[i].role == CountRole::Selected && (of_report.is_none() || !titles(&i)));
        for index in group {
            let count = &counts[index];
            let role = match count.role {
                // “Menkominfo klaim 191 pemda gabung”: a title says in short what the report says of the same number.
                CountRole::Selected if scene.zones.of(count.first) == Zone::Headline => of_report,
                // “Sepuluh kabupaten/kota itu, yakni …”: the number of a cohort named before.
                CountRole::Other if chosen => {
                    let apart = cue::is_left_out(scene, lists, count, around)
                        || (count.end..count.end + 3).any(|at| scene.is(at, &lists.count_others));
                    (!apart).then_some(CountRole::Selected)
                }
                _ => None,
            };
            counts[index].role = role.unwrap_or(counts[index].role);
        }
    }
}

/// The role that all of them have.
fn one(mut roles: impl Iterator<Item = CountRole>) -> Option<CountRole> {
    let first = roles.next()?;
    roles.all(|role| role == first).then_some(first)
}
