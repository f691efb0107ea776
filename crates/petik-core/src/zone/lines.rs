//! Zones line by line. The words that mark a zone are the lists `words/zone_*.csv`, whose `value` says how they count.

use super::Zone;
use crate::error::Fault;
use crate::gazetteer::{LineMark, Month, NumberMeaning, TypeWord, UnitWord, Weekday, WordLists, word_lists};
use crate::text::{Gap, Lexicon, Line, ListId, Listed, Shape, Text, WordList};
use std::cell::OnceCell;

word_lists! {
    /// The word lists that zones are found with.
    pub struct ZoneWords {
        /// Links to other articles.
        zone_related: LineMark,
        /// Comment forms.
        zone_comment: LineMark,
        /// What stands below an article.
        zone_footer: LineMark,
        /// Who wrote the page, and when.
        zone_byline: LineMark,
        /// Words under a picture.
        zone_caption: LineMark,
        /// Page furniture.
        zone_banner: LineMark,
        /// Names of outlets in a dateline.
        outlet_words: (),
        /// Months of a date in the page's header.
        months: Month,
        /// Weekdays of such a date.
        weekdays: Weekday,
        /// Words before the name of a region, which no page furniture holds.
        type_words: TypeWord,
        /// What is counted in a line that is no page furniture.
        count_units: UnitWord,
        /// How many, in words.
        numbers: NumberMeaning,
    }
}

/// The lists that zones are found with.
#[derive(Debug)]
pub struct ZoneLists {
    words: ZoneWords,
    /// Names of regions, which a dateline holds.
    region_names: ListId,
}

impl ZoneLists {
    /// Takes the lists out of those that were read; `region_names` is the lexicon's list of them.
    pub fn new(lists: &WordLists, region_names: ListId, faults: &mut Vec<Fault>) -> Self {
        ZoneLists { words: ZoneWords::new(lists, faults), region_names }
    }
}

/// Tokens that a title has at most; a longer line is a paragraph.
pub(super) const TITLE: usize = 28;

/// What looks at the lines of a text.
pub(super) struct Reader<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) lists: &'a ZoneWords,
    pub(super) region_names: ListId,
    /// The last but one of the lines that are paragraphs.
    last_but_one: OnceCell<Option<usize>>,
}

/// What the first words of a line mark it as.
#[derive(Clone, Copy)]
struct Mark {
    zone: Zone,
    how: LineMark,
    /// First token of the words.
    first: usize,
}

pub(super) fn zones(text: &Text<'_>, lexicon: &Lexicon, lists: &ZoneLists) -> Vec<Zone> {
    let reader =
        Reader { text, lexicon, lists: &lists.words, region_names: lists.region_names, last_but_one: OnceCell::new() };
    let mut zones = vec![Zone::Body; text.tokens.len()];
    let mut in_body = false;
    let mut links = Links::None;
    let mut rest: Option<Zone> = None;
    for (number, line) in text.lines.iter().enumerate() {
        if let Some(zone) = rest {
            zones[line.first..line.end].fill(zone);
            continue;
        }
        if let Some(mark) = reader.marked(line).filter(|mark| !reader.is_heading(mark.zone, mark.how, number)) {
            let Mark { zone, how, .. } = mark;
            // “Baca juga: Foto Pameran. Bupati Batang menandatangani …”: the report goes on behind the link.
            if zone == Zone::Related
                && let Some(end) = reader.report_behind(mark.first, line)
            {
                zones[line.first..end].fill(Zone::Related);
                links = reader.fill_asides(&mut zones, end, line);
                in_body |= zones[end..line.end].contains(&Zone::Body);
                continue;
            }
            // A comment form or a list of links above the report (menus) must not swallow the report below.
            let is_rest = how == LineMark::Rest && (in_body || !reader.paragraph_below(number));
            zones[line.first..line.end].fill(zone);
            rest = is_rest.then_some(zone);
            links = match how {
                LineMark::Block => Links::Many,
                LineMark::Line | LineMark::Colon if zone == Zone::Related && reader.is_only_marker(line) => Links::One,
                _ => Links::None,
            };
            continue;
        }
        let is_paragraph = reader.is_paragraph(line);
        let announces = reader.is_mark(line.end - 1, line, &[":"]);
        if links != Links::None && !is_paragraph && !announces && !reader.stands_above_regions(number) {
            zones[line.first..line.end].fill(Zone::Related);
            // One title behind a marker; a list of bullets goes on.
            if links == Links::One && !reader.is_item(line) {
                links = Links::None;
            }
            continue;
        }
        let zone = if is_paragraph {
            in_body = true;
            Zone::Body
        } else if !in_body && reader.is_stamp(line) {
            Zone::Byline
        } else if !in_body && !reader.is_item(line) {
            Zone::Headline
        } else {
            Zone::Body
        };
        zones[line.first..line.end].fill(zone);
        if zone != Zone::Byline
            && let Some(end) = reader.dateline(line)
        {
            in_body = true;
            zones[line.first..line.end].fill(Zone::Body);
            zones[line.first..end].fill(Zone::Dateline);
        }
        links = reader.fill_asides(&mut zones, line.first + 1, line);
    }
    // Titles with a bullet below the last sentence, without a heading: links to other articles.
    for line in text.lines.iter().rev().take_while(|line| reader.is_linked_title(line)) {
        zones[line.first..line.end].fill(Zone::Related);
    }
    zones
}

