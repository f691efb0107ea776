//! An entry whole: the row with its claims and quotes, what speaks for and against, what petik proposes, and what was decided
//! before.

use super::board::Board;
use super::journal::{Journal, Line};
use super::proposal::{self, Proposal};
use petik_core::Engine;
use petik_reconcile::{ArticleRef, Claim, Decision, Phrases, Quote, Row, Stance, Unresolved, quote_link, web_address};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::io;

/// Claims of one answer.
const MOST_CLAIMS: usize = 100;

/// Names that are written the same, of one answer.
const MOST_SAME: usize = 50;

/// Quotes of the article of a name, of one answer.
const MOST_QUOTES: usize = 5;

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
    /// Of a name in press: what the folder holds of the article that it stands in.
    article: Option<ArticleRef>,
    quotes: Vec<Quote>,
    /// Claim id → the link to its first quote; for a name in press, its id → the link to the article.
    links: HashMap<String, String>,
    /// Claim id → how many claims there are of the same article and of the same source.
    groups: HashMap<String, [u64; 2]>,
    /// How many names are written the same, and where the first of them stand, this one among them.
    same_names: usize,
    same: Vec<Unresolved>,
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
        let same = board.same_names(place);
        let (article, quotes) = told_of(&name, board)?;
        let link = article.as_ref().and_then(|article| web_address(article.url.as_deref()?));
        return Ok(Item {
            proposal,
            history: history(journal, [name.id.as_str()]),
            same_names: same.len(),
            same: same.iter().take(MOST_SAME).filter_map(|id| board.name(board.place(id)?).cloned()).collect(),
            row: None,
            programme,
            more_claims: 0,
            links: link.map(|link| (name.id.clone(), link.to_owned())).into_iter().collect(),
            article,
            quotes,
            groups: HashMap::new(),
            name: Some(name),
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
    Ok(Item {
        proposal,
        history,
        links,
        groups,
        more_claims,
        programme,
        row: Some(row),
        name: None,
        article: None,
        quotes: Vec::new(),
        same_names: 0,
        same: Vec::new(),
    })
}

/// The article that a name in press stands in, with its quotes that say the name first, each paragraph once.
fn told_of(name: &Unresolved, board: &Board) -> io::Result<(Option<ArticleRef>, Vec<Quote>)> {
    let claims = board.claims_of_article(&name.place)?;
    let article = claims.first().map(|claim| claim.article.clone()).or_else(|| name.article.clone());
    let mut quotes: BTreeMap<String, Quote> = BTreeMap::new();
    for quote in name.quote.iter().cloned().chain(claims.into_iter().flat_map(|claim| claim.quotes)) {
        quotes.entry(format!("{}{}{}", quote.before, quote.quote, quote.after)).or_insert(quote);
    }
    let mut quotes: Vec<(String, Quote)> = quotes.into_iter().collect();
    quotes.sort_by_key(|(words, quote)| (!words.contains(&name.name), quote.start));
    Ok((article, quotes.into_iter().map(|(_, quote)| quote).take(MOST_QUOTES).collect()))
}

fn history<'s>(journal: &Journal, subjects: impl IntoIterator<Item = &'s str>) -> HashMap<String, Vec<Told>> {
    let told = |subject: &str| -> Vec<Told> { journal.about(subject).iter().map(Told::of).collect() };
    let all = subjects.into_iter().map(|subject| (subject.to_owned(), told(subject)));
    all.filter(|(_, lines)| !lines.is_empty()).collect()
}
