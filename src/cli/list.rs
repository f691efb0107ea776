//! `petik list`: what petik knows, from its lists with those of the user laid over them.

use super::Outcome;
use super::ending::usage;
use super::lists;
use super::message;
use super::output::Output;
use super::screen::{Line, Screen};
use clap::ValueEnum;
use petik::Error;
use petik::gazetteer::{Files, LISTS, Table};
use petik::record::cell::cell;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

/// Show which programmes, regions or offices petik knows
///
/// Prints their ids or codes, their names, and the other names that press gives them, from the built-in lists with the folder of
/// --gazetteers laid over them. With WORDS, only those that have every word somewhere in a name, an alias or a code.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  petik list programmes
  petik list regions 33.25
  petik list offices --to csv > offices.csv
  petik list programmes --gazetteers daftar-saya --to jsonl | jq -r .id")]
pub(super) struct List {
    /// What to show
    #[arg(value_name = "WHAT")]
    what: What,

    /// Words to look for, in whatever case
    #[arg(value_name = "WORDS")]
    words: Vec<String>,

    /// Form of the output; in csv and jsonl `aliases` are behind bars and in an array
    #[arg(long, value_name = "FORM", default_value = "text")]
    to: To,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Programmes, awards and contests
    Programmes,
    /// Provinces, kabupaten and kota
    Regions,
    /// Offices that people hold
    Offices,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// A table for people
    Text,
    /// Comma-separated values with a header
    Csv,
    /// One JSON object a line
    Jsonl,
}

/// Something that petik knows.
#[derive(Debug)]
struct Known {
    /// The values of the columns that [`What::columns`] names.
    cells: Vec<String>,
    aliases: Vec<String>,
}

const PROGRAMMES: &str = "programmes.csv";
const REGIONS: &str = "regions/regions.csv";
const REGION_NAMES: &str = "regions/aliases.csv";
const OFFICES: &str = "people/offices.csv";
/// Between names in one cell of a list.
const BAR: char = '|';

impl List {
    pub(super) fn run(self, gazetteers: Option<&Path>) -> anyhow::Result<Outcome> {
        let mut known = self.what.known(&lists::files(gazetteers)??)?;
        let wanted: Vec<String> = self.words.iter().map(|word| word.to_lowercase()).collect();
        known.retain(|one| wanted.iter().all(|word| one.has(word)));
        if known.is_empty() {
            let what = self.what.name();
            return Err(usage(format_args!(
                "none of the {what} has {:?} in its names or code; `petik list {what}` shows all, and a list in a folder of \
                 --gazetteers adds others",
                self.words.join(" ")
            )));
        }
        match self.to {
            To::Text => self.what.table(&known)?,
            To::Csv => self.what.csv(&known)?,
            To::Jsonl => self.what.lines(&known)?,
        }
        Ok(Outcome::Fine)
    }
}

impl Known {
    fn has(&self, word: &str) -> bool {
        self.cells.iter().chain(&self.aliases).any(|name| name.to_lowercase().contains(word))
    }
}

impl What {
    fn name(self) -> &'static str {
        match self {
            What::Programmes => "programmes",
            What::Regions => "regions",
            What::Offices => "offices",
        }
    }

    /// Columns of the list as they are shown; `aliases` come behind them.
    fn columns(self) -> &'static [&'static str] {
        match self {
            What::Programmes => &["id", "name", "kind", "years", "owner"],
            What::Regions => &["code", "full_name", "level", "capital"],
            What::Offices => &["id", "name", "level", "kind"],
        }
    }

    fn known(self, files: &Files) -> anyhow::Result<Vec<Known>> {
        let (file, forms) = match self {
            What::Programmes => (PROGRAMMES, "aliases"),
            What::Regions => (REGIONS, ""),
            What::Offices => (OFFICES, "forms"),
        };
        let mut of_region: HashMap<String, Vec<String>> = HashMap::new();
        if self == What::Regions {
            for mut row in rows(files, REGION_NAMES)? {
                of_region.entry(row.remove("code").unwrap_or_default()).or_default().extend(row.remove("alias"));
            }
        }
        let known = rows(files, file)?.into_iter().map(|mut row| {
            let cells: Vec<String> =
                self.columns().iter().map(|column| row.remove(column).unwrap_or_default()).collect();
            let forms = row.remove(forms).unwrap_or_default();
            let mut aliases: Vec<String> = forms.split(BAR).map(str::trim).map(str::to_owned).collect();
            aliases.extend(of_region.remove(&cells[0]).unwrap_or_default());
            aliases.retain(|alias| !alias.is_empty() && !cells.contains(alias));
            Known { cells, aliases }
        });
        Ok(known.collect())
    }

    fn table(self, known: &[Known]) -> anyhow::Result<()> {
        let columns = self.columns().len();
        let width = |column: usize| known.iter().map(|one| one.cells[column].chars().count()).max().unwrap_or_default();
        let widths: Vec<usize> = (0..columns).map(|column| width(column).min(WIDEST)).collect();
        let mut out = Screen::open();
        for one in known {
            let cells = one.cells.iter().zip(&widths).filter(|(_, width)| **width > 0);
            let line = cells.fold(String::new(), |line, (cell, &width)| line + &format!("{cell:width$}  "));
            out.hanging("", "    ", &Line::from(line.trim_end()))?;
            if !one.aliases.is_empty() {
                out.hanging("    also ", "         ", &Line::from(one.aliases.join(", ")))?;
            }
        }
        out.finish()?;
        message::summary(message::counted(known.len() as u64, self.name().trim_end_matches('s')));
        Ok(())
    }

    fn csv(self, known: &[Known]) -> anyhow::Result<()> {
        let mut csv = csv::Writer::from_writer(Output::stdout());
        csv.write_record(self.columns().iter().chain(&["aliases"]))?;
        for one in known {
            let aliases = one.aliases.join(&BAR.to_string());
            csv.write_record(one.cells.iter().chain([&aliases]).map(|words| cell(words).into_owned()))?;
        }
        csv.into_inner().map_err(|error| error.into_error())?.finish()
    }

    fn lines(self, known: &[Known]) -> anyhow::Result<()> {
        let mut out = Output::stdout();
        for one in known {
            serde_json::to_writer(&mut out, &Object { columns: self.columns(), one })?;
            out.write_all(b"\n")?;
        }
        out.finish()
    }
}

/// A wider column is not lined up.
const WIDEST: usize = 45;

/// As JSON, in the order of the columns.
struct Object<'k> {
    columns: &'static [&'static str],
    one: &'k Known,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        for (column, cell) in self.columns.iter().zip(&self.one.cells) {
            object.serialize_entry(column, &Some(cell).filter(|cell| !cell.is_empty()))?;
        }
        object.serialize_entry("aliases", &self.one.aliases)?;
        object.end()
    }
}

/// The rows of a list, each as cells by the names of their columns.
fn rows(files: &Files, name: &str) -> Result<Vec<HashMap<&'static str, String>>, Error> {
    let Some(list) = LISTS.iter().find(|list| list.file == name) else { return Ok(Vec::new()) };
    let mut faults = Vec::new();
    let table = Table::read(files, list, &mut faults);
    let read = table.rows().map(|row| {
        let mut cells = row.cells();
        let cell = |column: &petik::gazetteer::Column| {
            (column.name, cells.next::<&str>(&mut Vec::new()).unwrap_or_default().to_owned())
        };
        list.columns.iter().map(cell).collect()
    });
    let read = read.collect();
    if faults.is_empty() { Ok(read) } else { Err(Error::Lists(faults)) }
}
