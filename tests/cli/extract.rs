//! What `petik extract` reads, in which order, and where it writes.

use crate::cli::program::{Folder, Run};
use petik::record::FLAT_COLUMNS;
use serde_json::json;
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

const ARTICLE: &str = "Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).";

#[test]
fn records_come_in_the_order_of_the_input() {
    let folder = Folder::new();
    folder
        .write("z.txt", "satu")
        .write("b/b.txt", "dua")
        .write("b/a/x.ndjson", "{\"text\":\"tiga\",\"id\":\"x1\"}\n\n{\"text\":\"empat\",\"id\":\"x3\"}\n")
        .write("b/c.JSONL", "{\"text\":\"lima\",\"id\":\"c1\"}")
        .write("b/d.md", "enam")
        .write("b/.e.txt", "tujuh");
    let run = folder.petik(&["extract", "z.txt", "b"]);
    assert_eq!(run.ends_with(0).ids(), ["z", "x1", "x3", "b", "c1"]);
    let places: Vec<String> = run
        .records()
        .iter()
        .map(|r| format!("{} {}", r["source"]["path"].as_str().unwrap(), r["source"]["line"]))
        .collect();
    assert_eq!(places, ["z.txt null", "b/a/x.ndjson 1", "b/a/x.ndjson 3", "b/b.txt null", "b/c.JSONL 1"]);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = Folder::new();
    let line = |n: usize| format!("{{\"id\":\"{n}\",\"text\":\"{}\"}}\n", format!("{ARTICLE} ").repeat(1 + n % 7));
    folder.write("a.jsonl", (0..2000).map(line).collect::<String>());
    let one = folder.petik(&["extract", "--threads", "1", "a.jsonl"]);
    assert_eq!(one.ends_with(0).ids(), (0..2000).map(|n| n.to_string()).collect::<Vec<_>>());
    for threads in ["0", "2", "5"] {
        assert!(folder.petik(&["extract", "--threads", threads, "a.jsonl"]).stdout == one.stdout, "{threads} threads");
    }
}

#[test]
fn parts_of_an_article() {
    let folder = Folder::new();
    let line = r#"{"body":"satu","link":"https://x.id/1","title":"Judul","published":"2022-04-21T23:10:00+07:00","outlet":"X"}"#;
    folder.write("a.jsonl", line);
    let run =
        folder.petik(&["extract", "--field", "text=body", "--field", "url=link", "--field", "id=link", "a.jsonl"]);
    let record = &run.ends_with(0).records()[0];
    assert_eq!(record["id"], "https://x.id/1");
    assert_eq!(record["source"]["url"], "https://x.id/1");
    assert_eq!(record["source"]["outlet"], "X");
    assert_eq!(record["title"], "Judul");
    assert_eq!(record["published"]["value"], "2022-04-21");
    assert_eq!(record.get("text"), None);
}

#[test]
fn published_as_indonesian_sources_write_it() {
    let folder = Folder::new();
    let written = [
        json!("Kamis, 21 April 2022"),
        json!("21/04/2022 10:15 WIB"),
        json!("21 Apr 2022"),
        json!("2022-04-21T03:15:00.000Z"),
        json!(1_650_510_900),
        json!(1_650_510_900_000_u64),
    ];
    let lines = written.map(|published| json!({"text": "satu", "published": published}).to_string());
    folder.write("a.jsonl", lines.join("\n"));
    folder.write("b.csv", "text,published\nsatu,21/04/2022\ndua,1650510900\n");
    let run = folder.petik(&["extract", "a.jsonl", "b.csv"]);
    assert!(run.ends_with(0).records().iter().all(|record| record["published"]["value"] == "2022-04-21"));
    assert_eq!(run.records().len(), 8);
    // What can be two days is none, and the reader is told which two.
    folder.write("c.csv", "text,published\nsatu,04/05/2022\ndua,2022-04-21T15:30:00Z\ntiga,Rabu 04/05/2022\n");
    let run = folder.petik(&["extract", "c.csv"]);
    let days: Vec<_> = run.ends_with(0).records().iter().map(|record| record["published"]["value"].clone()).collect();
    assert_eq!(days, [json!(null), json!(null), json!("2022-05-04")]);
    let told: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("warning: ")).collect();
    assert!(told[0].contains("2022-05-04 and 2022-04-05") && told[1].contains("2022-04-21 at UTC+7"), "{told:?}");
}

