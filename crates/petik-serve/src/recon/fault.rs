//! What could not be done for a client: what, where, and what to do about it, in the one shape of JSON that the whole service has.

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// The most letters of a part of it, which may quote what a client sent.
const MOST_LETTERS: usize = 300;

/// What could not be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) what: String,
    pub(crate) place: String,
    pub(crate) way_out: String,
}

impl Fault {
    fn new(status: StatusCode, code: &'static str, place: &str, what: &str, way_out: &str) -> Self {
        let (what, place, way_out) = (clipped(what), clipped(place), clipped(way_out));
        Fault { status, code, what, place, way_out }
    }

    pub(crate) fn not_json(place: &str, what: &str, way_out: &str) -> Self {
        Fault::new(StatusCode::BAD_REQUEST, "not_json", place, what, way_out)
    }

    pub(crate) fn bad_parameter(place: &str, what: &str, way_out: &str) -> Self {
        Fault::new(StatusCode::BAD_REQUEST, "bad_parameter", place, what, way_out)
    }

    pub(crate) fn too_large(place: &str, what: &str, way_out: &str) -> Self {
        Fault::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", place, what, way_out)
    }

    pub(crate) fn unsupported_type(place: &str, what: &str, way_out: &str) -> Self {
        Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_type", place, what, way_out)
    }

    pub(crate) fn unknown_path(place: &str, what: &str, way_out: &str) -> Self {
        Fault::new(StatusCode::NOT_FOUND, "unknown_path", place, what, way_out)
    }

    pub(crate) fn internal() -> Self {
        let way_out = "send it again; if it comes back, tell the makers of petik what was sent";
        Fault::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "petik", "a fault of petik's own", way_out)
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let Fault { status, code, what, place, way_out } = self;
        let body = json!({ "status": status.as_u16(), "code": code, "what": what, "where": place, "do": way_out });
        (status, [(CONTENT_TYPE, "application/json")], body.to_string()).into_response()
    }
}

fn clipped(words: &str) -> String {
    match words.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
