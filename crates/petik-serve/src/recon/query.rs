//! Queries as clients send them: a batch of JSON, read query by query so that a broken one costs none of the others.

use super::catalogue::Catalogue;
use super::entity::{EntityType, Property};
use super::entry::Entry;
use super::fault::{self, Fault};
use crate::matcher::{Feature, MOST_LETTERS, Query, Strictness, Value as Worth};
use petik_core::gazetteer::{CodeOffice, ListColumn, RegionId};
use petik_core::record::Level;
use petik_core::{Engine, Vocabulary};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// How many queries a client may send at once; with more, the batch is refused.
pub const BATCH_SIZE: usize = 200;
/// Candidates of a query that says no number, and the most of one that does.
const LIMIT: usize = 10;
const MOST_CANDIDATES: usize = 100;
/// The most properties and values of a query that are read.
const MOST_VALUES: usize = 50;

/// A query, with what was odd in it.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    pub(crate) query: Query,
    pub(crate) types: Vec<EntityType>,
    /// Whether an entity is of all of the types.
    is_of_all: bool,
    /// Whether a type is asked for that there is not.
    is_of_unknown: bool,
    pub(crate) limit: usize,
    pub(crate) remarks: Vec<String>,
}

impl Asked {
    /// Whether types are asked for, known or not.
    pub(crate) fn has_types(&self) -> bool {
        self.is_of_unknown || !self.types.is_empty()
    }

    /// Whether an entity of these types is asked for.
    pub(crate) fn is_of(&self, types: &[EntityType]) -> bool {
        let mut asked = self.types.iter();
        if self.is_of_all && self.is_of_unknown {
            false
        } else if self.is_of_all {
            asked.all(|one| types.contains(one))
        } else {
            asked.any(|one| types.contains(one))
        }
    }
}

/// The answer to a batch of queries.
pub(crate) fn answer_batch(entry: &Entry, catalogue: &Catalogue, queries: &str) -> Result<Value, Fault> {
    let example = "send an object whose keys are names of your own: {\"q0\": {\"query\": \"Kabupaten X\"}}";
    let not_json = |error: &serde_json::Error| fault::not_json("queries", &format!("no JSON: {error}"), example);
    // Query by query: letters that are none in one of them cost none of the others.
    let batch: BTreeMap<String, &RawValue> =
        serde_json::from_str(queries).map_err(|error| match serde_json::from_str::<Value>(queries) {
            Ok(other) if !other.is_object() => {
                fault::bad_parameter("queries", &format!("{}, and an object is expected", kind(&other)), example)
            }
            _ => not_json(&error),
        })?;
    if batch.len() > BATCH_SIZE {
        return Err(fault::too_large(
            "queries",
            &format!("{} queries at once, and {} is the most", batch.len(), BATCH_SIZE),
            &format!("send {} at once, as the manifest says in `batchSize`", BATCH_SIZE),
        ));
    }
    let answered = |query: &RawValue| match serde_json::from_str(query.get()) {
        Ok(query) => answer(entry, catalogue, &query),
        Err(error) => json!({ "result": [], "error": format!("the query cannot be read: {error}") }),
    };
    Ok(Value::Object(batch.into_iter().map(|(key, query)| (key, answered(query))).collect()))
}

/// The answer to one query: an object with `result`, and with `error` where the query could not be read.
pub(crate) fn answer(entry: &Entry, catalogue: &Catalogue, query: &Value) -> Value {
    let asked = match read(query, catalogue.engine()) {
        Ok(asked) if asked.query.is_too_long() => {
            let error = format!("the name is longer than {MOST_LETTERS} letters: send the name alone");
            return json!({ "result": [], "error": error });
        }
        Ok(asked) => asked,
        Err(error) => return json!({ "result": [], "error": error }),
    };
    let result: Vec<Value> = (entry.find(&asked).into_iter())
        .map(|found| {
            json!({
                "id": found.entity.id,
                "name": found.entity.name,
                "description": found.entity.description,
                "type": found.entity.types.iter().map(|one| one.named()).collect::<Vec<_>>(),
                "score": found.score,
                "match": found.is_match,
                "features": found.features.iter().map(feature).collect::<Vec<_>>(),
            })
        })
        .collect();
    match asked.remarks.is_empty() {
        true => json!({ "result": result }),
        false => json!({ "result": result, "remarks": asked.remarks }),
    }
}

