//! What a reconciliation reads: the files of the list, those of the records, and their digests.

use super::{digest, message};
use crate::cli::ending::usage;
use crate::cli::progress::{Progress, State, bytes_of};
use anyhow::{Context, bail};
use petik::gazetteer::LISTS;
use petik::reconcile::{
    Column, Copies, Decisions, InputFile, ListFault, ListOptions, ListType, OfficialList, Phrases, Press,
    Reconciliation, Saying, Scope, YEARS, read_list,
};
use petik::source::{Meter, open_counted, open_unpacked};
use petik::{Engine, Vocabulary};
use std::fs::{self, File};
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

/// What is read from standard input.
const STDIN: &str = "-";
/// Endings of the files of a folder that are lists.
const ENDINGS: [&str; 5] = ["csv", "tsv", "xlsx", "xlsm", "ods"];

/// How the list is read.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Reading the list")]
pub(in crate::cli) struct ListChoice {
    /// Take the column COLUMN of the list as NAME
    ///
    /// NAME is one of code, name, type, province, cohort_year, programme, status, note, signed. Can be given several times.
    #[arg(long = "column", value_name = "NAME=COLUMN", value_parser = column)]
    columns: Vec<(Column, String)>,

    /// The programme of rows for which the list names none, by id or name; of other programmes, nothing is read
    #[arg(long, value_name = "ID")]
    programme: Option<String>,

    /// The year of the cohort of rows for which the list names none
    #[arg(long, value_name = "YEAR", value_parser = year)]
    year: Option<i16>,

    /// Read only this sheet of a workbook
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
}

/// A year as it is typed.
pub(in crate::cli) fn year(typed: &str) -> Result<i16, String> {
    let year = typed.parse().ok().filter(|year| YEARS.contains(year));
    year.ok_or_else(|| format!("not a year from {} to {}", YEARS.start(), YEARS.end()))
}

fn column(typed: &str) -> Result<(Column, String), String> {
    let (name, column) = typed.split_once('=').ok_or("NAME=COLUMN, for example name='Region 2018'")?;
    let known = Column::parse(name.trim()).ok_or_else(|| format!("`{name}` is not one of {}", Column::words()))?;
    Ok((known, column.trim().to_owned()))
}

impl ListChoice {
    /// How one file of the list is read.
    pub(in crate::cli) fn options(&self, engine: &Engine) -> anyhow::Result<ListOptions> {
        let programme =
            self.programme.as_deref().map(|words| engine.programme_named(words).ok_or_else(|| unknown(words)));
        Ok(ListOptions {
            columns: self.columns.iter().cloned().collect(),
            programme: programme.transpose()?.map(str::to_owned),
            year: self.year,
            sheet: self.sheet.clone(),
            ..ListOptions::default()
        })
    }

    /// Reads the list of `paths` with what was decided about its rows, and says which files it was.
    pub(super) fn read(
        &self,
        paths: &[PathBuf],
        engine: &Engine,
        decisions: &mut Decisions,
        phrases: &Phrases,
    ) -> anyhow::Result<(OfficialList, Vec<InputFile>)> {
        let options = self.options(engine)?;
        let (mut list, mut files) = (OfficialList::default(), Vec::new());
        for path in paths {
            let several = path.is_dir();
            let mut read = 0;
            for file in files_of(path)? {
                let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
                let name = file.display().to_string();
                match read_list(&name, &bytes, &options, engine) {
                    Ok(mut part) => {
                        read += 1;
                        list.members.append(&mut part.members);
                        list.unresolved.append(&mut part.unresolved);
                        list.remarks.append(&mut part.remarks);
                        list.sums.append(&mut part.sums);
                        files.push(InputFile { path: name, sha256: digest::of(&*bytes)?, title: part.title });
                    }
                    Err(_) if several && is_of_petik(&bytes) => {}
                    // A folder may hold other tables beside lists.
                    Err(fault) if several => {
                        let why = Saying::of(ListType::FilePassedOver).with("why", fault.why);
                        list.remarks.push(ListFault { why, ..fault });
                    }
                    Err(error) => bail!("{}", error.say(phrases)),
                }
            }
            if read == 0 {
                bail!("{}: no list in this folder; a list is a table in CSV, TSV, XLSX or ODS", path.display());
            }
        }
        if let Some(programme) = &options.programme {
            list.members.retain(|member| member.programme == *programme);
        }
        decisions.on_list(&mut list, &engine.gazetteer().regions);
        list.remarks.iter().for_each(|remark| message::warning(remark.say(phrases)));
        if list.members.is_empty() {
            let open = message::counted(list.unresolved.len() as u64, "row");
            let why = first_reason(&list, phrases);
            bail!(
                "the list has no member that can be held against press ({open} unresolved{why}); --column, --programme and \
                 --year say what the list does not"
            );
        }
        Ok((list, files))
    }
}

/// Whether a table beside lists is one of petik's own, as its head tells: `cohorts/counts.csv` stands beside the cohorts.
fn is_of_petik(table: &[u8]) -> bool {
    let head = table.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
    let head: Vec<&[u8]> = head.split(|byte| *byte == b',').collect();
    LISTS.iter().any(|list| list.columns.iter().map(|column| column.name.as_bytes()).eq(head.iter().copied()))
}

fn unknown(words: &str) -> anyhow::Error {
    usage(format_args!(
        "--programme {words}: no such programme; `petik list programmes` shows those that petik knows, and --gazetteers adds \
         others"
    ))
}

