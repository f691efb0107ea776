//! Lines as the reader of the tree writes them, and the other ways in which it may write them: without an element inside of
//! the line that may be dropped, and with what stands on both sides of a block that may be.

use super::super::filter::lead_elsewhere;
use super::super::lines::{Kind, Line, is_marked};
use super::super::lists::PageLists;
use std::ops::Range;

/// Elements of one line that may be dropped, any of them; with more there are too many ways to read it.
const DROPPED: usize = 4;

/// The text of a page.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) text: String,
    /// Other readings of stretches of the text, a paragraph each.
    pub(super) others: String,
    /// Where the paragraph under way begins, and the gap before it.
    pub(super) paragraph: Option<usize>,
    pub(super) before: Gap,
    line: Option<usize>,
    /// Where its own words begin, behind the mark of an item.
    words: usize,
    /// What stands between the last word and the next one.
    pub(super) gap: Gap,
    /// Links that are open, those of the line, and the bytes of those of the paragraph.
    pub(super) linked: usize,
    links: Vec<Range<usize>>,
    pub(super) paragraph_linked: usize,
    dropped: Vec<Dropped>,
    captions: Vec<Range<usize>>,
    /// Boxes so far, each with the gap that it leaves.
    pub(super) may_go: Vec<(Range<usize>, Gap)>,
    /// Whether something of the paragraph may be dropped.
    pub(super) drops: bool,
    /// What an item begins with, if nothing of it was written yet.
    pub(super) marker: Option<String>,
    separator: &'static str,
    /// The last text node.
    node: Range<usize>,
    /// Whether white space came since the end of the last element that may be dropped.
    fresh: bool,
}

/// White space and line breaks between two words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Gap {
    pub(super) blank: bool,
    pub(super) breaks: usize,
}

impl Gap {
    pub(super) fn and(self, other: Gap) -> Gap {
        Gap { blank: self.blank || other.blank, breaks: self.breaks + other.breaks }
    }
}

/// An element inside of the line that may be dropped.
struct Dropped {
    at: Range<usize>,
    /// Whether a blank stood before it, and behind it as far as that is known.
    before: bool,
    behind: Option<bool>,
    /// Whether it is dropped only where others like it stand beside it.
    is_teaser: bool,
}

impl Dropped {
    /// Where it stands, and what is left in its place.
    fn with_gap(&self) -> (Range<usize>, Gap) {
        (self.at.clone(), Gap { blank: self.before || self.behind == Some(true), breaks: 0 })
    }
}

impl Lines {
    /// Adds a text node. `None` where there are too many ways to read it.
    pub(super) fn node(&mut self, text: &str, lists: &PageLists) -> Option<()> {
        let is_glued = self.line.is_some() && self.gap == Gap::default() && !text.starts_with(is_blank);
        let from = self.text.len();
        for piece in text.split_inclusive(is_blank) {
            let word = piece.trim_end_matches(is_blank);
            if !word.is_empty() {
                self.word(word, lists)?;
            }
            if word.len() < piece.len() {
                (self.gap.blank, self.fresh) = (true, true);
            }
        }
        let last = std::mem::replace(&mut self.node, from..self.text.len());
        // A day can stand in the article as a line of its own, whatever stands beside it.
        for node in [last, self.node.clone()].into_iter().filter(|_| is_glued) {
            if self.text.get(node.clone()).is_some_and(|text| text.contains(|c: char| c.is_ascii_digit())) {
                self.other(node);
            }
        }
        Some(())
    }

