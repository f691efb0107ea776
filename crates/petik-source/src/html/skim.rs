//! The text of a page without its tree, for those who want only pages that hold something: a tree costs twenty times as much as
//! a look at the text. What a page says for sure is not asked of this reader, only what it may say: each line of the article
//! that [`super::read`] finds stands in its text, and lines that are no part of an article stand there too.
//!
//! * Tags within a line, comments and scripts leave no gap; blocks and `br` make the lines that the reader of the tree makes.
//! * Where the reader of the tree may write a line in another way, the other ways follow behind the text, a paragraph each: a line
//!   without an element that a selector of boxes, `hidden` or a style may drop, or without a link that a phrase
//!   announces; what stands in a block on both sides of inner blocks, which are dropped where they are boxes, menus or teasers;
//!   the cells of a row on one line; headings as one line, whatever stands in them; a text with a number alone, for the
//!   line about the day.
//! * Titles in the head and texts in JSON-LD are read as well.
//! * Text in `nav`, `aside`, `footer`, `button`, `select` and drawings is left out, but for titles and captions: it is never
//!   the article's where the page has a paragraph elsewhere. Where that is not sure it follows behind all else.
//!
//! Neighbours differ: lines that stand side by side in the article may stand apart here, behind lines of boxes.
//!
//! What is not followed (text between the cells of a table, an unclosed tag, a section of raw text, too many ways to read a line) is a
//! doubt, with which every page is parsed. How blocks nest is told by a stack with the rules of the parser for tags that are left out.

mod cut;
mod element;
mod lines;
pub(super) mod looks;
mod open;
mod stated;
mod table;
mod words;

use super::head::LONGEST as LONGEST_TITLE;
use super::lists::PageLists;
use super::words as page_words;
use cut::{Cut, Cutter};
use element::{Kind, key, kind};
use lines::Lines;
use looks::Found;
use open::Open;

/// The most nodes and the deepest nesting that are followed: less than what the parser of the tree refuses.
const NODES: usize = 60_000;
const DEPTH: usize = 200;

/// Whether an article may be wanted that stands on the page `text`; `wanted` says it of its lines.
pub(super) fn may_hold(text: &str, lists: &PageLists, wanted: impl Fn(&str) -> bool) -> bool {
    let Some(skim) = Skim::of(text, lists) else { return true };
    // What makes a fact together may stand in all of them.
    let Lines { text, others, .. } = &skim.lines;
    let silent = if skim.has_running { "" } else { &skim.silent_text };
    wanted(&format!("{text}\n\n{others}\n\n{silent}"))
}

/// A page that is gone over.
struct Skim<'p> {
    lists: &'p PageLists,
    cutter: Cutter<'p>,
    lines: Lines,
    /// Whether running text stands on it that nothing drops, and elements that are open and may be dropped.
    has_running: bool,
    going: usize,
    open: Vec<Open>,
    /// Elements that are open and whose text is none of the article's.
    silent: usize,
    silent_text: String,
    /// Silent elements around the next one, if it is shown all the same.
    shown: Option<usize>,
    /// A drawing or a choice that is open, and how often one of its kind is in it.
    closed: Option<(u64, usize)>,
    /// The tables that are open: whether their last part holds cells.
    tables: Vec<bool>,
    /// Titles that are open, their text, and whether something stands in it that ends a line.
    titles: usize,
    title: String,
    is_broken: bool,
    links: usize,
    /// Elements and texts, at most.
    nodes: usize,
    /// How much deeper the tree may be than the stack.
    slack: usize,
    /// Elements that are opened again in each block.
    left_open: usize,
}

impl<'p> Skim<'p> {
    /// The text of `page`; `None` where it is not sure.
    fn of(page: &'p str, lists: &'p PageLists) -> Option<Self> {
        if lists.looks().is_open() {
            return None;
        }
        let mut skim = Skim {
            lists,
            cutter: Cutter::new(page),
            lines: Lines::default(),
            has_running: false,
            going: 0,
            open: vec![Open::page()],
            silent: 0,
            silent_text: String::new(),
            shown: None,
            closed: None,
            tables: Vec::new(),
            titles: 0,
            title: String::new(),
            is_broken: false,
            links: 0,
            nodes: 0,
            slack: 0,
            left_open: 0,
        };
        while let Some(cut) = skim.cutter.next() {
            match cut {
                Cut::Text(text) => skim.text(text)?,
                Cut::Start { name, is_closed } => skim.start(name, is_closed)?,
                Cut::End(name) => skim.end(name)?,
                Cut::Other => {}
                Cut::Doubt => return None,
            }
            if skim.nodes > NODES || skim.open.len() + skim.slack + skim.left_open > DEPTH {
                return None;
            }
        }
        // Who leaves a drawing open may have meant another place.
        if skim.closed.is_some() {
            return None;
        }
        while skim.open.len() > 1 {
            skim.close()?;
        }
        skim.end_block(0)?;
        Some(skim)
    }

    fn text(&mut self, text: &str) -> Option<()> {
        self.nodes += 1 + self.left_open;
        let text = words::decoded(text, false);
        if self.titles > 0 {
            self.title_text(&text);
        }
        if self.silent > 0 || self.closed.is_some() {
            self.silent_text += &text;
            self.silent_text += "\n\n";
            self.day(&text);
            return Some(());
        }
        if self.tables.last() == Some(&true) && text.contains(|c: char| !c.is_ascii_whitespace()) {
            // The parser of the tree moves it before the table.
            return None;
        }
        self.lines.node(&text, self.lists)
    }

