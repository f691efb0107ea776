//! Where the head of a list stands and what its columns hold. Printed lists have titles above the head, and heads of two
//! rows with cells over several columns.

use super::Column;
use super::grid::{Row, Sheet};
use crate::saying::Saying;
use crate::sentences::ListType;
use petik_core::gazetteer::{CodeOffice, ListColumn, ListWords, RowWord, bare_words};
use petik_core::record::Level;
use std::collections::BTreeMap;

/// Rows in which the head is looked for.
const HEAD_WITHIN: usize = 60;
/// Columns that a message names.
const MOST_NAMED: usize = 40;

/// The columns of a sheet, from 0.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Place of the first row of the head among the rows of the sheet, and of the first row under it.
    pub(super) head: usize,
    pub(super) body: usize,
    /// What stands over each column.
    pub(super) heads: Vec<String>,
    /// The place in the list of heads of what stands over each column, where it is known: "Kab/Kota" and "Kabupaten/Kota" have
    /// one.
    pub(super) known: Vec<Option<usize>>,
    pub(super) code: Option<usize>,
    pub(super) office: Option<CodeOffice>,
    /// Columns with names, each with the kind of region that its head states.
    pub(super) names: Vec<(usize, Option<Level>)>,
    pub(super) kind: Option<usize>,
    pub(super) province: Option<usize>,
    pub(super) year: Option<usize>,
    pub(super) programme: Option<usize>,
    pub(super) status: Option<usize>,
    pub(super) note: Option<usize>,
    pub(super) signed: Option<usize>,
    pub(super) number: Option<usize>,
    /// Columns whose head is a year.
    pub(super) years: Vec<(usize, i16)>,
}

/// Finds the head of `sheet`; the columns of `chosen` are where the user says. Else the reason, with the columns found.
pub(super) fn find(
    sheet: &Sheet,
    words: &ListWords,
    chosen: &BTreeMap<Column, String>,
) -> Result<Layout, Saying<ListType>> {
    let mut best: Option<(usize, Layout)> = None;
    for place in 0..sheet.rows.len().min(HEAD_WITHIN) {
        for heads in [one_row(sheet, place), two_rows(sheet, place, words)].into_iter().flatten() {
            let layout = Layout::of(heads, place, words, chosen);
            let score = layout.as_ref().map_or(0, Layout::score);
            // Of equals the upper one; it is the row under it that begins the list.
            if score > best.as_ref().map_or(0, |(most, _)| *most) {
                best = layout.map(|layout| (score, layout));
            }
        }
    }
    best.map(|(_, layout)| layout).ok_or_else(|| nothing_found(sheet, chosen))
}

/// What may stand over each column, the most telling first, and how many rows it takes.
struct Heads {
    forms: Vec<Vec<String>>,
    rows: usize,
}

fn one_row(sheet: &Sheet, place: usize) -> Option<Heads> {
    let row = sheet.rows.get(place)?;
    Some(Heads { forms: row.cells.iter().map(|cell| vec![cell.clone()]).collect(), rows: 1 })
}

/// The head over two rows, if the lower one can be a part of one: it says nothing but what columns hold.
fn two_rows(sheet: &Sheet, place: usize, words: &ListWords) -> Option<Heads> {
    let (upper, lower) = (sheet.rows.get(place)?, sheet.rows.get(place + 1)?);
    let known = |cell: &str| words.column(cell).is_some() || year_of(cell, words).is_some();
    // Titles stand right above a head as well; the upper row of one says what columns hold that nothing below says.
    let mut columns = upper.cells.iter().enumerate();
    let says_more = columns.any(|(column, top)| lower.cell(column).is_empty() && known(top));
    if lower.number != upper.number + 1 || !says_more || !lower.cells.iter().any(|cell| known(cell)) {
        return None;
    }
    let mut forms: Vec<Vec<String>> = Vec::new();
    let mut over = "";
    for column in 0..upper.cells.len().max(lower.cells.len()) {
        let (top, sub) = (upper.cell(column), lower.cell(column));
        // A cell over several columns stands in the first of them.
        over = if top.is_empty() { over } else { top };
        if !top.is_empty() && known(top) && !sub.is_empty() && !known(sub) {
            return None;
        }
        forms.push(if sub.is_empty() {
            vec![top.to_owned()]
        } else {
            vec![format!("{over} {sub}"), sub.to_owned(), over.to_owned()]
        });
    }
    Some(Heads { forms, rows: 2 })
}

