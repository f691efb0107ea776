//! Sheets of an OpenDocument file (ODF 1.2, part 1, chapter 9), read here and not by calamine: its reader goes on for ever
//! where a table does not end, and writes out what a file says is repeated before anybody can say that it is too much.

use super::ListFault;
use super::grid::{Grid, MOST_COLUMNS, MOST_ROWS, Merge};
use super::xml::{Event, Events, attribute, text};
use std::collections::HashSet;

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
    /// Whether the style of the cell strikes it out, and that of the words that are being read.
    is_struck: bool,
    in_struck_words: bool,
    /// Letters that are not struck out.
    plain: usize,
}

/// The styles that say something beside the values, by their names.
#[derive(Debug, Default)]
struct Styles {
    /// The one that is being read.
    open: String,
    /// Of tables that are hidden.
    hidden: HashSet<String>,
    /// Of cells and words that are struck out.
    struck: HashSet<String>,
}

impl Styles {
    fn read(&mut self, name: &str, attributes: &str) {
        let is = |what: &str, value: &str| attribute(attributes, what).as_deref() == Some(value);
        match name {
            "style:style" => self.open = attribute(attributes, "style:name").unwrap_or_default(),
            "style:table-properties" if is("table:display", "false") => {
                self.hidden.insert(self.open.clone());
            }
            "style:text-properties" => {
                let line = attribute(attributes, "style:text-line-through-style");
                let line = line.or_else(|| attribute(attributes, "style:text-line-through-type"));
                if line.is_some_and(|line| line != "none") {
                    self.struck.insert(self.open.clone());
                }
            }
            _ => {}
        }
    }

    /// Whether the style of a tag strikes out what stands in it.
    fn strikes(&self, attributes: &str, name: &str) -> bool {
        !self.struck.is_empty() && attribute(attributes, name).is_some_and(|style| self.struck.contains(&style))
    }
}

/// A cell that was read: its column, its words, and whether they are struck out.
type Placed = (usize, String, bool);

/// Where in the document the reading stands.
#[derive(Debug, Default)]
struct Reader {
    row: u64,
    rows: u64,
    is_hidden: bool,
    is_row_struck: bool,
    cells: Vec<Placed>,
    column: usize,
    cell: Option<Cell>,
    is_in_a_table: bool,
}

/// The grid of `content.xml`.
pub(super) fn read<'f>(file: &'f str, content: &str) -> Result<Grid<'f>, ListFault> {
    let mut grid = Grid::new(file);
    let (mut reader, mut styles) = (Reader::default(), Styles::default());
    for event in Events::new(content) {
        match event {
            Event::Open { name: "table:table", attributes, .. } if !reader.is_in_a_table => {
                grid.sheet(attribute(attributes, "table:name"))?;
                if attribute(attributes, "table:style-name").is_some_and(|style| styles.hidden.contains(&style)) {
                    grid.hide();
                }
                reader = Reader { is_in_a_table: true, ..Reader::default() };
            }
            Event::Close("table:table") => reader.is_in_a_table = false,
            event if reader.is_in_a_table => reader.read(event, &mut grid, &styles)?,
            Event::Open { name, attributes, .. } => styles.read(name, attributes),
            _ => {}
        }
    }
    Ok(grid)
}

impl Reader {
    fn read(&mut self, event: Event<'_>, grid: &mut Grid<'_>, styles: &Styles) -> Result<(), ListFault> {
        match event {
            Event::Open { name: "table:table-row", attributes, is_closed } => {
                // “collapse”, or “filter” where a filter hides it
                self.is_hidden = attribute(attributes, "table:visibility").is_some_and(|shown| shown != "visible");
                self.is_row_struck = styles.strikes(attributes, "table:default-cell-style-name");
                self.rows = repeated(attributes, "table:number-rows-repeated") as u64;
                (self.column, self.cell) = (0, None);
                self.cells.clear();
                if is_closed {
                    self.row += self.rows;
                }
            }
            Event::Close("table:table-row") => self.end_row(grid)?,
            Event::Open { name: "table:table-cell" | "table:covered-table-cell", attributes, is_closed } => {
                self.begin_cell(attributes, grid, styles);
                if is_closed {
                    self.end_cell();
                }
            }
            Event::Close("table:table-cell" | "table:covered-table-cell") => self.end_cell(),
            event => {
                if let Some(cell) = &mut self.cell {
                    cell.read(event, styles);
                }
            }
        }
        Ok(())
    }

    fn begin_cell(&mut self, attributes: &str, grid: &mut Grid<'_>, styles: &Styles) {
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
        let is_struck = match named("table:style-name") {
            Some(style) => styles.struck.contains(&style),
            None => self.is_row_struck,
        };
        self.cell = Some(Cell { repeated, value, is_struck, ..Cell::default() });
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let shown = cell.shown();
        if !shown.trim().is_empty() {
            // One more than there may be, so that the grid tells it.
            let end = (self.column + cell.repeated).min(MOST_COLUMNS + 1);
            let is_struck = cell.is_struck || cell.plain == 0 && !cell.text.trim().is_empty();
            self.cells.extend((self.column..end).map(|column| (column, shown.clone(), is_struck)));
        }
        self.column = self.column.saturating_add(cell.repeated);
    }

    fn end_row(&mut self, grid: &mut Grid<'_>) -> Result<(), ListFault> {
        if !self.cells.is_empty() {
            for number in 1..=self.rows {
                for (column, text, is_struck) in &self.cells {
                    grid.put(self.row + number, *column, text)?;
                    if let Some(row) = grid.last_row(self.row + number) {
                        row.is_hidden = self.is_hidden;
                        row.struck.extend(Some(*column).filter(|_| *is_struck));
                    }
                }
            }
        }
        self.row = self.row.saturating_add(self.rows);
        self.rows = 0;
        Ok(())
    }
}

impl Cell {
    fn read(&mut self, event: Event<'_>, styles: &Styles) {
        match event {
            Event::Open { name: "office:annotation", is_closed: false, .. } => self.remarks += 1,
            Event::Close("office:annotation") => self.remarks = self.remarks.saturating_sub(1),
            _ if self.remarks > 0 => {}
            Event::Text(raw) if self.lines > 0 => {
                self.plain += if self.in_struck_words { 0 } else { raw.trim().len() };
                self.text.push_str(&text(raw));
            }
            Event::Open { name: "text:span", attributes, .. } => {
                self.in_struck_words = styles.strikes(attributes, "text:style-name");
            }
            Event::Close("text:span") => self.in_struck_words = false,
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

    fn shown(rows: &str) -> Result<Vec<(u64, String)>, ListFault> {
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
        assert!(shown(&wide).unwrap_err().reason().contains("columns"));
        let tall = "<table:table-row table:number-rows-repeated=\"99999999999\"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>";
        assert!(shown(tall).unwrap_err().reason().contains("rows"));
        let spaces = "<table:table-row><table:table-cell><text:p>a<text:s text:c=\"9999999999\"/>b</text:p></table:table-cell></table:table-row>";
        assert_eq!(shown(spaces).unwrap()[0].1.len(), MOST_SPACES + 2);
    }

    #[test]
    fn a_table_without_an_end_ends() {
        let grid = read("a.ods", "<table:table table:name=\"a\"><table:table-row><table:table-cell><text:p>x").unwrap();
        assert_eq!(grid.sheets[0].rows.len(), 0);
    }
}
