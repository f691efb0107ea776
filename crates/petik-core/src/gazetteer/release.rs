//! Marks of releases: how texts that government offices hand out are signed, begun and published.

use super::column::{Forms, ListRow};
use super::files::Files;
use super::table::Table;
use crate::error::Fault;
use crate::list_rows;
use crate::text::fold;
use crate::vocabulary;

vocabulary! {
    /// Where the mark of a release stands.
    pub enum ReleaseMark {
        /// In a bracket at the end of a line: (rls), (Humas).
        Bracket = "bracket",
        /// At the beginning of a line.
        Line = "line",
        /// At the end of the page's host.
        Host = "host",
    }
}

list_rows! {
    /// How texts that government offices hand out are signed, begun and published.
    pub(super) struct ReleaseRow in "pages/releases.csv" by ["mark", "where"] {
        /// The words, behind bars.
        mark: Forms<'r>,
        /// Where they stand.
        r#where: ReleaseMark,
        /// What they are.
        why: &'r str,
    }
}

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
        let table = Table::read(files, &ReleaseRow::LIST, faults);
        for row in table.each::<ReleaseRow<'_>>(faults) {
            let marks = row.mark.iter().map(fold);
            match row.r#where {
                ReleaseMark::Bracket => {
                    all.brackets.extend(marks.map(|mark| words(&mark).map(str::to_owned).collect()));
                }
                ReleaseMark::Line => all.lines.extend(marks),
                ReleaseMark::Host => all.hosts.extend(marks),
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
