//! How well officials are found by their names: bare, with titles and degrees, beside an office or a region; and that a name which is
//! part of many is none.

use crate::ENGINE;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use petik_core::gazetteer::letters;
use petik_serve::recon::{Catalogue, router};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tower::ServiceExt;

/// Names with the persons that they are of, and the least share of them that is found.
type Kind<'n> = (&'n str, Vec<(String, &'n str)>, f64);

/// The matches of names.
async fn matches(routes: &Router, names: &[String]) -> Vec<Option<String>> {
    let mut found = Vec::new();
    for batch in names.chunks(200) {
        let queries: serde_json::Map<String, Value> = batch
            .iter()
            .enumerate()
            .map(|(at, name)| (format!("q{at}"), json!({ "query": name, "limit": 1 })))
            .collect();
        let request = Request::post("/reconcile/officials").header("host", "127.0.0.1:3838");
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let body = encoded(&Value::Object(queries).to_string());
        let request = request.body(Body::from(format!("queries={body}"))).unwrap();
        let answer = routes.clone().oneshot(request).await.unwrap();
        let answer: Value = serde_json::from_slice(&to_bytes(answer.into_body(), usize::MAX).await.unwrap()).unwrap();
        for at in 0..batch.len() {
            let first = &answer[format!("q{at}")]["result"][0];
            found.push((first["match"] == true).then(|| first["id"].as_str().unwrap().to_owned()));
        }
    }
    found
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[tokio::test]
async fn officials_are_found_by_their_names() {
    let routes = router(Arc::new(Catalogue::of(&ENGINE)));
    let people = &ENGINE.gazetteer().people;
    let mut persons: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut offices: Vec<(&str, &str, &str)> = Vec::new();
    for (term, _) in people.all_terms() {
        persons.entry(&term.name).or_default().insert(&term.person);
        offices.push((&term.name, &term.office, &term.person));
    }
    let sole: Vec<(&str, &str)> =
        persons.iter().filter(|(_, ids)| ids.len() == 1).map(|(name, ids)| (*name, *ids.first().unwrap())).collect();
    let mut kinds: Vec<Kind<'_>> = Vec::new();
    let mut add = |kind, least, pattern: &str| {
        let named = sole.iter().map(|(name, id)| (pattern.replace('#', name), *id)).collect();
        kinds.push((kind, named, least));
    };
    add("bare", 0.93, "#");
    add("titles and degrees", 0.93, "Drs. H. #, S.H., M.Si.");
    add("degrees run together", 0.93, "Dr #, SH, MH");
    add("a degree of no list", 0.93, "Ir. #, S.Xy., M.U.D.");
    let of_office = |pattern: &str| -> Vec<(String, &str)> {
        offices.iter().map(|(name, office, id)| (pattern.replace('#', name).replace('@', office), *id)).collect()
    };
    kinds.push(("office before", of_office("@ #"), 0.96));
    kinds.push(("office behind", of_office("H. #, S.E. (@)"), 0.96));
    for (kind, named, least) in kinds {
        let names: Vec<String> = named.iter().map(|(name, _)| name.clone()).collect();
        let found = matches(&routes, &names).await;
        let right = found.iter().zip(&named).filter(|(found, (_, id))| found.as_deref() == Some(*id)).count();
        let wrong: Vec<_> = found
            .iter()
            .zip(&named)
            .filter(|(found, (_, id))| found.as_ref().is_some_and(|found| found != id))
            .collect();
        println!("{kind}: {} names, {right} right, {} wrong {:?}", named.len(), wrong.len(), wrong.first());
        assert!(right as f64 >= least * named.len() as f64, "{kind}: {right} of {}", named.len());
        assert!(wrong.len() * 500 <= named.len(), "{kind}: {wrong:?}");
    }
}

#[tokio::test]
async fn a_word_of_several_names_is_no_match() {
    let routes = router(Arc::new(Catalogue::of(&ENGINE)));
    let mut holders: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (term, _) in ENGINE.gazetteer().people.all_terms() {
        for word in term.name.split_whitespace().map(letters).filter(|word| word.len() > 2) {
            holders.entry(word).or_default().insert(&term.person);
        }
    }
    let shared: Vec<String> =
        holders.into_iter().filter(|(_, persons)| persons.len() > 1).map(|(word, _)| word).collect();
    let found = matches(&routes, &shared).await;
    let matched: Vec<_> = shared.iter().zip(found).filter(|(_, found)| found.is_some()).collect();
    println!("{} words of several names, matched {matched:?}", shared.len());
    assert!(shared.len() > 300 && matched.is_empty());
    let names = ["Muhammad", "Sri Mulyani", "Bupati Klaten Sri Mulyani", "Gubernur Wihaji"].map(str::to_owned);
    let found = matches(&routes, &names).await;
    assert_eq!(found.iter().map(Option::is_some).collect::<Vec<_>>(), [false, false, true, false]);
}
