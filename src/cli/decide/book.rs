//! Verdicts of a workbook that people filled in, as lines of the file of decisions.

use super::super::ending::{Outcome, usage};
use super::super::lists;
use super::super::message;
use super::Decide;
use anyhow::Context;
use petik::reconcile::{Decisions, Language, Phrases, append, judge_book};
use petik::{Engine, Vocabulary};
use std::fs;
use std::io;
use std::path::Path;

/// Cells that are named one by one.
const MOST_NAMED: usize = 200;

impl Decide {
    /// Reads `from` back.
    pub(super) fn read_back(
        &self,
        from: &Path,
        engine: &Engine,
        phrases: &Phrases,
        gazetteers: Option<&Path>,
    ) -> anyhow::Result<Outcome> {
        let bytes = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
        let files = lists::files(gazetteers)??;
        let own = phrases.language();
        let mut languages = vec![phrases.clone()];
        for &language in Language::ALL.iter().filter(|language| **language != own) {
            languages.push(Phrases::read(&files, language)?);
        }
        let standing = self.standing(phrases)?;
        let name = from.display().to_string();
        let mut read = judge_book(&name, &bytes, &self.dir, &standing, self.who.as_deref(), engine, &languages)?;
        for decision in &mut read.decisions {
            decision.who.clone_from(&self.who);
            decision.when = self.when.map(|date| date.to_string());
        }
        if !read.decisions.is_empty() {
            let cannot = || format!("cannot write to {}", self.decisions.display());
            append(&self.decisions, &read.decisions).with_context(cannot)?;
        }
        read.notices.iter().for_each(|notice| message::warning(notice.said(phrases)));
        for fault in read.faults.iter().take(MOST_NAMED) {
            message::error(fault.said(phrases));
        }
        let more = read.faults.len().saturating_sub(MOST_NAMED) as u64;
        if more > 0 {
            message::error(phrases.count("decide_book.more", more));
        }
        self.tell(read.decisions.len() as u64, read.unchanged, read.faults.len() as u64, phrases);
        if is_in(from, &self.dir) {
            message::warning(phrases.fill("decide_book.in_folder", &[("file", &name)]));
        }
        Ok(Outcome::partly_if(!read.faults.is_empty()))
    }

    fn tell(&self, taken: u64, unchanged: u64, faults: u64, phrases: &Phrases) {
        let mut parts = vec![phrases.count("decide_book.taken", taken)];
        if unchanged > 0 {
            parts.push(phrases.count("decide_book.unchanged", unchanged));
        }
        if faults > 0 {
            parts.push(phrases.count("decide_book.not_taken", faults));
        }
        message::summary(parts.join(", "));
    }

    /// The decisions so far; none where there is no file yet.
    fn standing(&self, phrases: &Phrases) -> anyhow::Result<Decisions> {
        let path = &self.decisions;
        match fs::read_to_string(path) {
            Ok(lines) => Ok(Decisions::read(&lines, |line, reason| {
                message::warning(format_args!("{}:{line}: {}", path.display(), reason.said(phrases)));
            })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Decisions::default()),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    /// The verdict of the command line, or what it lacks.
    pub(super) fn typed<T: Clone>(value: Option<&T>, phrases: &Phrases) -> anyhow::Result<T> {
        value.cloned().ok_or_else(|| usage(phrases.say("decide.no_subject")))
    }
}

/// Whether a file stands in a folder.
fn is_in(file: &Path, folder: &Path) -> bool {
    let above = file.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    matches!((above.canonicalize(), folder.canonicalize()), (Ok(above), Ok(folder)) if above == folder)
}
