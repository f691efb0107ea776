//! The statuses of what press says and no member answers to.

use super::cohorts::{Cohorts, Differing};
use super::told::{self, Told, source_count};
use crate::reconciliation::{Reason, Row, Unresolved};
use crate::sentences::OpenType;
use crate::words::{ReasonType, Stance, Status};
use std::collections::HashMap;

/// Gives a row of press its status and the reasons for it.
pub(crate) fn judge_press(
    row: &mut Row,
    differing: &[Differing<'_>],
    cohorts: &Cohorts,
    members: &HashMap<&str, &Row>,
) {
    let years = cohorts.years(row);
    // A list of one year says nothing of other years.
    let is_of_the_list = row.cohort_year.is_none_or(|year| years.is_empty() || years.contains(&year));
    row.status = match (is_of_the_list, row.near.is_empty()) {
        (false, _) => Status::OtherYear,
        (true, true) => Status::NotInList,
        (true, false) => Status::NearList,
    };
    let mut around: Vec<Reason> = near(row, members);
    if row.status == Status::OtherYear {
        let years = row.cohort_year.into_iter().chain(years).collect();
        around.insert(0, Reason { years, ..Reason::of(ReasonType::NoCohortOfYear) });
    } else if row.near.is_empty() {
        let of_year = |kind| Reason { years: row.cohort_year.into_iter().collect(), ..Reason::of(kind) };
        around.push(match (cohorts.size(row) as u64, row.cohort_year) {
            (0, None) => Reason::of(ReasonType::NotInList),
            (0, Some(_)) => of_year(ReasonType::NoCohort),
            (size, _) => Reason { number: Some(size), ..of_year(ReasonType::NotAmong) },
        });
    }
    around.extend(cohorts.remarks_on(row));
    around.extend(differing.iter().filter_map(|whole| whole.instead_of(row)));
    settle(row, around);
}

/// Adds what the claims of the row say to what is said around it.
pub(super) fn settle(row: &mut Row, around: Vec<Reason>) {
    let claims: Told<'_> = row.claims.iter().collect();
    let of = |stance| told::of(&claims, stance);
    let done = of(Stance::Supports);
    let sources = source_count(&done);
    let mut why = around;
    why.extend(told::supported(&done));
    why.extend(told::by_outlets(ReasonType::Planned, &of(Stance::Planned)));
    why.extend(told::by_outlets(ReasonType::DeniedAsList, &of(Stance::Denies)));
    why.extend(told::bare_names(&of(Stance::BareName), &row.region.name));
    why.extend(told::put_aside(&of(Stance::Rejected)));
    (row.sources, row.why) = (sources, why);
}

/// Adds to a row of press that the list has the region and says that it is no member.
pub(crate) fn said_out(row: &mut Row, unresolved: &[Unresolved]) {
    let is_same = |open: &&Unresolved| {
        let of_year = open.cohort_year.is_none() || open.cohort_year == row.cohort_year;
        open.out.as_ref() == Some(&row.region.code) && open.programme.as_ref() == Some(&row.programme) && of_year
    };
    if row.listed.is_none()
        && let Some(open) = unresolved.iter().find(is_same)
    {
        let said = open.why.as_ref().filter(|why| why.kind == OpenType::SaidOut).and_then(|why| why.words());
        let kind = if said.is_some() { ReasonType::ListSaysOut } else { ReasonType::ListStruckOut };
        row.why.insert(0, Reason { number: open.row, words: said.map(str::to_owned), ..Reason::of(kind) });
    }
}

/// The members that may be meant.
fn near(row: &Row, members: &HashMap<&str, &Row>) -> Vec<Reason> {
    let near = row.near.iter().filter_map(|id| members.get(id.as_str()));
    let reasons = near.map(|member| {
        let is_same = member.region.code == row.region.code;
        let kind = if is_same { ReasonType::Near } else { ReasonType::NearNamesake };
        let years = member.cohort_year.into_iter().collect();
        Reason { region: Some(member.region.name.clone()), years, ..Reason::of(kind) }
    });
    // A member that the list has twice is said once.
    let mut once: Vec<Reason> = Vec::new();
    reasons.for_each(|reason| {
        if !once.contains(&reason) {
            once.push(reason)
        }
    });
    once
}
