//! What to do next: how much waits for a person, each with a link to where it stands, and the ways to judge it.

use super::filters;
use super::words::{Out, Voice, size};
use crate::queue::Matter;
use crate::words::Status;
use petik_core::Vocabulary;
use std::io;

/// Something that waits.
struct Waiting {
    /// What a queue is sorted by.
    urgency: u8,
    /// The part of the page, or the view of the rows.
    address: String,
    number: u64,
    /// What it is, as HTML.
    what: String,
    /// What that means, as HTML.
    meaning: String,
}

/// What waits, the most useful first, and the ways to judge.
pub(super) fn write_next(voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let waiting = waiting(voice);
    let number = waiting.iter().map(|one| one.number).sum();
    if number == 0 {
        return writeln!(out, r#"<p class="nothing">{}</p>"#, voice.say("report.nothing_waits"));
    }
    writeln!(out, r#"<p class="about">{}</p>"#, voice.count("report.waits", number))?;
    writeln!(out, r#"<ul class="waiting">"#)?;
    for Waiting { address, number, what, meaning, .. } in waiting.into_iter().filter(|one| one.number > 0) {
        let number = voice.number(number);
        writeln!(
            out,
            r##"<li><a href="#{address}"><b>{number}</b> {what}</a><span class="meaning">{meaning}</span></li>"##
        )?;
    }
    writeln!(out, "</ul>")?;
    let queue = voice.say("report.to_queue");
    writeln!(out, r##"<p class="script-only"><a href="#which=open&amp;sort=turn">{queue}</a></p>"##)?;
    write_ways(voice, out)
}

fn waiting(voice: Voice<'_>) -> Vec<Waiting> {
    let all = voice.reconciliation;
    let mut waiting: Vec<Waiting> = Vec::new();
    for &status in Status::ALL {
        let rows = all.rows.iter().filter(|row| row.status == status && filters::which(row) == "open");
        waiting.push(Waiting {
            urgency: Matter::Row(status).urgency(),
            address: format!("status={status}&amp;which=open&amp;sort=turn"),
            number: size(rows.count()),
            what: voice.badge(status),
            meaning: voice.word("status_meaning", status),
        });
    }
    for (matter, is_of_list, what, meaning) in [
        (Matter::ListName, true, "report.list_names", "report.list_names_meaning"),
        (Matter::PressName, false, "report.press_names", "report.press_names_meaning"),
    ] {
        let names = all.unresolved.iter().filter(|one| (one.side == "list") == is_of_list);
        let waits = names.filter(|one| one.decision.as_ref().is_none_or(|decided| decided.stale));
        let number = size(waits.count());
        waiting.push(Waiting {
            urgency: matter.urgency(),
            address: "unresolved".to_owned(),
            number,
            what: plain(&voice.count(what, number)),
            meaning: voice.say(meaning),
        });
    }
    let number = size(all.open_decisions.len());
    waiting.push(Waiting {
        urgency: 0,
        address: "decisions".to_owned(),
        number,
        what: plain(&voice.count("report.figure_decisions", number)),
        meaning: voice.say("report.decisions_about"),
    });
    waiting.sort_by_key(|one| one.urgency);
    waiting
}

/// Words in the place of the mark and words of a status.
fn plain(words: &str) -> String {
    format!(r#"<span class="badge"><span>{words}</span></span>"#)
}

/// The commands, in the order in which one takes them.
fn write_ways(voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    writeln!(out, r#"<dl class="ways">"#)?;
    for (what, command) in [
        ("report.way_desk", "report.desk_command"),
        ("report.way_book", "report.book_command"),
        ("report.way_letter", "report.letter_command"),
        ("report.way_again", "report.again_command"),
    ] {
        writeln!(out, "<div><dt>{}</dt><dd><code>{}</code></dd></div>", voice.say(what), voice.say(command))?;
    }
    writeln!(out, "</dl>")
}
