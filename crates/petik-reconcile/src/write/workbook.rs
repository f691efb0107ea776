//! `reconciliation.xlsx`: sheets for people to judge on, then the tables as sheets, with a page about what was read and what the
//! words mean. Whatever the text is, it is written as text; what a spreadsheet does not take is cut with a note.

mod about;
mod looks;
mod people;

use super::Sheet;
use super::table::{Cell, Field, Kind, Table, bounded as cut};
use crate::phrases::Phrases;
use crate::reconciliation::Reconciliation;
use crate::words::Status;
use petik_core::Vocabulary;
use petik_core::record::written_out;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};
use std::borrow::Cow;
use std::io;

/// Rows of a sheet that hold data: Excel has 1,048,576, of which one is the header and one is left for a note.
const ROWS: u32 = 1_048_576 - 2;
/// Rows of the sheets that grow with press and not with the list. A workbook is built in memory and opens slowly with hundreds of
/// thousands of rows; the CSV has them whole.
const ROWS_OF_PRESS: u32 = 5_000;
/// Links of a sheet, of which Excel takes 65,530.
const LINKS: u32 = 10_000;
/// Units of the page's address and of what stands behind `#` that a link may have.
const ADDRESS: usize = 2_079;
const FRAGMENT: usize = 255;
/// The greatest whole number up to which all are numbers of a spreadsheet.
const WHOLE: i128 = 1 << 53;

/// Writes the answer as an Excel workbook, with words for people in the language of `phrases`. The same answer gives the same
/// bytes.
pub fn write_workbook(all: &Reconciliation, phrases: &Phrases, out: &mut impl io::Write) -> io::Result<()> {
    let limits = Limits { rows_of_press: ROWS_OF_PRESS, links: LINKS };
    out.write_all(&workbook(all, phrases, limits).map_err(io::Error::other)?)
}

/// How much a sheet holds.
#[derive(Debug, Clone, Copy)]
struct Limits {
    rows_of_press: u32,
    links: u32,
}

fn workbook(all: &Reconciliation, phrases: &Phrases, limits: Limits) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Any fixed day: the moment of writing would make other bytes each time.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let names = Sheet::ALL.into_iter().map(|sheet| title(sheet.name())).chain([ABOUT.to_owned()]);
    let people = people::People { all, phrases, looks: &looks::Looks::new(), limits };
    people.write(&mut workbook, people::Names::taken(names))?;
    let formats = Formats::new();
    let of_press = |sheet| matches!(sheet, Sheet::Claims | Sheet::Ledger | Sheet::Reprints);
    let most = |sheet| if of_press(sheet) { limits.rows_of_press } else { ROWS };
    let tables = Sheet::ALL.into_iter().map(|sheet| (title(sheet.name()), sheet.table(all), most(sheet)));
    for (title, table, rows) in tables.chain([(ABOUT.into(), about::about(all), ROWS)]) {
        let mut writer = Writer { sheet: workbook.add_worksheet(), formats: &formats, rows, links: limits.links };
        writer.sheet.set_name(title)?;
        writer.table(table)?;
    }
    workbook.save_to_buffer()
}

/// The last sheet.
const ABOUT: &str = "About";

