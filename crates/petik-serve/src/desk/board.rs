//! All entries of a folder with what was decided about them up to now, and the ways between claims, rows, articles and regions.

use super::entry::{ClaimPlace, Entry, Kind, article_key, is_same};
use super::folder::Folder;
use super::journal::Journal;
use petik_core::gazetteer::Regions;
use petik_reconcile::{Claim, Decided, Latest, Row, Unresolved, Verdict, judge_afresh};
use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::Path;

/// The entries of a folder.
#[derive(Debug)]
pub(super) struct Board {
    folder: Folder,
    /// Rows, each at its place in the folder; names behind them.
    pub(super) entries: Vec<Entry>,
    pub(super) names: Vec<Unresolved>,
    /// How many entries are rows.
    rows: usize,
    by_id: HashMap<String, usize>,
    claims: Vec<ClaimPlace>,
    claim_by_id: HashMap<Box<str>, usize>,
    /// How many claims each article and each source has, by their numbers.
    article_sizes: HashMap<u64, u64>,
    source_sizes: HashMap<u64, u64>,
    /// Rows of the list by programme and code.
    of_region: HashMap<(String, String), Vec<usize>>,
    pub(super) outlets: Vec<String>,
    outlet_numbers: HashMap<String, usize>,
    /// Claims that a steward says to speak of other rows than those that hold them.
    moved: HashMap<usize, Vec<Claim>>,
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
        let Ways { claims, claim_by_id, article_sizes, source_sizes, of_region, outlets, .. } = ways;
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
            of_region,
            outlets: outlets.names,
            outlet_numbers: outlets.numbers,
            moved: HashMap::new(),
        };
        let subjects: Vec<String> = journal.subjects().map(str::to_owned).collect();
        board.settle(&subjects, journal, regions)?;
        Ok(board)
    }

    pub(super) fn folder(&self) -> &Folder {
        &self.folder
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
        for subject in subjects {
            touched.extend(self.place(subject));
            if let Some(claim) = self.claim_by_id.get(&**subject).map(|at| self.claims[*at].clone()) {
                touched.extend(claim.rows.iter().copied());
                touched.extend(self.move_claim(&claim, journal, regions)?);
            }
        }
        for &place in &touched {
            if place < self.rows {
                let row = self.row(place, journal, regions)?;
                let line = journal.last(&row.id).map(|line| line.number);
                let Board { outlets, outlet_numbers, .. } = self;
                let number = |outlet: &str| Outlets::number_in(outlets, outlet_numbers, outlet);
                let entry = Entry { line, ..Entry::row(&row, number) };
                self.entries[place] = entry;
            } else {
                let entry = &mut self.entries[place];
                let last = journal.last(&entry.id);
                entry.line = last.map(|line| line.number);
                if let Some(last) = journal.about(&entry.id).last() {
                    let decided = last.decision.beside(&entry.evidence);
                    entry.decision = Some(decided).filter(|decided| decided.verdict != Verdict::Withdraw);
                }
            }
        }
        Ok(touched)
    }

    /// Puts a claim that was corrected on the rows that it may speak of now; gives all rows whose claims changed.
    fn move_claim(&mut self, claim: &ClaimPlace, journal: &Journal, regions: &Regions) -> io::Result<Vec<usize>> {
        let mut touched: Vec<usize> = Vec::new();
        for (place, claims) in &mut self.moved {
            let before = claims.len();
            claims.retain(|moved| *moved.id != *claim.id);
            touched.extend((claims.len() < before).then_some(*place));
        }
        let Some(line) = journal.last(&claim.id).filter(|line| line.decision.verdict == Verdict::Correct) else {
            return Ok(touched);
        };
        let Some(&holder) = claim.rows.first() else { return Ok(touched) };
        let row = self.folder.row(holder)?;
        let Some(own) = row.claims.into_iter().find(|one| *one.id == *claim.id) else { return Ok(touched) };
        let Some(code) = line.decision.region.clone().or_else(|| own.code.clone()) else { return Ok(touched) };
        let year =
            line.decision.cohort_year.or(own.cohort_year).map_or_else(|| "-".to_owned(), |year| year.to_string());
        let of_press = self.place(&format!("{}/{year}/{code}", row.programme));
        let namesake = regions.by_code(&code).and_then(|region| regions.namesake(region));
        let codes = [Some(code), namesake.map(|namesake| regions.get(namesake).code.clone())];
        let keys = codes.into_iter().flatten().map(|code| (row.programme.clone(), code));
        let of_list = keys.filter_map(|key| self.of_region.get(&key)).flatten().copied();
        let targets: BTreeSet<usize> = of_list.chain(of_press).filter(|place| !claim.rows.contains(place)).collect();
        for place in targets {
            self.moved.entry(place).or_default().push(own.clone());
            touched.push(place);
        }
        Ok(touched)
    }

    /// The row at a place as it stands now.
    pub(super) fn row(&self, place: usize, journal: &Journal, regions: &Regions) -> io::Result<Row> {
        let mut row = self.folder.row(place)?;
        row.claims.extend(self.moved.get(&place).into_iter().flatten().cloned());
        let mut there: HashMap<&str, Option<&Decided>> =
            row.claims.iter().map(|claim| (claim.id.as_str(), claim.decision.as_ref())).collect();
        there.insert(&row.id, row.decision.as_ref());
        let mut changed: HashMap<String, Latest<'_>> = HashMap::new();
        for (id, there) in there {
            let latest = match journal.about(id).last() {
                None => Latest::Untouched,
                Some(line) if line.decision.verdict == Verdict::Withdraw => Latest::Withdrawn,
                Some(line) => Latest::Decided(&line.decision),
            };
            if !is_same(there, latest) {
                changed.insert(id.to_owned(), latest);
            }
        }
        if !changed.is_empty() {
            let programme = row.programme.clone();
            let years_of = |code: &str| {
                let rows = self.of_region.get(&(programme.clone(), code.to_owned()));
                rows.into_iter().flatten().map(|row| self.entries[*row].cohort_year).collect()
            };
            let latest = |id: &str| changed.get(id).copied().unwrap_or(Latest::Untouched);
            judge_afresh(&mut row, latest, regions, years_of);
        }
        Ok(row)
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
    of_region: HashMap<(String, String), Vec<usize>>,
    outlets: Outlets,
}

impl Ways {
    fn take(&mut self, place: usize, row: &Row) {
        if row.listed.is_some() {
            self.of_region.entry((row.programme.clone(), row.region.code.clone())).or_default().push(place);
        }
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
}
