//! The head of the page: what was found in one sentence, the tiles, what was read, and what the statuses mean.

use super::escape::Text;
use super::tally::Tally;
use super::words::{Number, Out, badge, counted, plain, size};
use crate::reconciliation::{InputFile, Provenance, Reconciliation};
use crate::words::Status;
use petik_core::Vocabulary;
use std::collections::HashSet;
use std::io;

/// What a reader wants to know first.
pub(super) fn write_lead(tally: &Tally<'_>, out: Out<'_>) -> io::Result<()> {
    let members = &tally.whole.members;
    let of = |status| Number(members.of(&[status]));
    let press = &tally.whole.press_only;
    let other_years = press.of(&[Status::OtherYear]);
    writeln!(
        out,
        "Of {} on the list, press confirms <b>{}</b> in two or more independent sources and {} in one. It never mentions {}. \
         It names {} that the list does not have, or has elsewhere.",
        counted(members.all(), "member", "members"),
        of(Status::Confirmed),
        of(Status::SingleSource),
        of(Status::NotInPress),
        counted(press.all() - other_years, "region", "regions"),
    )?;
    if other_years > 0 {
        let names = counted(other_years, "region", "regions");
        writeln!(out, "It names {names} for years of which the list has no cohort.")?;
    }
    Ok(())
}

/// One tile a status that occurs, then the other figures.
pub(super) fn write_tiles(reconciliation: &Reconciliation, tally: &Tally<'_>, out: Out<'_>) -> io::Result<()> {
    writeln!(out, r#"<ul class="tiles statuses">"#)?;
    for &status in Status::ALL {
        let number = tally.whole.members.of(&[status]) + tally.whole.press_only.of(&[status]);
        writeln!(
            out,
            r##"<li><a class="tile{}" href="#status={status}"><b>{}</b>{}</a></li>"##,
            if number == 0 { " none" } else { "" },
            Number(number),
            badge(status),
        )?;
    }
    writeln!(out, "</ul>\n<ul class=\"tiles figures\">")?;
    for (address, number, one, many) in figures(reconciliation, tally) {
        let words = if number == 1 { one } else { many };
        writeln!(
            out,
            r##"<li><a class="tile" href="#{address}"><b>{}</b><span>{words}</span></a></li>"##,
            Number(number)
        )?;
    }
    writeln!(out, "</ul>")
}

/// Part of the page that tells more, number, and what it counts, for one and for many.
type Figure = (&'static str, u64, &'static str, &'static str);

fn figures(reconciliation: &Reconciliation, tally: &Tally<'_>) -> [Figure; 7] {
    let Reconciliation { rows, ledger, remarks, unresolved, open_decisions, inputs, .. } = reconciliation;
    let contradictions = remarks.iter().filter(|remark| super::ledger::is_contradiction(remark)).count();
    let claims = rows.iter().flat_map(|row| &row.claims).map(|claim| claim.article.source);
    let statements = ledger.iter().flat_map(|size| &size.statements).map(|statement| statement.article.source);
    let sources: HashSet<u64> = claims.chain(statements).collect();
    let undecided = unresolved.iter().filter(|one| one.decision.is_none()).count();
    [
        ("rows", tally.whole.members.all(), "member of the list", "members of the list"),
        ("rows", tally.whole.press_only.all(), "in press only", "in press only"),
        ("inputs", inputs.articles, "article read", "articles read"),
        (
            "copies",
            size(sources.len()),
            "independent source that tells of them",
            "independent sources that tell of them",
        ),
        ("sizes", size(contradictions), "open contradiction between sizes", "open contradictions between sizes"),
        ("unresolved", size(undecided), "name unresolved", "names unresolved"),
        ("decisions", size(open_decisions.len()), "decision to look at again", "decisions to look at again"),
    ]
}

/// What each status means.
pub(super) fn write_legend(out: Out<'_>) -> io::Result<()> {
    for &status in Status::ALL {
        writeln!(out, "<div><dt>{}</dt><dd>{}</dd></div>", badge(status), Text(status.meaning()))?;
    }
    Ok(())
}

/// The files and the settings.
pub(super) fn write_inputs(inputs: &Provenance, out: Out<'_>) -> io::Result<()> {
    let files = [
        ("Records", inputs.records.as_slice()),
        ("List", inputs.list.as_slice()),
        ("Decisions", inputs.decisions.as_slice()),
    ];
    writeln!(
        out,
        "<table class=\"plain files\"><caption>Files</caption>\n<thead><tr><th scope=\"col\">What</th><th scope=\"col\">File</th>\
         <th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>"
    )?;
    for (what, files) in files {
        for InputFile { path, sha256 } in files {
            let path = Text(path);
            writeln!(out, "<tr><td>{what}</td><td>{path}</td><td><code>{}</code></td></tr>", Text(sha256))?;
        }
    }
    let lists = Text(&inputs.lists_sha256);
    writeln!(out, "<tr><td>Gazetteers</td><td>lists and rules of petik</td><td><code>{lists}</code></td></tr>")?;
    writeln!(out, "</tbody></table>\n<dl class=\"settings\">")?;
    for (what, value) in settings(inputs) {
        writeln!(out, "<div><dt>{what}</dt><dd>{}</dd></div>", Text(&value))?;
    }
    writeln!(out, "</dl>")
}

fn settings(inputs: &Provenance) -> [(&'static str, String); 6] {
    let number = |number| Number(number).to_string();
    [
        ("Version of petik", inputs.version.clone()),
        ("Texts are one source from a likeness of", format!("{:.2}", inputs.cluster_threshold)),
        ("Articles", number(inputs.articles)),
        ("Facts", number(inputs.facts)),
        ("Facts on other programmes", number(inputs.facts_elsewhere)),
        ("Lines that could not be read", number(inputs.failed)),
    ]
}

/// The choices of the filter for the status, with how many rows each has.
pub(super) fn write_status_choices(tally: &Tally<'_>, out: Out<'_>) -> io::Result<()> {
    for &status in Status::ALL {
        let number = tally.whole.members.of(&[status]) + tally.whole.press_only.of(&[status]);
        if number > 0 {
            writeln!(out, r#"<option value="{status}">{} ({})</option>"#, plain(status.as_str()), Number(number))?;
        }
    }
    Ok(())
}
