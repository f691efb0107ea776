//! Running text: sentences one behind the other, as articles are made of. Menus, teasers, buttons and notes are short or lead
//! elsewhere, so how much running text an element holds tells what it is for, whatever its class is called.

use super::lines::{INLINE, SILENT, is_hidden};
use dom_query::{Document, NodeData, NodeId, NodeRef};
use std::collections::HashMap;
use std::ops::AddAssign;

/// Letters that a paragraph has at least; a shorter one could be a label, a date, or the title of something.
pub(super) const SHORTEST: usize = 60;

/// The text of a page, told by the element that holds it.
#[derive(Debug, Default)]
pub(super) struct Running {
    /// What each block holds; those without text hold nothing and are left out.
    held: HashMap<NodeId, Held>,
    /// The blocks that paragraphs stand in, with their letters, in the order of the page.
    paragraphs: Vec<(NodeId, usize)>,
}

/// What an element holds, in letters.
#[derive(Debug, Default, Clone, Copy)]
struct Held {
    all: usize,
    linked: usize,
    running: usize,
}

impl AddAssign for Held {
    fn add_assign(&mut self, other: Held) {
        self.all += other.all;
        self.linked += other.linked;
        self.running += other.running;
    }
}

impl Running {
    /// The text of `document`.
    pub(super) fn of(document: &Document) -> Self {
        let mut running = Running::default();
        if let Some(body) = document.body() {
            running.block(&body);
        }
        running
    }

    /// The letters of running text in `node`.
    pub(super) fn within(&self, node: &NodeRef<'_>) -> usize {
        self.held(node).running
    }

    /// The letters of running text that begin behind `from` and before `to`.
    pub(super) fn between(&self, from: Option<NodeId>, to: NodeId) -> usize {
        self.behind(from, to).map(|(_, letters)| letters).sum()
    }

    /// The blocks with running text that begin behind `from` and before `to`.
    pub(super) fn paragraphs_between(&self, from: Option<NodeId>, to: NodeId) -> impl Iterator<Item = NodeId> {
        let mut blocks: Vec<NodeId> = self.behind(from, to).map(|(id, _)| *id).collect();
        blocks.dedup();
        blocks.into_iter()
    }

    fn behind(&self, from: Option<NodeId>, to: NodeId) -> impl Iterator<Item = &(NodeId, usize)> {
        self.paragraphs.iter().filter(move |(id, _)| from.is_none_or(|from| from < *id) && *id < to)
    }

    /// Whether `node` holds links and no sentence.
    pub(super) fn is_menu(&self, node: &NodeRef<'_>) -> bool {
        let held = self.held(node);
        held.running == 0 && held.linked * 10 > held.all * 6
    }

    fn held(&self, node: &NodeRef<'_>) -> Held {
        self.held.get(&node.id).copied().unwrap_or_default()
    }

    /// What `node` holds, which stands alone on its lines.
    fn block(&mut self, node: &NodeRef<'_>) -> Held {
        let (mut open, mut held) = (Held::default(), Held::default());
        self.children(node, node, &mut open, &mut held, false);
        self.close(node, &mut open, &mut held);
        if held.all > 0 {
            self.held.insert(node.id, held);
        }
        held
    }

    /// Adds what the children of `node` hold to `held`. `owner` is the block that `node` stands in, `open` its paragraph under
    /// way.
    fn children(&mut self, node: &NodeRef<'_>, owner: &NodeRef<'_>, open: &mut Held, held: &mut Held, linked: bool) {
        enum What {
            Nothing,
            Inline { leads: bool },
            Block,
        }
        for child in node.children_it(false) {
            let what = child.query_or(What::Nothing, |node| match &node.data {
                NodeData::Text { contents } => {
                    let letters = contents.chars().filter(|c| c.is_alphanumeric()).count();
                    open.all += letters;
                    open.linked += if linked { letters } else { 0 };
                    What::Nothing
                }
                NodeData::Element(element) => match element.name.local.as_ref() {
                    "a" => What::Inline { leads: true },
                    name if SILENT.contains(&name) => What::Nothing,
                    name if INLINE.contains(&name) => What::Inline { leads: false },
                    _ => What::Block,
                },
                _ => What::Nothing,
            });
            match what {
                What::Nothing => {}
                What::Inline { leads } => self.children(&child, owner, open, held, linked || leads),
                What::Block if is_hidden(&child) => {}
                What::Block => {
                    self.close(owner, open, held);
                    *held += if linked { self.linked_block(&child) } else { self.block(&child) };
                }
            }
        }
    }

    /// A block inside of a link: the teaser of another article.
    fn linked_block(&mut self, node: &NodeRef<'_>) -> Held {
        let all = node.text().chars().filter(|c| c.is_alphanumeric()).count();
        Held { all, linked: all, running: 0 }
    }

    /// Ends the paragraph under way, which stands in `owner`.
    fn close(&mut self, owner: &NodeRef<'_>, open: &mut Held, held: &mut Held) {
        let mut closed = std::mem::take(open);
        if closed.all >= SHORTEST && closed.linked * 2 <= closed.all {
            closed.running = closed.all;
            self.paragraphs.push((owner.id, closed.all));
        }
        *held += closed;
    }
}
