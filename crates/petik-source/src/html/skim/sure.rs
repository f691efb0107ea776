//! Whether the reader of the tree surely finds a text on a page, so that no fault is to be told of it. Any paragraph of running text
//! that is left when the boxes are gone gives a line, unless it begins with a phrase, says no more than a title, or stands behind a
//! line that ends the article. So there must be one that stays, and not much text of which this is not sure: the
//! reader goes where most of the text is.

use super::lines::Lines;
use crate::html::body::SHORT;
use crate::html::head::{BEFORE_OUTLET, LONGEST as LONGEST_TITLE};
use crate::html::lines::LONGEST_CELL;
use crate::html::lists::{How, PageLists};
use crate::html::words::{overlap, words};
use crate::html::{filter, running};
use std::ops::Range;

/// Words that may go with a link that a phrase announces.
const ANNOUNCED: usize = 5;

/// Words of another line at least.
const SHORTEST: usize = 5;

/// Words of a line that are asked whether the article ends there.
const ASKED: usize = 12;

/// What is known of the text of a page.
#[derive(Default)]
pub(super) struct Sure {
    paragraphs: Vec<Paragraph>,
    /// Letters of running text so far.
    pub(super) running: usize,
    /// The same of what may give no line, and of what may become running text.
    other: usize,
    joined: usize,
    titles: Vec<String>,
    /// First headings, and the titles in meta tags.
    pub(super) firsts: Vec<String>,
    pub(super) stated: Vec<String>,
    /// Boxes, and the articles of which one may be the page's own, with the others left out.
    pub(super) boxes: Vec<Stretch>,
    /// Each with whether a first heading stands in it.
    pub(super) articles: Vec<(Range<usize>, bool)>,
    pub(super) article_count: usize,
    /// Elements that are open and may be hidden.
    pub(super) hidden: usize,
    /// A link without an address stands in the paragraph.
    pub(super) has_odd_link: bool,
}

/// What an element holds.
pub(super) struct Stretch {
    pub(super) at: Range<usize>,
    /// Letters of running text in it, and before it.
    pub(super) running: usize,
    pub(super) before: usize,
    pub(super) has_title: bool,
}

/// A paragraph that gives a line where it is left.
struct Paragraph {
    at: Range<usize>,
    letters: usize,
    /// Whether a line ends as a sentence does: headings before it end nothing.
    is_sentence: bool,
    /// Whether it is no teaser and not hidden.
    stays: bool,
}

impl Sure {
    pub(super) fn title(&mut self, title: &str) {
        if !self.titles.iter().any(|known| known == title) {
            self.titles.push(title.to_owned());
        }
    }

    /// Takes in texts of a block that may become one paragraph.
    pub(super) fn joined(&mut self, text: &str) {
        let letters = letters(text);
        self.other += letters;
        self.joined += letters;
    }

    /// Notes that what stands from a byte on may be a teaser.
    pub(super) fn may_be_teaser(&mut self, from: usize) {
        self.paragraphs
            .iter_mut()
            .rev()
            .take_while(|paragraph| paragraph.at.start >= from)
            .for_each(|p| p.stays = false);
    }

    /// Takes in a paragraph, before which so many bytes of its block stand.
    pub(super) fn paragraph(
        &mut self,
        lines: &mut Lines,
        at: Range<usize>,
        in_cell: bool,
        before: usize,
        lists: &PageLists,
    ) {
        let links = std::mem::take(&mut lines.paragraph_links);
        let is_odd = std::mem::take(&mut lines.drops) | std::mem::take(&mut self.has_odd_link);
        let text = lines.text.get(at.clone()).unwrap_or_default();
        if text.len() < running::SHORTEST {
            return;
        }
        let own = letters(text);
        let linked: usize = links.iter().filter_map(|link| lines.text.get(link.clone())).map(letters).sum();
        if own < running::SHORTEST || linked * 2 > own {
            return;
        }
        self.running += own;
        let (mut from, mut gives_line, mut is_sentence) = (at.start, false, false);
        for line in text.split('\n') {
            let end = from + line.len();
            let inside = |link: &&Range<usize>| from <= link.start && link.end <= end;
            let linked = links.iter().filter(inside).filter_map(|link| lines.text.get(link.clone()));
            let linked: usize = linked.map(|text| count(text) + ANNOUNCED).sum();
            from = end + 1;
            let words = count(line).saturating_sub(linked);
            if words > linked
                && (words > filter::LONGEST || before == 0 && words >= SHORTEST && phrase(line, lists).is_none())
            {
                gives_line = true;
                is_sentence |= line.trim_end_matches(['"', '”', '\'', '’', ')']).ends_with(['.', '!', '?']);
            }
        }
        if is_odd || !gives_line || before * 2 > text.len() || in_cell && own <= LONGEST_CELL {
            self.other += own;
            return;
        }
        self.paragraphs.push(Paragraph { at, letters: own, is_sentence, stays: self.hidden == 0 });
    }

