//! All entries of a folder with what was decided about them up to now, and the ways between claims, rows and articles. A correction
//! to a region or year that neither list nor press has a row for makes one, as the next run does.

use super::entry::{ClaimPlace, Entry, Kind, article_key, is_same};
use super::folder::Folder;
use super::journal::{Journal, Line};
use petik_core::gazetteer::Regions;
use petik_reconcile::{Claim, Decided, Latest, ListRows, Row, Unresolved, Verdict};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::Path;

/// The entries of a folder.
#[derive(Debug)]
pub(super) struct Board {
    folder: Folder,
    /// Rows, each at its place in the folder; names behind them; then rows that corrections made.
    pub(super) entries: Vec<Entry>,
    pub(super) names: Vec<Unresolved>,
    /// How many entries are rows of the folder.
    rows: usize,
    by_id: HashMap<String, usize>,
    claims: Vec<ClaimPlace>,
    claim_by_id: HashMap<Box<str>, usize>,
    /// How many claims each article and each source has, by their numbers.
    article_sizes: HashMap<u64, u64>,
    source_sizes: HashMap<u64, u64>,
    list: ListRows,
    pub(super) outlets: Vec<String>,
    outlet_numbers: HashMap<String, usize>,
    /// Claims that a steward says to speak of other rows than those that hold them.
    moved: HashMap<usize, Vec<Claim>>,
    /// Id of an article that a name in press stands in → the rows that hold its claims.
    told: HashMap<String, BTreeSet<usize>>,
    /// Decisions about what the run does not have: line and subject.
    astray: Vec<(u64, String)>,
}

impl Board {
    /// Opens the folder and applies what was decided; each row is shown to `also` as it was written.
    pub(super) fn open(
        dir: &Path,
        journal: &Journal,
        regions: &Regions,
        mut also: impl FnMut(&Row),
    ) -> io::Result<Self> {
        let mut rows = Vec::new();
        let mut ways = Ways::default();
        let folder = Folder::open(dir, |place, row| {
            ways.take(place, &row);
            also(&row);
            rows.push(Entry::row(&row, |outlet| ways.outlets.number(outlet)));
        })?;
        let names = folder.unresolved()?;
        let count = rows.len();
        rows.extend(names.iter().map(Entry::name));
        let by_id = rows.iter().enumerate().filter(|(_, entry)| !entry.id.is_empty());
        let by_id = by_id.map(|(place, entry)| (entry.id.clone(), place)).collect();
        let told = ways.told(&names);
        let Ways { claims, claim_by_id, article_sizes, source_sizes, mut list, outlets, .. } = ways;
        list.take_names(&names);
        let mut board = Board {
            folder,
            entries: rows,
            names,
            rows: count,
            by_id,
            claims,
            claim_by_id,
            article_sizes,
            source_sizes,
            list,
            outlets: outlets.names,
            outlet_numbers: outlets.numbers,
            moved: HashMap::new(),
            told,
            astray: Vec::new(),
        };
        let astray = board.folder.open_decisions()?.into_iter();
        board.astray = astray.filter(|(_, id)| board.place(id).is_none() && board.claim(id).is_none()).collect();
        let subjects: Vec<String> = journal.subjects().map(str::to_owned).collect();
        board.settle(&subjects, journal, regions)?;
        Ok(board)
    }

    pub(super) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The decisions that are about nothing in the folder, and still stand: the lines, with what they say.
    pub(super) fn astray<'b>(&'b self, journal: &'b Journal) -> impl Iterator<Item = &'b Line> {
        self.astray.iter().filter_map(|(line, id)| journal.last(id).filter(|last| last.number == *line))
    }

    /// The place of the entry with this id.
    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    pub(super) fn claim(&self, id: &str) -> Option<&ClaimPlace> {
        self.claim_by_id.get(id).map(|at| &self.claims[*at])
    }

    /// The claims of the same article, or of the same source.
    pub(super) fn claims_beside(&self, id: &str, is_beside: impl Fn(&ClaimPlace, &ClaimPlace) -> bool) -> Vec<&str> {
        let Some(own) = self.claim(id) else { return Vec::new() };
        self.claims.iter().filter(|claim| is_beside(own, claim)).map(|claim| &*claim.id).collect()
    }

    /// How many claims there are of each article and source of `claims`.
    pub(super) fn group_sizes(&self, claims: &[Claim]) -> HashMap<String, [u64; 2]> {
        let of = |sizes: &HashMap<u64, u64>, number| sizes.get(&number).copied().unwrap_or_default();
        let sizes = |own: &ClaimPlace| [of(&self.article_sizes, own.article), of(&self.source_sizes, own.source)];
        claims.iter().filter_map(|claim| Some((claim.id.clone(), sizes(self.claim(&claim.id)?)))).collect()
    }