fn feature((feature, value): &(Feature, Worth)) -> Value {
    match value {
        Worth::Is(is) => json!({ "id": feature.as_str(), "value": is }),
        Worth::Number(number) => json!({ "id": feature.as_str(), "value": number }),
    }
}

/// Reads a query of 0.2 or 0.1; a string alone is the name.
fn read(query: &Value, engine: &Engine) -> Result<Asked, String> {
    let fields = match query {
        Value::String(name) => &Map::from_iter([("query".to_owned(), Value::String(name.clone()))]),
        Value::Object(fields) => fields,
        other => return Err(format!("the query is {}, and an object is expected", kind(other))),
    };
    let mut asked = Asked { limit: LIMIT, ..Asked::default() };
    for (key, value) in fields {
        match (key.as_str(), value) {
            ("query", Value::String(name)) => asked.query.text.clone_from(name),
            ("query", Value::Number(number)) => asked.query.text = number.to_string(),
            ("query", Value::Null) | ("type" | "limit" | "properties" | "type_strict", Value::Null) => {}
            ("type", types) => asked.take_types(types)?,
            ("limit", limit) => {
                let written = limit.as_str().and_then(|most| most.trim().parse().ok());
                let most = limit.as_f64().or(written).filter(|most| *most >= 1.0);
                let most = most.ok_or_else(|| "limit is a number from 1 on".to_owned())?;
                asked.limit = (most as usize).min(MOST_CANDIDATES);
            }
            ("type_strict", Value::String(word)) => match word.as_str() {
                "should" => asked.query.strictness = Strictness::Should,
                "any" => asked.query.strictness = Strictness::Only,
                "all" => (asked.query.strictness, asked.is_of_all) = (Strictness::Only, true),
                other => return Err(format!("type_strict is any, all or should, not {:?}", clipped(other))),
            },
            ("properties", Value::Array(properties)) => {
                properties.iter().take(MOST_VALUES).try_for_each(|one| asked.take_property(one, engine))?;
            }
            ("query" | "type_strict" | "properties", other) => {
                return Err(format!("{key} cannot be {}", kind(other)));
            }
            (other, _) => {
                asked.remarks.push(format!("{:?} is nothing that a query has; it was passed over", clipped(other)))
            }
        }
    }
    if asked.query.text.trim().is_empty() && asked.query.codes.is_empty() && !fields.contains_key("query") {
        return Err("a query has a name in \"query\", or a property with a code".to_owned());
    }
    Ok(asked)
}

impl Asked {
    fn take_types(&mut self, types: &Value) -> Result<(), String> {
        let ids: Vec<&Value> = match types {
            Value::Array(all) => all.iter().take(MOST_VALUES).collect(),
            one => vec![one],
        };
        for id in ids {
            let id = match id {
                Value::String(id) => id,
                Value::Object(of) => of.get("id").and_then(Value::as_str).ok_or("a type has an id")?,
                other => return Err(format!("a type cannot be {}", kind(other))),
            };
            let last = id.rsplit('/').next().unwrap_or(id).to_lowercase();
            let Some(known) = EntityType::parse(&last) else {
                self.is_of_unknown = true;
                self.remarks.push(format!("{:?} is no type of this service; it was passed over", clipped(id)));
                continue;
            };
            self.types.push(known);
            match known {
                EntityType::Province => self.query.levels.push(Level::Province),
                EntityType::Kabupaten => self.query.levels.push(Level::Kabupaten),
                EntityType::Kota => self.query.levels.push(Level::Kota),
                EntityType::Region => {
                    self.query.levels.extend(
                        [Level::Province, Level::Kabupaten, Level::Kota].into_iter().filter(|_| !self.is_of_all),
                    );
                }
                _ => {}
            }
        }
        // All kinds of region together are no hint.
        if self.query.levels.len() > 2 {
            self.query.levels.clear();
        }
        Ok(())
    }

