//! A page as its tags and the texts between them, cut where the parser of the tree cuts it.

use super::element::key;
use memchr::{memchr, memmem};

/// A part of a page.
pub(super) enum Cut<'p> {
    Text(&'p str),
    /// Its attributes are those of the [`Cutter`].
    Start {
        name: u64,
        is_closed: bool,
    },
    End(u64),
    /// A comment, a doctype, an instruction.
    Other,
    /// What this reader does not follow.
    Doubt,
}

/// Attributes of a tag that are followed.
const ATTRIBUTES: usize = 500;

/// Goes over a page.
pub(super) struct Cutter<'p> {
    page: &'p str,
    at: usize,
    /// Those of the last start tag, as they are written.
    pub(super) attributes: Vec<(&'p str, &'p str)>,
}

impl<'p> Cutter<'p> {
    pub(super) fn new(page: &'p str) -> Self {
        Cutter { page, at: 0, attributes: Vec::new() }
    }

    /// The value of an attribute of the last start tag, as it is written.
    pub(super) fn attribute(&self, name: &str) -> Option<&'p str> {
        self.attributes.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    pub(super) fn next(&mut self) -> Option<Cut<'p>> {
        let rest = self.page.get(self.at..).filter(|rest| !rest.is_empty())?;
        let bytes = rest.as_bytes();
        let from = usize::from(bytes.first() == Some(&b'<'));
        if from == 0 || !begins_tag(bytes) {
            let end = tag_from(bytes, from);
            self.at += end;
            return Some(Cut::Text(rest.get(..end)?));
        }
        Some(self.tag(rest))
    }

    /// The text up to the end tag `name`, which is passed over; `None` where there is none.
    pub(super) fn raw(&mut self, name: &str) -> Option<&'p str> {
        let rest = self.page.get(self.at..)?;
        let bytes = rest.as_bytes();
        let mut from = 0;
        loop {
            let at = from + memmem::find(bytes.get(from..)?, b"</")?;
            let behind = bytes.get(at + 2..)?;
            let is_end = behind.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
                && behind.get(name.len()).is_some_and(|next| next.is_ascii_whitespace() || matches!(next, b'/' | b'>'));
            if is_end {
                self.at += at;
                let text = rest.get(..at)?;
                self.next();
                return Some(text);
            }
            from = at + 2;
        }
    }

    /// The tag or comment that `rest` begins with.
    fn tag(&mut self, rest: &'p str) -> Cut<'p> {
        let bytes = rest.as_bytes();
        let end = match bytes.get(1) {
            Some(b'!') if bytes.starts_with(b"<!--") => comment(bytes),
            Some(b'!') if bytes.starts_with(b"<![CDATA[") => return Cut::Doubt,
            Some(b'!' | b'?') => memchr(b'>', bytes),
            Some(b'/') if !bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => memchr(b'>', bytes),
            Some(b'/') => return self.named(rest, 2),
            _ => return self.named(rest, 1),
        };
        match end {
            Some(end) => {
                self.at += end + 1;
                Cut::Other
            }
            None => Cut::Doubt,
        }
    }

    /// The tag that `rest` begins with, whose name begins at `from`.
    fn named(&mut self, rest: &'p str, from: usize) -> Cut<'p> {
        let bytes = rest.as_bytes();
        let ends_name = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let Some(end) = bytes.iter().skip(from).position(ends_name).map(|end| end + from) else { return Cut::Doubt };
        let name = key(bytes.get(from..end).unwrap_or_default());
        self.attributes.clear();
        let Some((end, is_closed)) = self.attributes_from(rest, end) else { return Cut::Doubt };
        if self.attributes.len() > ATTRIBUTES {
            return Cut::Doubt;
        }
        self.at += end;
        if from == 2 { Cut::End(name) } else { Cut::Start { name, is_closed } }
    }

    /// Reads attributes from a byte of `rest` on. Gives the place behind the tag, and whether it closes itself.
    fn attributes_from(&mut self, rest: &'p str, mut at: usize) -> Option<(usize, bool)> {
        let bytes = rest.as_bytes();
        loop {
            let before = at;
            while bytes.get(at)?.is_ascii_whitespace() || bytes.get(at) == Some(&b'/') {
                at += 1;
            }
            if bytes.get(at) == Some(&b'>') {
                return Some((at + 1, at > before && bytes.get(at - 1) == Some(&b'/')));
            }
            let start = at;
            // A name may begin with an equals sign.
            at += 1;
            while !matches!(bytes.get(at)?, b'/' | b'>' | b'=') && !bytes.get(at)?.is_ascii_whitespace() {
                at += 1;
            }
            let name = rest.get(start..at)?;
            while bytes.get(at)?.is_ascii_whitespace() {
                at += 1;
            }
            let mut value = "";
            if bytes.get(at) == Some(&b'=') {
                at += 1;
                while bytes.get(at)?.is_ascii_whitespace() {
                    at += 1;
                }
                let start = at;
                match bytes.get(at)? {
                    quote @ (b'"' | b'\'') => {
                        let length = memchr(*quote, bytes.get(at + 1..)?)?;
                        value = rest.get(start + 1..start + 1 + length)?;
                        at += length + 2;
                    }
                    _ => {
                        while bytes.get(at)? != &b'>' && !bytes.get(at)?.is_ascii_whitespace() {
                            at += 1;
                        }
                        value = rest.get(start..at)?;
                    }
                }
            }
            self.attributes.push((name, value));
        }
    }
}

/// Where the comment that `bytes` begin with ends: its last byte.
fn comment(bytes: &[u8]) -> Option<usize> {
    let behind = bytes.get(4..)?;
    if behind.starts_with(b">") {
        return Some(4);
    }
    if behind.starts_with(b"->") {
        return Some(5);
    }
    let mut from = 0;
    loop {
        let at = from + memmem::find(behind.get(from..)?, b"--")?;
        match behind.get(at + 2..)? {
            [b'>', ..] => return Some(at + 6),
            [b'!', b'>', ..] => return Some(at + 7),
            _ => from = at + 1,
        }
    }
}

/// Whether the `<` that `bytes` begin with begins a tag or a comment.
fn begins_tag(bytes: &[u8]) -> bool {
    match bytes.get(1) {
        Some(b'!' | b'?') => true,
        Some(b'/') => bytes.len() > 2,
        next => next.is_some_and(u8::is_ascii_alphabetic),
    }
}

/// Where the next tag begins from a byte on, or the end.
fn tag_from(bytes: &[u8], mut from: usize) -> usize {
    while let Some(at) = bytes.get(from..).and_then(|rest| memchr(b'<', rest)) {
        from += at;
        if begins_tag(&bytes[from..]) {
            return from;
        }
        from += 1;
    }
    bytes.len()
}
