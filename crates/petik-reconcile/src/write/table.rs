//! A table: its columns, each with its name, its meaning and where its value comes from, and its rows. The header of a CSV
//! file, the sheet of a workbook and the schema in `datapackage.json` are all read from here.

use petik_core::record::cell::is_written_out;
use std::borrow::Cow;

/// What a column holds: its type in `datapackage.json`, its looks in the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An id, a name, a few words.
    Words,
    /// Sentences.
    Long,
    /// One of [`crate::Status::ALL`].
    Status,
    /// `2018-05-08`.
    Day,
    /// A whole number.
    Whole,
    /// A number with a fraction.
    Part,
    /// `true` or `false`.
    Yes,
    /// An address that may be opened.
    Link,
}

/// A column without its values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) about: &'static str,
}

/// A column of a table whose rows are made from `R`.
pub(super) struct Column<'r, R> {
    field: Field,
    value: Box<dyn Fn(R) -> Cell<'r> + 'r>,
}

/// A column.
pub(super) fn column<'r, R, C: Into<Cell<'r>>>(
    name: &'static str,
    kind: Kind,
    about: &'static str,
    value: impl Fn(R) -> C + 'r,
) -> Column<'r, R> {
    Column { field: Field { name, kind, about }, value: Box::new(move |row| value(row).into()) }
}

/// A table that can be read once.
pub(super) struct Table<'r> {
    /// What its rows are.
    pub(super) about: &'static str,
    pub(super) fields: Vec<Field>,
    /// As many cells a row as there are fields.
    pub(super) rows: Box<dyn Iterator<Item = Vec<Cell<'r>>> + 'r>,
}

impl<'r> Table<'r> {
    pub(super) fn new<R: Copy + 'r>(
        about: &'static str,
        columns: Vec<Column<'r, R>>,
        rows: impl Iterator<Item = R> + 'r,
    ) -> Self {
        let fields = columns.iter().map(|column| column.field).collect();
        let cells = move |row: R| columns.iter().map(|column| (column.value)(row)).collect();
        Table { about, fields, rows: Box::new(rows.map(cells)) }
    }
}

/// A value of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'r> {
    Empty,
    /// At most [`MOST`] units long.
    Words(Cow<'r, str>),
    /// Wide enough for every number that the answer holds.
    Whole(i128),
    Part(f64),
    Yes(bool),
}

/// Units of a character that is written out: `\u001b`.
const WRITTEN_OUT: usize = 6;

/// The most that a cell of a spreadsheet holds, in units of UTF-16, less room for an apostrophe and for the note about the
/// cut. A spreadsheet that reads more from CSV goes on in the next row.
const MOST: usize = 32_767 - 100;

impl<'r> From<Cow<'r, str>> for Cell<'r> {
    fn from(text: Cow<'r, str>) -> Self {
        match text {
            text if text.is_empty() => Cell::Empty,
            // There are never more units than bytes, unless something is written out.
            text if text.len() <= MOST / WRITTEN_OUT => Cell::Words(text),
            text => Cell::Words(bounded(text)),
        }
    }
}

/// At most [`MOST`] units and a note that something was cut.
pub(super) fn bounded(text: Cow<'_, str>) -> Cow<'_, str> {
    let mut units = 0;
    let cut = text.char_indices().find(|(_, c)| {
        units += if is_written_out(*c) { WRITTEN_OUT } else { c.len_utf16() };
        units > MOST
    });
    match cut {
        Some((at, _)) => Cow::Owned(format!("{}… [cut: {} characters in all]", &text[..at], text.chars().count())),
        None => text,
    }
}

impl<'r> From<&'r str> for Cell<'r> {
    fn from(text: &'r str) -> Self {
        Cow::Borrowed(text).into()
    }
}

impl<'r> From<&'r String> for Cell<'r> {
    fn from(text: &'r String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cow::<str>::Owned(text).into()
    }
}

impl From<u64> for Cell<'_> {
    fn from(number: u64) -> Self {
        Cell::Whole(number.into())
    }
}

impl From<i16> for Cell<'_> {
    fn from(number: i16) -> Self {
        Cell::Whole(number.into())
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        if number.is_finite() { Cell::Part(number) } else { Cell::Empty }
    }
}

impl From<bool> for Cell<'_> {
    fn from(yes: bool) -> Self {
        Cell::Yes(yes)
    }
}

impl<'r, T: Into<Cell<'r>>> From<Option<T>> for Cell<'r> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Empty, Into::into)
    }
}

/// Items behind one another, `; ` between them. What is far too long is not even put together.
pub(super) fn joined<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let mut out = String::new();
    for item in items {
        if !out.is_empty() {
            out.push_str("; ");
        }
        out.push_str(item.as_ref());
        // Four bytes are at most two units: this is still more than a cell holds, so that the cut is noted.
        if out.len() > 4 * MOST {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_longer_than_a_spreadsheet_takes_and_a_cut_is_noted() {
        for letter in ["a", "é", "\u{1F600}"] {
            let Cell::Words(cut) = Cell::from(letter.repeat(100_000)) else { panic!("words") };
            let units = cut.encode_utf16().count();
            assert!((MOST - 2..32_766).contains(&units), "{units}");
            assert!(cut.ends_with("… [cut: 100000 characters in all]"));
        }
        // More bytes than units, and no more units than there may be.
        let whole = "é".repeat(MOST);
        assert_eq!(Cell::from(whole.as_str()), Cell::Words(Cow::Borrowed(whole.as_str())));
    }

    #[test]
    fn nothing_and_no_number_are_empty() {
        assert_eq!(Cell::from(""), Cell::Empty);
        assert_eq!(Cell::from(None::<u64>), Cell::Empty);
        assert_eq!(Cell::from(f64::NAN), Cell::Empty);
        assert_eq!(Cell::from(Some(u64::MAX)), Cell::Whole(18_446_744_073_709_551_615));
    }

    #[test]
    fn joining_ends_when_a_cell_is_full() {
        let long = "x".repeat(MOST);
        assert!(joined(std::iter::repeat_n(&long, 1000)).len() < 6 * MOST);
        assert_eq!(joined(["a", "b"]), "a; b");
    }
}