    fn word(&mut self, word: &str, lists: &PageLists) -> Option<()> {
        if self.gap.breaks > 0 && self.paragraph.is_some() {
            self.broken(word, lists)?;
        }
        let gap = std::mem::take(&mut self.gap);
        if self.line.is_none() {
            if !self.text.is_empty() {
                self.text += self.separator;
            }
            self.line = Some(self.text.len());
            if self.paragraph.is_none() {
                (self.paragraph, self.before) = (self.line, gap);
            }
            if let Some(marker) = self.marker.take().filter(|_| !is_marked(word)) {
                self.text += &marker;
            }
            self.words = self.text.len();
        } else if gap.blank {
            self.text.push(' ');
        }
        if let Some(last) = self.dropped.last_mut() {
            last.behind.get_or_insert(self.fresh);
        }
        let from = self.text.len();
        self.text += word;
        if self.linked > 0 {
            match self.links.last_mut() {
                Some(link) if link.end + 1 >= from => link.end = self.text.len(),
                _ => self.links.push(from..self.text.len()),
            }
        }
        Some(())
    }

    /// Line breaks before `word`, see the reader of the tree.
    fn broken(&mut self, word: &str, lists: &PageLists) -> Option<()> {
        let inside = |c: char| c.is_lowercase() || c == ',';
        let at_link = self.linked > 0 || self.links.last().is_some_and(|link| link.end == self.text.len());
        let goes_on = !at_link && self.text.ends_with(inside) && word.starts_with(char::is_lowercase);
        if self.gap.breaks > 1 || !goes_on {
            let separator = if self.gap.breaks > 1 { "\n\n" } else { "\n" };
            self.end_line(lists)?;
            self.separator = separator;
        } else {
            self.gap.blank = true;
        }
        Some(())
    }

    /// Ends the paragraph under way; the next one stands behind `separator`. Gives the bytes of the paragraph, if there is one.
    pub(super) fn end_paragraph(&mut self, separator: &'static str, lists: &PageLists) -> Option<Option<Range<usize>>> {
        self.end_line(lists)?;
        self.gap = Gap::default();
        self.separator = separator;
        Some(self.paragraph.take().map(|from| from..self.text.len()))
    }

    fn end_line(&mut self, lists: &PageLists) -> Option<()> {
        let Some(from) = self.line.take() else { return Some(()) };
        let links = std::mem::take(&mut self.links);
        self.paragraph_linked += links.iter().map(Range::len).sum::<usize>();
        if links.iter().any(|link| link.start > from) {
            let text = self.text.get(from..)?.to_owned();
            let links = links.iter().map(|link| link.start - from..link.end - from).collect();
            let line = lead_elsewhere(Line { text: text.clone(), links, kind: Kind::Paragraph }, lists);
            if let Some(line) = line.filter(|line| line.text != text) {
                self.other_text(&line.text);
            }
        }
        let mut dropped = std::mem::take(&mut self.dropped);
        dropped.sort_by_key(|one| (one.at.start, std::cmp::Reverse(one.at.end)));
        let boxes: Vec<_> = dropped.iter().filter(|one| !one.is_teaser).map(Dropped::with_gap).collect();
        let dropped: Vec<_> = dropped.iter().map(Dropped::with_gap).collect();
        let own = self.words..self.text.len();
        let marker = self.text.get(from..self.words)?.to_owned();
        for gone in subsets(&dropped)?.skip(1) {
            let line = self.without(own.clone(), &gone);
            self.other_text(&format!("{marker}{line}"));
        }
        for caption in std::mem::take(&mut self.captions) {
            let line = self.without(caption.clone(), &boxes);
            self.other_text(&line);
            self.other(caption);
        }
        self.may_go.extend(boxes);
        Some(())
    }

    /// What stands at a place without these parts, each with the gap that it leaves.
    pub(super) fn without(&self, place: Range<usize>, dropped: &[(Range<usize>, Gap)]) -> String {
        self.joined(&split(place, Gap::default(), dropped))
    }

    /// What stands at these places as one line, with these gaps before each, with and without each of the boxes in it; `None` where
    /// there are too many.
    pub(super) fn joined_ways(&self, pieces: &[(Range<usize>, Gap)]) -> Option<Vec<String>> {
        let is_inside =
            |(own, _): &(Range<usize>, Gap)| pieces.iter().any(|(at, _)| at.start <= own.start && own.end <= at.end);
        let mut boxes = self.boxes_behind(pieces.first().map_or(0, |(at, _)| at.start));
        boxes.retain(is_inside);
        let way = |gone: Vec<_>| {
            let pieces: Vec<_> = pieces.iter().flat_map(|(at, gap)| split(at.clone(), *gap, &gone)).collect();
            self.joined(&pieces)
        };
        Some(subsets(&boxes)?.map(way).collect())
    }