fn first_reason(list: &OfficialList, phrases: &Phrases) -> String {
    let said = list.unresolved.first().map(|open| format!(", the first: {}: {}", open.name, open.say(phrases)));
    said.unwrap_or_default()
}

/// The file, or the tables of the folder in the order of their names.
fn files_of(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let cannot = || format!("cannot read {}", path.display());
    let entries = fs::read_dir(path).with_context(cannot)?.collect::<io::Result<Vec<_>>>().with_context(cannot)?;
    let is_list = |file: &PathBuf| {
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
        ENDINGS.contains(&ending.as_str())
    };
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).filter(is_list).collect();
    files.sort();
    Ok(files)
}

/// The decisions in a file; what in it is none is told and counted.
pub(in crate::cli) fn decisions(path: &Path, phrases: &Phrases, faults: &mut u64) -> anyhow::Result<Decisions> {
    let lines = match std::fs::read_to_string(path) {
        Ok(lines) => lines,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            bail!("--decisions {}: no such file; `petik decide` makes it", path.display())
        }
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    Ok(Decisions::read(&lines, |line, reason| {
        *faults += 1;
        message::error(format_args!("{}:{line}: {}", path.display(), reason.said(phrases)));
    }))
}

/// A file of records while its digest is worked out beside the reading.
pub(super) struct RecordFile {
    path: PathBuf,
    digest: Option<JoinHandle<io::Result<String>>>,
}

impl RecordFile {
    pub(super) fn new(path: &Path) -> anyhow::Result<Self> {
        if path.as_os_str() == STDIN {
            return Ok(RecordFile { path: path.to_owned(), digest: None });
        }
        if path.is_dir() {
            bail!("{0} is a folder: name the files of records in it, such as {0}/*.jsonl", path.display());
        }
        let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(RecordFile { path: path.to_owned(), digest: Some(thread::spawn(move || digest::of(file))) })
    }

    pub(super) fn read(
        &self,
        press: &mut Press,
        scope: &Scope<'_>,
        threads: usize,
        faults: &mut u64,
        watch: &mut Watch,
    ) -> anyhow::Result<()> {
        let name = self.path.display().to_string();
        let cannot = || format!("cannot read {name}");
        let records = Watched { reader: open_counted(&self.path, &watch.meter).with_context(cannot)?, watch };
        // What is wrong with every line of a file is said once.
        let (mut last, mut more) = (None, 0);
        let read = press.read(&name, records, scope, threads, |fault| {
            *faults += 1;
            if last.as_ref() == Some(&fault.reason) {
                more += 1;
                return;
            }
            message::error(&fault);
            last = Some(fault.reason);
        });
        if more > 0 {
            message::error(format_args!("{name}: the same of {}", message::counted(more, "other line")));
        }
        if let Err(error) = read {
            // What was read counts; the rest is lost, and said so.
            *faults += 1;
            message::error(format_args!("{name}: breaks off: {error}"));
        }
        Ok(())
    }

    /// The file with its digest; standard input has none.
    pub(super) fn digest(self) -> anyhow::Result<InputFile> {
        let path = self.path.display().to_string();
        let sha256 = match self.digest.map(JoinHandle::join) {
            None => String::new(),
            Some(Ok(digest)) => digest.with_context(|| format!("cannot read {path}"))?,
            Some(Err(_)) => bail!("the digest of {path} could not be worked out"),
        };
        Ok(InputFile { path, sha256, title: None })
    }
}

/// Tells on a terminal how far the reading has come, and what is done then.
pub(super) struct Watch {
    meter: Meter,
    progress: Option<Progress>,
    lines: u64,
}

impl Watch {
    pub(super) fn new(paths: &[PathBuf], quiet: bool) -> Self {
        Watch { meter: Meter::default(), progress: Progress::on_a_terminal(quiet, bytes_of(paths)), lines: 0 }
    }

    /// Tells what is done after the reading.
    pub(super) fn then(&self, what: &'static str) {
        if let Some(progress) = &self.progress {
            progress.then(what);
        }
    }
}

/// Records with an eye on how many were read: a line is an article, or a fact of one.
struct Watched<'w, R> {
    reader: R,
    watch: &'w mut Watch,
}

impl<R: BufRead> Read for Watched<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Watched<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        let Watch { meter, progress, lines } = self.watch;
        if let (Some(progress), Ok(read)) = (progress, self.reader.fill_buf()) {
            *lines += read.iter().take(bytes).filter(|byte| **byte == b'\n').count() as u64;
            progress.at(State { articles: *lines, facts: None, failed: 0, bytes: meter.bytes() });
        }
        self.reader.consume(bytes);
    }
}

/// A file that was read, with its digest.
pub(super) fn digest_of(path: &Path) -> anyhow::Result<InputFile> {
    let cannot = || format!("cannot read {}", path.display());
    let sha256 = File::open(path).and_then(digest::of).with_context(cannot)?;
    Ok(InputFile { path: path.display().to_string(), sha256, title: None })
}

/// Reads the records of texts in several copies again, for what each copy added and left out. Standard input is gone.
pub(super) fn compare_copies(
    files: &[RecordFile],
    copies: &mut Copies,
    answer: &mut Reconciliation,
) -> anyhow::Result<()> {
    if copies.is_empty() {
        return Ok(());
    }
    for _ in 0..2 {
        for (number, file) in (0..).zip(files).filter(|(_, file)| file.path.as_os_str() != STDIN) {
            // A file that breaks off was reported in the first reading.
            if let Ok(records) = open_unpacked(&file.path) {
                let _ = copies.read_again(number, records, &mut answer.clusters);
            }
        }
        copies.all_kept();
    }
    Ok(())
}