/// `Open decisions` for `open_decisions`.
fn title(name: &str) -> String {
    let mut letters = name.chars().map(|c| if c == '_' { ' ' } else { c });
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// How cells look.
struct Formats {
    header: Format,
    words: Format,
    long: Format,
    link: Format,
    statuses: Vec<Format>,
}

impl Formats {
    fn new() -> Self {
        let words = Format::new().set_align(FormatAlign::Top);
        Formats {
            header: Format::new().set_bold().set_background_color(Color::RGB(0x00D9_E1F2)).set_text_wrap(),
            long: words.clone().set_text_wrap(),
            link: words.clone().set_hyperlink(),
            statuses: Status::ALL
                .iter()
                .map(|status| words.clone().set_background_color(Color::RGB(colour(*status))))
                .collect(),
            words,
        }
    }

    fn of(&self, kind: Kind, cell: &Cell<'_>) -> &Format {
        let status = match cell {
            Cell::Words(word) if kind == Kind::Status => Status::ALL.iter().position(|status| status.as_str() == word),
            _ => None,
        };
        match (status, kind) {
            (Some(at), _) => &self.statuses[at],
            (None, Kind::Long) => &self.long,
            (None, _) => &self.words,
        }
    }
}

/// Light colours under dark letters; the word says the same.
fn colour(status: Status) -> u32 {
    match status {
        Status::Confirmed => 0x00C6_EFCE,
        Status::SingleSource => 0x00E2_F0D9,
        Status::YearDiffers | Status::TypeDiffers => 0x00FF_E699,
        Status::Disputed => 0x00F8_CBAD,
        Status::Ambiguous | Status::PlannedOnly => 0x00FF_F2CC,
        Status::NotInPress => 0x00E7_E6E6,
        Status::NotInList => 0x00BD_D7EE,
        Status::NearList => 0x00DD_EBF7,
        Status::OtherYear => 0x00ED_EDED,
    }
}

/// Writes one sheet.
struct Writer<'w> {
    sheet: &'w mut Worksheet,
    formats: &'w Formats,
    /// Rows and links that are left.
    rows: u32,
    links: u32,
}

impl Writer<'_> {
    fn table(&mut self, table: Table<'_>) -> Result<(), XlsxError> {
        for (at, field) in (0..).zip(&table.fields) {
            self.sheet.write_string_with_format(0, at, field.name, &self.formats.header)?;
            self.sheet.set_column_width(at, width(field))?;
        }
        self.sheet.set_freeze_panes(1, 0)?;
        let (mut last, mut left_out) = (0, 0_u64);
        for row in table.rows {
            if last == self.rows {
                left_out += 1;
                continue;
            }
            last += 1;
            for ((at, field), cell) in (0..).zip(&table.fields).zip(&row) {
                self.cell(last, at, field.kind, cell)?;
            }
        }
        let columns = u16::try_from(table.fields.len()).unwrap_or(u16::MAX).saturating_sub(1);
        self.sheet.autofilter(0, 0, last, columns)?;
        if left_out > 0 {
            let note = format!("{left_out} more rows: this sheet holds no more. The CSV file has all.");
            self.sheet.write_string(last + 1, 0, note)?;
        }
        Ok(())
    }

    fn cell(&mut self, row: u32, at: u16, kind: Kind, cell: &Cell<'_>) -> Result<(), XlsxError> {
        let format = self.formats.of(kind, cell);
        match cell {
            Cell::Empty => {}
            Cell::Words(words) => match address(words).filter(|_| kind == Kind::Link && self.links > 0) {
                Some(address) => {
                    self.links -= 1;
                    let link = Url::new(address).set_text(clean(words));
                    self.sheet.write_url_with_format(row, at, link, &self.formats.link)?;
                }
                None => {
                    self.sheet.write_string_with_format(row, at, clean(words), format)?;
                }
            },
            #[allow(clippy::cast_precision_loss)] // up to this bound nothing is lost
            Cell::Whole(number) if number.abs() <= WHOLE => {
                self.sheet.write_number_with_format(row, at, *number as f64, format)?;
            }
            Cell::Whole(number) => {
                self.sheet.write_string_with_format(row, at, number.to_string(), format)?;
            }
            Cell::Part(number) => {
                self.sheet.write_number_with_format(row, at, *number, format)?;
            }
            Cell::Yes(yes) => {
                self.sheet.write_boolean_with_format(row, at, *yes, format)?;
            }
        }
        Ok(())
    }
}

/// In characters of the usual font.
fn width(field: &Field) -> f64 {
    match field.kind {
        Kind::Long => 60.0,
        Kind::Link => 40.0,
        Kind::Words => 24.0,
        Kind::Status => 16.0,
        Kind::Day | Kind::Whole | Kind::Part | Kind::Yes => 13.0,
    }
}

