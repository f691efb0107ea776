//! Records held against their sources.

use crate::cli::program::Folder;
use serde_json::json;

const ARTICLE: &str = "Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).";

#[test]
fn records_of_every_kind_of_source_stand() {
    let folder = Folder::new();
    let line = |id: &str| json!({"id": id, "isi": format!("{id} – {ARTICLE}")}).to_string() + "\n";
    folder.write("a.jsonl", line("1") + "{\n" + &line("2") + &line("3")).write("b.txt", ARTICLE);
    folder.write("c.html", format!("<title>Teken</title><h1>Teken</h1><p>{ARTICLE}</p>"));
    let archive = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/warc/each.warc.gz");
    folder.petik(&["extract", "--field", "text=isi", "--output", "r.jsonl", "a.jsonl", "b.txt", "c.html", archive]);
    let run = folder.petik(&["verify", "--field", "text=isi", "--sources", ".", "--sources", archive, "r.jsonl"]);
    assert!(run.ends_with(0).stderr.contains("all stand in their sources"), "{run:?}");
    assert!(folder.read("r.jsonl").lines().count() > 5);
    // Chosen, and in another order.
    let lines = folder.read("r.jsonl");
    folder.write("s.jsonl", lines.lines().rev().step_by(2).collect::<Vec<_>>().join("\n"));
    folder.petik(&["verify", "--field", "text=isi", "s.jsonl", "--sources", ".", "--sources", archive]).ends_with(0);
    // The archive lies elsewhere, and was not named.
    let run = folder.petik(&["verify", "--field", "text=isi", "r.jsonl"]);
    assert!(run.ends_with(1).errors()[0].contains("does not lie where sources may lie"), "{run:?}");
}

#[test]
fn what_does_not_hold_is_named() {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE).write("b.txt", ARTICLE).write("c.txt", ARTICLE).write("d.txt", ARTICLE);
    folder.petik(&["extract", "--output", "r.jsonl", "a.txt", "b.txt", "c.txt", "d.txt"]).ends_with(0);
    folder.write("b.txt", ARTICLE.replace("Batang", "Kendal"));
    std::fs::remove_file(folder.path("c.txt")).unwrap();
    let records = folder.read("r.jsonl");
    let tampered = records.lines().last().unwrap().replace("\"text\":\"Batang\"", "\"text\":\"Kendal\"");
    folder.write("r.jsonl", records.clone() + &tampered + "\n{}\n");
    let run = folder.petik(&["verify", "r.jsonl"]);
    let errors = run.ends_with(1).errors();
    for (error, words) in errors.iter().zip([
        "r.jsonl:2: the text is another one",
        "r.jsonl:3: c.txt: no such file",
        "r.jsonl:5: \"Kendal\" does not stand at 7-13",
        "r.jsonl:6: no article record",
    ]) {
        assert!(error.starts_with(words), "{error} {words}");
    }
    assert_eq!(errors.len(), 4, "{run:?}");
    assert!(run.stderr.contains("6 records, 4 failed"), "{run:?}");
}

#[test]
fn records_from_standard_input_hold_their_text() {
    let folder = Folder::new();
    let with_text = folder.petik_reading(ARTICLE, &["extract", "--with-text", "-"]);
    let without = folder.petik_reading(ARTICLE, &["extract", "-"]);
    assert!(folder.petik_reading(&with_text.stdout, &["verify", "-"]).ends_with(0).stderr.contains("1 record,"));
    assert!(folder.petik_reading(&without.stdout, &["verify", "-"]).ends_with(1).errors()[0].contains("--with-text"));
}

#[cfg(unix)]
#[test]
fn a_record_opens_nothing_but_sources() {
    let folder = Folder::new();
    folder.write("b/a.txt", ARTICLE).write("c/d.txt", ARTICLE);
    folder.petik(&["extract", "--output", "r.jsonl", "b/a.txt"]).ends_with(0);
    std::process::Command::new("mkfifo").arg(folder.path("b/pipa")).status().unwrap();
    std::os::unix::fs::symlink("../c/d.txt", folder.path("b/keluar.txt")).unwrap();
    let record = folder.read("r.jsonl");
    let naming = |path: &str| record.replace("\"path\":\"b/a.txt\"", &format!("\"path\":\"{path}\""));
    for (path, words) in [
        ("b/*.txt", "no such file"),
        ("/**/*", "no such file"),
        ("b/pipa", "a folder, a pipe or a device"),
        ("b", "a folder, a pipe or a device"),
        ("/dev/zero", "does not lie where sources may lie"),
        ("c/d.txt", "does not lie where sources may lie"),
        ("b/../c/d.txt", "does not lie where sources may lie"),
        ("b/keluar.txt", "does not lie where sources may lie"),
    ] {
        folder.write("s.jsonl", naming(path));
        let run = folder.petik(&["verify", "--sources", "b", "s.jsonl"]);
        assert!(run.ends_with(1).errors()[0].contains(words), "{path}: {run:?}");
    }
    folder.petik(&["verify", "--sources", "b", "r.jsonl"]).ends_with(0);
    folder.petik(&["verify", "--sources", "b/a.txt", "r.jsonl"]).ends_with(0);
}
