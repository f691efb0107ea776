//! The whole way from a list and the records of press to the answer.

use super::board::Board;
use super::decisions::Decisions;
use super::ledger;
use super::list::OfficialList;
use super::press::{Press, Scope};
use super::reasons;
use super::sources::{Copies, Sources};
use crate::phrases::Phrases;
use crate::reconciliation::{ArticleRef, Provenance, Reconciliation};
use petik_cluster as cluster;
use petik_core::Engine;
use std::collections::BTreeSet;

/// How records are held against a list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Above which share of common shingles two texts are one source.
    pub cluster_threshold: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { cluster_threshold: cluster::THRESHOLD }
    }
}

/// Holds what press says against a list. `scope` is the one that `press` was read with. The inputs named in the answer
/// lack their files, which the caller knows; reasons are said in the language of `phrases`. With the answer comes where the texts in several copies stand, so that a
/// second reading can compare them.
pub fn reconcile(
    engine: &Engine,
    list: OfficialList,
    mut press: Press,
    scope: &Scope<'_>,
    mut decisions: Decisions,
    settings: Settings,
    phrases: &Phrases,
) -> (Reconciliation, Copies) {
    let regions = &engine.gazetteer().regions;
    press.finish();
    let wholes = reasons::wholes(&press, scope, regions);
    // Until the sources are known, a claim holds the number of its article in their place.
    let mut claims = Vec::new();
    let mut names = Vec::new();
    for (number, article) in (0..).zip(&mut press.articles) {
        article.claims.iter_mut().for_each(|told| told.claim.article.source = number);
        claims.append(&mut article.claims);
        names.extend(
            article.bare.drain(..).map(|bare| (bare, ArticleRef { source: number, ..article.article.clone() })),
        );
    }
    let mut board = Board::new(regions, scope, list.members);
    let place = || {
        claims.into_iter().for_each(|told| board.place(told, &mut decisions));
        names.into_iter().for_each(|(bare, article)| board.place_bare(bare, &article, &mut decisions));
    };
    let (sources, ()) = rayon::join(|| Sources::new(&press, settings.cluster_threshold), place);
    board.number(&sources.numbers);
    for (article, number) in press.articles.iter_mut().zip(&sources.numbers) {
        article.article.source = *number;
    }
    let (ledger, mut remarks) = ledger::ledger(&press, scope, &board.members(&decisions));
    remarks.extend(list.sums);
    let (mut rows, open_names) = board.finish(&wholes, &decisions);
    rows.iter_mut().for_each(|row| decisions.on_row(row));
    let mut unresolved = list.unresolved;
    rows.iter_mut().for_each(|row| reasons::said_out(row, &unresolved));
    rows.iter_mut().for_each(|row| row.say(phrases));
    unresolved.extend(open_names);
    let inputs = Provenance {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        lists_sha256: engine.lists_digest().to_owned(),
        articles: press.read,
        facts: press.facts,
        facts_elsewhere: press.elsewhere,
        cluster_threshold: settings.cluster_threshold,
        ..Provenance::default()
    };
    let ids = rows.iter().map(|row| &row.programme).chain(ledger.iter().map(|size| &size.programme));
    let ids = ids.chain(unresolved.iter().filter_map(|open| open.programme.as_ref()));
    let ids: BTreeSet<&String> = ids.collect();
    let programmes =
        ids.into_iter().map(|id| (id.clone(), engine.gazetteer().programmes.name_of(id).to_owned())).collect();
    let answer = Reconciliation {
        rows,
        ledger,
        remarks,
        unresolved,
        clusters: sources.clusters,
        open_decisions: decisions.open(),
        list_remarks: list.remarks,
        programmes,
        inputs,
    };
    (answer, sources.copies)
}
