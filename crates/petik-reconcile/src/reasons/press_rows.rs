//! The statuses of what press says and no member answers to.

use super::cohorts::{Cohorts, Differing};
use super::words::{articles, bare_names, inferred_years, source_names, times};
use super::{releases, source_count};
use crate::reconciliation::{Claim, Row, Unresolved};
use crate::words::{Stance, Status};
use std::collections::{BTreeSet, HashMap};

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
    let done: Vec<&Claim> = row.claims.iter().filter(|claim| claim.stance == Stance::Supports).collect();
    let sources: BTreeSet<u64> = done.iter().map(|claim| claim.article.source).collect();
    let mut reasons: Vec<String> = near(row, members);
    if row.status == Status::OtherYear {
        let years: Vec<String> = years.iter().map(i16::to_string).collect();
        let year = row.cohort_year.unwrap_or_default();
        reasons.insert(0, format!("the list has no cohort of {year}, only of {}", years.join(", ")));
    } else if row.near.is_empty() {
        let year = row.cohort_year.map_or_else(|| "no year given".to_owned(), |year| year.to_string());
        reasons.push(match cohorts.size(row) {
            0 if row.cohort_year.is_none() => "the list does not have the region, and press gives no year".to_owned(),
            0 => format!("the list has no cohort of {year}"),
            size => format!("it is not among the list's {} of {year}", times(size as u64, "member", "members")),
        });
    }
    reasons.extend(cohorts.remarks_on(row));
    reasons.extend(differing.iter().filter_map(|whole| whole.instead_of(row)));
    if !done.is_empty() {
        let who = times(sources.len() as u64, "independent source says", "independent sources say");
        reasons.push(format!("{who} so, in {}: {}", articles(&done), source_names(&done)));
    }
    reasons.extend(inferred_years(&done));
    reasons.extend(releases(&done));
    reasons.extend(undone(row));
    row.sources = sources.len() as u64;
    row.reasons = reasons;
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
        let place = open.row.map(|number| format!(" in row {number}")).unwrap_or_default();
        row.reasons.insert(0, format!("the list has it{place}, as no member: {}", open.reason));
    }
}

/// The members that may be meant.
fn near(row: &Row, members: &HashMap<&str, &Row>) -> Vec<String> {
    let near = row.near.iter().filter_map(|id| members.get(id.as_str()));
    near.map(|member| {
        let year = member.cohort_year.map(|year| format!(" in {year}")).unwrap_or_default();
        let other = if member.region.code == row.region.code { "" } else { ", the namesake of the other type" };
        format!("the list has {}{year}{other}", member.region.name)
    })
    .collect()
}

/// What is said of plans, of denials, and in bare names.
fn undone(row: &Row) -> Vec<String> {
    let of = |stance: Stance| row.claims.iter().filter(|claim| claim.stance == stance).collect::<Vec<&Claim>>();
    let mut reasons = Vec::new();
    for (stance, one, many, what) in [
        (Stance::Planned, "source speaks", "sources speak", "of a plan or an invitation"),
        (Stance::Denies, "source denies", "sources deny", "it, as the list does"),
    ] {
        let claims = of(stance);
        if !claims.is_empty() {
            reasons.push(format!("{} {what}: {}", times(source_count(&claims), one, many), source_names(&claims)));
        }
    }
    reasons.extend(bare_names(&of(Stance::BareName), &row.region.name));
    let rejected = of(Stance::Rejected).len() as u64;
    if rejected > 0 {
        reasons.push(format!("put aside by decision: {}", times(rejected, "claim", "claims")));
    }
    reasons
}
