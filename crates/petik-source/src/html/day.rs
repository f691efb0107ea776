//! The day of publication, from the clues of a page. What two clues name outweighs what one names; of single clues the line
//! about author and day, which readers see, is the surest, then the address, what the page says to programs (JSON-LD, meta
//! tags), and a `time` element of the article. A day elsewhere (beside the title of another article, in a comment, at the
//! foot of the page, in a sentence) says nothing about this article.

use super::byline::{self, Lines};
use super::lists::OnPage;
use crate::day::{Stamp, YEARS, day_in_url};
use dom_query::{Document, NodeId, NodeRef};
use jiff::civil::Date;
use petik_core::record::PublishedBy;

/// Elements that hold the day for programs.
const TIMES: &str = "time[datetime], [itemprop=datePublished], abbr.published[title], [property*='datePublished'][content], \
    [property*='dateCreated'][content], [property~='dc:date'][content]";

/// Such elements that are looked at: a page made to hurt has very many.
const MOST: usize = 200;

/// What a page says about its day.
#[derive(Debug, Default)]
pub(super) struct Clues {
    /// By JSON-LD and meta tags, the surest first.
    stated: Vec<(Stamp, PublishedBy)>,
    /// By the line about author and day.
    line: Option<(Stamp, PublishedBy)>,
    address: Option<(Stamp, PublishedBy)>,
    time: Option<(Stamp, PublishedBy)>,
    /// By lines that are less surely about this article.
    far: Option<(Stamp, PublishedBy)>,
}

/// Where the clues are looked for.
pub(super) struct Place<'p> {
    pub(super) page: &'p OnPage<'p>,
    pub(super) json_ld: Option<&'p str>,
    pub(super) headline: Option<&'p NodeRef<'p>>,
    pub(super) url: Option<&'p str>,
    /// Whether the page writes 04/05/2022 for the fourth of May.
    pub(super) day_first: bool,
}

impl Place<'_> {
    /// The day that is `written` on the page.
    pub(super) fn read(&self, written: &str) -> Option<Stamp> {
        let read = self.page.lists.days().read(written, self.day_first);
        read.ok().filter(|stamp| YEARS.contains(&stamp.day.year()))
    }
}

impl Clues {
    /// The clues that stand before the text of a page.
    pub(super) fn before_text(document: &Document, place: &Place<'_>) -> Self {
        let json_ld = place.json_ld.and_then(|written| place.read(written)).map(|stamp| (stamp, PublishedBy::JsonLd));
        let metas = in_meta(document, place.page).into_iter();
        let metas = metas.filter_map(|written| Some((place.read(&written)?, PublishedBy::Meta)));
        let address = place.url.and_then(day_in_url).map(|day| (Stamp::local(day), PublishedBy::Url));
        let lines = Lines(place);
        let labelled = lines.labelled(document);
        let (line, far) = (lines.above_text(document, &labelled), lines.beside_text(document, &labelled));
        Clues { stated: json_ld.into_iter().chain(metas).collect(), line, address, far, ..Clues::default() }
    }

    /// And those that stand elsewhere on a page whose boxes were taken out.
    pub(super) fn in_article(self, document: &Document, place: &Place<'_>) -> Self {
        let lines = Lines(place);
        let line = self.line.or_else(|| lines.near(document));
        let far = lines.above(document).or_else(|| line.is_none().then(|| lines.only(document))?).or(self.far);
        let time = in_time(document, place.headline).iter().find_map(|written| place.read(written));
        Clues { line, far, time: time.map(|stamp| (stamp, PublishedBy::Time)), ..self }
    }

    /// Whether the line about the day is wanted in the text: nothing that outweighs it says one.
    pub(super) fn want_line(&self) -> bool {
        self.stated.is_empty()
            && (matches!(self.line, Some((_, PublishedBy::Byline))) || self.address.is_none() && self.time.is_none())
    }

    /// The day of the article `text`, and the clue that gave it; or the two days that it can be.
    pub(super) fn settle(&self, text: &str) -> Result<Option<(Date, PublishedBy)>, (Date, Date)> {
        // What a page says to programs is one clue: it comes from one place.
        let kinds = [
            self.line.as_slice(),
            self.address.as_slice(),
            self.stated.as_slice(),
            self.time.as_slice(),
            self.far.as_slice(),
        ];
        let clues = || kinds.iter().enumerate().filter_map(|(kind, clues)| Some((kind, *clues.first()?)));
        let is_shared = |kind: usize, day: Date| {
            let others = kinds.iter().enumerate().filter(|(other, _)| *other != kind);
            others.flat_map(|(_, clues)| *clues).any(|(stamp, _)| stamp.may_mean(day))
        };
        let agreed = clues().find(|(kind, (stamp, _))| stamp.greenwich.is_none() && is_shared(*kind, stamp.day));
        let Some((_, (stamp, by))) = agreed.or_else(|| clues().next()) else { return Ok(None) };
        let day = stamp.settle(text, [])?;
        let stated = self.stated.iter().find(|(stamp, _)| stamp.day == day);
        Ok(Some((day, stated.map_or(by, |(_, by)| *by))))
    }
}

/// What meta tags say, the surest first.
fn in_meta(document: &Document, lists: &OnPage<'_>) -> Vec<String> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for meta in document.select("meta[content]").nodes() {
        let names = ["property", "name", "itemprop"].into_iter().filter_map(|attr| meta.attr(attr));
        let rank = names.filter_map(|name| lists.lists.meta(name.trim())).min();
        found.extend(rank.zip(meta.attr("content")).map(|(rank, content)| (rank, content.to_string())));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, content)| content).collect()
}

/// The elements that hold a day for programs.
pub(super) fn times<'d>(document: &'d Document) -> Vec<NodeRef<'d>> {
    document.select(TIMES).nodes().iter().take(MOST).cloned().collect()
}

/// Whether such an element says that its day is the one of publication.
pub(super) fn is_stated(time: &NodeRef<'_>) -> bool {
    ["itemprop", "property", "pubdate"].iter().any(|name| time.has_attr(name))
}

/// The day that such an element holds.
pub(super) fn attribute(time: &NodeRef<'_>) -> String {
    let written = ["datetime", "content", "title"].into_iter().find_map(|name| time.attr(name));
    written.unwrap_or_default().to_string()
}

/// Times of the article: those below the headline first, as the ones above belong to menus and teasers.
fn in_time(document: &Document, headline: Option<&NodeRef<'_>>) -> Vec<String> {
    let own = headline.and_then(|headline| headline.ancestors_it(None).find(|outer| outer.has_name("article")));
    let mut found: Vec<(bool, bool, bool, NodeId, String)> = Vec::new();
    for time in &times(document) {
        if byline::is_elsewhere(time, headline) || byline::is_in_sentence(time) {
            continue;
        }
        let outside = own.is_some_and(|own| !time.ancestors_it(None).any(|outer| outer.id == own.id));
        let class = time.attr("class").unwrap_or_default().to_string();
        let has = |wanted: &[&str]| class.split_whitespace().any(|word| wanted.contains(&word));
        let changed = has(&["updated", "modified"]) && !has(&["published"]);
        found.push((outside, Some(time.id) < headline.map(|headline| headline.id), changed, time.id, attribute(time)));
    }
    found.sort();
    found.into_iter().map(|(.., written)| written).collect()
}
