//! The rows of a file that a person may have filled in, wherever its sheets and columns went meanwhile.

use super::{Answer, Filled, folded, verdict_of};
use crate::judging::Refusal;
use crate::list::grid::{Row, Sheet};
use crate::phrases::Phrases;
use std::collections::HashMap;

/// Rows at the top of a sheet among which its head is looked for: people put titles above it.
const TOP: usize = 50;

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
}

impl Entry {
    /// Whether it holds what it was written with.
    pub(super) fn is_untouched(&self) -> bool {
        self.filled.digest() == self.shown.as_deref().unwrap_or_default()
    }
}

/// The entries of a sheet; `None` where it has no head of such rows.
///
/// # Errors
///
/// Why its rows cannot be told, and the row of the head.
pub(super) fn entries(sheet: &Sheet, languages: &[Phrases]) -> Option<Result<Vec<Entry>, (u64, Refusal)>> {
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
    let below = sheet.rows.iter().filter(|row| row.number > head.number);
    Some(Ok(below.map(|row| entry(sheet, row, columns, languages)).collect()))
}

/// Which answer a head stands for, in any of the languages.
fn heads(languages: &[Phrases]) -> HashMap<String, Answer> {
    let of = |phrases| Answer::ALL.map(|answer| (folded(answer.head(phrases)), answer));
    languages.iter().flat_map(of).collect()
}

fn entry(sheet: &Sheet, row: &Row, columns: [Option<usize>; 8], languages: &[Phrases]) -> Entry {
    let cell = |answer: Answer| columns[answer as usize].map(|at| row.cell(at));
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
    }
}