/// What a link may open: the page at the quote, or the page alone where the quote makes the link too long for Excel.
/// `None` where the page is too long as well, or where the workbook would not keep its escapes as they are.
fn address(link: &str) -> Option<&str> {
    let (page, fragment) = link.split_once('#').unwrap_or((link, ""));
    // The writer of workbooks takes a page as escaped by these, and escapes each `%` once more where there are none.
    let known = ["20", "22", "25", "3C", "3E", "5B", "5D", "5E", "60", "7B", "7D"];
    let is_known =
        |at: usize| page.get(at + 1..at + 3).is_some_and(|code| known.contains(&&*code.to_ascii_uppercase()));
    let mut escapes = page.match_indices('%').peekable();
    let is_kept = escapes.peek().is_none() || escapes.any(|(at, _)| is_known(at));
    if page.encode_utf16().count() > ADDRESS || !is_kept {
        return None;
    }
    Some(if fragment.len() > FRAGMENT { page } else { link })
}

/// At most as much as a cell takes.
fn bounded(words: &str) -> Cow<'_, str> {
    cut(Cow::Borrowed(words))
}

/// With what is unseen written out, since XML does not take it, and without the two non-characters that it does not take either.
fn clean(text: &str) -> Cow<'_, str> {
    let none = ['\u{FFFE}', '\u{FFFF}'];
    let seen = written_out(text);
    if seen.contains(none) { seen.replace(none, "").into() } else { seen }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrases::english;
    use crate::reconciliation::{ArticleRef, Claim, Quote, Row};
    use calamine::{Reader, Xlsx};

    #[test]
    fn a_full_sheet_says_how_many_rows_are_left_out() {
        let article = ArticleRef { url: Some("https://a.example/b".into()), ..ArticleRef::default() };
        let quotes = vec![Quote { quote: "words".into(), ..Quote::default() }];
        let claim = Claim { article, quotes, ..Claim::default() };
        let all = Reconciliation {
            rows: vec![Row { claims: vec![claim; 5], ..Row::default() }],
            ..Reconciliation::default()
        };
        let bytes = workbook(&all, &english(), Limits { rows_of_press: 3, links: 1 }).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(io::Cursor::new(bytes)).unwrap();
        let claims = book.worksheet_range("Claims").unwrap();
        assert_eq!(claims.height(), 1 + 3 + 1);
        assert!(claims.get((4, 0)).unwrap().to_string().starts_with("2 more rows"));
        // The first row has the link, the others have its words.
        let links: Vec<_> =
            claims.rows().map(|row| row.iter().filter(|c| c.to_string().contains("#:~:")).count()).collect();
        assert_eq!(links, [0, 1, 1, 1, 0]);
    }

    #[test]
    fn a_link_that_would_be_another_one_is_none() {
        let page = format!("https://a/{}", "b".repeat(2000));
        let far = format!("{page}{page}");
        let long = format!("https://a/b#:~:text={}", "c".repeat(300));
        for (link, expected) in [
            ("https://a/b#:~:text=c", Some("https://a/b#:~:text=c")),
            (long.as_str(), Some("https://a/b")),
            (page.as_str(), Some(page.as_str())),
            (far.as_str(), None),
            ("https://a/b%20c%2Fd", Some("https://a/b%20c%2Fd")),
            ("https://a/b%2Fd", None),
            ("https://a/b%", None),
            ("https://a/b%é20", None),
        ] {
            assert_eq!(address(link), expected, "{link}");
        }
    }

    #[test]
    fn letters_that_are_no_text_are_written_out() {
        assert_eq!(clean("a\u{0}b\tc\nd\re\u{85}f\u{FFFF}"), "a\\u0000b\tc\nd\\u000de\\u0085f");
        assert!(matches!(clean("plain"), Cow::Borrowed(_)));
    }
}
