//! Direct speech: what stands between quotation marks. Who says it is settled later, when persons are known.

use super::Zone;
use crate::text::{Shape, Text};

/// Words between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// The opening mark.
    pub first: usize,
    /// First token after the closing mark, or after the line where none closes.
    pub end: usize,
}

/// Quotations never cross a line; press often forgets the closing mark or prints an opening one in its place.
pub(super) fn quotations(text: &Text<'_>, zones: &[Zone]) -> Vec<Quotation> {
    let mut all = Vec::new();
    for line in &text.lines {
        let mut open: Option<usize> = None;
        for (at, token) in (line.first..line.end).zip(&text.tokens[line.first..line.end]) {
            if token.shape != Shape::Mark
                || !zones[at].is_read()
                || !matches!(text.words(at, at + 1), "\"" | "“" | "”" | "„")
            {
                continue;
            }
            match open.take() {
                Some(first) => all.push(Quotation { first, end: at + 1 }),
                None => open = Some(at),
            }
        }
        if let Some(first) = open {
            all.push(Quotation { first, end: line.end });
        }
    }
    all
}
