//! Characters that nobody sees and that still do something: control characters steer terminals and break rows of tables, marks
//! of direction let “gpj.exe” be read as “exe.jpg”. Where people read words that others wrote, such a character is
//! written out, the way JSON does: `\u001b`.

use std::borrow::Cow;

/// Whether the character does something instead of being seen. Ends of lines and tabs are white space and stay.
pub fn is_unseen(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // Marks of direction, overrides, isolates; and ends of lines that only some programs see.
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    }
}

/// The words with what is unseen written out.
pub fn written_out(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_unseen(c) { write_out(c, &mut out) } else { out.push(c) }
    }
    Cow::Owned(out)
}

pub(super) fn write_out(c: char, out: &mut String) {
    out.push_str(&format!("\\u{:04x}", u32::from(c)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unseen_is_written_out_and_what_is_seen_stays() {
        for (text, expected) in [
            ("Batang\n\t– Jum’at é 𝐊", "Batang\n\t– Jum’at é 𝐊"),
            ("\u{1B}[31m\u{7}\r\u{7F}\u{9B}0m", "\\u001b[31m\\u0007\\u000d\\u007f\\u009b0m"),
            ("\u{202E}gpj\u{2066}x\u{2069}\u{200F}", "\\u202egpj\\u2066x\\u2069\\u200f"),
            ("a\u{2028}b\u{85}c", "a\\u2028b\\u0085c"),
        ] {
            assert_eq!(written_out(text), expected);
        }
    }
}
