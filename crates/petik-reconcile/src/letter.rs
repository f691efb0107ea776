//! The letter: what a reconciliation and the data steward found about one region or one province, as one page made for printing that
//! goes back to the producer of the data. It says what the list says, what press says, where they differ, what the steward decided,
//! and asks for one answer a finding.

mod entry;
mod findings;
mod form;
mod read;
mod section;
mod steward;
mod tables;

pub use read::LetterScope;

use crate::link::web_address;
use crate::phrases::Phrases;
use crate::reconciliation::{Provenance, Region, Row, Unresolved};
use crate::report::escape::Text;
use crate::report::policy;
use entry::Entry;
use findings::{Findings, Part, Reply};
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
    pub open: Vec<Unresolved>,
    /// What the reconciliation read.
    pub inputs: Provenance,
    /// How the decrees with the codes are called.
    pub edition: Option<String>,
    /// The day of the letter, ISO 8601, where it has one.
    pub when: Option<String>,
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
    // How many points it asks stands on its first page.
    let (mut annex, mut findings) = (Vec::new(), Findings::default());
    desk.annex(&mut findings, &mut annex)?;
    desk.cover(&findings, out)?;
    out.write_all(&annex)?;
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

    fn heading(&self, key: &str, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "<h2>{}</h2>", self.say(key))
    }

    /// The findings.
    fn annex(&self, findings: &mut Findings, out: &mut impl Write) -> io::Result<()> {
        let about = self.fill("letter.annex_title", &[("region", &self.letter.region.name)]);
        writeln!(out, "<h1 class=\"annex\">{about}</h1>")?;
        let entries = Entry::all(&self.letter.rows);
        let of = |part: Part| entries.iter().filter(move |entry| self.part(entry) == part).collect::<Vec<_>>();
        let told = of(Part::Told);
        if !told.is_empty() {
            self.heading("letter.findings", out)?;
            told.into_iter().try_for_each(|entry| self.entry(entry, findings, out))?;
        }
        self.open_rows(findings, out)?;
        self.plain(&of(Part::Plain), findings, out)?;
        self.settled(&of(Part::Settled), out)
    }

    /// One thing that is asked, with room for the answer; `words` are escaped already.
    fn ask(&self, number: u64, words: &str, reply: &Reply, out: &mut impl Write) -> io::Result<()> {
        let boxes = self.boxes(reply);
        writeln!(
            out,
            "<li value=\"{number}\">{words}<div class=\"answer\">{boxes}<span class=\"line\"></span></div></li>"
        )
    }

    /// What can be ticked.
    fn boxes(&self, reply: &Reply) -> String {
        let ticked = |words: &str| format!("<span class=\"choice\"><span class=\"box\"></span> {words}</span> ");
        let one = |key: &str| ticked(&self.say(key));
        match reply {
            Reply::YesOrNo => one("letter.yes") + &one("letter.no_because"),
            Reply::WhoIsRight => one("letter.as_listed") + &one("letter.as_in_press") + &one("letter.otherwise"),
            Reply::Mended => one("letter.mended") + &one("letter.not_mended"),
            Reply::Which(all) => {
                let all: String = all.iter().map(|words| ticked(&Text(words).to_string())).collect();
                all + &one("letter.otherwise")
            }
            Reply::Code => self.say("letter.code_is"),
        }
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
