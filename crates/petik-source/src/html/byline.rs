//! The line about author and day: “Diposting: Kamis, 21 April 2022 10:15 WIB”, “21/04/2022 | admin”. It stands around the
//! headline, before the text; a day within a sentence is what the sentence speaks of.

use super::day::{self, Place};
use super::lists::How;
use super::words::words;
use crate::day::{LONGEST_BYLINE, Stamp};
use dom_query::{Document, NodeId, NodeRef};
use petik_core::record::PublishedBy;

/// Words of a line that ends as a sentence does, if it is one.
const SENTENCE: usize = 8;

/// Bytes of a text from which it is a paragraph of the article.
const PARAGRAPH: usize = 120;

/// Texts above the headline that are looked at: the section, the day.
const ABOVE: usize = 4;

/// Texts below it that are looked at.
const BELOW: usize = 30;

/// Texts on one side of the headline that are looked at in all: a page made to hurt has very many.
const MOST: usize = 400;

/// Letters and nodes of a teaser at most.
const TEASER: usize = 400;

/// Words of a linked title at least; a linked name of an author is shorter.
const TITLE: usize = 5;

/// Elements whose text stands in the line around them.
const INLINE: [&str; 14] =
    ["a", "abbr", "b", "bdi", "em", "font", "i", "label", "small", "span", "strong", "sub", "sup", "time"];

/// Elements that hold no part of an article.
const ELSEWHERE: [&str; 8] = ["head", "aside", "footer", "nav", "script", "style", "noscript", "select"];

/// Looks for lines about author and day.
pub(super) struct Lines<'p>(pub(super) &'p Place<'p>);

/// A day with what shows it.
pub(super) type Seen = (Stamp, PublishedBy);

