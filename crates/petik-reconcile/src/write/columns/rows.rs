//! The table of rows, and how many of them have each status.

use super::super::best;
use super::super::table::{Column, Kind, Table, column, joined};
use super::{article, decision, link};
use crate::change::difference;
use crate::reconciliation::{Claim, Listed, Reconciliation, Row};
use crate::words::Status;
use petik_core::Vocabulary;

/// One row a list member, then one a claim that the list lacks.
pub(in super::super) fn rows(all: &Reconciliation) -> Table<'_> {
    let mut columns = region();
    columns.extend(list());
    columns.extend(verdict());
    columns.extend(words());
    columns.extend(decision(|row: &Row| row.decision.as_ref()));
    let about = "One row a member of the list, in its order, then one a region that press names and the list lacks.";
    Table::new(about, columns, all.rows.iter())
}

fn region<'r>() -> Vec<Column<'r, &'r Row>> {
    vec![
        column("id", Kind::Words, "`programme/year/code`, the same in every run.", |row: &Row| &row.id),
        column("status", Kind::Status, "How list and press stand to each other.", |row: &Row| row.status.as_str()),
        column("programme", Kind::Words, "Programme id.", |row: &Row| &row.programme),
        column("cohort_year", Kind::Whole, "Year of the cohort.", |row: &Row| row.cohort_year),
        column("region_code", Kind::Words, "Present Kemendagri code of the region.", |row: &Row| &row.region.code),
        column("region_name", Kind::Words, "Name of the region with its type word.", |row: &Row| &row.region.name),
        column("region_level", Kind::Words, "`provinsi`, `kabupaten` or `kota`.", |row: &Row| &row.region.level),
        column("province_code", Kind::Words, "Code of its province.", |row: &Row| &row.region.province_code),
        column("province", Kind::Words, "Name of its province.", |row: &Row| &row.region.province),
    ]
}

fn list<'r>() -> Vec<Column<'r, &'r Row>> {
    fn of(row: &Row) -> Option<&Listed> {
        row.listed.as_ref()
    }
    vec![
        column("list_name", Kind::Words, "The name as the list writes it.", |row| of(row)?.name.as_deref()),
        column("list_code", Kind::Words, "The code as the list writes it.", |row| of(row)?.code.as_deref()),
        column("list_file", Kind::Words, "File of the list; empty where the list lacks the region.", |row| {
            of(row).map(|listed| &listed.file)
        }),
        column("list_sheet", Kind::Words, "Sheet of the file.", |row| of(row)?.sheet.as_deref()),
        column("list_row", Kind::Whole, "Row of the sheet or line of the file, from 1.", |row| {
            of(row).map(|listed| listed.row)
        }),
        column("list_note", Kind::Long, "What the list remarks on the member.", |row| of(row)?.note.as_deref()),
        column("list_doubted", Kind::Yes, "Whether the list itself doubts the member.", |row| {
            of(row).map(|listed| listed.doubted)
        }),
        column("list_signed", Kind::Words, "The day of signing that the list gives.", |row| of(row)?.signed.as_deref()),
        column(
            "list_derived",
            Kind::Long,
            "How region, programme and year were found, each as `what by which`.",
            |row| of(row).map(|listed| joined(&listed.derived)),
        ),
    ]
}

fn verdict<'r>() -> Vec<Column<'r, &'r Row>> {
    vec![
        column("reasons", Kind::Long, "Why the status is what it is, most important first.", |row: &Row| {
            joined(&row.reasons)
        }),
        column("differences", Kind::Long, "Where list and press, or list and gazetteer, differ.", |row: &Row| {
            joined(row.differences.iter().map(difference))
        }),
        column("sources", Kind::Whole, "Independent sources that support it.", |row: &Row| row.sources),
        column("articles", Kind::Whole, "Articles that speak of it.", |row: &Row| row.articles),
        column("claims", Kind::Whole, "Claims of press about it; each is a row of `claims`.", |row: &Row| {
            row.claims.len() as u64
        }),
        column("near", Kind::Words, "Ids of other rows that may be meant instead.", |row: &Row| joined(&row.near)),
    ]
}

/// What press says, in its best words.
fn words<'r>() -> Vec<Column<'r, &'r Row>> {
    fn first(row: &Row) -> Option<&Claim> {
        best::first(row)
    }
    let mut columns = vec![
        column("quotes", Kind::Long, "The best quotes of independent sources, each with who says it.", best::quotes),
        column("claim_id", Kind::Words, "The best claim; the columns up to `link` are about it.", |row| {
            first(row).map(|claim| &claim.id)
        }),
        column("stance", Kind::Words, "What it does for the row.", |row| first(row).map(|claim| claim.stance.as_str())),
        column("quote", Kind::Long, "Its words.", |row| best::first_quote(row).map(|quote| &quote.quote)),
    ];
    columns.extend(article(|row| first(row).map(|claim| &claim.article)));
    columns.push(link(|row| first(row).map(|claim| &claim.article), best::first_quote));
    columns
}

/// A programme and year with the number of its rows in all and by status.
#[derive(Clone, Copy)]
struct Cohort<'r> {
    programme: &'r str,
    year: Option<i16>,
    listed: u64,
    rejected: u64,
    of_status: [u64; Status::ALL.len()],
}

/// How many rows of each programme and year have each status.
pub(in super::super) fn summary(all: &Reconciliation) -> Table<'_> {
    let mut columns = vec![
        column("programme", Kind::Words, "Programme id.", |cohort: Cohort<'_>| cohort.programme),
        column("cohort_year", Kind::Whole, "Year of the cohort.", |cohort: Cohort<'_>| cohort.year),
        column("listed", Kind::Whole, "Members that the list has.", |cohort: Cohort<'_>| cohort.listed),
    ];
    columns.extend(Status::ALL.iter().enumerate().map(|(at, status)| {
        column(status.as_str(), Kind::Whole, status.meaning(), move |cohort: Cohort<'_>| cohort.of_status[at])
    }));
    let about = "Rows that a steward rejected; no other column counts them.";
    columns.push(column("rejected", Kind::Whole, about, |cohort: Cohort<'_>| cohort.rejected));
    Table::new("How many rows of each programme and year have each status.", columns, cohorts(all).into_iter())
}

/// By programme and year, those without a year last.
fn cohorts(all: &Reconciliation) -> Vec<Cohort<'_>> {
    let mut found = std::collections::BTreeMap::new();
    for row in &all.rows {
        let (programme, year) = (row.programme.as_str(), row.cohort_year);
        let cohort = found.entry((programme, year.is_none(), year)).or_insert(Cohort {
            programme,
            year,
            listed: 0,
            rejected: 0,
            of_status: Default::default(),
        });
        if row.is_rejected() {
            cohort.rejected += 1;
            continue;
        }
        cohort.listed += u64::from(row.listed.is_some());
        if let Some(at) = Status::ALL.iter().position(|status| *status == row.status) {
            cohort.of_status[at] += 1;
        }
    }
    found.into_values().collect()
}
