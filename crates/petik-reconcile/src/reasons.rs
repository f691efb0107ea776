//! Statuses with their reasons: what the list and whole articles say around a row, and what its claims say.

mod cohorts;
mod press_rows;
mod say;
mod told;

pub(super) use cohorts::{Cohorts, Differing, Whole, wholes};
pub(super) use press_rows::{judge_press, said_out};

use crate::reconciliation::{Claim, Reason, Row};
use crate::words::{ReasonType, Stance, Status};
use told::{Told, source_count};

/// Gives a member its status and the reasons for it. `rows_of_region` is in how many cohorts the list has the region.
pub(super) fn judge_member(row: &mut Row, rows_of_region: usize, differing: &[Differing<'_>], cohorts: &Cohorts) {
    let mut around = Vec::new();
    if let Some(listed) = row.listed.as_ref().filter(|listed| listed.doubted) {
        around.push(match &listed.note {
            Some(note) => Reason { words: Some(note.clone()), ..Reason::of(ReasonType::ListDoubtsBecause) },
            None => Reason::of(ReasonType::ListDoubts),
        });
    }
    around.extend(cohorts.remarks_on(row));
    around.extend(differing.iter().filter(|whole| whole.leaves_out(row)).map(|whole| whole.without(&row.region.name)));
    settle_member(row, around, rows_of_region, &cohorts.years_of(row));
}

/// Gives a member the status that its claims make with what is said around it. `years` are those of the list's cohorts that
/// have the region.
fn settle_member(row: &mut Row, around: Vec<Reason>, rows_of_region: usize, years: &[i16]) {
    let count = Tally::new(row, rows_of_region);
    let sources = source_count(&count.supports);
    let is_doubted = around.iter().any(|reason| speaks_against(reason.kind));
    let status = if count.has(Stance::Denies) || sources > 0 && (is_doubted || count.outweighed()) {
        Status::Disputed
    } else {
        match sources {
            0 => count.without_support(),
            1 => Status::SingleSource,
            _ => Status::Confirmed,
        }
    };
    let mut why = around;
    why.extend(count.reasons(row, years));
    (row.status, row.sources, row.why) = (status, sources, why);
}

/// Whether a reason from outside of the claims makes a supported member disputed.
fn speaks_against(reason: ReasonType) -> bool {
    matches!(reason, ReasonType::ListDoubts | ReasonType::ListDoubtsBecause | ReasonType::LeftOut)
}

/// Whether a reason comes from the list or from whole articles, and not from the claims of the row.
fn is_around(reason: ReasonType) -> bool {
    use ReasonType as R;
    speaks_against(reason)
        || matches!(
            reason,
            R::ListRemarks
                | R::InsteadOf
                | R::ListSaysOut
                | R::ListStruckOut
                | R::Near
                | R::NearNamesake
                | R::NoCohortOfYear
                | R::NoCohort
                | R::NotAmong
                | R::NotInList
        )
}

/// Judges a row anew whose claims a steward judged, from the row alone: what the list and whole articles say stays.
/// `rows_of_region` is how many rows of the list have it.
pub(super) fn judge_again(row: &mut Row, rows_of_region: usize, cohorts: &Cohorts) {
    let (around, _): (Vec<Reason>, Vec<Reason>) =
        std::mem::take(&mut row.why).into_iter().partition(|reason| is_around(reason.kind));
    if row.listed.is_some() {
        settle_member(row, around, rows_of_region, &cohorts.years_of(row));
    } else {
        press_rows::settle(row, around);
    }
}

/// The claims of a row by what they do.
struct Tally<'r> {
    claims: Told<'r>,
    /// Claims that say so.
    supports: Told<'r>,
    /// Whether the region stands in one cohort of the list only, so that a claim without a year means that one.
    one_cohort: bool,
}

impl<'r> Tally<'r> {
    fn new(row: &'r Row, rows_of_region: usize) -> Self {
        let one_cohort = rows_of_region < 2;
        let claims: Told<'r> = row.claims.iter().collect();
        let supports =
            |claim: &&Claim| claim.stance == Stance::Supports || one_cohort && claim.stance == Stance::NoYear;
        Tally { supports: claims.iter().copied().filter(supports).collect(), claims, one_cohort }
    }

    fn of(&self, stance: Stance) -> Told<'r> {
        told::of(&self.claims, stance)
    }

    fn has(&self, stance: Stance) -> bool {
        self.claims.iter().any(|claim| claim.stance == stance)
    }

    /// Whether as many sources state another year as support this one. A year that was inferred contradicts nothing.
    fn outweighed(&self) -> bool {
        let supports = told::sources(&self.supports);
        let mut others = self.of(Stance::OtherYear);
        others.retain(|claim| !claim.derived.iter().any(|one| one.starts_with("cohort_year by")));
        told::sources(&others).difference(&supports).count() >= supports.len()
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

    fn reasons(&self, row: &Row, years: &[i16]) -> Vec<Reason> {
        let mut reasons = told::supported(&self.supports);
        let no_year = self.of(Stance::NoYear);
        if !no_year.is_empty() {
            let number = Some(source_count(&no_year));
            reasons.push(match self.one_cohort {
                true => Reason { number, ..Reason::of(ReasonType::NoYear) },
                false => Reason { number, years: years.to_vec(), ..Reason::of(ReasonType::NoYearOfSeveral) },
            });
        }
        reasons.extend(told::other_years(&self.of(Stance::OtherYear), row.cohort_year));
        let other_type = self.of(Stance::OtherType);
        if !other_type.is_empty() {
            reasons.push(Reason {
                number: Some(source_count(&other_type)),
                names: told::names(&other_type),
                region: Some(row.region.name.clone()),
                ..Reason::of(ReasonType::OtherType)
            });
        }
        reasons.extend(told::by_outlets(ReasonType::Planned, &self.of(Stance::Planned)));
        reasons.extend(told::by_outlets(ReasonType::Denied, &self.of(Stance::Denies)));
        reasons.extend(told::bare_names(&self.of(Stance::BareName), &row.region.name));
        reasons.extend(told::put_aside(&self.of(Stance::Rejected)));
        if row.claims.is_empty() {
            reasons.push(Reason::of(ReasonType::NoArticle));
        }
        reasons
    }
}
