//! The answer as files: tables for spreadsheets and data frames, rows for programs, a workbook, and the description of all
//! of them as a data package. What the tables hold stands in one place, [`columns`].

mod best;
mod columns;
mod package;
mod table;
#[cfg(feature = "xlsx")]
mod workbook;

pub(crate) use best::{against_first, reasons, short};
pub use package::{Origin, Package, Written, write_package};
#[cfg(feature = "xlsx")]
pub use workbook::write_workbook;

use crate::reconciliation::Reconciliation;
use petik_core::record::cell::{cell, number};
use std::borrow::Cow;
use std::io;
use table::{Cell, Table};

/// The rows.
pub const ROWS_FILE: &str = "reconciliation.jsonl";
/// The workbook.
pub const WORKBOOK_FILE: &str = "reconciliation.xlsx";
/// The page for readers.
pub const REPORT_FILE: &str = "report.html";
/// The description of all files.
pub const PACKAGE_FILE: &str = "datapackage.json";

/// The tables of a reconciliation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// How many rows of each programme and year have each status.
    Summary,
    /// The rows.
    Reconciliation,
    /// Every claim with its quote.
    Claims,
    /// Every statement of a cohort's size.
    Ledger,
    /// What the sizes say together.
    Remarks,
    /// What was passed over in the list, and what is odd in it.
    ListRemarks,
    /// What names no region for certain.
    Unresolved,
    /// Articles that copy earlier ones.
    Reprints,
    /// Decisions to look at again.
    OpenDecisions,
}

impl Sheet {
    /// All of them, in the order of the workbook.
    pub const ALL: [Sheet; 9] = [
        Sheet::Summary,
        Sheet::Reconciliation,
        Sheet::Claims,
        Sheet::Ledger,
        Sheet::Remarks,
        Sheet::ListRemarks,
        Sheet::Unresolved,
        Sheet::Reprints,
        Sheet::OpenDecisions,
    ];

    /// The file of the table.
    pub fn file(self) -> &'static str {
        match self {
            Sheet::Summary => "summary.csv",
            Sheet::Reconciliation => "reconciliation.csv",
            Sheet::Claims => "claims.csv",
            Sheet::Ledger => "ledger.csv",
            Sheet::Remarks => "remarks.csv",
            Sheet::ListRemarks => "list_remarks.csv",
            Sheet::Unresolved => "unresolved.csv",
            Sheet::Reprints => "reprints.csv",
            Sheet::OpenDecisions => "open_decisions.csv",
        }
    }

    /// The name of the table: that of its file without the ending.
    pub fn name(self) -> &'static str {
        self.file().trim_end_matches(".csv")
    }

    fn table(self, all: &Reconciliation) -> Table<'_> {
        match self {
            Sheet::Summary => columns::summary(all),
            Sheet::Reconciliation => columns::rows(all),
            Sheet::Claims => columns::claims(all),
            Sheet::Ledger => columns::ledger(all),
            Sheet::Remarks => columns::remarks(all),
            Sheet::ListRemarks => columns::list_remarks(all),
            Sheet::Unresolved => columns::unresolved(all),
            Sheet::Reprints => columns::reprints(all),
            Sheet::OpenDecisions => columns::decisions(all),
        }
    }
}

/// Writes a table as CSV in UTF-8: a header, then the rows; nothing is an empty cell, `true` and `false` are written so. A
/// cell of words that a spreadsheet would run as a formula stands behind an apostrophe, and one that is longer than a
/// spreadsheet takes is cut with a note.
pub fn write_csv(all: &Reconciliation, sheet: Sheet, out: &mut impl io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let table = sheet.table(all);
    csv.write_record(table.fields.iter().map(|field| field.name))?;
    for row in table.rows {
        for value in &row {
            csv.write_field(plain(value).as_bytes())?;
        }
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()
}

fn plain<'c>(value: &'c Cell<'_>) -> Cow<'c, str> {
    match value {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Words(words) => cell(words),
        Cell::Whole(value) => number(Some(value)),
        Cell::Part(value) => number(Some(value)),
        Cell::Yes(value) => number(Some(value)),
    }
}

/// Writes the rows as JSON Lines, whole: nothing is cut or defused.
pub fn write_rows(all: &Reconciliation, out: &mut impl io::Write) -> io::Result<()> {
    for row in &all.rows {
        serde_json::to_writer(&mut *out, row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
