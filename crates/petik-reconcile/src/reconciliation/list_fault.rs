//! What was passed over in a list, and what is odd in it.

use crate::phrases::Phrases;
use crate::saying::{Place, Saying};
use crate::sentences::ListType;
use std::fmt;

/// What cannot be read in a list, was passed over, or is odd: where, why, and what to do about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListFault {
    /// The file.
    pub file: String,
    /// The sheet, where one is meant.
    pub sheet: Option<String>,
    /// Row of the sheet or line of the file, from 1, where one is meant; of several rows the first.
    pub row: Option<u64>,
    /// Why, and what to do.
    pub why: Saying<ListType>,
}

impl ListFault {
    pub(crate) fn of_file(file: &str, why: Saying<ListType>) -> Self {
        ListFault { file: file.to_owned(), sheet: None, row: None, why }
    }

    /// Where it is.
    pub(crate) fn place(&self) -> Place {
        Place { file: self.file.clone(), sheet: self.sheet.clone(), row: self.row }
    }
}

impl fmt::Display for ListFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Phrases::reference()))
    }
}

impl std::error::Error for ListFault {}
