//! The workbook.

use crate::reconciliation::sample::{HOSTILE, claim, row, sample};
use calamine::{Data, Reader, Xlsx};
use petik::Vocabulary;
use petik::gazetteer::Files;
use petik::reconcile::{Language, Phrases, Reconciliation, Sheet, Stance, Status, write_workbook};
use std::io::{Cursor, Read};

/// The sheets for people in the workbook of the sample.
const PEOPLE: [&str; 4] = ["To judge", "How to fill in", "Quotes", "33 Jawa Tengah"];

fn phrases(language: Language) -> Phrases {
    Phrases::read(&Files::builtin(), language).unwrap()
}

fn bytes(all: &Reconciliation) -> Vec<u8> {
    bytes_in(all, Language::English)
}

fn bytes_in(all: &Reconciliation, language: Language) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_workbook(all, &phrases(language), &mut bytes).unwrap();
    bytes
}

fn open(all: &Reconciliation) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes(all))).unwrap()
}

fn column(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str, name: &str) -> Vec<Data> {
    let range = book.worksheet_range(sheet).unwrap();
    let header: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let at = header.iter().position(|cell| cell == name).unwrap();
    range.rows().skip(1).map(|row| row[at].clone()).collect()
}

#[test]
fn every_table_is_a_sheet() {
    let all = sample();
    let mut book = open(&all);
    let names = book.sheet_names();
    assert_eq!(names.len(), PEOPLE.len() + Sheet::ALL.len() + 1);
    assert_eq!(names[..PEOPLE.len()], PEOPLE);
    for (name, sheet) in names[PEOPLE.len()..].iter().zip(Sheet::ALL) {
        assert_eq!(name.to_lowercase().replace(' ', "_"), sheet.name());
        let csv = crate::reconciliation::tables::read(&all, sheet);
        assert_eq!(book.worksheet_range(name).unwrap().height(), csv.len() + 1, "{name}");
    }
    assert_eq!(names.last().unwrap(), "About");
}

#[test]
fn words_are_words_numbers_are_numbers_and_there_is_no_formula() {
    let mut book = open(&sample());
    let quotes = column(&mut book, "Claims", "quote");
    for words in &HOSTILE[..5] {
        assert!(quotes.contains(&Data::String((*words).into())), "{words:?} in {quotes:?}");
    }
    assert!(quotes.contains(&Data::String(HOSTILE[6].into())), "{quotes:?}");
    // What is unseen is written out.
    assert!(quotes.contains(&Data::String("\\u000d=1".into())));
    let odd = "bell \\u0007 null \\u0000 escape \\u001b[31m non-character  next \\u0085 right to left \\u202e";
    assert!(quotes.contains(&Data::String(odd.into())), "{quotes:?}");
    assert_eq!(column(&mut book, "Ledger", "value"), [Data::Float(100.0), Data::Float(100.0)]);
    assert_eq!(column(&mut book, "Open decisions", "decision_stale"), [Data::Bool(false)]);
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).unwrap();
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{sheet}");
    }
}

#[test]
fn the_status_is_worded() {
    let mut book = open(&sample());
    let statuses = column(&mut book, "Reconciliation", "status");
    for (cell, status) in statuses.iter().zip(Status::ALL) {
        assert_eq!(cell, &Data::String(status.as_str().into()));
    }
    let about = column(&mut book, "About", "words");
    assert!(Status::ALL.iter().all(|status| about.contains(&Data::String(status.meaning().into()))));
}

#[test]
fn what_excel_does_not_take_is_cut_with_a_note() {
    let mut long = claim(1, Stance::Supports, &"x".repeat(100_000));
    long.article.url = Some(format!("https://news.example/{}", "y".repeat(3000)));
    let mut wide = claim(2, Stance::Supports, &"\u{1F600}".repeat(100_000));
    wide.confidence = f64::NAN;
    let all =
        Reconciliation { rows: vec![row("33.25", Status::Confirmed, vec![long, wide])], ..Reconciliation::default() };
    let mut book = open(&all);
    for quote in column(&mut book, "Claims", "quote") {
        let quote = quote.to_string();
        assert!(quote.encode_utf16().count() <= 32_767 && quote.ends_with("[cut: 100000 characters in all]"));
    }
}

