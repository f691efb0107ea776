//! `POST /v1/explain`: one article, with what was found in it, what was weighed for it, and what was seen and not taken.

use crate::app::Shared;
use crate::asked::{Asked, Kind};
use crate::body::{Whole, whole};
use crate::extract::warn;
use crate::fault::{Code, Fault};
use crate::openapi::{OF_BODIES, answers, body, parameters};
use crate::part::Part;
use crate::reading::{Document, Reading, document_of};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use petik_core::record::ArticleRecord;
use petik_core::{Explanation, Rejected, Vocabulary, Weighed, ZoneSpan};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;

const PATH: &str = "/v1/explain";

pub(crate) fn part(shared: &Arc<Shared>) -> Part {
    let router = Router::new().route(PATH, post(explain)).with_state(Arc::clone(shared));
    Part::new(router, json!({ PATH: { "post": described() } }))
}

fn described() -> Value {
    let own = json!({ "200": {
        "description": "The record, and what led to it.",
        "content": { Kind::Json.as_str(): { "schema": { "$ref": "#/components/schemas/Explained" } } },
    } });
    json!({
        "operationId": "explain",
        "summary": "Read one article, and say what was found, weighed and not taken",
        "parameters": parameters(&[]),
        "requestBody": body(false),
        "responses": answers(own, &OF_BODIES),
    })
}

async fn explain(State(shared): State<Arc<Shared>>, request: Request) -> Result<Response, Fault> {
    let (head, body) = request.into_parts();
    let asked = Asked::of(&head, &[])?;
    let many = || Fault::new(Code::NoArticle, "only one article is explained at a time", "send one object").at("body");
    if asked.kind == Kind::JsonLines {
        return Err(many());
    }
    let kind = asked.kind;
    let Whole { mut bytes, room } = whole(body, &shared.limits, &shared.work).await?;
    if kind == Kind::Json {
        let document;
        (document, bytes) = document_of(&shared.work, bytes).await?;
        if document != Document::Object {
            return Err(many());
        }
    }
    let reading = Reading::new(&shared, asked);
    let engine = shared.engine;
    let explained = shared.work.run(move || {
        let _room = room;
        let (article, remarks) = reading.one(bytes)?;
        let explanation = engine.explain(&article);
        let mut json = serde_json::to_vec(&Explained::of(&explanation)).map_err(|_| Fault::internal())?;
        json.push(b'\n');
        Ok((json, remarks))
    });
    let (json, remarks) = explained.await??;
    let mut response = ([(CONTENT_TYPE, Kind::Json.as_str())], json).into_response();
    warn(&mut response, &remarks);
    Ok(response)
}

/// An article with the reasons for its record. Places are in code points, ends exclusive.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Explained<'e> {
    /// The record, as `/v1/extract` gives it.
    record: &'e ArticleRecord<'e>,
    /// What the parts of the text are for, in text order.
    zones: Vec<Zone>,
    /// What was decided by a sum of evidence: decisions about words in text order, then how sure each fact is.
    weighed: Vec<Decided<'e>>,
    /// What was seen and not taken, in text order.
    rejected: Vec<NotTaken<'e>>,
}

/// A stretch of text with one function on the page.
#[derive(Debug, Serialize, JsonSchema)]
struct Zone {
    /// Its first code point.
    start: usize,
    /// The code point behind its last.
    end: usize,
    /// What it is for: `headline`, `dateline`, `byline`, `caption`, `body`, `related`, `comment`, `footer`, `banner`.
    zone: &'static str,
    /// Whether anything is taken from here.
    read: bool,
}

/// A decision by a sum of evidence: above zero it is yes.
#[derive(Debug, Serialize, JsonSchema)]
struct Decided<'e> {
    /// The first code point of the words that it is about.
    start: usize,
    /// The code point behind their last.
    end: usize,
    /// The words.
    text: &'e str,
    /// What is decided.
    decision: &'static str,
    /// The sum.
    total: i32,
    /// Whether it was enough.
    taken: bool,
    /// The id of the fact, where the sum says how sure it is.
    fact: Option<&'e str>,
    /// The evidence: what it begins with, then each feature that holds.
    terms: Vec<Term>,
}

/// A piece of evidence.
#[derive(Debug, Serialize, JsonSchema)]
struct Term {
    /// The feature, as `gazetteers/weights.csv` calls it.
    feature: &'static str,
    /// What it means.
    meaning: &'static str,
    /// What it added.
    weight: i32,
}

/// Words that were looked at and left.
#[derive(Debug, Serialize, JsonSchema)]
struct NotTaken<'e> {
    /// Their first code point.
    start: usize,
    /// The code point behind their last.
    end: usize,
    /// The words.
    text: &'e str,
    /// What they might have been.
    what: &'e str,
    /// Why they were left.
    why: &'e str,
}

impl<'e> Explained<'e> {
    fn of(explanation: &'e Explanation<'e>) -> Self {
        let record = &explanation.record;
        Explained {
            record,
            zones: explanation.zones.iter().map(Zone::of).collect(),
            weighed: explanation.weighed.iter().map(|weighed| Decided::of(weighed, record)).collect(),
            rejected: explanation.rejected.iter().map(NotTaken::of).collect(),
        }
    }
}

impl Zone {
    fn of(&ZoneSpan { start, end, zone, read }: &ZoneSpan) -> Self {
        Zone { start, end, zone, read }
    }
}

impl<'e> Decided<'e> {
    fn of(weighed: &'e Weighed<'e>, record: &'e ArticleRecord<'e>) -> Self {
        let &Weighed { start, end, text, ref sum, taken, fact } = weighed;
        let term = |(feature, weight): &(petik_core::gazetteer::Feature, i32)| Term {
            feature: feature.as_str(),
            meaning: feature.meaning(),
            weight: *weight,
        };
        let terms = sum.terms.iter().map(term).collect();
        // A fact that the bounded record leaves out has no id.
        let fact = fact.and_then(|place| Some(&*record.facts.get(place)?.id));
        Decided { start, end, text, decision: sum.decision.as_str(), total: sum.total(), taken, fact, terms }
    }
}

impl<'e> NotTaken<'e> {
    fn of(rejected: &'e Rejected<'e>) -> Self {
        let Rejected { start, end, text, what, why } = rejected;
        NotTaken { start: *start, end: *end, text, what, why }
    }
}
