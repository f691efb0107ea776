//! Numbers in digits: grouping by dots (or commas), decimals, a scale letter and the suffix of decades. Which comma or dot
//! groups, which one is decimal and which one is only punctuation is decided here.

use super::{NumberKind, NumberWords, Part, is_glued, is_hyphen, is_mark, is_near, multiply};
use crate::text::{Shape, Text, Token, digit};

/// Longer runs of digits are telephone or account numbers, and their value would not be exact.
const MAX_DIGITS: usize = 15;

impl NumberWords {
    /// Whether token `at` is a mark behind digits that goes on with none: “tahun 2005.”
    fn is_closing(&self, text: &Text<'_>, at: usize) -> bool {
        let goes_on = text.tokens.get(at + 1).is_some_and(|behind| behind.shape == Shape::Digits);
        let mark = |mark: &Token| mark.shape == Shape::Mark && self.get(mark.word).is_none();
        !goes_on && text.tokens.get(at).is_some_and(mark) && !is_hyphen(text, at)
    }

    /// Digits with their grouping, decimals, scale letter and suffix.
    pub(super) fn digits(&self, text: &Text<'_>, at: usize, skip: usize) -> Option<Part> {
        let (mut value, len) = digits_of(text, at, skip)?;
        if !is_glued(text, at + 1) || self.is_closing(text, at + 1) {
            // Groups, decimals, scale letters and suffixes are all written without a space.
            return Some(Part { end: at + 1, value: value as f64, vague: false, digits: true });
        }
        let first = text.words(at, at + 1).get(skip..)?;
        let mut end = at + 1;
        let group = |end: usize, mark| after_mark(text, end, mark).filter(|&(_, len)| len == 3);
        let groups = |mark| (0..).take_while(|i| group(at + 1 + 2 * i, mark).is_some()).take(5).count();
        // 1.000.000; also 1,000,000 and 5,000, which cannot be decimals.
        let by_comma = groups(',');
        let comma_groups = by_comma > 1 || by_comma == 1 && after_mark(text, end, ',').is_some_and(|(v, _)| v == 0);
        let mut decimal_mark = ',';
        if len <= 3 && !first.starts_with('0') {
            let mark = if comma_groups { ',' } else { '.' };
            while let Some((next, _)) = group(end, mark).filter(|_| value < 1_000_000_000_000) {
                (value, end) = (value * 1000 + next, end + 2);
            }
            if comma_groups {
                decimal_mark = '.';
            }
        }
        let mut value = value as f64;
        let fraction = after_mark(text, end, decimal_mark).map(|f| (f, decimal_mark)).or_else(|| {
            // 2.5 juta, 4.0, 20.30: whatever it means, it is neither 2 nor 5. Behind groups of three it cannot be.
            (end == at + 1).then(|| after_mark(text, end, '.').map(|f| (f, '.'))).flatten()
        });
        match fraction {
            Some(((fraction, flen), mark))
                if flen <= 9
                    && !(len == 4 && flen == 4)
                    && (mark == decimal_mark || flen <= 2 || value == 0.0)
                    && after_mark(text, end + 2, mark).is_none() =>
            {
                (value, end) = (decimal(value, fraction, flen), end + 2);
            }
            Some(_) => {}
            None => {
                // "98, 2 persen": only the percent word shows that the comma is no comma of a list.
                if is_mark(text, end, ',')
                    && is_glued(text, end)
                    && is_near(text, end + 1)
                    && let Some((fraction, flen)) = digits_of(text, end + 1, 0).filter(|d| d.1 <= 2)
                    && self.of(text, end + 2, NumberKind::Percent).is_some()
                {
                    (value, end) = (decimal(value, fraction, flen), end + 2);
                }
            }
        }
        let mut vague = false;
        if is_glued(text, end) {
            if let Some(letter) = self.of(text, end, NumberKind::Letter)
                && (letter.value == 1000 || text.tokens[end].shape == Shape::Initial)
            {
                (value, end) = (multiply(value, letter.value as f64), end + 1);
            } else {
                let suffix = if is_hyphen(text, end) { end + 1 } else { end };
                if is_glued(text, suffix) && self.of(text, suffix, NumberKind::Suffix).is_some() {
                    (vague, end) = (true, suffix + 1);
                }
            }
        }
        Some(Part { end, value, vague, digits: true })
    }
}

/// `whole` with the decimals `fraction`, which has `len` digits; one division, so the nearest value there is.
pub(super) fn decimal(whole: f64, fraction: u64, len: usize) -> f64 {
    let scale = 10f64.powi(len as i32);
    (whole * scale + fraction as f64) / scale
}

/// The digits of token `at` behind `skip` bytes: (value, how many).
pub(super) fn digits_of(text: &Text<'_>, at: usize, skip: usize) -> Option<(u64, usize)> {
    let token = text.tokens.get(at)?;
    if skip == 0 && token.shape != Shape::Digits {
        return None;
    }
    plain_digits(text.words(at, at + 1).get(skip..)?)
}

pub(super) fn plain_digits(written: &str) -> Option<(u64, usize)> {
    if written.len() <= MAX_DIGITS && written.bytes().all(|b| b.is_ascii_digit()) {
        let value = written.bytes().fold(0, |n, b| n * 10 + u64::from(b - b'0'));
        return (!written.is_empty()).then_some((value, written.len()));
    }
    let mut len = 0;
    let value = written.chars().try_fold(0u64, |n, c| {
        len += 1;
        (len <= MAX_DIGITS).then_some(n * 10 + u64::from(digit(c)?))
    })?;
    (len > 0).then_some((value, len))
}

/// The digits glued behind a glued mark at token `at`.
fn after_mark(text: &Text<'_>, at: usize, mark: char) -> Option<(u64, usize)> {
    (is_mark(text, at, mark) && is_glued(text, at) && is_glued(text, at + 1))
        .then(|| digits_of(text, at + 1, 0))
        .flatten()
}
