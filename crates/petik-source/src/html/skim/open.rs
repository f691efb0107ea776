//! The elements that are open, and what ends them.

use super::element::{AFTER_PARAGRAPH, FORMATTING, Kind, OUT_OF_DRAWING, UNREAD, closed_by_like, key, kind};
use super::lines::Gap;
use super::{LONGEST_TITLE, Skim, Told};
use crate::html::body::TEASER_TITLE;
use crate::html::running::SHORTEST;
use crate::html::words::{squeezed, words};
use std::ops::Range;

/// Texts of a block that stand side by side with no blank where blocks between them are dropped; with more there are too many
/// ways to read them.
const GLUED: usize = 3;

/// Bytes of a teaser, which has 400 letters, at most; and blocks that are none.
const LONGEST_TEASER: usize = 1200;
const KEPT: [u64; 5] = [key(b"p"), key(b"tr"), key(b"td"), key(b"tbody"), key(b"figure")];

/// An element that is open.
#[derive(Default)]
pub(super) struct Open {
    pub(super) name: u64,
    pub(super) kind: Kind,
    pub(super) is_block: bool,
    is_silent: bool,
    /// It may be dropped, or its text taken alone.
    drops: bool,
    is_caption: bool,
    /// It may be dropped with all that it holds.
    goes: bool,
    /// How many silent elements it stands in where it is shown all the same.
    shown: Option<usize>,
    /// Links of the page before it, and whether it has running text there.
    links: usize,
    has_running: bool,
    /// Where its text begins, and the title that it may be.
    pub(super) start: usize,
    title: Option<usize>,
    /// Whether white space stood before it.
    blank: bool,
    /// Whether it links to somewhere, and whether a long link stands in it.
    leads: bool,
    long_link: bool,
    /// What stands in it and in none of its blocks, with the gap before each.
    own: Vec<(Range<usize>, Gap)>,
    gap: Gap,
    /// Whether something in the lines of these may be dropped, too.
    own_drops: bool,
    /// The cells of a row.
    pub(super) cells: Vec<Range<usize>>,
    /// The next number of a list.
    number: Option<usize>,
}

impl Open {
    /// The page as a whole.
    pub(super) fn page() -> Self {
        Open { is_block: true, ..Open::default() }
    }
}

