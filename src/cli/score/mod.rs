//! `petik score`: how well records agree with articles that people annotated, layer by layer.

mod floor;
mod input;
mod layers;
mod name;
mod report;
mod spans;
mod tally;

use super::Outcome;
use super::message;
use anyhow::Context;
use floor::Floors;
use input::{GoldArticle, Record, TextArticle};
use report::Report;
use std::collections::HashMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Score records against annotated articles
///
/// Prints precision, recall and F1 of each layer, pooled over all articles
/// (micro) and averaged over the articles that have anything to find (macro):
///
///   regions    codes of the regions named
///   dates      days named, as ISO 8601
///   counts     value and role of counts of regions
///   officials  persons named with an office, by name without titles
///   facts      signing: region and date; membership: region and cohort
///              year; cohort_size: value and cohort year
///   spans:...  where the mentions stand, exactly and overlapping; recall
///              only, where the annotation lists just the first mention
///
/// Further right values stand in the `*_accept` lists of the annotation;
/// what it calls `ambiguous` is not scored.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  petik extract articles.jsonl --output records.jsonl
  petik score records.jsonl gold.jsonl --texts articles.jsonl
  petik score records.jsonl gold.jsonl --errors | grep regions
  petik score records.jsonl corpus/articles --floor corpus/floors.toml"
)]
pub(super) struct Score {
    /// Article records, as `petik extract` writes them, packed or not; `-` is standard input
    #[arg(value_name = "RECORDS")]
    records: PathBuf,

    /// Annotated articles: a .jsonl or .json file, or a folder of *.gold.json files
    #[arg(value_name = "GOLD")]
    gold: PathBuf,

    /// Articles (JSON Lines with `id` and `text`) to check the offsets of the records against
    #[arg(long, value_name = "ARTICLES")]
    texts: Option<PathBuf>,

    /// Print each difference first: article, layer, FP (too much) or FN (missing), what
    #[arg(long)]
    errors: bool,

    /// Print one JSON object instead of the table
    #[arg(long)]
    json: bool,

    /// End with exit code 1 if a layer of FILE has a smaller F1 than it says there
    ///
    /// FILE is TOML: `regions = 0.97`, `"facts:signing" = 0.9`; under `[at_most]`, `facts_on_articles_without_any`,
    /// `articles_missing` and `offset_errors` can be bounded from above.
    #[arg(long, value_name = "FILE")]
    floor: Option<PathBuf>,
}

impl Score {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let floors = self.floor.as_deref().map(Floors::read).transpose()?;
        let records: HashMap<String, Record> =
            input::objects::<Record>(&self.records)?.into_iter().map(|record| (record.id.clone(), record)).collect();
        let gold: Vec<GoldArticle> = input::gold(&self.gold)?;
        let texts: Option<HashMap<String, String>> = match &self.texts {
            Some(path) => {
                let texts = input::objects::<TextArticle>(path)?;
                Some(texts.into_iter().map(|article| (article.id, article.text)).collect())
            }
            None => None,
        };

        let report = Report::of(&records, &gold, texts.as_ref());
        let mut out = BufWriter::new(io::stdout());
        if self.errors {
            for error in &report.errors {
                writeln!(out, "{error}")?;
            }
        }
        if self.json {
            serde_json::to_writer(&mut out, &report.figures).context("cannot write the figures")?;
            writeln!(out)?;
        } else {
            report.figures.write_table(&mut out)?;
        }
        out.flush()?;

        let below = floors.map(|floors| floors.broken_by(&report.figures)).transpose()?.unwrap_or_default();
        for broken in &below {
            message::error(broken);
        }
        Ok(Outcome::partly_if(!below.is_empty()))
    }
}
