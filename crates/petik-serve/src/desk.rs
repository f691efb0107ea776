//! The steward's desk: what of a reconciliation needs judging, each with the words it rests on, and the judgements that are made
//! of it. Every judgement is a line of the file of decisions; what is shown is judged afresh from the folder and that file.

mod board;
mod entry;
mod folder;
mod group;
mod item;
mod journal;
mod judge;
mod proposal;
mod queue;
mod routes;

pub use routes::part;

use crate::fault::{Code, Fault};
use crate::matcher::{Query, RegionMatcher};
use board::Board;
use entry::{Entry, folded};
use folder::made_with;
use group::{Group, members};
use item::{Item, item};
use jiff::{Timestamp, ToSpan};
use journal::{Journal, Line};
use judge::{Judgement, Outcome, Refused, Undo};
use petik_core::Engine;
use petik_core::gazetteer::{Files, Region, RegionId};
use petik_reconcile::{Decision, Language, Phrases, Refusal, Row};
use queue::{Counts, Queue, Wanted, counts, queue};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Regions that a search gives.
const MOST_REGIONS: usize = 20;

/// In which language a desk speaks, unless its address says another.
#[derive(Debug, Clone, Copy, Default)]
pub struct Speaks {
    /// To everybody, whatever a browser asks for.
    pub always: Option<Language>,
    /// To a browser that asks for no language of petik's.
    pub otherwise: Language,
}

/// A desk. Shared by all who are served.
pub struct Desk {
    engine: &'static Engine,
    dir: PathBuf,
    speaks: Speaks,
    phrases: [Phrases; 2],
    matcher: Arc<RegionMatcher>,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    board: Board,
    journal: Journal,
    /// When the last line was written: no two judgements have one moment, which is how the file tells them apart.
    written: Timestamp,
    /// Grows with all that changes: what a page shows is of one number.
    turn: u64,
}

impl Desk {
    /// Opens the folder `dir` that `petik reconcile` wrote. Judgements go to the file `decisions`; where none is given, to the one
    /// that the folder was made with, else to `decisions.jsonl` beside the folder. Each row is shown to `also` on the way.
    ///
    /// # Errors
    ///
    /// Where folder, decisions or phrases cannot be read.
    pub fn open(
        matcher: Arc<RegionMatcher>,
        files: &Files,
        dir: &Path,
        decisions: Option<&Path>,
        speaks: Speaks,
        also: impl FnMut(&Row),
    ) -> io::Result<Self> {
        let read = |language| Phrases::read(files, language).map_err(|error| io::Error::other(error.to_string()));
        let phrases = [read(Language::Indonesian)?, read(Language::English)?];
        let mut journal = Journal::new(&chosen(dir, decisions));
        // Whether it can be written to is said now, and not with the first verdict.
        journal.add(&[]).map_err(|error| {
            let path = journal.path().display();
            io::Error::new(error.kind(), format!("cannot write to {path}: {error}; name another file with --decisions"))
        })?;
        journal.look().map_err(|error| {
            io::Error::new(error.kind(), format!("cannot read {}: {error}", journal.path().display()))
        })?;
        let engine = matcher.engine();
        let board = Board::open(dir, &journal, &engine.gazetteer().regions, also)?;
        let state = State { board, journal, written: Timestamp::MIN, turn: 1 };
        Ok(Desk { engine, dir: dir.to_owned(), speaks, phrases, matcher, state: Mutex::new(state) })
    }

    /// The file that judgements go to.
    pub fn decisions(&self) -> PathBuf {
        self.state().journal.path().to_owned()
    }

