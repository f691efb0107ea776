//! Word lists: every file `words/NAME.csv` is the list NAME. A row has a `form` (with alternatives behind bars) and, where
//! the list has a meaning to give, a `value`.

use super::files::Files;
use super::table::Table;
use crate::error::Fault;
use crate::text::{Lexicon, LexiconBuilder, ListId};
use std::collections::HashMap;

/// What a row says beside its forms.
#[derive(Debug)]
struct Entry {
    value: String,
    note: String,
}

/// The values of all word lists.
#[derive(Debug, Default)]
pub struct WordLists {
    values: HashMap<ListId, Vec<Entry>>,
}

impl WordLists {
    /// Reads every word list into `lexicon`.
    pub fn read(files: &Files, lexicon: &mut LexiconBuilder, faults: &mut Vec<Fault>) -> Self {
        let mut lists = WordLists::default();
        for file in files.names("words/") {
            let name = file.trim_start_matches("words/").trim_end_matches(".csv");
            let Some(list) = lexicon.list(name, false) else {
                faults.push(Fault::new(file, 0, format!("more than {} word lists", Lexicon::MAX_LISTS)));
                continue;
            };
            let mut values = Vec::new();
            for row in Table::read(files, file, &["form"], &["form"], faults).rows() {
                for form in row.forms("form") {
                    lexicon.phrase(form, list, values.len() as u32);
                }
                values.push(Entry { value: row.get("value").to_owned(), note: row.get("note").to_owned() });
            }
            lists.values.insert(list, values);
        }
        lists
    }

    /// The value of an entry.
    pub fn value(&self, list: ListId, entry: u32) -> &str {
        self.entry(list, entry).map_or("", |e| &e.value)
    }

    /// The note of an entry, for lists whose rows differ in more than their value.
    pub fn note(&self, list: ListId, entry: u32) -> &str {
        self.entry(list, entry).map_or("", |e| &e.note)
    }

    fn entry(&self, list: ListId, entry: u32) -> Option<&Entry> {
        self.values.get(&list)?.get(entry as usize)
    }

    /// (value, note) of every entry of the list with this name, in entry order.
    pub fn rows(&self, lexicon: &Lexicon, name: &str) -> Vec<(String, String)> {
        let entries = lexicon.list(name).and_then(|list| self.values.get(&list));
        entries.into_iter().flatten().map(|e| (e.value.clone(), e.note.clone())).collect()
    }

    /// All values of a list, by entry.
    pub fn values(&self, list: ListId) -> impl Iterator<Item = &str> {
        self.values.get(&list).into_iter().flatten().map(|e| e.value.as_str())
    }
}
