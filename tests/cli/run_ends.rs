//! The last moments of a long run: its files get their names one after the other, and a stop between any two of these steps
//! leaves a folder that the same command brings to its end.

use crate::cli::program::Folder;
use crate::cli::runs::files;
use serde_json::Value;
use std::fs;

const RUN: [&str; 4] = ["extract", "--run", "out", "a.jsonl"];
const NAMES: [&str; 3] = ["records.jsonl", "failures.jsonl", "pieces.jsonl"];

#[test]
fn a_stop_while_the_files_get_their_names() {
    let folder = Folder::new();
    folder
        .write("a.jsonl", "{\"text\":\"Pemkab Batang meneken MoU.\"}\n{}\n{\"text\":\"Pemkot Bogor meneken MoU.\"}\n");
    folder.petik(&RUN).ends_with(1);
    let whole = NAMES.map(|name| folder.read(&format!("out/{name}")));
    assert_eq!(whole.each_ref().map(|file| file.lines().count()), [2, 1, 3]);
    // A mark of the journal behind the first record, as `run.json` was before the end.
    let [first, _, pieces] = whole.each_ref().map(|file| file.find('\n').unwrap() + 1);
    let passed = "{\"other_language\":0,\"outside_period\":0,\"undated\":0,\"repeats\":0,\"no_page\":0}";
    let done = format!("{{\"articles\":1,\"facts\":0,\"failed\":0,\"passed_over\":{passed}}}");
    let mark = format!(
        "{{\"place\":{{\"files\":1,\"given\":1}},\"output\":{first},\"failures\":0,\"pieces\":{pieces},\"done\":{done}}}\n"
    );
    let mut about: Value = serde_json::from_str(&folder.read("out/run.json")).unwrap();
    about["done"] = Value::Null;
    // Of the files, so many had their names when the run was killed.
    for named in 0..=NAMES.len() {
        folder.write("out/journal.jsonl", &mark).write("out/run.json", about.to_string());
        for name in &NAMES[named..] {
            let name = folder.path(&format!("out/{name}"));
            fs::rename(&name, name.with_extension("jsonl.part")).unwrap();
        }
        folder.petik(&RUN).ends_with(1);
        assert!(NAMES.map(|name| folder.read(&format!("out/{name}"))) == whole, "{named} files had their names");
    }
    // At its end, but the journal is still there.
    folder.write("out/journal.jsonl", &mark);
    folder.petik(&RUN).ends_with(1);
    let mut names: Vec<_> = fs::read_dir(folder.path("out")).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, files("records.jsonl"));
}
