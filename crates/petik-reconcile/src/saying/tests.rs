//! Every sentence in every language: nothing is left empty, and nothing is English in Indonesian.

use super::*;
use crate::phrases::{Language, english, indonesian};
use crate::sentences::{DecisionType, ListType, OpenType, SizeType};
use crate::words::Stage;
use petik_core::record::{Approx, EvidenceKind, Inferred};
use std::fmt::Debug;

/// Small words that English has and Indonesian has not.
const ENGLISH: [&str; 14] =
    ["a", "and", "are", "by", "has", "have", "is", "it", "no", "of", "or", "that", "the", "which"];

/// A sentence with something in every place that any has.
fn full<K: Sentences>(kind: K) -> Saying<K> {
    let names = || vec!["X1".to_owned(), "X2".to_owned()];
    let of_names = ["regions", "others", "names", "years", "columns", "programmes"]
        .into_iter()
        .map(|place| (place, Value::from(names())));
    let of_words = [
        "code",
        "region",
        "other",
        "words",
        "cells",
        "cell",
        "column",
        "encoding",
        "programme",
        "sheet",
        "packing",
        "what",
        "cause",
    ]
    .into_iter()
    .map(|place| (place, Value::from("X3")));
    let of_numbers = [
        "n",
        "year",
        "number",
        "selected",
        "stated",
        "listed",
        "difference",
        "sum",
        "again",
        "twice",
        "most",
        "size",
        "row",
    ];
    let of_numbers = of_numbers.into_iter().map(|place| (place, Value::from(7_u64)));
    let stated = |approx| Stated { value: 25, approx, sources: 2 };
    let sizes = || Value::from(vec![stated(None), stated(Some(Approx::AtLeast))]);
    let sums = [None, Some(2018)].map(|year| OwnSum { stated: vec![50, 49], year, rows: 48 });
    let of_values = [
        ("levels", Value::from(vec!["kabupaten".to_owned(), "kota".to_owned()])),
        ("parts", Value::from(vec!["25".to_owned(), "50".to_owned()])),
        ("stage", Value::from(Stage::Signed.as_str())),
        ("sizes", sizes()),
        ("totals", sizes()),
        ("sums", Value::from(sums.to_vec())),
        ("rows", Value::from(Rows::of(&[3, 5, 6]))),
        ("statuses", Value::from(Statuses { statuses: vec![("X6".to_owned(), Rows::of(&[7]))], more: 2 })),
        ("places", Value::from(vec![Place { file: "X4".to_owned(), sheet: None, row: Some(3) }])),
        ("why", Value::from(Saying::of(ListType::Empty))),
        ("sheets", Value::from(vec![OfSheet { name: "X7".to_owned(), why: Saying::of(ListType::Empty) }])),
        ("place", Value::from(Place { file: "X4".to_owned(), sheet: Some("X5".to_owned()), row: Some(3) })),
    ];
    let places = of_names.chain(of_words).chain(of_numbers).chain(of_values);
    places.fold(Saying::of(kind), |saying, (place, value)| saying.with(place, value))
}

fn every_one_is_said<K: Sentences + Debug>() {
    for &kind in K::ALL {
        let said = full(kind).say(&english());
        let in_indonesian = full(kind).say(&indonesian());
        for said in [&said, &in_indonesian] {
            assert!(!said.contains('{') && *said != kind.key(), "{kind:?}: {said}");
        }
        let words = in_indonesian.split(|c: char| !c.is_alphanumeric() && c != '-');
        let foreign: Vec<&str> = words.filter(|word| ENGLISH.contains(&word.to_lowercase().as_str())).collect();
        assert!(foreign.is_empty(), "{kind:?}: {in_indonesian}: {foreign:?}");
        // A phrase of one place and nothing else is the same in all languages.
        let is_bare =
            english().say(&kind.key()).strip_prefix('{').is_some_and(|rest| rest.find('}') == Some(rest.len() - 1));
        assert!(is_bare || said != in_indonesian, "{kind:?}: {said}");
    }
}

#[test]
fn every_sentence_is_said_in_both_languages() {
    every_one_is_said::<OpenType>();
    every_one_is_said::<SizeType>();
    every_one_is_said::<ListType>();
    every_one_is_said::<DecisionType>();
}

#[test]
fn a_sentence_is_read_from_what_was_written_and_an_unknown_one_is_none() {
    for &kind in OpenType::ALL {
        let saying = full(kind);
        assert_eq!(Saying::from_json(&saying.to_json()), Some(saying));
    }
    for bad in ["", "{}", "[]", "{\"type\":\"of_tomorrow\"}", "{\"type\":\"struck_out\",\"n\":{}}"] {
        assert_eq!(Saying::<OpenType>::from_json(bad), None, "{bad}");
    }
}

#[test]
fn what_could_be_meant_is_said_in_the_language_too() {
    let region = "33.25 Kabupaten Batang";
    for (why, expected) in [
        ("name", "nama"),
        ("code with a zero", "kode ditambah angka nol"),
        ("1 letter differs", "1 huruf berbeda"),
        ("2 letters differ", "2 huruf berbeda"),
        ("something new", "something new"),
    ] {
        let candidate = format!("{region} ({why})");
        assert_eq!(english().candidate(&candidate), candidate);
        assert_eq!(indonesian().candidate(&candidate), format!("{region} ({expected})"));
    }
    assert_eq!(indonesian().candidate(region), region);
    for (derived, expected) in [
        ("region by name", "daerah menurut nama"),
        (
            "region by former name Polmas (renamed) and province",
            "daerah menurut nama lama Polmas (renamed) dan provinsi",
        ),
        (
            "region by name Siak (short), type and province",
            "daerah menurut nama Siak (short), jenis daerah, dan provinsi",
        ),
        ("region by name and code 33.1, read as 33.10", "daerah menurut nama dan kode 33.1, dibaca 33.10"),
        ("region by old code 91.09 (x)", "daerah menurut kode lama 91.09 (x)"),
        ("name is a former one (x)", "nama yang ditulis adalah nama lama (x)"),
        ("province Papua then (x)", "saat itu provinsi Papua (x)"),
        ("programme by nearest_name", "program menurut nama terdekat"),
        ("nothing", "nothing"),
    ] {
        assert_eq!(english().derived(derived).replace(' ', "_"), derived.replace(' ', "_"));
        assert_eq!(indonesian().derived(derived), expected);
    }
    let many = format!("region by name{}", " and type".repeat(1_000_000));
    assert!(indonesian().derived(&many).len() > 1_000_000);
    for (change, expected) in [
        ("region: none -> 33.25", "daerah: tidak ada -> 33.25"),
        ("cohort_year: 2018 -> 2019", "angkatan: 2018 -> 2019"),
        ("nothing", "nothing"),
    ] {
        assert_eq!(english().change(change), change);
        assert_eq!(indonesian().change(change), expected);
    }
    assert_eq!(indonesian().language(), Language::Indonesian);
    for phrases in [english(), indonesian()] {
        let is_said =
            |section: &str, word: &str| phrases.sections(&[section]).any(|(key, _)| key == format!("{section}.{word}"));
        assert!(Inferred::ALL.iter().all(|word| is_said("inferred", word.as_str())));
        assert!(EvidenceKind::ALL.iter().all(|word| is_said("evidence", word.as_str())));
    }
}
