//! A hit: a name of a region that is, or is near to, what a query says; and how far that is sure.

use super::aligned::words_of;
use super::names::{Form, Names};
use super::reading::View;
use super::words::Words;
use petik_core::Engine;
use petik_core::gazetteer::{NameKind, Region, RegionId, letters};
use petik_core::record::Level;

/// A name of a region that a query may mean.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) region: RegionId,
    pub(super) kind: NameKind,
    /// Letters that differ.
    pub(super) distance: usize,
    /// The letters of the name.
    pub(super) letters: String,
    /// How many they are, without those of a type.
    pub(super) own: usize,
    /// Letters of what was asked.
    pub(super) asked: usize,
    /// Whether what was asked is an ordinary word, or a place elsewhere.
    pub(super) is_elsewhere: bool,
    /// Whether words of what was asked are such, and are none of the name.
    pub(super) has_elsewhere: bool,
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
                // “Kab. Bt”: the type is no part that is written out beside a short one.
                let found = found.filter(|hit| hit.levels.len() == usize::from(view.level.is_some()));
                hits.extend(found.map(|hit| Hit { kind: NameKind::Spelling, ..hit }));
            }
            if hits.is_empty() {
                let forms = self.names.reordered(&words);
                hits.extend(forms.map(|form| self.reordered(form, view, left)));
            }
        }
        hits
    }

    /// Regions that have what was asked for a word of their name, or for their seat: candidates and no more. “Toraja” is Tana Toraja
    /// or Toraja Utara.
    pub(super) fn candidates(&self, view: &View) -> Vec<Hit> {
        let own = view.letters();
        self.names.having(&own).chain(self.of_seat(&own)).map(|form| self.never(form, view, 0)).collect()
    }

    fn never(&self, form: &Form, view: &View, left: usize) -> Hit {
        Hit { kind: NameKind::Other, standing: Standing::Never, ..self.hit(form, 0, view, left) }
    }

    /// The official names of the regions with this seat.
    fn of_seat(&self, seat: &str) -> impl Iterator<Item = &Form> {
        let regions = &self.engine.gazetteer().regions;
        let ids = self.words.of_seat(seat).iter().filter_map(|code| regions.by_code(code));
        ids.filter(|id| regions.get(*id).level != Level::Province).filter_map(|id| {
            let own = letters(&regions.get(id).name);
            self.names.of(&own).find(|form| form.region == id && form.kind == NameKind::Official)
        })
    }

    /// The hit of a name whose words stand in another order.
    fn reordered(&self, form: &Form, view: &View, left: usize) -> Hit {
        let hit = self.hit(form, 0, view, left);
        Hit { kind: NameKind::Spelling, standing: hit.standing.min(Standing::Supported), ..hit }
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
                letters: letters.to_owned(),
                own: letters.len(),
                asked: letters.len(),
                is_elsewhere: false,
                has_elsewhere: false,
                left: left + self.other_seats(region, view),
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
        let left = left + self.other_seats(form.region, view);
        let is_elsewhere = |word: &&String| self.words.is_elsewhere(word);
        let has_elsewhere = || {
            let mut words = view.words.iter().filter(is_elsewhere).peekable();
            words.peek().is_some() && {
                let own = words_of(&form.written);
                words.any(|word| !own.contains(word))
            }
        };
        let is_other = |other: &Form| other.region != form.region && other.kind == NameKind::Official;
        let is_split = view.is_contradicted || left > 0;
        let standing = if is_split { Standing::Never } else { self.standing(form, distance, view) };
        Hit {
            region: form.region,
            kind: form.kind,
            distance,
            letters: form.letters.clone(),
            own: form.own,
            asked: asked.len(),
            is_elsewhere: self.words.is_elsewhere(&asked),
            has_elsewhere: distance > 0 && view.words.len() > 1 && has_elsewhere(),
            left,
            levels: view.level.into_iter().chain(form.level).collect(),
            is_typed: view.is_typed || form.level.is_some(),
            is_type_misspelled: view.level.is_none() && form.level.is_some() && distance > 0,
            province: view.province,
            is_shared: self.names.of(&asked).any(is_other),
            standing,
        }
    }

    /// Whether the seat beside the name is another region's, as words that are left over.
    fn other_seats(&self, region: RegionId, view: &View) -> usize {
        let Region { code, level, .. } = self.engine.gazetteer().regions.get(region);
        let is_other = |seat: &String| *level == Level::Province || !self.words.of_seat(seat).contains(code);
        usize::from(view.seat.as_ref().is_some_and(is_other))
    }

    fn standing(&self, form: &Form, distance: usize, view: &View) -> Standing {
        let is_as_written = view.written == form.written || view.written == form.written.to_uppercase();
        let is_known =
            distance == 0 && !self.words.is_elsewhere(&form.letters) && !self.is_of_a_district(&view.written);
        // “Praya” is a town, “P. Raya” Palangka Raya.
        let is_glued = || view.words.len() == 1 && words_of(&form.written).len() > 1;
        match form.kind {
            NameKind::Official => Standing::Alone,
            _ if form.is_shared => Standing::Never,
            _ if self.words.is_known(&form.letters) && is_glued() => Standing::Never,
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
