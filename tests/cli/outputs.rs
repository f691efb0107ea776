//! Where the output goes: the ending of its name decides the form, and it is never one of the files to read.

use crate::cli::program::{Folder, Run};
use std::fs::File;

const ARTICLE: &str = "Bupati Kendal meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).";

#[test]
fn the_ending_of_the_output_decides_its_form() {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE);
    folder.petik(&["extract", "a.txt", "-o", "f.csv"]).ends_with(0);
    assert_eq!(folder.read("f.csv"), folder.petik(&["extract", "--to", "csv", "a.txt"]).stdout);
    folder.petik(&["extract", "a.txt", "-o", "r.jsonl.gz"]).ends_with(0);
    assert!(std::fs::read(folder.path("r.jsonl.gz")).unwrap().starts_with(b"\x1F\x8B"));
    folder.petik(&["extract", "a.txt", "--to", "csv", "-o", "g.txt"]).ends_with(0);
    assert_eq!(folder.read("g.txt"), folder.read("f.csv"));
    for (output, more, words) in [
        ("f.csv", ["--to", "jsonl"], "contradicts the name f.csv"),
        ("r.jsonl.zst", ["--compress", "gzip"], "contradicts the name r.jsonl.zst"),
        ("f.xlsx", ["--threads", "1"], "petik writes JSON Lines (.jsonl), .csv and .parquet"),
        ("f.csv.xz", ["--threads", "1"], "petik packs with gzip (.gz) and zstd (.zst)"),
    ] {
        let run = folder.petik(&[&["extract", "a.txt", "-o", output], &more[..]].concat());
        assert!(run.ends_with(2).errors()[0].contains(words), "{output}: {run:?}");
    }
}

#[test]
fn an_output_that_is_read_is_refused() {
    let folder = Folder::new();
    let line = format!("{{\"text\":\"{ARTICLE}\"}}\n");
    folder.write("b/a.jsonl", &line).write("b/c/d.jsonl", &line);
    for paths in [&["b/a.jsonl"][..], &["b"], &["b/*.jsonl"], &["./b/../b/a.jsonl"]] {
        let run = folder.petik(&[&["extract", "-o", "b/a.jsonl"], paths].concat());
        assert!(run.ends_with(2).errors()[0].contains("is to be read and to be written"), "{run:?}");
    }
    // A new file in a folder that is read is no harm yet.
    folder.petik(&["extract", "-o", "b/new.jsonl", "b"]).ends_with(0);
    assert_eq!(folder.read("b/a.jsonl"), line);
    let inside = folder.petik(&["extract", "--run", "b/c/hasil", "b"]);
    assert!(inside.ends_with(2).errors()[0].contains("lies within b, which is read"), "{inside:?}");
}

#[cfg(unix)]
#[test]
fn standard_output_that_is_read_is_refused() {
    let folder = Folder::new();
    folder.write("b/a.txt", ARTICLE);
    let output = File::create(folder.path("b/z.jsonl")).unwrap();
    let run = Run::of(folder.command(&["extract", "b"]).stdout(output));
    assert!(run.ends_with(2).errors()[0].contains("b/z.jsonl is to be read and to be written"), "{run:?}");
}

#[test]
fn one_text_at_two_addresses_is_two_articles() {
    let folder = Folder::new();
    let line = |url: &str| format!("{{\"text\":\"{ARTICLE}\",\"url\":\"https://{url}.example/1\"}}\n");
    folder.write("a.jsonl", line("warta") + &line("kabar") + &line("warta"));
    let ids = folder.petik(&["extract", "a.jsonl"]).ends_with(0).ids();
    assert!(ids[0] != ids[1] && ids[0] == ids[2] && ids[0].len() == 16, "{ids:?}");
}

#[test]
fn a_long_run_wants_all_its_files() {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE).write("kosong/a.dat", "x");
    for (paths, words) in [
        (&["tiada.jsonl"][..], "tiada.jsonl: no such file or folder; nothing was begun"),
        (&["a.txt", "tiada"], "tiada: no such file or folder; nothing was begun"),
        (&["a.txt", "*.warc"], "no file fits this pattern; nothing was begun"),
        (&["kosong"], "nothing to read"),
    ] {
        let run = folder.petik(&[&["extract", "--run", "hasil"], paths].concat());
        assert!(run.ends_with(2).errors()[0].contains(words), "{run:?}");
        assert!(!folder.path("hasil").exists());
    }
    folder.petik(&["extract", "--run", "hasil", "a.txt"]).ends_with(0);
}
