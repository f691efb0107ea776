//! What is known about the pages of news sites, as data: which boxes are no article, where the article stands, and which
//! lines are furniture. The rows come from `gazetteers/pages/`; here they are only held.

use super::selectors::{Held, Selector, Words};
use super::words::words;
use dom_query::Matcher;
use petik_core::gazetteer::{Files, Table};
use petik_core::{Error, Fault, Result};
use std::collections::HashMap;

/// Selectors and phrases that tell the article from the page around it.
#[derive(Debug, Default)]
pub struct PageLists {
    boxes: Vec<Selector>,
    headlines: Vec<Selector>,
    bodies: Vec<Selector>,
    captions: Vec<Selector>,
    words: Words,
    /// By first word, the longest first.
    phrases: HashMap<String, Vec<Phrase>>,
}

/// The lists, with those selectors that can find something on one page, in their order.
pub(super) struct OnPage<'l> {
    pub(super) lists: &'l PageLists,
    held: Held,
}

impl<'l> OnPage<'l> {
    pub(super) fn boxes(&self) -> impl Iterator<Item = &'l Matcher> {
        self.held.of(&self.lists.boxes)
    }

    pub(super) fn headlines(&self) -> impl Iterator<Item = &'l Matcher> {
        self.held.of(&self.lists.headlines)
    }

    pub(super) fn bodies(&self) -> impl Iterator<Item = &'l Matcher> {
        self.held.of(&self.lists.bodies)
    }

    pub(super) fn captions(&self) -> impl Iterator<Item = &'l Matcher> {
        self.held.of(&self.lists.captions)
    }
}

/// Words that begin a line which is no part of the article.
#[derive(Debug)]
struct Phrase {
    words: Vec<String>,
    how: How,
}

/// What a phrase says about its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Goes where a colon or a link follows; links below it go too where it stands alone.
    Link,
    /// Goes where a colon follows.
    Colon,
    /// Goes where nothing else stands in it.
    Whole,
    /// Goes where nothing else stands in it, with all links below it.
    Heading,
    /// Goes where nothing but a number follows, with everything below it.
    Rest,
    /// Goes where only numbers and other such words follow.
    Pager,
}

const HOW: [(&str, How); 6] = [
    ("link", How::Link),
    ("colon", How::Colon),
    ("whole", How::Whole),
    ("heading", How::Heading),
    ("rest", How::Rest),
    ("pager", How::Pager),
];

impl PageLists {
    /// The lists about pages in `files`.
    ///
    /// # Errors
    ///
    /// All faults in these lists, see [`PageLists::check`].
    pub fn of(files: &Files) -> Result<Self> {
        let mut faults = Vec::new();
        let lists = Self::read(files, &mut faults);
        if faults.is_empty() { Ok(lists) } else { Err(Error::Lists(faults)) }
    }

    /// The faults in the lists about pages: a selector that is none, a word that no reader knows.
    pub fn check(files: &Files) -> Vec<Fault> {
        let mut faults = Vec::new();
        Self::read(files, &mut faults);
        faults
    }

    fn read(files: &Files, faults: &mut Vec<Fault>) -> Self {
        let mut lists = PageLists::default();
        for row in Table::read(files, "pages/boxes.csv", &["selector", "why"], &["selector"], faults).rows() {
            faults.extend(lists.add_box(row.get("selector")).err().map(|message| row.fault(message)));
        }
        for row in Table::read(files, "pages/contents.csv", &["selector", "what", "why"], &["selector"], faults).rows()
        {
            let added = lists.add_contents(row.get("selector"), row.get("what"));
            faults.extend(added.err().map(|message| row.fault(message)));
        }
        for row in Table::read(files, "pages/lines.csv", &["phrase", "how", "why"], &["phrase"], faults).rows() {
            for phrase in row.forms("phrase") {
                faults.extend(lists.add_line(phrase, row.get("how")).err().map(|message| row.fault(message)));
            }
        }
        lists
    }

    /// Elements that `selector` finds are no part of an article. Fails where it is no CSS selector.
    pub(super) fn add_box(&mut self, selector: &str) -> std::result::Result<(), String> {
        self.boxes.push(self.words.selector(selector)?);
        Ok(())
    }

    /// Elements that `selector` finds hold the `headline`, the `body` or a `caption` of an article; selectors added
    /// earlier go before later ones.
    pub(super) fn add_contents(&mut self, selector: &str, what: &str) -> std::result::Result<(), String> {
        let list = match what {
            "headline" => &mut self.headlines,
            "body" => &mut self.bodies,
            "caption" => &mut self.captions,
            _ => return Err(format!("what `{what}` is none of headline, body, caption")),
        };
        list.push(self.words.selector(selector)?);
        Ok(())
    }

    /// Lines that begin with `phrase` are no part of an article; `how` says under which condition.
    pub(super) fn add_line(&mut self, phrase: &str, how: &str) -> std::result::Result<(), String> {
        let Some((_, how)) = HOW.into_iter().find(|(name, _)| *name == how) else {
            return Err(format!("how `{how}` is none of {}", HOW.map(|(name, _)| name).join(", ")));
        };
        let words: Vec<String> = words(phrase).map(|(_, word)| word).collect();
        let Some(first) = words.first() else {
            return Err(format!("phrase `{phrase}` has no word"));
        };
        let row = self.phrases.entry(first.clone()).or_default();
        row.push(Phrase { words, how });
        row.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        Ok(())
    }

    /// The lists for a page with the source `page`.
    pub(super) fn on(&self, page: &str) -> OnPage<'_> {
        OnPage { lists: self, held: self.words.held_by(page) }
    }

    /// What the phrase says that `words` begin with, and how many of them it has.
    pub(super) fn phrase<W: AsRef<str>>(&self, words: &[W]) -> Option<(How, usize)> {
        let candidates = self.phrases.get(words.first()?.as_ref())?;
        let begins = |phrase: &&Phrase| {
            phrase.words.len() <= words.len() && phrase.words.iter().zip(words).all(|(a, b)| a == b.as_ref())
        };
        candidates.iter().find(begins).map(|phrase| (phrase.how, phrase.words.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_row_is_a_fault_with_its_line() {
        let mut files = Files::builtin();
        files.lay_over("pages/boxes.csv", "selector,why\n.baik,x\ndiv[,x\n");
        files.lay_over("pages/contents.csv", "selector,what,why\n.isi,badan,x\n");
        files.lay_over("pages/lines.csv", "phrase,how,why\nBaca Juga Ya,entah,x\n");
        let faults = PageLists::check(&files);
        let places: Vec<(&str, usize)> = faults.iter().map(|fault| (fault.file.as_str(), fault.line)).collect();
        assert_eq!(places, [("pages/boxes.csv", 3), ("pages/contents.csv", 2), ("pages/lines.csv", 2)]);
    }
}
