//! Which articles are written: by day, by language, once each; and how that is told.

use crate::cli::program::Folder;
use serde_json::{Value, json};

const INDONESIAN: &str = "Pemerintah Kabupaten Batang akan menata alun-alun tahun ini. Pekerjaan itu dimulai setelah \
                          musim hujan berakhir dan diperkirakan selesai sebelum akhir tahun.";
const ENGLISH: &str = "The regency of Batang will rebuild its town square this year. Work begins after the rainy season \
                       and is expected to end before the year is over.";

fn line(id: &str, published: &str, text: &str) -> String {
    json!({"id": id, "published": published, "text": text}).to_string() + "\n"
}

#[test]
fn days_of_publication() {
    let folder = Folder::new();
    let undated = json!({"id": "undated", "text": INDONESIAN}).to_string();
    // A day that only the text tells counts too.
    let byline = json!({"id": "byline", "text": format!("Pemkab Batang Menata\nSelasa, 08 Mei 2018\n\n{INDONESIAN}")});
    let lines =
        ["2018-05-07", "2018-05-08", "2018-06-01T01:00:00+07:00", "2019-01-01"].map(|day| line(day, day, INDONESIAN));
    folder.write("a.jsonl", lines.concat() + &undated + "\n" + &byline.to_string());
    let run = folder.petik(&["extract", "--since", "2018-05-08", "--until", "2018-12-31", "a.jsonl"]);
    assert_eq!(run.ends_with(0).ids(), ["2018-05-08", "2018-06-01T01:00:00+07:00", "byline"]);
    assert!(run.stderr.contains("passed over: 2 outside of the period, 1 without a day of publication"), "{run:?}");
    let run = folder.petik(&["extract", "--since", "2018-05-08", "--published", "2018-05-09", "a.jsonl"]);
    assert_eq!(run.ends_with(0).ids()[3..], ["undated", "byline"]);
    folder.petik(&["extract", "--since", "8 Mei", "a.jsonl"]).ends_with(2);
}

#[test]
fn languages() {
    let folder = Folder::new();
    folder.write("a.txt", INDONESIAN).write("b.txt", ENGLISH).write("c.txt", "Pemkab Batang.");
    let run = folder.petik(&["extract", "--only-language", "id", "."]);
    assert_eq!(run.ends_with(0).ids(), ["a", "c"]);
    assert!(run.stderr.contains("passed over: 1 in another language"), "{run:?}");
    assert_eq!(folder.petik(&["extract", "--only-language", "eng", "."]).ends_with(0).ids(), ["b", "c"]);
    assert!(folder.petik(&["extract", "--only-language", "xx", "."]).ends_with(2).stderr.contains("ISO 639-3"));
}

#[test]
fn no_article_of_the_corpus_is_taken_for_another_language() {
    let folder = Folder::new();
    let articles = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/articles");
    let all = folder.petik(&["extract", articles]);
    let indonesian = folder.petik(&["extract", "--only-language", "id", articles]);
    assert!(all.ids().len() > 15 && all.stdout == indonesian.stdout, "{}", indonesian.stderr);
}

#[test]
fn repeats_are_written_once() {
    let folder = Folder::new();
    let other = format!("{INDONESIAN} Ya.");
    let lines: String =
        (0..3000).map(|n| line(&n.to_string(), "2018-05-08", if n % 5 == 3 { &other } else { INDONESIAN })).collect();
    folder.write("a.jsonl", lines);
    for threads in ["1", "3"] {
        let run = folder.petik(&["extract", "--dedupe", "--threads", threads, "a.jsonl"]);
        assert_eq!(run.ends_with(0).ids(), ["0", "3"]);
        assert!(run.stderr.contains("2 articles, 0 facts; passed over: 2998 repeats"), "{run:?}");
    }
    // A text that was passed over for its day is not what a later article repeats.
    folder.write("b.jsonl", line("old", "2017-01-01", INDONESIAN) + &line("new", "2018-01-01", INDONESIAN));
    assert_eq!(folder.petik(&["extract", "--dedupe", "--since", "2018-01-01", "b.jsonl"]).ends_with(0).ids(), ["new"]);
}

#[test]
fn an_article_may_be_so_large() {
    let folder = Folder::new();
    folder.write("a.txt", INDONESIAN).write("b.jsonl", line("b", "2018-05-08", INDONESIAN));
    folder.write("c.html", format!("<p>{INDONESIAN}")).write("d.csv", format!("text\n\"{INDONESIAN}\"\n"));
    assert_eq!(folder.petik(&["extract", "--max-article-bytes", "1KiB", "."]).ends_with(0).ids().len(), 4);
    let run = folder.petik(&["extract", "--max-article-bytes", "100", "."]);
    assert_eq!(run.ends_with(1).stdout, "");
    assert_eq!(run.errors().len(), 4, "{run:?}");
    assert!(run.errors().iter().all(|error| error.contains("100 bytes")), "{run:?}");
    folder.petik(&["extract", "--max-article-bytes", "many", "."]).ends_with(2);
}

