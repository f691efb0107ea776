//! The files that scoring reads. Of records only what is compared is asked for, so that records of other programs and of
//! older versions can be scored as well.

use anyhow::{Context, bail};
use petik::source::open_unpacked;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::fmt;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A value that is compared: a number or words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(untagged)]
pub(super) enum Atom {
    Number(i64),
    Words(String),
}

impl fmt::Display for Atom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Atom::Number(number) => number.fmt(f),
            Atom::Words(words) => f.write_str(words),
        }
    }
}

/// A region, as an object or as its bare code.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Region {
    Code(String),
    Object { code: Option<String> },
}

impl Region {
    pub(super) fn code(&self) -> Option<&str> {
        match self {
            Region::Code(code) => Some(code),
            Region::Object { code } => code.as_deref(),
        }
    }
}

/// An article record.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Record {
    pub(super) id: String,
    #[serde(default)]
    pub(super) mentions: Vec<Mention>,
    #[serde(default)]
    pub(super) facts: Vec<Fact>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Mention {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) start: usize,
    pub(super) end: usize,
    #[serde(default)]
    pub(super) text: String,
    pub(super) region: Option<Region>,
    #[serde(default = "day")]
    pub(super) granularity: Option<String>,
    pub(super) value: Option<Atom>,
    pub(super) role: Option<String>,
    pub(super) name: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Fact {
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(default = "done")]
    pub(super) status: Option<String>,
    pub(super) programme: Option<String>,
    pub(super) region: Option<Region>,
    pub(super) date: Option<Atom>,
    pub(super) cohort_year: Option<Atom>,
    pub(super) value: Option<Atom>,
    #[serde(default = "selected")]
    pub(super) role: Option<String>,
}

fn day() -> Option<String> {
    Some("day".into())
}

fn done() -> Option<String> {
    Some("done".into())
}

fn selected() -> Option<String> {
    Some("selected".into())
}

/// An annotated article.
#[derive(Debug, Deserialize)]
pub(super) struct GoldArticle {
    pub(super) id: String,
    #[serde(default)]
    pub(super) regions: Vec<GoldRegion>,
    #[serde(default)]
    pub(super) dates: Vec<GoldDate>,
    #[serde(default)]
    pub(super) counts: Vec<GoldCount>,
    #[serde(default)]
    pub(super) officials: Vec<GoldOfficial>,
    #[serde(default)]
    pub(super) programmes: Vec<Place>,
    #[serde(default)]
    pub(super) facts: Vec<GoldFact>,
    #[serde(default)]
    pub(super) ambiguous: Vec<Place>,
}

/// Where an annotation stands; one that tells no words has no place.
#[derive(Debug, Deserialize)]
pub(super) struct Place {
    pub(super) start: Option<usize>,
    pub(super) text: Option<String>,
}

impl Place {
    pub(super) fn span(&self) -> Option<(usize, usize)> {
        let (start, text) = (self.start?, self.text.as_ref()?);
        Some((start, start + text.chars().count()))
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct GoldRegion {
    pub(super) name: String,
    pub(super) kode: Option<String>,
    #[serde(flatten)]
    pub(super) place: Place,
}

#[derive(Debug, Deserialize)]
pub(super) struct GoldDate {
    pub(super) iso: Option<String>,
    pub(super) iso_end: Option<String>,
    #[serde(flatten)]
    pub(super) place: Place,
}

#[derive(Debug, Deserialize)]
pub(super) struct GoldCount {
    pub(super) value: Option<Atom>,
    pub(super) role: Option<String>,
    #[serde(flatten)]
    pub(super) place: Place,
}

#[derive(Debug, Deserialize)]
pub(super) struct GoldOfficial {
    pub(super) name: String,
    #[serde(flatten)]
    pub(super) place: Place,
}

#[derive(Debug, Deserialize)]
pub(super) struct GoldFact {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) programme: Option<String>,
    pub(super) region: Option<String>,
    pub(super) date: Option<Atom>,
    #[serde(default)]
    pub(super) date_accept: Vec<Option<Atom>>,
    pub(super) cohort_year: Option<Atom>,
    #[serde(default)]
    pub(super) year_accept: Vec<Option<Atom>>,
    pub(super) value: Option<Atom>,
}

/// An article's text, for checking offsets.
#[derive(Debug, Deserialize)]
pub(super) struct TextArticle {
    pub(super) id: String,
    pub(super) text: String,
}

/// The annotated articles of a file, or of the `*.gold.json` files of a folder in the order of their names.
pub(super) fn gold(path: &Path) -> anyhow::Result<Vec<GoldArticle>> {
    if !path.is_dir() {
        return objects(path);
    }
    let entries = fs::read_dir(path).with_context(|| path.display().to_string())?;
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(".gold.json"));
    files.sort();
    if files.is_empty() {
        bail!("{}: no *.gold.json files in this folder", path.display());
    }
    let mut gold = Vec::new();
    for file in files {
        gold.extend(objects(&file)?);
    }
    Ok(gold)
}

/// The JSON objects of a file, one after the other; whether each has a line of its own does not matter.
pub(super) fn objects<T: DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    let mut text = String::new();
    open_unpacked(path)
        .and_then(|mut bytes| bytes.read_to_string(&mut text))
        .with_context(|| path.display().to_string())?;
    serde_json::Deserializer::from_str(&text)
        .into_iter()
        .collect::<Result<_, _>>()
        .map_err(|error| anyhow::anyhow!("{}:{}: {error}", path.display(), error.line()))
}
