//! What does nothing: each predicate of the rooms `fact`, `link` and `mention` is switched off, one at a time, and each rule, trigger,
//! row of words and weight is left out, over all cases, articles and examples of rules. What changes no record is named: it gets a case, or goes.
//!
//!     cargo run --release --example idle               predicates; builds a copy of petik-core in target/idle
//!     cargo run --release --example idle -- data       rules, triggers and weights

use petik::gazetteer::Files;
use petik::source::{Inputs, Options};
use petik::{Article, Engine};
use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The rooms whose predicates are switched off.
const ROOMS: [&str; 3] = ["src/fact", "src/link", "src/mention"];

fn main() -> Result<()> {
    let texts = texts(Path::new(env!("CARGO_MANIFEST_DIR")))?;
    match env::args().nth(1).as_deref() {
        None => predicates(&texts),
        Some("data") => data(&texts, &mut io::stdout().lock()),
        Some(other) => Err(format!("`{other}` is nothing that could be idle; `data`, or nothing").into()),
    }
}

/// The articles and cases of the corpus and the examples of all rules, each with its day of publication.
pub fn texts(root: &Path) -> Result<Vec<(String, Option<String>)>> {
    let mut texts = Vec::new();
    for article in Inputs::new([root.join("corpus/articles")], Options::default()) {
        let article = article?;
        texts.push((article.text.into_owned(), article.published.map(|day| day.to_string())));
    }
    let mut cases: Vec<PathBuf> =
        fs::read_dir(root.join("corpus/cases"))?.map(|e| Ok(e?.path())).collect::<Result<_>>()?;
    cases.sort();
    for case in cases {
        texts.extend(quoted(&fs::read_to_string(case)?));
    }
    let files = Files::builtin();
    for name in files.names("rules/").chain(files.names("facts/")) {
        let table: toml::Table = files.texts(name)[0].parse()?;
        for rule in ["rule", "trigger"].iter().filter_map(|key| table.get(*key)?.as_array()).flatten() {
            let examples = ["hits", "misses"].iter().filter_map(|key| rule.get(*key)?.as_array()).flatten();
            let words = examples.filter_map(|example| example.as_str());
            texts.extend(
                words.map(|words| (words.split(" = ").next().unwrap_or_default().replace(['[', ']'], ""), None)),
            );
        }
    }
    Ok(texts)
}

/// The texts of a file of cases: lines behind `>`, the day of publication first.
fn quoted(case: &str) -> Vec<(String, Option<String>)> {
    let mut all: Vec<(String, Option<String>)> = Vec::new();
    let mut open = false;
    for line in case.lines() {
        let Some(words) = line.strip_prefix('>') else {
            open = false;
            continue;
        };
        let words = words.strip_prefix(' ').unwrap_or(words);
        if !open {
            all.push((String::new(), None));
            open = true;
        }
        if let Some((text, published)) = all.last_mut() {
            match words.strip_prefix("published:") {
                Some(day) => *published = Some(day.trim().to_owned()),
                None => text.extend([words, "\n"]),
            }
        }
    }
    all
}

/// Builds petik-core with a switch in each predicate, and lets that copy say which switches change nothing.
fn predicates(texts: &[(String, Option<String>)]) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = root.join("target/idle");
    let names = copy_with_switches(root, &copy)?;
    let mut articles = String::new();
    for (text, published) in texts {
        writeln!(articles, "{}", serde_json::json!({"text": text, "published": published}))?;
    }
    fs::write(copy.join("articles.jsonl"), articles)?;
    fs::write(copy.join("names.txt"), names.join("\n"))?;
    let mut run = Command::new("cargo");
    run.args(["run", "--quiet", "--release", "--package", "idle-run"]).current_dir(&copy).stdin(Stdio::null());
    if run.status()?.success() { Ok(()) } else { Err("the copy in target/idle did not run".into()) }
}

