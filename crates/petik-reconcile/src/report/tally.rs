//! What the page counts before it is written: members by cohort, province and status.

use super::escape::Text;
use super::words::Voice;
use crate::reconciliation::{Reconciliation, Row};
use crate::words::Status;
use petik_core::Vocabulary;
use std::collections::BTreeMap;

/// How many rows have each status, in the order of [`Status::ALL`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts([u64; Status::ALL.len()]);

impl Counts {
    pub(super) fn add(&mut self, status: Status) {
        self.0[status as usize] += 1;
    }

    pub(super) fn of(&self, statuses: &[Status]) -> u64 {
        statuses.iter().map(|status| self.0[*status as usize]).sum()
    }

    pub(super) fn all(&self) -> u64 {
        self.0.iter().sum()
    }

    fn merge(&mut self, other: &Counts) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, number)| *sum += number);
    }
}

/// Statuses that one colour and one pattern stand for in the pictures.
pub(super) struct Group {
    /// Class of the style sheet, and name of the pattern.
    pub(super) class: &'static str,
    /// The phrase of the legend.
    pub(super) label: &'static str,
    pub(super) statuses: &'static [Status],
}

/// The groups of members, from the surest to none.
pub(super) const GROUPS: [Group; 5] = [
    Group { class: "sure", label: "report.group_sure", statuses: &[Status::Confirmed] },
    Group { class: "single", label: "report.group_single", statuses: &[Status::SingleSource] },
    Group { class: "differs", label: "report.group_differs", statuses: &[Status::YearDiffers, Status::TypeDiffers] },
    Group {
        class: "doubt",
        label: "report.group_doubt",
        statuses: &[Status::Disputed, Status::Ambiguous, Status::PlannedOnly],
    },
    Group { class: "silent", label: "report.group_silent", statuses: &[Status::NotInPress] },
];

/// One year of one programme; years that nobody knows come first.
pub(super) type CohortKey<'a> = (&'a str, Option<i16>);

/// The rows of a cohort.
#[derive(Debug, Default)]
pub(super) struct Cohort<'a> {
    pub(super) members: Counts,
    pub(super) press_only: Counts,
    /// Members by province code.
    pub(super) provinces: BTreeMap<&'a str, Counts>,
}

impl Cohort<'_> {
    fn take(&mut self, row: &Row) {
        match row.listed {
            _ if row.is_rejected() => {}
            Some(_) => self.members.add(row.status),
            None => self.press_only.add(row.status),
        }
    }
}

/// All that is counted.
#[derive(Debug, Default)]
pub(super) struct Tally<'a> {
    /// All cohorts together.
    pub(super) whole: Cohort<'a>,
    pub(super) cohorts: BTreeMap<CohortKey<'a>, Cohort<'a>>,
    /// Province code → name, of all rows.
    pub(super) provinces: BTreeMap<&'a str, &'a str>,
    /// How many different programmes there are.
    pub(super) programmes: usize,
}

impl<'a> Tally<'a> {
    pub(super) fn new(reconciliation: &'a Reconciliation) -> Self {
        let mut tally = Tally::default();
        for row in &reconciliation.rows {
            let cohort = tally.cohorts.entry((row.programme.as_str(), row.cohort_year)).or_default();
            cohort.take(row);
            if row.listed.is_some() && !row.is_rejected() {
                cohort.provinces.entry(&row.region.province_code).or_default().add(row.status);
            }
            tally.provinces.entry(&row.region.province_code).or_insert(&row.region.province);
        }
        for cohort in tally.cohorts.values() {
            tally.whole.members.merge(&cohort.members);
            tally.whole.press_only.merge(&cohort.press_only);
            for (code, counts) in &cohort.provinces {
                tally.whole.provinces.entry(code).or_default().merge(counts);
            }
        }
        // The keys are sorted by programme.
        let mut programmes: Vec<&str> = tally.cohorts.keys().map(|(programme, _)| *programme).collect();
        programmes.dedup();
        tally.programmes = programmes.len();
        tally
    }

    /// What a cohort is called: by its year alone where there is one programme.
    pub(super) fn name(&self, (programme, year): CohortKey<'_>, voice: Voice<'_>) -> String {
        let year = voice.year(year);
        if self.programmes == 1 {
            year
        } else {
            format!("{} · {year}", Text(voice.reconciliation.programme(programme)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reconciliation::Listed;

    fn row(programme: &str, year: i16, status: Status, listed: bool) -> Row {
        let listed = listed.then(Listed::default);
        Row { programme: programme.to_owned(), cohort_year: Some(year), status, listed, ..Row::default() }
    }

    #[test]
    fn members_and_claims_of_press_are_counted_apart() {
        let rows = vec![
            row("b", 2018, Status::Confirmed, true),
            row("a", 2018, Status::SingleSource, true),
            row("b", 2018, Status::NotInList, false),
            row("b", 2017, Status::Confirmed, true),
        ];
        let reconciliation = Reconciliation { rows, ..Reconciliation::default() };
        let tally = Tally::new(&reconciliation);
        assert_eq!((tally.whole.members.all(), tally.whole.press_only.all()), (3, 1));
        assert_eq!(tally.whole.members.of(&[Status::Confirmed]), 2);
        assert_eq!(tally.cohorts[&("b", Some(2018))].members.all(), 1);
        let voice = Voice { phrases: &crate::phrases::english(), reconciliation: &reconciliation };
        assert_eq!((tally.programmes, tally.name(("b", Some(2018)), voice).as_str()), (2, "b · 2018"));
    }

    #[test]
    fn every_status_has_its_place_and_members_have_one_group() {
        for (place, status) in Status::ALL.iter().copied().enumerate() {
            assert_eq!(status as usize, place);
        }
        let press_only = [Status::NotInList, Status::NearList, Status::OtherYear];
        for status in Status::ALL.iter().copied().filter(|status| !press_only.contains(status)) {
            assert_eq!(GROUPS.iter().filter(|group| group.statuses.contains(&status)).count(), 1, "{status}");
        }
    }
}
