//! `petik verify`: whether records still stand on their sources: every article is read again, its text must have the
//! digest of the record, and every quote must stand where the record says.

use super::Outcome;
use super::lists::Lists;
use super::message::{self, counted};
use super::reading::Reading;
use anyhow::Context;
use petik::record::{ArticleRecord, text_sha256};
use petik::source::{Inputs, open_unpacked};
use petik::{Article, Source};
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

/// Check records against their sources
///
/// Opens the file that each record names in `source`, extracts the article again and compares: its text must have the
/// record's `text_sha256`, and every mention and piece of evidence must stand at its offsets, letter for letter. Run it
/// in the folder where the records were made, with the same options about reading. Where a record was made from
/// standard input, the text that it holds (--with-text) is taken.
///
/// Records may come from anybody: only files are opened that lie in the current folder or below, or where --sources says; no
/// patterns, folders, pipes or devices.
///
/// Each record that does not hold is reported with its line; then the exit code is 1.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Verify {
    /// Article records, as `petik extract` writes them, packed or not; `-` is standard input
    #[arg(value_name = "RECORDS")]
    records: PathBuf,

    /// Open sources that are PATH or lie in the folder PATH, and no others; can be given several times
    #[arg(long, value_name = "PATH", default_value = ".")]
    sources: Vec<PathBuf>,

    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
Examples:
  petik verify records.jsonl
  petik verify --field text=body records.jsonl
  petik verify --sources /data/arsip --sources berita records.jsonl";

impl Verify {
    pub(super) fn run(self, lists: &Lists) -> anyhow::Result<Outcome> {
        let cannot = || format!("cannot read {}", self.records.display());
        let lines = open_unpacked(&self.records).with_context(cannot)?;
        let mut within = Vec::new();
        for path in &self.sources {
            within.push(path.canonicalize().with_context(|| format!("cannot open {}", path.display()))?);
        }
        let mut sources = Sources { reading: &self.reading, lists, within, open: None };
        let (mut records, mut quotes, mut failed) = (0, 0, 0);
        for (number, line) in (1..).zip(lines.lines()) {
            let line = line.with_context(cannot)?;
            if line.trim().is_empty() {
                continue;
            }
            records += 1;
            match verified(&line, &mut sources) {
                Ok(count) => quotes += count,
                Err(reason) => {
                    failed += 1;
                    message::error(format_args!("{}:{number}: {reason}", self.records.display()));
                }
            }
        }
        let (records, quotes) = (counted(records, "record"), counted(quotes, "quote"));
        message::summary(match failed {
            0 => format!("{records}, {quotes}: all stand in their sources"),
            _ => format!("{records}, {failed} failed; {quotes} of the others stand in their sources"),
        });
        Ok(Outcome::partly_if(failed > 0))
    }
}

/// How many quotes of the record in `line` stand in its source, if all do.
fn verified(line: &str, sources: &mut Sources<'_>) -> Result<u64, String> {
    let record = ArticleRecord::from_json(line).map_err(|error| format!("no article record: {error}"))?;
    let text = match (sources.article(&record.source)?, &record.text) {
        (Some(article), _) => article.text,
        (None, Some(text)) => text.clone(),
        (None, None) => {
            return Err("nothing to compare with: the record names no file and holds no text (--with-text)".into());
        }
    };
    if text_sha256(&text) != record.text_sha256 {
        return Err("the text is another one than the record was made from: its SHA-256 differs; `petik extract` makes a record of it as it is now".into());
    }
    // Offsets count code points: the byte that each begins at, and the end.
    let points: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let of_facts = record.facts.iter().flat_map(|fact| &fact.evidence);
    let evidence = of_facts.chain(record.findings.iter().flat_map(|finding| &finding.evidence));
    let quoted = evidence.map(|piece| (piece.start, piece.end, &piece.quote));
    let mut count = 0;
    for (start, end, quote) in record.mentions.iter().map(|m| (m.start, m.end, &m.text)).chain(quoted) {
        let stands = points.get(start).zip(points.get(end)).and_then(|(&start, &end)| text.get(start..end));
        if stands != Some(quote) {
            return Err(format!("{quote:?} does not stand at {start}-{end}"));
        }
        count += 1;
    }
    Ok(count)
}

/// The files that records name, read on from record to record.
struct Sources<'v> {
    reading: &'v Reading,
    lists: &'v Lists,
    /// What may be opened: files, and folders with all that lies in them.
    within: Vec<PathBuf>,
    open: Option<(String, Inputs)>,
}

impl Sources<'_> {
    /// The article that a record was made from; `None` where the record names no file that can be read again.
    fn article(&mut self, source: &Source<'_>) -> Result<Option<Article<'static>>, String> {
        let Some(path) = source.path.as_deref().filter(|path| *path != "-") else { return Ok(None) };
        // Records come in the order of their articles; where they do not, the file is read from its beginning.
        if let Some((open, articles)) = &mut self.open
            && open == path
            && let Some(article) = of_source(articles, source, self.reading).0
        {
            return Ok(Some(article));
        }
        self.may_open(Path::new(path))?;
        let mut articles = self.reading.inputs(&[PathBuf::from(path)], self.lists);
        let (found, fault) = of_source(&mut articles, source, self.reading);
        self.open = Some((path.to_owned(), articles));
        match found {
            Some(article) => Ok(Some(article)),
            None => Err(fault.unwrap_or_else(|| format!("{path} holds no such article any more"))),
        }
    }
}

impl Sources<'_> {
    /// Whether a path that a record names is a file where sources lie, links followed. A record could name anything: every
    /// file of the system by a pattern, or a pipe that never ends.
    fn may_open(&self, path: &Path) -> Result<(), String> {
        let refused = |why: &str| Err(format!("{}: {why}", path.display()));
        let place = match path.canonicalize() {
            Ok(place) => place,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return refused("no such file"),
            Err(error) => return refused(&error.to_string()),
        };
        if !self.within.iter().any(|within| place.starts_with(within)) {
            return refused("it does not lie where sources may lie; --sources PATH names another place");
        }
        if !place.metadata().is_ok_and(|about| about.is_file()) {
            return refused("a folder, a pipe or a device, not a file");
        }
        Ok(())
    }
}

/// The next article with this source, else what the last fault was.
fn of_source(
    articles: &mut Inputs,
    source: &Source<'_>,
    reading: &Reading,
) -> (Option<Article<'static>>, Option<String>) {
    let place = |of: &Source<'_>| (of.line, of.warc_record_id.as_deref().map(str::to_owned));
    let wanted = place(source);
    let mut last = None;
    for item in articles {
        let completed = item.map(|mut article| {
            reading.complete(&mut article);
            article
        });
        match completed {
            Ok(article) if place(&article.source) == wanted && article.source.url == source.url => {
                return (Some(article), None);
            }
            Ok(_) => {}
            Err(fault) => last = Some(fault).filter(|fault| fault.lost).map(|fault| fault.to_string()).or(last),
        }
    }
    (None, last)
}
