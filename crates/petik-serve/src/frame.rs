//! The frame around all parts: requests for other servers are refused, nothing takes for ever, a panic is an answer, and every answer
//! says how a browser may use it.

use crate::body::Patient;
use crate::fault::{Code, Fault};
use crate::guard::Hosts;
use crate::limits::Limits;
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, EXPECT, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, HeaderValue, Uri};
use axum::middleware::{Next, from_fn_with_state, map_request};
use axum::response::{IntoResponse, Response};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::time::timeout;

struct Frame {
    hosts: Hosts,
    limits: Limits,
}

/// The same routes within the frame.
pub(crate) fn framed(routes: Router, hosts: Hosts, limits: Limits) -> Router {
    let most = limits.article.bytes();
    let routes = routes
        .fallback(|request: Request| async move { Fault::unknown_path(request.uri().path()) })
        .layer(DefaultBodyLimit::max(most))
        .layer(from_fn_with_state(Arc::new(Frame { hosts, limits }), around));
    Router::new().fallback_service(routes).layer(map_request(plain_path))
}

/// Takes slashes out of the path that stand there twice or at its end: people put `/reconcile` behind an address that ends in one.
async fn plain_path(mut request: Request) -> Request {
    let uri = request.uri();
    let words = uri.path().split('/').filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let path = format!("/{}", words.join("/"));
    if path != uri.path() {
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        let mut parts = uri.clone().into_parts();
        if let Ok(plain) = format!("{path}{query}").parse() {
            parts.path_and_query = Some(plain);
            if let Ok(plain) = Uri::from_parts(parts) {
                *request.uri_mut() = plain;
            }
        }
    }
    request
}

/// Which pages may show an answer within themselves.
pub(crate) const CORP: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What every answer says unless its part says otherwise.
const HEADERS: [(HeaderName, &str); 5] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (CONTENT_SECURITY_POLICY, "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    (CACHE_CONTROL, "no-store"),
    (CORP, "same-origin"),
];

/// Sets a header that the answer does not have.
pub(crate) fn set(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().entry(name).or_insert(value);
    }
}

/// What is done around every request: strangers are refused, nothing takes for ever, and a panic is an answer.
async fn around(State(frame): State<Arc<Frame>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let body = Body::new(Patient::new(body, &frame.limits, parts.headers.contains_key(EXPECT)));
    let admitted = frame.hosts.admit(&mut parts);
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
