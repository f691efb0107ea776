//! The words of a text as they are compared: runs of letters and digits in small letters. Marks, spaces and typography
//! (curly quotes, ligatures, full-width letters, soft hyphens, composed or loose accents) do not count.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::xxh3_128;

/// Words, one space between them.
#[derive(Debug, Default)]
pub(super) struct Words {
    folded: String,
    /// Where each word ends in `folded`, and what it looked like.
    words: Vec<(usize, Shape)>,
}

/// How a word begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// With a small letter, or one of a script without capitals.
    Lower,
    /// With a capital or a digit.
    Marked,
    /// The same at the beginning of a sentence, where any word has a capital.
    First,
}

impl Words {
    pub(super) fn new(text: &str) -> Self {
        let mut words = Words::default();
        let mut begins = true;
        // Each piece is a word, or nothing, and the mark or space behind it.
        for piece in text.split_inclusive(|c| !belongs(c)) {
            let word = piece.trim_end_matches(|c| !belongs(c));
            begins &= !words.push(word, begins);
            begins |= piece[word.len()..].starts_with(['\n', '.', '?', '!', ':', '"', '“']);
        }
        words
    }

    /// Takes `word`, if it has a letter or digit; `begins` says whether a sentence does with it.
    fn push(&mut self, word: &str, begins: bool) -> bool {
        let Some(first) = word.chars().find(|&c| c.is_alphanumeric()) else { return false };
        if !self.folded.is_empty() {
            self.folded.push(' ');
        }
        if word.is_ascii() {
            self.folded.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        } else {
            let plain = word.nfkd().filter(|c| c.is_alphanumeric());
            self.folded.extend(plain.flat_map(char::to_lowercase));
        }
        let shape = match first.is_uppercase() || first.is_numeric() {
            false => Shape::Lower,
            true if begins => Shape::First,
            true => Shape::Marked,
        };
        self.words.push((self.folded.len(), shape));
        true
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Equal for texts of the same words.
    pub(super) fn digest(&self) -> u128 {
        xxh3_128(self.folded.as_bytes())
    }

    /// Every run of `length` words; all words as one run where there are fewer.
    pub(super) fn runs(&self, length: usize) -> impl Iterator<Item = &str> {
        let length = length.clamp(1, self.words.len().max(1));
        (length..=self.words.len()).map(move |end| &self.folded[self.start(end - length)..self.words[end - 1].0])
    }

    /// Names and numbers in running text: words with a capital or a digit beside one with a small letter, not at the
    /// beginning of a sentence. Headlines in capitals, bylines and lists would otherwise fill a text with them.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let is_lower = |at: Option<usize>| at.and_then(|at| self.words.get(at)).is_some_and(|w| w.1 == Shape::Lower);
        (0..self.words.len())
            .filter(move |&at| {
                self.words[at].1 == Shape::Marked && (is_lower(at.checked_sub(1)) || is_lower(Some(at + 1)))
            })
            .map(|at| &self.folded[self.start(at)..self.words[at].0])
    }

    fn start(&self, word: usize) -> usize {
        word.checked_sub(1).map_or(0, |before| self.words[before].0 + 1)
    }
}

/// Letters and digits, and what stands between the letters of one word without parting it.
fn belongs(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() && (is_combining_mark(c) || is_invisible(c))
}

/// Characters that print nothing: soft hyphen, zero-width signs, direction marks, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<String> {
        Words::new(text).runs(3).map(str::to_owned).collect()
    }

    #[test]
    fn runs_are_three_words_or_all_there_are() {
        assert_eq!(runs("Satu, dua; TIGA empat."), ["satu dua tiga", "dua tiga empat"]);
        assert_eq!(runs("Satu dua"), ["satu dua"]);
        assert!(runs(" - … ").is_empty() && runs("").is_empty() && runs("\u{301}\u{feff}").is_empty());
    }

    #[test]
    fn typography_does_not_count() {
        let plain = Words::new("Jum'at, \"Kabupaten\" café 2022").digest();
        assert_eq!(Words::new("JUM’AT — “Ka\u{ad}bu\u{200b}paten” cafe\u{301} ２０２２").digest(), plain);
        assert_ne!(Words::new("Jum'at, \"Kabupaten\" cafe 2023").digest(), plain);
    }

    #[test]
    fn names_stand_in_running_text() {
        let words = Words::new("BUPATI BATANG TEKEN MOU\nBupati Batang Wihaji meneken 2 naskah di Jakarta. Ia pulang");
        assert_eq!(words.names().collect::<Vec<_>>(), ["wihaji", "2", "jakarta"]);
    }
}
