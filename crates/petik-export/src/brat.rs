//! brat: a text with its annotations beside it (stand-off), and the configuration of the collection; and the annotations that come of
//! it. Mentions and facts are entities, and what they mean stands in a note on them; a mention that runs over the end of a line is in
//! pieces, as brat wants it.

mod import;

pub use import::gold;

use crate::mark::{AMBIGUOUS, Mark, fact_labels, marks};
use crate::{TYPES, capital};
use petik_core::record::ArticleRecord;
use std::fmt::Write as _;

/// The files of the configuration for facts of these types, with their names.
pub fn config<'f>(facts: impl IntoIterator<Item = &'f str>) -> [(&'static str, String); 3] {
    let of_facts = fact_labels(facts).into_iter().map(|label| (label, "#7a9cc6"));
    let mentions = TYPES.iter().map(|(kind, colour)| (kind.as_str().to_owned(), *colour));
    let labels: Vec<(String, &str)> = mentions
        .chain([(AMBIGUOUS.to_owned(), "#ffffff")])
        .chain(of_facts)
        .map(|(label, colour)| (capital(label), colour))
        .collect();
    let entities: String = labels.iter().map(|(label, _)| format!("{label}\n")).collect();
    let annotation = format!(
        "[entities]\n{entities}\n[relations]\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n"
    );
    let drawing: String = labels.iter().map(|(label, colour)| format!("{label}\tbgColor:{colour}\n")).collect();
    let visual = format!("[labels]\n\n[drawing]\n{drawing}");
    let tools = "[options]\nTokens\ttokenizer:whitespace\nSentences\tsplitter:newline\n".to_owned();
    [("annotation.conf", annotation), ("visual.conf", visual), ("tools.conf", tools)]
}

/// The annotations of an article, one a line. A record without its text gives none.
pub fn annotations(record: &ArticleRecord<'_>) -> Option<String> {
    let letters = crate::letters(record)?;
    let mut out = String::new();
    for (number, (_, mark)) in (1..).zip(marks(record)) {
        entity(&letters, number, &mark, &mut out);
        if !mark.value.is_empty() {
            let _ = writeln!(out, "#{number}\tAnnotatorNotes T{number}\t{}", mark.value);
        }
    }
    Some(out)
}

fn entity(letters: &[char], number: usize, mark: &Mark, out: &mut String) {
    // Pieces of lines, without the white space at their ends.
    let is_end = |at: &usize| letters.get(*at).is_none_or(|letter| matches!(letter, '\n' | '\r'));
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    let (mut from, end) = (mark.start, mark.end.min(letters.len()));
    for at in (from..=end).filter(|at| *at == end || is_end(at)) {
        let shown = |at: &usize| letters.get(*at).is_some_and(|letter| !letter.is_whitespace());
        if let (Some(first), Some(last)) = ((from..at).find(|at| shown(at)), (from..at).rev().find(|at| shown(at))) {
            pieces.push((first, last + 1));
        }
        from = at + 1;
    }
    let places: Vec<String> = pieces.iter().map(|(start, end)| format!("{start} {end}")).collect();
    let words: Vec<String> = pieces.iter().map(|&(start, end)| letters[start..end].iter().collect()).collect();
    let kind = capital(mark.label.to_string());
    let _ = writeln!(out, "T{number}\t{kind} {}\t{}", places.join(";"), words.join(" "));
}
