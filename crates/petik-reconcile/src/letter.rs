//! The letter: what a reconciliation found about one region or one province, as one page made for printing that goes back to the
//! producer of the data. It says what the list says, what press says, where they differ, and asks for one answer a finding.

mod findings;
mod read;
mod row;

pub use read::LetterScope;

use crate::link::web_address;
use crate::phrases::Phrases;
use crate::reconciliation::{Provenance, Region, Row};
use crate::report::escape::Text;
use crate::report::policy;
use findings::{Findings, Reply};
use petik_core::Engine;
use std::fmt::Display;
use std::io::{self, Write};

const STYLE: &str = include_str!("letter/letter.css");

/// What a letter is made from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Letter {
    /// The region or province whose government is written to.
    pub region: Region,
    /// Its rows, those first that ask for most.
    pub rows: Vec<Row>,
    /// Rows of the list that may mean a region of it.
    pub open: Vec<OpenRow>,
    /// What the reconciliation read.
    pub inputs: Provenance,
    /// How the decrees with the codes are called.
    pub edition: Option<String>,
    /// The day of the letter, ISO 8601, where it has one.
    pub when: Option<String>,
}

/// A row of the list that names no region for certain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenRow {
    /// File, sheet and row, as far as known.
    pub file: String,
    /// The sheet.
    pub sheet: Option<String>,
    /// Row of the sheet or line of the file.
    pub row: Option<String>,
    /// The words as written.
    pub name: String,
    /// What it could be: codes.
    pub candidates: Vec<String>,
}

/// What a part of the letter is written with.
struct Desk<'l> {
    letter: &'l Letter,
    phrases: &'l Phrases,
    engine: &'l Engine,
}

/// Writes a letter as one page of HTML, UTF-8, that runs nothing and asks nobody for anything. The same letter gives the same
/// bytes.
///
/// # Errors
///
/// Those of `out`.
pub fn write_letter(letter: &Letter, engine: &Engine, phrases: &Phrases, out: &mut impl Write) -> io::Result<()> {
    let desk = Desk { letter, phrases, engine };
    let style = STYLE.replace("\r\n", "\n");
    let language = phrases.language().as_str();
    let title = phrases.fill("letter.page_title", &[("region", &letter.region.name)]);
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" \
         content=\"noindex\">\n<title>{}</title>\n<style>{style}</style>\n</head>\n<body>",
        policy::digest(&style),
        Text(&title)
    )?;
    desk.head(out)?;
    let mut findings = Findings::default();
    let (told, plain): (Vec<&Row>, Vec<&Row>) = letter.rows.iter().partition(|row| findings::asks_much(row));
    if !told.is_empty() {
        desk.section("letter.findings", out)?;
        for row in told {
            desk.row(row, &mut findings, out)?;
        }
    }
    desk.plain_rows(&plain, &mut findings, out)?;
    desk.open_rows(&mut findings, out)?;
    desk.answer(&findings, out)?;
    desk.foot(out)?;
    writeln!(out, "</body>\n</html>")
}

