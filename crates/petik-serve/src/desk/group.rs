//! Groups that one judgement can be about: all claims of an article, all copies of a text, a name everywhere. Claims of one article
//! speak of many regions, so a steward sees which before a correction is saved.

use super::board::Board;
use super::journal::Journal;
use super::judge::{MOST, judged};
use petik_core::Engine;
use petik_reconcile::Judged;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// What else a judgement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Group {
    /// All claims of the same article.
    Article,
    /// All claims of the same source: of all copies of a text.
    Source,
    /// The same name everywhere.
    Name,
}

impl Group {
    pub(super) fn is_of_claims(self) -> bool {
        self != Group::Name
    }
}

/// What a group of claims is of.
#[derive(Debug, Serialize)]
pub(super) struct Members {
    /// How many claims it has.
    claims: usize,
    /// What they name, the region of the chosen claim first.
    regions: Vec<Named>,
}

/// A region that claims of a group name.
#[derive(Debug, Serialize)]
struct Named {
    code: Option<String>,
    name: Option<String>,
    claims: usize,
    /// Whether a correction of the region is about it.
    is_same: bool,
}

/// The subjects of a judgement, at most one more than it may have.
pub(super) fn all_subjects(named: &[String], group: Option<Group>, board: &Board) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for subject in named {
        let beside = match group {
            None => Vec::new(),
            Some(Group::Article) => board.claims_beside(subject, |own, other| own.article == other.article),
            Some(Group::Source) => board.claims_beside(subject, |own, other| own.source == other.source),
            Some(Group::Name) => board.place(subject).map(|place| board.same_names(place)).unwrap_or_default(),
        };
        for one in [subject.as_str()].into_iter().chain(beside) {
            if seen.insert(one.to_owned()) {
                all.push(one.to_owned());
            }
            if all.len() > MOST {
                return all;
            }
        }
    }
    all
}

/// Whether two claims name the same region: by its code, or by the words.
pub(super) fn is_of_one_region(one: &Judged, other: &Judged) -> bool {
    let is_same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    is_same(&one.code, &other.code) || is_same(&one.name, &other.name)
}

/// What the group of a claim is of; `None` where nothing has the id.
pub(super) fn members(
    id: &str,
    group: Group,
    board: &Board,
    journal: &Journal,
    engine: &Engine,
) -> io::Result<Option<Members>> {
    let subjects = all_subjects(&[id.to_owned()], Some(group), board);
    let judged = judged(board, journal, engine, &subjects)?;
    let Some(own) = judged.get(id) else { return Ok(None) };
    let mut counts: BTreeMap<(bool, Option<&str>, Option<&str>), usize> = BTreeMap::new();
    for one in subjects.iter().filter_map(|subject| judged.get(subject)) {
        let key = (!is_of_one_region(own, one), one.code.as_deref(), one.name.as_deref());
        *counts.entry(key).or_default() += 1;
    }
    let named = |((is_other, code, name), claims): ((bool, Option<&str>, Option<&str>), usize)| Named {
        code: code.map(str::to_owned),
        name: name.map(str::to_owned),
        claims,
        is_same: !is_other,
    };
    Ok(Some(Members { claims: counts.values().sum(), regions: counts.into_iter().map(named).collect() }))
}
