//! The last sheet: what was read, and what statuses and columns mean.

use super::super::Sheet;
use super::super::table::{Cell, Field, Kind, Table};
use super::title;
use crate::reconciliation::{InputFile, Reconciliation};
use crate::words::Status;
use petik_core::Vocabulary;

/// Three columns: what kind of thing a line tells of, its name, and what is to be said.
pub(super) fn about(all: &Reconciliation) -> Table<'_> {
    let lines = inputs(all).into_iter().chain(legend(all));
    let field = |name, kind| Field { name, kind, about: "" };
    Table {
        about: "What was read, and what statuses and columns mean.",
        fields: vec![field("about", Kind::Words), field("name", Kind::Long), field("words", Kind::Long)],
        rows: Box::new(lines.map(Vec::from)),
    }
}

type Line<'r> = [Cell<'r>; 3];

fn line<'r>(about: &'static str, name: impl Into<Cell<'r>>, words: impl Into<Cell<'r>>) -> Line<'r> {
    [about.into(), name.into(), words.into()]
}

fn inputs(all: &Reconciliation) -> Vec<Line<'_>> {
    let inputs = &all.inputs;
    let digest = |sha256: &str| format!("sha256:{sha256}");
    let file = |what| move |file: &InputFile| line(what, file.path.clone(), digest(&file.sha256));
    let mut lines = vec![
        line("made by", "petik", &inputs.version),
        line("made by", "lists and rules", digest(&inputs.lists_sha256)),
    ];
    lines.extend(inputs.records.iter().map(file("file of records")));
    lines.extend(inputs.list.iter().map(file("file of the list")));
    lines.extend(inputs.decisions.iter().map(file("file of decisions")));
    lines.extend([
        line("read", "articles", inputs.articles),
        line("read", "facts", inputs.facts),
        line("read", "facts about programmes that the list is not about", inputs.facts_elsewhere),
        line("read", "lines that could not be read", inputs.failed),
        line("read", "share of common shingles above which texts are one source", inputs.cluster_threshold),
    ]);
    lines
}

fn legend(all: &Reconciliation) -> impl Iterator<Item = Line<'_>> {
    let statuses = Status::ALL.iter().map(|status| line("status", status.as_str(), status.meaning()));
    let columns = Sheet::ALL.into_iter().flat_map(|sheet| {
        let fields = sheet.table(all).fields.into_iter();
        fields.map(move |field| line("column", format!("{}: {}", title(sheet.name()), field.name), field.about))
    });
    statuses.chain(columns)
}