/// A part of the workbook, unpacked.
fn part(bytes: &[u8], name: &str) -> String {
    let at = bytes.windows(name.len()).position(|window| window == name.as_bytes()).unwrap() + name.len();
    let mut text = String::new();
    flate2::read::DeflateDecoder::new(&bytes[at..]).read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_link_opens_the_page_at_the_quote_and_nothing_else_is_a_link() {
    let bytes = bytes(&sample());
    // Claims are the third sheet behind those for people.
    let links = part(&bytes, "xl/worksheets/_rels/sheet7.xml.rels");
    assert_eq!(links.matches("TargetMode=\"External\"").count(), sample().rows.len() - HOSTILE.len() - 1, "{links}");
    assert!(links.contains("Target=\"https://news.example/1?a=1\"") && !links.contains("javascript"), "{links}");
    assert!(part(&bytes, "xl/worksheets/sheet7.xml").contains("location=\":~:text=signed%20the%20MoU\""));
}

#[test]
fn headers_stay_in_sight_and_columns_can_be_filtered() {
    let bytes = bytes(&sample());
    // The second sheet says how to fill in the others.
    for sheet in (1..=PEOPLE.len() + Sheet::ALL.len() + 1).filter(|sheet| *sheet != 2) {
        let sheet = part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:"), "{sheet}");
    }
}

#[test]
fn the_same_answer_gives_the_same_bytes() {
    assert_eq!(bytes(&sample()), bytes(&sample()));
    let about = part(&bytes(&sample()), "docProps/core.xml");
    assert_eq!(about.matches("2000-01-01T00:00:00Z").count(), 2, "{about}");
}

/// A sheet as rows of words.
fn sheet(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(name).unwrap();
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn the_first_sheet_begins_with_what_needs_a_person_and_says_it_in_plain_words() {
    let mut all = sample();
    // What is decided comes last; the year is that of the sample.
    all.rows[0].decision = None;
    for (language, name, status, programme, verdict) in [
        (Language::English, "To judge", "disputed", "Gerakan Menuju Smart City", "verdict"),
        (Language::Indonesian, "Penilaian", "bertentangan", "Gerakan Menuju Smart City", "putusan"),
    ] {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes_in(&all, language))).unwrap();
        let rows = sheet(&mut book, name);
        assert_eq!(rows.len(), all.rows.len() + 1);
        assert_eq!(
            (rows[1][0].as_str(), rows[1][1].as_str(), rows[1][4].as_str()),
            (status, "Kabupaten Batang", programme)
        );
        assert!(rows[0].iter().any(|head| head == verdict), "{:?}", rows[0]);
        assert!(rows[1].iter().any(|cell| cell.starts_with("signed the MoU (")), "{:?}", rows[1]);
        assert_eq!(rows.last().unwrap()[0], phrases(language).word("status", Status::Confirmed));
    }
}

#[test]
fn a_verdict_can_be_chosen_and_the_sheet_prints_one_page_wide() {
    let bytes = bytes_in(&sample(), Language::Indonesian);
    let first = part(&bytes, "xl/worksheets/sheet1.xml");
    for words in [
        "<formula1>\"terima,tolak,batalkan\"</formula1>",
        "orientation=\"landscape\"",
        "paperSize=\"9\"",
        "fitToHeight=\"0\"",
        "fitToPage=\"1\"",
        "Halaman &amp;P dari &amp;N",
        "hidden=\"1\"",
        "<pane xSplit=\"2\" ySplit=\"1\"",
    ] {
        assert!(first.contains(words), "{words}: {}", &first[..2000]);
    }
    let quotes = part(&bytes, "xl/worksheets/sheet3.xml");
    assert!(quotes.contains("<formula1>\"terima,tolak,perbaiki,batalkan\"</formula1>"));
    let book = part(&bytes, "xl/workbook.xml");
    assert!(book.contains("Print_Titles") && book.contains("'33 Jawa Tengah'!$A$1:$J$"), "{book}");
}
