//! The head of the page: what was found in one sentence, the tiles, what was read, and what the statuses mean.

use super::escape::Text;
use super::tally::Tally;
use super::words::{Out, Voice, size};
use crate::reconciliation::{InputFile, Provenance, Reconciliation};
use crate::words::Status;
use petik_core::Vocabulary;
use std::collections::HashSet;
use std::fmt::Display;
use std::io;

/// What a reader wants to know first.
pub(super) fn write_lead(tally: &Tally<'_>, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let members = &tally.whole.members;
    let of = |status| voice.number(members.of(&[status]));
    let press = &tally.whole.press_only;
    let other_years = press.of(&[Status::OtherYear]);
    let confirmed = format!("<b>{}</b>", of(Status::Confirmed));
    let places: [(&str, &dyn Display); 4] = [
        ("confirmed", &confirmed),
        ("single", &of(Status::SingleSource)),
        ("silent", &of(Status::NotInPress)),
        ("regions", &voice.count("words.regions", press.all() - other_years)),
    ];
    writeln!(out, "{}", voice.count_with("report.lead", members.all(), &places))?;
    if other_years > 0 {
        writeln!(out, "{}", voice.count("report.lead_other_years", other_years))?;
    }
    Ok(())
}

/// One tile a status that occurs, then the other figures.
pub(super) fn write_tiles(tally: &Tally<'_>, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    writeln!(out, r#"<ul class="tiles statuses">"#)?;
    for &status in Status::ALL {
        let number = tally.whole.members.of(&[status]) + tally.whole.press_only.of(&[status]);
        writeln!(
            out,
            r##"<li><a class="tile{}" href="#status={status}"><b>{}</b>{}</a></li>"##,
            if number == 0 { " none" } else { "" },
            voice.number(number),
            voice.badge(status),
        )?;
    }
    writeln!(out, "</ul>\n<ul class=\"tiles figures\">")?;
    for (address, number, key) in figures(voice.reconciliation, tally) {
        let (words, number) = (voice.count(key, number), voice.number(number));
        writeln!(out, r##"<li><a class="tile" href="#{address}"><b>{number}</b><span>{words}</span></a></li>"##)?;
    }
    writeln!(out, "</ul>")
}

/// Part of the page that tells more, number, and the phrase of what it counts, which does not repeat it.
type Figure = (&'static str, u64, &'static str);

fn figures(reconciliation: &Reconciliation, tally: &Tally<'_>) -> [Figure; 7] {
    let Reconciliation { rows, ledger, remarks, unresolved, open_decisions, inputs, .. } = reconciliation;
    let contradictions = remarks.iter().filter(|remark| super::ledger::is_contradiction(remark)).count();
    let claims = rows.iter().flat_map(|row| &row.claims).map(|claim| claim.article.source);
    let statements = ledger.iter().flat_map(|size| &size.statements).map(|statement| statement.article.source);
    let sources: HashSet<u64> = claims.chain(statements).collect();
    let undecided = unresolved.iter().filter(|one| one.decision.is_none()).count();
    [
        ("rows", tally.whole.members.all(), "report.figure_members"),
        ("rows", tally.whole.press_only.all(), "report.figure_press_only"),
        ("inputs", inputs.articles, "report.figure_articles"),
        ("copies", size(sources.len()), "report.figure_sources"),
        ("sizes", size(contradictions), "report.figure_contradictions"),
        ("unresolved", size(undecided), "report.figure_unresolved"),
        ("decisions", size(open_decisions.len()), "report.figure_decisions"),
    ]
}

/// What each status means.
pub(super) fn write_legend(voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    for &status in Status::ALL {
        let meaning = voice.word("status_meaning", status);
        writeln!(out, "<div><dt>{}</dt><dd>{meaning}</dd></div>", voice.badge(status))?;
    }
    Ok(())
}

/// The files and the settings.
pub(super) fn write_inputs(voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let inputs = &voice.reconciliation.inputs;
    let files = [
        ("report.file_records", inputs.records.as_slice()),
        ("report.file_list", inputs.list.as_slice()),
        ("report.file_decisions", inputs.decisions.as_slice()),
    ];
    writeln!(out, r#"<table class="plain files"><caption>{}</caption>"#, voice.say("report.files"))?;
    voice.write_heads(&["report.file_what", "report.file", "report.digest"], out)?;
    writeln!(out, "<tbody>")?;
    for (what, files) in files {
        for InputFile { path, sha256, .. } in files {
            write_file(&voice.say(what), Text(path), sha256, out)?;
        }
    }
    let (what, own) = (voice.say("report.gazetteers"), voice.say("report.gazetteers_own"));
    write_file(&what, own, &inputs.lists_sha256, out)?;
    writeln!(out, "</tbody></table>\n<dl class=\"settings\">")?;
    for (what, value) in settings(inputs, voice) {
        writeln!(out, "<div><dt>{}</dt><dd>{}</dd></div>", voice.say(what), Text(&value))?;
    }
    writeln!(out, "</dl>")
}

fn write_file(what: &str, path: impl Display, sha256: &str, out: Out<'_>) -> io::Result<()> {
    writeln!(out, "<tr><td>{what}</td><td>{path}</td><td><code>{}</code></td></tr>", Text(sha256))
}

fn settings(inputs: &Provenance, voice: Voice<'_>) -> [(&'static str, String); 6] {
    [
        ("report.version", inputs.version.clone()),
        ("report.threshold", voice.decimal(inputs.cluster_threshold)),
        ("report.articles", voice.number(inputs.articles)),
        ("report.facts", voice.number(inputs.facts)),
        ("report.facts_elsewhere", voice.number(inputs.facts_elsewhere)),
        ("report.failed", voice.number(inputs.failed)),
    ]
}
