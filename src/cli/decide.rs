//! `petik decide`: a steward's verdict on a row or claim of a reconciliation, or on a row of the list that named no region for
//! certain, as one more line of the file of decisions.

use super::ending::{Outcome, usage};
use super::message;
use super::reading::day;
use super::reconcile::year;
use super::words::one_of;
use anyhow::{Context, bail, ensure};
use jiff::civil::Date;
use petik::Engine;
use petik::gazetteer::{RegionId, letters};
use petik::reconcile::{Claim, Decision, ROWS_FILE, Row, Sheet, Verdict};
use petik::record::Level;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Decide about a row or claim of a reconciliation, or about a row of the list that names no region for certain
///
/// Adds one line to the file of decisions, which `petik reconcile --decisions FILE` applies from then on. The file is only
/// ever added to; the last decision on a subject counts. The line keeps a digest of the evidence that was decided on: when
/// the evidence changes, the decision is brought up again.
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
  petik decide out 77a1d03c52e9 correct --region 33.26 --decisions decisions.jsonl --note 'the letter names the kabupaten'")]
pub(super) struct Decide {
    /// The folder that `petik reconcile` wrote
    #[arg(value_name = "DIR")]
    dir: PathBuf,

    /// The id of a row, of a claim, or of a row of the list, as the tables show it
    #[arg(value_name = "SUBJECT")]
    subject: String,

    /// The verdict
    #[arg(value_name = "VERDICT", value_parser = one_of::<Verdict>())]
    verdict: Verdict,

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
    #[arg(long, value_name = "NAME")]
    who: Option<String>,

    /// When; petik has no clock of its own
    #[arg(long, value_name = "DATE", value_parser = day)]
    when: Option<Date>,
}

impl Decide {
    pub(super) fn run(self, engine: &Engine) -> anyhow::Result<Outcome> {
        let subject = Subject::find(&self.dir, &self.subject)?;
        let decision = Decision {
            subject: self.subject,
            verdict: self.verdict,
            region: self.region,
            cohort_year: self.year,
            date: self.date.map(|date| date.to_string()),
            note: self.note,
            who: self.who,
            when: self.when.map(|date| date.to_string()),
            evidence: Some(subject.evidence().to_owned()),
        };
        if let Some(fault) = decision.fault() {
            return Err(usage(fault));
        }
        subject.admits(&decision, engine).map_err(usage)?;
        let mut line = serde_json::to_string(&decision)?;
        line.push('\n');
        append(&self.decisions, line).with_context(|| format!("cannot write to {}", self.decisions.display()))?;
        message::summary(format_args!("decided: {} {}", decision.verdict.as_str(), decision.subject));
        Ok(Outcome::Fine)
    }
}

/// What is decided about.
enum Subject {
    Row(Box<Row>),
    /// A claim and the programme of its row.
    Claim(Box<Claim>, String),
    /// A row of the list that names no region for certain.
    Open {
        evidence: String,
        programme: String,
    },
}

impl Subject {
    /// What has this id in the answer in `dir`.
    fn find(dir: &Path, id: &str) -> anyhow::Result<Self> {
        match Subject::of_rows(dir, id)? {
            Some(found) => Ok(found),
            None => Subject::of_list(dir, id)?.ok_or_else(|| {
                usage(format_args!(
                    "{id}: {} has no row and no claim of this id; the columns `id` and `claim_id` of its tables show them",
                    dir.display()
                ))
            }),
        }
    }

    fn of_rows(dir: &Path, id: &str) -> anyhow::Result<Option<Self>> {
        let path = dir.join(ROWS_FILE);
        let cannot = || format!("cannot read {}", path.display());
        for (number, line) in (1..).zip(BufReader::new(File::open(&path).with_context(cannot)?).lines()) {
            let line = line.with_context(cannot)?;
            if !line.contains(id) {
                continue;
            }
            let row = Row::from_json(line.as_bytes()).with_context(|| {
                format!("{}:{number}: no row of a reconciliation; run `petik reconcile` again", path.display())
            })?;
            if let Some(claim) = row.claims.iter().find(|claim| claim.id == id) {
                return Ok(Some(Subject::Claim(Box::new(claim.clone()), row.programme)));
            }
            if row.id == id {
                return Ok(Some(Subject::Row(Box::new(row))));
            }
        }
        Ok(None)
    }