#[test]
fn published_is_for_articles_that_have_none() {
    let folder = Folder::new();
    folder.write("a.jsonl", "{\"text\":\"satu\",\"published\":\"2020-01-02\"}\n{\"text\":\"dua\"}\n");
    let run = folder.petik(&["extract", "--published", "2022-04-21", "a.jsonl"]);
    let text = |record: &serde_json::Value, key: &str| record["published"][key].as_str().unwrap().to_owned();
    let days: Vec<_> = run.records().iter().map(|r| format!("{} by {}", text(r, "value"), text(r, "by"))).collect();
    assert_eq!(days, ["2020-01-02 by source", "2022-04-21 by option"]);
}

#[test]
fn standard_input_shows_its_format() {
    let folder = Folder::new();
    let lines =
        folder.petik_reading(" {\"text\":\"satu\",\"id\":\"1\"}\n{\"text\":\"dua\",\"id\":\"2\"}\n", &["extract", "-"]);
    assert_eq!(lines.ends_with(0).ids(), ["1", "2"]);
    let text = folder.petik_reading("Pemkab Batang.\n{ }\n", &["extract", "--with-text", "-"]);
    let record = &text.ends_with(0).records()[0];
    assert_eq!(record["text"], "Pemkab Batang.\n{ }\n");
    assert_eq!(record["source"]["path"], "-");
    assert!(!record["id"].as_str().unwrap().is_empty());
}

#[test]
fn a_file_without_a_known_ending_shows_its_format() {
    let folder = Folder::new();
    folder.write("a.log", "{\"text\":\"satu\",\"id\":\"1\"}\n").write("b", "\u{FEFF}Pemkab Batang.");
    let run = folder.petik(&["extract", "--with-text", "a.log", "b"]);
    assert_eq!(run.ends_with(0).ids(), ["1", "b"]);
    assert_eq!(run.records()[1]["text"], "Pemkab Batang.");
}

#[test]
fn facts_are_rows() {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE);
    let records = folder.petik(&["extract", "a.txt"]);
    let rows = folder.petik(&["extract", "--facts", "a.txt"]);
    let facts = records.ends_with(0).records()[0]["facts"].as_array().unwrap().len();
    assert_eq!(rows.ends_with(0).records().len(), facts);
    for row in rows.records() {
        assert_eq!(row.as_object().unwrap().len(), FLAT_COLUMNS.len());
        assert_eq!(row["article_id"], "a");
    }
}

#[test]
fn csv_is_facts_with_a_header() {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE).write("b.txt", "tiada fakta");
    let csv = folder.petik(&["extract", "--to", "csv", "a.txt", "b.txt"]);
    assert_eq!(csv.ends_with(0).stdout.lines().next(), Some(FLAT_COLUMNS.join(",").as_str()));
    let mut table = csv::Reader::from_reader(csv.stdout.as_bytes());
    let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().unwrap();
    let json = folder.petik(&["extract", "--facts", "a.txt", "b.txt"]).records();
    assert_eq!(rows.len(), json.len());
    for (row, json) in rows.iter().zip(&json) {
        for (cell, column) in row.iter().zip(FLAT_COLUMNS) {
            let expected = match &json[column] {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(words) => words.clone(),
                number => number.to_string(),
            };
            assert_eq!(cell.trim_start_matches('\''), expected.trim_start_matches('\''), "{column}");
        }
    }
    assert_eq!(folder.petik(&["extract", "--facts", "--to", "csv", "a.txt", "b.txt"]).stdout, csv.stdout);
}

