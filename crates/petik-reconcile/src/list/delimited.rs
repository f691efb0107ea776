//! Tables in text files: commas, semicolons or tabs between the cells, in whatever encoding.

use super::ListFault;
use super::grid::Grid;
use crate::saying::Saying;
use crate::sentences::ListType;
use std::borrow::Cow;

/// Lines that tell what stands between the cells.
const SAMPLE: usize = 100;

/// The grid of a text file.
pub(super) fn read<'f>(file: &'f str, bytes: &[u8], remarks: &mut Vec<ListFault>) -> Result<Grid<'f>, ListFault> {
    let (text, guessed) = petik_source::decoded(bytes.to_vec())
        .map_err(|cause| ListFault::of_file(file, Saying::of(ListType::NoText).with("cause", cause)))?;
    if let Some(encoding) = guessed {
        remarks.push(ListFault::of_file(file, Saying::of(ListType::Encoding).with("encoding", encoding)));
    }
    let separator = separator(file, &text);
    let (text, open) = closed(&text, separator);
    remarks.extend(
        open.into_iter()
            .map(|line| ListFault { row: Some(line), ..ListFault::of_file(file, Saying::of(ListType::OpenQuote)) }),
    );
    let mut grid = Grid::new(file);
    grid.sheet(None)?;
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        let at = |line: u64, why| ListFault { row: Some(line), ..ListFault::of_file(file, why) };
        if !reader
            .read_record(&mut record)
            .map_err(|error| at(line, Saying::of(ListType::NoText).with("cause", error.to_string())))?
        {
            return Ok(grid);
        }
        // The reader passes over empty lines, which are lines of the file all the same.
        let from = record.position().map_or(0, |position| position.byte() as usize);
        let empty = text.as_bytes()[from.min(text.len())..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
        let line = line + empty.filter(|byte| **byte == b'\n').count() as u64;
        for (column, cell) in record.iter().enumerate() {
            if holds_rows(cell, separator) {
                remarks.push(at(line, Saying::of(ListType::SwallowedRows)));
            }
            grid.put(line, column, cell)?;
        }
    }
}

/// `text` without the quotation marks that open a cell and are never closed, and their lines: else all rows up to the next
/// mark would be part of the cell. A mark that closes stands on the same line, or what ends a cell stands behind it.
fn closed(text: &str, separator: u8) -> (Cow<'_, str>, Vec<u64>) {
    let bytes = text.as_bytes();
    let ends_cell = |at: usize| bytes.get(at).is_none_or(|byte| *byte == separator || matches!(byte, b'\r' | b'\n'));
    let (mut out, mut kept, mut lines) = (String::new(), 0, Vec::new());
    let (mut at, mut line) = (0, 1);
    while at < bytes.len() {
        let begins_cell = at == 0 || ends_cell(at - 1);
        if bytes[at] == b'"' && begins_cell {
            let close = closing(bytes, at);
            let inner = bytes.get(at..close).unwrap_or(&bytes[at..]);
            let breaks = times(inner, b'\n');
            let behind = close + 1 + bytes.iter().skip(close + 1).take_while(|byte| **byte == b' ').count();
            if close < bytes.len() && (breaks == 0 || ends_cell(behind)) {
                (at, line) = (close, line + breaks);
            } else {
                lines.push(line);
                out.push_str(&text[kept..at]);
                kept = at + 1;
            }
        } else if bytes[at] == b'\n' {
            line += 1;
        }
        at += 1;
    }
    if lines.is_empty() {
        return (Cow::Borrowed(text), lines);
    }
    out.push_str(&text[kept..]);
    (Cow::Owned(out), lines)
}

/// Where the cell that the mark at `open` begins has its closing mark; two marks in a row are one of its letters.
fn closing(bytes: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while let Some(mark) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'"')) {
        let found = at + mark;
        if bytes.get(found + 1) != Some(&b'"') {
            return found;
        }
        at = found + 2;
    }
    bytes.len()
}

fn times(bytes: &[u8], wanted: u8) -> u64 {
    bytes.iter().filter(|byte| **byte == wanted).count() as u64
}

/// Whether lines of `cell` behind the first have three cells and more.
fn holds_rows(cell: &str, separator: u8) -> bool {
    cell.lines().skip(1).any(|line| times(line.as_bytes(), separator) > 1)
}

