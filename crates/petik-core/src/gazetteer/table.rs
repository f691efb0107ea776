//! A list file: CSV rows with a header. A user's file of the same name replaces rows with the same key and adds the others.

use super::column::{Cell, Column, Holds, ListFile, ListRow};
use super::files::Files;
use super::records::Records;
use crate::error::Fault;
use std::borrow::Cow;
use std::hash::{BuildHasher, Hasher};

/// The rows of one list, the user's rows laid over the embedded ones.
#[derive(Debug)]
pub struct Table {
    file: String,
    columns: Vec<Column>,
    layers: Vec<Layer>,
    /// Layer and record of each row.
    rows: Vec<(u32, u32)>,
}

/// One text of a list.
#[derive(Debug)]
struct Layer {
    text: Cow<'static, str>,
    records: Cow<'static, Records>,
    /// For each declared column its place in the header, behind all cells where it is left out: it may be empty then.
    places: Vec<usize>,
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table,
    layer: &'t Layer,
    cells: &'t [(u32, u32)],
    line: u32,
}

impl<'t> Row<'t> {
    /// The cell of declared column number `column`, trimmed; empty where the file has no such column.
    pub(super) fn get(&self, column: usize) -> &'t str {
        self.cells.get(self.layer.places[column]).map_or("", |&place| self.layer.records.cell(&self.layer.text, place))
    }

    /// The cells in the order in which the columns are declared.
    pub fn cells(&self) -> Cells<'t> {
        Cells { row: *self, column: 0 }
    }

    /// A fault in this row.
    pub fn fault(&self, message: impl Into<String>) -> Fault {
        Fault::new(&*self.table.file, self.line as usize, message)
    }

    /// A fault of a cell that says nothing. Not made anew for each kind of cell.
    #[cold]
    fn fault_of_cell(&self, name: &str, cell: &str, holds: Holds) -> Fault {
        let expected = holds.expected();
        self.fault(match cell {
            "" => format!("column `{name}` is empty; here stands {expected}"),
            _ => format!("{name} `{cell}` is not {expected}"),
        })
    }

    /// A fault of the key `cell` under `column`, which `file` does not have.
    pub fn fault_of_key(&self, column: &str, cell: &str, file: &str) -> Fault {
        self.fault(format!("{column} `{cell}` is not in {file}"))
    }
}

/// The cells of a row, one after the other.
#[derive(Debug)]
pub struct Cells<'r> {
    row: Row<'r>,
    column: usize,
}

impl<'r> Cells<'r> {
    /// Passes over the next cell.
    pub(super) fn skip(&mut self) {
        self.column += 1;
    }

    /// What the next cell says; one that says nothing is a fault.
    pub fn next<C: Cell<'r>>(&mut self, faults: &mut Vec<Fault>) -> Option<C> {
        let cell = self.row.get(self.column);
        let read = C::read(cell);
        if read.is_none() {
            let column = &self.row.table.columns[self.column];
            faults.push(self.row.fault_of_cell(column.name, cell, C::HOLDS));
        }
        self.column += 1;
        read
    }
}

impl Table {
    /// Reads the list that `list` declares. Columns that may not be empty must be in the header, others may be left out; no
    /// other columns may be there. Rows with equal keys replace earlier ones when they come from a user's file and are faults
    /// within one file.
    pub fn read(files: &Files, list: &ListFile, faults: &mut Vec<Fault>) -> Self {
        Self::read_as(files, list.file, list.columns, list.key, faults)
    }

    /// The same for the file `name` with these columns, of which `key` tell rows apart.
    pub fn read_as(files: &Files, name: &str, columns: &[Column], key: &[&str], faults: &mut Vec<Fault>) -> Self {
        let key: Vec<usize> = key.iter().filter_map(|key| columns.iter().position(|c| c.name == *key)).collect();
        let (file, columns) = (name.to_owned(), columns.to_vec());
        let mut table = Table { file, columns, layers: Vec::new(), rows: Vec::new() };
        let mut known = Known::new(key);
        for (text, records) in files.records(name) {
            let cell = |place: &(u32, u32)| records.cell(text, *place);
            let header: Vec<&str> = records.get(0).map_or_else(Vec::new, |(_, cells)| cells.iter().map(cell).collect());
            let before = faults.len();
            faults.extend(faults_of_header(name, &table.columns, &header));
            if faults.len() > before {
                continue;
            }
            let place = |column: &Column| header.iter().position(|h| *h == column.name).unwrap_or(usize::MAX);
            let places = table.columns.iter().map(place).collect();
            let width = header.len();
            table.layers.push(Layer { text: text.clone(), records, places });
            match files.is_tested() {
                true => table.take_layer(),
                false => table.add_layer(&mut known, width, faults),
            }
        }
        table
    }

