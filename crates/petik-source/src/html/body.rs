//! Where the article stands on the page. Three ways, the surest first: the elements in which known sites and programs
//! keep it; the part that dom_smoothie finds by the look of its paragraphs; the text that the page gives to search engines.

use super::head::Headline;
use super::json_ld::{JsonLd, plain};
use super::lines::{self, Line};
use super::lists::OnPage;
use super::words::words;
use super::{filter, lines::Kind};
use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};

/// Letters that an article has at least; a shorter text makes petik look further.
const SHORT: usize = 250;

/// Words between the headline and the first paragraph that a line about author and day has at most.
const LONGEST_BYLINE: usize = 20;

/// Teasers that stand side by side at least; fewer could be links in a list of the article.
const TEASERS: usize = 4;

/// Words of a teaser's title at least; linked names of regions are shorter.
const TEASER_TITLE: usize = 5;

/// Takes what is no article out of the tree.
pub(super) fn clear(document: &Document, headline: Option<&Headline<'_>>, lists: &OnPage<'_>) {
    let node = headline.and_then(|headline| headline.node);
    let holds_headline = |other: &NodeRef<'_>| {
        node.is_some_and(|node| node.id == other.id || node.ancestors_it(None).any(|outer| outer.id == other.id))
    };
    for selector in lists.boxes() {
        for found in document.select_matcher(selector).nodes() {
            // Some themes put the names of boxes on the page as a whole.
            if !holds_headline(found) && !found.has_name("body") {
                found.remove_from_parent();
            }
        }
    }
    remove_teasers(document, holds_headline);
    // Those that a portal lets follow without an end.
    let Some(own) = node.and_then(|node| node.ancestors_it(None).find(|outer| outer.has_name("article"))) else {
        return;
    };
    if own.normalized_char_count() < SHORT {
        return;
    }
    for other in document.select("article").nodes() {
        let inside = other.ancestors_it(None).any(|outer| outer.id == own.id);
        if !inside && !holds_headline(other) {
            other.remove_from_parent();
        }
    }
}

