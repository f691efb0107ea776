//! A list file: CSV rows with a header. A user's file of the same name replaces rows with the same key and adds the others.

use super::files::Files;
use crate::error::Fault;
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The rows of one list, the user's rows laid over the embedded ones.
#[derive(Debug)]
pub struct Table<'f> {
    name: String,
    /// One header for each layer: the embedded file, then the user's.
    headers: Vec<Vec<String>>,
    cells: Vec<Cow<'f, str>>,
    rows: Vec<Place>,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    layer: usize,
    line: usize,
    first_cell: usize,
    cell_count: usize,
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table<'t>,
    place: Place,
}

impl<'t> Row<'t> {
    /// The cell under `column`, trimmed; empty where the file has no such column.
    pub fn get(&self, column: &str) -> &'t str {
        let header = &self.table.headers[self.place.layer];
        let cells = &self.table.cells[self.place.first_cell..self.place.first_cell + self.place.cell_count];
        header.iter().position(|h| h == column).and_then(|i| cells.get(i)).map_or("", |cell| cell.trim())
    }

    /// The alternatives in the cell under `column`, which stand behind bars.
    pub fn forms(&self, column: &str) -> impl Iterator<Item = &'t str> + use<'t> {
        self.get(column).split('|').map(str::trim).filter(|form| !form.is_empty())
    }

    /// A fault in this row.
    pub fn fault(&self, message: impl Into<String>) -> Fault {
        Fault::new(&*self.table.name, self.place.line, message)
    }
}

impl<'f> Table<'f> {
    /// Reads the list `name`. `required` columns must be in the header and filled; rows with equal `key` columns replace
    /// earlier ones when they come from a user's file and are faults within one file.
    pub fn read(files: &'f Files, name: &str, required: &[&str], key: &[&str], faults: &mut Vec<Fault>) -> Self {
        let mut table = Table { name: name.to_owned(), headers: Vec::new(), cells: Vec::new(), rows: Vec::new() };
        let mut known: HashMap<String, usize, Keys> = HashMap::default();
        for (layer, text) in files.texts(name).iter().enumerate() {
            let mut records = Records::new(text);
            let mut cells = Vec::new();
            records.next_into(&mut cells);
            let header: Vec<String> =
                cells.drain(..).map(|h| h.trim_start_matches('\u{feff}').trim().to_owned()).collect();
            let columns = header.len();
            let missing = required.iter().find(|c| !header.iter().any(|h| h == **c));
            if let Some(missing) = missing {
                faults.push(Fault::new(
                    name,
                    1,
                    format!("column `{missing}` is missing; found: {}", header.join(", ")),
                ));
                table.headers.push(header);
                continue;
            }
            table.headers.push(header);
            let mut in_this_layer: HashMap<String, usize, Keys> = HashMap::default();
            loop {
                let first_cell = table.cells.len();
                let Some(line) = records.next_into(&mut table.cells) else { break };
                let place = Place { layer, line, first_cell, cell_count: table.cells.len() - first_cell };
                let row = Row { table: &table, place };
                if place.cell_count > columns {
                    faults.push(row.fault(format!(
                        "{} cells under {columns} columns; put cells with commas in quotes",
                        place.cell_count
                    )));
                    continue;
                }
                if let Some(empty) = required.iter().find(|c| row.get(c).is_empty()) {
                    faults.push(row.fault(format!("column `{empty}` is empty")));
                    continue;
                }
                let mut id = String::new();
                for (number, column) in key.iter().enumerate() {
                    id.push_str(if number > 0 { "\u{1f}" } else { "" });
                    id.push_str(row.get(column));
                }
                if let Some(first) = in_this_layer.get(&id) {
                    faults.push(row.fault(format!("the same {} as line {first}", key.join(", "))));
                    in_this_layer.insert(id, line);
                    continue;
                }
                match known.get(&id) {
                    Some(&at) => table.rows[at] = place,
                    None => {
                        if files.texts(name).len() > layer + 1 {
                            known.insert(id.clone(), table.rows.len());
                        }
                        table.rows.push(place);
                    }
                }
                in_this_layer.insert(id, line);
            }
        }
        table
    }

    /// The rows, in file order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|&place| Row { table: self, place })
    }
}

/// The records of a CSV text, borrowed from it where no quote is doubled.
struct Records<'f> {
    rest: &'f str,
    /// The line that `rest` begins in, from 1.
    line: usize,
}

