//! Links to other articles inside of a paragraph: “… katanya. Baca juga: Foto Pameran. Bupati Batang …”, “(Baca: …)”. Such an
//! aside ends where its bracket, its quoted title, its sentence or its line ends; what stands behind is the report again.

use super::Zone;
use super::lines::{COLONS, Links, Reader, TITLE};
use crate::gazetteer::LineMark;
use crate::text::{Gap, Line, Listed, Shape, Token, WordSet};

/// Tokens that an aside in brackets has at most; where none closes within them, the page has lost the bracket.
const BRACKET: usize = 2 * TITLE;

/// Letters of the longest word that titles in capitals leave small: “dengan”, “kepada”.
const SMALL: usize = 6;

/// Letters that the word before a glued full stop has at least; shorter ones are abbreviated.
const GLUED: usize = 4;

/// Marks behind which an aside can begin that has no bracket of its own.
const OPENERS: [&str; 13] = [".", "!", "?", "\"", "”", "|", ")", "]", "…", "–", "—", "»", "►"];

impl Reader<'_> {
    /// Marks the asides of `line` from token `from` on, and says what of the lines below belongs to the last one.
    pub(super) fn fill_asides(&self, zones: &mut [Zone], from: usize, line: &Line) -> Links {
        let markers = WordSet::of([self.lists.zone_related.id()]);
        let begins = |token: &Token| self.lexicon.begins(token, &markers);
        let next = |at: usize| self.text.next_among((at, line.end), &markers, 0, begins);
        let mut at = from;
        while let Some(here) = next(at) {
            at = here;
            let Some((title, bracket)) = self.aside_at(at, line) else {
                at += 1;
                continue;
            };
            let end = self.aside_end(title, bracket, line);
            zones[bracket.unwrap_or(at)..end].fill(Zone::Related);
            // “… katanya. Baca juga:” with the title on the next line.
            if title == line.end {
                return Links::One;
            }
            at = end;
        }
        Links::None
    }

    /// Where the report goes on behind the link whose marker, at token `at`, begins `line`.
    pub(super) fn report_behind(&self, at: usize, line: &Line) -> Option<usize> {
        let (marker_end, _) = self.longest(at, &self.lists.zone_related)?;
        let bracket = self.bracket_before(at, line);
        let end = self.aside_end(self.title_behind(marker_end, line), bracket, line);
        self.text.tokens[end..line.end].iter().any(|token| token.shape.is_word()).then_some(end)
    }

    /// The aside whose marker stands at token `at`: (first token of its title, the bracket that it stands in).
    fn aside_at(&self, at: usize, line: &Line) -> Option<(usize, Option<usize>)> {
        if at == line.first {
            return None;
        }
        let (end, how) = self.longest(at, &self.lists.zone_related).filter(|(end, _)| *end <= line.end)?;
        let always = *how == LineMark::Line;
        let bracket = self.bracket_before(at, line);
        let before = self.text.words(at - 1, at);
        let colon = self.is_mark(end, line, &[":"]);
        let begins = match self.text.tokens[at].shape {
            _ if bracket.is_some() => always || self.is_mark(end, line, &COLONS) || self.is_mark(end, line, &["-"]),
            // “katanya. baca juga: …” in small letters is an order to readers as well, but for the colon.
            Shape::Lower => colon && matches!(before, "." | "!" | "?"),
            Shape::Upper => always || colon,
            // “… pemerintah daerah Baca juga: …”: the page has glued two lines.
            _ => always && colon || (always || colon) && OPENERS.contains(&before),
        };
        begins.then(|| (self.title_behind(end, line), bracket))
    }

    /// The open bracket before the marker at token `at`, perhaps with a mark between: “(*Baca juga”.
    fn bracket_before(&self, at: usize, line: &Line) -> Option<usize> {
        let opens = |at: &usize| *at >= line.first && matches!(self.text.words(*at, at + 1), "(" | "[" | "{");
        let near = at.checked_sub(1)?;
        let is_mark = near >= line.first && self.text.tokens[near].shape == Shape::Mark;
        Some(near).filter(opens).or_else(|| near.checked_sub(1).filter(|_| is_mark).filter(opens))
    }

    /// The first token of the title behind a marker that ends before token `end`.
    fn title_behind(&self, end: usize, line: &Line) -> usize {
        let is_colon = |at: &usize| self.is_mark(*at, line, &COLONS) || self.is_mark(*at, line, &["-", "—"]);
        (end..line.end).find(|at| !is_colon(at)).unwrap_or(line.end)
    }

    /// The first token behind the aside with this title.
    fn aside_end(&self, title: usize, bracket: Option<usize>, line: &Line) -> usize {
        if let Some(end) = bracket.and_then(|open| self.closed(open, line)) {
            return end;
        }
        if title >= line.end {
            return line.end;
        }
        if let Some(end) = self.quoted_title(title, line) {
            return end;
        }
        let mut end = self.sentence_end(title, line);
        while end < line.end && self.title_goes_on(end, line) {
            end = self.sentence_end(end, line);
        }
        end
    }

    /// The end of the sentence that token `at` stands in, also where the page has glued the next one: “… Pameran.Bupati Batang”.
    fn sentence_end(&self, at: usize, line: &Line) -> usize {
        let end = self.text.sentences[self.text.sentence_of(at)].end.min(line.end);
        let glued = |next: &usize| {
            let [before, dot, behind] = &self.text.tokens[next - 2..=*next] else { return false };
            self.is_mark(next - 1, line, &["."])
                && (dot.gap, behind.gap) == (Gap::None, Gap::None)
                && (before.shape.is_word() && (before.end - before.start) as usize >= GLUED)
                && behind.shape == Shape::Capital
        };
        (at + 2..end).find(glued).unwrap_or(end)
    }

    /// Behind the bracket that closes the one at token `open`.
    fn closed(&self, open: usize, line: &Line) -> Option<usize> {
        let mut depth = 0;
        (open..line.end.min(open + BRACKET)).find_map(|at| {
            match self.text.words(at, at + 1) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at + 1)
        })
    }

    /// Behind a title between quotation marks with which the link ends: “Baca juga: "Foto Pameran" Bupati Batang menandatangani …”.
    fn quoted_title(&self, title: usize, line: &Line) -> Option<usize> {
        let closing: &[&str] = match self.text.words(title, title + 1) {
            "\"" | "“" | "”" | "„" => &["\"", "“", "”"],
            "‘" => &["’", "'"],
            "'" => &["'", "’"],
            "«" => &["»"],
            _ => return None,
        };
        let close = (title + 2..line.end.min(title + TITLE)).find(|&at| self.is_mark(at, line, closing))?;
        let behind = close + 1;
        if self.is_mark(behind, line, &["."]) {
            return Some(behind + 1);
        }
        // “"Kami Siap", Kata Bupati”: the quotation is only the beginning of the title.
        let next = self.text.tokens.get(behind).filter(|next| behind < line.end && next.gap == Gap::Space)?;
        let goes_on = next.shape.is_capitalised()
            && !self.stops(title, close)
            && !self.is_title(behind, self.sentence_end(behind, line));
        goes_on.then_some(behind)
    }

    /// Whether the sentence that begins at token `at` still belongs to the title before it: “Siap? Kota Depok Teken MoU”.
    fn title_goes_on(&self, at: usize, line: &Line) -> bool {
        let end = self.sentence_end(at, line);
        let asks = self.closed_by(line.first, at, &["?", "!"]);
        let (is_title, stops) = (self.is_title(at, end), self.stops(at, end));
        if asks { is_title || !stops } else { is_title && !stops }
    }

    /// Whether the words `first..end` are written as titles are: with capitals, but for short words.
    fn is_title(&self, first: usize, end: usize) -> bool {
        let long = |at: usize| {
            let token = &self.text.tokens[at];
            token.shape == Shape::Lower && (token.end - token.start) as usize > SMALL
        };
        !(first..end).any(long) && self.lower_share(first, end) < 0.5
    }
}
