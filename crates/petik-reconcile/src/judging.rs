//! Judging: what a decision is about, whether it can be applied, and how it comes into the file of decisions. The command line,
//! the workbook and the desk all judge by these.

mod refusal;

pub use refusal::Refusal;

use crate::decisions::Decision;
use crate::reconciliation::{ArticleRef, Claim, Decided, Listed, Quote, Row, Unresolved};
use crate::saying::Saying;
use crate::words::Verdict;
use crate::write::{ROWS_FILE, Sheet};
use petik_core::gazetteer::{RegionId, letters};
use petik_core::record::Level;
use petik_core::record::cell::bare;
use petik_core::{Engine, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// What kind of thing a decision is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum JudgedKind {
    /// A member of the list, or a region that press names.
    #[default]
    Row,
    /// What one article says.
    Claim,
    /// A row of the list that names no region for certain.
    Open,
}

/// What a decision is about, with what tells whether it can be applied.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Judged {
    /// What it is.
    pub kind: JudgedKind,
    /// Digest of what it rests on.
    pub evidence: String,
    /// Programme id, where known.
    pub programme: Option<String>,
    /// Code of the region that it is of, where known.
    pub code: Option<String>,
    /// The region as it is named.
    pub name: Option<String>,
    /// The words of a claim with what stands around them.
    pub words: String,
    /// What was decided about it.
    pub decision: Option<Decided>,
}

impl Judged {
    /// A row.
    pub fn row(row: &Row) -> Self {
        Judged {
            kind: JudgedKind::Row,
            evidence: row.evidence.clone(),
            programme: Some(row.programme.clone()),
            code: Some(row.region.code.clone()),
            name: Some(row.region.name.clone()),
            words: String::new(),
            decision: row.decision.clone(),
        }
    }

    /// A claim of a row of `programme`.
    pub fn claim(claim: &Claim, programme: &str) -> Self {
        let quotes = claim.quotes.iter().map(|quote| format!("{}{}{}", quote.before, quote.quote, quote.after));
        Judged {
            kind: JudgedKind::Claim,
            evidence: claim.evidence.clone(),
            programme: Some(programme.to_owned()),
            code: claim.code.clone(),
            name: claim.name.clone(),
            words: quotes.chain(claim.name.clone()).collect::<Vec<_>>().join(" "),
            decision: claim.decision.clone(),
        }
    }

    /// A row of the list that names no region for certain.
    pub fn open(open: &Unresolved) -> Self {
        Judged {
            kind: JudgedKind::Open,
            evidence: open.evidence.clone(),
            programme: open.programme.clone(),
            name: Some(open.name.clone()),
            decision: open.decision.clone(),
            ..Judged::default()
        }
    }

    /// What of the folder `dir` of a reconciliation has these ids; an id that nothing has is left out.
    ///
    /// # Errors
    ///
    /// Where a table of the folder cannot be read; the error names it.
    pub fn find(dir: &Path, ids: &BTreeSet<&str>) -> io::Result<BTreeMap<String, Self>> {
        let mut found = BTreeMap::new();
        let is_one = |line: &str| ids.len() > FEW || ids.iter().any(|id| line.contains(id));
        read_rows(dir, is_one, |row| {
            for claim in row.claims.iter().filter(|claim| ids.contains(&*claim.id)) {
                found.entry(claim.id.clone()).or_insert_with(|| Judged::claim(claim, &row.programme));
            }
            if ids.contains(&*row.id) {
                found.entry(row.id.clone()).or_insert_with(|| Judged::row(&row));
            }
        })?;
        if ids.iter().any(|id| !found.contains_key(*id)) {
            for open in read_unresolved(dir)?.iter().filter(|open| ids.contains(&*open.id)) {
                found.entry(open.id.clone()).or_insert_with(|| Judged::open(open));
            }
        }
        Ok(found)
    }

    /// Whether `decision` can be applied to it and is no likely slip.
    ///
    /// # Errors
    ///
    /// Why it is not.
    pub fn admits(&self, decision: &Decision, engine: &Engine) -> Result<(), Refusal> {
        // Whatever it is corrected by.
        if self.kind == JudgedKind::Row && decision.verdict == Verdict::Correct {
            return Err(Refusal::new("decide.row_no_correct"));
        }
        if let Some(fault) = decision.fault() {
            return Err(fault);
        }
        let region = decision.region.as_deref().map(|code| known(code, engine)).transpose()?;
        match self.kind {
            _ if decision.verdict != Verdict::Correct => Ok(()),
            // Refused above.
            JudgedKind::Row => Ok(()),
            JudgedKind::Claim => region.map_or(Ok(()), |region| self.admits_of_claim(region, decision, engine)),
            JudgedKind::Open => self.admits_of_open(region, decision, engine),
        }
    }