#[test]
fn messages_for_programs() {
    let folder = Folder::new();
    folder.write("a.jsonl", line("a", "2018-05-08", INDONESIAN) + "{\n" + &line("b", "x", INDONESIAN));
    let run = folder.petik(&["extract", "--log", "json", "--dedupe", "a.jsonl", "missing.txt"]);
    let messages: Vec<Value> =
        run.ends_with(1).stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let levels: Vec<&str> = messages.iter().map(|message| message["level"].as_str().unwrap()).collect();
    assert_eq!(levels, ["error", "warning", "error", "info"], "{run:?}");
    assert_eq!((&messages[0]["path"], &messages[0]["line"]), (&json!("a.jsonl"), &json!(2)));
    assert_eq!(messages[3]["event"], "summary");
    let figures = ["articles", "facts", "failed"].map(|name| messages[3][name].as_u64());
    assert_eq!(figures, [Some(1), Some(0), Some(2)]);
    assert_eq!(messages[3]["passed_over"]["repeats"], 1);
    let refused = folder.petik(&["extract", "--log", "json", "--run", "out", "-"]);
    let message: Value = serde_json::from_str(&refused.ends_with(2).stderr).unwrap();
    assert!(message["message"].as_str().unwrap().contains("standard input"), "{refused:?}");
}

#[test]
fn shares_are_all_articles_together() {
    let folder = Folder::new();
    let lines: String = (0..23).map(|n| format!("{{\"id\":\"j{n}\",\"text\":\"Pemkab Kendal {n}.\"}}\n")).collect();
    folder.write("b/a.jsonl", lines);
    for n in 0..9 {
        folder.write(&format!("b/t{n}.txt"), "Pemkab Kendal.");
    }
    let mut together = Vec::new();
    for shard in ["1/4", "2/4", "3/4", "4/4"] {
        let ids = folder.petik(&["extract", "--shard", shard, "b"]).ends_with(0).ids();
        assert!((7..=9).contains(&ids.len()), "{shard}: {ids:?}");
        together.extend(ids);
    }
    together.sort();
    let mut all = folder.petik(&["extract", "b"]).ids();
    all.sort();
    assert_eq!(together, all);
    for wrong in ["0/4", "5/4", "4", "1/0"] {
        assert!(
            folder.petik(&["extract", "--shard", wrong, "b"]).ends_with(2).stderr.contains("not a share"),
            "{wrong}"
        );
    }
    // A run knows its share.
    folder.petik(&["extract", "--shard", "2/4", "--run", "hasil", "b"]).ends_with(0);
    assert_eq!(folder.read("hasil/records.jsonl"), folder.petik(&["extract", "--shard", "2/4", "b"]).stdout);
    assert!(folder.petik(&["extract", "--run", "hasil", "b"]).ends_with(2).stderr.contains("--shard 2/4"));
}

#[test]
fn only_what_is_asked_for() {
    const SIGNING: &str = "Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).";
    const NAMED: &str = "Pemkab Batang menyiapkan Gerakan Menuju 100 Smart City.";
    let folder = Folder::new();
    let lines = [("sign", SIGNING), ("name", NAMED), ("none", INDONESIAN), ("again", SIGNING)];
    folder.write("a.jsonl", lines.map(|(id, text)| line(id, "2018-05-09", text)).concat() + "{\n");
    let all = folder.petik(&["extract", "a.jsonl"]);
    let records: Vec<&str> = all.ends_with(1).stdout.lines().collect();
    for threads in ["1", "3"] {
        let run = folder.petik(&["extract", "--only", "facts", "--threads", threads, "a.jsonl"]);
        // What is written is what would be without it, and broken lines are told as ever.
        assert_eq!(run.ends_with(1).stdout.lines().collect::<Vec<_>>(), [records[0], records[3]]);
        assert!(run.stderr.contains("passed over: 2 that hold nothing of what is asked for"), "{run:?}");
        assert!(run.stderr.contains("a.jsonl:5"), "{run:?}");
    }
    let run = folder.petik(&["extract", "--only", "programme", "--dedupe", "a.jsonl"]);
    assert_eq!(run.ends_with(1).ids(), ["sign", "name"]);
    assert_eq!(folder.petik(&["extract", "--only", "all", "a.jsonl"]).ends_with(1).stdout, all.stdout);
    assert!(
        folder.petik(&["extract", "--only", "fact", "a.jsonl"]).ends_with(2).stderr.contains("all, programme, facts")
    );
    // Rows of facts are found so unasked, and all articles count as read.
    let rows = folder.petik(&["extract", "--facts", "--dedupe", "a.jsonl"]);
    assert!(
        rows.ends_with(1).stdout.lines().all(|row| row.contains("\"sign\"")) && !rows.stdout.is_empty(),
        "{rows:?}"
    );
    assert!(rows.stderr.contains("3 articles") && rows.stderr.contains("passed over: 1 repeat"), "{rows:?}");
    // A day that only the text tells is asked for.
    let byline = json!({"id": "byline", "text": format!("Pemkab Batang Menata\nSelasa, 08 Mei 2018\n\n{SIGNING}")});
    folder.write("b.jsonl", byline.to_string());
    assert_eq!(
        folder.petik(&["extract", "--only", "facts", "--since", "2018-05-08", "b.jsonl"]).ends_with(0).ids(),
        ["byline"]
    );
    folder.petik(&["extract", "--run", "out", "--only", "facts", "a.jsonl"]).ends_with(1);
    let run: Value = serde_json::from_str(&folder.read("out/run.json")).unwrap();
    assert_eq!(run["done"]["passed_over"]["not_asked"], 2, "{run}");
    // And whoever wonders is told why.
    folder.write("none.txt", INDONESIAN);
    assert!(folder.petik(&["explain", "none.txt"]).ends_with(0).stdout.contains("passed over by --only facts"));
    folder.write("sign.txt", SIGNING);
    assert!(!folder.petik(&["explain", "--short", "sign.txt"]).ends_with(0).stdout.contains("passed over"));
}
