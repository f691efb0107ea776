//! The official list: members of cohorts as a decree or a ministry's spreadsheet names them, each resolved to a region. What
//! names no region for certain stays open with its candidates; nothing is guessed.

mod blocks;
mod body;
pub mod code;
mod context;
pub(crate) mod day;
mod delimited;
pub(crate) mod grid;
mod layout;
#[cfg(feature = "xlsx")]
mod looks;
mod member;
#[cfg(feature = "xlsx")]
mod ods;
mod resolve;
mod sum;
#[cfg(test)]
mod tests;
#[cfg(feature = "xlsx")]
mod unpack;
mod unread;
#[cfg(not(feature = "xlsx"))]
#[path = "list/no_workbook.rs"]
mod workbook;
#[cfg(feature = "xlsx")]
mod workbook;
#[cfg(feature = "xlsx")]
mod xml;

use crate::reconciliation::{Decided, Difference, ListFault, Listed, Region, Remark, Unresolved};
use crate::saying::{OfSheet, Saying};
use crate::sentences::ListType;
pub(crate) use day::agree as same_day;
pub use grid::MOST_BYTES as MOST_LIST_BYTES;
use grid::{Grid, MOST_BYTES, Sheet};
use member::Maker;
use petik_core::{Engine, vocabulary};
use petik_source::Foreign;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// Years that a cohort can be of.
pub const YEARS: RangeInclusive<i16> = 1990..=2099;
/// Remarks of a file; a file with more of them is read as the wrong thing.
const MOST_REMARKS: usize = 200;

vocabulary! {
    /// What a column of a list can hold, for those that the user points out.
    pub enum Column {
        /// Code of the region, of Kemendagri or BPS.
        Code = "code",
        /// Name of the region.
        Name = "name",
        /// Kind of region.
        Type = "type",
        /// Its province.
        Province = "province",
        /// Year of the cohort.
        CohortYear = "cohort_year",
        /// The programme: id or name.
        Programme = "programme",
        /// How the member stands.
        Status = "status",
        /// Remarks.
        Note = "note",
        /// Day of signing.
        Signed = "signed",
    }
}

/// How a list is read where it does not say it itself.
#[derive(Debug, Clone, Default)]
pub struct ListOptions {
    /// The heads of columns, where they are none that petik knows.
    pub columns: BTreeMap<Column, String>,
    /// Id or name of the programme of rows for which the list names none.
    pub programme: Option<String>,
    /// The year of the cohort of rows for which the list names none.
    pub year: Option<i16>,
    /// The only sheet to read; else all that hold a list.
    pub sheet: Option<String>,
    /// Whether rows may be of no programme that petik knows: what they say of it, or nothing, stands in its place then.
    pub any_programme: bool,
}

/// A list as it was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OfficialList {
    /// The members, in the order of the list.
    pub members: Vec<Member>,
    /// Rows that name no region for certain, or no known programme.
    pub unresolved: Vec<Unresolved>,
    /// What was passed over and what is odd.
    pub remarks: Vec<ListFault>,
    /// Sums of the list that are not the number of its rows.
    pub sums: Vec<Remark>,
    /// How its titles call it, where one of them names a programme.
    pub title: Option<String>,
}

impl OfficialList {
    /// Puts a member where its row stands among the others.
    pub(crate) fn take(&mut self, member: Member) {
        let is_behind = |one: &Member| {
            (&one.listed.file, &one.listed.sheet) == (&member.listed.file, &member.listed.sheet)
                && one.listed.row > member.listed.row
        };
        let at = self.members.iter().position(is_behind).unwrap_or(self.members.len());
        self.members.insert(at, member);
    }
}

/// A row of a list that names one region.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Member {
    /// Programme id; where the options take any programme, what the row says of it, or nothing.
    pub programme: String,
    /// Year of the cohort, where the list or the options give one.
    pub cohort_year: Option<i16>,
    /// The region by its present code.
    pub region: Region,
    /// The row as written, and how it was read.
    pub listed: Listed,
    /// Where the row differs from the gazetteer.
    pub differences: Vec<Difference>,
    /// The decision that says which region the row means, where the list does not.
    pub decision: Option<Decided>,
}

/// Reads the list in `bytes`, a file that messages call `name`: CSV, TSV, XLSX or ODS, told by its content. Regions and
/// programmes are those of `engine`.
///
/// ```
/// use petik_reconcile::{ListOptions, read_list};
///
/// let engine = petik_core::Engine::builtin()?;
/// let text = "Daftar Gerakan Menuju 100 Smart City Tahun 2018\n\nNo,Provinsi,Kabupaten/Kota\n1,Jawa Tengah,KAB. BATANG\n";
/// let list = read_list("list.csv", text.as_bytes(), &ListOptions::default(), &engine)?;
/// assert_eq!((list.members[0].region.code.as_str(), list.members[0].cohort_year), ("33.25", Some(2018)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_list(name: &str, bytes: &[u8], options: &ListOptions, engine: &Engine) -> Result<OfficialList, ListFault> {
    let mut remarks = Vec::new();
    let grid = grid(name, bytes, &mut remarks)?;
    let mut maker = Maker::new(name, options, engine)?;
    let mut refused: Vec<ListFault> = Vec::new();
    let mut any = false;
    for sheet in chosen(name, &grid, options, &mut remarks)? {
        match maker.read(sheet) {
            Ok(()) => any = true,
            Err(error) => refused.push(error),
        }
    }
    if !any {
        return Err(joined(name, refused));
    }
    remarks.append(&mut maker.list.remarks);
    // A workbook has sheets that explain it beside those that hold lists.
    remarks.extend(refused.into_iter().map(|fault| {
        let why = Saying::of(ListType::SheetPassedOver).with("why", fault.why);
        ListFault { why, ..fault }
    }));
    remarks.extend(maker.twice());
    let more = remarks.len().saturating_sub(MOST_REMARKS);
    if more > 0 {
        remarks.truncate(MOST_REMARKS);
        remarks.push(ListFault::of_file(name, Saying::of(ListType::MoreRemarks).with("number", more as u64)));
    }
    Ok(OfficialList { remarks, ..maker.list })
}

