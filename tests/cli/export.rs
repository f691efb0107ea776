//! `petik export`: records for tools that annotate.

use crate::cli::program::Folder;
use std::fs;

fn records(folder: &Folder) {
    folder.write("a.jsonl", "{\"id\":\"../x\",\"text\":\"\u{1F600} Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).\"}\n{\"id\":\"b\",\"text\":\"Kota Tegal\"}\n");
    folder.petik(&["extract", "--with-text", "--output", "r.jsonl", "a.jsonl"]).ends_with(0);
}

#[test]
fn each_format_has_its_files() {
    let folder = Folder::new();
    records(&folder);
    for (to, files) in [
        ("label-studio", &["label_config.xml", "tasks.json"][..]),
        (
            "brat",
            &[
                "000001----x.ann",
                "000001----x.txt",
                "000002-b.ann",
                "000002-b.txt",
                "annotation.conf",
                "articles.csv",
                "tools.conf",
                "visual.conf",
            ],
        ),
        ("conll", &["articles.conll"]),
        ("spacy", &["docs.jsonl"]),
    ] {
        let run = folder.petik(&["export", "r.jsonl", "--to", to, "--out", to]);
        run.ends_with(0);
        let mut names: Vec<String> = fs::read_dir(folder.path(to))
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names, files);
        let left = matches!(to, "conll" | "spacy");
        assert_eq!(run.stderr.contains("1 of them left out, since they overlap a longer one"), left, "{}", run.stderr);
        // A folder with something in it stays as it is.
        let again = folder.petik(&["export", "r.jsonl", "--to", to, "--out", to]);
        again.ends_with(2);
        assert!(again.stderr.contains("not empty"), "{}", again.stderr);
    }
    let tasks: serde_json::Value = serde_json::from_str(&folder.read("label-studio/tasks.json")).unwrap();
    assert_eq!(tasks.as_array().unwrap().len(), 2);
    assert_eq!(folder.read("spacy/docs.jsonl").lines().count(), 2);
    assert_eq!(folder.read("conll/articles.conll").matches("-DOCSTART-").count(), 2);
}

#[test]
fn records_that_cannot_be_exported_are_named() {
    let folder = Folder::new();
    records(&folder);
    let with_text = folder.read("r.jsonl");
    let line = with_text.lines().nth(1).unwrap();
    folder.petik(&["extract", "--output", "bare.jsonl", "a.jsonl"]).ends_with(0);
    let bare = folder.read("bare.jsonl");
    let bad = [
        bare.lines().next().unwrap(),
        &line.replace("Kota Tegal\",", "Kota Solok\","),
        &line.replace("\"end\":10", "\"end\":99"),
        "[1]",
        line,
    ];
    folder.write("bad.jsonl", bad.join("\n"));
    let run = folder.petik(&["export", "bad.jsonl", "--to", "spacy", "--out", "out"]);
    run.ends_with(1);
    for (number, word) in
        [(1, "without its text"), (2, "SHA-256 differs"), (3, "within the text"), (4, "no article record")]
    {
        assert!(
            run.stderr.lines().any(|told| told.contains(&format!("bad.jsonl:{number}: ")) && told.contains(word)),
            "{}",
            run.stderr
        );
    }
    assert_eq!(folder.read("out/docs.jsonl").lines().count(), 1);
    folder.petik(&["export", "nothing.jsonl", "--to", "conll", "--out", "new"]).ends_with(1);
}
