//! Cohorts as the list has them and as single articles name them whole.

use crate::press::{Counted, Press, Scope};
use crate::reconciliation::{ArticleRef, Reason, Row};
use crate::words::{ClaimType, ReasonType, Stage};
use petik_core::gazetteer::Regions;
use petik_core::record::FactStatus;
use std::collections::{BTreeMap, BTreeSet};

/// How many members of a cohort may be missing in an article that names as many regions as it counts, for the two to be
/// held against each other: with more, the two are about different things.
const MISSING: usize = 3;
/// The fewest regions that an article must name for its list to be the whole cohort.
const FEWEST: usize = 3;

/// An article that names as many regions of a cohort as it says there are.
#[derive(Debug)]
pub(crate) struct Whole {
    programme: String,
    year: i16,
    codes: BTreeSet<String>,
    /// Codes of the namesakes of the other type: a slip of the type is no absence.
    namesakes: BTreeSet<String>,
    article: ArticleRef,
}

/// The articles that name a whole cohort.
pub(crate) fn wholes(press: &Press, scope: &Scope<'_>, regions: &Regions) -> Vec<Whole> {
    let mut all = Vec::new();
    let namesake = |code: &&str| regions.get(regions.namesake(regions.by_code(code)?)?).code.clone().into();
    for article in &press.articles {
        let mut named: BTreeMap<(usize, i16), BTreeSet<&str>> = BTreeMap::new();
        for told in article
            .claims
            .iter()
            .filter(|told| told.claim.status == FactStatus::Done && told.claim.kind == ClaimType::Membership)
        {
            if let (Some(year), Some(code)) = (told.claim.cohort_year, told.claim.code.as_deref()) {
                named.entry((told.programme, year)).or_default().insert(code);
            }
        }
        for ((programme, year), codes) in named {
            let states_so_many = |count: &Counted| {
                (count.programme, count.year, count.stage) == (programme, Some(year), Stage::Selected)
                    && count.approx.is_none()
                    && count.value == codes.len() as u64
            };
            if codes.len() >= FEWEST && article.counted.iter().any(states_so_many) {
                all.push(Whole {
                    programme: scope.id(programme).to_owned(),
                    year,
                    namesakes: codes.iter().filter_map(namesake).collect(),
                    codes: codes.into_iter().map(str::to_owned).collect(),
                    article: article.article.clone(),
                });
            }
        }
    }
    all
}

/// A whole cohort of press beside the list's own, where the two differ.
#[derive(Debug)]
pub(crate) struct Differing<'c> {
    whole: &'c Whole,
    /// The members of the list's cohort that the article does not name; at least one.
    missing: Vec<&'c str>,
}

impl Differing<'_> {
    fn is_of(&self, row: &Row) -> bool {
        self.whole.programme == row.programme && Some(self.whole.year) == row.cohort_year
    }

    /// Whether the article names the cohort without this member.
    pub(super) fn leaves_out(&self, row: &Row) -> bool {
        self.is_of(row) && self.missing.contains(&row.region.name.as_str())
    }

    /// The reason against a member that the article leaves out.
    pub(super) fn without(&self, name: &str) -> Reason {
        Reason { region: Some(name.to_owned()), ..self.whole.reason(ReasonType::LeftOut) }
    }

    /// The reason against a region that the article names: the members that it does not.
    pub(super) fn instead_of(&self, row: &Row) -> Option<Reason> {
        (self.is_of(row) && self.whole.codes.contains(&row.region.code)).then(|| Reason {
            names: self.missing.iter().map(|name| (*name).to_owned()).collect(),
            ..self.whole.reason(ReasonType::InsteadOf)
        })
    }
}

