//! `--retry`: what failed is read again and nothing else, and the end is that of a run which found the files as they are now.

use crate::cli::program::Folder;
use crate::cli::runs::{self, files, left};
use std::fs;
use std::io::Write;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

const ARTICLE: &str = "Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).";
const RUN: [&str; 5] = ["extract", "--quiet", "--run", "out", "a"];

/// Three files with failures among others without.
fn folder() -> Folder {
    let folder = Folder::new();
    let line = |n: usize| format!("{{\"id\":\"{n}\",\"text\":\"{ARTICLE} {n}\"}}\n");
    let lines = |range: std::ops::Range<usize>| range.map(line).collect::<String>();
    folder
        .write("a/1.txt", "Pemkab Pati.")
        .write("a/2.jsonl", format!("{}{{\"text\":7}}\n{}", lines(0..3), lines(3..5)))
        .write("a/3.jsonl", lines(5..9))
        .write("a/4.txt", "")
        .write("a/5.jsonl", format!("{{}}\n{}", lines(9..12)))
        .write("a/6.txt", "Pemkot Solok.");
    folder
}

/// Mends two of the files; one of them has a line more now.
fn mend(folder: &Folder) {
    let mended = folder.read("a/2.jsonl").replace(
        "{\"text\":7}",
        "{\"id\":\"new\",\"text\":\"Pemkab Kudus.\"}\n{\"id\":\"more\",\"text\":\"Pemkab Jepara.\"}",
    );
    folder.write("a/2.jsonl", mended).write("a/4.txt", ARTICLE);
}

/// The run in `out` is as one that begins now.
#[track_caller]
fn as_if_begun_now(folder: &Folder, options: &[&str], output: &str) {
    let fresh = ["extract", "--quiet", "--run", "fresh", "--fresh", "a"];
    assert!(matches!(folder.petik(&[&fresh[..], options].concat()).code, Some(0 | 1)));
    for name in [output, "failures.jsonl", "inputs.jsonl", "pieces.jsonl"] {
        let read = |run: &str| fs::read(folder.path(&format!("{run}/{name}"))).unwrap();
        assert!(read("out") == read("fresh"), "{name}");
    }
    let about = |run: &str| {
        let about: serde_json::Value = serde_json::from_str(&folder.read(&format!("{run}/run.json"))).unwrap();
        (about["done"].clone(), about["inputs"].clone())
    };
    assert_eq!(about("out"), about("fresh"));
    assert_eq!(left(folder), files(output));
}

#[test]
fn mended_files_are_read_again() {
    for (options, output) in [
        (&[][..], "records.jsonl"),
        (&["--to", "csv"], "facts.csv"),
        (&["--compress", "gzip"], "records.jsonl.gz"),
        (&["--dedupe"], "records.jsonl"),
    ] {
        let folder = folder();
        let run = [&RUN, options].concat();
        folder.petik(&run).ends_with(1);
        let before = fs::read(folder.path(&format!("out/{output}"))).unwrap();
        let retry = [&run[..], &["--retry"]].concat();
        // Nothing is mended yet: nothing changes.
        let failed = folder.petik(&retry).ends_with(1).errors().len();
        assert_eq!(failed, 3);
        assert!(fs::read(folder.path(&format!("out/{output}"))).unwrap() == before);
        mend(&folder);
        assert!(folder.petik(&run).ends_with(2).stderr.contains("--retry reads again what failed"));
        assert_eq!(folder.petik(&retry).ends_with(1).errors().len(), 1);
        as_if_begun_now(&folder, options, output);
        folder.write("a/5.jsonl", folder.read("a/5.jsonl").replace("{}\n", ""));
        folder.petik(&retry).ends_with(0);
        as_if_begun_now(&folder, options, output);
        let nothing = folder.petik(&["extract", "--run", "out", "a", "--retry"]);
        assert!(options.is_empty() == nothing.stderr.contains("nothing failed"), "{nothing:?}");
    }
}

#[test]
fn what_was_read_is_not_read_again() {
    let folder = folder();
    folder.petik(&RUN).ends_with(1);
    // Other letters in records of files that are as they were, and of one that is mended.
    let records = folder
        .read("out/records.jsonl")
        .replace("\"id\":\"1\"", "\"id\":\"x\"")
        .replace("\"id\":\"9\"", "\"id\":\"y\"");
    folder.write("out/records.jsonl", &records);
    folder.write("a/5.jsonl", folder.read("a/5.jsonl").replace("{}", "{\"id\":\"z\",\"text\":\"Pemkab Pati.\"}"));
    folder.petik(&[&RUN[..], &["--retry"]].concat()).ends_with(1);
    let ids: Vec<String> = folder
        .read("out/records.jsonl")
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, ["x", "0", "x", "2", "3", "4", "5", "6", "7", "8", "z", "9", "10", "11", "6"]);
}

