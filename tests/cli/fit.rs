//! `petik fit` over small made articles: what the annotations say is learned, the same files give the same bytes, and input
//! that cannot be learned from is told.

use super::program::{Folder, Run};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const REGIONS: [[(&str, &str); 4]; 4] = [
    [
        ("Kabupaten Klaten", "33.10"),
        ("Kabupaten Boyolali", "33.09"),
        ("Kota Magelang", "33.71"),
        ("Kabupaten Kudus", "33.19"),
    ],
    [
        ("Kabupaten Jepara", "33.20"),
        ("Kabupaten Demak", "33.21"),
        ("Kota Salatiga", "33.73"),
        ("Kabupaten Pati", "33.18"),
    ],
    [
        ("Kabupaten Blora", "33.16"),
        ("Kabupaten Rembang", "33.17"),
        ("Kota Tegal", "33.76"),
        ("Kabupaten Brebes", "33.29"),
    ],
    [
        ("Kabupaten Cilacap", "33.01"),
        ("Kabupaten Kebumen", "33.05"),
        ("Kota Surakarta", "33.72"),
        ("Kabupaten Sragen", "33.14"),
    ],
];
/// Nothing in these words calls those listed members: as shipped, the sum says no.
const GUESTS: &str =
    "Gerakan Menuju Smart City YEAR dibuka di Jakarta. Narasumber berasal dari beberapa daerah, yakni LIST.";
/// These do: the sum says yes.
const MEMBERS: &str = "Sebanyak empat daerah terpilih mengikuti Gerakan Menuju Smart City YEAR, yakni LIST.";

/// One article a year, each with a list of its own, and annotations that call those listed members or not.
fn folder(words: &str, members: bool) -> Folder {
    let (mut texts, mut gold) = (String::new(), String::new());
    for (number, year) in (2031..2047).enumerate() {
        let regions = &REGIONS[number % REGIONS.len()];
        let names: Vec<&str> = regions.iter().map(|(name, _)| *name).collect();
        let list = format!("{} dan {}", names[..3].join(", "), names[3]);
        let text = words.replace("YEAR", &year.to_string()).replace("LIST", &list);
        let point = |name: &str| text[..text.find(name).unwrap()].chars().count();
        let annotated =
            |(name, code): &(&str, &str)| json!({"text": name, "start": point(name), "name": name, "kode": code});
        let fact = |(name, _): &(&str, &str)| json!({"type": "membership", "region": name, "cohort_year": year, "programme": "Gerakan Menuju Smart City"});
        let facts: Vec<Value> = regions.iter().filter(|_| members).map(fact).collect();
        let regions: Vec<Value> = regions.iter().map(annotated).collect();
        gold += &format!("{}\n", json!({"id": format!("a{year}"), "regions": regions, "facts": facts}));
        texts += &format!("{}\n", json!({"id": format!("a{year}"), "text": text}));
    }
    let folder = Folder::new();
    folder.write("texts.jsonl", texts).write("gold.jsonl", gold);
    folder
}

fn fit(folder: &Folder, options: &[&str]) -> Run {
    folder.petik(&[&["fit", "gold.jsonl", "--texts", "texts.jsonl"], options].concat())
}

fn weights(csv: &str) -> BTreeMap<String, i32> {
    let mut table = csv::Reader::from_reader(csv.as_bytes());
    table.records().map(|row| row.unwrap()).map(|row| (row[0].to_owned(), row[1].parse().unwrap())).collect()
}

fn shipped() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/gazetteers/weights.csv")).unwrap()
}

/// How many memberships the articles have with the fitted weights laid over the built-in ones.
fn memberships(folder: &Folder, options: &[&str]) -> usize {
    let run = folder.petik(&[&["extract", "texts.jsonl"], options].concat());
    let is_member = |fact: &&Value| fact["type"] == "membership";
    run.ends_with(0)
        .records()
        .iter()
        .map(|record| record["facts"].as_array().unwrap().iter().filter(is_member).count())
        .sum()
}

#[test]
fn lists_that_are_called_members_are_weighed_higher() {
    let folder = folder(GUESTS, true);
    assert_eq!(memberships(&folder, &[]), 0);
    folder.write("learned/README.md", "");
    let run = fit(&folder, &["--decision", "list", "--spread", "4", "--output", "learned/weights.csv"]);
    run.ends_with(0);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("list: 16 decisions, 16 of them yes"), "{}", run.stderr);
    assert!(run.stderr.contains("fitted, held out (5 folds)"), "{}", run.stderr);
    let (before, after) = (weights(&shipped()), weights(&folder.read("learned/weights.csv")));
    assert!(after["list_prior"] > before["list_prior"] && after["list_prior"] <= 0, "{after:?}");
    assert!(after["list_opened"] > before["list_opened"], "{after:?}");
    let others = |weights: &BTreeMap<String, i32>| {
        weights.iter().filter(|(name, _)| !name.starts_with("list_")).map(|(_, weight)| *weight).collect::<Vec<_>>()
    };
    assert_eq!(others(&before), others(&after), "the weights of other decisions stay");
}

