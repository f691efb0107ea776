//! What exists: regions, districts, offices and their holders, organisations, programmes and word lists, read from the
//! folder `gazetteers/` (embedded in the crate) with a user's files laid over it. Every row keeps its file and line, and every
//! column is declared with what it may hold.

mod all;
mod around;
mod around_persons;
mod cohort;
mod column;
mod crosswalk;
mod files;
mod grouped;
mod list_words;
mod meanings;
mod organisation;
mod people;
mod programme;
mod records;
mod region;
mod release;
mod selection;
mod slot_words;
mod table;
mod weight;
mod words;
mod written;

pub use all::{Gazetteer, LISTS, TextLists};
pub use around::{AroundNames, Beside};
pub use around_persons::AroundPersons;
pub use cohort::{CohortStatus, Cohorts};
pub use column::{Cell, Column, Filled, Forms, Holds, Key, ListFile, ListRow, Number, Selector, column_name};
pub use crosswalk::{Crosswalk, OldCode};
pub use files::Files;
pub use list_words::{CodeOffice, ListColumn, ListWords, RowWord, bare_words};
pub use meanings::*;
pub use organisation::{Organisation, OrganisationKind, Organisations};
pub use people::{Office, OfficeKind, Official, People};
pub use programme::{JoinedBy, Programme, ProgrammeKind, ProgrammeNames, ProgrammeUnit, Programmes};
pub use region::{NameKind, NameReading, Region, RegionId, Regions};
pub use release::Releases;
pub use selection::Selection;
pub use slot_words::*;
pub use table::{Cells, Row, Table};
pub use weight::{Decision, Feature, Sum, Weights};
pub(crate) use words::word_lists;
pub use words::{ListUse, Meaning, WordLists, columns_of};
pub use written::{WrittenName, WrittenNames, letters, plain};
