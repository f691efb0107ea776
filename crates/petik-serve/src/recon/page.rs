//! Small pages about an entity, for people: a preview in a frame, a page of its own, and what features and properties mean. They run
//! nothing and ask nobody for anything.

use super::entity::{Entity, Said};
use super::entry::Entry;
use crate::matcher::Feature;
use petik_core::Vocabulary;
use petik_reconcile::HtmlText;

/// What a page may do: show itself, in any frame.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = ":root{color-scheme:light dark}body{font:14px/1.4 system-ui,sans-serif;margin:.6em}h1{font-size:1.1em;margin:0 \
    0 .3em}p{margin:.2em 0}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em .8em;margin:.5em 0}dt{opacity:.75}\
    dd{margin:0;overflow-wrap:anywhere}";
/// Values of one property that are shown, and letters of one.
const MOST_VALUES: usize = 8;
const MOST_LETTERS: usize = 300;

/// The page about an entity.
pub(crate) fn about(entity: &Entity) -> String {
    let Entity { name, description, .. } = entity;
    let mut rows = String::new();
    let mut properties: Vec<_> = entity.values.iter().map(|(property, _)| *property).collect();
    properties.sort_unstable();
    properties.dedup();
    for property in properties {
        rows.push_str(&format!("<dt>{}</dt>", HtmlText(property.name())));
        let more = entity.of(property).count().saturating_sub(MOST_VALUES);
        let values: Vec<String> = entity.of(property).take(MOST_VALUES).map(shown).collect();
        let more = if more > 0 { format!(" (+{more})") } else { String::new() };
        rows.push_str(&format!("<dd>{}{more}</dd>", values.join("<br>")));
    }
    let types: Vec<&str> = entity.types.iter().map(|one| one.as_str()).collect();
    let (id, types) = (HtmlText(&entity.id), types.join(", "));
    let body = format!(
        "<h1>{}</h1><p>{}</p><dl><dt>id</dt><dd>{id}</dd><dt>types</dt><dd>{types}</dd>{rows}</dl>",
        HtmlText(name),
        HtmlText(description)
    );
    page(name, &body)
}

/// What is shown of an entity beside suggestions.
pub(crate) fn flyout(entity: &Entity) -> String {
    let (name, id, description) = (HtmlText(&entity.name), HtmlText(&entity.id), HtmlText(&entity.description));
    format!("<p><b>{name}</b> <small>{id}</small></p><p>{description}</p>")
}

/// The page about a service: what its features and properties mean.
pub(crate) fn service(entry: &Entry) -> String {
    let row = |id: &str, meaning: &str| format!("<dt id=\"{id}\">{id}</dt><dd>{}</dd>", HtmlText(meaning));
    let features: String = Feature::ALL.iter().map(|one| row(one.as_str(), one.meaning())).collect();
    let properties: String = entry.properties.iter().map(|one| row(one.as_str(), one.meaning())).collect();
    let types: String = entry.types.iter().map(|one| row(one.as_str(), one.meaning())).collect();
    let body = format!(
        "<h1>{}</h1><p>{} entities.</p><h1>Types</h1><dl>{types}</dl><h1>Properties</h1><dl>{properties}</dl><h1>Features</h1><dl>{features}</dl>",
        HtmlText(&entry.title),
        entry.entities.len()
    );
    page(&entry.title, &body)
}

fn page(title: &str, body: &str) -> String {
    let title = HtmlText(title);
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title><style>{STYLE}</style><body>{body}</body></html>"
    )
}

fn shown(said: &Said) -> String {
    match said {
        Said::Words(words) => HtmlText(&clipped(words)).to_string(),
        Said::Number(number) => number.to_string(),
        Said::Entity { id, name } => format!("{} <small>{}</small>", HtmlText(name), HtmlText(id)),
    }
}

fn clipped(words: &str) -> String {
    match words.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
