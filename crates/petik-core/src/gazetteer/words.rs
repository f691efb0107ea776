//! Word lists: every file `words/NAME.csv` is the list NAME. A row has a `form` (with alternatives behind bars) and, where the
//! list gives its rows a meaning, further columns. A room of the program declares the lists that it reads with what their rows
//! mean; a cell that means nothing is a fault before any text is read.

use super::column::{Cell, Column, Forms, Holds};
use super::files::Files;
use super::table::{Cells, Row, Table};
use crate::error::Fault;
use crate::text::{Lexicon, LexiconBuilder, ListId, WordList};
use crate::vocabulary::Vocabulary;
use std::collections::BTreeMap;

/// What a row of a word list means.
pub trait Meaning: Sized + 'static {
    /// The columns that say so, beside `form` and `note`.
    const COLUMNS: &'static [Column];

    /// What the row says; `cells` gives the cells of [`Self::COLUMNS`].
    fn read(cells: &mut Cells<'_>, faults: &mut Vec<Fault>) -> Option<Self>;
}

/// Only that it is in the list.
impl Meaning for () {
    const COLUMNS: &'static [Column] = &[];

    fn read(_: &mut Cells<'_>, _: &mut Vec<Fault>) -> Option<Self> {
        Some(())
    }
}

/// One word of a set, in the column `value`.
impl<V: Vocabulary> Meaning for V {
    const COLUMNS: &'static [Column] =
        &[Column { name: "value", meaning: "What is said of the forms.", holds: Holds::One(V::TABLE) }];

    fn read(cells: &mut Cells<'_>, faults: &mut Vec<Fault>) -> Option<Self> {
        cells.next(faults)
    }
}

