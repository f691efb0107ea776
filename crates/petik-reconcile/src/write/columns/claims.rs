//! The table of claims: everything that press says about a row, each with its quote.

use super::super::table::{Column, Kind, Table, column, joined};
use super::{article, decision, link, quote, source};
use crate::reconciliation::{Claim, Reconciliation, Row};

/// A claim and the row that it stands in.
type Claimed<'r> = (&'r Row, &'r Claim);

/// One row a claim.
pub(in super::super) fn claims(all: &Reconciliation) -> Table<'_> {
    let mut columns = about();
    columns.extend(article(|(_, claim): Claimed<'_>| Some(&claim.article)));
    columns.push(source(|(_, claim): Claimed<'_>| Some(&claim.article)));
    columns.push(column(
        "release",
        Kind::Long,
        "The words that mark the article as a release of a government office.",
        |(_, claim): Claimed<'_>| claim.article.release.as_deref(),
    ));
    columns.extend(quote(|(_, claim): Claimed<'_>| claim.quotes.first()));
    columns.push(column(
        "more_quotes",
        Kind::Long,
        "Further words that the claim rests on.",
        |(_, claim): Claimed<'_>| joined(claim.quotes.iter().skip(1).map(|quote| &quote.quote)),
    ));
    columns.push(link(|(_, claim): Claimed<'_>| Some(&claim.article), |(_, claim)| claim.quotes.first()));
    columns.extend(making());
    columns.push(column(
        "evidence",
        Kind::Words,
        "Digest of what the claim rests on; a decision on it names it.",
        |(_, claim): Claimed<'_>| &claim.evidence,
    ));
    columns.extend(decision(|(_, claim): Claimed<'_>| claim.decision.as_ref()));
    let claimed = all.rows.iter().flat_map(|row| row.claims.iter().map(move |claim| (row, claim)));
    Table::new("One row a claim: what one article says about one region and programme.", columns, claimed)
}

fn about<'r>() -> Vec<Column<'r, Claimed<'r>>> {
    vec![
        column("row_id", Kind::Words, "Id of the row of `reconciliation`.", |(row, _): Claimed<'_>| &row.id),
        column("row_status", Kind::Status, "Status of that row.", |(row, _): Claimed<'_>| row.status.as_str()),
        column("programme", Kind::Words, "Programme id.", |(row, _): Claimed<'_>| &row.programme),
        column("row_year", Kind::Whole, "Year of the cohort that the row is about.", |(row, _): Claimed<'_>| {
            row.cohort_year
        }),
        column("region_code", Kind::Words, "Code of the region that the row is about.", |(row, _): Claimed<'_>| {
            &row.region.code
        }),
        column("region_name", Kind::Words, "Its name with the type word.", |(row, _): Claimed<'_>| &row.region.name),
        column("claim_id", Kind::Words, "Id of the claim, the same in every run.", |(_, claim): Claimed<'_>| &claim.id),
        column(
            "stance",
            Kind::Words,
            "What the claim does for the row: `supports`, `no_year` (says so without a year), `other_year`, `other_type` \
             (the namesake), `bare_name` (could mean the region), `planned`, `denies`, `rejected` (put aside by a steward).",
            |(_, claim): Claimed<'_>| claim.stance.as_str(),
        ),
        column(
            "type",
            Kind::Words,
            "`signing`, `membership`, or `mention` for a bare name.",
            |(_, claim): Claimed<'_>| claim.kind.as_str(),
        ),
        column("status", Kind::Words, "`done`, `planned`, `invited` or `denied`.", |(_, claim): Claimed<'_>| {
            claim.status.as_str()
        }),
        column("claimed_code", Kind::Words, "Code of the region that press names.", |(_, claim): Claimed<'_>| {
            claim.code.as_deref()
        }),
        column("claimed_name", Kind::Words, "The region as press names it.", |(_, claim): Claimed<'_>| {
            claim.name.as_deref()
        }),
        column("cohort_year", Kind::Whole, "Year of the cohort that press gives.", |(_, claim): Claimed<'_>| {
            claim.cohort_year
        }),
        column(
            "date",
            Kind::Words,
            "Day of the event; several days are written `start/end`.",
            |(_, claim): Claimed<'_>| claim.date.as_deref(),
        ),
        column(
            "speaker",
            Kind::Words,
            "Who says so, when the claim stands in a quotation.",
            |(_, claim): Claimed<'_>| claim.speaker.as_deref(),
        ),
    ]
}

fn making<'r>() -> Vec<Column<'r, Claimed<'r>>> {
    vec![
        column("derived", Kind::Long, "What was inferred, each as `value by evidence`.", |(_, claim): Claimed<'_>| {
            joined(&claim.derived)
        }),
        column("by", Kind::Words, "The rule that made the fact.", |(_, claim): Claimed<'_>| &claim.by),
        column("confidence", Kind::Part, "0 to 1.", |(_, claim): Claimed<'_>| claim.confidence),
    ]
}
