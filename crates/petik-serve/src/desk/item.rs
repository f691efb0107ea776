//! An entry whole: the row with its claims and quotes, what speaks for and against, what petik proposes, and what was decided
//! before.

use super::board::Board;
use super::journal::{Journal, Line};
use super::proposal::{self, Proposal};
use petik_core::Engine;
use petik_reconcile::{Claim, Decision, Phrases, Row, Stance, Unresolved, quote_link, web_address};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::io;

/// Claims of one answer.
const MOST_CLAIMS: usize = 100;

/// An entry whole.
#[derive(Debug, Serialize)]
pub(super) struct Item {
    /// The row as it stands now; `null` for names.
    row: Option<Row>,
    /// The name; `null` for rows.
    name: Option<Unresolved>,
    /// Name of the programme.
    programme: Option<String>,
    /// How many claims of the row there are behind those that are shown.
    more_claims: usize,
    /// Claim id → the link to its first quote.
    links: HashMap<String, String>,
    /// Claim id → how many claims there are of the same article and of the same source.
    groups: HashMap<String, [u64; 2]>,
    /// How many names are written the same.
    same_names: usize,
    proposal: Option<Proposal>,
    /// Subject → lines about it, the last at the end.
    history: HashMap<String, Vec<Told>>,
}

/// A line of the file of decisions.
#[derive(Debug, Serialize)]
struct Told {
    line: u64,
    decision: Decision,
}

impl Told {
    fn of(line: &Line) -> Self {
        Told { line: line.number, decision: line.decision.clone() }
    }
}

/// The entry at a place; of its claims those behind the first `passed`.
pub(super) fn item(
    board: &Board,
    place: usize,
    passed: usize,
    journal: &Journal,
    engine: &Engine,
    phrases: &Phrases,
) -> io::Result<Item> {
    let programmes = &engine.gazetteer().programmes;
    let entry = &board.entries[place];
    let programme = entry.programme.as_deref().map(|id| programmes.name_of(id).to_owned());
    if let Some(name) = board.name(place) {
        let mut name = name.clone();
        name.decision.clone_from(&entry.decision);
        let proposal = proposal::of_name(&name);
        (name.reason, name.candidates) = (name.say(phrases).into_owned(), name.could_be(phrases));
        return Ok(Item {
            proposal,
            history: history(journal, [name.id.as_str()]),
            same_names: board.same_names(place).len(),
            name: Some(name),
            row: None,
            programme,
            more_claims: 0,
            links: HashMap::new(),
            groups: HashMap::new(),
        });
    }
    let mut row = board.row(place, journal, &engine.gazetteer().regions)?;
    // A folder of an earlier version has its reasons in words alone.
    if !row.why.is_empty() {
        row.say(phrases);
    }
    let proposal = proposal::of_row(&row);
    // What contradicts must not be hidden by what agrees.
    row.claims.sort_by_key(|claim| (claim.stance == Stance::Rejected, Reverse(claim.stance)));
    row.claims.drain(..passed.min(row.claims.len()));
    let more_claims = row.claims.len().saturating_sub(MOST_CLAIMS);
    row.claims.truncate(MOST_CLAIMS);
    for derived in row.claims.iter_mut().flat_map(|claim| &mut claim.derived) {
        *derived = phrases.derived(derived);
    }
    let subjects = row.claims.iter().map(|claim| claim.id.as_str()).chain([row.id.as_str()]);
    let history = history(journal, subjects);
    let link = |claim: &Claim| {
        let url = claim.article.url.as_deref()?;
        let link = match claim.quotes.first() {
            Some(quote) => quote_link(url, &quote.quote),
            None => web_address(url).map(str::to_owned),
        };
        Some((claim.id.clone(), link?))
    };
    let links = row.claims.iter().filter_map(link).collect();
    let groups = board.group_sizes(&row.claims);
    Ok(Item { proposal, history, links, groups, more_claims, programme, row: Some(row), name: None, same_names: 0 })
}

fn history<'s>(journal: &Journal, subjects: impl IntoIterator<Item = &'s str>) -> HashMap<String, Vec<Told>> {
    let told = |subject: &str| -> Vec<Told> { journal.about(subject).iter().map(Told::of).collect() };
    let all = subjects.into_iter().map(|subject| (subject.to_owned(), told(subject)));
    all.filter(|(_, lines)| !lines.is_empty()).collect()
}
