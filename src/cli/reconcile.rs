//! `petik reconcile`: records of press held against an official list, both ways, written as a folder of tables with a report.

mod digest;
mod folder;
mod inputs;
mod outputs;
mod summary;

use super::Outcome;
use super::language::LanguageChoice;
use super::lists;
use super::message;
use super::reading::threads;
use anyhow::bail;
use folder::Folder;
pub(super) use inputs::{ListChoice, decisions, year};
use inputs::{RecordFile, Watch};
use petik::reconcile::{Decisions, Phrases, Press, Reconciliation, Scope, Settings, reconcile};
use std::path::{Path, PathBuf};

/// Hold press records against an official list of a programme's cohorts
///
/// Says of every member of the list what press says about it (confirmed by independent sources, in another year, never
/// named, ...), and of everyone whom press names that the list lacks them; each with the words it rests on. The sizes of
/// cohorts that press states stand in a ledger beside the list's own. Reprints of one text count as one source.
///
/// RECORDS are what `petik extract` wrote, packed or not: article records, best with --with-text, which tells reprints by
/// their text and shows every quote in its paragraph; or flat facts, as JSON Lines or CSV.
///
/// The list is a table: CSV, TSV, XLSX or ODS. The header is found below title lines; columns are known by their names.
/// Regions are resolved by code or by name with the gazetteer that articles are read with. A row that names no region for
/// certain is listed in unresolved.csv, and `petik decide` takes what it means; what was passed over (sums, hidden sheets, ...) is
/// listed in list_remarks.csv.
///
/// The folder DIR gets report.html (open it in a browser), reconciliation.xlsx, the same tables as CSV, reconciliation.jsonl
/// for programs and datapackage.json, which describes them. It appears whole or not at all.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  petik extract --with-text --output records.jsonl berita/
  petik reconcile records.jsonl --list daftar.xlsx --out out
  petik reconcile records.jsonl.gz --list daftar.csv --programme PROGRAMME --year 2018 --out out
  petik reconcile records.jsonl --list daftar.csv --column name='Region 2018' --decisions decisions.jsonl --out out")]
pub(super) struct Reconcile {
    /// Records as `petik extract` writes them; `-` is standard input
    #[arg(value_name = "RECORDS", required = true)]
    records: Vec<PathBuf>,

    /// The official list: a file, or a folder of files
    ///
    /// Can be given several times; all rows together are the list.
    #[arg(long, value_name = "LIST", required = true)]
    list: Vec<PathBuf>,

    #[command(flatten)]
    columns: ListChoice,

    /// What a steward decided: the file that `petik decide` adds to
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,

    /// Above which share of common word runs two texts are one source, 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = Settings::default().cluster_threshold, value_parser = share)]
    cluster_threshold: f64,

    /// The folder for the answer: new, empty, or one that this verb wrote
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// Threads; 0 takes all cores. The answer is the same for any number
    #[arg(long, value_name = "N", default_value = "0", value_parser = threads)]
    threads: usize,

    /// Print errors only
    #[arg(long, short)]
    quiet: bool,

    #[command(flatten)]
    language: LanguageChoice,
}

fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("a number from 0 to 1".to_owned()),
    }
}

impl Reconcile {
    pub(super) fn run(self, gazetteers: Option<&Path>) -> anyhow::Result<Outcome> {
        let (engine, phrases) = (&lists::open(gazetteers)?.engine, self.language.phrases(gazetteers)?);
        // What cannot be written is said before an hour of reading.
        let mut folder = Folder::open(&self.out)?;
        folder.left().iter().for_each(message::warning);
        let mut faults = 0;
        let mut decisions = self.decisions(&phrases, &mut faults)?;
        let (list, list_files) = self.columns.read(&self.list, engine, &mut decisions, &phrases)?;
        let scope = Scope::new(engine, list.members.iter().map(|member| member.programme.clone()));
        let files = self.records.iter().map(|path| RecordFile::new(path)).collect::<anyhow::Result<Vec<_>>>()?;
        let mut press = Press::default();
        let mut watch = Watch::new(&self.records, self.quiet);
        for file in &files {
            file.read(&mut press, &scope, self.threads, &mut faults, &mut watch)?;
        }
        // A report of no records would say of every member that press never mentions it.
        if press.is_empty() {
            bail!(
                "no record was read, so there is nothing to hold against the list: `petik extract` makes records of articles"
            );
        }
        watch.then("holding them against the list");
        let settings = Settings { cluster_threshold: self.cluster_threshold };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.threads).build()?;
        let (mut answer, mut copies) =
            pool.install(|| reconcile(engine, list, press, &scope, decisions, settings, &phrases));
        inputs::compare_copies(&files, &mut copies, &mut answer)?;
        answer.inputs.failed = faults;
        answer.inputs.list = list_files;
        answer.inputs.records = files.into_iter().map(RecordFile::digest).collect::<anyhow::Result<Vec<_>>>()?;
        answer.inputs.decisions = self.decisions.as_deref().map(inputs::digest_of).transpose()?;
        watch.then("writing the answer");
        pool.install(|| outputs::write_all(&answer, &phrases, &mut folder))?;
        folder.finish()?;
        drop(watch);
        if !self.quiet {
            summary::print(&answer, &phrases, &self.out)?;
        }
        // The program ends here: to take a large answer apart would be a part of the time that the run takes.
        std::mem::forget(answer);
        Ok(Outcome::partly_if(faults > 0))
    }

    /// The decisions, where a file of them is given.
    fn decisions(&self, phrases: &Phrases, faults: &mut u64) -> anyhow::Result<Decisions> {
        self.decisions.as_deref().map_or(Ok(Decisions::default()), |path| inputs::decisions(path, phrases, faults))
    }
}
