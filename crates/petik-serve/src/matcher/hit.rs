//! A hit: a name of a region that is, or is near to, what a query says; and how far that is sure.

use super::names::{Form, Names};
use super::reading::View;
use super::words::Words;
use petik_core::Engine;
use petik_core::gazetteer::{NameKind, RegionId, letters};
use petik_core::record::Level;

/// A name of a region that a query may mean.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) region: RegionId,
    pub(super) kind: NameKind,
    /// Letters that differ.
    pub(super) distance: usize,
    /// Letters of the name.
    pub(super) own: usize,
    /// Letters of what was asked.
    pub(super) asked: usize,
    /// Whether what was asked is an ordinary word, or a place elsewhere.
    pub(super) is_elsewhere: bool,
    /// Words of the query that are left over.
    pub(super) left: usize,
    /// Kinds of region that stand beside the name.
    pub(super) levels: Vec<Level>,
    /// Whether the words beside the name say that it is a region.
    pub(super) is_typed: bool,
    /// Whether the type is known only as a part of a name of which letters differ.
    pub(super) is_type_misspelled: bool,
    /// The province beside the name.
    pub(super) province: Option<RegionId>,
    /// Whether just what was asked is the official name of another region.
    pub(super) is_shared: bool,
    /// What the name alone is worth.
    pub(super) standing: Standing,
}

/// What a name is worth without anything that supports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Whatever supports it, it is not sure.
    Never,
    /// It is sure where type, province or code agree.
    Supported,
    /// It is sure.
    Alone,
}

impl Hit {
    /// 0 to 1: how like the name is. A name that is none of the official ones counts a little less, so that of two regions the one
    /// with the plainer name comes first.
    pub(super) fn likeness(&self) -> f64 {
        let of_kind = match self.kind {
            NameKind::Official => 1.0,
            NameKind::Spelling => 0.98,
            NameKind::Former => 0.96,
            NameKind::Abbreviation => 0.95,
            NameKind::Other => 0.85,
        };
        of_kind * (1.0 - self.distance as f64 / (self.own + 2) as f64).max(0.0)
    }
}

/// The most words of a name that may be English or shortened.
const MOST_WORDS: usize = 8;

/// Makes hits.
pub(super) struct Hits<'h> {
    pub(super) engine: &'h Engine,
    pub(super) names: &'h Names,
    pub(super) words: &'h Words,
}

