//! JSON objects read field by field, so that every slip is told with its line: what stood there and what is allowed.

use petik_core::{Fault, Vocabulary};
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::fmt;

/// A file while it is read.
pub(super) struct Reading<'t> {
    file: &'t str,
    text: &'t str,
    pub(super) faults: Vec<Fault>,
}

/// An object: its fields as they stand in the file.
#[derive(Debug, Clone)]
pub(super) struct Fields<'t> {
    /// How one would name it: `facts[2]`.
    path: String,
    raw: &'t RawValue,
    fields: Vec<(String, &'t RawValue)>,
}

/// The fields of an object in their order, repeated ones too.
#[derive(Debug)]
struct Pairs<'t>(Vec<(String, &'t RawValue)>);

impl<'de: 't, 't> Deserialize<'de> for Pairs<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(Object)
    }
}

impl<'t> Reading<'t> {
    pub(super) fn new(file: &'t str, text: &'t str) -> Self {
        Reading { file, text, faults: Vec::new() }
    }

    /// The objects of the file, one after the other; whether each has a line of its own does not matter. What is no JSON is a
    /// fault, and reading goes on with the next line.
    pub(super) fn objects(&mut self) -> Vec<Fields<'t>> {
        let (mut objects, mut from) = (Vec::new(), 0);
        while from < self.text.len() {
            let rest = self.text[from..].trim_start();
            from = self.text.len() - rest.len();
            let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
            match stream.next() {
                Some(Ok(raw)) => {
                    objects.extend(self.object(raw, String::new()));
                    from += stream.byte_offset();
                }
                Some(Err(error)) => {
                    let end = rest.find('\n').map_or(self.text.len(), |end| from + end);
                    self.broken(from, end, error);
                    from = end;
                }
                None => break,
            }
        }
        objects
    }

    /// Tells what is no JSON from `start` on; its line ends at `end`. Where each object has a line of its own, the fault is in
    /// that line, though the parser may have read on.
    fn broken(&mut self, start: usize, end: usize, error: serde_json::Error) {
        let behind = self.text[end..].trim_start_matches(['\r', '\n']);
        let own_line = serde_json::from_str::<&RawValue>(&self.text[start..end]).err();
        let (line, error) = match own_line.filter(|_| behind.is_empty() || behind.starts_with(['{', '['])) {
            Some(error) => (1, error),
            None => (error.line(), error),
        };
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        let before = self.text[..start].matches('\n').count();
        self.faults.push(Fault::new(self.file, before + line, format!("{message} at column {}", error.column())));
    }

    /// The line on which a value begins, from 1.
    pub(super) fn line(&self, raw: &RawValue) -> usize {
        let at = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
    }

    /// Adds a fault about a value.
    pub(super) fn fault(&mut self, raw: &RawValue, message: String) {
        self.faults.push(Fault::new(self.file, self.line(raw), message));
    }

    fn object(&mut self, raw: &'t RawValue, path: String) -> Option<Fields<'t>> {
        match serde_json::from_str::<Pairs<'t>>(raw.get()) {
            Ok(Pairs(fields)) => Some(Fields { path, raw, fields }),
            Err(_) => {
                let name = if path.is_empty() { "an article".to_owned() } else { format!("`{path}`") };
                self.fault(raw, format!("{name} is no object: {}", shortened(raw.get())));
                None
            }
        }
    }
}

impl<'t> Fields<'t> {
    /// The path of a field.
    fn name(&self, field: &str) -> String {
        if self.path.is_empty() { field.to_owned() } else { format!("{}.{field}", self.path) }
    }

