//! How the words of a text stand against a name from which few letters of it differ. A word of which all letters were put in is a word
//! of its own, and a word that belongs to names is no misspelling of another.

use super::names::Form;
use super::reading::View;
use super::words::Words;
use petik_core::gazetteer::letters;
use rapidfuzz::distance::osa;

/// A type word has at least so many letters where two of them may differ.
const LONG_TYPE: usize = 7;

/// What became of the words of a text in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aligned {
    /// They are letters of it, of which so many differ.
    Letters,
    /// So many words are none of its, and so many letters of the others differ.
    Beside { words: usize, distance: usize },
    /// It is another name.
    Apart,
}

/// How the words of `view` stand against `form`, from which `distance` letters differ.
/// `own` is the official name of its region.
pub(super) fn aligned(view: &View, form: &Form, own: &str, distance: usize, words: &Words) -> Aligned {
    let texts: Vec<&str> = view.words.iter().map(String::as_str).collect();
    // “Pakpak Bharat” with any word beside it, be it near to another spelling.
    let is_own = |texts: &[&str]| texts.concat() == own && form.level.is_none();
    if texts.len() > 1 && (is_own(&texts[1..]) || is_own(&texts[..texts.len() - 1])) {
        return Aligned::Apart;
    }
    let (beside, left) = put_in(&texts, &form.letters, distance);
    if beside.len() == texts.len() {
        return Aligned::Apart;
    }
    let kept: Vec<&str> = (0..texts.len()).filter(|at| !beside.contains(at)).map(|at| texts[at]).collect();
    let is_other_part = |word: &&str| words.is_part(word) && !form.letters.contains(*word);
    if texts.len() > 1 && kept.iter().any(is_other_part) || !is_of_its_type(&kept, form, left, words) {
        return Aligned::Apart;
    }
    match beside.len() {
        0 => Aligned::Letters,
        words => Aligned::Beside { words, distance: left },
    }
}

/// Which words have no letter in `name`, and how many letters of the others differ.
fn put_in(texts: &[&str], name: &str, distance: usize) -> (Vec<usize>, usize) {
    let (mut beside, mut left) = (Vec::new(), distance);
    if texts.len() < 2 {
        return (beside, left);
    }
    loop {
        let is_put_in = |at: &usize| {
            let length = texts[*at].len();
            if beside.contains(at) || length > left {
                return false;
            }
            let others = (0..texts.len()).filter(|other| other != at && !beside.contains(other));
            let rest: String = others.map(|other| texts[other]).collect();
            differ(&rest, name) + length <= left
        };
        let Some(at) = (0..texts.len()).find(is_put_in) else { return (beside, left) };
        left -= texts[at].len();
        beside.push(at);
    }
}

/// Whether the type word of a name that is written with one is in the text, but for a letter or two.
fn is_of_its_type(texts: &[&str], form: &Form, distance: usize, words: &Words) -> bool {
    if form.level.is_none() || distance == 0 {
        return true;
    }
    let (word, name) = form.letters.split_at(form.letters.len() - form.own);
    let most = if word.len() < LONG_TYPE { 1 } else { 2 };
    let is_split = |before: &str, behind: &str| {
        let of_type = differ(before, word);
        (of_type == 0 || !words.is_elsewhere(before) && !words.is_short(before))
            && of_type <= most
            && of_type + differ(behind, name) <= distance
    };
    let by_words = (1..texts.len()).any(|at| is_split(&texts[..at].concat(), &texts[at..].concat()));
    let all = texts.concat();
    // Written together, or cut where no word ends.
    let near = word.len().saturating_sub(most)..=(word.len() + most).min(all.len());
    let is_cut = texts.len() == 1 || texts[0].len() > word.len() + most;
    by_words || is_cut && near.into_iter().any(|at| all.is_char_boundary(at) && is_split(&all[..at], &all[at..]))
}

/// How many letters differ.
pub(super) fn differ(one: &str, other: &str) -> usize {
    osa::distance(one.bytes(), other.bytes())
}

/// The words of a name, each its letters.
pub(super) fn words_of(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric()).map(letters).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_no_letters() {
        assert_eq!(put_in(&["rs", "klaten"], "klaten", 2), (vec![0], 0));
        assert_eq!(put_in(&["x", "klatn"], "klaten", 2), (vec![0], 1));
        assert_eq!(put_in(&["kl", "atten"], "klaten", 1), (vec![], 1));
        assert_eq!(put_in(&["gunung", "kidull"], "gunungkidul", 1), (vec![], 1));
    }
}
