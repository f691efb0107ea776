//! Where the article stands on the page. Three ways, the surest first: the elements in which known sites and programs
//! keep it; the part that holds most of the running text; the text that the page gives to search engines.

use super::head::Headline;
use super::json_ld::{JsonLd, plain};
use super::lines::{self, Line};
use super::lists::OnPage;
use super::running::Running;
use super::words::{squeezed, words};
use super::{byline, filter, lines::Kind};
use dom_query::{Document, NodeId, NodeRef};

/// Letters that an article has at least; a shorter text makes petik look further.
const SHORT: usize = 250;

/// The share of the running text, in percent, that the element of a known site holds at least. One with less is a lead, or one
/// of many parts.
const KNOWN: usize = 40;

/// The share of the running text, in percent, that leads from an element to one inside of it. Sections that share the text
/// stay together.
const MOST: usize = 70;

/// Elements that can be a menu as a whole.
const MENUS: [&str; 8] = ["div", "section", "ul", "ol", "form", "dl", "header", "figure"];

/// Words between the headline and the first paragraph that a line about author and day has at most.
const LONGEST_BYLINE: usize = 20;

/// Teasers that stand side by side at least; fewer could be links in a list of the article.
const TEASERS: usize = 4;

/// Words of a teaser's title at least; linked names of regions are shorter.
pub(super) const TEASER_TITLE: usize = 5;

/// Shows what stands on the page for browsers without scripts, where there is no article otherwise.
pub(super) fn show_without_scripts(document: &Document) {
    let hidden = document.select("noscript");
    let whole = || document.body().map_or(0, |body| Running::of(document).within(&body));
    // Most hold a counter of readers.
    if hidden.text().len() >= SHORT && whole() < SHORT {
        hidden.nodes().iter().for_each(|node| node.rename("div"));
    }
}

/// Takes what is no article out of the tree. Says so where more than one article stood on the page.
pub(super) fn clear(document: &Document, headline: Option<&Headline<'_>>, lists: &OnPage<'_>) -> Option<String> {
    let node = headline.and_then(|headline| headline.node);
    let holds_headline = |other: &NodeRef<'_>| {
        node.is_some_and(|node| node.id == other.id || node.ancestors_it(None).any(|outer| outer.id == other.id))
    };
    let running = Running::of(document);
    let whole = document.body().map_or(0, |body| running.within(&body));
    // Whatever its class is called (“penanaman-modal”): what follows the headline and holds most of the running text is the
    // article. Comments may be longer than that, but stand behind it.
    let is_article = |other: &NodeRef<'_>| {
        let own = running.within(other);
        let before = || running.between(node.map(|node| node.id), other.id);
        own * 2 > whole && own >= SHORT && before() < SHORT
    };
    for selector in lists.boxes() {
        for found in document.select_matcher(selector).nodes() {
            // Some themes put the names of boxes on the page as a whole.
            if !holds_headline(found) && !found.has_name("body") && !is_article(found) {
                found.remove_from_parent();
            }
        }
    }
    remove_teasers(document, holds_headline);
    let articles = document.select("article, .hentry");
    let own = node.and_then(|node| node.ancestors_it(None).find(byline::is_article));
    let inside = |node: &NodeRef<'_>, outer: &NodeRef<'_>| node.ancestors_it(None).any(|other| other.id == outer.id);
    let others = articles
        .nodes()
        .iter()
        .filter(|node| own.is_none_or(|own| node.id != own.id && !inside(node, &own)) && !holds_headline(node));
    let titles: Vec<String> = others.clone().filter_map(|node| title(node, &running)).collect();
    match own {
        // Those that a portal lets follow without an end.
        Some(own) if own.normalized_char_count() >= SHORT => {
            others.for_each(NodeRef::remove_from_parent);
            (!titles.is_empty()).then(|| {
                format!("holds other articles, which are left out ({}): give each a page of its own", quoted(&titles))
            })
        }
        _ => (titles.len() > 1).then(|| {
            format!("holds several articles, which are read as one ({}): give each a page of its own", quoted(&titles))
        }),
    }
}

/// The title of `article`, if it is a whole one: teasers are shorter, comments have none.
fn title(article: &NodeRef<'_>, running: &Running) -> Option<String> {
    if running.within(article) < SHORT {
        return None;
    }
    let heading = article.descendants_it().find(|inner| ["h1", "h2", "h3"].iter().any(|name| inner.has_name(name)))?;
    let title = squeezed(&heading.text());
    (!title.is_empty()).then_some(title)
}

