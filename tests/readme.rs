//! The page that everybody reads first: its commands work as typed, in a folder as a clone gives it.

use crate::files::root;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn page() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// What stands in the blocks of this language, in their order, with the last line before each.
fn blocks(page: &str, language: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut before = "";
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(of) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if of == language {
                found.push((before.to_owned(), block.join("\n") + "\n"));
            }
        } else if !line.is_empty() {
            before = line;
        }
    }
    found
}

/// Everything of the repository, where a command may write beside it.
#[cfg(unix)]
fn clone() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(root()).unwrap().map(Result::unwrap).filter(|entry| entry.file_name() != "target") {
        std::os::unix::fs::symlink(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    folder
}

fn shell(folder: &Path, typed: &str) -> Output {
    let petik = Path::new(env!("CARGO_BIN_EXE_petik")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = [petik.to_owned()].into_iter().chain(std::env::split_paths(&path));
    let mut command = Command::new("sh");
    command.args(["-c", typed]).current_dir(folder).env("PATH", std::env::join_paths(paths).unwrap());
    command.stdin(Stdio::null()).output().unwrap()
}

#[cfg(unix)]
#[test]
fn commands_work_as_typed_in_a_fresh_clone() {
    let folder = clone();
    let has_jq = shell(folder.path(), "command -v jq").status.success();
    let mut said = BTreeMap::new();
    for (_, block) in blocks(&page(), "console") {
        for typed in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
            let elsewhere = typed.starts_with("cargo ")
                || typed.starts_with("pip ")
                || (typed.contains("parquet") && !cfg!(feature = "parquet"))
                || (typed.contains("jq ") && !has_jq);
            if elsewhere {
                continue;
            }
            let run = shell(folder.path(), typed);
            let errors = String::from_utf8_lossy(&run.stderr);
            assert!(run.status.success(), "{typed}: {errors}");
            assert!(!errors.contains("warning:") && !errors.contains("error:"), "{typed}: {errors}");
            said.insert(typed.to_owned(), String::from_utf8(run.stdout).unwrap());
        }
    }
    assert!(said.len() > 12, "{said:#?}");
    let output = |verb: &str| said.iter().find(|(typed, _)| typed.starts_with(verb)).unwrap().1;
    for status in ["confirmed", "year_differs", "disputed"] {
        assert!(output("petik reconcile").contains(status), "the example shows a row that is {status}");
    }
    let facts = output("petik extract --gazetteers examples/daftar-saya");
    assert_eq!(facts.lines().count(), 3, "two facts come out: {facts}");
    assert!(facts.contains("35.01") && facts.contains("2020-04-21") && facts.contains("ink is put to an instrument"));
}

#[test]
fn files_shown_are_files_of_the_examples() {
    let page = page();
    let mut shown = 0;
    for (name, block) in blocks(&page, "csv").into_iter().chain(blocks(&page, "toml")) {
        let file = root().join(name.trim_matches('`'));
        assert_eq!(fs::read_to_string(&file).unwrap(), block, "{name}");
        shown += 1;
    }
    assert_eq!(shown, 5);
}

#[test]
fn exit_codes_are_told_as_the_help_tells_them() {
    let help = Command::new(env!("CARGO_BIN_EXE_petik")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let (_, codes) = help.split_once("Exit codes:\n").unwrap();
    let page = page();
    for line in codes.lines() {
        let (code, meaning) = line.trim().split_once("  ").unwrap();
        assert!(page.contains(&format!("| {code} | {} |", meaning.trim())), "{line}");
    }
}
