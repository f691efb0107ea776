//! What stands around the name of a region where somebody writes it into a cell or a field: type words, titles, the government
//! and its offices, words that say nothing; and the parts of names that people shorten. For who looks names up outside of articles.

use super::column::{Filled, Forms, ListRow};
use super::files::Files;
use super::list_words::{RowWord, WordsRow};
use super::meanings::TypeWord;
use super::people::{OfficeKind, OfficeLevel, OfficeRow};
use super::region::{DistrictRow, RegionRow};
use super::table::Table;
use super::words::{columns_of, each_word};
use crate::error::Fault;
use crate::list_rows;
use crate::record::Level;
use crate::vocabulary;

vocabulary! {
    /// What words around the name of a region say.
    pub enum AroundWord {
        /// They name the region's own government, or an office of it.
        Government = "government",
        /// They state a kota.
        Kota = "kota",
        /// They say nothing.
        Filler = "filler",
        /// They say nothing of which region it is where a bracket, comma or dash parts them from its name.
        Remark = "remark",
        /// They are no name of a region, and no misspelled one.
        Elsewhere = "elsewhere",
    }
}

list_rows! {
    /// Words around names of regions, beside type words and offices; and what is near to such a name and is none.
    pub(super) struct AroundRow in "lists/around.csv" by ["form"] {
        /// The words, behind bars.
        form: Forms<'r>,
        /// What they say.
        kind: AroundWord,
        /// A remark.
        note: &'r str,
    }
}

list_rows! {
    /// Parts of names of regions as people shorten them.
    pub(super) struct PartRow in "lists/parts.csv" by ["form", "word"] {
        /// The short forms, behind bars.
        form: Forms<'r>,
        /// The part in full.
        word: Filled<'r>,
        /// A remark.
        note: &'r str,
    }
}

list_rows! {
    /// Provinces all of whose regions were in another one before.
    pub(super) struct DividedRow in "lists/divided.csv" by ["province", "before"] {
        /// Code of the province.
        province: Filled<'r>,
        /// Code of the province that its regions were in.
        before: Filled<'r>,
        /// Law of its creation.
        note: &'r str,
    }
}

/// What words beside the name of a region say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Which kind of region it is; `None`: any.
    Level(Option<Level>),
    /// That it lies within a kabupaten or kota.
    Below,
    /// That its government is meant, or an office of it.
    Government,
    /// Nothing.
    Filler,
    /// Nothing, where a sign parts them from the name.
    Remark,
    /// That it is no region.
    Elsewhere,
}

/// The words that stand around names of regions.
#[derive(Debug, Default)]
pub struct AroundNames {
    /// Words with what they say; of equal ones the first counts.
    pub words: Vec<(String, Beside)>,
    /// Short forms of parts of names, with the parts.
    pub parts: Vec<(String, String)>,
    /// Seats of government, with the codes of their regions.
    pub seats: Vec<(String, String)>,
    /// Names of kecamatan.
    pub districts: Vec<String>,
    /// Codes of provinces, with those of the provinces that their regions were in before.
    pub divided: Vec<(String, String)>,
}

