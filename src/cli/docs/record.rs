//! The fields of the record, from its JSON Schema.

use super::GENERATED;
use petik::record::{article_schema, flat_mention_schema, flat_schema};
use serde_json::Value;
use std::fmt::Write;

/// The fields of the record and of the flat rows, from their schemas.
pub(super) fn record() -> String {
    let mut page = format!("# The record\n\n{GENERATED}\n`petik schema` prints the same as JSON Schema.\n");
    for (title, schema) in
        [("Article record", article_schema()), ("Flat fact", flat_schema()), ("Flat mention", flat_mention_schema())]
    {
        object(&mut page, title, &schema);
        for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
            object(&mut page, name, definition);
        }
    }
    page
}

/// A section about an object: what it is, then its fields.
fn object(page: &mut String, title: &str, schema: &Value) {
    let _ = write!(page, "\n## {title}\n\n{}\n{}", words(schema), fields_of(schema));
}

/// A table of the fields of an object, for each of its forms.
pub(super) fn fields_of(schema: &Value) -> String {
    let mut page = String::new();
    fields(&mut page, schema);
    for form in schema["oneOf"].as_array().into_iter().flatten() {
        if let Some(name) = form["properties"]["type"]["const"].as_str() {
            let _ = write!(page, "\n**`{name}`**: {}\n", words(form));
            fields(&mut page, form);
        }
    }
    for form in schema["anyOf"].as_array().into_iter().flatten() {
        let _ = write!(page, "\n* {}: {}\n", kind(form), words(form));
    }
    page
}

fn fields(page: &mut String, schema: &Value) {
    let Some(properties) = schema["properties"].as_object() else { return };
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    // The schema sorts its properties by name; the list of required ones keeps the order of the record.
    let optional = properties.keys().map(String::as_str).filter(|name| !required.contains(name));
    let _ = write!(page, "\n| field | type | |\n|---|---|---|\n");
    for name in required.iter().copied().chain(optional) {
        let mut note = words(&properties[name]).replace('|', "\\|");
        if !required.contains(&name) {
            note += " Left out where there is none.";
        }
        let _ = writeln!(page, "| `{name}` | {} | {} |", kind(&properties[name]), note.trim());
    }
}

/// Words of a set that stand in the table of fields; there is more to say about larger sets.
const MOST_WORDS: usize = 8;

/// The type of a field in words.
fn kind(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or(reference);
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(constant) = schema["const"].as_str() {
        return format!("`{constant}`");
    }
    if let Some(forms) = schema["anyOf"].as_array() {
        return forms.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    if let Some(words) = schema["enum"].as_array() {
        if words.len() > MOST_WORDS {
            return "string, see [RECORD.md](../RECORD.md)".into();
        }
        let word = |word: &Value| word.as_str().map_or("null".to_owned(), |word| format!("`{word}`"));
        return words.iter().map(word).collect::<Vec<_>>().join(", ");
    }
    match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        Value::String(list) if list == "array" => format!("list of {}", kind(&schema["items"])),
        Value::String(one) => one.clone(),
        _ => "any".into(),
    }
}

fn words(schema: &Value) -> String {
    schema["description"].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}
