//! The sizes of cohorts: what press says at each stage, what the list counts, and where the numbers do not fit.

use super::claims::{MOST_QUOTES, write_origin, write_quote};
use super::escape::Text;
use super::words::{Number, Out, counted, mark, plain, size, write_left_out, year};
use crate::reconciliation::{Reconciliation, Remark, Size, Statement};
use crate::words::RemarkType;
use std::collections::BTreeMap;
use std::io;

/// Whether numbers contradict one another and nothing explains it.
pub(super) fn is_contradiction(remark: &Remark) -> bool {
    remark.explained != Some(true) && remark.kind != RemarkType::OthersAgree
}

/// What belongs to one cohort.
#[derive(Default)]
struct Part<'a> {
    sizes: Vec<&'a Size>,
    remarks: Vec<&'a Remark>,
}

/// One part a cohort: its remarks, then its sizes.
pub(super) fn write_ledger(reconciliation: &Reconciliation, out: Out<'_>) -> io::Result<()> {
    let mut parts: BTreeMap<(&str, Option<i16>), Part<'_>> = BTreeMap::new();
    for size in &reconciliation.ledger {
        parts.entry((&size.programme, size.cohort_year)).or_default().sizes.push(size);
    }
    for remark in &reconciliation.remarks {
        parts.entry((&remark.programme, remark.cohort_year)).or_default().remarks.push(remark);
    }
    if parts.is_empty() {
        return writeln!(out, r#"<p class="nothing">Press states no size.</p>"#);
    }
    for ((programme, cohort_year), part) in &parts {
        let name = format!("{} <small>{}</small>", year(*cohort_year), Text(programme));
        writeln!(out, r#"<section class="cohort"><h3>{name}</h3>"#)?;
        write_remarks(&part.remarks, out)?;
        if !part.sizes.is_empty() {
            write_sizes(&part.sizes, &format!("{programme}, {}", year(*cohort_year)), out)?;
        }
        writeln!(out, "</section>")?;
    }
    Ok(())
}

fn write_remarks(remarks: &[&Remark], out: Out<'_>) -> io::Result<()> {
    if remarks.is_empty() {
        return Ok(());
    }
    writeln!(out, r#"<ul class="remarks">"#)?;
    for remark in remarks {
        let (class, mark, state) = match remark.explained {
            _ if is_contradiction(remark) => ("clashes", mark("disputed", ""), "open: "),
            Some(true) => ("fits", mark("confirmed", ""), "explained: "),
            _ => ("fits", mark("confirmed", ""), ""),
        };
        let (kind, message) = (plain(remark.kind.as_str()), Text(&remark.message));
        write!(out, r#"<li class="{class}">{mark}<b>{state}{}</b> {message}"#, Text(&kind))?;
        if !remark.regions.is_empty() {
            write!(out, r#" <span class="fine">{}</span>"#, Text(&remark.regions.join(", ")))?;
        }
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")
}

fn write_sizes(sizes: &[&Size], caption: &str, out: Out<'_>) -> io::Result<()> {
    writeln!(
        out,
        "<table class=\"plain sizes\"><caption class=\"unseen\">Sizes of {}</caption>\n<thead><tr><th scope=\"col\">Stage</th>\
         <th scope=\"col\">Press says</th><th scope=\"col\">Sources</th><th scope=\"col\">List has</th></tr></thead>",
        Text(caption)
    )?;
    for size in sizes {
        write_size(size, out)?;
    }
    writeln!(out, "</table>")
}

fn write_size(one: &Size, out: Out<'_>) -> io::Result<()> {
    let approx = one.approx.map(|approx| format!("{} ", plain(approx.as_str()))).unwrap_or_default();
    write!(out, r#"<tbody><tr><th scope="row">{}</th>"#, Text(&plain(one.stage.as_str())))?;
    let (number, unit) = (Number(one.value), Text(&one.unit));
    write!(out, r#"<td data-label="Press says">{}<b>{number}</b> {unit}</td>"#, Text(&approx))?;
    write!(out, r#"<td data-label="Sources">{}</td>"#, Number(one.sources))?;
    let listed = one.listed.map_or_else(|| "–".to_owned(), |listed| Number(listed).to_string());
    let is_unlike = one.listed.is_some_and(|listed| listed != one.value);
    let (class, mark) =
        if is_unlike { (" class=\"unlike\"", mark("disputed", "unlike press")) } else { ("", String::new()) };
    writeln!(out, r#"<td{class} data-label="List has">{mark}{listed}</td></tr><tr class="why"><td colspan="4">"#)?;
    write_statements(&one.statements, out)?;
    writeln!(out, "</td></tr></tbody>")
}

fn write_statements(statements: &[Statement], out: Out<'_>) -> io::Result<()> {
    let number = counted(size(statements.len()), "statement", "statements");
    writeln!(out, r#"<details><summary>{number}</summary><div class="inside"><ol class="claims">"#)?;
    for Statement { article, quote, speaker, derived, by } in statements.iter().take(MOST_QUOTES) {
        write!(out, r#"<li class="claim"><p class="origin">"#)?;
        write_origin(article, out)?;
        writeln!(out, "</p>")?;
        write_quote(quote, article, out)?;
        write!(out, r#"<p class="fine">rule <code>{}</code>"#, Text(by))?;
        if let Some(speaker) = speaker {
            write!(out, " · said by {}", Text(speaker))?;
        }
        if !derived.is_empty() {
            write!(out, " · inferred: {}", Text(&derived.join("; ")))?;
        }
        writeln!(out, "</p></li>")?;
    }
    writeln!(out, "</ol>")?;
    write_left_out(statements.len().saturating_sub(MOST_QUOTES), "statements stand", "ledger.csv", out)?;
    writeln!(out, "</div></details>")
}
