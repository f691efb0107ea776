//! The floors: what has been reached and must not be lost. They only rise; lowering one is a deliberate act, in the
//! same change as its reason. `PETIK_FLOORS=raise` writes what is reached now, where that is better.

use crate::corpus::case::Layer;
use crate::corpus::compare::Tally;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

const HEAD: &str = "\
# What the cases of corpus/cases reach; tests/corpus holds them to it. The figures only get better:
#   PETIK_FLOORS=raise cargo test corpus
";

/// The floors of the cases.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floors {
    /// Texts of which everything comes out right, at least.
    pub texts: usize,
    /// Expectation lines of a layer that hold, at least.
    pub right: BTreeMap<String, usize>,
    /// Answers of a layer that no line asks for, at most.
    pub superfluous: BTreeMap<String, usize>,
}

impl Floors {
    pub fn read(path: &Path) -> Floors {
        let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    /// The better of these and what is reached.
    pub fn raised(&self, texts: usize, reached: &BTreeMap<Layer, Tally>) -> Floors {
        let mut raised = Floors { texts: self.texts.max(texts), ..Floors::default() };
        for (layer, tally) in reached {
            let name = layer.name().to_owned();
            let right = self.right.get(&name).copied().unwrap_or(0).max(tally.right);
            let superfluous = self.superfluous.get(&name).copied().unwrap_or(usize::MAX).min(tally.superfluous);
            raised.right.insert(name.clone(), right);
            raised.superfluous.insert(name, superfluous);
        }
        raised
    }

    /// Why a layer is below its floor.
    pub fn broken_by(&self, layer: Layer, reached: Tally) -> Option<String> {
        let (right, superfluous) = (self.right.get(layer.name())?, self.superfluous.get(layer.name())?);
        if reached.right < *right {
            return Some(format!("{}: {} of {} right, the floor is {right}", layer.name(), reached.right, reached.of));
        }
        let more = reached.superfluous > *superfluous;
        more.then(|| format!("{}: {} not expected, at most {superfluous}", layer.name(), reached.superfluous))
    }

    pub fn write(&self, path: &Path) {
        let mut out =
            format!("{HEAD}\n# Texts of which everything comes out right, at least.\ntexts = {}\n", self.texts);
        out += "\n# Expectation lines that hold, at least.\n[right]\n";
        for (layer, number) in &self.right {
            let _ = writeln!(out, "{layer} = {number}");
        }
        out += "\n# Answers that no line asks for, at most.\n[superfluous]\n";
        for (layer, number) in &self.superfluous {
            let _ = writeln!(out, "{layer} = {number}");
        }
        fs::write(path, out).unwrap();
    }
}

/// Whether the floors are to be written anew.
pub fn raising() -> bool {
    std::env::var("PETIK_FLOORS").is_ok_and(|value| value == "raise")
}
