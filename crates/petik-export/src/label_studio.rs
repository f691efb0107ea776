//! Label Studio: tasks with pre-annotations, and the annotations that come of them. A mention is a region of the text with its type
//! as label, and so is a fact; what it means stands in a field of it, to be confirmed or corrected.

mod import;

pub use import::gold;

use crate::mark::{AMBIGUOUS, Label, Mark, fact_labels, marks};
use crate::{TYPES, values};
use petik_core::record::ArticleRecord;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The names of the controls in the configuration.
const MENTION: &str = "mention";
const FACT: &str = "fact";
const VALUE: &str = "value";

/// The labelling configuration that tasks with facts of these types are for.
pub fn config<'f>(facts: impl IntoIterator<Item = &'f str>) -> String {
    let mut mentions = String::new();
    for (kind, colour) in TYPES.iter().map(|(kind, colour)| (kind.as_str(), *colour)).chain([(AMBIGUOUS, "#ffffff")]) {
        let _ = writeln!(mentions, r#"    <Label value="{kind}" background="{colour}"/>"#);
    }
    let mut of_facts = String::new();
    for label in fact_labels(facts) {
        let _ = writeln!(of_facts, r##"    <Label value="{label}" background="#7a9cc6"/>"##);
    }
    format!(
        r#"<View>
  <Style>.htx-text {{ white-space: pre-wrap; }}</Style>
  <Labels name="{MENTION}" toName="text">
{mentions}  </Labels>
  <Labels name="{FACT}" toName="text">
{of_facts}  </Labels>
  <TextArea name="{VALUE}" toName="text" perRegion="true" maxSubmissions="1" editable="true"
    rows="1" displayMode="region-list" placeholder="{example}"/>
  <Text name="text" value="$text" granularity="word"/>
</View>
"#,
        example = values::EXAMPLE
    )
}

/// The task of an article. A record without its text gives none.
pub fn task(record: &ArticleRecord<'_>) -> Option<Value> {
    let text = record.text.as_deref()?;
    let points: Vec<char> = crate::letters(record)?;
    let results: Vec<Value> = marks(record).iter().flat_map(|(id, mark)| of_mark(id, mark, &points)).collect();
    Some(json!({
        "data": {"text": text, "id": record.id, "url": record.source.url, "title": record.title},
        "predictions": [{"model_version": concat!("petik ", env!("CARGO_PKG_VERSION")), "result": results}],
    }))
}

fn of_mark(id: &str, mark: &Mark, points: &[char]) -> impl Iterator<Item = Value> + use<> {
    let Mark { start, end, label, value } = mark;
    let words: String = points.get(*start..*end).unwrap_or_default().iter().collect();
    let control = if matches!(label, Label::Fact(_)) { FACT } else { MENTION };
    let label = json!({
        "id": id, "from_name": control, "to_name": "text", "type": "labels",
        "value": {"start": start, "end": end, "text": words, "labels": [label.to_string()]},
    });
    let value = (!value.is_empty()).then(|| {
        json!({
            "id": id, "from_name": VALUE, "to_name": "text", "type": "textarea",
            "value": {"start": start, "end": end, "text": [value]},
        })
    });
    [label].into_iter().chain(value)
}
