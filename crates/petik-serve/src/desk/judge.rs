//! Judgements as they are sent, and what comes of them. One can settle a group: all claims of an article, all copies of a text,
//! a name everywhere. What could not be applied, and what somebody else judged in the meantime, is refused by its subject.

use super::board::Board;
use super::journal::Journal;
use petik_core::Engine;
use petik_reconcile::{Decision, Judged, Phrases, Refusal, Verdict};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;

/// Subjects of one judgement.
const MOST: usize = 5_000;
/// Letters of a note, and of a name.
const LONGEST_NOTE: usize = 2_000;
const LONGEST_NAME: usize = 100;

/// What else a judgement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Group {
    /// All claims of the same article.
    Article,
    /// All claims of the same source: of all copies of a text.
    Source,
    /// The same name everywhere.
    Name,
}

/// A judgement as it is sent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Judgement {
    /// Who judges.
    by: String,
    verdict: Verdict,
    subjects: Vec<String>,
    #[serde(default)]
    group: Option<Group>,
    #[serde(default)]
    region: Option<String>,
    #[serde(default)]
    cohort_year: Option<i16>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    note: Option<String>,
    /// Subject → line of the decision that was seen with it; what has another one now was judged in the meantime.
    #[serde(default)]
    seen: BTreeMap<String, Option<u64>>,
}

/// Taking back what a steward did last.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Undo {
    pub(super) by: String,
}

/// What came of it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Outcome {
    /// Subjects that were written.
    pub(super) taken: Vec<String>,
    pub(super) refused: Vec<Refused>,
}

/// Why a subject was not taken.
#[derive(Debug, Serialize)]
pub(super) struct Refused {
    pub(super) subject: String,
    /// The key of the phrase, for programs.
    pub(super) code: &'static str,
    pub(super) why: String,
}

impl Judgement {
    /// What is wrong with it as a whole.
    pub(super) fn fault(&self) -> Option<Refusal> {
        if !is_name(&self.by) {
            return Some(Refusal::of("desk.who_needed", "n", LONGEST_NAME));
        }
        if self.subjects.is_empty() {
            return Some(Refusal::new("decide.no_subject"));
        }
        if self.note.as_deref().is_some_and(|note| note.chars().count() > LONGEST_NOTE) {
            return Some(Refusal::of("desk.note_long", "n", LONGEST_NOTE));
        }
        None
    }

    /// The lines that it makes, with what is refused of it.
    pub(super) fn lines(
        self,
        board: &Board,
        journal: &Journal,
        engine: &Engine,
        when: &str,
        phrases: &Phrases,
    ) -> io::Result<(Vec<Decision>, Outcome)> {
        let mut outcome = Outcome::default();
        let mut lines = Vec::new();
        let subjects = self.all_subjects(board);
        let too_many = subjects.len() > MOST;
        let judged = judged(board, journal, engine, &subjects)?;
        for subject in subjects {
            let now = journal.last(&subject);
            let refusal = if too_many {
                Some(Refusal::of("desk.too_many", "n", MOST))
            } else if self.seen.get(&subject).is_some_and(|seen| *seen != now.map(|line| line.number)) {
                Some(meanwhile(now.map(|line| &line.decision), phrases))
            } else {
                None
            };
            let line = match (refusal, judged.get(&subject)) {
                (Some(refusal), _) => Err(refusal),
                (None, None) => Err(Refusal::of("desk.gone", "id", &subject)),
                (None, Some(judged)) => {
                    let line = self.line(&subject, judged, when);
                    judged.admits(&line, engine).map(|()| line)
                }
            };
            match line {
                Ok(line) => {
                    lines.push(line);
                    outcome.taken.push(subject);
                }
                Err(refusal) => {
                    outcome.refused.push(Refused { code: refusal.key(), why: refusal.said(phrases), subject });
                }
            }
        }
        Ok((lines, outcome))
    }

    fn line(&self, subject: &str, judged: &Judged, when: &str) -> Decision {
        let words = |words: &Option<String>| {
            words.as_deref().map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned)
        };
        Decision {
            subject: subject.to_owned(),
            verdict: self.verdict,
            region: words(&self.region),
            cohort_year: self.cohort_year,
            date: words(&self.date),
            note: words(&self.note),
            who: Some(self.by.trim().to_owned()),
            when: Some(when.to_owned()),
            evidence: Some(judged.evidence.clone()).filter(|digest| !digest.is_empty()),
        }
    }

    fn all_subjects(&self, board: &Board) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let mut seen = BTreeSet::new();
        for subject in &self.subjects {
            let beside = match self.group {
                None => Vec::new(),
                Some(Group::Article) => board.claims_beside(subject, |own, other| own.article == other.article),
                Some(Group::Source) => board.claims_beside(subject, |own, other| own.source == other.source),
                Some(Group::Name) => board.place(subject).map(|place| board.same_names(place)).unwrap_or_default(),
            };
            for one in [subject.as_str()].into_iter().chain(beside) {
                if seen.insert(one.to_owned()) {
                    all.push(one.to_owned());
                }
                if all.len() > MOST {
                    return all;
                }
            }
        }
        all
    }
}

/// Whether it is a name that can stand in a line.
fn is_name(by: &str) -> bool {
    let by = by.trim();
    !by.is_empty() && by.chars().count() <= LONGEST_NAME && !by.chars().any(char::is_control)
}

fn meanwhile(now: Option<&Decision>, phrases: &Phrases) -> Refusal {
    match now {
        Some(now) => Refusal::of("desk.meanwhile", "verdict", phrases.word("verdict_done", now.verdict))
            .with("who", now.who.as_deref().unwrap_or("?")),
        None => Refusal::new("desk.meanwhile_withdrawn"),
    }
}

/// What the subjects are; each row is read once.
fn judged(
    board: &Board,
    journal: &Journal,
    engine: &Engine,
    subjects: &[String],
) -> io::Result<HashMap<String, Judged>> {
    let regions = &engine.gazetteer().regions;
    let mut found = HashMap::new();
    let mut of_row: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for subject in subjects.iter().take(MOST) {
        if let Some(place) = board.place(subject) {
            match board.name(place) {
                None if board.entries[place].is_gone() => {}
                Some(name) => drop(found.insert(subject.clone(), Judged::open(name))),
                None => of_row.entry(place).or_default().push(subject),
            }
        } else if let Some(&row) = board.claim(subject).and_then(|claim| claim.rows.last()) {
            of_row.entry(row).or_default().push(subject);
        }
    }
    for (place, wanted) in of_row {
        let (own, claims): (Vec<&str>, Vec<&str>) =
            wanted.into_iter().partition(|subject| board.place(subject) == Some(place));
        if let Some(id) = own.first() {
            found.insert((*id).to_owned(), Judged::row(&board.row(place, journal, regions)?));
        }
        if claims.is_empty() {
            continue;
        }
        // Claims as they were written: a correction is checked against the words and not against an earlier correction.
        let written = board.folder().row(place)?;
        for claim in written.claims.iter().filter(|claim| claims.contains(&&*claim.id)) {
            found.entry(claim.id.clone()).or_insert_with(|| Judged::claim(claim, &written.programme));
        }
    }
    Ok(found)
}
