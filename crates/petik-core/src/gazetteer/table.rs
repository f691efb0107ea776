//! A list file: CSV rows with a header. A user's file of the same name replaces rows with the same key and adds the others.

use super::column::{Cell, Column, Holds, ListFile, ListRow};
use super::files::Files;
use crate::error::Fault;
use csv_core::ReadRecordResult;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The rows of one list, the user's rows laid over the embedded ones.
#[derive(Debug)]
pub struct Table {
    rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    layer: Rc<Layer>,
    /// The cells one behind the other, and where each ends: lists can have a hundred thousand rows, and a record of the
    /// reader takes several times as much.
    cells: Box<str>,
    ends: Box<[u32]>,
    line: u32,
}

/// What the rows of one text of a list have in common.
#[derive(Debug)]
struct Layer {
    file: String,
    columns: Rc<[Column]>,
    /// For each declared column its place in the header; a column that may be empty can be left out.
    places: Vec<Option<usize>>,
    /// How many cells a row has at most.
    width: usize,
}

impl Row {
    /// The cell of declared column number `column`, trimmed; empty where the file has no such column.
    fn get(&self, column: usize) -> &str {
        self.layer.places[column].and_then(|place| cell(&self.cells, &self.ends, place)).unwrap_or("").trim()
    }

    /// The cells in the order in which the columns are declared.
    pub fn cells(&self) -> Cells<'_> {
        Cells { row: self, column: 0 }
    }

    /// A fault in this row.
    pub fn fault(&self, message: impl Into<String>) -> Fault {
        Fault::new(&*self.layer.file, self.line as usize, message)
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
    row: &'r Row,
    column: usize,
}

impl<'r> Cells<'r> {
    /// Passes over the next cell.
    pub(super) fn skip(&mut self) {
        self.column += 1;
    }

    /// What the next cell says; one that says nothing is a fault.
    pub fn next<C: Cell<'r>>(&mut self, faults: &mut Vec<Fault>) -> Option<C> {
        let column = &self.row.layer.columns[self.column];
        let cell = self.row.get(self.column);
        self.column += 1;
        let read = C::read(cell);
        if read.is_none() {
            faults.push(self.row.fault_of_cell(column.name, cell, C::HOLDS));
        }
        read
    }
}

/// A record: its line, its cells one behind the other, and where each ends.
type Record = (u32, Box<str>, Box<[u32]>);

thread_local! {
    /// Making the tables of a reader takes as long as reading a short list, and there are a hundred of these.
    static READER: RefCell<csv_core::Reader> = RefCell::new(csv_core::Reader::new());
}

/// The records of a text.
fn records(text: &str) -> impl Iterator<Item = Record> + use<> {
    let mut records: Vec<Record> = Vec::new();
    READER.with_borrow_mut(|reader| {
        reader.reset();
        reader.set_line(1);
        let mut rest = text.as_bytes();
        let (mut cells, mut ends) = (vec![0; 1 << 10], vec![0; 32]);
        let (mut line, mut length, mut count) = (1, 0, 0);
        loop {
            let (result, read, written, ended) = reader.read_record(rest, &mut cells[length..], &mut ends[count..]);
            rest = &rest[read..];
            (length, count) = (length + written, count + ended);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => cells.resize(cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    // Cut out of a string at bytes that are characters of their own.
                    let cells = str::from_utf8(&cells[..length]).unwrap_or_default();
                    let ends = ends[..count].iter().map(|&end| end as u32);
                    records.push((line, cells.into(), ends.collect()));
                    (line, length, count) = (reader.line() as u32, 0, 0);
                }
                ReadRecordResult::End => return,
            }
        }
    });
    records.into_iter()
}

fn cell<'c>(cells: &'c str, ends: &[u32], number: usize) -> Option<&'c str> {
    let end = *ends.get(number)? as usize;
    let start = number.checked_sub(1).map_or(0, |before| ends[before] as usize);
    cells.get(start..end)
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
        let mut rows: Vec<Row> = Vec::new();
        let mut known: HashMap<String, usize, foldhash::fast::RandomState> = HashMap::default();
        let key: Vec<usize> = key.iter().filter_map(|key| columns.iter().position(|c| c.name == *key)).collect();
        let shared: Rc<[Column]> = columns.into();
        for text in files.texts(name) {
            let mut records = records(text.trim_start_matches('\u{feff}'));
            let header = records.next().map_or_else(Vec::new, |(_, cells, ends)| {
                (0..ends.len()).filter_map(|number| Some(cell(&cells, &ends, number)?.trim().to_owned())).collect()
            });
            let before = faults.len();
            faults.extend(faults_of_header(name, columns, &header));
            if faults.len() > before {
                continue;
            }
            let places = columns.iter().map(|column| header.iter().position(|h| h == column.name)).collect();
            let layer = Layer { file: name.to_owned(), columns: Rc::clone(&shared), places, width: header.len() };
            let layer = Rc::new(layer);
            for (line, cells, ends) in records {
                let row = Row { layer: Rc::clone(&layer), cells, ends, line };
                if row.ends.len() > layer.width {
                    let (cells, width) = (row.ends.len(), layer.width);
                    faults.push(
                        row.fault(format!("{cells} cells under {width} columns; put cells with commas in quotes")),
                    );
                    continue;
                }
                let id = key.iter().map(|&column| row.get(column)).collect::<Vec<_>>().join("\u{1f}");
                match known.get(&id) {
                    Some(&at) if Rc::ptr_eq(&rows[at].layer, &layer) => {
                        let names: Vec<&str> = key.iter().map(|&column| columns[column].name).collect();
                        let first = rows[at].line;
                        faults.push(row.fault(format!("the same {} as line {first}", names.join(", "))));
                    }
                    Some(&at) => rows[at] = row,
                    None => {
                        known.insert(id, rows.len());
                        rows.push(row);
                    }
                }
            }
        }
        Table { rows }
    }

    /// The rows, in file order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What the rows say, in file order; one with a cell that says nothing is a fault and left out.
    pub fn each<'r, R: ListRow<'r>>(&'r self, faults: &mut Vec<Fault>) -> Vec<R> {
        self.rows.iter().filter_map(|row| R::read(row, faults)).collect()
    }
}

/// Columns that are missing, and those that are none of the list's: a slip in a column's name would lose its cells without a
/// word.
fn faults_of_header<'h>(
    file: &'h str,
    columns: &'h [Column],
    header: &'h [String],
) -> impl Iterator<Item = Fault> + use<'h> {
    let missing =
        columns.iter().filter(|column| !column.holds.may_be_empty() && !header.iter().any(|name| name == column.name));
    let missing = missing.map(|column| format!("column `{}` is missing; found: {}", column.name, header.join(", ")));
    let unknown = header.iter().filter(|name| !columns.iter().any(|column| column.name == **name));
    let unknown = unknown.map(|name| {
        let columns: Vec<&str> = columns.iter().map(|column| column.name).collect();
        format!("column `{name}` is not one of this list's: {}", columns.join(", "))
    });
    missing.chain(unknown).map(move |message| Fault::new(file, 1, message))
}
