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

/// The most blanks that a single tag or comment holds, as far as it spans whole pieces. The parser compares each attribute
/// with all before it, and shows the tag only when it is whole; until then the blanks are the only measure. Comments of
/// this size are whole articles that were commented out many times.
const BLANKS: usize = 50_000;

/// Bytes that are parsed between two looks at the tree: what can grow unseen is bounded by that.
const PIECE: usize = 4096;

/// The tree of a page.
pub(super) fn parse(text: &str) -> Result<Document, PageFault> {
    // Without scripting, as the contents of `noscript` are read as elements then.
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let mut parser = parse_document(Watched::default(), ParseOpts { tree_builder, ..ParseOpts::default() });
    let (mut from, mut events, mut blanks) = (0, 0, 0);
    while from < text.len() {
        let mut end = text.len().min(from + PIECE);
        while !text.is_char_boundary(end) {
            end += 1;
        }
        parser.process(text[from..end].into());
        let tree = &parser.tokenizer.sink.sink;
        let is_silent = tree.events() == events;
        let separate = |byte: &&u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'');
        blanks = if is_silent { blanks + text.as_bytes()[from..end].iter().filter(separate).count() } else { 0 };
        events = tree.events();
        if blanks > BLANKS || tree.attributes() > ATTRIBUTES {
            let reason =
                format!("a tag with more than {ATTRIBUTES} attributes, or a comment without an end: repair the page");
            return Err(PageFault::at(from, reason));
        }
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
        // Where the parser sees a tag, whatever stands before it.
        for before in ["<!-- <script> -->", "<svg><script>", "<script>x<a b=\"</script>", "<p ='"] {
            assert!(reason(&format!("{before}<p{attributes}>")).contains("attributes"), "{before}");
        }
        let quoted: String = (0..100_000).map(|n| format!(" a{n}='>'")).collect();
        assert!(reason(&format!("<p{quoted}>")).contains("attributes"));
        assert!(parse(&format!("<script>if (a<b{attributes})</script><p>x")).is_ok());
        assert!(parse(&format!("<p title=\"Jum'at\"'>{}", "kata ' kata ".repeat(50_000))).is_ok());
        assert!(parse(&format!("<!-- {} --><p>x", "kata kata ".repeat(20_000))).is_ok());
    }
}
