//! The short parts of the letter: rows that nothing odd is said of, rows that the steward settled, and rows of the list that name
//! no region for certain.

use super::Desk;
use super::entry::Entry;
use super::findings::{Findings, Reply};
use crate::reconciliation::{Row, Unresolved};
use crate::report::escape::Text;
use crate::sentences::OpenType;
use crate::words::Verdict;
use crate::write::short;
use std::io::{self, Write};

/// Code points of words of the list.
const MOST: usize = 300;

impl Desk<'_> {
    /// Rows that say nothing odd, in one table: whom press confirms, and whom it never mentions.
    pub(super) fn plain(
        &self,
        entries: &[&Entry<'_>],
        findings: &mut Findings,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let heads = ["letter.no", "letter.region", "letter.programme", "letter.year", "letter.place"];
        if !entries.is_empty() {
            let heads = [&heads[..], &["letter.status", "letter.answer"]].concat();
            self.begin("letter.plain", "letter.plain_lead", &heads, out)?;
        }
        for entry in entries {
            write!(out, "<tr><td>{}</td>", findings.next())?;
            self.cells(entry.lead, out)?;
            let status = Text(self.phrases.word("status", entry.lead.status)).to_string();
            writeln!(out, "<td>{status}</td><td>{}</td></tr>", self.boxes(&Reply::YesOrNo))?;
        }
        end(entries, out)
    }

    /// Rows that the steward took as they stand, with why; nothing is asked about them.
    pub(super) fn settled(&self, entries: &[&Entry<'_>], out: &mut impl Write) -> io::Result<()> {
        if !entries.is_empty() {
            let heads = ["letter.region", "letter.programme", "letter.year", "letter.place", "letter.steward"];
            self.begin("letter.settled_rows", "letter.settled_lead", &heads, out)?;
        }
        for entry in entries {
            write!(out, "<tr>")?;
            self.cells(entry.lead, out)?;
            let decided = entry.lead.decision.as_ref();
            let words = decided.map(|decided| self.say("letter.accepted_short") + &self.reason_of(decided));
            writeln!(out, "<td>{}</td></tr>", words.unwrap_or_default())?;
        }
        end(entries, out)
    }

    fn begin(&self, title: &str, lead: &str, heads: &[&str], out: &mut impl Write) -> io::Result<()> {
        self.heading(title, out)?;
        writeln!(out, "<p>{}</p>\n<table class=\"rows\">\n<thead><tr>", self.say(lead))?;
        heads.iter().try_for_each(|head| writeln!(out, "<th scope=\"col\">{}</th>", self.say(head)))?;
        writeln!(out, "</tr></thead>\n<tbody>")
    }

    /// Region, programme, cohort and place.
    fn cells(&self, row: &Row, out: &mut impl Write) -> io::Result<()> {
        let cells = [
            format!("{} {}", row.region.code, row.region.name),
            self.programme(row).to_owned(),
            self.year(row.cohort_year),
            row.listed.as_ref().map(|listed| self.place(listed)).unwrap_or_default(),
        ];
        cells.iter().try_for_each(|cell| write!(out, "<td>{}</td>", Text(cell)))
    }

    /// Rows of the list that could not be settled.
    pub(super) fn open_rows(&self, findings: &mut Findings, out: &mut impl Write) -> io::Result<()> {
        if self.letter.open.is_empty() {
            return Ok(());
        }
        self.heading("letter.open", out)?;
        writeln!(out, "<p>{}</p>\n<ol class=\"asks\">", self.say("letter.open_lead"))?;
        for open in &self.letter.open {
            let (words, reply) = self.of_open(open);
            self.ask(findings.next(), &words, &reply, out)?;
        }
        writeln!(out, "</ol>")
    }

    /// What a row says, why it is open, what it could be, and what is asked.
    fn of_open(&self, open: &Unresolved) -> (String, Reply) {
        let row = open.row.map(|row| row.to_string()).unwrap_or_default();
        let place = self.place_of(&open.place, open.sheet.as_deref(), &row);
        let name = short(&open.name, MOST);
        let why = short(&open.say(self.phrases), MOST);
        let mut words = self.fill("letter.open_row", &[("name", &name), ("place", &place), ("why", &why)]);
        let regions = &self.engine.gazetteer().regions;
        let named = |candidate: &String| {
            let code = candidate.split_whitespace().next()?;
            Some(format!("{code} {}", regions.get(regions.by_code(code)?).full_name))
        };
        let candidates: Vec<String> = open.candidates.iter().filter_map(named).collect();
        if !candidates.is_empty() {
            words.push(' ');
            words.push_str(&self.fill("letter.could_be", &[("candidates", &candidates.join("; "))]));
        }
        let decided = open.decision.as_ref();
        if let Some(decided) = decided.filter(|decided| decided.verdict == Verdict::Reject) {
            words.push_str(&format!(" <strong>{}</strong>", self.say("letter.rejected")));
            words.push_str(&format!("{} {}", self.reason_of(decided), self.say("letter.ask_open_rejected")));
            return (words, Reply::Mended);
        }
        if let Some(note) = decided.and_then(|decided| decided.note.as_ref()) {
            words.push_str(&format!(" {}", self.fill("letter.steward_says", &[("note", note)])));
        }
        let is_out = open.why.as_ref().is_some_and(|why| matches!(why.kind, OpenType::SaidOut | OpenType::StruckOut));
        let (key, reply) = if is_out { ("letter.ask_out", Reply::YesOrNo) } else { ("letter.ask_open", Reply::Code) };
        (format!("{words} {}", self.say(key)), reply)
    }
}

fn end(entries: &[&Entry<'_>], out: &mut impl Write) -> io::Result<()> {
    if entries.is_empty() { Ok(()) } else { writeln!(out, "</tbody>\n</table>") }
}
