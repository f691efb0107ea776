//! The end of a run in a few lines: how many members and claims have each status, what to look at, where the files are.

use super::{Reconciliation, counted};
use crate::cli::message;
use crate::cli::screen::Screen;
use petik::Vocabulary;
use petik::reconcile::Status;
use std::io;
use std::path::Path;

/// Prints the table on standard output and the rest on standard error.
pub(super) fn print(answer: &Reconciliation, out: &Path) -> io::Result<()> {
    let mut table = Screen::open();
    for &status in Status::ALL {
        let number = answer.rows.iter().filter(|row| row.status == status && !row.is_rejected()).count();
        if number > 0 {
            let (status, meaning) = (format!("{number:>7}  {:<14}", status.as_str()), status.meaning());
            table.hanging(&status, &" ".repeat(status.len()), &meaning.into())?;
        }
    }
    table.finish()?;
    let inputs = &answer.inputs;
    let members = answer.rows.iter().filter(|row| row.listed.is_some() && !row.is_rejected()).count() as u64;
    let rejected = answer.rows.iter().filter(|row| row.is_rejected()).count() as u64;
    let undecided = answer.unresolved.iter().filter(|open| open.decision.is_none()).count() as u64;
    let contradictions = answer.remarks.iter().filter(|remark| remark.explained == Some(false)).count() as u64;
    message::summary(format_args!(
        "{}, {} ({} about other programmes) held against {}; {}",
        counted(inputs.articles, "article"),
        counted(inputs.facts, "fact"),
        inputs.facts_elsewhere,
        counted(members, "member"),
        counted(contradictions, "open remark") + " on stated sizes",
    ));
    for (number, what, where_to) in [
        (rejected, "row", "rejected, counted nowhere: reconciliation.csv"),
        (answer.list_remarks.len() as u64, "remark", "on the list: list_remarks.csv"),
        (undecided, "name", "that could not be held against anything: unresolved.csv"),
        (answer.open_decisions.len() as u64, "decision", "to look at again: open_decisions.csv"),
        (inputs.failed, "line", "that could not be read"),
    ] {
        if number > 0 {
            message::summary(format_args!("{} {where_to}", counted(number, what)));
        }
    }
    message::summary(format_args!("{}", out.join("report.html").display()));
    message::summary(format_args!("{}", out.join("reconciliation.xlsx").display()));
    Ok(())
}
