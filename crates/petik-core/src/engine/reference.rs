//! Which lists and rules there are, what their columns and values mean and who reads them: for the check of the files, and for
//! the reference page.

use crate::fact::FactLists;
use crate::gazetteer::{Column, Files, LISTS, ListUse, TextLists, columns_of};
use crate::mention::count::CountLists;
use crate::mention::date::DateLists;
use crate::mention::official::OfficialLists;
use crate::mention::programme::ProgrammeLists;
use crate::mention::region::RegionLists;
use crate::mention::signing::SigningLists;
use crate::mention::status::StatusLists;
use crate::mention::years::YearLists;
use crate::rule::SpanRule;
use crate::text::Lexicon;
use crate::zone::ZoneWords;

/// A list file: its columns and who reads them.
#[derive(Debug, Clone)]
pub struct ListReference {
    /// Path below the gazetteer folder; a `*` stands for any name.
    pub file: String,
    /// What its rows are, or what it is read for, each with the module that says so.
    pub uses: Vec<(&'static str, &'static str)>,
    /// The columns that tell rows apart.
    pub key: Vec<&'static str>,
    /// All columns.
    pub columns: Vec<Column>,
    /// The rules whose patterns name it, as records name them.
    pub rules: Vec<String>,
}

/// A rule file and what the `value` of its rules can be, each with its meaning.
#[derive(Debug, Clone, Copy)]
pub struct RuleReference {
    /// Path below the gazetteer folder.
    pub file: &'static str,
    /// The values.
    pub values: &'static [(&'static str, &'static str)],
}

/// The word lists of all rooms.
pub(crate) fn list_uses() -> Vec<ListUse> {
    let [titles, names] = OfficialLists::LISTS;
    let rooms = [
        TextLists::LISTS,
        ZoneWords::LISTS,
        RegionLists::LISTS,
        titles,
        names,
        ProgrammeLists::LISTS,
        YearLists::LISTS,
        DateLists::LISTS,
        CountLists::LISTS,
        SigningLists::LISTS,
        StatusLists::LISTS,
        FactLists::LISTS,
    ];
    rooms.into_iter().flatten().copied().collect()
}

/// All lists but those about pages, by file; `rules` are those that may name one.
pub(super) fn list_reference(files: &Files, lexicon: &Lexicon, rules: &[&SpanRule]) -> Vec<ListReference> {
    let own = LISTS.iter().map(|list| ListReference {
        file: list.file.to_owned(),
        uses: vec![(list.reader, list.row)],
        key: list.key.to_vec(),
        columns: list.columns.to_vec(),
        rules: Vec::new(),
    });
    let all = list_uses();
    let words = files.names("words/").map(|file| {
        let name = file.trim_start_matches("words/").trim_end_matches(".csv");
        let uses: Vec<ListUse> = all.iter().filter(|one| one.list == name).copied().collect();
        let list = lexicon.list(name);
        let naming = rules.iter().filter(|rule| list.is_some_and(|list| rule.lists().contains(&list)));
        ListReference {
            file: file.to_owned(),
            uses: uses.iter().map(|one| (one.reader, one.what)).collect(),
            key: vec!["form"],
            columns: columns_of(&uses),
            rules: naming.map(|rule| rule.by.clone()).collect(),
        }
    });
    let mut all: Vec<ListReference> = own.chain(words).collect();
    all.sort_by(|a, b| a.file.cmp(&b.file));
    all
}
