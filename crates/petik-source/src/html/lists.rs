//! What is known about the pages of news sites, as data: which boxes are no article, where the article stands, and which
//! lines are furniture. The rows come from `gazetteers/pages/`; here they are only held.

use super::selectors::{Held, Selector, Words};
use super::skim::looks::{Found, Looks};
use super::words::words;
use crate::day::Days;
use dom_query::Matcher;
use petik_core::gazetteer::{Files, Forms, ListFile, ListRow, Number, Selector as Written, Table};
use petik_core::{Error, Fault, Result, list_rows, vocabulary};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Selectors and phrases that tell the article from the page around it: of lists that tests have looked through, made when the
/// first page is read, and the days when the first day is.
#[derive(Debug, Default)]
pub struct PageLists {
    files: Files,
    parts: OnceLock<PageParts>,
    days: OnceLock<Days>,
}

/// What the lists tell of the parts of a page.
#[derive(Debug, Default)]
struct PageParts {
    boxes: Vec<Selector>,
    /// Those of the boxes that hold what others say.
    others: Vec<Selector>,
    headlines: Vec<Selector>,
    bodies: Vec<Selector>,
    captions: Vec<Selector>,
    bylines: Vec<Selector>,
    /// Names of meta tags, the surest first.
    metas: Vec<String>,
    words: Words,
    /// What the elements of boxes, headlines and captions look like.
    looks: Looks,
    /// By first word, the longest first.
    phrases: HashMap<String, Vec<Phrase>>,
}

/// The lists, with those selectors that can find something on one page, in their order.
pub(super) struct OnPage<'l> {
    pub(super) lists: &'l PageLists,
    parts: &'l PageParts,
    held: Held,
}

impl<'l> OnPage<'l> {
    pub(super) fn boxes(&self) -> impl Iterator<Item = &'l Matcher> {
        self.held.of(&self.parts.boxes)
    }

    /// The boxes that hold what others say.
    pub(super) fn others(&self) -> impl Iterator<Item = &'l Matcher> {
        self.held.of(&self.parts.others)
    }

    pub(super) fn headlines(&self) -> impl Iterator<Item = &'l Matcher> {
        self.held.of(&self.parts.headlines)
    }

    pub(super) fn bodies(&self) -> impl Iterator<Item = &'l Matcher> {
        self.held.of(&self.parts.bodies)
    }

    pub(super) fn captions(&self) -> impl Iterator<Item = &'l Matcher> {
        self.held.of(&self.parts.captions)
    }

    pub(super) fn bylines(&self) -> impl Iterator<Item = &'l Matcher> {
        self.held.of(&self.parts.bylines)
    }
}

/// Words that begin a line which is no part of the article.
#[derive(Debug)]
struct Phrase {
    words: Vec<String>,
    how: How,
}

vocabulary! {
    /// What a phrase says about its line.
    pub(super) enum How {
        /// Goes where a colon or a link follows; links below it go too where it stands alone.
        Link = "link",
        /// Goes where a colon follows.
        Colon = "colon",
        /// Goes where nothing else stands in it.
        Whole = "whole",
        /// Goes where nothing else stands in it, with all links below it.
        Heading = "heading",
        /// Goes where nothing but a number follows, with everything below it.
        Rest = "rest",
        /// Goes where only numbers and other such words follow.
        Pager = "pager",
        /// Stays; a day behind it is one of a change and not the day of publication.
        Changed = "changed",
    }
}

vocabulary! {
    /// Whose a box is.
    pub(super) enum Of {
        /// It speaks of other articles, or readers speak in it: a day in it is not the one of this article.
        Others = "others",
    }
}

vocabulary! {
    /// What an element holds.
    pub(super) enum Part {
        /// The headline of the article.
        Headline = "headline",
        /// Its text.
        Body = "body",
        /// The caption of one of its pictures.
        Caption = "caption",
        /// The line about its author and day.
        Byline = "byline",
    }
}

list_rows! {
    /// A box of a page that is no part of an article.
    pub struct BoxRow in "pages/boxes.csv" by ["selector"] {
        /// What finds it.
        selector: Written<'r>,
        /// Whose it is, if not the page's.
        of: Option<Of>,
        /// What it is.
        why: &'r str,
    }
}

list_rows! {
    /// An element that holds a part of the article; earlier rows go before later ones.
    pub struct ContentRow in "pages/contents.csv" by ["selector"] {
        /// What finds it.
        selector: Written<'r>,
        /// What it holds.
        what: Part,
        /// Which sites write it so.
        why: &'r str,
    }
}

list_rows! {
    /// Words that begin a line which is no part of the article.
    pub struct LineRow in "pages/lines.csv" by ["phrase"] {
        /// The words.
        phrase: Forms<'r>,
        /// Under which condition the line goes.
        how: How,
        /// What such a line is.
        why: &'r str,
    }
}

list_rows! {
    /// A meta tag that holds the day of publication; earlier rows go before later ones.
    pub struct MetaRow in "pages/metas.csv" by ["name"] {
        /// Its `name`, `property` or `itemprop`; case does not count.
        name: String,
        /// Who writes it so.
        why: &'r str,
    }
}

list_rows! {
    /// A month in a language that pages are written in besides those of `words/months.csv`.
    pub struct MonthRow in "pages/months.csv" by ["form"] {
        /// Its names.
        form: Forms<'r>,
        /// Its number.
        value: Number<1, 12>,
        /// Which languages.
        why: &'r str,
    }
}

/// The lists about pages.
pub const PAGE_LISTS: [ListFile; 5] = [BoxRow::LIST, ContentRow::LIST, LineRow::LIST, MetaRow::LIST, MonthRow::LIST];

