//! brat: a text with its annotations beside it (stand-off), and the configuration of the collection. Mentions are entities, codes and
//! ids normalisations, facts relations; a mention that runs over the end of a line is in pieces, as brat wants it.

use crate::{TYPES, meaning, places, plain};
use petik_core::record::{ArticleRecord, Mention};
use std::fmt::Write as _;

/// The files of the configuration for facts of these types, with their names.
pub fn config<'f>(facts: impl IntoIterator<Item = &'f str>) -> [(&'static str, String); 3] {
    let entities: String = TYPES.iter().map(|(kind, _)| format!("{}\n", label(kind.as_str()))).collect();
    let relation = |name| format!("{}\tArg1:<ENTITY>, Arg2:<ENTITY>\n", label(name));
    let relations: String = facts.into_iter().map(relation).collect();
    let annotation = format!(
        "[entities]\n{entities}\n[relations]\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n{relations}\n[events]\n\n[attributes]\n"
    );
    let drawing: String =
        TYPES.iter().map(|(kind, colour)| format!("{}\tbgColor:{colour}\n", label(kind.as_str()))).collect();
    let visual = format!("[labels]\n\n[drawing]\n{drawing}");
    let tools = "[options]\nTokens\ttokenizer:whitespace\nSentences\tsplitter:newline\n".to_owned();
    [("annotation.conf", annotation), ("visual.conf", visual), ("tools.conf", tools)]
}

/// The annotations of an article, one a line. A record without its text gives none.
pub fn annotations(record: &ArticleRecord<'_>) -> Option<String> {
    let letters = crate::letters(record)?;
    let mut out = String::new();
    let mut notes = 0;
    for (number, mention) in (1..).zip(&record.mentions) {
        entity(&letters, number, mention, &mut out);
        if let Some((value, list)) = meaning::value(&mention.value).zip(meaning::list(&mention.value)) {
            notes += 1;
            let _ =
                writeln!(out, "N{notes}\tReference T{number} {list}:{}\t{}", one_line(&value), one_line(&mention.text));
        }
    }
    let places = places(record);
    let at = |id: &str| places.get(id).map(|at| at + 1);
    let mut relations = 0;
    for fact in &record.facts {
        let mut joined = fact.mentions.iter().filter_map(|id| at(id));
        let Some(first) = joined.next() else { continue };
        for other in joined {
            relations += 1;
            let _ = writeln!(out, "R{relations}\t{} Arg1:T{first} Arg2:T{other}", label(fact.kind.as_str()));
        }
    }
    Some(out)
}

fn entity(letters: &[char], number: usize, mention: &Mention<'_>, out: &mut String) {
    // Pieces of lines, without the white space at their ends.
    let is_end = |at: &usize| letters.get(*at).is_none_or(|letter| matches!(letter, '\n' | '\r'));
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    let (mut from, end) = (mention.start, mention.end.min(letters.len()));
    for at in (from..=end).filter(|at| *at == end || is_end(at)) {
        let shown = |at: &usize| letters.get(*at).is_some_and(|letter| !letter.is_whitespace());
        if let (Some(first), Some(last)) = ((from..at).find(|at| shown(at)), (from..at).rev().find(|at| shown(at))) {
            pieces.push((first, last + 1));
        }
        from = at + 1;
    }
    let places: Vec<String> = pieces.iter().map(|(start, end)| format!("{start} {end}")).collect();
    let words: Vec<String> = pieces.iter().map(|&(start, end)| letters[start..end].iter().collect()).collect();
    let kind = label(mention.value.kind().as_str());
    let _ = writeln!(out, "T{number}\t{kind} {}\t{}", places.join(";"), words.join(" "));
}

/// Labels of brat begin with a capital.
fn label(word: &str) -> String {
    let mut label = plain(word);
    if let Some(first) = label.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    label
}

/// What stands in one field of a line.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
