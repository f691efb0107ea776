//! The tables for people: their columns, and the cells of a row.

use super::super::looks::Look;
use super::page::{Column, Content, OF_A_ROW, OF_OTHERS, choice};
use crate::book::{Answer, Filled};
use crate::link::quote_link;
use crate::phrases::Phrases;
use crate::reconciliation::{Claim, Decided, Quote, Reconciliation, Row, Unresolved};
use crate::words::Verdict;
use crate::write::best::{self, short};
use std::collections::HashSet;

/// Code points of a quote, of reasons: a row stays a few lines high.
const MOST: usize = 300;
/// Reasons of a row.
const REASONS: usize = 3;

/// What a sheet is about.
#[derive(Clone, Copy)]
pub(super) enum Subject<'r> {
    /// All rows.
    Rows(&'r [&'r Row]),
    /// Those of one province.
    OfProvince(&'r [&'r Row]),
    /// Rows of the list that name no region for certain.
    Names(&'r [Unresolved]),
    /// The claims of the rows.
    Claims(&'r [&'r Row]),
}

type Cells<'r> = Vec<Content<'r>>;

/// A table, as far as a sheet holds it.
pub(super) struct Table<'r> {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Box<dyn Iterator<Item = Cells<'r>> + 'r>,
    /// Rows that have no room.
    pub(super) left_out: u64,
}

/// The columns of a sheet and its rows, `most` at most.
pub(super) fn table<'r>(all: &'r Reconciliation, phrases: &'r Phrases, subject: Subject<'r>, most: usize) -> Table<'r> {
    let left = |number: usize| number.saturating_sub(most) as u64;
    match subject {
        Subject::Rows(rows) | Subject::OfProvince(rows) => {
            let with_province = matches!(subject, Subject::Rows(_));
            Table {
                columns: columns_of_rows(phrases, with_province),
                rows: Box::new(rows.iter().take(most).map(move |row| of_row(all, row, phrases, with_province))),
                left_out: left(rows.len()),
            }
        }
        Subject::Names(open) => {
            let open: Vec<&Unresolved> = open.iter().filter(|open| !open.id.is_empty()).collect();
            Table {
                columns: columns_of_names(phrases),
                left_out: left(open.len()),
                rows: Box::new(open.into_iter().take(most).map(move |open| of_name(all, open, phrases))),
            }
        }
        Subject::Claims(rows) => {
            // A claim that stands in several rows is judged once.
            let mut seen = HashSet::new();
            let claims = rows.iter().flat_map(|row| best::ordered(row).into_iter().map(move |claim| (*row, claim)));
            let claims: Vec<(&Row, &Claim)> = claims.filter(|(_, claim)| seen.insert(&*claim.id)).collect();
            Table {
                columns: columns_of_claims(phrases),
                left_out: left(claims.len()),
                rows: Box::new(
                    claims.into_iter().take(most).map(move |(row, claim)| of_claim(all, row, claim, phrases)),
                ),
            }
        }
    }
}

fn columns_of_rows(phrases: &Phrases, with_province: bool) -> Vec<Column> {
    let say = |key| phrases.say(key);
    let mut columns =
        vec![Column::new(say("book.status"), Look::Plain, 14.0), Column::new(say("book.region"), Look::Plain, 23.0)];
    if with_province {
        columns.push(Column::new(say("book.province"), Look::Plain, 15.0));
    }
    columns.extend([
        Column::new(say("book.year"), Look::Year, 9.0),
        Column::new(say("book.programme"), Look::Plain, 16.0),
        Column::new(say("book.why"), Look::Plain, 34.0),
        Column::new(say("book.quote"), Look::Plain, 44.0),
        Column::new(say("book.source"), Look::Plain, 18.0),
    ]);
    columns.extend(answers(phrases, &OF_A_ROW));
    columns
}

fn columns_of_names(phrases: &Phrases) -> Vec<Column> {
    let say = |key| phrases.say(key);
    let mut columns = vec![
        Column::new(say("book.place"), Look::Plain, 22.0),
        Column::new(say("book.written"), Look::Plain, 28.0),
        Column::new(say("book.programme"), Look::Plain, 18.0),
        Column::new(say("book.year"), Look::Year, 9.0),
        Column::new(say("book.why"), Look::Plain, 34.0),
        Column::new(say("book.candidates"), Look::Plain, 40.0),
    ];
    columns.extend(answers(phrases, OF_OTHERS));
    columns
}

fn columns_of_claims(phrases: &Phrases) -> Vec<Column> {
    let say = |key| phrases.say(key);
    let mut columns = vec![
        Column::new(say("book.stance"), Look::Plain, 13.0),
        Column::new(say("book.region"), Look::Plain, 23.0),
        Column::new(say("book.year"), Look::Year, 9.0),
        Column::new(say("book.programme"), Look::Plain, 16.0),
        Column::new(say("book.quote"), Look::Plain, 50.0),
        Column::new(say("book.source"), Look::Plain, 18.0),
    ];
    columns.extend(answers(phrases, OF_OTHERS));
    columns
}

/// The columns that are filled in, and behind them those that tell petik what the row is.
fn answers(phrases: &Phrases, verdicts: &[Verdict]) -> Vec<Column> {
    let head = |answer: Answer| answer.head(phrases);
    let verdict = Column { choice: choice(verdicts, phrases), ..Column::new(head(Answer::Verdict), Look::Fill, 11.0) };
    let mut columns = vec![verdict];
    if verdicts.contains(&Verdict::Correct) {
        columns.extend([
            Column::new(head(Answer::Region), Look::Code, 11.0),
            Column::new(head(Answer::Year), Look::Fill, 9.0),
            Column::new(head(Answer::Day), Look::Fill, 12.0),
        ]);
    }
    columns.extend([
        Column::new(head(Answer::Note), Look::Fill, 24.0),
        Column::new(head(Answer::Id), Look::Faint, 8.0),
        Column::new(head(Answer::Evidence), Look::Hidden, 14.0),
        Column::new(head(Answer::Shown), Look::Hidden, 14.0),
    ]);
    columns
}

