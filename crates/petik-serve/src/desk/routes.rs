//! The desk over HTTP: its page, what the page asks for, and the judgements. All of it wants the token.

use super::Desk;
use super::group::Group;
use super::judge::{Judgement, Undo};
use super::queue::Wanted;
use crate::fault::{Code, Fault};
use crate::part::Part;
use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::Timestamp;
use jiff::Unit;
use petik_core::Vocabulary;
use petik_reconcile::{HtmlText, Phrases, REPORT_MARKS, REPORT_STYLE, Status, Verdict, fill_page};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

const PAGE: &str = include_str!("page/desk.html");
/// The files of the page: path, type, text.
const FILES: [(&str, &str, &str); 10] = [
    ("/desk/report.css", CSS, REPORT_STYLE),
    ("/desk/desk.css", CSS, include_str!("page/desk.css")),
    ("/desk/desk.js", JAVASCRIPT, include_str!("page/desk.js")),
    ("/desk/correct.js", JAVASCRIPT, include_str!("page/correct.js")),
    ("/desk/entry.js", JAVASCRIPT, include_str!("page/entry.js")),
    ("/desk/judging.js", JAVASCRIPT, include_str!("page/judging.js")),
    ("/desk/queue.js", JAVASCRIPT, include_str!("page/queue.js")),
    ("/desk/state.js", JAVASCRIPT, include_str!("page/state.js")),
    ("/desk/view.js", JAVASCRIPT, include_str!("page/view.js")),
    ("/desk/words.js", JAVASCRIPT, include_str!("page/words.js")),
];
const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// What the page may load and do: nothing but its own files, and requests to this server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The sections of phrases that the page speaks with.
const SPOKEN: [&str; 11] = [
    "desk",
    "difference",
    "month",
    "side",
    "words",
    "status",
    "status_meaning",
    "stance",
    "claim_type",
    "fact_status",
    "verdict_done",
];

/// The desk as a part of the service.
pub fn part(desk: Arc<Desk>) -> Part {
    let mut router = Router::new();
    for (path, kind, text) in FILES {
        router = router.route(path, get(move || async move { ([(CONTENT_TYPE, kind)], text) }));
    }
    let router = router
        .route("/", get(page))
        .route("/desk/phrases", get(phrases))
        .route("/desk/summary", get(summary))
        .route("/desk/queue", get(queue))
        .route("/desk/item", get(item))
        .route("/desk/group", get(group))
        .route("/desk/regions", get(regions))
        .route("/desk/judge", post(judge))
        .route("/desk/undo", post(undo))
        .with_state(desk);
    Part::new(router, described())
}

