//! One filling of one text, perhaps changed, and what petik makes of it.

use super::fact::{self, Fact, Facts, NONE};
use super::fillings::{Filling, Pools};
use super::relation::{Change, Expect, Text};
use super::slots::{fill, size};
use petik::record::{ArticleRecord, FactType};
use petik::{Article, Engine};
use std::collections::BTreeMap;

/// What came of an instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Held,
    /// Nothing is found in the text as it stands, so that the change shows nothing.
    Idle,
    /// Why, in lines.
    Failed(Vec<String>),
}

/// A text with one number of fillings, ready to be read.
pub struct Instance<'t> {
    pub engine: &'t Engine,
    pub pools: &'t Pools,
    pub text: &'t Text,
    /// The number of the filling.
    pub filling: usize,
}

/// What was read of one filled template.
struct Read {
    words: String,
    /// All facts, and of them those that are done.
    facts: Facts,
    slots: Vec<String>,
}

impl Read {
    fn done(&self) -> Facts {
        self.facts.iter().filter(|fact| fact.is_done()).cloned().collect()
    }
}

impl Instance<'_> {
    /// Whether the facts that the text states are found, and nothing else.
    ///
    /// # Errors
    ///
    /// What cannot be read of the text's row.
    pub fn minimum(&self) -> Result<Outcome, String> {
        let filling = self.pools.filling(self.filling, None);
        let stated = self.stated(&filling)?;
        let read = self.read(&self.text.text, &filling, &stated)?;
        let mut why = fact::differences(&stated, &read.done());
        why.extend_from_slice(&read.slots);
        Ok(outcome(why, &[&read]))
    }

    /// Whether `change` does to the facts what is expected of it; `None`: it does not touch the text.
    ///
    /// # Errors
    ///
    /// What cannot be read of a row.
    pub fn changed(&self, change: &Change, expect: &Expect) -> Result<Option<Outcome>, String> {
        let Some(template) = change.of(&self.text.text) else { return Ok(None) };
        let filling = self.pools.filling(self.filling, None);
        let stated = self.stated(&filling)?;
        let base = self.read(&self.text.text, &filling, &stated)?;
        let other = if let Change::Other(filled) = change { Some(*filled) } else { None };
        let changed = self.read(&template, &self.pools.filling(self.filling, other), &stated)?;
        if base.done().is_empty() {
            return Ok(Some(Outcome::Idle));
        }
        let wanted = expect.of(&base.done(), &filling, &changed.words)?;
        let why = match expect {
            Expect::Status(_) => {
                let mut why = fact::differences(&wanted, &without_when(&changed.facts));
                why.retain(|line| !line.contains(FactType::CohortSize.as_str()));
                why
            }
            _ => fact::differences(&wanted, &changed.done()),
        };
        Ok(Some(outcome(why, &[&base, &changed])))
    }

    fn stated(&self, filling: &Filling) -> Result<Facts, String> {
        all(&self.text.facts, &filling.symbols())
    }

    fn read(&self, template: &str, filling: &Filling, stated: &Facts) -> Result<Read, String> {
        let words = fill(template, filling, self.pools)?;
        let article = Article::new(words.as_str());
        let record = self.engine.extract(&article);
        let facts = fact::facts_of(&record, filling, size(template, filling), stated);
        let slots = slots_missing(&record, &self.text.slots)?;
        drop(record);
        Ok(Read { words, facts, slots })
    }
}

fn outcome(mut why: Vec<String>, read: &[&Read]) -> Outcome {
    if why.is_empty() {
        return Outcome::Held;
    }
    let texts = read.iter().map(|read| format!("“{}”", read.words.replace('\n', " ⏎ ")));
    why = texts.chain(why).collect();
    Outcome::Failed(why)
}

fn all(lines: &[String], symbols: &[String]) -> Result<Facts, String> {
    let facts: Result<Vec<Vec<Fact>>, String> = lines.iter().map(|line| fact::read(line, symbols)).collect();
    Ok(facts?.into_iter().flatten().collect())
}

/// The slots of the done signing that are not as `wanted`.
fn slots_missing(record: &ArticleRecord<'_>, wanted: &BTreeMap<String, String>) -> Result<Vec<String>, String> {
    let mut missing = Vec::new();
    for (slot, value) in wanted {
        let mut found = Vec::new();
        for fact in record.facts.iter().filter(|fact| fact.kind == FactType::Signing) {
            match slot.as_str() {
                "instrument" => found.extend(fact.instrument.as_deref().map(str::to_owned)),
                "mode" => found.extend(fact.mode.map(|mode| mode.to_string())),
                "place" => found.extend(fact.place.as_deref().map(str::to_owned)),
                "counterparty" => found.extend(fact.counterparties.iter().map(|party| party.to_string())),
                _ => return Err(format!("`{slot}` is no slot of a signing")),
            }
        }
        if !found.contains(value) {
            missing.push(format!("{slot} `{value}` is missing, found {found:?}"));
        }
    }
    Ok(missing)
}

fn without_when(facts: &Facts) -> Facts {
    facts.iter().map(|fact| Fact { when: NONE.to_owned(), ..fact.clone() }).collect()
}

impl Expect {
    /// The facts of a changed text, `words`, from those of the text as it stood.
    fn of(&self, base: &Facts, filling: &Filling, words: &str) -> Result<Facts, String> {
        let named = |fact: &Fact| filling.regions.get(&fact.who).is_none_or(|region| words.contains(&region.name));
        let when = |fact: &Fact, from: &str| if fact.when == from { NONE.to_owned() } else { fact.when.clone() };
        Ok(match self {
            Expect::Same => base.clone(),
            Expect::None => Facts::new(),
            Expect::More(lines) => base.union(&all(lines, &filling.symbols())?).cloned().collect(),
            Expect::Fewer => base.iter().filter(|fact| named(fact)).cloned().collect(),
            Expect::Null(what) => base.iter().map(|f| Fact { when: when(f, what), ..f.clone() }).collect(),
            Expect::Status(status) => {
                let of_regions = base.iter().filter(|fact| fact.kind != FactType::CohortSize.as_str());
                let facts = of_regions.map(|fact| Fact { status: status.clone(), ..fact.clone() }).collect();
                without_when(&facts)
            }
        })
    }
}