#[test]
fn output_appears_when_it_is_whole() {
    let folder = Folder::new();
    folder.write("in/a.txt", ARTICLE).write("out/records.jsonl", "old");
    let shown = folder.petik(&["extract", "in"]);
    let run = folder.petik(&["extract", "in", "--output", "out/records.jsonl"]);
    assert_eq!(run.ends_with(0).stdout, "");
    assert_eq!(folder.read("out/records.jsonl"), shown.stdout);
    assert_eq!(std::fs::read_dir(folder.path("out")).unwrap().count(), 1, "the temporary file is gone");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.path("out/records.jsonl")).unwrap().permissions().mode();
        assert_eq!(mode & 0o600, 0o600);
        assert_eq!(mode & 0o111, 0);
    }
    folder.petik(&["extract", "in", "--output", "-"]).ends_with(0);
    assert_eq!(folder.names(), ["in", "out"]);
}

#[test]
fn output_is_written_beside_failures() {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE);
    folder.petik(&["extract", "a.txt", "tiada", "--output", "o.jsonl"]).ends_with(1);
    assert_eq!(folder.read("o.jsonl").lines().count(), 1);
}

#[test]
fn the_summary_counts() {
    let folder = Folder::new();
    folder.write("a.jsonl", "{\"text\":\"satu\"}\n{\"text\":\"dua\"}\n{}\n");
    let run = folder.petik(&["extract", "a.jsonl"]);
    assert_eq!(run.ends_with(1).stderr.lines().last(), Some("2 articles, 0 facts, 1 failed"));
    let quiet = folder.petik(&["extract", "--quiet", "a.jsonl"]);
    assert_eq!(quiet.ends_with(1).stderr.lines().count(), 1);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = Folder::new();
    folder.write("a.jsonl", "{\"text\":\"Pemkab Batang.\"}\n".repeat(20_000));
    let mut child =
        folder.command(&["extract", "a.jsonl"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""));
    assert!(first.starts_with('{'));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE);
    let run = folder.petik(&["extract", "a.txt", "--output", "/dev/full"]);
    run.ends_with(1);
    assert!(run.errors().len() == 1 && run.errors()[0].contains("make room"), "{run:#?}");
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let run = Run::of(folder.command(&["extract", "a.txt"]).stdout(full));
    assert_eq!(run.ends_with(1).errors().len(), 1);
}

#[test]
fn articles_of_a_json_array_and_of_tables() {
    let folder = Folder::new();
    folder
        .write("a.json", "[\n {\"id\": 1,\n  \"text\": \"satu\"},\n {\"id\": 2, \"text\": \"dua\"}\n]\n")
        .write("b.csv", "no;isi\n3;\"tiga\n; tiga\"\n4;empat\n")
        .write("c.tsv", "isi\tno\nlima\t5\n");
    let run = folder.petik(&["extract", "a.json"]);
    assert_eq!(run.ends_with(0).ids(), ["1", "2"]);
    let run = folder.petik(&["extract", "--field", "text=isi", "--field", "id=no", "--with-text", "b.csv", "c.tsv"]);
    assert_eq!(run.ends_with(0).ids(), ["3", "4", "5"]);
    assert_eq!(run.records()[0]["text"], "tiga\n; tiga");
    assert_eq!(run.records()[1]["source"]["line"], 4);
}

#[test]
fn patterns_choose_files() {
    let folder = Folder::new();
    folder.write("b/1.txt", "satu").write("b/2.txt", "dua").write("b/c/3.log", "tiga").write("b/x.gold.json", "{}");
    assert_eq!(folder.petik(&["extract", "b/*.txt"]).ends_with(0).ids(), ["1", "2"]);
    assert_eq!(folder.petik(&["extract", "--exclude", "2.*", "b"]).ends_with(0).ids(), ["1"]);
    assert_eq!(folder.petik(&["extract", "--include", "*.log", "b"]).ends_with(0).ids(), ["3"]);
    let nothing = folder.petik(&["extract", "b/*.pdf"]);
    assert!(nothing.ends_with(1).errors()[0].contains("no file fits this pattern"), "{nothing:?}");
    assert!(folder.petik(&["extract", "--include", "[", "b"]).ends_with(2).stderr.contains("is no pattern"));
}