    /// The boxes that end behind byte `start`, in order, the outer ones first.
    pub(super) fn boxes_behind(&self, start: usize) -> Vec<(Range<usize>, Gap)> {
        // Those of a line stand in the order in which they begin, and lines in theirs.
        let near = self.may_go.iter().rev().take_while(|(own, _)| own.end > start).count();
        let mut boxes = self.may_go[self.may_go.len() - near..].to_vec();
        boxes.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
        boxes
    }

    /// Notes that what stands from a byte on may be taken alone.
    pub(super) fn may_be_alone(&mut self, from: usize) {
        if self.line.is_some() {
            self.captions.push(from.max(self.words)..self.text.len());
        }
    }

    /// Notes that what stands from a byte on may be dropped, and whether a blank stood before it.
    pub(super) fn may_be_dropped(&mut self, from: usize, before: bool, is_teaser: bool) {
        let from = from.max(self.words);
        if self.line.is_some() && from < self.text.len() {
            self.dropped.push(Dropped { at: from..self.text.len(), before, behind: None, is_teaser });
            (self.fresh, self.drops) = (false, true);
        }
    }

    /// Whether something stands in the line before a byte.
    pub(super) fn has_before(&self, from: usize) -> bool {
        self.line.is_some_and(|line| line < from)
    }

    /// What stands at these places as one line, with these gaps before each.
    pub(super) fn joined(&self, pieces: &[(Range<usize>, Gap)]) -> String {
        let mut joined = String::new();
        for (at, gap) in pieces {
            let piece = self.text.get(at.clone()).unwrap_or_default().trim_matches(is_blank);
            let goes_on =
                joined.ends_with(|c: char| c.is_lowercase() || c == ',') && piece.starts_with(char::is_lowercase);
            joined += match gap.breaks {
                _ if joined.is_empty() => "",
                0 if !gap.blank => "",
                0 => " ",
                1 if goes_on => " ",
                1 => "\n",
                _ => "\n\n",
            };
            joined += piece;
        }
        joined
    }

    fn other(&mut self, at: Range<usize>) {
        let text = self.text.get(at).unwrap_or_default().trim().to_owned();
        self.other_text(&text);
    }

    /// Adds another reading of a stretch of the text.
    pub(super) fn other_text(&mut self, text: &str) {
        if !text.is_empty() {
            self.others += "\n\n";
            self.others += text;
        }
    }
}

/// Each choice of these, none first; `None` where there are too many.
fn subsets<T: Clone>(all: &[T]) -> Option<impl Iterator<Item = Vec<T>>> {
    let is_chosen = |chosen: usize, number: usize| chosen & 1 << number != 0;
    let choice = move |chosen: usize| {
        all.iter().enumerate().filter(|(number, _)| is_chosen(chosen, *number)).map(|(_, one)| one.clone()).collect()
    };
    (all.len() <= DROPPED).then(|| (0..1_usize << all.len()).map(choice))
}

/// What is left of a place behind `gap` without these parts, each with the gap that it leaves.
fn split(place: Range<usize>, gap: Gap, dropped: &[(Range<usize>, Gap)]) -> Vec<(Range<usize>, Gap)> {
    let (mut pieces, mut at, mut gap) = (Vec::new(), place.start, gap);
    for (one, behind) in dropped {
        if at <= one.start && one.end <= place.end {
            pieces.push((at..one.start, gap));
            (at, gap) = (one.end, *behind);
        }
    }
    pieces.push((at..place.end, gap));
    pieces
}

fn is_blank(c: char) -> bool {
    c.is_ascii_whitespace()
}
