//! Entities that a page's own program escaped once more: `&amp;nbsp;` for a blank, `&amp;quot;` for a quotation mark. A browser
//! shows their names; what they mean is clear all the same.

use std::borrow::Cow;

/// How a parser reads a text again before it is told that nothing is left: each turn takes one escape away.
const TURNS: usize = 3;

/// `html` with entities that were escaped more than once escaped once.
pub(super) fn once(html: &str) -> Cow<'_, str> {
    let mut html = Cow::Borrowed(html);
    for _ in 0..TURNS {
        match unescaped(&html) {
            Some(text) => html = Cow::Owned(text),
            None => break,
        }
    }
    html
}

/// `html` with one escape less; `None` where nothing is escaped twice.
fn unescaped(html: &str) -> Option<String> {
    let mut text = String::new();
    let mut from = 0;
    for (at, escape) in html.match_indices("&amp;") {
        let name = at + escape.len();
        if is_entity(html.get(name..)?) {
            text += html.get(from..=at)?;
            from = name;
        }
    }
    if from == 0 {
        return None;
    }
    text += html.get(from..)?;
    Some(text)
}

/// Whether `text` begins with the rest of an entity: `nbsp;`, `#8220;`, `#x201C;`. What is none (“R&amp;D;”) stays as it is for
/// the parser, too.
fn is_entity(text: &str) -> bool {
    let name = text.strip_prefix('#').unwrap_or(text);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    length > 1 && length < 32 && name.as_bytes().get(length) == Some(&b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_escaped_once() {
        assert_eq!(once("Bupati&amp;nbsp;Batang &amp;quot;maju&amp;quot;"), "Bupati&nbsp;Batang &quot;maju&quot;");
        assert_eq!(once("&amp;amp;amp;#8220;a&amp;lt;b"), "&#8220;a&lt;b");
        for left in ["Riset &amp; Dev", "a&amp;b=c;", "&amp;", "R&amp;D;", "&amp;#; &amp;bogus"] {
            assert!(matches!(once(left), Cow::Borrowed(_)), "{left}");
        }
    }
}
