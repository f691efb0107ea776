//! `petik extract`: articles in, records or fact rows out, in the order of the input.

#[cfg(not(feature = "parquet"))]
#[path = "extract/no_parquet.rs"]
mod parquet;
#[cfg(feature = "parquet")]
mod parquet;

mod choice;
mod clash;
mod form;
mod long;
mod packed;
pub(super) mod run;
mod seen;
mod shape;
mod sink;

use super::ending::{Outcome, usage};
use super::lists::Lists;
use super::message::{self, Log, counted};
use super::progress::{Progress, State, bytes_of};
use super::reading::{Faults, Reading, threads};
use super::stop;
use choice::{Choice, Passed, Reason};
use form::Form;
use packed::Compression;
use petik::record::{LeftOut, text_sha256};
use petik::source::{Inputs, Item, Place, Raw, Share, SourceFault, Workers};
use petik::{Article, Only};
use run::Wanted;
use seen::{Digest, Seen};
use serde::{Deserialize, Serialize};
use shape::{Rows, Shape};
use sink::Sink;
use std::path::PathBuf;

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

    /// Write one row a mention (region, date, count, official, ...) instead of one record an article
    ///
    /// What each means, where it stands and which readings a name has that is not settled. Mentions are no facts: `petik reconcile`
    /// wants records, or the rows of --facts.
    #[arg(long, conflicts_with = "facts")]
    mentions: bool,

    /// The form of the output, jsonl unless said otherwise; csv and parquet are for rows: of facts, or with --mentions
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
    #[arg(long, conflicts_with_all = ["facts", "mentions"])]
    with_text: bool,

    /// Read only the third of sixteen equal shares of the articles (`3/16`), for runs on several machines
    ///
    /// Shares over the same paths are the same on every machine, and together they are all articles: `petik merge` makes one run of
    /// those with --run. --dedupe sees its own share only, until then.
    #[arg(long, value_name = "K/N")]
    shard: Option<Share>,

    /// Threads to use; 0 takes one a core. The output is the same for any number
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true, value_parser = threads)]
    threads: usize,

    /// Write to the folder DIR, which remembers how far it came: the same command goes on where it was stopped
    ///
    /// DIR gets the output (records.jsonl; facts or mentions, .jsonl, .csv or .parquet; .gz or .zst behind it with --compress),
    /// failures.jsonl with all that could not be read, inputs.jsonl with the totals of each file, run.json with versions, options,
    /// totals and seconds, and pieces.jsonl for --retry and `petik merge`. Until the end they are called .part.
    #[arg(long, value_name = "DIR", conflicts_with = "output", help_heading = "Long runs")]
    run: Option<PathBuf>,

    /// With --run: start over, whatever DIR holds of an earlier run
    #[arg(long, requires = "run", help_heading = "Long runs")]
    fresh: bool,

    /// With --run: read again what failed, and nothing else
    ///
    /// Files of which something failed may have changed and are then read as a whole; others may not. The end is that of a run which
    /// found the files as they are now. A retry that is stopped goes on with the same command.
    #[arg(long, requires = "run", conflicts_with = "fresh", help_heading = "Long runs")]
    retry: bool,

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

/// One article's share of the output.
struct Piece {
    bytes: Vec<u8>,
    facts: u64,
    /// What tells whether its text was written before, if that matters.
    digest: Option<Digest>,
    /// That something was left out.
    remark: Option<SourceFault>,
}

impl Piece {
    /// Of an article of which nothing is written.
    fn nothing(digest: Option<Digest>) -> Self {
        Piece { bytes: Vec::new(), facts: 0, digest, remark: None }
    }
}

/// What came of an article.
enum Given {
    Written(Piece),
    PassedOver(Reason),
    Lost(SourceFault),
}

