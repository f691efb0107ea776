//! The command line: one file a verb. Data goes to standard output, words for people to standard error; the exit code
//! says how it went. A closed pipe is a reader who has seen enough: it ends quietly, as success.

mod bar;
mod check;
mod completions;
mod decide;
mod diff;
mod docs;
mod ending;
mod explain;
mod export;
mod extract;
mod fit;
mod import;
mod language;
mod letter;
mod list;
mod lists;
mod merge;
mod message;
mod output;
mod progress;
mod reading;
mod reconcile;
mod schema;
mod score;
mod screen;
#[cfg(feature = "serve")]
mod serve;
mod stop;
mod verify;
mod words;

use clap::{Parser, Subcommand, ValueEnum};
use ending::{EXIT_CODES, Outcome};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Facts from Indonesian news: which region signed or joined which programme, when and with whom.
///
/// petik reads articles and writes what they say as records: regions with their official codes, dates, counts, officials,
/// programmes, and the facts these make up. Every fact quotes the words it rests on and names the rule that made it.
#[derive(Debug, Parser)]
#[command(name = "petik", bin_name = "petik", version, arg_required_else_help = true, args_override_self = true)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
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
    Merge(merge::Merge),
    Explain(explain::Explain),
    List(list::List),
    Check(check::Check),
    Score(score::Score),
    Fit(fit::Fit),
    Verify(verify::Verify),
    Export(export::Export),
    Import(import::Import),
    Reconcile(reconcile::Reconcile),
    Decide(decide::Decide),
    Letter(letter::Letter),
    Diff(diff::Diff),
    #[cfg(feature = "serve")]
    Serve(serve::Serve),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Docs(docs::Docs),
}

const EXAMPLES: &str = "\
Examples:
  petik extract berita/                     one record a line for every article in the folder
  petik extract --to csv berita.jsonl       one row a fact, for a spreadsheet
  petik explain berita/artikel.txt          what was found in an article, and why
  petik list programmes                     which programmes petik knows, by which names";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// Reads the arguments, of which the first is the program's name, runs the verb, and gives the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(usage) => {
            message::usage(&usage);
            return u8::try_from(usage.exit_code()).unwrap_or(2);
        }
    };
    match cli.color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    }
    .write_global();

    stop::watch();
    let outcome = cli.verb.run(cli.gazetteers.as_deref()).unwrap_or_else(|error| {
        let outcome = Outcome::of(&error);
        if outcome == Outcome::Full {
            message::error(format_args!("{error:#}: make room, and type the same command again"));
        } else if outcome != Outcome::Fine {
            message::error(format_args!("{error:#}"));
        }
        outcome
    });
    outcome.code()
}

impl Verb {
    fn run(self, gazetteers: Option<&Path>) -> anyhow::Result<Outcome> {
        match self {
            Verb::Extract(extract) => extract.run(lists::open(gazetteers)?),
            Verb::Merge(merge) => merge.run(),
            Verb::Explain(explain) => explain.run(lists::open(gazetteers)?),
            Verb::List(list) => list.run(gazetteers),
            Verb::Check(check) => check.run(gazetteers),
            Verb::Score(score) => score.run(lists::open(gazetteers)?),
            Verb::Fit(fit) => fit.run(lists::open(gazetteers)?),
            Verb::Verify(verify) => verify.run(lists::open(gazetteers)?),
            Verb::Export(export) => export.run(),
            Verb::Import(import) => import.run(lists::open(gazetteers)?),
            Verb::Reconcile(reconcile) => reconcile.run(gazetteers),
            Verb::Decide(decide) => decide.run(gazetteers),
            Verb::Letter(letter) => letter.run(gazetteers),
            Verb::Diff(diff) => diff.run(),
            #[cfg(feature = "serve")]
            Verb::Serve(serve) => serve.run(gazetteers),
            Verb::Schema(schema) => schema.run(),
            Verb::Completions(completions) => completions.run(),
            Verb::Docs(docs) => docs.run(),
        }
    }
}