    /// Applies what was decided about `subjects`; gives the places of the entries that are not as they were.
    pub(super) fn settle(
        &mut self,
        subjects: &[String],
        journal: &Journal,
        regions: &Regions,
    ) -> io::Result<BTreeSet<usize>> {
        let mut touched = BTreeSet::new();
        let mut by_holder: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut is_other_list = false;
        for subject in subjects {
            if let Some(&at) = self.claim_by_id.get(&**subject) {
                let rows = &self.claims[at].rows;
                touched.extend(rows);
                if let Some(holder) = rows.last() {
                    by_holder.entry(*holder).or_default().push(at);
                }
            } else if let Some(place) = self.place(subject) {
                let is_rejected = journal.last(subject).is_some_and(|line| line.decision.verdict == Verdict::Reject);
                is_other_list |= self.list.reject(place, is_rejected);
            }
        }
        for (holder, claims) in by_holder {
            touched.extend(self.move_claims(holder, &claims, journal, regions)?);
        }
        if is_other_list {
            touched.extend(self.rows + self.names.len()..self.entries.len());
        }
        // Only now have all rows their places.
        touched.extend(subjects.iter().filter_map(|subject| self.place(subject)));
        for &place in &touched {
            self.renew(place, journal, regions)?;
        }
        Ok(touched)
    }

    /// Makes the entry at a place anew.
    fn renew(&mut self, place: usize, journal: &Journal, regions: &Regions) -> io::Result<()> {
        if self.entries[place].kind == Kind::Row {
            let row = self.row(place, journal, regions)?;
            let line = journal.last(&row.id).map(|line| line.number);
            self.entries[place] = Entry { line, ..self.entry(&row) };
            return Ok(());
        }
        let entry = &mut self.entries[place];
        entry.line = journal.last(&entry.id).map(|line| line.number);
        if let Some(last) = journal.about(&entry.id).last() {
            let decided = last.decision.beside(&entry.evidence);
            entry.decision = Some(decided).filter(|decided| decided.verdict != Verdict::Withdraw);
        }
        Ok(())
    }

    fn entry(&mut self, row: &Row) -> Entry {
        let Board { outlets, outlet_numbers, .. } = self;
        Entry::row(row, |outlet| Outlets::number_in(outlets, outlet_numbers, outlet))
    }

    /// Puts claims of one row that were judged on the rows that they speak of now; gives those whose claims changed by it.
    fn move_claims(
        &mut self,
        holder: usize,
        claims: &[usize],
        journal: &Journal,
        regions: &Regions,
    ) -> io::Result<BTreeSet<usize>> {
        let mut touched = BTreeSet::new();
        let held = claims.iter().map(|at| self.claims[*at].clone()).map(|claim| (claim.id, claim.rows));
        let held: HashMap<Box<str>, Vec<usize>> = held.collect();
        for (place, moved) in &mut self.moved {
            let before = moved.len();
            moved.retain(|claim| !held.contains_key(&*claim.id));
            touched.extend((moved.len() < before).then_some(*place));
        }
        let row = self.folder.row(holder)?;
        for (own, rows) in row.claims.iter().filter_map(|claim| Some((claim, held.get(&*claim.id)?))) {
            let latest = journal.latest(&own.id);
            if is_same(own.decision.as_ref(), latest) {
                continue;
            }
            let belongs = self.list.belongs(own, latest, &row.programme, regions).unwrap_or_default();
            let press = belongs.press.map(|press| self.place_of(&press));
            for place in belongs.members.into_iter().chain(press).filter(|place| !rows.contains(place)) {
                self.moved.entry(place).or_default().push(own.clone());
                touched.insert(place);
            }
        }
        Ok(touched)
    }

    /// The place of a row of press that the folder may lack.
    fn place_of(&mut self, press: &Row) -> usize {
        if let Some(place) = self.place(&press.id) {
            return place;
        }
        let entry = self.entry(press);
        self.by_id.insert(press.id.clone(), self.entries.len());
        self.entries.push(entry);
        self.entries.len() - 1
    }

