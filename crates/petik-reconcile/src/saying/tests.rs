//! Every sentence in every language: nothing is left empty, and nothing is English in Indonesian.

use super::*;
use crate::phrases::{Language, english, indonesian};
use crate::sentences::{OpenType, SizeType};
use crate::words::Stage;
use std::fmt::Debug;

/// Small words that English has and Indonesian has not.
const ENGLISH: [&str; 14] =
    ["a", "and", "are", "by", "has", "have", "is", "it", "no", "of", "or", "that", "the", "which"];

/// A sentence with something in every place that any has.
fn full<K: Sentences>(kind: K) -> Saying<K> {
    let names = || vec!["X1".to_owned(), "X2".to_owned()];
    let of_names = ["regions", "others", "names"].into_iter().map(|place| (place, Value::from(names())));
    let of_words = ["code", "region", "other", "words", "cells"].into_iter().map(|place| (place, Value::from("X3")));
    let of_numbers = ["n", "year", "number", "selected", "stated", "listed", "difference", "sum", "again", "twice"];
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
        let english: Vec<&str> = words.filter(|word| ENGLISH.contains(&word.to_lowercase().as_str())).collect();
        assert!(english.is_empty(), "{kind:?}: {in_indonesian}: {english:?}");
        assert_ne!(said, in_indonesian);
    }
}

#[test]
fn every_sentence_is_said_in_both_languages() {
    every_one_is_said::<OpenType>();
    every_one_is_said::<SizeType>();
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
    assert_eq!(indonesian().language(), Language::Indonesian);
}
