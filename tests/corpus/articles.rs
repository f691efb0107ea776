//! The whole articles of `corpus/articles`: the built program reads and scores them, as a user would.

use crate::corpus::floors::raising;
use crate::corpus::root;
use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::process::{Command, Output};

const FLOORS: &str = "corpus/floors-articles.toml";

/// Layers with a floor; `facts` and its types, and where the mentions stand.
const LAYERS: [&str; 15] = [
    "regions",
    "dates",
    "counts",
    "officials",
    "facts",
    "facts:signing",
    "facts:membership",
    "facts:cohort_size",
    "slots:programme",
    "slots:instrument",
    "slots:signatories",
    "slots:counterparty",
    "slots:mode",
    "slots:place",
    "spans:dates:overlap",
];

const HEAD: &str = "\
# What `petik score` says of the articles of corpus/articles, F1 of each layer. The figures only get better:
#   PETIK_FLOORS=raise cargo test corpus
";

fn petik(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_petik")).args(arguments).current_dir(root()).output().unwrap()
}

fn printed(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn articles_score_above_their_floors() {
    let records = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
    let records = records.path().to_str().unwrap();
    let output = petik(&["extract", "corpus/articles", "--output", records]);
    assert!(output.status.success(), "{}", printed(&output.stderr));

    if raising() {
        let output = petik(&["score", records, "corpus/articles", "--json"]);
        raise(&serde_json::from_slice(&output.stdout).unwrap());
    }
    let output = petik(&["score", records, "corpus/articles", "--errors", "--floor", FLOORS]);
    let report = format!("{}{}", printed(&output.stdout), printed(&output.stderr));
    if std::env::var_os("PETIK_CASES").is_some() {
        eprintln!("articles:\n{report}");
    }
    assert!(output.status.success(), "\n{report}");
}

/// Writes the floors anew, each at the better of itself and what is reached.
fn raise(figures: &Value) {
    let path = root().join(FLOORS);
    let known: toml::Table =
        fs::read_to_string(&path).map_or_else(|_| toml::Table::new(), |text| text.parse().unwrap());
    let mut out = HEAD.to_owned();
    for layer in LAYERS {
        let reached = match layer.strip_prefix("spans:").and_then(|l| l.split_once(':')) {
            Some((name, way)) => &figures[format!("spans:{name}")][way]["f1"],
            None => &figures[layer]["f1"],
        };
        let floor = known.get(layer).and_then(toml::Value::as_float).unwrap_or(0.0);
        let _ = writeln!(out, "{layer:?} = {:?}", reached.as_f64().unwrap().max(floor));
    }
    out += "\n[at_most]\n";
    for name in ["facts_on_articles_without_any", "articles_missing"] {
        let floor =
            known.get("at_most").and_then(|t| t.get(name)).and_then(toml::Value::as_integer).unwrap_or(i64::MAX);
        let _ = writeln!(out, "{name} = {}", figures[name].as_i64().unwrap().min(floor));
    }
    fs::write(path, out).unwrap();
}
