//! The tree under construction, watched: the parser builds a [`Document`] through this, which sees how deep and how large
//! the tree gets. All else is handed on.

use dom_query::{Document, NodeId};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::TreeSink;
use html5ever::{Attribute, QualName};
use std::borrow::Cow;
use std::cell::Cell;

/// A document whose growth is watched.
#[derive(Default)]
pub(super) struct Watched {
    document: Document,
    /// The deepest place at which something was put, up to [`Watched::FAR`].
    depth: Cell<usize>,
    /// The most attributes of one element.
    attributes: Cell<usize>,
    /// How often the parser came here: not at all while it reads a tag or a comment.
    events: Cell<usize>,
}

impl Watched {
    /// Depths are not told apart beyond this; counting them would cost the square of the depth.
    pub(super) const FAR: usize = 2048;

    pub(super) fn depth(&self) -> usize {
        self.depth.get()
    }

    pub(super) fn attributes(&self) -> usize {
        self.attributes.get()
    }

    pub(super) fn events(&self) -> usize {
        self.events.get()
    }

    fn event(&self) {
        self.events.set(self.events.get() + 1);
    }

    pub(super) fn nodes(&self) -> usize {
        self.document.tree.len()
    }

    fn note(&self, parent: &NodeId, child: &NodeOrText<NodeId>) {
        // Texts come letter by letter from some pages, and nothing can stand below them.
        if matches!(child, NodeOrText::AppendText(_)) {
            return;
        }
        let depth = self.document.tree.ancestor_ids_of_it(parent, Some(Self::FAR)).count();
        self.depth.set(self.depth.get().max(depth));
    }
}

impl TreeSink for Watched {
    type Handle = NodeId;
    type Output = Document;
    type ElemName<'a> = <Document as TreeSink>::ElemName<'a>;

    fn finish(self) -> Document {
        self.document
    }

    fn parse_error(&self, _: Cow<'static, str>) {
        // One message for each slip of the page, of no use here.
    }

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Self::ElemName<'a> {
        self.event();
        self.document.elem_name(target)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.event();
        self.attributes.set(self.attributes.get().max(attrs.len()));
        self.document.create_element(name, attrs, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.event();
        self.document.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.document.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.event();
        self.note(parent, &child);
        self.document.append(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        self.note(element, &child);
        self.note(previous, &child);
        self.document.append_based_on_parent_node(element, previous, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        self.document.append_doctype_to_document(name, public_id, system_id);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.document.get_template_contents(target)
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        self.document.same_node(x, y)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.note(sibling, &child);
        self.document.append_before_sibling(sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.attributes.set(self.attributes.get().max(attrs.len()));
        self.document.add_attrs_if_missing(target, attrs);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        // The new parent was put where it stands before, or will be, and is noted then.
        self.document.reparent_children(node, new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.document.is_mathml_annotation_xml_integration_point(handle)
    }
}