    /// Whether a paragraph says no more than a title.
    fn is_title(&self, text: &str) -> bool {
        let own = count(text);
        let may_be = |title: &&String| own * 4 <= count(title) * 5;
        text.len() < LONGEST_TITLE * 2 && self.titles.iter().filter(may_be).any(|title| overlap(text, title) > 0.7)
    }

    /// Whether the headline is a first heading: the title in the meta tags begins with one, see `head::headline`.
    fn is_by_first(&self) -> bool {
        let begins = |stated: &str, first: &str| {
            let is_cut = BEFORE_OUTLET.iter().any(|mark| first.contains(mark));
            !is_cut && stated.starts_with(first) && count(stated) <= count(first) * 4
        };
        let is_one = |stated: &String| self.firsts.iter().any(|first| begins(stated, first));
        !self.stated.is_empty() && self.stated.iter().all(is_one)
    }

    /// Whether an article surely stands on the page.
    pub(super) fn has_article(&self, lines: &Lines, lists: &PageLists) -> bool {
        let whole = self.running + self.joined;
        // See `body::clear`.
        let is_article = |own: &Stretch| own.running * 2 > whole && own.running >= SHORT && own.before < SHORT;
        let boxes: Vec<&Range<usize>> = self.boxes.iter().filter(|own| !is_article(own)).map(|own| &own.at).collect();
        let is_in = |paragraph: &Paragraph, outer: &Range<usize>| {
            outer.start <= paragraph.at.start && paragraph.at.end <= outer.end
        };
        let stays = |paragraph: &Paragraph| paragraph.stays && !boxes.iter().any(|outer| is_in(paragraph, outer));
        let staying: Vec<&Paragraph> = self.paragraphs.iter().filter(|paragraph| stays(paragraph)).collect();
        let Some(last) = staying.last() else { return false };
        let removed = |start: usize| {
            let holds = |own: &&Stretch| own.at.contains(&start) && !own.has_title && !is_article(own);
            self.boxes.iter().any(|own| holds(&own))
        };
        let ends = lines.starts.iter().filter(|start| **start <= last.at.start && !removed(**start));
        let (mut end, mut heading) = (usize::MAX, usize::MAX);
        for start in ends {
            match ending(&lines.text, *start, lists) {
                Some(How::Rest) => end = end.min(*start),
                Some(_) => heading = heading.min(*start),
                None => {}
            }
        }
        let gives_line = |paragraph: &Paragraph| {
            let behind = paragraph.at.end;
            behind <= end
                && (paragraph.is_sentence || behind <= heading)
                && !self.is_title(lines.text.get(paragraph.at.clone()).unwrap_or_default())
        };
        let none = self.paragraphs.iter().filter(|paragraph| !gives_line(paragraph)).map(|paragraph| paragraph.letters);
        let other = self.other + none.sum::<usize>();
        let sure = |within: &Range<usize>| {
            let own = staying.iter().filter(|paragraph| gives_line(paragraph) && is_in(paragraph, within));
            own.map(|paragraph| paragraph.letters).sum::<usize>()
        };
        let all = sure(&(0..lines.text.len()));
        let by_first = self.is_by_first();
        let own = self.articles.iter().filter(|(_, has_first)| *has_first || !by_first);
        let one = own.filter(|_| self.article_count > 1).map(|(at, _)| sure(at)).min().unwrap_or(all);
        one > 0 && other * 2 <= one
    }
}

/// What the phrase says that a line begins with, and the words from there on, its first ones.
fn phrase(line: &str, lists: &PageLists) -> Option<(How, Vec<String>)> {
    let own = words(line).map(|(_, word)| word).skip_while(|word| is_number(word));
    let own: Vec<String> = own.take(ASKED).collect();
    let (how, length) = lists.phrase(&own)?;
    Some((how, own.into_iter().skip(length).collect()))
}

/// How a line that begins at a byte ends the article, if it may: “Komentar (3)”.
fn ending(text: &str, start: usize, lists: &PageLists) -> Option<How> {
    let line = text.get(start..).and_then(|text| text.lines().next()).unwrap_or_default();
    let (how, behind) = phrase(line, lists)?;
    let ends = how == How::Heading || how == How::Rest && behind.iter().all(|word| is_number(word));
    ends.then_some(how)
}

fn is_number(word: &str) -> bool {
    word.parse::<u32>().is_ok()
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The words of a text.
fn count(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count()
}
