//! Embeds the folder `gazetteers/`: every `.csv` and `.toml` file below it becomes one entry of a table
//! `(relative path, text, records)`; records are where the cells of a list stand. A new list or rule file needs no registration
//! anywhere.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // what the crate may not do, its build must

// What reads lists and cuts names is the crate's own.
#[allow(dead_code)]
#[path = "../src/gazetteer/records.rs"]
mod records;
mod text;
#[allow(dead_code, unused_imports)]
#[path = "../src/work.rs"]
mod work;

use records::Records;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("gazetteers");
    println!("cargo:rerun-if-changed={}", root.display());
    let (mut files, mut names) = (Vec::new(), BTreeSet::new());
    walk(&root, &mut files)?;
    files.sort();
    let mut code = String::from("static EMBEDDED: &[(&str, &str, Option<Records>)] = &[\n");
    for file in &files {
        let name = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        println!("cargo:rerun-if-changed={}", file.display());
        let records = match file.extension().is_some_and(|e| e == "csv") {
            true => {
                let text = fs::read_to_string(file)?;
                let records = Records::of(&text);
                add_names(&name, &text, &records, &mut names);
                format!("Some({})", records.code())
            }
            false => "None".to_owned(),
        };
        code += &format!("    ({name:?}, include_str!({:?}), {records}),\n", file.display().to_string());
    }
    code += "];\n";
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default());
    fs::write(out.join("gazetteers.rs"), code)?;
    fs::write(out.join("prepared.rs"), prepared(&names))
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            println!("cargo:rerun-if-changed={}", path.display());
            walk(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "csv" || e == "toml") {
            files.push(path);
        }
    }
    Ok(())
}

impl Records {
    /// As an expression of Rust.
    fn code(&self) -> String {
        let Records { records, cells, unquoted } = self;
        let borrowed = |value: String| format!("Cow::Borrowed(&{value})");
        let (records, cells) = (borrowed(format!("{records:?}")), borrowed(format!("{cells:?}")));
        format!("Records {{ records: {records}, cells: {cells}, unquoted: Cow::Borrowed({unquoted:?}) }}")
    }
}

/// The folders and columns in which names of the lexicon stand. It is told here for speed alone: others are cut at run time, and
/// words that the lexicon does not ask for are none of it.
const NAMED: [(&str, &[&str]); 6] = [
    ("words/", &["form"]),
    ("regions/", &["name", "alias"]),
    ("people/offices.csv", &["forms"]),
    ("people/officials.csv", &["name", "variants"]),
    ("organisations.csv", &["name", "abbreviations", "variants"]),
    ("programmes.csv", &["name", "aliases", "generic"]),
];

/// Adds the names that stand in the list `file`.
fn add_names(file: &str, text: &str, records: &Records, names: &mut BTreeSet<String>) {
    let Some((_, columns)) = NAMED.iter().find(|(place, _)| file.starts_with(place) && file != "regions/ambiguous.csv")
    else {
        return;
    };
    let mut rows = (0..).map_while(|number| records.get(number)).map(|(_, cells)| cells);
    let header: Vec<&str> = rows.next().into_iter().flatten().map(|place| records.cell(text, *place)).collect();
    for cells in rows {
        for (_, place) in header.iter().zip(cells).filter(|(column, _)| columns.contains(column)) {
            let forms = records.cell(text, *place).split('|').map(|form| form.trim().to_owned());
            names.extend(forms.filter(|form| !form.is_empty() && !form.ends_with('*')));
        }
    }
}

/// The code of the names, cut.
fn prepared(names: &BTreeSet<String>) -> String {
    let mut lexicon = text::LexiconBuilder::default();
    let (mut all, mut phrases, mut cut) = (String::new(), Vec::new(), Vec::new());
    let mut places = vec![0_u32; (names.len() * 2 + 1).next_power_of_two()];
    for (number, name) in (1..).zip(names) {
        let (start, first) = (all.len(), cut.len());
        all += name;
        cut.extend(lexicon.cut(name).into_iter().map(|word| word.0));
        phrases.push((start, all.len(), first, cut.len()));
        let mut at = text::phrase_hash(name) as usize % places.len();
        while places[at] != 0 {
            at = (at + 1) % places.len();
        }
        places[at] = number;
    }
    let lexicon = lexicon.build();
    let (mut keys, mut words) = (String::new(), Vec::new());
    for word in (1..lexicon.word_count() as u32).map(text::WordId) {
        keys += lexicon.key(word);
        words.push((keys.len(), text::hash(lexicon.key(word))));
    }
    format!(
        "static PREPARED: Prepared = Prepared {{ keys: {keys:?}, words: &{words:?}, text: {all:?}, phrases: &{phrases:?}, \
         cut: &{cut:?}, places: &{places:?} }};\n"
    )
}