/// Copies petik-core to `copy/core`, each predicate of the rooms with a switch; what each switch is of.
fn copy_with_switches(root: &Path, copy: &Path) -> Result<Vec<String>> {
    let _ = fs::remove_dir_all(copy.join("core"));
    let core = root.join("crates/petik-core");
    let mut names = Vec::new();
    for file in files_below(&core.join("src"))? {
        let inside = file.strip_prefix(&core)?;
        let mut source = fs::read_to_string(&file)?;
        if ROOMS.iter().any(|room| inside.starts_with(room)) {
            source = with_switches(&source, &inside.display().to_string(), &mut names);
        }
        write(&copy.join("core").join(inside), &source)?;
    }
    let switch = "\n#[doc(hidden)]\npub mod idle {\n    use std::sync::atomic::{AtomicUsize, Ordering};\n    static OFF: \
                  AtomicUsize = AtomicUsize::new(usize::MAX);\n    pub fn switch_off(n: usize) { OFF.store(n, \
                  Ordering::Relaxed) }\n    pub(crate) fn is_off(n: usize) -> bool { OFF.load(Ordering::Relaxed) == n }\n}\n";
    let door = copy.join("core/src/lib.rs");
    write(&door, &(fs::read_to_string(&door)? + switch))?;
    for file in files_below(&core.join("build"))? {
        write(&copy.join("core").join(file.strip_prefix(&core)?), &fs::read_to_string(&file)?)?;
    }
    for file in files_below(&root.join("gazetteers"))? {
        let inside = file.strip_prefix(root)?;
        write(&copy.join("core").join(inside), &fs::read_to_string(&file)?)?;
    }
    let of_core = fs::read_to_string(core.join("Cargo.toml"))?.replace("[lints]\nworkspace = true", "");
    write(&copy.join("core/Cargo.toml"), &of_core)?;
    // What crates of the workspace share, without its members.
    let shared = fs::read_to_string(root.join("Cargo.toml"))?;
    let shared: Vec<&str> = shared
        .lines()
        .skip_while(|line| *line != "[workspace.package]")
        .take_while(|line| {
            !line.starts_with('[') || line.starts_with("[workspace.package") || line.starts_with("[workspace.dep")
        })
        .filter(|line| !line.starts_with("petik-"))
        .collect();
    let workspace = format!("[workspace]\nmembers = [\"core\", \"run\"]\nresolver = \"3\"\n\n{}\n", shared.join("\n"));
    write(&copy.join("Cargo.toml"), &workspace)?;
    fs::copy(root.join("Cargo.lock"), copy.join("Cargo.lock"))?;
    let run = "[package]\nname = \"idle-run\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\npetik-core = { path = \
               \"../core\" }\nserde_json.workspace = true\njiff.workspace = true\n";
    write(&copy.join("run/Cargo.toml"), run)?;
    write(&copy.join("run/src/main.rs"), RUN)?;
    Ok(names)
}

/// The program that runs in the copy.
const RUN: &str = r#"use petik_core::{Article, Engine, idle};
use std::panic::{AssertUnwindSafe, catch_unwind};

fn main() {
    let engine = Engine::builtin().expect("lists");
    let read = |file: &str| std::fs::read_to_string(file).expect("a file that was written before");
    let articles: Vec<Article<'static>> = read("articles.jsonl").lines().map(|line| {
        let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let mut article = Article::new(value["text"].as_str().unwrap_or_default().to_owned());
        article.published = value["published"].as_str().and_then(|day| day.parse().ok());
        article
    }).collect();
    let records = || articles.iter().map(|article| {
        let record = catch_unwind(AssertUnwindSafe(|| serde_json::to_string(&engine.extract(article)).expect("JSON")));
        record.unwrap_or_else(|_| "panic".to_owned())
    }).collect::<Vec<_>>();
    std::panic::set_hook(Box::new(|_| {}));
    let base = records();
    let names = read("names.txt");
    let mut idle_ones = 0;
    for (number, name) in names.lines().enumerate() {
        idle::switch_off(number);
        if records() == base {
            idle_ones += 1;
            println!("{name}");
        }
    }
    println!("{idle_ones} of {} predicates change nothing over {} texts", names.lines().count(), articles.len());
}
"#;

