//! A row as it stands after what a steward decided since it was written, without the records: its claims are judged again, and
//! what the list and whole articles say around it stays. The next run with the file of decisions comes to the same, and knows more:
//! a claim that was moved to a region which the list lacks has its row there only then.

use crate::board::{count_articles, evidence_of_row, own_stance};
use crate::decisions::Decision;
use crate::reasons::judge_again;
use crate::reconciliation::{Claim, Row};
use crate::words::{Stance, Verdict};
use petik_core::gazetteer::Regions;

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

/// Judges `row` again. `latest` tells of a claim's or the row's id what was decided last; `years_of` gives the years of the rows
/// that the list has of a region, by its code, in the programme of the row. Claims that no longer speak of this row are left out.
pub fn judge_afresh<'d>(
    row: &mut Row,
    latest: impl Fn(&str) -> Latest<'d>,
    regions: &Regions,
    years_of: impl Fn(&str) -> Vec<Option<i16>>,
) {
    for mut claim in std::mem::take(&mut row.claims) {
        match latest(&claim.id) {
            Latest::Untouched => row.claims.push(claim),
            Latest::Withdrawn => {
                claim.decision = None;
                if claim.stance == Stance::Rejected {
                    claim.stance = stance_in(row, &claim, regions, &years_of).unwrap_or(Stance::Supports);
                }
                row.claims.push(claim);
            }
            Latest::Decided(decision) => {
                let was = claim.stance;
                decision.applied_to(&mut claim, regions);
                let stance = match decision.verdict {
                    Verdict::Reject => Some(Stance::Rejected),
                    Verdict::Correct => stance_in(row, &claim, regions, &years_of),
                    Verdict::Accept | Verdict::Withdraw if was == Stance::Rejected => {
                        stance_in(row, &claim, regions, &years_of)
                    }
                    Verdict::Accept | Verdict::Withdraw => Some(was),
                };
                row.claims.extend(stance.map(|stance| Claim { stance, ..claim }));
            }
        }
    }
    count_articles(row);
    let years = years_of(&row.region.code);
    judge_again(row, years.len(), &years.iter().copied().flatten().collect::<Vec<i16>>());
    row.evidence = evidence_of_row(row);
    match latest(&row.id) {
        Latest::Untouched => {}
        Latest::Withdrawn => row.decision = None,
        Latest::Decided(decision) => row.decision = Some(decision.beside(&row.evidence)),
    }
}

/// What a claim does for a row, as when claims are first put on rows; `None` where it says nothing about it.
fn stance_in(
    row: &Row,
    claim: &Claim,
    regions: &Regions,
    years_of: &impl Fn(&str) -> Vec<Option<i16>>,
) -> Option<Stance> {
    let Some(code) = claim.code.as_deref() else { return Some(Stance::BareName) };
    let own = own_stance(claim, claim.derived.iter().any(|one| one == TOLD_BY_COHORTS));
    // What is no support says nothing of other rows than its own.
    let elsewhere = |stance| (own == Stance::Supports).then_some(stance);
    let years = years_of(code);
    let is_of_year = |year: Option<i16>| year.is_none() || year == claim.cohort_year;
    if code != row.region.code {
        let namesake = regions.by_code(code).and_then(|region| regions.namesake(region));
        let is_namesake = namesake.is_some_and(|namesake| regions.get(namesake).code == row.region.code);
        let fits = claim.cohort_year.is_none() || is_of_year(row.cohort_year);
        return elsewhere(Stance::OtherType)
            .filter(|_| row.listed.is_some() && years.is_empty() && is_namesake && fits);
    }
    if row.listed.is_none() {
        return (row.cohort_year == claim.cohort_year && !years.iter().copied().any(is_of_year)).then_some(own);
    }
    if is_of_year(row.cohort_year) {
        return Some(own);
    }
    // A row of the claim's own year has it to itself.
    if years.iter().copied().any(is_of_year) {
        return None;
    }
    match claim.cohort_year {
        None if own == Stance::Supports => Some(Stance::NoYear),
        None => Some(own),
        Some(_) => elsewhere(Stance::OtherYear),
    }
}

/// How a claim says that its region was told from its namesake by lists of cohorts alone.
const TOLD_BY_COHORTS: &str = "region by cohort_list";
