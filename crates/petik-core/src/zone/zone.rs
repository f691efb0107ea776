//! What may be taken from a part of a page.

use crate::record::Zone;

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
