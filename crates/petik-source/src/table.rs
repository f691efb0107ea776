//! Tables, CSV and TSV: a row is an article, the header names the columns. A quotation mark that is never closed would
//! swallow all rows behind it; then the row is a fault and reading goes on with the next line.

use crate::assemble::{self, Parts, Value};
use crate::cut::{Cut, Lines};
use crate::encoding;
use crate::fault::{Item, SourceFault, io_reason};
use crate::fields::{Part, PartSet};
use crate::limit::ArticleLimit;
use crate::options::Options;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::{self, BufRead};

/// The articles of a table.
pub(super) struct Table<R> {
    rows: Rows<R>,
    path: String,
    options: Options,
    /// The names of the columns and what each holds; `None` before the header is read.
    columns: Option<(Vec<String>, Vec<PartSet>)>,
    /// What the row last read gave: remarks, then the article.
    ready: VecDeque<Item>,
    ended: bool,
    any: bool,
}

/// What separates cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Tab,
    /// A comma, or a semicolon where the header has more of those, as spreadsheets write it where the comma is decimal.
    Comma,
}

impl<R: BufRead + Send> Table<R> {
    pub(super) fn new(reader: R, separator: Separator, path: String, options: &Options) -> Self {
        let rows = Rows::new(reader, separator, options.article_limit);
        let options = options.clone();
        Table { rows, path, options, columns: None, ready: VecDeque::new(), ended: false, any: false }
    }

    /// Reads one row into `ready`.
    fn read_row(&mut self) {
        let row = match self.rows.read() {
            Ok(Some(row)) => row,
            Ok(None) => {
                self.ended = true;
                if !self.any {
                    self.ready.push_back(Err(SourceFault::of_file(&self.path, "no rows below the header")));
                }
                return;
            }
            Err(error) => {
                self.ended = true;
                return self.ready.push_back(Err(SourceFault::of_file(&self.path, io_reason(&error))));
            }
        };
        let fault = |reason: String| Err(SourceFault::new(&self.path, Some(row.line), Some(row.offset), reason));
        let remark = |reason: String| Err(SourceFault::remark(&self.path, Some(row.line), reason));
        let Some((header, columns)) = &self.columns else {
            self.ended = true;
            let cells = match &row.cells {
                Ok(cells) if !row.is_utf16 => cells,
                Ok(_) => return self.ready.push_back(fault(assemble::utf16("a table"))),
                Err(reason) => return self.ready.push_back(fault(reason.clone())),
            };
            let mut columns: Vec<PartSet> = cells.iter().map(|name| self.options.fields.parts(name.trim())).collect();
            if !columns.iter().any(|parts| parts.iter().any(|part| part == Part::Text)) {
                return self.ready.push_back(fault(assemble::no_text_column(&self.options.fields, cells)));
            }
            match assemble::without_doubles(&mut columns, &self.options.fields) {
                Err(reason) => return self.ready.push_back(fault(reason)),
                Ok(remarks) => self.ready.extend(remarks.into_iter().map(remark)),
            }
            self.ended = false;
            self.columns = Some((cells.clone(), columns));
            return;
        };
        self.any = true;
        let cells = match row.cells {
            Ok(cells) => cells,
            Err(reason) => return self.ready.push_back(fault(reason)),
        };
        if cells == *header {
            return self.ready.push_back(remark("the header again, as in files put together; passed over".to_owned()));
        }
        // A separator that should have been quoted has cut a cell: which one, nobody knows.
        if cells.len() > columns.len() {
            let (cells, columns) = (cells.len(), columns.len());
            let reason = format!(
                "{cells} cells under {columns} columns: a cell that holds the separator must stand in quotation marks"
            );
            return self.ready.push_back(fault(reason));
        }
        let mut parts = Parts::default();
        for (own, cell) in columns.iter().zip(&cells) {
            own.iter().for_each(|part| parts.put(part, Value::Text(Cow::Borrowed(cell))));
        }
        match assemble::article(parts, &self.options) {
            Err(reason) => self.ready.push_back(fault(reason)),
            Ok((article, mut remarks)) => {
                if let Some(encoding) = row.guessed {
                    remarks.push(format!("not UTF-8; read as {encoding}, which its bytes look like"));
                }
                self.ready.extend(assemble::placed((article, remarks), self.path.as_str(), row.line));
            }
        }
    }
}

