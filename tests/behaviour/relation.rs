//! The tables of texts and relations as they are written.

use crate::files::root;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fs;

/// A template with the facts that it states; its minimum is that they are found, and nothing else.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub name: String,
    pub capability: String,
    pub text: String,
    /// As [`super::fact::read`] reads them.
    pub facts: Vec<String>,
    /// What the signing says besides: `instrument`, `mode`, `place`, `counterparty`.
    #[serde(default)]
    pub slots: BTreeMap<String, String>,
}

/// How a text is changed.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// A sentence in front, or a paragraph if it ends with a line feed.
    Before(String),
    /// A sentence behind, or a paragraph if it begins with a line feed.
    After(String),
    /// In the place of the space behind the first sentence.
    Between(String),
    /// Words of the template for others; only texts that have all of them are changed.
    Replace(Vec<(String, String)>),
    /// The same template with other fillings.
    Other(Filled),
}

/// What is filled in otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filled {
    /// Other regions of the same types.
    Regions,
    /// Another day of the year.
    Day,
    /// Another year, and a day of it.
    Year,
    /// Another of the programme's names.
    Programme,
    /// Another award.
    Award,
}

/// What becomes of the facts of a text that is changed.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Expect {
    /// They stay as they are.
    Same,
    /// Nothing is done any more.
    None,
    /// These come to them.
    More(Vec<String>),
    /// Those of regions that are no longer named are gone.
    Fewer,
    /// Each of them has this status, and none is done; when is not compared.
    Status(String),
    /// What stood there as `day` or `year` is null.
    Null(String),
}

/// A change with what it changes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    pub name: String,
    pub capability: String,
    /// Capabilities of the texts, or names of texts, that it is made of.
    pub of: Vec<String>,
    pub change: Vec<Change>,
    pub expect: Expect,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    text: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Relations {
    relation: Vec<Relation>,
}

pub fn texts() -> Vec<Text> {
    toml_file::<Texts>("texts.toml").text
}

pub fn relations(file: &str) -> Vec<Relation> {
    toml_file::<Relations>(file).relation
}

/// A file of this folder.
pub fn toml_file<T: DeserializeOwned>(name: &str) -> T {
    let path = root().join("tests/behaviour").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

impl Change {
    /// The template changed; `None`: it has nothing that this changes.
    pub fn of(&self, template: &str) -> Option<String> {
        let changed = match self {
            Change::Before(words) => {
                let joint = if words.ends_with('\n') { "" } else { " " };
                format!("{words}{joint}{template}")
            }
            Change::After(words) => {
                // Behind a list of lines there is no sentence to go on.
                let joint = match template.ends_with('.') {
                    _ if words.starts_with('\n') => "",
                    true => " ",
                    false => "\n\n",
                };
                format!("{template}{joint}{words}")
            }
            Change::Between(words) => {
                let (first, rest) = template.split_once(". ")?;
                format!("{first}.{words}{rest}")
            }
            Change::Replace(pairs) => {
                if !pairs.iter().all(|(from, _)| template.contains(from.as_str())) {
                    return None;
                }
                pairs.iter().fold(template.to_owned(), |text, (from, to)| text.replace(from.as_str(), to))
            }
            Change::Other(filled) => {
                return filled.slots().iter().any(|s| template.contains(s)).then(|| template.to_owned());
            }
        };
        Some(changed)
    }
}

impl Filled {
    /// What a template has that this fills.
    fn slots(self) -> &'static [&'static str] {
        match self {
            Filled::Regions => &["{a", "{list", "{b"],
            Filled::Day => &["{day"],
            Filled::Year => &["{year", "{day"],
            Filled::Programme => &["{programme"],
            Filled::Award => &["{award"],
        }
    }
}