impl PageLists {
    /// The lists about pages in `files`.
    ///
    /// # Errors
    ///
    /// All faults in these lists, see [`PageLists::check`].
    pub fn of(files: &Files) -> Result<Self> {
        let lists = PageLists { files: files.clone(), ..PageLists::default() };
        let faults = if files.is_tested() { Vec::new() } else { lists.make() };
        if faults.is_empty() { Ok(lists) } else { Err(Error::Lists(faults)) }
    }

    /// The faults in the lists about pages: a selector that is none, a word that no reader knows.
    pub fn check(files: &Files) -> Vec<Fault> {
        PageLists { files: files.clone().to_be_tested(), ..PageLists::default() }.make()
    }

    /// Makes everything at once: the faults.
    fn make(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        self.days.get_or_init(|| days(&self.files, &mut faults));
        self.parts.get_or_init(|| PageParts::read(&self.files, &mut faults));
        faults
    }

    /// Months and weekdays in the languages of pages.
    pub(crate) fn days(&self) -> &Days {
        self.days.get_or_init(|| days(&self.files, &mut Vec::new()))
    }

    fn parts(&self) -> &PageParts {
        self.parts.get_or_init(|| PageParts::read(&self.files, &mut Vec::new()))
    }

    /// What the elements of boxes, headlines and captions look like.
    pub(super) fn looks(&self) -> &Looks {
        &self.parts().looks
    }

    /// The place of a meta tag's name among those that hold the day.
    pub(super) fn meta(&self, name: &str) -> Option<usize> {
        self.parts().metas.iter().position(|known| known.eq_ignore_ascii_case(name))
    }

    /// The lists for a page with the source `page`.
    pub(super) fn on(&self, page: &str) -> OnPage<'_> {
        let parts = self.parts();
        OnPage { lists: self, parts, held: parts.words.held_by(page) }
    }

    /// What the phrase says that `words` begin with, and how many of them it has.
    pub(super) fn phrase<W: AsRef<str>>(&self, words: &[W]) -> Option<(How, usize)> {
        let candidates = self.parts().phrases.get(words.first()?.as_ref())?;
        let begins = |phrase: &&Phrase| {
            phrase.words.len() <= words.len() && phrase.words.iter().zip(words).all(|(a, b)| a == b.as_ref())
        };
        candidates.iter().find(begins).map(|phrase| (phrase.how, phrase.words.len()))
    }
}

/// Months and weekdays in the languages of pages.
fn days(files: &Files, faults: &mut Vec<Fault>) -> Days {
    let mut days = Days::of(files);
    let months = Table::read(files, &MonthRow::LIST, faults);
    for row in months.each::<MonthRow<'_>>(faults) {
        row.form.iter().for_each(|form| days.add_month(form, row.value.0 as i8));
    }
    days
}

impl PageParts {
    fn read(files: &Files, faults: &mut Vec<Fault>) -> Self {
        let mut lists = PageParts::default();
        let boxes = Table::read(files, &BoxRow::LIST, faults);
        for row in boxes.each::<BoxRow>(faults) {
            faults.extend(lists.add_box(row.selector.0, row.of).err().map(|message| row.row.fault(message)));
        }
        let contents = Table::read(files, &ContentRow::LIST, faults);
        for row in contents.each::<ContentRow>(faults) {
            let added = lists.add_contents(row.selector.0, row.what);
            faults.extend(added.err().map(|message| row.row.fault(message)));
        }
        let metas = Table::read(files, &MetaRow::LIST, faults);
        lists.metas = metas.each::<MetaRow<'_>>(faults).iter().map(|row| row.name.clone()).collect();
        let lines = Table::read(files, &LineRow::LIST, faults);
        for row in lines.each::<LineRow>(faults) {
            for phrase in row.phrase.iter() {
                faults.extend(lists.add_line(phrase, row.how).err().map(|message| row.row.fault(message)));
            }
        }
        lists
    }

    /// Elements that `selector` finds are no part of an article. Fails where it is no CSS selector.
    pub(super) fn add_box(&mut self, selector: &str, of: Option<Of>) -> std::result::Result<(), String> {
        self.boxes.push(self.words.selector(selector)?);
        self.looks.add(selector, Found::Box);
        if of == Some(Of::Others) {
            self.others.push(self.words.selector(selector)?);
        }
        Ok(())
    }

    /// Elements that `selector` finds hold this part of an article; selectors added earlier go before later ones.
    pub(super) fn add_contents(&mut self, selector: &str, what: Part) -> std::result::Result<(), String> {
        let list = match what {
            Part::Headline => &mut self.headlines,
            Part::Body => &mut self.bodies,
            Part::Caption => &mut self.captions,
            Part::Byline => &mut self.bylines,
        };
        list.push(self.words.selector(selector)?);
        match what {
            Part::Headline => self.looks.add(selector, Found::Title),
            Part::Caption => self.looks.add(selector, Found::Caption),
            Part::Body | Part::Byline => {}
        }
        Ok(())
    }

    /// Lines that begin with `phrase` are no part of an article; `how` says under which condition.
    pub(super) fn add_line(&mut self, phrase: &str, how: How) -> std::result::Result<(), String> {
        let words: Vec<String> = words(phrase).map(|(_, word)| word).collect();
        let Some(first) = words.first() else {
            return Err(format!("phrase `{phrase}` has no word"));
        };
        let row = self.phrases.entry(first.clone()).or_default();
        row.push(Phrase { words, how });
        row.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        Ok(())
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
