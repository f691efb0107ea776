//! Verdicts and notes out of a workbook, or out of a table that was saved from one of its sheets. What cannot be taken is told
//! with its place, why, and what to do; the rest is taken.

use super::entries::{Entry, entries};
use super::{Answer, formulas, one_line, says, values};
use crate::decisions::{Decision, Decisions};
use crate::judging::{Judged, Refusal};
use crate::list::grid_of;
use crate::phrases::Phrases;
use crate::words::Verdict;
use petik_core::{Engine, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

/// What was read out of a workbook.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BookJudgement {
    /// Decisions to be written, in the order of their first cells.
    pub decisions: Vec<Decision>,
    /// What was not taken.
    pub faults: Vec<BookFault>,
    /// What was taken and has to be looked at.
    pub notices: Vec<BookFault>,
    /// Verdicts that stand already.
    pub unchanged: u64,
}

/// What is to be said about a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct BookFault {
    /// The sheet, where the file has sheets.
    pub sheet: Option<String>,
    /// The cell, `H12`.
    pub cell: String,
    /// Why, and what to do.
    pub reason: Refusal,
}

impl BookFault {
    /// In words: sheet, cell, why, what to do.
    pub fn said(&self, phrases: &Phrases) -> String {
        let reason = self.reason.said(phrases);
        match &self.sheet {
            Some(sheet) => {
                phrases.fill("decide_book.in_sheet", &[("sheet", sheet), ("cell", &self.cell), ("reason", &reason)])
            }
            None => phrases.fill("decide_book.in_table", &[("cell", &self.cell), ("reason", &reason)]),
        }
    }
}

/// Reads back what a person filled in: `bytes` of the file `name` about the reconciliation in the folder `dir`. `standing` are the
/// decisions so far; what they say already is not decided again, and what another than `who` decided since the workbook was written
/// stays. `languages` are those in which heads and verdicts may be written. The decisions lack who and when.
///
/// # Errors
///
/// Where the file is no workbook or table, has no such rows, or the folder cannot be read.
pub fn judge_book(
    name: &str,
    bytes: &[u8],
    dir: &Path,
    standing: &Decisions,
    who: Option<&str>,
    engine: &Engine,
    languages: &[Phrases],
) -> io::Result<BookJudgement> {
    let broken = |error: String| io::Error::new(io::ErrorKind::InvalidData, error);
    let grid = grid_of(name, bytes).map_err(|fault| broken(fault.to_string()))?;
    let mut reader = Reader::default();
    let mut has_rows = false;
    let formulas = formulas::without_values(bytes);
    for sheet in &grid.sheets {
        let of_sheet = sheet.name.as_ref().and_then(|name| formulas.get(name));
        match entries(sheet, languages, of_sheet) {
            None => {}
            Some(Ok(entries)) => {
                has_rows = true;
                entries.into_iter().for_each(|entry| reader.take(entry, engine));
            }
            Some(Err((row, reason))) => {
                has_rows = true;
                reader.said.faults.push(BookFault { sheet: sheet.name.clone(), cell: format!("{row}:{row}"), reason });
            }
        }
    }
    if !has_rows {
        let reason = Refusal::of("decide_book.no_sheet", "file", name);
        return Err(broken(languages.first().map_or_else(String::new, |phrases| reason.said(phrases))));
    }
    reader.settle(dir, standing, who, engine)
}

/// A decision with the row that it comes from.
struct Told {
    entry: Entry,
    decision: Decision,
}

#[derive(Default)]
struct Reader {
    /// By subject; what is said of one subject in several places stands together.
    told: BTreeMap<String, Vec<Told>>,
    /// Subjects in the order of their first cells.
    order: Vec<String>,
    /// Subjects of which a cell could not be read.
    spoiled: BTreeSet<String>,
    said: BookJudgement,
}

fn fault(entry: &Entry, answer: Answer, reason: Refusal) -> BookFault {
    let column = entry.columns[answer as usize].map(letters).unwrap_or_default();
    BookFault { sheet: entry.sheet.clone(), cell: format!("{column}{}", entry.row), reason }
}

/// The name of a column: `A` to `Z`, `AA`, …
fn letters(mut column: usize) -> String {
    let mut name = Vec::new();
    loop {
        name.insert(0, char::from(b'A' + (column % 26) as u8));
        column = match (column / 26).checked_sub(1) {
            Some(rest) => rest,
            None => return name.into_iter().collect(),
        };
    }
}

impl Reader {
    /// Takes what a row says, if somebody touched it.
    fn take(&mut self, entry: Entry, engine: &Engine) {
        if let Some(&answer) = entry.formulas.first() {
            self.spoiled.insert(entry.subject.clone());
            self.said.faults.push(fault(&entry, answer, Refusal::new("decide_book.formula")));
            return;
        }
        if entry.is_untouched() {
            return;
        }
        match decision_of(&entry, engine) {
            Ok(decision) => {
                if !self.told.contains_key(&decision.subject) {
                    self.order.push(decision.subject.clone());
                }
                self.told.entry(decision.subject.clone()).or_default().push(Told { entry, decision });
            }
            Err((answer, reason)) => {
                self.spoiled.insert(entry.subject.clone());
                self.said.faults.push(fault(&entry, answer, reason));
            }
        }
    }

