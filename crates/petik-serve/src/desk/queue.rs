//! The queue: the entries that a steward wants to see, the most useful first. An entry of which many articles speak settles more
//! than one of a single article, and a contradiction more than a silence.

use super::board::Board;
use super::entry::{Entry, Kind, folded};
use petik_reconcile::{Matter, Verdict, among_equals};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Entries of one answer.
const MOST: usize = 500;

/// Which entries are wanted. Words of a field are behind one another with commas; nothing means any.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Wanted {
    /// Statuses; `list_name` and `press_name` for names.
    status: Option<String>,
    programme: Option<String>,
    /// Code of a province.
    province: Option<String>,
    year: Option<String>,
    outlet: Option<String>,
    /// Words that all stand in names, codes and provinces.
    q: Option<String>,
    /// `open`, the usual: what is undecided or changed since; `decided`; `all`.
    which: Option<String>,
    offset: usize,
    limit: Option<usize>,
    /// Taken with every request of the page; the queue has no words of a language.
    #[serde(rename = "lang")]
    _lang: Option<String>,
}

impl Wanted {
    fn admits(&self, entry: &Entry, board: &Board) -> bool {
        let among = |wanted: &Option<String>, value: &str| {
            wanted.as_deref().is_none_or(|all| all.is_empty() || all.split(',').any(|one| one == value))
        };
        let state = match self.which.as_deref() {
            Some("all") => true,
            Some("decided") => !entry.is_open(),
            _ => entry.is_open(),
        };
        let has_statuses = self.status.as_deref().is_some_and(|all| !all.is_empty());
        let of_status = if has_statuses {
            among(&self.status, word(entry))
        } else {
            self.which.as_deref() == Some("all") || entry.decision.is_some() || matter(entry).needs_judging()
        };
        let year = entry.cohort_year.map(|year| year.to_string()).unwrap_or_default();
        let province = entry.region.as_ref().map_or("", |region| &region.province_code);
        let outlet = || {
            let names = entry.outlets.iter().map(|number| board.outlets[*number].as_str());
            self.outlet.as_deref().is_none_or(|wanted| wanted.is_empty() || names.into_iter().any(|one| one == wanted))
        };
        let words = || {
            let wanted = folded(self.q.as_deref().unwrap_or_default());
            wanted.split_whitespace().all(|word| entry.words.contains(word))
        };
        !entry.is_gone()
            && state
            && of_status
            && among(&self.programme, entry.programme.as_deref().unwrap_or_default())
            && among(&self.year, &year)
            && among(&self.province, province)
            && outlet()
            && words()
    }
}

/// The word that an entry is filtered by.
fn word(entry: &Entry) -> &'static str {
    match (entry.kind, entry.status) {
        (Kind::ListName, _) => "list_name",
        (Kind::PressName, _) => "press_name",
        (Kind::Row, status) => status.unwrap_or_default().as_str(),
    }
}

/// What the queue judges an entry by.
pub(super) fn matter(entry: &Entry) -> Matter {
    match entry.kind {
        Kind::Row => Matter::Row(entry.status.unwrap_or_default()),
        Kind::ListName => Matter::ListName,
        Kind::PressName => Matter::PressName,
    }
}

fn is_stale(entry: &Entry) -> bool {
    entry.decision.as_ref().is_some_and(|decided| decided.stale)
}

/// What the folder of a run is sorted by: the list in its order, press by programme, year and code, then names.
fn in_folder(entry: &Entry) -> (u8, Option<impl Ord>) {
    let key = entry
        .region
        .as_ref()
        .and_then(|region| among_equals(entry.listed, entry.programme.as_deref(), entry.cohort_year, &region.code));
    let part = if entry.kind != Kind::Row { 2 } else { u8::from(key.is_some()) };
    (part, key)
}

/// An answer.
#[derive(Debug, Serialize)]
pub(super) struct Queue<'b> {
    /// How many entries fit.
    pub(super) total: usize,
    pub(super) entries: Vec<&'b Entry>,
}

/// The entries that are wanted.
pub(super) fn queue<'b>(board: &'b Board, wanted: &Wanted) -> Queue<'b> {
    let mut fitting: Vec<(usize, &Entry)> =
        board.entries.iter().enumerate().filter(|(_, entry)| wanted.admits(entry, board)).collect();
    fitting.sort_by_cached_key(|(place, entry)| {
        (matter(entry).turn(is_stale(entry), entry.articles), in_folder(entry), *place)
    });
    let limit = wanted.limit.unwrap_or(100).min(MOST);
    let entries = fitting.iter().skip(wanted.offset).take(limit).map(|(_, entry)| *entry).collect();
    Queue { total: fitting.len(), entries }
}

/// What is counted over all entries, and what can be chosen from.
#[derive(Debug, Default, Serialize)]
pub(super) struct Counts<'b> {
    /// Rows and names by status, those that a steward rejected left out, as everywhere.
    statuses: BTreeMap<&'static str, u64>,
    /// Entries that wait in the usual queue.
    open: u64,
    decided: u64,
    programmes: BTreeMap<&'b str, u64>,
    years: BTreeMap<i16, u64>,
    /// Code → name.
    provinces: BTreeMap<&'b str, &'b str>,
}

pub(super) fn counts(board: &Board) -> Counts<'_> {
    let mut counts = Counts::default();
    for entry in board.entries.iter().filter(|entry| !entry.is_gone()) {
        let is_rejected = entry.decision.as_ref().is_some_and(|decided| decided.verdict == Verdict::Reject);
        *counts.statuses.entry(word(entry)).or_default() += u64::from(!is_rejected);
        counts.open += u64::from(entry.is_open() && matter(entry).needs_judging() || is_stale(entry));
        counts.decided += u64::from(!entry.is_open());
        if let Some(programme) = &entry.programme {
            *counts.programmes.entry(programme).or_default() += 1;
        }
        if let Some(year) = entry.cohort_year {
            *counts.years.entry(year).or_default() += 1;
        }
        if let Some(region) = &entry.region {
            counts.provinces.entry(&region.province_code).or_insert(&region.province);
        }
    }
    counts
}