    fn take_property(&mut self, property: &Value, engine: &Engine) -> Result<(), String> {
        let id = property.get("pid").or_else(|| property.get("p")).and_then(Value::as_str);
        let id = id.ok_or("a property has its id in \"pid\"")?;
        let values = property.get("v").ok_or("a property has its value in \"v\"")?;
        let values: Vec<&Value> = match values {
            Value::Array(all) => all.iter().take(MOST_VALUES).collect(),
            one => vec![one],
        };
        // The columns of a user's table are called as those of lists are.
        let own = Property::parse(id).and_then(column_of);
        let column = own.or_else(|| engine.gazetteer().list_words().column(id).map(|(_, column)| column));
        for value in values {
            let words = match value {
                Value::String(words) => words.clone(),
                Value::Number(number) => number.to_string(),
                Value::Object(of) => match of.get("id").or_else(|| of.get("name")).and_then(Value::as_str) {
                    Some(id) => id.to_owned(),
                    None => return Err(format!("a value of the property {:?} has no id", clipped(id))),
                },
                Value::Null => continue,
                Value::Bool(_) => {
                    self.remarks.push(format!("a value of {:?} is {}; it was passed over", clipped(id), kind(value)));
                    continue;
                }
                Value::Array(_) => {
                    return Err(format!("a value of the property {:?} is an array in an array", clipped(id)));
                }
            };
            self.take_value(id, column, words, engine);
        }
        Ok(())
    }

    fn take_value(&mut self, id: &str, column: Option<ListColumn>, words: String, engine: &Engine) {
        if words.trim().is_empty() || words.len() > MOST_LETTERS {
            return;
        }
        match column {
            Some(ListColumn::Province) => match province(&words, engine) {
                Some(province) => self.query.provinces.push(province),
                None => self.remarks.push(format!("{:?} is no province; it was passed over", clipped(&words))),
            },
            Some(ListColumn::Code | ListColumn::CodeKemendagri | ListColumn::CodeBps)
                if !words.contains(|c: char| c.is_ascii_digit()) =>
            {
                self.remarks.push(format!("{:?} is no code; it was passed over", clipped(&words)));
            }
            Some(ListColumn::Code) => self.query.codes.push((words, None)),
            Some(ListColumn::CodeKemendagri) => self.query.codes.push((words, Some(CodeOffice::Kemendagri))),
            Some(ListColumn::CodeBps) => self.query.codes.push((words, Some(CodeOffice::Bps))),
            Some(ListColumn::Year) => self.query.years.extend(words.trim().parse::<i16>().ok()),
            Some(ListColumn::Type) => self.query.levels.extend(engine.level_named(&words)),
            _ => {
                let remark = format!("{:?} is no property that tells entities apart; it was passed over", clipped(id));
                if !self.remarks.contains(&remark) {
                    self.remarks.push(remark);
                }
            }
        }
    }
}

/// The column of lists that holds a property.
fn column_of(property: Property) -> Option<ListColumn> {
    match property {
        Property::Code | Property::OldCode => Some(ListColumn::Code),
        Property::CodeBps => Some(ListColumn::CodeBps),
        Property::Province => Some(ListColumn::Province),
        Property::CohortYear => Some(ListColumn::Year),
        Property::Type => Some(ListColumn::Type),
        _ => None,
    }
}

/// The province that a value names, by its code or its name.
fn province(words: &str, engine: &Engine) -> Option<RegionId> {
    let regions = &engine.gazetteer().regions;
    let by_code = regions.by_code(words.trim()).filter(|id| regions.get(*id).level == Level::Province);
    by_code.or_else(|| engine.province_named(words))
}

/// What a value of JSON is, for messages.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// The beginning of what a client sent, for messages.
pub(crate) fn clipped(words: &str) -> &str {
    words.char_indices().nth(60).map_or(words, |(end, _)| &words[..end])
}
