//! Rows as they stand after what a steward decided since a folder was written, without the records: claims that were judged go where
//! they belong now, and the rows that they left or came to are judged again. What the list and whole articles say around a row of
//! the folder stays. The next run with the file of decisions comes to the same.

use crate::board::{PRESS, add_differences, evidence_of_row, own_stance, tidy};
use crate::decisions::{Decision, NO_VALUE, value_before};
use crate::placing::{Index, Places, Spoken, press_row, row_id};
use crate::reasons::{Cohorts, judge_again, judge_press, said_out};
use crate::reconciliation::{Claim, Row, Unresolved};
use crate::words::Stance;
use petik_core::gazetteer::Regions;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

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

/// Where a claim belongs after what was decided about it.
#[derive(Debug, Default, PartialEq)]
pub struct Belongs {
    /// Rows of the list, by their numbers.
    pub members: Vec<usize>,
    /// The row of press that it has where no member answers to it, without any claim.
    pub press: Option<Row>,
}

/// The rows of the list of a folder without their claims: what claims are placed on, and rows of press are judged by.
#[derive(Debug, Default)]
pub struct ListRows {
    /// By number: the place in the folder.
    rows: BTreeMap<usize, Row>,
    index: Index,
    rejected: BTreeSet<usize>,
    /// What the names of the list say of regions that are no members.
    names: Vec<Unresolved>,
    cohorts: OnceLock<Cohorts>,
}

impl ListRows {
    /// Takes a row of the folder, if it is one of the list.
    pub fn take(&mut self, number: usize, row: &Row) {
        if row.listed.is_none() {
            return;
        }
        self.index.add(row, number);
        if row.is_rejected() {
            self.rejected.insert(number);
        }
        let bare = |row: &Row| Row {
            id: row.id.clone(),
            programme: row.programme.clone(),
            cohort_year: row.cohort_year,
            region: row.region.clone(),
            listed: row.listed.clone(),
            ..Row::default()
        };
        self.rows.insert(number, bare(row));
    }

    /// Takes the names of the folder that mean no region for certain.
    pub fn take_names(&mut self, names: &[Unresolved]) {
        self.names = names.iter().filter(|open| open.out.is_some()).cloned().collect();
    }

    /// Whether a steward rejects a row of the list, so that its cohort is without it. Says whether this is news.
    pub fn reject(&mut self, number: usize, is_rejected: bool) -> bool {
        let is_member = self.rows.contains_key(&number);
        let is_news = is_member && self.rejected.contains(&number) != is_rejected;
        if is_news {
            self.cohorts = OnceLock::new();
            if is_rejected {
                self.rejected.insert(number)
            } else {
                self.rejected.remove(&number)
            };
        }
        is_news
    }

    /// Where a claim of a row of `programme` belongs; `None` where it names no region.
    pub fn belongs(&self, claim: &Claim, latest: Latest<'_>, programme: &str, regions: &Regions) -> Option<Belongs> {
        let claim = decided(claim.clone(), latest, regions);
        let code = claim.code.as_deref()?;
        let spoken = Spoken { programme, code, year: claim.cohort_year, stance: claim.stance };
        let places = self.index.places(spoken, regions);
        let press = places.near.as_ref().and_then(|_| self.press_row(programme, code, claim.cohort_year, regions));
        Some(Belongs { members: places.members.into_iter().map(|(number, _)| number).collect(), press })
    }

    /// A row of press that the folder lacks, with what the list says around it and no claims yet.
    pub fn press_row(&self, programme: &str, code: &str, year: Option<i16>, regions: &Regions) -> Option<Row> {
        let spoken = Spoken { programme, code, year, stance: Stance::Supports };
        let near = self.index.places(spoken, regions).near.unwrap_or_default();
        let members: Vec<&Row> = near.iter().filter_map(|number| self.rows.get(number)).collect();
        let near = members.iter().map(|member| member.id.clone()).collect();
        let mut row = press_row(spoken, regions.by_code(code)?, near, regions);
        let by_id: HashMap<&str, &Row> = members.into_iter().map(|member| (member.id.as_str(), member)).collect();
        judge_press(&mut row, &[], self.cohorts(), &by_id);
        said_out(&mut row, &self.names);
        Some(row)
    }

