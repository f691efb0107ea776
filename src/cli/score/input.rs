//! The files that scoring reads.

use crate::cli::message;
use anyhow::{Context, bail};
use petik::gazetteer::Regions;
use petik::record::ArticleRecord;
use petik::score::Annotations;
use petik::source::open_unpacked;
use petik::{Error, Fault};
use serde::Deserialize;
use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Texts by the id of their article.
pub(super) type Texts = HashMap<String, String>;

/// The text of a file, unpacked.
pub(in crate::cli) fn text(path: &Path) -> anyhow::Result<String> {
    let mut text = String::new();
    open_unpacked(path)
        .and_then(|mut bytes| bytes.read_to_string(&mut text))
        .with_context(|| path.display().to_string())?;
    Ok(text)
}

/// The records in the text of the file `path`.
pub(super) fn records<'t>(path: &Path, text: &'t str) -> anyhow::Result<Vec<ArticleRecord<'t>>> {
    ArticleRecord::all_from_json(text).map_err(|error| {
        anyhow::anyhow!("{}:{}: no article record, which `petik extract` writes: {error}", path.display(), error.line())
    })
}

/// Articles by id.
pub(super) fn texts(path: &Path) -> anyhow::Result<Texts> {
    #[derive(Deserialize)]
    struct Article {
        id: String,
        text: String,
    }
    let articles = text(path)?;
    let articles = serde_json::Deserializer::from_str(&articles).into_iter::<Article>();
    let texts = articles.map(|article| article.map(|article| (article.id, article.text))).collect::<Result<_, _>>();
    texts.map_err(|error| anyhow::anyhow!("{}:{}: {error}", path.display(), error.line()))
}

/// The annotated articles of a file, or of the `*.gold.json` files of a folder in the order of their names, where the text of
/// `NAME.gold.json` stands in `NAME.txt`. `None` where there are faults; each of them was told.
pub(in crate::cli) fn annotations(
    path: &Path,
    regions: &Regions,
    texts: &HashMap<&str, &str>,
) -> anyhow::Result<Option<Annotations>> {
    let mut faults: Vec<Fault> = Vec::new();
    let mut all = Vec::new();
    for file in files(path)? {
        let beside = file.to_string_lossy().strip_suffix(ENDING).map(|stem| PathBuf::from(format!("{stem}.txt")));
        let beside = beside.and_then(|beside| fs::read_to_string(beside).ok());
        let text_of = |id: &str| texts.get(id).copied().or(beside.as_deref());
        match Annotations::read(&file.display().to_string(), &text(&file)?, regions, text_of) {
            Ok(annotations) => all.push(annotations),
            Err(Error::Lists(of_file)) => faults.extend(of_file),
            Err(error) => return Err(error.into()),
        }
    }
    faults.iter().for_each(message::error);
    Ok(faults.is_empty().then(|| Annotations::join(all)))
}

const ENDING: &str = ".gold.json";

fn files(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).with_context(|| path.display().to_string())?;
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(ENDING));
    files.sort();
    if files.is_empty() {
        bail!(
            "{}: no *{ENDING} files in this folder; an annotation stands beside its article, NAME{ENDING} beside NAME.txt",
            path.display()
        );
    }
    Ok(files)
}
