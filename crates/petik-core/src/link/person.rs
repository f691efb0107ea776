//! One person behind many spellings: Johny and Johnny G. Plate, Samuel A. and Semuel Abrijani Pangerapan, Rudi Antara and
//! Rudiantara. Only holders of the same office are compared, so a likeness is enough for a suggestion, which says that it is one.

use crate::text::fold;
use std::cell::OnceCell;

/// Letters of a name that may differ, for each six that it has.
const LETTERS_PER_SLIP: usize = 6;

/// A printed name that is compared with names in the list; its words are made equal only when there is something to compare.
pub(super) struct Spelling<'a> {
    printed: &'a str,
    words: OnceCell<Vec<String>>,
}

impl<'a> Spelling<'a> {
    pub(super) fn new(printed: &'a str) -> Self {
        Spelling { printed, words: OnceCell::new() }
    }

    /// Whether this can be the name in the list whose [`words`] are `listed`.
    pub(super) fn is_similar(&self, listed: &[String]) -> bool {
        is_similar(self.words.get_or_init(|| words(self.printed)), listed)
    }
}

/// Whether the printed name can be the name in the list: the same words up to spelling, initials for words, words left out.
fn is_similar(a: &[String], b: &[String]) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let len = |words: &[String]| words.iter().map(String::len).sum();
    let (len_a, len_b) = (len(a), len(b));
    // Lengths tell most names apart, before any is joined.
    if len_a >= 5 && slips(len_a, len_b).is_some() && close(&a.concat(), &b.concat()) {
        return true;
    }
    // Every printed word stands for a word of the list, in order; at least two do, the first or the last among them.
    let mut at = 0;
    let mut matched = Vec::new();
    for word in a {
        match b[at..].iter().position(|other| word_fits(word, other)) {
            Some(skip) => {
                matched.push(at + skip);
                at += skip + 1;
            }
            None => return false,
        }
    }
    let whole = a.iter().filter(|w| w.len() > 1).count();
    whole >= 2 && (matched.first() == Some(&0) || matched.last() == Some(&(b.len() - 1)))
}

fn word_fits(a: &str, b: &str) -> bool {
    match (a.len(), b.len()) {
        (1, _) | (_, 1) => a.chars().next() == b.chars().next(),
        _ => close(a, b),
    }
}

fn close(a: &str, b: &str) -> bool {
    let (x, y) = (a.as_bytes(), b.as_bytes());
    slips(x.len(), y.len())
        .is_some_and(|slips| a == b || slips > 0 && may_be_within(slips, x, y) && is_within(slips, x, y))
}

/// The letters of a word, a bit for each.
fn letters(word: &[u8]) -> u64 {
    word.iter().fold(0, |set, byte| set | 1 << (byte & 63))
}

/// Whether the letters that only one of the words has are few enough for an edit distance of at most `most`: each step can make
/// two of them. This tells most words apart.
fn may_be_within(most: usize, a: &[u8], b: &[u8]) -> bool {
    (letters(a) ^ letters(b)).count_ones() as usize <= 2 * most
}

/// How many letters may differ in two names of these lengths; `None` where already their lengths differ by more.
fn slips(a: usize, b: usize) -> Option<usize> {
    Some(a.max(b) / LETTERS_PER_SLIP).filter(|&slips| a.abs_diff(b) <= slips)
}

/// The words of a name with the letters that spellings exchange made equal: old and new orthography (tj/c, dj/j, oe/u),
/// doubled letters, a silent h.
pub(super) fn words(name: &str) -> Vec<String> {
    const SAME: [(&str, &str); 13] = [
        ("tj", "c"),
        ("dj", "j"),
        ("sj", "sy"),
        ("nj", "ny"),
        ("oe", "u"),
        ("ph", "f"),
        ("v", "f"),
        ("kh", "k"),
        ("ck", "k"),
        ("q", "k"),
        ("x", "ks"),
        ("z", "s"),
        ("y", "i"),
    ];
    fold(name)
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
        .map(|word| {
            let (mut plain, mut known) = (word.to_owned(), letters(word.as_bytes()));
            for (from, to) in SAME {
                // The letters tell most of the time that there is none.
                if letters(from.as_bytes()) & !known == 0 && plain.contains(from) {
                    plain = plain.replace(from, to);
                    known = letters(plain.as_bytes());
                }
            }
            let mut out = String::with_capacity(plain.len());
            for (at, c) in plain.chars().enumerate() {
                if (c != 'h' || at == 0) && !out.ends_with(c) {
                    out.push(c);
                }
            }
            out
        })
        .collect()
}

/// Whether the edit distance with swaps of neighbours (optimal string alignment) is at most `most`. Cells further than that
/// from the diagonal cannot matter, and once a whole row is over it, nothing below comes back.
fn is_within(most: usize, a: &[u8], b: &[u8]) -> bool {
    let width = b.len() + 1;
    let mut table = vec![most + 1; (a.len() + 1) * width];
    for i in 0..=a.len() {
        let mut least = most + 1;
        for j in i.saturating_sub(most)..=(i + most).min(b.len()) {
            let distance = if i == 0 || j == 0 {
                i + j
            } else {
                let change = table[(i - 1) * width + j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut best = change.min(table[(i - 1) * width + j] + 1).min(table[i * width + j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(table[(i - 2) * width + j - 2] + 1);
                }
                best
            };
            table[i * width + j] = distance;
            least = least.min(distance);
        }
        if least > most {
            return false;
        }
    }
    table[a.len() * width + b.len()] <= most
}

#[cfg(test)]
mod tests {
    use super::{Spelling, words};

    fn is_similar(printed: &str, listed: &str) -> bool {
        Spelling::new(printed).is_similar(&words(listed))
    }

    #[test]
    fn spellings_of_one_name() {
        for (printed, listed) in [
            ("Johny G Plate", "Johnny Gerard Plate"),
            ("Jhonny Plate", "Johnny Gerard Plate"),
            ("Samuel A. Pangerapan", "Semuel Abrijani Pangerapan"),
            ("Rudi Antara", "Rudiantara"),
            ("Tjahyo Kumolo", "Tjahjo Kumolo"),
            ("Cahyo Kumolo", "Tjahjo Kumolo"),
            ("Wardojo", "Wardoyo"),
        ] {
            assert!(is_similar(printed, listed), "{printed} / {listed}");
        }
    }

    #[test]
    fn other_names_stay_other() {
        for (printed, listed) in [
            ("Ahmad Yani", "Ahmad Riza"),
            ("Bambang", "Bambang Brodjonegoro"),
            ("Siti", "Sigit"),
            ("J Plate", "Budi Arie Setiadi"),
        ] {
            assert!(!is_similar(printed, listed), "{printed} / {listed}");
        }
    }
}
