//! The tags and texts of an XML document, one after the other. No tree, no check of what closes what, and an end for every
//! input: enough for the tables of a spreadsheet.

/// A tag or a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Event<'t> {
    /// `<name attributes>`; whether it closes itself.
    Open { name: &'t str, attributes: &'t str, is_closed: bool },
    /// `</name>`
    Close(&'t str),
    /// What stands between tags, entities not read yet.
    Text(&'t str),
}

/// Reads a document.
#[derive(Debug)]
pub(super) struct Events<'t> {
    rest: &'t str,
}

impl<'t> Events<'t> {
    pub(super) fn new(document: &'t str) -> Self {
        Events { rest: document }
    }

    fn take(&mut self, bytes: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        taken
    }

    /// Passes over what stands up to `mark`, and the mark.
    fn pass(&mut self, mark: &str) {
        let end = self.rest.find(mark).map_or(self.rest.len(), |at| at + mark.len());
        self.take(end);
    }
}

impl<'t> Iterator for Events<'t> {
    type Item = Event<'t>;

    fn next(&mut self) -> Option<Event<'t>> {
        loop {
            match self.rest.find('<')? {
                0 => {}
                text => return Some(Event::Text(self.take(text))),
            }
            if self.rest.starts_with("<!--") {
                self.pass("-->");
            } else if self.rest.starts_with("<?") || self.rest.starts_with("<!") {
                self.pass(">");
            } else {
                let inner = self.take(end_of_tag(self.rest));
                let inner = inner.trim_start_matches('<').trim_end_matches('>');
                if let Some(name) = inner.strip_prefix('/') {
                    return Some(Event::Close(name.trim()));
                }
                let is_closed = inner.ends_with('/');
                let inner = inner.trim_end_matches('/');
                let (name, attributes) = inner.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((inner, ""));
                return Some(Event::Open { name, attributes, is_closed });
            }
        }
    }
}

/// Where the tag at the start of `text` ends, its mark included; marks in the quotes of attributes do not count.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    let end = text.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
        quote.is_none() && byte == b'>'
    });
    end.map_or(text.len(), |at| at + 1)
}

/// The value of the attribute `name`.
pub(super) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, behind) = after[1..].split_once(quote)?;
        if key.trim() == name {
            return Some(text(value));
        }
        rest = behind;
    }
}

/// `raw` with its entities read; those that are none stay as they are.
pub(super) fn text(raw: &str) -> String {
    let mut parts = raw.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let read = part.split_once(';').and_then(|(entity, rest)| Some((letter(entity)?, rest)));
        match read {
            Some((letter, rest)) => {
                out.push(letter);
                out.push_str(rest);
            }
            None => {
                out.push('&');
                out.push_str(part);
            }
        }
    }
    out
}

fn letter(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = entity.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => digits.parse(),
            };
            char::from_u32(number.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_texts_in_their_order() {
        let events: Vec<Event<'_>> = Events::new("<?xml?><a b='>' c = \"1\"><!-- <x> -->T &amp; U<d/></a>").collect();
        let open = |name, attributes, is_closed| Event::Open { name, attributes, is_closed };
        let expected =
            [open("a", "b='>' c = \"1\"", false), Event::Text("T &amp; U"), open("d", "", true), Event::Close("a")];
        assert_eq!(events, expected);
        assert_eq!(attribute("b='>' c = \"1\"", "c").as_deref(), Some("1"));
        assert_eq!(attribute("b='>' c = \"1\"", "d"), None);
        assert_eq!(text("a &amp; b &#66; &x; &"), "a & b B &x; &");
    }

    #[test]
    fn every_document_ends() {
        for broken in ["<", "<a", "<a b='", "<!-- ", "<?", "</", "a<", "<>", "</>", "<a b=", "&#x110000;<b c=''/"] {
            assert!(Events::new(broken).count() <= 2, "{broken}");
        }
        for broken in ["b", "b=", "b='", "=", "='"] {
            assert_eq!(attribute(broken, "b"), None);
        }
    }
}
