//! What heads the columns of official lists, and what stands in their rows beside regions: sums, remarks, ticks; and the parts
//! of names that lists in English translate.

use super::column::{Filled, Forms, ListRow};
use super::files::Files;
use super::table::Table;
use crate::error::Fault;
use crate::list_rows;
use crate::record::Level;
use crate::text::fold;
use crate::vocabulary;
use std::collections::HashMap;

vocabulary! {
    /// What a column of a list holds.
    pub enum ListColumn {
        /// Code of the region; the head does not say whose.
        Code = "code",
        /// Code of Kemendagri.
        CodeKemendagri = "code_kemendagri",
        /// Code of BPS.
        CodeBps = "code_bps",
        /// Name of the region.
        Name = "name",
        /// Name of a kabupaten, where kota stand in a column of their own.
        Kabupaten = "kabupaten",
        /// Name of a kota, likewise.
        Kota = "kota",
        /// Kind of region.
        Type = "type",
        /// Its province.
        Province = "province",
        /// Year of the cohort.
        Year = "year",
        /// The programme.
        Programme = "programme",
        /// How the member stands.
        Status = "status",
        /// Remarks.
        Note = "note",
        /// Day of signing.
        Signed = "signed",
        /// Number of the row; means nothing.
        Number = "number",
    }
}

impl ListColumn {
    /// Whose codes it holds, where the head says it.
    pub fn office(self) -> Option<CodeOffice> {
        match self {
            ListColumn::CodeKemendagri => Some(CodeOffice::Kemendagri),
            ListColumn::CodeBps => Some(CodeOffice::Bps),
            _ => None,
        }
    }
}

/// Who gives a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CodeOffice {
    /// The ministry of home affairs.
    Kemendagri,
    /// The statistics office.
    Bps,
}

vocabulary! {
    /// What words in a row of a list say of it.
    pub enum RowWord {
        /// The row counts the others.
        Sum = "sum",
        /// It stands under the table.
        Foot = "foot",
        /// It stands where a printed page ends.
        Page = "page",
        /// The cell says that the region of the row is in.
        Tick = "tick",
        /// The cell says that it is not.
        NoTick = "no_tick",
        /// The list itself is not sure. Words for what is only unconfirmed yet (weak, tentatif) are no doubt, since press can
        /// confirm it.
        Doubt = "doubt",
        /// The list says of the region that it is no member, or no longer one.
        Out = "out",
        /// The list says of the region that it is a member.
        In = "in",
        /// May stand before the year in the head of a column.
        YearWord = "year_word",
        /// Names a kabupaten, beside the type words of articles.
        Kabupaten = "kabupaten",
        /// Names a kota.
        Kota = "kota",
        /// Names a province.
        Provinsi = "provinsi",
        /// Names a kecamatan, which lies in a kabupaten or kota and is none.
        District = "district",
        /// Names what lies in a kecamatan.
        Village = "village",
    }
}

vocabulary! {
    /// Where the Indonesian word for an English part of a name stands.
    pub enum EnglishPlace {
        /// Behind the rest of the name, where the English word stands before it: "West Sumbawa" is Sumbawa Barat.
        Behind = "behind",
        /// Before the rest, where the English word stands behind it: "Sula Islands" is Kepulauan Sula.
        Before = "before",
        /// Where the English word stands: "Java" is Jawa.
        Same = "same",
    }
}

impl RowWord {
    /// The kind of region that it names.
    pub fn level(self) -> Option<Level> {
        match self {
            RowWord::Kabupaten => Some(Level::Kabupaten),
            RowWord::Kota => Some(Level::Kota),
            RowWord::Provinsi => Some(Level::Province),
            _ => None,
        }
    }
}

list_rows! {
    /// How official lists head a column; where several columns hold the same, the head that stands first here is meant.
    pub(super) struct HeadRow in "lists/columns.csv" by ["form"] {
        /// The words of the head, behind bars.
        form: Forms<'r>,
        /// What such a column holds.
        column: ListColumn,
        /// A remark.
        note: &'r str,
    }
}

list_rows! {
    /// Words in rows of official lists beside regions.
    pub(super) struct WordsRow in "lists/rows.csv" by ["form"] {
        /// The words, behind bars.
        form: Forms<'r>,
        /// What they say.
        kind: RowWord,
        /// A remark.
        note: &'r str,
    }
}

list_rows! {
    /// Parts of names of regions that lists in English translate.
    pub(super) struct EnglishRow in "lists/english.csv" by ["form"] {
        /// The English words, behind bars.
        form: Forms<'r>,
        /// The Indonesian ones.
        indonesian: Filled<'r>,
        /// Where these stand.
        place: EnglishPlace,
        /// A remark.
        note: &'r str,
    }
}

