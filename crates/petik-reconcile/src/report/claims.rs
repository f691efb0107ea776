//! What articles say about a row: the best quotes, each in its paragraph, and all that is known of where they come from.

use super::escape::{Address, Text};
use super::words::{Out, Voice};
use crate::link::{quote_link, web_address};
use crate::reconciliation::{ArticleRef, Claim, Quote, Row};
use crate::words::Stance;
use std::collections::HashSet;
use std::io;

/// Quotes that a row shows.
pub(super) const MOST_QUOTES: usize = 10;
/// Quotes that all rows together show, if it is one each at least: with more, a browser takes seconds to open the page.
const OF_ALL_ROWS: usize = 6_000;

/// How many quotes each of `rows` shows.
pub(super) fn quotes_of_a_row(rows: &[Row]) -> usize {
    let with_claims = rows.iter().filter(|row| !row.claims.is_empty()).count();
    (OF_ALL_ROWS / with_claims.max(1)).clamp(1, MOST_QUOTES)
}

/// Claims with the quotes of each that are shown.
pub(super) struct Choice<'a> {
    pub(super) claims: Vec<(&'a Claim, &'a [Quote])>,
    /// How many quotes the row has.
    pub(super) quotes: usize,
    /// How many of them are shown.
    pub(super) shown: usize,
}

/// The claims a reader should see first. One of each stance is always among them, or those that support would hide the one
/// that denies; then those that support, one a source; then the rest. Of a claim all quotes stand together.
pub(super) fn choose(claims: &[Claim], most: usize) -> Choice<'_> {
    let (mut stances, mut sources) = (HashSet::new(), HashSet::new());
    let mut ranked: Vec<(u8, Stance, usize)> = Vec::with_capacity(claims.len());
    for (number, claim) in claims.iter().enumerate() {
        let is_new_stance = stances.insert(claim.stance);
        let supports = claim.stance == Stance::Supports;
        let is_new_source = supports && sources.insert(claim.article.source);
        let rank = if is_new_stance {
            0
        } else if is_new_source {
            1
        } else {
            2
        };
        ranked.push((rank, claim.stance, number));
    }
    ranked.sort_unstable();
    ranked.truncate(most);

    // Each claim gives its first quote before any gives its second.
    let mut shown: Vec<usize> = ranked.iter().map(|(_, _, number)| claims[*number].quotes.len().min(1)).collect();
    let mut room = most.saturating_sub(shown.iter().sum());
    for (place, (_, _, number)) in ranked.iter().enumerate() {
        let further = (claims[*number].quotes.len() - shown[place]).min(room);
        shown[place] += further;
        room -= further;
    }
    let mut chosen: Vec<(Stance, usize, usize)> =
        ranked.iter().zip(&shown).map(|((_, stance, number), shown)| (*stance, *number, *shown)).collect();
    chosen.sort_unstable();
    Choice {
        claims: chosen.iter().map(|(_, number, shown)| (&claims[*number], &claims[*number].quotes[..*shown])).collect(),
        quotes: claims.iter().map(|claim| claim.quotes.len()).sum(),
        shown: shown.iter().sum(),
    }
}

