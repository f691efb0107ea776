//! `petik decide --from`: verdicts of a workbook, in whatever state its sheets come back.

use super::program::{Folder, Run};
use calamine::{Reader, open_workbook_auto};
use serde_json::{Value, json};

const PROGRAMME: &str = "gerakan-menuju-smart-city";

/// A reconciliation in `out`: a member that two sources confirm, one of another year, and a name that is open.
fn reconciled(more: &[&str]) -> Folder {
    let folder = Folder::new();
    folder.write(
        "list.csv",
        [
            "programme,cohort_year,code,region",
            "P,2018,33.25,Batang",
            "P,2018,52.07,Sumbawa Barat",
            "P,2018,,Pekalongan",
        ]
        .join("\n")
        .replace("P,", &format!("{PROGRAMME},")),
    );
    folder.write("r.jsonl", facts());
    run(&folder, more).ends_with(0);
    folder
}

fn facts() -> String {
    let fact = |article: &str, code: &str, name: &str, year: i64, quote: &str| {
        json!({"article_id": article, "id": "f1", "type": "membership", "status": "done", "programme": PROGRAMME,
            "region_code": code, "region_name": name, "cohort_year": year, "quote": quote, "start": 0, "end": 9,
            "by": "rule", "confidence": 0.9})
        .to_string()
            + "\n"
    };
    [
        fact("a", "33.25", "Kabupaten Batang", 2018, "Batang terpilih"),
        fact("b", "33.25", "Kabupaten Batang", 2018, "Batang ikut serta"),
        fact("c", "52.07", "Kabupaten Sumbawa Barat", 2017, "Sumbawa Barat terpilih pada 2017"),
    ]
    .concat()
}

fn run(folder: &Folder, more: &[&str]) -> Run {
    folder.petik(&[&["reconcile", "--quiet", "r.jsonl", "--list", "list.csv", "--out", "out"], more].concat())
}

/// A sheet of the workbook.
fn sheet(folder: &Folder, name: &str) -> Vec<Vec<String>> {
    let mut book = open_workbook_auto(folder.path("out/reconciliation.xlsx")).unwrap();
    let range = book.worksheet_range(name).unwrap();
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

fn column(rows: &[Vec<String>], head: &str) -> usize {
    rows[0].iter().position(|cell| cell == head).unwrap_or_else(|| panic!("{head} in {:?}", rows[0]))
}

/// Fills in cells of the row with this id.
fn fill(rows: &mut [Vec<String>], id: &str, cells: &[(&str, &str)]) {
    let at = column(rows, "id");
    for (head, words) in cells {
        let column = column(rows, head);
        let row = rows.iter_mut().skip(1).find(|row| row[at].ends_with(id)).unwrap_or_else(|| panic!("{id}"));
        row[column] = (*words).to_owned();
    }
}

fn save(folder: &Folder, rows: &[Vec<String>]) {
    let mut csv = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| csv.write_record(row).unwrap());
    folder.write("judged.csv", csv.into_inner().unwrap());
}

fn decide(folder: &Folder, more: &[&str]) -> Run {
    folder.petik(&[&["decide", "out", "--from", "judged.csv", "--by", "Sari", "--decisions", "d.jsonl"], more].concat())
}

