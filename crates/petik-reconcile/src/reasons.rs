//! Statuses with their reasons in words.

mod cohorts;
mod press_rows;
mod words;

pub(super) use cohorts::{Cohorts, Differing, Whole, wholes};
pub(super) use press_rows::{judge_press, said_out};

use crate::reconciliation::{Claim, Row};
use crate::words::{Stance, Status};
use std::collections::BTreeSet;
use words::{articles, bare_names, inferred_years, other_years, source_names, times};

/// Gives a member its status and the reasons for it. `rows_of_region` is in how many cohorts the list has the region.
pub(super) fn judge_member(row: &mut Row, rows_of_region: usize, differing: &[Differing<'_>], cohorts: &Cohorts) {
    let count = Tally::new(row, rows_of_region);
    let left_out: Vec<&Differing<'_>> = differing.iter().filter(|whole| whole.leaves_out(row)).collect();
    let doubt = row.listed.as_ref().filter(|listed| listed.doubted);
    let sources = count.supports.len() as u64;
    let status = if count.has(Stance::Denies)
        || sources > 0 && (doubt.is_some() || !left_out.is_empty() || count.outweighed())
    {
        Status::Disputed
    } else {
        match sources {
            0 => count.without_support(),
            1 => Status::SingleSource,
            _ => Status::Confirmed,
        }
    };
    let mut reasons = Vec::new();
    if let Some(listed) = doubt {
        reasons.push(match &listed.note {
            Some(note) => format!("the list itself doubts it: {note}"),
            None => "the list itself doubts it".to_owned(),
        });
    }
    reasons.extend(cohorts.remarks_on(row));
    reasons.extend(left_out.iter().map(|whole| whole.without(&row.region.name)));
    reasons.extend(count.reasons(row, cohorts));
    (row.status, row.sources, row.reasons) = (status, sources, reasons);
}

/// The sources of a row by what their claims do.
struct Tally<'r> {
    /// Sources that say so.
    supports: BTreeSet<u64>,
    /// Claims by stance.
    claims: Vec<&'r Claim>,
    /// Whether the region stands in one cohort of the list only, so that a claim without a year means that one.
    one_cohort: bool,
}

impl<'r> Tally<'r> {
    fn new(row: &'r Row, rows_of_region: usize) -> Self {
        let one_cohort = rows_of_region < 2;
        let supports =
            |claim: &&Claim| claim.stance == Stance::Supports || one_cohort && claim.stance == Stance::NoYear;
        let supports = row.claims.iter().filter(supports).map(|claim| claim.article.source).collect();
        Tally { supports, claims: row.claims.iter().collect(), one_cohort }
    }

    fn of(&self, stance: Stance) -> Vec<&'r Claim> {
        self.claims.iter().copied().filter(|claim| claim.stance == stance).collect()
    }

    fn has(&self, stance: Stance) -> bool {
        self.claims.iter().any(|claim| claim.stance == stance)
    }

    /// Whether as many sources state another year as support this one. A year that was inferred contradicts nothing.
    fn outweighed(&self) -> bool {
        let stated = |claim: &&&Claim| !claim.derived.iter().any(|one| one.starts_with("cohort_year by"));
        let other_year = self.of(Stance::OtherYear);
        let others: BTreeSet<u64> = other_year.iter().filter(stated).map(|claim| claim.article.source).collect();
        others.difference(&self.supports).count() >= self.supports.len()
    }

    fn without_support(&self) -> Status {
        let order = [
            (Stance::Planned, Status::PlannedOnly),
            (Stance::OtherYear, Status::YearDiffers),
            (Stance::OtherType, Status::TypeDiffers),
            (Stance::NoYear, Status::Ambiguous),
            (Stance::BareName, Status::Ambiguous),
        ];
        order.into_iter().find(|(stance, _)| self.has(*stance)).map_or(Status::NotInPress, |(_, status)| status)
    }

    fn reasons(&self, row: &Row, cohorts: &Cohorts) -> Vec<String> {
        let mut reasons = Vec::new();
        let supporting: Vec<&Claim> =
            self.claims.iter().copied().filter(|claim| self.supports.contains(&claim.article.source)).collect();
        let supporting: Vec<&Claim> =
            supporting.into_iter().filter(|claim| matches!(claim.stance, Stance::Supports | Stance::NoYear)).collect();
        if !supporting.is_empty() {
            let sources = times(self.supports.len() as u64, "independent source says", "independent sources say");
            reasons.push(format!("{sources} so, in {}: {}", articles(&supporting), source_names(&supporting)));
        }
        reasons.extend(inferred_years(&supporting));
        reasons.extend(releases(&supporting));
        let no_year = self.of(Stance::NoYear);
        if !no_year.is_empty() {
            let given = times(source_count(&no_year), "source gives", "sources give");
            reasons.push(match self.one_cohort {
                true => format!("{given} no year; the list has the region in this cohort only"),
                false => format!("{given} no year, and the list has the region in {}", cohorts.years_of(row)),
            });
        }
        reasons.extend(other_years(&self.of(Stance::OtherYear), row.cohort_year));
        self.further(row, &mut reasons);
        if row.claims.is_empty() {
            reasons.push("no article of the records names it with this programme".to_owned());
        }
        reasons
    }

    /// The reasons that seldom apply.
    fn further(&self, row: &Row, reasons: &mut Vec<String>) {
        let of = |stance| Some(self.of(stance)).filter(|claims| !claims.is_empty());
        if let Some(claims) = of(Stance::OtherType) {
            let names = words::names(&claims);
            reasons.push(format!(
                "{} {names}, not {}",
                times(source_count(&claims), "source names", "sources name"),
                row.region.name
            ));
        }
        if let Some(claims) = of(Stance::Planned) {
            let who = times(source_count(&claims), "source speaks", "sources speak");
            reasons.push(format!("{who} of a plan or an invitation: {}", source_names(&claims)));
        }
        if let Some(claims) = of(Stance::Denies) {
            let who = times(source_count(&claims), "source denies", "sources deny");
            reasons.push(format!("{who} it: {}", source_names(&claims)));
        }
        if let Some(claims) = of(Stance::BareName) {
            reasons.extend(bare_names(&claims, &row.region.name));
        }
        if let Some(claims) = of(Stance::Rejected) {
            reasons.push(format!("put aside by decision: {}", times(claims.len() as u64, "claim", "claims")));
        }
    }
}

/// How many sources stand behind claims.
fn source_count(claims: &[&Claim]) -> u64 {
    claims.iter().map(|claim| claim.article.source).collect::<BTreeSet<u64>>().len() as u64
}

/// How many of the supporting articles are releases.
fn releases(claims: &[&Claim]) -> Option<String> {
    let released: BTreeSet<&str> =
        claims.iter().filter(|claim| claim.article.release.is_some()).map(|claim| claim.article.id.as_str()).collect();
    let number = released.len() as u64;
    (number > 0).then(|| {
        times(number, "article is a release of a government office", "articles are releases of government offices")
    })
}
