//! The form of the letter: who writes to whom about what, by when an answer is asked for, and where both sign. What petik does not
//! know is left open, to be filled in by hand.

use super::findings::Findings;
use super::{Desk, Letter, file_name};
use crate::reconciliation::InputFile;
use crate::report::escape::Text;
use std::fmt::Display;
use std::io::{self, Write};

/// Room for writing: so much of a line.
const BLANK: &str = "<span class=\"blank\"></span>";

impl Desk<'_> {
    /// The letter itself: to whom, about what, on which ground, what is asked until when, and who sends it.
    pub(super) fn cover(&self, findings: &Findings, out: &mut impl Write) -> io::Result<()> {
        self.head(findings, out)?;
        let Letter { region, inputs, edition, .. } = self.letter;
        let files: Vec<String> = inputs.list.iter().map(called).collect();
        let articles = self.phrases.count("words.articles", inputs.articles);
        let held: [(&str, &dyn Display); 3] =
            [("files", &files.join("; ")), ("articles", &articles), ("region", &region.name)];
        writeln!(out, "<p>{}</p>", self.fill("letter.held", &held))?;
        writeln!(out, "<p>{}</p>", self.say("letter.ground"))?;
        if let Some(edition) = edition {
            writeln!(out, "<p>{}</p>", self.fill("letter.codes", &[("edition", edition)]))?;
        }
        writeln!(out, "<p>{}</p>", self.say("letter.request"))?;
        for key in ["letter.reply_to", "letter.reply_by"] {
            writeln!(out, "<p class=\"reply\"><span>{}</span>{BLANK}</p>", self.say(key))?;
        }
        writeln!(out, "<p>{}</p>", self.say("letter.close"))?;
        self.signed(
            "sender",
            &["letter.sender_position", "letter.signature", "letter.name", "letter.official_number"],
            out,
        )
    }

    fn head(&self, findings: &Findings, out: &mut impl Write) -> io::Result<()> {
        let Letter { region, when, .. } = self.letter;
        writeln!(out, "<header>\n<table class=\"head from\">")?;
        for key in ["letter.sender", "letter.address"] {
            writeln!(out, "<tr><th scope=\"row\">{}</th><td></td></tr>", self.say(key))?;
        }
        writeln!(out, "</table>\n<h1>{}</h1>\n<table class=\"head\">", self.say("letter.title"))?;
        let when = when.as_deref().map(|day| self.phrases.day(day)).unwrap_or_default();
        for (name, words) in [
            ("letter.number", String::new()),
            ("letter.date", Text(&when).to_string()),
            ("letter.annex", Text(&self.phrases.count("letter.points", findings.number())).to_string()),
            ("letter.subject", self.fill("letter.about", &[("region", &region.name), ("code", &region.code)])),
        ] {
            writeln!(out, "<tr><th scope=\"row\">{}</th><td>{words}</td></tr>", self.say(name))?;
        }
        write!(out, "</table>\n<p class=\"to\">{} ", self.say("letter.to"))?;
        writeln!(out, "<strong>{}</strong><br>", self.fill("letter.government", &[("region", &region.name)]))?;
        writeln!(out, "{}</p>\n</header>", self.say("letter.attention"))
    }

    /// Where the recipient signs.
    pub(super) fn answer(&self, findings: &Findings, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "<section class=\"sign\">\n<h2>{}</h2>", self.say("letter.sign"))?;
        writeln!(out, "<p>{}</p>", Text(&self.phrases.count("letter.sign_lead", findings.number())))?;
        self.signed(
            "recipient",
            &["letter.name", "letter.position", "letter.unit", "letter.date", "letter.signature"],
            out,
        )?;
        writeln!(out, "</section>")
    }

    /// Lines to be filled in by who signs.
    fn signed(&self, who: &str, keys: &[&str], out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "<table class=\"head {who}\">")?;
        for key in keys {
            let (class, words) = (key.replace('.', "-"), self.say(key));
            writeln!(out, "<tr class=\"{class}\"><th scope=\"row\">{words}</th><td></td></tr>")?;
        }
        writeln!(out, "</table>")
    }

    /// From what it was made.
    pub(super) fn foot(&self, out: &mut impl Write) -> io::Result<()> {
        let inputs = &self.letter.inputs;
        let files: Vec<String> =
            inputs.list.iter().map(|file| format!("{} (SHA-256 {})", file_name(&file.path), file.sha256)).collect();
        let made = [("version", &inputs.version as &dyn Display), ("files", &files.join("; "))];
        writeln!(out, "<footer>{}</footer>", self.fill("letter.made", &made))
    }
}

/// How a list calls itself, and its file: `“Members of 2018” (list.csv)`.
fn called(file: &InputFile) -> String {
    match &file.title {
        Some(title) => format!("“{title}” ({})", file_name(&file.path)),
        None => file_name(&file.path).to_owned(),
    }
}