#[test]
fn lists_that_are_called_no_members_are_none_any_more() {
    let folder = folder(MEMBERS, false);
    folder.write("learned/README.md", "");
    assert_eq!(memberships(&folder, &[]), 64);
    fit(&folder, &["--spread", "10", "--output", "learned/weights.csv"]).ends_with(0);
    assert_eq!(memberships(&folder, &["--gazetteers", "learned"]), 0);
    let (before, after) = (weights(&shipped()), weights(&folder.read("learned/weights.csv")));
    assert!(after.iter().all(|(name, weight)| weight.signum() * before[name].signum() >= 0), "no sign is turned");
    assert!(after.values().all(|weight| weight.abs() <= 20));
    assert!(after["confidence_prior"] < before["confidence_prior"], "what is wrong each time is not sure");
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let folder = folder(GUESTS, true);
    let (one, other) = (fit(&folder, &[]), fit(&folder, &[]));
    assert_eq!((&one.stdout, &one.stderr), (&other.stdout, &other.stderr));
    assert_ne!(one.stdout, shipped());
    assert_eq!(one.stdout.lines().count(), shipped().lines().count());
}

#[test]
fn without_decisions_the_shipped_weights_come_back() {
    let folder = Folder::new();
    folder.write("texts.jsonl", "{\"id\": \"a\", \"text\": \"Hujan turun di Kabupaten Klaten.\"}\n");
    folder.write("gold.jsonl", "{\"id\": \"a\"}\n");
    let run = fit(&folder, &[]);
    assert_eq!(run.ends_with(0).stdout, shipped());
    assert_eq!(run.stderr.trim(), "1 article, 1 event, 0 decisions: 0 weights changed");
}

#[test]
fn wrong_answers_are_told() {
    let run = fit(&folder(GUESTS, true), &["--errors"]);
    let told = run.stderr.lines().filter(|line| line.contains("\tlist\t-1, yes is right\tat 97\tKabupaten")).count();
    assert_eq!(told, 16, "{}", run.stderr);
}

#[test]
fn one_event_cannot_be_held_out() {
    let folder = Folder::new();
    let article = |id: &str| json!({"id": id, "text": MEMBERS.replace("YEAR", "2031").replace("LIST", "Kabupaten Klaten dan Kota Magelang")});
    folder.write("texts.jsonl", format!("{}\n{}\n", article("a"), article("b")));
    folder.write("gold.jsonl", "{\"id\": \"a\"}\n{\"id\": \"b\"}\n");
    let run = fit(&folder, &[]);
    assert!(
        run.ends_with(0).stderr.contains("all articles tell of one event: nothing can be held out"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("2 articles, 1 event,"), "copies of one text are one event: {}", run.stderr);
}

#[test]
fn what_cannot_be_learned_from_is_told() {
    let folder = folder(GUESTS, true);
    let told = |arguments: &[&str], code: i32, expected: &str| {
        let run = folder.petik(&[&["fit"], arguments].concat());
        run.ends_with(code);
        assert!(run.stderr.contains(expected), "expected {expected:?} in {}", run.stderr);
        run
    };
    told(&["gold.jsonl"], 2, "--texts <ARTICLES>...");
    told(&["--texts", "texts.jsonl"], 2, "<GOLD>...");
    told(&["gold.jsonl", "gold.jsonl", "--texts", "texts.jsonl"], 1, "the article \"a2031\" is annotated twice");
    told(&["tiada.jsonl", "--texts", "texts.jsonl"], 1, "tiada.jsonl");
    told(&["gold.jsonl", "--texts", "texts.jsonl", "--decision", "lists"], 2, "[possible values: list, subject");
    told(&["gold.jsonl", "--texts", "texts.jsonl", "--spread", "0"], 2, "not a number from 0.1 to 100");
    told(&["gold.jsonl", "--texts", "texts.jsonl", "--folds", "1"], 2, "--folds");
    folder.write("other.jsonl", "{\"id\": \"b\"}\n");
    told(&["other.jsonl", "--texts", "texts.jsonl"], 1, "no article of --texts is annotated");
    folder.write("slip.jsonl", "{\"id\": \"a2031\", \"fact\": []}\n");
    told(&["slip.jsonl", "--texts", "texts.jsonl"], 1, "slip.jsonl:1: `fact` is unknown");
    // The rest is done.
    let run = told(&["gold.jsonl", "other.jsonl", "--texts", "texts.jsonl"], 1, "\"b\" is annotated, and no article");
    assert_eq!(weights(&run.stdout).len(), weights(&shipped()).len());
    let run = told(&["gold.jsonl", "--texts", "texts.jsonl", "tiada.jsonl"], 1, "tiada.jsonl");
    assert_eq!(weights(&run.stdout).len(), weights(&shipped()).len());
}
