//! From HTML to a tree, within bounds. The parser follows the standard, whose rules cost the square of the nesting depth
//! and of the attributes of a tag; one page made for the purpose would hold a batch for hours. So the page is handed to
//! the parser in small pieces, and the tree is looked at after each.

use super::PageFault;
use super::sink::Watched;
use dom_query::Document;
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

/// The deepest nesting that is read. Page builders reach 60; browsers stop at 512. A page of the largest size at this depth
/// takes some seconds.
const DEPTH: usize = 256;

/// The most nodes of a tree: elements, texts, comments. A long page has 30,000.
const NODES: usize = 100_000;

/// The most attributes of one tag. A page's longest has some dozens.
const ATTRIBUTES: usize = 1000;

/// Bytes that are parsed between two looks at the tree: what can grow unseen is bounded by that.
const PIECE: usize = 4096;

/// The tree of a page.
pub(super) fn parse(text: &str) -> Result<Document, PageFault> {
    if let Some(at) = crowded_tag(text.as_bytes()) {
        return Err(PageFault::at(
            at,
            format!("a tag with more than {ATTRIBUTES} attributes: no page that was written"),
        ));
    }
    // Without scripting, as the contents of `noscript` are read as elements then.
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let mut parser = parse_document(Watched::default(), ParseOpts { tree_builder, ..ParseOpts::default() });
    let mut from = 0;
    while from < text.len() {
        let mut end = text.len().min(from + PIECE);
        while !text.is_char_boundary(end) {
            end += 1;
        }
        parser.process(text[from..end].into());
        let tree = &parser.tokenizer.sink.sink;
        if tree.nodes() > NODES {
            return Err(PageFault::at(from, format!("more than {NODES} elements and texts: cut the page")));
        }
        if tree.depth() > DEPTH {
            return Err(PageFault::at(from, format!("elements nested more than {DEPTH} deep: repair the page")));
        }
        from = end;
    }
    Ok(parser.finish())
}

/// Where a tag with too many attributes begins. Counted are the marks that can stand between two attributes, outside of
/// quotes: a little too many, never too few. What stands in scripts and styles is no tag.
fn crowded_tag(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(open) = find(bytes, at, b'<') {
        let name = bytes.get(open + 1..).unwrap_or_default();
        if !name.first().is_some_and(u8::is_ascii_alphabetic) {
            at = open + 1;
            continue;
        }
        let (end, marks) = tag_end(bytes, open + 1);
        if marks > ATTRIBUTES {
            return Some(open);
        }
        let raw = ["script", "style"].into_iter().find(|raw| begins_with(name, raw.as_bytes()));
        at = raw.map_or(end, |raw| raw_end(bytes, end, raw.as_bytes()));
    }
    None
}

fn find(bytes: &[u8], from: usize, byte: u8) -> Option<usize> {
    bytes.get(from..)?.iter().position(|b| *b == byte).map(|n| from + n)
}

fn begins_with(bytes: &[u8], word: &[u8]) -> bool {
    bytes.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// The end of the tag that goes on at `from`, and how many marks it has that can separate attributes.
fn tag_end(bytes: &[u8], from: usize) -> (usize, usize) {
    let (mut quote, mut marks) = (None, 0);
    for (n, byte) in bytes.iter().enumerate().skip(from) {
        match (quote, byte) {
            (Some(open), _) if open == *byte => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return (n + 1, marks),
            (None, b'"' | b'\'') => (quote, marks) = (Some(*byte), marks + 1),
            (None, b' ' | b'\t' | b'\n' | b'\r' | 0x0C | b'/') => marks += 1,
            (None, _) => {}
        }
    }
    (bytes.len(), marks)
}

/// The end of a script or style that begins at `from`.
fn raw_end(bytes: &[u8], from: usize, name: &[u8]) -> usize {
    let mut at = from;
    while let Some(open) = find(bytes, at, b'<') {
        let rest = bytes.get(open + 1..).unwrap_or_default();
        if rest.first() == Some(&b'/') && begins_with(&rest[1..], name) {
            return open + 1;
        }
        at = open + 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_kept() {
        assert!(parse(&"<p>x</p>".repeat(1000)).is_ok());
        assert!(parse(&"<p>x<li>y<td>".repeat(5000)).is_ok());
        let reason = |text: &str| parse(text).err().map(|fault| fault.reason).unwrap_or_default();
        assert!(reason(&"<div>".repeat(100_000)).contains("deep"));
        // The end tags close nothing; the comments behind the body stand high in the tree.
        assert!(reason(&"<div></span></body><!-- -->".repeat(100_000)).contains("deep"));
        assert!(reason(&"<b>x</b>".repeat(110_000)).contains("more than"));
        // Each paragraph opens again what was left open before.
        let formats: String = (0..200).map(|n| format!("<b id={n}>")).collect();
        assert!(reason(&(formats + &"<p>x".repeat(100_000))).contains("more than"));
        let attributes: String = (0..100_000).map(|n| format!(" a{n}")).collect();
        assert!(reason(&format!("<p{attributes}>")).contains("attributes"));
        assert!(parse(&format!("<script>if (a<b{attributes})</script><p>x")).is_ok());
    }
}
