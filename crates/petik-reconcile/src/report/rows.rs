//! The table: a row a member or claim of press, and below it, to be opened, why it stands as it does and with which words.

use super::claims;
use super::escape::Text;
use super::filters::{self, Outlets};
use super::loose::write_place;
use super::words::{Anchors, Out, Voice, size};
use crate::reconciliation::{Listed, Row};
use std::io;

/// What all rows are written with.
struct Table<'a> {
    voice: Voice<'a>,
    anchors: &'a Anchors<'a>,
    outlets: Outlets<'a>,
    /// Quotes that a row shows.
    most: usize,
}

/// All rows, each a body of the table of its own: what is filtered and sorted stays together.
pub(super) fn write_rows(voice: Voice<'_>, anchors: &Anchors<'_>, out: Out<'_>) -> io::Result<()> {
    let rows = &voice.reconciliation.rows;
    let table = Table { voice, anchors, outlets: Outlets::new(rows), most: claims::quotes_of_a_row(rows) };
    let turns = filters::turns(rows);
    for (number, (row, turn)) in rows.iter().zip(turns).enumerate() {
        table.write_head(row, anchors.name(number), turn, out)?;
        table.write_body(row, out)?;
        writeln!(out, "</div></details></td></tr></tbody>")?;
    }
    Ok(())
}

impl Table<'_> {
    /// `turn`: which row of the queue it is.
    fn write_head(&self, row: &Row, anchor: &str, turn: usize, out: Out<'_>) -> io::Result<()> {
        let Row { status, programme, cohort_year, region, sources, articles, .. } = row;
        let voice = self.voice;
        writeln!(
            out,
            r#"<tbody role="rowgroup" id="{anchor}" data-status="{status}" data-year="{}" data-province="{}" data-programme="{}" data-which="{}" data-turn="{turn}" data-outlets="{}"><tr role="row">"#,
            filters::year_key(*cohort_year),
            Text(&region.province_code),
            Text(programme),
            filters::which(row),
            self.outlets.of(row),
        )?;
        let rejected = if row.is_rejected() {
            format!(" <small>{}</small>", voice.known("verdict_done", "reject"))
        } else {
            String::new()
        };
        write!(out, r#"<td role="cell" class="c-status">{}{rejected}</td>"#, voice.badge(*status))?;
        write!(out, r#"<td role="cell" class="c-year">{}</td>"#, voice.year(*cohort_year))?;
        let (name, code) = (Text(&region.name), Text(&region.code));
        write!(out, r#"<th role="rowheader" scope="row" class="c-region">{name} <small>{code}</small></th>"#)?;
        write!(out, r#"<td role="cell" class="c-province">{}</td>"#, Text(&region.province))?;
        write!(out, r#"<td role="cell" class="c-programme">{}</td>"#, voice.programme(programme))?;
        let [of_sources, of_articles] = ["report.sources", "report.articles"].map(|key| voice.say(key));
        let [sources, articles] = [sources, articles].map(|number| voice.number(*number));
        write!(out, r#"<td role="cell" class="c-sources" data-label="{of_sources}">{sources}</td>"#)?;
        writeln!(out, r#"<td role="cell" class="c-articles" data-label="{of_articles}">{articles}</td></tr>"#)
    }

    fn write_body(&self, row: &Row, out: Out<'_>) -> io::Result<()> {
        let Table { voice, anchors, most, .. } = self;
        let choice = claims::choose(&row.claims, *most);
        let reason = match row.reasons.first() {
            Some(reason) => Text(reason).to_string(),
            None => voice.word("status_meaning", row.status),
        };
        let quotes = match choice.quotes {
            0 => voice.say("report.no_quotes"),
            all => voice.count("report.quotes", size(all)),
        };
        writeln!(
            out,
            r#"<tr role="row" class="why"><td role="cell" colspan="7"><details><summary><span class="reason">{reason}</span> <span class="count">{quotes}</span></summary><div class="inside">"#,
        )?;
        write_list(row.reasons.get(1..).unwrap_or_default(), out)?;
        if let Some(decision) = &row.decision {
            voice.write_decided(decision, out)?;
        }
        if let Some(listed) = &row.listed {
            write_listed(listed, *voice, out)?;
        }
        write_differences(row, *voice, out)?;
        if !row.near.is_empty() {
            let links: Vec<String> = row.near.iter().map(|id| anchors.link(id)).collect();
            writeln!(out, r#"<p class="near"><b>{}:</b> {}</p>"#, voice.say("report.near"), links.join(", "))?;
        }
        claims::write_claims(&choice.claims, *voice, out)?;
        voice.write_left_out(choice.quotes - choice.shown, "report.more_quotes", "reconciliation.jsonl", out)
    }
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
fn write_listed(listed: &Listed, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let Listed { file, sheet, row, name, code, note, doubted, signed, derived } = listed;
    write!(out, r#"<p class="listed"><b>{}:</b>"#, voice.say("report.in_list"))?;
    for words in [name, code].into_iter().flatten() {
        write!(out, " <q>{}</q>", Text(words))?;
    }
    write!(out, r#" <span class="fine">{}"#, Text(file))?;
    write_place(sheet.as_deref(), Some(*row), voice, out)?;
    if !derived.is_empty() {
        let derived: Vec<String> = derived.iter().map(|one| voice.phrases.derived(one)).collect();
        write!(out, "; <span>{}</span>", Text(&derived.join("; ")))?;
    }
    write!(out, "</span>")?;
    if let Some(note) = note {
        let words = format!("<q>{}</q>", Text(note));
        write!(out, "<br>{}", voice.fill("report.list_note", &[("words", &words)]))?;
    }
    if let Some(day) = signed {
        write!(out, "<br>{}", voice.fill("report.list_signed", &[("day", &Text(&voice.phrases.day(day)))]))?;
    }
    if *doubted {
        write!(out, " <strong>{}</strong>", voice.say("report.list_doubts"))?;
    }
    writeln!(out, "</p>")
}

fn write_differences(row: &Row, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    if row.differences.is_empty() {
        return Ok(());
    }
    write!(out, r#"<ul class="differences">"#)?;
    for difference in &row.differences {
        let what = voice.known("difference", &difference.what);
        let side = voice.known("side", &difference.side);
        let shown = |value| if difference.what == "signed" { voice.phrases.day(value) } else { value.to_owned() };
        let (list, other) = (shown(&difference.list), shown(&difference.other));
        let (list, other) = (Text(&list), Text(&other));
        let differs = voice.fill("report.differs", &[("what", &what)]);
        let (list, other) = (format!("<q>{list}</q>"), format!("<q>{other}</q>"));
        let both = voice.fill("report.both_sides", &[("list", &list), ("side", &side), ("other", &other)]);
        write!(out, "<li><b>{differs}:</b> {both}</li>")?;
    }
    writeln!(out, "</ul>")
}
