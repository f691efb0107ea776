//! What the rows are filtered and sorted by, and what can be chosen.

use super::escape::Text;
use super::tally::Tally;
use super::words::{Out, Voice};
use crate::queue::{Matter, among_equals};
use crate::reconciliation::Row;
use crate::words::Status;
use petik_core::Vocabulary;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// How a year stands in the filters and in the address of a view.
pub(super) fn year_key(year: Option<i16>) -> String {
    year.map_or_else(|| "none".to_owned(), |year| year.to_string())
}

/// Whether a decision was made on other evidence than there is now.
fn is_stale(row: &Row) -> bool {
    row.decision.as_ref().is_some_and(|decided| decided.stale)
}

/// Whether a row waits for a person, as the desk has it in its queue: `open`; or was judged, `decided`.
pub(super) fn which(row: &Row) -> &'static str {
    let matter = Matter::Row(row.status);
    match &row.decision {
        Some(decided) if matter.is_settled_by(decided) => "decided",
        Some(_) => "open",
        None if matter.needs_judging() => "open",
        None => "",
    }
}

fn equal(row: &Row) -> Option<(Option<&str>, Option<i16>, &str)> {
    among_equals(row.listed.is_some(), Some(&row.programme), row.cohort_year, &row.region.code)
}

/// Of each row, as the how many-th it stands in the queue.
pub(super) fn turns(rows: &[Row]) -> Vec<usize> {
    let mut queue: Vec<usize> = (0..rows.len()).collect();
    let turn = |row: &Row| Matter::Row(row.status).turn(is_stale(row), row.articles);
    queue.sort_by(|&one, &other| {
        let (one, other) = (&rows[one], &rows[other]);
        turn(one).cmp(&turn(other)).then_with(|| equal(one).cmp(&equal(other)))
    });
    let mut turns = vec![0; rows.len()];
    for (turn, at) in queue.into_iter().enumerate() {
        turns[at] = turn;
    }
    turns
}

/// The outlets by number, so that a row need not repeat their names.
pub(super) struct Outlets<'a>(BTreeMap<&'a str, usize>);

impl<'a> Outlets<'a> {
    pub(super) fn new(rows: &'a [Row]) -> Self {
        let names: BTreeSet<&str> = rows.iter().flat_map(outlets).collect();
        Outlets(names.into_iter().enumerate().map(|(number, name)| (name, number)).collect())
    }

    /// The numbers of those that speak of a row.
    pub(super) fn of(&self, row: &Row) -> String {
        let numbers: BTreeSet<usize> = outlets(row).filter_map(|name| self.0.get(name).copied()).collect();
        numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
    }
}

fn outlets(row: &Row) -> impl Iterator<Item = &str> {
    row.claims.iter().filter_map(|claim| claim.article.outlet.as_deref())
}

/// The choices of statuses, several at once, with how many rows each has.
pub(super) fn write_statuses(tally: &Tally<'_>, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    for &status in Status::ALL {
        let number = tally.whole.members.of(&[status]) + tally.whole.press_only.of(&[status]);
        if number > 0 {
            let (words, number) = (voice.word("status", status), voice.number(number));
            writeln!(
                out,
                r#"<label><input type="checkbox" name="status" value="{status}"> <span>{words}</span> <small>{number}</small></label>"#
            )?;
        }
    }
    Ok(())
}

/// The choices of the year.
pub(super) fn write_years(voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let years: BTreeSet<Option<i16>> = voice.reconciliation.rows.iter().map(|row| row.cohort_year).collect();
    for one in years {
        writeln!(out, r#"<option value="{}">{}</option>"#, year_key(one), voice.year(one))?;
    }
    Ok(())
}

/// The choices of the province, by code.
pub(super) fn write_provinces(tally: &Tally<'_>, out: Out<'_>) -> io::Result<()> {
    for (code, name) in &tally.provinces {
        writeln!(out, r#"<option value="{}">{}</option>"#, Text(code), Text(name))?;
    }
    Ok(())
}

/// The choices of the programme.
pub(super) fn write_programmes(voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let programmes: BTreeSet<&str> = voice.reconciliation.rows.iter().map(|row| row.programme.as_str()).collect();
    for programme in programmes {
        writeln!(out, r#"<option value="{}">{}</option>"#, Text(programme), voice.programme(programme))?;
    }
    Ok(())
}

/// The choices of the outlet; what the rows know it by stands beside its name.
pub(super) fn write_outlets(voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    for (name, number) in Outlets::new(&voice.reconciliation.rows).0 {
        let name = Text(name);
        writeln!(out, r#"<option value="{name}" data-outlet="{number}">{name}</option>"#)?;
    }
    Ok(())
}
