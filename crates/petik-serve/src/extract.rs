//! `POST /v1/extract`: articles in, records or rows out, as `petik extract` writes them.

use crate::app::Shared;
use crate::asked::{Asked, Form, Kind, WANTED};
use crate::body::{Reader, Whole, whole};
use crate::fault::Fault;
use crate::openapi::{OF_BODIES, answers, body, one_of, parameters};
use crate::part::Part;
use crate::reading::{Document, Reading, document_of};
use crate::stream::{self, Around};
use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use petik_core::Only;
use petik_source::SourceFault;
use serde_json::{Value, json};
use std::io::Cursor;
use std::sync::Arc;

const PATH: &str = "/v1/extract";

pub(crate) fn part(shared: &Arc<Shared>) -> Part {
    let router = Router::new().route(PATH, post(extract)).with_state(Arc::clone(shared));
    Part::new(router, json!({ PATH: { "post": described() } }))
}

fn described() -> Value {
    let made = json!({ "anyOf": [
        { "$ref": "#/components/schemas/ArticleRecord" },
        { "$ref": "#/components/schemas/FlatFact" },
        { "$ref": "#/components/schemas/FlatMention" },
        { "$ref": "#/components/schemas/Lost" },
    ] });
    let one = json!({ "200": {
        "description": "The record of one article; its rows as an array, where `form` asks for rows. To an array of articles an array \
                        in the same order, to lines a line each: in place of an article that could not be read stands an object `error`, \
                        and before one of which a detail could not be read an object `warning`.",
        "headers": { "petik-warning": {
            "description": "A detail of the one article that could not be read, as JSON in ASCII. May stand there several times.",
            "schema": { "type": "string" },
        } },
        "content": {
            Kind::Json.as_str(): { "schema": { "anyOf": [made, { "type": "array", "items": made }] } },
            Kind::JsonLines.as_str(): { "schema": { "type": "string" } },
        },
    }, "204": { "description": "The one article holds nothing of what `only` asks for." } });
    json!({
        "operationId": "extract",
        "summary": "Read articles, and say what they say",
        "description": "What `petik extract` writes for the same bytes. Lines are answered while they come, each as soon as it is read, \
                        if the body is longer than an article may be or of unknown length: take the answer while you send.",
        "parameters": parameters(&[
            ("form", "What is made of an article.", one_of::<Form>()),
            ("only", "Only what articles give that hold this.", one_of::<Only>()),
            ("with_text", "Put the text into the record.", json!({ "type": "boolean" })),
        ]),
        "requestBody": body(true),
        "responses": answers(one, &OF_BODIES),
    })
}

async fn extract(State(shared): State<Arc<Shared>>, request: Request) -> Result<Response, Fault> {
    let (head, body) = request.into_parts();
    let asked = Asked::of(&head, &WANTED)?;
    let reading = Reading::new(&shared, asked.clone());
    if asked.kind == Kind::JsonLines {
        return lines(&shared, reading, body).await;
    }
    let Whole { mut bytes, room } = whole(body, &shared.limits, &shared.work).await?;
    if asked.kind == Kind::Json {
        let document;
        (document, bytes) = document_of(&shared.work, bytes).await?;
        match document {
            Document::Object => {}
            Document::Array => return stream::answer(&shared, reading, Cursor::new(bytes), Around::Array, room).await,
            Document::Empty => return Ok(([(CONTENT_TYPE, Kind::Json.as_str())], "[]\n").into_response()),
        }
    }
    one(&shared, reading, asked.form, Whole { bytes, room }).await
}

/// Reads a body of known length before the answer begins: many programs take no answer before they have sent all of it.
/// What is longer, or of unknown length, is read while it is answered.
async fn lines(shared: &Shared, reading: Reading, body: Body) -> Result<Response, Fault> {
    match body.size_hint().exact() {
        Some(length) if length <= shared.limits.article.bytes() as u64 => {
            let Whole { bytes, room } = whole(body, &shared.limits, &shared.work).await?;
            if bytes.trim_ascii().is_empty() {
                return Ok(([(CONTENT_TYPE, Kind::JsonLines.as_str())], "").into_response());
            }
            stream::answer(shared, reading, Cursor::new(bytes), Around::Lines, room).await
        }
        _ => stream::answer(shared, reading, Reader::new(body), Around::Lines, None).await,
    }
}

async fn one(shared: &Shared, reading: Reading, form: Form, body: Whole) -> Result<Response, Fault> {
    let Whole { bytes, room } = body;
    let rows = form != Form::Records;
    let may_be_nothing = reading.may_be_nothing();
    let (answer, remarks) = shared
        .work
        .run(move || {
            let _room = room;
            let (article, mut remarks) = reading.one(bytes)?;
            let mut lines = Vec::new();
            remarks.extend(reading.write(&article, &mut lines));
            Ok((if rows { array(&lines) } else { lines }, remarks))
        })
        .await??;
    let mut response = if answer.is_empty() && may_be_nothing {
        StatusCode::NO_CONTENT.into_response()
    } else {
        ([(CONTENT_TYPE, Kind::Json.as_str())], answer).into_response()
    };
    warn(&mut response, &remarks);
    Ok(response)
}

/// Rows as an array.
fn array(lines: &[u8]) -> Vec<u8> {
    let rows: Vec<&[u8]> = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).collect();
    [b"[", &*rows.join(&b",\n"[..]), b"]\n"].concat()
}

/// Says in the head of an answer what of its one article could not be used.
pub(crate) const WARNING: HeaderName = HeaderName::from_static("petik-warning");

/// Remarks in a head, and letters of each.
const MOST_REMARKS: usize = 8;
const LONGEST_REMARK: usize = 400;

/// Writes remarks into the head of an answer, each as JSON in ASCII.
pub(crate) fn warn(response: &mut Response, remarks: &[SourceFault]) {
    for remark in remarks.iter().take(MOST_REMARKS) {
        let reason = remark.reason.chars().take(LONGEST_REMARK).collect();
        let line = serde_json::to_string(&SourceFault { reason, ..remark.clone() }).unwrap_or_default();
        if let Ok(value) = HeaderValue::from_str(&in_ascii(&line)) {
            response.headers_mut().append(WARNING, value);
        }
    }
}

fn in_ascii(json: &str) -> String {
    let mut ascii = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            ' '..='~' => ascii.push(c),
            _ => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| ascii += &format!("\\u{unit:04x}")),
        }
    }
    ascii
}
