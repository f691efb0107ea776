//! The specification's own JSON Schemas, with which answers and its examples are checked.

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

pub fn spec() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recon/spec")
}

pub fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// What the manifest's schema asks of that of Swagger: the kinds of authentication.
fn swagger() -> Value {
    let kind = json!({ "type": "object", "required": ["type"], "properties": { "type": { "enum": ["basic", "apiKey", "oauth2"] } } });
    json!({ "definitions": { "securityDefinitions": { "additionalProperties": kind } } })
}

/// The validator of `NAME.json` of a version.
pub fn validator(version: &str, name: &str) -> Validator {
    let folder = spec().join(version).join("schemas");
    let mut registry = Registry::new().draft(Draft::Draft7);
    registry = registry.add("http://swagger.io/v2/schema.json", swagger()).unwrap();
    let of_type = folder.join("type.json");
    if of_type.exists() {
        let id = format!("https://reconciliation-api.github.io/specs/{version}/schemas/type.json");
        registry = registry.add(id, read(&of_type)).unwrap();
    }
    let registry = registry.prepare().unwrap();
    let mut schema = read(&folder.join(format!("{name}.json")));
    // They name no draft, and are written for the seventh.
    schema.as_object_mut().unwrap().remove("$schema");
    jsonschema::options().with_draft(Draft::Draft7).with_registry(&registry).build(&schema).unwrap()
}

/// What in `answer` is not as the schema says.
pub fn faults(version: &str, name: &str, answer: &Value) -> Vec<String> {
    validator(version, name).iter_errors(answer).map(|error| format!("{}: {error}", error.instance_path())).collect()
}