#[test]
fn a_file_that_broke_off() {
    let folder = Folder::new();
    let line = |n: usize| format!("{{\"id\":\"{n}\",\"text\":\"{ARTICLE}\"}}\n");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all((0..200).map(line).collect::<String>().as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    folder.write("a/1.jsonl.gz", &packed[..packed.len() / 2]).write("a/2.jsonl", line(200));
    folder.petik(&RUN).ends_with(1);
    let before = folder.read("out/records.jsonl").lines().count();
    assert!((2..150).contains(&before), "{before}");
    folder.write("a/1.jsonl.gz", &packed);
    folder.petik(&[&RUN[..], &["--retry"]].concat()).ends_with(0);
    assert_eq!(folder.read("out/records.jsonl").lines().count(), 201);
    as_if_begun_now(&folder, &[], "records.jsonl");
}

#[test]
fn a_file_that_can_be_opened_again() {
    let folder = Folder::new();
    folder.write("a/1.txt", "Pemkab Pati.").write("a/2.txt", "Pemkab Kudus.").write("a/3.txt", ARTICLE);
    folder.petik(&RUN).ends_with(0);
    let kept = |name: &str, keep: &dyn Fn(&str) -> Option<String>| {
        folder.read(name).lines().filter_map(keep).map(|line| line + "\n").collect::<String>()
    };
    // As it would be if the second file, which is what it was, had not let itself be opened.
    let records = kept("out/records.jsonl", &|line| (!line.contains("a/2.txt")).then(|| line.to_owned()));
    let pieces = kept("out/pieces.jsonl", &|line| {
        let failed = "{\"files\":2,\"given\":0,\"failed\":1}";
        Some(if line.contains("\"files\":2") { failed } else { line }.to_owned())
    });
    let about = folder.read("out/run.json").replace("\"failed\": 0", "\"failed\": 1");
    folder
        .write("out/records.jsonl", records)
        .write("out/pieces.jsonl", pieces)
        .write(
            "out/failures.jsonl",
            "{\"path\":\"a/2.txt\",\"line\":null,\"offset\":null,\"reason\":\"no permission to read it\"}\n",
        )
        .write("out/run.json", about);
    folder.petik(&[&RUN[..], &["--retry"]].concat()).ends_with(0);
    as_if_begun_now(&folder, &[], "records.jsonl");
}

#[test]
fn a_text_that_is_no_repeat_any_more_is_written() {
    let folder = Folder::new();
    folder.write("a/1.jsonl", "{\"text\":\"Pemkab Pati.\"}\n{}\n").write("a/2.txt", "Pemkab Pati.");
    let run = [&RUN[..], &["--dedupe"]].concat();
    folder.petik(&run).ends_with(1);
    assert_eq!(folder.read("out/records.jsonl").lines().count(), 1);
    folder.write("a/1.jsonl", "{\"text\":\"Pemkab Kudus.\"}\n");
    folder.petik(&[&run[..], &["--retry"]].concat()).ends_with(0);
    assert_eq!(folder.read("out/records.jsonl").lines().count(), 2);
    as_if_begun_now(&folder, &["--dedupe"], "records.jsonl");
}

#[test]
fn other_changes_are_refused() {
    let folder = folder();
    let retry = [&RUN[..], &["--retry"]].concat();
    let refused = |arguments: &[&str], words: &str| {
        let run = folder.petik(arguments);
        assert!(run.ends_with(2).stderr.contains(words), "{words:?}: {run:?}");
    };
    refused(&retry, "there is no run");
    assert!(!folder.path("out").exists());
    refused(&["extract", "a", "--retry"], "--run");
    folder.petik(&RUN).ends_with(1);
    let records = folder.read("out/records.jsonl");
    refused(&[&retry[..], &["--facts"]].concat(), "begun with the options");
    refused(&[&retry[..], &["--fresh"]].concat(), "--fresh");
    folder.write("a/3.jsonl", "{\"text\":\"Pemkab Pati.\"}\n");
    refused(&retry, "a/3.jsonl has changed");
    assert_eq!(folder.read("out/records.jsonl"), records);
    // A run that is not at its end goes on first.
    let mut about: serde_json::Value = serde_json::from_str(&folder.read("out/run.json")).unwrap();
    about["done"] = serde_json::Value::Null;
    folder.write("out/run.json", about.to_string());
    refused(&retry, "the run is not at its end");
}

#[test]
fn kills_leave_no_trace() {
    let folder = runs::inputs();
    folder.petik(&RUN).ends_with(1);
    let retry = [&RUN[..], &["--retry"]].concat();
    let first = folder.read("a/1.jsonl").replacen("{\"text\": 7}", "{\"text\": \"Pemkab Pati.\"}", 3);
    folder.write("a/1.jsonl", first).write("a/5.txt", "Pemkot Solok.");
    for pause in [0, 30, 100, 300, 600] {
        let mut child = folder.command(&retry).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(pause));
        child.kill().unwrap();
        child.wait().unwrap();
        // Whatever was reached, what is there is whole: the run before, or the one after.
        let about: serde_json::Value = serde_json::from_str(&folder.read("out/run.json")).unwrap();
        assert!(about["done"].is_object(), "{about}");
    }
    folder.petik(&retry).ends_with(1);
    as_if_begun_now(&folder, &[], "records.jsonl");
}

#[test]
fn a_kill_while_the_files_change_places_is_mended() {
    let names = ["records.jsonl", "failures.jsonl", "pieces.jsonl", "inputs.jsonl", "run.json"];
    // A retry at its end lies within; so many of its files had changed places.
    for moved in 0..=names.len() {
        let folder = folder();
        folder.petik(&RUN).ends_with(1);
        mend(&folder);
        folder.petik(&["extract", "--quiet", "--run", "out/.retry", "a"]).ends_with(1);
        for name in &names[..moved] {
            fs::rename(folder.path(&format!("out/.retry/{name}")), folder.path(&format!("out/{name}"))).unwrap();
        }
        let run = if moved % 2 == 0 { RUN.to_vec() } else { [&RUN[..], &["--retry"]].concat() };
        folder.petik(&run).ends_with(1);
        as_if_begun_now(&folder, &[], "records.jsonl");
    }
}