impl<R: BufRead + Send> Iterator for Table<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.ready.is_empty() && !self.ended {
            self.read_row();
        }
        self.ready.pop_front()
    }
}

/// A row of a table.
struct Row {
    /// The line it begins on, from 1.
    line: u64,
    /// The byte it begins at.
    offset: u64,
    /// Its cells, or why there are none.
    cells: Result<Vec<String>, String>,
    /// The encoding, where it is a guess.
    guessed: Option<&'static str>,
    is_utf16: bool,
}

/// A line of the table.
struct Line {
    number: u64,
    offset: u64,
    bytes: Vec<u8>,
    /// Why it cannot be read.
    fault: Option<String>,
}

/// Lines that were read for a row that did not end, to be read once more: as one piece, since they may be millions.
#[derive(Default)]
struct Ahead {
    /// The lines, each with its end.
    bytes: Vec<u8>,
    /// Where the next one begins: in `bytes`, by its number, and in the table.
    at: usize,
    number: u64,
    offset: u64,
    /// A line behind them that cannot be read.
    lost: Option<Line>,
}

impl Ahead {
    /// The next line, without a carriage return at its end.
    fn next(&mut self) -> Option<Line> {
        let rest = &self.bytes[self.at..];
        if rest.is_empty() {
            return self.lost.take();
        }
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = Line::new(self.number, self.offset, &rest[..end]);
        self.at += end + 1;
        self.number += 1;
        self.offset += end as u64 + 1;
        Some(line)
    }

    /// Keeps a line that was read from the table, as one that was taken.
    fn keep(&mut self, line: &Line, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        self.bytes.push(b'\n');
        self.at = self.bytes.len();
        self.number = line.number + 1;
        self.offset = line.offset + bytes.len() as u64 + 1;
    }

    /// Back to the line at `at`, which has this number and offset; `lost` is the line taken last, if it cannot be read.
    fn go_back(&mut self, at: usize, (number, offset): (u64, u64), lost: Option<Line>) {
        self.bytes.drain(..at);
        (self.at, self.number, self.offset) = (0, number, offset);
        self.lost = lost.or(self.lost.take());
    }
}

impl Line {
    fn new(number: u64, offset: u64, bytes: &[u8]) -> Self {
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes).to_vec();
        Line { number, offset, bytes, fault: None }
    }
}

/// Rows of a table: a line each, or several where a quotation mark is open at the end of one.
struct Rows<R> {
    lines: Lines<R>,
    limit: ArticleLimit,
    separator: Separator,
    delimiter: Option<u8>,
    /// Lines that were read for a row that did not end.
    ahead: Ahead,
    /// Rows that did not end. Each costs a look at as many bytes as an article may have, so that after a few a row must end with its line.
    open: u32,
}

/// Rows without an end that are looked for.
const MOST_OPEN: u32 = 8;

impl<R: BufRead + Send> Rows<R> {
    fn new(reader: R, separator: Separator, limit: ArticleLimit) -> Self {
        let lines = Lines::new(reader, limit.bytes());
        Rows { lines, limit, separator, delimiter: None, ahead: Ahead::default(), open: 0 }
    }

    /// The next line; `keep`, where it may have to be read once more.
    fn line(&mut self, keep: bool) -> io::Result<Option<Line>> {
        if let Some(line) = self.ahead.next() {
            return Ok(Some(line));
        }
        let Some(piece) = self.lines.read()? else { return Ok(None) };
        let mut line = Line::new(piece.line, piece.offset, piece.bytes.unwrap_or_default());
        match piece.bytes {
            Some(bytes) if keep => self.ahead.keep(&line, bytes),
            Some(_) => self.ahead = Ahead::default(),
            None => line.fault = Some(assemble::too_long("line", piece.length, self.limit)),
        }
        Ok(Some(line))
    }

