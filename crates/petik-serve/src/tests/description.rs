//! The description of the service: whole, and true of what is answered.

use super::client::{Running, app};
use crate::{App, Part};
use axum::Router;
use axum::routing::get;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn description(server: &Running) -> Value {
    server.get("/openapi.json").json()
}

/// Every object within a value.
fn objects<'v>(value: &'v Value, found: &mut Vec<&'v serde_json::Map<String, Value>>) {
    match value {
        Value::Object(fields) => {
            found.push(fields);
            fields.values().for_each(|value| objects(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| objects(value, found)),
        _ => {}
    }
}

#[test]
fn the_description_holds_together() {
    let document = description(&Running::plain());
    assert_eq!(document["openapi"], "3.1.1");
    let mut all = Vec::new();
    objects(&document, &mut all);
    let references: Vec<&str> = all.iter().filter_map(|fields| fields.get("$ref")?.as_str()).collect();
    assert!(references.len() > 20);
    for reference in references {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
    }
    let mut names = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            assert!(names.insert(operation["operationId"].as_str().unwrap()), "{method} {path}");
            assert!(operation["summary"].is_string(), "{method} {path}");
            assert!(
                operation["responses"].as_object().is_some_and(|answers| answers.contains_key("200")),
                "{method} {path}"
            );
        }
    }
    assert!(names.contains("extract") && names.contains("explain") && names.contains("health"));
}

#[test]
fn every_path_is_there() {
    let server = Running::plain();
    for (path, methods) in description(&server)["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            let status = server.ask(&format!("{} {path}", method.to_uppercase()), "", "").status;
            assert!(![404, 405].contains(&status), "{method} {path}: {status}");
        }
    }
}

#[test]
fn parts_are_described_with_what_they_ask() {
    let operation =
        |name: &str| json!({ "operationId": name, "summary": name, "responses": { "200": { "description": name } } });
    let part = |path: &str| {
        Part::new(Router::new().route(path, get(|| async { "" })), json!({ path: { "get": operation(path) } }))
    };
    let server = Running::new(App { open: part("/read"), own: Some(part("/judge")), ..app() });
    let paths = description(&server)["paths"].clone();
    assert_eq!(paths["/read"]["get"], operation("/read"));
    let own = &paths["/judge"]["get"];
    assert_eq!((&own["operationId"], &own["security"]), (&json!("/judge"), &json!([{ "token": [] }])));
    assert!(own["responses"]["401"]["description"].as_str().unwrap().contains("no_token"), "{own}");
}

/// What says whether a value is as the description says.
fn checker(document: &Value, pointer: &str) -> jsonschema::Validator {
    let schema =
        json!({ "$ref": format!("#{pointer}"), "components": document["components"], "paths": document["paths"] });
    jsonschema::draft202012::options().build(&schema).unwrap()
}

#[test]
fn answers_are_as_described() {
    let server = Running::plain();
    let document = description(&server);
    for name in document["components"]["schemas"].as_object().unwrap().keys() {
        checker(&document, &format!("/components/schemas/{name}"));
    }
    let json = "application~1json";
    let news = "Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).";
    let many = json!([{ "text": news }, { "text": 7 }, { "text": news, "published": "entah" }]).to_string();
    let is = |path: &str, status: &str, answer: &Value| {
        let pointer = format!("/paths/{path}/responses/{status}/content/{json}/schema");
        let checker = checker(&document, &pointer);
        let faults: Vec<String> = checker.iter_errors(answer).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{path} {status}: {faults:?}");
    };
    is("~1health/get", "200", &server.get("/health").json());
    for form in ["records", "facts", "mentions"] {
        let path = format!("/v1/extract?form={form}");
        is("~1v1~1extract/post", "200", &server.post(&path, "text/plain", news).json());
        is("~1v1~1extract/post", "200", &server.post(&path, "application/json", &many).json());
    }
    is("~1v1~1explain/post", "200", &server.post("/v1/explain", "text/plain", news).json());
    is("~1v1~1extract/post", "400", &server.post("/v1/extract", "application/json", "{").json());
    is("~1v1~1extract/post", "415", &server.post("/v1/extract", "image/png", "{").json());
    is("~1health/get", "421", &server.ask("GET /health", "Host: evil.example", "").json());
    let refused = checker(&document, "/components/schemas/Fault");
    assert!(!refused.is_valid(&json!({ "error": { "status": 400, "code": "none" } })));
}
