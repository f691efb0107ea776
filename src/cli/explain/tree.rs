//! A tree of labels, drawn with lines.

use crate::cli::screen::{Line, Screen};
use std::io::{self, Write};

/// A label with what belongs to it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    label: Line,
    children: Vec<Tree>,
}

impl Tree {
    pub(super) fn new(label: impl Into<Line>) -> Self {
        Tree { label: label.into(), children: Vec::new() }
    }

    /// A tree with these children.
    pub(super) fn with(label: impl Into<Line>, children: impl IntoIterator<Item = Tree>) -> Self {
        Tree { label: label.into(), children: children.into_iter().collect() }
    }

    pub(super) fn push(&mut self, child: Tree) {
        self.children.push(child);
    }

    /// Draws the tree; its root stands at the left margin.
    pub(super) fn write(&self, out: &mut Screen<impl Write>) -> io::Result<()> {
        self.draw(out, "", "")
    }

    /// Draws the tree, its root behind `first`, all else behind `margin`.
    fn draw(&self, out: &mut Screen<impl Write>, first: &str, margin: &str) -> io::Result<()> {
        let stem = if self.children.is_empty() { "" } else { "│ " };
        out.hanging(first, &format!("{margin}{stem}"), &self.label)?;
        for (at, child) in self.children.iter().enumerate() {
            let (branch, below) = if at + 1 == self.children.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            child.draw(out, &format!("{margin}{branch}"), &format!("{margin}{below}"))?;
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
        assert_eq!(drawn(&tree, None), "a\n├─ b\n│  └─ c\n└─ d\n");
    }

    #[test]
    fn long_labels_stay_behind_their_margin() {
        let tree =
            Tree::with("satu dua tiga empat lima", [Tree::new("enam tujuh delapan sembilan"), Tree::new("sepuluh")]);
        let expected = "satu dua tiga empat\n│ lima\n├─ enam tujuh delapan\n│  sembilan\n└─ sepuluh\n";
        assert_eq!(drawn(&tree, Some(23)), expected);
    }

    fn drawn(tree: &Tree, width: Option<usize>) -> String {
        let mut drawn = Vec::new();
        assert!(tree.write(&mut Screen::on(&mut drawn, width)).is_ok());
        String::from_utf8_lossy(&drawn).into_owned()
    }
}
