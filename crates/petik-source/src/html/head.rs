//! What a page says about itself: headline, address, outlet, language.

use super::json_ld::{JsonLd, plain};
use super::lists::OnPage;
use super::words::{overlap, squeezed};
use dom_query::{Document, NodeRef};

/// The headline as the page shows it, and where.
pub(super) struct Headline<'a> {
    pub(super) text: String,
    pub(super) node: Option<NodeRef<'a>>,
}

/// A heading that shares this much with the title of the page is the headline.
const AGREES: f32 = 0.6;

/// Words of a headline at least, where nothing but its look tells it.
const SHORTEST: usize = 4;

/// Letters of a headline at most.
pub(super) const LONGEST: usize = 400;

/// The attributes that name a meta tag.
pub(super) const META_NAMES: [&str; 3] = ["property", "name", "itemprop"];

/// The meta tags that hold a title, the surest first.
pub(super) const TITLES: [&str; 3] = ["og:title", "twitter:title", "dc.title"];

/// What stands between a title and the name of the outlet.
const BEFORE_OUTLET: [&str; 6] = [" - ", " | ", " – ", " — ", " » ", " :: "];

/// What a meta tag with one of `names` says; earlier names go first.
pub(super) fn meta(document: &Document, names: &[&str]) -> Option<String> {
    let tags = document.select("meta[content]");
    names.iter().find_map(|name| {
        let named = |node: &&NodeRef<'_>| {
            META_NAMES.iter().any(|attr| node.attr(attr).is_some_and(|value| value.trim().eq_ignore_ascii_case(name)))
        };
        tags.nodes().iter().filter(named).find_map(|node| {
            // Entities that were escaped twice.
            let content = squeezed(&plain(&node.attr("content")?));
            (!content.is_empty()).then_some(content)
        })
    })
}

/// The headline. A heading that agrees with what the head of the page says is the surest; a page may have more than one
/// first heading, and its first one may be the outlet's name.
pub(super) fn headline<'a>(
    document: &'a Document,
    json_ld: &JsonLd,
    outlet: Option<&str>,
    lists: &OnPage<'_>,
) -> Option<Headline<'a>> {
    let page = document.select("head title, title").nodes().first().map(|node| squeezed(&node.text()));
    let stated = meta(document, &TITLES).or_else(|| json_ld.headline.clone());
    let stated = stated.map(|title| without_outlet(&title, outlet)).filter(|title| !title.is_empty());
    let page = page.map(|title| without_outlet(&title, outlet)).filter(|title| !title.is_empty());
    let clue = stated.as_ref().or(page.as_ref());
    let mut best: Option<(f32, Headline<'a>)> = None;
    let mut look = |nodes: &[NodeRef<'a>], floor: f32, shortest: usize| {
        for node in nodes {
            let text = squeezed(&node.text());
            if text.is_empty() || text.len() > LONGEST || text.split(' ').count() < shortest {
                continue;
            }
            let agrees = clue.map_or(0.0, |clue| (overlap(&text, clue) + overlap(clue, &text)) / 2.0);
            if agrees >= floor && best.as_ref().is_none_or(|(score, _)| agrees > *score + 0.001) {
                best = Some((agrees, Headline { text, node: Some(*node) }));
            }
        }
        best.as_ref().map_or(-1.0, |(score, _)| *score)
    };
    let mut score = look(document.select("h1").nodes(), 0.0, 1);
    if score < AGREES {
        score = look(document.select("h2, h3, [itemprop=headline], [itemprop=name]").nodes(), AGREES, 1);
    }
    // Old sites have one title for all pages: then what their own program calls a headline, or the first long heading.
    if score < 0.0 && stated.is_none() {
        for selector in lists.headlines() {
            score = score.max(look(document.select_matcher(selector).nodes(), 0.0, SHORTEST));
        }
        if score < 0.0 {
            look(document.select("h2, h3").nodes(), 0.0, SHORTEST);
        }
    }
    match (best, clue) {
        // A first heading that shares nothing with the title is the name of the site or of the section.
        (Some((score, headline)), Some(clue)) if score < 0.3 && stated.is_some() => {
            Some(Headline { text: clue.clone(), ..headline })
        }
        (Some((_, headline)), _) => Some(headline),
        (None, clue) => clue.map(|text| Headline { text: text.clone(), node: None }),
    }
}

