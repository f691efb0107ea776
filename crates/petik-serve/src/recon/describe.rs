//! The routes in OpenAPI: what may be asked of each, and what it answers. The specification has the schemas of all of it; here stands
//! what petik writes.

use super::router::{ACTIONS, FIELDS};
use crate::fault::Code;
use crate::openapi::answers;
use serde_json::{Map, Value, json};

const JSON: &str = "application/json";
const HTML: &str = "text/html";
const FORM: &str = "application/x-www-form-urlencoded";

/// The routes as an object `paths` of OpenAPI.
pub fn paths() -> Value {
    let mut paths = Map::new();
    for (action, summary) in ACTIONS {
        for base in ["/reconcile", "/reconcile/{name}"] {
            let named = || parameter("name", "path", "One of the services: list, regions, officials, programmes.");
            let mut parameters: Vec<Value> = base.contains('{').then(named).into_iter().collect();
            let mut operations = json!({ "get": operation(action, summary) });
            if action.is_empty() {
                let mut posted = operation(action, summary);
                posted["parameters"] = json!(parameters);
                posted["requestBody"] = form();
                operations["post"] = posted;
            }
            parameters.extend(asked(action).iter().map(|(name, meaning)| parameter(name, "query", meaning)));
            operations["get"]["parameters"] = json!(parameters);
            paths.insert(format!("{base}{action}"), operations);
        }
    }
    Value::Object(paths)
}

fn operation(action: &str, summary: &str) -> Value {
    let (kind, schema) = answer(action);
    let own = json!({ "200": {
        "description": "As the Reconciliation Service API says, 0.2 and 0.1.",
        "content": { kind: { "schema": schema } },
    } });
    let mut faults = vec![Code::BadParameter, Code::UnknownPath];
    if action.is_empty() {
        faults.extend([Code::NotJson, Code::TooLarge, Code::TooSlow, Code::UnsupportedType]);
    }
    json!({ "summary": summary, "responses": answers(own, &faults) })
}

fn parameter(name: &str, place: &str, meaning: &str) -> Value {
    let required = place == "path";
    json!({ "name": name, "in": place, "required": required, "schema": { "type": "string" }, "description": meaning })
}

/// What stands in a form.
fn form() -> Value {
    let fields = asked("")
        .iter()
        .map(|(name, meaning)| ((*name).to_owned(), json!({ "type": "string", "description": meaning })));
    let one_of: Vec<Value> = FIELDS.iter().map(|field| json!({ "required": [field] })).collect();
    let schema = json!({ "type": "object", "properties": Value::Object(fields.collect()), "anyOf": one_of });
    json!({ "required": true, "content": { FORM: { "schema": schema } } })
}

/// The parameters of a path, with what they mean.
fn asked(action: &str) -> &'static [(&'static str, &'static str)] {
    match action {
        "" => &[
            ("queries", "Queries by names of your own, as JSON: {\"q0\": {\"query\": \"Kabupaten X\"}}."),
            (
                "extend",
                "What is wanted of entities, as JSON: {\"ids\": [\"33.10\"], \"properties\": [{\"id\": \"province\"}]}.",
            ),
            ("query", "One query of 0.1: a name, or a query as JSON."),
            ("type", "With a name in `query`: the type."),
            ("limit", "With a name in `query`: the most candidates."),
            ("callback", "The function that a page of 0.1 wants to be called."),
        ],
        "/properties" => &[("type", "Of entities of this type."), ("limit", "The most properties.")],
        "/preview" | "/view" => &[("id", "The id of an entity.")],
        "/about" => &[],
        _ if action.starts_with("/suggest") => &[
            ("prefix", "How its name begins."),
            ("cursor", "How many results are passed over."),
            ("callback", "As above."),
        ],
        _ => &[("id", "Its id."), ("callback", "As above.")],
    }
}

/// What is answered: the type, and the schema.
fn answer(action: &str) -> (&'static str, Value) {
    let text = || json!({ "type": "string" });
    let object =
        |required: &[&str], fields: Value| json!({ "type": "object", "required": required, "properties": fields });
    let named = || object(&["id", "name"], json!({ "id": text(), "name": text(), "description": text() }));
    let list = |of: Value| json!({ "type": "array", "items": of });
    match action {
        "" => {
            let candidate = object(
                &["id", "name", "type", "score", "match"],
                json!({
                    "id": text(), "name": text(), "description": text(), "type": list(named()),
                    "score": { "type": "number", "minimum": 0, "maximum": 100 }, "match": { "type": "boolean" },
                    "features": list(object(&["id", "value"], json!({ "id": text(), "value": { "type": ["number", "boolean"] } }))),
                }),
            );
            let result = json!({ "result": list(candidate), "error": text(), "remarks": list(text()) });
            let one = object(&["result"], result);
            let manifest = object(
                &["versions", "name", "identifierSpace", "schemaSpace"],
                json!({ "versions": list(text()), "name": text(), "identifierSpace": text(), "schemaSpace": text(),
                        "petik_list_fault": text() }),
            );
            let extension = object(
                &["meta", "rows"],
                json!({ "meta": list(named()), "rows": { "type": "object", "additionalProperties": { "type": "object" } } }),
            );
            let batch = json!({ "type": "object", "additionalProperties": one });
            (JSON, json!({ "anyOf": [manifest, extension, one, batch] }))
        }
        "/properties" => (
            JSON,
            object(
                &["properties"],
                json!({ "properties": list(named()), "type": text(), "limit": { "type": "integer" } }),
            ),
        ),
        "/preview" | "/view" | "/about" => (HTML, text()),
        _ if action.starts_with("/suggest") => (JSON, object(&["result"], json!({ "result": list(named()) }))),
        _ => (JSON, object(&["id", "html"], json!({ "id": text(), "html": text() }))),
    }
}
