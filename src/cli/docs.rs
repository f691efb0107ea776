//! `petik docs`: the reference pages, made from the program itself so that they cannot drift from it.

mod command_line;
mod lists;
mod record;
mod words;

use super::Outcome;
use super::message::{error, summary};
use anyhow::{Context, bail};
use petik::Engine;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// Write the reference pages, for those who work on petik
///
/// Writes the pages in DIR/reference, and the tables of words in the pages of DIR that have any.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  petik docs\n  petik docs --check")]
pub(super) struct Docs {
    /// The folder of the pages
    #[arg(value_name = "DIR", default_value = "docs")]
    dir: PathBuf,

    /// Write nothing; name the pages that differ and end with exit code 1 if there are any
    #[arg(long)]
    check: bool,
}

/// Pages written by hand, with tables that are not.
const WITH_TABLES: [&str; 3] = ["RECORD.md", "RECONCILE.md", "FACTS.md"];

impl Docs {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let engine = Engine::builtin()?;
        let mut pages = vec![
            ("reference/cli.md", command_line::command_line()),
            ("reference/record.md", record::record()),
            ("reference/lists.md", lists::lists(&engine)),
        ];
        let (mut told, types) = (BTreeSet::new(), engine.fact_types());
        for name in WITH_TABLES {
            let path = self.dir.join(name);
            let page = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            pages.push((name, words::filled(&page, &types, &mut told).with_context(|| path.display().to_string())?));
        }
        let untold = words::untold(&told);
        if !untold.is_empty() {
            bail!("{} tell nothing of {}", WITH_TABLES.join(", "), untold.join(", "));
        }
        let mut differ = 0;
        if !self.check {
            fs::create_dir_all(self.dir.join("reference")).with_context(|| self.dir.display().to_string())?;
        }
        for (name, page) in pages {
            let path = self.dir.join(name);
            if fs::read_to_string(&path).is_ok_and(|there| there == page) {
                continue;
            }
            differ += 1;
            if self.check {
                error(format_args!("{} is not what `petik docs` writes", path.display()));
            } else {
                fs::write(&path, page).with_context(|| path.display().to_string())?;
                summary(format_args!("wrote {}", path.display()));
            }
        }
        Ok(Outcome::partly_if(self.check && differ > 0))
    }
}

const GENERATED: &str = "<!-- Written by `petik docs`; change the program, not this page. -->\n";
