//! Every region of the list is found by its name with its type word, however the letters are set; a name that a kabupaten
//! and a kota share is never forced where nothing settles it.

use petik::record::MentionValue;
use petik::{Article, Engine};
use std::collections::BTreeMap;
use std::path::Path;

/// A row of `gazetteers/regions/regions.csv`.
struct Row {
    code: String,
    level: String,
    name: String,
    full_name: String,
}

fn rows() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers/regions/regions.csv");
    let mut table = csv::Reader::from_path(path).unwrap();
    let headers = table.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let [code, level, name, full_name] = ["code", "level", "name", "full_name"].map(column);
    let text = |row: &csv::StringRecord, at: usize| row[at].to_owned();
    table
        .records()
        .map(|row| row.unwrap())
        .map(|row| Row {
            code: text(&row, code),
            level: text(&row, level),
            name: text(&row, name),
            full_name: text(&row, full_name),
        })
        .collect()
}

/// The mentions of regions in a text: words, code if settled, codes of the candidates.
fn regions(engine: &Engine, text: &str) -> Vec<(String, Option<String>, Vec<String>)> {
    let article = Article::new(text);
    let record = engine.extract(&article);
    let found = record.mentions.iter().filter_map(|mention| match &mention.value {
        MentionValue::Region { region, candidates, .. } => {
            let candidates = candidates.iter().map(|candidate| candidate.code.to_string()).collect();
            Some((mention.text.to_string(), region.as_ref().map(|region| region.code.to_string()), candidates))
        }
        _ => None,
    });
    found.collect()
}

#[track_caller]
fn all_are_found(set: impl Fn(&str) -> String) {
    let engine = Engine::builtin().unwrap();
    let rows = rows();
    assert_eq!(rows.iter().filter(|row| row.level == "provinsi").count(), 38);
    assert_eq!(rows.iter().filter(|row| row.level != "provinsi").count(), 514);
    let mut faults = Vec::new();
    for row in &rows {
        let written = set(&row.full_name);
        let text = format!("Rombongan itu tiba di {written} menjelang malam.");
        let found = regions(&engine, &text);
        if !matches!(found.as_slice(), [(words, Some(code), _)] if *words == written && *code == row.code) {
            faults.push(format!("{} in {text:?}: {found:?}", row.code));
        }
    }
    assert!(faults.is_empty(), "{} of {} regions\n{}", faults.len(), rows.len(), faults.join("\n"));
}

#[test]
fn in_title_case() {
    all_are_found(str::to_owned);
}

#[test]
fn in_upper_case() {
    all_are_found(str::to_uppercase);
}

#[test]
fn in_lower_case() {
    all_are_found(str::to_lowercase);
}

#[test]
fn a_name_of_kabupaten_and_kota_stays_open() {
    let engine = Engine::builtin().unwrap();
    let mut by_name: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows() {
        by_name.entry(row.name.clone()).or_default().push(row);
    }
    by_name.retain(|_, rows| ["kabupaten", "kota"].iter().all(|level| rows.iter().any(|row| row.level == *level)));
    assert_eq!(by_name.len(), 26, "{:?}", by_name.keys());
    let mut faults = Vec::new();
    for (name, rows) in &by_name {
        let pair = || rows.iter().filter(|row| row.level != "provinsi");
        let is_open = |(words, code, candidates): &(String, Option<String>, Vec<String>)| {
            words == name && code.is_none() && pair().all(|row| candidates.contains(&row.code))
        };
        let text = format!("Rombongan itu tiba di {name} menjelang malam.");
        let found = regions(&engine, &text);
        if found.len() != 1 || !found.iter().all(is_open) {
            faults.push(format!("{text:?}: {found:?}"));
        }
        // Where the capital letter says nothing, a name that is also a common word may be left out, but not forced.
        for text in [name.clone(), format!("{name} diguyur hujan sejak pagi."), name.to_uppercase()] {
            let found = regions(&engine, &text);
            if found.iter().any(|(_, code, _)| code.is_some()) {
                faults.push(format!("{text:?}: {found:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} texts\n{}", faults.len(), faults.join("\n"));
}
