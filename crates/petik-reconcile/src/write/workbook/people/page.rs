//! One sheet for people: head, cells, what can be filled in, how it is printed.

use super::super::looks::{Look, Looks};
use super::super::{address, clean};
use crate::phrases::Phrases;
use crate::reconciliation::Reconciliation;
use crate::words::{Status, Verdict};
use crate::write::best::short;
use rust_xlsxwriter::{DataValidation, Url, Worksheet, XlsxError};
use std::borrow::Cow;

/// A4.
const PAPER: u8 = 9;
/// Units that Excel takes for the line above a page.
const HEADER: usize = 250;

/// A column.
pub(super) struct Column {
    pub(super) head: String,
    pub(super) look: Look,
    /// In characters of the usual font.
    pub(super) width: f64,
    /// The words of a drop-down.
    pub(super) choice: Vec<String>,
}

impl Column {
    pub(super) fn new(head: &str, look: Look, width: f64) -> Self {
        Column { head: head.to_owned(), look, width, choice: Vec::new() }
    }

    /// Lines that words take in it. Not every spreadsheet program works out the height of rows when it opens a file.
    fn lines(&self, words: &str) -> u32 {
        if matches!(self.look, Look::Faint | Look::Hidden) {
            return 1;
        }
        let lines = words.split('\n').map(|line| (line.chars().count() as f64 / (1.1 * self.width)).ceil().max(1.0));
        lines.sum::<f64>().min(f64::from(MOST_LINES)) as u32
    }
}

/// Lines of the highest row.
const MOST_LINES: u32 = 20;

/// In points.
pub(super) fn height(lines: u32) -> f64 {
    f64::from(lines) * 13.0 + 4.0
}

/// What stands in a cell.
pub(super) enum Content<'r> {
    Empty,
    Words(Cow<'r, str>),
    Status(Status),
    Whole(i64),
    /// Words that open an address.
    Link(String, String),
}

impl Content<'_> {
    fn words<'c>(&'c self, phrases: &'c Phrases) -> &'c str {
        match self {
            Content::Empty | Content::Whole(_) => "",
            Content::Words(words) => words,
            Content::Link(words, _) => words,
            Content::Status(status) => phrases.word("status", *status),
        }
    }
}

impl<'r> From<&'r str> for Content<'r> {
    fn from(words: &'r str) -> Self {
        Cow::Borrowed(words).into()
    }
}

impl From<String> for Content<'_> {
    fn from(words: String) -> Self {
        Cow::<str>::Owned(words).into()
    }
}

impl<'r> From<Cow<'r, str>> for Content<'r> {
    fn from(words: Cow<'r, str>) -> Self {
        if words.is_empty() { Content::Empty } else { Content::Words(words) }
    }
}

impl From<Option<i16>> for Content<'_> {
    fn from(number: Option<i16>) -> Self {
        number.map_or(Content::Empty, |number| Content::Whole(number.into()))
    }
}

impl<'r> From<Option<&'r str>> for Content<'r> {
    fn from(words: Option<&'r str>) -> Self {
        words.unwrap_or_default().into()
    }
}

/// A sheet that is being written.
pub(super) struct Page<'w> {
    sheet: &'w mut Worksheet,
    columns: Vec<Column>,
    phrases: &'w Phrases,
    looks: &'w Looks,
    row: u32,
    links: u32,
}

impl<'w> Page<'w> {
    pub(super) fn begin(
        sheet: &'w mut Worksheet,
        columns: Vec<Column>,
        phrases: &'w Phrases,
        looks: &'w Looks,
        links: u32,
    ) -> Result<Self, XlsxError> {
        for (at, column) in (0..).zip(&columns) {
            sheet.write_string_with_format(0, at, clean(&column.head), looks.head(column.look))?;
            sheet.set_column_width(at, column.width)?;
            if column.look == Look::Hidden {
                sheet.set_column_hidden(at)?;
            }
        }
        let lines = columns.iter().map(|column| column.lines(&column.head)).max();
        sheet.set_row_height(0, height(lines.unwrap_or(1)))?;
        // Status and region stay in sight beside the head.
        sheet.set_freeze_panes(1, 2)?;
        Ok(Page { sheet, columns, phrases, looks, row: 0, links })
    }

