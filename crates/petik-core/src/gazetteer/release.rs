//! Marks of releases: how texts that government offices hand out are signed, begun and published.

use super::files::Files;
use super::table::Table;
use crate::error::Fault;
use crate::text::fold;

/// How much of a line is looked at, in code points: more than the longest mark has.
const BEGINNING: usize = 60;

/// The marks, folded.
#[derive(Debug, Default)]
pub struct Releases {
    /// Words in brackets at the end of a line.
    brackets: Vec<Vec<String>>,
    /// Words that a line begins with.
    lines: Vec<String>,
    /// Ends of hosts.
    hosts: Vec<String>,
}

impl Releases {
    /// Reads `pages/releases.csv`.
    pub(super) fn read(files: &Files, faults: &mut Vec<Fault>) -> Self {
        let mut all = Releases::default();
        for row in
            Table::read(files, "pages/releases.csv", &["mark", "where", "why"], &["mark", "where"], faults).rows()
        {
            let marks = row.forms("mark").map(fold);
            match row.get("where") {
                "bracket" => all.brackets.extend(marks.map(|mark| words(&mark).map(str::to_owned).collect())),
                "line" => all.lines.extend(marks),
                "host" => all.hosts.extend(marks),
                other => faults.push(row.fault(format!("where `{other}` is not one of bracket line host"))),
            }
        }
        all
    }

    /// Whether the words in a bracket sign a release: the bracket begins with a mark, or has one behind a name or a slash.
    pub fn signs(&self, bracket: &str) -> bool {
        let folded = fold(bracket);
        let inside: Vec<&str> = words(&folded).collect();
        self.brackets.iter().any(|mark| inside.windows(mark.len().max(1)).any(|run| run.iter().eq(mark.iter())))
    }

    /// Whether a line begins as a release, or names an office as its source.
    pub fn begins(&self, line: &str) -> bool {
        let line = line.trim_start();
        let beginning = line.char_indices().nth(BEGINNING).map_or(line, |(end, _)| &line[..end]);
        let folded = fold(beginning);
        self.lines
            .iter()
            .any(|mark| folded.strip_prefix(mark.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
    }

    /// Whether a host is one of a government office.
    pub fn hosts(&self, host: &str) -> bool {
        self.hosts
            .iter()
            .any(|end| host.strip_suffix(end.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
    }
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