    /// The phrases of the language that is asked for first.
    fn phrases(&self, asked: Option<&str>, accepted: Option<&str>) -> &Phrases {
        let chosen = asked.and_then(Language::wanted).or(self.speaks.always);
        match chosen.or_else(|| accepted.and_then(Language::wanted)).unwrap_or(self.speaks.otherwise) {
            Language::Indonesian => &self.phrases[0],
            Language::English => &self.phrases[1],
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state after a look at what others did.
    fn looked(&self) -> Result<MutexGuard<'_, State>, Fault> {
        let mut state = self.state();
        state.look(&self.dir, self.engine).map_err(|error| self.unreadable(&error))?;
        Ok(state)
    }

    fn unreadable(&self, error: &io::Error) -> Fault {
        let way_out = "run `petik reconcile` again, and see that folder and file of decisions can be read";
        Fault::new(Code::Internal, format_args!("{} or its decisions cannot be read", self.dir.display()), way_out)
            .because(error)
    }

    /// The queue as JSON.
    fn queue(&self, wanted: &Wanted) -> Result<Vec<u8>, Fault> {
        let state = self.looked()?;
        let shown = Shown { turn: state.turn, lines: state.journal.lines(), queue: queue(&state.board, wanted) };
        json(&shown)
    }

    /// What is counted, and the choices of the filters, as JSON.
    fn summary(&self, phrases: &Phrases) -> Result<Vec<u8>, Fault> {
        let state = self.looked()?;
        json(&self.counted(&state, phrases))
    }

    fn counted<'s>(&self, state: &'s State, phrases: &Phrases) -> Summary<'s> {
        let programmes = &self.engine.gazetteer().programmes;
        let ids: BTreeSet<&str> = state.board.entries.iter().filter_map(|entry| entry.programme.as_deref()).collect();
        Summary {
            turn: state.turn,
            decisions: state.journal.path().display().to_string(),
            lines: state.journal.lines(),
            counts: counts(&state.board),
            programmes: ids.into_iter().map(|id| (id.to_owned(), programmes.name_of(id).to_owned())).collect(),
            outlets: &state.board.outlets,
            astray: state.board.astray(&state.journal).map(|line| (line.number, &line.decision)).collect(),
            broken: state.journal.broken.iter().map(|line| (line.number, line.why.said(phrases))).collect(),
        }
    }

    /// An entry whole, as JSON; of its claims those behind the first `passed`.
    fn item(&self, id: &str, passed: usize, phrases: &Phrases) -> Result<Vec<u8>, Fault> {
        let state = self.looked()?;
        let place = state.board.place(id).ok_or_else(|| unknown(id))?;
        let entry = &state.board.entries[place];
        let item = item(&state.board, place, passed, &state.journal, self.engine, phrases);
        let item = item.map_err(|error| self.unreadable(&error))?;
        json(&Whole { turn: state.turn, lines: state.journal.lines(), entry, item })
    }

    /// What a group of claims is of, as JSON.
    fn group(&self, id: &str, group: Group) -> Result<Vec<u8>, Fault> {
        let state = self.looked()?;
        let members = members(id, group, &state.board, &state.journal, self.engine);
        json(&members.map_err(|error| self.unreadable(&error))?.ok_or_else(|| unknown(id))?)
    }

    /// The regions that somebody who types `wanted` may mean, as JSON: those whose names or codes have it, then those that are near.
    fn regions(&self, wanted: &str) -> Result<Vec<u8>, Fault> {
        let regions = &self.engine.gazetteer().regions;
        let words = folded(wanted);
        let has = |region: &Region| {
            let own = folded(&format!("{} {}", region.full_name, region.code));
            words.split_whitespace().all(|word| own.contains(word))
        };
        // Whose words begin so stands before whose words hold it.
        let begins = |id: &RegionId| {
            let own = folded(&regions.get(*id).full_name);
            words.split_whitespace().all(|word| own.split_whitespace().any(|own| own.starts_with(word)))
        };
        let mut ids: Vec<RegionId> = regions.iter().filter(|(_, region)| has(region)).map(|(id, _)| id).collect();
        ids.sort_by_key(|id| !begins(id));
        for candidate in self.matcher.candidates(&Query::of(wanted)) {
            if !ids.contains(&candidate.region) {
                ids.push(candidate.region);
            }
        }
        let found = |id: RegionId| Found {
            code: regions.get(id).code.clone(),
            name: regions.get(id).full_name.clone(),
            province: regions.get(regions.province(id)).name.clone(),
        };
        json(&ids.into_iter().take(MOST_REGIONS).map(found).collect::<Vec<Found>>())
    }

    /// Judges; the answer as JSON.
    fn judge(&self, judgement: Judgement, now: Timestamp, phrases: &Phrases) -> Result<Vec<u8>, Fault> {
        if let Some(refusal) = judgement.fault() {
            return Err(refused(&refusal, phrases));
        }
        let mut state = self.looked()?;
        let when = state.moment(now);
        let made = judgement.lines(&state.board, &state.journal, self.engine, &when, phrases);
        let (lines, outcome) = made.map_err(|error| self.unreadable(&error))?;
        let changed = self.write(&mut state, &lines)?;
        self.answer(&state, outcome, &changed, phrases)
    }

    /// Takes back what somebody judged last, whichever server or program wrote it; the answer as JSON.
    fn undo(&self, undo: &Undo, now: Timestamp, phrases: &Phrases) -> Result<Vec<u8>, Fault> {
        let mut state = self.looked()?;
        let last: Vec<Line> = state.journal.last_of(&undo.by).into_iter().cloned().collect();
        if last.is_empty() {
            return Err(refused(&Refusal::new("desk.nothing_to_undo"), phrases));
        }
        let when = state.moment(now);
        let mut outcome = Outcome::default();
        let mut lines = Vec::new();
        for line in last {
            let subject = line.decision.subject.clone();
            if let Some(back) = state.journal.taking_back(&line, &when) {
                outcome.taken.push(subject);
                lines.push(back);
            } else {
                // What somebody else judged since stays.
                state.journal.pass(line.number);
                let refusal = Refusal::new("desk.judged_since");
                let (code, why) = (refusal.key(), refusal.said(phrases));
                outcome.refused.push(Refused { subject, code, why });
            }
        }
        let changed = self.write(&mut state, &lines)?;
        self.answer(&state, outcome, &changed, phrases)
    }

    /// Writes lines and gives the places of what changed by them.
    fn write(&self, state: &mut State, lines: &[Decision]) -> Result<BTreeSet<usize>, Fault> {
        if lines.is_empty() {
            return Ok(BTreeSet::new());
        }
        state.journal.add(lines).map_err(|error| {
            let what = format_args!("nothing was written to {}", state.journal.path().display());
            Fault::new(Code::Internal, what, "make room or let the file be written to, and judge again").because(error)
        })?;
        state.look(&self.dir, self.engine).map_err(|error| self.unreadable(&error))
    }

    fn answer(
        &self,
        state: &State,
        outcome: Outcome,
        changed: &BTreeSet<usize>,
        phrases: &Phrases,
    ) -> Result<Vec<u8>, Fault> {
        let entries = changed.iter().map(|place| &state.board.entries[*place]).collect();
        json(&Answered { outcome, changed: entries, summary: self.counted(state, phrases) })
    }
}

