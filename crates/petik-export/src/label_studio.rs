//! Label Studio: tasks with pre-annotations. A mention is a region of the text with its type as label; what it means stands in a field
//! of it, to be confirmed or corrected; a fact is a relation from the mention of whom it speaks to those that it rests on.

use crate::{TYPES, meaning, places, plain};
use petik_core::record::{ArticleRecord, Fact, Mention};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The labelling configuration that tasks with facts of these types are for.
pub fn config<'f>(facts: impl IntoIterator<Item = &'f str>) -> String {
    let mut labels = String::new();
    for (kind, colour) in TYPES {
        let _ = writeln!(labels, r#"    <Label value="{}" background="{colour}"/>"#, kind.as_str());
    }
    let mut relations = String::new();
    for name in facts {
        let _ = writeln!(relations, "    <Relation value=\"{}\"/>", plain(name));
    }
    format!(
        r#"<View>
  <Relations>
{relations}  </Relations>
  <Labels name="mention" toName="text">
{labels}  </Labels>
  <TextArea name="value" toName="text" perRegion="true" maxSubmissions="1" editable="true"
    placeholder="Code of the region, day, number, or id"/>
  <Text name="text" value="$text" granularity="word"/>
</View>
"#
    )
}

/// The task of an article. A record without its text gives none.
pub fn task(record: &ArticleRecord<'_>) -> Option<Value> {
    let text = record.text.as_deref()?;
    let mut results: Vec<Value> = record.mentions.iter().flat_map(of_mention).collect();
    let places = places(record);
    let of = |id: &str| places.get(id).and_then(|at| record.mentions.get(*at));
    results.extend(record.facts.iter().flat_map(|fact| of_fact(fact, of)));
    Some(json!({
        "data": {"text": text, "id": record.id, "url": record.source.url, "title": record.title},
        "predictions": [{"model_version": concat!("petik ", env!("CARGO_PKG_VERSION")), "result": results}],
    }))
}

fn of_mention(mention: &Mention<'_>) -> impl Iterator<Item = Value> {
    let place = |name: &str, value: Value| json!({"start": mention.start, "end": mention.end, "text": mention.text, name: value});
    let label = json!({
        "id": mention.id, "from_name": "mention", "to_name": "text", "type": "labels",
        "value": place("labels", json!([mention.value.kind().as_str()])),
    });
    let value = meaning::value(&mention.value).map(|value| {
        json!({
            "id": mention.id, "from_name": "value", "to_name": "text", "type": "textarea",
            "value": {"start": mention.start, "end": mention.end, "text": [value]},
        })
    });
    [label].into_iter().chain(value)
}

/// From the first mention of the fact's region, or else its first mention, to the others.
fn of_fact<'m>(fact: &Fact<'_>, of: impl Fn(&str) -> Option<&'m Mention<'m>>) -> Vec<Value> {
    let is_of_region = |id: &str| {
        let own = fact.region.as_ref().map(|region| &region.code);
        own.is_some() && of(id).and_then(|mention| meaning::region(&mention.value)).map(|region| &region.code) == own
    };
    let Some(from) = fact.mentions.iter().find(|id| is_of_region(id)).or(fact.mentions.first()) else {
        return Vec::new();
    };
    let others = fact.mentions.iter().filter(|id| *id != from);
    let relation =
        |to| json!({"type": "relation", "from_id": from, "to_id": to, "direction": "right", "labels": [fact.kind]});
    others.map(relation).collect()
}
