//! The tables for people: their columns, and the cells of a row.

use super::super::looks::Look;
use super::page::{Column, Content, VERDICTS_OF_A_ROW, choice};
use crate::book::{Answer, Filled};
use crate::link::quote_link;
use crate::phrases::Phrases;
use crate::reconciliation::{ArticleRef, Claim, Decided, Listed, Quote, Reconciliation, Row, Unresolved};
use crate::words::{Stance, Verdict};
use crate::write::best::{self, short};
use petik_core::Vocabulary;
use std::collections::HashSet;

/// Code points of a quote, of reasons: a row stays a few lines high.
const MOST: usize = 300;
const MOST_WHY: usize = 400;
/// Reasons of a row.
const REASONS: usize = 4;
/// Code points of what stands around a name on either side.
const AROUND: usize = 120;

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
        vec![Column::new(say("book.status"), Look::Plain, 14.0), Column::new(say("book.region"), Look::Plain, 20.0)];
    if with_province {
        columns.push(Column::new(say("book.province"), Look::Plain, 13.0));
    }
    columns.extend([
        Column::new(say("book.year"), Look::Year, 9.0),
        Column::new(say("book.programme"), Look::Plain, 14.0),
        Column::new(say("book.listed"), Look::Plain, 25.0),
        Column::new(say("book.why"), Look::Plain, 32.0),
        Column::new(say("book.quote"), Look::Plain, 48.0),
        Column::new(say("book.source"), Look::Plain, 9.0),
    ]);
    columns.extend(answers(phrases, OF_A_ROW));
    columns
}

fn columns_of_names(phrases: &Phrases) -> Vec<Column> {
    let say = |key| phrases.say(key);
    let mut columns = vec![
        Column::new(say("book.written"), Look::Plain, 20.0),
        Column::new(say("book.place"), Look::Plain, 24.0),
        Column::new(say("book.around"), Look::Plain, 40.0),
        Column::new(say("book.programme"), Look::Plain, 15.0),
        Column::new(say("book.year"), Look::Year, 9.0),
        Column::new(say("book.why"), Look::Plain, 30.0),
        Column::new(say("book.candidates"), Look::Plain, 32.0),
        Column::new(say("book.source"), Look::Plain, 9.0),
    ];
    columns.extend(answers(phrases, OF_A_NAME));
    columns
}

fn columns_of_claims(phrases: &Phrases) -> Vec<Column> {
    let say = |key| phrases.say(key);
    let mut columns = vec![
        Column::new(say("book.stance"), Look::Plain, 13.0),
        Column::new(say("book.region"), Look::Plain, 23.0),
        Column::new(say("book.year"), Look::Year, 9.0),
        Column::new(say("book.programme"), Look::Plain, 16.0),
        Column::new(say("book.quote"), Look::Plain, 56.0),
        Column::new(say("book.source"), Look::Plain, 9.0),
    ];
    columns.extend(answers(phrases, OF_A_CLAIM));
    columns
}

/// What can be corrected of a row, of a name, of a claim.
const OF_A_ROW: &[Answer] = &[];
const OF_A_NAME: &[Answer] = &[Answer::Region, Answer::Year];
const OF_A_CLAIM: &[Answer] = &[Answer::Region, Answer::Year, Answer::Day];

