//! The sheets for people: what is to be judged, in plain names, on paper too; the same a province; how to fill it in. What is
//! filled in here is read back by [`crate::judge_book`].

mod guide;
mod page;
mod tables;

use super::Limits;
use super::looks::Looks;
use crate::phrases::Phrases;
use crate::queue::Matter;
use crate::reconciliation::{Reconciliation, Row};
use page::Page;
use rust_xlsxwriter::{Workbook, XlsxError};
use std::collections::{BTreeMap, HashSet};
use tables::Subject;

/// Sheets of provinces; there are 38.
const PROVINCES: usize = 60;

/// Writes the sheets for people before all others.
pub(super) struct People<'w> {
    pub(super) all: &'w Reconciliation,
    pub(super) phrases: &'w Phrases,
    pub(super) looks: &'w Looks,
    pub(super) limits: Limits,
}

impl People<'_> {
    /// `names` are those that other sheets have.
    pub(super) fn write(&self, workbook: &mut Workbook, mut names: Names) -> Result<(), XlsxError> {
        let rows = ordered(self.all);
        self.sheet(workbook, names.free(self.phrases.say("book.sheet_rows")), Subject::Rows(&rows))?;
        let sheet = workbook.add_worksheet();
        sheet.set_name(names.free(self.phrases.say("book.sheet_guide")))?;
        guide::write(sheet, self.phrases, self.looks)?;
        if self.all.unresolved.iter().any(|open| !open.id.is_empty()) {
            self.sheet(
                workbook,
                names.free(self.phrases.say("book.sheet_names")),
                Subject::Names(&self.all.unresolved),
            )?;
        }
        self.sheet(workbook, names.free(self.phrases.say("book.sheet_claims")), Subject::Claims(&rows))?;
        for ((code, province), rows) in by_province(&rows).into_iter().take(PROVINCES) {
            self.sheet(workbook, names.free(&format!("{code} {province}")), Subject::OfProvince(&rows))?;
        }
        Ok(())
    }

    fn sheet(&self, workbook: &mut Workbook, name: String, subject: Subject<'_>) -> Result<(), XlsxError> {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        let most = if matches!(subject, Subject::Claims(_)) { self.limits.rows_of_press } else { super::ROWS };
        let table = tables::table(self.all, self.phrases, subject, most as usize);
        let mut page = Page::begin(sheet, table.columns, self.phrases, self.looks, self.limits.links)?;
        for row in table.rows {
            page.put(&row)?;
        }
        page.end(self.all, table.left_out)
    }
}

/// The rows, those first that need a person most: who opens the file begins at the top. Of equals the order of the list. What is
/// judged already comes last, unless what it rests on has changed.
fn ordered(all: &Reconciliation) -> Vec<&Row> {
    let mut rows: Vec<&Row> = all.rows.iter().collect();
    let is_settled = |row: &Row| row.decision.as_ref().is_some_and(|decided| !decided.stale);
    rows.sort_by_key(|row| (is_settled(row), Matter::Row(row.status).urgency()));
    rows
}

/// The rows of each province, by its code and name.
fn by_province<'r>(rows: &[&'r Row]) -> BTreeMap<(&'r str, &'r str), Vec<&'r Row>> {
    let mut provinces: BTreeMap<_, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        provinces.entry((&*row.region.province_code, &*row.region.province)).or_default().push(row);
    }
    provinces
}

/// Names of sheets that are taken.
pub(super) struct Names(HashSet<String>);

impl Names {
    pub(super) fn taken(names: impl IntoIterator<Item = String>) -> Self {
        // This name is Excel's own.
        Names(names.into_iter().chain(["history".to_owned()]).map(|name| name.to_lowercase()).collect())
    }

    /// A name as Excel takes it: of at most 31 letters, without its marks, unlike all others.
    fn free(&mut self, wanted: &str) -> String {
        let is_mark =
            |c: char| c.is_control() || matches!(c, '*' | '?' | ':' | '[' | ']' | '\\' | '/' | '\u{FFFE}' | '\u{FFFF}');
        let plain: String = wanted.chars().map(|c| if is_mark(c) { ' ' } else { c }).collect();
        let plain = plain.trim_matches(|c: char| c.is_whitespace() || c == '\'');
        let plain = if plain.is_empty() { "-" } else { plain };
        for number in 1.. {
            let tail = if number == 1 { String::new() } else { format!(" {number}") };
            // Letters beyond the first plane are two for Excel: half as many are never too many.
            let most = if plain.chars().any(|c| c.len_utf16() > 1) { 14 } else { 28 };
            let head: String = plain.chars().take(most).collect();
            let name = format!("{}{tail}", head.trim_end_matches(|c: char| c.is_whitespace() || c == '\''));
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
        }
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_those_that_excel_takes() {
        let mut names = Names::taken(["Claims".to_owned()]);
        for (wanted, name) in [
            ("claims", "claims 2"),
            ("33 Jawa [Tengah]/:*?", "33 Jawa  Tengah"),
            ("'x'", "x"),
            ("", "-"),
            ("", "- 2"),
            ("History", "History 2"),
            ("Provinsi dengan nama yang panjang sekali", "Provinsi dengan nama yang pa"),
        ] {
            let free = names.free(wanted);
            assert_eq!(free, name, "{wanted}");
            assert!(rust_xlsxwriter::utility::check_sheet_name(&free).is_ok(), "{free}");
        }
    }
}