/// What stands between cells: what stands in the most lines outside of quotation marks.
fn separator(file: &str, text: &str) -> u8 {
    if file.to_ascii_lowercase().ends_with(".tsv") {
        return b'\t';
    }
    let lines_with = |mark: u8| {
        let sample = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE);
        sample
            .filter(|line| {
                line.bytes()
                    .scan(false, |quoted, byte| {
                        *quoted ^= byte == b'"';
                        Some(byte == mark && !*quoted)
                    })
                    .any(|found| found)
            })
            .count()
    };
    // Of equals the last: names hold commas, notes semicolons, and nothing holds tabs.
    [b',', b';', b'\t'].into_iter().max_by_key(|mark| lines_with(*mark)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &[u8]) -> Vec<(u64, String)> {
        let grid = read("a.csv", bytes, &mut Vec::new()).unwrap();
        grid.sheets[0].rows.iter().map(|row| (row.number, row.cells.join("|"))).collect()
    }

    #[test]
    fn separators_are_those_of_the_rows() {
        let title = "DAFTAR, TAHUN 2018\n\n";
        let expected = [(1, "DAFTAR, TAHUN 2018".to_owned()), (3, "a|b".into()), (4, "X, Kab.|2".into())];
        assert_eq!(shown(format!("{title}a;b\nX, Kab.;2\n").as_bytes()), expected);
        assert_eq!(shown(format!("{title}a\tb\nX, Kab.\t2\n").as_bytes()), expected);
        let quoted = "\"DAFTAR, TAHUN 2018\"\r\n\r\na,b\r\n\"X, Kab.\",2\r\n";
        assert_eq!(shown(quoted.as_bytes()), expected);
        assert_eq!(shown(b"a,b\n1,x;y\n2,z;w\n").len(), 3);
    }

    #[test]
    fn encodings_are_those_of_spreadsheets() {
        assert_eq!(shown(b"\xFF\xFEa\0;\0b\0\n\0"), [(1, "a|b".to_owned())]);
        let mut remarks = Vec::new();
        read("a.csv", b"nama,ket\nBatang,Jum\x92at\n", &mut remarks).unwrap();
        assert!(remarks.len() == 1 && remarks[0].reason().contains("windows-1252"), "{remarks:?}");
    }

    /// The rows, and the lines that are remarked on.
    fn with_remarks(text: &str) -> (Vec<String>, Vec<u64>) {
        let mut remarks = Vec::new();
        let grid = read("a.csv", text.as_bytes(), &mut remarks).unwrap();
        let rows = grid.sheets[0].rows.iter().map(|row| format!("{}: {}", row.number, row.cells.join("|")));
        (rows.collect(), remarks.into_iter().filter_map(|remark| remark.row).collect())
    }

    #[test]
    fn a_mark_that_nothing_closes_costs_no_row() {
        let all = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let rows = all(&["1: a|b|c", "2: 1|x|y", "3: 2|z|w"]);
        for (text, lines) in [
            ("a,b,c\n1,x,\"y\n2,z,w\n", vec![2]),
            ("a,b,c\r\n1,\"x,y\r\n2,z,w", vec![2]),
            ("a,b,c\n1,x,\"y\n2,\"z\",w\n", vec![2]),
            ("a,b,c\n1,\"x,y\n2,\"z,w\n", vec![2, 3]),
            ("a;b;c\n1;\"x;y\n2;z;\"w\"\n", vec![2]),
            ("a,b,c\n1,\"x\",y\n2,z,w\n", vec![]),
        ] {
            assert_eq!(with_remarks(text), (rows.clone(), lines), "{text}");
        }
        // A cell may have lines, marks and separators.
        let whole = with_remarks("a,b\n1,\"x, \"\"y\"\"\nz\"\n2,w\n");
        assert_eq!(whole, (all(&["1: a|b", "2: 1|x, \"y\"\nz", "4: 2|w"]), vec![]));
        let swallowed = with_remarks("a,b,c\n1,x,\"y\n2,z,w\"\n3,v,u\n");
        assert_eq!(swallowed, (all(&["1: a|b|c", "2: 1|x|y\n2,z,w", "4: 3|v|u"]), vec![2]));
    }

    #[test]
    fn marks_that_keep_cells_words_are_taken_off() {
        let rows = with_remarks("\u{FEFF}kode;nama\n'33.10;x\n=\"33.75\";\"'y\"\n").0;
        assert_eq!(rows, ["1: kode|nama", "2: 33.10|x", "3: 33.75|y"]);
    }

    #[test]
    fn endless_rows_are_refused() {
        let wide = format!("a{}\n", ",x".repeat(2_000));
        assert!(read("a.csv", wide.as_bytes(), &mut Vec::new()).unwrap_err().reason().contains("columns"));
        let tall = "x\n".repeat(200_001);
        assert!(read("a.csv", tall.as_bytes(), &mut Vec::new()).unwrap_err().reason().contains("rows"));
        assert!(read("a.csv", b"a\0b", &mut Vec::new()).is_err());
    }
}
