//! The service: its parts, what each asks of callers, and the frame around all of them. There are three kinds of parts. *Open* ones
//! only read, and pages of any server may ask them. *Plain* ones only compute: programs and own pages. *Own* ones
//! show or change what belongs to whoever started the server, and want the token.

use crate::body::Patient;
use crate::fault::{Code, Fault};
use crate::guard::Hosts;
use crate::limits::Limits;
use crate::openapi;
use crate::token::Token;
use crate::work::Work;
use crate::{explain, extract};
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE,
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, EXPECT, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use petik_core::Engine;
use petik_source::PageLists;
use serde_json::{Map, Value};
use std::io;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::time::timeout;

/// Routes with what they are for. A path or method that is not described is not served.
#[derive(Debug, Clone, Default)]
pub struct Part {
    router: Router,
    described: Map<String, Value>,
}

impl Part {
    /// The routes of `router`; `described` is the object `paths` of OpenAPI for them, in which a path is written as in the router.
    ///
    /// ```
    /// use axum::{Router, routing::get};
    ///
    /// let router = Router::new().route("/lists/{name}", get(|| async { "a list" }));
    /// let answers = serde_json::json!({ "200": { "description": "The list." } });
    /// let operation = serde_json::json!({ "operationId": "list", "summary": "A list", "responses": answers });
    /// let part = petik_serve::Part::new(router, serde_json::json!({ "/lists/{name}": { "get": operation } }));
    /// ```
    pub fn new(router: Router, described: Value) -> Self {
        let described = if let Value::Object(paths) = described { paths } else { Map::new() };
        Part { router, described }
    }

    /// The routes of both.
    pub fn and(self, other: Part) -> Self {
        let described = self.described.into_iter().chain(other.described).collect();
        Part { router: self.router.merge(other.router), described }
    }

    /// The methods that are described at `path`: `GET, POST`.
    fn methods(&self, path: &str) -> Option<String> {
        let methods = self.described.get(path)?.as_object()?.keys().map(|method| method.to_ascii_uppercase());
        let methods = methods.filter(|method| METHODS.contains(&method.as_str()));
        Some(methods.collect::<Vec<_>>().join(", "))
    }
}

/// What OpenAPI can describe at a path; other keys there are no methods.
const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

/// What is served.
#[derive(Debug)]
pub struct App {
    /// Reads articles.
    pub engine: &'static Engine,
    /// Finds articles in pages.
    pub pages: Arc<PageLists>,
    /// What is taken at once.
    pub limits: Limits,
    /// Where articles are read, and what else takes long.
    pub work: Work,
    /// What pages of any server may ask: it only reads.
    pub open: Part,
    /// What wants the token.
    pub own: Option<Part>,
}

/// What the handlers of petik-serve itself need.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) engine: &'static Engine,
    pub(crate) pages: Arc<PageLists>,
    pub(crate) limits: Limits,
    pub(crate) work: Work,
    /// The description of the service.
    pub(crate) openapi: String,
}

/// What a part asks of callers.
#[derive(Clone)]
enum Asks {
    Nothing,
    OwnPages,
    Token(Token),
}

struct Guard {
    part: Part,
    asks: Asks,
    hosts: Hosts,
}

struct Frame {
    hosts: Hosts,
    limits: Limits,
}

/// The service that is reached at `address`, and what stands behind its first address.
pub(crate) fn router(app: App, address: SocketAddr) -> io::Result<(Router, String)> {
    let App { engine, pages, limits, work, open, own } = app;
    let token = Token::new(address.port())?;
    let first = own.as_ref().map(|_| token.query()).unwrap_or_default();
    let paths = [extract::paths(), explain::paths(), openapi::paths()];
    let mut described: Map<String, Value> = paths.into_iter().filter_map(as_object).flatten().collect();
    let plain = Part { router: Router::new(), described: described.clone() };
    described.extend(open.described.clone());
    described.extend(own.iter().flat_map(|own| openapi::with_token(own.described.clone())));
    let openapi = openapi::document(described, engine).to_string();

    let hosts = Hosts::of(address);
    let shared = Arc::new(Shared { engine, pages, limits: limits.clone(), work, openapi });
    let own_router = extract::router().merge(explain::router()).merge(openapi::router());
    let plain = Part { router: own_router.with_state(shared), ..plain };

    let guarded = |part: Part, asks: Asks| {
        let router = part.router.clone();
        let guard = Arc::new(Guard { part, asks, hosts: hosts.clone() });
        router.layer(from_fn_with_state(guard, at_the_door))
    };
    let mut all = guarded(plain, Asks::OwnPages);
    if !open.described.is_empty() {
        all = all.merge(guarded(open, Asks::Nothing));
    }
    if let Some(own) = own {
        all = all.merge(guarded(own, Asks::Token(token)));
    }
    let frame = Arc::new(Frame { hosts, limits: limits.clone() });
    let all = all
        .fallback(|request: Request| async move { Fault::unknown_path(request.uri().path()) })
        .layer(DefaultBodyLimit::max(limits.article.bytes()))
        .layer(from_fn_with_state(frame, around));
    Ok((all, first))
}

