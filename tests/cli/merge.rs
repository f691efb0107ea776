//! `petik merge`: the runs of all shares become the run that nobody shared, and what does not belong together is refused.

use crate::cli::program::{Folder, Run};
use crate::cli::runs::{self, files, left};
use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

const ARTICLE: &str = "Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).";

/// Files of one article and of many, with failures and repeats.
fn small() -> Folder {
    let folder = Folder::new();
    let line = |n: usize| match n % 5 {
        3 => "{}\n".to_owned(),
        _ => format!("{{\"id\":\"{n}\",\"text\":\"Pemkab Pati. {}\"}}\n", ARTICLE.repeat(n % 4)),
    };
    folder.write("a/1.jsonl", (0..23).map(line).collect::<String>()).write("a/2.txt", "").write("a/3.txt", ARTICLE);
    folder.write("a/4.jsonl", (23..40).map(line).collect::<String>());
    folder
}

/// The runs of all shares of `a`, in the folders `s-1`, `s-2`, ...
fn shares(folder: &Folder, of: usize, options: &[&str]) -> Vec<String> {
    let run = |number: usize| {
        let (name, share) = (format!("s-{number}"), format!("{number}/{of}"));
        let run = ["extract", "--quiet", "--run", &name, "--shard", &share, "a"];
        assert!(matches!(folder.petik(&[&run[..], options].concat()).code, Some(0 | 1)));
        name
    };
    (1..=of).map(run).collect()
}

fn merged(folder: &Folder, shares: &[String], more: &[&str]) -> Run {
    let shares = shares.iter().map(String::as_str);
    folder.petik(&["merge", "--run", "out"].into_iter().chain(shares).chain(more.iter().copied()).collect::<Vec<_>>())
}

/// What both folders of runs hold is the same; how long it took is not looked at.
#[track_caller]
fn same(folder: &Folder, one: &str, other: &str, output: &str) {
    for name in [output, "failures.jsonl", "inputs.jsonl", "pieces.jsonl"] {
        let read = |run: &str| fs::read(folder.path(&format!("{run}/{name}"))).unwrap();
        assert!(read(one) == read(other), "{name}");
    }
    let about = |run: &str| {
        let mut about: serde_json::Value = serde_json::from_str(&folder.read(&format!("{run}/run.json"))).unwrap();
        assert!(about["seconds"].take().is_u64());
        about
    };
    assert_eq!(about(one), about(other));
}

#[test]
fn shares_become_what_one_run_gives() {
    for (options, output) in [
        (&[][..], "records.jsonl"),
        (&["--with-text", "--compress", "zstd"], "records.jsonl.zst"),
        (&["--facts", "--compress", "gzip"], "facts.jsonl.gz"),
        (&["--to", "csv"], "facts.csv"),
        (&["--mentions", "--to", "csv"], "mentions.csv"),
        (&["--dedupe"], "records.jsonl"),
        (&["--dedupe", "--to", "csv", "--only-language", "id"], "facts.csv"),
    ] {
        let folder = small();
        let whole = folder.petik(&[&["extract", "--run", "whole", "a"], options].concat());
        for of in [1, 3, 7] {
            let mut shares = shares(&folder, of, options);
            shares.reverse();
            let merge = merged(&folder, &shares, &[]);
            assert_eq!(merge.ends_with(1).stderr.lines().last(), whole.stderr.lines().last(), "{options:?}");
            same(&folder, "whole", "out", output);
            assert_eq!(left(&folder), files(output));
            for name in shares.iter().map(String::as_str).chain(["out"]) {
                fs::remove_dir_all(folder.path(name)).unwrap();
            }
        }
    }
}

#[test]
fn a_merge_at_its_end_has_nothing_to_do_and_is_a_run() {
    let folder = small();
    let shares = shares(&folder, 2, &[]);
    merged(&folder, &shares, &[]).ends_with(1);
    let again = merged(&folder, &shares, &["out"]);
    assert!(again.ends_with(1).stderr.contains("out is complete: nothing to do"), "{again:?}");
    let run = folder.petik(&["extract", "--run", "out", "a"]);
    assert!(run.ends_with(1).stderr.contains("out is complete: nothing to do"), "{run:?}");
    folder.write("a/2.txt", ARTICLE);
    folder.petik(&["extract", "--run", "out", "a", "--retry"]).ends_with(1);
    folder.petik(&["extract", "--run", "whole", "a"]).ends_with(1);
    assert_eq!(folder.read("out/records.jsonl"), folder.read("whole/records.jsonl"));
}

#[test]
fn kills_leave_no_trace() {
    let folder = runs::inputs();
    folder.petik(&["extract", "--quiet", "--run", "whole", "a"]).ends_with(1);
    let shares = shares(&folder, 2, &[]);
    let merge = ["merge", "s-1", "s-2", "--run", "out"];
    for pause in [0, 10, 50] {
        for _ in 0..3 {
            let mut child = folder.command(&merge).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            thread::sleep(Duration::from_millis(pause));
            child.kill().unwrap();
            child.wait().unwrap();
        }
        merged(&folder, &shares, &[]).ends_with(1);
        same(&folder, "whole", "out", "records.jsonl");
        assert_eq!(left(&folder), files("records.jsonl"));
        fs::remove_dir_all(folder.path("out")).unwrap();
    }
}

