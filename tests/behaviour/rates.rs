//! The rates that have been reached, `rates.toml`. They only fall: `PETIK_FLOORS=raise` writes what is reached now, where that
//! is better.

use super::relation::toml_file;
use super::run::{Kind, Result, examples};
use crate::files::root;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

const HEAD: &str = "\
# Relations that fail more often than is aimed at (0.05 of a minimum, 0.02 of an invariance, 0.04 of a direction), and how
# often they may: what was reached, rounded up. Every other relation has to keep to its aim. The rates only fall:
#   PETIK_FLOORS=raise cargo test --test petik behaviour
# A changed text counts once something is found in it as it stands; where that comes new, the rate of a change can rise, and is
# raised here by hand.
";

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rates {
    at_most: BTreeMap<String, f64>,
}

impl Rates {
    pub fn read() -> Rates {
        toml_file("rates.toml")
    }

    /// The rate that a relation may have.
    pub fn at_most(&self, result: &Result) -> f64 {
        self.at_most.get(&result.name).copied().unwrap_or(result.kind.aim())
    }

    /// Why a relation does not keep to its rate.
    pub fn broken_by(&self, result: &Result) -> Option<String> {
        let (rate, most) = (result.tally.rate(), self.at_most(result));
        let fails = format!("{} of {} fail", result.tally.failed, result.tally.made);
        (rate > most).then(|| format!("{}: {fails}, at most {most} of them may{}", result.name, examples(result)))
    }

    /// The better of these and what is reached, which is written. Rates of relations that are no more, or that keep to their
    /// aim, are dropped.
    pub fn lowered(&self, results: &[Result]) -> Rates {
        let mut out = HEAD.to_owned() + "\n[at_most]\n";
        let mut lowered = Rates::default();
        for kind in Kind::ALL {
            let _ = writeln!(out, "\n# {}", kind.name());
            for result in results.iter().filter(|result| result.kind == kind) {
                let reached = (result.tally.rate() * 100.0).ceil() / 100.0;
                let rate = self.at_most.get(&result.name).copied().unwrap_or(1.0).min(reached);
                if rate > kind.aim() {
                    let _ = writeln!(out, "{:?} = {rate:?}", result.name);
                    lowered.at_most.insert(result.name.clone(), rate);
                }
            }
        }
        fs::write(root().join("tests/behaviour/rates.toml"), out).unwrap();
        lowered
    }
}

/// Whether the rates are to be written anew.
pub fn raising() -> bool {
    std::env::var("PETIK_FLOORS").is_ok_and(|value| value == "raise")
}

/// Whether the failures of a relation are to be shown.
pub fn asked_for(name: &str) -> bool {
    std::env::var("PETIK_CASES").is_ok_and(|word| word == "all" || name.contains(&word))
}