    pub(super) fn put(&mut self, cells: &[Content<'_>]) -> Result<(), XlsxError> {
        self.row += 1;
        let lines = self.columns.iter().zip(cells).map(|(column, cell)| column.lines(cell.words(self.phrases)));
        self.sheet.set_row_height(self.row, height(lines.max().unwrap_or(1)))?;
        for at in 0..self.columns.len() {
            let look = self.columns[at].look;
            let (row, column) = (self.row, u16::try_from(at).unwrap_or(u16::MAX));
            let format = self.looks.of(look);
            match cells.get(at).unwrap_or(&Content::Empty) {
                Content::Empty if look == Look::Hidden => {}
                Content::Empty => {
                    self.sheet.write_blank(row, column, format)?;
                }
                Content::Words(words) => {
                    self.sheet.write_string_with_format(row, column, clean(words), format)?;
                }
                Content::Whole(number) => {
                    self.sheet.write_number_with_format(row, column, *number as f64, format)?;
                }
                Content::Status(status) => {
                    let word = clean(self.phrases.word("status", *status));
                    self.sheet.write_string_with_format(row, column, word, self.looks.of_status(*status))?;
                }
                Content::Link(words, to) => match address(to).filter(|_| self.links > 0) {
                    Some(address) => {
                        self.links -= 1;
                        let link = Url::new(address).set_text(clean(words));
                        self.sheet.write_url_with_format(row, column, link, self.looks.of(Look::Link))?;
                    }
                    None => {
                        self.sheet.write_string_with_format(row, column, clean(words), format)?;
                    }
                },
            }
        }
        Ok(())
    }

    /// What can be chosen, sorted out and printed; `left_out` rows had no room.
    pub(super) fn end(mut self, all: &Reconciliation, left_out: u64) -> Result<(), XlsxError> {
        let last = u16::try_from(self.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
        self.sheet.autofilter(0, 0, self.row, last)?;
        if self.row > 0 {
            self.choices()?;
        }
        if left_out > 0 {
            self.sheet.write_string(self.row + 1, 0, self.phrases.count("book.more_rows", left_out))?;
        }
        let printed = self.columns.iter().rposition(|column| !matches!(column.look, Look::Faint | Look::Hidden));
        self.sheet.set_print_area(0, 0, self.row, u16::try_from(printed.unwrap_or_default()).unwrap_or(last))?;
        self.sheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
        self.sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
        self.sheet.set_header(header(all));
        let page = self.phrases.fill("book.page", &[("page", &"&P"), ("pages", &"&N")]);
        self.sheet.set_footer(format!("&L&8 &A&R&8 {page}"));
        Ok(())
    }

    fn choices(&mut self) -> Result<(), XlsxError> {
        for (at, column) in (0..).zip(&self.columns) {
            if column.choice.is_empty() {
                continue;
            }
            // What is laid over the words could be too long for Excel: then there is a cell without a drop-down.
            let Ok(choice) = DataValidation::new().allow_list_strings(&column.choice) else { continue };
            let choice = choice
                .set_error_title(short(self.phrases.say("book.wrong_title"), 30))?
                .set_error_message(short(self.phrases.say("book.wrong_verdict"), 250))?;
            self.sheet.add_data_validation(1, at, self.row, at, &choice)?;
        }
        Ok(())
    }
}

/// The words of a drop-down for these verdicts.
pub(super) fn choice(verdicts: &[Verdict], phrases: &Phrases) -> Vec<String> {
    let words = verdicts.iter().map(|verdict| phrases.word("verdict", *verdict));
    // A comma ends a word there.
    words.map(|word| word.replace(',', " ")).collect()
}

/// The line above each page: the programmes and the files of the list.
fn header(all: &Reconciliation) -> String {
    let programmes: Vec<&str> = all.programmes.values().map(String::as_str).collect();
    let lists: Vec<&str> =
        all.inputs.list.iter().map(|file| file.path.rsplit(['/', '\\']).next().unwrap_or_default()).collect();
    let part = |words: Vec<&str>, most| clean(&short(&words.join(", "), most)).replace('&', "&&");
    // The space ends the size of the letters: a name may begin with a number.
    let line = format!("&L&8 {}&R&8 {}", part(programmes, 80), part(lists, 40));
    if line.encode_utf16().count() > HEADER { String::new() } else { line }
}

/// The verdicts that a row can have: what is wrong with it is corrected at its claims or in the list.
pub(super) const VERDICTS_OF_A_ROW: [Verdict; 3] = [Verdict::Accept, Verdict::Reject, Verdict::Withdraw];
