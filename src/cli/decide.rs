//! `petik decide`: a steward's verdict on a row or claim of a reconciliation, as one more line of the file of decisions.

use super::ending::{Outcome, usage};
use super::message;
use super::reading::day;
use super::words::one_of;
use anyhow::Context;
use jiff::civil::Date;
use petik::reconcile::{Decision, ROWS_FILE, Row, Verdict};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Decide about a row or claim of a reconciliation
///
/// Adds one line to the file of decisions, which `petik reconcile --decisions FILE` applies from then on. The file is only
/// ever added to; the last decision on a subject counts. The line keeps a digest of the evidence that was decided on: when
/// the evidence changes, the decision is brought up again.
///
/// A claim that is rejected no longer counts; one that is corrected counts for the region, year or day given. A verdict on a
/// row stands beside its status and does not change it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  petik decide out PROGRAMME/2018/33.25 accept --decisions decisions.jsonl --who 'the statistics office'
  petik decide out 5f0c91a2b3d4 reject --decisions decisions.jsonl --note 'another programme of that name'
  petik decide out 5f0c91a2b3d4 correct --year 2019 --decisions decisions.jsonl --when 2026-11-23")]
pub(super) struct Decide {
    /// The folder that `petik reconcile` wrote
    #[arg(value_name = "DIR")]
    dir: PathBuf,

    /// The id of a row or of a claim, as the tables show it
    #[arg(value_name = "SUBJECT")]
    subject: String,

    /// The verdict
    #[arg(value_name = "VERDICT", value_parser = one_of::<Verdict>())]
    verdict: Verdict,

    /// The file of decisions; it is made if it is not there
    #[arg(long, value_name = "FILE")]
    decisions: PathBuf,

    /// With `correct`: the Kemendagri code of the region that is meant
    #[arg(long, value_name = "CODE")]
    region: Option<String>,

    /// With `correct`: the year of the cohort that is meant
    #[arg(long, value_name = "YEAR")]
    year: Option<i16>,

    /// With `correct`: the day of the event
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,

    /// Why
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,

    /// Who decides
    #[arg(long, value_name = "NAME")]
    who: Option<String>,

    /// When; petik has no clock of its own
    #[arg(long, value_name = "DATE", value_parser = day)]
    when: Option<Date>,
}

impl Decide {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let evidence = evidence_of(&self.dir, &self.subject)?;
        let decision = Decision {
            subject: self.subject,
            verdict: self.verdict,
            region: self.region,
            cohort_year: self.year,
            date: self.date.map(|date| date.to_string()),
            note: self.note,
            who: self.who,
            when: self.when.map(|date| date.to_string()),
            evidence: Some(evidence),
        };
        if let Some(fault) = decision.fault() {
            return Err(usage(fault));
        }
        let mut line = serde_json::to_string(&decision)?;
        line.push('\n');
        append(&self.decisions, line).with_context(|| format!("cannot write to {}", self.decisions.display()))?;
        message::summary(format_args!("decided: {} {}", decision.verdict.as_str(), decision.subject));
        Ok(Outcome::Fine)
    }
}

/// What the row or claim with this id rests on.
fn evidence_of(dir: &Path, subject: &str) -> anyhow::Result<String> {
    let path = dir.join(ROWS_FILE);
    let cannot = || format!("cannot read {}", path.display());
    for (number, line) in (1..).zip(BufReader::new(File::open(&path).with_context(cannot)?).lines()) {
        let line = line.with_context(cannot)?;
        if !line.contains(subject) {
            continue;
        }
        let row = Row::from_json(line.as_bytes()).with_context(|| {
            format!("{}:{number}: no row of a reconciliation; run `petik reconcile` again", path.display())
        })?;
        let claim = row.claims.iter().find(|claim| claim.id == subject).map(|claim| &claim.evidence);
        if let Some(evidence) = claim.or_else(|| (row.id == subject).then_some(&row.evidence)) {
            return Ok(evidence.clone());
        }
    }
    Err(usage(format_args!(
        "{subject}: {} has no row and no claim of this id; the columns `id` and `claim_id` of its tables show them",
        dir.display()
    )))
}

/// Adds a line at the end in one write, so that the file is never cut; a line that something else left without its end is
/// ended first.
fn append(path: &Path, mut line: String) -> std::io::Result<()> {
    let mut file = File::options().create(true).read(true).append(true).open(path)?;
    if file.seek(SeekFrom::End(0))? > 0 {
        file.seek(SeekFrom::End(-1))?;
        let mut last = [0];
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            line.insert(0, '\n');
        }
    }
    file.write_all(line.as_bytes())?;
    file.sync_all()
}
