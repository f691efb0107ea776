//! Suggestions while somebody types: entities, properties, types; and the flyouts that show one of them.

use super::entity::{EntityType, Property};
use super::entry::Entry;
use super::fault::{self, Fault};
use super::page::flyout;
use petik_core::Vocabulary;
use petik_core::gazetteer::letters;
use petik_reconcile::HtmlText;
use serde_json::{Value, json};

/// Suggestions at once, and the farthest place of the first.
const AT_ONCE: usize = 20;
const MOST_CURSOR: usize = 10_000;

/// What is suggested for `prefix`, behind the first `cursor`.
pub(crate) fn suggest(entry: &Entry, what: &str, prefix: &str, cursor: &str) -> Result<Value, Fault> {
    let from = match cursor {
        "" => 0,
        number => number.parse::<usize>().ok().filter(|from| *from <= MOST_CURSOR).ok_or_else(|| {
            fault::bad_parameter("cursor", "no number of results to pass over", "leave it out, or send 0, 20, 40, …")
        })?,
    };
    let own = letters(prefix);
    let fits = |id: &str, name: &str| letters(id).contains(&own) || letters(name).contains(&own);
    let all: Vec<Value> = match what {
        "entity" => {
            let shown = entry.beginning(prefix, from, AT_ONCE).into_iter().map(|entity| {
                json!({
                    "id": entity.id,
                    "name": entity.name,
                    "description": entity.description,
                    "notable": entity.types.iter().map(|one| one.named()).collect::<Vec<_>>(),
                })
            });
            shown.collect()
        }
        "property" => {
            let own = entry.properties.iter().filter(|own| fits(own.as_str(), own.name()));
            own.skip(from).take(AT_ONCE).map(|own| own.shown()).collect()
        }
        _ => {
            let begins = |known: &&EntityType| letters(known.as_str()).starts_with(&own);
            let types = entry.types.iter().filter(begins);
            types.skip(from).take(AT_ONCE).map(|own| own.shown()).collect()
        }
    };
    Ok(json!({ "result": all }))
}

/// What is shown of one entity, property or type beside the list of suggestions.
pub(crate) fn fly_out(entry: &Entry, what: &str, id: &str) -> Result<Value, Fault> {
    let html = match what {
        "entity" => entry.get(id).map(flyout),
        "property" => Property::parse(id).map(|own| format!("<p>{}</p>", HtmlText(own.name()))),
        _ => EntityType::parse(id).map(|own| format!("<p>{}</p>", HtmlText(own.meaning()))),
    };
    let html = html.ok_or_else(|| {
        fault::unknown("id", &format!("{id:?} is no {what} of this service"), "ask the suggestions for ids")
    })?;
    Ok(json!({ "id": id, "html": html }))
}

/// The properties that can be fetched for entities of a type.
pub(crate) fn propose(entry: &Entry, of_type: &str, limit: &str) -> Result<Value, Fault> {
    let most = match limit {
        "" => usize::MAX,
        number => number
            .parse()
            .map_err(|_| fault::bad_parameter("limit", "no number of properties", "leave it out, or send a number"))?,
    };
    let asked = EntityType::parse(of_type);
    let has = |property: &&Property| {
        let Some(asked) = asked else { return true };
        entry.entities.iter().any(|entity| entity.types.contains(&asked) && entity.of(**property).next().is_some())
    };
    let properties: Vec<Value> = entry.properties.iter().filter(has).take(most).map(|own| own.shown()).collect();
    let mut proposal = json!({ "properties": properties });
    if !of_type.is_empty() {
        proposal["type"] = json!(of_type);
    }
    if let Ok(limit) = limit.parse::<u32>() {
        proposal["limit"] = json!(limit);
    }
    Ok(proposal)
}
