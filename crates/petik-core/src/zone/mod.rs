//! What each part of a page is for: headline, dateline, body, caption, and the parts that are no report at all (links to
//! other articles, comment forms, footers, banners). Facts come only from the first group.

mod lines;
mod quotation;

pub use lines::ZoneLists;
pub use quotation::Quotation;

use crate::gazetteer::WordLists;
use crate::text::{Lexicon, Text};

/// The function of a stretch of text on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// A title line.
    Headline,
    /// Place and outlet before the first sentence.
    Dateline,
    /// Who wrote the page, and when.
    Byline,
    /// Words under a picture.
    Caption,
    /// The report.
    Body,
    /// A link to another article.
    Related,
    /// The comment form.
    Comment,
    /// Copyright line, share buttons, key words.
    Footer,
    /// Advertisements and page furniture.
    Banner,
}

impl Zone {
    /// The word used in records.
    pub fn as_str(self) -> &'static str {
        match self {
            Zone::Headline => "headline",
            Zone::Dateline => "dateline",
            Zone::Byline => "byline",
            Zone::Caption => "caption",
            Zone::Body => "body",
            Zone::Related => "related",
            Zone::Comment => "comment",
            Zone::Footer => "footer",
            Zone::Banner => "banner",
        }
    }

    /// Whether the words here belong to the article.
    pub fn is_read(self) -> bool {
        matches!(self, Zone::Headline | Zone::Dateline | Zone::Byline | Zone::Caption | Zone::Body)
    }

    /// Whether a fact may rest on the words here.
    pub fn makes_facts(self) -> bool {
        matches!(self, Zone::Headline | Zone::Caption | Zone::Body)
    }
}

/// The zones of a text.
#[derive(Debug)]
pub struct Zones {
    of_token: Vec<Zone>,
    /// Direct speech, in text order.
    pub quotations: Vec<Quotation>,
}

impl Zones {
    /// Finds the zones of `text`.
    pub fn new(text: &Text<'_>, lexicon: &Lexicon, words: &WordLists, lists: &ZoneLists) -> Self {
        let of_token = lines::zones(text, lexicon, words, lists);
        let quotations = quotation::quotations(text, &of_token);
        Zones { of_token, quotations }
    }

    /// The zone of token `at`.
    pub fn of(&self, at: usize) -> Zone {
        self.of_token.get(at).copied().unwrap_or(Zone::Footer)
    }

    /// Whether token `at` stands in direct speech.
    pub fn quotation_at(&self, at: usize) -> Option<&Quotation> {
        let next = self.quotations.partition_point(|q| q.first <= at);
        next.checked_sub(1).map(|i| &self.quotations[i]).filter(|q| at < q.end)
    }

    /// Runs of tokens with the same zone: (first, first after it, zone).
    pub fn runs(&self) -> impl Iterator<Item = (usize, usize, Zone)> + '_ {
        let mut first = 0;
        std::iter::from_fn(move || {
            let zone = *self.of_token.get(first)?;
            let end = self.of_token[first..].iter().position(|z| *z != zone).map_or(self.of_token.len(), |n| first + n);
            let run = (first, end, zone);
            first = end;
            Some(run)
        })
    }
}
