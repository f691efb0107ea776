//! All instances of all relations, their rates, and the tests that hold them.

use super::fillings::Pools;
use super::instance::{Instance, Outcome};
use super::rates::{self, Rates};
use super::relation::{Change, Expect, Relation, Text, relations, texts};
use super::table;
use petik::Engine;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Fillings of each text for its minimum, and of each text with each change.
const FILLINGS: usize = 6;
const FILLINGS_OF_A_CHANGE: usize = 2;

/// Examples that a failure shows of a relation.
const SHOWN: usize = 2;

/// The three ways to look at a capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Minimum,
    Invariance,
    Direction,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Minimum, Kind::Invariance, Kind::Direction];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Minimum => "minimum",
            Kind::Invariance => "invariance",
            Kind::Direction => "direction",
        }
    }

    /// The rate that is aimed at, and that a relation without a rate of its own may have.
    pub fn aim(self) -> f64 {
        match self {
            Kind::Minimum => 0.05,
            Kind::Invariance => 0.02,
            Kind::Direction => 0.04,
        }
    }
}

/// How often a relation holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Instances that show something.
    pub made: usize,
    pub idle: usize,
    pub failed: usize,
}

impl Tally {
    pub fn rate(&self) -> f64 {
        if self.made == 0 { 0.0 } else { self.failed as f64 / self.made as f64 }
    }

    pub fn add(&mut self, other: &Tally) {
        self.made += other.made;
        self.idle += other.idle;
        self.failed += other.failed;
    }
}

/// What came of a relation.
pub struct Result {
    pub name: String,
    pub kind: Kind,
    pub capability: String,
    pub tally: Tally,
    /// Each failure in lines.
    pub failures: Vec<Vec<String>>,
}

impl Result {
    fn new(name: &str, kind: Kind, capability: &str) -> Result {
        let (name, capability) = (name.to_owned(), capability.to_owned());
        Result { name, kind, capability, tally: Tally::default(), failures: Vec::new() }
    }

    fn take(&mut self, outcome: Outcome) {
        self.tally.made += usize::from(outcome != Outcome::Idle);
        self.tally.idle += usize::from(outcome == Outcome::Idle);
        if let Outcome::Failed(why) = outcome {
            self.tally.failed += 1;
            self.failures.push(why);
        }
    }
}

struct Run {
    faults: Vec<String>,
    results: Vec<Result>,
}

static RUN: LazyLock<Run> = LazyLock::new(|| {
    let (engine, pools, texts) = (Engine::builtin().unwrap(), Pools::read(), texts());
    let mut maker = Maker { engine: &engine, pools: &pools, texts: &texts, faults: Vec::new() };
    let mut results: Vec<Result> = texts.iter().map(|text| maker.minimum(text)).collect();
    for (kind, file) in [(Kind::Invariance, "invariance.toml"), (Kind::Direction, "direction.toml")] {
        results.extend(relations(file).iter().map(|relation| maker.relation(relation, kind)));
    }
    let mut names = BTreeSet::new();
    let twice = results.iter().filter(|result| !names.insert(&result.name));
    maker.faults.extend(twice.map(|result| format!("{}: stands twice", result.name)));
    Run { faults: maker.faults, results }
});

struct Maker<'m> {
    engine: &'m Engine,
    pools: &'m Pools,
    texts: &'m [Text],
    faults: Vec<String>,
}

impl<'m> Maker<'m> {
    fn instance(&self, text: &'m Text, filling: usize) -> Instance<'m> {
        Instance { engine: self.engine, pools: self.pools, text, filling }
    }

    fn minimum(&mut self, text: &'m Text) -> Result {
        let mut result = Result::new(&text.name, Kind::Minimum, &text.capability);
        for filling in 0..FILLINGS {
            match self.instance(text, filling).minimum() {
                Ok(outcome) => result.take(outcome),
                Err(fault) => self.faults.push(format!("{}: {fault}", text.name)),
            }
        }
        result
    }

    fn relation(&mut self, relation: &Relation, kind: Kind) -> Result {
        let mut result = Result::new(&relation.name, kind, &relation.capability);
        for of in &relation.of {
            if !self.texts.iter().any(|text| *of == text.capability || *of == text.name) {
                self.faults.push(format!("{}: no text is called `{of}`", relation.name));
            }
        }
        for (place, change) in relation.change.iter().enumerate() {
            if !self.change(&mut result, (place, change), &relation.of, &relation.expect) {
                self.faults.push(format!("{}: change {} touches no text", relation.name, place + 1));
            }
        }
        result
    }

    /// Makes the instances of one change; whether there are any.
    fn change(&mut self, result: &mut Result, change: (usize, &Change), of: &[String], expect: &Expect) -> bool {
        let mut any = false;
        let of_relation = self.texts.iter().filter(|text| of.contains(&text.capability) || of.contains(&text.name));
        for (number, text) in of_relation.enumerate() {
            // Other fillings for each text and change, so that few instances see many regions.
            let first = number * FILLINGS_OF_A_CHANGE + change.0;
            for filling in first..first + FILLINGS_OF_A_CHANGE {
                match self.instance(text, filling).changed(change.1, expect) {
                    Ok(outcome) => {
                        any |= outcome.is_some();
                        outcome.into_iter().for_each(|outcome| result.take(outcome));
                    }
                    Err(fault) => self.faults.push(format!("{} of {}: {fault}", result.name, text.name)),
                }
            }
        }
        any
    }
}

#[test]
fn every_table_is_readable() {
    assert!(RUN.faults.is_empty(), "\n{}", RUN.faults.join("\n"));
    let made: usize = RUN.results.iter().map(|result| result.tally.made + result.tally.idle).sum();
    assert!(RUN.results.len() >= 40 && made >= 600, "{} relations, {made} instances", RUN.results.len());
}

#[test]
fn relations_fail_no_more_often_than_they_did() {
    let rates = Rates::read();
    let rates = if rates::raising() { rates.lowered(&RUN.results) } else { rates };
    println!("{}", table::table(&RUN.results, &rates));
    for result in RUN.results.iter().filter(|result| rates::asked_for(&result.name)) {
        let failures: Vec<String> = result.failures.iter().map(|lines| lines.join("\n    ")).collect();
        println!("{}:\n  {}\n", result.name, failures.join("\n  "));
    }
    let broken: Vec<String> = RUN.results.iter().filter_map(|result| rates.broken_by(result)).collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// The first failures of a relation, for a message.
pub fn examples(result: &Result) -> String {
    result.failures.iter().take(SHOWN).map(|lines| format!("\n    {}", lines.join("\n      "))).collect()
}
