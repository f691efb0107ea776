//! What answers are checked with: shapes of our own, after the tables of the specification, and, where `PETIK_RECON_SPEC` names a
//! checkout of <https://github.com/reconciliation-api/specs>, its own JSON Schemas and examples. Those stay where they are: they are
//! the work of others.

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The checkout of the specification.
pub fn spec() -> Option<PathBuf> {
    env::var_os("PETIK_RECON_SPEC").map(PathBuf::from)
}

pub fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The shape of an answer.
fn shape(name: &str) -> Option<Value> {
    let text = json!({ "type": "string" });
    let address = json!({ "type": "string", "pattern": "^https?://" });
    let named = json!({ "type": "object", "required": ["id", "name"], "properties": { "id": text, "name": text } });
    let of_type = json!({ "type": "object", "required": ["id"], "properties": { "id": text, "name": text } });
    let list = |items: &Value| json!({ "type": "array", "items": items });
    let feature = json!({ "type": "object", "required": ["id", "value"], "properties": { "id": text, "value": { "type": ["number", "boolean"] } } });
    let candidate = json!({
        "type": "object",
        "required": ["id", "name", "score"],
        "properties": {
            "id": text, "name": text, "description": text, "score": { "type": "number" }, "match": { "type": "boolean" },
            "type": list(&of_type), "features": list(&feature),
        },
    });
    let found = json!({ "type": "object", "required": ["result"], "properties": { "result": list(&candidate) } });
    let suggested = json!({ "type": "object", "required": ["result"], "properties": { "result": list(&named) } });
    let one = |key: &str, of: &str| json!({ "type": "object", "required": [key], "additionalProperties": false, "properties": { (key): { "type": of } } });
    let entity = json!({
        "type": "object", "required": ["id", "name"], "additionalProperties": false,
        "properties": { "id": text, "name": text, "description": text },
    });
    let value = json!({ "oneOf": [
        { "type": "object", "maxProperties": 0 }, entity, one("str", "string"), one("int", "integer"), one("float", "number"),
        one("bool", "boolean"), one("date", "string"),
    ] });
    let values = json!({ "type": "object", "additionalProperties": list(&value) });
    let service = json!({
        "type": "object", "required": ["service_url", "service_path"],
        "properties": {
            "service_url": address, "service_path": { "type": "string", "pattern": "^/" },
            "flyout_service_url": address, "flyout_service_path": { "type": "string", "pattern": "id}" },
        },
    });
    Some(match name {
        "manifest" => json!({
            "type": "object",
            "required": ["versions", "name", "identifierSpace", "schemaSpace"],
            "properties": {
                "versions": list(&text), "name": text, "identifierSpace": address, "schemaSpace": address,
                "defaultTypes": list(&named), "documentation": address, "batchSize": { "type": "integer", "minimum": 1 },
                "view": { "type": "object", "required": ["url"], "properties": { "url": { "type": "string", "pattern": "id}}" } } },
                "preview": {
                    "type": "object", "required": ["url", "width", "height"],
                    "properties": {
                        "url": { "type": "string", "pattern": "id}}" }, "width": { "type": "integer" }, "height": { "type": "integer" },
                    },
                },
                "suggest": { "type": "object", "additionalProperties": service },
                "extend": {
                    "type": "object",
                    "properties": {
                        "propose_properties": service,
                        "property_settings": { "type": "array", "items": { "required": ["name", "label", "type"] } },
                    },
                },
            },
        }),
        "reconciliation-result-batch" => json!({ "type": "object", "additionalProperties": found }),
        "suggest-entities-response" | "suggest-properties-response" | "suggest-types-response" => suggested,
        "data-extension-property-proposal" => {
            json!({ "type": "object", "required": ["properties"], "properties": { "properties": list(&named) } })
        }
        "data-extension-query" => json!({
            "type": "object",
            "required": ["ids", "properties"],
            "properties": { "ids": list(&text), "properties": list(&of_type) },
        }),
        "data-extension-response" => json!({
            "type": "object",
            "required": ["meta", "rows"],
            "properties": { "meta": list(&named), "rows": { "type": "object", "additionalProperties": values } },
        }),
        "flyout-response" => {
            json!({ "type": "object", "required": ["id", "html"], "properties": { "id": text, "html": text } })
        }
        _ => return None,
    })
}

/// What the specification's schema of manifests asks of that of Swagger: the kinds of authentication.
fn swagger() -> Value {
    let kind = json!({ "type": "object", "required": ["type"], "properties": { "type": { "enum": ["basic", "apiKey", "oauth2"] } } });
    json!({ "definitions": { "securityDefinitions": { "additionalProperties": kind } } })
}

/// The validator of `NAME.json` of a version of the specification; `None` where it has none.
pub fn of_spec(spec: &Path, version: &str, name: &str) -> Option<Validator> {
    let folder = spec.join(version).join("schemas");
    let path = folder.join(format!("{name}.json"));
    if !path.exists() {
        return None;
    }
    let mut registry = Registry::new().draft(Draft::Draft7);
    registry = registry.add("http://swagger.io/v2/schema.json", swagger()).unwrap();
    let of_type = folder.join("type.json");
    if of_type.exists() {
        let id = format!("https://reconciliation-api.github.io/specs/{version}/schemas/type.json");
        registry = registry.add(id, read(&of_type)).unwrap();
    }
    let registry = registry.prepare().unwrap();
    let mut schema = read(&path);
    // They name no draft, and are written for the seventh.
    schema.as_object_mut().unwrap().remove("$schema");
    Some(jsonschema::options().with_draft(Draft::Draft7).with_registry(&registry).build(&schema).unwrap())
}

pub fn faults_by(validator: &Validator, answer: &Value) -> Vec<String> {
    validator.iter_errors(answer).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// What in `answer` is not as it should be, by our own shape and by both versions of the specification.
pub fn faults(name: &str, answer: &Value) -> Vec<String> {
    let own = shape(name).map(|shape| jsonschema::options().build(&shape).unwrap());
    let spec = spec();
    let theirs =
        spec.iter().flat_map(|spec| ["0.1", "0.2"].into_iter().filter_map(|version| of_spec(spec, version, name)));
    let validators: Vec<Validator> = own.into_iter().chain(theirs).collect();
    assert!(!validators.is_empty(), "nothing checks {name}");
    validators.iter().flat_map(|validator| faults_by(validator, answer)).collect()
}
