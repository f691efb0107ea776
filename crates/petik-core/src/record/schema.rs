//! The JSON Schema (2020-12) of what petik writes, made from the types themselves: their comments are its descriptions.

use super::{ARTICLE_SCHEMA, ArticleRecord, FlatFact, FlatMention};
use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

/// The schema of the article record.
pub fn article_schema() -> Value {
    schema_of::<ArticleRecord<'_>>("urn:petik:article:1", "petik article record", ARTICLE_SCHEMA)
}

/// The schema of a flat fact row in its JSON form.
pub fn flat_schema() -> Value {
    schema_of::<FlatFact<'_>>("urn:petik:flat-fact:1", "petik flat fact", ARTICLE_SCHEMA)
}

/// The schema of a flat mention row in its JSON form.
pub fn flat_mention_schema() -> Value {
    schema_of::<FlatMention<'_>>("urn:petik:flat-mention:1", "petik flat mention", ARTICLE_SCHEMA)
}

const CLOSED: &str = "unevaluatedProperties";

/// The schema of `T`; where it has a field `schema`, that holds `version`.
pub fn schema_of<T: JsonSchema>(id: &str, title: &str, version: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(Closed);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("$id".into(), id.into());
    schema.insert("title".into(), title.into());
    let mut schema = schema.to_value();
    for (field, value) in [("schema", version), ("offset_unit", "codepoint")] {
        if let Some(field) = schema["properties"].get_mut(field) {
            field["const"] = value.into();
        }
    }
    schema
}

/// Closes every object: a field that the schema does not know is an error in the record, not an extension.
#[derive(Debug, Clone)]
struct Closed;

impl Transform for Closed {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        // What a reader puts where nothing stands is nothing that petik writes.
        schema.remove("default");
        if schema.get("type") != Some(&json!("object")) {
            return;
        }
        // The branches of a tagged enum stay open: the object around them closes over all of them at once.
        for branch in schema.get_mut("oneOf").and_then(Value::as_array_mut).into_iter().flatten() {
            if let Some(branch) = branch.as_object_mut() {
                branch.remove(CLOSED);
            }
        }
        schema.insert(CLOSED.into(), false.into());
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FLAT_COLUMNS, FLAT_MENTION_COLUMNS};
    use super::*;

    #[test]
    fn flat_columns_are_the_fields_of_the_row() {
        for (schema, columns) in
            [(flat_schema(), FLAT_COLUMNS.to_vec()), (flat_mention_schema(), FLAT_MENTION_COLUMNS.to_vec())]
        {
            // The list of required fields keeps the order of the row.
            let fields: Vec<&str> =
                schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            assert_eq!(fields, columns);
        }
    }

    #[test]
    fn a_mention_is_closed_around_its_branches() {
        let mention = &article_schema()["$defs"]["Mention"];
        assert_eq!(mention[CLOSED], json!(false));
        assert!(mention["oneOf"].as_array().is_some_and(|branches| branches.iter().all(|b| b.get(CLOSED).is_none())));
    }
}
