//! Quotes with what stands around them in their paragraph.

use crate::reconciliation::Quote;

/// How much of the paragraph is kept on each side of a claim's words, and of a number's, in code points.
pub(super) const AROUND_CLAIM: usize = 300;
pub(super) const AROUND_COUNT: usize = 160;

/// A text, or nothing where the record holds none, with the byte of each code point.
pub(super) struct Paragraphs<'t> {
    text: &'t str,
    /// Bytes of the code points, and the end; empty for plain ASCII, where they are the same.
    points: Vec<usize>,
}

impl<'t> Paragraphs<'t> {
    pub(super) fn new(text: Option<&'t str>) -> Self {
        let text = text.unwrap_or_default();
        let mut points = Vec::new();
        if !text.is_ascii() {
            points.reserve(text.len() + 1);
            points.extend(text.char_indices().map(|(at, _)| at).chain([text.len()]));
        }
        Paragraphs { text, points }
    }

    fn byte(&self, point: usize) -> Option<usize> {
        if self.points.is_empty() {
            (point <= self.text.len()).then_some(point)
        } else {
            self.points.get(point).copied()
        }
    }

    /// The words from `start` to `end`, in code points, with up to `around` code points of their paragraph on each side.
    /// Where the text does not have them there, they stand alone.
    pub(super) fn quote(&self, start: usize, end: usize, quote: &str, around: usize) -> Quote {
        let mut out = Quote { start: start as u64, end: end as u64, quote: quote.to_owned(), ..Quote::default() };
        let (Some(first), Some(last)) = (self.byte(start), self.byte(end)) else { return out };
        if self.text.get(first..last) != Some(quote) {
            return out;
        }
        let before = self.text[..first].rsplit('\n').next().unwrap_or_default();
        let after = self.text[last..].split('\n').next().unwrap_or_default();
        out.before = tail(before, around).to_owned();
        out.after = head(after, around).to_owned();
        out
    }
}

/// The last `most` code points, cut at a space where there is one.
fn tail(text: &str, most: usize) -> &str {
    let Some((at, before)) = text.char_indices().rev().nth(most) else { return text };
    let rest = &text[at + before.len_utf8()..];
    match rest.split_once(' ') {
        Some((_, last)) if before != ' ' => last,
        _ => rest,
    }
}

/// The first `most` code points, cut at a space where there is one.
fn head(text: &str, most: usize) -> &str {
    let Some((at, next)) = text.char_indices().nth(most) else { return text };
    match text[..at].rsplit_once(' ') {
        Some((first, _)) if next != ' ' => first,
        _ => &text[..at],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_stands_in_its_paragraph() {
        let text = "Satu é.\nDua tiga empat lima.\nEnam.";
        let quote = Paragraphs::new(Some(text)).quote(12, 16, "tiga", 6);
        assert_eq!((&*quote.before, &*quote.quote, &*quote.after), ("Dua ", "tiga", " empat"));
    }

    #[test]
    fn words_that_do_not_stand_there_have_nothing_around_them() {
        for (start, end) in [(0, 4), (3, 2), (900, 904)] {
            let quote = Paragraphs::new(Some("satu dua")).quote(start, end, "tiga", 6);
            assert_eq!((&*quote.before, &*quote.quote, &*quote.after), ("", "tiga", ""));
        }
        assert_eq!(Paragraphs::new(None).quote(0, 4, "tiga", 6).after, "");
    }
}
