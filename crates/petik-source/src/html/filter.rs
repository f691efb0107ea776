//! Lines of the page that are no part of the article: links to other articles between the paragraphs, the pager, the
//! words of banners. Which phrases begin such lines is data; what a line of links looks like is told here.

use super::lines::{Kind, Line};
use super::lists::{How, PageLists};
use super::words::{overlap, words};
use std::collections::HashSet;

/// Words that a line with a phrase at its start has at most: a longer one is a paragraph that happens to begin so.
const LONGEST: usize = 30;

/// Words that the title of another article has at least; a linked name is shorter.
const SHORTEST_TITLE: usize = 5;

/// Words that a paragraph has at least.
const SHORTEST_PARAGRAPH: usize = 10;

/// Words from which a line that stands twice on a page was put there twice by the page.
const SHORTEST_REPEAT: usize = 8;

/// The lines of the article among the lines of its part of the page.
pub(super) fn article_lines(lines: Vec<Line>, headline: Option<&str>, lists: &PageLists) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::new();
    let mut seen: HashSet<Vec<String>> = HashSet::new();
    let mut links_follow = false;
    let last_paragraph = lines.iter().rposition(is_paragraph);
    for (number, line) in lines.into_iter().enumerate() {
        let line = match lead_elsewhere(line, lists) {
            Some(line) => line,
            None => continue,
        };
        let own: Vec<(usize, String)> = words(&line.text).collect();
        // The number of an item is not its first word.
        let bare: Vec<&str> = own.iter().map(|(_, w)| w.as_str()).skip_while(|w| w.parse::<u16>().is_ok()).collect();
        if bare.is_empty() && line.kind != Kind::Row {
            // Numbers of pages, dots of a gallery.
            continue;
        }
        if links_follow && line.linked() > 0.8 && line.kind != Kind::Caption {
            continue;
        }
        links_follow = false;
        if let Some((how, length)) = lists.phrase(&bare) {
            let more = bare.len() - length;
            let skipped = own.len() - bare.len();
            let behind = own.get(skipped + length - 1).and_then(|(end, _)| line.text.get(*end..)).unwrap_or_default();
            let colon = behind.trim_start().starts_with([':', '|', '»', '–']);
            let drop = match how {
                How::Link => more == 0 || own.len() <= LONGEST && (colon || line.linked() > 0.4),
                How::Colon => more == 0 || own.len() <= LONGEST && colon,
                How::Whole | How::Heading => more == 0,
                How::Rest => bare.iter().skip(length).all(|word| word.parse::<u32>().is_ok()),
                How::Pager => is_pager(&bare, lists),
                How::Changed => false,
            };
            // Below the last paragraph a box is followed by other boxes only.
            if drop && (how == How::Rest || how == How::Heading && last_paragraph.is_none_or(|last| last < number)) {
                break;
            }
            if drop {
                links_follow = how == How::Heading || how == How::Link && more == 0;
                continue;
            }
        }
        if line.linked() > 0.9 && bare.len() >= SHORTEST_TITLE && matches!(line.kind, Kind::Paragraph | Kind::Item) {
            continue;
        }
        if kept.is_empty() && is_page_head(&line, headline) {
            continue;
        }
        if own.len() >= SHORTEST_REPEAT && !seen.insert(own.into_iter().map(|(_, word)| word).collect()) {
            continue;
        }
        kept.push(line);
    }
    // Key words and sections below the last paragraph.
    while kept.last().is_some_and(|line| line.linked() > 0.9 && !matches!(line.kind, Kind::Row | Kind::Caption)) {
        kept.pop();
    }
    kept
}

/// The line without the links inside of it that a phrase announces; `None` if nothing is left.
pub(super) fn lead_elsewhere(mut line: Line, lists: &PageLists) -> Option<Line> {
    for link in line.links.clone().into_iter().rev() {
        // Only the last words: long lines can hold thousands of links.
        let mut reach = link.start.saturating_sub(80);
        while !line.text.is_char_boundary(reach) {
            reach -= 1;
        }
        let near = words(line.text.get(reach..link.start)?);
        let before: Vec<(usize, String)> = near.map(|(end, word)| (end + reach, word)).collect();
        let phrase = (1..=before.len().min(5)).rev().find(|length| {
            let last: Vec<&str> = before.iter().skip(before.len() - length).map(|(_, word)| word.as_str()).collect();
            matches!(lists.phrase(&last), Some((How::Link, n)) if n == *length)
        });
        let Some(length) = phrase else { continue };
        let from = before.len().checked_sub(length + 1).and_then(|n| before.get(n)).map_or(reach, |(end, _)| *end);
        let gap = line.text.get(from..link.start)?;
        // The sentence before keeps its mark, the bracket around the link goes.
        let mark = gap.find(|c: char| c.is_alphanumeric()).unwrap_or(0);
        let kept = gap.get(..mark)?.trim_end_matches(|c: char| c.is_whitespace() || "([|–-".contains(c)).len();
        if from > 0 && kept == 0 {
            // In the midst of a sentence: its own words.
            continue;
        }
        let tail = line.text.get(link.end..)?;
        let closing = tail.len() - tail.trim_start_matches([')', ']', '|']).len();
        let cut = from + kept..link.end + closing;
        line.links.retain(|other| other.end <= cut.start || other.start >= cut.end);
        for other in line.links.iter_mut().filter(|other| other.start >= cut.end) {
            *other = other.start - cut.len()..other.end - cut.len();
        }
        line.text.replace_range(cut, "");
    }
    line.text.contains(char::is_alphanumeric).then_some(line)
}

