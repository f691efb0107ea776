//! An entry of the letter: what is asked about together. It is one row; or all rows that the list has of one member; or the years of
//! one region that press cannot tell apart.

use crate::reconciliation::{Claim, Row};
use crate::words::{ReasonType, Status, Verdict};
use std::collections::HashSet;

/// Rows that are asked about together, at least one.
#[derive(Debug)]
pub(super) struct Entry<'l> {
    /// The row that stands for all: the first that a steward accepted, else the first that none rejected.
    pub(super) lead: &'l Row,
    pub(super) rows: Vec<&'l Row>,
}

/// What the steward made of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judged {
    /// Nothing, or what it rests on has changed since.
    No,
    /// It is right as it stands.
    Accepted,
    /// It is wrong.
    Rejected,
}

impl<'l> Entry<'l> {
    /// The entries of rows, in the order of their first rows.
    pub(super) fn all(rows: &'l [Row]) -> Vec<Self> {
        let mut entries: Vec<Vec<&Row>> = Vec::new();
        for row in rows {
            match entries.iter_mut().find(|entry| entry.first().is_some_and(|first| is_asked_with(first, row))) {
                Some(entry) => entry.push(row),
                None => entries.push(vec![row]),
            }
        }
        let entry = |rows: Vec<&'l Row>| {
            let mut accepted = rows.iter().filter(|row| judged(row) == Judged::Accepted);
            let lead = accepted.next().or(rows.iter().find(|row| !row.is_rejected())).or(rows.first()).copied()?;
            Some(Entry { lead, rows })
        };
        entries.into_iter().filter_map(entry).collect()
    }

    /// The years of its cohorts, each once.
    pub(super) fn years(&self) -> Vec<Option<i16>> {
        let mut years: Vec<Option<i16>> = self.rows.iter().map(|row| row.cohort_year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The rows of the list that are of one member, where there are several.
    pub(super) fn repeated(&self) -> Vec<&'l Row> {
        let of_member = |row: &&&Row| row.listed.is_some() && row.cohort_year == self.lead.cohort_year;
        let rows: Vec<&Row> = self.rows.iter().filter(of_member).copied().collect();
        if rows.len() > 1 { rows } else { Vec::new() }
    }

    pub(super) fn judged(&self) -> Judged {
        judged(self.lead)
    }

    /// The claims of all its rows, each once: those that speak against the list first, of one side the surest.
    pub(super) fn claims(&self) -> Vec<&'l Claim> {
        let mut seen = HashSet::new();
        let claims = self.rows.iter().flat_map(|row| crate::write::against_first(row));
        claims.filter(|claim| seen.insert(&*claim.id)).collect()
    }
}

fn judged(row: &Row) -> Judged {
    match row.decision.as_ref() {
        Some(decided) if decided.verdict == Verdict::Reject => Judged::Rejected,
        Some(decided) if decided.verdict == Verdict::Accept && !decided.stale => Judged::Accepted,
        _ => Judged::No,
    }
}

/// Whether two rows are asked about together.
fn is_asked_with(one: &Row, other: &Row) -> bool {
    let is_of_one = (&one.region.code, &one.programme) == (&other.region.code, &other.programme);
    let are_listed = one.listed.is_some() && other.listed.is_some();
    is_of_one && are_listed && (one.cohort_year == other.cohort_year || is_of_any_year(one) && is_of_any_year(other))
}

/// Whether press names the region, and no year, while the list has it in several.
fn is_of_any_year(row: &Row) -> bool {
    row.status == Status::Ambiguous
        && row.decision.is_none()
        && row.why.iter().any(|reason| reason.kind == ReasonType::NoYearOfSeveral)
}