impl AroundNames {
    /// Reads `lists/around.csv`, `lists/parts.csv` and `lists/divided.csv`, and takes from other lists what can stand around names as well.
    pub(super) fn read(files: &Files, faults: &mut Vec<Fault>) -> Self {
        let mut all = AroundNames::default();
        all.take_types(files);
        let quiet = &mut Vec::new();
        let table = Table::read(files, &WordsRow::LIST, quiet);
        for row in table.each::<WordsRow<'_>>(quiet) {
            match (row.kind, row.kind.level()) {
                (_, Some(level)) => all.take(row.form, Beside::Level(Some(level))),
                (RowWord::District | RowWord::Village, None) => all.take(row.form, Beside::Below),
                _ => {}
            }
        }
        let table = Table::read(files, &OfficeRow::LIST, quiet);
        for row in table.each::<OfficeRow<'_>>(quiet) {
            let is_seated = !row.organisation.0.is_empty();
            if let Some(beside) = row.kind.zip(row.level).and_then(|(kind, level)| of_office(kind, level, is_seated)) {
                all.take(row.forms, beside);
            }
        }
        let table = Table::read(files, &AroundRow::LIST, faults);
        for row in table.each::<AroundRow<'_>>(faults) {
            all.take(
                row.form,
                match row.kind {
                    AroundWord::Government => Beside::Government,
                    AroundWord::Kota => Beside::Level(Some(Level::Kota)),
                    AroundWord::Filler => Beside::Filler,
                    AroundWord::Remark => Beside::Remark,
                    AroundWord::Elsewhere => Beside::Elsewhere,
                },
            );
        }
        all.take_words(files);
        let table = Table::read(files, &PartRow::LIST, faults);
        for row in table.each::<PartRow<'_>>(faults) {
            all.parts.extend(row.form.iter().map(|form| (form.to_owned(), row.word.0.to_owned())));
        }
        let table = Table::read(files, &DividedRow::LIST, faults);
        let rows = table.each::<DividedRow<'_>>(faults).into_iter();
        all.divided = rows.map(|row| (row.province.0.to_owned(), row.before.0.to_owned())).collect();
        all.take_places(files);
        all
    }

    /// Takes `words/type_words.csv`, whose faults are found where articles need it.
    fn take_types(&mut self, files: &Files) {
        each_word(files, "type_words", |forms, word: TypeWord| self.take(forms, Beside::Level(word.value.level())));
    }

    /// Takes seats and kecamatan, whose faults are found where articles need them.
    fn take_places(&mut self, files: &Files) {
        let quiet = &mut Vec::new();
        let table = Table::read(files, &RegionRow::LIST, quiet);
        let rows = table.each::<RegionRow<'_>>(quiet).into_iter().filter(|row| !row.capital.is_empty());
        self.seats = rows.map(|row| (row.capital.to_owned(), row.code.0.to_owned())).collect();
        let table = Table::read(files, &DistrictRow::LIST, quiet);
        self.districts = table.each::<DistrictRow<'_>>(quiet).iter().map(|row| row.name.0.to_owned()).collect();
    }

    /// Takes all other words of the language that petik knows: near to a name, they are no misspelled one.
    fn take_words(&mut self, files: &Files) {
        let quiet = &mut Vec::new();
        for file in files.names("words/") {
            let table = Table::read_as(files, file, &columns_of(&[]), &["form"], quiet);
            for forms in table.rows().filter_map(|row| row.cells().next::<Forms<'_>>(&mut Vec::new())) {
                let forms = forms.iter().map(|form| (form.replace('*', ""), Beside::Elsewhere));
                self.words.extend(forms);
            }
        }
    }

    fn take(&mut self, forms: Forms<'_>, beside: Beside) {
        self.words.extend(forms.iter().map(|form| (form.to_owned(), beside)));
    }
}

/// What a title beside a name says of it.
fn of_office(kind: OfficeKind, level: OfficeLevel, is_seated: bool) -> Option<Beside> {
    let is_head = matches!(kind, OfficeKind::Head | OfficeKind::DeputyHead | OfficeKind::Secretary);
    match level {
        OfficeLevel::Provinsi if is_head => Some(Beside::Level(Some(Level::Province))),
        OfficeLevel::Kabupaten if is_head => Some(Beside::Level(Some(Level::Kabupaten))),
        OfficeLevel::Kota if is_head => Some(Beside::Level(Some(Level::Kota))),
        OfficeLevel::Region if is_head || kind == OfficeKind::AgencyHead && !is_seated => Some(Beside::Government),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::bare_words;

    #[test]
    fn words_of_all_lists_are_there() {
        let mut faults = Vec::new();
        let all = AroundNames::read(&Files::builtin(), &mut faults);
        assert_eq!(faults, []);
        let said = |words: &str| all.words.iter().find(|(own, _)| bare_words(own) == words).map(|(_, beside)| *beside);
        assert_eq!(said("kab"), Some(Beside::Level(Some(Level::Kabupaten))));
        assert_eq!(said("walikota"), Some(Beside::Level(Some(Level::Kota))));
        assert_eq!(said("province of"), Some(Beside::Level(Some(Level::Province))));
        assert_eq!(said("kec"), Some(Beside::Below));
        assert_eq!(said("diskominfo"), Some(Beside::Government));
        assert_eq!(said("camat"), Some(Beside::Elsewhere));
        assert!(all.parts.contains(&("Kep.".to_owned(), "Kepulauan".to_owned())));
        assert!(all.divided.contains(&("36".to_owned(), "32".to_owned())));
        assert!(all.seats.contains(&("Ungaran".to_owned(), "33.22".to_owned())));
        assert!(all.districts.len() > 7000);
    }

    #[test]
    fn unknown_kinds_are_faults() {
        let mut files = Files::builtin();
        files.lay_over("lists/around.csv", "form,kind\nX,y\n");
        files.lay_over("lists/parts.csv", "form,word\nX,\n");
        let mut faults = Vec::new();
        AroundNames::read(&files, &mut faults);
        assert_eq!(faults.len(), 2);
    }
}
