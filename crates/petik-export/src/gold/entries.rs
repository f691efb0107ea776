//! What a mark becomes in an annotation: a mention an entry of its layer, a fact one of the facts.

use super::{Entry, Gold, Layer};
use crate::values::{self, OPEN};
use petik_core::Vocabulary;
use petik_core::record::{CountRole, FactStatus, FactType, Granularity, MentionType};
use petik_score::FACT_TYPES;
use serde_json::{Value, json};
use std::collections::hash_map::Entry::{Occupied, Vacant};

/// What fields of an entry are called that are looked at here, and not only handed on.
const ROLE: &str = "role";
const GRANULARITY: &str = "granularity";
const PROGRAMME: &str = "programme_id";

/// Fields that hold numbers.
const NUMBERS: [&str; 5] = ["value", "year", "cohort_year", "year_accept", "value_accept"];
/// What else a signing says; other facts have the first of these only.
const SLOTS: [&str; 6] = [PROGRAMME, "instrument", "signatories", "counterparty_id", "mode", "place"];

impl Gold<'_> {
    pub(super) fn mention(&mut self, at: usize, kind: MentionType, head: &str, fields: &[(&str, &str)]) {
        if matches!(kind, MentionType::Organisation | MentionType::Signing | MentionType::Document) {
            return;
        }
        if head.is_empty() {
            let what = "what it means is missing: write its code, day, number, name or id";
            return self.fault(at, &format!("{what}, or `{OPEN}` where the text does not settle it"));
        }
        let settled = Some(head).filter(|head| *head != OPEN);
        match (kind, settled) {
            (MentionType::Region, _) => self.region(at, settled, fields),
            (MentionType::Date, _) => self.date(at, settled, fields),
            (MentionType::Count, _) if field(fields, ROLE).is_none() => {
                self.fault(at, &format!("{ROLE} is missing: write {ROLE}=WORD, one of {}", CountRole::words()));
            }
            (MentionType::Count, _) => {
                self.push(Layer::Counts, self.surface(at).with("value", settled.map(number)), fields);
            }
            (MentionType::Official, Some(name)) if self.is_new(Layer::Officials, name, at) => {
                self.push(Layer::Officials, self.surface(at).with("name", name), fields);
            }
            (MentionType::Programme, Some(id)) if self.is_new(Layer::Programmes, id, at) => {
                self.look_up_programme(at, id);
                self.push(Layer::Programmes, self.surface(at).with("programme", id), fields);
            }
            _ => {}
        }
    }

    fn region(&mut self, at: usize, settled: Option<&str>, fields: &[(&str, &str)]) {
        let code = settled.map(|written| self.code(written));
        let mark = &self.marked.marks[at];
        let id = code.as_ref().and_then(|code| self.gazetteer.regions.by_code(code));
        let name = match id {
            Some(id) => self.gazetteer.regions.get(id).full_name.clone(),
            None => self.marked.points.words(mark.start, mark.end),
        };
        if self.is_new(Layer::Regions, code.as_ref().unwrap_or(&name), at) {
            self.push(Layer::Regions, self.surface(at).with("name", name).with("kode", code), fields);
        }
    }

    /// Days are annotated, months and years are not.
    fn date(&mut self, at: usize, settled: Option<&str>, fields: &[(&str, &str)]) {
        let granularity = field(fields, GRANULARITY);
        if let Some(unknown) = granularity.filter(|word| Granularity::parse(word).is_none()) {
            let words = Granularity::words();
            return self.fault(at, &format!("{GRANULARITY}: `{unknown}` is not one of {words}"));
        }
        let is_day = granularity.is_none_or(|word| word == Granularity::Day.as_str());
        if !is_day || settled.is_some_and(is_longer_than_a_day) {
            return;
        }
        let (first, last) = match settled.and_then(|days| days.split_once('/')) {
            Some((first, last)) => (Some(first), Some(last)),
            None => (settled, None),
        };
        let mut entry = self.surface(at);
        for (name, day) in [("iso", first), ("iso_end", last)] {
            entry.fields.extend(day.map(|day| (name.to_owned(), json!(day))));
        }
        let fields: Vec<(&str, &str)> = fields.iter().copied().filter(|(field, _)| *field != GRANULARITY).collect();
        self.push(Layer::Dates, entry, &fields);
    }

    pub(super) fn fact(&mut self, at: usize, kind: &FactType<'static>, fields: &[(&str, &str)]) {
        let (status, role) = (field(fields, "status"), field(fields, ROLE));
        if let Some(word) = status.filter(|word| FactStatus::parse(word).is_none()) {
            return self.fault(at, &format!("status: `{word}` is not one of {}", FactStatus::words()));
        }
        if let Some(word) = role.filter(|word| CountRole::parse(word).is_none()) {
            return self.fault(at, &format!("{ROLE}: `{word}` is not one of {}", CountRole::words()));
        }
        let is_done = status.is_none_or(|word| word == FactStatus::Done.as_str());
        let is_size = role.is_none_or(|word| word == CountRole::Selected.as_str());
        if !is_done || !is_size || !FACT_TYPES.contains(kind) {
            self.left += 1;
            return;
        }
        let mark = &self.marked.marks[at];
        let (subject, of) = match kind {
            FactType::CohortSize => ("value", MentionType::Count),
            _ => ("region", MentionType::Region),
        };
        let implied = || self.subjects.implied(&mark.label, (mark.start, mark.end)).filter(|head| !head.is_empty());
        let Some(told) = field(fields, subject).or_else(implied) else {
            return self
                .fault(at, &format!("no {subject}: mark the {of} here, with its value, or write {subject}=VALUE"));
        };
        let mut entry = Entry::new(at).with("type", kind.as_str());
        let others = fields.iter().copied().filter(|(field, _)| !["status", ROLE, subject].contains(field));
        for (field, value) in [(subject, told)].into_iter().chain(others) {
            let value = match field {
                "region" if value == OPEN => Value::Null,
                "region" => self.code(value).into(),
                _ => of_field(field, value),
            };
            entry = entry.with(field, value);
        }
        if let Some(id) = field(fields, PROGRAMME) {
            self.look_up_programme(at, id);
            entry = entry.with("programme", id);
        }
        // Nothing is said there: a slot that the annotation lacks would not be scored.
        let slots = if *kind == FactType::Signing { &SLOTS[..] } else { &SLOTS[..1] };
        for slot in slots.iter().filter(|slot| field(fields, slot).is_none()) {
            entry = entry.with(slot, Value::Null);
        }
        self.push_fact(at, entry);
    }

    /// Adds a fact, once, be it marked at several places; where these say it differently, one of them is wrong.
    fn push_fact(&mut self, at: usize, entry: Entry) {
        let of = |field: &&str| entry.get(field).map(Value::to_string).unwrap_or_default();
        let time = if entry.get("type") == Some(&json!(FactType::Signing.as_str())) { "date" } else { "cohort_year" };
        let key: Vec<String> = ["type", "region", "value", PROGRAMME, time].iter().map(of).collect();
        match self.seen.entry((Layer::Facts, key.join(" "))) {
            Vacant(new) => {
                new.insert(at);
                self.push(Layer::Facts, entry, &[]);
            }
            Occupied(known) => {
                let first = *known.get();
                let is_same = |known: &Entry| known.mark == first && known.fields == entry.fields;
                if !self.layers[Layer::Facts as usize].iter().any(is_same) {
                    let first = &self.marked.marks[first];
                    let there =
                        format!("the same fact is marked at {}-{} and says something else", first.start, first.end);
                    self.fault(at, &format!("{there} there: leave one of them"));
                }
            }
        }
    }

    /// The code of a region that is named by its code or name; what is neither stays as it is, for the check.
    fn code(&self, written: &str) -> String {
        let regions = &self.gazetteer.regions;
        if regions.by_code(written).is_some() {
            return written.to_owned();
        }
        let mut named = regions.iter().filter(|(_, region)| region.full_name.eq_ignore_ascii_case(written));
        named.next().map_or_else(|| written.to_owned(), |(_, region)| region.code.clone())
    }

    /// A programme that the lists lack may be one of the reader's own, or a slip.
    fn look_up_programme(&mut self, at: usize, id: &str) {
        if self.gazetteer.programmes.number(id).is_none() {
            let remark = format!("`{id}` is no id of a programme in the lists, which `petik list programmes` shows");
            self.remarks.push(self.told(at, &remark));
        }
    }
}

/// What was typed in a field.
fn field<'v>(fields: &[(&str, &'v str)], name: &str) -> Option<&'v str> {
    fields.iter().find(|(field, _)| *field == name).map(|(_, value)| *value)
}

/// The value of a field that goes through as it was typed.
pub(super) fn of_field(field: &str, value: &str) -> Value {
    let one = |value: &str| if NUMBERS.contains(&field) { number(value) } else { json!(value) };
    let several = values::several(value);
    if several.len() > 1 || field.ends_with("_accept") { several.into_iter().map(one).collect() } else { one(value) }
}

/// A number as such; other words as they are, for the check.
fn number(written: &str) -> Value {
    written.parse::<i64>().map_or_else(|_| json!(written), Value::from)
}

/// Whether it is a month, a year, or an interval of them.
fn is_longer_than_a_day(value: &str) -> bool {
    value.split('/').all(|part| {
        let parts: Vec<&str> = part.split('-').collect();
        let is_digits = |part: &&str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        match parts[..] {
            [year] => is_digits(&year, 4),
            [year, month] => is_digits(&year, 4) && is_digits(&month, 2),
            _ => false,
        }
    })
}