/// A sentence or more, of the page's own.
fn is_paragraph(line: &Line) -> bool {
    let text = line.text.trim_end_matches(['"', '”', '\'', '’', ')']);
    line.linked() < 0.5 && text.ends_with(['.', '!', '?']) && words(text).count() >= SHORTEST_PARAGRAPH
}

fn is_pager(words: &[&str], lists: &PageLists) -> bool {
    let mut at = 0;
    while let Some(word) = words.get(at) {
        match lists.phrase(words.get(at..).unwrap_or_default()) {
            Some((How::Pager, length)) => at += length,
            _ if word.parse::<u16>().is_ok() => at += 1,
            _ => return false,
        }
    }
    true
}

/// What stands between the top of the page and the first paragraph: the path to the page, and the headline again.
fn is_page_head(line: &Line, headline: Option<&str>) -> bool {
    let repeats = |title: &str| overlap(&line.text, title) > 0.8 && overlap(title, &line.text) > 0.8;
    line.linked() > 0.7 && line.kind != Kind::Row || headline.is_some_and(repeats)
}

#[cfg(test)]
mod tests {
    use super::super::lines::{joined, lines};
    use super::*;
    use dom_query::Document;
    use petik_core::gazetteer::Files;

    fn filtered(html: &str) -> String {
        let mut files = Files::default();
        let rows = [
            "phrase,how",
            "Baca juga,link",
            "Artikel terkait,heading",
            "Komentar,rest",
            "Halaman,pager",
            "Selanjutnya,pager",
            "Iklan,whole",
            "Topik,colon",
        ];
        files.lay_over("pages/lines.csv", rows.join("\n"));
        let lists = PageLists::of(&files).unwrap();
        let document = Document::fragment(html);
        joined(&article_lines(lines(&document.root()), Some("Batang Teken Nota"), &lists)).replace("\n\n", "\n")
    }

    #[test]
    fn lines_of_the_page_go() {
        assert_eq!(
            filtered("<h1>Batang teken nota</h1><p>Isi.<p>Iklan<p>Iklan layanan tayang."),
            "Isi.\nIklan layanan tayang."
        );
        assert_eq!(
            filtered("<p>Isi.<p>Halaman: 1 2 <a href=x>Selanjutnya</a><p>Halaman sekolah luas."),
            "Isi.\nHalaman sekolah luas."
        );
        assert_eq!(filtered("<p>Isi.<p>Topik: <a href=x>a</a><p>Komentar (3)<p>Bagus!"), "Isi.");
    }

    #[test]
    fn links_to_other_articles_go() {
        assert_eq!(filtered("<p>Satu.<p><b>Baca juga: <a href=x>Judul lain</a></b><p>Dua."), "Satu.\nDua.");
        assert_eq!(filtered("<p>Satu. (Baca juga: <a href=x>Judul lain</a>) Dua."), "Satu. Dua.");
        assert_eq!(filtered("<p>Satu.<p>Baca juga<ul><li><a href=x>Judul lain</a></ul><p>Dua."), "Satu.\nDua.");
        assert_eq!(
            filtered("<p>Satu.<h3>Artikel terkait</h3><p><a href=x>Lain</a><p><a href=x>Lagi</a><p>Dua."),
            "Satu."
        );
        let long = "Dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas.";
        let html = format!("<p>Satu.<h3>Artikel terkait</h3><p><a href=x>Lain</a><p>{long}");
        assert_eq!(filtered(&html), format!("Satu.\n{long}"));
        assert_eq!(filtered("<p>Warga baca juga <a href=x>koran</a> di teras."), "Warga baca juga koran di teras.");
    }
}