impl<'f> Records<'f> {
    fn new(text: &'f str) -> Self {
        Records { rest: text, line: 1 }
    }

    /// Adds the cells of the next record to `cells` and returns its line. Empty lines are no records.
    fn next_into(&mut self, cells: &mut Vec<Cow<'f, str>>) -> Option<usize> {
        while let Some(b'\n' | b'\r') = self.rest.bytes().next() {
            self.line_end();
        }
        if self.rest.is_empty() {
            return None;
        }
        let line = self.line;
        loop {
            let mut cell =
                if let Some(inside) = self.rest.strip_prefix('"') { self.quoted(inside) } else { Cow::Borrowed("") };
            let end = self.rest.bytes().position(|b| matches!(b, b',' | b'\n' | b'\r')).unwrap_or(self.rest.len());
            let (bare, rest) = self.rest.split_at(end);
            match cell.is_empty() {
                true => cell = Cow::Borrowed(bare),
                false if !bare.is_empty() => cell.to_mut().push_str(bare),
                false => {}
            }
            cells.push(cell);
            self.rest = rest;
            match self.rest.strip_prefix(',') {
                Some(rest) => self.rest = rest,
                None => {
                    self.line_end();
                    return Some(line);
                }
            }
        }
    }

    /// The words up to the closing quote, which stands in doubt for one in words when another follows.
    fn quoted(&mut self, inside: &'f str) -> Cow<'f, str> {
        let mut cell = Cow::Borrowed("");
        let mut rest = inside;
        loop {
            let (part, behind) = rest.split_once('"').unwrap_or((rest, ""));
            self.line += part.bytes().filter(|&b| b == b'\n').count();
            let doubled = behind.strip_prefix('"');
            match &mut cell {
                Cow::Borrowed("") if doubled.is_none() => cell = Cow::Borrowed(part),
                cell => {
                    cell.to_mut().push_str(part);
                    cell.to_mut().push_str(if doubled.is_some() { "\"" } else { "" });
                }
            }
            match doubled {
                Some(behind) => rest = behind,
                None => {
                    self.rest = behind;
                    return cell;
                }
            }
        }
    }

    fn line_end(&mut self) {
        let rest = self.rest.strip_prefix('\r').unwrap_or(self.rest);
        self.rest = rest.strip_prefix('\n').unwrap_or(rest);
        self.line += 1;
    }
}

/// A hasher for the keys of lists, which nobody crafts against us: much faster than the standard one.
#[derive(Debug, Default)]
struct KeyHasher(u64);

type Keys = BuildHasherDefault<KeyHasher>;

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let part = part.iter().rev().fold(0, |n, &b| n << 8 | u64::from(b));
            self.0 = (self.0 ^ part).wrapping_mul(0xff51_afd7_ed55_8ccd);
            self.0 ^= self.0 >> 32;
        }
    }

    fn finish(&self) -> u64 {
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<Vec<String>> {
        let mut records = Records::new(text);
        let mut all = Vec::new();
        let mut cells = Vec::new();
        while records.next_into(&mut cells).is_some() {
            all.push(cells.drain(..).map(Cow::into_owned).collect());
        }
        all
    }

    fn cut_by_the_crate(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn records_are_cut_as_the_csv_crate_cuts_them() {
        for text in [
            "a,b\n1,2\n",
            "a,b\r\n1,\r\n\r\n,2",
            "\"a \"\"b\"\", c\",d\n\"\",\"x\"y,z\n",
            "\"two\nlines\",1\n\n\nb\"c,\"\"\n",
            "a,",
            "\"open, \n",
            "",
            "\n",
        ] {
            assert_eq!(cut(text), cut_by_the_crate(text), "{text:?}");
        }
        let files = Files::builtin();
        for name in files.names("").filter(|name| name.ends_with(".csv")) {
            for text in files.texts(name) {
                assert_eq!(cut(text), cut_by_the_crate(text), "{name}");
            }
        }
    }

    #[test]
    fn lines_are_counted_over_quotes_and_empty_lines() {
        let mut records = Records::new("a\n\"b\nc\",1\n\nd\n");
        let lines: Vec<usize> = std::iter::from_fn(|| records.next_into(&mut Vec::new())).collect();
        assert_eq!(lines, [1, 2, 5]);
    }
}
