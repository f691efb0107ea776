//! `petik diff`: what changed between two results of `petik reconcile`.

mod rows;
mod text;

use super::Outcome;
use super::message::{self, counted};
use super::output::Output;
use super::screen::{Line, Screen};
use anyhow::Context;
use clap::ValueEnum;
use petik::reconcile::{Change, PACKAGE_FILE, Package, Row, Subject, Turn, input_changes, row_changes};
use rows::Rows;
use std::collections::HashSet;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Show what changed between two reconciliations
///
/// Reads the rows of two folders that `petik reconcile` wrote and names what was added, is gone or changed: rows with
/// their status, year, list entry and decision; claims with what they do for the row, their year, day, quote, rule,
/// confidence and decision; and what was read: version, lists, files. Behind each change stand the claims that it rests on,
/// with their rule and their article.
///
/// Rows are compared by programme, year and region. A row that has another year now, and is the only one of its region, is
/// told as changed. What is worded or numbered otherwise but means the same (reasons, rows of the list's file, places of
/// quotes, confidence within rounding) is no change.
///
/// Whether or not anything changed, the exit code is 0.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  petik diff results-1 results-2
  petik diff results-1 results-2 --to jsonl > changes.jsonl
  petik diff results-1 results-2 --to jsonl | jq 'select(.subject == \"row\")'")]
pub(super) struct Diff {
    /// The folder of the earlier result
    #[arg(value_name = "DIR_A")]
    before: PathBuf,

    /// The folder of the later result
    #[arg(value_name = "DIR_B")]
    after: PathBuf,

    /// Form of the changes
    #[arg(long, value_name = "FORM", default_value = "text")]
    to: To,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// Words for people
    Text,
    /// One JSON object a change
    Jsonl,
}

/// No description of a result is longer.
const PACKAGE_BYTES: u64 = 16 << 20;

impl Diff {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let (before, after) = (Rows::open(&self.before)?, Rows::open(&self.after)?);
        let inputs = inputs(&self.before, &self.after);
        let (Some(mut before), Some(mut after)) = (told(before), told(after)) else { return Ok(Outcome::Partly) };
        let form = match self.to {
            To::Text => Form::Words(Screen::open(), None),
            To::Jsonl => Form::Lines(Output::stdout()),
        };
        let mut out = Writer { form, tally: Tally::default() };
        for change in inputs.iter().flatten() {
            out.change(change)?;
        }
        compare(&mut before, &mut after, |before, after| {
            row_changes(before, after).iter().try_for_each(|change| out.change(change))
        })?;
        match out.form {
            Form::Words(screen, _) => screen.finish()?,
            Form::Lines(output) => output.finish()?,
        }
        message::summary(out.tally.words());
        Ok(Outcome::partly_if(inputs.is_none()))
    }
}

/// Rows without faults; else the faults are told. A result with lost rows would show them as gone.
fn told(rows: Result<Rows, Vec<String>>) -> Option<Rows> {
    let faults = rows.map_err(|faults| faults.iter().for_each(message::error));
    faults.ok()
}

/// What was read otherwise; `None`, told, where a description cannot be read.
fn inputs(before: &Path, after: &Path) -> Option<Vec<Change>> {
    let read = |dir| package(dir).map_err(|error| message::error(format_args!("{error:#}"))).ok();
    let (before, after) = (read(before), read(after));
    Some(input_changes(&before?.petik.inputs, &after?.petik.inputs))
}

fn package(dir: &Path) -> anyhow::Result<Package> {
    let path = dir.join(PACKAGE_FILE);
    let read = || {
        let mut text = Vec::new();
        File::open(&path)?.take(PACKAGE_BYTES).read_to_end(&mut text)?;
        anyhow::Ok(serde_json::from_slice(&text)?)
    };
    read().with_context(|| format!("{}: what was read is not compared", path.display()))
}

/// Hands on every pair of rows: first those of the later result in its order, then what is gone in the order of the earlier.
fn compare(
    before: &mut Rows,
    after: &mut Rows,
    mut pair: impl FnMut(Option<&Row>, Option<&Row>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let moved = before.moved(after);
    for place in 0..after.len() {
        let old = before.find(after.id(place)).or_else(|| moved.get(&place).copied());
        if old.is_some_and(|old| before.is_same(old, after, place)) {
            continue;
        }
        let old = old.map(|old| before.row(old)).transpose()?;
        pair(old.as_ref(), Some(&after.row(place)?))?;
    }
    let found: HashSet<usize> = moved.into_values().collect();
    for place in 0..before.len() {
        if after.find(before.id(place)).is_none() && !found.contains(&place) {
            pair(Some(&before.row(place)?), None)?;
        }
    }
    Ok(())
}

/// Writes changes and counts them.
struct Writer<W: Write> {
    form: Form<W>,
    tally: Tally,
}

enum Form<W: Write> {
    /// With the heading that stands above the last change.
    Words(Screen<W>, Option<Line>),
    Lines(Output),
}

impl<W: Write> Writer<W> {
    fn change(&mut self, change: &Change) -> anyhow::Result<()> {
        self.tally.count(change);
        match &mut self.form {
            Form::Lines(out) => writeln!(out, "{}", serde_json::to_string(change)?)?,
            Form::Words(out, last) => {
                let heading = text::heading(change);
                if last.as_ref() != Some(&heading) {
                    if last.is_some() {
                        out.line(&Line::default())?;
                    }
                    out.line(&heading)?;
                    *last = Some(heading);
                }
                text::write(out, change)?;
            }
        }
        Ok(())
    }
}

/// How many changes of each kind there are.
#[derive(Debug, Default)]
struct Tally([[u64; 3]; 3]);

impl Tally {
    fn count(&mut self, change: &Change) {
        self.0[change.subject as usize][change.change as usize] += 1;
    }

    fn words(&self) -> String {
        let of = |subject: Subject, noun: &str| {
            let [added, gone, changed] =
                [Turn::Added, Turn::Gone, Turn::Changed].map(|turn| self.0[subject as usize][turn as usize]);
            format!("{} added, {gone} gone, {changed} changed", counted(added, noun))
        };
        let inputs = counted(self.0[Subject::Input as usize].iter().sum(), "input");
        format!("{}; {}; {inputs} changed", of(Subject::Row, "row"), of(Subject::Claim, "claim"))
    }
}
