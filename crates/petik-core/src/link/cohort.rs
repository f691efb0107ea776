//! Names in lists of members, settled by the cohort that the list is of.

use super::carry::only_separators;
use super::region::take;
use crate::gazetteer::RegionId;
use crate::mention::programme::ProgrammeMention;
use crate::mention::region::{RegionLists, RegionMention, readings};
use crate::mention::{Inference, Scene, Tokens};
use crate::record::{EvidenceKind, Inferred};
use std::collections::{BTreeMap, BTreeSet};

/// How many members of a list must be known in a cohort before it can settle the others.
const KNOWN_MEMBERS: usize = 3;

/// Regions in lists of members, settled by the cohorts of the programmes and years that the article names.
pub fn members<'a>(
    scene: Scene<'_, 'a>,
    lists: &RegionLists,
    mut found: Vec<RegionMention<'a>>,
    programmes: &[ProgrammeMention],
    years: &BTreeSet<i16>,
) -> Vec<RegionMention<'a>> {
    if found.iter().all(|region| region.region.is_some()) {
        return found;
    }
    let mut told = BTreeMap::new();
    for programme in programmes {
        told.entry(programme.programme).or_insert((programme.first, programme.end));
    }
    for (programme, tells) in told {
        let cohorts = scene.gazetteer.cohorts();
        let years: Vec<i16> = cohorts.years(programme).filter(|year| years.contains(year)).collect();
        let in_cohort = |region| years.iter().any(|&year| cohorts.holds(programme, year, region));
        if !years.is_empty() {
            settle_by_cohort(scene, lists, &mut found, tells, in_cohort);
        }
    }
    found
}

/// “peserta antara lain Semarang, Banyuwangi, Badung, …”: most of the list is known to stand in one cohort, so a name that two
/// regions share means the one that stands there too. `tells` are the tokens that name the programme.
fn settle_by_cohort<'a>(
    scene: Scene<'_, 'a>,
    lists: &RegionLists,
    found: &mut [RegionMention<'a>],
    tells: Tokens,
    in_cohort: impl Fn(RegionId) -> bool,
) {
    let mut first = 0;
    while first < found.len() {
        let joined = |at: &usize| {
            found.get(at + 1).is_some_and(|next| only_separators(scene, lists, found[*at].end, next.first))
        };
        let last = (first..found.len()).find(|at| !joined(at)).unwrap_or(first);
        let run = first..last + 1;
        first = last + 1;
        let settled = found[run.clone()].iter().filter_map(|m| m.region);
        let (of_cohort, of_others): (Vec<RegionId>, Vec<RegionId>) = settled.partition(|region| in_cohort(*region));
        if of_cohort.len() < KNOWN_MEMBERS || of_cohort.len() < of_others.len() {
            continue;
        }
        for mention in found[run].iter_mut().filter(|m| m.region.is_none()) {
            let possible = readings(scene, mention);
            let members: Vec<_> = possible.iter().filter(|reading| in_cohort(reading.region)).collect();
            if let [only] = members[..] {
                take(mention, only);
                mention.candidates.clear();
                mention.derived.push(Inference::new(Inferred::Region, EvidenceKind::CohortList, Some(tells)));
            }
        }
    }
}
