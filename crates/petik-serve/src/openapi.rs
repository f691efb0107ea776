//! The description of the service in OpenAPI 3.1: put together of what its parts say of themselves, with the schemas of the types that
//! are written; and the pieces that operations are described with.

use crate::VERSION;
use crate::asked::{ABOUT_PAGE, ABOUT_TEXT, Kind, no_parameters};
use crate::explain::Explained;
use crate::fault::{Code, Fault};
use crate::part::Part;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use petik_core::record::{ARTICLE_SCHEMA, article_schema, flat_mention_schema, flat_schema, schema_of};
use petik_core::{Engine, Vocabulary};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// The path of the description itself, which is of all parts.
pub(crate) fn part(engine: &Engine, plain: &Part, open: &Part, own: Option<&Part>) -> Part {
    let operation = json!({
        "operationId": "openapi",
        "summary": "This description",
        "responses": answers(json!({ "200": {
            "description": "The description of the service in OpenAPI 3.1.",
            "content": { Kind::Json.as_str(): { "schema": { "type": "object" } } },
        } }), &[Code::BadParameter]),
    });
    let mut paths = plain.described().clone();
    paths.extend(open.described().clone());
    paths.extend(own.into_iter().flat_map(|own| with_token(own.described().clone())));
    paths.insert(PATH.to_owned(), json!({ "get": operation.clone() }));
    let document: Arc<str> = document(paths, engine).to_string().into();
    Part::new(Router::new().route(PATH, get(answer)).with_state(document), json!({ PATH: { "get": operation } }))
}

const PATH: &str = "/openapi.json";

async fn answer(State(document): State<Arc<str>>, request: Request) -> Result<Response, Fault> {
    no_parameters(&request.into_parts().0)?;
    Ok(([(CONTENT_TYPE, Kind::Json.as_str())], Body::from(document.to_string())).into_response())
}

/// The answers of an operation: its own, and those of faults.
pub(crate) fn answers(own: Value, faults: &[Code]) -> Value {
    let mut answers = if let Value::Object(own) = own { own } else { Map::new() };
    // These may come from the frame around all operations.
    let always = [Code::ForeignOrigin, Code::ForeignHost, Code::Internal, Code::TooLong];
    let all = || faults.iter().chain(&always);
    for code in all() {
        let same: Vec<Code> = all().copied().filter(|other| other.status() == code.status()).collect();
        answers.insert(code.status().as_str().to_owned(), fault(&same));
    }
    answers.into()
}

/// An answer that is one of these faults.
fn fault(codes: &[Code]) -> Value {
    let meanings: Vec<String> = codes.iter().map(|code| format!("`{}`: {}", code.as_str(), code.meaning())).collect();
    json!({
        "description": meanings.join(" "),
        "content": { Kind::Json.as_str(): { "schema": { "$ref": "#/components/schemas/Fault" } } },
    })
}

/// The same paths, of which each operation wants the token.
fn with_token(mut paths: Map<String, Value>) -> Map<String, Value> {
    let operations = paths.values_mut().filter_map(Value::as_object_mut).flat_map(Map::values_mut);
    for operation in operations.filter_map(Value::as_object_mut) {
        operation.insert("security".into(), json!([{ "token": [] }]));
        if let Some(answers) = operation.get_mut("responses").and_then(Value::as_object_mut) {
            answers.insert(Code::NoToken.status().as_str().to_owned(), fault(&[Code::NoToken]));
        }
    }
    paths
}

/// The faults of operations that read a body.
pub(crate) const OF_BODIES: [Code; 9] = [
    Code::BadParameter,
    Code::BrokenBody,
    Code::NotJson,
    Code::TooSlow,
    Code::TooLarge,
    Code::UnsupportedType,
    Code::NoArticle,
    Code::Busy,
    Code::TooLong,
];

/// A word of this vocabulary.
pub(crate) fn one_of<V: Vocabulary>() -> Value {
    json!({ "type": "string", "enum": V::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>() })
}

/// What may stand in the query: what is known of the article, and what is `wanted`.
pub(crate) fn parameters(wanted: &[(&str, &str, Value)]) -> Value {
    let about = ABOUT_TEXT.iter().map(|name| {
        let bodies = if ABOUT_PAGE.contains(name) { "text/plain and text/html" } else { "text/plain" };
        json!({
            "name": name, "in": "query", "schema": { "type": "string" },
            "description": format!("`{name}` of the article; only for {bodies}, as JSON says it itself."),
        })
    });
    let wanted = wanted.iter().map(
        |(name, meaning, schema)| json!({ "name": name, "in": "query", "schema": schema, "description": meaning }),
    );
    about.chain(wanted).collect()
}

