//! The programs of `examples/`: they compile, and say what they promise.

use crate::cli::program::Folder;
use crate::files::root;
use std::error::Error;

#[allow(dead_code)] // `main`
#[path = "../examples/dropout.rs"]
mod dropout;
#[allow(dead_code)]
#[path = "../examples/extract.rs"]
mod extract;
#[allow(dead_code)]
#[path = "../examples/idle.rs"]
mod idle;
#[allow(dead_code)]
#[path = "../examples/own_lists.rs"]
mod own_lists;
#[allow(dead_code)]
#[path = "../examples/reconcile.rs"]
mod reconcile;

/// What a program writes, line by line.
fn told(run: impl FnOnce(&mut Vec<u8>) -> Result<(), Box<dyn Error>>) -> Vec<String> {
    let mut out = Vec::new();
    run(&mut out).unwrap();
    String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn extract_tells_facts_and_quotes() {
    let told = told(extract::run);
    assert_eq!(told[0], "Kabupaten Batang signed on 2022-04-21");
    assert!(told[1].starts_with("    0–134: Bupati Batang Wihaji meneken"), "{}", told[1]);
    assert_eq!(told[2], "Kabupaten Batang belongs to the cohort of 2022");
    assert_eq!(told[4], "the cohort of 2022 has 50 members");
}

#[test]
fn own_lists_find_more_and_slips_are_told() {
    let told = told(own_lists::run);
    let (built_in, own) = told.split_at(told.iter().position(|line| line == "and our own:").unwrap());
    for new in ["by aliases.csv#Kota Seribu Goa", "by counts.toml#a region count before its number"] {
        assert!(!built_in.iter().any(|line| line.ends_with(new)), "{new}");
        assert!(own.iter().any(|line| line.ends_with(new)), "{new}");
    }
    assert!(told.last().unwrap().starts_with("regions/aliases.csv:2: kind `nikname` is not one of"), "{told:?}");
}

#[test]
fn a_type_of_facts_of_ones_own_is_found() {
    let folder = root().join("examples/gazetteers");
    let engine = petik::Engine::with(petik::overlay(&folder).unwrap()).unwrap();
    let text = "Rombongan DPRD melakukan studi tiru ke Pemkab Batang, Kamis (21/4/2022).";
    let article = petik::Article::new(text);
    let record = engine.extract(&article);
    let visits: Vec<_> = record.facts.iter().filter(|fact| fact.kind.as_str() == "visit").collect();
    assert_eq!(visits.len(), 1, "{:?}", record.facts);
    assert!(petik::Engine::builtin().unwrap().extract(&article).facts.is_empty());
}

#[test]
fn idle_names_a_rule_that_no_text_needs() {
    let text = "Kabupaten Batang terpilih dalam Gerakan Menuju Smart City 2022.";
    let told = told(|out| idle::data(&[(text.to_owned(), None)], out));
    // One sentence needs few of the rules, and the words of choosing are among those.
    assert!(told.iter().any(|line| line.starts_with("rules/dates.toml")), "{told:#?}");
    assert!(!told.iter().any(|line| line.contains("words of choosing and receiving")), "{told:#?}");
    assert!(idle::texts(root()).unwrap().len() > 500);
}

#[test]
fn the_lists_to_copy_are_sound() {
    let folder = root().join("examples/gazetteers");
    Folder::new().petik(&["check", "--gazetteers", folder.to_str().unwrap()]).ends_with(0);
}

#[test]
fn reconcile_tells_every_row() {
    let told = told(reconcile::run);
    let statuses =
        ["Kabupaten Batang: single_source.", "Kota Magelang: not_in_press.", "Kabupaten Kebumen: not_in_list."];
    for status in statuses {
        assert!(told.iter().any(|line| line.starts_with(status)), "{status} {told:#?}");
    }
    assert!(told.iter().any(|line| line == "press says 50 kabupaten/kota"), "{told:#?}");
}

#[test]
fn dropout_tells_what_words_cost() {
    let folder = tempfile::tempdir().unwrap();
    for ending in ["txt", "gold.json"] {
        let name = format!("smart-city-cohort-2019.{ending}");
        std::fs::copy(root().join("corpus/articles").join(&name), folder.path().join(&name)).unwrap();
    }
    let told = told(|out| dropout::run(folder.path(), folder.path(), out));
    let lists = ["words/list_openers.csv", "words/selection.csv", "words/signing_verbs.csv"];
    assert!(lists.iter().all(|list| told.iter().any(|line| line.starts_with(list))), "{told:#?}");
    // Without the words that open the list, its members are gone.
    assert!(!told[1].ends_with(" 0"), "{told:#?}");
}
