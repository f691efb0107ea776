//! The day of publication, from the clues of a page in the order of their trust: JSON-LD, meta tags, the time beside the
//! headline, the address. Lines such as "Diposting: Kamis, 21 April 2022" are left to the engine, which knows the months.

use super::super::parse_day;
use dom_query::{Document, NodeId, NodeRef};
use jiff::civil::Date;
use jiff::fmt::{rfc2822, strtime};
use petik_core::record::PublishedBy;

/// Names under which meta tags hold the day, the surest first.
const NAMES: [&str; 22] = [
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "publication_date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "content_publishdate",
    "date",
];

/// Days outside of these are slips: no Indonesian outlet had a site before.
const YEARS: std::ops::Range<i16> = 1994..2100;

/// The day of publication, and the clue that gave it.
pub(super) fn published(
    document: &Document,
    json_ld: Option<&str>,
    headline: Option<&NodeRef<'_>>,
    url: Option<&str>,
) -> Option<(Date, PublishedBy)> {
    let of_url = url.and_then(day_in_url);
    let written = json_ld
        .map(|written| (written.to_owned(), PublishedBy::JsonLd))
        .into_iter()
        .chain(in_meta(document).map(|written| (written, PublishedBy::Meta)))
        .chain(in_time(document, headline).map(|written| (written, PublishedBy::Time)));
    for (written, by) in written {
        let Some(day) = day(&written) else { continue };
        // Many sites write the time of Greenwich, where it is still the day before when Indonesia has breakfast; the
        // address counts the day as the outlet does.
        let shifted = is_greenwich(&written) && of_url.is_some() && of_url == day.tomorrow().ok();
        return Some(of_url.filter(|_| shifted).map_or((day, by), |day| (day, PublishedBy::Url)));
    }
    of_url.map(|day| (day, PublishedBy::Url))
}

fn in_meta(document: &Document) -> impl Iterator<Item = String> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for meta in document.select("meta[content]").nodes() {
        let name = ["property", "name", "itemprop"].into_iter().find_map(|attr| meta.attr(attr));
        let rank = name.and_then(|name| NAMES.iter().position(|known| name.trim().eq_ignore_ascii_case(known)));
        found.extend(rank.zip(meta.attr("content")).map(|(rank, content)| (rank, content.to_string())));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, content)| content)
}

/// Times of the page: those below the headline first, as the ones above belong to menus and teasers.
fn in_time(document: &Document, headline: Option<&NodeRef<'_>>) -> impl Iterator<Item = String> {
    let headline = headline.map(|node| node.id);
    let times = document.select("time[datetime], [itemprop=datePublished]");
    let mut found: Vec<(bool, bool, NodeId, String)> = Vec::new();
    for time in times.nodes() {
        let class = time.attr("class").unwrap_or_default().to_string();
        let changed = class.split_whitespace().any(|word| word == "updated" || word == "modified");
        let first = class.split_whitespace().any(|word| word == "published");
        let written = ["datetime", "content"].into_iter().find_map(|attr| time.attr(attr));
        let written = written.unwrap_or_default().to_string();
        found.push((Some(time.id) < headline, changed && !first, time.id, written));
    }
    found.sort();
    found.into_iter().map(|(.., written)| written)
}

fn is_greenwich(written: &str) -> bool {
    let written = written.trim_end();
    written.ends_with('Z') || written.ends_with("+00:00") || written.ends_with("+0000") || written.ends_with("GMT")
}

/// The day in a time as meta tags write it. Where day and month could be taken for each other there is none.
fn day(written: &str) -> Option<Date> {
    let written = written.trim();
    let dashed = written.replacen('/', "-", 2);
    parse_day(written)
        .or_else(|| parse_day(&dashed))
        .or_else(|| parse_day(dashed.get(..10)?))
        .or_else(|| rfc2822::DateTimeParser::new().parse_zoned(written).ok().map(|zoned| zoned.date()))
        .or_else(|| {
            ["%d %B %Y", "%B %d, %Y", "%b %d, %Y", "%A, %d %B %Y"]
                .into_iter()
                .find_map(|format| strtime::BrokenDownTime::parse_prefix(format, written).ok()?.0.to_date().ok())
        })
        .or_else(|| run_of_digits(written.get(..8)?))
        .filter(|day| YEARS.contains(&day.year()))
}

