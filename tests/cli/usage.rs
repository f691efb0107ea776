//! Wrong usage ends with exit code 2 before anything is read or written.

use crate::cli::program::Folder;

#[track_caller]
fn refused(arguments: &[&str], expected: &str) {
    let folder = Folder::new();
    folder.write("a.txt", "Pemkab Batang.");
    let run = folder.petik(arguments);
    run.ends_with(2);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains(expected), "expected {expected:?} in {}", run.stderr);
    assert_eq!(folder.names(), ["a.txt"], "nothing was written");
}

#[test]
fn arguments_that_make_no_sense() {
    refused(&["ekstrak", "a.txt"], "unrecognized subcommand");
    refused(&["extract"], "required arguments");
    refused(&["extract", "a.txt", "--to", "xml"], "invalid value 'xml'");
    refused(&["extract", "a.txt", "--published", "kemarin"], "not an ISO 8601 day");
    refused(&["extract", "a.txt", "--published", "2022-02-30"], "not an ISO 8601 day");
    refused(&["extract", "a.txt", "--field", "text"], "not NAME=COLUMN");
    refused(&["extract", "a.txt", "--field", "teks=body"], "no part `teks`");
    refused(&["extract", "a.txt", "--threads", "banyak"], "invalid value");
}

#[test]
fn options_that_exclude_each_other() {
    refused(&["extract", "a.txt", "--facts", "--with-text"], "cannot be used with");
    refused(&["extract", "a.txt", "--to", "csv", "--with-text", "--output", "o.csv"], "choose one");
    refused(&["extract", "a.txt", "--to", "parquet", "--with-text", "--output", "o.parquet"], "choose one");
    refused(&["extract", "a.txt", "--to", "parquet", "--compress", "gzip", "--run", "out"], "leave out --compress");
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_petik_without_parquet_says_how_to_get_it() {
    refused(
        &["extract", "a.txt", "--to", "parquet", "--output", "o.parquet"],
        "cargo build --release --features parquet",
    );
    refused(&["extract", "a.txt", "--to", "parquet", "--run", "out"], "cargo install --features parquet");
}

#[test]
fn places_that_are_not_there() {
    refused(&["extract", "a.txt", "--gazetteers", "tiada"], "--gazetteers tiada: no such folder");
    refused(&["check", "--gazetteers", "a.txt"], "--gazetteers a.txt: no such folder");
    refused(&["extract", "a.txt", "--output", "tiada/o.jsonl"], "cannot write to tiada/o.jsonl");
    refused(&["extract", "a.txt", "--output", "."], "it is a folder");
    refused(&["diff", "tiada", "."], "tiada: no such folder");
    refused(&["diff", ".", "."], "no result of `petik reconcile`");
    refused(&["diff", "."], "required arguments");
    refused(&["score", "tiada.jsonl", "tiada.gold.jsonl"], "tiada.jsonl");
}

#[test]
fn help_is_no_error() {
    let folder = Folder::new();
    for verb in ["extract", "explain", "check", "score", "diff", "schema", "completions", "docs"] {
        let run = folder.petik(&[verb, "--help"]);
        assert!(run.ends_with(0).stdout.contains("Examples:"), "{verb} teaches by example");
    }
    assert!(folder.petik(&["--version"]).ends_with(0).stdout.starts_with("petik "));
}
