//! From what people marked in a tool to the annotation that `petik score` reads. The fields go through as they were typed, and
//! the reader of annotations checks them: what it refuses is told with the words that it is about.

mod entries;

use crate::mark::{Label, Mark, Subjects};
use crate::offsets::{Place, Points};
use crate::values;
use petik_core::gazetteer::Gazetteer;
use petik_core::{Error, Fault, Vocabulary, vocabulary};
use petik_score::Annotations;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;
use std::collections::HashMap;

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

vocabulary! {
    /// The lists of an annotation, in their order.
    enum Layer {
        /// Each region at its first mention.
        Regions = "regions",
        /// Every day.
        Dates = "dates",
        /// Every count of regions.
        Counts = "counts",
        /// Each person once.
        Officials = "officials",
        /// Each programme once.
        Programmes = "programmes",
        /// Each fact once.
        Facts = "facts",
        /// What is not scored.
        Ambiguous = "ambiguous",
    }
}

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
    layers: [Vec<Entry>; Layer::ALL.len()],
    /// What is listed once, and the mark where it first stands.
    seen: HashMap<(Layer, String), usize>,
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
            Label::Mention(kind) => self.mention(at, *kind, head, &fields),
            Label::Fact(_) if !head.is_empty() => {
                self.fault(at, &format!("`{head}` has no name: write FIELD=VALUE, such as cohort_year=2022"));
            }
            Label::Fact(kind) => self.fact(at, kind, &fields),
            Label::Ambiguous => self.push(Layer::Ambiguous, self.surface(at), &[]),
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

    /// Adds an entry with these fields behind its own.
    fn push(&mut self, layer: Layer, mut entry: Entry, fields: &[(&str, &str)]) {
        for (field, value) in fields {
            entry.fields.push(((*field).to_owned(), entries::of_field(field, value)));
        }
        self.layers[layer as usize].push(entry);
    }

    /// Whether it is new: of regions, officials and programmes the first mention is listed.
    fn is_new(&mut self, layer: Layer, what: &str, at: usize) -> bool {
        self.seen.insert((layer, what.to_owned()), at).is_none()
    }

    /// The annotation with each entry on a line of its own, so that a fault in it has a line.
    fn written(&self) -> String {
        let layers = Layer::ALL.iter().zip(&self.layers).map(|(layer, entries)| {
            let entries: Vec<String> = entries.iter().map(json_of).collect();
            format!(",\"{}\":[\n{}]", layer.as_str(), entries.join(",\n"))
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
        for (layer, entries) in Layer::ALL.iter().zip(&self.layers) {
            if let Some(entry) = line.checked_sub(before + 1).and_then(|at| entries.get(at)) {
                return Some((format!("{}[{}]", layer.as_str(), line - before - 1), entry.mark));
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
