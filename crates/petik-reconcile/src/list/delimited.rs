//! Tables in text files: commas, semicolons or tabs between the cells, in whatever encoding.

use super::ListError;
use super::grid::Grid;

/// Lines that tell what stands between the cells.
const SAMPLE: usize = 100;
/// Line ends in a cell: beyond them a quotation mark was never closed.
const MOST_LINES_OF_A_CELL: usize = 50;

/// The grid of a text file.
pub(super) fn read<'f>(file: &'f str, bytes: &[u8], remarks: &mut Vec<String>) -> Result<Grid<'f>, ListError> {
    let (text, guessed) = petik_source::decoded(bytes.to_vec()).map_err(|reason| ListError::of_file(file, reason))?;
    if let Some(encoding) = guessed {
        remarks.push(format!("{file}: not UTF-8; read as {encoding}, which its bytes look like"));
    }
    let mut grid = Grid::new(file);
    grid.sheet(None)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(file, &text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        let at = |line: u64, reason: String| ListError { row: Some(line), ..ListError::of_file(file, reason) };
        if !reader.read_record(&mut record).map_err(|error| at(line, error.to_string()))? {
            return Ok(grid);
        }
        // The reader passes over empty lines, which are lines of the file all the same.
        let from = record.position().map_or(0, |position| position.byte() as usize);
        let empty = text.as_bytes()[from.min(text.len())..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
        let line = line + empty.filter(|byte| **byte == b'\n').count() as u64;
        for (column, cell) in record.iter().enumerate() {
            if cell.bytes().filter(|byte| *byte == b'\n').count() > MOST_LINES_OF_A_CELL {
                return Err(at(line, "a quotation mark that is not closed: close it, or take it out".to_owned()));
            }
            grid.put(line, column, cell)?;
        }
    }
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
        assert!(remarks.len() == 1 && remarks[0].contains("windows-1252"), "{remarks:?}");
    }

    #[test]
    fn open_marks_and_endless_rows_are_refused() {
        let open = format!("a,b\n\"x,1\n{}", "y,2\n".repeat(100));
        let error = read("a.csv", open.as_bytes(), &mut Vec::new()).unwrap_err();
        assert!(error.row == Some(2) && error.reason.contains("not closed"), "{error}");
        let wide = format!("a{}\n", ",x".repeat(2_000));
        assert!(read("a.csv", wide.as_bytes(), &mut Vec::new()).unwrap_err().reason.contains("columns"));
        let tall = "x\n".repeat(200_001);
        assert!(read("a.csv", tall.as_bytes(), &mut Vec::new()).unwrap_err().reason.contains("rows"));
        assert!(read("a.csv", b"a\0b", &mut Vec::new()).is_err());
    }
}
