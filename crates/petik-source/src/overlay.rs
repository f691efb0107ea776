//! The lists and rules of a user: a folder laid over the built-in ones.

use petik_core::gazetteer::Files;
use petik_core::{Error, Fault, Result};
use std::fs;
use std::path::Path;

/// The built-in lists and rules with the `.csv` and `.toml` files below `folder` laid over them. The folder has the layout of
/// `gazetteers/`; only the files that change something need to be there.
///
/// # Errors
///
/// Every file and folder that cannot be read, as a [`Fault`] with its path.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let folder = tempfile::tempdir()?;
/// std::fs::create_dir(folder.path().join("regions"))?;
/// std::fs::write(folder.path().join("regions/aliases.csv"), "alias,code,kind\nKota Seribu Goa,35.01,nickname\n")?;
/// let engine = petik_core::Engine::with(petik_source::overlay(folder.path())?)?;
/// let article = petik_core::Article::new("Pemkab Kota Seribu Goa");
/// assert_eq!(engine.extract(&article).mentions.len(), 1);
/// # Ok(())
/// # }
/// ```
pub fn overlay(folder: &Path) -> Result<Files> {
    let (mut files, mut faults) = (Files::builtin(), Vec::new());
    let mut todo = vec![folder.to_owned()];
    while let Some(below) = todo.pop() {
        let entries = fs::read_dir(&below).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
        let entries = entries.unwrap_or_else(|error| {
            faults.push(unreadable(&below, &error));
            Vec::new()
        });
        for path in entries.into_iter().map(|entry| entry.path()) {
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|ending| ending == "csv" || ending == "toml") {
                match fs::read_to_string(&path) {
                    Ok(text) => {
                        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                        files.lay_over(name, text);
                    }
                    Err(error) => faults.push(unreadable(&path, &error)),
                }
            }
        }
    }
    if faults.is_empty() { Ok(files) } else { Err(Error::Lists(faults)) }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Fault {
    Fault::new(path.display().to_string(), 0, format!("cannot be read: {error}"))
}
