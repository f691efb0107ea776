//! The report: all that a reconciliation found, as one page that works from a disk, without a network, without a script, and
//! on paper. The page, its style and its script are files beside its parts; what the page is filled with is escaped here.

mod bars;
mod claims;
mod copies;
pub(crate) mod escape;
mod filters;
mod ledger;
mod loose;
mod map;
mod next;
pub(crate) mod policy;
mod rows;
mod summary;
mod tally;
mod words;

use crate::phrases::Phrases;
use crate::reconciliation::Reconciliation;
use escape::Text;
use std::io::{self, Write};
use tally::Tally;
use words::{Anchors, Out, Voice, size};

const PAGE: &str = include_str!("report/page.html");
/// The style of the report, which other pages of petik share.
pub const STYLE: &str = include_str!("report/page.css");
/// The marks of the statuses as symbols of SVG, `m-confirmed`.
pub const MARKS: &str = include_str!("report/marks.svg");
const SCRIPT: &str = include_str!("report/page.js");
/// How the slots begin that are phrases; the key follows.
const PHRASES: &str = "report.";

/// Writes a reconciliation as one page of HTML, UTF-8, in the language of the phrases, that asks nobody for anything: its policy of content forbids it. Rows
/// show at most ten quotes each, fewer where there are thousands of rows, and say how many more there are. The same reconciliation gives the same bytes.
///
/// Errors are those of `out`.
pub fn write_report(reconciliation: &Reconciliation, phrases: &Phrases, out: &mut impl Write) -> io::Result<()> {
    let report = Report {
        voice: Voice { phrases, reconciliation },
        tally: Tally::new(reconciliation),
        anchors: Anchors::new(&reconciliation.rows),
        style: lines(STYLE),
        script: lines(SCRIPT),
    };
    let mut out = io::BufWriter::new(out);
    fill_page(PAGE, &mut out, |slot, out| report.fill(slot, out))?;
    out.flush()
}

/// Writes a page, with what `fill` writes in the place of each `{{slot}}`.
///
/// # Errors
///
/// Those of `out` and of `fill`.
pub fn fill_page(
    page: &str,
    out: &mut dyn Write,
    mut fill: impl FnMut(&str, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut rest = page;
    while let Some((before, slot, after)) = next_slot(rest) {
        out.write_all(before.as_bytes())?;
        fill(slot, out)?;
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

/// What stands before the next `{{slot}}` of the page, its name, and what stands behind it.
fn next_slot(page: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = page.split_once("{{")?;
    let (slot, after) = rest.split_once("}}")?;
    Some((before, slot, after))
}

/// A file with the ends of lines that a browser reads it with, or its digest would be another.
fn lines(file: &str) -> String {
    file.replace("\r\n", "\n")
}

/// What the slots of the page are filled from.
struct Report<'a> {
    voice: Voice<'a>,
    tally: Tally<'a>,
    anchors: Anchors<'a>,
    style: String,
    script: String,
}

impl Report<'_> {
    fn fill(&self, slot: &str, out: Out<'_>) -> io::Result<()> {
        if let Some(key) = slot.strip_prefix(PHRASES) {
            return write!(out, "{}", self.voice.known("report", key));
        }
        let Report { voice, tally, anchors, style, script } = self;
        let Reconciliation { rows, clusters, inputs, .. } = voice.reconciliation;
        match slot {
            "policy" => write!(out, "{}", policy::policy(script, style)),
            "style" => write!(out, "{style}"),
            "marks" => write!(out, "{MARKS}"),
            "script" => write!(out, "{script}"),
            "language" => write!(out, "{}", voice.phrases.language().as_str()),
            "version" => write!(out, "{}", Text(&inputs.version)),
            "lead" => summary::write_lead(tally, *voice, out),
            "tiles" => summary::write_tiles(tally, *voice, out),
            "next" => next::write_next(*voice, out),
            "maps" => map::write_maps(tally, *voice, out),
            "key" => bars::write_key(*voice, out),
            "cohorts" => bars::write_cohorts(tally, *voice, out),
            "row_count" => write!(out, "{}", voice.count("words.rows", size(rows.len()))),
            "one_row" => write!(out, "{}", Text(voice.phrases.form("words.rows", 1).unwrap_or_default())),
            "many_rows" => write!(out, "{}", voice.say("words.rows")),
            "statuses" => filters::write_statuses(tally, *voice, out),
            "years" => filters::write_years(*voice, out),
            "provinces" => filters::write_provinces(tally, out),
            "programmes" => filters::write_programmes(*voice, out),
            "outlets" => filters::write_outlets(*voice, out),
            "rows" => rows::write_rows(*voice, anchors, out),
            "ledger" => ledger::write_ledger(*voice, out),
            "copies" => copies::write_copies(clusters, *voice, out),
            "list_remarks" => loose::write_list_remarks(*voice, out),
            "unresolved" => loose::write_unresolved(*voice, out),
            "decisions" => loose::write_decisions(*voice, anchors, out),
            "legend" => summary::write_legend(*voice, out),
            "inputs" => summary::write_inputs(*voice, out),
            other => Err(io::Error::other(format!("the page has no part named {other}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrases::english;
    use crate::words::Status;
    use petik_core::Vocabulary;

    #[test]
    fn every_part_of_the_page_is_filled() {
        let mut html = Vec::new();
        write_report(&Reconciliation::default(), &english(), &mut html).unwrap();
        assert!(String::from_utf8(html).unwrap().ends_with("</html>\n"));
    }

    #[test]
    fn every_slot_of_a_phrase_has_one() {
        let (phrases, mut rest) = (english(), PAGE);
        while let Some((_, slot, after)) = next_slot(rest) {
            assert!(!slot.starts_with(PHRASES) || phrases.form(slot, 2).is_some(), "{slot}");
            rest = after;
        }
    }

    #[test]
    fn every_status_has_its_symbol() {
        for status in Status::ALL {
            assert!(MARKS.contains(&format!("<symbol id=\"m-{status}\"")), "{status}");
        }
    }

    /// Inside of a script nothing is escaped: it must not hold what ends it or begins a comment.
    #[test]
    fn script_and_style_end_where_they_end() {
        for (file, end) in [(SCRIPT, "</script"), (STYLE, "</style")] {
            assert!(!file.to_lowercase().contains(end) && !file.contains("<!--"));
            assert!(!file.contains("innerHTML") && !file.contains("{{"));
        }
    }

    #[test]
    fn a_checkout_with_other_ends_of_lines_has_the_digest_of_the_browser() {
        assert_eq!(lines("a\r\nb\n"), "a\nb\n");
    }
}
