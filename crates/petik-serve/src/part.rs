//! Parts of the service, and the door of each. A part is its routes together with their description: what is not described is not
//! served. There are three kinds. *Open* parts only read, and pages of any server may ask them, or only those of this machine where
//! they show data of whoever started the server. *Plain* ones only compute: programs and own pages may. *Own* ones change something
//! or show what is judged, and want the token.

use crate::fault::Fault;
use crate::frame::{CORP, set};
use crate::guard::Hosts;
use crate::token::Token;
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE,
    ORIGIN, VARY,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};
use std::sync::Arc;

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

    /// The paths that are described, with what is said of them.
    pub(crate) fn described(&self) -> &Map<String, Value> {
        &self.described
    }

    /// The routes, at which every caller is asked what the part asks.
    pub(crate) fn guarded(self, asks: Asks, hosts: &Hosts) -> Router {
        let router = self.router.clone();
        let guard = Arc::new(Guard { part: self, asks, hosts: hosts.clone() });
        router.layer(from_fn_with_state(guard, at_the_door))
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

/// What a part asks of callers.
#[derive(Clone)]
pub(crate) enum Asks {
    /// Nothing: it is open.
    Nothing,
    /// That no page of another machine sends the request.
    LocalPages,
    /// That no page of another server sends the request.
    OwnPages,
    /// The same, and the token.
    Token(Token),
}

struct Guard {
    part: Part,
    asks: Asks,
    hosts: Hosts,
}

/// Asks of a caller what the part asks.
async fn at_the_door(
    State(guard): State<Arc<Guard>>,
    path: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let origin = match guard.asks {
        Asks::Nothing => Some(HeaderValue::from_static("*")),
        Asks::LocalPages => guard.hosts.admit_local_pages(request.headers()).ok().flatten().cloned(),
        _ => None,
    };
    let is_open = matches!(guard.asks, Asks::Nothing | Asks::LocalPages);
    let passed = guard.passed(path.as_ref().map_or("", MatchedPath::as_str), request, next).await;
    let (Ok(mut response) | Err(mut response)) = passed;
    if is_open {
        set(&mut response, CORP, "cross-origin");
        set(&mut response, VARY, ORIGIN.as_str());
    }
    if let Some(origin) = origin {
        response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    response
}

impl Guard {
    async fn passed(&self, path: &str, request: Request, next: Next) -> Result<Response, Response> {
        let (parts, body) = request.into_parts();
        let methods = self.part.methods(path).ok_or_else(|| Fault::unknown_path(parts.uri.path()).into_response())?;
        match &self.asks {
            Asks::Nothing => {}
            Asks::LocalPages => {
                self.hosts.admit_local_pages(&parts.headers).map_err(Fault::into_response)?;
            }
            Asks::OwnPages => self.hosts.admit_own_pages(&parts.headers).map_err(Fault::into_response)?,
            Asks::Token(token) => {
                self.hosts.admit_own_pages(&parts.headers).map_err(Fault::into_response)?;
                if let Some(exchanged) = token.admit(&parts).map_err(Fault::into_response)? {
                    return Ok(exchanged);
                }
            }
        }
        if parts.method == Method::OPTIONS && matches!(self.asks, Asks::Nothing | Asks::LocalPages) {
            return Ok(preflight(&methods));
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