    /// Adds the rows of the only layer.
    fn take_layer(&mut self) {
        let records = self.layers.iter().map(|layer| layer.records.records.len() as u32);
        self.rows.extend(records.flat_map(|records| (1..records).map(|record| (0, record))));
    }

    /// Adds the rows of the last layer, whose header has `width` cells.
    fn add_layer(&mut self, known: &mut Known, width: usize, faults: &mut Vec<Fault>) {
        let layer = self.layers.len() as u32 - 1;
        let records = self.layers[layer as usize].records.records.len() as u32;
        self.rows.reserve(records as usize);
        known.reserve(self, self.rows.len() + records as usize);
        for record in 1..records {
            let row = self.row((layer, record));
            if row.cells.len() > width {
                let cells = row.cells.len();
                faults.push(row.fault(format!("{cells} cells under {width} columns; put cells with commas in quotes")));
                continue;
            }
            match known.place(self, row) {
                Some(at) if self.rows[at].0 == layer => {
                    let names: Vec<&str> = known.key.iter().map(|&column| self.columns[column].name).collect();
                    let first = self.row(self.rows[at]).line;
                    faults.push(row.fault(format!("the same {} as line {first}", names.join(", "))));
                }
                Some(at) => self.rows[at] = (layer, record),
                None => self.rows.push((layer, record)),
            }
        }
    }

    fn row(&self, (layer, record): (u32, u32)) -> Row<'_> {
        let layer = &self.layers[layer as usize];
        let (line, cells) = layer.records.get(record as usize).unwrap_or_default();
        Row { table: self, layer, cells, line }
    }

    /// The number of the declared column `name`.
    pub(super) fn column(&self, name: &str) -> usize {
        self.columns.iter().position(|column| column.name == name).unwrap_or_default()
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Row number `number`.
    pub(super) fn at(&self, number: usize) -> Row<'_> {
        self.row(self.rows[number])
    }

    /// The rows, in file order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.rows.iter().map(|&place| self.row(place))
    }

    /// What the rows say, in file order; one with a cell that says nothing is a fault and left out.
    pub fn each<'r, R: ListRow<'r>>(&'r self, faults: &mut Vec<Fault>) -> Vec<R> {
        let mut all = Vec::with_capacity(self.rows.len());
        all.extend(self.rows().filter_map(|row| R::read(row, faults)));
        all
    }
}

/// The rows that a table has, by their keys: places in an open table, which is twice as large.
struct Known {
    key: Vec<usize>,
    /// Numbers of rows, plus one.
    slots: Vec<u32>,
}

impl Known {
    fn new(key: Vec<usize>) -> Self {
        Known { key, slots: Vec::new() }
    }

    /// Makes room for `count` rows.
    fn reserve(&mut self, table: &Table, count: usize) {
        self.slots = vec![0; (count * 2 + 1).next_power_of_two()];
        for (number, &place) in (1..).zip(&table.rows) {
            let at = self.slot(table, table.row(place));
            self.slots[at] = number;
        }
    }

    /// The row of `table` that has the key of `row`; where none has it, `row` is taken for the next one.
    fn place(&mut self, table: &Table, row: Row<'_>) -> Option<usize> {
        let at = self.slot(table, row);
        if self.slots[at] == 0 {
            self.slots[at] = table.rows.len() as u32 + 1;
            return None;
        }
        Some(self.slots[at] as usize - 1)
    }

    /// Where the key of `row` stands, or can stand.
    fn slot(&self, table: &Table, row: Row<'_>) -> usize {
        let mut hasher = foldhash::fast::FixedState::default().build_hasher();
        for &column in &self.key {
            hasher.write(row.get(column).as_bytes());
            hasher.write_u8(0);
        }
        let mask = self.slots.len() - 1;
        let mut at = hasher.finish() as usize & mask;
        while let Some(number) = (self.slots[at] as usize).checked_sub(1) {
            let other = table.row(table.rows[number]);
            if self.key.iter().all(|&column| row.get(column) == other.get(column)) {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }
}

/// Columns that are missing, and those that are none of the list's: a slip in a column's name would lose its cells without a
/// word.
fn faults_of_header<'h>(
    file: &'h str,
    columns: &'h [Column],
    header: &'h [&'h str],
) -> impl Iterator<Item = Fault> + use<'h> {
    let missing = columns.iter().filter(|column| !column.holds.may_be_empty() && !header.contains(&column.name));
    let missing = missing.map(|column| format!("column `{}` is missing; found: {}", column.name, header.join(", ")));
    let unknown = header.iter().filter(|name| !columns.iter().any(|column| column.name == **name));
    let unknown = unknown.map(|name| {
        let columns: Vec<&str> = columns.iter().map(|column| column.name).collect();
        format!("column `{name}` is not one of this list's: {}", columns.join(", "))
    });
    missing.chain(unknown).map(move |message| Fault::new(file, 1, message))
}
