//! The whole articles of `corpus/articles`: the built program reads and scores them, as a user would. Articles that were
//! learned from and the lists that were not have floors of their own.

use crate::corpus::floors::raising;
use crate::corpus::root;
use crate::files::files_below;
use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::process::{Command, Output};

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

/// Articles that share their floors.
struct Group {
    floors: &'static str,
    /// What the file of the floors says first.
    head: &'static str,
    /// Whether the article called so is one of them.
    has: fn(&str) -> bool,
}

const ARTICLES: Group = Group {
    floors: "corpus/floors-articles.toml",
    head: "\
# What `petik score` says of the articles of corpus/articles but list-* and no-*, F1 of each layer. The figures only get better:
#   PETIK_FLOORS=raise cargo test corpus
",
    has: |name| !is_list(name),
};

const LISTS: Group = Group {
    floors: "corpus/floors-lists.toml",
    head: "\
# What `petik score` says of list-* and no-* in corpus/articles, F1 of each layer: articles whose point is a list of members,
# and articles with lists of something else. They were annotated before petik read them, and the first figures are those of
# that day; so they stand far below the floors of the articles that petik learned from, and are kept apart from them. The
# figures only get better:
#   PETIK_FLOORS=raise cargo test corpus
",
    has: is_list,
};

fn is_list(name: &str) -> bool {
    name.starts_with("list-") || name.starts_with("no-")
}

fn petik(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_petik")).args(arguments).current_dir(root()).output().unwrap()
}

fn printed(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn articles_score_above_their_floors() {
    ARTICLES.scores_above_its_floors();
}

#[test]
fn lists_score_above_their_floors() {
    LISTS.scores_above_its_floors();
}

impl Group {
    fn scores_above_its_floors(&self) {
        let articles = tempfile::tempdir().unwrap();
        for file in files_below(&root().join("corpus/articles")) {
            let name = file.file_name().unwrap().to_str().unwrap();
            if (self.has)(name) {
                fs::copy(&file, articles.path().join(name)).unwrap();
            }
        }
        let records = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
        let (articles, records) = (articles.path().to_str().unwrap(), records.path().to_str().unwrap());
        let output = petik(&["extract", articles, "--output", records]);
        assert!(output.status.success(), "{}", printed(&output.stderr));

        if raising() {
            let output = petik(&["score", records, articles, "--json"]);
            self.raise(&serde_json::from_slice(&output.stdout).unwrap());
        }
        let output = petik(&["score", records, articles, "--errors", "--floor", self.floors]);
        let report = format!("{}{}", printed(&output.stdout), printed(&output.stderr));
        if std::env::var_os("PETIK_CASES").is_some() {
            eprintln!("{}:\n{report}", self.floors);
        }
        assert!(output.status.success(), "\n{report}");
    }

    /// Writes the floors anew, each at the better of itself and what is reached.
    fn raise(&self, figures: &Value) {
        let path = root().join(self.floors);
        let known: toml::Table =
            fs::read_to_string(&path).map_or_else(|_| toml::Table::new(), |text| text.parse().unwrap());
        let mut out = self.head.to_owned();
        for layer in LAYERS {
            // Where there was nothing to answer, a figure of 1 says nothing, and the first answer would fall below it.
            if ["tp", "fp", "fn"].iter().all(|count| figures[layer][*count] == 0) {
                continue;
            }
            let reached = match layer.strip_prefix("spans:").and_then(|l| l.split_once(':')) {
                Some((name, way)) => &figures[format!("spans:{name}")][way]["f1"],
                None => &figures[layer]["f1"],
            };
            let floor = known.get(layer).and_then(toml::Value::as_float).unwrap_or(0.0);
            let _ = writeln!(out, "{layer:?} = {:?}", reached.as_f64().unwrap().max(floor));
        }
        out += "\n[at_most]\n";
        for name in ["facts_on_articles_without_any", "articles_missing"] {
            let most = known.get("at_most").and_then(|t| t.get(name)).and_then(toml::Value::as_integer);
            let _ = writeln!(out, "{name} = {}", figures[name].as_i64().unwrap().min(most.unwrap_or(i64::MAX)));
        }
        fs::write(path, out).unwrap();
    }
}
