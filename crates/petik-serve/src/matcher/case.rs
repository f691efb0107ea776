//! A case: a region that a query may mean, with what speaks for and against it.

use super::candidate::{Feature, Value};
use super::hit::{Hit, Standing};
use super::regions::RegionCandidate;
use petik_core::gazetteer::{NameKind, RegionId};
use petik_reconcile::code::CodeReading;

/// A region with what speaks for and against it.
pub(super) struct Case {
    pub(super) region: RegionId,
    pub(super) hit: Option<Hit>,
    /// Whether the text states a type.
    pub(super) is_typed: bool,
    pub(super) type_agrees: Option<bool>,
    pub(super) province_agrees: Option<bool>,
    pub(super) code_agrees: Option<bool>,
    pub(super) score: f64,
}

/// The codes of a query.
pub(super) struct Codes {
    pub(super) readings: Vec<CodeReading>,
    /// Whether several regions can have one of them.
    pub(super) is_open: bool,
}

impl Case {
    /// Whether type, province or code are another's.
    pub(super) fn is_contradicted(&self) -> bool {
        [self.type_agrees, self.province_agrees, self.code_agrees].contains(&Some(false))
    }

    /// Whether anything beside the name says that it is this region.
    pub(super) fn is_supported(&self, hit: &Hit) -> bool {
        self.agrees() || hit.is_typed && !self.is_contradicted()
    }

    /// Whether type, province or code are the region's, and none is another's.
    pub(super) fn agrees(&self) -> bool {
        [self.type_agrees, self.province_agrees, self.code_agrees].contains(&Some(true)) && !self.is_contradicted()
    }

    /// Whether the text, or what is known of this one name, says that it is this region. The type of a whole column says nothing of
    /// letters.
    pub(super) fn supports_letters(&self) -> bool {
        let by_type = self.is_typed && self.type_agrees == Some(true);
        (by_type || [self.province_agrees, self.code_agrees].contains(&Some(true))) && !self.is_contradicted()
    }

    /// By what the best of several cases of one region is told.
    pub(super) fn rank(&self) -> (u64, Option<Standing>) {
        ((self.score * 1000.0) as u64, self.hit.as_ref().map(|hit| hit.standing))
    }

    pub(super) fn shown(self, is_match: bool) -> RegionCandidate {
        let mut features = Vec::new();
        if let Some(hit) = &self.hit {
            let kind = match hit.kind {
                NameKind::Official => Feature::OfficialName,
                NameKind::Spelling => Feature::Spelling,
                NameKind::Former => Feature::FormerName,
                NameKind::Abbreviation => Feature::Abbreviation,
                NameKind::Other => Feature::OtherName,
            };
            features.push((Feature::NameLikeness, Value::Number(rounded(hit.likeness(), 1000.0))));
            features.push((Feature::LettersDiffer, Value::Number(hit.distance as f64)));
            features.push((kind, Value::Is(true)));
            features.push((Feature::WordsLeft, Value::Number(hit.left as f64)));
        }
        let agrees = [
            (Feature::TypeAgrees, self.type_agrees),
            (Feature::ProvinceAgrees, self.province_agrees),
            (Feature::CodeAgrees, self.code_agrees),
        ];
        features.extend(agrees.into_iter().filter_map(|(feature, agrees)| Some((feature, Value::Is(agrees?)))));
        let score = rounded(self.score, 10.0);
        RegionCandidate { region: self.region, score, is_match, features }
    }
}

fn rounded(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}