#[test]
fn a_format_that_is_asked_for_wins() {
    let folder = Folder::new();
    folder.write("a.data", "text,id\nsatu,x\n").write("b.jsonl", "tiga");
    assert_eq!(folder.petik(&["extract", "--format", "csv", "a.data"]).ends_with(0).ids(), ["x"]);
    assert_eq!(folder.petik(&["extract", "--format", "text", "b.jsonl"]).ends_with(0).ids(), ["b"]);
    assert_eq!(
        folder.petik_reading("text,id\nsatu,y\n", &["extract", "--format", "csv", "-"]).ends_with(0).ids(),
        ["y"]
    );
}

/// Every kabupaten and kota in one sentence: the record of all of it would be sixty times its text. A light record loses only what it
/// quotes again.
#[test]
fn a_record_that_would_be_too_long_says_what_it_leaves_out() {
    let regions = include_str!("../../gazetteers/regions/regions.csv");
    let names = regions.lines().skip(1).filter_map(|row| row.split(',').nth(4));
    let members: Vec<&str> = names.filter(|name| name.starts_with("Kabupaten ") || name.starts_with("Kota ")).collect();
    assert!(members.len() > 500);
    let sentence =
        |number: usize| format!("Peserta Gerakan Menuju 100 Smart City {number} adalah {}. ", members.join(", "));
    let folder = Folder::new();
    folder.write("one.txt", sentence(2018));
    let run = folder.petik(&["extract", "one.txt"]);
    let light = run.ends_with(0).records().remove(0);
    assert_eq!(light["facts"].as_array().unwrap().len(), members.len());
    assert!(
        light["left_out"]["quotes"].as_u64() > Some(400) && !run.stderr.contains("warning"),
        "{}",
        light["left_out"]
    );
    assert!(run.stdout.len() <= 512 << 10, "{} bytes", run.stdout.len());
    let text = (2010..2022).map(sentence).collect::<String>();
    folder.write("a.txt", &text);
    let run = folder.petik(&["extract", "--output", "r.jsonl", "a.txt"]);
    assert!(run.ends_with(0).stderr.contains("warning: a.txt: the record is bounded"), "{run:?}");
    let line = folder.read("r.jsonl");
    assert!(line.len() <= 8 * text.len() + (64 << 10), "{} bytes", line.len());
    let record: serde_json::Value = serde_json::from_str(&line).unwrap();
    let facts = record["facts"].as_array().unwrap().len();
    assert!(facts > 200 && record["left_out"]["facts"].as_u64() > Some(0), "{facts} {}", record["left_out"]);
    // The other commands take it as it is, and the other forms say the same.
    folder.petik(&["verify", "r.jsonl"]).ends_with(0);
    folder.write("list.csv", "daerah\nKabupaten Batang\nKota Bogor\n");
    let of_list = ["--list", "list.csv", "--programme", "gerakan-menuju-smart-city", "--year", "2018"];
    folder.petik(&[&["reconcile", "r.jsonl", "--out", "held"], &of_list[..]].concat()).ends_with(0);
    let run = folder.petik(&["extract", "--to", "csv", "a.txt"]);
    assert!(run.ends_with(0).stderr.contains("left out: "), "{run:?}");
    assert_eq!(run.stdout.lines().count(), facts + 1);
    let run = folder.petik(&["explain", "--short", "a.txt"]);
    assert!(run.ends_with(0).stdout.contains("left out, as the record is bounded"), "{run:?}");
    assert!(!folder.petik(&["extract", "--quiet", "a.txt"]).stderr.contains("warning"));
}
