//! Reads `ui/*.toml` and looks for faults. The built-in English file says which phrases there are and which places each has.

use super::Language;
use petik_core::gazetteer::Files;
use petik_core::{Fault, Vocabulary};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// A phrase; with a form for one thing, if the language has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) one: Option<String>,
    pub(super) other: String,
}

/// A phrase as it stands in a file.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a phrase is a text, or { one = \"...\", other = \"...\" }")]
enum Raw {
    Plain(String),
    Counted(Counted),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Counted {
    one: String,
    other: String,
}

type Sections = BTreeMap<String, BTreeMap<String, Spanned<Raw>>>;

fn file(language: Language) -> String {
    format!("ui/{}.toml", language.as_str())
}

/// The phrases of a language, with what is laid over them; what cannot be read is left out and told.
pub(super) fn language(files: &Files, language: Language, faults: &mut Vec<Fault>) -> BTreeMap<String, Written> {
    let mut all = BTreeMap::new();
    for (key, (written, _)) in read(files, language, faults) {
        all.insert(key, written);
    }
    all
}

/// Each phrase with its line in the last text that has it.
fn read(files: &Files, language: Language, faults: &mut Vec<Fault>) -> BTreeMap<String, (Written, usize)> {
    let name = file(language);
    let mut all = BTreeMap::new();
    for text in files.texts(&name) {
        let line_of = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
        match toml::from_str::<Sections>(text) {
            Ok(sections) => {
                for (section, phrases) in sections {
                    for (key, phrase) in phrases {
                        let line = line_of(phrase.span().start);
                        let written = match phrase.into_inner() {
                            Raw::Plain(other) => Written { one: None, other },
                            Raw::Counted(Counted { one, other }) => Written { one: Some(one), other },
                        };
                        all.insert(format!("{section}.{key}"), (written, line));
                    }
                }
            }
            Err(error) => {
                let line = error.span().map_or(0, |span| line_of(span.start));
                faults.push(Fault::new(&*name, line, error.message().trim()));
            }
        }
    }
    all
}

/// Every fault.
pub(super) fn check(files: &Files) -> Vec<Fault> {
    let mut faults = Vec::new();
    let reference = read(&Files::builtin(), Language::default(), &mut Vec::new());
    for &language in Language::ALL {
        let name = file(language);
        let own = read(files, language, &mut faults);
        if faults.iter().any(|fault| fault.file == name) {
            continue;
        }
        for (key, (phrase, line)) in &own {
            match reference.get(key) {
                None => faults.push(Fault::new(
                    &*name,
                    *line,
                    format!("{key}: no such phrase: petik asks for none of this key"),
                )),
                Some((other, _)) => faults.extend(odd(key, phrase, other).map(|odd| Fault::new(&*name, *line, odd))),
            }
        }
        let missing = reference.keys().filter(|key| !own.contains_key(*key));
        faults.extend(missing.map(|key| Fault::new(&*name, 0, format!("{key}: this phrase is missing"))));
    }
    faults.sort();
    faults
}

/// What is wrong with a phrase beside that of the reference.
fn odd(key: &str, phrase: &Written, reference: &Written) -> Option<String> {
    let expected = places(&reference.other);
    for form in phrase.one.iter().chain([&phrase.other]) {
        if form.trim().is_empty() && !reference.other.is_empty() {
            return Some(format!("{key}: the phrase is empty"));
        }
        let own = places(form);
        // One thing need not be counted.
        if own != expected && !(phrase.one.as_ref() == Some(form) && own.is_subset(&expected)) {
            let list = |places: &BTreeSet<&str>| {
                let all: Vec<String> = places.iter().map(|place| format!("{{{place}}}")).collect();
                if all.is_empty() { "none".to_owned() } else { all.join(" ") }
            };
            return Some(format!("{key}: its places are {}, not {}", list(&expected), list(&own)));
        }
    }
    None
}

/// The names in braces.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
}
