//! Words of a text, made safe for a terminal.

/// Words of the text as a terminal may see them: control characters become pictures of themselves, for a page could
/// otherwise steer the terminal.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => c,
            '\u{7F}' => '\u{2421}',
            c if c.is_ascii_control() => char::from_u32(0x2400 + u32::from(c)).unwrap_or(' '),
            c if c.is_control() => '\u{FFFD}',
            c => c,
        })
        .collect()
}

/// The same with all white space as single blanks.
pub(super) fn one_line(text: &str) -> String {
    printable(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