/// `/2022/04/21/`, `/read/2022-04-21/`, `/20220421`, `/202204211530`.
fn day_in_url(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let pieces: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).collect();
    // Only what stands side by side: an empty piece is a letter or a second mark between two numbers.
    let split = pieces.windows(3).find_map(|run| match run {
        [year, month, day] if year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len()) => {
            date(year, month, day)
        }
        _ => None,
    });
    split.or_else(|| pieces.iter().filter(|run| matches!(run.len(), 8 | 12 | 14)).find_map(|run| run_of_digits(run)))
}

fn run_of_digits(run: &str) -> Option<Date> {
    date(run.get(..4)?, run.get(4..6)?, run.get(6..8)?)
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    YEARS.contains(&date.year()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str, url: &str) -> Option<(String, PublishedBy)> {
        let document = Document::from(html);
        let headline = document.select("h1").nodes().first().copied();
        published(&document, None, headline.as_ref(), Some(url)).map(|(day, by)| (day.to_string(), by))
    }

    #[test]
    fn days_as_they_are_written() {
        for written in [
            "2022-04-21",
            "2022-04-21T10:15:00+07:00",
            "2022-04-21T10:15:00+0700",
            "2022/04/21 10:15:00",
            "Thu, 21 Apr 2022 10:15:00 +0700",
            "21 April 2022 10:15",
            "April 21, 2022",
            "20220421",
            "2022-04-21 10:15:00 WIB",
        ] {
            assert_eq!(day(written).map(|day| day.to_string()).as_deref(), Some("2022-04-21"), "{written}");
        }
        for written in
            ["21/04/2022", "04/05/2022", "0000-00-00", "1970-01-01", "", "x", "2022-04", "－２０２２－０４－２１"]
        {
            assert_eq!(day(written), None, "{written}");
        }
    }

    #[test]
    fn days_in_addresses() {
        for url in [
            "https://a.example/2022/04/21/judul",
            "https://a.example/read/2022/4/21/0930578/judul-3",
            "https://a.example/berita/20220421/judul",
            "https://a.example/d-202204211530-judul",
            "https://a.example/berita-2022-04-21.html?x=2020/01/01",
        ] {
            assert_eq!(day_in_url(url).map(|day| day.to_string()).as_deref(), Some("2022-04-21"), "{url}");
        }
        for url in ["https://a.example/2022/04/judul", "https://a.example/99999999", "https://a.example/2022/13/01/"] {
            assert_eq!(day_in_url(url), None, "{url}");
        }
    }

    #[test]
    fn the_order_of_clues() {
        let time = "<time datetime=2019-01-01>x</time><h1>J</h1><time class=updated datetime=2022-05-01></time>\
                    <time datetime=2022-04-21></time>";
        assert_eq!(of(time, ""), Some(("2022-04-21".into(), PublishedBy::Time)));
        let meta = format!(
            "<meta name=date content=2020-02-02><meta property=article:published_time content=2021-03-03>{time}"
        );
        assert_eq!(of(&meta, ""), Some(("2021-03-03".into(), PublishedBy::Meta)));
        assert_eq!(of("<h1>J</h1>", "https://a.example/2022/04/21/x"), Some(("2022-04-21".into(), PublishedBy::Url)));
        let early = "<meta property=article:published_time content=2022-04-20T22:30:00+00:00>";
        assert_eq!(of(early, "https://a.example/2022/04/21/x"), Some(("2022-04-21".into(), PublishedBy::Url)));
        assert_eq!(of(early, "https://a.example/2022/04/22/x"), Some(("2022-04-20".into(), PublishedBy::Meta)));
    }
}
