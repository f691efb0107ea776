//! HTML pages: headline, main text, day, outlet and language of one article. The page around it (menus, links to other
//! articles, comments, banners) is left out; what it looks like on Indonesian sites is data, see [`PageLists`].

mod body;
mod byline;
mod day;
mod entities;
mod filter;
mod head;
mod json_ld;
mod lines;
mod lists;
mod running;
mod selectors;
mod sink;
mod skim;
mod tree;
mod words;

#[cfg(test)]
mod tests;

use day::Clues;
pub use lists::{PAGE_LISTS, PageLists};

use crate::day::between_zones;
use crate::encoding::{self, Decoded, NotText};
use petik_core::{Article, Source};

/// A page as it was fetched.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Page<'p> {
    pub(super) bytes: &'p [u8],
    /// The encoding that the server named, if it named one.
    pub(super) charset: Option<&'p str>,
    /// The address it was fetched from, if known.
    pub(super) url: Option<&'p str>,
}

/// Whether an article with such a text may be wanted; `false` is certain. Without it all are.
pub(super) type Wanted<'w> = Option<&'w (dyn Fn(&str) -> bool + Sync)>;

/// The article of a page.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) article: Article<'static>,
    /// The language that the page states, as it writes it: `id`, `id-ID`, `in_ID`.
    pub(super) language: Option<String>,
    /// What a reader of the record should know: how the bytes were taken.
    pub(super) remarks: Vec<String>,
}

/// Why there is no article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageFault {
    pub(super) reason: String,
    /// The byte that shows it (of the page as text, where the encoding is not at fault).
    pub(super) offset: Option<u64>,
    pub(super) line: Option<u64>,
}

impl PageFault {
    pub(super) fn new(reason: impl Into<String>) -> Self {
        PageFault { reason: reason.into(), offset: None, line: None }
    }

    /// The reason with its place, for those who know only where the page stands.
    pub(super) fn in_page(self) -> String {
        match self.offset {
            Some(offset) => format!("{} (byte {offset} of the page)", self.reason),
            None => self.reason,
        }
    }

    fn at(offset: usize, reason: impl Into<String>) -> Self {
        PageFault { offset: Some(offset as u64), ..PageFault::new(reason) }
    }
}

impl From<NotText> for PageFault {
    fn from(fault: NotText) -> Self {
        PageFault { reason: fault.reason, offset: Some(fault.offset), line: Some(fault.line) }
    }
}

/// Reads the article of `page`; none where `wanted`, which is asked of texts, is certain that it is not wanted.
pub(super) fn read(page: &Page<'_>, lists: &PageLists, wanted: Wanted<'_>) -> Result<Option<Read>, PageFault> {
    let Decoded { text, guessed } = encoding::decode_page(page.bytes, page.charset)?;
    let text = entities::once(&text);
    if wanted.is_some_and(|wanted| !skim::may_hold(&text, lists, wanted)) {
        return Ok(None);
    }
    let mut read = parsed(&text, page.url, lists)?;
    let guess = |encoding| format!("names no encoding that fits; read as {encoding}, which its bytes look like");
    read.remarks.splice(..0, guessed.map(guess));
    Ok(Some(read))
}

/// Reads the article of the page `text`, which was fetched from `url`.
fn parsed(text: &str, url: Option<&str>, lists: &PageLists) -> Result<Read, PageFault> {
    let mut remarks = Vec::new();
    let document = tree::parse(text)?;
    body::show_without_scripts(&document);
    let lists = &lists.on(text);
    let json_ld = json_ld::read(&document);
    let url = head::url(&document, url);
    let outlet = head::outlet(&document, &json_ld, url.as_deref());
    let language = head::language(&document, &json_ld);
    let headline = head::headline(&document, &json_ld, outlet.as_deref(), lists);
    let node = headline.as_ref().and_then(|headline| headline.node);
    // Only Americans put the month first; who says no more than English can be one.
    let month_first = |language: &str| matches!(language.to_ascii_lowercase().as_str(), "en" | "en-us" | "en_us");
    let place = day::Place {
        page: lists,
        json_ld: json_ld.published.as_deref(),
        headline: node.as_ref(),
        url: url.as_deref(),
        day_first: language.as_deref().is_some_and(|language| !month_first(language)),
    };
    let clues = Clues::before_text(&document, &place);
    remarks.extend(body::clear(&document, headline.as_ref(), lists));
    let clues = clues.in_article(&document, &place);
    let place = headline.map(|headline| body::Place {
        text: headline.text,
        node: headline.node.map(|node| node.id),
        day_wanted: clues.want_line(),
    });
    let lines = body::find(document, place.as_ref(), &json_ld, lists);
    if lines.is_empty() {
        return Err(PageFault::new("no article on this page: no paragraph of text stands in it"));
    }
    let title = place.map(|place| place.text);
    let mut text = title.as_deref().map(|title| format!("{title}\n\n")).unwrap_or_default();
    text += &lines::joined(&lines);
    let day = clues.settle(&text).unwrap_or_else(|days| {
        remarks.push(between_zones(days));
        None
    });
    let (published, published_by) = day.map_or((None, None), |(day, by)| (Some(day), Some(by)));
    let article = Article {
        id: None,
        title: title.map(Into::into),
        text: text.into(),
        published,
        published_by,
        source: Source { url: url.map(Into::into), outlet: outlet.map(Into::into), ..Source::default() },
    };
    Ok(Read { article, language, remarks })
}
