//! Words of others as HTML. What they say is shown and nothing of it is obeyed: marks of HTML are escaped, and letters that
//! work without being seen, such as those that turn the direction of a line, are shown by their number.

use std::fmt::{self, Display, Formatter, Write as _};

/// A text as content of an element or as a value between quotation marks.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a>(pub &'a str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some((at, odd)) = rest.char_indices().find(|&(_, c)| entity(c).is_some() || works_unseen(c)) {
            f.write_str(&rest[..at])?;
            match entity(odd) {
                Some(entity) => f.write_str(entity)?,
                None => write!(f, "‹U+{:04X}›", u32::from(odd))?,
            }
            rest = &rest[at + odd.len_utf8()..];
        }
        f.write_str(rest)
    }
}

/// An address that [`crate::web_address`] let pass, as the value of `href`. A letter that works unseen is
/// percent-encoded, which a server reads as the same address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Address<'a>(pub(crate) &'a str);

impl Display for Address<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match entity(c) {
                Some(entity) => f.write_str(entity)?,
                None if works_unseen(c) => {
                    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                        write!(f, "%{byte:02X}")?;
                    }
                }
                None => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

fn entity(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        // The end of a line is one letter in HTML.
        '\r' => Some(""),
        _ => None,
    }
}

/// Control characters but the end of a line and the tabulator, marks of direction (Unicode Standard Annex 9) and the tag
/// letters of plane 14.
fn works_unseen(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_element_or_the_attribute_it_stands_in() {
        let shown = Text("</script><img src=x onerror='a()'>\"&\r\n").to_string();
        assert_eq!(shown, "&lt;/script&gt;&lt;img src=x onerror=&#39;a()&#39;&gt;&quot;&amp;\n");
    }

    #[test]
    fn what_works_unseen_is_seen() {
        assert_eq!(Text("a\u{202E}b\u{0}c\u{7F}\u{85}\td").to_string(), "a‹U+202E›b‹U+0000›c‹U+007F›‹U+0085›\td");
        assert_eq!(Address("https://a/\u{202E}?b&c").to_string(), "https://a/%E2%80%AE?b&amp;c");
    }

    #[test]
    fn other_letters_stay_as_they_are() {
        for text in ["", "Kabupaten Batang", "é 𝐊 日本 🙂 so\u{AD}ft"] {
            assert_eq!(Text(text).to_string(), text);
        }
    }
}
