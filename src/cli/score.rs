//! `petik score`: how well records agree with articles that people annotated, layer by layer.

mod floor;
pub(super) mod input;
pub(super) mod table;

use super::lists::Lists;
use super::output::Output;
use super::{Outcome, message};
use anyhow::Context;
use floor::Floors;
use petik::score::score;
use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;

/// Score records against annotated articles
///
/// Prints precision, recall and F1 of each layer, pooled over all articles
/// (micro) and averaged over the articles that have anything to find (macro),
/// and beside F1 between which figures it would lie with nineteen of twenty
/// other draws of such articles:
///
///   regions    codes of the regions named
///   dates      days named, as ISO 8601
///   counts     value and role of counts of regions
///   officials  persons named with an office, by name without titles
///   facts      signing: region and date; membership: region and cohort
///              year; cohort_size: value and cohort year
///   slots:...  of the facts found, what else they say: programme,
///              instrument, signatories, counterparty, mode, place; a slot
///              that the annotation leaves empty and the record fills is
///              superfluous
///   spans:...  where the mentions stand, exactly and overlapping; recall
///              only, where the annotation lists just the first mention
///
///   confidence of the facts, in bins: their mean confidence beside the share
///              of them that is right, and the expected calibration error,
///              by how much the two differ on the average; weights for it are
///              fitted by `petik fit`
///
/// Articles whose facts name six regions or more (`lists`) are told apart
/// from the `others`.
///
/// Further right values stand in the `*_accept` lists of the annotation;
/// what it calls `ambiguous` is not scored, and a region that it leaves open
/// everywhere makes no wrong fact. Who signs for a cohort is a member of it,
/// though the annotation need not say so.
///
/// The annotation is checked first: unknown fields and words, regions that
/// are neither a name nor a code, and, where the text is at hand (--texts,
/// records with text, NAME.txt beside NAME.gold.json), words that do not
/// stand at their offset are errors with file and line, and nothing is
/// scored.
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

    /// Articles (JSON Lines with `id` and `text`) to check the offsets of records and annotation against
    #[arg(long, value_name = "ARTICLES")]
    texts: Option<PathBuf>,

    /// Print each difference first: article, layer, FP (too much), FN (missing) or slot, what
    #[arg(long)]
    errors: bool,

    /// Print one JSON object instead of the table
    #[arg(long)]
    json: bool,

    /// End with exit code 1 if a layer of FILE has a smaller F1 than it says there
    ///
    /// FILE is TOML: `regions = 0.97`, `"facts:signing" = 0.9`, `"lists:facts" = 0.9`; under `[at_most]`,
    /// `facts_on_articles_without_any`, `articles_missing` and `offset_errors` can be bounded from above.
    #[arg(long, value_name = "FILE")]
    floor: Option<PathBuf>,
}

impl Score {
    pub(super) fn run(self, lists: &Lists) -> anyhow::Result<Outcome> {
        let floors = self.floor.as_deref().map(Floors::read).transpose()?;
        let records = input::text(&self.records)?;
        let records = input::records(&self.records, &records)?;
        let texts = self.texts.as_deref().map(input::texts).transpose()?;
        let mut at_hand: HashMap<&str, &str> =
            records.iter().filter_map(|record| Some((record.id.as_ref(), record.text.as_deref()?))).collect();
        at_hand.extend(texts.iter().flatten().map(|(id, text)| (id.as_str(), text.as_str())));
        let regions = &lists.engine.gazetteer().regions;
        let Some(annotations) = input::annotations(&self.gold, regions, &at_hand)? else { return Ok(Outcome::Partly) };
        if let Some(article) = annotations.articles().iter().find(|article| article.is_by_fact()) {
            anyhow::bail!(
                "{}: of {:?} only single facts are annotated (`rejected`), so nothing says what a record lacks; `petik fit` takes such \
                 articles, `petik score` needs whole ones",
                self.gold.display(),
                article.id()
            );
        }

        let report = score(&annotations, &records, texts.as_ref());
        let mut out = Output::stdout();
        if self.errors {
            for difference in &report.differences {
                writeln!(out, "{difference}")?;
            }
        }
        if self.json {
            serde_json::to_writer(&mut out, &report.figures).context("cannot write the figures")?;
            writeln!(out)?;
        } else {
            table::write(&report.figures, &mut out)?;
        }
        out.finish()?;

        let below = floors.map(|floors| floors.broken_by(&report.figures)).transpose()?.unwrap_or_default();
        for broken in &below {
            message::error(broken);
        }
        Ok(Outcome::partly_if(!below.is_empty()))
    }
}
