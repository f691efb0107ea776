//! CSV and JSON Lines.

use crate::reconciliation::sample::{HOSTILE, claim, row, sample};
use petik::Vocabulary;
use petik::reconcile::{Reconciliation, Row, Sheet, Stance, Status, write_csv, write_rows};
use petik::record::cell::{bare, is_written_out};
use std::collections::{BTreeSet, HashMap};

pub fn csv_bytes(all: &Reconciliation, sheet: Sheet) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_csv(all, sheet, &mut bytes).unwrap();
    bytes
}

/// The rows of a table, each as cells by the names of their columns.
pub fn read(all: &Reconciliation, sheet: Sheet) -> Vec<HashMap<String, String>> {
    let bytes = csv_bytes(all, sheet);
    csv::Reader::from_reader(bytes.as_slice()).deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn each_table_has_one_row_a_thing() {
    let all = sample();
    let rows = [
        (Sheet::Summary, 2), // one programme, with a year and without
        (Sheet::Reconciliation, all.rows.len()),
        (Sheet::Claims, all.rows.iter().map(|row| row.claims.len()).sum()),
        (Sheet::Ledger, 2),
        (Sheet::Remarks, 1),
        (Sheet::ListRemarks, 1),
        (Sheet::Unresolved, 1),
        (Sheet::Reprints, 1),
        (Sheet::OpenDecisions, 1),
    ];
    assert_eq!(rows.map(|(sheet, _)| sheet), Sheet::ALL);
    for (sheet, number) in rows {
        assert_eq!(read(&all, sheet).len(), number, "{sheet:?}");
        // A table without rows still says what its columns are.
        let empty = csv_bytes(&Reconciliation::default(), sheet);
        let header = csv::Reader::from_reader(empty.as_slice()).headers().unwrap().clone();
        assert_eq!(header.iter().collect::<BTreeSet<_>>().len(), header.len(), "{sheet:?}: a name twice");
        assert!(read(&Reconciliation::default(), sheet).is_empty());
    }
}

#[test]
fn a_row_tells_who_says_so() {
    let claims = vec![
        claim(1, Stance::OtherYear, "next year"),
        claim(2, Stance::Supports, "signed"),
        claim(3, Stance::Denies, "never signed"),
    ];
    let all = Reconciliation { rows: vec![row("33.25", Status::Disputed, claims)], ..Reconciliation::default() };
    let row = &read(&all, Sheet::Reconciliation)[0];
    for (column, cell) in [
        ("status", "disputed"),
        ("cohort_year", "2018"),
        ("quote", "signed"),
        ("article_id", "a2"),
        ("url", "https://news.example/2?a=1"),
        ("published", "2018-05-03"),
        ("link", "https://news.example/2?a=1#:~:text=signed"),
        ("claims", "3"),
        (
            "quotes",
            "signed (news.example, 2018-05-03) | next year (news.example, 2018-05-02; other_year) | \
             never signed (news.example, 2018-05-04; denies)",
        ),
    ] {
        assert_eq!(row[column], cell, "{column}");
    }
    let claims = read(&all, Sheet::Claims);
    assert_eq!(
        claims.iter().map(|claim| claim["quote"].as_str()).collect::<Vec<_>>(),
        ["next year", "signed", "never signed"]
    );
    assert!(claims.iter().all(|claim| claim["row_id"] == row["id"] && claim["confidence"] == "0.9"));
}

#[test]
fn the_ledger_carries_its_remarks() {
    let rows = read(&sample(), Sheet::Ledger);
    assert_eq!(rows[1]["value"], "100");
    assert_eq!(rows[1]["article_id"], "a2");
    assert_eq!(rows[1]["remarks"], format!("'{}", HOSTILE[0]));
}

#[test]
fn no_cell_begins_like_a_formula_and_no_word_is_lost() {
    let all = sample();
    for sheet in Sheet::ALL {
        for cell in read(&all, sheet).iter().flat_map(HashMap::values) {
            let seen = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
            assert!(!seen.starts_with(['=', '+', '-', '@', '＝']), "{sheet:?}: {cell:?}");
            assert!(!cell.starts_with(char::is_control) && !cell.contains(is_written_out), "{sheet:?}: {cell:?}");
        }
    }
    let quotes: Vec<String> =
        read(&all, Sheet::Claims).into_iter().map(|mut claim| claim.remove("quote").unwrap()).collect();
    for words in HOSTILE {
        assert!(quotes.iter().any(|quote| bare(quote) == words), "{words:?}");
    }
    // What a page calls its address is no link, and what it calls its day is no day.
    let claims = read(&all, Sheet::Claims);
    assert_eq!(claims.iter().filter(|claim| claim["link"].is_empty()).count(), HOSTILE.len());
    assert_eq!(claims.iter().filter(|claim| claim["published"].is_empty()).count(), HOSTILE.len());
}

#[test]
fn words_beyond_a_spreadsheet_are_cut_in_csv_and_whole_in_json() {
    let long = "x".repeat(100_000);
    let rows = vec![row("33.25", Status::SingleSource, vec![claim(1, Stance::Supports, &long)])];
    let all = Reconciliation { rows, ..Reconciliation::default() };
    let quote = &read(&all, Sheet::Claims)[0]["quote"];
    assert!(quote.len() < 32_767 && quote.ends_with("[cut: 100000 characters in all]"), "{}", quote.len());
    let mut json = Vec::new();
    write_rows(&all, &mut json).unwrap();
    assert!(String::from_utf8(json).unwrap().contains(&long));
}

#[test]
fn rows_are_read_back_as_they_were() {
    let all = sample();
    let mut json = Vec::new();
    write_rows(&all, &mut json).unwrap();
    let lines = std::str::from_utf8(&json).unwrap().lines();
    let rows: Vec<Row> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows, all.rows);
}

#[test]
fn the_summary_counts_every_row_once() {
    let all = sample();
    let of = |row: &HashMap<String, String>, column: &str| row[column].parse::<usize>().unwrap();
    let summary = read(&all, Sheet::Summary);
    let counted: usize =
        summary.iter().map(|row| Status::ALL.iter().map(|status| of(row, status.as_str())).sum::<usize>()).sum();
    let rejected: usize = summary.iter().map(|row| of(row, "rejected")).sum();
    assert_eq!(rejected, all.rows.iter().filter(|row| row.is_rejected()).count());
    assert_eq!(counted + rejected, all.rows.len());
    assert_eq!(of(&summary[0], "listed") + rejected, all.rows.len() - 1);
    assert_eq!((of(&summary[1], "not_in_list"), summary[1]["cohort_year"].as_str()), (1, ""));
}
