//! A tree of labels, drawn with lines.

use std::io::{self, Write};

/// A label with what belongs to it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    label: String,
    children: Vec<Tree>,
}

impl Tree {
    pub(super) fn new(label: impl Into<String>) -> Self {
        Tree { label: label.into(), children: Vec::new() }
    }

    /// A tree with these children.
    pub(super) fn with(label: impl Into<String>, children: impl IntoIterator<Item = Tree>) -> Self {
        Tree { label: label.into(), children: children.into_iter().collect() }
    }

    pub(super) fn push(&mut self, child: Tree) {
        self.children.push(child);
    }

    /// Draws the tree; its root stands at the left margin.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{}", self.label)?;
        self.write_children(out, "")
    }

    fn write_children(&self, out: &mut impl Write, margin: &str) -> io::Result<()> {
        for (at, child) in self.children.iter().enumerate() {
            let last = at + 1 == self.children.len();
            writeln!(out, "{margin}{}{}", if last { "└─ " } else { "├─ " }, child.label)?;
            child.write_children(out, &format!("{margin}{}", if last { "   " } else { "│  " }))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_run_past_grandchildren() {
        let tree = Tree::with("a", [Tree::with("b", [Tree::new("c")]), Tree::new("d")]);
        let mut drawn = Vec::new();
        assert!(tree.write(&mut drawn).is_ok());
        assert_eq!(String::from_utf8_lossy(&drawn), "a\n├─ b\n│  └─ c\n└─ d\n");
    }
}