/// The columns that are filled in, and behind them those that tell petik what the row is.
fn answers(phrases: &Phrases, corrected: &[Answer]) -> Vec<Column> {
    let head = |answer: Answer| answer.head(phrases);
    let verdicts = if corrected.is_empty() { &VERDICTS_OF_A_ROW } else { Verdict::ALL };
    let verdict = Column { choice: choice(verdicts, phrases), ..Column::new(head(Answer::Verdict), Look::Fill, 11.0) };
    let value = |answer: &Answer| match answer {
        Answer::Region => Column::new(head(*answer), Look::Code, 11.0),
        Answer::Year => Column::new(head(*answer), Look::Fill, 9.0),
        _ => Column::new(head(*answer), Look::Fill, 12.0),
    };
    let mut columns = vec![verdict];
    columns.extend(corrected.iter().map(value));
    columns.extend([
        Column::new(head(Answer::Note), Look::Fill, 22.0),
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
    let claims = best::both_sides(row);
    cells.extend([
        row.cohort_year.into(),
        all.programme(&row.programme).into(),
        listed(row, phrases).into(),
        why(row, phrases).into(),
        said(&claims, phrases).into(),
        claims.first().map_or(Content::Empty, |claim| link(&claim.article, claim.quotes.first(), phrases)),
    ]);
    cells.extend(filled(OF_A_ROW, row.decision.as_ref(), phrases, &row.id, &row.evidence));
    cells
}

fn of_name<'r>(all: &'r Reconciliation, open: &'r Unresolved, phrases: &'r Phrases) -> Cells<'r> {
    let mut cells = vec![
        short(&open.name, MOST).into(),
        place(open, phrases).into(),
        around(open, phrases).into(),
        open.programme.as_deref().map_or(Content::Empty, |id| all.programme(id).into()),
        open.cohort_year.into(),
        short(&open.say(phrases), MOST).into(),
        short(&open.could_be(phrases).join("; "), MOST).into(),
        open.article.as_ref().map_or(Content::Empty, |article| link(article, open.quote.as_ref(), phrases)),
    ];
    cells.extend(filled(OF_A_NAME, open.decision.as_ref(), phrases, &open.id, &open.evidence));
    cells
}

/// Where a name stands: in the list, or in an article.
fn place(open: &Unresolved, phrases: &Phrases) -> String {
    let Some(article) = &open.article else {
        let file = open.place.rsplit(['/', '\\']).next().unwrap_or_default();
        let sheet = open.sheet.as_deref().map(|sheet| format!(", {sheet}")).unwrap_or_default();
        let row = open.row.map(|row| phrases.fill("book.row", &[("row", &row)])).unwrap_or_default();
        return format!("{file}{sheet}{row}");
    };
    let title = article.title.as_deref().map(|title| format!(": {}", short(title, 100))).unwrap_or_default();
    format!("{}{title}", origin(article, phrases))
}

/// What stands around a name: the sentence of the article, or what else the row of the list says.
fn around(open: &Unresolved, phrases: &Phrases) -> String {
    if let Some(quote) = &open.quote {
        let before: Vec<char> = quote.before.chars().collect();
        let before: String = before[before.len().saturating_sub(AROUND)..].iter().collect();
        return short(&format!("{before}{}{}", quote.quote, short(&quote.after, AROUND)), MOST);
    }
    let note = open.listed.as_ref().map(|listed| words_of_list(listed, phrases)).unwrap_or_default();
    short_lines(&note)
}

fn of_claim<'r>(all: &'r Reconciliation, row: &'r Row, claim: &'r Claim, phrases: &'r Phrases) -> Cells<'r> {
    let quotes: Vec<&str> = claim.quotes.iter().map(|quote| &*quote.quote).collect();
    let mut cells = vec![
        phrases.word("stance", claim.stance).into(),
        (&*row.region.name).into(),
        row.cohort_year.into(),
        all.programme(&row.programme).into(),
        format!("{} ({})", short(&quotes.join(" … "), MOST), origin(&claim.article, phrases)).into(),
        link(&claim.article, claim.quotes.first(), phrases),
    ];
    cells.extend(filled(OF_A_CLAIM, claim.decision.as_ref(), phrases, &claim.id, &claim.evidence));
    cells
}

/// What was decided, in the cells where it can be changed; then the id and the digests.
fn filled<'r>(
    answers: &[Answer],
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
    for answer in answers {
        let (what, own) = match answer {
            Answer::Region => ("region", &mut was.region),
            Answer::Year => ("cohort_year", &mut was.year),
            _ => ("date", &mut was.day),
        };
        corrected(what).clone_into(own);
        cells.push(corrected(what).into());
    }
    cells.extend([note.into(), id.into(), evidence.into(), was.digest().into()]);
    cells
}

