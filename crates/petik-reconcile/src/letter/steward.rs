//! What the data steward says of an entry: the verdict with its reason, what was corrected, and what the list has to mend where
//! the steward said which region its row means.

use super::Desk;
use super::entry::Entry;
use crate::list::code;
use crate::reconciliation::{Claim, Decided, Difference, Row};
use crate::report::escape::Text;
use crate::words::Verdict;
use petik_core::{Engine, RegionHints};
use std::fmt::Display;
use std::io::{self, Write};

/// How a row was read that a steward gave its region.
const BY_DECISION: &str = "region by decision";

/// Whether a steward said which region the row means.
fn is_settled(row: &Row) -> bool {
    row.listed.as_ref().is_some_and(|listed| listed.derived.iter().any(|one| one == BY_DECISION))
}

/// What the list writes otherwise than the region that the steward says it means.
pub(super) fn differences(row: &Row, engine: &Engine) -> Vec<Difference> {
    let lists = engine.gazetteer();
    let (Some(listed), Some(region)) = (&row.listed, lists.regions.by_code(&row.region.code)) else {
        return Vec::new();
    };
    if !is_settled(row) {
        return Vec::new();
    }
    let is_code = |code: &&String| !code::readings(code, None, lists).iter().any(|one| one.region == region);
    let is_name = |name: &&String| {
        let read = engine.resolve_region(name, RegionHints::default());
        let mut means = read.fitting.iter().map(|one| one.region);
        !(means.next() == Some(region) && means.all(|one| one == region))
    };
    let difference = |what: &str, list: &String, other: &str| Difference {
        what: what.to_owned(),
        list: list.clone(),
        other: other.to_owned(),
        side: "gazetteer".to_owned(),
    };
    let code = listed.code.as_ref().filter(is_code).map(|code| difference("code", code, &row.region.code));
    let name = listed.name.as_ref().filter(is_name).map(|name| difference("spelling", name, &row.region.name));
    code.into_iter().chain(name).collect()
}

impl Desk<'_> {
    /// What the steward said of the rows of an entry, a paragraph each.
    pub(super) fn steward(&self, entry: &Entry<'_>, out: &mut impl Write) -> io::Result<()> {
        let is_alone = entry.rows.len() == 1;
        for row in &entry.rows {
            let Some(decided) = &row.decision else { continue };
            let key = match decided.verdict {
                Verdict::Accept if row.listed.is_none() => "letter.accepted_press",
                Verdict::Accept => "letter.accepted",
                Verdict::Reject => "letter.rejected",
                Verdict::Correct if is_settled(row) => "letter.settled",
                Verdict::Correct | Verdict::Withdraw => continue,
            };
            let place = row.listed.as_ref().filter(|_| !is_alone).map(|listed| self.place(listed));
            let words = self.fill(key, &[("region", &row.region.name), ("code", &row.region.code)]);
            let place = place.map(|place| format!("{}: ", Text(&place))).unwrap_or_default();
            writeln!(out, "<p class=\"judged\">{place}<strong>{words}</strong>{}</p>", self.reason_of(decided))?;
        }
        Ok(())
    }

    /// Who decided, when and why; that what it rests on has changed since.
    pub(super) fn reason_of(&self, decided: &Decided) -> String {
        let when = decided.when.as_deref().map(|when| self.phrases.day(&when.chars().take(10).collect::<String>()));
        let by: Vec<String> = decided.who.iter().cloned().chain(when).collect();
        let mut words = if by.is_empty() { String::new() } else { format!(" ({})", Text(&by.join(", "))) };
        words.push('.');
        if let Some(note) = &decided.note {
            words.push(' ');
            words.push_str(&self.fill("letter.steward_says", &[("note", note)]));
        }
        if decided.stale {
            words.push(' ');
            words.push_str(&self.say("letter.judged_before"));
        }
        words
    }

    /// What the steward corrected in a claim; nothing where that is not so.
    pub(super) fn corrected(&self, claim: &Claim) -> Option<String> {
        let decided = claim.decision.as_ref().filter(|decided| decided.verdict != Verdict::Withdraw)?;
        let changes: Vec<String> = decided.changes.iter().map(|change| self.phrases.change(change)).collect();
        let note = decided.note.as_deref().unwrap_or_default();
        let (what, note): (&dyn Display, &dyn Display) = (&changes.join("; "), &note);
        match (changes.is_empty(), decided.note.is_some()) {
            (true, false) => None,
            (true, true) => Some(self.fill("letter.steward_says", &[("note", note)])),
            (false, false) => Some(self.fill("letter.corrected", &[("what", what)])),
            (false, true) => Some(format!(
                "{} {}",
                self.fill("letter.corrected", &[("what", what)]),
                self.fill("letter.steward_says", &[("note", note)])
            )),
        }
    }
}
