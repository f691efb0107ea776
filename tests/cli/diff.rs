//! Two results held against each other.

use crate::cli::program::{Folder, Run};
use petik::reconcile::{
    ArticleRef, Claim, Listed, PACKAGE_FILE, Provenance, Quote, ROW_SCHEMA, ROWS_FILE, Reconciliation, Region, Row,
    Stance, Status, write_package, write_rows,
};
use serde_json::Value;

fn claim(id: &str, stance: Stance) -> Claim {
    let article = ArticleRef {
        id: format!("article-{id}"),
        url: Some(format!("https://news.example/{id}")),
        ..ArticleRef::default()
    };
    let quotes = vec![Quote { quote: format!("the words of {id}"), ..Quote::default() }];
    Claim {
        id: id.into(),
        stance,
        article,
        quotes,
        by: "signing.toml#signs".into(),
        confidence: 0.9,
        ..Claim::default()
    }
}

fn row(year: i16, code: &str, status: Status, claims: Vec<Claim>) -> Row {
    Row {
        schema: ROW_SCHEMA.into(),
        id: format!("smart-city/{year}/{code}"),
        status,
        programme: "smart-city".into(),
        cohort_year: Some(year),
        region: Region { code: code.into(), name: format!("Region {code}"), ..Region::default() },
        listed: Some(Listed::default()),
        claims,
        ..Row::default()
    }
}

/// Writes a result into a folder.
fn write(folder: &Folder, dir: &str, version: &str, rows: Vec<Row>) {
    let inputs = Provenance { version: version.into(), ..Provenance::default() };
    let all = Reconciliation { rows, inputs, ..Reconciliation::default() };
    let (mut lines, mut package) = (Vec::new(), Vec::new());
    write_rows(&all, &mut lines).unwrap();
    write_package(&all, &[], &mut package).unwrap();
    folder.write(&format!("{dir}/{ROWS_FILE}"), lines).write(&format!("{dir}/{PACKAGE_FILE}"), package);
}

/// `subject change row claim` of each change.
fn told(run: &Run) -> Vec<String> {
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let line = |change: &Value| ["subject", "change", "row", "claim"].map(|key| word(&change[key])).join(" ");
    run.records().iter().map(line).collect()
}

fn two(folder: &Folder) {
    let old = vec![
        row(2018, "11.01", Status::Confirmed, vec![claim("a", Stance::Supports)]),
        row(2018, "11.02", Status::SingleSource, vec![claim("b", Stance::Supports)]),
        row(2018, "11.03", Status::NotInPress, vec![]),
        row(2018, "11.04", Status::SingleSource, vec![]),
    ];
    let new = vec![
        row(2019, "11.04", Status::SingleSource, vec![]),
        row(2018, "11.05", Status::SingleSource, vec![claim("d", Stance::Supports)]),
        row(2018, "11.02", Status::Disputed, vec![claim("b", Stance::Supports), claim("c", Stance::Denies)]),
        row(2018, "11.01", Status::Confirmed, vec![claim("a", Stance::Supports)]),
    ];
    write(folder, "old", "1.0.0", old);
    write(folder, "new", "1.1.0", new);
}

#[test]
fn every_change_is_told_once_whatever_the_order_of_the_rows() {
    let folder = Folder::new();
    two(&folder);
    let run = folder.petik(&["diff", "old", "new", "--to", "jsonl"]);
    assert_eq!(
        told(run.ends_with(0)),
        [
            "input changed - -",
            "row changed smart-city/2019/11.04 -",
            "row added smart-city/2018/11.05 -",
            "claim added smart-city/2018/11.05 d",
            "row changed smart-city/2018/11.02 -",
            "claim added smart-city/2018/11.02 c",
            "row gone smart-city/2018/11.03 -",
        ]
    );
    let changes = run.records();
    assert_eq!(changes[1]["fields"][0]["what"], "cohort_year");
    assert_eq!((&changes[1]["fields"][0]["before"], &changes[1]["fields"][0]["after"]), (&2018.into(), &2019.into()));
    let behind = &changes[4]["behind"][0];
    assert_eq!(behind["claim"], "c");
    assert_eq!((&behind["by"], &behind["article"]), (&"signing.toml#signs".into(), &"article-c".into()));
    assert_eq!(behind["url"], "https://news.example/c");
    assert!(run.stderr.contains("1 row added, 1 gone, 2 changed; 2 claims added, 0 gone, 0 changed; 1 input changed"));
}

