//! Cells of CSV. News text is not to be trusted with a spreadsheet, which runs a cell that looks like a formula.

use std::borrow::Cow;

/// Words as a cell; behind an apostrophe where they begin with `=`, `+`, `-`, `@`, a tab or a carriage return.
pub(crate) fn cell(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The same; nothing is an empty cell.
pub(crate) fn maybe(text: Option<&str>) -> Cow<'_, str> {
    cell(text.unwrap_or_default())
}

/// A number, which may begin with a minus.
pub(crate) fn number<N: ToString>(value: Option<N>) -> Cow<'static, str> {
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
        }
    }
}
