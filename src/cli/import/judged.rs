//! What stewards decided about the claims of records, as annotations of single facts.

use super::Sink;
use crate::cli::language::LanguageChoice;
use crate::cli::message::{self, counted};
use crate::cli::reconcile::decisions;
use anyhow::Context;
use petik::Engine;
use petik::export::Imported;
use petik::gazetteer::Files;
use petik::reconcile::{LabelCounts, Labels, Phrases, Scope};
use petik::source::open_unpacked;
use std::path::{Path, PathBuf};

impl Sink<'_> {
    pub(super) fn judged(&mut self, records: &[PathBuf], file: &Path, engine: &Engine) -> anyhow::Result<()> {
        let phrases = Phrases::read(&Files::builtin(), LanguageChoice::default().language())?;
        let decisions = decisions(file, &phrases, &mut self.failed)?;
        let (scope, mut labels) = (Scope::all(engine), Labels::default());
        for path in records {
            let name = path.display().to_string();
            let lines = open_unpacked(path).with_context(|| format!("cannot read {name}"))?;
            let read = labels.read(&name, lines, &scope, &decisions, |fault| self.fault(fault));
            if let Err(error) = read {
                self.fault(format_args!("{name}: breaks off: {error}"));
            }
        }
        let (articles, counts) = labels.finish(&decisions);
        for article in articles {
            let gold = serde_json::to_string(&article).context("cannot write the annotations")?;
            self.write(Imported { id: article.id, gold: Some(gold), ..Imported::default() }, file)?;
        }
        self.count(counts);
        Ok(())
    }

    fn count(&self, counts: LabelCounts) {
        if self.quiet {
            return;
        }
        let LabelCounts { right, wrong, stale, left, elsewhere } = counts;
        message::summary(format_args!("{} right, {wrong} wrong", counted(right as u64, "fact")));
        let rest = [
            (stale, "on words that have changed since"),
            (left, "on what is not done, or has no day"),
            (elsewhere, "on what no fact of these records says: rows, names, claims of other articles"),
        ];
        for (count, why) in rest.into_iter().filter(|(count, _)| *count > 0) {
            message::summary(format_args!("{} left out: {why}", counted(count as u64, "verdict")));
        }
    }
}