    /// Judges `row` again, with claims that came to it. `latest` tells of a claim's or the row's id what was decided last. Claims
    /// that no longer speak of this row are left out.
    pub fn judge_afresh<'d>(&self, row: &mut Row, latest: impl Fn(&str) -> Latest<'d>, regions: &Regions) {
        for claim in std::mem::take(&mut row.claims) {
            let claim = match latest(&claim.id) {
                Latest::Untouched => Some(claim),
                since => self.placed(decided(claim, since, regions), row, regions),
            };
            row.claims.extend(claim);
        }
        tidy(row);
        row.differences.retain(|difference| difference.side != PRESS);
        if row.listed.is_some() {
            add_differences(row);
        }
        let rows_of_region = self.index.of(&row.programme, &row.region.code).len();
        judge_again(row, rows_of_region, self.cohorts());
        row.evidence = evidence_of_row(row);
        match latest(&row.id) {
            Latest::Untouched => {}
            Latest::Withdrawn => row.decision = None,
            Latest::Decided(decision) => row.decision = Some(decision.beside(&row.evidence)),
        }
    }

    /// A claim with what it does for a row; `None` where it says nothing about it.
    fn placed(&self, claim: Claim, row: &Row, regions: &Regions) -> Option<Claim> {
        // A bare name stays where it could mean the region.
        let Some(code) = claim.code.as_deref() else { return Some(claim) };
        let spoken = Spoken { programme: &row.programme, code, year: claim.cohort_year, stance: claim.stance };
        let Places { members, near, .. } = self.index.places(spoken, regions);
        let is_row = |number: &usize| self.rows.get(number).is_some_and(|member| member.id == row.id);
        let stance = match members.into_iter().find(|(number, _)| row.listed.is_some() && is_row(number)) {
            Some((_, stance)) => stance,
            None if row.listed.is_some() || near.is_none() => return None,
            None if row_id(&row.programme, claim.cohort_year, code) != row.id => return None,
            None => claim.stance,
        };
        Some(Claim { stance, ..claim })
    }

    /// The cohorts of the list without those that a steward rejected.
    fn cohorts(&self) -> &Cohorts {
        self.cohorts.get_or_init(|| {
            let rows = self.rows.iter().filter(|(number, _)| !self.rejected.contains(*number));
            Cohorts::new(&rows.map(|(_, row)| row).collect::<Vec<&Row>>())
        })
    }
}

/// A claim after what was decided about it, with what it does for a row of its own region and year.
///
/// Where a correction was in the folder already, the values before it are brought back; of a region its name by the gazetteer.
fn decided(mut claim: Claim, latest: Latest<'_>, regions: &Regions) -> Claim {
    undo_corrections(&mut claim, regions);
    if let Latest::Decided(decision) = latest {
        decision.applied_to(&mut claim, regions);
    }
    let by_cohorts = claim.derived.iter().any(|one| one == TOLD_BY_COHORTS);
    claim.stance = own_stance(&claim, by_cohorts);
    claim
}

/// Takes from a claim what was decided about it when the folder was written. What names no region of its own stays as it is: where
/// else its name stood is not known.
fn undo_corrections(claim: &mut Claim, regions: &Regions) {
    let changes = claim.decision.take().map(|decided| decided.changes).unwrap_or_default();
    for (what, before) in changes.iter().filter_map(|change| Some((change.split_once(": ")?.0, value_before(change)?)))
    {
        let own = (before != NO_VALUE).then(|| before.to_owned());
        match what {
            "region" => {
                if let Some(region) = own.as_deref().and_then(|code| regions.by_code(code)) {
                    (claim.code, claim.name) = (own, Some(regions.get(region).full_name.clone()));
                }
            }
            "cohort_year" => claim.cohort_year = own.and_then(|year| year.parse().ok()),
            "date" => claim.date = own,
            _ => {}
        }
    }
}

/// How a claim says that its region was told from its namesake by lists of cohorts alone.
const TOLD_BY_COHORTS: &str = "region by cohort_list";
