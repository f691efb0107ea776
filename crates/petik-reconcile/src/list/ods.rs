//! Sheets of an OpenDocument file (ODF 1.2, part 1, chapter 9), read here and not by calamine: its reader goes on for ever
//! where a table does not end, and writes out what a file says is repeated before anybody can say that it is too much.

use super::ListError;
use super::grid::{Grid, MOST_COLUMNS, MOST_ROWS, Merge};
use super::xml::{Event, Events, attribute, text};

/// Spaces that one tag can stand for.
const MOST_SPACES: usize = 100;

/// The cell that is being read.
#[derive(Debug, Default)]
struct Cell {
    repeated: usize,
    /// The value beside the text, where the cell has one.
    value: Option<String>,
    text: String,
    /// Tags of remarks of the author that are open; their text is none of the cell's.
    remarks: usize,
    lines: usize,
}

/// Where in the document the reading stands.
#[derive(Debug, Default)]
struct Reader {
    row: u64,
    rows: u64,
    cells: Vec<(usize, String)>,
    column: usize,
    cell: Option<Cell>,
    is_in_a_table: bool,
}

/// The grid of `content.xml`.
pub(super) fn read<'f>(file: &'f str, content: &str) -> Result<Grid<'f>, ListError> {
    let mut grid = Grid::new(file);
    let mut reader = Reader::default();
    for event in Events::new(content) {
        match event {
            Event::Open { name: "table:table", attributes, .. } if !reader.is_in_a_table => {
                grid.sheet(attribute(attributes, "table:name"))?;
                reader = Reader { is_in_a_table: true, ..Reader::default() };
            }
            Event::Close("table:table") => reader.is_in_a_table = false,
            event if reader.is_in_a_table => reader.read(event, &mut grid)?,
            _ => {}
        }
    }
    Ok(grid)
}

impl Reader {
    fn read(&mut self, event: Event<'_>, grid: &mut Grid<'_>) -> Result<(), ListError> {
        match event {
            Event::Open { name: "table:table-row", attributes, is_closed } => {
                self.rows = repeated(attributes, "table:number-rows-repeated") as u64;
                (self.column, self.cell) = (0, None);
                self.cells.clear();
                if is_closed {
                    self.row += self.rows;
                }
            }
            Event::Close("table:table-row") => self.end_row(grid)?,
            Event::Open { name: "table:table-cell" | "table:covered-table-cell", attributes, is_closed } => {
                self.begin_cell(attributes, grid);
                if is_closed {
                    self.end_cell();
                }
            }
            Event::Close("table:table-cell" | "table:covered-table-cell") => self.end_cell(),
            event => {
                if let Some(cell) = &mut self.cell {
                    cell.read(event);
                }
            }
        }
        Ok(())
    }

    fn begin_cell(&mut self, attributes: &str, grid: &mut Grid<'_>) {
        let spanned = |name: &str| repeated(attributes, name).saturating_sub(1);
        let first = self.row + 1;
        grid.merge(Merge {
            first,
            last: first + spanned("table:number-rows-spanned").min(MOST_ROWS) as u64,
            left: self.column,
            right: self.column + spanned("table:number-columns-spanned").min(MOST_COLUMNS),
        });
        let named = |name: &str| attribute(attributes, name);
        let value = named("office:date-value").map(|day| day.chars().take(10).collect());
        let value = value.or_else(|| named("office:value")).or_else(|| named("office:string-value"));
        let repeated = repeated(attributes, "table:number-columns-repeated");
        self.cell = Some(Cell { repeated, value, ..Cell::default() });
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let shown = cell.shown();
        if !shown.trim().is_empty() {
            // One more than there may be, so that the grid tells it.
            let end = (self.column + cell.repeated).min(MOST_COLUMNS + 1);
            self.cells.extend((self.column..end).map(|column| (column, shown.clone())));
        }
        self.column = self.column.saturating_add(cell.repeated);
    }

    fn end_row(&mut self, grid: &mut Grid<'_>) -> Result<(), ListError> {
        if !self.cells.is_empty() {
            for number in 1..=self.rows {
                for (column, text) in &self.cells {
                    grid.put(self.row + number, *column, text)?;
                }
            }
        }
        self.row = self.row.saturating_add(self.rows);
        self.rows = 0;
        Ok(())
    }
}