/// What the routes are, for OpenAPI.
fn described() -> Value {
    let answer = |what: &str| json!({"200": {"description": what, "content": {"application/json": {}}}});
    let query = |names: &[(&str, &str)]| -> Vec<Value> {
        let one = |(name, what): &(&str, &str)| json!({"name": name, "in": "query", "required": false, "description": what, "schema": {"type": "string"}});
        names.iter().map(one).collect()
    };
    let file = |what: &str| json!({"get": {"summary": what, "responses": {"200": {"description": what}}}});
    let lang = ("lang", "`id` or `en`; else the language of the browser.");
    let mut described = json!({
        "/": file("The steward's desk, a page"),
        "/desk/phrases": {"get": {
            "summary": "The words of the page in a language",
            "parameters": query(&[lang]),
            "responses": answer("The language, statuses in their order, and phrases: `section.key` with its forms"),
        }},
        "/desk/summary": {"get": {
            "summary": "What is counted, and what can be chosen from",
            "parameters": query(&[lang]),
            "responses": answer("Counts by status, programmes, years, provinces and outlets"),
        }},
        "/desk/queue": {"get": {
            "summary": "What needs judging, the most useful first",
            "parameters": query(&[
                ("status", "Statuses behind one another with commas; `list_name`, `press_name` for names."),
                ("programme", "Programme ids."), ("province", "Codes of provinces."), ("year", "Years of cohorts."),
                ("outlet", "An outlet."), ("q", "Words in names, codes and provinces."),
                ("which", "`open`, the usual, `decided` or `all`."),
                ("offset", "Entries to pass over."), ("limit", "Entries to give, at most 500."), lang,
            ]),
            "responses": answer("How many fit, and the entries"),
        }},
        "/desk/item": {"get": {
            "summary": "An entry whole: claims with quotes, reasons, the proposal, what was decided",
            "parameters": query(&[("id", "Id of a row or of a name."), ("offset", "Claims to pass over."), lang]),
            "responses": answer("The entry, with at most 100 of its claims, and how many there are behind them"),
        }},
        "/desk/group": {"get": {
            "summary": "What a group of claims is of: the regions that they name, with how many each",
            "parameters": query(&[("id", "Id of a claim."), ("group", "`article` or `source`.")]),
            "responses": answer("The regions; of those with `is_same` a correction of the region is"),
        }},
        "/desk/regions": {"get": {
            "summary": "Regions by words of their names or codes",
            "parameters": query(&[("q", "Words or a code.")]),
            "responses": answer("At most twenty regions"),
        }},
        "/desk/judge": {"post": {
            "summary": "A judgement: lines of the file of decisions, on the disk when this answers",
            "parameters": query(&[lang]),
            "requestBody": {"required": true, "content": {"application/json": {"schema": {
                "type": "object",
                "required": ["by", "verdict", "subjects"],
                "properties": {
                    "by": {"type": "string", "description": "Who judges."},
                    "verdict": {"enum": Verdict::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>()},
                    "subjects": {"type": "array", "items": {"type": "string"}, "description": "Ids of rows, claims and names."},
                    "group": {"enum": ["article", "source", "name", null]},
                    "region": {"type": ["string", "null"]},
                    "cohort_year": {"type": ["integer", "null"]},
                    "date": {"type": ["string", "null"]},
                    "note": {"type": ["string", "null"]},
                    "seen": {"type": "object", "additionalProperties": {"type": ["integer", "null"]}},
                    "as_of": {"type": ["integer", "null"], "description": "Lines of the file when the rest was seen."},
                },
            }}}},
            "responses": answer("What was taken, what was refused and why, the entries that changed, the counts"),
        }},
        "/desk/undo": {"post": {
            "summary": "Takes back what somebody judged last, by the file of decisions: also what was judged before a restart",
            "parameters": query(&[lang]),
            "requestBody": {"required": true, "content": {"application/json": {"schema": {
                "type": "object", "required": ["by"], "properties": {"by": {"type": "string"}},
            }}}},
            "responses": answer("As for a judgement"),
        }},
    });
    for (path, ..) in FILES {
        described[path] = file("A file of the page");
    }
    described
}

/// Parameters of what has no others.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    lang: Option<String>,
    id: String,
    q: String,
    offset: usize,
}

type Parameters<T> = Result<Query<T>, QueryRejection>;

/// The parameters as they are asked.
fn parameters<T>(asked: Parameters<T>) -> Result<T, Fault> {
    let way_out = "ask GET /openapi.json for the parameters";
    asked.map(|Query(asked)| asked).map_err(|error| {
        Fault::new(Code::BadParameter, "the desk cannot be asked like this", way_out).because(error.body_text())
    })
}

fn spoken<'d>(desk: &'d Desk, asked: Option<&str>, headers: &HeaderMap) -> &'d Phrases {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    desk.phrases(asked, accepted)
}

async fn page(State(desk): State<Arc<Desk>>, Query(asked): Query<Asked>, headers: HeaderMap) -> Response {
    let phrases = spoken(&desk, asked.lang.as_deref(), &headers);
    let mut html = Vec::with_capacity(PAGE.len() * 2);
    let filled = fill_page(PAGE, &mut html, |slot, out| match slot {
        "lang" => write!(out, "{}", phrases.language().as_str()),
        "marks" => write!(out, "{REPORT_MARKS}"),
        key => write!(out, "{}", HtmlText(phrases.say(key))),
    });
    if filled.is_err() {
        return Fault::internal().into_response();
    }
    let headers =
        [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_SECURITY_POLICY, POLICY), (CACHE_CONTROL, "no-store")];
    (headers, html).into_response()
}