    /// A row without what was decided since; one that a correction made has no claims.
    fn written(&self, place: usize, regions: &Regions) -> io::Result<Row> {
        let made = self.entries.get(place).filter(|_| place >= self.rows + self.names.len());
        let Some(Entry { programme: Some(programme), cohort_year, region: Some(region), .. }) = made else {
            return self.folder.row(place);
        };
        let row = self.list.press_row(programme, &region.code, *cohort_year, regions);
        row.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// The row at a place as it stands now.
    pub(super) fn row(&self, place: usize, journal: &Journal, regions: &Regions) -> io::Result<Row> {
        let mut row = self.written(place, regions)?;
        row.claims.extend(self.moved.get(&place).into_iter().flatten().cloned());
        let mut there: HashMap<&str, Option<&Decided>> =
            row.claims.iter().map(|claim| (claim.id.as_str(), claim.decision.as_ref())).collect();
        there.insert(&row.id, row.decision.as_ref());
        let mut changed: HashMap<String, Latest<'_>> = HashMap::new();
        for (id, there) in there {
            let latest = journal.latest(id);
            if !is_same(there, latest) {
                changed.insert(id.to_owned(), latest);
            }
        }
        if !changed.is_empty() {
            let latest = |id: &str| changed.get(id).copied().unwrap_or(Latest::Untouched);
            self.list.judge_afresh(&mut row, latest, regions);
        }
        Ok(row)
    }

    /// The claims of the folder that are of the article with this id, where a name in press stands in it.
    pub(super) fn claims_of_article(&self, id: &str) -> io::Result<Vec<Claim>> {
        let mut claims: BTreeMap<String, Claim> = BTreeMap::new();
        for place in self.told.get(id).into_iter().flatten() {
            let of_article = self.folder.row(*place)?.claims.into_iter().filter(|claim| claim.article.id == id);
            claims.extend(of_article.map(|claim| (claim.id.clone(), claim)));
        }
        Ok(claims.into_values().collect())
    }

    /// The name that an entry is of.
    pub(super) fn name(&self, place: usize) -> Option<&Unresolved> {
        self.names.get(place.checked_sub(self.rows)?)
    }

    /// The ids of the entries that are the same name on the same side.
    pub(super) fn same_names(&self, place: usize) -> Vec<&str> {
        let Some(own) = self.entries.get(place).filter(|entry| entry.kind != Kind::Row) else { return Vec::new() };
        let is_same = |entry: &&Entry| {
            entry.kind == own.kind && entry.name == own.name && entry.programme == own.programme && !entry.id.is_empty()
        };
        self.entries[self.rows..].iter().filter(is_same).map(|entry| entry.id.as_str()).collect()
    }
}

/// Numbers of outlets.
#[derive(Debug, Default)]
struct Outlets {
    names: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Outlets {
    fn number(&mut self, outlet: &str) -> usize {
        Outlets::number_in(&mut self.names, &mut self.numbers, outlet)
    }

    fn number_in(names: &mut Vec<String>, numbers: &mut HashMap<String, usize>, outlet: &str) -> usize {
        if let Some(number) = numbers.get(outlet) {
            return *number;
        }
        names.push(outlet.to_owned());
        numbers.insert(outlet.to_owned(), names.len() - 1);
        names.len() - 1
    }
}

/// What is gathered while rows are read.
#[derive(Debug, Default)]
struct Ways {
    claims: Vec<ClaimPlace>,
    claim_by_id: HashMap<Box<str>, usize>,
    articles: HashMap<String, u64>,
    article_sizes: HashMap<u64, u64>,
    source_sizes: HashMap<u64, u64>,
    list: ListRows,
    outlets: Outlets,
}

impl Ways {
    fn take(&mut self, place: usize, row: &Row) {
        self.list.take(place, row);
        for claim in &row.claims {
            if let Some(at) = self.claim_by_id.get(&*claim.id) {
                self.claims[*at].rows.push(place);
                continue;
            }
            let next = self.articles.len() as u64;
            let article = *self.articles.entry(article_key(claim)).or_insert(next);
            *self.article_sizes.entry(article).or_default() += 1;
            *self.source_sizes.entry(claim.article.source).or_default() += 1;
            let id: Box<str> = claim.id.as_str().into();
            self.claim_by_id.insert(id.clone(), self.claims.len());
            self.claims.push(ClaimPlace { id, article, source: claim.article.source, rows: vec![place] });
        }
    }

    /// The rows that hold claims of the articles that names in press stand in.
    fn told(&self, names: &[Unresolved]) -> HashMap<String, BTreeSet<usize>> {
        let of_press = names.iter().filter(|name| name.listed.is_none());
        let ids: BTreeSet<&str> = of_press.map(|name| name.place.as_str()).collect();
        let id_of = |key: &String| key.split('\u{0}').next().and_then(|id| ids.get(id)).copied();
        let numbers: HashMap<u64, &str> =
            self.articles.iter().filter_map(|(key, number)| Some((*number, id_of(key)?))).collect();
        let mut told: HashMap<String, BTreeSet<usize>> = HashMap::new();
        for claim in &self.claims {
            if let Some(id) = numbers.get(&claim.article) {
                told.entry((*id).to_owned()).or_default().extend(claim.rows.last());
            }
        }
        told
    }
}