    fn admits_of_claim(&self, region: RegionId, decision: &Decision, engine: &Engine) -> Result<(), Refusal> {
        self.is_of_unit(region, engine)?;
        let own = engine.gazetteer().regions.get(region);
        let is_alone = decision.cohort_year.is_none() && decision.date.is_none();
        if is_alone && self.code.as_deref() == Some(&*own.code) {
            return Err(Refusal::of("decide.already", "code", &own.code).with("region", &own.full_name));
        }
        if decision.note.is_none() && !self.names(region, engine) {
            let refusal = match &self.name {
                Some(name) => Refusal::of("decide.not_named", "name", name),
                None => Refusal::new("decide.none_named"),
            };
            return Err(refusal.with("code", &own.code).with("region", &own.full_name));
        }
        Ok(())
    }

    fn admits_of_open(&self, region: Option<RegionId>, decision: &Decision, engine: &Engine) -> Result<(), Refusal> {
        let region = region.ok_or_else(|| Refusal::new("decide.needs_region"))?;
        if decision.date.is_some() {
            return Err(Refusal::new("decide.no_date"));
        }
        if self.programme.is_none() {
            return Err(Refusal::new("decide.no_programme"));
        }
        self.is_of_unit(region, engine)
    }

    /// Refuses a province for a programme of kabupaten and kota.
    fn is_of_unit(&self, region: RegionId, engine: &Engine) -> Result<(), Refusal> {
        let lists = engine.gazetteer();
        let region = lists.regions.get(region);
        let programme = self.programme.as_deref().and_then(|id| lists.programmes.number(id));
        match programme.map(|number| lists.programmes.get(number)) {
            Some(programme) if programme.is_local() && region.level == Level::Province => {
                Err(Refusal::of("decide.province", "code", &region.code)
                    .with("region", &region.full_name)
                    .with("programme", &programme.name))
            }
            _ => Ok(()),
        }
    }

    /// Whether its words hold a name of the region.
    fn names(&self, region: RegionId, engine: &Engine) -> bool {
        let said = letters(&self.words);
        engine.written_names().all_of(region).any(|name| said.contains(name))
    }
}

/// The region with this code.
fn known(code: &str, engine: &Engine) -> Result<RegionId, Refusal> {
    engine.gazetteer().regions.by_code(code).ok_or_else(|| Refusal::of("decide.no_region", "code", code))
}

/// Ids that are looked for in a line before it is read.
const FEW: usize = 8;

/// The rows of the folder of a reconciliation whose lines are wanted, in their order.
///
/// # Errors
///
/// Where its rows cannot be read; the error names the file and the line.
pub fn read_rows(dir: &Path, is_wanted: impl Fn(&str) -> bool, mut each: impl FnMut(Row)) -> io::Result<()> {
    rows_of(dir, open_rows(dir)?, is_wanted, |_, _, row| each(row))
}

/// Opens the rows of the folder of a reconciliation.
///
/// # Errors
///
/// Where they cannot be opened; the error names the file.
pub fn open_rows(dir: &Path) -> io::Result<File> {
    let path = dir.join(ROWS_FILE);
    File::open(&path).map_err(|error| cannot_read(&path, &error))
}

/// The rows of the folder `dir` from their open `file`, each with where its line begins and how long it is, in bytes.
///
/// # Errors
///
/// Where it cannot be read; the error names the file and the line.
pub fn rows_of(
    dir: &Path,
    file: impl Read,
    is_wanted: impl Fn(&str) -> bool,
    mut each: impl FnMut(u64, usize, Row),
) -> io::Result<()> {
    let path = &dir.join(ROWS_FILE);
    let (mut reader, mut line) = (BufReader::with_capacity(READ_AT_ONCE, file), String::new());
    let mut at = 0;
    for number in 1.. {
        line.clear();
        let length = reader.read_line(&mut line).map_err(|error| cannot_read(path, &error))?;
        if length == 0 {
            break;
        }
        if is_wanted(&line) {
            let row = Row::from_json(line.trim_ascii().as_bytes()).map_err(|error| {
                let place = format!("{}:{number}", path.display());
                let words = format!("{place}: no row of a reconciliation ({error}); run `petik reconcile` again");
                io::Error::new(io::ErrorKind::InvalidData, words)
            })?;
            each(at, length, row);
        }
        at += length as u64;
    }
    Ok(())
}

/// Bytes of rows that are read at once: a row with many claims has some hundred thousand.
const READ_AT_ONCE: usize = 1 << 16;

fn cannot_read(path: &Path, error: &io::Error) -> io::Error {
    let way_out = "name the folder that `petik reconcile --out` wrote";
    io::Error::new(error.kind(), format!("cannot read {}: {error}; {way_out}", path.display()))
}

/// The side of a name that stands in the list.
const OF_LIST: &str = "list";

