//! The ledger: every size of a cohort that press states, by programme, year and stage, beside the list's own count; and what
//! the sizes say together.

mod remarks;

use super::press::{Press, Scope};
use crate::reconciliation::{Remark, Row, Size, Statement};
use crate::words::Stage;
use petik_core::record::Approx;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Statements of one size that keep what stands around their words: hundreds of articles state the same.
const WITH_PARAGRAPH: usize = 200;

/// Programme, year, stage, value, how exact.
type Key = (usize, Option<i16>, Stage, u64, Option<Approx>);

/// The sizes that press states, and the remarks about them.
pub(super) fn ledger(press: &Press, scope: &Scope<'_>, members: &[&Row]) -> (Vec<Size>, Vec<Remark>) {
    let mut sizes: BTreeMap<Key, Size> = BTreeMap::new();
    for article in &press.articles {
        let mut stated = BTreeSet::new();
        for count in &article.counted {
            let key = (count.programme, count.year, count.stage, count.value, count.approx);
            let size = sizes.entry(key).or_insert_with(|| Size {
                id: size_id(scope.id(count.programme), count.year, count.stage, count.value, count.approx),
                programme: scope.id(count.programme).to_owned(),
                cohort_year: count.year,
                stage: count.stage,
                value: count.value,
                approx: count.approx,
                unit: count.unit.clone(),
                ..Size::default()
            });
            // An article that repeats a number states it once.
            if stated.insert(key) {
                let mut quote = count.quote.clone();
                if size.statements.len() >= WITH_PARAGRAPH {
                    quote.strip();
                }
                size.statements.push(Statement {
                    article: article.article.clone(),
                    quote,
                    speaker: count.speaker.clone(),
                    derived: count.derived.clone(),
                    by: count.by.clone(),
                });
            }
        }
    }
    let listed = ListCounts::new(members);
    let mut sizes: Vec<Size> = sizes.into_values().collect();
    for size in &mut sizes {
        fn key(statement: &Statement) -> (&str, &str) {
            (statement.article.day(), &statement.article.id)
        }
        size.statements.sort_by(|a, b| key(a).cmp(&key(b)));
        size.sources = size.statements.iter().map(|s| s.article.source).collect::<BTreeSet<u64>>().len() as u64;
        size.listed = listed.at(size);
    }
    let remarks = remarks::remarks(&sizes, press, scope, &listed);
    let places: HashMap<String, usize> = sizes.iter().enumerate().map(|(at, size)| (size.id.clone(), at)).collect();
    for (number, remark) in (0..).zip(&remarks) {
        for id in &remark.sizes {
            let Some(&at) = places.get(id) else { continue };
            if sizes[at].remarks.last() != Some(&number) {
                sizes[at].remarks.push(number);
            }
        }
    }
    (sizes, remarks)
}

fn size_id(programme: &str, year: Option<i16>, stage: Stage, value: u64, approx: Option<Approx>) -> String {
    let year = year.map_or_else(|| "-".to_owned(), |year| year.to_string());
    match approx {
        Some(approx) => format!("{programme}/{year}/{stage}/{approx}-{value}"),
        None => format!("{programme}/{year}/{stage}/{value}"),
    }
}

/// How many members the list has.
pub(super) struct ListCounts<'l> {
    /// Codes and names of the members by programme and year.
    cohorts: BTreeMap<(&'l str, i16), BTreeMap<&'l str, &'l str>>,
}

impl<'l> ListCounts<'l> {
    fn new(members: &[&'l Row]) -> Self {
        let mut cohorts: BTreeMap<_, BTreeMap<&str, &str>> = BTreeMap::new();
        for member in members {
            if let Some(year) = member.cohort_year {
                let of_year = cohorts.entry((member.programme.as_str(), year)).or_default();
                of_year.insert(&member.region.code, &member.region.name);
            }
        }
        ListCounts { cohorts }
    }

    /// The list's number for a size: members of the cohort, for a total the distinct members up to its year.
    fn at(&self, size: &Size) -> Option<u64> {
        match (size.stage, size.cohort_year) {
            (Stage::Selected | Stage::Signed, Some(year)) => self.of_year(&size.programme, year),
            (Stage::Total, year) => {
                let distinct = self.distinct(&size.programme, |one| year.is_none_or(|year| one <= year));
                (distinct > 0).then_some(distinct)
            }
            _ => None,
        }
    }

    /// How many members the cohort of a year has.
    pub(super) fn of_year(&self, programme: &str, year: i16) -> Option<u64> {
        self.cohorts.get(&(programme, year)).map(|members| members.len() as u64)
    }

    /// The first year of the list's cohorts.
    pub(super) fn first_year(&self, programme: &str) -> Option<i16> {
        self.cohorts.keys().filter(|(id, _)| *id == programme).map(|(_, year)| *year).min()
    }

    /// How many different members the cohorts of some years have.
    pub(super) fn distinct(&self, programme: &str, years: impl Fn(i16) -> bool) -> u64 {
        self.in_years(programme, years).len() as u64
    }

    /// Names of the members that stand in more than one of these years, with how often beyond the first.
    pub(super) fn repeated(&self, programme: &str, years: impl Fn(i16) -> bool) -> Vec<(&'l str, u64)> {
        let times = self.in_years(programme, years);
        times.into_values().filter(|(_, times)| *times > 1).map(|(name, times)| (name, times - 1)).collect()
    }

    /// By code: the name, and in how many of the years the member stands.
    fn in_years(&self, programme: &str, years: impl Fn(i16) -> bool) -> BTreeMap<&'l str, (&'l str, u64)> {
        let mut times: BTreeMap<&str, (&str, u64)> = BTreeMap::new();
        for (_, members) in self.cohorts.iter().filter(|((id, year), _)| *id == programme && years(*year)) {
            for (code, name) in members {
                times.entry(code).or_insert((name, 0)).1 += 1;
            }
        }
        times
    }
}