    /// Holds what was read against the folder and against one another.
    fn settle(
        mut self,
        dir: &Path,
        standing: &Decisions,
        who: Option<&str>,
        engine: &Engine,
    ) -> io::Result<BookJudgement> {
        let ids: BTreeSet<&str> = self.order.iter().map(String::as_str).collect();
        let judged = if ids.is_empty() { BTreeMap::new() } else { Judged::find(dir, &ids)? };
        for subject in std::mem::take(&mut self.order) {
            let told = self.told.remove(&subject).unwrap_or_default();
            if self.spoiled.contains(&subject) {
                continue;
            }
            // What is said twice, once with a note, is said with the note.
            let Some(first) = told.iter().find(|told| told.decision.note.is_some()).or(told.first()) else { continue };
            let agrees = |told: &Told| {
                let unsaid = Decision { note: first.decision.note.clone(), ..told.decision.clone() };
                is_same(&told.decision, &first.decision)
                    || told.decision.note.is_none() && is_same(&unsaid, &first.decision)
            };
            if let Some(other) = told.iter().find(|told| !agrees(told)) {
                self.contradict(first, other);
                continue;
            }
            let at = |reason| fault(&first.entry, Answer::Verdict, reason);
            let Some(judged) = judged.get(&subject) else {
                let reason = Refusal::of("decide_book.unknown_id", "id", &subject);
                self.said.faults.push(fault(&first.entry, Answer::Id, reason));
                continue;
            };
            let stands = match standing.on(&subject) {
                Some(last) => is_same(last, &first.decision),
                // There is nothing to take back.
                None if first.decision.verdict == Verdict::Withdraw => true,
                None => {
                    first.entry.shown.is_none()
                        && judged.decision.as_ref().is_some_and(|one| says(one, &first.decision))
                }
            };
            if stands {
                self.said.unchanged += 1;
                continue;
            }
            let by_another = standing.on(&subject).filter(|last| last.who.as_deref() != who);
            if let Some(last) = by_another.filter(|last| !first.entry.is_written_with(last, judged)) {
                self.said.faults.push(at(meanwhile(last)));
                continue;
            }
            let mut decision = first.decision.clone();
            let evidence = first.entry.evidence.as_ref().unwrap_or(&judged.evidence);
            decision.evidence = Some(evidence.clone());
            if let Err(reason) = judged.admits(&decision, engine) {
                self.said.faults.push(at(reason));
                continue;
            }
            if *evidence != judged.evidence {
                self.said.notices.push(at(Refusal::new("decide_book.evidence_changed")));
            }
            self.said.decisions.push(decision);
        }
        Ok(self.said)
    }

    fn contradict(&mut self, one: &Told, other: &Told) {
        let place = |told: &Told| {
            let fault = fault(&told.entry, Answer::Verdict, Refusal::new("decide_book.two_verdicts"));
            fault.sheet.map_or(fault.cell.clone(), |sheet| format!("{sheet}!{}", fault.cell))
        };
        let reason = Refusal::of("decide_book.two_verdicts", "other", place(other));
        self.said.faults.push(fault(&one.entry, Answer::Verdict, reason));
    }
}

/// What another decided since the workbook was written.
fn meanwhile(last: &Decision) -> Refusal {
    let refusal = match &last.who {
        Some(who) => Refusal::of("decide_book.meanwhile", "who", who),
        None => Refusal::new("decide_book.meanwhile_unnamed"),
    };
    refusal.with("verdict", last.verdict)
}

/// What a row decides; or the cell that cannot be read, and why.
fn decision_of(entry: &Entry, engine: &Engine) -> Result<Decision, (Answer, Refusal)> {
    let filled = &entry.filled;
    if entry.subject.is_empty() {
        return Err((Answer::Id, Refusal::new("decide_book.no_id")));
    }
    if filled.verdict.is_empty() {
        let was_judged = entry.shown.as_ref().is_some_and(|shown| !shown.is_empty());
        let key = if was_judged { "decide_book.cleared" } else { "decide_book.no_verdict" };
        return Err((Answer::Verdict, Refusal::new(key)));
    }
    let verdict = Verdict::parse(&filled.verdict).ok_or_else(|| {
        let words: String = one_line(&filled.verdict).chars().take(100).collect();
        (Answer::Verdict, Refusal::of("decide_book.unknown_verdict", "word", words))
    })?;
    let note = one_line(&filled.note);
    Ok(Decision {
        subject: entry.subject.clone(),
        verdict,
        region: values::region(&filled.region, engine).map_err(|reason| (Answer::Region, reason))?,
        cohort_year: values::year(&filled.year).map_err(|reason| (Answer::Year, reason))?,
        date: values::date(&filled.day, engine).map_err(|reason| (Answer::Day, reason))?,
        // Lines of a note are kept.
        note: Some(filled.note.trim().to_owned()).filter(|_| !note.is_empty()),
        ..Decision::default()
    })
}

/// Whether two decisions say the same.
fn is_same(one: &Decision, other: &Decision) -> bool {
    let note = |decision: &Decision| decision.note.as_deref().map(one_line).unwrap_or_default();
    (one.verdict, &one.region, one.cohort_year, &one.date, note(one))
        == (other.verdict, &other.region, other.cohort_year, &other.date, note(other))
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_the_names_that_spreadsheets_give_them() {
        let names = [0, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
