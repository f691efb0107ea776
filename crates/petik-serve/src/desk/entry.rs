//! What the desk keeps in memory of each thing that can be judged: enough to filter, sort and show a line of the queue.

use super::queue::matter;
use petik_reconcile::{Claim, Decided, Latest, Region, Row, Status, Unresolved};
use serde::Serialize;
use std::collections::BTreeSet;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// A row of the reconciliation.
    Row,
    /// A row of the list that names no region for certain.
    ListName,
    /// A name in press that means no region for certain.
    PressName,
}

/// One of them.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) kind: Kind,
    /// `null` for names.
    pub(super) status: Option<Status>,
    pub(super) programme: Option<String>,
    pub(super) cohort_year: Option<i16>,
    /// `null` for names.
    pub(super) region: Option<Region>,
    /// The region with its type word, or the name as written.
    pub(super) name: String,
    pub(super) sources: u64,
    pub(super) articles: u64,
    pub(super) claims: u64,
    /// Whether the list has it.
    pub(super) listed: bool,
    /// Digest of what it rests on.
    pub(super) evidence: String,
    pub(super) decision: Option<Decided>,
    /// Line of the decision in force.
    pub(super) line: Option<u64>,
    /// Numbers of its outlets.
    #[serde(skip)]
    pub(super) outlets: BTreeSet<usize>,
    /// Words to search in, folded.
    #[serde(skip)]
    pub(super) words: String,
}

impl Entry {
    /// Of a row; outlets are numbered by `number`.
    pub(super) fn row(row: &Row, mut number: impl FnMut(&str) -> usize) -> Self {
        let outlets = row.claims.iter().filter_map(|claim| claim.article.outlet.as_deref()).map(&mut number).collect();
        let listed = row.listed.as_ref().and_then(|listed| listed.name.as_deref()).unwrap_or_default();
        let Region { code, name, province, .. } = &row.region;
        let year = written(row.cohort_year);
        Entry {
            id: row.id.clone(),
            kind: Kind::Row,
            status: Some(row.status),
            programme: Some(row.programme.clone()),
            cohort_year: row.cohort_year,
            region: Some(row.region.clone()),
            name: name.clone(),
            sources: row.sources,
            articles: row.articles,
            claims: row.claims.len() as u64,
            listed: row.listed.is_some(),
            evidence: row.evidence.clone(),
            decision: row.decision.clone(),
            line: None,
            outlets,
            words: folded(&format!("{name} {code} {province} {listed} {year}")),
        }
    }

    /// Of a name.
    pub(super) fn name(open: &Unresolved) -> Self {
        let is_of_list = open.listed.is_some();
        Entry {
            id: open.id.clone(),
            kind: if is_of_list { Kind::ListName } else { Kind::PressName },
            status: None,
            programme: open.programme.clone(),
            cohort_year: open.cohort_year,
            region: None,
            name: open.name.clone(),
            sources: 0,
            articles: u64::from(!is_of_list),
            claims: 0,
            listed: is_of_list,
            evidence: open.evidence.clone(),
            decision: open.decision.clone(),
            line: None,
            outlets: BTreeSet::new(),
            words: folded(&format!("{} {} {}", open.name, open.candidates.join(" "), written(open.cohort_year))),
        }
    }

    /// Whether it is a row of press that all claims have left: the next run does not have it.
    pub(super) fn is_gone(&self) -> bool {
        self.kind == Kind::Row && !self.listed && self.claims == 0
    }

    /// Whether nothing is decided about it, or its words changed since.
    pub(super) fn is_open(&self) -> bool {
        self.decision.as_ref().is_none_or(|decided| !matter(self).is_settled_by(decided))
    }
}

fn written(year: Option<i16>) -> String {
    year.map(|year| year.to_string()).unwrap_or_default()
}

/// Lower case, for searching.
pub(super) fn folded(words: &str) -> String {
    words.to_lowercase()
}

/// A claim with the rows of the folder that hold it.
#[derive(Debug, Clone)]
pub(super) struct ClaimPlace {
    pub(super) id: Box<str>,
    /// Number of the article.
    pub(super) article: u64,
    /// Number of the source.
    pub(super) source: u64,
    /// Their places; a row of press, which holds the claim with all its words, comes last.
    pub(super) rows: Vec<usize>,
}

/// Whether a decision that stands beside something is the one of a line.
pub(super) fn is_same(there: Option<&Decided>, latest: Latest<'_>) -> bool {
    match (there, latest) {
        (_, Latest::Untouched) => true,
        (None, Latest::Withdrawn) => true,
        (Some(there), Latest::Decided(line)) => {
            there.verdict == line.verdict && there.note == line.note && there.who == line.who && there.when == line.when
        }
        _ => false,
    }
}

/// What tells an article from others.
pub(super) fn article_key(claim: &Claim) -> String {
    format!("{}\u{0}{}", claim.article.id, claim.article.url.as_deref().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use petik_reconcile::Verdict;

    #[test]
    fn which_region_a_row_of_the_list_means_does_not_settle_what_press_says_of_it() {
        let is_open = |status, verdict| {
            let decision = Some(Decided { verdict, ..Decided::default() });
            Entry::row(&Row { status, decision, ..Row::default() }, |_| 0).is_open()
        };
        assert!(is_open(Status::Disputed, Verdict::Correct));
        assert!(!is_open(Status::Confirmed, Verdict::Correct));
        assert!(!is_open(Status::Disputed, Verdict::Accept));
    }
}