impl Whole {
    /// The members that the article does not name, if these are the members of its cohort at all.
    fn missing<'c>(&self, members: &'c [Listed]) -> Vec<&'c str> {
        let absent = members.iter().filter(|m| !self.codes.contains(&m.code) && !self.namesakes.contains(&m.code));
        let absent: Vec<&str> = absent.map(|member| member.name.as_str()).take(MISSING + 1).collect();
        if absent.len() <= MISSING && absent.len() < self.codes.len() { absent } else { Vec::new() }
    }

    /// A reason that names the outlet and says how many regions its article names.
    fn reason(&self, kind: ReasonType) -> Reason {
        let outlet = self.article.outlet.as_ref().unwrap_or(&self.article.id);
        Reason { number: Some(self.codes.len() as u64), words: Some(outlet.clone()), ..Reason::of(kind) }
    }
}

/// The cohorts of the list.
#[derive(Debug)]
pub(crate) struct Cohorts {
    members: BTreeMap<(String, Option<i16>), Vec<Listed>>,
}

#[derive(Debug)]
struct Listed {
    code: String,
    name: String,
    note: Option<String>,
}

impl Cohorts {
    pub(crate) fn new(rows: &[&Row]) -> Self {
        let mut members: BTreeMap<_, Vec<Listed>> = BTreeMap::new();
        for row in rows {
            let note = row.listed.as_ref().and_then(|listed| listed.note.clone());
            let listed = Listed { code: row.region.code.clone(), name: row.region.name.clone(), note };
            members.entry((row.programme.clone(), row.cohort_year)).or_default().push(listed);
        }
        Cohorts { members }
    }

    /// The whole cohorts that differ from the list's.
    pub(crate) fn differing<'c>(&'c self, wholes: &'c [Whole]) -> Vec<Differing<'c>> {
        let differing = wholes.iter().filter_map(|whole| {
            let members = self.members.get(&(whole.programme.clone(), Some(whole.year)))?;
            let missing = whole.missing(members);
            (!missing.is_empty()).then_some(Differing { whole, missing })
        });
        differing.collect()
    }

    /// The members of the cohort that a row is of.
    fn of(&self, row: &Row) -> Option<&[Listed]> {
        self.members.get(&(row.programme.clone(), row.cohort_year)).map(Vec::as_slice)
    }

    /// The years of the list's cohorts of the programme that a row is of; none where it has a cohort without a year.
    pub(super) fn years(&self, row: &Row) -> Vec<i16> {
        let of_programme = self.members.keys().filter(|(id, _)| *id == row.programme);
        of_programme.map(|(_, year)| *year).collect::<Option<Vec<i16>>>().unwrap_or_default()
    }

    /// How many members the cohort of a row has; one that stands there twice is one.
    pub(super) fn size(&self, row: &Row) -> usize {
        let codes = self.of(row).unwrap_or_default().iter().map(|member| &member.code);
        codes.collect::<BTreeSet<_>>().len()
    }

    /// What the list remarks on this region at other members of the cohort.
    pub(super) fn remarks_on(&self, row: &Row) -> Vec<Reason> {
        let bare = row.region.name.split_once(' ').map_or(row.region.name.as_str(), |(_, bare)| bare);
        let names_it = |note: &str| {
            note.match_indices(bare).any(|(at, _)| {
                let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                ends(note[..at].chars().next_back()) && ends(note[at + bare.len()..].chars().next())
            })
        };
        let others = self.of(row).unwrap_or_default().iter().filter(|member| member.code != row.region.code);
        others
            .filter_map(|member| {
                let note = member.note.as_deref().filter(|note| names_it(note))?;
                Some(Reason {
                    region: Some(member.name.clone()),
                    words: Some(note.to_owned()),
                    ..Reason::of(ReasonType::ListRemarks)
                })
            })
            .collect()
    }

    /// The years of the cohorts that the list has the region in.
    pub(super) fn years_of(&self, row: &Row) -> Vec<i16> {
        let has = |members: &[Listed]| members.iter().any(|member| member.code == row.region.code);
        let years = self.members.iter().filter(|((id, _), members)| *id == row.programme && has(members));
        years.filter_map(|((_, year), _)| *year).collect()
    }
}
