//! spaCy: what `spacy.tokens.Doc.from_json` takes. All mentions stand in the span group `petik`, with the code or id as `kb_id`; in
//! `ents` those of which no two overlap.

use crate::tokens::tokens;
use crate::{apart, letters};
use petik_core::record::{ArticleRecord, Mention, MentionValue};
use serde_json::{Value, json};

/// The document, and how many mentions are in the span group only. A record without its text gives none.
pub fn doc(record: &ArticleRecord<'_>) -> Option<(Value, usize)> {
    let letters = letters(record)?;
    let all: Vec<&Mention<'_>> = record.mentions.iter().filter(|mention| mention.start < mention.end).collect();
    // One space behind a token is the token's own; all other white space is a token.
    let tokens = tokens(&letters, &all);
    let own: Vec<Value> = tokens
        .iter()
        .filter_map(|token| {
            let follows = token.start > 0 && !letters[token.start - 1].is_whitespace();
            let start = token.start + usize::from(token.is_space && follows && letters[token.start] == ' ');
            (start < token.end).then_some((start, token.end))
        })
        .enumerate()
        .map(|(id, (start, end))| json!({"id": id, "start": start, "end": end}))
        .collect();
    let span = |mention: &&Mention<'_>| {
        let id = meaning(&mention.value).unwrap_or_default();
        json!({"start": mention.start, "end": mention.end, "label": mention.value.kind().as_str(), "kb_id": id})
    };
    let (apart, left) = apart(record);
    let doc = json!({
        "text": record.text,
        "tokens": own,
        "ents": apart.iter().map(span).collect::<Vec<_>>(),
        "spans": {"petik": all.iter().map(span).collect::<Vec<_>>()},
    });
    Some((doc, left))
}

/// The code of a region, the day, the number, the id in a list; none where that is open.
fn meaning(mention: &MentionValue<'_>) -> Option<String> {
    match mention {
        MentionValue::Region { region, .. } => region.as_ref().map(|region| region.code.to_string()),
        MentionValue::Date { value, .. } => value.as_ref().map(ToString::to_string),
        MentionValue::Count { value, .. } => value.map(|value| value.to_string()),
        MentionValue::Official { person, name, .. } => Some(person.as_ref().unwrap_or(name).to_string()),
        MentionValue::Organisation { organisation } => Some(organisation.to_string()),
        MentionValue::Programme { programme, .. } => Some(programme.to_string()),
        MentionValue::Signing { instrument } => instrument.as_ref().map(ToString::to_string),
        MentionValue::Document { number, .. } => Some(number.to_string()),
        _ => None,
    }
}
