//! What elements that selectors find look like. Without a tree only the last part of a selector can be asked, that about the
//! element itself: it finds what the whole selector finds, and more.

use super::element::key;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::sync::OnceLock;

/// What a selector finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::html) enum Found {
    Box,
    Title,
    Caption,
}

/// Elements as selectors describe them.
#[derive(Debug, Default)]
pub(in crate::html) struct Looks {
    conditions: Vec<Condition>,
    /// Elements that their name alone makes such.
    names: Vec<(u64, Found)>,
    /// A selector says something that is not understood here: every element may be one.
    is_open: bool,
    search: OnceLock<Option<AhoCorasick>>,
}

/// What an attribute must be like.
#[derive(Debug)]
struct Condition {
    name: Option<u64>,
    attribute: String,
    how: How,
    value: String,
    found: Found,
}

#[derive(Debug, Clone, Copy)]
enum How {
    /// One of its words.
    Word,
    Whole,
    Start,
    End,
    Part,
}

impl Looks {
    /// Adds what the selector `written` finds.
    pub(in crate::html) fn add(&mut self, written: &str, found: Found) {
        self.search = OnceLock::new();
        for one in parts(written, |c| c == ',') {
            let compound = parts(one.trim(), |c| c.is_whitespace() || matches!(c, '>' | '+' | '~')).pop();
            let understood =
                compound.filter(|_| !one.contains('\\')).and_then(|compound| self.compound(compound, found));
            self.is_open |= understood.is_none();
        }
    }

    /// Whether every element may be one.
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// “div.ads:not(.x)”; `None` where it is not understood.
    fn compound(&mut self, written: &str, found: Found) -> Option<()> {
        let end = written.find(['.', '#', '[', ':']).unwrap_or(written.len());
        let (name, mut rest) = written.split_at(end);
        let name = (!name.is_empty() && name != "*").then(|| key(name.as_bytes()));
        let mut last = None;
        while let Some(mark) = rest.chars().next() {
            let behind = rest.get(1..)?;
            let length = match mark {
                '[' => behind.find(']')? + 1,
                ':' if behind.contains('(') => behind.rfind(')')? + 1,
                _ => behind.find(['.', '#', '[', ':']).unwrap_or(behind.len()),
            };
            let own = behind.get(..length)?;
            let of = |attribute: &str, how, value: &str| (attribute.to_owned(), how, value.to_owned());
            let asked = match mark {
                '.' => Some(of("class", How::Word, own)),
                '#' => Some(of("id", How::Whole, own)),
                '[' => Some(attribute(own.trim_end_matches(']'))?),
                _ => None,
            };
            last = asked.or(last);
            rest = behind.get(length..)?;
        }
        match (last, name) {
            (Some((attribute, how, value)), _) => {
                self.conditions.push(Condition { name, attribute, how, value: value.to_ascii_lowercase(), found });
            }
            (None, name) => self.names.push((name?, found)),
        }
        Some(())
    }

    /// What the element `name` may be.
    pub(super) fn found(&self, name: u64, attributes: &[(&str, &str)], mut each: impl FnMut(Found)) {
        self.names.iter().filter(|(own, _)| *own == name).for_each(|(_, found)| each(*found));
        let values = || self.conditions.iter().map(|condition| &condition.value);
        let search = self.search.get_or_init(|| {
            AhoCorasick::builder().ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA)).build(values()).ok()
        });
        for (attribute, value) in attributes {
            let asks = |condition: &Condition| condition.attribute.eq_ignore_ascii_case(attribute);
            if !matches!(*attribute, "class" | "id") && !self.conditions.iter().any(asks) {
                continue;
            }
            let Some(search) = search.as_ref().filter(|_| !value.contains('&')) else {
                [Found::Box, Found::Title, Found::Caption].into_iter().for_each(&mut each);
                continue;
            };
            for hit in search.find_overlapping_iter(value) {
                let Some(condition) = self.conditions.get(hit.pattern().as_usize()) else { continue };
                let is_own = asks(condition) && condition.name.is_none_or(|own| own == name);
                if is_own && condition.how.fits(value.as_bytes(), hit.start(), hit.end()) {
                    each(condition.found);
                }
            }
        }
    }
}

impl How {
    fn fits(self, value: &[u8], start: usize, end: usize) -> bool {
        let is_blank = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
        match self {
            How::Word => is_blank(start.checked_sub(1).and_then(|at| value.get(at))) && is_blank(value.get(end)),
            How::Whole => start == 0 && end == value.len(),
            How::Start => start == 0,
            How::End => end == value.len(),
            How::Part => true,
        }
    }
}

/// “class*="share" i”
fn attribute(written: &str) -> Option<(String, How, String)> {
    let (name, value) = written.split_once('=')?;
    let how = match name.chars().next_back()? {
        '~' => How::Word,
        '^' | '|' => How::Start,
        '$' => How::End,
        '*' => How::Part,
        _ => How::Whole,
    };
    let name = name.trim_end_matches(['~', '^', '|', '$', '*']).trim();
    let value = value.trim();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split_whitespace().next()?,
    };
    (!name.is_empty() && !value.is_empty()).then(|| (name.to_owned(), how, value.to_owned()))
}

/// `written` cut outside of brackets and quotation marks.
fn parts(written: &str, cuts: impl Fn(char) -> bool) -> Vec<&str> {
    let (mut parts, mut from, mut depth, mut quote) = (Vec::new(), 0, 0_usize, None);
    for (at, c) in written.char_indices() {
        match c {
            _ if quote == Some(c) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' => quote = Some(c),
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && cuts(c) => {
                parts.extend(written.get(from..at).filter(|part| !part.is_empty()));
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.extend(written.get(from..).filter(|part| !part.is_empty()));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_told_by_the_last_part() {
        let finds = |written: &str, name: &str, attributes: &[(&str, &str)]| {
            let mut looks = Looks::default();
            looks.add(written, Found::Box);
            let mut found = looks.is_open();
            looks.found(key(name.as_bytes()), attributes, |_| found = true);
            found
        };
        assert!(finds(".ads", "div", &[("class", "x ADS y")]) && !finds(".ads", "div", &[("class", "loads")]));
        assert!(finds("div > [class*=\"share-\"]:not(.x)", "p", &[("CLASS", "a-share-b")]));
        assert!(finds("[class*=\" ads-\"]", "p", &[("class", "x ads-y")]));
        assert!(finds("header[role=banner]", "header", &[("role", "banner")]));
        assert!(!finds("header[role=banner]", "p", &[("role", "banner")]));
        assert!(finds("aside", "ASIDE", &[]) && !finds("aside", "b", &[]));
        assert!(finds("#a, div #b", "i", &[("id", "b")]) && !finds("#a", "i", &[("id", "ab")]));
        for open in ["*", ".a\\:b", ":hover", "[hidden]"] {
            assert!(finds(open, "b", &[]), "{open}");
        }
    }
}