impl Desk<'_> {
    fn say(&self, key: &str) -> String {
        Text(self.phrases.say(key)).to_string()
    }

    /// A phrase whose places are filled with words of others, escaped as a whole.
    fn fill(&self, key: &str, places: &[(&str, &dyn Display)]) -> String {
        Text(&self.phrases.fill(key, places)).to_string()
    }

    fn section(&self, key: &str, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "<h2>{}</h2>", self.say(key))
    }

    /// To whom, about what, on which ground.
    fn head(&self, out: &mut impl Write) -> io::Result<()> {
        let Letter { region, inputs, edition, when, .. } = self.letter;
        let when = when.as_deref().map(|day| self.phrases.day(day)).unwrap_or_default();
        writeln!(out, "<header>\n<h1>{}</h1>\n<table class=\"head\">", self.say("letter.title"))?;
        for (name, words) in [
            ("letter.number", String::new()),
            ("letter.date", Text(&when).to_string()),
            ("letter.subject", self.fill("letter.about", &[("region", &region.name), ("code", &region.code)])),
        ] {
            writeln!(out, "<tr><th scope=\"row\">{}</th><td>{words}</td></tr>", self.say(name))?;
        }
        write!(out, "</table>\n<p class=\"to\">{} ", self.say("letter.to"))?;
        writeln!(out, "<strong>{}</strong><br>", self.fill("letter.government", &[("region", &region.name)]))?;
        writeln!(out, "{}</p>\n</header>", self.say("letter.attention"))?;
        let files: Vec<String> = inputs.list.iter().map(|file| file_name(&file.path).to_owned()).collect();
        let articles = self.phrases.count("words.articles", inputs.articles);
        let held = [("files", &files.join(", ") as &dyn Display), ("articles", &articles)];
        writeln!(out, "<p>{}</p>", self.fill("letter.held", &held))?;
        writeln!(out, "<p>{}</p>", self.say("letter.ground"))?;
        if let Some(edition) = edition {
            writeln!(out, "<p>{}</p>", self.fill("letter.codes", &[("edition", edition)]))?;
        }
        writeln!(out, "<p>{}</p>", self.say("letter.request"))
    }

    /// Rows that say nothing odd, in one table: whom press confirms, and whom it never mentions.
    fn plain_rows(&self, rows: &[&Row], findings: &mut Findings, out: &mut impl Write) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        self.section("letter.plain", out)?;
        writeln!(out, "<p>{}</p>\n<table class=\"rows\">\n<thead><tr>", self.say("letter.plain_lead"))?;
        for head in [
            "letter.no",
            "letter.region",
            "letter.programme",
            "letter.year",
            "letter.place",
            "letter.status",
            "letter.answer",
        ] {
            writeln!(out, "<th scope=\"col\">{}</th>", self.say(head))?;
        }
        writeln!(out, "</tr></thead>\n<tbody>")?;
        for row in rows {
            let place = row.listed.as_ref().map(|listed| self.place(listed)).unwrap_or_default();
            let cells = [
                format!("{} {}", row.region.code, row.region.name),
                self.programme(row).to_owned(),
                self.year(row.cohort_year),
                place,
                self.phrases.word("status", row.status).to_owned(),
            ];
            write!(out, "<tr><td>{}</td>", findings.next())?;
            for cell in cells {
                write!(out, "<td>{}</td>", Text(&cell))?;
            }
            writeln!(out, "<td>{}</td></tr>", self.boxes(Reply::YesOrNo))?;
        }
        writeln!(out, "</tbody>\n</table>")
    }

    /// Rows of the list that could not be settled.
    fn open_rows(&self, findings: &mut Findings, out: &mut impl Write) -> io::Result<()> {
        if self.letter.open.is_empty() {
            return Ok(());
        }
        self.section("letter.open", out)?;
        writeln!(out, "<p>{}</p>\n<ol class=\"asks\">", self.say("letter.open_lead"))?;
        let regions = &self.engine.gazetteer().regions;
        for open in &self.letter.open {
            let named = |code: &String| {
                let region = regions.by_code(code)?;
                Some(format!("{code} {}", regions.get(region).full_name))
            };
            let candidates: Vec<String> = open.candidates.iter().filter_map(named).collect();
            let row = open.row.as_deref().unwrap_or_default();
            let place = self.place_of(&open.file, open.sheet.as_deref(), row);
            let ask = self.fill(
                "letter.ask_open",
                &[("name", &open.name), ("place", &place), ("candidates", &candidates.join("; "))],
            );
            self.ask(findings.next(), &ask, Reply::Code, out)?;
        }
        writeln!(out, "</ol>")
    }

    /// One thing that is asked, with room for the answer; `words` are escaped already.
    fn ask(&self, number: u64, words: &str, reply: Reply, out: &mut impl Write) -> io::Result<()> {
        let boxes = self.boxes(reply);
        writeln!(
            out,
            "<li value=\"{number}\">{words}<div class=\"answer\">{boxes}<span class=\"line\"></span></div></li>"
        )
    }

    /// What can be ticked.
    fn boxes(&self, reply: Reply) -> String {
        let one = |key: &str| format!("<span class=\"choice\"><span class=\"box\"></span> {}</span> ", self.say(key));
        match reply {
            Reply::YesOrNo => one("letter.yes") + &one("letter.no_because"),
            Reply::WhoIsRight => one("letter.as_listed") + &one("letter.as_in_press") + &one("letter.otherwise"),
            Reply::Mended => one("letter.mended") + &one("letter.not_mended"),
            Reply::Code => self.say("letter.code_is"),
        }
    }

    /// Where the recipient signs.
    fn answer(&self, findings: &Findings, out: &mut impl Write) -> io::Result<()> {
        let number = findings.number();
        writeln!(out, "<section class=\"sign\">\n<h2>{}</h2>", self.say("letter.sign"))?;
        writeln!(out, "<p>{}</p>\n<table class=\"head\">", Text(&self.phrases.count("letter.sign_lead", number)))?;
        for key in ["letter.name", "letter.position", "letter.unit", "letter.date", "letter.signature"] {
            writeln!(
                out,
                "<tr class=\"{}\"><th scope=\"row\">{}</th><td></td></tr>",
                key.replace('.', "-"),
                self.say(key)
            )?;
        }
        writeln!(out, "</table>\n</section>")
    }

    /// From what it was made.
    fn foot(&self, out: &mut impl Write) -> io::Result<()> {
        let inputs = &self.letter.inputs;
        let files: Vec<String> =
            inputs.list.iter().map(|file| format!("{} (SHA-256 {})", file_name(&file.path), file.sha256)).collect();
        let made = [("version", &inputs.version as &dyn Display), ("files", &files.join("; "))];
        writeln!(out, "<footer>{}</footer>", self.fill("letter.made", &made))
    }

    fn programme<'r>(&'r self, row: &'r Row) -> &'r str {
        self.engine.gazetteer().programmes.name_of(&row.programme)
    }

    fn year(&self, year: Option<i16>) -> String {
        year.map_or_else(|| self.phrases.say("words.no_year").to_owned(), |year| year.to_string())
    }
}

/// The name of a file without its folders.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// An address of the web as it can be typed, without what only a browser needs.
fn typed(url: Option<&str>) -> Option<&str> {
    web_address(url?)
}
