//! Lines that list regions, one a line: “3. Kabupaten Bangli”, “- Kota Solok”. What stands above them is their heading and
//! never page furniture, whatever its words are: “Daftar Kabupaten/Kota”, “Rekomendasi:”.

use super::Zone;
use super::lines::Reader;
use crate::gazetteer::LineMark;
use crate::text::{Line, Shape};

/// Words that a bare link to another article has at least; the items of a list of regions are shorter.
const SHORTEST_LINK: usize = 6;

/// How many lines that list regions make a list.
const SHORTEST_LIST: usize = 2;

impl Reader<'_> {
    /// Whether line number `number`, which its first words mark as `zone`, is the heading of a list of regions instead.
    pub(super) fn is_heading(&self, zone: Zone, how: LineMark, number: usize) -> bool {
        match zone {
            Zone::Related | Zone::Banner => self.stands_above_regions(number),
            // Key words of the page are regions too: “Tags:” with a colon stays what it is.
            Zone::Footer => how == LineMark::Short && self.stands_above_regions(number),
            _ => false,
        }
    }

    /// Whether a list of regions begins below line number `number`.
    pub(super) fn stands_above_regions(&self, number: usize) -> bool {
        let below = self.text.lines.get(number + 1..number + 1 + SHORTEST_LIST);
        below.is_some_and(|below| below.iter().all(|line| self.lists_a_region(line)))
    }

    /// Whether a line names a kind of region or counts regions: “Daftar 50 kabupaten/kota”.
    pub(super) fn speaks_of_regions(&self, line: &Line) -> bool {
        (line.first..line.end).any(|at| {
            let counted = at > line.first
                && (self.text.tokens[at - 1].shape == Shape::Digits
                    || self.longest(at - 1, &self.lists.numbers).is_some());
            self.longest(at, &self.lists.type_words).is_some()
                || counted && self.longest(at, &self.lists.count_units).is_some()
        })
    }

    /// One item of a list, one a line: “3. Kabupaten Bangli”, “- Kota Solok”.
    pub(super) fn is_item(&self, line: &Line) -> bool {
        let token = &self.text.tokens[line.first];
        token.shape == Shape::Digits && self.is_mark(line.first + 1, line, &[".", ")"])
            || matches!(self.text.words(line.first, line.first + 1), "-" | "•" | "*" | "–")
    }

    /// “- Camat Jadi Rumah Bersama untuk Pembangunan Desa”: longer than a name and its title, capitalised, no sentence.
    pub(super) fn is_linked_title(&self, line: &Line) -> bool {
        let words = self.words_of(line);
        let named = (line.first..line.end).any(|at| self.is_mark(at, line, &[","]));
        let bullet = matches!(self.text.words(line.first, line.first + 1), "-" | "•" | "*" | "–");
        bullet
            && words >= SHORTEST_LINK
            && self.lower_share(line.first, line.end) < 0.3
            && !(named && words < SHORTEST_LINK + 3)
            && !self.stops(line.first, line.end)
            && !self.lists_a_region(line)
    }

    /// Whether a region is all that the line has: “12) Kabupaten Gresik, Jawa Timur”, “Kota Batu”. A bare name without a
    /// number or bullet can be anything.
    fn lists_a_region(&self, line: &Line) -> bool {
        let first = self.behind_bullet(line);
        let name = self.behind_type(first, line);
        let Some(end) = self.longest_name(name).filter(|_| first > line.first || name > first) else { return false };
        let behind = self.behind_regions(end, line);
        let remark = self.text.tokens.get(end).is_some_and(|token| token.shape == Shape::Mark);
        behind == line.end || remark && self.words_of(line) < SHORTEST_LINK
    }

    /// The first token behind the number, letter or bullet of an item.
    fn behind_bullet(&self, line: &Line) -> usize {
        let is_letter = |at: usize| {
            let token = &self.text.tokens[at];
            token.shape.is_word() && token.end - token.start == 1 && self.is_mark(at + 1, line, &[".", ")"])
        };
        (line.first..line.end).find(|&at| self.text.tokens[at].shape.is_word() && !is_letter(at)).unwrap_or(line.end)
    }

    /// The first token behind the type words at token `at`.
    fn behind_type(&self, at: usize, line: &Line) -> usize {
        let behind = self.longest(at, &self.lists.type_words).filter(|(end, _)| *end < line.end);
        behind.map_or(at, |(end, _)| end)
    }

    fn longest_name(&self, at: usize) -> Option<usize> {
        self.lexicon.longest(&self.text.tokens, at, self.region_names).map(|(end, _)| end)
    }

    /// The first token from `at` on that is no mark, number, type word or name of a region.
    fn behind_regions(&self, mut at: usize, line: &Line) -> usize {
        while at < line.end {
            let behind = self.behind_type(at, line);
            at = match self.longest_name(behind) {
                Some(end) => end,
                None if behind > at => behind,
                None if !self.text.tokens[at].shape.is_word() => at + 1,
                None => break,
            };
        }
        at.min(line.end)
    }

    fn words_of(&self, line: &Line) -> usize {
        self.text.tokens[line.first..line.end].iter().filter(|token| token.shape.is_word()).count()
    }
}