/// The year that the head of a column is: "2017", "Tahun 2017".
pub(super) fn year_of(head: &str, words: &ListWords) -> Option<i16> {
    let head = bare_words(head);
    let (before, last) = head.rsplit_once(' ').unwrap_or(("", &head));
    let is_year_word = before.is_empty() || words.cell(before) == Some(RowWord::YearWord);
    (is_year_word && last.len() == 4).then(|| last.parse().ok())?.filter(|year| super::YEARS.contains(year))
}

impl Layout {
    /// What the columns under `heads` hold; `None` where no regions can be told from them.
    fn of(heads: Heads, place: usize, words: &ListWords, chosen: &BTreeMap<Column, String>) -> Option<Self> {
        let mut found: BTreeMap<ListColumn, (usize, usize)> = BTreeMap::new();
        let mut layout = Layout { head: place, body: place + heads.rows, ..Layout::default() };
        for (column, forms) in heads.forms.iter().enumerate() {
            let place_of = |form: &String| {
                let is_chosen = |name: &String| bare_words(name) == bare_words(form);
                let chosen = chosen.values().position(is_chosen).map(|number| usize::MAX - number);
                chosen.or_else(|| words.column(form).map(|(rank, _)| rank))
            };
            layout.known.push(forms.iter().find_map(place_of));
            for form in forms {
                if let Some((rank, kind)) = words.column(form) {
                    let known = found.entry(kind).or_insert((rank, column));
                    *known = (*known).min((rank, column));
                    break;
                }
                if let Some(year) = year_of(form, words) {
                    layout.years.push((column, year));
                    break;
                }
            }
            layout.heads.push(forms.first().cloned().unwrap_or_default());
        }
        let mut own: BTreeMap<Column, usize> = BTreeMap::new();
        for (column, name) in chosen {
            let is_named = |forms: &Vec<String>| forms.iter().any(|form| bare_words(form) == bare_words(name));
            own.insert(*column, heads.forms.iter().position(is_named)?);
        }
        layout.fill(&found, &own);
        let is_wide = layout.years.len() > 1;
        (layout.code.is_some() || !layout.names.is_empty() || is_wide).then_some(layout)
    }

    fn fill(&mut self, found: &BTreeMap<ListColumn, (usize, usize)>, own: &BTreeMap<Column, usize>) {
        let taken = |column: &usize| own.values().any(|own| own == column);
        let of = |kind: ListColumn| found.get(&kind).map(|(_, column)| *column).filter(|column| !taken(column));
        let pick = |chosen: Column, kind: ListColumn| own.get(&chosen).copied().or_else(|| of(kind));
        for kind in [ListColumn::CodeKemendagri, ListColumn::Code, ListColumn::CodeBps] {
            if self.code.is_none() {
                (self.code, self.office) = (of(kind), kind.office());
            }
        }
        if let Some(column) = own.get(&Column::Code) {
            let office = found.iter().filter(|(_, (_, known))| known == column).find_map(|(kind, _)| kind.office());
            (self.code, self.office) = (Some(*column), office);
        }
        self.names = match (pick(Column::Name, ListColumn::Name), of(ListColumn::Kabupaten), of(ListColumn::Kota)) {
            (Some(name), ..) => vec![(name, None)],
            (None, Some(kabupaten), Some(kota)) => vec![(kabupaten, Some(Level::Kabupaten)), (kota, Some(Level::Kota))],
            // The head of a single column is often short for both.
            (None, one, other) => one.or(other).map(|name| (name, None)).into_iter().collect(),
        };
        self.kind = pick(Column::Type, ListColumn::Type);
        self.province = pick(Column::Province, ListColumn::Province);
        self.year = pick(Column::CohortYear, ListColumn::Year);
        self.programme = pick(Column::Programme, ListColumn::Programme);
        self.status = pick(Column::Status, ListColumn::Status);
        self.note = pick(Column::Note, ListColumn::Note);
        self.signed = pick(Column::Signed, ListColumn::Signed);
        self.number = of(ListColumn::Number);
        self.years.retain(|(column, _)| !taken(column));
        if self.year.is_some() && self.years.len() < 2 {
            self.years.clear();
        }
    }

    /// Whether the column is read.
    pub(super) fn reads(&self, column: usize) -> bool {
        let single = [
            self.code,
            self.kind,
            self.province,
            self.year,
            self.programme,
            self.status,
            self.note,
            self.signed,
            self.number,
        ];
        let names = self.names.iter().map(|(name, _)| *name);
        let years = self.years.iter().map(|(year, _)| *year);
        single.into_iter().flatten().chain(names).chain(years).any(|read| read == column)
    }

