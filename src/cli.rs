//! The command line: one file a verb. Data goes to standard output, words for people to standard error; the exit code
//! says how it went. A closed pipe is a reader who has seen enough: it ends quietly, as success.

mod bar;
mod check;
mod completions;
mod decide;
mod diff;
mod docs;
mod explain;
mod extract;
mod fit;
mod lists;
mod message;
mod output;
mod printable;
mod progress;
mod reading;
mod reconcile;
mod schema;
mod score;
mod stop;
mod verify;
mod words;

use clap::{Parser, Subcommand, ValueEnum};
use lists::Lists;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Facts from Indonesian news: which region signed or joined which programme, when and with whom.
///
/// petik reads articles and writes what they say as records: regions with their official codes, dates, counts, officials,
/// programmes, and the facts these make up. Every fact quotes the words it rests on and names the rule that made it.
#[derive(Debug, Parser)]
#[command(name = "petik", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,

    /// Lay the lists and rules in DIR over the built-in ones
    ///
    /// Rows and rules with a known key replace the built-in ones, others are added. The folder has the same layout as
    /// `gazetteers/` in petik's sources; only the files that change something need to be there.
    #[arg(long, global = true, value_name = "DIR", help_heading = "Common options")]
    gazetteers: Option<PathBuf>,

    /// When to use colour
    ///
    /// `auto` asks whether a terminal is listening, and honours NO_COLOR and CLICOLOR_FORCE.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Common options")]
    color: Color,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Extract(extract::Extract),
    Explain(explain::Explain),
    Check(check::Check),
    Score(score::Score),
    Fit(fit::Fit),
    Verify(verify::Verify),
    Reconcile(reconcile::Reconcile),
    Decide(decide::Decide),
    Diff(diff::Diff),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Docs(docs::Docs),
}

const EXAMPLES: &str = "\
Examples:
  petik extract berita/                     one record a line for every article in the folder
  petik extract --to csv berita.jsonl       one row a fact, for a spreadsheet
  petik explain berita/artikel.txt          what was found in an article, and why

Exit codes:
  0  all went well
  1  some inputs could not be read, or a check did not hold: the rest was done; or the disk is full
  2  wrong usage, or broken lists or rules; nothing was done
  130, 143  stopped by Ctrl-C, by SIGTERM";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// How a verb ended, if it came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All went well.
    Fine,
    /// Some inputs failed, or a check did not hold.
    Partly,
    /// Lists or rules are broken.
    Broken,
    /// The user stopped it.
    Stopped,
}

impl Outcome {
    fn partly_if(failed: bool) -> Self {
        if failed { Outcome::Partly } else { Outcome::Fine }
    }
}

/// Reads the arguments and runs the verb.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => {
            // Help on a closed pipe is no failure either.
            let _ = usage.print();
            return ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2));
        }
    };
    match cli.color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    }
    .write_global();

    stop::watch();
    match cli.verb.run(cli.gazetteers.as_deref()) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::from(1),
        Ok(Outcome::Broken) => ExitCode::from(2),
        Ok(Outcome::Stopped) => ExitCode::from(stop::code()),
        Err(error) if failed_as(&error, &[io::ErrorKind::BrokenPipe]) => ExitCode::SUCCESS,
        Err(error) if failed_as(&error, &NO_ROOM) => {
            message::error(format_args!("{error:#}: make room, and type the same command again"));
            ExitCode::from(1)
        }
        Err(error) => {
            message::error(format_args!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

impl Verb {
    fn run(self, gazetteers: Option<&Path>) -> anyhow::Result<Outcome> {
        match self {
            Verb::Extract(extract) => extract.run(Lists::open(gazetteers)?),
            Verb::Explain(explain) => explain.run(Lists::open(gazetteers)?),
            Verb::Check(check) => check.run(gazetteers),
            Verb::Score(score) => score.run(Lists::open(gazetteers)?),
            Verb::Fit(fit) => fit.run(Lists::open(gazetteers)?),
            Verb::Verify(verify) => verify.run(Lists::open(gazetteers)?),
            Verb::Reconcile(reconcile) => reconcile.run(&Lists::open(gazetteers)?.engine),
            Verb::Decide(decide) => decide.run(),
            Verb::Diff(diff) => diff.run(),
            Verb::Schema(schema) => schema.run(),
            Verb::Completions(completions) => completions.run(),
            Verb::Docs(docs) => docs.run(),
        }
    }
}

/// Why nothing more can be written, where neither the command nor the lists are at fault.
const NO_ROOM: [io::ErrorKind; 3] =
    [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded, io::ErrorKind::FileTooLarge];

/// Whether reading or writing failed in one of these ways.
fn failed_as(error: &anyhow::Error, kinds: &[io::ErrorKind]) -> bool {
    let is = |error: &io::Error| kinds.contains(&error.kind());
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(is)
            || cause
                .downcast_ref::<csv::Error>()
                .is_some_and(|error| matches!(error.kind(), csv::ErrorKind::Io(error) if is(error)))
    })
}
