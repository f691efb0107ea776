//! `petik extract`: articles in, records or fact rows out, in the order of the input.

#[cfg(not(feature = "parquet"))]
#[path = "extract/no_parquet.rs"]
mod parquet;
#[cfg(feature = "parquet")]
mod parquet;

mod choice;
mod clash;
mod form;
mod packed;
mod run;
mod seen;
mod sink;

use super::ending::{Outcome, usage};
use super::lists::Lists;
use super::message::{self, Log, counted, summary};
use super::progress::{Progress, State, bytes_of};
use super::reading::{Faults, Reading};
use super::stop;
use choice::{Choice, Passed, Reason};
use form::Form;
use packed::Compression;
use petik::Article;
use petik::record::{ArticleRecord, FLAT_COLUMNS, flat_facts};
use petik::source::{Format, Inputs, Item, Options, Place, Raw, Share, SourceFault};
use run::{Plan, Run};
use seen::{Digest, Seen};
use serde::{Deserialize, Serialize};
use sink::Sink;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// Read articles and write what they say
///
/// Writes one JSON object a line, one for each article, in the order of the input. Text files and HTML pages are one article
/// each; JSON Lines hold one a line, JSON arrays one an object, CSV, TSV and Parquet one a row, WARC one a page. In JSON and tables
/// the text stands in `text` and, where present, `id`, `url`, `title`, `published` and `outlet` beside it. Files may be packed
/// with gzip, zstd or bzip2. Folders are walked by name; a path may be a pattern.
///
/// What cannot be read is reported on standard error by file and line, and the rest goes on.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Extract {
    /// Files, folders, patterns (`'arsip/*.warc.gz'`); `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Write to FILE, which appears when it is whole, instead of standard output
    ///
    /// Its ending decides the form, unless --to does: .csv, .parquet or .jsonl, and .gz or .zst behind it to pack it.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write one row a fact instead of one record an article
    #[arg(long)]
    facts: bool,

    /// The form of the output, jsonl unless said otherwise; csv and parquet are for facts and imply --facts
    ///
    /// In csv, a cell that a spreadsheet would take for a formula (behind any blanks it begins with =, +, - or @) gets an
    /// apostrophe in front, and control characters are written out; docs/RECORD.md says how to read them back.
    #[arg(long, value_name = "FORM")]
    to: Option<Form>,

    /// Pack the output; zcat and zstd unpack it, and petik reads it as it is
    ///
    /// The packed bytes, too, are the same for any number of threads. Parquet is packed in itself.
    #[arg(long, value_name = "PACKING")]
    compress: Option<Compression>,

    /// Put the text of the article into its record
    #[arg(long, conflicts_with = "facts")]
    with_text: bool,

    /// Read only the third of sixteen equal shares of the articles (`3/16`), for runs on several machines
    ///
    /// Shares over the same paths are the same on every machine, and together they are all articles: put their outputs behind
    /// one another (`cat`). --dedupe sees its own share only.
    #[arg(long, value_name = "K/N")]
    shard: Option<Share>,

    /// Threads to use; 0 takes one a core. The output is the same for any number
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    threads: usize,

    /// Write to the folder DIR, which remembers how far it came: the same command goes on where it was stopped
    ///
    /// DIR gets the output (records.jsonl, facts.jsonl, facts.csv or facts.parquet; .gz or .zst behind it with --compress),
    /// failures.jsonl with all that could not be read, and run.json with versions, options, files, totals and seconds. Until the end
    /// the output is called .part.
    #[arg(long, value_name = "DIR", conflicts_with = "output", help_heading = "Long runs")]
    run: Option<PathBuf>,

    /// With --run: start over, whatever DIR holds of an earlier run
    #[arg(long, requires = "run", help_heading = "Long runs")]
    fresh: bool,

    /// No summary, no progress and no warnings, only errors
    #[arg(short, long)]
    quiet: bool,

    /// The form of what is said on standard error
    #[arg(long, value_name = "FORM", default_value = "text")]
    log: Log,

    #[command(flatten)]
    choice: Choice,

    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
