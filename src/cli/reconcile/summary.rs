//! The end of a run in a few lines: how many members and claims have each status, what to look at, where the files are.

use super::Reconciliation;
use crate::cli::message;
use crate::cli::screen::Screen;
use petik::Vocabulary;
use petik::reconcile::{Language, Phrases, REPORT_FILE, Status, WORKBOOK_FILE};
use std::io;
use std::path::Path;

/// Prints the table on standard output and the rest on standard error.
pub(super) fn print(answer: &Reconciliation, phrases: &Phrases, out: &Path) -> io::Result<()> {
    print_statuses(answer, phrases)?;
    let inputs = &answer.inputs;
    let members = answer.rows.iter().filter(|row| row.listed.is_some() && !row.is_rejected()).count() as u64;
    let rejected = answer.rows.iter().filter(|row| row.is_rejected()).count() as u64;
    let undecided = answer.unresolved.iter().filter(|open| open.decision.is_none()).count() as u64;
    let contradictions = answer.remarks.iter().filter(|remark| remark.explained == Some(false)).count() as u64;
    let read = phrases.fill(
        "summary.read",
        &[
            ("articles", &phrases.count("words.articles", inputs.articles)),
            ("facts", &phrases.count("summary.facts", inputs.facts)),
            ("elsewhere", &phrases.language().number(inputs.facts_elsewhere)),
            ("members", &phrases.count("words.members", members)),
            ("remarks", &phrases.count("summary.remarks", contradictions)),
        ],
    );
    message::summary(format_args!("{read}"));
    for (number, key, file) in [
        (rejected, "summary.rejected", "reconciliation.csv"),
        (answer.list_remarks.len() as u64, "summary.list_remarks", "list_remarks.csv"),
        (undecided, "summary.names", "unresolved.csv"),
        (answer.open_decisions.len() as u64, "summary.decisions", "open_decisions.csv"),
    ] {
        if number > 0 {
            message::summary(format_args!("{}: {file}", phrases.count(key, number)));
        }
    }
    if inputs.failed > 0 {
        message::summary(format_args!("{}", phrases.count("summary.failed", inputs.failed)));
    }
    message::summary(format_args!("{}", out.join(REPORT_FILE).display()));
    message::summary(format_args!("{}", out.join(WORKBOOK_FILE).display()));
    Ok(())
}

/// What the table calls a status: in English as the files do, whose words are English.
fn called(status: Status, phrases: &Phrases) -> &str {
    match phrases.language() {
        Language::English => status.as_str(),
        Language::Indonesian => phrases.word("status", status),
    }
}

/// The table: a line a status that occurs.
fn print_statuses(answer: &Reconciliation, phrases: &Phrases) -> io::Result<()> {
    let longest = Status::ALL.iter().map(|status| called(*status, phrases).chars().count()).max().unwrap_or(0);
    let mut table = Screen::open();
    for &status in Status::ALL {
        let number = answer.rows.iter().filter(|row| row.status == status && !row.is_rejected()).count() as u64;
        if number > 0 {
            let (number, word) = (phrases.language().number(number), called(status, phrases));
            let first = format!("{number:>7}  {word:<longest$}  ");
            let meaning = phrases.word("status_meaning", status);
            table.hanging(&first, &" ".repeat(first.chars().count()), &meaning.into())?;
        }
    }
    table.finish()
}