#[test]
fn words_for_people_have_no_colour_in_a_file() {
    let folder = Folder::new();
    two(&folder);
    let run = folder.petik(&["diff", "old", "new"]);
    for words in [
        "What was read\n  changed petik\n    version: 1.0.0 -> 1.1.0\n",
        "smart-city/2018/11.02  Region 11.02\n  changed row\n    status: single_source -> disputed\n",
        "    by signing.toml#signs, article article-c, https://news.example/c\n  added claim c\n    stance: denies\n",
        "    quotes: the words of c\n",
        "  gone row\n    status: not_in_press\n",
    ] {
        assert!(run.ends_with(0).stdout.contains(words), "{words}\nin\n{}", run.stdout);
    }
    assert!(!run.stdout.contains('\u{1b}'));
    let coloured = folder.petik(&["diff", "old", "new", "--color", "always"]);
    assert!(coloured.stdout.contains("\u{1b}[32madded\u{1b}[0m"));
}

#[test]
fn a_page_does_not_steer_the_terminal() {
    let folder = Folder::new();
    write(&folder, "old", "1", vec![]);
    let mut hostile = claim("a", Stance::Supports);
    hostile.quotes[0].quote = format!("\u{1b}[2J\n  gone row\u{9b} {}", "x".repeat(100_000));
    hostile.by = "\u{1b}]0;title\u{7}".into();
    write(&folder, "new", "1", vec![row(2018, "11.01", Status::SingleSource, vec![hostile])]);
    let run = folder.petik(&["diff", "old", "new"]);
    assert!(!run.ends_with(0).stdout.contains(['\u{1b}', '\u{7}', '\u{9b}']), "{}", run.stdout);
    assert!(!run.stdout.contains("\n  gone") && run.stdout.len() < 2000);
}

#[test]
fn a_result_beside_itself_has_no_changes() {
    let folder = Folder::new();
    two(&folder);
    let run = folder.petik(&["diff", "new", "new"]);
    assert_eq!(run.ends_with(0).stdout, "");
    assert!(run.stderr.contains("0 rows added, 0 gone, 0 changed"));
}

#[test]
fn damage_is_told_with_its_line_and_nothing_is_compared() {
    let folder = Folder::new();
    two(&folder);
    let lines = folder.read("new/reconciliation.jsonl");
    let first = lines.lines().next().unwrap();
    let other = first.replace("petik/reconciliation/1", "petik/reconciliation/2");
    folder.write("new/reconciliation.jsonl", format!("{first}\n{first}\n{other}\n{{}}\n[\n{lines}{}", &first[..90]));
    let run = folder.petik(&["diff", "old", "new"]);
    let errors = run.ends_with(1).errors();
    for (error, words) in errors.iter().zip([
        ":2: the row \"smart-city/2019/11.04\" stands here again",
        ":3: a row of `petik/reconciliation/2`; this petik reads `petik/reconciliation/1`",
        ":4: no row: it has no `schema`",
        ":5: no row: EOF",
        ":6: the row \"smart-city/2019/11.04\" stands here again",
        ":10: no row: EOF",
    ]) {
        assert!(error.starts_with("new/reconciliation.jsonl") && error.contains(words), "{words} in {error}");
    }
    assert_eq!((errors.len(), run.stdout.as_str()), (6, ""));
}

#[test]
fn without_its_description_a_result_is_still_compared() {
    let folder = Folder::new();
    two(&folder);
    folder.write("old/datapackage.json", "{");
    let run = folder.petik(&["diff", "old", "new", "--to", "jsonl"]);
    assert!(run.ends_with(1).errors()[0].starts_with("old/datapackage.json: what was read is not compared: EOF"));
    assert_eq!(told(&run).len(), 6);
}
