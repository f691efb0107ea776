//! The manifest: what a service offers, and where. All addresses are those by which the client reached it.

use super::entry::Entry;
use super::query::BATCH_SIZE;
use serde_json::{Value, json};

/// The spaces of ids, by name: they are addresses of meanings, not of pages.
const SPACE: &str = "https://petik.invalid/";
/// The size of the frame in which a preview is shown.
const WIDTH: u32 = 420;
const HEIGHT: u32 = 280;

/// The manifest of `entry`, which is reached at `base`; `fault` says why a list is not as its file is now.
pub(crate) fn manifest(entry: &Entry, base: &str, fault: Option<&str>) -> Value {
    let suggested = |what: &str| {
        json!({
            "service_url": base,
            "service_path": format!("/suggest/{what}"),
            "flyout_service_url": base,
            "flyout_service_path": format!("/flyout/{what}?id=${{id}}"),
        })
    };
    let mut manifest = json!({
        "versions": ["0.1", "0.2"],
        "name": entry.title,
        "identifierSpace": format!("{SPACE}{}/", entry.name),
        "schemaSpace": format!("{SPACE}properties/"),
        "documentation": format!("{base}/about"),
        "serviceVersion": env!("CARGO_PKG_VERSION"),
        "defaultTypes": entry.types.iter().map(|one| one.shown()).collect::<Vec<_>>(),
        "view": { "url": format!("{base}/view?id={{{{id}}}}") },
        "feature_view": { "url": format!("{base}/about#{{{{id}}}}") },
        "preview": { "url": format!("{base}/preview?id={{{{id}}}}"), "width": WIDTH, "height": HEIGHT },
        "suggest": { "entity": suggested("entity"), "property": suggested("property"), "type": suggested("type") },
        "extend": {
            "propose_properties": { "service_url": base, "service_path": "/properties" },
            "property_settings": [
                {
                    "name": "limit",
                    "label": "Limit",
                    "type": "number",
                    "default": 0,
                    "help_text": "The most values of a row; 0: all",
                },
                {
                    "name": "content",
                    "label": "Content",
                    "type": "select",
                    "default": "entities",
                    "help_text": "What is fetched where the values are entities",
                    "choices": [
                        { "value": "entities", "name": "entities, ready for more columns" },
                        { "value": "names", "name": "their names" },
                        { "value": "ids", "name": "their ids" },
                    ],
                },
            ],
        },
        "batchSize": BATCH_SIZE,
    });
    if let Some(fault) = fault {
        manifest["petik_list_fault"] = json!(format!("{fault}; what it held before is served still"));
    }
    manifest
}