fn decisions(folder: &Folder) -> Vec<Value> {
    folder.read("d.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn verdicts_come_back_from_a_sheet_that_was_sorted_and_got_other_columns() {
    let folder = reconciled(&[]);
    let mut rows = sheet(&folder, "To judge");
    fill(&mut rows, "2018/33.25", &[("verdict", " Diterima ")]);
    fill(&mut rows, "2018/52.07", &[("verdict", "TOLAK"), ("note", "tahun lain,\nlihat \"surat\"")]);
    rows[1..].reverse();
    // A title above, a column in front, the columns in another order.
    for (number, row) in rows.iter_mut().enumerate() {
        row.reverse();
        row.insert(0, if number == 0 { "my own".to_owned() } else { "x".to_owned() });
    }
    rows.insert(0, vec!["Judged in May".to_owned(); rows[0].len()]);
    save(&folder, &rows);
    let words = decide(&folder, &["--when", "2026-11-23"]).ends_with(0).stderr.clone();
    assert!(words.contains("2 verdicts taken"), "{words}");
    let decisions = decisions(&folder);
    let of = |code: &str| decisions.iter().find(|one| one["subject"] == format!("{PROGRAMME}/2018/{code}")).unwrap();
    assert_eq!((decisions.len(), &of("33.25")["verdict"]), (2, &json!("accept")));
    let rejected = of("52.07");
    assert_eq!(
        (&rejected["verdict"], &rejected["who"], &rejected["when"]),
        (&json!("reject"), &json!("Sari"), &json!("2026-11-23"))
    );
    assert_eq!(rejected["note"], "tahun lain,\nlihat \"surat\"");
    assert_eq!(rejected["evidence"].as_str().unwrap().len(), 12);
    run(&folder, &["--decisions", "d.jsonl"]).ends_with(0);
    assert!(folder.read("out/open_decisions.csv").lines().count() == 1);
}

#[test]
fn names_and_quotes_are_corrected_by_codes_years_and_days() {
    let folder = reconciled(&["--lang", "id"]);
    let mut names = sheet(&folder, "Nama belum jelas");
    let id = names[1][column(&names, "id")].clone();
    fill(
        &mut names,
        &id,
        &[("putusan", "perbaiki"), ("kode daerah yang benar", "33,26"), ("tahun yang benar", "2019")],
    );
    save(&folder, &names);
    decide(&folder, &[]).ends_with(0);
    let mut quotes = sheet(&folder, "Kutipan");
    let at = column(&quotes, "kutipan berita (media, tanggal)");
    let id = quotes.iter().find(|row| row[at].starts_with("Sumbawa")).unwrap()[column(&quotes, "id")].clone();
    fill(&mut quotes, &id, &[("putusan", "correct"), ("tahun yang benar", "2018"), ("tanggal yang benar", "8/5/2018")]);
    save(&folder, &quotes);
    decide(&folder, &[]).ends_with(0);
    let decisions = decisions(&folder);
    assert_eq!((&decisions[0]["region"], &decisions[0]["cohort_year"]), (&json!("33.26"), &json!(2019)));
    assert_eq!((&decisions[1]["cohort_year"], &decisions[1]["date"]), (&json!(2018), &json!("2018-05-08")));
    run(&folder, &["--decisions", "d.jsonl"]).ends_with(0);
    let rows = folder.read("out/reconciliation.jsonl");
    assert!(rows.contains("2019/33.26") && rows.contains("region by decision"), "{rows}");
    // What was decided stands in the workbook, and says nothing new when it is read again.
    let quotes = sheet(&folder, "Quotes");
    let row = quotes.iter().find(|row| row[column(&quotes, "id")] == id).unwrap();
    let shown = ["verdict", "right year", "right day"].map(|head| row[column(&quotes, head)].as_str());
    assert_eq!(shown, ["correct", "2018", "2018-05-08"]);
    save(&folder, &quotes);
    let words = decide(&folder, &[]).ends_with(0).stderr.clone();
    assert!(words.contains("0 verdicts taken"), "{words}");
    assert_eq!(folder.read("d.jsonl").lines().count(), 2);
}

#[test]
fn what_cannot_be_taken_is_named_with_its_cell_and_the_rest_is_taken() {
    let folder = reconciled(&[]);
    let quotes = sheet(&folder, "Quotes");
    let id = quotes[1][column(&quotes, "id")].clone();
    for (cells, words) in [
        (&[("verdict", "maybe")][..], "“maybe” is no verdict"),
        (&[("note", "why?")], "no verdict; choose one"),
        (&[("verdict", "correct")], "needs the right region code, year or day"),
        (&[("verdict", "accept"), ("right year", "2018")], "go with `correct`"),
        (&[("verdict", "correct"), ("right region code", "99.99")], "no region has this code"),
        (&[("verdict", "correct"), ("right region code", "33.1")], "33.01 Kabupaten Cilacap, 33.10 Kabupaten Klaten"),
        (&[("verdict", "correct"), ("right region code", "33")], "is a province"),
        (&[("verdict", "correct"), ("right year", "20188")], "no year from 1990 to 2099"),
        (&[("verdict", "correct"), ("right day", "31/02/2018")], "no day of the calendar"),
        (&[("verdict", "reject"), ("id", "0123456789ab")], "nothing in the folder has this id"),
        (&[("verdict", "reject"), ("id", "")], "no id"),
    ] {
        let mut rows = quotes.clone();
        let other = rows[2][column(&rows, "id")].clone();
        fill(&mut rows, &other, &[("verdict", "accept")]);
        fill(&mut rows, &id, cells);
        save(&folder, &rows);
        let run = decide(&folder, &[]);
        let errors = run.ends_with(1).errors();
        assert!(
            errors.len() == 1 && errors[0].contains(words) && errors[0].starts_with("cell "),
            "{words}: {errors:?}"
        );
        assert!(errors[0].split(':').next().unwrap().ends_with('2'), "{errors:?}");
        assert_eq!(decisions(&folder)[0]["subject"], other.as_str());
        std::fs::remove_file(folder.path("d.jsonl")).unwrap();
    }
    let indonesian = decide(&folder, &["--lang", "id"]);
    assert!(indonesian.ends_with(1).errors()[0].starts_with("sel "), "{indonesian:?}");
}

#[test]
fn two_verdicts_for_one_row_are_none_and_twice_the_same_is_one() {
    let folder = reconciled(&[]);
    let rows = sheet(&folder, "To judge");
    for (other, code, lines) in [("reject", 1, 0), ("accept", 0, 1)] {
        let mut twice = rows.clone();
        fill(&mut twice, "2018/33.25", &[("verdict", "accept")]);
        let mut copy = twice.iter().find(|row| row.iter().any(|cell| cell.ends_with("2018/33.25"))).unwrap().clone();
        copy[column(&rows, "verdict")] = other.to_owned();
        copy[column(&rows, "note")] = "copied".to_owned();
        twice.push(copy);
        save(&folder, &twice);
        let run = decide(&folder, &[]);
        run.ends_with(code);
        assert_eq!(run.stderr.contains("neither was taken"), code == 1, "{}", run.stderr);
        assert_eq!(folder.path("d.jsonl").exists(), lines == 1);
    }
    assert_eq!(decisions(&folder)[0]["note"], "copied");
}

#[test]
fn a_verdict_that_stands_is_not_written_again_and_one_that_is_cleared_is_named() {
    let folder = reconciled(&[]);
    folder.write(
        "d.jsonl",
        json!({"subject": format!("{PROGRAMME}/2018/33.25"), "verdict": "accept", "note": "seen"}).to_string(),
    );
    let mut fresh = sheet(&folder, "To judge");
    fill(&mut fresh, "2018/33.25", &[("verdict", "accept"), ("note", " seen ")]);
    save(&folder, &fresh);
    assert!(decide(&folder, &[]).ends_with(0).stderr.contains("1 stood already"));
    run(&folder, &["--decisions", "d.jsonl"]).ends_with(0);
    let mut rows = sheet(&folder, "To judge");
    fill(&mut rows, "2018/33.25", &[("verdict", "")]);
    save(&folder, &rows);
    assert!(decide(&folder, &[]).ends_with(1).errors()[0].contains("was removed"));
    fill(&mut rows, "2018/33.25", &[("verdict", "reject")]);
    save(&folder, &rows);
    decide(&folder, &[]).ends_with(0);
    assert_eq!((decisions(&folder).len(), &decisions(&folder)[1]["verdict"]), (2, &json!("reject")));
    // Taken back once; then there is nothing to take back.
    fill(&mut rows, "2018/33.25", &[("verdict", "batalkan"), ("note", "")]);
    save(&folder, &rows);
    decide(&folder, &[]).ends_with(0);
    assert!(decide(&folder, &[]).ends_with(0).stderr.contains("1 stood already"));
    assert_eq!((decisions(&folder).len(), &decisions(&folder)[2]["verdict"]), (3, &json!("withdraw")));
}

#[test]
fn a_verdict_on_what_has_changed_since_is_taken_and_brought_up() {
    let folder = reconciled(&[]);
    let mut rows = sheet(&folder, "To judge");
    fill(&mut rows, "2018/33.25", &[("verdict", "accept")]);
    save(&folder, &rows);
    folder.write("r.jsonl", facts().replace("Batang terpilih", "Batang dipilih"));
    run(&folder, &[]).ends_with(0);
    let words = decide(&folder, &[]).ends_with(0).stderr.clone();
    assert!(
        words.contains("warning: cell ") && words.contains("has changed since the workbook was written"),
        "{words}"
    );
    run(&folder, &["--decisions", "d.jsonl"]).ends_with(0);
    assert!(folder.read("out/open_decisions.csv").contains("its evidence has changed"));
}

#[test]
fn what_is_no_workbook_of_petik_is_refused() {
    let folder = reconciled(&[]);
    for (content, code, words) in [
        ("", 1, "the file is empty"),
        ("a,b\n1,2\n", 1, "no sheet has the columns `id` and `verdict`"),
        ("%PDF-1.4", 1, "a PDF file"),
    ] {
        folder.write("judged.csv", content);
        let run = decide(&folder, &[]);
        assert!(run.ends_with(code).errors()[0].contains(words), "{words}: {}", run.stderr);
    }
    folder.write("judged.csv", "id,verdict,verdict\nx,accept,reject\n");
    assert!(decide(&folder, &[]).ends_with(1).errors()[0].contains("two columns are headed verdict"));
    let own = ["decide", "out", "--from", "out/reconciliation.xlsx", "--by", "Sari", "--decisions", "d.jsonl"];
    assert!(folder.petik(&own).ends_with(0).stderr.contains("move it out"));
    let both = ["decide", "out", "x", "accept", "--from", "judged.csv", "--by", "Sari", "--decisions", "d.jsonl"];
    folder.petik(&both).ends_with(2);
    folder.petik(&["decide", "out", "--from", "judged.csv", "--decisions", "d.jsonl"]).ends_with(2);
    assert!(!folder.path("d.jsonl").exists());
}

#[test]
fn what_another_decided_since_the_workbook_was_written_stays() {
    let folder = reconciled(&[]);
    let mut rows = sheet(&folder, "To judge");
    fill(&mut rows, "2018/33.25", &[("verdict", "accept")]);
    save(&folder, &rows);
    let line =
        json!({"subject": format!("{PROGRAMME}/2018/33.25"), "verdict": "reject", "who": "Budi"}).to_string() + "\n";
    folder.write("d.jsonl", &line);
    let refused = decide(&folder, &[]);
    let errors = refused.ends_with(1).errors();
    assert!(errors[0].starts_with("cell ") && errors[0].contains("Budi judged it since"), "{errors:?}");
    assert_eq!(folder.read("d.jsonl"), line);
    // Who decided it may change it, and so may who sees it in the workbook.
    folder.write("d.jsonl", line.replace("Budi", "Sari"));
    decide(&folder, &[]).ends_with(0);
    assert_eq!(decisions(&folder).len(), 2);
    folder.write("d.jsonl", &line);
    run(&folder, &["--decisions", "d.jsonl"]).ends_with(0);
    let mut rows = sheet(&folder, "To judge");
    fill(&mut rows, "2018/33.25", &[("verdict", "accept")]);
    save(&folder, &rows);
    decide(&folder, &[]).ends_with(0);
    assert_eq!(decisions(&folder)[1]["verdict"], "accept");
}

#[test]
fn a_row_is_told_how_it_can_be_corrected() {
    let folder = reconciled(&[]);
    let mut rows = sheet(&folder, "To judge");
    fill(&mut rows, "2018/33.25", &[("verdict", "correct")]);
    save(&folder, &rows);
    let refused = decide(&folder, &[]);
    let errors = refused.ends_with(1).errors();
    assert!(errors[0].contains("correct its quotes"), "{errors:?}");
}
