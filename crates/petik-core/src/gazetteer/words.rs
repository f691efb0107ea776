//! Word lists: every file `words/NAME.csv` is the list NAME. A row has a `form` (with alternatives behind bars) and, where
//! the list has a meaning to give, a `value`.

use super::files::Files;
use super::table::Table;
use crate::error::Fault;
use crate::text::{Lexicon, LexiconBuilder, ListId};

/// What a row says beside its forms.
#[derive(Debug)]
struct Entry {
    value: String,
    note: String,
}

/// The values of all word lists.
#[derive(Debug, Default)]
pub struct WordLists {
    /// By list, then by entry.
    values: Vec<Vec<Entry>>,
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
            let place = usize::from(list.0);
            if lists.values.len() <= place {
                lists.values.resize_with(place + 1, Vec::new);
            }
            lists.values[place] = values;
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
        self.entries(list).get(entry as usize)
    }

    fn entries(&self, list: ListId) -> &[Entry] {
        self.values.get(usize::from(list.0)).map_or(&[], Vec::as_slice)
    }

    /// (value, note) of every entry of the list with this name, in entry order.
    pub fn rows(&self, lexicon: &Lexicon, name: &str) -> Vec<(String, String)> {
        let entries = lexicon.list(name).map_or(&[][..], |list| self.entries(list));
        entries.iter().map(|e| (e.value.clone(), e.note.clone())).collect()
    }

    /// All values of a list, by entry.
    pub fn values(&self, list: ListId) -> impl Iterator<Item = &str> {
        self.entries(list).iter().map(|e| e.value.as_str())
    }
}