impl Hits<'_> {
    /// The hits of names that have just the letters of the view.
    pub(super) fn exact(&self, view: &View, left: usize) -> Vec<Hit> {
        let own = view.letters();
        let mut hits = self.of_letters(&own, view, left);
        if hits.is_empty() && view.words.len() <= MOST_WORDS {
            let words: Vec<&str> = view.words.iter().map(String::as_str).collect();
            let english = self.engine.gazetteer().list_words().from_english(&words.join(" "));
            let english = english.iter().map(|name| letters(name));
            for name in english.chain(self.words.in_full(&words)) {
                let found = self.of_letters(&name, view, left).into_iter();
                // A short form of a short form is anything.
                let found = found.filter(|hit| matches!(hit.kind, NameKind::Official | NameKind::Spelling));
                hits.extend(found.map(|hit| Hit { kind: NameKind::Spelling, ..hit }));
            }
        }
        hits
    }

    fn of_letters(&self, letters: &str, view: &View, left: usize) -> Vec<Hit> {
        let forms = self.names.of(letters);
        let mut hits: Vec<Hit> = forms.map(|form| self.hit(form, 0, view, left)).collect();
        // Letters that the list has for a region mean that one before all whose initials they are.
        let regions = &self.engine.gazetteer().regions;
        let fits = |hit: &Hit| view.level.is_none_or(|level| regions.get(hit.region).level == level);
        let is_listed = hits.iter().any(|hit| hit.standing == Standing::Alone && fits(hit));
        let is_abbreviation = hits.iter().any(|hit| hit.kind == NameKind::Abbreviation);
        let is_capital = view.written.chars().all(|c| !c.is_alphanumeric() || c.is_uppercase());
        for &(region, level) in self.names.of_initials(letters) {
            let has_type_twice = level.is_some() && (view.level.is_some() || is_abbreviation);
            if hits.iter().any(|hit| hit.region == region)
                || is_listed
                || has_type_twice
                || !is_capital && !view.is_typed
            {
                continue;
            }
            let is_settled = self.are_alone(letters, region, level, view);
            let standing = match letters.len() {
                _ if !is_settled => Standing::Never,
                0..3 => Standing::Supported,
                _ if level.is_some() => Standing::Supported,
                _ => Standing::Alone,
            };
            let levels = view.level.into_iter().collect();
            hits.push(Hit {
                region,
                kind: NameKind::Abbreviation,
                distance: 0,
                own: letters.len(),
                asked: letters.len(),
                is_elsewhere: false,
                left,
                levels,
                is_typed: view.is_typed,
                is_type_misspelled: false,
                province: view.province,
                is_shared: false,
                standing,
            });
        }
        hits
    }

    /// Whether no other region of the stated kind and province has these initials, or these letters for a name.
    fn are_alone(&self, letters: &str, region: RegionId, with_type: Option<Level>, view: &View) -> bool {
        let regions = &self.engine.gazetteer().regions;
        let is_other = |id: RegionId| {
            id != region
                && view.level.is_none_or(|level| regions.get(id).level == level)
                && view.province.is_none_or(|province| self.engine.was_in(id, province))
        };
        let initials = self.names.of_initials(letters).iter();
        let plainer = initials.filter(|(_, level)| with_type.is_some() || level.is_none());
        !plainer.map(|(id, _)| *id).any(is_other)
            && !self.names.of(letters).any(|form| with_type.is_some() && is_other(form.region))
    }

    /// The hit of one name.
    pub(super) fn hit(&self, form: &Form, distance: usize, view: &View, left: usize) -> Hit {
        let asked = view.letters();
        let is_other = |other: &Form| other.region != form.region && other.kind == NameKind::Official;
        let is_split = view.is_contradicted || left > 0;
        let standing = if is_split { Standing::Never } else { self.standing(form, distance, view) };
        Hit {
            region: form.region,
            kind: form.kind,
            distance,
            own: form.own,
            asked: asked.len(),
            is_elsewhere: self.words.is_elsewhere(&asked),
            left,
            levels: view.level.into_iter().chain(form.level).collect(),
            is_typed: view.is_typed || form.level.is_some(),
            is_type_misspelled: view.level.is_none() && form.level.is_some() && distance > 0,
            province: view.province,
            is_shared: self.names.of(&asked).any(is_other),
            standing,
        }
    }

    fn standing(&self, form: &Form, distance: usize, view: &View) -> Standing {
        let is_as_written = view.written == form.written || view.written == form.written.to_uppercase();
        let is_known =
            distance == 0 && !self.words.is_elsewhere(&form.letters) && !self.is_of_a_district(&view.written);
        match form.kind {
            NameKind::Official => Standing::Alone,
            NameKind::Abbreviation if !form.alone && !self.are_alone(&form.letters, form.region, None, view) => {
                Standing::Never
            }
            NameKind::Other if form.alone => Standing::Alone,
            NameKind::Other => Standing::Never,
            _ if distance > 0 && !form.alone => Standing::Never,
            _ if form.is_exact && !is_as_written => Standing::Supported,
            _ if form.alone => Standing::Alone,
            _ if is_as_written && is_known => Standing::Alone,
            _ => Standing::Supported,
        }
    }

    /// Whether a kecamatan has this name.
    pub(super) fn is_of_a_district(&self, name: &str) -> bool {
        self.engine.below(name).is_some()
    }
}
