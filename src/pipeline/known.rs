//! What the engine knows of a region by its code, for those who hold records against lists.

use super::Engine;
use crate::gazetteer::{Level, RegionId, Regions};

/// A region of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KnownRegion<'e> {
    pub code: &'e str,
    /// Name with its type word.
    pub name: &'e str,
    /// The name without it.
    pub bare: &'e str,
    pub level: Level,
    pub province_code: &'e str,
    /// Name of the province without its type word.
    pub province: &'e str,
}

impl Engine {
    /// The region with this Kemendagri code.
    pub(crate) fn known_region(&self, code: &str) -> Option<KnownRegion<'_>> {
        self.gazetteer.regions.by_code(code).map(|id| self.known(id))
    }

    /// The kota of the same name as a kabupaten, or the kabupaten of the same name as a kota.
    pub(crate) fn namesake(&self, code: &str) -> Option<KnownRegion<'_>> {
        let regions = &self.gazetteer.regions;
        let id = regions.by_code(code)?;
        let region = regions.get(id);
        let other =
            |level| matches!((region.level, level), (Level::Kabupaten, Level::Kota) | (Level::Kota, Level::Kabupaten));
        let mut same = regions.iter().filter(|(_, one)| other(one.level) && one.name == region.name);
        same.next().map(|(id, _)| self.known(id))
    }

    fn known(&self, id: RegionId) -> KnownRegion<'_> {
        let regions: &Regions = &self.gazetteer.regions;
        let (region, province) = (regions.get(id), regions.get(regions.province(id)));
        KnownRegion {
            code: &region.code,
            name: &region.full_name,
            bare: &region.name,
            level: region.level,
            province_code: &province.code,
            province: &province.name,
        }
    }
}
