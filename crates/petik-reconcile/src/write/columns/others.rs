//! The small tables: remarks on sizes and on the list, what names no region for certain, texts in several copies, decisions to look at again.

use super::super::table::{Column, Kind, Table, column, joined};
use super::{article, decision, link, quote, source};
use crate::reconciliation::{
    ArticleRef, Cluster, ListFault, OpenDecision, Quote, Reconciliation, Remark, Reprint, Unresolved,
};
use crate::saying::Saying;

/// One row a remark.
pub(in super::super) fn remarks(all: &Reconciliation) -> Table<'_> {
    let columns = vec![
        column(
            "type",
            Kind::Words,
            "`sizes_differ`, `total_mismatch`, `others_agree`, `others_mismatch`, `list_differs` or `sum_differs`.",
            |remark: &Remark| remark.kind.as_str(),
        ),
        column("programme", Kind::Words, "Programme id.", |remark: &Remark| &remark.programme),
        column("cohort_year", Kind::Whole, "Year of the cohort.", |remark: &Remark| remark.cohort_year),
        column("message", Kind::Long, "The remark in English words.", |remark: &Remark| &remark.message),
        column("why", Kind::Long, "The same as data: a JSON object, the `type` first.", |remark: &Remark| {
            remark.why.as_ref().map(Saying::to_json)
        }),
        column(
            "explained",
            Kind::Yes,
            "Whether the numbers are explained; empty where there is nothing to explain.",
            |remark: &Remark| remark.explained,
        ),
        column("sizes", Kind::Words, "Ids of the sizes, as in `ledger`.", |remark: &Remark| joined(&remark.sizes)),
        column("regions", Kind::Words, "Names of the regions that explain it.", |remark: &Remark| {
            joined(&remark.regions)
        }),
    ];
    Table::new("One row a remark: what sizes of cohorts say together.", columns, all.remarks.iter())
}

/// One row a name without a region.
pub(in super::super) fn unresolved(all: &Reconciliation) -> Table<'_> {
    let mut columns = vec![
        column("id", Kind::Words, "Id of the name, for decisions.", |open: &Unresolved| &open.id),
        column("side", Kind::Words, "`list` or `press`.", |open: &Unresolved| &open.side),
        column("place", Kind::Words, "File of the list, or id of the article.", |open: &Unresolved| &open.place),
        column("sheet", Kind::Words, "Sheet of the file.", |open: &Unresolved| open.sheet.as_deref()),
        column("row", Kind::Whole, "Row of the sheet or line of the file, from 1.", |open: &Unresolved| open.row),
        column("name", Kind::Long, "The words as written.", |open: &Unresolved| &open.name),
        column("programme", Kind::Words, "Programme id, where known.", |open: &Unresolved| open.programme.as_deref()),
        column("cohort_year", Kind::Whole, "Year of the cohort, where known.", |open: &Unresolved| open.cohort_year),
        column("reason", Kind::Long, "Why it is open, in English words.", |open: &Unresolved| &open.reason),
        column("why", Kind::Long, "The same as data: a JSON object, the `type` first.", |open: &Unresolved| {
            open.why.as_ref().map(Saying::to_json)
        }),
        column("candidates", Kind::Long, "What it could be, each as `code name (why)`.", |open: &Unresolved| {
            joined(&open.candidates)
        }),
        column(
            "out",
            Kind::Words,
            "Code of the region, where the list says that it is no member.",
            |open: &Unresolved| open.out.as_deref(),
        ),
        column(
            "evidence",
            Kind::Words,
            "Digest of what it rests on; a decision on it names it.",
            |open: &Unresolved| &open.evidence,
        ),
        column(
            "province_code",
            Kind::Words,
            "Code of the province that the row of the list names.",
            |open: &Unresolved| open.province.as_deref(),
        ),
    ];
    fn article_of(open: &Unresolved) -> Option<&ArticleRef> {
        open.article.as_ref()
    }
    fn quote_of(open: &Unresolved) -> Option<&Quote> {
        open.quote.as_ref()
    }
    columns.extend(article(article_of));
    columns.extend(quote(quote_of));
    columns.push(link(article_of, quote_of));
    columns.extend(decision(|open: &Unresolved| open.decision.as_ref()));
    let about = "One row of the list, or claim of press, that names no region for certain.";
    Table::new(about, columns, all.unresolved.iter())
}