async fn phrases(State(desk): State<Arc<Desk>>, Query(asked): Query<Asked>, headers: HeaderMap) -> Response {
    let phrases = spoken(&desk, asked.lang.as_deref(), &headers);
    let all: BTreeMap<&str, Vec<&str>> = phrases.sections(&SPOKEN).collect();
    let statuses: Vec<&str> = Status::ALL.iter().map(|status| status.as_str()).collect();
    let spoken = json!({"language": phrases.language().as_str(), "statuses": statuses, "phrases": all});
    axum::Json(spoken).into_response()
}

/// Answers with JSON that is made beside the threads that wait: the desk reads files.
async fn answered(
    desk: Arc<Desk>,
    made: impl FnOnce(&Desk) -> Result<Vec<u8>, Fault> + Send + 'static,
) -> Result<Response, Fault> {
    let made = tokio::task::spawn_blocking(move || made(&desk)).await;
    let json = made.map_err(|_| Fault::internal())??;
    let kind: [(HeaderName, &str); 1] = [(CONTENT_TYPE, "application/json")];
    Ok((kind, json).into_response())
}

async fn summary(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    answered(desk, move |desk| desk.summary(spoken(desk, asked.lang.as_deref(), &headers))).await
}

async fn queue(State(desk): State<Arc<Desk>>, wanted: Parameters<Wanted>) -> Result<Response, Fault> {
    let wanted = parameters(wanted)?;
    answered(desk, move |desk| desk.queue(&wanted)).await
}

async fn item(State(desk): State<Arc<Desk>>, asked: Parameters<Asked>, headers: HeaderMap) -> Result<Response, Fault> {
    let asked = parameters(asked)?;
    answered(desk, move |desk| desk.item(&asked.id, asked.offset, spoken(desk, asked.lang.as_deref(), &headers))).await
}

/// What a group is asked by.
#[derive(Debug, Deserialize)]
struct AskedGroup {
    id: String,
    group: Group,
}

async fn group(State(desk): State<Arc<Desk>>, asked: Parameters<AskedGroup>) -> Result<Response, Fault> {
    let asked = parameters(asked)?;
    answered(desk, move |desk| desk.group(&asked.id, asked.group)).await
}

async fn regions(State(desk): State<Arc<Desk>>, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    answered(desk, move |desk| desk.regions(&asked.q)).await
}

async fn judge(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Fault> {
    let judgement: Judgement = read(&headers, &body)?;
    answered(desk, move |desk| desk.judge(judgement, now(), spoken(desk, asked.lang.as_deref(), &headers))).await
}

async fn undo(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Fault> {
    let undo: Undo = read(&headers, &body)?;
    answered(desk, move |desk| desk.undo(&undo, now(), spoken(desk, asked.lang.as_deref(), &headers))).await
}

/// Only JSON is taken, which no form of a page can send.
fn read<T: for<'b> Deserialize<'b>>(headers: &HeaderMap, body: &[u8]) -> Result<T, Fault> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().map(str::trim) != Some("application/json") {
        return Err(Fault::new(
            Code::UnsupportedType,
            format_args!("the body is of type {kind:?}"),
            "send application/json",
        ));
    }
    serde_json::from_slice(body).map_err(|error| {
        let way_out = "send what GET /openapi.json describes";
        Fault::new(Code::NotJson, "the body is no judgement", way_out).at("body").because(error)
    })
}

/// The millisecond that it is.
#[expect(clippy::disallowed_methods, reason = "a verdict is made at a moment, and stands in no record")]
fn now() -> Timestamp {
    let now = Timestamp::now();
    now.round(Unit::Millisecond).unwrap_or(now)
}
