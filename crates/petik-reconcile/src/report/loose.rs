//! Loose ends: what was passed over in the list, names that mean no region for certain, and decisions to look at again.

use super::escape::Text;
use super::words::{Anchors, Out, Voice};
use crate::reconciliation::Unresolved;
use std::io;

/// A list in another language would be unresolved as a whole; the first thousand show that.
const MOST: usize = 1_000;

/// The columns of the table of names.
const HEADS: [&str; 4] = ["report.name", "report.where", "report.why_open", "report.could_be"];

/// Names as written, with what they could be.
pub(super) fn write_unresolved(voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let unresolved = &voice.reconciliation.unresolved;
    if unresolved.is_empty() {
        return writeln!(out, r#"<p class="nothing">{}</p>"#, voice.say("report.no_unresolved"));
    }
    let caption = voice.say("report.unresolved_names");
    write!(out, r#"<table class="plain loose"><caption class="unseen">{caption}</caption>"#)?;
    voice.write_heads(&HEADS, out)?;
    writeln!(out, "<tbody>")?;
    for one in unresolved.iter().take(MOST) {
        write_name(one, voice, out)?;
    }
    writeln!(out, "</tbody></table>")?;
    voice.write_left_out(unresolved.len().saturating_sub(MOST), "report.more_names", "unresolved.csv", out)
}

fn write_name(one: &Unresolved, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let Unresolved { id, side, place, sheet, row, name, programme, cohort_year, .. } = one;
    let [_, place_label, why_label, could_label] = HEADS.map(|key| voice.say(key));
    write!(out, r#"<tr><th scope="row" lang="id">{}</th>"#, Text(name))?;
    write!(out, r#"<td data-label="{place_label}">{}: {}"#, voice.known("unresolved_side", side), Text(place))?;
    write_place(sheet.as_deref(), *row, voice, out)?;
    let programme = programme.as_deref().map(|id| voice.reconciliation.programme(id).to_owned());
    let cohort: Vec<String> = [programme, cohort_year.map(|year| year.to_string())].into_iter().flatten().collect();
    write!(out, r#" <small>{}</small></td>"#, Text(&cohort.join(" ")))?;
    write!(out, r#"<td data-label="{why_label}"><span>{}</span>"#, Text(&one.say(voice.phrases)))?;
    if !id.is_empty() {
        write!(out, r#" <span class="fine">{}</span>"#, voice.code("report.row", "row", id))?;
    }
    if let Some(decided) = &one.decision {
        voice.write_decided(decided, out)?;
    }
    write!(out, "</td>")?;
    let could_be = one.could_be(voice.phrases).join("; ");
    writeln!(out, r#"<td data-label="{could_label}">{}</td></tr>"#, Text(&could_be))
}

/// Sheet and row of a list, where there are such.
pub(super) fn write_place(sheet: Option<&str>, row: Option<u64>, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    if let Some(sheet) = sheet {
        write!(out, ", {}", voice.fill("report.sheet", &[("sheet", &Text(sheet))]))?;
    }
    if let Some(row) = row {
        write!(out, ", {}", voice.fill("report.row", &[("row", &row)]))?;
    }
    Ok(())
}

/// What was passed over in the list, and what is odd in it.
pub(super) fn write_list_remarks(voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let remarks = &voice.reconciliation.list_remarks;
    if remarks.is_empty() {
        return writeln!(out, r#"<p class="nothing">{}</p>"#, voice.say("report.no_list_remarks"));
    }
    writeln!(out, r#"<ul class="reasons">"#)?;
    for remark in remarks.iter().take(MOST) {
        writeln!(out, "<li>{}</li>", Text(&remark.say(voice.phrases)))?;
    }
    writeln!(out, "</ul>")?;
    voice.write_left_out(remarks.len().saturating_sub(MOST), "report.more_list_remarks", "list_remarks.csv", out)
}

/// Decisions whose evidence has changed, or that fit nothing.
pub(super) fn write_decisions(voice: Voice<'_>, anchors: &Anchors<'_>, out: Out<'_>) -> io::Result<()> {
    let decisions = &voice.reconciliation.open_decisions;
    if decisions.is_empty() {
        return writeln!(out, r#"<p class="nothing">{}</p>"#, voice.say("report.no_decisions"));
    }
    writeln!(out, r#"<ol class="claims">"#)?;
    for open in decisions.iter().take(MOST) {
        let (line, subject) = (voice.fill("report.line", &[("line", &open.line)]), anchors.link(&open.subject));
        let reason = open.say(voice.phrases);
        writeln!(out, r#"<li class="claim"><p><b>{line}</b>, {subject}: <span>{}</span></p>"#, Text(&reason))?;
        voice.write_decided(&open.decided, out)?;
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ol>")?;
    voice.write_left_out(decisions.len().saturating_sub(MOST), "report.more_decisions", "open_decisions.csv", out)
}