/// The words of official lists.
#[derive(Debug, Default)]
pub struct ListWords {
    columns: HashMap<String, (usize, ListColumn)>,
    rows: HashMap<String, RowWord>,
    english: HashMap<String, (String, EnglishPlace)>,
}

impl ListWords {
    /// Reads `lists/columns.csv`, `lists/rows.csv` and `lists/english.csv`.
    pub fn read(files: &Files, faults: &mut Vec<Fault>) -> Self {
        let mut words = ListWords::default();
        let table = Table::read(files, &HeadRow::LIST, faults);
        for (rank, row) in table.each::<HeadRow<'_>>(faults).into_iter().enumerate() {
            for form in row.form.iter() {
                words.columns.entry(bare_words(form)).or_insert((rank, row.column));
            }
        }
        let table = Table::read(files, &WordsRow::LIST, faults);
        for row in table.each::<WordsRow<'_>>(faults) {
            for form in row.form.iter() {
                words.rows.entry(bare_words(form)).or_insert(row.kind);
            }
        }
        let table = Table::read(files, &EnglishRow::LIST, faults);
        for row in table.each::<EnglishRow<'_>>(faults) {
            for form in row.form.iter() {
                words.english.entry(bare_words(form)).or_insert((row.indonesian.0.to_owned(), row.place));
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

impl ListWords {
    /// The names that one in English can be in Indonesian: "North Central Timor" is Timor Tengah Utara, "Riau Islands" is
    /// Kepulauan Riau, but "Tidore Islands" Tidore Kepulauan. None where no part of it is English, or nothing else is.
    pub fn from_english(&self, name: &str) -> Vec<String> {
        let bare = bare_words(name);
        let mut words: &[&str] = &bare.split(' ').collect::<Vec<&str>>();
        let part = |words: &[&str]| self.english.get(&words.join(" "));
        let (mut before, mut behind) = (Vec::new(), Vec::new());
        loop {
            // “South East” is longer than “South”
            let first = (1..words.len()).rev().find_map(|end| Some((end, part(&words[..end])?)));
            let last = (1..words.len()).find_map(|at| Some((at, part(&words[at..])?)));
            match (first, last) {
                (Some((end, (word, EnglishPlace::Behind))), _) => {
                    behind.push(word.as_str());
                    words = &words[end..];
                }
                (_, Some((at, (word, EnglishPlace::Before)))) => {
                    before.push(word.as_str());
                    words = &words[..at];
                }
                _ => break,
            }
        }
        let same = |word: &&str| match self.english.get(*word) {
            Some((own, EnglishPlace::Same)) => Some(own.as_str()),
            _ => None,
        };
        if before.is_empty() && behind.is_empty() && !words.iter().any(|word| same(word).is_some()) {
            return Vec::new();
        }
        let rest = words.iter().map(|word| same(word).unwrap_or(word)).chain(behind.iter().rev().copied());
        let rest = rest.collect::<Vec<_>>().join(" ");
        let before = before.join(" ");
        let names = [format!("{before} {rest}"), format!("{rest} {before}")];
        let mut names = Vec::from(names.map(|name| name.trim().to_owned()));
        names.dedup();
        names
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
        assert_eq!(column("Kode\nWilayah (BPS)"), Some(ListColumn::CodeBps));
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
    fn names_in_english() {
        let words = words();
        let name = |english: &str| words.from_english(english).join("|");
        for (english, indonesian) in [
            ("West Sumbawa", "sumbawa Barat"),
            ("North Central Timor", "timor Tengah Utara"),
            ("South East Maluku", "maluku Tenggara"),
            ("Riau Islands", "Kepulauan riau|riau Kepulauan"),
            ("Thousand Islands", "Kepulauan Seribu|Seribu Kepulauan"),
            ("Central Java", "Jawa Tengah"),
            ("Klaten", ""),
            ("South", ""),
            ("Islands", ""),
        ] {
            assert_eq!(name(english), indonesian, "{english}");
        }
    }

    #[test]
    fn unknown_kinds_are_faults() {
        let mut files = Files::builtin();
        files.lay_over("lists/columns.csv", "form,column\nX,y\n");
        files.lay_over("lists/rows.csv", "form,kind\nX,y\n");
        files.lay_over("lists/english.csv", "form,indonesian,place\nX,y,z\n");
        let mut faults = Vec::new();
        ListWords::read(&files, &mut faults);
        assert_eq!(faults.len(), 3);
    }
}
