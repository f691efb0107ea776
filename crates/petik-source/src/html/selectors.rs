//! Selectors of elements. A page that does not hold the words of a selector has no element for it, so one search of the page
//! for the words of all selectors tells which few of them are worth a walk through its tree.

use aho_corasick::AhoCorasick;
use dom_query::Matcher;
use std::sync::OnceLock;

/// A selector, and the number of the word that its page must hold.
#[derive(Debug)]
pub(super) struct Selector {
    matcher: Matcher,
    word: Option<usize>,
}

/// The words that pages are searched for.
#[derive(Debug, Default)]
pub(super) struct Words {
    all: Vec<String>,
    search: OnceLock<Option<AhoCorasick>>,
}

/// Which of the words a page holds.
pub(super) struct Held(Vec<bool>);

/// Elements that a parser puts into the tree though the page does not name them.
const IMPLIED: [&str; 6] = ["html", "head", "body", "tbody", "tr", "colgroup"];

impl Words {
    /// The selector `written`. Fails where it is no CSS selector.
    pub(super) fn selector(&mut self, written: &str) -> Result<Selector, String> {
        // The parser's own words for the slip name its types, not the place.
        let matcher = Matcher::new(written)
            .map_err(|_| format!("`{written}` is no CSS selector: write it as for a style sheet"))?;
        Ok(Selector { matcher, word: word_of(written).map(|word| self.number(word)) })
    }

    fn number(&mut self, word: &str) -> usize {
        let word = word.to_ascii_lowercase();
        self.search = OnceLock::new();
        self.all.iter().position(|known| *known == word).unwrap_or_else(|| {
            self.all.push(word);
            self.all.len() - 1
        })
    }

    /// Which words stand in `page`, in any case.
    pub(super) fn held_by(&self, page: &str) -> Held {
        let search =
            self.search.get_or_init(|| AhoCorasick::builder().ascii_case_insensitive(true).build(&self.all).ok());
        // Without a search all selectors are tried.
        let mut held = vec![search.is_none(); self.all.len()];
        for found in search.iter().flat_map(|search| search.find_overlapping_iter(page)) {
            held[found.pattern().as_usize()] = true;
        }
        Held(held)
    }
}

impl Held {
    /// Those of `selectors` that can find something, in their order.
    pub(super) fn of<'s>(&self, selectors: &'s [Selector]) -> impl Iterator<Item = &'s Matcher> {
        let can_match = |selector: &&Selector| selector.word.is_none_or(|word| self.0[word]);
        selectors.iter().filter(can_match).map(|selector| &selector.matcher)
    }
}

/// The longest word that every page must hold for which the selector finds something; `None` where alternatives, functions or
/// escapes make that hard to tell.
fn word_of(selector: &str) -> Option<&str> {
    if selector.contains([',', '(', '\\']) {
        return None;
    }
    let words = selector.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')));
    words.filter(|word| !word.is_empty() && !IMPLIED.contains(word)).max_by_key(|word| word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_page_must_hold() {
        assert_eq!(word_of(".isi-berita > p"), Some("isi-berita"));
        assert_eq!(word_of("[class*=\"terkait\"]"), Some("terkait"));
        assert_eq!(word_of("body > #x"), Some("x"));
        for unclear in [".a, .b", "p:not(.x)", ".a\\:b", "body", "*"] {
            assert_eq!(word_of(unclear), None, "{unclear}");
        }
    }

    #[test]
    fn only_selectors_with_their_word_are_tried() {
        let mut words = Words::default();
        let all = [".Satu", "#dua", "aside", ".x:not(.y)"].map(|written| words.selector(written).unwrap());
        assert_eq!(words.held_by("<p class=satu>dua</p>").of(&all).count(), 3);
        assert_eq!(words.held_by("<ASIDE>").of(&all).count(), 2);
        assert!(words.selector("div[").is_err());
    }
}