impl Skim<'_> {
    pub(super) fn start_inline(&mut self, name: u64) -> Option<()> {
        let is_link = kind(name) == Kind::Link;
        if is_link && let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.close_inline(at)?;
        }
        let found = self.found(name);
        let leads = is_link && self.cutter.attribute("href").is_some();
        self.lines.linked += usize::from(leads);
        self.links += usize::from(leads);
        if found.is_caption {
            self.show()?;
        }
        self.push(
            Open {
                name,
                kind: kind(name),
                drops: found.is_box || found.is_hidden,
                is_caption: found.is_caption,
                leads,
                ..Open::default()
            },
            found.is_title,
        );
        Some(())
    }

    pub(super) fn start_silent(&mut self, name: u64) -> Option<()> {
        if name == key(b"button") && self.open.iter().any(|open| open.name == name) {
            return None;
        }
        if AFTER_PARAGRAPH.contains(&name) {
            self.close_paragraph()?;
        }
        self.is_broken |= self.titles > 0;
        self.push(Open { name, kind: Kind::Silent, is_block: true, is_silent: true, ..Open::default() }, false);
        self.silent += 1;
        Some(())
    }

    pub(super) fn start_block(&mut self, name: u64) -> Option<()> {
        if AFTER_PARAGRAPH.contains(&name) {
            self.close_paragraph()?;
        }
        if let Some(like) = closed_by_like(name) {
            let is_bound = |open: &Open| {
                let is_inner = ["address", "div", "p"].iter().any(|name| key(name.as_bytes()) == open.name);
                open.is_block && !is_inner && !like.contains(&open.name)
            };
            let at = self.open.iter().rposition(|open| like.contains(&open.name) || is_bound(open));
            if let Some(at) = at.filter(|at| self.open.get(*at).is_some_and(|open| like.contains(&open.name))) {
                self.close_to(at)?;
            }
        }
        self.begin_block()?;
        self.open_block(name)
    }

    /// Opens a block whose start tag is the last one.
    pub(super) fn open_block(&mut self, name: u64) -> Option<()> {
        let own = kind(name);
        let Told { is_box, is_title, is_caption, is_hidden } = self.found(name);
        let is_hidden = is_hidden || UNREAD.contains(&name);
        let mut open = Open { name, kind: own, is_block: true, goes: is_box || is_hidden, ..Open::default() };
        if own == Kind::List {
            let start = self.cutter.attribute("start").and_then(|number| number.parse().ok());
            open.number = (name == key(b"ol")).then(|| start.unwrap_or(1));
        }
        if own == Kind::Item && self.silent == 0 {
            let list = self.open.iter_mut().rev().find(|open| open.kind == Kind::List);
            let number = list.and_then(|list| list.number.as_mut());
            self.lines.marker = Some(number.as_deref().map_or("- ".to_owned(), |number| format!("{number}. ")));
            if let Some(number) = number {
                *number = number.saturating_add(1);
            }
        }
        if is_caption {
            self.show()?;
        }
        self.push(open, is_title || matches!(own, Kind::Heading | Kind::Plain));
        Some(())
    }

    /// Shows the text of the next element, a caption, which is taken from silent ones too.
    fn show(&mut self) -> Option<()> {
        (self.silent == 0 || self.lines.paragraph.is_none()).then_some(())?;
        self.shown = Some(std::mem::take(&mut self.silent));
        Some(())
    }

    fn push(&mut self, open: Open, is_title: bool) {
        let title = is_title.then_some(self.title.len());
        self.titles += usize::from(is_title);
        self.going += usize::from(open.goes);
        let (start, blank) = (self.lines.text.len(), self.lines.gap.blank);
        let shown = self.shown.take();
        self.open.push(Open { start, title, blank, shown, links: self.links, has_running: self.has_running, ..open });
    }

    pub(super) fn end(&mut self, name: u64) -> Option<()> {
        if let Some((closed, depth)) = self.closed {
            let is_svg = closed != key(b"select");
            return match kind(name) {
                _ if name == closed => {
                    self.closed = (depth > 1).then_some((closed, depth - 1));
                    Some(())
                }
                Kind::Link if is_svg => Some(()),
                Kind::Block if is_svg && !AFTER_PARAGRAPH.contains(&name) && !OUT_OF_DRAWING.contains(&name) => {
                    Some(())
                }
                Kind::Doubt if is_svg => Some(()),
                _ if !is_svg && super::element::OPTIONS.contains(&name) => Some(()),
                _ => None,
            };
        }
        match kind(name) {
            Kind::Doubt => return None,
            Kind::Break => return self.start(name, false),
            Kind::Nothing | Kind::Rule | Kind::Raw(_) | Kind::Stated(_) | Kind::Closed => return Some(()),
            _ => {}
        }
        let is_inline = matches!(kind(name), Kind::Inline | Kind::Link);
        let of_table = matches!(kind(name), Kind::Table | Kind::Row | Kind::Cell);
        let headings = closed_by_like(key(b"h1")).unwrap_or_default();
        let fits = |open: &Open| open.name == name || headings.contains(&name) && headings.contains(&open.name);
        let bounds = |open: &Open| match open.kind {
            Kind::Table => true,
            Kind::Cell => !of_table,
            _ => open.is_block && is_inline && !FORMATTING.contains(&name),
        };
        let at = self.open.iter().rposition(|open| fits(open) || bounds(open));
        let at = at.filter(|at| self.open.get(*at).is_some_and(fits));
        match at {
            Some(at) if is_inline => self.close_inline(at),
            Some(at) => self.close_to(at),
            None if name == key(b"p") => {
                self.is_broken |= self.titles > 0;
                self.begin_block()
            }
            None => Some(()),
        }
    }

    pub(super) fn close_paragraph(&mut self) -> Option<()> {
        let bounds = |open: &Open| matches!(open.kind, Kind::Cell | Kind::Table) || open.name == key(b"button");
        let at = self.open.iter().rposition(|open| open.name == key(b"p") || bounds(open));
        match at.filter(|at| self.open.get(*at).is_some_and(|open| open.name == key(b"p"))) {
            Some(at) => self.close_to(at),
            None => Some(()),
        }
    }

    /// Closes all down to an element, itself included.
    pub(super) fn close_to(&mut self, at: usize) -> Option<()> {
        while self.open.len() > at {
            if self.open.len() > at + 1 {
                let inner = self.open.last()?;
                self.slack += usize::from(inner.is_block && closed_by_like(inner.name).is_none());
                self.left_open += usize::from(FORMATTING.contains(&inner.name));
            }
            self.close()?;
        }
        Some(())
    }

    /// Closes an element of a line, behind whose start blocks may have begun.
    fn close_inline(&mut self, at: usize) -> Option<()> {
        if self.open.iter().skip(at).any(|open| open.is_block) {
            let open = self.open.get(at)?;
            if open.drops || open.title.is_some() {
                return None;
            }
            let open = self.open.remove(at);
            self.lines.linked -= usize::from(open.leads);
            return Some(());
        }
        self.close_to(at)
    }

    /// Closes the innermost element.
    pub(super) fn close(&mut self) -> Option<()> {
        let at = self.open.len().checked_sub(1)?;
        let is_block = self.open.get(at)?.is_block;
        if is_block {
            self.end_block(at)?;
        }
        let mut open = self.open.pop()?;
        if open.kind == Kind::Item {
            self.lines.marker = None;
        }
        if open.is_silent {
            self.silent -= 1;
        }
        if let Some(from) = open.title {
            self.close_title(from, open.kind)?;
        }
        if let Some(silent) = open.shown.filter(|silent| *silent > 0) {
            self.end_paragraph()?;
            self.silent = silent;
        }
        self.going -= usize::from(open.goes);
        let at = open.start..self.lines.text.len();
        let of_table = matches!(open.kind, Kind::Table | Kind::Row | Kind::Cell);
        // With links it may be a menu or a teaser.
        let drops = open.goes || !of_table && self.links > open.links;
        if is_block && drops && !at.is_empty() && !self.tables.is_empty() {
            self.lines.may_go.push((at.clone(), Gap { blank: true, breaks: 0 }));
        }
        if is_block {
            if open.long_link && at.len() < LONGEST_TEASER && !KEPT.contains(&open.name) {
                self.has_running = open.has_running;
            }
            self.close_of_table(&mut open)?;
        } else {
            self.close_in_line(&open);
        }
        Some(())
    }

    /// Ends the block `at` and its paragraph.
    pub(super) fn end_block(&mut self, at: usize) -> Option<()> {
        if self.silent > 0 {
            return Some(());
        }
        let before = self.lines.before;
        let drops = self.lines.drops;
        let ended = self.end_paragraph()?;
        let open = self.open.get_mut(at)?;
        let (drops, kind) = (drops || open.own_drops, open.kind);
        let (mut own, gap) = (std::mem::take(&mut open.own), open.gap);
        if own.is_empty() {
            return Some(());
        }
        own.extend(ended.map(|ended| (ended, gap.and(before))));
        if own.len() < 2 {
            return Some(());
        }
        let glued = own.iter().skip(1).filter(|(_, gap)| *gap == Gap::default()).count();
        if glued > GLUED || kind == Kind::Cell || drops && own.len() > GLUED {
            return None;
        }
        let pairs = own.windows(2).filter(|_| own.len() > 2 && (glued > 1 || drops));
        for pieces in pairs.chain([&own[..]]) {
            for joined in self.lines.joined_ways(pieces)? {
                self.lines.other_text(&joined);
            }
        }
        Some(())
    }

    /// Ends the paragraph before an inner block.
    pub(super) fn begin_block(&mut self) -> Option<()> {
        self.is_broken |= self.titles > 0;
        if self.silent > 0 {
            return Some(());
        }
        let (before, behind) = (self.lines.before, self.lines.gap);
        let drops = self.lines.drops;
        let ended = self.end_paragraph()?;
        let block = self.open.iter_mut().rev().find(|open| open.is_block)?;
        block.own_drops |= drops;
        match ended {
            Some(ended) => {
                block.own.push((ended, block.gap.and(before)));
                block.gap = behind;
            }
            None => block.gap = block.gap.and(behind),
        }
        Some(())
    }

    fn end_paragraph(&mut self) -> Option<Option<Range<usize>>> {
        // An element that may be dropped with its blocks brings together what stands around it.
        let text = self.lines.text.len();
        let block = self.open.iter().rposition(|open| open.is_block)?;
        for open in self.open.get(block..)?.iter().filter(|open| open.drops && open.start < text) {
            let has_own = self.open.get(block).is_some_and(|block| !block.own.is_empty());
            if self.lines.has_before(open.start) || has_own {
                return None;
            }
        }
        let is_item = self.open.iter().rev().find(|open| open.is_block).is_some_and(|open| open.kind == Kind::Item);
        let ended = self.lines.end_paragraph(if is_item { "\n" } else { "\n\n" }, self.lists)?;
        if let Some(ended) = &ended {
            let linked = std::mem::take(&mut self.lines.paragraph_linked);
            let drops = std::mem::take(&mut self.lines.drops);
            let letters = || {
                let text = self.lines.text.get(ended.clone()).unwrap_or_default();
                text.chars().filter(|c| c.is_alphanumeric()).count()
            };
            self.has_running |= !self.has_running && self.going == 0 && !drops && letters() >= SHORTEST.max(linked * 2);
        }
        Some(ended)
    }

    fn close_title(&mut self, from: usize, kind: Kind) -> Option<()> {
        let title = self.title.get(from..).unwrap_or_default();
        if kind == Kind::Plain {
            if self.title.len() > LONGEST_TITLE * 9 {
                return None;
            }
            title.lines().map(squeezed).for_each(|line| self.lines.other_text(&line));
        } else {
            let title = squeezed(title);
            let is_spaced = self.title.contains(|c: char| c.is_whitespace() && !c.is_ascii_whitespace());
            if kind != Kind::Heading || self.is_broken || is_spaced || self.silent > 0 {
                self.lines.other_text(&title);
            }
        }
        self.titles -= 1;
        if self.titles == 0 {
            self.title.clear();
            self.is_broken = false;
        }
        Some(())
    }

    fn close_in_line(&mut self, open: &Open) {
        let text = self.lines.text.get(open.start..).unwrap_or_default();
        let is_long = open.leads && text.len() > TEASER_TITLE * 2 && words(text).nth(TEASER_TITLE - 1).is_some();
        if is_long {
            self.open.iter_mut().rev().for_each(|outer| outer.long_link = true);
        }
        self.lines.linked -= usize::from(open.leads);
        let is_teaser = open.long_link && open.name != key(b"span") && open.kind != Kind::Link;
        if open.is_caption {
            self.lines.may_be_alone(open.start);
        }
        if open.drops || is_teaser {
            self.lines.may_be_dropped(open.start, open.blank, !open.drops);
        }
    }
}
