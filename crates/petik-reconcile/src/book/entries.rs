//! The rows of a file that a person may have filled in, wherever its sheets and columns went meanwhile.

use super::formulas::Cells;
use super::{Answer, Filled, folded, says, verdict_of};
use crate::decisions::Decision;
use crate::judging::{Judged, Refusal};
use crate::list::grid::{Merge, Row, Sheet};
use crate::phrases::Phrases;
use std::collections::HashMap;

/// Rows at the top of a sheet among which its head is looked for: people put titles above it.
const TOP: usize = 50;

/// Merged cells of a sheet that are looked at.
const MERGES: usize = 1_000;

/// A row with the id of something to judge.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) sheet: Option<String>,
    pub(super) row: u64,
    /// Columns of the answers, in the order of [`Answer::ALL`], from 0.
    pub(super) columns: [Option<usize>; 8],
    pub(super) subject: String,
    pub(super) filled: Filled,
    pub(super) evidence: Option<String>,
    /// What the row held when the workbook was written; `None` where the column is gone.
    pub(super) shown: Option<String>,
    /// Answers that are formulas without a stored value.
    pub(super) formulas: Vec<Answer>,
}

impl Entry {
    /// Whether it holds what it was written with.
    pub(super) fn is_untouched(&self) -> bool {
        self.filled.digest() == self.shown.as_deref().unwrap_or_default()
    }

    /// Whether the workbook was written with this decision; where the column that tells is gone, whether the folder was.
    pub(super) fn is_written_with(&self, decision: &Decision, judged: &Judged) -> bool {
        match &self.shown {
            Some(shown) => Filled::of(decision).digest() == *shown,
            None => judged.decision.as_ref().is_some_and(|one| says(one, decision)),
        }
    }
}

/// The entries of a sheet; `None` where it has no head of such rows. `formulas` are its cells that hold a formula and no value, by row
/// and column.
///
/// # Errors
///
/// Why its rows cannot be told, and the row of the head.
pub(super) fn entries(
    sheet: &Sheet,
    languages: &[Phrases],
    formulas: Option<&Cells>,
) -> Option<Result<Vec<Entry>, (u64, Refusal)>> {
    let heads = heads(languages);
    let is_head = |row: &&Row| {
        let has = |answer| row.cells.iter().any(|cell| heads.get(&folded(cell)) == Some(&answer));
        has(Answer::Id) && has(Answer::Verdict)
    };
    let head = sheet.rows.iter().take(TOP).find(is_head)?;
    let mut columns = [None; 8];
    for (at, cell) in head.cells.iter().enumerate() {
        let Some(answer) = heads.get(&folded(cell)) else { continue };
        if columns[*answer as usize].replace(at).is_some() {
            return Some(Err((head.number, Refusal::of("decide_book.head_twice", "head", cell))));
        }
    }
    let is_answer = |merge: &&Merge| {
        merge.first > head.number && columns.iter().flatten().any(|at| (merge.left..=merge.right).contains(at))
    };
    let merges: Vec<&Merge> = sheet.merges.iter().filter(is_answer).take(MERGES).collect();
    let below = sheet.rows.iter().filter(|row| row.number > head.number);
    let cell = |row, at| merged(sheet, &merges, row, at);
    let entry = |row| {
        let entry = entry(sheet, row, columns, languages, &cell);
        let is_formula = |answer: &Answer| {
            let at = columns[*answer as usize];
            at.is_some_and(|at| formulas.is_some_and(|cells| cells.contains(&(entry.row, at))))
        };
        let formulas = Answer::ALL.into_iter().filter(is_formula).collect();
        Entry { formulas, ..entry }
    };
    Some(Ok(below.map(entry).collect()))
}

/// Which answer a head stands for, in any of the languages.
fn heads(languages: &[Phrases]) -> HashMap<String, Answer> {
    let of = |phrases| Answer::ALL.map(|answer| (folded(answer.head(phrases)), answer));
    languages.iter().flat_map(of).collect()
}

fn entry<'s>(
    sheet: &'s Sheet,
    row: &'s Row,
    columns: [Option<usize>; 8],
    languages: &[Phrases],
    words_of: &impl Fn(&'s Row, usize) -> &'s str,
) -> Entry {
    let cell = |answer: Answer| columns[answer as usize].map(|at| words_of(row, at));
    let words = |answer| cell(answer).unwrap_or_default().to_owned();
    let verdict = words(Answer::Verdict);
    let filled = Filled {
        verdict: verdict_of(&verdict, languages).map_or(verdict, |verdict| verdict.as_str().to_owned()),
        note: words(Answer::Note),
        region: words(Answer::Region),
        year: words(Answer::Year),
        day: words(Answer::Day),
    };
    let is_digest = |text: &&str| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    Entry {
        sheet: sheet.name.clone(),
        row: row.number,
        columns,
        subject: words(Answer::Id),
        filled,
        evidence: cell(Answer::Evidence).filter(is_digest).map(str::to_owned),
        shown: cell(Answer::Shown).map(str::to_owned),
        formulas: Vec::new(),
    }
}

/// The words of a cell; of one that is merged over several rows, those of its first row.
fn merged<'s>(sheet: &'s Sheet, merges: &[&Merge], row: &'s Row, column: usize) -> &'s str {
    let own = row.cell(column);
    let holds = |merge: &&&Merge| {
        (merge.first..=merge.last).contains(&row.number) && (merge.left..=merge.right).contains(&column)
    };
    let Some(merge) = merges.iter().find(holds).filter(|_| own.is_empty()) else { return own };
    let first = sheet.rows.binary_search_by_key(&merge.first, |row| row.number);
    first.ok().and_then(|at| sheet.rows.get(at)).map_or(own, |first| first.cell(column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrases::english;

    #[test]
    fn a_cell_over_several_rows_is_said_of_each_of_them() {
        let row = |number, cells: &[&str]| Row {
            number,
            cells: cells.iter().map(|&cell| cell.to_owned()).collect(),
            ..Row::default()
        };
        let merges = vec![Merge { first: 3, last: 4, left: 1, right: 1 }];
        let rows = vec![row(2, &["id", "verdict"]), row(3, &["a", "accept"]), row(4, &["b"]), row(5, &["c"])];
        let sheet = Sheet { rows, merges, ..Sheet::default() };
        let entries = entries(&sheet, &[english()], None).unwrap().unwrap();
        let verdicts: Vec<&str> = entries.iter().map(|entry| &*entry.filled.verdict).collect();
        assert_eq!(verdicts, ["accept", "accept", ""]);
    }
}
