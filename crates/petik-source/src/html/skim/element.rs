//! What an element is to the lines of a page, told by its name.

/// A name in small letters as a number: names of up to eight letters have one of their own.
pub(super) const fn key(name: &[u8]) -> u64 {
    let (mut key, mut at) = (0u64, 0);
    while at < name.len() {
        key = key.rotate_left(8) ^ name[at].to_ascii_lowercase() as u64;
        at += 1;
    }
    key
}

/// What an element is to the lines around it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Stands inside of a line.
    Inline,
    /// A link, which does so too.
    Link,
    /// Ends a line within its block.
    Break,
    /// Has no text and no effect.
    Nothing,
    /// Begins and ends a line and has no text.
    Rule,
    /// Its text is no markup, and none of the article's; the end tag has this name.
    Raw(&'static str),
    /// The same, of which the title of the page or its own words to programs are.
    Stated(&'static str),
    /// The text in it is none of the article's, wherever it stands.
    Silent,
    /// The same, with rules of its own for what may stand in it.
    Closed,
    #[default]
    Block,
    /// A first, second or third heading.
    Heading,
    /// Its lines are as they are written, without a mark of what stands in it.
    Plain,
    /// A list, whose items have numbers or not.
    List,
    Item,
    Table,
    /// A row of a table or a group of them.
    Row,
    Cell,
    /// What this reader does not follow.
    Doubt,
}

macro_rules! kinds {
    ($($($name:literal)|+ => $kind:expr,)+) => {
        /// What the element with this name is.
        pub(super) fn kind(name: u64) -> Kind {
            $($(if name == const { key($name.as_bytes()) } { return $kind; })+)+
            Kind::Block
        }
    };
}

kinds! {
    "a" => Kind::Link,
    "p" | "div" | "section" | "article" | "main" | "header" | "center" | "blockquote" | "figure" | "form" => Kind::Block,
    "abbr" | "acronym" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "data" | "del" | "dfn" | "em" | "font" | "i"
        | "ins" | "kbd" | "label" | "mark" | "nobr" | "q" | "s" | "samp" | "small" | "span" | "strike" | "strong" | "sub"
        | "sup" | "time" | "tt" | "u" | "var" | "picture" | "amp-img" | "ruby" | "rb" => Kind::Inline,
    "br" => Kind::Break,
    "html" | "head" | "body" | "img" | "wbr" | "source" | "input" | "embed" => Kind::Nothing,
    "hr" | "link" | "meta" | "base" | "col" | "param" | "track" | "area" | "basefont" | "bgsound" | "keygen" | "frame"
        => Kind::Rule,
    "style" => Kind::Raw("style"),
    "iframe" => Kind::Raw("iframe"),
    "textarea" => Kind::Raw("textarea"),
    "script" => Kind::Stated("script"),
    "title" => Kind::Stated("title"),
    "nav" | "aside" | "footer" | "button" | "template" => Kind::Silent,
    "select" | "svg" | "math" => Kind::Closed,
    "h1" | "h2" | "h3" => Kind::Heading,
    "ul" | "ol" => Kind::List,
    "li" => Kind::Item,
    "table" => Kind::Table,
    "tr" | "tbody" | "thead" | "tfoot" | "colgroup" => Kind::Row,
    "td" | "th" | "caption" => Kind::Cell,
    "pre" => Kind::Plain,
    "plaintext" | "xmp" | "noembed" | "noframes" | "listing" | "frameset" | "image" => Kind::Doubt,
}

/// Elements that their like closes, and what keeps it from doing so.
pub(super) fn closed_by_like(name: u64) -> Option<&'static [u64]> {
    const ITEM: &[u64] = &[key(b"li")];
    const TERM: &[u64] = &[key(b"dd"), key(b"dt")];
    const HEADINGS: &[u64] = &[key(b"h1"), key(b"h2"), key(b"h3"), key(b"h4"), key(b"h5"), key(b"h6")];
    [ITEM, TERM, HEADINGS].into_iter().find(|names| names.contains(&name))
}

macro_rules! names {
    ($($name:literal)+) => { &[$(key($name.as_bytes())),+] };
}

/// Blocks before which an open paragraph ends.
pub(super) const AFTER_PARAGRAPH: &[u64] = names![
    "address" "article" "aside" "blockquote" "center" "details" "dialog" "dir" "div" "dl" "fieldset" "figcaption" "figure"
    "footer" "header" "hgroup" "main" "menu" "nav" "ol" "p" "search" "section" "summary" "ul" "h1" "h2" "h3" "h4" "h5"
    "h6" "form" "li" "dd" "dt" "table" "hr" "pre"
];

/// Elements that the parser of the tree opens again in each block behind the one in which they were left open.
pub(super) const FORMATTING: &[u64] =
    names!["a" "b" "big" "code" "em" "font" "i" "nobr" "s" "small" "strike" "strong" "tt" "u"];

/// Blocks of which the reader of the tree takes the text only where it makes another element of them.
pub(super) const UNREAD: &[u64] = names!["noscript" "object" "audio" "video" "canvas" "dialog" "amp-ad" "rp" "rt"];

/// What may stand in a closed element.
pub(super) const OPTIONS: &[u64] = names!["option" "optgroup" "hr"];

/// Elements that end a drawing or a formula in which they stand.
pub(super) const OUT_OF_DRAWING: &[u64] = names![
    "b" "big" "blockquote" "body" "br" "center" "code" "dd" "div" "dl" "dt" "em" "embed" "h1" "h2" "h3" "h4" "h5" "h6"
    "head" "hr" "i" "img" "li" "listing" "menu" "meta" "nobr" "ol" "p" "pre" "ruby" "s" "small" "span" "strong" "strike"
    "sub" "sup" "table" "tt" "u" "ul" "var" "font"
];
