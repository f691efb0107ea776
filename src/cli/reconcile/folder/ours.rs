//! What a folder holds: nothing but what petik wrote, or something that must not be lost.

use crate::cli::reconcile::digest;
use anyhow::{Context, bail, ensure};
use petik::reconcile::{PACKAGE_FILE, Package, REPORT_FILE, ROW_SCHEMA, ROWS_FILE, Sheet, WORKBOOK_FILE, Written};
use sha2::Sha256;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// What stands at the place of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum There {
    Nothing,
    /// A folder without files.
    Empty,
    /// A result, as petik wrote it.
    Result,
}

/// No description of a result is longer.
const PACKAGE_BYTES: u64 = 16 << 20;

/// Whether a result may have a file of this name.
pub(super) fn is_name(name: &str) -> bool {
    [ROWS_FILE, WORKBOOK_FILE, REPORT_FILE, PACKAGE_FILE].contains(&name)
        || Sheet::ALL.iter().any(|sheet| sheet.file() == name)
}

/// Looks at `dir`; an error names the first thing in it that petik did not write, or that was changed since.
pub(super) fn look(dir: &Path) -> anyhow::Result<There> {
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(There::Nothing),
        entries => entries?,
    };
    let mut names: Vec<String> = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // A folder or link is a stranger under any name.
        names.push(if entry.file_type()?.is_file() { name } else { name + "/" });
    }
    if names.is_empty() {
        return Ok(There::Empty);
    }
    names.sort_unstable();
    if let Some(foreign) = names.iter().find(|name| !is_name(name)) {
        bail!("it holds {}, which petik did not write; {CHOICE}", foreign.escape_debug());
    }
    ensure!(
        names.iter().any(|name| name == PACKAGE_FILE),
        "it holds {} but no {PACKAGE_FILE}, which would say that petik wrote it; {CHOICE}",
        names[0]
    );
    let package = package(dir)?;
    for name in names.iter().filter(|name| *name != PACKAGE_FILE) {
        is_unchanged(dir, name, &package)?;
    }
    Ok(There::Result)
}

const CHOICE: &str = "choose another folder, or move that file away";

fn package(dir: &Path) -> anyhow::Result<Package> {
    let mut text = Vec::new();
    File::open(dir.join(PACKAGE_FILE))?.take(PACKAGE_BYTES).read_to_end(&mut text)?;
    let package: Package = serde_json::from_slice(&text)
        .with_context(|| format!("its {PACKAGE_FILE} is not one that petik wrote; choose another folder"))?;
    let schema = &package.petik.schema;
    ensure!(
        *schema == ROW_SCHEMA,
        "it holds results as `{schema}`, this petik writes `{ROW_SCHEMA}`; choose another folder"
    );
    Ok(package)
}

/// Whoever wrote notes into a table keeps them.
fn is_unchanged(dir: &Path, name: &str, package: &Package) -> anyhow::Result<()> {
    let Some(written) = package.resources.iter().find(|written| written.path == name) else {
        bail!("it holds {name}, which is not in its {PACKAGE_FILE}; {CHOICE}");
    };
    let same = is_same(&dir.join(name), written).with_context(|| format!("cannot read {name}"))?;
    ensure!(same, "its {name} was changed since petik wrote it; {CHOICE}");
    Ok(())
}

fn is_same(path: &Path, written: &Written) -> io::Result<bool> {
    let file = File::open(path)?;
    Ok(file.metadata()?.len() == written.bytes && hash(digest::sum(file)?) == written.hash)
}

/// A digest as [`Written::hash`] has it.
pub(super) fn hash(digest: Sha256) -> String {
    format!("sha256:{}", digest::hex(digest))
}

/// Removes a result with its folder. What petik did not write stays, and the folder with it.
pub(super) fn clear(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() && entry.file_name().to_str().is_some_and(is_name) {
            fs::remove_file(entry.path())?;
        }
    }
    fs::remove_dir(folder)
}
