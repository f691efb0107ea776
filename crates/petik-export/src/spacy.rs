//! spaCy: what `spacy.tokens.Doc.from_json` takes. All mentions stand in the span group `petik`, with the code or id as `kb_id`; in
//! `ents` those of which no two overlap.

use crate::tokens::tokens;
use crate::{apart, letters, meaning};
use petik_core::record::{ArticleRecord, Mention};
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
        let id = meaning::value(&mention.value).unwrap_or_default();
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