/// The claims as a list.
pub(super) fn write_claims(claims: &[(&Claim, &[Quote])], voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    if claims.is_empty() {
        return Ok(());
    }
    writeln!(out, r#"<ol class="claims">"#)?;
    for (claim, quotes) in claims {
        let stance = claim.stance.as_str();
        let words = voice.word("stance", claim.stance);
        write!(out, r#"<li class="claim {stance}"><p class="origin"><b class="stance">{words}</b> "#)?;
        write_origin(&claim.article, voice, out)?;
        writeln!(out, "</p>")?;
        for quote in *quotes {
            write_quote(quote, &claim.article, out)?;
        }
        write_particulars(claim, voice, out)?;
        if let Some(decision) = &claim.decision {
            voice.write_decided(decision, out)?;
        }
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ol>")
}

/// Outlet, day, source, release mark and headline. No element where a dot between words will do: a page has thousands of these.
pub(super) fn write_origin(article: &ArticleRef, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let ArticleRef { id, title, outlet, published, source, release, .. } = article;
    let known = |words: &Option<String>, lack| words.as_deref().map_or_else(|| voice.say(lack), escaped);
    let (outlet, day) = (known(outlet, "words.outlet_unknown"), known(published, "words.no_day"));
    let source = voice.fill("report.source", &[("source", source)]);
    write!(out, "<bdi>{outlet}</bdi> · {day} · {source}")?;
    if let Some(release) = release {
        let words = format!(r#"<q lang="id">{}</q>"#, Text(release));
        write!(out, r#" · <span class="release">{}</span>"#, voice.fill("report.release", &[("words", &words)]))?;
    }
    match title {
        Some(title) => write!(out, r#" <cite lang="id" dir="auto">{}</cite>"#, Text(title)),
        None => write!(out, " <cite>{}</cite>", Text(id)),
    }
}

fn escaped(words: &str) -> String {
    Text(words).to_string()
}

/// A quote in its paragraph, with a link to these words on the page they come from.
pub(super) fn write_quote(quote: &Quote, article: &ArticleRef, out: Out<'_>) -> io::Result<()> {
    let Quote { quote, before, after, .. } = quote;
    let (before, words, after) = (Text(before), Text(quote), Text(after));
    write!(out, r#"<blockquote lang="id" dir="auto">{before}<mark>{words}</mark>{after}"#)?;
    let link = article.url.as_deref().and_then(|url| quote_link(url, quote));
    if let Some(link) = link {
        write!(out, " ")?;
        write_link(&link, out)?;
    }
    writeln!(out, "</blockquote>")
}

/// A link to a page of the web. It names the host, whatever the article calls its outlet.
fn write_link(link: &str, out: Out<'_>) -> io::Result<()> {
    write!(
        out,
        r#"<a class="page" lang="en" href="{}" target="_blank" rel="noopener noreferrer nofollow" referrerpolicy="no-referrer">{}</a>"#,
        Address(link),
        Text(host(link)),
    )
}

/// A link to the page of an article as a whole; nothing where its address is none.
pub(super) fn write_page_link(article: &ArticleRef, out: Out<'_>) -> io::Result<()> {
    match article.url.as_deref().and_then(web_address) {
        Some(url) => {
            write!(out, " ")?;
            write_link(url, out)
        }
        None => Ok(()),
    }
}

/// What stands between the scheme and the path, without a name of a user that could look like another host.
fn host(link: &str) -> &str {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let place = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    place.rsplit_once('@').map_or(place, |(_, host)| host)
}

/// What petik made of the words, and by which rule.
fn write_particulars(claim: &Claim, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let Claim { id, kind, status, code, name, cohort_year, date, speaker, derived, by, confidence, .. } = claim;
    write!(
        out,
        r#"<p class="fine">{}, {}"#,
        voice.word("claim_type", *kind),
        voice.known("fact_status", status.as_str())
    )?;
    if let Some(name) = name {
        write!(out, r#" · <bdi lang="id">{}</bdi> {}"#, Text(name), Text(code.as_deref().unwrap_or_default()))?;
    }
    if let Some(year) = cohort_year {
        write!(out, " · {}", voice.fill("report.cohort_of", &[("year", year)]))?;
    }
    if let Some(day) = date {
        write!(out, " · {}", voice.fill("report.on_day", &[("day", &Text(day))]))?;
    }
    if let Some(speaker) = speaker {
        write!(out, " · {}", voice.fill("report.said_by", &[("speaker", &Text(speaker))]))?;
    }
    let confidence = voice.decimal(*confidence);
    write!(out, " · {}", voice.code("report.rule", "rule", by))?;
    write!(out, " · {}", voice.fill("report.confidence", &[("confidence", &confidence)]))?;
    write_inferred(derived, voice, out)?;
    writeln!(out, " · {}</p>", voice.code("report.claim", "id", id))
}

/// What was inferred, behind other particulars.
pub(super) fn write_inferred(derived: &[String], voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    if derived.is_empty() {
        return Ok(());
    }
    let what: Vec<String> = derived.iter().map(|one| voice.phrases.derived(one)).collect();
    write!(out, " · {}", voice.fill("report.inferred", &[("what", &Text(&what.join("; ")))]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(stance: Stance, source: u64, quotes: usize) -> Claim {
        let article = ArticleRef { source, ..ArticleRef::default() };
        Claim { stance, article, quotes: vec![Quote::default(); quotes], ..Claim::default() }
    }

    fn stances(choice: &Choice<'_>) -> Vec<(Stance, u64, usize)> {
        choice.claims.iter().map(|(claim, quotes)| (claim.stance, claim.article.source, quotes.len())).collect()
    }

    #[test]
    fn a_denial_is_seen_behind_many_that_support() {
        let mut claims: Vec<Claim> = (1..=12).map(|source| claim(Stance::Supports, source, 1)).collect();
        claims.push(claim(Stance::Denies, 40, 1));
        let choice = choose(&claims, MOST_QUOTES);
        assert_eq!((choice.quotes, choice.shown), (13, 10));
        assert_eq!(stances(&choice)[9], (Stance::Denies, 40, 1));
    }

    #[test]
    fn a_source_is_heard_before_another_is_heard_twice() {
        let mut claims: Vec<Claim> = (0..11).map(|_| claim(Stance::Supports, 1, 1)).collect();
        claims.push(claim(Stance::Supports, 2, 1));
        assert!(stances(&choose(&claims, MOST_QUOTES)).contains(&(Stance::Supports, 2, 1)));
    }

    #[test]
    fn what_room_is_left_goes_to_second_quotes() {
        let claims = [claim(Stance::Planned, 2, 1), claim(Stance::Supports, 1, 20), claim(Stance::Supports, 3, 0)];
        let choice = choose(&claims, MOST_QUOTES);
        let expected = [(Stance::Supports, 1, 9), (Stance::Supports, 3, 0), (Stance::Planned, 2, 1)];
        assert_eq!(stances(&choice), expected);
        assert_eq!((choice.quotes, choice.shown), (21, 10));
    }

    #[test]
    fn a_link_names_the_host_that_it_leads_to() {
        assert_eq!(host(concat!("https://a.example", "@b.example/c@d")), "b.example");
        assert_eq!(host("http://a.example?x=1#y"), "a.example");
    }
}
