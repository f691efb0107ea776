//! A row as it stands after what a steward decided since it was written, without the records: its claims are judged again, and
//! what the list and whole articles say around it stays. The next run with the file of decisions comes to the same, and knows more:
//! a claim that was moved to a region which the list lacks has its row there only then.

use crate::board::{count_articles, evidence_of_row};
use crate::decisions::Decision;
use crate::reasons::judge_again;
use crate::reconciliation::{Claim, Decided, Row};
use crate::words::{Stance, Verdict};
use petik_core::gazetteer::Regions;
use petik_core::record::FactStatus;

/// What was decided last about a subject.
#[derive(Debug, Clone, Copy)]
pub enum Latest<'d> {
    /// Nothing since the row was written.
    Untouched,
    /// A decision was taken back.
    Withdrawn,
    /// This.
    Decided(&'d Decision),
}

/// Judges `row` again. `latest` tells of a claim's or the row's id what was decided last; `rows_of_region` is in how many rows of
/// the list its programme has its region, `years` are their years. Gives the claims that no longer speak of this row.
pub fn judge_afresh<'d>(
    row: &mut Row,
    latest: impl Fn(&str) -> Latest<'d>,
    regions: &Regions,
    rows_of_region: usize,
    years: &[i16],
) -> Vec<Claim> {
    let mut moved = Vec::new();
    for mut claim in std::mem::take(&mut row.claims) {
        match latest(&claim.id) {
            Latest::Untouched => row.claims.push(claim),
            Latest::Withdrawn => {
                claim.decision = None;
                if claim.stance == Stance::Rejected {
                    claim.stance = stance_in(row, &claim, regions).unwrap_or(Stance::Supports);
                }
                row.claims.push(claim);
            }
            Latest::Decided(decision) => {
                let was = claim.stance;
                let changes = claim.decision.take().map(|before| before.changes).unwrap_or_default();
                let mut decided = decision.applied_to(&mut claim, regions);
                if decision.verdict == Verdict::Correct && decided.changes.is_empty() {
                    decided.changes = changes;
                }
                let stance = match decision.verdict {
                    Verdict::Reject => Some(Stance::Rejected),
                    Verdict::Correct => stance_in(row, &claim, regions),
                    Verdict::Accept | Verdict::Withdraw if was == Stance::Rejected => stance_in(row, &claim, regions),
                    Verdict::Accept | Verdict::Withdraw => Some(was),
                };
                claim.decision = Some(decided);
                match stance {
                    Some(stance) => row.claims.push(Claim { stance, ..claim }),
                    None => moved.push(claim),
                }
            }
        }
    }
    settle(row, latest, rows_of_region, years);
    moved
}

fn settle<'d>(row: &mut Row, latest: impl Fn(&str) -> Latest<'d>, rows_of_region: usize, years: &[i16]) {
    count_articles(row);
    judge_again(row, rows_of_region, years);
    row.evidence = evidence_of_row(row);
    match latest(&row.id) {
        Latest::Untouched => {}
        Latest::Withdrawn => row.decision = None,
        Latest::Decided(decision) => row.decision = Some(decision.beside(&row.evidence)),
    }
}

/// What a claim does for a row; `None` where it says nothing about it.
pub fn stance_in(row: &Row, claim: &Claim, regions: &Regions) -> Option<Stance> {
    let Some(code) = claim.code.as_deref() else { return Some(Stance::BareName) };
    if claim.decision.as_ref().is_some_and(|decided: &Decided| decided.verdict == Verdict::Reject) {
        return Some(Stance::Rejected);
    }
    let own = match claim.status {
        FactStatus::Denied => Stance::Denies,
        FactStatus::Planned | FactStatus::Invited => Stance::Planned,
        FactStatus::Done if claim.derived.iter().any(|one| one == TOLD_BY_COHORTS) && claim.decision.is_none() => {
            Stance::BareName
        }
        _ => Stance::Supports,
    };
    let of_other = |stance| (own == Stance::Supports).then_some(stance);
    if code != row.region.code {
        let namesake = regions.by_code(code).and_then(|region| regions.namesake(region));
        let is_namesake = namesake.is_some_and(|namesake| regions.get(namesake).code == row.region.code);
        let is_of_year =
            claim.cohort_year.is_none() || row.cohort_year.is_none() || claim.cohort_year == row.cohort_year;
        return (is_namesake && is_of_year && row.listed.is_some()).then(|| of_other(Stance::OtherType)).flatten();
    }
    match (row.cohort_year, claim.cohort_year) {
        (None, _) => Some(own),
        (Some(_), None) => Some(if own == Stance::Supports { Stance::NoYear } else { own }),
        (Some(row), Some(claim)) if row == claim => Some(own),
        _ if row.listed.is_some() => of_other(Stance::OtherYear),
        _ => None,
    }
}

/// How a claim says that its region was told from its namesake by lists of cohorts alone.
const TOLD_BY_COHORTS: &str = "region by cohort_list";
