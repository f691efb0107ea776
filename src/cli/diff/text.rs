//! Changes in words.

use crate::cli::screen::{Line, Screen, one_line};
use anstyle::{AnsiColor, Style};
use petik::reconcile::{Behind, Change, FieldChange, Subject, Turn};
use serde_json::Value;
use std::io::{self, Write};

const HEADING: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
/// Code points of a value.
const MOST: usize = 200;
/// Claims that are named behind the change of a row.
const BEHIND: usize = 3;
/// Fields that a claim or row is told by when it is new or gone.
const TELLING: [&str; 8] = ["status", "stance", "type", "cohort_year", "date", "listed", "sources", "quotes"];

/// What stands above the changes of one row, or of what was read.
pub(super) fn heading(change: &Change) -> Line {
    match &change.row {
        Some(row) => Line::styled(HEADING, row).and(format_args!("  {}", change.name)),
        None => Line::styled(HEADING, "What was read"),
    }
}

pub(super) fn write(out: &mut Screen<impl Write>, change: &Change) -> io::Result<()> {
    let (style, word) = match change.change {
        Turn::Added => (AnsiColor::Green.on_default(), "added"),
        Turn::Gone => (AnsiColor::Red.on_default(), "gone"),
        Turn::Changed => (AnsiColor::Yellow.on_default(), "changed"),
    };
    let subject = match (change.subject, &change.claim) {
        (Subject::Claim, Some(id)) => format!("claim {id}"),
        (Subject::Input, _) => change.name.clone(),
        _ => "row".into(),
    };
    out.hanging("  ", "      ", &Line::styled(style, word).and(" ").and(subject))?;
    for field in &change.fields {
        if let Some(words) = told(field, change) {
            out.hanging("    ", "      ", &format!("{}: {words}", field.what).into())?;
        }
    }
    // The claims behind a row that changed follow as changes of their own, unless the list alone changed it.
    let shown = if change.subject == Subject::Row { BEHIND } else { 1 };
    for behind in change.behind.iter().take(shown) {
        out.hanging("    ", "      ", &Line::styled(DIM, because(behind)))?;
    }
    Ok(())
}

/// A field in words; of what is new or gone only what tells most.
fn told(field: &FieldChange, change: &Change) -> Option<String> {
    match change.change {
        Turn::Changed => Some(format!("{} -> {}", value(&field.before), value(&field.after))),
        _ if change.subject != Subject::Input && !TELLING.contains(&field.what) => None,
        Turn::Added => Some(value(&field.after)),
        Turn::Gone => Some(value(&field.before)),
    }
}

/// `by rule, article, address`
fn because(behind: &Behind) -> String {
    let url = behind.url.as_deref().map(|url| format!(", {}", short(url))).unwrap_or_default();
    format!("by {}, article {}{url}", short(&behind.by), short(&behind.article))
}

fn value(value: &Value) -> String {
    match value {
        Value::Null => "nothing".into(),
        Value::String(words) => short(words),
        Value::Array(items) => items.iter().take(20).map(self::value).collect::<Vec<_>>().join(" | "),
        other => short(&other.to_string()),
    }
}

/// In one line, and not too long.
fn short(words: &str) -> String {
    let mut points = words.chars();
    let mut out: String = points.by_ref().take(MOST).collect();
    if points.next().is_some() {
        out.push('…');
    }
    one_line(&out)
}
