//! Wrong usage ends with exit code 2 before anything is read or written, what cannot be read or written with 1.

use crate::cli::program::Folder;

#[track_caller]
fn refused(arguments: &[&str], expected: &str) {
    ends_with(2, arguments, expected);
}

#[track_caller]
fn ends_with(code: i32, arguments: &[&str], expected: &str) {
    let folder = Folder::new();
    folder.write("a.txt", "Pemkab Batang.");
    let run = folder.petik(arguments);
    run.ends_with(code);
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
    ends_with(1, &["extract", "a.txt", "--gazetteers", "tiada"], "--gazetteers tiada: no such folder");
    ends_with(1, &["check", "--gazetteers", "a.txt"], "--gazetteers a.txt: no such folder");
    ends_with(1, &["extract", "a.txt", "--output", "tiada/o.jsonl"], "cannot write to tiada/o.jsonl");
    ends_with(1, &["extract", "a.txt", "--output", "."], "it is a folder");
    ends_with(1, &["diff", "tiada", "."], "tiada: no such folder");
    ends_with(1, &["diff", ".", "."], "no result of `petik reconcile`");
    refused(&["diff", "."], "required arguments");
    ends_with(1, &["score", "tiada.jsonl", "tiada.gold.jsonl"], "tiada.jsonl");
    ends_with(1, &["verify", "tiada.jsonl"], "cannot read tiada.jsonl");
    ends_with(1, &["explain", "tiada.txt"], "tiada.txt");
    ends_with(1, &["decide", "tiada", "x", "accept", "--decisions", "d.jsonl"], "cannot read tiada");
    ends_with(1, &["fit", "tiada.jsonl", "--texts", "tiada.jsonl"], "tiada.jsonl");
}

#[test]
fn of_an_option_given_twice_the_last_one_counts() {
    let folder = Folder::new();
    folder.write("a.txt", "Pemkab Batang, Kamis (21/4).");
    let twice = [
        "extract",
        "a.txt",
        "--published",
        "2020-01-01",
        "--published",
        "2022-04-22",
        "--to",
        "csv",
        "--to",
        "jsonl",
        "-q",
        "-q",
    ];
    let once = folder.petik(&["extract", "a.txt", "--published", "2022-04-22", "-q"]);
    assert_eq!(folder.petik(&twice).ends_with(0).stdout, once.ends_with(0).stdout);
    // Those that make a list go on doing so.
    let fields = ["extract", "--field", "text=isi", "--field", "id=nomor", "-q", "-"];
    let run = folder.petik_reading(
        "{\"isi\": \"Pemkab Batang.\", \"nomor\": \"7\"}\n",
        &[&fields[..], &["--format", "jsonl"]].concat(),
    );
    assert_eq!(run.ends_with(0).ids(), ["7"]);
}

#[test]
fn what_petik_knows_can_be_listed() {
    let folder = Folder::new();
    let shown = folder.petik(&["list", "regions", "kota", "TEGAL"]);
    assert!(shown.ends_with(0).stdout.starts_with("33.76  Kota Tegal"), "{shown:?}");
    assert_eq!(shown.stderr.trim(), "1 region");
    for what in ["programmes", "regions", "offices"] {
        let rows = folder.petik(&["list", what, "--to", "jsonl"]).ends_with(0).records();
        assert!(rows.len() > 50 && rows.iter().all(|row| row["aliases"].is_array()), "{what}");
        let csv = folder.petik(&["list", what, "--to", "csv"]);
        assert_eq!(
            csv::Reader::from_reader(csv.ends_with(0).stdout.as_bytes()).records().count(),
            rows.len(),
            "{what}"
        );
    }
    folder.write("own/regions/aliases.csv", "alias,code,kind,alone,why\nKota Lurik,33.10,nickname,no,x\n");
    let own = folder.petik(&["list", "regions", "lurik", "--gazetteers", "own", "--to", "csv"]);
    assert!(
        own.ends_with(0).stdout.contains("33.10,Kabupaten Klaten,") && own.stdout.contains("Kota Lurik"),
        "{own:?}"
    );
    refused(&["list", "programmes", "entah apa"], "`petik list programmes` shows all");
}

#[test]
fn help_is_no_error() {
    let folder = Folder::new();
    for verb in ["extract", "explain", "list", "check", "score", "diff", "schema", "completions", "docs"] {
        let run = folder.petik(&[verb, "--help"]);
        assert!(run.ends_with(0).stdout.contains("Examples:"), "{verb} teaches by example");
    }
    assert!(folder.petik(&["--version"]).ends_with(0).stdout.starts_with("petik "));
}