/// The source with a switch as the first line of each predicate.
fn with_switches(source: &str, file: &str, names: &mut Vec<String>) -> String {
    let lines: Vec<&str> = source.lines().collect();
    let tests = lines.iter().position(|line| line.starts_with("#[cfg(test)]")).unwrap_or(lines.len());
    let mut out = String::with_capacity(source.len() + 4096);
    for (at, line) in lines.iter().enumerate() {
        out.push_str(line);
        out.push('\n');
        if at >= tests || !line.ends_with("-> bool {") {
            continue;
        }
        let head = lines[at.saturating_sub(12)..=at].iter().rev().find_map(|line| line.split_once("fn "));
        if let Some((_, name)) = head.filter(|(before, _)| !before.contains("const")) {
            let name = name.split(['(', '<']).next().unwrap_or_default();
            let _ = writeln!(out, "if crate::idle::is_off({}) {{ return false; }}", names.len());
            names.push(format!("{file}:{} {name}", at + 1));
        }
    }
    out
}

/// Leaves out each rule, trigger and weight, and says which nobody misses.
pub fn data(texts: &[(String, Option<String>)], out: &mut impl Write) -> Result<()> {
    let files = Files::builtin();
    let base = records(&Engine::with(files.clone())?, texts)?;
    let (mut idle, mut all) = (0, 0);
    let folders = ["rules/", "facts/", "words/"];
    let names: Vec<String> =
        folders.iter().flat_map(|folder| files.names(folder)).chain(["weights.csv"]).map(str::to_owned).collect();
    for name in names {
        let text = files.texts(&name)[0].to_string();
        for (told, without) in pieces(&name, &text) {
            all += 1;
            let mut less = files.clone();
            less.replace(name.clone(), without);
            // What others need cannot go, so it is not idle.
            let same = Engine::with(less).ok().map(|engine| records(&engine, texts)).transpose()?;
            if same.is_some_and(|records| records == base) {
                idle += 1;
                writeln!(out, "{name} {told}")?;
            }
        }
    }
    writeln!(
        out,
        "{idle} of {all} rules, triggers, rows of words and weights change nothing over {} texts",
        texts.len()
    )?;
    Ok(())
}

/// Each rule, trigger, row of words or weight of a file, with the file without it; a weight stays, as nothing.
fn pieces(name: &str, text: &str) -> Vec<(String, String)> {
    if name.ends_with(".csv") {
        let lines: Vec<&str> = text.lines().collect();
        let without = |at: usize| {
            let mut left: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            if name != "weights.csv" {
                left.remove(at);
                return left.join("\n") + "\n";
            }
            let cells: Vec<&str> = lines[at].splitn(3, ',').collect();
            left[at] = [cells[0], "0", cells.get(2).unwrap_or(&"")].join(",");
            left.join("\n") + "\n"
        };
        return (1..lines.len()).map(|at| (lines[at].to_owned(), without(at))).collect();
    }
    let starts: Vec<usize> =
        ["[[rule]]", "[[trigger]]"].iter().flat_map(|head| text.match_indices(head)).map(|m| m.0).collect();
    let one = |start: usize| {
        let end = text[start + 2..].find("\n[[").map_or(text.len(), |end| start + 2 + end + 1);
        let told = text[start..end].lines().find(|line| line.starts_with("name")).unwrap_or_default();
        (told.to_owned(), format!("{}{}", &text[..start], &text[end..]))
    };
    starts.into_iter().map(one).collect()
}

fn records(engine: &Engine, texts: &[(String, Option<String>)]) -> Result<Vec<String>> {
    let record = |(text, published): &(String, Option<String>)| {
        let mut article = Article::new(text.as_str());
        article.published = published.as_deref().map(str::parse).transpose()?;
        Ok(serde_json::to_string(&engine.extract(&article))?)
    };
    texts.iter().map(record).collect()
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { files.extend(files_below(&path)?) } else { files.push(path) }
    }
    files.sort();
    Ok(files)
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, text)?)
}
