//! The cohorts: a table with a bar in each row. The numbers stand beside the bar, and its parts have patterns, so nobody
//! needs the colours.

use super::tally::{Cohort, GROUPS, Group, Tally};
use super::words::{Out, Voice};
use std::io;

/// Length of the bar of the largest cohort.
const LENGTH: u64 = 600;
const HEIGHT: u64 = 22;

/// One row a cohort.
pub(super) fn write_cohorts(tally: &Tally<'_>, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let largest = tally.cohorts.values().map(|cohort| cohort.members.all()).max().unwrap_or(0);
    for ((programme, cohort_year), cohort) in &tally.cohorts {
        write!(out, r#"<tr><th scope="row">{}"#, voice.year(*cohort_year))?;
        if tally.programmes > 1 {
            write!(out, "<small>{}</small>", voice.programme(programme))?;
        }
        write!(out, r#"</th><td class="bar">"#)?;
        write_bar(cohort, largest, out)?;
        let (members, number) = (voice.say("report.members"), voice.number(cohort.members.all()));
        write!(out, r#"</td><td data-label="{members}">{number}</td>"#)?;
        for Group { class, label, statuses } in &GROUPS {
            let (label, number) = (voice.say(label), voice.number(cohort.members.of(statuses)));
            write!(out, r#"<td class="{class}" data-label="{label}">{number}</td>"#)?;
        }
        let (label, number) = (voice.say("report.press_only"), voice.number(cohort.press_only.all()));
        writeln!(out, r#"<td data-label="{label}">{number}</td></tr>"#)?;
    }
    Ok(())
}

/// Decoration: all it says stands in the cells beside it.
fn write_bar(cohort: &Cohort<'_>, largest: u64, out: Out<'_>) -> io::Result<()> {
    write!(out, r#"<svg viewBox="0 0 {LENGTH} {HEIGHT}" preserveAspectRatio="none" aria-hidden="true">"#)?;
    let mut before = 0;
    for Group { class, statuses, .. } in &GROUPS {
        let number = cohort.members.of(statuses);
        // Ends are rounded and not lengths, so that the parts touch.
        let [from, to] = [before, before + number].map(|members| members * LENGTH / largest.max(1));
        if to > from {
            write!(out, r#"<rect class="{class}" x="{from}" width="{}" height="{HEIGHT}"/>"#, to - from)?;
        }
        before += number;
    }
    write!(out, "</svg>")
}

/// What the parts of the bars mean.
pub(super) fn write_key(voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    for Group { class, label, .. } in &GROUPS {
        writeln!(
            out,
            r#"<li><svg viewBox="0 0 26 16" aria-hidden="true"><rect class="{class}" width="26" height="16"/></svg>{}</li>"#,
            voice.say(label),
        )?;
    }
    Ok(())
}