/// Declares what the rows of a word list mean: a struct whose fields are the columns.
macro_rules! meaning {
    (
        $(#[doc = $doc:literal])+
        pub struct $name:ident { $( $(#[doc = $meaning:literal])+ $column:ident : $cell:ty, )+ }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name { $( $(#[doc = $meaning])+ pub $column: $cell, )+ }

        impl $crate::gazetteer::Meaning for $name {
            const COLUMNS: &'static [$crate::gazetteer::Column] = &[$( $crate::gazetteer::Column {
                name: stringify!($column),
                meaning: concat!($( $meaning, )+).trim_ascii(),
                holds: <$cell as $crate::gazetteer::Cell<'static>>::HOLDS,
            }, )+];

            fn read(cells: &mut $crate::gazetteer::Cells<'_>, faults: &mut Vec<$crate::Fault>) -> Option<Self> {
                $( let $column = cells.next::<$cell>(faults); )+
                Some($name { $( $column: $column?, )+ })
            }
        }
    };
}

/// Declares the word lists of a room: a struct with a field a list, which bears the list's name. The comment of a field says
/// what the room has the list for; `()` stands for a list whose rows have no meaning of their own.
macro_rules! word_lists {
    (
        $(#[doc = $doc:literal])+
        pub struct $name:ident { $( $(#[doc = $what:literal])+ $list:ident : $meaning:ty, )+ }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug)]
        pub struct $name { $( $(#[doc = $what])+ pub $list: $crate::text::WordList<$meaning>, )+ }

        impl $name {
            /// The lists, for the reading of their files and for the reference page.
            pub const LISTS: &'static [$crate::gazetteer::ListUse] = &[$( $crate::gazetteer::ListUse {
                list: stringify!($list),
                what: concat!($( $what, )+).trim_ascii(),
                columns: <$meaning as $crate::gazetteer::Meaning>::COLUMNS,
                reader: module_path!(),
            }, )+];

            /// Takes the lists out of those that were read.
            pub fn new(lists: &$crate::gazetteer::WordLists, faults: &mut Vec<$crate::Fault>) -> Self {
                $name { $( $list: lists.get(stringify!($list), faults), )+ }
            }
        }
    };
}

pub(crate) use {meaning, word_lists};

/// That a room reads a word list.
#[derive(Debug, Clone, Copy)]
pub struct ListUse {
    /// The list.
    pub list: &'static str,
    /// What the room has it for.
    pub what: &'static str,
    /// The columns in which its rows have a meaning.
    pub columns: &'static [Column],
    /// The module.
    pub reader: &'static str,
}

/// The file of a list.
pub fn file_of(list: &str) -> String {
    format!("words/{list}.csv")
}

/// All columns of the list that `uses` read.
pub fn columns_of(uses: &[ListUse]) -> Vec<Column> {
    let form = Column {
        name: "form",
        meaning: "How it is written; `*` at the end of a word: any ending.",
        holds: Forms::HOLDS,
    };
    let note = Column { name: "note", meaning: "A remark; nothing in the program reads it.", holds: Holds::Text };
    let own = uses.first().map_or(&[][..], |one| one.columns);
    [form].into_iter().chain(own.iter().copied()).chain([note]).collect()
}

/// Gives the rows of a word list whose faults are found where articles need it: how a word is written, and what the row says.
pub fn each_word<M: Meaning>(files: &Files, list: &'static str, mut each: impl FnMut(Forms<'_>, M)) {
    let quiet = &mut Vec::new();
    let of_list = ListUse { list, what: "", columns: M::COLUMNS, reader: "" };
    let file = ["words/", list, ".csv"].concat();
    let table = Table::read_as(files, &file, &columns_of(&[of_list]), &["form"], quiet);
    for row in table.rows() {
        let mut cells = row.cells();
        if let (Some(forms), Some(said)) = (cells.next::<Forms<'_>>(quiet), M::read(&mut cells, quiet)) {
            each(forms, said);
        }
    }
}

/// The word lists as they are read.
#[derive(Debug, Default)]
pub struct WordLists {
    lists: BTreeMap<String, (ListId, Table)>,
}

impl WordLists {
    /// Reads every word list into `lexicon`; `uses` say what their columns are. A list that only rules name has `form` and
    /// `note`.
    pub fn read(files: &Files, uses: &[ListUse], lexicon: &mut LexiconBuilder, faults: &mut Vec<Fault>) -> Self {
        let mut lists = BTreeMap::new();
        for file in files.names("words/") {
            let name = file.trim_start_matches("words/").trim_end_matches(".csv");
            let Some(list) = lexicon.list(name, false) else {
                faults.push(Fault::new(file, 0, format!("more than {} word lists", Lexicon::MAX_LISTS)));
                continue;
            };
            let uses: Vec<ListUse> = uses.iter().filter(|one| one.list == name).copied().collect();
            let table = Table::read_as(files, file, &columns_of(&uses), &["form"], faults);
            for (entry, row) in (0..).zip(table.rows()) {
                match row.cells().next::<Forms<'_>>(faults) {
                    Some(forms) => forms.iter().for_each(|form| lexicon.phrase(form, list, entry)),
                    None => continue,
                }
            }
            lists.insert(name.to_owned(), (list, table));
        }
        WordLists { lists }
    }

    /// The forms of the list `words/NAME.csv`, each with the number of its entry.
    pub fn forms(&self, name: &str) -> impl Iterator<Item = (u32, &str)> {
        let rows = self.lists.get(name).into_iter().flat_map(|(_, table)| table.rows());
        (0..).zip(rows).flat_map(|(entry, row)| {
            let forms = row.cells().next::<Forms<'_>>(&mut Vec::new());
            forms.into_iter().flat_map(Forms::iter).map(move |form| (entry, form))
        })
    }

    /// The list `words/NAME.csv`; a missing one is a fault, and so is a row that means nothing.
    pub fn get<M: Meaning>(&self, name: &str, faults: &mut Vec<Fault>) -> WordList<M> {
        let Some((id, table)) = self.lists.get(name) else {
            faults.push(Fault::new(file_of(name), 0, "the list is missing"));
            return WordList::new(ListId(0), Vec::new());
        };
        let meaning = |row: Row<'_>| {
            let mut cells = row.cells();
            cells.skip();
            M::read(&mut cells, faults)
        };
        WordList::new(*id, table.rows().filter_map(meaning).collect())
    }
}
