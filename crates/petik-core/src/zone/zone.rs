//! What a part of a page can be for.

use crate::vocabulary;

vocabulary! {
    /// The function of a stretch of text on the page.
    pub enum Zone {
        /// A title line.
        Headline = "headline",
        /// Place and outlet before the first sentence.
        Dateline = "dateline",
        /// Who wrote the page, and when.
        Byline = "byline",
        /// Words under a picture.
        Caption = "caption",
        /// The report.
        Body = "body",
        /// A link to another article.
        Related = "related",
        /// The comment form.
        Comment = "comment",
        /// Copyright line, share buttons, key words.
        Footer = "footer",
        /// Advertisements and page furniture.
        Banner = "banner",
    }
}

impl Zone {
    /// Whether the words here belong to the article.
    pub fn is_read(self) -> bool {
        matches!(self, Zone::Headline | Zone::Dateline | Zone::Byline | Zone::Caption | Zone::Body)
    }

    /// Whether a fact may rest on the words here.
    pub fn makes_facts(self) -> bool {
        matches!(self, Zone::Headline | Zone::Caption | Zone::Body)
    }
}