impl Lines<'_> {
    /// The elements that are known to hold the line.
    pub(super) fn labelled<'d>(&self, document: &'d Document) -> Vec<NodeRef<'d>> {
        self.0.page.bylines().flat_map(|selector| document.select_matcher(selector).nodes().to_vec()).collect()
    }

    /// The day between the headline and the text.
    pub(super) fn above_text(&self, document: &Document, labelled: &[NodeRef<'_>]) -> Option<Seen> {
        let texts = texts(document);
        let (_, below) = self.sides(&texts);
        let to_text = below.iter().take(MOST).filter(|node| self.is_line(node)).take(BELOW);
        let lines: Vec<&NodeRef<'_>> = to_text.take_while(|node| node.text().trim().len() <= PARAGRAPH).collect();
        self.known(labelled, &lines).or_else(|| lines.iter().find_map(|node| self.seen(node)))
    }

    /// The day in an element that is known to hold it, not far behind the headline: below the first paragraph.
    pub(super) fn near(&self, document: &Document) -> Option<Seen> {
        let texts = texts(document);
        let (_, below) = self.sides(&texts);
        let near: Vec<&NodeRef<'_>> = below.iter().take(MOST).filter(|node| self.is_line(node)).take(BELOW).collect();
        self.known(&self.labelled(document), &near)
    }

    /// The day right above the headline, where a page may have the one on which it was called.
    pub(super) fn above(&self, document: &Document) -> Option<Seen> {
        let texts = texts(document);
        let (above, _) = self.sides(&texts);
        let mut near = above.iter().rev().take(MOST).filter(|node| self.is_line(node)).take(ABOVE);
        near.find_map(|node| self.seen(node))
    }

    /// The day that all short lines behind the headline name: blogs have it below the text.
    pub(super) fn only(&self, document: &Document) -> Option<Seen> {
        let texts = texts(document);
        let (_, below) = self.sides(&texts);
        let has_number = |node: &&NodeRef<'_>| node.text().contains(|c: char| c.is_ascii_digit());
        let numbered = below.iter().filter(has_number).take(MOST).filter(|node| self.is_line(node));
        one_day(numbered.filter_map(|node| self.seen(node)))
    }

    /// The day that the article names beside its text, in an aside of its own or at its foot, if it is one only.
    pub(super) fn beside_text(&self, document: &Document, labelled: &[NodeRef<'_>]) -> Option<Seen> {
        let own = self.article(document);
        let is_own = |node: &NodeRef<'_>| {
            let outer = node.ancestors_it(None).find(is_marked_article).map(|outer| outer.id);
            outer == own && (own.is_some() || !is_elsewhere(node, self.0.headline)) && !self.is_of_others(node)
        };
        let times = day::times(document).into_iter().filter(is_own);
        let times = times.filter(|time| day::is_stated(time) || !is_in_sentence(time));
        let times = times.filter_map(|time| Some((self.0.read(&day::attribute(&time))?, PublishedBy::Time)));
        let lines = labelled.iter().take(MOST).filter(|node| is_own(node));
        let lines = lines.filter(|node| !is_in_teaser(node, self.0.headline));
        one_day(times.chain(lines.filter_map(|node| self.seen(node))))
    }

    /// The article that holds the headline, or the only one of the page.
    fn article(&self, document: &Document) -> Option<NodeId> {
        let holds = self.0.headline.and_then(|headline| headline.ancestors_it(None).find(is_marked_article));
        holds.map(|outer| outer.id).or_else(|| match document.select("article").nodes() {
            [only] => Some(only.id),
            _ => None,
        })
    }

    /// The texts before the headline and those behind its start.
    fn sides<'t, 'n>(&self, texts: &'t [NodeRef<'n>]) -> (&'t [NodeRef<'n>], &'t [NodeRef<'n>]) {
        let own = self.0.headline.map(|headline| headline.id);
        texts.split_at(texts.partition_point(|node| Some(node.id) <= own))
    }

    fn is_line(&self, node: &NodeRef<'_>) -> bool {
        let own = self.0.headline.map(|headline| headline.id);
        let in_headline = || node.ancestors_it(None).any(|outer| Some(outer.id) == own);
        !node.text().trim().is_empty() && !in_headline() && !is_elsewhere(node, self.0.headline)
    }

    /// The day in an element that is known to hold it, from the headline to the last of `near`.
    fn known(&self, labelled: &[NodeRef<'_>], near: &[&NodeRef<'_>]) -> Option<Seen> {
        let (first, last) = (self.0.headline.map(|headline| headline.id), near.last()?.id);
        let is_near = |node: &NodeRef<'_>| {
            let text = node.descendants_it().find(NodeRef::is_text);
            text.is_some_and(|text| first <= Some(text.id) && text.id <= last) && !is_elsewhere(node, self.0.headline)
        };
        labelled.iter().filter(|node| is_near(node)).find_map(|node| self.seen(node))
    }

    /// The day in the line around `node`.
    fn seen(&self, node: &NodeRef<'_>) -> Option<Seen> {
        let line = if node.is_text() { line_around(node) } else { node.text().to_string() };
        if is_sentence(&line) || self.tells_change(&line) || self.is_caption(node) {
            return None;
        }
        let stamp = Stamp::local(self.0.read(&line)?.day);
        let in_time = node.ancestors_it(None).any(|outer| outer.has_name("time"));
        Some((stamp, if in_time { PublishedBy::Time } else { PublishedBy::Byline }))
    }

    /// Whether a node stands in a box of comments or of other articles.
    fn is_of_others(&self, node: &NodeRef<'_>) -> bool {
        let in_box = |outer: &NodeRef<'_>| self.0.page.others().any(|selector| selector.match_element(outer));
        node.ancestors_it(None).take_while(|outer| !outer.has_name("body")).any(|outer| in_box(&outer))
    }

    /// “Diperbarui: 23 April 2022”.
    fn tells_change(&self, line: &str) -> bool {
        let words: Vec<String> = words(line).map(|(_, word)| word).collect();
        matches!(self.0.page.lists.phrase(&words), Some((How::Changed, _)))
    }

    /// “Wali Kota meneken nota kesepakatan, Rabu (20/4/2022)”.
    fn is_caption(&self, node: &NodeRef<'_>) -> bool {
        node.ancestors_it(None).any(|outer| {
            outer.has_name("figcaption") || self.0.page.captions().any(|selector| selector.match_element(&outer))
        })
    }
}