/// Takes out rows of teasers: four and more elements of one kind side by side, each with the linked title of an article.
/// Paragraphs, table rows and pictures with captions can look so and be the article.
fn remove_teasers(document: &Document, holds_headline: impl Fn(&NodeRef<'_>) -> bool) {
    let Some(body) = document.body() else { return };
    let outer: Vec<NodeRef<'_>> = body.descendants_it().filter(NodeRef::is_element).collect();
    for node in outer {
        let children: Vec<NodeRef<'_>> = node.children_it(false).filter(NodeRef::is_element).collect();
        let kind = |child: &NodeRef<'_>| (child.node_name(), child.class().unwrap_or_default());
        let mut from = 0;
        while let Some(first) = children.get(from) {
            let run = children[from..].iter().take_while(|child| kind(child) == kind(first)).count();
            let row = &children[from..from + run];
            if run >= TEASERS && row.iter().all(|child| is_teaser(child) && !holds_headline(child)) {
                row.iter().for_each(NodeRef::remove_from_parent);
            }
            from += run;
        }
    }
}

fn is_teaser(node: &NodeRef<'_>) -> bool {
    let kept = ["p", "tr", "td", "tbody", "br", "a", "span", "figure"];
    if kept.iter().any(|name| node.has_name(name)) || node.normalized_char_count() > 400 {
        return false;
    }
    node.descendants_it()
        .any(|inner| inner.has_name("a") && inner.has_attr("href") && words(&inner.text()).count() >= TEASER_TITLE)
}

/// The lines of the article, without its headline.
pub(super) fn find(document: Document, headline: Option<&Place>, json_ld: &JsonLd, lists: &OnPage<'_>) -> Vec<Line> {
    let title = headline.map(|headline| headline.text.as_str());
    let article = |lines: Vec<Line>| filter::article_lines(lines, title, lists.lists);
    let above = headline.map(|headline| above(&document, headline, lists)).unwrap_or_default();
    let mut best = known_body(&document, headline, lists, &article);
    if letters(&best) < SHORT {
        let other = article(by_look(document));
        if letters(&other) > letters(&best) * 3 / 2 {
            best = other;
        }
    }
    if let Some(body) = &json_ld.body {
        let stated = article(if body.contains('<') {
            lines::lines(&Document::fragment(body.as_str()).root())
        } else {
            lines::plain(&plain(body))
        });
        // The text for search engines has lost its paragraphs and captions: only where it says clearly more.
        if letters(&stated) > letters(&best) * 3 / 2 {
            best = stated;
        }
    }
    let mut all = above;
    all.retain(|line| !best.iter().any(|other| other.text == line.text));
    all.extend(best);
    all
}

/// The headline, as far as the rest of the reading needs it.
pub(super) struct Place {
    pub(super) text: String,
    /// Its node, where it has one of its own: nodes are numbered in the order of the page.
    pub(super) node: Option<NodeId>,
    /// Whether lines about the day are wanted: no other clue gave one.
    pub(super) day_wanted: bool,
}

fn letters(lines: &[Line]) -> usize {
    lines.iter().map(|line| line.text.chars().filter(|c| c.is_alphanumeric()).count()).sum()
}

/// The first element of a known site or program that holds enough text behind the headline.
fn known_body(
    document: &Document,
    headline: Option<&Place>,
    lists: &OnPage<'_>,
    article: &impl Fn(Vec<Line>) -> Vec<Line>,
) -> Vec<Line> {
    let mut best = Vec::new();
    for selector in lists.bodies() {
        for node in document.select_matcher(selector).nodes() {
            let ends_before = headline
                .and_then(|headline| headline.node)
                .is_some_and(|headline| node.id < headline && !node.descendants_it().any(|inner| inner.id == headline));
            if ends_before {
                continue;
            }
            let found = article(lines::lines(node));
            if letters(&found) >= SHORT {
                return found;
            }
            if letters(&found) > letters(&best) {
                best = found;
            }
        }
    }
    best
}

/// The part of the page that looks like an article.
fn by_look(document: Document) -> Vec<Line> {
    let config = Config { disable_json_ld: true, char_threshold: SHORT, ..Config::default() };
    let Ok(mut reader) = Readability::with_document(document, None, Some(config)) else { return Vec::new() };
    match reader.parse() {
        Ok(found) => lines::lines(&Document::fragment(found.content).root()),
        Err(_) => Vec::new(),
    }
}

/// Captions that stand between the headline and the first paragraph, and the day, if it is wanted.
fn above(document: &Document, headline: &Place, lists: &OnPage<'_>) -> Vec<Line> {
    let behind = |node: &NodeRef<'_>| Some(node.id) > headline.node;
    let first = document.select("p, br").nodes().iter().filter(|node| behind(node)).find_map(|node| {
        let text = if node.has_name("p") { node.text() } else { node.parent()?.text() };
        (text.len() > 120).then_some(node.id)
    });
    let between = |node: &NodeRef<'_>| behind(node) && first.is_none_or(|first| node.id < first);
    let mut found = Vec::new();
    for selector in lists.captions() {
        for node in document.select_matcher(selector).nodes() {
            if between(node) {
                let lines = lines::lines(node).into_iter().filter(|line| line.linked() < 0.9);
                found.extend(lines.map(|line| (node.id, Line { kind: Kind::Caption, ..line })));
            }
        }
    }
    if headline.day_wanted {
        found.extend(day_line(document, headline.node, between));
    }
    found.sort_by_key(|(at, _)| *at);
    found.dedup_by(|a, b| a.1.text == b.1.text);
    found.into_iter().map(|(_, line)| line).collect()
}

/// The line with a year and more digits behind the headline: the engine reads the day in it.
fn day_line(
    document: &Document,
    headline: Option<NodeId>,
    between: impl Fn(&NodeRef<'_>) -> bool,
) -> Option<(NodeId, Line)> {
    let body = document.body()?;
    let texts = body.descendants_it().filter(|node| node.is_text() && between(node));
    let outside = |node: &NodeRef<'_>| !node.ancestors_it(None).any(|outer| Some(outer.id) == headline);
    let found = texts.filter(outside).find(|node| {
        let text = node.text();
        let numbers: Vec<u32> = words(&text).filter_map(|(_, word)| word.parse().ok()).collect();
        let has_year = numbers.iter().any(|number| (1994..2100).contains(number));
        has_year && numbers.len() > 1 && words(&text).count() <= LONGEST_BYLINE
    })?;
    let line = lines::lines(&found).into_iter().next()?;
    Some((found.id, line))
}
