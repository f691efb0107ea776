//! What an article says as a whole that counts ask of it, gathered once.

use crate::gazetteer::RegionId;
use crate::mention::Scene;
use crate::mention::programme::ProgrammeMention;
use crate::mention::region::RegionMention;
use crate::zone::Zone;

/// What the programmes and regions of an article say together.
#[derive(Debug, Default)]
pub struct Whole {
    /// How many regions each of the programmes is to reach; `None` where the list does not say.
    targets: Vec<Option<u64>>,
    /// Whether programmes are named, and all of them give awards.
    pub(super) is_about_awards: bool,
    /// The regions named outside of datelines.
    regions: Vec<RegionId>,
}

impl Whole {
    /// Gathers it.
    pub fn new(scene: Scene<'_, '_>, programmes: &[ProgrammeMention], regions: &[RegionMention<'_>]) -> Self {
        let named = once(programmes.iter().map(|p| p.programme));
        let named = || named.iter().map(|&programme| scene.gazetteer.programmes.get(programme));
        let regions = regions.iter().filter(|r| scene.zones.of(r.first) != Zone::Dateline);
        Whole {
            targets: named().map(|programme| programme.target).collect(),
            is_about_awards: !programmes.is_empty() && named().all(|programme| programme.gives_awards()),
            regions: once(regions.filter_map(|r| r.region)),
        }
    }

    /// Whether one of the programmes is to reach as many.
    pub(super) fn is_a_target(&self, value: Option<u64>) -> bool {
        self.targets.contains(&value)
    }

    /// Whether a province is named that has just so many kabupaten and kota.
    pub(super) fn has_a_province_of(&self, scene: Scene<'_, '_>, number: u64) -> bool {
        self.regions.iter().any(|&region| scene.gazetteer.regions.has_just(region, number))
    }
}

/// Each of `all` once.
fn once<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}