/// Which of the lines below are links.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Links {
    /// None.
    None,
    /// The next one, or a list of bullets.
    One,
    /// All up to the next paragraph.
    Many,
}

/// What stands between a marker and what it marks.
pub(super) const COLONS: [&str; 6] = [":", "|", "–", ";", "»", ">"];

impl<'a> Reader<'a> {
    /// The longest entry of `list` that begins at token `at`: (first token after it, what it means).
    pub(super) fn longest<M>(&self, at: usize, list: &'a WordList<M>) -> Option<(usize, &'a M)> {
        let (end, entry) = self.lexicon.longest(&self.text.tokens, at, list.id())?;
        Some((end, list.entry(entry)))
    }

    /// The zone that the line's first words mark, and how they count.
    fn marked(&self, line: &Line) -> Option<Mark> {
        let first = (line.first..line.end.min(line.first + 4))
            .find(|&at| self.text.tokens[at].shape != Shape::Mark)
            .unwrap_or(line.first);
        let len = line.end - line.first;
        let both = [line.first, first];
        for &at in if first == line.first { &both[1..] } else { &both[..] } {
            for (list, zone) in [
                (&self.lists.zone_related, Zone::Related),
                (&self.lists.zone_comment, Zone::Comment),
                (&self.lists.zone_footer, Zone::Footer),
                (&self.lists.zone_byline, Zone::Byline),
                (&self.lists.zone_caption, Zone::Caption),
                (&self.lists.zone_banner, Zone::Banner),
            ] {
                let Some((end, how)) = self.longest(at, list).filter(|(end, _)| *end <= line.end) else { continue };
                let colon = self.is_mark(end, line, &COLONS);
                let fits = match how {
                    LineMark::Colon => colon,
                    LineMark::Start => len <= TITLE && !self.ends_like_a_sentence(line),
                    LineMark::Short | LineMark::Rest => {
                        colon || end + 4 >= line.end || zone == Zone::Comment && end + 12 >= line.end
                    }
                    LineMark::Block => colon || end == line.end,
                    LineMark::Credit => false,
                    // Page furniture is short and counts no regions; a sentence may begin with any word.
                    LineMark::Line => {
                        zone != Zone::Banner
                            || len <= 6 && !self.ends_like_a_sentence(line) && !self.speaks_of_regions(line)
                    }
                };
                if fits {
                    return Some(Mark { zone, how: *how, first: at });
                }
            }
        }
        if zone_of_scraps(self.text, line) {
            return Some(Mark { zone: Zone::Banner, how: LineMark::Line, first });
        }
        // “… saat acara. Foto: Humas” and “… (Foto: ist)”: a credit near the end makes the line a caption.
        let tail = line.end.saturating_sub(8).max(line.first);
        let credit = (tail..line.end).any(|at| {
            self.longest(at, &self.lists.zone_caption).is_some_and(|(end, how)| {
                *how == LineMark::Credit && (self.is_mark(end, line, &[":"]) || self.is_mark(end, line, &[")"]))
                    || self.is_mark(end, line, &[":"])
            })
        });
        (credit && len <= 60).then_some(Mark { zone: Zone::Caption, how: LineMark::Line, first })
    }

    pub(super) fn is_mark(&self, at: usize, line: &Line, marks: &[&str]) -> bool {
        at < line.end && marks.contains(&self.text.words(at, at + 1))
    }

    /// Whether the line holds a link marker and nothing to link to.
    fn is_only_marker(&self, line: &Line) -> bool {
        (line.first..line.end).filter(|&at| self.text.tokens[at].shape.is_word()).count() <= 2
    }

    fn ends_like_a_sentence(&self, line: &Line) -> bool {
        self.stops(line.first, line.end)
    }

    /// Whether a full stop, question or exclamation mark closes the tokens `first..end`.
    pub(super) fn stops(&self, first: usize, end: usize) -> bool {
        self.closed_by(first, end, &[".", "!", "?"])
    }

    /// Whether one of `marks` closes the tokens `first..end`, perhaps with quotation marks or brackets behind.
    pub(super) fn closed_by(&self, first: usize, end: usize, marks: &[&str]) -> bool {
        let last = (first..end)
            .rev()
            .find(|&at| !matches!(self.text.words(at, at + 1), "\"" | "”" | "“" | ")" | "]" | "’" | "'"));
        last.is_some_and(|at| marks.contains(&self.text.words(at, at + 1)))
    }

    fn is_paragraph(&self, line: &Line) -> bool {
        let len = line.end - line.first;
        len > TITLE
            || len > 6 && self.ends_like_a_sentence(line)
            || len > 12 && self.lower_share(line.first, line.end) > 0.6
    }