    /// The object as it stands in the file.
    pub(super) fn raw(&self) -> &'t RawValue {
        self.raw
    }

    /// The field as it stands in the file.
    pub(super) fn get(&self, field: &str) -> Option<&'t RawValue> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, raw)| *raw)
    }

    /// Tells fields that are none of `known` and those that stand twice. A list of further right values, `KNOWN_accept`, and a
    /// `note` may stand everywhere.
    pub(super) fn check(&self, known: &[&str], reading: &mut Reading<'_>) {
        for (at, (name, raw)) in self.fields.iter().enumerate() {
            let stem = name.strip_suffix("_accept").unwrap_or(name);
            if name != "note" && !known.contains(&stem) {
                reading.fault(raw, format!("`{}` is unknown; here may stand {}", self.name(name), known.join(", ")));
            } else if self.fields[..at].iter().any(|(other, _)| other == name) {
                reading.fault(raw, format!("`{}` stands twice", self.name(name)));
            }
        }
    }

    /// The objects of the list in a field.
    pub(super) fn list(&self, field: &str, reading: &mut Reading<'t>) -> Vec<Fields<'t>> {
        let Some(raw) = self.get(field) else { return Vec::new() };
        match serde_json::from_str::<Vec<&'t RawValue>>(raw.get()) {
            Ok(items) => {
                let items = items.into_iter().enumerate();
                items.filter_map(|(at, raw)| reading.object(raw, format!("{}[{at}]", self.name(field)))).collect()
            }
            Err(_) => {
                reading.fault(raw, self.is_not(field, raw, "a list"));
                Vec::new()
            }
        }
    }

    /// What a field holds, where it is there and not `null`.
    pub(super) fn value<T: DeserializeOwned>(
        &self,
        field: &str,
        expected: &str,
        reading: &mut Reading<'_>,
    ) -> Option<T> {
        let raw = self.get(field)?;
        match serde_json::from_str::<Option<T>>(raw.get()) {
            Ok(value) => value,
            Err(_) => {
                reading.fault(raw, self.is_not(field, raw, expected));
                None
            }
        }
    }

    /// The same, where something must stand.
    pub(super) fn needed<T: DeserializeOwned>(
        &self,
        field: &str,
        expected: &str,
        reading: &mut Reading<'_>,
    ) -> Option<T> {
        if self.get(field).is_none_or(|raw| raw.get() == "null") {
            reading.fault(self.raw, format!("`{}` is missing; here stands {expected}", self.name(field)));
            return None;
        }
        self.value(field, expected, reading)
    }

    /// One word of a set.
    pub(super) fn word<V: Vocabulary>(&self, field: &str, reading: &mut Reading<'_>) -> Option<V> {
        let word: String = self.value(field, "a word", reading)?;
        self.known(field, &word, V::parse(&word), &format!("one of {}", V::words()), reading)
    }

    /// A value that was looked up; one that is not known is a fault.
    pub(super) fn known<T>(
        &self,
        field: &str,
        written: &str,
        found: Option<T>,
        expected: &str,
        reading: &mut Reading<'_>,
    ) -> Option<T> {
        if let (None, Some(raw)) = (&found, self.get(field)) {
            reading.fault(raw, format!("`{}`: `{written}` is not {expected}", self.name(field)));
        }
        found
    }

    /// One or several words; `None` where the field is not there.
    pub(super) fn words(&self, field: &str, reading: &mut Reading<'_>) -> Option<Vec<String>> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum OneOrMany {
            One(String),
            Many(Vec<Option<String>>),
        }
        self.get(field)?;
        Some(match self.value(field, "words, or a list of words", reading) {
            Some(OneOrMany::One(one)) => vec![one],
            Some(OneOrMany::Many(many)) => many.into_iter().flatten().collect(),
            None => Vec::new(),
        })
    }

    fn is_not(&self, field: &str, raw: &RawValue, expected: &str) -> String {
        format!("`{}`: {} is not {expected}", self.name(field), shortened(raw.get()))
    }
}

/// As much of a value as a message needs.
fn shortened(json: &str) -> String {
    let mut short: String = json.chars().take(40).collect();
    if short.len() < json.len() {
        short.push('…');
    }
    format!("`{short}`")
}