Examples:
  petik extract artikel.txt
  petik extract berita/ --output records.jsonl
  petik extract --output fakta.csv berita.jsonl           one row a fact
  petik extract --field text=body --field id=url crawl.jsonl
  petik extract --published 2022-04-22 artikel.txt    settles \"kemarin\" and \"Kamis (21/4)\"
  petik extract --run hasil arsip/*.warc.gz               stop it with Ctrl-C, type it again, it goes on
  curl -s https://contoh.example/x.jsonl | petik extract - | jq '.facts[]'";

/// What is written for each article.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Records { with_text: bool },
    Facts,
    FactsCsv,
    FactsParquet,
}

/// One article's share of the output.
struct Piece {
    bytes: Vec<u8>,
    facts: u64,
    /// What tells whether its text was written before, if that matters.
    digest: Option<Digest>,
}

/// What came of an article.
enum Given {
    Written(Piece),
    PassedOver(Reason),
    Lost(SourceFault),
}

/// What a run has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Totals {
    articles: u64,
    facts: u64,
    failed: u64,
    passed_over: Passed,
}

impl Extract {
    pub(super) fn run(mut self, lists: &Lists) -> anyhow::Result<Outcome> {
        message::set_log(self.log);
        let form;
        (form, self.compress) = form::chosen(self.to, self.compress, self.output.as_deref())?;
        self.to = Some(form);
        let shape = self.shape(form)?;
        match &self.run {
            Some(folder) => self.long_run(lists, shape, folder),
            None => self.short_run(lists, shape),
        }
    }

    fn short_run(&self, lists: &Lists, shape: Shape) -> anyhow::Result<Outcome> {
        clash::refuse(self.output.as_deref(), &self.paths, &self.reading.sources(lists))?;
        let mut output = Sink::open(self.output.as_deref(), self.compress, shape.is_table())?;
        output.write(&shape.header()?)?;
        let mut faults = Faults::new(self.quiet);
        let mut done = Totals::default();
        let mut seen = Seen::default();
        let inputs = self.reading.inputs(&self.paths, lists);
        let progress = Progress::new(self.quiet, bytes_of(&self.paths));
        self.read(lists, shape, inputs, progress, |_, all| {
            for given in all {
                match given? {
                    Given::Written(piece) => {
                        if let Some(digest) = piece.digest
                            && !seen.insert(digest)?
                        {
                            done.passed_over.count(Reason::Repeat);
                            continue;
                        }
                        done.articles += 1;
                        done.facts += piece.facts;
                        output.write(&piece.bytes)?;
                    }
                    Given::PassedOver(reason) => done.passed_over.count(reason),
                    Given::Lost(fault) => faults.report(&fault),
                }
            }
            output.piece_ends()?;
            done.failed = faults.lost();
            Ok(done)
        })?;
        output.finish()?;
        if let (false, Some(unused)) = (self.quiet, self.reading.unused()) {
            message::warning(unused);
        }
        Ok(self.told(done))
    }

    fn long_run(&self, lists: &Lists, shape: Shape, folder: &Path) -> anyhow::Result<Outcome> {
        if self.paths.iter().any(|path| path.as_os_str() == "-") {
            return Err(usage("--run cannot go on with standard input: name the files"));
        }
        clash::refuse_within(folder, &self.paths)?;
        let sources = self.reading.sources(lists);
        self.all_are_there(&sources)?;
        let settings = run::Settings::new(lists.engine.lists_digest(), self.deciding_options(), &self.paths, &sources);
        let progress = Progress::new(self.quiet, Some(settings.bytes()));
        let plan = Plan {
            name: shape.file_name(self.compress),
            header: shape.header()?,
            dedupe: self.choice.dedupe(),
            compression: self.compress,
            table: shape.is_table(),
        };
        let (mut run, place) = match Run::open(folder, plan, settings, self.fresh)? {
            run::Begin::Done(done) => {
                if !self.quiet {
                    summary(format_args!("{} is complete: nothing to do", folder.display()));
                }
                return Ok(self.told(done));
            }
            run::Begin::At(run, place) => (run, place),
        };
        if !self.quiet && place != Place::default() {
            summary(format_args!("{}: goes on where it was stopped", folder.display()));
        }
        stop::gently();
        let mut faults = Faults::new(self.quiet);
        let mut inputs = self.reading.inputs(&self.paths, lists);
        inputs.go_to(place);
        self.read(lists, shape, inputs, progress, |place, all| {
            for given in all {
                match given? {
                    Given::Written(piece) => run.piece(&piece)?,
                    Given::PassedOver(reason) => run.passed_over(reason),
                    Given::Lost(fault) => {
                        run.fault(&fault)?;
                        faults.report(&fault);
                    }
                }
            }
            run.reached(place)
        })?;
        if stop::asked() {
            let done = run.pause()?;
            self.told(done);
            summary(format_args!("stopped; the same command goes on from here"));
            return Ok(Outcome::Stopped);
        }
        Ok(self.told(run.finish()?))
    }

    /// Reads on all threads; `sink` gets what each piece of the input gave, with the place behind it, in the order of the
    /// input, and says what was done so far. Faults take the same road, so that they come in order too.
    fn read(
        &self,
        lists: &Lists,
        shape: Shape,
        inputs: Inputs,
        mut progress: Option<Progress>,
        mut sink: impl FnMut(Place, Vec<anyhow::Result<Given>>) -> anyhow::Result<Totals>,
    ) -> anyhow::Result<()> {
        let read = |item: Item| match item {
            Ok(article) => self.read_article(lists, shape, article),
            Err(fault) => Ok(Given::Lost(fault)),
        };
        let meter = inputs.meter();
        petik::in_order(
            inputs
                .raw()
                .filter(|(place, _)| self.shard.is_none_or(|share| share.holds(*place)))
                .take_while(|_| !stop::asked()),
            self.threads,
            |(_, raw)| raw.as_ref().map_or(0, Raw::weight),
            |(place, raw)| match raw {
                Ok(raw) => (place, given(raw.read(), read)),
                Err(fault) => (place, vec![Ok(Given::Lost(fault))]),
            },
            |(place, all)| {
                let Totals { articles, facts, failed, .. } = sink(place, all)?;
                if let Some(progress) = &mut progress {
                    progress.at(State { articles, facts: Some(facts), failed, bytes: meter.bytes() });
                }
                Ok(())
            },
        )
    }

    fn read_article(&self, lists: &Lists, shape: Shape, mut article: Article<'static>) -> anyhow::Result<Given> {
        self.reading.complete(&mut article);
        if let Some(reason) = self.choice.passes_over(&article) {
            return Ok(Given::PassedOver(reason));
        }
        let record = lists.engine.extract(&article);
        if let Some(reason) = self.choice.passes_over_read(&record) {
            return Ok(Given::PassedOver(reason));
        }
        let facts = record.facts.len() as u64;
        let digest = self.choice.digest(&record)?;
        Ok(Given::Written(Piece { bytes: shape.bytes(&article, record)?, facts, digest }))
    }

    /// Tells what was done.
    fn told(&self, done: Totals) -> Outcome {
        if !self.quiet {
            let failed = if done.failed == 0 { String::new() } else { format!(", {} failed", done.failed) };
            let passed = done.passed_over.told().map(|told| format!("; passed over: {told}")).unwrap_or_default();
            let articles = counted(done.articles, "article");
            let facts = counted(done.facts, "fact");
            message::event("summary", format_args!("{articles}, {facts}{failed}{passed}"), done);
        }
        Outcome::partly_if(done.failed > 0)
    }

    /// The options that decide what is written.
    fn deciding_options(&self) -> Vec<String> {
        let mut options = self.reading.typed();
        options.extend(self.choice.typed());
        options.extend(self.shard.map(|share| format!("--shard {share}")));
        options.extend(self.facts.then(|| "--facts".to_owned()));
        options.extend(self.with_text.then(|| "--with-text".to_owned()));
        options.extend(self.to.filter(|to| *to != Form::Jsonl).map(|to| format!("--to {}", to.name())));
        options.extend(self.compress.map(|compression| format!("--compress {}", compression.name())));
        options
    }

    /// Refuses paths at which nothing is. A run would call itself complete over what is left of them.
    fn all_are_there(&self, sources: &Options) -> anyhow::Result<()> {
        let mut files = Inputs::files(&self.paths, sources).peekable();
        if files.peek().is_none() {
            return Err(usage(format_args!("nothing to read: in folders petik reads {}", Format::endings())));
        }
        match files.find_map(Result::err) {
            Some(fault) => {
                Err(usage(format_args!("{fault}; nothing was begun: a long run wants all its files from the start")))
            }
            None => Ok(()),
        }
    }

    fn shape(&self, form: Form) -> anyhow::Result<Shape> {
        Ok(match (form, self.facts) {
            (Form::Csv | Form::Parquet, _) if self.with_text => {
                return Err(usage(format_args!("{} is for facts, --with-text for records: choose one", form.name())));
            }
            (Form::Csv, _) => Shape::FactsCsv,
            (Form::Parquet, _) if self.compress.is_some() => {
                return Err(usage("parquet packs in itself: leave out --compress, or .gz and .zst"));
            }
            (Form::Parquet, _) => parquet::ready().map(|()| Shape::FactsParquet)?,
            (Form::Jsonl, true) => Shape::Facts,
            (Form::Jsonl, false) => Shape::Records { with_text: self.with_text },
        })
    }
}

impl Shape {
    /// The file of a long run.
    fn file_name(self, compression: Option<Compression>) -> String {
        let name = match self {
            Shape::Records { .. } => "records.jsonl",
            Shape::Facts => "facts.jsonl",
            Shape::FactsCsv => "facts.csv",
            Shape::FactsParquet => "facts.parquet",
        };
        format!("{name}{}", compression.map_or("", Compression::ending))
    }

    /// Whether the rows become a table at the end.
    fn is_table(self) -> bool {
        matches!(self, Shape::FactsParquet)
    }

    /// What stands before the first article.
    fn header(self) -> anyhow::Result<Vec<u8>> {
        match self {
            Shape::FactsCsv => csv_rows([FLAT_COLUMNS.map(Cow::Borrowed)]),
            Shape::Records { .. } | Shape::Facts | Shape::FactsParquet => Ok(Vec::new()),
        }
    }

    /// Runs on the worker threads: writing JSON costs as much as parts of the reading.
    fn bytes<'a>(self, article: &'a Article<'static>, mut record: ArticleRecord<'a>) -> anyhow::Result<Vec<u8>> {
        // A record is about four times as long as its text.
        let mut bytes = Vec::with_capacity(article.text.len() * 5);
        match self {
            Shape::Records { with_text } => {
                if with_text {
                    record.text = Some(Cow::Borrowed(&article.text));
                }
                record.to_json(&mut bytes)?;
                bytes.push(b'\n');
            }
            Shape::Facts | Shape::FactsParquet => {
                for row in flat_facts(&record) {
                    row.to_json(&mut bytes)?;
                    bytes.push(b'\n');
                }
            }
            Shape::FactsCsv => bytes = csv_rows(flat_facts(&record).iter().map(|row| row.cells()))?,
        }
        Ok(bytes)
    }
}

/// What came of the articles that a piece of input held. Where it held none, it is a record of an archive, and no page.
fn given(items: Vec<Item>, read: impl FnMut(Item) -> anyhow::Result<Given>) -> Vec<anyhow::Result<Given>> {
    if items.is_empty() {
        return vec![Ok(Given::PassedOver(Reason::NoPage))];
    }
    items.into_iter().map(read).collect()
}

fn csv_rows<'a, const N: usize>(rows: impl IntoIterator<Item = [Cow<'a, str>; N]>) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| cell.as_bytes()))?;
    }
    Ok(writer.into_inner().map_err(|error| error.into_error())?)
}