impl Cell {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Open { name: "office:annotation", is_closed: false, .. } => self.remarks += 1,
            Event::Close("office:annotation") => self.remarks = self.remarks.saturating_sub(1),
            _ if self.remarks > 0 => {}
            Event::Text(raw) if self.lines > 0 => self.text.push_str(&text(raw)),
            Event::Open { name: "text:p", .. } => {
                if self.lines > 0 {
                    self.text.push('\n');
                }
                self.lines += 1;
            }
            Event::Open { name: "text:s", attributes, .. } => {
                let spaces = repeated(attributes, "text:c").min(MOST_SPACES);
                self.text.extend(std::iter::repeat_n(' ', spaces));
            }
            Event::Open { name: "text:tab" | "text:line-break", .. } => self.text.push(' '),
            _ => {}
        }
    }

    /// The value; where the text is the same number, the text, which keeps zeros: 33.10.
    fn shown(&self) -> String {
        let Some(value) = &self.value else { return self.text.clone() };
        let text = self.text.trim().replace(',', ".");
        match (text.parse::<f64>(), value.parse::<f64>()) {
            (Ok(shown), Ok(stored)) if shown == stored => text,
            _ => value.clone(),
        }
    }
}

/// How often something is repeated; once, where it does not say.
fn repeated(attributes: &str, name: &str) -> usize {
    attribute(attributes, name).and_then(|number| number.parse().ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(rows: &str) -> Result<Vec<(u64, String)>, ListError> {
        let content = format!("<x><table:table table:name=\"A &amp; B\">{rows}</table:table></x>");
        let grid = read("a.ods", &content)?;
        assert_eq!(grid.sheets[0].name.as_deref(), Some("A & B"));
        Ok(grid.sheets[0].rows.iter().map(|row| (row.number, row.cells.join("|"))).collect())
    }

    #[test]
    fn cells_and_what_is_repeated() {
        let rows = "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
            <table:table-row><table:table-cell office:value-type=\"float\" office:value=\"33.1\"><text:p>33,10</text:p></table:table-cell>\
            <table:table-cell table:number-columns-repeated=\"2\"/>\
            <table:table-cell><office:annotation><text:p>no</text:p></office:annotation><text:p>Kab.<text:s/>Klaten</text:p></table:table-cell>\
            <table:table-cell table:number-columns-repeated=\"16380\"/></table:table-row>\
            <table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:date-value=\"2018-05-08T00:00:00\"><text:p>8 Mei</text:p></table:table-cell></table:table-row>\
            <table:table-row table:number-rows-repeated=\"1048571\"><table:table-cell/></table:table-row>";
        let expected = [(3, "33.10|||Kab. Klaten"), (4, "2018-05-08"), (5, "2018-05-08")];
        assert_eq!(shown(rows).unwrap(), expected.map(|(row, text)| (row, text.to_owned())));
    }

    #[test]
    fn what_is_repeated_too_often_is_refused() {
        let cell =
            "<table:table-cell table:number-columns-repeated=\"99999999999\"><text:p>x</text:p></table:table-cell>";
        let wide = format!("<table:table-row>{cell}</table:table-row>");
        assert!(shown(&wide).unwrap_err().reason.contains("columns"));
        let tall = "<table:table-row table:number-rows-repeated=\"99999999999\"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>";
        assert!(shown(tall).unwrap_err().reason.contains("rows"));
        let spaces = "<table:table-row><table:table-cell><text:p>a<text:s text:c=\"9999999999\"/>b</text:p></table:table-cell></table:table-row>";
        assert_eq!(shown(spaces).unwrap()[0].1.len(), MOST_SPACES + 2);
    }

    #[test]
    fn a_table_without_an_end_ends() {
        let grid = read("a.ods", "<table:table table:name=\"a\"><table:table-row><table:table-cell><text:p>x").unwrap();
        assert_eq!(grid.sheets[0].rows.len(), 0);
    }
}
