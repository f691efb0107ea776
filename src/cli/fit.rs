//! `petik fit`: weights of sums of evidence, fitted to annotated articles.

mod input;
mod report;
mod weights;

use super::Outcome;
use super::lists::Lists;
use super::message::{self, counted};
use super::output::Output;
use super::reading::Reading;
use clap::builder::PossibleValuesParser;
use petik::Vocabulary;
use petik::gazetteer::Decision;
use petik::score::fit::{Options, fit};
use std::path::PathBuf;

/// Fit the weights of evidence to annotated articles
///
/// Some things petik decides by a sum: what speaks for and against it has a
/// weight in the list weights.csv, and above zero the answer is yes (`petik
/// explain` shows every sum):
///
///   list        does a list of regions list members
///   subject     of which region do words of choosing speak
///   year        is a year that of the cohort
///   day         is a date the day of the event
///   size        is a count of those chosen the size of a cohort
///   confidence  how probable is it that a fact is right
///
/// This reads the articles, takes from the annotations what each decision
/// should have been, and seeks the whole numbers that say so best. The search
/// begins with the weights in use and is pulled back towards them, so that few
/// articles change little; a weight never changes its sign, and none is larger
/// than 20. Written is the whole list, to be laid over the built-in one: put
/// it into a folder as weights.csv, and name that folder with --gazetteers.
///
/// How good the weights are is told on standard error: of the weights in use,
/// and of weights fitted to the articles of other events (`held out`), since
/// what was learned from one report of an event is no test on another report
/// of it. Articles tell of one event if their annotations have facts of one
/// programme on one day or in one cohort, or if they are copies of one text.
/// Take the new weights if they are better held out. docs/SUMS.md explains
/// all of it.
///
/// The same files give the same bytes.
#[derive(Debug, clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  petik fit gold.jsonl --texts berita.jsonl -o saya/weights.csv
  petik extract --gazetteers saya berita.jsonl
  petik fit gold.jsonl --texts berita.jsonl --decision confidence > weights.csv
  petik fit gold.jsonl --texts berita.jsonl --errors -o - > weights.csv"
)]
pub(super) struct Fit {
    /// Annotated articles: .jsonl or .json files, or folders of *.gold.json files
    #[arg(value_name = "GOLD", required = true)]
    gold: Vec<PathBuf>,

    /// The articles that are annotated: files or folders that `petik extract` reads
    ///
    /// Articles that nobody annotated are passed over.
    #[arg(long, value_name = "ARTICLES", num_args = 1.., required = true)]
    texts: Vec<PathBuf>,

    /// Write the weights to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Fit the weights of this decision only; can be given several times
    #[arg(long, value_name = "DECISION", value_parser = PossibleValuesParser::new(Decision::ALL.iter().map(|one| one.as_str())))]
    decision: Vec<String>,

    /// How far the weights in use may well be off, as a standard deviation
    ///
    /// At 2 a decision that went wrong moves no weight by more than one. Larger for many articles, or where the weights in
    /// use are a guess; smaller for few.
    #[arg(long, value_name = "POINTS", default_value_t = 2.0, value_parser = spread)]
    spread: f64,

    /// Into how many folds the events are dealt to hold articles out
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(2..=100))]
    folds: u16,

    /// How many weights of a decision may differ from zero, of those that some article has to do with
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u16).range(1..))]
    most: u16,

    /// Tell each decision that the weights in use answer otherwise than the annotation
    #[arg(long)]
    errors: bool,

    #[command(flatten)]
    reading: Reading,
}

impl Fit {
    pub(super) fn run(self, lists: &Lists) -> anyhow::Result<Outcome> {
        let Some(input::Lessons { lessons, failed }) = input::lessons(&self.gold, &self.texts, &self.reading, lists)?
        else {
            return Ok(Outcome::Partly);
        };
        if lessons.is_empty() {
            anyhow::bail!("no article of --texts is annotated: the ids of articles and annotations must be the same");
        }
        let weights = &lists.engine.gazetteer().weights;
        let chosen =
            |decision: &&Decision| self.decision.is_empty() || self.decision.iter().any(|one| one == decision.as_str());
        let options = Options {
            decisions: Decision::ALL.iter().filter(chosen).copied().collect(),
            folds: usize::from(self.folds),
            spread: self.spread,
            nonzero: usize::from(self.most),
        };
        if self.errors {
            report::mistakes(&lessons, weights, &options);
        }
        let fitted = fit(&lessons, weights, &options);
        report::figures(&fitted);
        let mut out = Output::open(self.output.as_deref())?;
        weights::write(&mut out, weights, &fitted)?;
        out.finish()?;
        let decided: usize = fitted.decisions.iter().map(|decision| decision.n).sum();
        let changed: usize = fitted.decisions.iter().map(|decision| decision.changes.len()).sum();
        message::summary(format_args!(
            "{}, {}, {}: {} changed",
            counted(lessons.len() as u64, "article"),
            counted(fitted.events as u64, "event"),
            counted(decided as u64, "decision"),
            counted(changed as u64, "weight"),
        ));
        Ok(Outcome::partly_if(failed))
    }
}

fn spread(typed: &str) -> Result<f64, String> {
    let points = typed.parse::<f64>().ok().filter(|points| (0.1..=100.0).contains(points));
    points.ok_or_else(|| "not a number from 0.1 to 100".to_owned())
}
