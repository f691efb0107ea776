//! What people read on standard output: lines of words with their looks. Words come from news, lists and file names that
//! others wrote, and a terminal does what control characters in them say; so a line holds none, whoever made it, and
//! the looks are ours alone. Messages have the same care in `message`, data in `output`.

#![allow(clippy::disallowed_methods)] // COLUMNS decides where rows end, on a screen alone

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;
use petik::record::written_out;
use std::env;
use std::fmt::Display;
use std::io::{self, BufWriter, Stdout, Write};
use std::ops::Range;

/// Words in one line, with looks.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line(Vec<(Style, String)>);

impl Line {
    pub(super) fn styled(style: Style, words: impl Display) -> Self {
        Line::default().and_styled(style, words)
    }

    pub(super) fn and(self, words: impl Display) -> Self {
        self.and_styled(Style::new(), words)
    }

    /// More words at the end. What would end the line is a blank, and what is unseen is written out.
    pub(super) fn and_styled(mut self, style: Style, words: impl Display) -> Self {
        let words = written_out(&words.to_string()).replace(['\n', '\t'], " ");
        match self.0.last_mut() {
            Some((last, there)) if *last == style => there.push_str(&words),
            _ if words.is_empty() => {}
            _ => self.0.push((style, words)),
        }
        self
    }

    /// Another line behind this one.
    pub(super) fn join(mut self, next: Line) -> Self {
        self.0.extend(next.0);
        self
    }

    /// The words alone.
    pub(super) fn text(&self) -> String {
        self.0.iter().map(|(_, words)| words.as_str()).collect()
    }

    /// The bytes `part` of the line.
    fn part(&self, part: Range<usize>) -> Line {
        let mut begin = 0;
        let cut = self.0.iter().filter_map(|(style, words)| {
            let at = |byte: usize| byte.saturating_sub(begin).min(words.len());
            let piece = &words[at(part.start)..at(part.end)];
            begin += words.len();
            (!piece.is_empty()).then(|| (*style, piece.to_owned()))
        });
        Line(cut.collect())
    }

    /// At most so many letters of the beginning, with a mark where something is left out.
    pub(super) fn clipped(self, most: usize) -> Line {
        match self.text().char_indices().nth(most) {
            None => self,
            Some(_) => {
                let end = self.text().char_indices().nth(most.saturating_sub(1)).map_or(0, |(at, _)| at);
                self.part(0..end).and("…")
            }
        }
    }
}

impl<T: Into<String>> From<T> for Line {
    fn from(words: T) -> Self {
        Line::default().and(words.into())
    }
}

/// Words of an article in one line, white space as single blanks.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Standard output, as people see it.
pub(super) struct Screen<W: Write> {
    out: W,
    /// Letters of a row; none where nobody looks: what a program reads is not broken.
    width: Option<usize>,
}

impl Screen<BufWriter<AutoStream<Stdout>>> {
    pub(super) fn open() -> Self {
        Screen { out: BufWriter::new(anstream::stdout()), width: width() }
    }
}

impl<W: Write> Screen<W> {
    /// Where nobody looks, for tests.
    #[cfg(test)]
    pub(super) fn on(out: W, width: Option<usize>) -> Self {
        Screen { out, width }
    }

    /// Letters of a row, where rows have an end.
    pub(super) fn width(&self) -> Option<usize> {
        self.width
    }

    /// Writes a line, in several rows where the screen is narrower.
    pub(super) fn line(&mut self, line: &Line) -> io::Result<()> {
        self.hanging("", "", line)
    }

    /// Writes a line behind the margin `first`; its further rows stand behind the margin `next`.
    pub(super) fn hanging(&mut self, first: &str, next: &str, line: &Line) -> io::Result<()> {
        let text = line.text();
        let width = self.width.map(|width| width.saturating_sub(next.chars().count()).max(NARROWEST));
        for (number, row) in rows(&text, width).into_iter().enumerate() {
            write!(self.out, "{}", if number == 0 { first } else { next })?;
            for (style, words) in line.part(row).0 {
                write!(self.out, "{style}{words}{style:#}")?;
            }
            writeln!(self.out)?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// No text is pressed into fewer letters.
const NARROWEST: usize = 20;

/// What COLUMNS says, else the width of the terminal.
fn width() -> Option<usize> {
    let asked = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|&columns| columns > 0);
    asked.or_else(|| terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0)))
}

/// Whether colour is wanted and can be shown.
pub(super) fn is_coloured() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// Where the rows of a text stand, broken at blanks; what has none is left as it is.
fn rows(text: &str, width: Option<usize>) -> Vec<Range<usize>> {
    let width = width.unwrap_or(usize::MAX);
    let (mut rows, mut begin, mut letters, mut blank) = (Vec::new(), 0, 0, None);
    for (at, c) in text.char_indices() {
        if c == ' ' {
            blank = Some(at).filter(|&at| !text[begin..at].trim().is_empty());
        } else if letters >= width
            && let Some(end) = blank.take()
        {
            rows.push(begin..text[..end].trim_end().len());
            begin = end + 1;
            letters = text[begin..at].chars().count();
        }
        letters += 1;
    }
    rows.push(begin..text.len());
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use anstyle::AnsiColor;

    #[test]
    fn a_line_holds_nothing_that_steers() {
        let line = Line::from("a\u{1B}[31m\u{7}\nb\t\u{202E}c\u{9B}0m");
        assert_eq!(line.text(), "a\\u001b[31m\\u0007 b \\u202ec\\u009b0m");
    }

    #[test]
    fn rows_end_at_blanks_and_long_words_stay() {
        let shown = |text: &str, width| -> Vec<String> {
            rows(text, width).into_iter().map(|row| text[row].to_owned()).collect()
        };
        assert_eq!(shown("satu dua tiga", Some(8)), ["satu dua", "tiga"]);
        assert_eq!(shown("satu dua tiga", Some(7)), ["satu", "dua", "tiga"]);
        assert_eq!(shown("https://a.example/b?c dua", Some(5)), ["https://a.example/b?c", "dua"]);
        assert_eq!(shown("  é dua   tiga", Some(9)), ["  é dua", "tiga"]);
        assert_eq!(shown("satu dua", None), ["satu dua"]);
        assert_eq!(shown("", Some(5)), [""]);
    }

    #[test]
    fn looks_go_on_in_the_next_row_and_the_margin_has_none() {
        let bold = AnsiColor::Green.on_default();
        let line = Line::from("f1 ").and_styled(bold, "dua puluh kabupaten dan").and(" kota");
        let mut out = Vec::new();
        Screen::on(&mut out, Some(22)).hanging("├─ ", "│  ", &line).unwrap();
        let drawn = String::from_utf8(out).unwrap();
        assert_eq!(drawn, format!("├─ f1 {bold}dua puluh{bold:#}\n│  {bold}kabupaten dan{bold:#} kota\n"));
        assert_eq!(line.clipped(8).text(), "f1 dua …");
    }
}
