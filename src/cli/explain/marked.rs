//! The text of an article with its mentions marked where they stand: by colour, or by brackets that nest.

use super::palette::{DIM, Palette, meaning, style};
use crate::cli::screen::Line;
use anstyle::Style;
use petik::ZoneSpan;
use petik::record::Mention;
use std::cmp::Reverse;

/// A stretch to mark.
struct Mark {
    start: usize,
    end: usize,
    style: Style,
    open: &'static str,
    close: String,
}

/// The lines of the text with their marks.
pub(super) fn text(text: &str, mentions: &[Mention<'_>], zones: &[ZoneSpan], palette: Palette) -> Vec<Line> {
    let unread = zones.iter().filter(|zone| !zone.read).map(|zone| Mark {
        start: zone.start,
        end: zone.end,
        style: DIM,
        open: "{",
        close: format!("|{}}}", zone.zone),
    });
    let found = mentions.iter().map(|mention| Mark {
        start: mention.start,
        end: mention.end,
        style: style(&mention.value),
        open: "[",
        close: format!("|{}]", meaning(&mention.value)),
    });
    let mut marks: Vec<Mark> = unread.chain(found).filter(|mark| mark.start < mark.end).collect();
    marks.sort_by_key(|mark| (mark.start, Reverse(mark.end)));
    if palette.plain { bracketed(text, &marks) } else { coloured(text, &marks) }
}

/// Lines that grow at their end.
struct Lines(Vec<Line>);

impl Lines {
    /// Words that may be of several lines.
    fn push(&mut self, style: Style, words: &str) {
        for (number, words) in words.split('\n').enumerate() {
            if number > 0 {
                self.0.push(Line::default());
            }
            if let Some(last) = self.0.last_mut() {
                *last = std::mem::take(last).and_styled(style, words.strip_suffix('\r').unwrap_or(words));
            }
        }
    }
}

fn bracketed(text: &str, marks: &[Mark]) -> Vec<Line> {
    let mut out = Lines(vec![Line::default()]);
    let mut opening = marks.iter().peekable();
    let mut open: Vec<&Mark> = Vec::new();
    for piece in pieces(text, marks) {
        // Innermost first; a mark that crosses another still closes where it ends.
        for mark in open.iter().rev().filter(|mark| mark.end == piece.start) {
            out.push(Style::new(), &mark.close);
        }
        open.retain(|mark| mark.end > piece.start);
        while let Some(mark) = opening.next_if(|mark| mark.start == piece.start) {
            out.push(Style::new(), mark.open);
            open.push(mark);
        }
        out.push(Style::new(), piece.text);
    }
    out.0
}

fn coloured(text: &str, marks: &[Mark]) -> Vec<Line> {
    let mut out = Lines(vec![Line::default()]);
    let mut opening = marks.iter().peekable();
    let mut open: Vec<&Mark> = Vec::new();
    for piece in pieces(text, marks) {
        open.retain(|mark| mark.end > piece.start);
        while let Some(mark) = opening.next_if(|mark| mark.start == piece.start) {
            open.push(mark);
        }
        // The mark that began last is the innermost one.
        out.push(open.last().map_or(Style::new(), |mark| mark.style), piece.text);
    }
    out.0
}

/// A stretch in which no mark begins or ends, starting at a code point.
struct Piece<'t> {
    start: usize,
    text: &'t str,
}

/// The text cut at every place where a mark begins or ends; the last piece is empty and stands for the end.
fn pieces<'t>(text: &'t str, marks: &[Mark]) -> Vec<Piece<'t>> {
    let mut cuts: Vec<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    cuts.push(0);
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces = Vec::new();
    let mut cuts = cuts.into_iter().peekable();
    let mut begun: Option<(usize, usize)> = None;
    let mut points = 0;
    for (point, (byte, _)) in text.char_indices().enumerate() {
        points = point + 1;
        if cuts.next_if_eq(&point).is_some() {
            if let Some((start, from)) = begun {
                pieces.push(Piece { start, text: &text[from..byte] });
            }
            begun = Some((point, byte));
        }
    }
    if let Some((start, from)) = begun {
        pieces.push(Piece { start, text: &text[from..] });
    }
    pieces.push(Piece { start: points, text: "" });
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(spans: &[(usize, usize, &str)]) -> Vec<Mark> {
        spans
            .iter()
            .map(|(start, end, name)| Mark {
                start: *start,
                end: *end,
                style: Style::new(),
                open: "[",
                close: format!("|{name}]"),
            })
            .collect()
    }

    #[test]
    fn brackets_nest_and_count_code_points() {
        let marks = marks(&[(0, 15, "a"), (1, 14, "b"), (8, 14, "c"), (16, 21, "d")]);
        assert_eq!(shown(&bracketed("“Bupati Batang” hadir", &marks)), "[“[Bupati [Batang|c]|b]”|a] [hadir|d]");
    }

    #[test]
    fn a_text_without_marks_stays() {
        assert_eq!(shown(&bracketed("Kota\r\n\nBatu", &[])), "Kota\n\nBatu");
        assert_eq!(shown(&coloured("", &[])), "");
    }

    fn shown(lines: &[Line]) -> String {
        lines.iter().map(Line::text).collect::<Vec<_>>().join("\n")
    }
}
