//! The workbook on its way to people and back: which columns a person fills in, by which heads they are known, and what they held
//! when the workbook was written.

mod entries;
mod formulas;
mod judge;
mod values;

pub use judge::{BookFault, BookJudgement, judge_book};
pub use values::date as read_day;

use crate::decisions::Decision;
use crate::phrases::Phrases;
use crate::press::short_digest;
use crate::reconciliation::Decided;
use crate::words::Verdict;
use petik_core::Vocabulary;

/// A column that is read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// What the row is about.
    Id,
    /// The steward's word.
    Verdict,
    /// Why.
    Note,
    /// The code of the region that is meant.
    Region,
    /// The year that is meant.
    Year,
    /// The day that is meant.
    Day,
    /// Digest of what the row rested on when the workbook was written.
    Evidence,
    /// Digest of what the columns above held then.
    Shown,
}

impl Answer {
    pub(crate) const ALL: [Answer; 8] = [
        Answer::Id,
        Answer::Verdict,
        Answer::Note,
        Answer::Region,
        Answer::Year,
        Answer::Day,
        Answer::Evidence,
        Answer::Shown,
    ];

    /// The head of its column.
    pub(crate) fn head(self, phrases: &Phrases) -> &str {
        match self {
            Answer::Id => phrases.say("book.id"),
            Answer::Verdict => phrases.say("book.verdict"),
            Answer::Note => phrases.say("book.note"),
            Answer::Region => phrases.say("book.right_region"),
            Answer::Year => phrases.say("book.right_year"),
            Answer::Day => phrases.say("book.right_day"),
            Answer::Evidence => phrases.say("book.evidence"),
            Answer::Shown => phrases.say("book.shown"),
        }
    }
}

/// What a person filled in, as it stands in the cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Filled {
    /// A word of [`Verdict`], or what is none.
    pub(crate) verdict: String,
    pub(crate) note: String,
    pub(crate) region: String,
    pub(crate) year: String,
    pub(crate) day: String,
}

impl Filled {
    /// The same for all forms in which spreadsheets save the same words; empty where nothing is filled in.
    pub(crate) fn digest(&self) -> String {
        let cells = self.cells();
        if cells.iter().all(String::is_empty) { String::new() } else { short_digest(cells.iter().map(String::as_str)) }
    }

    /// What a decision fills in.
    fn of(decision: &Decision) -> Self {
        let words = |value: &Option<String>| value.clone().unwrap_or_default();
        Filled {
            verdict: decision.verdict.as_str().to_owned(),
            note: words(&decision.note),
            region: words(&decision.region),
            year: decision.cohort_year.map(|year| year.to_string()).unwrap_or_default(),
            day: words(&decision.date),
        }
    }

    fn cells(&self) -> [String; 5] {
        [&self.verdict, &self.note, &self.region, &self.year, &self.day].map(|cell| one_line(cell))
    }
}

/// Words without what spreadsheets change about them: ends of lines, spaces at the ends, the apostrophe of a text.
pub(crate) fn one_line(words: &str) -> String {
    let words = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'));
    words.strip_prefix('\'').unwrap_or(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words as heads and verdicts are compared: in small letters, in one line.
fn folded(words: &str) -> String {
    one_line(words).to_lowercase()
}

/// The verdict that a cell names in one of the languages, or by its own word.
fn verdict_of(cell: &str, languages: &[Phrases]) -> Option<Verdict> {
    let cell = folded(cell);
    let names = |verdict: Verdict| {
        let in_languages = languages
            .iter()
            .flat_map(move |phrases| [phrases.word("verdict", verdict), phrases.word("verdict_done", verdict)]);
        in_languages.chain([verdict.as_str()])
    };
    Verdict::ALL.iter().copied().find(|verdict| names(*verdict).any(|name| folded(name) == cell))
}

/// Whether what stands beside a row says what a decision says.
fn says(decided: &Decided, decision: &Decision) -> bool {
    let note = |note: &Option<String>| note.as_deref().map(one_line).unwrap_or_default();
    (decided.verdict, note(&decided.note)) == (decision.verdict, note(&decision.note))
        && (decision.verdict != Verdict::Correct || !decided.changes.is_empty())
}
