//! The routes: `/reconcile/NAME` is the service of one entry, `/reconcile` that of the first. All of them only read.

use super::catalogue::Catalogue;
use super::entry::Entry;
use super::extend::extend;
use super::fault::{self, Fault};
use super::manifest::manifest;
use super::page::{POLICY, about, service};
use super::query::{BATCH_SIZE, answer, answer_batch, clipped};
use super::suggest::{fly_out, propose, suggest};
use crate::body::{Stalled, cause};
use crate::fault::Code;
use crate::guard::ByName;
use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{DefaultBodyLimit, Form, FromRequest, Path, Query, Request, State};
use axum::http::header::{CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, X_CONTENT_TYPE_OPTIONS};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};
use std::sync::Arc;

/// The most bytes of a form.
const MOST_BYTES: usize = 4 << 20;
/// What stands behind the name of a service, with what it is for.
pub(super) const ACTIONS: [(&str, &str); 11] = [
    ("/suggest/entity", "Suggest entities whose names begin so"),
    ("/suggest/property", "Suggest properties"),
    ("/suggest/type", "Suggest types"),
    ("/flyout/entity", "What to show of a suggested entity"),
    ("/flyout/property", "What to show of a suggested property"),
    ("/flyout/type", "What to show of a suggested type"),
    ("/properties", "Properties that can be fetched for entities of a type"),
    ("/preview", "A small page about an entity, for a frame"),
    ("/view", "The page about an entity"),
    ("/about", "The page about the service: what types, properties and features mean"),
    ("", "The manifest; queries, and data extension"),
];

/// The fields of a form, one of which is wanted.
pub(super) const FIELDS: [&str; 3] = ["queries", "extend", "query"];

/// The parameters of a request, in the order in which they came.
type Parameters = Vec<(String, String)>;

/// The read-only routes of the service.
pub fn router(catalogue: Arc<Catalogue>) -> Router {
    let mut routes = Router::new();
    for (action, _) in ACTIONS {
        let named =
            move |State(catalogue), Path(name): Path<String>, request| ask(catalogue, Some(name), action, request);
        let first = move |State(catalogue), request| ask(catalogue, None, action, request);
        let (named, first) = match action {
            "" => (get(named).post(named), get(first).post(first)),
            _ => (get(named), get(first)),
        };
        routes =
            routes.route(&format!("/reconcile{action}"), first).route(&format!("/reconcile/{{name}}{action}"), named);
    }
    routes.layer(DefaultBodyLimit::max(MOST_BYTES)).with_state(catalogue)
}

/// A request, read and ready to be answered.
struct Asked {
    action: &'static str,
    name: Option<String>,
    /// Where all services are: `http://127.0.0.1:3838`.
    root: String,
    parameters: Parameters,
}

async fn ask(catalogue: Arc<Catalogue>, name: Option<String>, action: &'static str, request: Request) -> Response {
    let asked = match read(name, action, request).await {
        Ok(asked) => asked,
        Err(fault) => return fault.into_response(),
    };
    // Matching keeps a core busy: others are heard meanwhile.
    let answered = tokio::task::spawn_blocking(move || respond(&catalogue, &asked)).await;
    answered.unwrap_or_else(|_| Err(Fault::internal())).into_response()
}

async fn read(name: Option<String>, action: &'static str, request: Request) -> Result<Asked, Fault> {
    let root = root(&request)?;
    let query = Query::<Parameters>::try_from_uri(request.uri()).map_err(|error| {
        let way_out = "send parameters as NAME=VALUE, percent-encoded, with & between them";
        fault::bad_parameter("query", &error.to_string(), way_out)
    })?;
    let mut parameters = query.0;
    if request.method() == Method::POST {
        if request.headers().get(CONTENT_ENCODING).is_some_and(|coding| coding != "identity") {
            return Err(fault::unsupported_type("header Content-Encoding", "the form is packed", "send it as it is"));
        }
        parameters.extend(Form::<Parameters>::from_request(request, &()).await.map_err(of_form)?.0);
        if !FIELDS.iter().any(|field| parameters.iter().any(|(own, _)| own == field)) {
            let way_out = "send a form with a field `queries` or `extend`; the manifest is answered to GET";
            return Err(fault::bad_parameter("body", "no field of the form is one that is read", way_out));
        }
    }
    Ok(Asked { action, name, root, parameters })
}

/// By which address the client reached the service.
fn root(request: &Request) -> Result<String, Fault> {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let host = host.or_else(|| request.uri().authority().map(|authority| authority.as_str())).unwrap_or("localhost");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    if host.len() > 255 || !host.chars().all(is_plain) {
        return Err(fault::bad_parameter("header Host", "no name of a server", "send the host of the address"));
    }
    let scheme = if request.extensions().get::<ByName>().is_some() { "https" } else { "http" };
    Ok(format!("{scheme}://{host}"))
}