/// A title without the outlet's name behind it: `Judul berita - Kabar Contoh`.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    // No headline is longer; a page made to hurt may have megabytes of dashes.
    let end = title.char_indices().nth(LONGEST).map_or(title.len(), |(end, _)| end);
    let mut title = &title[..end];
    while let Some((at, mark)) = BEFORE_OUTLET.iter().filter_map(|mark| title.rfind(mark).map(|at| (at, *mark))).max() {
        let (before, behind) = (&title[..at], &title[at + mark.len()..]);
        let named = outlet.is_some_and(|outlet| overlap(behind, outlet) > 0.5 || overlap(outlet, behind) > 0.5);
        let words = |text: &str| text.split_whitespace().count();
        // Without a name to compare with, a short tail of a long title is taken for one.
        let short = outlet.is_none() && words(behind) <= 4 && words(before) >= 4
            || mark != " - " && words(behind) <= 3 && words(before) >= 5;
        if !named && !short {
            break;
        }
        title = before.trim_end();
    }
    title.to_owned()
}

/// The address of the page: as given, else as the page states it.
pub(super) fn url(document: &Document, given: Option<&str>) -> Option<String> {
    let whole = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    let canonical = || document.select("link[rel=canonical]").attr("href").map(|url| url.trim().to_owned());
    given
        .map(str::to_owned)
        .or_else(|| canonical().filter(whole))
        .or_else(|| meta(document, &["og:url", "twitter:url"]).filter(whole))
}

/// The outlet's name, else its host.
pub(super) fn outlet(document: &Document, json_ld: &JsonLd, url: Option<&str>) -> Option<String> {
    let host = || {
        let (_, rest) = url?.split_once("://")?;
        let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        (!host.is_empty()).then(|| host.to_owned())
    };
    meta(document, &["og:site_name", "application-name"]).or_else(|| json_ld.publisher.clone()).or_else(host)
}

/// The language of the page, as it states it.
pub(super) fn language(document: &Document, json_ld: &JsonLd) -> Option<String> {
    let html = ["lang", "xml:lang"].into_iter().find_map(|attr| document.select("html").attr(attr));
    html.map(|language| language.trim().to_owned())
        .filter(|language| !language.is_empty())
        .or_else(|| meta(document, &["og:locale", "content-language", "language"]))
        .or_else(|| json_ld.language.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::PageLists;

    #[test]
    fn titles_lose_the_outlet() {
        assert_eq!(without_outlet("Batang Teken Nota - Kabar Contoh", Some("Kabar Contoh")), "Batang Teken Nota");
        assert_eq!(without_outlet("Batang Teken Nota Smart City - Kabar Contoh", None), "Batang Teken Nota Smart City");
        assert_eq!(without_outlet("Batang - Pekalongan Kerja Sama", None), "Batang - Pekalongan Kerja Sama");
        assert_eq!(
            without_outlet("Lima Daerah Ikut Program Baru Ini | Daerah | Kabar", Some("Kabar")),
            "Lima Daerah Ikut Program Baru Ini"
        );
    }

    #[test]
    fn the_heading_that_the_head_names() {
        let html = "<title>Batang Teken Nota - Kabar</title><h1>KABAR CONTOH</h1><h1>Batang teken nota</h1>";
        let document = Document::from(html);
        let found = headline(&document, &JsonLd::default(), Some("Kabar"), &PageLists::default().on(html)).unwrap();
        assert_eq!(found.text, "Batang teken nota");
        let document = Document::from("<title>Batang Teken Nota</title><h1></h1><h2>Lain</h2>");
        assert_eq!(
            headline(&document, &JsonLd::default(), None, &PageLists::default().on("")).unwrap().text,
            "Batang Teken Nota"
        );
    }
}
