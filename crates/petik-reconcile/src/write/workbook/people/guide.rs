//! The sheet that says how to fill in the others, and which command reads them back.

use super::super::clean;
use super::super::looks::{Look, Looks};
use super::page::height;
use crate::phrases::Phrases;
use crate::words::{Status, Verdict};
use petik_core::Vocabulary;
use rust_xlsxwriter::{Worksheet, XlsxError};

const WIDTHS: [f64; 2] = [24.0, 100.0];

/// Steps, what verdicts and statuses mean.
pub(super) fn write(sheet: &mut Worksheet, phrases: &Phrases, looks: &Looks) -> Result<(), XlsxError> {
    for (at, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(at, width)?;
    }
    let mut row = 0;
    let mut line = |name: &str, words: &str, look: &rust_xlsxwriter::Format| -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, 0, clean(name), look)?;
        sheet.write_string_with_format(row, 1, clean(words), looks.of(Look::Plain))?;
        sheet.set_row_height(row, height(words.chars().count().div_ceil(90).max(1) as u32))?;
        row += 1;
        Ok(())
    };
    let plain = looks.of(Look::Plain);
    let head = looks.head(Look::Plain);
    line(phrases.say("book_guide.title"), phrases.say("book_guide.lead"), head)?;
    let steps = [
        phrases.say("book_guide.copy"),
        phrases.say("book_guide.judge"),
        phrases.say("book_guide.correct"),
        phrases.say("book_guide.free"),
        phrases.say("book_guide.province"),
        phrases.say("book_guide.read_back"),
        phrases.say("book_guide.again"),
    ];
    for (number, step) in (1..).zip(steps) {
        line(&phrases.fill("book_guide.step", &[("n", &number)]), step, plain)?;
    }
    line(phrases.say("book_guide.verdicts"), "", head)?;
    for verdict in Verdict::ALL {
        line(phrases.word("verdict", *verdict), phrases.word("verdict_meaning", *verdict), looks.of(Look::Fill))?;
    }
    line(phrases.say("book_guide.statuses"), "", head)?;
    for status in Status::ALL {
        line(phrases.word("status", *status), phrases.word("status_meaning", *status), looks.of_status(*status))?;
    }
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}
