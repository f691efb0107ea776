//! A list file: CSV rows with a header. A user's file of the same name replaces rows with the same key and adds the others.

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
    header: Vec<String>,
}

impl Row {
    /// The cell under `column`, trimmed; empty where the file has no such column.
    pub fn get(&self, column: &str) -> &str {
        self.layer.header.iter().position(|h| h == column).and_then(|i| self.cell(i)).unwrap_or("").trim()
    }

    fn cell(&self, number: usize) -> Option<&str> {
        cell(&self.cells, &self.ends, number)
    }

    /// The alternatives in the cell under `column`, which stand behind bars.
    pub fn forms<'a>(&'a self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(column).split('|').map(str::trim).filter(|form| !form.is_empty())
    }

    /// A fault in this row.
    pub fn fault(&self, message: impl Into<String>) -> Fault {
        Fault::new(&*self.layer.file, self.line as usize, message)
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
    /// Reads the list `name`. `required` columns must be in the header and filled, others may be left out; a user's file has
    /// no columns that the embedded one lacks. Rows with equal `key` columns replace
    /// earlier ones when they come from a user's file and are faults within one file.
    pub fn read(files: &Files, name: &str, required: &[&str], key: &[&str], faults: &mut Vec<Fault>) -> Self {
        let mut rows: Vec<Row> = Vec::new();
        let mut known: HashMap<String, usize, foldhash::fast::RandomState> = HashMap::default();
        let mut columns: Option<Vec<String>> = None;
        for text in files.texts(name) {
            let mut records = records(text.trim_start_matches('\u{feff}'));
            let header = records.next().map_or_else(Vec::new, |(_, cells, ends)| {
                (0..ends.len()).filter_map(|number| Some(cell(&cells, &ends, number)?.trim().to_owned())).collect()
            });
            if let Some(missing) = required.iter().find(|c| !header.iter().any(|h| h == **c)) {
                faults.push(Fault::new(
                    name,
                    1,
                    format!("column `{missing}` is missing; found: {}", header.join(", ")),
                ));
                continue;
            }
            // A slip in a column's name would lose its cells without a word.
            let columns = columns.get_or_insert_with(|| header.clone());
            if let Some(unknown) = header.iter().find(|h| !columns.contains(h)) {
                let found = columns.join(", ");
                faults.push(Fault::new(name, 1, format!("column `{unknown}` is not one of this list's: {found}")));
                continue;
            }
            let layer = Rc::new(Layer { file: name.to_owned(), header });
            for (line, cells, ends) in records {
                let row = Row { layer: Rc::clone(&layer), cells, ends, line };
                if row.ends.len() > layer.header.len() {
                    faults.push(row.fault(format!(
                        "{} cells under {} columns; put cells with commas in quotes",
                        row.ends.len(),
                        layer.header.len()
                    )));
                    continue;
                }
                if let Some(empty) = required.iter().find(|c| row.get(c).is_empty()) {
                    faults.push(row.fault(format!("column `{empty}` is empty")));
                    continue;
                }
                let id = key.iter().map(|c| row.get(c)).collect::<Vec<_>>().join("\u{1f}");
                match known.get(&id) {
                    Some(&at) if Rc::ptr_eq(&rows[at].layer, &layer) => {
                        let first = rows[at].line;
                        faults.push(row.fault(format!("the same {} as line {first}", key.join(", "))));
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
}