fn of_row<'r>(all: &'r Reconciliation, row: &'r Row, phrases: &'r Phrases, with_province: bool) -> Cells<'r> {
    let mut cells = vec![Content::Status(row.status), (&*row.region.name).into()];
    if with_province {
        cells.push((&*row.region.province).into());
    }
    let claim = best::first(row);
    cells.extend([
        row.cohort_year.into(),
        all.programme(&row.programme).into(),
        why(row, phrases).into(),
        claim.and_then(|claim| claim.quotes.first()).map(|quote| short(&quote.quote, MOST)).unwrap_or_default().into(),
        claim.map_or(Content::Empty, |claim| source(claim, phrases)),
    ]);
    cells.extend(filled(&OF_A_ROW, row.decision.as_ref(), phrases, &row.id, &row.evidence));
    cells
}

fn of_name<'r>(all: &'r Reconciliation, open: &'r Unresolved, phrases: &'r Phrases) -> Cells<'r> {
    let file = open.place.rsplit(['/', '\\']).next().unwrap_or_default();
    let sheet = open.sheet.as_deref().map(|sheet| format!(", {sheet}")).unwrap_or_default();
    let row = open.row.map(|row| phrases.fill("book.row", &[("row", &row)])).unwrap_or_default();
    let mut cells = vec![
        format!("{file}{sheet}{row}").into(),
        short(&open.name, MOST).into(),
        open.programme.as_deref().map_or(Content::Empty, |id| all.programme(id).into()),
        open.cohort_year.into(),
        short(&open.say(phrases), MOST).into(),
        short(&open.could_be(phrases).join("; "), MOST).into(),
    ];
    cells.extend(filled(OF_OTHERS, open.decision.as_ref(), phrases, &open.id, &open.evidence));
    cells
}

fn of_claim<'r>(all: &'r Reconciliation, row: &'r Row, claim: &'r Claim, phrases: &'r Phrases) -> Cells<'r> {
    let quotes: Vec<&str> = claim.quotes.iter().map(|quote| &*quote.quote).collect();
    let mut cells = vec![
        phrases.word("stance", claim.stance).into(),
        (&*row.region.name).into(),
        row.cohort_year.into(),
        all.programme(&row.programme).into(),
        short(&quotes.join(" … "), MOST).into(),
        source(claim, phrases),
    ];
    cells.extend(filled(OF_OTHERS, claim.decision.as_ref(), phrases, &claim.id, &claim.evidence));
    cells
}

/// What was decided, in the cells where it can be changed; then the id and the digests.
fn filled<'r>(
    verdicts: &[Verdict],
    decided: Option<&'r Decided>,
    phrases: &'r Phrases,
    id: &'r str,
    evidence: &'r str,
) -> Cells<'r> {
    let corrected = |what: &str| decided.and_then(|decided| corrected(decided, what)).unwrap_or_default();
    let note = decided.and_then(|decided| decided.note.as_deref()).map(super::super::bounded).unwrap_or_default();
    let mut was = Filled {
        verdict: decided.map(|decided| decided.verdict.as_str().to_owned()).unwrap_or_default(),
        note: super::super::clean(&note).into_owned(),
        ..Filled::default()
    };
    let mut cells = vec![decided.map(|decided| phrases.word("verdict", decided.verdict)).into()];
    if verdicts.contains(&Verdict::Correct) {
        (was.region, was.year, was.day) =
            (corrected("region").to_owned(), corrected("cohort_year").to_owned(), corrected("date").to_owned());
        cells.extend([corrected("region"), corrected("cohort_year"), corrected("date")].map(Content::from));
    }
    cells.extend([note.into(), id.into(), evidence.into(), was.digest().into()]);
    cells
}

/// What a decision made of a value: `33.26` of `region: 33.25 -> 33.26`.
fn corrected<'d>(decided: &'d Decided, what: &str) -> Option<&'d str> {
    let change = decided.changes.iter().find_map(|change| change.strip_prefix(what)?.strip_prefix(": "))?;
    change.rsplit_once(" -> ").map(|(_, to)| to)
}

/// Outlet and day; opens the page at the quote.
fn source<'r>(claim: &Claim, phrases: &Phrases) -> Content<'r> {
    let article = &claim.article;
    let outlet = short(article.outlet.as_deref().unwrap_or(phrases.say("words.outlet_unknown")), 60);
    let day = article.published.as_deref().map(|day| phrases.day(&short(day, 24)));
    let words = [Some(outlet), day].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let quote = claim.quotes.first().map_or("", |quote: &Quote| &quote.quote);
    match article.url.as_deref().and_then(|url| quote_link(url, quote)) {
        Some(link) => Content::Link(words, link),
        None => words.into(),
    }
}

/// The first reasons for a status; its meaning where there is none.
fn why(row: &Row, phrases: &Phrases) -> String {
    let reasons: Vec<String> = row.why.iter().take(REASONS).map(|reason| reason.say(phrases)).collect();
    let words = if reasons.is_empty() {
        phrases.known("status_meaning", row.status.as_str()).to_owned()
    } else {
        reasons.join("; ")
    };
    short(&words, MOST)
}