fn as_object(value: Value) -> Option<Map<String, Value>> {
    if let Value::Object(object) = value { Some(object) } else { None }
}

/// Asks of a caller what the part asks.
async fn at_the_door(
    State(guard): State<Arc<Guard>>,
    path: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    match guard.passed(path.as_ref().map_or("", MatchedPath::as_str), request, next).await {
        Ok(mut response) | Err(mut response) => {
            if matches!(guard.asks, Asks::Nothing) {
                response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
                set(&mut response, CORP, "cross-origin");
            }
            response
        }
    }
}

impl Guard {
    async fn passed(&self, path: &str, request: Request, next: Next) -> Result<Response, Response> {
        let (parts, body) = request.into_parts();
        let methods = self.part.methods(path).ok_or_else(|| Fault::unknown_path(parts.uri.path()).into_response())?;
        match &self.asks {
            Asks::Nothing if parts.method == Method::OPTIONS => return Ok(preflight(&methods)),
            Asks::Nothing => {}
            Asks::OwnPages => self.hosts.admit_own_pages(&parts.headers).map_err(Fault::into_response)?,
            Asks::Token(token) => {
                self.hosts.admit_own_pages(&parts.headers).map_err(Fault::into_response)?;
                if let Some(exchanged) = token.admit(&parts).map_err(Fault::into_response)? {
                    return Ok(exchanged);
                }
            }
        }
        let method = if parts.method == Method::HEAD { "GET" } else { parts.method.as_str() };
        if !methods.split(", ").any(|known| known == method) {
            return Err(Fault::wrong_method(&parts.method, parts.uri.path(), &methods).into_response());
        }
        Ok(next.run(Request::from_parts(parts, body)).await)
    }
}

/// What a browser is told that asks whether a page may ask.
fn preflight(methods: &str) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    set(&mut response, ACCESS_CONTROL_ALLOW_METHODS, methods);
    set(&mut response, ACCESS_CONTROL_ALLOW_HEADERS, "content-type");
    set(&mut response, ACCESS_CONTROL_MAX_AGE, "86400");
    response
}

const CORP: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What every answer says unless its part says otherwise.
const HEADERS: [(HeaderName, &str); 5] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (CONTENT_SECURITY_POLICY, "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    (CACHE_CONTROL, "no-store"),
    (CORP, "same-origin"),
];

/// Sets a header that the answer does not have.
fn set(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().entry(name).or_insert(value);
    }
}

/// What is done around every request: strangers are refused, nothing takes for ever, and a panic is an answer.
async fn around(State(frame): State<Arc<Frame>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let body = Body::new(Patient::new(body, &frame.limits, parts.headers.contains_key(EXPECT)));
    let admitted = frame.hosts.admit(&parts);
    let request = Request::from_parts(parts, body);
    let mut response = match admitted {
        Err(fault) => fault.into_response(),
        Ok(()) => match timeout(frame.limits.answer, Caught(Box::pin(next.run(request)))).await {
            Ok(Some(response)) => response,
            Ok(None) => Fault::internal().into_response(),
            Err(_) => too_long(&frame.limits).into_response(),
        },
    };
    HEADERS.into_iter().for_each(|(name, value)| set(&mut response, name, value));
    response
}

fn too_long(limits: &Limits) -> Fault {
    let what = format_args!("no answer within {} s", limits.answer.as_secs_f32());
    Fault::new(Code::TooLong, what, "send less at once, or send it again when less is being done")
}

/// What comes of a future, or nothing where it panics. What panicked is not used again: it belongs to one request.
struct Caught<F>(Pin<Box<F>>);

impl<F: Future> Future for Caught<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match catch_unwind(AssertUnwindSafe(|| self.0.as_mut().poll(context))) {
            Ok(polled) => polled.map(Some),
            Err(_) => Poll::Ready(None),
        }
    }
}
