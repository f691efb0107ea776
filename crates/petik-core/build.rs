//! Embeds the folder `gazetteers/`: every `.csv` and `.toml` file below it becomes one entry of a table
//! `(relative path, text, records)`; records are where the cells of a list stand. A new list or rule file needs no registration
//! anywhere.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // what the crate may not do, its build must

// The reader of the crate itself.
#[allow(dead_code)]
#[path = "src/gazetteer/records.rs"]
mod records;

use records::Records;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("gazetteers");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    walk(&root, &mut files)?;
    files.sort();
    println!("cargo:rerun-if-changed=src/gazetteer/records.rs");
    let mut code = String::from("static EMBEDDED: &[(&str, &str, Option<Records>)] = &[\n");
    for file in &files {
        let name = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        println!("cargo:rerun-if-changed={}", file.display());
        let records = match file.extension().is_some_and(|e| e == "csv") {
            true => format!("Some({})", Records::of(&fs::read_to_string(file)?).code()),
            false => "None".to_owned(),
        };
        code += &format!("    ({name:?}, include_str!({:?}), {records}),\n", file.display().to_string());
    }
    code += "];\n";
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("gazetteers.rs");
    fs::write(out, code)
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
