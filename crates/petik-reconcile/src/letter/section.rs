//! One entry of the letter: what the list says, what press says, what differs, what is asked.

use super::entry::{Entry, Judged};
use super::findings::Findings;
use super::{Desk, file_name, typed};
use crate::reconciliation::{Claim, Listed, Quote, Reason, Row};
use crate::report::escape::{Address, Text};
use crate::words::{Stance, Status};
use crate::write::{reasons, short};

use std::io::{self, Write};

/// Quotes of an entry; one an independent source.
const QUOTES: usize = 8;
const QUOTES_OF_A_CLAIM: usize = 2;
/// Code points of a quote, and of what stands around it.
const QUOTE: usize = 500;
const AROUND: usize = 100;

impl Desk<'_> {
    pub(super) fn entry(&self, entry: &Entry<'_>, findings: &mut Findings, out: &mut impl Write) -> io::Result<()> {
        let lead = entry.lead;
        let title = self.fill(
            "letter.row_title",
            &[
                ("region", &lead.region.name),
                ("code", &lead.region.code),
                ("programme", &self.programme(lead)),
                ("year", &self.years(&entry.years())),
            ],
        );
        writeln!(out, "<section class=\"row\">\n<div class=\"kept\">\n<h3>{title}</h3>")?;
        self.status(entry, out)?;
        self.steward(entry, out)?;
        let repeated = entry.repeated();
        if !repeated.is_empty() {
            let words = self.repeats("letter.repeated", entry, &repeated);
            writeln!(out, "<p><strong>{}</strong></p>", Text(&words))?;
        }
        self.listed(entry, out)?;
        writeln!(out, "</div>")?;
        self.press(entry, out)?;
        self.list("letter.why", &self.each(entry, |row| reasons(row).map(|one| self.reason(one)).collect()), out)?;
        let differences = |row: &Row| row.differences.iter().map(|one| self.difference(row, one)).collect();
        self.list("letter.differs", &self.each(entry, differences), out)?;
        let questions = self.questions(entry);
        if !questions.is_empty() {
            writeln!(out, "<h4>{}</h4>\n<ol class=\"asks\">", self.say("letter.asked"))?;
            for (question, reply) in questions {
                self.ask(findings.next(), &question, &reply, out)?;
            }
            writeln!(out, "</ol>")?;
        }
        writeln!(out, "</section>")
    }

    /// What press makes of it; where the steward has judged, only as what the verdict rests on.
    fn status(&self, entry: &Entry<'_>, out: &mut impl Write) -> io::Result<()> {
        if entry.judged() != Judged::No {
            return Ok(());
        }
        let status = entry.lead.status;
        let meaning = match status {
            Status::Confirmed => self.phrases.say("letter.confirmed_but"),
            _ => self.phrases.known("status_meaning", status.as_str()),
        };
        writeln!(
            out,
            "<p><strong class=\"status\">{}.</strong> {}</p>",
            Text(self.phrases.word("status", status)),
            Text(meaning)
        )
    }

    fn reason(&self, reason: &Reason) -> String {
        Text(&reason.say(self.phrases)).to_string()
    }

    /// What is said of the rows of an entry, each sentence once.
    fn each(&self, entry: &Entry<'_>, said: impl Fn(&Row) -> Vec<String>) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for words in entry.rows.iter().flat_map(|row| said(row)) {
            if !all.contains(&words) {
                all.push(words);
            }
        }
        all
    }

    /// A list under its head; nothing where it has no items, which are escaped already.
    fn list(&self, head: &str, items: &[String], out: &mut impl Write) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        writeln!(out, "<h4>{}</h4>\n<ul>", self.say(head))?;
        items.iter().try_for_each(|item| writeln!(out, "<li>{item}</li>"))?;
        writeln!(out, "</ul>")
    }

    fn listed(&self, entry: &Entry<'_>, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "<h4>{}</h4>", self.say("letter.listed"))?;
        let all: Vec<&Listed> = entry.rows.iter().filter_map(|row| row.listed.as_ref()).collect();
        if all.is_empty() {
            return writeln!(out, "<p>{}</p>", self.say("letter.not_listed"));
        }
        all.into_iter().try_for_each(|listed| self.listed_once(listed, out))
    }

    fn listed_once(&self, listed: &Listed, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "<table class=\"facts\">")?;
        let signed = listed.signed.as_deref().map(|day| self.phrases.day(day));
        for (key, words) in [
            ("letter.place", Some(self.place(listed))),
            ("letter.written_name", listed.name.clone()),
            ("letter.written_code", listed.code.clone()),
            ("letter.signed", signed),
            ("letter.remark", listed.note.clone()),
        ] {
            if let Some(words) = words.filter(|words| !words.is_empty()) {
                let words = short(&words, QUOTE);
                writeln!(out, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>", self.say(key), Text(&words))?;
            }
        }
        writeln!(out, "</table>")
    }

    pub(super) fn place(&self, listed: &Listed) -> String {
        self.place_of(&listed.file, listed.sheet.as_deref(), &listed.row.to_string())
    }

    pub(super) fn place_of(&self, file: &str, sheet: Option<&str>, row: &str) -> String {
        let file = file_name(file);
        match sheet {
            Some(sheet) => {
                self.phrases.fill("letter.place_in_sheet", &[("file", &file), ("sheet", &sheet), ("row", &row)])
            }
            None => self.phrases.fill("letter.place_in_file", &[("file", &file), ("row", &row)]),
        }
    }

    fn press(&self, entry: &Entry<'_>, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "<h4>{}</h4>", self.say("letter.press"))?;
        let claims = entry.claims();
        if claims.is_empty() {
            return writeln!(out, "<p>{}</p>", self.say("letter.no_press"));
        }
        let mut sources = Vec::new();
        let mut shown = 0;
        writeln!(
            out,
            "<table class=\"quotes\">\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>",
            self.say("letter.quote"),
            self.say("letter.source")
        )?;
        for claim in &claims {
            let seen = (claim.stance, claim.article.source);
            if shown == QUOTES || sources.contains(&seen) {
                continue;
            }
            sources.push(seen);
            shown += 1;
            self.claim(claim, out)?;
        }
        writeln!(out, "</tbody>\n</table>")?;
        match (claims.len() - shown) as u64 {
            0 => Ok(()),
            more => writeln!(out, "<p class=\"more\">{}</p>", Text(&self.phrases.count("letter.more_claims", more))),
        }
    }

    fn claim(&self, claim: &Claim, out: &mut impl Write) -> io::Result<()> {
        let stance = match claim.stance {
            Stance::Supports => String::new(),
            stance => format!("<p class=\"stance\">{}</p>", Text(self.phrases.word("stance", stance))),
        };
        write!(out, "<tr><td>{stance}")?;
        if let Some(words) = self.corrected(claim) {
            writeln!(out, "<p class=\"stance\">{words}</p>")?;
        }
        for quote in told(&claim.quotes) {
            writeln!(out, "<p>{}</p>", in_context(quote))?;
        }
        let article = &claim.article;
        let outlet = article.outlet.as_deref().unwrap_or(self.phrases.say("words.outlet_unknown"));
        write!(out, "</td><td><strong>{}</strong>", Text(&short(outlet, 80)))?;
        if let Some(day) = article.published.as_deref() {
            write!(out, "<br>{}", Text(&self.phrases.day(&short(day, 24))))?;
        }
        if article.outlet.is_none() && article.url.is_none() {
            write!(out, "<br>{}", self.fill("letter.article", &[("id", &short(&article.id, 80))]))?;
        }
        if let Some(title) = article.title.as_deref() {
            write!(out, "<br><cite>{}</cite>", Text(&short(title, 160)))?;
        }
        if let Some(url) = typed(article.url.as_deref()) {
            write!(
                out,
                "<br><a class=\"address\" rel=\"noreferrer\" href=\"{}\">{}</a>",
                Address(url),
                Text(&short(url, 300))
            )?;
        }
        writeln!(out, "</td></tr>")
    }
}

/// The first quotes, without one whose words stand in the paragraph of another.
fn told(quotes: &[Quote]) -> Vec<&Quote> {
    let mut told: Vec<&Quote> = Vec::new();
    for quote in quotes {
        let holds = |one: &&Quote| format!("{}{}{}", one.before, one.quote, one.after).contains(&quote.quote);
        if told.len() < QUOTES_OF_A_CLAIM && !told.iter().any(holds) {
            told.push(quote);
        }
    }
    told
}

/// The words between marks of quotation, with the nearest words around them.
fn in_context(quote: &Quote) -> String {
    let before: Vec<char> = quote.before.chars().collect();
    let cut = before.len().saturating_sub(AROUND);
    let before: String = before[cut..].iter().collect();
    let dots = if cut > 0 { "…" } else { "" };
    let after = short(&quote.after, AROUND);
    format!(
        "{dots}<span class=\"around\">{}</span><q>{}</q><span class=\"around\">{}</span>",
        Text(&before),
        Text(&short(&quote.quote, QUOTE)),
        Text(&after)
    )
}