/// What a run has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Totals {
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
        let workers = Workers::new(self.threads);
        let mut output = Sink::open(self.output.as_deref(), self.compress, shape.table(), &workers)?;
        output.write(&shape.header()?)?;
        let mut faults = Faults::new(self.quiet);
        let mut done = Totals::default();
        let mut seen = Seen::default();
        let inputs = self.reading.inputs(&self.paths, lists);
        let progress = Progress::new(self.quiet, bytes_of(&self.paths));
        self.read(lists, (shape, &workers), inputs, None, progress, |_, all| {
            for given in all {
                match given? {
                    Given::Written(piece) => {
                        if let Some(digest) = piece.digest
                            && !seen.insert(digest)?
                        {
                            done.passed_over.count(Reason::Repeat);
                            continue;
                        }
                        piece.remark.iter().for_each(|remark| faults.report(remark));
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
        Ok(done.told(self.quiet))
    }

    /// Reads on all threads what is `wanted`, or everything; `sink` gets what each piece of the input gave, with the place behind it, in the order of the
    /// input, and says what was done so far. Faults take the same road, so that they come in order too.
    fn read(
        &self,
        lists: &Lists,
        (shape, workers): (Shape, &Workers),
        inputs: Inputs,
        wanted: Option<&Wanted>,
        mut progress: Option<Progress>,
        mut sink: impl FnMut(Place, Vec<anyhow::Result<Given>>) -> anyhow::Result<Totals>,
    ) -> anyhow::Result<()> {
        let read = |item: Item| match item {
            Ok(article) => self.read_article(lists, shape, article),
            Err(fault) => Ok(Given::Lost(fault)),
        };
        let meter = inputs.meter();
        let sought = self.sought(shape);
        let may_hold = |text: &str| lists.engine.lines_may_hold(text, sought);
        // Whatever else is asked of articles, their text must be known for it.
        let asks_text_only = sought != Only::All && self.choice.asks_what_it_holds() && self.reading.asks_nothing();
        workers.in_order(
            inputs
                .raw()
                .filter(|(place, _)| self.shard.is_none_or(|share| share.holds(*place)))
                .filter(|(place, _)| wanted.is_none_or(|wanted| wanted.holds(*place)))
                .take_while(|_| !stop::asked()),
            |(_, raw)| raw.as_ref().map_or(0, Raw::weight),
            |(place, raw)| match raw {
                Ok(raw) if asks_text_only => match raw.read_if(&may_hold) {
                    Some(items) => (place, given(items, read)),
                    // Whether an article stands there nobody knows, so it counts as none.
                    None => (place, vec![Ok(Given::PassedOver(Reason::NotAsked))]),
                },
                Ok(raw) => (place, given(raw.read(), read)),
                Err(fault) => (place, vec![Ok(Given::Lost(fault))]),
            },
            |(place, all)| {
                let done = sink(place, all)?;
                if let Some(progress) = &mut progress {
                    progress.at(done.state(meter.bytes()));
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
        let only = self.choice.only();
        let sought = if self.choice.needs_reading(&article) { Only::All } else { self.sought(shape) };
        let Some(record) = lists.engine.extract_only(&article, sought) else {
            return Ok(self.not_asked(self.choice.digest(|| text_sha256(&article.text))?));
        };
        if let Some(reason) = self.choice.passes_over_read(&record) {
            return Ok(Given::PassedOver(reason));
        }
        if only.is_some_and(|only| !only.is_in(&record)) {
            return Ok(Given::PassedOver(Reason::NotAsked));
        }
        let facts = record.facts.len() as u64;
        let digest = self.choice.digest(|| &record.text_sha256)?;
        let remark = record.left_out.filter(LeftOut::is_loss).map(|left_out| SourceFault::bounded(&article, left_out));
        Ok(Given::Written(Piece { bytes: shape.bytes(&article, record)?, facts, digest, remark }))
    }

    /// Of which articles something may be written.
    fn sought(&self, shape: Shape) -> Only {
        self.choice.only().unwrap_or(shape.needs())
    }

    /// What comes of an article that holds nothing of what is sought. Rows need not be asked for what gives none: it counts as read.
    fn not_asked(&self, digest: Option<Digest>) -> Given {
        match self.choice.only() {
            Some(_) => Given::PassedOver(Reason::NotAsked),
            None => Given::Written(Piece::nothing(digest)),
        }
    }

    /// The options that decide what is written.
    fn deciding_options(&self) -> Vec<String> {
        let mut options = self.reading.typed();
        options.extend(self.choice.typed());
        options.extend(self.shard.map(|share| format!("--shard {share}")));
        options.extend(self.facts.then(|| "--facts".to_owned()));
        options.extend(self.mentions.then(|| "--mentions".to_owned()));
        options.extend(self.with_text.then(|| "--with-text".to_owned()));
        options.extend(self.to.filter(|to| *to != Form::Jsonl).map(|to| format!("--to {}", to.name())));
        options.extend(self.compress.map(|compression| format!("--compress {}", compression.name())));
        options
    }

    fn shape(&self, form: Form) -> anyhow::Result<Shape> {
        let rows = match (self.mentions, self.facts || form != Form::Jsonl) {
            (true, _) => Some(Rows::Mentions),
            (false, facts) => facts.then_some(Rows::Facts),
        };
        Ok(match rows {
            None => Shape::Records { with_text: self.with_text },
            Some(_) if self.with_text => {
                return Err(usage(format_args!("{} is for rows, --with-text for records: choose one", form.name())));
            }
            Some(_) if form == Form::Parquet && self.compress.is_some() => {
                return Err(usage("parquet packs in itself: leave out --compress, or .gz and .zst"));
            }
            Some(rows) => {
                if form == Form::Parquet {
                    parquet::ready()?;
                }
                Shape::Rows(rows, form)
            }
        })
    }
}

impl Totals {
    /// The same for those who wait, with the bytes that were read.
    pub(super) fn state(self, bytes: u64) -> State {
        State { articles: self.articles, facts: Some(self.facts), failed: self.failed, bytes }
    }

    /// Tells what was done, unless it is to be quiet.
    pub(super) fn told(self, quiet: bool) -> Outcome {
        if !quiet {
            let failed = if self.failed == 0 { String::new() } else { format!(", {} failed", self.failed) };
            let passed = self.passed_over.told().map(|told| format!("; passed over: {told}")).unwrap_or_default();
            let articles = counted(self.articles, "article");
            let facts = counted(self.facts, "fact");
            message::event("summary", format_args!("{articles}, {facts}{failed}{passed}"), self);
        }
        Outcome::partly_if(self.failed > 0)
    }
}

/// What came of the articles that a piece of input held. Where it held none, it is a record of an archive, and no page.
fn given(items: Vec<Item>, read: impl FnMut(Item) -> anyhow::Result<Given>) -> Vec<anyhow::Result<Given>> {
    if items.is_empty() {
        return vec![Ok(Given::PassedOver(Reason::NoPage))];
    }
    items.into_iter().map(read).collect()
}