fn of_form(rejection: FormRejection) -> Fault {
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => fault::too_large(
            "body",
            &format!("more than {} MiB", MOST_BYTES >> 20),
            &format!("send {} queries at once, as the manifest says in `batchSize`", BATCH_SIZE),
        ),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => fault::unsupported_type(
            "header Content-Type",
            "the body is no form",
            "send application/x-www-form-urlencoded with a field `queries` or `extend`",
        ),
        _ => match cause(&rejection).downcast_ref::<Stalled>() {
            Some(stalled) => Fault::new(Code::TooSlow, stalled, "send it without a pause").at("body"),
            None => {
                fault::bad_parameter("body", &rejection.body_text(), "send a form with a field `queries` or `extend`")
            }
        },
    }
}

impl Asked {
    fn get(&self, key: &str) -> Option<&str> {
        self.parameters.iter().find(|(own, _)| own == key).map(|(_, value)| value.as_str())
    }

    /// The address of the service.
    fn base(&self) -> String {
        let name = self.name.as_ref().map(|name| format!("/{name}")).unwrap_or_default();
        format!("{}/reconcile{name}", self.root)
    }

    fn id(&self) -> &str {
        self.get("id").unwrap_or_default()
    }
}

fn respond(catalogue: &Catalogue, asked: &Asked) -> Result<Response, Fault> {
    let (entry, fault) = catalogue.entry(asked.name.as_deref()).ok_or_else(|| {
        let what = format!("no service is called {:?}", clipped(asked.name.as_deref().unwrap_or_default()));
        fault::unknown("path", &what, &format!("ask one of these: {}", catalogue.names().join(", ")))
    })?;
    let part = |at: &str| asked.action.rsplit('/').next().filter(|_| asked.action.starts_with(at));
    let answer = match asked.action {
        "" => serve(catalogue, &entry, fault.as_deref(), asked)?,
        "/properties" => {
            propose(&entry, asked.get("type").unwrap_or_default(), asked.get("limit").unwrap_or_default())?
        }
        "/preview" | "/view" => {
            let what = || format!("{:?} is no id of this service", clipped(asked.id()));
            let entity = entry.get(asked.id());
            return Ok(page(about(entity.ok_or_else(|| fault::unknown("id", &what(), "ask for one that it gave"))?)));
        }
        "/about" => return Ok(page(service(&entry))),
        _ => match part("/suggest") {
            Some(what) => {
                let (prefix, cursor) = (asked.get("prefix"), asked.get("cursor"));
                suggest(&entry, what, prefix.unwrap_or_default(), cursor.unwrap_or_default())?
            }
            None => fly_out(&entry, part("/flyout").unwrap_or_default(), asked.id())?,
        },
    };
    written(&answer, asked.get("callback"))
}

/// The answer of the service itself.
fn serve(catalogue: &Catalogue, entry: &Entry, fault: Option<&str>, asked: &Asked) -> Result<Value, Fault> {
    if let Some(queries) = asked.get("queries") {
        return answer_batch(entry, catalogue, queries);
    }
    if let Some(query) = asked.get("extend") {
        return extend(entry, query, &asked.root);
    }
    let Some(query) = asked.get("query") else { return Ok(manifest(entry, &asked.base(), fault)) };
    // 0.1 has single queries: a name, or an object.
    let query = match query.trim_start().starts_with('{') {
        false => {
            json!({ "query": query, "type": asked.get("type"), "limit": asked.get("limit").and_then(|n| n.parse::<u32>().ok()) })
        }
        true => serde_json::from_str(query).map_err(|error| {
            fault::not_json("query", &format!("no JSON: {error}"), "send a name, or a query object")
        })?,
    };
    Ok(answer(entry, catalogue, &query))
}

fn page(html: String) -> Response {
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_SECURITY_POLICY, POLICY)];
    (headers, html).into_response()
}

/// `answer` as JSON, or as a call of `callback`: what pages of clients of 0.1 ask for. Whoever may ask sees the answer already, so
/// this shows nobody more.
fn written(answer: &Value, callback: Option<&str>) -> Result<Response, Fault> {
    let json = answer.to_string();
    let nosniff = (X_CONTENT_TYPE_OPTIONS, "nosniff");
    let Some(callback) = callback else {
        return Ok(([(CONTENT_TYPE, "application/json"), nosniff], json).into_response());
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '.');
    let starts_well = callback.starts_with(|c: char| is_name(c) && !c.is_ascii_digit() && c != '.');
    if callback.len() > 100 || !starts_well || !callback.chars().all(is_name) {
        let way_out = "send a name of letters, digits, _, $ and dots, or leave it out and take JSON";
        return Err(fault::bad_parameter("callback", "no name of a function", way_out));
    }
    // These two end lines in JavaScript, and do not in JSON.
    let json = json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    Ok(([(CONTENT_TYPE, "application/javascript"), nosniff], format!("/**/{callback}({json});")).into_response())
}