    /// How much of a head it is; a row of years alone is one only where nothing else is.
    fn score(&self) -> usize {
        let parts =
            [self.code, self.kind, self.province, self.year, self.programme, self.status, self.note, self.signed];
        let named = parts.iter().flatten().count() + self.names.len().min(1);
        if self.code.is_none() && self.names.is_empty() {
            return 1;
        }
        2 + 4 * named + 2 * self.names.len() + 3 * self.years.len().min(2) + usize::from(self.number.is_some())
    }

    /// Whether `row` is the head once more, as at the top of a printed page.
    pub(super) fn is_again(&self, row: &Row) -> bool {
        let mut cells = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).peekable();
        cells.peek().is_some()
            && cells
                .all(|(column, cell)| self.heads.get(column).is_some_and(|head| bare_words(head) == bare_words(cell)))
    }
}

fn nothing_found(sheet: &Sheet, chosen: &BTreeMap<Column, String>) -> Saying<ListType> {
    let within = sheet.rows.iter().take(HEAD_WITHIN);
    // The row with the most cells is the likeliest head.
    let filled = |row: &&Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let Some(row) = within.rev().max_by_key(filled) else { return Saying::of(ListType::NoRows) };
    let named: Vec<&str> =
        row.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).take(MOST_NAMED).collect();
    let why = |kind| Saying::of(kind).with("row", row.number).with("cells", super::shortened(&named.join(" | ")));
    if chosen.is_empty() {
        return why(ListType::NoColumns);
    }
    let chosen: Vec<String> = chosen.iter().map(|(column, head)| format!("{}={head}", column.as_str())).collect();
    why(ListType::NoChosenColumns).with("columns", chosen.join(" --column "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::delimited;
    use petik_core::gazetteer::Files;

    fn layout(text: &str, chosen: &[(Column, &str)]) -> Result<Layout, String> {
        let words = ListWords::read(&Files::builtin(), &mut Vec::new());
        let grid = delimited::read("a.csv", text.as_bytes(), &mut Vec::new()).unwrap();
        let chosen = chosen.iter().map(|(column, name)| (*column, (*name).to_owned())).collect();
        find(&grid.sheets[0], &words, &chosen).map_err(|why| why.english())
    }

    #[test]
    fn heads_stand_below_titles() {
        let found =
            layout("Kabupaten/Kota Terpilih\n\nNo,Provinsi,Kabupaten/Kota,Ket\n1,Aceh,Kota Langsa,\n", &[]).unwrap();
        assert_eq!((found.head, found.body), (1, 2));
        assert_eq!((found.province, found.note), (Some(1), Some(3)));
        assert_eq!(found.names, [(2, None)]);
    }

    #[test]
    fn a_title_right_above_is_no_part_of_the_head() {
        let found = layout("DAFTAR TAHUN 2018,,\nNo,Provinsi,Kabupaten/Kota\n1,Aceh,Kota Langsa\n", &[]).unwrap();
        assert_eq!((found.head, found.body), (1, 2));
    }

    #[test]
    fn heads_of_two_rows() {
        let found = layout("No;Provinsi;Daerah;;Tahun\n;;Kabupaten;Kota;\n1;Jawa Tengah;Batang;;2018\n", &[]).unwrap();
        assert_eq!(found.body, 2);
        assert_eq!(found.names, [(2, Some(Level::Kabupaten)), (3, Some(Level::Kota))]);
        assert_eq!(found.year, Some(4));
        let wide = layout("No;Kabupaten/Kota;Tahun;\n;;2017;2018\n1;Kota Batu;v;\n", &[]).unwrap();
        assert_eq!((wide.body, wide.years.as_slice()), (2, &[(2, 2017), (3, 2018)][..]));
        // A row of data is no second row of the head, even where a cell could be one.
        assert_eq!(layout("Nama;Jenis\nBatu;Kota\n", &[]).unwrap().body, 1);
    }

    #[test]
    fn chosen_columns_win_and_must_be_there() {
        let text = "Nama,Tempat,Provinsi\nBudi,Kota Batu,Jawa Timur\n";
        assert_eq!(layout(text, &[]).unwrap().names, [(0, None)]);
        assert_eq!(layout(text, &[(Column::Name, "tempat")]).unwrap().names, [(1, None)]);
        let error = layout(text, &[(Column::Name, "Nama Daerah")]).unwrap_err();
        assert!(error.contains("--column name=Nama Daerah") && error.contains("Nama | Tempat | Provinsi"), "{error}");
    }

    #[test]
    fn lists_without_regions_are_told_with_their_columns() {
        let error = layout("Judul,Isi\na,b\n", &[]).unwrap_err();
        assert!(error.contains("row 1 has Judul | Isi") && error.contains("--column"), "{error}");
        assert_eq!(layout("\n\n", &[]).unwrap_err(), "no rows");
    }
}