/// The cells of a file that is not read as a list.
pub(crate) fn grid_of<'f>(name: &'f str, bytes: &[u8]) -> Result<Grid<'f>, ListFault> {
    grid(name, bytes, &mut Vec::new())
}

/// The grid of a file, by what its content is.
fn grid<'f>(name: &'f str, bytes: &[u8], remarks: &mut Vec<ListFault>) -> Result<Grid<'f>, ListFault> {
    let of = Saying::<ListType>::of;
    let refused = |why: Saying<ListType>| Err(ListFault::of_file(name, why));
    if bytes.len() > MOST_BYTES {
        return refused(
            of(ListType::TooLarge).with("size", bytes.len() as u64 >> 20).with("most", MOST_BYTES as u64 >> 20),
        );
    }
    let start = bytes.trim_ascii_start();
    match () {
        () if start.is_empty() => refused(of(ListType::Empty)),
        () if bytes.starts_with(b"PK") => workbook::read(name, bytes),
        () if bytes.starts_with(b"\xD0\xCF\x11\xE0") => refused(of(ListType::OldWorkbook)),
        () if start.starts_with(b"%PDF") => refused(of(ListType::Pdf)),
        () if start.starts_with(b"<") => refused(of(ListType::Markup)),
        () => match (packing(bytes), Foreign::of_content(bytes)) {
            (Some(packing), _) => refused(of(ListType::Packed).with("packing", packing)),
            (None, Some(foreign)) => refused(of(ListType::Foreign).with("what", foreign.name)),
            (None, None) => delimited::read(name, bytes, remarks),
        },
    }
}

/// What the file is packed with.
fn packing(bytes: &[u8]) -> Option<&'static str> {
    let known: [(&[u8], &str); 3] = [(b"\x1F\x8B", "gzip"), (b"\x28\xB5\x2F\xFD", "zstd"), (b"BZh", "bzip2")];
    // Text may begin with three letters, and is never followed by the mark of a block.
    let is_text = |magic: &[u8]| magic == b"BZh" && bytes.get(4..10) != Some(b"1AY&SY");
    let found = known.into_iter().find(|(magic, _)| bytes.starts_with(magic) && !is_text(magic));
    found.map(|(_, name)| name)
}

/// The sheets to read: the one that the options name, else all that are not hidden.
fn chosen<'g>(
    name: &str,
    grid: &'g Grid<'_>,
    options: &ListOptions,
    remarks: &mut Vec<ListFault>,
) -> Result<Vec<&'g Sheet>, ListFault> {
    let Some(wanted) = &options.sheet else {
        let (hidden, shown): (Vec<&Sheet>, Vec<&Sheet>) = grid.sheets.iter().partition(|sheet| sheet.is_hidden);
        remarks.extend(hidden.iter().filter(|sheet| !sheet.rows.is_empty()).map(|sheet| ListFault {
            sheet: sheet.name.clone(),
            ..ListFault::of_file(name, Saying::of(ListType::HiddenSheet))
        }));
        if shown.is_empty() && !hidden.is_empty() {
            return Err(ListFault::of_file(name, Saying::of(ListType::AllHidden)));
        }
        return Ok(shown);
    };
    let found: Vec<&Sheet> = grid.sheets.iter().filter(|sheet| sheet.name.as_ref() == Some(wanted)).collect();
    if found.is_empty() {
        let names: Vec<&str> = grid.sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
        let why = if names.is_empty() {
            Saying::of(ListType::WithoutSheets)
        } else {
            let names = shortened(&names.join(", "));
            Saying::of(ListType::UnknownSheet).with("sheet", wanted.as_str()).with("names", names)
        };
        return Err(ListFault::of_file(name, why));
    }
    Ok(found)
}

/// One error of all sheets.
fn joined(name: &str, mut refused: Vec<ListFault>) -> ListFault {
    match refused.len() {
        0 => ListFault::of_file(name, Saying::of(ListType::NoSheets)),
        1 => refused.remove(0),
        _ => {
            let of_sheet = |fault: ListFault| OfSheet { name: fault.sheet.unwrap_or_default(), why: fault.why };
            let sheets: Vec<OfSheet> = refused.into_iter().take(10).map(of_sheet).collect();
            ListFault::of_file(name, Saying::of(ListType::EachSheet).with("sheets", sheets))
        }
    }
}

/// `words` in one line of at most 200 letters, for messages.
fn shortened(words: &str) -> String {
    let line: Vec<&str> = words.split_whitespace().collect();
    let line = line.join(" ");
    match line.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
