//! An article: the text of one news item and what is known about it from outside the text. It is what sources make
//! and what the engine reads; nothing in it is interpreted yet.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
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
    pub published_by: Option<Cow<'a, str>>,
    /// Where the article came from.
    pub source: Source<'a>,
}

/// Where an article came from; every field that the source does not know stays `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source<'a> {
    /// Path of the file, as given on the command line.
    pub path: Option<Cow<'a, str>>,
    /// Address of the page.
    pub url: Option<Cow<'a, str>>,
    /// Name or host of the outlet.
    pub outlet: Option<Cow<'a, str>>,
    /// Line that the article begins on, from 1, where a file holds many.
    pub line: Option<u64>,
    /// Language that the page states, as it writes it: `id`, `id-ID`. Many Indonesian pages state another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Cow<'a, str>>,
    /// `WARC-Record-ID` of an archived page.
    pub warc_record_id: Option<Cow<'a, str>>,
    /// `WARC-Date`: when the page was fetched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warc_date: Option<Cow<'a, str>>,
    /// `WARC-Payload-Digest` of the page as it was fetched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warc_payload_digest: Option<Cow<'a, str>>,
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
