//! `--mentions`: one row a mention, by the roads that rows of facts take.

use crate::cli::program::Folder;
use petik::record::FLAT_MENTION_COLUMNS;
use petik::record::cell::bare;
use serde_json::{Value, json};

/// A headline and a body with a mention of every type, a name that stays open and a day that a spreadsheet might run.
const ARTICLE: &str = "Pemkab Batang Teken MoU

Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City bersama Kementerian Kominfo, Selasa (08/05/2018). Sekitar \
    50 kabupaten/kota terpilih tahun 2022, termasuk Bandung. Surat Nomor B-349/DJAI/AI.01.02/06/2022 tanggal 3 Juni 2022.";

fn folder() -> Folder {
    let folder = Folder::new();
    let line = json!({"id": "=1", "url": "https://a.example/1", "published": "2018-05-09", "text": ARTICLE});
    folder.write("a.jsonl", format!("{line}\n{}\n", json!({"id": "2", "text": "tiada sebutan"})));
    folder
}

const MENTIONS: [&str; 4] = ["extract", "--quiet", "--mentions", "a.jsonl"];

#[test]
fn mentions_are_rows() {
    let folder = folder();
    let record = folder.petik(&["extract", "--quiet", "a.jsonl"]).records()[0].clone();
    let rows = folder.petik(&MENTIONS).ends_with(0).records();
    let mentions = record["mentions"].as_array().unwrap();
    assert_eq!(rows.len(), mentions.len());
    for (row, mention) in rows.iter().zip(mentions) {
        for (column, field) in
            [("id", "id"), ("type", "type"), ("quote", "text"), ("start", "start"), ("end", "end"), ("by", "by")]
        {
            assert_eq!(row[column], mention[field], "{column}");
        }
        assert_eq!((&row["article_id"], &row["published"]), (&json!("=1"), &json!("2018-05-09")));
        assert_eq!(&row["zone"], mention.get("zone").unwrap_or(&json!("body")));
        assert!(ARTICLE.contains(row["quote"].as_str().unwrap()));
    }
    let row = |quote: &str| rows.iter().find(|row| row["quote"] == quote).unwrap_or_else(|| panic!("{quote}"));
    let said = |row: &Value, columns: &[&str]| columns.iter().map(|name| row[*name].clone()).collect::<Vec<_>>();
    let place = ["type", "value", "region_code", "region_name", "zone"];
    let batang = json!(["region", "33.25", "33.25", "Kabupaten Batang", "headline"]);
    assert_eq!(json!(said(row("Pemkab Batang"), &place)), batang);
    let official = said(row("Bupati Batang Wihaji"), &["type", "value", "name", "office", "region_code"]);
    assert_eq!(json!(official), json!(["official", "wihaji", "Wihaji", "Bupati", "33.25"]));
    let count = said(row("Sekitar 50 kabupaten/kota"), &["type", "value", "approx", "unit", "role", "year", "others"]);
    assert_eq!(json!(count), json!(["count", "50", "about", "kabupaten/kota", "selected", 2022, false]));
    let date = said(row("Selasa (08/05/2018)"), &["type", "value", "granularity", "ambiguous", "candidates"]);
    assert_eq!(json!(date), json!(["date", "2018-05-08", "day", false, ""]));
    let open = said(row("Bandung"), &["value", "region_code", "ambiguous", "candidates"]);
    let readings = "32.04 Kabupaten Bandung (0.5); 32.73 Kota Bandung (0.5)";
    assert_eq!(json!(open), json!([null, null, true, readings]));
    let letter = said(row("B-349/DJAI/AI.01.02/06/2022 tanggal 3 Juni 2022"), &["type", "value", "date"]);
    assert_eq!(json!(letter), json!(["document", "B-349/DJAI/AI.01.02/06/2022", "2022-06-03"]));
}

#[test]
fn csv_has_the_same_rows() {
    let folder = folder();
    let rows = folder.petik(&MENTIONS).records();
    folder.petik(&["extract", "--quiet", "--mentions", "--output", "m.csv", "a.jsonl"]).ends_with(0);
    let written = folder.read("m.csv");
    assert_eq!(written.lines().next(), Some(FLAT_MENTION_COLUMNS.join(",").as_str()));
    assert!(written.lines().nth(1).unwrap().starts_with("'=1,"), "a formula is defused");
    let cells: Vec<csv::StringRecord> =
        csv::Reader::from_reader(written.as_bytes()).records().collect::<Result<_, _>>().unwrap();
    assert_eq!(cells.len(), rows.len());
    for (cells, row) in cells.iter().zip(&rows) {
        for (cell, column) in cells.iter().zip(FLAT_MENTION_COLUMNS) {
            let expected = match &row[column] {
                Value::Null => String::new(),
                Value::String(words) => words.clone(),
                other => other.to_string(),
            };
            assert_eq!(bare(cell), expected, "{column}");
        }
    }
}

#[test]
fn a_run_names_its_file_after_them() {
    let folder = folder();
    let rows = folder.petik(&MENTIONS).stdout;
    folder.petik(&["extract", "--mentions", "--run", "out", "a.jsonl"]).ends_with(0);
    assert_eq!(folder.read("out/mentions.jsonl"), rows);
    let facts = folder.petik(&["extract", "--facts", "--run", "out", "a.jsonl"]);
    assert!(facts.ends_with(2).stderr.contains("begun with the options"), "{facts:?}");
    assert!(folder.petik(&["extract", "--mentions", "--facts", "a.jsonl"]).ends_with(2).stderr.contains("--facts"));
    let text = folder.petik(&["extract", "--mentions", "--with-text", "a.jsonl"]);
    assert!(text.ends_with(2).stderr.contains("--with-text"), "{text:?}");
}

#[test]
fn mentions_are_neither_facts_nor_articles() {
    let folder = folder();
    folder.write("list.csv", "nama,kode,tahun,program\nBatang,33.25,2018,gerakan-menuju-smart-city\n");
    for name in ["m.jsonl", "m.csv"] {
        folder.petik(&["extract", "--quiet", "--mentions", "--output", name, "a.jsonl"]).ends_with(0);
        let run = folder.petik(&["reconcile", name, "--list", "list.csv", "--out", "out"]);
        let errors = run.ends_with(1).errors();
        assert!(
            errors[0].contains(&format!("{name}:1: a row of mentions")) && errors[0].contains("--facts"),
            "{run:?}"
        );
        assert!(errors.iter().any(|error| error.contains("no record was read")), "{run:?}");
        assert!(folder.petik(&["extract", name]).ends_with(1).stdout.is_empty());
    }
    assert_eq!(folder.names(), ["a.jsonl", "list.csv", "m.csv", "m.jsonl"], "no answer was made");
}
