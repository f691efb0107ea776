//! Loose ends: what was passed over in the list, names that mean no region for certain, and decisions to look at again.

use super::escape::Text;
use super::words::{Anchors, Out, write_decided, write_left_out};
use crate::reconciliation::{ListFault, OpenDecision, Unresolved};
use std::io;

/// A list in another language would be unresolved as a whole; the first thousand show that.
const MOST: usize = 1_000;

/// Names as written, with what they could be.
pub(super) fn write_unresolved(unresolved: &[Unresolved], out: Out<'_>) -> io::Result<()> {
    if unresolved.is_empty() {
        return writeln!(out, r#"<p class="nothing">Every name is resolved.</p>"#);
    }
    writeln!(
        out,
        "<table class=\"plain loose\"><caption class=\"unseen\">Unresolved names</caption>\n<thead><tr><th scope=\"col\">Name</th>\
         <th scope=\"col\">Where</th><th scope=\"col\">Why it is open</th><th scope=\"col\">Could be</th></tr></thead>\n<tbody>"
    )?;
    for one in unresolved.iter().take(MOST) {
        let Unresolved { id, side, place, sheet, row, name, programme, cohort_year, reason, candidates, .. } = one;
        write!(out, r#"<tr><th scope="row" lang="id">{}</th>"#, Text(name))?;
        write!(out, r#"<td data-label="Where">{}: {}"#, Text(side), Text(place))?;
        if let Some(sheet) = sheet {
            write!(out, ", sheet {}", Text(sheet))?;
        }
        if let Some(row) = row {
            write!(out, ", row {row}")?;
        }
        let cohort = [programme.clone(), cohort_year.map(|year| year.to_string())];
        let cohort: Vec<String> = cohort.into_iter().flatten().collect();
        write!(out, r#" <small>{}</small></td>"#, Text(&cohort.join(" ")))?;
        write!(out, r#"<td data-label="Why it is open">{}"#, Text(reason))?;
        if !id.is_empty() {
            write!(out, r#" <span class="fine">row <code>{}</code></span>"#, Text(id))?;
        }
        if let Some(decided) = &one.decision {
            write_decided(decided, out)?;
        }
        write!(out, "</td>")?;
        writeln!(out, r#"<td data-label="Could be">{}</td></tr>"#, Text(&candidates.join("; ")))?;
    }
    writeln!(out, "</tbody></table>")?;
    write_left_out(unresolved.len().saturating_sub(MOST), "names stand", "unresolved.csv", out)
}

/// What was passed over in the list, and what is odd in it.
pub(super) fn write_list_remarks(remarks: &[ListFault], out: Out<'_>) -> io::Result<()> {
    if remarks.is_empty() {
        return writeln!(out, r#"<p class="nothing">Nothing was passed over, and nothing is odd.</p>"#);
    }
    writeln!(out, r#"<ul class="reasons">"#)?;
    for remark in remarks.iter().take(MOST) {
        writeln!(out, "<li>{}</li>", Text(&remark.to_string()))?;
    }
    writeln!(out, "</ul>")?;
    write_left_out(remarks.len().saturating_sub(MOST), "remarks stand", "list_remarks.csv", out)
}

/// Decisions whose evidence has changed, or that fit nothing.
pub(super) fn write_decisions(decisions: &[OpenDecision], anchors: &Anchors<'_>, out: Out<'_>) -> io::Result<()> {
    if decisions.is_empty() {
        return writeln!(out, r#"<p class="nothing">No decision needs another look.</p>"#);
    }
    writeln!(out, r#"<ol class="claims">"#)?;
    for OpenDecision { line, subject, decided, reason } in decisions.iter().take(MOST) {
        let subject = anchors.link(subject);
        writeln!(out, r#"<li class="claim"><p><b>Line {line}</b>, {subject}: {}</p>"#, Text(reason))?;
        write_decided(decided, out)?;
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ol>")?;
    write_left_out(decisions.len().saturating_sub(MOST), "decisions stand", "open_decisions.csv", out)
}