    fn of_list(dir: &Path, id: &str) -> anyhow::Result<Option<Self>> {
        let path = dir.join(Sheet::Unresolved.file());
        let cannot = || format!("cannot read {}", path.display());
        let mut table = csv::Reader::from_path(&path).with_context(cannot)?;
        let head = table.headers().with_context(cannot)?.clone();
        for row in table.records() {
            let row = row.with_context(cannot)?;
            let cell = |name: &str| {
                let at = head.iter().position(|column| column == name);
                at.and_then(|at| row.get(at)).unwrap_or_default().to_owned()
            };
            if !id.is_empty() && cell("id") == id {
                return Ok(Some(Subject::Open { evidence: cell("evidence"), programme: cell("programme") }));
            }
        }
        Ok(None)
    }

    /// What the subject rests on.
    fn evidence(&self) -> &str {
        match self {
            Subject::Row(row) => &row.evidence,
            Subject::Claim(claim, _) => &claim.evidence,
            Subject::Open { evidence, .. } => evidence,
        }
    }

    /// Refuses a decision that could not be applied, or that is likely a slip.
    fn admits(&self, decision: &Decision, engine: &Engine) -> anyhow::Result<()> {
        let region = decision.region.as_deref().map(|code| known(code, engine)).transpose()?;
        if decision.verdict != Verdict::Correct {
            return Ok(());
        }
        match self {
            Subject::Row(_) => bail!("a row cannot be corrected: correct its claims, or the list"),
            Subject::Claim(claim, programme) => {
                let Some(region) = region else { return Ok(()) };
                of_unit(region, programme, engine)?;
                let own = engine.gazetteer().regions.get(region);
                ensure!(
                    claim.code.as_deref() != Some(&*own.code)
                        || decision.cohort_year.is_some()
                        || decision.date.is_some(),
                    "the claim is of {} {} already",
                    own.code,
                    own.full_name
                );
                ensure!(
                    decision.note.is_some() || names(claim, region, engine),
                    "the words of this claim name {}, and not {} {}: if that is meant all the same, say why with --note",
                    claim.name.as_deref().unwrap_or("no region"),
                    own.code,
                    own.full_name
                );
            }
            Subject::Open { programme, .. } => {
                let Some(region) = region else {
                    bail!("say with --region CODE which region the row of the list means")
                };
                ensure!(
                    decision.date.is_none(),
                    "a row of the list is corrected by its region and its year, not by --date"
                );
                ensure!(
                    !programme.is_empty(),
                    "it is not known of which programme the row is: reconcile with --programme ID"
                );
                of_unit(region, programme, engine)?;
            }
        }
        Ok(())
    }
}

/// The region with this code.
fn known(code: &str, engine: &Engine) -> anyhow::Result<RegionId> {
    engine.gazetteer().regions.by_code(code).with_context(|| {
        format!("--region {code}: no region has this code; the codes of Kemendagri, such as 33.25, stand in gazetteers/regions/regions.csv")
    })
}

/// Refuses a province for a programme of kabupaten and kota.
fn of_unit(region: RegionId, programme: &str, engine: &Engine) -> anyhow::Result<()> {
    let lists = engine.gazetteer();
    let region = lists.regions.get(region);
    let is_local = lists.programmes.number(programme).is_some_and(|number| lists.programmes.get(number).is_local());
    ensure!(
        !is_local || region.level != Level::Province,
        "--region {}: {} is a province, and {programme} is of kabupaten and kota",
        region.code,
        region.full_name
    );
    Ok(())
}

/// Whether the words of a claim, or what stands around them, hold a name of the region.
fn names(claim: &Claim, region: RegionId, engine: &Engine) -> bool {
    let quotes = claim.quotes.iter().map(|quote| format!("{}{}{}", quote.before, quote.quote, quote.after));
    let said = letters(&quotes.chain(claim.name.clone()).collect::<Vec<_>>().join(" "));
    engine.written_names().all_of(region).any(|name| said.contains(name))
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
