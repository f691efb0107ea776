//! Cells of CSV. News text is not to be trusted with a spreadsheet, which runs a cell that looks like a formula.

use std::borrow::Cow;

/// What a cell begins with that a spreadsheet runs.
const RUN: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Words as a cell; behind an apostrophe where they begin with `=`, `+`, `-`, `@`, a tab or a carriage return.
pub fn cell(text: &str) -> Cow<'_, str> {
    if text.starts_with(RUN) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The words of a cell that [`cell`] made.
pub fn bare(cell: &str) -> &str {
    let rest = cell.strip_prefix('\'').filter(|rest| rest.starts_with(RUN));
    rest.unwrap_or(cell)
}

/// The same; nothing is an empty cell.
pub fn maybe(text: Option<&str>) -> Cow<'_, str> {
    cell(text.unwrap_or_default())
}

/// A number, which may begin with a minus.
pub fn number<N: ToString>(value: Option<N>) -> Cow<'static, str> {
    Cow::Owned(value.map(|value| value.to_string()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_defused() {
        for (text, expected) in [
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("+62", "'+62"),
            ("- Kota Tual", "'- Kota Tual"),
            ("@batang", "'@batang"),
            ("\t=1", "'\t=1"),
            ("Batang = 1", "Batang = 1"),
            ("", ""),
        ] {
            assert_eq!(cell(text), expected);
            assert_eq!(bare(expected), text);
        }
    }
}
