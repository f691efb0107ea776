//! `petik score` over a small set of records and annotations that has each kind of difference once: answers accepted
//! beside the main one, spans left open, planned facts, sizes that are no cohort's, a record that is missing. The
//! figures expected here were worked out by another program that measures the same.

use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};

const TEXTS: [&str; 2] = ["--texts", "texts.jsonl"];

fn score(records: &str, gold: &str, options: &[&str]) -> Output {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/score");
    let mut command = Command::new(env!("CARGO_BIN_EXE_petik"));
    command.args(["score", records, gold]).args(options).current_dir(folder).output().unwrap()
}

fn figures(options: &[&str]) -> Value {
    let output = score("records.jsonl", "gold.jsonl", &[&["--json"], options].concat());
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn lines(bytes: &[u8]) -> Vec<String> {
    String::from_utf8(bytes.to_vec()).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn figures_of_each_layer() {
    let figures = figures(&TEXTS);
    for (layer, expected) in [
        ("regions", row(0.6667, 0.6667, 0.6667, 0.75, [2, 1, 1])),
        ("dates", row(1.0, 0.5, 0.6667, 0.5, [1, 0, 1])),
        ("counts", row(0.5, 0.5, 0.5, 0.5, [1, 1, 1])),
        ("officials", row(0.5, 0.5, 0.5, 0.5, [1, 1, 1])),
        ("facts", row(0.6, 0.6, 0.6, 0.25, [3, 2, 2])),
        ("facts:signing", row(0.5, 0.5, 0.5, 0.3333, [1, 1, 1])),
        ("facts:membership", row(1.0, 1.0, 1.0, 1.0, [2, 0, 0])),
        ("facts:cohort_size", row(0.0, 0.0, 0.0, 0.0, [0, 1, 1])),
        ("facts_on_articles_without_any", json!(1)),
        ("articles", json!(3)),
        ("articles_missing", json!(1)),
        ("offset_errors", json!(5)),
    ] {
        assert_eq!(without_interval(&figures[layer]), expected, "{layer}");
    }
}

fn row(p: f64, r: f64, f1: f64, macro_f1: f64, [tp, fp, missing]: [u64; 3]) -> Value {
    json!({"p": p, "r": r, "f1": f1, "macro_f1": macro_f1, "tp": tp, "fp": fp, "fn": missing})
}

/// The figures of a layer without their interval, which the other program does not give.
fn without_interval(figures: &Value) -> Value {
    let mut figures = figures.clone();
    figures.as_object_mut().map(|row| row.remove("f1_interval"));
    figures
}

/// What facts say besides: right and wrong values, slots left empty, accepted values, a region by its code, a region left
/// open, and a member by signing that the annotation need not list.
#[test]
fn figures_of_slots() {
    let output = score("slots.records.jsonl", "slots.gold.jsonl", &["--json"]);
    let figures: Value = serde_json::from_slice(&output.stdout).unwrap();
    for (layer, expected) in [
        ("facts", row(1.0, 0.875, 0.9333, 0.9545, [7, 0, 1])),
        ("facts:signing", row(1.0, 1.0, 1.0, 1.0, [3, 0, 0])),
        ("facts:membership", row(1.0, 0.8, 0.8889, 0.8889, [4, 0, 1])),
        ("slots:programme", row(0.7143, 0.8333, 0.7692, 0.7333, [5, 2, 1])),
        ("slots:instrument", row(0.5, 0.5, 0.5, 0.5, [1, 1, 1])),
        ("slots:signatories", row(0.6667, 1.0, 0.8, 0.8333, [2, 1, 0])),
        ("slots:counterparty", row(0.5, 0.6667, 0.5714, 0.5833, [2, 2, 1])),
        ("slots:mode", row(0.0, 0.0, 0.0, 0.0, [0, 1, 1])),
        ("slots:place", row(0.5, 1.0, 0.6667, 0.6667, [1, 1, 0])),
    ] {
        assert_eq!(without_interval(&figures[layer]), expected, "{layer}");
    }
    let of = |group: &str| (figures[group]["articles"].clone(), figures[group]["facts"]["fn"].clone());
    assert_eq!((of("lists"), of("others")), ((json!(1), json!(1)), (json!(1), json!(0))));
    let interval = &figures["facts"]["f1_interval"];
    assert!(interval["low"].as_f64() < Some(0.9333) && interval["high"].as_f64() > Some(0.9333), "{interval}");
    let again = score("slots.records.jsonl", "slots.gold.jsonl", &["--json"]);
    assert_eq!(again.stdout, output.stdout, "the draws are the same in every run");
}

/// Every slip of an annotation in one run, each with its line; nothing is scored then.
#[test]
fn slips_of_an_annotation_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let gold = folder.path().join("gold.jsonl");
    let texts = folder.path().join("texts.jsonl");
    std::fs::write(&texts, "{\"id\": \"a\", \"text\": \"Di Batang\"}\n").unwrap();
    let region = r#"{"text": "Batang", "start": 3, "name": "Kabupaten Batang", "kode": "33.25", "role": "place"}"#;
    let slips = [
        (r#"{"id": "a", "region": []}"#, "`region` is unknown; here may stand id, "),
        (r#"{"id": "a", "counts": [{"value": 5, "rôle": "selected"}]}"#, "`counts[0].rôle` is unknown; "),
        (r#"{"id": "a", "counts": [{"value": "fifty"}]}"#, "`counts[0].value`: `\"fifty\"` is not a whole number"),
        (r#"{"id": "a", "counts": [{"role": "slected"}]}"#, "`counts[0].role`: `slected` is not one of selected, "),
        (r#"{"id": "a", "facts": [{"type": "joining"}]}"#, "`facts[0].type`: `joining` is not one of signing, "),
        (r#"{"id": "a", "facts": [{"region": "33.25"}]}"#, "`facts[0].type` is missing; "),
        (
            r#"{"id": "a", "facts": [{"type": "membership", "region": "33.99"}]}"#,
            "`facts[0].region`: `33.99` is not the name",
        ),
        (
            r#"{"id": "a", "facts": [{"type": "membership", "region": "Batangg"}]}"#,
            "`facts[0].region`: `Batangg` is not ",
        ),
        (
            r#"{"id": "a", "regions": [{"name": "X", "kode": "3325"}]}"#,
            "`regions[0].kode`: `3325` is not the code of a",
        ),
        (r#"{"id": "a", "dates": [{"iso": "21-04-2022"}]}"#, "`dates[0].iso`: `21-04-2022` is not a day such as"),
        (r#"{"id": "a", "dates": [{"text": "Batang", "start": 2}]}"#, "\"Batang\" does not stand at 2-8; there stands"),
        (r#"{"id": "a", "id": "b"}"#, "`id` stands twice"),
        (r#"{"id": "a", "dates": {}}"#, "`dates`: `{}` is not a list"),
        (r#"{"id": "a", "dates": ["#, "EOF while parsing"),
        (r#"["a"]"#, "an article is no object"),
    ];
    let mut lines = vec![format!(r#"{{"id": "a", "regions": [{region}], "facts": []}}"#)];
    lines.extend(slips.iter().map(|(line, _)| (*line).to_owned()));
    std::fs::write(&gold, lines.join("\n")).unwrap();
    let output = score("records.jsonl", gold.to_str().unwrap(), &["--texts", texts.to_str().unwrap()]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    let errors = String::from_utf8(output.stderr).unwrap();
    for (line, (slip, told)) in (2..).zip(slips) {
        let told = format!("gold.jsonl:{line}: {told}");
        assert!(errors.contains(&told), "{slip}: {told} in\n{errors}");
    }
}

#[test]
fn spans_exact_and_overlapping() {
    let figures = figures(&[]);
    let told = |p: f64, r: f64, f1: f64| json!({"p": p, "r": r, "f1": f1});
    let recall = |r: f64| json!({"p": null, "r": r, "f1": null});
    for (layer, exact, overlap) in [
        ("spans:regions", recall(0.6667), recall(1.0)),
        ("spans:dates", told(1.0, 0.6667, 0.8), told(1.0, 0.6667, 0.8)),
        ("spans:counts", told(0.5, 0.5, 0.5), told(1.0, 1.0, 1.0)),
        ("spans:officials", recall(0.5), recall(0.5)),
        ("spans:programmes", recall(0.0), recall(1.0)),
    ] {
        assert_eq!((&figures[layer]["exact"], &figures[layer]["overlap"]), (&exact, &overlap), "{layer}");
    }
    assert_eq!(figures["facts:programme"], json!({"agree": 2, "of": 3}));
    assert_eq!(figures["offset_errors"], Value::Null, "without texts there is nothing to check");
}

#[test]
fn differences_and_the_table() {
    let output = score("records.jsonl", "gold.jsonl", &[&["--errors"][..], &TEXTS].concat());
    let lines = lines(&output.stdout);
    let expected = [
        "a1\tregions\tFP\t11.01",
        "a1\tregions\tFN\t33.18",
        "a1\tcounts\tFP\t(9, 'total')",
        "a1\tcounts\tFN\t(9, 'other')",
        "a1\tofficials\tFP\tbudi santoso",
        "a1\tofficials\tFN\trudiantara",
        "a1\tfacts\tFN\tcohort_size 50 ['2018']",
        "a1\tfacts\tFP\tcohort_size 50 2019",
        "a2\tfacts\tFP\tsigning 81.72 2018-05-08",
        "a3\tdates\tFN\t2018-05-09",
        "a3\tfacts\tFN\tsigning Kota Tual ['None']",
        "regions              P 0.667  R 0.667  F1 0.667 0.50-1.00  macro-F1 0.750   tp 2 fp 1 fn 1",
    ];
    assert_eq!(lines[..expected.len()], expected);
    assert!(
        lines.contains(&"spans:regions        P   -    R 0.667  F1   -    exact            gold 3 found 4".to_owned())
    );
    assert_eq!(lines.last().unwrap(), "articles             3 articles, 1 without a record, 5 offset errors");
}

#[test]
fn gold_in_a_folder_of_single_files() {
    let folder = tempfile::tempdir().unwrap();
    let gold = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/score/gold.jsonl")).unwrap();
    for (number, line) in gold.lines().enumerate() {
        let pretty = format!("{:#}", serde_json::from_str::<Value>(line).unwrap());
        std::fs::write(folder.path().join(format!("{number}.gold.json")), pretty).unwrap();
    }
    std::fs::write(folder.path().join("notes.json"), "not looked at").unwrap();
    let one = score("records.jsonl", "gold.jsonl", &["--errors"]);
    let many = score("records.jsonl", folder.path().to_str().unwrap(), &["--errors"]);
    assert_eq!(lines(&one.stdout), lines(&many.stdout));
}

#[test]
fn floors_hold_or_end_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("floors.toml");
    let run = |floors: &str| {
        std::fs::write(&path, floors).unwrap();
        let output = score("records.jsonl", "gold.jsonl", &["--floor", path.to_str().unwrap()]);
        (output.status.code(), lines(&output.stderr))
    };
    let holds =
        "regions = 0.6667\n\"facts:membership\" = 1\n\"spans:regions:exact\" = 0.6\n[at_most]\narticles_missing = 1\n";
    assert_eq!(run(holds), (Some(0), vec![]));
    let breaks = "regions = 0.7\ndates = 0.5\n[at_most]\nfacts_on_articles_without_any = 0\n";
    let expected =
        ["error: regions: 0.6667 is below the floor of 0.7", "error: facts_on_articles_without_any: 1 is more than 0"];
    assert_eq!(run(breaks), (Some(1), expected.map(str::to_owned).to_vec()));
    for wrong in ["region = 0.7", "regions = \"0.7\"", "[at_most]\nmissing = 0", "[at_most]\noffset_errors = 0"] {
        let (code, errors) = run(wrong);
        assert_eq!((code, errors.is_empty()), (Some(1), false), "{wrong}: {errors:?}");
    }
}

#[test]
fn a_broken_file_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gold.jsonl");
    std::fs::write(&path, "{\"id\":\"a1\"}\n{\"id\":\n").unwrap();
    let output = score("records.jsonl", path.to_str().unwrap(), &[]);
    assert_eq!(output.status.code(), Some(1));
    let errors = lines(&output.stderr);
    assert!(errors[0].contains("gold.jsonl:2: EOF"), "{errors:?}");
}

/// The confidence of facts beside the share that is right; a fact that gives none, and one that is not scored, are left out.
#[test]
fn confidence_beside_what_is_right() {
    let fact = |code: &str, confidence: f64, status: &str| json!({"type": "membership", "status": status, "region": {"code": code, "name": ""}, "cohort_year": 2031, "confidence": confidence});
    let facts = [
        fact("33.10", 0.97, "done"),
        fact("33.71", 0.96, "done"),
        fact("33.18", 0.75, "done"),
        fact("33.19", 0.0, "done"),
        fact("33.20", 0.99, "planned"),
    ];
    let wanted = |name: &str| json!({"type": "membership", "region": name, "cohort_year": 2031});
    let gold =
        json!({"id": "a", "facts": [wanted("Kabupaten Klaten"), wanted("Kota Magelang"), wanted("Kabupaten Kudus")]});
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, value: Value| {
        let path = folder.path().join(name);
        std::fs::write(&path, format!("{value}\n")).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (records, gold) = (write("r.jsonl", json!({"id": "a", "facts": facts})), write("g.jsonl", gold));
    let output = score(&records, &gold, &["--json"]);
    let figures: Value = serde_json::from_slice(&output.stdout).unwrap();
    let bins = json!([
        {"from": 0.7, "to": 0.8, "n": 1, "confidence": 0.75, "right": 0.0},
        {"from": 0.95, "to": 1.0, "n": 2, "confidence": 0.965, "right": 1.0},
    ]);
    // (1 × .75 + 2 × .035) / 3
    let expected = json!({"n": 3, "confidence": 0.8933, "right": 0.6667, "ece": 0.2733, "bins": bins});
    assert_eq!(figures["confidence"], expected);
    let table = lines(&score(&records, &gold, &[]).stdout);
    let told: Vec<&String> = table.iter().filter(|line| line.starts_with("confidence")).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[2].ends_with("facts     3   mean 0.893   right 0.667   expected calibration error 0.273"), "{told:?}");
}
