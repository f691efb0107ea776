//! An article: the text of one news item and what is known about it from outside the text. It is what sources make
//! and what the engine reads; nothing in it is interpreted yet.

use crate::record::{PublishedBy, Source};
use jiff::civil::Date;
use std::borrow::Cow;

/// One news item to read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Article<'a> {
    /// Given by the source; `None` makes the engine use the start of the text's digest.
    pub id: Option<Cow<'a, str>>,
    /// Headline, where the source holds it apart from the text.
    pub title: Option<Cow<'a, str>>,
    /// The text that every offset counts in.
    pub text: Cow<'a, str>,
    /// Day of publication as the source states it.
    pub published: Option<Date>,
    /// Which clue gave the day of publication; `None` means that the source stated it.
    pub published_by: Option<PublishedBy>,
    /// Where the article came from.
    pub source: Source<'a>,
}

impl<'a> Article<'a> {
    /// An article of which only the text is known.
    ///
    /// ```
    /// let article = petik_core::Article::new("Pemkab Batang meneken MoU.");
    /// assert_eq!(article.id, None);
    /// ```
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Article { text: text.into(), ..Article::default() }
    }

    /// The same article with a day of publication.
    pub fn published(mut self, day: Date) -> Self {
        self.published = Some(day);
        self
    }
}
