//! `petik extract`: articles in, records or fact rows out, in the order of the input.

use super::Outcome;
use super::message::{counted, summary};
use super::output::Output;
use super::reading::{Faults, Reading};
use anyhow::{Context, bail};
use clap::ValueEnum;
use petik::record::{ArticleRecord, FLAT_COLUMNS, flat_facts};
use petik::source::{Item, Raw, SourceFault};
use petik::{Article, Engine};
use std::borrow::Cow;
use std::io::Write;
use std::path::PathBuf;

/// Read articles and write what they say
///
/// Writes one JSON object a line, one for each article, in the order of the input. Text files are one article each;
/// JSON Lines files hold one article a line, with its text in the field `text` and, where present, `id`, `url`, `title`,
/// `published` and `outlet`. Folders are walked by name for .txt, .jsonl and .ndjson.
///
/// What cannot be read is reported on standard error by file and line, and the rest goes on.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Extract {
    /// Text files, JSON Lines files, folders; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Write to FILE, which appears when it is whole, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write one row a fact instead of one record an article
    #[arg(long)]
    facts: bool,

    /// The form of the output; csv is for facts and implies --facts
    ///
    /// In csv, a cell that a spreadsheet would take for a formula (it begins with =, +, -, @ or a tab) gets an apostrophe
    /// in front.
    #[arg(long, value_name = "FORM", default_value = "jsonl")]
    to: Form,

    /// Put the text of the article into its record
    #[arg(long, conflicts_with = "facts")]
    with_text: bool,

    /// Threads to use; 0 takes one a core. The output is the same for any number
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    threads: usize,

    /// No summary and no warnings, only errors
    #[arg(short, long)]
    quiet: bool,

    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
Examples:
  petik extract artikel.txt
  petik extract berita/ --output records.jsonl
  petik extract --facts --to csv --output fakta.csv berita.jsonl
  petik extract --field text=body --field id=url crawl.jsonl
  petik extract --published 2022-04-22 artikel.txt    settles \"kemarin\" and \"Kamis (21/4)\"
  zcat crawl.jsonl.gz | petik extract - | jq '.facts[]'";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// JSON Lines: one object a line
    Jsonl,
    /// Comma-separated values with a header
    Csv,
}

/// What is written for each article.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Records { with_text: bool },
    Facts,
    FactsCsv,
}

/// One article's share of the output.
struct Piece {
    bytes: Vec<u8>,
    facts: u64,
}

impl Extract {
    pub(super) fn run(self, engine: &Engine) -> anyhow::Result<Outcome> {
        let shape = self.shape()?;
        let mut output = Output::open(self.output.as_deref())?;
        if let Shape::FactsCsv = shape {
            output.write_all(&csv_rows([FLAT_COLUMNS.map(Cow::Borrowed)])?)?;
        }

        let mut faults = Faults::new(self.quiet);
        let (mut articles, mut facts) = (0, 0);
        let read = |item: Item| match item {
            Ok(mut article) => {
                self.reading.date(&mut article);
                shape.piece(&article, engine.extract(&article)).map(Ok)
            }
            Err(fault) => Ok(Err(fault)),
        };
        // Faults take the road of the articles: their messages come in the order of the input.
        petik::in_order(
            self.reading.inputs(&self.paths, engine).raw(),
            self.threads,
            |raw| raw.as_ref().map_or(0, Raw::weight),
            |raw| match raw {
                Ok(raw) => raw.read().into_iter().map(read).collect(),
                Err(fault) => vec![Ok(Err(fault))],
            },
            |results: Vec<anyhow::Result<Result<Piece, SourceFault>>>| {
                results.into_iter().try_for_each(|result| {
                    match result? {
                        Ok(piece) => {
                            articles += 1;
                            facts += piece.facts;
                            output.write_all(&piece.bytes).context("cannot write the output")?;
                        }
                        Err(fault) => faults.report(&fault),
                    }
                    anyhow::Ok(())
                })
            },
        )?;
        output.finish()?;

        let lost = faults.lost();
        if !self.quiet {
            let failed = if lost == 0 { String::new() } else { format!(", {lost} failed") };
            summary(format_args!("{}, {}{failed}", counted(articles, "article"), counted(facts, "fact")));
        }
        Ok(Outcome::partly_if(lost > 0))
    }

    fn shape(&self) -> anyhow::Result<Shape> {
        Ok(match (self.to, self.facts) {
            (Form::Csv, _) if self.with_text => bail!("--to csv writes facts, --with-text is for records: choose one"),
            (Form::Csv, _) => Shape::FactsCsv,
            (Form::Jsonl, true) => Shape::Facts,
            (Form::Jsonl, false) => Shape::Records { with_text: self.with_text },
        })
    }
}

impl Shape {
    /// Runs on the worker threads: writing JSON costs as much as parts of the reading.
    fn piece(self, article: &Article<'static>, record: ArticleRecord<'_>) -> anyhow::Result<Piece> {
        let mut record = record;
        // A record is about four times as long as its text.
        let mut bytes = Vec::with_capacity(article.text.len() * 5);
        match self {
            Shape::Records { with_text } => {
                if with_text {
                    record.text = Some(Cow::Borrowed(&article.text));
                }
                json_line(&mut bytes, &record)?;
            }
            Shape::Facts => {
                for row in flat_facts(&record) {
                    json_line(&mut bytes, &row)?;
                }
            }
            Shape::FactsCsv => bytes = csv_rows(flat_facts(&record).iter().map(|row| row.cells()))?,
        }
        Ok(Piece { bytes, facts: record.facts.len() as u64 })
    }
}

fn json_line(bytes: &mut Vec<u8>, value: &impl serde::Serialize) -> serde_json::Result<()> {
    serde_json::to_writer(&mut *bytes, value)?;
    bytes.push(b'\n');
    Ok(())
}

fn csv_rows<'a, const N: usize>(rows: impl IntoIterator<Item = [Cow<'a, str>; N]>) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| cell.as_bytes()))?;
    }
    Ok(writer.into_inner().map_err(|error| error.into_error())?)
}
