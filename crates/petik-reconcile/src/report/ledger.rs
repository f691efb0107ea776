//! The sizes of cohorts: what press says at each stage, what the list counts, and where the numbers do not fit.

use super::claims::{MOST_QUOTES, write_inferred, write_origin, write_quote};
use super::escape::Text;
use super::words::{Out, Voice, mark, size};
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
pub(super) fn write_ledger(voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let Reconciliation { ledger, remarks, .. } = voice.reconciliation;
    let mut parts: BTreeMap<(&str, Option<i16>), Part<'_>> = BTreeMap::new();
    for size in ledger {
        parts.entry((&size.programme, size.cohort_year)).or_default().sizes.push(size);
    }
    for remark in remarks {
        parts.entry((&remark.programme, remark.cohort_year)).or_default().remarks.push(remark);
    }
    if parts.is_empty() {
        return writeln!(out, r#"<p class="nothing">{}</p>"#, voice.say("report.no_sizes"));
    }
    for ((programme, cohort_year), part) in &parts {
        let (year, programme) = (voice.year(*cohort_year), voice.programme(programme));
        writeln!(out, r#"<section class="cohort"><h3>{year} <small>{programme}</small></h3>"#)?;
        write_remarks(&part.remarks, voice, out)?;
        if !part.sizes.is_empty() {
            write_sizes(&part.sizes, &format!("{programme}, {year}"), voice, out)?;
        }
        writeln!(out, "</section>")?;
    }
    Ok(())
}

fn write_remarks(remarks: &[&Remark], voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    if remarks.is_empty() {
        return Ok(());
    }
    writeln!(out, r#"<ul class="remarks">"#)?;
    for remark in remarks {
        let (class, mark, state) = match remark.explained {
            _ if is_contradiction(remark) => ("clashes", mark("disputed", ""), voice.say("report.remark_open")),
            Some(true) => ("fits", mark("confirmed", ""), voice.say("report.remark_explained")),
            _ => ("fits", mark("confirmed", ""), String::new()),
        };
        let state = if state.is_empty() { state } else { format!("{state}: ") };
        let (kind, message) = (voice.word("remark", remark.kind), remark.say(voice.phrases));
        write!(out, r#"<li class="{class}">{mark}<b>{state}{kind}</b> <span>{}</span>"#, Text(&message))?;
        if !remark.regions.is_empty() {
            write!(out, r#" <span class="fine">{}</span>"#, Text(&remark.regions.join(", ")))?;
        }
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")
}

/// The columns of a table of sizes.
const HEADS: [&str; 4] = ["report.stage", "report.press_says", "report.sources", "report.list_has"];

fn write_sizes(sizes: &[&Size], cohort: &str, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let caption = voice.fill("report.sizes_of", &[("cohort", &cohort)]);
    write!(out, r#"<table class="plain sizes"><caption class="unseen">{caption}</caption>"#)?;
    voice.write_heads(&HEADS, out)?;
    for size in sizes {
        write_size(size, voice, out)?;
    }
    writeln!(out, "</table>")
}

fn write_size(one: &Size, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let [_, press, sources, list] = HEADS.map(|key| voice.say(key));
    write!(out, r#"<tbody><tr><th scope="row">{}</th>"#, voice.word("stage", one.stage))?;
    let number = format!("<b>{}</b> {}", voice.number(one.value), Text(&one.unit));
    let number = match one.approx {
        Some(approx) => voice.fill(&format!("approx.{approx}"), &[("number", &number)]),
        None => number,
    };
    write!(out, r#"<td data-label="{press}">{number}</td>"#)?;
    write!(out, r#"<td data-label="{sources}">{}</td>"#, voice.number(one.sources))?;
    let listed = one.listed.map_or_else(|| "–".to_owned(), |listed| voice.number(listed));
    let is_unlike = one.listed.is_some_and(|listed| listed != one.value);
    let (class, mark) = if is_unlike {
        (" class=\"unlike\"", mark("disputed", &voice.say("report.unlike_press")))
    } else {
        ("", String::new())
    };
    writeln!(out, r#"<td{class} data-label="{list}">{mark}{listed}</td></tr><tr class="why"><td colspan="4">"#)?;
    write_statements(&one.statements, voice, out)?;
    writeln!(out, "</td></tr></tbody>")
}

fn write_statements(statements: &[Statement], voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let number = voice.count("report.statements", size(statements.len()));
    writeln!(out, r#"<details><summary>{number}</summary><div class="inside"><ol class="claims">"#)?;
    for Statement { article, quote, speaker, derived, by } in statements.iter().take(MOST_QUOTES) {
        write!(out, r#"<li class="claim"><p class="origin">"#)?;
        write_origin(article, voice, out)?;
        writeln!(out, "</p>")?;
        write_quote(quote, article, out)?;
        write!(out, r#"<p class="fine">{}"#, voice.code("report.rule", "rule", by))?;
        if let Some(speaker) = speaker {
            write!(out, " · {}", voice.fill("report.said_by", &[("speaker", &Text(speaker))]))?;
        }
        write_inferred(derived, voice, out)?;
        writeln!(out, "</p></li>")?;
    }
    writeln!(out, "</ol>")?;
    let left = statements.len().saturating_sub(MOST_QUOTES);
    voice.write_left_out(left, "report.more_statements", "ledger.csv", out)?;
    writeln!(out, "</div></details>")
}