/// Whether an element is an article: the page's own or another one.
pub(super) fn is_article(node: &NodeRef<'_>) -> bool {
    node.has_name("article") || node.has_class("hentry")
}

/// The same, or one that says so to programs.
fn is_marked_article(node: &NodeRef<'_>) -> bool {
    let is_marked = |kind: &str| kind.ends_with("Article") || kind.ends_with("Posting");
    is_article(node) || node.attr("itemtype").is_some_and(|kind| is_marked(&kind))
}

/// The day that all of these name.
fn one_day(mut days: impl Iterator<Item = Seen>) -> Option<Seen> {
    let first = days.next()?;
    days.all(|(stamp, _)| stamp.day == first.0.day).then_some(first)
}

fn texts(document: &Document) -> Vec<NodeRef<'_>> {
    document.tree.root().descendants_it().filter(NodeRef::is_text).collect()
}

/// Whether a node stands in a part of the page that is no article, or beside the linked title of another one.
pub(super) fn is_elsewhere(node: &NodeRef<'_>, headline: Option<&NodeRef<'_>>) -> bool {
    let outer = || node.ancestors_it(None);
    let in_article = || outer().any(|outer| outer.has_name("article"));
    outer().any(|outer| ELSEWHERE.iter().any(|name| outer.has_name(name)))
        || outer().any(|outer| outer.has_name("header") && !holds(&outer, headline)) && !in_article()
        || is_in_teaser(node, headline)
}

fn holds(outer: &NodeRef<'_>, headline: Option<&NodeRef<'_>>) -> bool {
    headline.is_some_and(|own| own.id == outer.id || own.ancestors_it(None).any(|above| above.id == outer.id))
}

fn is_in_teaser(node: &NodeRef<'_>, headline: Option<&NodeRef<'_>>) -> bool {
    let around = node.ancestors_it(Some(3)).take_while(|outer| !holds(outer, headline) && is_short(outer));
    around.into_iter().any(|outer| {
        // Not “21 April 2022 10:15”, which links to the article itself.
        let of_letters = |(_, word): &(usize, String)| word.starts_with(char::is_alphabetic);
        let is_title = |inner: &NodeRef<'_>| {
            inner.has_name("a") && words(&inner.text()).filter(of_letters).nth(TITLE - 1).is_some()
        };
        is_title(&outer) || outer.descendants_it().any(|inner| is_title(&inner))
    })
}

/// Whether a node has no more letters and nodes than a teaser.
fn is_short(node: &NodeRef<'_>) -> bool {
    let nodes = || node.descendants_it().take(TEASER + 1);
    let letters: usize =
        nodes().filter(NodeRef::is_text).map(|text| text.text().trim().chars().take(TEASER + 1).count()).sum();
    nodes().count() <= TEASER && letters <= TEASER
}

/// Whether the line around a node is a sentence, or longer than one about author and day.
pub(super) fn is_in_sentence(node: &NodeRef<'_>) -> bool {
    is_sentence(&line_around(node))
}

fn is_sentence(line: &str) -> bool {
    let words = words(line).count();
    words > LONGEST_BYLINE || words >= SENTENCE && line.trim_end().ends_with(['.', '!', '?'])
}

/// What stands on one line with `node`: an element that is not of a line, such as `br`, ends it.
fn line_around(node: &NodeRef<'_>) -> String {
    let is_inline = |node: &NodeRef<'_>| INLINE.iter().any(|name| node.has_name(name));
    let Some(block) = node.ancestors_it(None).find(|outer| !is_inline(outer)) else { return String::new() };
    let (mut line, mut is_own) = (String::new(), false);
    for inner in block.descendants_it() {
        is_own |= inner.id == node.id;
        if inner.is_text() {
            line += &inner.text();
            line.push(' ');
        } else if inner.is_element() && !is_inline(&inner) {
            if is_own {
                break;
            }
            line.clear();
        }
    }
    line
}
