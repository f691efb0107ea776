//! `petik schema`: the JSON Schema of what petik writes.

use super::Outcome;
use super::output::Output;
use clap::ValueEnum;
use petik::reconcile::{change_schema, decision_schema, row_schema};
use petik::record::{article_schema, flat_mention_schema, flat_schema};
use std::io::Write;

/// Print the JSON Schema of the output
///
/// JSON Schema 2020-12, made from the types that petik writes with.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  petik schema > article.schema.json\n  petik schema flat")]
pub(super) struct Schema {
    /// Which output
    #[arg(value_name = "WHAT", default_value = "record")]
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// The record of an article, as `petik extract` writes it
    Record,
    /// The row of a fact, as `petik extract --facts` writes it
    Flat,
    /// The row of a mention, as `petik extract --mentions` writes it
    Mention,
    /// The row of a reconciliation, as `petik reconcile` writes it
    Reconciliation,
    /// A line of the file of decisions, as `petik decide` writes it
    Decision,
    /// A change, as `petik diff --to jsonl` writes it
    Change,
}

impl Schema {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let schema = match self.what {
            What::Record => article_schema(),
            What::Flat => flat_schema(),
            What::Mention => flat_mention_schema(),
            What::Reconciliation => row_schema(),
            What::Decision => decision_schema(),
            What::Change => change_schema(),
        };
        let mut out = Output::stdout();
        writeln!(out, "{schema:#}")?;
        out.finish()?;
        Ok(Outcome::Fine)
    }
}
