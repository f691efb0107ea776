//! `petik import`: annotations out of the tools that `petik export` writes for, and out of what stewards decided.

mod judged;

use super::Outcome;
use super::lists::Lists;
use super::message::{self, counted};
use super::output::Output;
use super::score::input::text;
use anyhow::Context;
use clap::ValueEnum;
use petik::export::{Imported, brat, label_studio};
use petik::gazetteer::Gazetteer;
use std::collections::HashMap;
use std::fmt::Display;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Write annotated articles that were corrected in Label Studio or brat, or judged by stewards
///
/// The counterpart of `petik export`: what people made there of petik's mentions and facts becomes annotated articles, one a line,
/// which `petik score` and `petik fit` take. PATH is a project of Label Studio, exported in the format JSON, packed or not; or a folder of brat, as `petik export` made it.
///
/// Each stretch of the text has a label and, in the field `value` of Label Studio or in a note of brat, what it means:
/// `33.25`, `2018-05-08`, `50; role=selected`, `Wihaji; office=Bupati`, the id of a programme, or `open` where the text does not
/// settle it. A fact is a stretch of its own (`fact_signing`, `fact_membership`, `fact_cohort_size`) at the words of its region or
/// number, which it takes from the mention there: `date=2018-05-08; instrument=mou; signatories=Wihaji`. docs/ANNOTATE.md tells of all
/// fields. Organisations, words of signing, documents and dates longer than a day are no part of an annotation, nor are facts that
/// are not done or of another type; how many facts were left out is told.
///
/// Of several annotations of a task the ground truth counts, or else the latest, and that is told; a task with predictions only is
/// not annotated.
///
/// All is checked as `petik score` does: an article with a fault (words that do not stand where they should, a code that is none,
/// an unknown field) is told with its words, and left out.
///
/// With --decisions, PATH are the records that a reconciliation read, and the verdicts of its stewards become labels: the fact of an
/// accepted claim is right, that of a rejected one wrong, and of a corrected one the fact as it was is wrong and the other one right.
/// An accepted row makes the memberships right that say the same. Such an article has `rejected`: nothing is said of its other facts.
/// `petik fit` learns from it; `petik score` refuses it, since nobody judged what records lack.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Import {
    /// Exports of Label Studio (.json), folders of brat; with --decisions records; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// Where it comes from; by itself, a folder with .ann files comes from brat
    #[arg(long, value_name = "FORMAT")]
    from: Option<From>,

    /// Make labels of what stewards decided: FILE is what `petik serve` and `petik decide` add to
    #[arg(long, value_name = "FILE", conflicts_with = "from")]
    decisions: Option<PathBuf>,

    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Print errors only
    #[arg(long, short)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  petik import project-1.json --output gold.jsonl
  petik import brat/ --from brat --output gold.jsonl
  petik import records.jsonl --decisions out/decisions.jsonl --output labels.jsonl
  petik score records.jsonl gold.jsonl";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum From {
    LabelStudio,
    Brat,
}

/// The table in a folder of brat that tells the id of the article in each file.
pub(super) const IDS: &str = "articles.csv";

impl Import {
    pub(super) fn run(self, lists: &Lists) -> anyhow::Result<Outcome> {
        let out = Output::open(self.output.as_deref())?;
        let gazetteer = lists.engine.gazetteer();
        let mut sink = Sink { out, gazetteer, quiet: self.quiet, ids: HashMap::new(), left: 0, failed: 0 };
        if let Some(decisions) = &self.decisions {
            sink.judged(&self.paths, decisions, &lists.engine)?;
            return sink.finish();
        }
        for path in &self.paths {
            match self.from.unwrap_or(if path.is_dir() { From::Brat } else { From::LabelStudio }) {
                From::LabelStudio => sink.label_studio(path)?,
                From::Brat => sink.brat(path)?,
            }
        }
        sink.finish()
    }
}

/// Where annotations go, and what is told of them.
struct Sink<'g> {
    out: Output,
    gazetteer: &'g Gazetteer,
    quiet: bool,
    /// The articles that were written, each with the file that it came from.
    ids: HashMap<String, PathBuf>,
    left: usize,
    failed: u64,
}