#[test]
fn what_does_not_belong_together_is_refused() {
    let folder = small();
    let three = shares(&folder, 3, &[]);
    let refused = |arguments: &[&str], words: &str| {
        let run = folder.petik(&[&["merge", "--run", "out"], arguments].concat());
        assert!(run.ends_with(2).stderr.contains(words), "{words:?}: {run:?}");
        assert!(!folder.path("out").exists(), "{words}");
    };
    refused(&["s-1", "s-3"], "1 of 3 shares missing: 2/3");
    refused(&["s-1", "s-2", "s-3", "s-1"], "the share 1/3 is there twice, s-1 and s-1");
    refused(&["s-1", "s-2", "nix"], "nix: no folder of a run");
    refused(&["s-1/records.jsonl"], "name the folder of its run");
    folder.petik(&["extract", "--quiet", "--run", "whole", "a"]).ends_with(1);
    refused(&["whole", "s-1"], "the run of no share");
    folder.petik(&["extract", "--quiet", "--run", "t-2", "--shard", "2/4", "a"]);
    refused(&["s-1", "t-2"], "shares of different wholes (1/3, 2/4)");
    folder.petik(&["extract", "--quiet", "--run", "f-2", "--shard", "2/3", "--facts", "a"]);
    refused(&["s-1", "f-2", "s-3"], "different options ([], [\"--facts\"])");
    let about = folder.read("s-2/run.json");
    let spoilt = |name: &str, value: &str| {
        let mut about: serde_json::Value = serde_json::from_str(&about).unwrap();
        about[name] = serde_json::from_str(value).unwrap();
        folder.write("s-2/run.json", about.to_string());
    };
    spoilt("petik", "\"0.0.1\"");
    refused(&["s-1", "s-2", "s-3"], "different versions of petik");
    spoilt("lists", "\"0\"");
    refused(&["s-1", "s-2", "s-3"], "different lists or rules");
    spoilt("done", "null");
    refused(&["s-1", "s-2", "s-3"], "s-2: the run is not at its end");
    folder.write("s-2/run.json", &about).write("s-2/.retry/run.json", &about);
    refused(&["s-1", "s-2", "s-3"], "s-2: the run is not at its end");
    fs::remove_dir_all(folder.path("s-2/.retry")).unwrap();
    folder.write("s-2/run.json", &about).write("a/3.txt", "Pemkab Pati.");
    folder.petik(&["extract", "--quiet", "--run", "s-2", "--shard", "2/3", "--fresh", "a"]).ends_with(1);
    refused(&["s-1", "s-2", "s-3"], "a/3.txt had");
    folder.write("a/5.txt", ARTICLE);
    folder.petik(&["extract", "--quiet", "--run", "s-2", "--shard", "2/3", "--fresh", "a"]).ends_with(1);
    folder.write("a/3.txt", ARTICLE);
    folder.petik(&["extract", "--quiet", "--run", "s-2", "--shard", "2/3", "--fresh", "a"]).ends_with(1);
    refused(&["s-1", "s-2", "s-3"], "did not read the same files (nothing, a/5.txt)");
    // The folder of another run is left as it is.
    fs::remove_file(folder.path("a/5.txt")).unwrap();
    folder.petik(&["extract", "--quiet", "--run", "s-2", "--shard", "2/3", "--fresh", "a"]).ends_with(1);
    folder.petik(&["extract", "--quiet", "--run", "out", "--facts", "a"]).ends_with(1);
    let facts = folder.read("out/facts.jsonl");
    assert!(merged(&folder, &three, &[]).ends_with(2).stderr.contains("begun with the options"));
    assert_eq!(folder.read("out/facts.jsonl"), facts);
    merged(&folder, &three, &["--fresh"]).ends_with(1);
    assert!(folder.path("out/records.jsonl").exists());
}

#[test]
fn files_that_do_not_belong_together_are_told() {
    let folder = small();
    let three = shares(&folder, 3, &[]);
    let records = folder.read("s-2/records.jsonl");
    folder.write("s-2/records.jsonl", &records[..records.len() - 9]);
    let run = merged(&folder, &three, &[]);
    assert!(run.ends_with(1).errors()[0].contains("s-2: its files do not belong together"), "{run:?}");
    assert!(!folder.path("out/records.jsonl").exists());
    folder.write("s-2/records.jsonl", records);
    merged(&folder, &three, &[]).ends_with(1);
    folder.petik(&["extract", "--run", "whole", "a"]).ends_with(1);
    same(&folder, "whole", "out", "records.jsonl");
}

#[cfg(feature = "parquet")]
#[test]
fn tables_of_parquet_are_not_merged() {
    let folder = small();
    let shares = shares(&folder, 2, &["--to", "parquet"]);
    let run = merged(&folder, &shares, &[]);
    assert!(run.ends_with(2).stderr.contains("cannot be taken apart"), "{run:?}");
}
