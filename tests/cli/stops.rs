//! Ctrl-C and SIGTERM: what remains is said, and nothing lies about.
#![cfg(unix)]

use crate::cli::program::Folder;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{fs, thread};

fn kill(signal: &str, child: &Child) {
    Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
}

#[test]
fn a_stop_leaves_no_file_behind() {
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let folder = Folder::new();
        folder.write("o.jsonl", "old");
        // It waits for its input.
        let mut command = folder.command(&["extract", "-", "-o", "o.jsonl"]);
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let input = child.stdin.take();
        while folder.names().len() < 2 {
            thread::sleep(Duration::from_millis(5));
        }
        thread::sleep(Duration::from_millis(50));
        kill(signal, &child);
        let output = child.wait_with_output().unwrap();
        drop(input);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains("stopped before the end: o.jsonl was not written"), "{said}");
        assert_eq!((folder.names(), folder.read("o.jsonl").as_str()), (vec!["o.jsonl".to_owned()], "old"));
    }
}

#[test]
fn a_termination_ends_a_long_run_at_a_good_place() {
    let folder = Folder::new();
    let line = "{\"text\":\"Bupati Kendal meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).\"}\n";
    folder.write("a.jsonl", line.repeat(4000));
    let run = ["extract", "--run", "out", "a.jsonl"];
    let child = folder.command(&run).stderr(Stdio::piped()).spawn().unwrap();
    while !folder.path("out/records.jsonl.part").exists() {
        thread::sleep(Duration::from_millis(5));
    }
    kill("-TERM", &child);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    // On a fast machine it may be at its end before.
    if output.status.code() != Some(0) {
        assert!(output.status.code() == Some(143) && said.contains("the same command goes on from here"), "{said}");
    }
    folder.petik(&run).ends_with(0);
    assert_eq!(fs::read_to_string(folder.path("out/records.jsonl")).unwrap().lines().count(), 4000);
}
