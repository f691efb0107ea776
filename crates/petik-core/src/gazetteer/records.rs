//! Where the records and cells of a CSV text stand. The build script asks this of the embedded lists, with this very file, so that
//! the program finds the cells of these at once.

use std::borrow::Cow;
use std::ops::Range;

/// Where the records and cells of a text stand.
#[derive(Debug, Clone)]
pub struct Records {
    /// For each record its line and the number of its first cell.
    pub records: Cow<'static, [(u32, u32)]>,
    /// Start and end of each cell in the text, without the space around it.
    pub cells: Cow<'static, [(u32, u32)]>,
    /// Cells that the text writes otherwise than they are meant, with doubled quotes; their places are counted on from its end.
    pub unquoted: Cow<'static, str>,
}

/// The records of a text while they are found.
struct Reading<'t> {
    text: &'t str,
    at: usize,
    cells: Vec<(u32, u32)>,
    unquoted: String,
}

impl Records {
    /// The records of `text`; empty lines are none.
    pub fn of(text: &str) -> Self {
        let at = text.len() - text.trim_start_matches('\u{feff}').len();
        let mut reading = Reading { text, at, cells: Vec::new(), unquoted: String::new() };
        let (mut records, mut line) = (Vec::new(), 1);
        loop {
            let start = reading.at;
            reading.at += text[start..].bytes().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            line += lines(&text[start..reading.at]);
            if reading.at >= text.len() {
                break;
            }
            records.push((line, reading.cells.len() as u32));
            let start = reading.at;
            while reading.cell() {}
            line += lines(&text[start..reading.at]);
        }
        Records { records: records.into(), cells: reading.cells.into(), unquoted: reading.unquoted.into() }
    }

    /// Line and cells of record number `number`.
    pub(super) fn get(&self, number: usize) -> Option<(u32, &[(u32, u32)])> {
        let (line, first) = *self.records.get(number)?;
        let end = self.records.get(number + 1).map_or(self.cells.len(), |(_, next)| *next as usize);
        Some((line, self.cells.get(first as usize..end)?))
    }

    /// The cell at `place` of `text`, of which these are the records.
    pub(super) fn cell<'t>(&'t self, text: &'t str, (start, end): (u32, u32)) -> &'t str {
        let (start, end) = (start as usize, end as usize);
        let unquoted = || self.unquoted.get(start.checked_sub(text.len())?..end.checked_sub(text.len())?);
        text.get(start..end).or_else(unquoted).unwrap_or_default()
    }
}

fn lines(text: &str) -> u32 {
    text.bytes().filter(|byte| *byte == b'\n').count() as u32
}

impl Reading<'_> {
    /// Reads a cell and the comma behind it; whether there is one, so that another cell follows.
    fn cell(&mut self) -> bool {
        let cell = if self.rest().starts_with('"') { self.quoted() } else { self.plain() };
        let unquoted = || self.unquoted.get(cell.start.checked_sub(self.text.len())?..);
        let cell_text = self.text.get(cell.clone()).or_else(unquoted).unwrap_or_default();
        let start = cell.start + cell_text.len() - cell_text.trim_start().len();
        let end = start + cell_text.trim().len();
        self.cells.push((start as u32, end as u32));
        let goes_on = self.rest().starts_with(',');
        self.at += usize::from(goes_on);
        goes_on
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// What stands before the next comma or line end.
    fn plain(&mut self) -> Range<usize> {
        let start = self.at;
        self.at += self.rest().find([',', '\n', '\r']).unwrap_or(self.rest().len());
        start..self.at
    }

    /// What stands in quotes, and what follows these in the same cell.
    fn quoted(&mut self) -> Range<usize> {
        let (start, mut cell) = (self.at + 1, String::new());
        while self.rest().starts_with('"') {
            // A quote that is not the first of the cell is the second of two, which mean one.
            cell.push_str(if self.at < start { "" } else { "\"" });
            self.at += 1;
            let inside = self.rest().find('"').unwrap_or(self.rest().len());
            cell.push_str(&self.rest()[..inside]);
            self.at += inside + usize::from(inside < self.rest().len());
        }
        let behind = self.plain();
        cell.push_str(&self.text[behind]);
        let as_written = start..start + cell.len();
        if self.text.get(as_written.clone()) == Some(&cell) {
            return as_written;
        }
        let start = self.text.len() + self.unquoted.len();
        self.unquoted.push_str(&cell);
        start..start + cell.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(u32, Vec<String>)> {
        let records = Records::of(text);
        let cells = |places: &[(u32, u32)]| places.iter().map(|&place| records.cell(text, place).to_owned()).collect();
        (0..).map_while(|number| records.get(number)).map(|(line, places)| (line, cells(places))).collect()
    }

    #[test]
    fn records_are_those_of_the_crate_csv() {
        let pieces = ["a", "é", " ", ",", "\"", "\n", "\r", "\r\n", "\"\"", ",\"b\",", "\",\"", "\u{feff}"];
        let mut seed = 1_u64;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        for _ in 0..20_000 {
            let length = random(12);
            let text: String = ["x"].into_iter().chain((0..length).map(|_| pieces[random(pieces.len())])).collect();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.unwrap().iter().map(|cell| cell.trim().to_owned()).collect())
                .collect();
            let found: Vec<Vec<String>> = cells(&text).into_iter().map(|(_, cells)| cells).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn a_record_has_the_line_that_it_begins_in() {
        let read = cells("\u{feff}a,b\r\n\r\n1,\"x\"\"\ny\" \r\n2\n\n3,");
        let of = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        assert_eq!(read, [(1, of(&["a", "b"])), (3, of(&["1", "x\"\ny"])), (5, of(&["2"])), (7, of(&["3", ""]))]);
    }
}