/// One row a remark on the list.
pub(in super::super) fn list_remarks(all: &Reconciliation) -> Table<'_> {
    let columns = vec![
        column("file", Kind::Words, "File of the list.", |remark: &ListFault| &remark.file),
        column("sheet", Kind::Words, "Sheet of the file.", |remark: &ListFault| remark.sheet.as_deref()),
        column(
            "row",
            Kind::Whole,
            "Row of the sheet or line of the file, from 1; of several the first.",
            |remark: &ListFault| remark.row,
        ),
        column("message", Kind::Long, "The remark in English words.", |remark: &ListFault| remark.reason()),
        column("why", Kind::Long, "The same as data: a JSON object, the `type` first.", |remark: &ListFault| {
            remark.why.to_json()
        }),
    ];
    Table::new(
        "One row a remark: what was passed over in the list, and what is odd in it.",
        columns,
        all.list_remarks.iter(),
    )
}

/// A copy, and the text that it is a copy of.
type Copied<'r> = (&'r Cluster, &'r Reprint);

/// One row a copy.
pub(in super::super) fn reprints(all: &Reconciliation) -> Table<'_> {
    fn article_of<'r>((_, reprint): Copied<'r>) -> Option<&'r ArticleRef> {
        Some(&reprint.article)
    }
    let mut columns = vec![source(article_of)];
    columns.extend(article(article_of));
    columns.extend(earliest());
    columns.extend([
        column("basis", Kind::Words, "What was compared: `text` or `quotes`.", |(cluster, _): Copied<'_>| {
            &cluster.basis
        }),
        column("similarity", Kind::Part, "Share of common shingles, 0 to 1.", |(_, reprint): Copied<'_>| {
            reprint.similarity
        }),
        column("added", Kind::Long, "Sentences that the earliest copy does not have.", |(_, reprint): Copied<'_>| {
            joined(&reprint.added)
        }),
        column(
            "left_out",
            Kind::Long,
            "Sentences of the earliest copy that it leaves out.",
            |(_, reprint): Copied<'_>| joined(&reprint.left_out),
        ),
    ]);
    let copied = all.clusters.iter().flat_map(|cluster| cluster.reprints.iter().map(move |reprint| (cluster, reprint)));
    Table::new("One row an article that copies an earlier one: both are one source.", columns, copied)
}

fn earliest<'r>() -> Vec<Column<'r, Copied<'r>>> {
    vec![
        column("earliest_id", Kind::Words, "Id of the earliest copy.", |(cluster, _): Copied<'_>| &cluster.earliest.id),
        column("earliest_url", Kind::Words, "Its address.", |(cluster, _): Copied<'_>| cluster.earliest.url.as_deref()),
        column("earliest_outlet", Kind::Words, "Its outlet.", |(cluster, _): Copied<'_>| {
            cluster.earliest.outlet.as_deref()
        }),
        column("earliest_published", Kind::Day, "Its day of publication.", |(cluster, _): Copied<'_>| {
            super::day(cluster.earliest.published.as_deref())
        }),
    ]
}

/// One row a decision to look at again.
pub(in super::super) fn decisions(all: &Reconciliation) -> Table<'_> {
    let mut columns = vec![
        column("line", Kind::Whole, "Line of the file of decisions, from 1.", |open: &OpenDecision| open.line),
        column("subject", Kind::Words, "Id of the row or claim.", |open: &OpenDecision| &open.subject),
        column("reason", Kind::Long, "Why it is brought up again, in English words.", |open: &OpenDecision| {
            &open.reason
        }),
        column("why", Kind::Long, "The same as data: a JSON object, the `type` first.", |open: &OpenDecision| {
            open.why.as_ref().map(Saying::to_json)
        }),
    ];
    columns.extend(decision(|open: &OpenDecision| Some(&open.decided)));
    let about = "One row a decision that no longer fits what it was made on, or fits nothing.";
    Table::new(about, columns, all.open_decisions.iter())
}