impl Sink<'_> {
    fn fault(&mut self, fault: impl Display) {
        self.failed += 1;
        message::error(fault);
    }

    /// A file, or nothing where it cannot be read, which is told.
    fn read(&mut self, path: &Path) -> Option<String> {
        text(path).map_err(|error| self.fault(format_args!("{error:#}"))).ok()
    }

    fn label_studio(&mut self, path: &Path) -> anyhow::Result<()> {
        let Some(json) = self.read(path) else { return Ok(()) };
        match label_studio::gold(&path.display().to_string(), &json, self.gazetteer) {
            Ok(all) => all.into_iter().try_for_each(|imported| self.write(imported, path)),
            Err(fault) => {
                self.fault(fault);
                Ok(())
            }
        }
    }

    fn brat(&mut self, folder: &Path) -> anyhow::Result<()> {
        let cannot = || format!("cannot read {}", folder.display());
        let entries = fs::read_dir(folder).with_context(cannot)?;
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        files.sort();
        let (with, without): (Vec<_>, Vec<_>) = files
            .into_iter()
            .filter(|file| file.extension().is_some_and(|ending| ending == "ann" || ending == "txt"))
            .partition(|file| file.extension().is_some_and(|ending| ending == "ann"));
        if with.is_empty() {
            let what = "no .ann file in it: name the folder that brat works in, or the file that Label Studio exported";
            self.fault(format_args!("{}: {what}", folder.display()));
        }
        for text in without.iter().filter(|text| !with.contains(&text.with_extension("ann"))) {
            self.remark(format_args!("{}: no .ann file beside it: not annotated; it is left out", text.display()));
        }
        let ids = self.ids_of(&folder.join(IDS))?;
        for ann in with {
            let beside = ann.with_extension("txt");
            let (Some(marks), Some(text)) = (self.read(&ann), self.read(&beside)) else { continue };
            let name = ann.file_stem().unwrap_or_default().to_string_lossy();
            let id = ids.get(name.as_ref()).map_or(name.as_ref(), String::as_str);
            let imported = brat::gold(&ann.display().to_string(), id, &text, &marks, self.gazetteer);
            self.write(imported, &ann)?;
        }
        Ok(())
    }

    /// The ids of the articles by the names of their files; without the table they are these names, which is told.
    fn ids_of(&mut self, table: &Path) -> anyhow::Result<HashMap<String, String>> {
        if !table.exists() {
            self.remark(format_args!("{}: it is not there; the names of the files are taken for ids", table.display()));
            return Ok(HashMap::new());
        }
        let rows = csv::Reader::from_path(table)?.into_deserialize();
        rows.collect::<Result<_, _>>().with_context(|| format!("{}: not as `petik export` wrote it", table.display()))
    }

    fn remark(&self, remark: impl Display) {
        if !self.quiet {
            message::warning(remark);
        }
    }

    fn write(&mut self, imported: Imported, file: &Path) -> anyhow::Result<()> {
        let Imported { id, gold, left, remarks, faults } = imported;
        remarks.iter().for_each(|remark| self.remark(remark));
        faults.iter().for_each(message::error);
        self.failed += u64::from(!faults.is_empty());
        let Some(gold) = gold else { return Ok(()) };
        if let Some(first) = self.ids.get(&id) {
            let (file, first) = (file.display(), first.display().to_string());
            self.fault(format_args!(
                "{file}: the article {id:?} was in {first} already: leave one of the two annotations"
            ));
            return Ok(());
        }
        self.ids.insert(id, file.to_owned());
        self.left += left;
        writeln!(self.out, "{gold}").context("cannot write the annotations")
    }

    fn finish(self) -> anyhow::Result<Outcome> {
        self.out.finish()?;
        if !self.quiet {
            let left = match self.left {
                0 => String::new(),
                left => {
                    format!(", {} left out: not done, or of a type that is not scored", counted(left as u64, "fact"))
                }
            };
            let failed = match self.failed {
                0 => String::new(),
                failed => format!(", {failed} failed"),
            };
            message::summary(format_args!("{}{left}{failed}", counted(self.ids.len() as u64, "annotated article")));
        }
        Ok(Outcome::partly_if(self.failed > 0))
    }
}
