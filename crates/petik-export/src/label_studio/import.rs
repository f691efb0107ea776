//! The JSON export of a project: a list of tasks, each with what annotators made of it. Predictions are what petik said, and no
//! annotation.

use super::{MENTION, VALUE};
use crate::gold::{Imported, Marked, shortened};
use crate::mark::Label;
use petik_core::gazetteer::Gazetteer;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Task {
    id: Option<Value>,
    data: Option<Map<String, Value>>,
    annotations: Option<Vec<Annotation>>,
}

#[derive(Deserialize)]
struct Annotation {
    id: Option<Value>,
    result: Option<Vec<Outcome>>,
    was_cancelled: Option<bool>,
    ground_truth: Option<bool>,
    updated_at: Option<String>,
    created_at: Option<String>,
}

impl Annotation {
    /// Which of several counts: what somebody made the ground truth, or else the latest; of equally late ones the last.
    fn order(&self) -> (bool, Option<String>) {
        (self.ground_truth.unwrap_or(false), self.updated_at.clone().or_else(|| self.created_at.clone()))
    }
}

/// What one control of the labelling configuration gave.
#[derive(Deserialize)]
struct Outcome {
    id: Option<String>,
    from_name: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    value: Map<String, Value>,
}

/// The tasks of an export of Label Studio, `json`, as annotations. `file` names it in messages.
///
/// # Errors
///
/// What is no such export, with its line.
pub fn gold(file: &str, json: &str, gazetteer: &Gazetteer) -> Result<Vec<Imported>, String> {
    let tasks: Vec<&RawValue> = serde_json::from_str(json).map_err(|error| {
        let line = error.line();
        format!("{file}:{line}: {error}: Label Studio's export in the format JSON is a list of tasks; export it anew")
    })?;
    Ok((1..).zip(tasks).map(|(number, task)| imported(file, number, task, gazetteer)).collect())
}

fn imported(file: &str, number: usize, task: &RawValue, gazetteer: &Gazetteer) -> Imported {
    let failed =
        |place: String, fault: String| Imported { faults: vec![format!("{place}: {fault}")], ..Imported::default() };
    let task: Task = match serde_json::from_str(task.get()) {
        Ok(task) => task,
        Err(error) => {
            return failed(
                format!("{file}: task {number} of the file"),
                format!("it is not as Label Studio writes it: {error}"),
            );
        }
    };
    let place = match &task.id {
        Some(id) => format!("{file}: task {id}"),
        None => format!("{file}: task {number} of the file"),
    };
    let (Some(data), Some(annotations)) = (&task.data, &task.annotations) else {
        return failed(place, "no `data` and `annotations`: export the project in the format JSON, which keeps what was written at each region (JSON-MIN and CSV do not)".to_owned());
    };
    let Some(text) = data.get("text").and_then(Value::as_str) else {
        return failed(place, "no text in `data.text`: import what `petik export` wrote".to_owned());
    };
    let id = match data.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => {
            return failed(
                place,
                "no id of the article in `data.id`: a record and its annotation are joined by it".to_owned(),
            );
        }
    };
    let mut marked = Marked::new(place, id, text);
    let done: Vec<&Annotation> = annotations.iter().filter(|one| !one.was_cancelled.unwrap_or(false)).collect();
    let Some(annotation) = done.iter().max_by_key(|one| one.order()) else {
        let skipped = if annotations.is_empty() { "" } else { ": it was skipped" };
        return marked.not_annotated(skipped);
    };
    if done.len() > 1 {
        let id = annotation.id.as_ref().map(|id| format!(" {id}")).unwrap_or_default();
        let why = if annotation.ground_truth == Some(true) { "the ground truth" } else { "the latest" };
        marked.remarks.push(format!("{} annotations: annotation{id} is taken, {why}", done.len()));
    }
    marked.take(annotation.result.as_deref().unwrap_or_default());
    marked.into_gold(gazetteer)
}

impl Marked {
    fn take(&mut self, results: &[Outcome]) {
        let mut values: BTreeMap<&str, String> = BTreeMap::new();
        for result in results.iter().filter(|result| result.from_name.as_deref() == Some(VALUE)) {
            values.insert(result.id.as_deref().unwrap_or_default(), strings(result.value.get("text")).join("; "));
        }
        for result in results {
            match result.kind.as_str() {
                // Other tags than Text have labels of their own kinds, and no offsets.
                kind if kind.ends_with("labels") => {
                    let value = values.remove(result.id.as_deref().unwrap_or_default()).unwrap_or_default();
                    self.region(kind, &result.value, value);
                }
                _ if result.from_name.as_deref() == Some(VALUE) => {}
                "relation" => {
                    self.remark("relations are no part of an annotation: a fact is a region with a label of its own")
                }
                _ => {
                    let control = result.from_name.as_deref().unwrap_or(&result.kind);
                    self.remark(&format!("what the control {control:?} gave is no part of an annotation"));
                }
            }
        }
        // What is left was written at no region, or at one whose label was taken off.
        let lost = values.into_values().filter(|value| !value.is_empty());
        self.faults.extend(lost.map(|value| {
            format!("{:?} is written at a region that has no label: give it one, or delete it", shortened(&value))
        }));
    }

    fn region(&mut self, kind: &str, value: &Map<String, Value>, written: String) {
        let words = value.get("text").and_then(Value::as_str);
        let told = |message: String| format!("{:?}: {message}", shortened(words.unwrap_or_default()));
        let offset = |field| match value.get(field)? {
            // Its documentation calls them so.
            Value::String(offset) => offset.parse::<usize>().ok(),
            offset => offset.as_u64().and_then(|offset| usize::try_from(offset).ok()),
        };
        let (Some(start), Some(end)) = (offset("start"), offset("end")) else {
            return self
                .faults
                .push(told("no offsets: the labelling configuration has to show the text by the tag Text".to_owned()));
        };
        let labels = strings(value.get(kind));
        let label = match &labels[..] {
            [label] => Label::named(label).ok_or(format!("the label {label:?} is none of petik's, such as {MENTION}")),
            [] => Err("a region without a label: give it one, or delete it".to_owned()),
            _ => Err(format!("{} labels: make a region for each", labels.len())),
        };
        match label.and_then(|label| Ok((label, self.points.place(start, end, words)?))) {
            Ok((label, place)) => self.mark(label, place, written),
            Err(fault) => self.faults.push(told(fault)),
        }
    }
}

fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}
