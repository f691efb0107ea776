//! What every record must keep to, whatever the text: offsets are code points of the text, and what stands there is what
//! the record quotes.

use petik::record::{ArticleRecord, Derived, Evidence};
use std::collections::HashSet;

/// Where a record does not keep to its text.
pub fn faults(text: &str, record: &ArticleRecord<'_>) -> Vec<String> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut faults = Vec::new();
    let mut check = |what: String, start: usize, end: usize, quote: Option<&str>| {
        let there = match (starts.get(start), starts.get(end)) {
            (Some(&from), Some(&to)) if from < to => &text[from..to],
            // Of what is quoted elsewhere there need not be a word.
            (Some(_), Some(_)) if start == end && quote == Some("") && what.ends_with("cut") => return,
            _ => return faults.push(format!("{what}: {start}..{end} is no place in the text")),
        };
        if quote.is_some_and(|quote| quote != there) {
            faults.push(format!("{what}: {start}..{end} is {there:?}, not {quote:?}"));
        }
    };
    for mention in &record.mentions {
        check(mention.id.to_string(), mention.start, mention.end, Some(&mention.text));
        for derived in mention.value.derived() {
            if let Some((start, end)) = place(derived) {
                check(format!("{} derived {}", mention.id, derived.what), start, end, None);
            }
        }
    }
    for fact in &record.facts {
        for evidence in &fact.evidence {
            check(
                format!("{} evidence{}", fact.id, cut(evidence)),
                evidence.start,
                evidence.end,
                Some(&evidence.quote),
            );
            evidence.until.iter().for_each(|until| check(format!("{} until", fact.id), evidence.end, *until, None));
        }
        for derived in &fact.derived {
            if let Some((start, end)) = place(derived) {
                check(format!("{} derived {}", fact.id, derived.what), start, end, None);
            }
        }
    }
    for finding in &record.findings {
        for evidence in &finding.evidence {
            check(finding.kind.to_string(), evidence.start, evidence.end, Some(&evidence.quote));
        }
    }
    faults.extend(order(record));
    faults
}

/// Ids count up in text order, and facts join mentions that are there.
fn order(record: &ArticleRecord<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    let ids: HashSet<&str> = record.mentions.iter().map(|mention| mention.id.as_ref()).collect();
    let mut last = None;
    for (number, mention) in record.mentions.iter().enumerate() {
        // Where mentions were left out, their numbers stay free.
        let place = mention.id.strip_prefix('m').and_then(|place| place.parse::<usize>().ok());
        let counts_up = place > last && (place == Some(number + 1) || record.left_out.is_some());
        last = place;
        if !counts_up {
            faults.push(format!("mention {} is called {}", number + 1, mention.id));
        }
    }
    if !record.mentions.is_sorted_by_key(|mention| mention.start) {
        faults.push("mentions are not in text order".to_owned());
    }
    for (number, fact) in record.facts.iter().enumerate() {
        if fact.id != format!("f{}", number + 1) {
            faults.push(format!("fact {} is called {}", number + 1, fact.id));
        }
        if fact.evidence.is_empty() || !(0.0..=1.0).contains(&fact.confidence) {
            faults.push(format!(
                "{}: {} pieces of evidence, confidence {}",
                fact.id,
                fact.evidence.len(),
                fact.confidence
            ));
        }
        for id in fact.mentions.iter().filter(|id| !ids.contains(id.as_ref())) {
            faults.push(format!("{} joins {id}, which is not there", fact.id));
        }
    }
    faults
}

/// What is said of evidence that is not quoted whole.
fn cut(evidence: &Evidence<'_>) -> &'static str {
    if evidence.until.is_some() { ", cut" } else { "" }
}

/// Start and end of the words that a value was derived from; one without the other is a place that is not there.
fn place(derived: &Derived<'_>) -> Option<(usize, usize)> {
    match (derived.start, derived.end) {
        (None, None) => None,
        (start, end) => Some((start.unwrap_or(usize::MAX), end.unwrap_or(usize::MAX))),
    }
}
