//! Judgements as they are sent, and what comes of them. What could not be applied, and what somebody else judged in the meantime,
//! is refused by its subject; of a group, a region is corrected only where it is the same.

use super::board::Board;
use super::group::{Group, all_subjects, is_of_one_region};
use super::journal::Journal;
use petik_core::Engine;
use petik_reconcile::{Decision, Judged, Latest, Phrases, Refusal, Verdict, read_day};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::io;

/// Subjects of one judgement.
pub(super) const MOST: usize = 5_000;
/// Letters of a note, and of a name.
const LONGEST_NOTE: usize = 2_000;
const LONGEST_NAME: usize = 100;

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
    /// How many lines the file had when all else that it is about was seen: what has a later line was judged in the meantime.
    #[serde(default)]
    as_of: Option<u64>,
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
    /// How many of the group are of other regions, and stay as they are.
    pub(super) left: usize,
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
        mut self,
        board: &Board,
        journal: &Journal,
        engine: &Engine,
        when: &str,
        phrases: &Phrases,
    ) -> io::Result<(Vec<Decision>, Outcome)> {
        self.read_day(engine);
        let mut outcome = Outcome::default();
        let mut lines = Vec::new();
        let mut subjects = all_subjects(&self.subjects, self.group, board);
        let is_too_many = subjects.len() > MOST;
        let judged = judged(board, journal, engine, &subjects)?;
        outcome.left = self.leave_others(&mut subjects, journal, &judged);
        for subject in subjects {
            let line = if is_too_many {
                Err(Refusal::of("desk.too_many", "n", MOST))
            } else {
                self.judged(&subject, journal, judged.get(&subject), engine, when, phrases)
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

    /// Brings a day as people write it into ISO 8601; what is no day stays as it is, and is refused as one.
    fn read_day(&mut self, engine: &Engine) {
        let date = self.date.clone();
        let as_is = Decision { subject: "-".to_owned(), verdict: Verdict::Correct, date, ..Decision::default() };
        if as_is.fault().is_some()
            && let Some(day) = self.date.as_deref().and_then(|words| read_day(words, engine).ok())
        {
            self.date = day;
        }
    }

    /// Leaves out what only the group brought in and the verdict is not about: other regions where a region is corrected, what nobody
    /// judged where verdicts are taken back. Gives how many are of other regions.
    fn leave_others(&self, subjects: &mut Vec<String>, journal: &Journal, judged: &HashMap<String, Judged>) -> usize {
        if self.verdict == Verdict::Withdraw {
            let has_verdict = |id: &String| judged.get(id).is_some_and(|one| is_in_force(one, journal.latest(id)));
            subjects.retain(|subject| self.subjects.contains(subject) || has_verdict(subject));
        }
        if self.verdict != Verdict::Correct || self.region.is_none() || !self.group.is_some_and(Group::is_of_claims) {
            return 0;
        }
        let before = subjects.len();
        let own: Vec<&Judged> = self.subjects.iter().filter_map(|subject| judged.get(subject)).collect();
        let is_meant = |one: &Judged| own.iter().any(|own| is_of_one_region(own, one));
        subjects.retain(|subject| self.subjects.contains(subject) || judged.get(subject).is_some_and(is_meant));
        before - subjects.len()
    }

    /// The line about a subject, or why there is none.
    fn judged(
        &self,
        subject: &str,
        journal: &Journal,
        judged: Option<&Judged>,
        engine: &Engine,
        when: &str,
        phrases: &Phrases,
    ) -> Result<Decision, Refusal> {
        let Some(judged) = judged else { return Err(Refusal::of("desk.gone", "id", subject)) };
        let what = || judged.name.as_deref().or(judged.code.as_deref()).unwrap_or(subject).to_owned();
        if !self.has_seen(subject, journal) {
            let now = journal.last(subject).map(|line| &line.decision);
            return Err(meanwhile(now, phrases).with("what", what()));
        }
        if self.verdict == Verdict::Withdraw && !is_in_force(judged, journal.latest(subject)) {
            return Err(Refusal::of("desk.nothing_to_withdraw", "what", what()));
        }
        let line = self.line(subject, judged, when);
        judged.admits(&line, engine).map(|()| line)
    }

    /// Whether who judges has seen what was decided last.
    fn has_seen(&self, subject: &str, journal: &Journal) -> bool {
        match self.seen.get(subject) {
            Some(seen) => *seen == journal.last(subject).map(|line| line.number),
            None if self.is_of_another(subject, journal) => false,
            None => {
                let last = journal.about(subject).last().map_or(0, |line| line.number);
                self.as_of.is_none_or(|lines| last <= lines)
            }
        }
    }

    /// Whether only the group brought it in, and somebody else judged it: what nobody was shown is not written over.
    fn is_of_another(&self, subject: &str, journal: &Journal) -> bool {
        let who = journal.last(subject).map(|line| line.decision.who.as_deref().unwrap_or_default().trim());
        !self.subjects.iter().any(|own| own == subject) && who.is_some_and(|who| who != self.by.trim())
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
}

/// Whether a verdict on something is in force.
fn is_in_force(judged: &Judged, latest: Latest<'_>) -> bool {
    match latest {
        Latest::Untouched => judged.decision.is_some(),
        Latest::Withdrawn => false,
        Latest::Decided(_) => true,
    }
}

/// Whether it is a name that can stand in a line.
fn is_name(by: &str) -> bool {
    let by = by.trim();
    !by.is_empty() && by.chars().count() <= LONGEST_NAME && !by.chars().any(char::is_control)
}

fn meanwhile(now: Option<&Decision>, phrases: &Phrases) -> Refusal {
    match now {
        Some(now) => {
            let year = now.cohort_year.map(|year| year.to_string());
            let verdict = phrases.word("verdict_done", now.verdict).to_owned();
            let said = [Some(verdict), now.region.clone(), year, now.date.as_deref().map(|day| phrases.day(day))];
            Refusal::of("desk.meanwhile", "verdict", said.into_iter().flatten().collect::<Vec<_>>().join(" "))
                .with("who", now.who.as_deref().unwrap_or("?"))
        }
        None => Refusal::new("desk.meanwhile_withdrawn"),
    }
}

/// What the subjects are; each row is read once.
pub(super) fn judged(
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
