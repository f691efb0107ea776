//! Cells of CSV. News text is not to be trusted with a spreadsheet, which runs a cell that looks like a formula. One function
//! makes every cell of words that petik writes, and its reverse gives the words back as they were.

use super::unseen::{is_unseen, write_out};
use std::borrow::Cow;

/// Words as a cell. They stand behind an apostrophe where a spreadsheet would run them: where, behind any white space, they
/// begin with `=`, `+`, `-` or `@` in whatever width; and where they begin with a tab or an end of line. Tabs and what is
/// unseen are written out (`\u001b`); ends of lines stay, as CSV has them between quotation marks.
pub fn cell(text: &str) -> Cow<'_, str> {
    let seen = seen(text);
    if is_run(text) { Cow::Owned(format!("'{seen}")) } else { seen }
}

/// The words of a cell that [`cell`] made.
pub fn bare(cell: &str) -> Cow<'_, str> {
    let words = unseen(cell);
    match words.strip_prefix('\'') {
        Some(rest) if is_run(rest) => Cow::Owned(rest.to_owned()),
        _ => words,
    }
}

/// A cell of words that may be missing; nothing is an empty cell.
pub fn maybe(text: Option<&str>) -> Cow<'_, str> {
    cell(text.unwrap_or_default())
}

/// A number, which may begin with a minus.
pub fn number<N: ToString>(value: Option<N>) -> Cow<'static, str> {
    Cow::Owned(value.map(|value| value.to_string()).unwrap_or_default())
}

/// Whether a spreadsheet may run the words, or the apostrophe at their beginning could be taken for one of ours.
fn is_run(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    let is_space =
        |c: char| c.is_whitespace() || is_unseen(c) || matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200D}' | '\u{2060}');
    text.starts_with(['\t', '\r', '\n']) || text.trim_start_matches(is_space).starts_with(is_sign)
}

/// Whether a cell has the character written out: what is unseen, and tabs, which part the cells of other tables.
pub fn is_written_out(c: char) -> bool {
    c == '\t' || is_unseen(c)
}

/// The signs that formulas begin with, in ASCII, small and full width.
fn is_sign(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹦' | '﹢' | '﹣' | '﹫')
}

/// With what is unseen written out, and with the backslash of words that look so already.
fn seen(text: &str) -> Cow<'_, str> {
    if !text.contains(is_written_out) && !text.contains("\\u") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        if is_written_out(c) || read_back(&text[at..]).is_some() { write_out(c, &mut out) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// The reverse of [`seen`].
fn unseen(cell: &str) -> Cow<'_, str> {
    if !cell.contains("\\u") {
        return Cow::Borrowed(cell);
    }
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(first) = rest.chars().next() {
        let (c, behind) = read_back(rest).unwrap_or((first, &rest[first.len_utf8()..]));
        out.push(c);
        rest = behind;
    }
    Cow::Owned(out)
}

/// The character that is written out at the beginning of `text`, and what follows.
fn read_back(text: &str) -> Option<(char, &str)> {
    let (digits, rest) = text.strip_prefix("\\u")?.split_at_checked(4)?;
    let is_digit = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f');
    let number = digits.bytes().all(is_digit).then(|| u32::from_str_radix(digits, 16))?.ok()?;
    let c = char::from_u32(number).filter(|&c| is_written_out(c) || c == '\\')?;
    Some((c, rest))
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
            ("\t=1", "'\\u0009=1"),
            ("\nBatang", "'\nBatang"),
            ("  =1", "'  =1"),
            ("\u{A0}\u{3000}=1", "'\u{A0}\u{3000}=1"),
            ("\u{FEFF}@x", "'\u{FEFF}@x"),
            ("＝1+1", "'＝1+1"),
            ("－ Kota Tual", "'－ Kota Tual"),
            ("\u{202E}=1", "'\\u202e=1"),
            ("\r=1", "'\\u000d=1"),
            ("a\u{1B}[31m\u{0}", "a\\u001b[31m\\u0000"),
            ("'=1", "''=1"),
            ("'tis", "'tis"),
            ("C:\\users", "C:\\users"),
            ("\\u001b", "\\u005cu001b"),
            ("\\u005c", "\\u005cu005c"),
            ("\\\\u001b\u{1B}", "\\\\u005cu001b\\u001b"),
            ("\\\u{1B}", "\\\\u001b"),
            ("\\u0041 \\u00", "\\u0041 \\u00"),
            ("Batang = 1", "Batang = 1"),
            ("baris\nkedua", "baris\nkedua"),
            ("", ""),
        ] {
            assert_eq!(cell(text), expected, "{text:?}");
            assert_eq!(bare(expected), text);
        }
    }

    #[test]
    fn every_word_comes_back_and_no_cell_is_run() {
        let parts = [
            "'", "\\", "\\u001b", "u001b", "u005c", "\u{1B}", "\t", "\n", "\r", " ", "\u{A0}", "\u{FEFF}", "=", "＠",
            "x",
        ];
        let all = parts.len().pow(3);
        let texts = (0..all)
            .map(|n| [n, n / parts.len(), n / parts.len().pow(2)].map(|part| parts[part % parts.len()]).concat());
        for text in texts {
            let cell = cell(&text);
            assert_eq!(bare(&cell), text, "{cell:?}");
            assert!(!cell.contains(is_written_out), "{cell:?}");
            let first = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').chars().next();
            assert!(!first.is_some_and(is_sign), "{cell:?}");
        }
    }
}
