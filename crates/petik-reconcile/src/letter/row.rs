//! One row of the letter: what the list says, what press says, what differs, what is asked.

use super::findings::Findings;
use super::{Desk, file_name, typed};
use crate::reconciliation::{Claim, Listed, Quote, Row};
use crate::report::escape::{Address, Text};
use crate::words::Stance;
use crate::write::{ordered, short};
use std::io::{self, Write};

/// Quotes of a row; one an independent source.
const QUOTES: usize = 8;
/// Code points of a quote, and of what stands around it.
const QUOTE: usize = 500;
const AROUND: usize = 100;

impl Desk<'_> {
    pub(super) fn row(&self, row: &Row, findings: &mut Findings, out: &mut impl Write) -> io::Result<()> {
        let title = self.fill(
            "letter.row_title",
            &[
                ("region", &row.region.name),
                ("code", &row.region.code),
                ("programme", &self.programme(row)),
                ("year", &self.year(row.cohort_year)),
            ],
        );
        writeln!(out, "<section class=\"row\">\n<div class=\"kept\">\n<h3>{title}</h3>")?;
        let (status, meaning) =
            (self.phrases.word("status", row.status), self.phrases.known("status_meaning", row.status.as_str()));
        writeln!(out, "<p><strong class=\"status\">{}.</strong> {}</p>", Text(status), Text(meaning))?;
        self.listed(row.listed.as_ref(), out)?;
        writeln!(out, "</div>")?;
        self.press(row, out)?;
        let reasons: Vec<String> = row.why.iter().map(|reason| Text(&reason.say(self.phrases)).to_string()).collect();
        self.list("letter.why", &reasons, out)?;
        let differences: Vec<String> = row.differences.iter().map(|one| self.difference(one)).collect();
        self.list("letter.differs", &differences, out)?;
        writeln!(out, "<h4>{}</h4>\n<ol class=\"asks\">", self.say("letter.asked"))?;
        for (question, reply) in self.questions(row) {
            self.ask(findings.next(), &question, reply, out)?;
        }
        writeln!(out, "</ol>\n</section>")
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

    fn listed(&self, listed: Option<&Listed>, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "<h4>{}</h4>", self.say("letter.listed"))?;
        let Some(listed) = listed else { return writeln!(out, "<p>{}</p>", self.say("letter.not_listed")) };
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
                writeln!(
                    out,
                    "<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
                    self.say(key),
                    Text(&short(&words, QUOTE))
                )?;
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

    fn press(&self, row: &Row, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "<h4>{}</h4>", self.say("letter.press"))?;
        let claims: Vec<&Claim> = ordered(row).into_iter().filter(|claim| claim.stance != Stance::Rejected).collect();
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
        for quote in claim.quotes.iter().take(2) {
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
