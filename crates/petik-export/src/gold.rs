//! From what people marked in a tool to the annotation that `petik score` reads. The fields go through as they were typed, and
//! the reader of annotations checks them: what it refuses is told with the words that it is about.

use crate::mark::{Label, Mark, Subjects};
use crate::offsets::{Place, Points};
use crate::values::{self, OPEN};
use petik_core::Error;
use petik_core::gazetteer::Gazetteer;
use petik_core::record::{CountRole, FactStatus, FactType, Granularity, MentionType};
use petik_core::{Fault, Vocabulary};
use petik_score::{Annotations, FACT_TYPES};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::collections::hash_map::Entry::{Occupied, Vacant};

/// An article out of a tool, as an annotation.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// Id of the article.
    pub id: String,
    /// The annotation, one object on one line; none where nobody annotated the article, or where there are faults.
    pub gold: Option<String>,
    /// How many facts are no part of an annotation: they are not done, or of a type that is not scored.
    pub left: usize,
    /// What is worth knowing, with its place.
    pub remarks: Vec<String>,
    /// What has to be mended first, with its place.
    pub faults: Vec<String>,
}

/// An article as it came out of a tool.
#[derive(Debug)]
pub(crate) struct Marked {
    /// What messages begin with.
    pub(crate) place: String,
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) points: Points,
    pub(crate) marks: Vec<Mark>,
    pub(crate) remarks: Vec<String>,
    pub(crate) faults: Vec<String>,
}

/// The lists of an annotation, in their order.
const LAYERS: [&str; 7] = ["regions", "dates", "counts", "officials", "programmes", "facts", "ambiguous"];

/// Fields of facts that hold numbers, and those that hold lists.
const NUMBERS: [&str; 5] = ["value", "year", "cohort_year", "year_accept", "value_accept"];
const SLOTS: [&str; 6] = ["programme_id", "instrument", "signatories", "counterparty_id", "mode", "place"];

/// An entry of a layer.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    fields: Vec<(String, Value)>,
    /// The mark that it is about.
    mark: usize,
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.fields.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))?;
        map.end()
    }
}

impl Entry {
    fn new(mark: usize) -> Self {
        Entry { fields: Vec::new(), mark }
    }

    fn get(&self, field: &str) -> Option<&Value> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, value)| value)
    }

    fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.fields.push((field.to_owned(), value.into()));
        self
    }
}

/// An annotation while it is made.
struct Gold<'m> {
    marked: &'m Marked,
    gazetteer: &'m Gazetteer,
    subjects: Subjects<'m>,
    layers: [Vec<Entry>; LAYERS.len()],
    /// What is listed once, with its layer; of facts with the place of the entry.
    seen: HashMap<(&'static str, String), usize>,
    left: usize,
    faults: Vec<String>,
    remarks: Vec<String>,
}

impl Marked {
    pub(crate) fn new(place: String, id: String, text: &str) -> Self {
        let (points, text) = (Points::of(text), text.to_owned());
        Marked { place, id, text, points, marks: Vec::new(), remarks: Vec::new(), faults: Vec::new() }
    }

    pub(crate) fn mark(&mut self, label: Label, place: Place, value: String) {
        if place.is_utf16 {
            self.remark("offsets count UTF-16 units, as the words show; they are read so");
        }
        self.marks.push(Mark { start: place.start, end: place.end, label, value });
    }

    /// Adds what is told once an article.
    pub(crate) fn remark(&mut self, remark: &str) {
        if self.remarks.iter().all(|told| told != remark) {
            self.remarks.push(remark.to_owned());
        }
    }

    /// Nobody annotated the article.
    pub(crate) fn not_annotated(self, why: &str) -> Imported {
        let remark = format!("{}: not annotated{why}; it is left out", self.place);
        Imported { id: self.id, remarks: vec![remark], ..Imported::default() }
    }

    /// The annotation.
    pub(crate) fn into_gold(mut self, gazetteer: &Gazetteer) -> Imported {
        self.marks.sort_by_key(|mark| (mark.start, mark.end));
        let mut gold = Gold {
            marked: &self,
            gazetteer,
            subjects: Subjects::of(&self.marks),
            layers: Default::default(),
            seen: HashMap::new(),
            left: 0,
            faults: Vec::new(),
            remarks: Vec::new(),
        };
        for at in 0..self.marks.len() {
            gold.add(at);
        }
        let written = gold.written();
        gold.check(&written);
        let Gold { left, faults, remarks, .. } = gold;
        let told = |own: Vec<String>, more| own.into_iter().chain(more).map(|told| format!("{}: {told}", self.place));
        let faults: Vec<String> = told(self.faults, faults).collect();
        let remarks = told(self.remarks, remarks).collect();
        let gold = faults.is_empty().then(|| written.replace('\n', ""));
        Imported { id: self.id, gold, left, remarks, faults }
    }
}

