//! What stands around the name of a person where somebody writes it into a cell: titles and ranks before it, degrees behind it, the
//! office. For who looks names up outside of articles.

use super::column::ListRow;
use super::files::Files;
use super::meanings::Honorific;
use super::people::OfficeRow;
use super::table::Table;
use super::words::{Meaning, each_word};
use crate::record::Acting;

/// The words that stand around names of persons.
#[derive(Debug, Default)]
pub struct AroundPersons {
    /// Titles, ranks, forms of address, and words of acting heads.
    pub titles: Vec<String>,
    /// Degrees.
    pub degrees: Vec<String>,
    /// Titles of offices.
    pub offices: Vec<String>,
}

impl AroundPersons {
    /// Takes them from lists whose faults are found where articles need them.
    pub(super) fn read(files: &Files) -> Self {
        let table = Table::read(files, &OfficeRow::LIST, &mut Vec::new());
        let offices = table.each::<OfficeRow<'_>>(&mut Vec::new()).into_iter();
        AroundPersons {
            titles: [
                forms::<Honorific>(files, "honorifics", Some(Honorific::Title)),
                forms::<Acting>(files, "acting", None),
            ]
            .concat(),
            degrees: forms::<()>(files, "degrees", None),
            offices: offices.flat_map(|row| row.forms.iter().map(str::to_owned).collect::<Vec<_>>()).collect(),
        }
    }
}

/// The forms of a word list, where they say `only`; of `None` all.
fn forms<M: Meaning + PartialEq>(files: &Files, list: &'static str, only: Option<M>) -> Vec<String> {
    let mut all = Vec::new();
    each_word(files, list, |forms, said: M| {
        if only.as_ref().is_none_or(|only| *only == said) {
            all.extend(forms.iter().map(str::to_owned));
        }
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_degrees_and_offices_are_there() {
        let all = AroundPersons::read(&Files::builtin());
        let has = |words: &[String], word: &str| words.iter().any(|own| own == word);
        assert!(has(&all.titles, "Drs.") && has(&all.titles, "Plt") && !has(&all.titles, "yakni"));
        assert!(has(&all.degrees, "S.H.") && has(&all.offices, "Wakil Bupati"));
    }
}
