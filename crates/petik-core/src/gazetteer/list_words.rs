//! What heads the columns of official lists, and what stands in their rows beside regions: sums, remarks, ticks.

use super::files::Files;
use super::region::Level;
use super::table::Table;
use crate::error::Fault;
use crate::text::fold;
use std::collections::HashMap;

/// What a column of a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ListColumn {
    /// Code of the region; which office's, if the head says it.
    Code(Option<CodeOffice>),
    /// Name of the region.
    Name,
    /// Name of a kabupaten, where kota stand in a column of their own.
    Kabupaten,
    /// Name of a kota, likewise.
    Kota,
    /// Kind of region.
    Type,
    /// Its province.
    Province,
    /// Year of the cohort.
    Year,
    /// The programme.
    Programme,
    /// How the member stands.
    Status,
    /// Remarks.
    Note,
    /// Day of signing.
    Signed,
    /// Number of the row; means nothing.
    Number,
}

/// Who gives a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CodeOffice {
    /// The ministry of home affairs.
    Kemendagri,
    /// The statistics office.
    Bps,
}

impl ListColumn {
    fn parse(column: &str, note: &str) -> Option<Self> {
        Some(match column {
            "code" => ListColumn::Code(match note {
                "kemendagri" => Some(CodeOffice::Kemendagri),
                "bps" => Some(CodeOffice::Bps),
                _ => None,
            }),
            "name" => ListColumn::Name,
            "kabupaten" => ListColumn::Kabupaten,
            "kota" => ListColumn::Kota,
            "type" => ListColumn::Type,
            "province" => ListColumn::Province,
            "year" => ListColumn::Year,
            "programme" => ListColumn::Programme,
            "status" => ListColumn::Status,
            "note" => ListColumn::Note,
            "signed" => ListColumn::Signed,
            "number" => ListColumn::Number,
            _ => return None,
        })
    }
}

/// What words in a row say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowWord {
    /// The row counts the others.
    Sum,
    /// It stands under the table.
    Foot,
    /// It stands where a printed page ends.
    Page,
    /// The cell says that the region of the row is in.
    Tick,
    /// The cell says that it is not.
    NoTick,
    /// The list itself is not sure.
    Doubt,
    /// May stand before the year in the head of a column.
    YearWord,
    /// Names a kind of region, beside the type words of articles.
    Kind(Level),
}

impl RowWord {
    fn parse(kind: &str) -> Option<Self> {
        Some(match kind {
            "sum" => RowWord::Sum,
            "foot" => RowWord::Foot,
            "page" => RowWord::Page,
            "tick" => RowWord::Tick,
            "no_tick" => RowWord::NoTick,
            "doubt" => RowWord::Doubt,
            "year_word" => RowWord::YearWord,
            level => RowWord::Kind(Level::parse(level)?),
        })
    }
}

/// The words of official lists.
#[derive(Debug, Default)]
pub struct ListWords {
    columns: HashMap<String, (usize, ListColumn)>,
    rows: HashMap<String, RowWord>,
}

impl ListWords {
    /// Reads `lists/columns.csv` and `lists/rows.csv`.
    pub fn read(files: &Files, faults: &mut Vec<Fault>) -> Self {
        let mut words = ListWords::default();
        let table = Table::read(files, "lists/columns.csv", &["form", "column"], &["form"], faults);
        for (rank, row) in table.rows().iter().enumerate() {
            match ListColumn::parse(row.get("column"), row.get("note")) {
                Some(column) => row.forms("form").for_each(|form| {
                    words.columns.entry(bare_words(form)).or_insert((rank, column));
                }),
                None => faults.push(row.fault(format!("column `{}` is no kind of column", row.get("column")))),
            }
        }
        for row in Table::read(files, "lists/rows.csv", &["form", "kind"], &["form"], faults).rows() {
            match RowWord::parse(row.get("kind")) {
                Some(kind) => row.forms("form").for_each(|form| {
                    words.rows.entry(bare_words(form)).or_insert(kind);
                }),
                None => faults.push(row.fault(format!("kind `{}` is no kind of row word", row.get("kind")))),
            }
        }
        words
    }

    /// What a column with this head holds, and the place of the head in the list: where several columns hold the same, the one
    /// with the lowest is meant.
    pub fn column(&self, head: &str) -> Option<(usize, ListColumn)> {
        self.columns.get(&bare_words(head)).copied()
    }

    /// What a cell with just these words says.
    pub fn cell(&self, words: &str) -> Option<RowWord> {
        self.rows.get(&bare_words(words)).copied()
    }

    /// What the one to three words say that a cell begins with.
    pub fn beginning(&self, words: &str) -> Option<RowWord> {
        let words = bare_words(words);
        let ends = words.match_indices(' ').map(|(at, _)| at).chain([words.len()]).take(4);
        ends.filter_map(|end| self.rows.get(&words[..end])).last().copied()
    }
}

/// Folded words with single spaces between them, without marks; the marks themselves where there is nothing else.
pub fn bare_words(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { text.trim().to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> ListWords {
        let mut faults = Vec::new();
        let words = ListWords::read(&Files::builtin(), &mut faults);
        assert_eq!(faults, []);
        words
    }

    #[test]
    fn heads_are_known_however_they_are_set() {
        let words = words();
        let column = |head: &str| words.column(head).map(|(_, column)| column);
        assert_eq!(column(" KABUPATEN / KOTA "), Some(ListColumn::Name));
        assert_eq!(column("kab_kota"), Some(ListColumn::Name));
        assert_eq!(column("Kode\nWilayah (BPS)"), Some(ListColumn::Code(Some(CodeOffice::Bps))));
        assert_eq!(column("Jumlah Kabupaten/Kota"), None);
        assert!(words.column("region_full_name") < words.column("Nama"));
    }

    #[test]
    fn sums_and_ticks() {
        let words = words();
        assert_eq!(words.beginning("Total 50 daerah"), Some(RowWord::Sum));
        assert_eq!(words.beginning("JUMLAH TOTAL : 50"), Some(RowWord::Sum));
        assert_eq!(words.beginning("Kabupaten Batang"), None);
        assert_eq!(words.cell("√"), Some(RowWord::Tick));
        assert_eq!(words.cell("-"), Some(RowWord::NoTick));
        assert_eq!(words.cell("Total 50"), None);
    }

    #[test]
    fn unknown_kinds_are_faults() {
        let mut files = Files::builtin();
        files.lay_over("lists/columns.csv", "form,column\nX,y\n");
        files.lay_over("lists/rows.csv", "form,kind\nX,y\n");
        let mut faults = Vec::new();
        ListWords::read(&files, &mut faults);
        assert_eq!(faults.len(), 2);
    }
}