/// What names no region for certain in the folder of a reconciliation, as far as its table tells.
///
/// # Errors
///
/// Where the table cannot be read; the error names it.
pub fn read_unresolved(dir: &Path) -> io::Result<Vec<Unresolved>> {
    let path = dir.join(Sheet::Unresolved.file());
    let cannot = |error: csv::Error| io::Error::other(format!("cannot read {}: {error}", path.display()));
    let mut table = csv::Reader::from_path(&path).map_err(cannot)?;
    let head = table.headers().map_err(cannot)?.clone();
    let mut all = Vec::new();
    for row in table.records() {
        let row = row.map_err(cannot)?;
        let cell = |name: &str| {
            let at = head.iter().position(|column| column == name);
            let words = at.and_then(|at| row.get(at)).unwrap_or_default();
            Some(bare(words).into_owned()).filter(|words| !words.is_empty())
        };
        let verdict = cell("decision").as_deref().and_then(Verdict::parse);
        let decision = verdict.map(|verdict| Decided {
            verdict,
            note: cell("decision_note"),
            who: cell("decided_by"),
            when: cell("decided_on"),
            stale: cell("decision_stale").as_deref() == Some("true"),
            ..Decided::default()
        });
        let is_listed = cell("side").as_deref() == Some(OF_LIST);
        let listed = is_listed.then(|| Listed {
            file: cell("place").unwrap_or_default(),
            sheet: cell("sheet"),
            row: cell("row").and_then(|row| row.parse().ok()).unwrap_or_default(),
            name: cell("name"),
            ..Listed::default()
        });
        all.push(Unresolved {
            listed,
            id: cell("id").unwrap_or_default(),
            side: cell("side").unwrap_or_default(),
            place: cell("place").unwrap_or_default(),
            sheet: cell("sheet"),
            row: cell("row").and_then(|row| row.parse().ok()),
            name: cell("name").unwrap_or_default(),
            programme: cell("programme"),
            cohort_year: cell("cohort_year").and_then(|year| year.parse().ok()),
            why: cell("why").as_deref().and_then(Saying::from_json),
            reason: cell("reason").unwrap_or_default(),
            candidates: cell("candidates").map(|all| all.split("; ").map(str::to_owned).collect()).unwrap_or_default(),
            out: cell("out"),
            evidence: cell("evidence").unwrap_or_default(),
            province: cell("province_code"),
            article: cell("article_id").map(|id| ArticleRef {
                id,
                title: cell("title"),
                url: cell("url"),
                outlet: cell("outlet"),
                published: cell("published"),
                ..ArticleRef::default()
            }),
            quote: cell("quote").map(|quote| Quote {
                quote,
                before: cell("before").unwrap_or_default(),
                after: cell("after").unwrap_or_default(),
                ..Quote::default()
            }),
            decision,
        });
    }
    Ok(all)
}

/// Of the decisions that the folder of a reconciliation brings up again: line of the file of decisions, and subject.
///
/// # Errors
///
/// Where the table is there and cannot be read; the error names it.
pub fn read_open_decisions(dir: &Path) -> io::Result<Vec<(u64, String)>> {
    let path = dir.join(Sheet::OpenDecisions.file());
    let cannot = |error: csv::Error| io::Error::other(format!("cannot read {}: {error}", path.display()));
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let mut table = csv::Reader::from_path(&path).map_err(cannot)?;
    let head = table.headers().map_err(cannot)?.clone();
    let mut all = Vec::new();
    for row in table.records() {
        let row = row.map_err(cannot)?;
        let cell = |name: &str| row.get(head.iter().position(|column| column == name)?);
        if let (Some(line), Some(subject)) = (cell("line").and_then(|line| line.parse().ok()), cell("subject")) {
            all.push((line, bare(subject).into_owned()));
        }
    }
    Ok(all)
}

/// Adds decisions at the end of a file, which is made where there is none: all in one write, under a lock that others who add to
/// it wait for, and on the disk when this returns. A line that something else left without its end is ended first.
///
/// # Errors
///
/// Those of the file.
pub fn append(path: &Path, decisions: &[Decision]) -> io::Result<()> {
    let mut lines = Vec::new();
    for decision in decisions {
        serde_json::to_writer(&mut lines, decision)?;
        lines.push(b'\n');
    }
    let mut file = File::options().create(true).read(true).append(true).open(path)?;
    match file.lock() {
        // A file system without locks: an append of one write is still whole.
        Err(error) if error.kind() != io::ErrorKind::Unsupported => return Err(error),
        _ => {}
    }
    let is_new = file.seek(SeekFrom::End(0))? == 0;
    if !is_new {
        file.seek(SeekFrom::End(-1))?;
        let mut last = [0];
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            lines.insert(0, b'\n');
        }
    }
    file.write_all(&lines)?;
    file.sync_all()?;
    if is_new { sync_name(path) } else { Ok(()) }
}

/// Brings the name of a new file to the disk.
#[cfg(unix)]
fn sync_name(path: &Path) -> io::Result<()> {
    let above = path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(above)?.sync_all()
}

/// Only files can be synced here.
#[cfg(not(unix))]
fn sync_name(_path: &Path) -> io::Result<()> {
    Ok(())
}
