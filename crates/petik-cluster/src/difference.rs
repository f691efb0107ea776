//! What one copy of a text says and the other does not, by sentences.

use super::words::Words;
use std::collections::HashSet;

/// Letters of an abbreviation before a name at most: “Drs.”, “Kab.”, “H.”.
const SHORT: usize = 3;

/// The sentences of `copy` that `earliest` lacks, and those of `earliest` that `copy` lacks, each once and in the order of its
/// text, as they are written there. A sentence ends at the end of a line, or at a full stop, question or exclamation mark before
/// white space and a capital. Sentences are the same if their words are: marks, capitals and typography do not count, nor does the
/// place where a sentence stands. One that was edited is in both lists.
///
/// ```
/// let (added, left_out) = petik_cluster::differences("One stays. Two goes.", "“New.” One stays!");
/// assert_eq!((added, left_out), (vec!["“New.”"], vec!["Two goes."]));
/// ```
pub fn differences<'e, 'c>(earliest: &'e str, copy: &'c str) -> (Vec<&'c str>, Vec<&'e str>) {
    let (of_earliest, of_copy) = (Sentences::new(earliest), Sentences::new(copy));
    (of_copy.without(&of_earliest), of_earliest.without(&of_copy))
}

/// Sentences with words, by what is compared of them.
struct Sentences<'t> {
    all: Vec<(u128, &'t str)>,
    known: HashSet<u128>,
}

impl<'t> Sentences<'t> {
    fn new(text: &'t str) -> Self {
        let mut sentences = Sentences { all: Vec::new(), known: HashSet::new() };
        for sentence in text.lines().flat_map(Cut).map(str::trim) {
            let words = Words::new(sentence);
            if !words.is_empty() && sentences.known.insert(words.digest()) {
                sentences.all.push((words.digest(), sentence));
            }
        }
        sentences
    }

    fn without(&self, other: &Sentences<'_>) -> Vec<&'t str> {
        self.all.iter().filter(|(words, _)| !other.known.contains(words)).map(|&(_, sentence)| sentence).collect()
    }
}

/// The sentences of a line: what is left of it.
struct Cut<'t>(&'t str);

impl<'t> Iterator for Cut<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let line = self.0;
        let end = line.match_indices(['.', '?', '!']).find_map(|(at, mark)| end(line, at, mark));
        let (sentence, rest) = line.split_at(end.unwrap_or(line.len()));
        self.0 = rest;
        (!sentence.is_empty()).then_some(sentence)
    }
}

/// Where the sentence ends that the mark at byte `at` of `line` may close.
fn end(line: &str, at: usize, mark: &str) -> Option<usize> {
    let behind = &line[at + mark.len()..];
    let closed = behind.trim_start_matches(['"', '\'', '”', '’', '»', ')', ']']);
    let next = closed.trim_start();
    let begins =
        next.trim_start_matches(['"', '\'', '“', '‘', '”', '’', '„', '«', '(', '[']).starts_with(char::is_uppercase);
    // Behind a closing mark the dot ends more than a word.
    let is_inner = mark == "." && closed.len() == behind.len() && is_abbreviated(&line[..at]);
    let is_end = next.len() < closed.len() && begins && !is_inner;
    is_end.then_some(line.len() - closed.len())
}

/// Whether the last word is an initial, or a capital with one or two small letters.
fn is_abbreviated(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase) && word.chars().count() <= SHORT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> Vec<&str> {
        Cut(line).map(str::trim).collect()
    }

    #[test]
    fn a_sentence_ends_before_a_capital() {
        assert_eq!(cut("Satu 1.000 di a.go.id. Dua? Tiga!"), ["Satu 1.000 di a.go.id.", "Dua?", "Tiga!"]);
        assert_eq!(cut("“Siap.” Ia pulang … lalu. \"Ya!\" kata"), ["“Siap.”", "Ia pulang … lalu.", "\"Ya!\" kata"]);
        assert_eq!(cut("Drs. H. Kasim di Kab. Batang. MoU. Lalu"), ["Drs. H. Kasim di Kab. Batang.", "MoU.", "Lalu"]);
        assert_eq!(cut("hal. 3. empat. (Lima)"), ["hal. 3. empat.", "(Lima)"]);
    }

    #[test]
    fn marks_without_words_are_no_sentences() {
        assert_eq!(differences("", " \n…\n. . ."), (vec![], vec![]));
        assert_eq!(differences("***", "Satu.\n***\nSatu!"), (vec!["Satu."], vec![]));
    }

    #[test]
    fn typography_and_place_do_not_count_but_an_edit_does() {
        let (one, other) =
            ("“Jum’at,” katanya. Dua hadir.\nTiga ikut.", "TIGA ikut. \"Jum'at\", katanya.\r\nDua pulang.");
        assert_eq!(differences(one, other), (vec!["Dua pulang."], vec!["Dua hadir."]));
    }

    /// Work must not grow with the square of a line that looks like an end everywhere.
    #[test]
    fn a_long_line_is_cut_in_one_go() {
        for (part, sentences) in [("Yang. ", 200_000), ("a. ", 1), (".", 0), ("a.\"", 1), ("? ((", 0)] {
            assert_eq!(Cut(&part.repeat(200_000)).filter(|s| !Words::new(s).is_empty()).count(), sentences, "{part}");
        }
    }
}
