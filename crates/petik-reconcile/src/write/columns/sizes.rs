//! The ledger: how large press says the cohorts are.

use super::super::table::{Column, Kind, Table, column, joined};
use super::{article, link, quote, source};
use crate::reconciliation::{ArticleRef, Quote, Reconciliation, Remark, Size, Statement};
use petik_core::record::Approx;

/// A size, one of those who state it, and all remarks. A size that nobody states has one row too: nothing is lost here.
#[derive(Clone, Copy)]
struct Stated<'r> {
    size: &'r Size,
    statement: Option<&'r Statement>,
    remarks: &'r [Remark],
}

/// One row a statement.
pub(in super::super) fn ledger(all: &Reconciliation) -> Table<'_> {
    fn article_of(stated: Stated<'_>) -> Option<&ArticleRef> {
        Some(&stated.statement?.article)
    }
    fn quote_of(stated: Stated<'_>) -> Option<&Quote> {
        Some(&stated.statement?.quote)
    }
    let mut columns = about();
    columns.extend(article(article_of));
    columns.push(source(article_of));
    columns.extend(quote(quote_of));
    columns.push(link(article_of, quote_of));
    columns.extend(making());
    let stated = all.ledger.iter().flat_map(|size| {
        let nobody = size.statements.is_empty().then_some(None);
        let statements = size.statements.iter().map(Some).chain(nobody);
        statements.map(|statement| Stated { size, statement, remarks: &all.remarks })
    });
    Table::new("One row a statement of a cohort's size by one article.", columns, stated)
}

fn about<'r>() -> Vec<Column<'r, Stated<'r>>> {
    vec![
        column("size_id", Kind::Words, "`programme/year/stage/value`.", |stated: Stated<'_>| &stated.size.id),
        column("programme", Kind::Words, "Programme id.", |stated: Stated<'_>| &stated.size.programme),
        column("cohort_year", Kind::Whole, "Year of the cohort.", |stated: Stated<'_>| stated.size.cohort_year),
        column(
            "stage",
            Kind::Words,
            "`invited`, `assessed`, `selected`, `signed`, `total` or `others`.",
            |stated: Stated<'_>| stated.size.stage.as_str(),
        ),
        column("value", Kind::Whole, "The number.", |stated: Stated<'_>| stated.size.value),
        column("approx", Kind::Words, "`about`, `at_least`, `at_most`; empty for exact.", |stated: Stated<'_>| {
            stated.size.approx.map(Approx::as_str)
        }),
        column("unit", Kind::Words, "What is counted.", |stated: Stated<'_>| &stated.size.unit),
        column(
            "listed",
            Kind::Whole,
            "Members that the list has, where the stage is one that a list shows.",
            |stated: Stated<'_>| stated.size.listed,
        ),
        column("sources", Kind::Whole, "Independent sources that state it.", |stated: Stated<'_>| stated.size.sources),
    ]
}

fn making<'r>() -> Vec<Column<'r, Stated<'r>>> {
    vec![
        column("speaker", Kind::Words, "Who says so, when it stands in a quotation.", |stated: Stated<'_>| {
            stated.statement?.speaker.as_deref()
        }),
        column("derived", Kind::Long, "What was inferred, each as `value by evidence`.", |stated: Stated<'_>| {
            stated.statement.map(|statement| joined(&statement.derived))
        }),
        column("by", Kind::Words, "The rule that found it.", |stated: Stated<'_>| {
            stated.statement.map(|statement| &statement.by)
        }),
        column("remarks", Kind::Long, "What the sizes say together.", |stated: Stated<'_>| {
            let numbers = stated.size.remarks.iter();
            let remarks = numbers.filter_map(|&number| stated.remarks.get(usize::try_from(number).ok()?));
            joined(remarks.map(|remark| &remark.message))
        }),
    ]
}