/// What a decision made of a value: `33.26` of `region: 33.25 -> 33.26`.
fn corrected<'d>(decided: &'d Decided, what: &str) -> Option<&'d str> {
    let change = decided.changes.iter().find_map(|change| change.strip_prefix(what)?.strip_prefix(": "))?;
    change.rsplit_once(" -> ").map(|(_, to)| to)
}

/// Outlet and day.
fn origin(article: &ArticleRef, phrases: &Phrases) -> String {
    let outlet = short(article.outlet.as_deref().unwrap_or(phrases.say("words.outlet_unknown")), 60);
    let day = article.published.as_deref().map(|day| phrases.day(&short(day, 24)));
    [Some(outlet), day].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A word that opens the page at the quote, where it is one of the web. Words that open a page are not broken into lines by every
/// program: it is a short one.
fn link<'r>(article: &ArticleRef, quote: Option<&Quote>, phrases: &Phrases) -> Content<'r> {
    let quote = quote.map_or("", |quote| &quote.quote);
    let link = article.url.as_deref().and_then(|url| quote_link(url, quote));
    link.map_or(Content::Empty, |link| Content::Link(phrases.say("book.open").to_owned(), link))
}

/// The words of claims, each with who says them, and with what they say of the row where they are on two sides.
fn said(claims: &[&Claim], phrases: &Phrases) -> String {
    let one = |claim: &&Claim| {
        let quote = claim.quotes.first().map(|quote| short(&quote.quote, MOST / claims.len().max(1)))?;
        let quote = format!("{quote} ({})", origin(&claim.article, phrases));
        Some(match claim.stance {
            Stance::Supports if claims.len() == 1 => quote,
            stance => phrases.fill("book.said", &[("stance", &phrases.word("stance", stance)), ("quote", &quote)]),
        })
    };
    claims.iter().filter_map(one).collect::<Vec<_>>().join("\n")
}

/// What the list says of a row, and where it differs.
fn listed(row: &Row, phrases: &Phrases) -> String {
    let Some(listed) = &row.listed else { return phrases.say("book.not_listed").to_owned() };
    let mut lines = words_of_list(listed, phrases);
    lines.extend(row.differences.iter().map(|one| {
        let shown = |value: &str| if one.what == "signed" { phrases.day(value) } else { value.to_owned() };
        let (what, side) = (phrases.known("difference", &one.what), phrases.known("letter_side", &one.side));
        phrases.fill("book.differs", &[("what", &what), ("side", &side), ("other", &shown(&one.other))])
    }));
    short_lines(&lines)
}

/// Name, code, day and note as the list has them.
fn words_of_list(listed: &Listed, phrases: &Phrases) -> Vec<String> {
    let name: Vec<&str> = [&listed.name, &listed.code].into_iter().filter_map(|words| words.as_deref()).collect();
    let day = listed.signed.as_deref().map(|day| phrases.fill("book.signed", &[("day", &phrases.day(day))]));
    let note = listed.note.as_deref().map(|note| phrases.fill("book.list_note", &[("words", &short(note, MOST))]));
    [Some(name.join(", ")), day, note].into_iter().flatten().filter(|line| !line.is_empty()).collect()
}

fn short_lines(lines: &[String]) -> String {
    lines.iter().map(|line| short(line, MOST)).collect::<Vec<_>>().join("\n")
}

/// The first reasons for a status, what speaks against it before the rest; its meaning where there is none.
fn why(row: &Row, phrases: &Phrases) -> String {
    let reasons: Vec<String> = best::reasons(row).take(REASONS).map(|reason| reason.say(phrases)).collect();
    let words = if reasons.is_empty() {
        phrases.known("status_meaning", row.status.as_str()).to_owned()
    } else {
        reasons.join("; ")
    };
    short(&words, MOST_WHY)
}