    fn read(&mut self) -> io::Result<Option<Row>> {
        loop {
            let Some(first) = self.line(false)? else { return Ok(None) };
            let (line, offset) = (first.number, first.offset);
            if let Some(reason) = first.fault {
                return Ok(Some(Row { line, offset, cells: Err(reason), guessed: None, is_utf16: false }));
            }
            let mut bytes = first.bytes;
            let is_utf16 = offset == 0 && assemble::is_utf16(&bytes);
            // Files put together have their marks in the middle.
            if bytes.starts_with(b"\xEF\xBB\xBF") {
                bytes.drain(..3);
            }
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            let delimiter = *self.delimiter.get_or_insert_with(|| self.separator.byte(&bytes));
            let cells = if self.complete(delimiter, &mut bytes)? {
                decoded(bytes, delimiter)
            } else {
                let reason =
                    "a quotation mark that is not closed: this row is left out, and the line below is read as a row";
                Err(reason.to_owned())
            };
            let (cells, guessed) = match cells {
                Ok((cells, guessed)) => (Ok(cells), guessed),
                Err(reason) => (Err(reason), None),
            };
            return Ok(Some(Row { line, offset, cells, guessed, is_utf16 }));
        }
    }

    /// Adds lines to `row` until its quotation marks are closed. `false`: they never are, and the lines stay to be read.
    fn complete(&mut self, delimiter: u8, row: &mut Vec<u8>) -> io::Result<bool> {
        let mut place = Place::CellStart;
        place.pass(row, delimiter);
        let before = self.ahead.at;
        let mut first = None;
        while place == Place::Quoted {
            let next = if self.open < MOST_OPEN { self.line(true)? } else { None };
            first = first.or(next.as_ref().map(|line| (line.number, line.offset)));
            let fits =
                next.as_ref().is_some_and(|n| n.fault.is_none() && row.len() + n.bytes.len() < self.limit.bytes());
            if let Some(line) = &next {
                row.push(b'\n');
                row.extend_from_slice(&line.bytes);
                place.pass(b"\n", delimiter);
                place.pass(&line.bytes, delimiter);
            }
            if !fits {
                self.open += 1;
                if let Some(first) = first {
                    self.ahead.go_back(before, first, next.filter(|line| line.fault.is_some()));
                }
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl Separator {
    /// The byte that separates the cells of `header`.
    fn byte(self, header: &[u8]) -> u8 {
        let count = |byte: u8| header.iter().filter(|own| **own == byte).count();
        match self {
            Separator::Tab => b'\t',
            Separator::Comma if count(b';') > count(b',') => b';',
            Separator::Comma => b',',
        }
    }
}

/// Where in a row the reading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    CellStart,
    Plain,
    Quoted,
    /// Behind a mark in a quoted cell: its end, or the first half of a mark that belongs to it.
    QuoteInQuoted,
}

impl Place {
    fn pass(&mut self, bytes: &[u8], delimiter: u8) {
        for &byte in bytes {
            *self = match (*self, byte) {
                (Place::Quoted, b'"') => Place::QuoteInQuoted,
                (Place::Quoted, _) | (Place::CellStart | Place::QuoteInQuoted, b'"') => Place::Quoted,
                (_, byte) if byte == delimiter => Place::CellStart,
                _ => Place::Plain,
            };
        }
    }
}

/// The cells of a whole row, and the encoding where it is a guess.
fn decoded(bytes: Vec<u8>, delimiter: u8) -> Result<(Vec<String>, Option<&'static str>), String> {
    let row = encoding::decode(bytes).map_err(|fault| fault.reason)?;
    Ok((cells(&row.text, delimiter), row.guessed))
}

/// The cells of a whole row. The `csv` crate wants a reader of its own for each row, which costs more than most rows, and for
/// it a CR alone ends a row: what stands behind one would be lost.
fn cells(row: &str, delimiter: u8) -> Vec<String> {
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut place, mut from) = (Place::CellStart, 0);
    for (at, byte) in row.bytes().enumerate() {
        let before = place;
        place.pass(&[byte], delimiter);
        let is_mark = byte == b'"' && matches!(before, Place::CellStart | Place::Quoted);
        let is_end = place == Place::CellStart;
        if is_mark || is_end {
            cell.push_str(&row[from..at]);
            from = at + 1;
        }
        if is_end {
            cells.push(std::mem::take(&mut cell));
        }
    }
    cell.push_str(&row[from..]);
    cells.push(cell);
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(input: &[u8], separator: Separator) -> Vec<String> {
        Table::new(io::BufReader::with_capacity(7, input), separator, "a.csv".into(), &Options::default())
            .map(|item| match item {
                Ok(article) => {
                    format!("{:?} {:?} {}", article.source.line, article.id, article.text.replace('\n', "|"))
                }
                Err(fault) => fault.to_string(),
            })
            .collect()
    }

    #[test]
    fn rows_over_several_lines() {
        let input = b"\xEF\xBB\xBFid,text\r\n1,\"A, \"\"b\"\"\r\n\r\nc\"\r\n\r\n2,D\r\n";
        assert_eq!(shown(input, Separator::Comma), [r#"Some(2) Some("1") A, "b"||c"#, r#"Some(6) Some("2") D"#]);
    }

    #[test]
    fn separators_of_spreadsheets() {
        assert_eq!(shown(b"text;id\nA, b;1\n", Separator::Comma), [r#"Some(2) Some("1") A, b"#]);
        assert_eq!(shown(b"text\tid\nA, \"b\"\t1\n", Separator::Tab), [r#"Some(2) Some("1") A, "b""#]);
    }

    #[test]
    fn marks_and_line_ends_within_cells() {
        let cells = |row| cells(row, b',');
        assert_eq!(cells(r#"a,"b,""c"""#), ["a", r#"b,"c""#]);
        assert_eq!(cells(r#""",""""," d","e"f,g"h,"#), ["", "\"", " d", "ef", "g\"h", ""]);
        assert_eq!(cells("Satu\rdua,tiga"), ["Satu\rdua", "tiga"]);
        assert_eq!(cells(""), [""]);
    }

    #[test]
    fn a_mark_that_stays_open_costs_one_row() {
        let shown = shown(b"id,text\n1,\"A\n2,B\n3,C\n", Separator::Comma);
        assert!(shown[0].starts_with("a.csv:2: a quotation mark that is not closed"), "{shown:?}");
        assert_eq!(shown[1..], [r#"Some(3) Some("2") B"#, r#"Some(4) Some("3") C"#]);
    }

    #[test]
    fn lines_read_ahead_keep_their_numbers_and_places() {
        let input = b"id,text\n1,\"A\r\n2,B\r\n\n9,C,d\n3,D\n";
        let table = Table::new(&input[..], Separator::Comma, "a.csv".into(), &Options::default());
        let places =
            table.map(|item| item.map(|article| article.source.line).map_err(|fault| (fault.line, fault.offset)));
        let lines: Vec<_> = places.collect();
        assert_eq!(lines, [Err((Some(2), Some(8))), Ok(Some(3)), Err((Some(5), Some(20))), Ok(Some(6))]);
    }

    #[test]
    fn rows_and_headers_that_do_not_fit() {
        let shown_all = shown(b"id,text\n1,A,b\n2\n3,\n", Separator::Comma);
        assert!(shown_all[0].starts_with("a.csv:2: 3 cells under 2 columns"), "{shown_all:?}");
        assert!(shown_all[1].contains("no field `text`") && shown_all[2].contains("`text` is empty"), "{shown_all:?}");
        let header = shown(b"id,isi\n1,A\n", Separator::Comma);
        assert!(header.len() == 1 && header[0].contains("(id, isi)"), "{header:?}");
        assert!(shown(b"id,text\n", Separator::Comma)[0].contains("no rows"));
    }

    #[test]
    fn two_columns_of_one_name() {
        let text = shown(b"text,id,text\nA,1,B\n", Separator::Comma);
        assert!(text.len() == 1 && text[0].starts_with("a.csv:1: two columns are called `text` (1 and 3)"), "{text:?}");
        let id = shown(b"id;text;id\n1;A;1\n2;B;3\n", Separator::Comma);
        assert!(id[0].ends_with("two columns are called `id` (1 and 3); left out"), "{id:?}");
        assert_eq!(id[1..], ["Some(2) None A", "Some(3) None B"]);
    }

    #[test]
    fn files_put_together() {
        let shown = shown(b"\xEF\xBB\xBFid,text\n1,A\n\xEF\xBB\xBFid,text\n1,B\n", Separator::Comma);
        assert!(shown.len() == 3 && shown[1].contains("a.csv:3: the header again"), "{shown:?}");
    }

    #[test]
    fn old_encodings_are_guessed_by_the_row() {
        let shown = shown(b"text\n\"Bupati: \x93Siap,\x94 Jum\x92at\"\n", Separator::Comma);
        assert!(shown[0].contains("windows-1252") && shown[1].ends_with("Bupati: “Siap,” Jum’at"), "{shown:?}");
    }
}
