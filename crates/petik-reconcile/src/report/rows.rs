//! The table: a row a member or claim of press, and below it, to be opened, why it stands as it does and with which words.

use super::claims;
use super::escape::Text;
use super::tally::Tally;
use super::words::{Anchors, Number, Out, badge, counted, plain, write_decided, write_left_out, year};
use crate::reconciliation::{Listed, Row};
use petik_core::Vocabulary;
use std::collections::BTreeSet;
use std::io;

/// How a year stands in the filters and in the address of a view.
pub(super) fn year_key(year: Option<i16>) -> String {
    year.map_or_else(|| "none".to_owned(), |year| year.to_string())
}

/// All rows, each a body of the table of its own: what is filtered and sorted stays together.
pub(super) fn write_rows(rows: &[Row], anchors: &Anchors<'_>, out: Out<'_>) -> io::Result<()> {
    let most = claims::quotes_of_a_row(rows);
    for (number, row) in rows.iter().enumerate() {
        write_head(row, anchors.name(number), out)?;
        write_body(row, most, anchors, out)?;
        writeln!(out, "</div></details></td></tr></tbody>")?;
    }
    Ok(())
}

fn write_head(row: &Row, anchor: &str, out: Out<'_>) -> io::Result<()> {
    let Row { status, programme, cohort_year, region, sources, articles, .. } = row;
    let programme = Text(programme);
    writeln!(
        out,
        r#"<tbody role="rowgroup" id="{anchor}" data-status="{status}" data-year="{}" data-province="{}" data-programme="{programme}"><tr role="row">"#,
        year_key(*cohort_year),
        Text(&region.province_code),
    )?;
    let rejected = if row.is_rejected() { " <small>rejected</small>" } else { "" };
    write!(out, r#"<td role="cell" class="c-status">{}{rejected}</td>"#, badge(*status))?;
    write!(out, r#"<td role="cell" class="c-year">{}</td>"#, year(*cohort_year))?;
    let (name, code) = (Text(&region.name), Text(&region.code));
    write!(out, r#"<th role="rowheader" scope="row" class="c-region">{name} <small>{code}</small></th>"#)?;
    write!(out, r#"<td role="cell" class="c-province">{}</td>"#, Text(&region.province))?;
    write!(out, r#"<td role="cell" class="c-programme">{programme}</td>"#)?;
    write!(out, r#"<td role="cell" class="c-sources">{}</td>"#, Number(*sources))?;
    writeln!(out, r#"<td role="cell" class="c-articles">{}</td></tr>"#, Number(*articles))
}

fn write_body(row: &Row, most: usize, anchors: &Anchors<'_>, out: Out<'_>) -> io::Result<()> {
    let choice = claims::choose(&row.claims, most);
    let reason = row.reasons.first().map_or_else(|| row.status.meaning(), String::as_str);
    let quotes = match choice.quotes {
        0 => "no quotes".to_owned(),
        all => counted(super::words::size(all), "quote", "quotes"),
    };
    writeln!(
        out,
        r#"<tr role="row" class="why"><td role="cell" colspan="7"><details><summary><span class="reason">{}</span> <span class="count">{quotes}</span></summary><div class="inside">"#,
        Text(reason),
    )?;
    write_list(row.reasons.get(1..).unwrap_or_default(), out)?;
    if let Some(decision) = &row.decision {
        write_decided(decision, out)?;
    }
    if let Some(listed) = &row.listed {
        write_listed(listed, out)?;
    }
    write_differences(row, out)?;
    if !row.near.is_empty() {
        let links: Vec<String> = row.near.iter().map(|id| anchors.link(id)).collect();
        writeln!(out, r#"<p class="near"><b>May be meant instead:</b> {}</p>"#, links.join(", "))?;
    }
    claims::write_claims(&choice.claims, out)?;
    write_left_out(choice.quotes - choice.shown, "quotes of this row stand", "reconciliation.jsonl", out)
}

fn write_list(words: &[String], out: Out<'_>) -> io::Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    write!(out, r#"<ul class="reasons">"#)?;
    for words in words {
        write!(out, "<li>{}</li>", Text(words))?;
    }
    writeln!(out, "</ul>")
}

/// The words of the list, and where they stand.
fn write_listed(listed: &Listed, out: Out<'_>) -> io::Result<()> {
    let Listed { file, sheet, row, name, code, note, doubted, signed, derived } = listed;
    write!(out, r#"<p class="listed"><b>In the list:</b>"#)?;
    for words in [name, code].into_iter().flatten() {
        write!(out, " <q>{}</q>", Text(words))?;
    }
    write!(out, r#" <span class="fine">{}"#, Text(file))?;
    if let Some(sheet) = sheet {
        write!(out, ", sheet {}", Text(sheet))?;
    }
    write!(out, ", row {row}")?;
    if !derived.is_empty() {
        write!(out, "; {}", Text(&derived.join("; ")))?;
    }
    write!(out, "</span>")?;
    if let Some(note) = note {
        write!(out, "<br>The list remarks: <q>{}</q>", Text(note))?;
    }
    if let Some(day) = signed {
        write!(out, "<br>The list says that it signed on {}.", Text(day))?;
    }
    if *doubted {
        write!(out, " <strong>The list doubts this member.</strong>")?;
    }
    writeln!(out, "</p>")
}

fn write_differences(row: &Row, out: Out<'_>) -> io::Result<()> {
    if row.differences.is_empty() {
        return Ok(());
    }
    write!(out, r#"<ul class="differences">"#)?;
    for difference in &row.differences {
        let (what, side) = (plain(&difference.what), Text(&difference.side));
        let (list, other) = (Text(&difference.list), Text(&difference.other));
        write!(out, "<li><b>{} differs:</b> list <q>{list}</q>, {side} <q>{other}</q></li>", Text(&what))?;
    }
    writeln!(out, "</ul>")
}

/// The choices of the filter for the year.
pub(super) fn write_year_choices(rows: &[Row], out: Out<'_>) -> io::Result<()> {
    let years: BTreeSet<Option<i16>> = rows.iter().map(|row| row.cohort_year).collect();
    for one in years {
        writeln!(out, r#"<option value="{}">{}</option>"#, year_key(one), year(one))?;
    }
    Ok(())
}

/// The choices of the filter for the province, by code.
pub(super) fn write_province_choices(tally: &Tally<'_>, out: Out<'_>) -> io::Result<()> {
    for (code, name) in &tally.provinces {
        writeln!(out, r#"<option value="{}">{}</option>"#, Text(code), Text(name))?;
    }
    Ok(())
}

/// The choices of the filter for the programme.
pub(super) fn write_programme_choices(rows: &[Row], out: Out<'_>) -> io::Result<()> {
    let programmes: BTreeSet<&str> = rows.iter().map(|row| row.programme.as_str()).collect();
    for programme in programmes.into_iter().map(Text) {
        writeln!(out, r#"<option value="{programme}">{programme}</option>"#)?;
    }
    Ok(())
}
