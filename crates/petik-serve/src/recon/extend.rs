//! Data extension: what properties say of entities that a client has matched.

use super::entity::{Entity, Property, Said};
use super::entry::Entry;
use super::fault::{self, Fault};
use super::query::{clipped, kind};
use petik_core::Vocabulary;
use serde_json::{Map, Value, json};

/// The most ids and properties of one request.
const MOST_IDS: usize = 2_000;
const MOST_PROPERTIES: usize = 50;

/// How the values of a property are given.
struct Wanted<'q> {
    id: &'q str,
    property: Option<Property>,
    most: usize,
    content: Content,
}

#[derive(Clone, Copy, PartialEq)]
enum Content {
    Entities,
    Names,
    Ids,
}

/// The answer to a data extension query; `root` is where all services are.
pub(crate) fn extend(entry: &Entry, query: &str, root: &str) -> Result<Value, Fault> {
    let example = "send {\"ids\": [\"33.10\"], \"properties\": [{\"id\": \"province\"}]}";
    let query: Value = serde_json::from_str(query)
        .map_err(|error| fault::not_json("extend", &format!("no JSON: {error}"), example))?;
    let array = |key: &str, most: usize| -> Result<&Vec<Value>, Fault> {
        let array = query.get(key).and_then(Value::as_array);
        let array =
            array.ok_or_else(|| fault::bad_parameter("extend", &format!("the query has no array {key:?}"), example))?;
        if array.len() > most {
            let what = format!("{} {key} at once, and {most} is the most", array.len());
            return Err(fault::too_large("extend", &what, "send them in several requests"));
        }
        Ok(array)
    };
    let wanted = array("properties", MOST_PROPERTIES)?.iter().map(wanted).collect::<Result<Vec<_>, _>>()?;
    let mut rows = Map::new();
    for id in array("ids", MOST_IDS)? {
        let id = id.as_str().ok_or_else(|| {
            fault::bad_parameter("extend", &format!("an id is {}, and a string is expected", kind(id)), example)
        })?;
        let entity = entry.get(id);
        let cells = wanted.iter().map(|one| (one.id.to_owned(), Value::Array(one.values(entity))));
        rows.insert(id.to_owned(), Value::Object(cells.collect()));
    }
    let meta: Vec<Value> = wanted.iter().map(|one| one.meta(root)).collect();
    Ok(json!({ "meta": meta, "rows": rows }))
}

fn wanted(property: &Value) -> Result<Wanted<'_>, Fault> {
    let id = property.get("id").and_then(Value::as_str).ok_or_else(|| {
        fault::bad_parameter("extend", "a property has no id", "send {\"id\": \"province\"} for each property")
    })?;
    let settings = property.get("settings");
    let setting = |name: &str| settings.and_then(|settings| settings.get(name));
    // OpenRefine sends numbers of forms as strings.
    let most = setting("limit").map(|limit| match limit {
        Value::Number(number) => number.as_f64().unwrap_or_default(),
        Value::String(number) => number.trim().parse().unwrap_or_default(),
        _ => 0.0,
    });
    let most = most.filter(|most| *most >= 1.0).map_or(usize::MAX, |most| most as usize);
    let content = match setting("content").and_then(Value::as_str) {
        None | Some("" | "entities") => Content::Entities,
        Some("names") => Content::Names,
        Some("ids") => Content::Ids,
        Some(other) => {
            let what = format!("the setting content is {:?}", clipped(other));
            return Err(fault::bad_parameter("extend", &what, "send entities, names or ids"));
        }
    };
    Ok(Wanted { id, property: Property::parse(id), most, content })
}

impl Wanted<'_> {
    fn values(&self, entity: Option<&Entity>) -> Vec<Value> {
        let (Some(property), Some(entity)) = (self.property, entity) else { return Vec::new() };
        let shown = |said: &Said| match (said, self.content) {
            (Said::Words(words), _) => json!({ "str": words }),
            (Said::Number(number), _) => json!({ "int": number }),
            (Said::Entity { id, name }, Content::Entities) => json!({ "id": id, "name": name }),
            (Said::Entity { name, .. }, Content::Names) => json!({ "str": name }),
            (Said::Entity { id, .. }, Content::Ids) => json!({ "str": id }),
        };
        entity.of(property).take(self.most).map(shown).collect()
    }

    fn meta(&self, root: &str) -> Value {
        let Some(property) = self.property else { return json!({ "id": self.id, "name": self.id }) };
        let mut meta = property.shown();
        if let Some(entities) = property.entities().filter(|_| self.content == Content::Entities) {
            let name = if entities == super::entity::EntityType::Programme { "programmes" } else { "regions" };
            meta["type"] = entities.named();
            meta["service"] = json!(format!("{root}/reconcile/{name}"));
        }
        meta
    }
}