impl Gold<'_> {
    fn add(&mut self, at: usize) {
        let mark = &self.marked.marks[at];
        let fields = match values::fields(&mark.value) {
            Ok(fields) => fields,
            Err(fault) => return self.fault(at, &fault),
        };
        let head = values::head(&mark.value);
        match &mark.label {
            Label::Mention(kind) => self.mention(at, *kind, head, fields),
            Label::Fact(_) if !head.is_empty() => {
                self.fault(at, &format!("`{head}` has no name: write FIELD=VALUE, such as cohort_year=2022"));
            }
            Label::Fact(kind) => self.fact(at, kind, fields),
            Label::Ambiguous => self.push("ambiguous", self.surface(at)),
        }
    }

    fn fault(&mut self, at: usize, fault: &str) {
        self.faults.push(self.told(at, fault));
    }

    fn told(&self, at: usize, message: &str) -> String {
        let mark = &self.marked.marks[at];
        let words = shortened(&self.marked.points.words(mark.start, mark.end));
        format!("{words:?} at {}-{} ({}): {message}", mark.start, mark.end, mark.label)
    }

    fn surface(&self, at: usize) -> Entry {
        let mark = &self.marked.marks[at];
        Entry::new(at).with("text", self.marked.points.words(mark.start, mark.end)).with("start", mark.start)
    }

    fn push(&mut self, layer: &str, entry: Entry) {
        if let Some(place) = LAYERS.iter().position(|known| *known == layer) {
            self.layers[place].push(entry);
        }
    }

    /// Whether it is new: of regions, officials and programmes the first mention is listed.
    fn is_new(&mut self, layer: &'static str, what: &str, at: usize) -> bool {
        self.seen.insert((layer, what.to_owned()), at).is_none()
    }

    fn mention(&mut self, at: usize, kind: MentionType, head: &str, fields: Vec<(&str, &str)>) {
        let has_layer = !matches!(kind, MentionType::Organisation | MentionType::Signing | MentionType::Document);
        if !has_layer {
            return;
        }
        if head.is_empty() {
            let what = "what it means is missing: write its code, day, number, name or id";
            return self.fault(at, &format!("{what}, or `{OPEN}` where the text does not settle it"));
        }
        let is_open = head == OPEN;
        let mut entry = self.surface(at);
        let layer = match kind {
            MentionType::Region => {
                let code = if is_open { None } else { Some(self.code(head)) };
                let words = self.marked.points.words(self.marked.marks[at].start, self.marked.marks[at].end);
                let id = code.as_ref().and_then(|code| self.gazetteer.regions.by_code(code));
                let name = id.map_or(words, |id| self.gazetteer.regions.get(id).full_name.clone());
                if !self.is_new("regions", code.as_ref().unwrap_or(&name), at) {
                    return;
                }
                entry = entry.with("name", name).with("kode", code);
                "regions"
            }
            MentionType::Date => {
                let granularity = fields.iter().find(|(field, _)| *field == "granularity").map(|(_, word)| *word);
                if let Some(unknown) = granularity.filter(|word| Granularity::parse(word).is_none()) {
                    return self.fault(at, &format!("granularity: `{unknown}` is not one of {}", Granularity::words()));
                }
                if is_longer_than_a_day(head) || granularity.is_some_and(|word| word != Granularity::Day.as_str()) {
                    return;
                }
                let mut days = head.split('/').filter(|_| !is_open);
                for field in ["iso", "iso_end"] {
                    entry.fields.extend(days.next().map(|day| (field.to_owned(), json!(day))));
                }
                if days.next().is_some() {
                    return self.fault(at, &format!("`{head}` is neither a day nor two"));
                }
                "dates"
            }
            MentionType::Count => {
                entry = entry.with("value", if is_open { Value::Null } else { number(head) });
                "counts"
            }
            MentionType::Official if is_open || !self.is_new("officials", head, at) => return,
            MentionType::Official => {
                entry = entry.with("name", head);
                "officials"
            }
            _ if is_open || !self.is_new("programmes", head, at) => return,
            _ => {
                self.look_up_programme(at, head);
                entry = entry.with("programme", head);
                "programmes"
            }
        };
        for (field, value) in fields.into_iter().filter(|(field, _)| *field != "granularity") {
            entry.fields.push((field.to_owned(), if field == "year" { number(value) } else { json!(value) }));
        }
        self.push(layer, entry);
    }

    fn fact(&mut self, at: usize, kind: &FactType<'static>, fields: Vec<(&str, &str)>) {
        let field = |name: &str| fields.iter().find(|(field, _)| *field == name).map(|(_, value)| *value);
        if let Some(word) = field("status").filter(|word| FactStatus::parse(word).is_none()) {
            return self.fault(at, &format!("status: `{word}` is not one of {}", FactStatus::words()));
        }
        if let Some(word) = field("role").filter(|word| CountRole::parse(word).is_none()) {
            return self.fault(at, &format!("role: `{word}` is not one of {}", CountRole::words()));
        }
        let is_done = field("status").is_none_or(|word| word == FactStatus::Done.as_str());
        let is_size = field("role").is_none_or(|word| word == CountRole::Selected.as_str());
        if !is_done || !is_size || !FACT_TYPES.contains(kind) {
            self.left += 1;
            return;
        }
        let mark = &self.marked.marks[at];
        let subject = if *kind == FactType::CohortSize { "value" } else { "region" };
        let implied = self.subjects.implied(&mark.label, (mark.start, mark.end)).filter(|_| field(subject).is_none());
        if field(subject).is_none() && implied.is_none_or(str::is_empty) {
            let what = if subject == "value" { "count" } else { "region" };
            return self
                .fault(at, &format!("no {subject}: mark the {what} here, with its value, or write {subject}=VALUE"));
        }
        let mut entry = Entry::new(at).with("type", kind.as_str());
        for (field, value) in implied.map(|value| (subject, value)).into_iter().chain(fields.iter().copied()) {
            let value = match field {
                "status" | "role" => continue,
                "region" if value == OPEN => Value::Null,
                "region" => self.code(value).into(),
                _ => self.of_field(field, value),
            };
            entry.fields.push((field.to_owned(), value));
        }
        if let Some(id) = field("programme_id") {
            self.look_up_programme(at, id);
            entry = entry.with("programme", id);
        }
        // Nothing is said there: a slot that the annotation lacks would not be scored.
        let slots = if *kind == FactType::Signing { &SLOTS[..] } else { &SLOTS[..1] };
        for slot in slots.iter().filter(|slot| field(slot).is_none()) {
            entry = entry.with(slot, Value::Null);
        }
        self.push_fact(at, entry);
    }

    /// Adds a fact, once, be it marked at several places; where these say it differently, one of them is wrong.
    fn push_fact(&mut self, at: usize, entry: Entry) {
        let of = |field: &&str| entry.get(field).map(Value::to_string).unwrap_or_default();
        let time = if entry.get("type") == Some(&json!(FactType::Signing.as_str())) { "date" } else { "cohort_year" };
        let key: Vec<String> = ["type", "region", "value", "programme_id", time].iter().map(of).collect();
        match self.seen.entry(("facts", key.join(" "))) {
            Vacant(new) => {
                new.insert(at);
                self.push("facts", entry);
            }
            Occupied(known) => {
                let first = *known.get();
                let is_same = |known: &Entry| known.mark == first && known.fields == entry.fields;
                if !self.layers.iter().flatten().any(is_same) {
                    let first = &self.marked.marks[first];
                    let there =
                        format!("the same fact is marked at {}-{} and says something else", first.start, first.end);
                    self.fault(at, &format!("{there} there: leave one of them"));
                }
            }
        }
    }

    fn of_field(&self, field: &str, value: &str) -> Value {
        let one = |value: &str| if NUMBERS.contains(&field) { number(value) } else { json!(value) };
        let several = values::several(value);
        if several.len() > 1 || field.ends_with("_accept") {
            several.into_iter().map(one).collect()
        } else {
            one(value)
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

    /// The annotation with each entry on a line of its own, so that a fault in it has a line.
    fn written(&self) -> String {
        let line = |entry: &Entry| json_of(entry);
        let layers = LAYERS.iter().zip(&self.layers).map(|(name, entries)| {
            let entries: Vec<String> = entries.iter().map(line).collect();
            format!(",\"{name}\":[\n{}]", entries.join(",\n"))
        });
        format!("{{\"id\":{}{}}}", json_of(&self.marked.id), layers.collect::<String>())
    }

    fn check(&mut self, written: &str) {
        let text_of = |_: &str| Some(self.marked.text.as_str());
        let Err(Error::Lists(faults)) = Annotations::read("", written, &self.gazetteer.regions, text_of) else {
            return;
        };
        for Fault { line, message, .. } in faults {
            match self.entry_at(line) {
                Some((name, mark)) => self.fault(mark, &message.replace(&format!("{name}."), "")),
                None => self.faults.push(message),
            }
        }
    }

    /// The entry on a line of what was written: its name there, and its mark.
    fn entry_at(&self, line: usize) -> Option<(String, usize)> {
        let mut before = 1;
        for (name, entries) in LAYERS.iter().zip(&self.layers) {
            if let Some(entry) = line.checked_sub(before + 1).and_then(|at| entries.get(at)) {
                return Some((format!("{name}[{}]", line - before - 1), entry.mark));
            }
            before += entries.len().max(1);
        }
        None
    }
}

fn json_of(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// As much of words as a message needs.
pub(crate) fn shortened(words: &str) -> String {
    const MOST: usize = 60;
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
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
