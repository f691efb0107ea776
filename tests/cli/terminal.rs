//! What reaches a real terminal: nothing that others wrote steers it, and lines are as wide as it is.

use crate::cli::program::Folder;
use petik::record::is_unseen;
use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

/// Colour, a link, a title, a bell, the other way of writing ESC [, marks of direction, and the way back to the line's beginning.
const HOSTILE: &str =
    "\u{1B}[31mRED\u{1B}]8;;evil.example\u{7}klik\u{1B}]0;t\u{7}\u{202E}gnp\u{9B}31m\u{2066}x\r\u{8}\u{7F}";
const ARTICLE: &str = "Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).";
const COLUMNS: u16 = 60;

/// Everything that `command` writes to a terminal of [`COLUMNS`] columns.
fn shown(command: Command) -> String {
    shown_reading(command, &[])
}

/// The same while `input` comes to it, piece by piece with time between.
fn shown_reading(mut command: Command, input: &[&str]) -> String {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let terminal = File::from(open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap());
    tcsetwinsize(&terminal, Winsize { ws_row: 24, ws_col: COLUMNS, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
    command.stdin(Stdio::piped()).stdout(terminal.try_clone().unwrap()).stderr(terminal);
    let mut child = command.spawn().unwrap();
    let (mut stdin, input) =
        (child.stdin.take().unwrap(), input.iter().map(|&piece| piece.to_owned()).collect::<Vec<_>>());
    let feeding = thread::spawn(move || {
        for piece in input {
            thread::sleep(Duration::from_millis(250));
            // It may have seen enough.
            let _ = stdin.write_all(piece.as_bytes());
        }
    });
    // Its copies of the terminal would keep the reading from ending.
    drop(command);
    let (mut bytes, mut master, mut piece) = (Vec::new(), File::from(master), [0; 4096]);
    while let Ok(read @ 1..) = master.read(&mut piece) {
        bytes.extend_from_slice(&piece[..read]);
    }
    child.wait().unwrap();
    feeding.join().unwrap();
    // The terminal itself makes two of every end of line.
    String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
}

fn on_terminal(folder: &Folder, arguments: &[&str]) -> String {
    let mut command = folder.command(arguments);
    command.env("NO_COLOR", "1").env("TERM", "xterm");
    shown(command)
}

/// Nothing unseen is there, and the words that came with it are.
#[track_caller]
fn harmless(folder: &Folder, arguments: &[&str]) {
    let shown = on_terminal(folder, arguments);
    assert!(!shown.contains(is_unseen), "{arguments:?}: {shown:?}");
    assert!(shown.contains("RED"), "{arguments:?} should tell of it: {shown:?}");
}

/// A record of [`ARTICLE`] whose words are all hostile.
fn record(folder: &Folder, id: &str) -> String {
    let line = json!({"id": id, "text": ARTICLE, "title": HOSTILE, "url": format!("https://a.example/{HOSTILE}")});
    let run = folder.petik_reading(&line.to_string(), &["extract", "--with-text", "-q", "--format", "jsonl", "-"]);
    let mut record: Value = serde_json::from_str(run.ends_with(0).stdout.trim()).unwrap();
    record["source"]["path"] = HOSTILE.into();
    for fact in record["facts"].as_array_mut().unwrap() {
        fact["by"] = HOSTILE.into();
        fact["evidence"][0]["quote"] = HOSTILE.into();
    }
    format!("{record}\n")
}

#[test]
fn arguments_and_names_of_files_are_only_words() {
    let folder = Folder::new();
    for arguments in [
        &[HOSTILE][..],
        &["extract", "--to", HOSTILE, "a.txt"],
        &["extract", "--field", HOSTILE, "a.txt"],
        &["extract", &format!("--{HOSTILE}"), "a.txt"],
        &["extract", "-q", HOSTILE],
        &["extract", "-q", "--output", &format!("{HOSTILE}/o.jsonl"), "."],
        &["explain", HOSTILE],
        &["verify", HOSTILE],
        &["score", HOSTILE, HOSTILE],
        &["fit", HOSTILE, "--texts", HOSTILE],
        &["check", "--gazetteers", HOSTILE],
        &["diff", HOSTILE, "."],
        &["list", "regions", HOSTILE],
        &["reconcile", "r.jsonl", "--list", HOSTILE, "--out", "out"],
        &["decide", HOSTILE, "x", "accept", "--decisions", "d.jsonl"],
    ] {
        harmless(&folder, arguments);
    }
    folder.write(HOSTILE, "\u{0}\u{1}\u{2}").write(&format!("{HOSTILE}.csv"), format!("{HOSTILE},b\n1,2\n"));
    harmless(&folder, &["extract", "-q", "."]);
    harmless(&folder, &["reconcile", HOSTILE, "--list", &format!("{HOSTILE}.csv"), "--out", "out"]);
}

#[test]
fn articles_and_records_are_only_words() {
    let folder = Folder::new();
    let article = json!({"id": HOSTILE, "text": format!("{ARTICLE} {HOSTILE} Rabu (21/4/2022)"), "title": HOSTILE, "url": HOSTILE});
    folder.write("a.jsonl", format!("{article}\n"));
    let http = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://x/{}\r\nContent-Length: 10\r\n\r\nHTTP/1.1 2\r\n\r\n\r\n",
        HOSTILE.replace('\r', "")
    );
    folder.write("b.warc", http);
    let record = record(&folder, HOSTILE);
    folder.write("r.jsonl", &record).write("gold.jsonl", json!({"id": HOSTILE, "regions": [HOSTILE]}).to_string());
    for arguments in [
        &["extract", "-q", "a.jsonl"][..],
        &["extract", "-q", "--with-text", "a.jsonl"],
        &["extract", "-q", "--to", "csv", "r.jsonl", "--field", "text=text"],
        &["extract", "-q", "b.warc"],
        &["extract", "-q", "--log", "json", "b.warc"],
        &["explain", "a.jsonl"],
        &["explain", "--short", "a.jsonl"],
        &["explain", "--id", HOSTILE, "b.warc"],
        &["verify", "r.jsonl"],
        &["score", "--errors", "r.jsonl", "gold.jsonl"],
    ] {
        harmless(&folder, arguments);
    }
    // Colour is ours alone: whoever asks for it gets no other.
    let mut coloured = folder.command(&["explain", "a.jsonl", "--color", "always"]);
    coloured.env("TERM", "xterm");
    let coloured = shown(coloured);
    assert!(coloured.contains("\u{1B}[1m") && coloured.contains("\\u001b[31mRED"), "{coloured:?}");
    assert!(!coloured.contains("\u{1B}]") && !coloured.contains(['\u{7}', '\u{9B}', '\u{202E}']), "{coloured:?}");
}

#[test]
fn lists_decisions_and_results_are_only_words() {
    let folder = Folder::new();
    let quoted = HOSTILE.replace('\r', "");
    folder.write("broken/programmes.csv", format!("id,name,aliases,owner\n{quoted},{quoted},,{quoted}\n"));
    folder.write(
        "broken/rules/dates.toml",
        format!("[[rule]]\nname = {}\npattern = \"{{nope}}\"\nvalue = \"day\"\n", json!(HOSTILE)),
    );
    folder.write("own/programmes.csv", format!("id,name,aliases\nsungai,Sungai {quoted},\n"));
    let list = "nama,kode,tahun,program\nBatang,33.25,2018,gerakan-menuju-smart-city\n";
    folder
        .write("list.csv", format!("{list}{quoted},,2018,gerakan-menuju-smart-city\n"))
        .write("heads.csv", format!("{quoted},b\n"));
    let decision = json!({"subject": HOSTILE, "verdict": HOSTILE});
    folder.write("d.jsonl", format!("{decision}\n{{{HOSTILE}\n"));
    folder.write("r.jsonl", record(&folder, "a")).write("s.jsonl", record(&folder, HOSTILE));
    for arguments in [
        &["check", "--gazetteers", "broken"][..],
        &["extract", "--gazetteers", "broken", "r.jsonl"],
        &["list", "programmes", "sungai", "--gazetteers", "own"],
        &["list", "programmes", "sungai", "--gazetteers", "own", "--to", "jsonl"],
        &["list", "programmes", "sungai", "--gazetteers", "own", "--to", "csv"],
        &["reconcile", "r.jsonl", "--list", "heads.csv", "--out", "none"],
        &["reconcile", "r.jsonl", "--list", "list.csv", "--decisions", "d.jsonl", "--out", "out"],
    ] {
        harmless(&folder, arguments);
    }
    on_terminal(&folder, &["reconcile", "s.jsonl", "--list", "list.csv", "--out", "then"]);
    harmless(&folder, &["diff", "out", "then"]);
    harmless(&folder, &["diff", "out", "then", "--to", "jsonl"]);
    let rows = folder.read("then/reconciliation.jsonl").replace("petik/", "RED\\u202e/");
    folder.write("then/reconciliation.jsonl", rows);
    harmless(&folder, &["diff", "out", "then"]);
}

#[test]
fn lines_are_as_wide_as_the_terminal_or_as_columns_says() {
    let folder = Folder::new();
    folder.write("a.txt", [ARTICLE; 5].join(" "));
    let widest = |shown: &str| shown.lines().map(|line| line.chars().count()).max().unwrap();
    for form in [&["explain", "a.txt"][..], &["explain", "--short", "a.txt"]] {
        let shown = on_terminal(&folder, form);
        assert!(widest(&shown) <= usize::from(COLUMNS), "{shown}");
        assert!(shown.contains("Kabupaten Batang"));
    }
    let mut narrow = folder.command(&["explain", "a.txt"]);
    narrow.env("COLUMNS", "40").env("NO_COLOR", "1");
    assert!(widest(&shown(narrow)) < 50, "a word may be longer than what is left of a row");
    let pipe = folder.petik(&["explain", "a.txt"]);
    assert!(pipe.stdout.lines().any(|line| line.chars().count() > 400), "a pipe breaks no line");
}

#[test]
fn a_reconciliation_tells_on_a_terminal_how_far_it_has_come() {
    let folder = Folder::new();
    let record = record(&folder, "a").replace(&json!(HOSTILE).to_string(), "\"x\"");
    folder.write("list.csv", "nama,kode,tahun,program\nBatang,33.25,2018,gerakan-menuju-smart-city\n");
    let on_terminal = |more: &[&str]| {
        let reconcile = [&["reconcile", "-", "--list", "list.csv", "--out", "out"], more].concat();
        let mut command = folder.command(&reconcile);
        command.env("NO_COLOR", "1").env("TERM", "xterm");
        shown_reading(command, &[record.as_str(); 8])
    };
    let told = [" articles, 0.0 MB/s", "holding them against the list", "writing the answer"];
    let shown = on_terminal(&[]);
    assert!(told.iter().all(|words| shown.contains(words)), "{shown:?}");
    assert!(!shown.contains("\u{1B}[1m") && !shown.contains("\u{1B}[3"), "NO_COLOR: {shown:?}");
    // What stays is the table and the summary.
    let end = shown.rsplit("\r\u{1B}[2K").next().unwrap();
    assert!(end.contains("8 articles, 16 facts") && !told.iter().any(|words| end.contains(words)), "{shown:?}");
    assert_eq!(on_terminal(&["--quiet"]), "");
    let pipe = folder.petik_reading(&record, &["reconcile", "-", "--list", "list.csv", "--out", "out"]);
    assert!(!told.iter().any(|words| pipe.ends_with(0).stderr.contains(words)), "{pipe:?}");
}

#[test]
fn what_is_not_to_be_read_is_not_shown() {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE);
    assert!(on_terminal(&folder, &["extract", "--compress", "gzip", "a.txt"]).contains("name a file with --output"));
}