/// The body of one article, or of many.
pub(crate) fn body(many: bool) -> Value {
    let article = json!({ "$ref": "#/components/schemas/Article" });
    let json = if many { json!({ "anyOf": [article, { "type": "array", "items": article }] }) } else { article };
    let mut content = json!({
        Kind::Text.as_str(): { "schema": { "type": "string", "minLength": 1 } },
        Kind::Html.as_str(): { "schema": { "type": "string", "minLength": 1 } },
        Kind::Json.as_str(): { "schema": json },
    });
    if many {
        content[Kind::JsonLines.as_str()] = json!({ "schema": { "type": "string" } });
    }
    json!({ "required": true, "content": content })
}

/// The whole description; `paths` are those of all parts.
fn document(paths: Map<String, Value>, engine: &Engine) -> Value {
    let mut schemas = Map::new();
    for (name, schema) in [
        ("ArticleRecord", article_schema()),
        ("FlatFact", flat_schema()),
        ("FlatMention", flat_mention_schema()),
        ("Explained", schema_of::<Explained<'_>>("", "An article with the reasons for its record", ARTICLE_SCHEMA)),
    ] {
        add(&mut schemas, name, schema);
    }
    schemas.extend(own_schemas());
    json!({
        "openapi": "3.1.1",
        "info": {
            "title": "petik",
            "version": VERSION,
            "description": format!("Facts from Indonesian news, on the own machine. Lists and rules: {}.", engine.lists_digest()),
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "token": {
                "type": "http", "scheme": "bearer",
                "description": "The token of the first address that `petik serve` prints.",
            } },
        },
    })
}

/// Adds a schema and those that it has within itself, which become its neighbours.
fn add(schemas: &mut Map<String, Value>, name: &str, mut schema: Value) {
    let Some(own) = schema.as_object_mut() else { return };
    own.remove("$id");
    own.remove("$schema");
    let within = own.remove("$defs");
    lead_to_neighbours(&mut schema);
    schemas.insert(name.to_owned(), schema);
    if let Some(Value::Object(within)) = within {
        for (name, mut schema) in within {
            lead_to_neighbours(&mut schema);
            schemas.entry(name).or_insert(schema);
        }
    }
}

fn lead_to_neighbours(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::String(target)) = fields.get_mut("$ref")
                && let Some(name) = target.strip_prefix("#/$defs/")
            {
                *target = format!("#/components/schemas/{name}");
            }
            fields.values_mut().for_each(lead_to_neighbours);
        }
        Value::Array(items) => items.iter_mut().for_each(lead_to_neighbours),
        _ => {}
    }
}

/// The schemas of what only the service says.
fn own_schemas() -> Map<String, Value> {
    let words = |names: &[(&str, &str)]| -> Value {
        names
            .iter()
            .map(|(name, about)| (name.to_string(), json!({ "type": "string", "description": about })))
            .collect()
    };
    let mut article = words(&[
        ("text", "The text, with paragraphs as lines."),
        ("id", "The id; without it the record has one made of the text."),
        ("url", "The address."),
        ("title", "The headline."),
        ("published", "The day of publication: 2022-04-21, or as Indonesian sites write it."),
        ("outlet", "The outlet."),
    ]);
    article["text"]["minLength"] = 1.into();
    let mut fault = words(&[
        ("code", "The kind of fault."),
        ("what", "What could not be done."),
        ("where", "The place: a part of the request, a line of the body."),
        ("why", "The reason."),
        ("do", "What to do about it."),
    ]);
    fault["code"]["enum"] = Code::ALL.iter().map(|code| code.as_str()).collect();
    fault["status"] = json!({ "type": "integer", "description": "The status of the answer." });
    let mut lost = words(&[("path", "`-`, the body."), ("reason", "The reason, and what to do about it.")]);
    lost["line"] = json!({ "type": ["integer", "null"], "description": "The line of the body, from 1." });
    lost["offset"] = json!({ "type": ["integer", "null"], "description": "The byte of the body, from 0." });
    let lost = json!({
        "type": "object", "properties": lost, "required": ["path", "line", "offset", "reason"], "additionalProperties": false,
    });
    let health = words(&[
        ("status", "`ok`."),
        ("version", "The version of petik."),
        ("lists", "The digest of the lists and rules in use."),
    ]);
    [
        ("Article", json!({ "type": "object", "properties": article, "required": ["text"] })),
        ("Fault", json!({
            "type": "object", "required": ["error"], "additionalProperties": false,
            "properties": { "error": {
                "type": "object", "properties": fault, "required": ["status", "code", "what", "do"], "additionalProperties": false,
            } },
        })),
        ("Lost", json!({
            "type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": false,
            "properties": { "error": lost, "warning": lost },
        })),
        ("Health", json!({
            "type": "object", "properties": health, "required": ["status", "version", "lists"], "additionalProperties": false,
        })),
    ]
    .map(|(name, schema)| (name.to_owned(), schema))
    .into_iter()
    .collect()
}