impl State {
    /// The moment of a judgement that is made `now`.
    fn moment(&mut self, now: Timestamp) -> String {
        let next = self.written.checked_add(1.millisecond()).unwrap_or(now);
        self.written = now.max(next);
        format!("{:.3}", self.written)
    }

    /// Sees what others did; gives the places of what changed.
    fn look(&mut self, dir: &Path, engine: &Engine) -> io::Result<BTreeSet<usize>> {
        let regions = &engine.gazetteer().regions;
        let subjects = self.journal.look()?;
        if subjects.is_none() || self.board.folder().is_replaced() {
            self.board = Board::open(dir, &self.journal, regions, |_| {})?;
            self.turn += 1;
            return Ok((0..self.board.entries.len()).collect());
        }
        let subjects = subjects.unwrap_or_default();
        if subjects.is_empty() {
            return Ok(BTreeSet::new());
        }
        self.turn += 1;
        self.board.settle(&subjects, &self.journal, regions)
    }
}

/// A region that may be meant.
#[derive(Serialize)]
struct Found {
    code: String,
    name: String,
    province: String,
}

#[derive(Serialize)]
struct Shown<'s> {
    turn: u64,
    lines: u64,
    #[serde(flatten)]
    queue: Queue<'s>,
}

#[derive(Serialize)]
struct Summary<'s> {
    turn: u64,
    /// The file that judgements go to.
    decisions: String,
    lines: u64,
    counts: Counts<'s>,
    programmes: BTreeMap<String, String>,
    outlets: &'s [String],
    /// Lines of the file that are no decisions, with why.
    broken: Vec<(u64, String)>,
    /// Lines about what the run does not have, with what they say.
    astray: Vec<(u64, &'s Decision)>,
}

#[derive(Serialize)]
struct Whole<'s> {
    turn: u64,
    lines: u64,
    entry: &'s Entry,
    #[serde(flatten)]
    item: Item,
}

#[derive(Serialize)]
struct Answered<'s> {
    #[serde(flatten)]
    outcome: Outcome,
    changed: Vec<&'s Entry>,
    summary: Summary<'s>,
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec(value).map_err(|_| Fault::internal())
}

fn unknown(id: &str) -> Fault {
    let what = format_args!("nothing here has the id {id}");
    Fault::new(Code::UnknownPath, what, "ask GET /desk/queue for what there is").at("parameter id")
}

fn refused(refusal: &Refusal, phrases: &Phrases) -> Fault {
    let way_out = match refusal.key() {
        "desk.who_needed" => "desk.do_name",
        "desk.nothing_to_undo" => "desk.do_judge",
        "desk.note_long" => "desk.do_shorter",
        _ => "desk.do_subjects",
    };
    Fault::new(Code::BadParameter, refusal.said(phrases), phrases.say(way_out)).at("body")
}

/// The file that is given, else the one that the folder was made with, else the usual one beside the folder.
fn chosen(dir: &Path, given: Option<&Path>) -> PathBuf {
    if let Some(given) = given {
        return given.to_owned();
    }
    if let Some(made_with) = made_with(dir).filter(|path| path.is_file()) {
        return made_with;
    }
    let whole = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
    whole.parent().map_or_else(|| PathBuf::from(NAME), |above| above.join(NAME))
}

/// The file of decisions beside a folder.
const NAME: &str = "decisions.jsonl";