    /// Notes a text that is read nowhere but may be the line about the day, if it is one.
    fn day(&mut self, text: &str) {
        if text.len() < LONGEST_TITLE && text.contains(|c: char| c.is_ascii_digit()) {
            self.lines.other_text(&page_words::squeezed(text));
        }
    }

    fn start(&mut self, name: u64, is_closed: bool) -> Option<()> {
        self.nodes += 1;
        if let Some(closed) = self.closed {
            return self.start_in_closed(closed, name, is_closed);
        }
        match kind(name) {
            Kind::Doubt => None,
            Kind::Nothing => Some(()),
            Kind::Break => {
                self.is_broken |= self.titles > 0;
                if self.silent == 0 {
                    self.lines.gap = self.lines.gap.and(lines::Gap { blank: true, breaks: 1 });
                }
                Some(())
            }
            Kind::Rule => self.rule(name),
            Kind::Raw(end) => {
                let text = self.raw(end)?;
                self.day(&words::decoded(text, false));
                Some(())
            }
            Kind::Stated(end) => self.stated(end),
            Kind::Closed => {
                self.is_broken |= self.titles > 0;
                if name == key(b"select") || !is_closed {
                    self.closed = Some((name, 1));
                }
                Some(())
            }
            Kind::Silent => self.start_silent(name),
            Kind::Inline | Kind::Link => self.start_inline(name),
            Kind::Table | Kind::Row | Kind::Cell => self.start_of_table(name),
            Kind::Block | Kind::Heading | Kind::Plain | Kind::List | Kind::Item => self.start_block(name),
        }
    }

    /// A tag in a drawing or a choice.
    fn start_in_closed(&mut self, (closed, depth): (u64, usize), name: u64, is_closed: bool) -> Option<()> {
        if closed == key(b"select") {
            return element::OPTIONS.contains(&name).then_some(());
        }
        match kind(name) {
            Kind::Raw(_) | Kind::Stated(_) if is_closed => {}
            // Here the parser reads it as markup.
            Kind::Raw(end) => self.raw(end).filter(|text| !text.contains('<')).map(|_| ())?,
            Kind::Stated(end) => {
                let text = self.raw(end).filter(|text| !text.contains('<'))?;
                if end == "title" {
                    self.stated_title(&words::decoded(text, false));
                }
            }
            _ if element::OUT_OF_DRAWING.contains(&name) => return None,
            _ if name == closed && !is_closed => self.closed = Some((closed, depth + 1)),
            _ => {}
        }
        Some(())
    }

    /// The text up to the end tag `end`.
    fn raw(&mut self, end: &str) -> Option<&'p str> {
        let text = self.cutter.raw(end)?;
        if self.titles > 0 {
            self.title_text(text);
            self.is_broken = true;
        }
        Some(text)
    }

    /// Adds to the titles that are open.
    fn title_text(&mut self, text: &str) {
        if self.title.len() < LONGEST_TITLE * 10 {
            self.title += text;
        }
    }

    /// A title, or a script that may tell programs of the article.
    fn stated(&mut self, end: &'static str) -> Option<()> {
        let told = end == "script" && stated::is_told(self.cutter.attribute("type"));
        let is_typed = self.cutter.attribute("type").is_some();
        let text = self.raw(end)?;
        if end == "title" {
            self.stated_title(&words::decoded(text, false));
            return Some(());
        }
        // A script in a comment in a script.
        if text.contains("<!--") && text.to_ascii_lowercase().contains("<script") {
            return None;
        }
        if !told || !is_typed && !text.contains("@context") {
            return Some(());
        }
        stated::told(text, |text, is_body| {
            if is_body && text.contains('<') {
                let inner = Skim::of(text, self.lists)?;
                self.lines.other_text(&inner.lines.text);
                self.lines.others += &inner.lines.others;
                return Some(());
            }
            let text = super::json_ld::plain(text);
            if is_body {
                text.lines().for_each(|line| self.lines.other_text(&page_words::squeezed(line)));
            } else {
                self.stated_title(&text);
            }
            Some(())
        })
    }

    /// Adds what the page says is its title.
    fn stated_title(&mut self, title: &str) {
        let title = page_words::squeezed(title);
        // A longer one is cut there.
        if let Some((end, _)) = title.char_indices().nth(LONGEST_TITLE) {
            self.lines.other_text(&title[..end]);
        }
        self.lines.other_text(&title);
    }

    /// An element without text that ends a line.
    fn rule(&mut self, name: u64) -> Option<()> {
        if name == key(b"meta")
            && let Some(title) = stated::meta(&self.cutter.attributes)
        {
            self.stated_title(&title);
        }
        if name == key(b"hr") {
            self.close_paragraph()?;
        }
        self.is_broken |= self.titles > 0;
        self.begin_block()
    }

    /// What is told of the last start tag, the one of an element `name`.
    fn found(&self, name: u64) -> Told {
        let mut told = Told::default();
        self.lists.looks().found(name, &self.cutter.attributes, |found| match found {
            Found::Box => told.is_box = true,
            Found::Title => told.is_title = true,
            Found::Caption => told.is_caption = true,
        });
        for (attribute, value) in &self.cutter.attributes {
            let is = |name: &str| attribute.eq_ignore_ascii_case(name);
            told.is_hidden |= is("hidden");
            if is("style") {
                told.is_hidden |= words::decoded(value, true).replace(' ', "").contains("display:none");
            } else if is("itemprop") {
                told.is_title |= matches!(words::decoded(value, true).trim(), "headline" | "name");
            }
        }
        told
    }
}

/// What a start tag tells of its element.
#[derive(Default)]
struct Told {
    is_box: bool,
    is_title: bool,
    is_caption: bool,
    is_hidden: bool,
}
