//! The page that everybody reads first: its commands work as typed, in a folder as a clone gives it.

use crate::files::root;
use petik::Vocabulary;
use petik::gazetteer::Files;
use petik::reconcile::{Language, Phrases, Status};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn page() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// Runs a command until it is at its end; one that serves, until it says where.
fn run(folder: &Path, typed: &str) -> Output {
    if !typed.starts_with("petik serve ") {
        return shell(folder).args(["-c", typed]).stdin(Stdio::null()).output().unwrap();
    }
    let mut command = shell(folder);
    command.args(["-c", &format!("exec {typed} --port 0")]).stdin(Stdio::null());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut address = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut address).unwrap();
    assert!(address.starts_with("http://"), "{typed}: {address}");
    Command::new("kill").arg(child.id().to_string()).status().unwrap();
    child.wait_with_output().unwrap()
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

fn shell(folder: &Path) -> Command {
    let petik = Path::new(env!("CARGO_BIN_EXE_petik")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = [petik.to_owned()].into_iter().chain(std::env::split_paths(&path));
    let mut command = Command::new("sh");
    command.current_dir(folder).env("PATH", std::env::join_paths(paths).unwrap());
    command
}

#[cfg(unix)]
#[test]
fn commands_work_as_typed_in_a_fresh_clone() {
    let said = said(&page());
    assert!(said.len() > 12, "{said:#?}");
    let output = |verb: &str| said.iter().find(|(typed, _)| typed.starts_with(verb)).unwrap().1;
    for status in ["confirmed", "year_differs", "disputed"] {
        assert!(output("petik reconcile").contains(status), "the example shows a row that is {status}");
    }
    let facts = output("petik extract --gazetteers examples/daftar-saya");
    assert_eq!(facts.lines().count(), 3, "two facts come out: {facts}");
    assert!(facts.contains("35.01") && facts.contains("2020-04-21") && facts.contains("ink is put to an instrument"));
}

#[cfg(unix)]
#[test]
fn commands_of_the_page_in_indonesian_work_as_typed() {
    let said = said(&fs::read_to_string(root().join("README.id.md")).unwrap());
    assert!(said.len() > 5, "{said:#?}");
}

/// What the commands of a page say on standard output when they are typed behind one another in a fresh clone.
#[cfg(unix)]
fn said(page: &str) -> BTreeMap<String, String> {
    let folder = clone();
    let has_jq = run(folder.path(), "command -v jq").status.success();
    let mut said = BTreeMap::new();
    for (_, block) in blocks(page, "console") {
        for typed in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
            let elsewhere = typed.starts_with("cargo ")
                || typed.starts_with("pip ")
                || (typed.contains("parquet") && !cfg!(feature = "parquet"))
                || (typed.contains("jq ") && !has_jq);
            if elsewhere {
                continue;
            }
            let run = run(folder.path(), typed);
            let errors = String::from_utf8_lossy(&run.stderr);
            assert!(run.status.success(), "{typed}: {errors}");
            assert!(!errors.contains("warning:") && !errors.contains("error:"), "{typed}: {errors}");
            said.insert(typed.to_owned(), String::from_utf8(run.stdout).unwrap());
        }
    }
    said
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

#[test]
fn the_page_in_indonesian_explains_statuses_as_the_desk_does() {
    let page = fs::read_to_string(root().join("README.id.md")).unwrap();
    let phrases = Phrases::read(&Files::builtin(), Language::Indonesian).unwrap();
    for &status in Status::ALL {
        let line = format!("| {} | {} |", phrases.word("status", status), phrases.word("status_meaning", status));
        assert!(page.contains(&line), "{line}");
    }
}
