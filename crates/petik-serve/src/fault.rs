//! What could not be done for a caller, as one shape of JSON for the whole service: what, where, why, and what to do about it.

use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use petik_core::{vocabulary, written_words};
use petik_source::SourceFault;
use serde::Serialize;
use std::fmt::Display;

vocabulary! {
    /// The kinds of faults, for programs.
    pub enum Code {
        /// `Host` names another server: the request may come from a page whose name leads here by a trick (DNS rebinding).
        ForeignHost = "foreign_host",
        /// A page of another server sent the request.
        ForeignOrigin = "foreign_origin",
        /// The request carries neither the cookie nor the token.
        NoToken = "no_token",
        /// Nothing is at this path.
        UnknownPath = "unknown_path",
        /// What is at this path does not take this method.
        WrongMethod = "wrong_method",
        /// The body is of a type or in an encoding that is not read.
        UnsupportedType = "unsupported_type",
        /// A parameter of the query is unknown, doubled or has no such value.
        BadParameter = "bad_parameter",
        /// The body is larger than it may be.
        TooLarge = "too_large",
        /// The body came too slowly, or stopped coming.
        TooSlow = "too_slow",
        /// The body broke off.
        BrokenBody = "broken_body",
        /// The body is no JSON.
        NotJson = "not_json",
        /// No article could be read from the body.
        NoArticle = "no_article",
        /// More is being done than can be; it is worth asking again.
        Busy = "busy",
        /// It took longer than anything may.
        TooLong = "too_long",
        /// The fault is petik's own.
        Internal = "internal",
    }
}

written_words! { Code }

impl Code {
    /// The status of the answer.
    pub fn status(self) -> StatusCode {
        match self {
            Code::ForeignHost => StatusCode::MISDIRECTED_REQUEST,
            Code::ForeignOrigin => StatusCode::FORBIDDEN,
            Code::NoToken => StatusCode::UNAUTHORIZED,
            Code::UnknownPath => StatusCode::NOT_FOUND,
            Code::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Code::UnsupportedType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Code::BadParameter | Code::BrokenBody | Code::NotJson => StatusCode::BAD_REQUEST,
            Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Code::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Code::NoArticle => StatusCode::UNPROCESSABLE_ENTITY,
            Code::Busy | Code::TooLong => StatusCode::SERVICE_UNAVAILABLE,
            Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// What could not be done.
#[derive(Debug, Clone, Serialize)]
pub struct Fault {
    #[serde(serialize_with = "number")]
    status: StatusCode,
    code: Code,
    what: Box<str>,
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    place: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Box<str>>,
    #[serde(rename = "do")]
    way_out: Box<str>,
    #[serde(skip)]
    headers: Vec<(HeaderName, HeaderValue)>,
}

fn number<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

/// Letters of any part of a fault: it may quote what a caller sent.
const LONGEST: usize = 400;

impl Fault {
    /// A fault with what to do about it.
    pub fn new(code: Code, what: impl Display, way_out: impl Display) -> Self {
        Fault {
            status: code.status(),
            code,
            what: clipped(what),
            place: None,
            why: None,
            way_out: clipped(way_out),
            headers: Vec::new(),
        }
    }

    /// The same with the place: a part of the request, a line of the body.
    pub fn at(self, place: impl Display) -> Self {
        Fault { place: Some(clipped(place)), ..self }
    }

    /// The same with the reason.
    pub fn because(self, why: impl Display) -> Self {
        Fault { why: Some(clipped(why)), ..self }
    }

    /// The same with a header of the answer.
    pub(crate) fn with(mut self, name: HeaderName, value: impl Into<HeaderValue>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn wrong_method(method: impl Display, path: &str, allowed: &str) -> Self {
        let fault = Fault::new(
            Code::WrongMethod,
            format_args!("{path} does not take {method}"),
            format_args!("send {allowed}"),
        );
        let allow = HeaderValue::from_str(allowed).unwrap_or(HeaderValue::from_static("GET"));
        fault.at("method").with(ALLOW, allow)
    }

    pub(crate) fn unknown_path(path: &str) -> Self {
        Fault::new(Code::UnknownPath, format_args!("nothing is at {path}"), "ask GET /openapi.json for what there is")
            .at("path")
    }

    pub(crate) fn busy(what: impl Display) -> Self {
        Fault::new(Code::Busy, what, "wait a second and send it again").with(RETRY_AFTER, 1)
    }

    pub(crate) fn internal() -> Self {
        let way_out = "send the request to those who make petik, with its version (GET /health)";
        Fault::new(Code::Internal, "petik failed while it worked on this request", way_out)
    }

    /// That a body holds no article.
    pub(crate) fn no_article(fault: &SourceFault) -> Self {
        let line = fault.line.map(|line| format!("line {line}"));
        let byte = fault.offset.map(|offset| format!("byte {offset}"));
        let place: Vec<String> = ["body".to_owned()].into_iter().chain(line).chain(byte).collect();
        let own = Fault::new(Code::NoArticle, "no article can be read", "mend what `why` says, and send it again");
        own.at(place.join(", ")).because(&fault.reason)
    }
}

fn clipped(words: impl Display) -> Box<str> {
    let words = words.to_string();
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]).into(),
        None => words.into(),
    }
}

#[derive(Serialize)]
struct Answer<'f> {
    error: &'f Fault,
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut body = serde_json::to_vec(&Answer { error: &self }).unwrap_or_default();
        body.push(b'\n');
        let mut response = (self.status, body).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response.headers_mut().extend(self.headers);
        response
    }
}
