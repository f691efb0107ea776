//! `GET /health`: that the service is there, and what it is.

use crate::VERSION;
use crate::app::Shared;
use crate::asked::{Kind, no_parameters};
use crate::fault::{Code, Fault};
use crate::openapi::answers;
use crate::part::Part;
use axum::extract::{Request, State};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};
use std::sync::Arc;

const PATH: &str = "/health";

pub(crate) fn part(shared: &Arc<Shared>) -> Part {
    let operation = json!({
        "operationId": "health",
        "summary": "Whether the service is there, and what it is",
        "responses": answers(json!({ "200": {
            "description": "It is.",
            "content": { Kind::Json.as_str(): { "schema": { "$ref": "#/components/schemas/Health" } } },
        } }), &[Code::BadParameter]),
    });
    let router = Router::new().route(PATH, get(health)).with_state(Arc::clone(shared));
    Part::new(router, json!({ PATH: { "get": operation } }))
}

async fn health(State(shared): State<Arc<Shared>>, request: Request) -> Result<Json<Value>, Fault> {
    no_parameters(&request.into_parts().0)?;
    Ok(Json(json!({ "status": "ok", "version": VERSION, "lists": shared.engine.lists_digest() })))
}
