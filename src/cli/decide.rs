//! `petik decide`: a steward's verdict on a row or claim of a reconciliation, or on a row of the list that named no region for
//! certain, as one more line of the file of decisions; or those of a workbook that people filled in.

mod book;

use super::ending::{Outcome, usage};
use super::language::LanguageChoice;
use super::lists;
use super::message;
use super::reading::day;
use super::reconcile::year;
use super::words::one_of;
use anyhow::Context;
use jiff::civil::Date;
use petik::reconcile::{Decision, Judged, Refusal, Verdict, append};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Decide about a row or claim of a reconciliation, or read back what people decided in its workbook
///
/// Adds one line a decision to the file of decisions, which `petik reconcile --decisions FILE` applies from then on. The file
/// is only ever added to; the last decision on a subject counts. The line keeps a digest of the evidence that was decided on:
/// when the evidence changes, the decision is brought up again.
///
/// A claim that is rejected no longer counts; one that is corrected counts for the region, year or day given. A verdict on a
/// row stands beside its status and does not change it; a rejected row is counted nowhere. A row of unresolved.csv that is
/// corrected to a region becomes a member of the list.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  petik decide out PROGRAMME/2018/33.25 accept --decisions decisions.jsonl --who 'the statistics office'
  petik decide out 5f0c91a2b3d4 reject --decisions decisions.jsonl --note 'another programme of that name'
  petik decide out 5f0c91a2b3d4 correct --year 2019 --decisions decisions.jsonl --when 2026-11-23
  petik decide out 77a1d03c52e9 correct --region 33.26 --decisions decisions.jsonl --note 'the letter names the kabupaten'
  petik decide out --from judged.xlsx --by 'the statistics office' --decisions decisions.jsonl --when 2026-11-23")]
pub(super) struct Decide {
    /// The folder that `petik reconcile` wrote
    #[arg(value_name = "DIR")]
    dir: PathBuf,

    /// The id of a row, of a claim, or of a row of the list, as the tables show it
    #[arg(value_name = "SUBJECT", required_unless_present = "from")]
    subject: Option<String>,

    /// The verdict
    #[arg(value_name = "VERDICT", value_parser = one_of::<Verdict>(), required_unless_present = "from")]
    verdict: Option<Verdict>,

    /// Read verdicts and notes back from reconciliation.xlsx as people filled it in
    ///
    /// FILE is the workbook as Excel or LibreOffice saved it (XLSX, ODS), or one of its sheets as CSV; rows may be sorted or
    /// hidden, columns moved or added. What could not be taken is named with its cell; the rest is taken.
    #[arg(long, value_name = "FILE", requires = "who")]
    #[arg(conflicts_with_all = ["subject", "verdict", "region", "year", "date", "note"])]
    from: Option<PathBuf>,

    /// The file of decisions; it is made if it is not there
    #[arg(long, value_name = "FILE")]
    decisions: PathBuf,

    /// With `correct`: the Kemendagri code of the region that is meant
    ///
    /// A region that the words of a claim do not name needs a --note that says why it is meant.
    #[arg(long, value_name = "CODE")]
    region: Option<String>,

    /// With `correct`: the year of the cohort that is meant
    #[arg(long, value_name = "YEAR", value_parser = year)]
    year: Option<i16>,

    /// With `correct`: the day of the event
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,

    /// Why
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,

    /// Who decides
    #[arg(long, value_name = "NAME", visible_alias = "by")]
    who: Option<String>,

    /// When; petik has no clock of its own
    #[arg(long, value_name = "DATE", value_parser = day)]
    when: Option<Date>,

    #[command(flatten)]
    language: LanguageChoice,
}

impl Decide {
    pub(super) fn run(self, gazetteers: Option<&Path>) -> anyhow::Result<Outcome> {
        let (engine, phrases) = (&lists::open(gazetteers)?.engine, &self.language.phrases(gazetteers)?);
        if let Some(from) = &self.from {
            return self.read_back(from, engine, phrases, gazetteers);
        }
        let id = Decide::typed(self.subject.as_ref(), phrases)?;
        let subject = Judged::find(&self.dir, &BTreeSet::from([&*id]))?.remove(&id).ok_or_else(|| {
            let dir = self.dir.display();
            usage(Refusal::of("decide.unknown_subject", "id", &id).with("dir", dir).said(phrases))
        })?;
        let decision = Decision {
            subject: id,
            verdict: Decide::typed(self.verdict.as_ref(), phrases)?,
            region: self.region,
            cohort_year: self.year,
            date: self.date.map(|date| date.to_string()),
            note: self.note,
            who: self.who,
            when: self.when.map(|date| date.to_string()),
            evidence: Some(subject.evidence.clone()),
        };
        subject.admits(&decision, engine).map_err(|refusal| usage(refusal.said(phrases)))?;
        let all = [decision];
        append(&self.decisions, &all).with_context(|| format!("cannot write to {}", self.decisions.display()))?;
        let [decision] = all;
        let verdict = phrases.word("verdict_done", decision.verdict);
        message::summary(phrases.fill("decide.decided", &[("verdict", &verdict), ("id", &decision.subject)]));
        Ok(Outcome::Fine)
    }
}