/// The first of `titles`, quoted, with the number of the rest.
fn quoted(titles: &[String]) -> String {
    let (shown, rest) = titles.split_at(titles.len().min(2));
    let shown: Vec<String> = shown.iter().map(|title| format!("“{title}”")).collect();
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    shown.join(", ") + &more
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
    let running = Running::of(&document);
    let reader = Reader { document: &document, headline, running: &running };
    let mut best = known_body(&reader, lists, &article);
    if letters(&best) < SHORT {
        let other = reader.densest().map(|node| article(reader.lines(&node))).unwrap_or_default();
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

/// The lines of the first element of a known site or program that holds enough of the running text.
fn known_body(reader: &Reader<'_>, lists: &OnPage<'_>, article: &impl Fn(Vec<Line>) -> Vec<Line>) -> Vec<Line> {
    let mut best = Vec::new();
    for selector in lists.bodies() {
        for node in reader.document.select_matcher(selector).nodes() {
            if reader.ends_before_headline(node) || !reader.holds(node, KNOWN) {
                continue;
            }
            let found = article(reader.lines(node));
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

/// A page whose boxes are cleared, with what is known of it.
struct Reader<'p> {
    document: &'p Document,
    headline: Option<&'p Place>,
    running: &'p Running,
}

impl<'p> Reader<'p> {
    /// Whether `node` holds this percentage of the running text of the page.
    fn holds(&self, node: &NodeRef<'_>, percent: usize) -> bool {
        let whole = self.document.body().map_or(0, |body| self.running.within(&body));
        self.running.within(node) * 100 >= whole * percent
    }

    fn ends_before_headline(&self, node: &NodeRef<'_>) -> bool {
        let headline = self.headline.and_then(|headline| headline.node);
        headline.is_some_and(|headline| node.id < headline && !node.descendants_it().any(|inner| inner.id == headline))
    }

    /// The innermost element that holds most of the running text of the page.
    fn densest(&self) -> Option<NodeRef<'p>> {
        let mut node = self.document.body()?;
        loop {
            let most = self.running.within(&node) * MOST / 100;
            let holds_most = |child: &NodeRef<'_>| self.running.within(child) > most && !is_paragraph(child);
            match node.children_it(false).find(holds_most) {
                Some(child) => node = child,
                None => return Some(node),
            }
        }
    }

    /// The lines of `node`, without its menus, behind those of the lead that many pages set above the article.
    fn lines(&self, node: &NodeRef<'_>) -> Vec<Line> {
        let mut lines = self.lead(node);
        for inner in node.descendants_it().filter(NodeRef::is_element).collect::<Vec<_>>() {
            if MENUS.iter().any(|name| inner.has_name(name)) && self.running.is_menu(&inner) && !is_announced(&inner) {
                inner.remove_from_parent();
            }
        }
        lines.extend(lines::lines(node));
        lines
    }

    /// The paragraphs between the headline and `node`.
    fn lead(&self, node: &NodeRef<'_>) -> Vec<Line> {
        let Some(from) = self.headline.and_then(|headline| headline.node) else { return Vec::new() };
        let outer: Vec<NodeId> = node.ancestors_it(None).map(|outer| outer.id).collect();
        let outside = self.running.paragraphs_between(Some(from), node.id).filter(|id| !outer.contains(id));
        outside.filter_map(|id| self.document.tree.get(&id)).flat_map(|node| lines::lines(&node)).collect()
    }
}

fn is_paragraph(node: &NodeRef<'_>) -> bool {
    ["p", "li", "td", "blockquote"].iter().any(|name| node.has_name(name))
}

/// Whether the text before `node` leads up to it: “Berikut daftar pesertanya:”.
fn is_announced(node: &NodeRef<'_>) -> bool {
    node.prev_element_sibling().is_some_and(|before| before.text().trim_end().ends_with(':'))
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
    let own_line = |node: &NodeRef<'_>| !byline::is_elsewhere(node, None) && !byline::is_in_sentence(node);
    let found = texts.filter(outside).filter(own_line).find(|node| {
        let text = node.text();
        let numbers: Vec<u32> = words(&text).filter_map(|(_, word)| word.parse().ok()).collect();
        let has_year = numbers.iter().any(|number| (1994..2100).contains(number));
        has_year && numbers.len() > 1 && words(&text).count() <= LONGEST_BYLINE
    })?;
    let line = lines::lines(&found).into_iter().next()?;
    Some((found.id, line))
}