    /// “Senin, 06 Feb 2023 21:40 WITA”, “Rabu, 14 Juni 2023 | Flores”: when the page appeared. A title may hold a date too; it
    /// has no clock time right behind, and goes on with words.
    fn is_stamp(&self, line: &Line) -> bool {
        if line.end - line.first > TITLE || self.ends_like_a_sentence(line) {
            return false;
        }
        let Some((first, end)) = (line.first..line.end).find_map(|at| Some((at, self.full_date(at, line)?))) else {
            return false;
        };
        let begins = (line.first..first).all(|at| {
            self.text.tokens[at].shape == Shape::Mark
                || self.lexicon.is_in(self.text.word(at), self.lists.weekdays.id())
        });
        let behind = (end..line.end.min(end + 3)).find(|&at| self.text.tokens[at].shape != Shape::Mark);
        let clock = behind.is_some_and(|at| {
            self.digits(at, line).is_some_and(|len| len <= 2)
                && self.is_mark(at + 1, line, &[":", "."])
                && self.digits(at + 2, line) == Some(2)
        });
        let end = end + usize::from(self.is_mark(end, line, &[")"]));
        clock || begins && (end == line.end || self.is_mark(end, line, &["|", "-", "–", "—", "/", "•", "·"]))
    }

    /// The first token after a date with day, month and year that begins at token `at`.
    fn full_date(&self, at: usize, line: &Line) -> Option<usize> {
        self.digits(at, line).filter(|len| *len <= 2)?;
        let mark = |at: usize| usize::from(self.is_mark(at, line, &["/", "-", "."]));
        let month = at + 1 + mark(at + 1);
        let year = match self.longest(month, &self.lists.months) {
            Some((end, _)) => end + mark(end),
            None => {
                self.digits(month, line).filter(|len| *len <= 2 && month > at + 1)?;
                month + 1 + mark(month + 1)
            }
        };
        (self.digits(year, line)? == 4).then_some(year + 1)
    }

    /// How many digits the token has, if it is a run of them.
    fn digits(&self, at: usize, line: &Line) -> Option<usize> {
        let token = self.text.tokens.get(at).filter(|t| at < line.end && t.shape == Shape::Digits)?;
        Some((token.end - token.start) as usize)
    }

    /// Share of lower-case words: titles capitalise most of theirs.
    pub(super) fn lower_share(&self, first: usize, end: usize) -> f32 {
        let words = self.text.tokens[first..end].iter().filter(|t| t.shape.is_word());
        let (lower, all) = words.fold((0, 0), |(lower, all), t| (lower + i32::from(t.shape == Shape::Lower), all + 1));
        if all == 0 { 0.0 } else { lower as f32 / all as f32 }
    }

    fn paragraph_below(&self, number: usize) -> bool {
        let lines = &self.text.lines;
        let last = || lines.iter().enumerate().rev().filter(|(_, line)| self.is_paragraph(line)).nth(1);
        self.last_but_one.get_or_init(|| last().map(|(number, _)| number)).is_some_and(|last| number < last)
    }

    /// End of “JAKARTA, Siber.id –” at the start of a paragraph.
    fn dateline(&self, line: &Line) -> Option<usize> {
        let reach = (line.first + 16).min(line.end);
        let mut depth = 0;
        let mut places = false;
        for at in line.first..reach {
            let token = &self.text.tokens[at];
            if token.shape == Shape::Mark {
                match self.text.words(at, at + 1) {
                    "(" | "[" => depth += 1,
                    ")" | "]" => depth -= 1,
                    "–" | "—" | "―" => return (at > line.first && line.end > at + 4).then_some(at + 1),
                    // A hyphen closes a dateline when spaces or brackets show that it joins no word.
                    "-" | "|" | ":" if at > line.first && depth == 0 => {
                        let next = self.text.tokens.get(at + 1)?;
                        let joins = token.gap == Gap::None && next.gap == Gap::None;
                        let bracket = self.text.words(at - 1, at) == ")" || self.text.words(at + 1, at + 2) == "(";
                        if self.text.words(at + 1, at + 2) == "(" {
                            continue;
                        }
                        if (!joins || bracket) && (places || self.text.words(at, at + 1) != ":") && line.end > at + 4 {
                            return Some(at + 1);
                        }
                    }
                    "," | "." | "/" | "-" | "|" => {}
                    _ => return None,
                }
                continue;
            }
            places |= self.lexicon.starts(token.word, self.region_names);
            let in_site_name = token.gap == Gap::None && at > line.first
                || self.lexicon.is_in(token.word, self.lists.outlet_words.id());
            if token.shape == Shape::Lower && depth == 0 && !in_site_name && !self.site_follows(at) {
                return None;
            }
        }
        None
    }

    /// Whether token `at` begins a site's name, “inikalteng.com”.
    fn site_follows(&self, at: usize) -> bool {
        self.text.words(at + 1, at + 2) == "."
            && self.text.tokens.get(at + 2).is_some_and(|t| t.gap == Gap::None && t.shape.is_word())
    }
}

/// A line of numbers, marks or a single short word left over from the page.
fn zone_of_scraps(text: &Text<'_>, line: &Line) -> bool {
    !text.tokens[line.first..line.end].iter().any(|token| token.shape.is_word())
}
