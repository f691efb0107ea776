//! What petik proposes for an entry, from the sources for and against it. It is a proposal only where one side is clearly the
//! stronger; a tie is the steward's.

use petik_reconcile::{Row, Stance, Status, Unresolved, Verdict};
use serde::Serialize;
use std::collections::BTreeSet;

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Proposal {
    pub(super) verdict: Verdict,
    /// With `correct`: code of the region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<String>,
    /// Sources for it and against it.
    pub(super) supporting: u64,
    pub(super) against: u64,
}

/// For a row. Sources that only give another year or type speak against a member; a plan speaks for nothing.
pub(super) fn of_row(row: &Row) -> Option<Proposal> {
    let sources = |stances: &[Stance]| {
        let told = row.claims.iter().filter(|claim| stances.contains(&claim.stance));
        told.map(|claim| claim.article.source).collect::<BTreeSet<u64>>()
    };
    let supporting = sources(&[Stance::Supports, Stance::NoYear]);
    let against = sources(&[Stance::Denies, Stance::OtherYear, Stance::OtherType]);
    let against = against.difference(&supporting).count() as u64;
    let supporting = supporting.len() as u64;
    let verdict = match row.status {
        Status::NotInPress | Status::PlannedOnly | Status::Ambiguous | Status::OtherYear => return None,
        _ if supporting >= 2 && supporting >= 2 * against => Verdict::Accept,
        Status::Disputed | Status::YearDiffers | Status::TypeDiffers if against >= 2 && against > 2 * supporting => {
            Verdict::Reject
        }
        _ => return None,
    };
    Some(Proposal { verdict, region: None, supporting, against })
}

/// For a name: the region, where there is only one that it could be.
pub(super) fn of_name(name: &Unresolved) -> Option<Proposal> {
    let [candidate] = name.candidates.as_slice() else { return None };
    let code = candidate.split(' ').next()?.to_owned();
    Some(Proposal { verdict: Verdict::Correct, region: Some(code), supporting: 1, against: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use petik_reconcile::{ArticleRef, Claim};

    fn row(status: Status, stances: &[Stance]) -> Row {
        let claim = |(source, stance): (u64, &Stance)| Claim {
            stance: *stance,
            article: ArticleRef { source, ..ArticleRef::default() },
            ..Claim::default()
        };
        Row { status, claims: (1..).zip(stances).map(claim).collect(), ..Row::default() }
    }

    #[test]
    fn a_tie_is_no_proposal() {
        use Stance::{Denies, OtherYear, Supports};
        for (status, stances, expected) in [
            (Status::Disputed, &[Supports, Denies][..], None),
            (Status::Disputed, &[Supports, Supports, Denies], Some(Verdict::Accept)),
            (Status::Disputed, &[Supports, Denies, Denies, Denies], Some(Verdict::Reject)),
            (Status::YearDiffers, &[OtherYear], None),
            (Status::YearDiffers, &[OtherYear, OtherYear], Some(Verdict::Reject)),
            (Status::NotInList, &[Supports, Supports], Some(Verdict::Accept)),
            (Status::NotInList, &[Supports], None),
            (Status::NotInPress, &[], None),
        ] {
            assert_eq!(of_row(&row(status, stances)).map(|one| one.verdict), expected, "{status} {stances:?}");
        }
    }
}
