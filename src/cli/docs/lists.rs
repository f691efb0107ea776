//! The lists: what a row is, what its columns hold, who reads it; and what rules can say.

use super::GENERATED;
use petik::gazetteer::{Column, Holds, ListFile};
use petik::source::PAGE_LISTS;
use petik::{Engine, ListReference, RULE_FILES};
use std::collections::BTreeMap;
use std::fmt::Write;

/// One section a list, then the values of rules.
pub(super) fn lists(engine: &Engine) -> String {
    let mut page = format!(
        "# Lists and rules\n\n{GENERATED}\nWhat every file below `gazetteers/` holds, which values its columns take, and which \
         part of the program reads it. A cell that is none of these is a fault: `petik check` names its file, its line and \
         what is allowed. [gazetteers/README.md](../../gazetteers/README.md) says how to add a row.\n"
    );
    let about_pages = PAGE_LISTS.iter().map(of_file);
    let mut all: Vec<ListReference> = engine.list_reference().into_iter().chain(about_pages).collect();
    all.sort_by(|a, b| a.file.cmp(&b.file));
    let (words, own): (Vec<_>, Vec<_>) = all.into_iter().partition(|list| list.file.starts_with("words/"));
    for list in &own {
        section(&mut page, list);
    }
    let _ = write!(
        page,
        "\n## Word lists\n\nThe key of each is `form`: how it is written, or several ways behind bars; `*` at the end of a \
         word stands for any ending. `note` is a remark that nothing reads. Other columns say what is meant.\n"
    );
    for list in &words {
        section(&mut page, list);
    }
    let _ = write!(page, "\n## Rules\n\n[RULES.md](../RULES.md) explains how they are written.\n");
    for rules in RULE_FILES {
        let _ = write!(page, "\n### {}\n\n| `value` | meaning |\n|---|---|\n", rules.file);
        for (value, meaning) in rules.values {
            let _ = writeln!(page, "| `{value}` | {} |", cell(meaning));
        }
    }
    page
}

fn of_file(list: &ListFile) -> ListReference {
    ListReference {
        file: list.file.to_owned(),
        uses: vec![(list.reader, list.row)],
        key: list.key.to_vec(),
        columns: list.columns.to_vec(),
        rules: Vec::new(),
    }
}

fn section(page: &mut String, list: &ListReference) {
    let is_words = list.file.starts_with("words/");
    let _ = write!(page, "\n### {}\n\n", list.file);
    let mut uses: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (what, reader) in list.uses.iter().map(|&(reader, what)| (what, reader)) {
        uses.entry(what).or_default().push(reader);
    }
    for (what, readers) in uses {
        let readers: Vec<String> = readers.iter().map(|reader| format!("`{reader}`")).collect();
        let _ = writeln!(page, "{what} Read by {}.\n", readers.join(", "));
    }
    if !list.rules.is_empty() {
        let rules: Vec<String> = list.rules.iter().map(|rule| format!("`{rule}`")).collect();
        let _ = writeln!(page, "Named by the rules {}.\n", rules.join(", "));
    }
    if !is_words {
        let key: Vec<String> = list.key.iter().map(|column| format!("`{column}`")).collect();
        let _ = writeln!(page, "Key: {}.\n", key.join(" with "));
    }
    let told = list.columns.iter().filter(|column| !is_words || !matches!(column.name, "form" | "note"));
    let mut told = told.peekable();
    if told.peek().is_some() {
        let _ = write!(page, "| column | holds | |\n|---|---|---|\n");
    }
    for column in told {
        row(page, column);
    }
}

fn row(page: &mut String, column: &Column) {
    let values = match column.holds {
        Holds::One(values) | Holds::OneOrNone(values) | Holds::Several(values) => values,
        _ => &[],
    };
    let expected = match column.holds {
        Holds::One(_) => "one of these".to_owned(),
        Holds::OneOrNone(_) => "one of these, or nothing".to_owned(),
        Holds::Several(_) => "any of these, behind bars".to_owned(),
        Holds::Text | Holds::Name => "words".to_owned(),
        other if other.may_be_empty() => format!("{}, or nothing", other.expected()),
        other => other.expected(),
    };
    let _ = writeln!(page, "| `{}` | {expected} | {} |", column.name, cell(column.meaning));
    for (value, meaning) in values {
        let _ = writeln!(page, "| | `{}` | {} |", cell(value), cell(meaning));
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
