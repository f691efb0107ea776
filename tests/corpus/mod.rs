//! The corpus: every short text of `corpus/cases` and every article of `corpus/articles` against the answers of a careful
//! reader. While the finders are not perfect, floors in `corpus/floors.toml`, `corpus/floors-articles.toml` and
//! `corpus/floors-lists.toml` hold what has been reached.
//!
//!     PETIK_CASES=all  cargo test corpus -- --nocapture            all that does not come out, and the figures
//!     PETIK_CASES=date cargo test corpus -- --nocapture            of one layer, or of files with this in their name
//!     PETIK_FLOORS=raise cargo test corpus                         when the figures have become better
//!     cargo run -- explain FILE                                           why a text comes out as it does

mod articles;
pub mod case;
mod compare;
mod floors;

use case::{Block, Layer};
use compare::{Outcome, Tally};
use floors::Floors;
use petik::{Article, Engine};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Differences that a failure prints; all of them with `PETIK_CASES=all`.
const SHOWN: usize = 40;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn floors_path() -> PathBuf {
    root().join("corpus/floors.toml")
}

/// All cases, read and compared once for all tests.
struct Run {
    faults: Vec<String>,
    outcomes: Vec<Outcome>,
    texts_right: usize,
    layers: BTreeMap<Layer, Tally>,
    floors: Floors,
}

static RUN: LazyLock<Run> = LazyLock::new(|| {
    let engine = Engine::builtin().unwrap();
    let (blocks, faults) = case::read_all(root());
    let outcomes: Vec<Outcome> = blocks.iter().map(|block| outcome(&engine, block)).collect();
    let texts_right = outcomes.iter().filter(|outcome| outcome.differences.is_empty()).count();
    let mut layers: BTreeMap<Layer, Tally> = BTreeMap::new();
    for (layer, tally) in outcomes.iter().flat_map(|outcome| &outcome.layers) {
        let sum = layers.entry(*layer).or_default();
        sum.right += tally.right;
        sum.of += tally.of;
        sum.superfluous += tally.superfluous;
    }
    let mut floors = Floors::read(&floors_path());
    if floors::raising() {
        floors = floors.raised(texts_right, &layers);
        floors.write(&floors_path());
    }
    Run { faults, outcomes, texts_right, layers, floors }
});

fn outcome(engine: &Engine, block: &Block) -> Outcome {
    let article = Article { published: block.published, ..Article::new(block.text.as_str()) };
    compare::compare(block, &engine.extract(&article))
}

impl Run {
    /// What does not come out, of one layer or of all.
    fn differences(&self, layer: Option<Layer>) -> Vec<&str> {
        let all = self.outcomes.iter().flat_map(|outcome| &outcome.differences);
        all.filter(|(of, _)| layer.is_none_or(|layer| layer == *of)).map(|(_, line)| line.as_str()).collect()
    }

    fn table(&self) -> String {
        let mut out = format!("texts       {:4} of {:4} right\n", self.texts_right, self.outcomes.len());
        for (layer, Tally { right, of, superfluous }) in &self.layers {
            out += &format!("{:11} {right:4} of {of:4} right, {superfluous:3} not expected\n", layer.name());
        }
        out
    }
}

/// What `PETIK_CASES` asks to see of `lines`.
fn asked_for<'l>(lines: &[&'l str]) -> Vec<&'l str> {
    match std::env::var("PETIK_CASES") {
        Ok(word) if word == "all" => lines.to_vec(),
        Ok(word) => {
            lines.iter().copied().filter(|line| line.split(": ").take(2).any(|part| part.contains(&word))).collect()
        }
        Err(_) => Vec::new(),
    }
}

fn first_of(lines: &[&str]) -> String {
    let mut out = lines[..lines.len().min(SHOWN)].join("\n");
    if lines.len() > SHOWN {
        out += &format!("\n... and {} more: PETIK_CASES=all cargo test corpus -- --nocapture", lines.len() - SHOWN);
    }
    out
}

#[test]
fn every_line_of_every_case_is_readable() {
    assert!(RUN.faults.is_empty(), "\n{}", RUN.faults.join("\n"));
}

#[test]
fn whole_texts() {
    if std::env::var_os("PETIK_CASES").is_some() {
        eprintln!("cases:\n{}", RUN.table());
    }
    let (right, floor) = (RUN.texts_right, RUN.floors.texts);
    assert!(
        right >= floor,
        "\n{right} texts right, the floor is {floor}\n{}\n{}",
        RUN.table(),
        first_of(&RUN.differences(None))
    );
}

#[track_caller]
fn holds(layer: Layer) {
    let lines = RUN.differences(Some(layer));
    let asked = asked_for(&lines);
    if !asked.is_empty() {
        eprintln!("{}\n", asked.join("\n"));
    }
    if let Some(why) = RUN.floors.broken_by(layer, RUN.layers.get(&layer).copied().unwrap_or_default()) {
        panic!("\n{why}\n{}", first_of(&lines));
    }
}

#[test]
fn regions() {
    holds(Layer::Region);
}

#[test]
fn dates() {
    holds(Layer::Date);
}

#[test]
fn counts() {
    holds(Layer::Count);
}

#[test]
fn officials() {
    holds(Layer::Official);
}

#[test]
fn programmes() {
    holds(Layer::Programme);
}

#[test]
fn facts() {
    holds(Layer::Fact);
}

#[test]
fn slots() {
    holds(Layer::Slot);
}

#[test]
fn findings() {
    holds(Layer::Finding);
}
