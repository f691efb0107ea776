//! An article on one screen: the words that its facts rest on, under each of them the facts in a line each with their
//! confidence, and how much more there is.

use super::palette::DIM;
use super::reasons::{fact_line, finding_line};
use crate::cli::message::counted;
use crate::cli::screen::{Line, Screen, one_line};
use petik::Explanation;
use std::collections::HashSet;
use std::io::{self, Write};

/// Rows for facts, and for findings: with heading and end no more than 24.
const FACTS: usize = 16;
const FINDINGS: usize = 3;
/// Letters of a row where the screen tells no width.
const ROW: usize = 100;

/// Writes what comes under the heading.
pub(super) fn write(out: &mut Screen<impl Write>, explanation: &Explanation<'_>) -> io::Result<()> {
    let record = &explanation.record;
    let most = out.width().unwrap_or(ROW);
    let (mut rows, mut shown, mut last) = (0, 0, None);
    for fact in &record.facts {
        // Facts of one sentence stand under it together.
        let quote = fact
            .evidence
            .first()
            .map(|evidence| one_line(&evidence.quote))
            .filter(|quote| last.as_ref() != Some(quote));
        rows += 1 + usize::from(quote.is_some());
        if rows > FACTS {
            break;
        }
        if let Some(quote) = quote {
            out.line(&Line::styled(DIM, format_args!("\"{quote}\"")).clipped(most))?;
            last = Some(quote);
        }
        let sure = format!("   {:.2}", fact.confidence);
        out.line(&Line::from("  ").join(fact_line(fact)).clipped(most.saturating_sub(sure.len())).and(sure))?;
        shown += 1;
    }
    more(out, record.facts.len(), shown, "fact")?;
    for finding in record.findings.iter().take(FINDINGS) {
        out.line(&finding_line(finding).clipped(most))?;
    }
    more(out, record.findings.len(), FINDINGS, "finding")?;
    let used: HashSet<&str> = record.facts.iter().flat_map(|fact| &fact.mentions).map(AsRef::as_ref).collect();
    let (found, taken) = (record.mentions.len(), explanation.rejected.len());
    let unused = record.mentions.iter().filter(|mention| !used.contains(mention.id.as_ref())).count();
    out.line(&Line::from(format!(
        "{}, {}, {unused} of them in no fact; {taken} more looked at and not taken",
        counted(record.facts.len() as u64, "fact"),
        counted(found as u64, "mention"),
    )))
}

/// How many of `all` were not shown.
fn more(out: &mut Screen<impl Write>, all: usize, shown: usize, noun: &str) -> io::Result<()> {
    match all.saturating_sub(shown) {
        0 => Ok(()),
        left => out.line(
            &format!("… and {}; without --short all are shown", counted(left as u64, &format!("more {noun}"))).into(),
        ),
    }
}
