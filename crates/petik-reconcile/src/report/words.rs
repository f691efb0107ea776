//! How the page speaks, and small forms that every part of it uses.

use super::escape::Text;
use crate::phrases::{Phrases, filled};
use crate::reconciliation::{Decided, Reconciliation, Row};
use crate::words::Status;
use petik_core::Vocabulary;
use std::collections::HashMap;
use std::fmt::Display;
use std::io::{self, Write};

/// Where the parts of the page write to.
pub(super) type Out<'a> = &'a mut dyn Write;

/// The phrases of the page's language as HTML, and names in place of ids.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice<'a> {
    pub(super) phrases: &'a Phrases,
    pub(super) reconciliation: &'a Reconciliation,
}

impl<'a> Voice<'a> {
    /// A phrase without places.
    pub(super) fn say(&self, key: &str) -> String {
        Text(self.phrases.say(key)).to_string()
    }

    /// The phrase of a key that stands in data; the key itself as plain words where there is none.
    pub(super) fn known(&self, section: &str, key: &str) -> String {
        match self.phrases.known(section, key) {
            unknown if unknown == key => Text(&key.replace('_', " ")).to_string(),
            phrase => Text(phrase).to_string(),
        }
    }

    /// The phrase of a word of a closed set.
    pub(super) fn word(&self, set: &str, word: impl Vocabulary) -> String {
        self.known(set, word.as_str())
    }

    /// A phrase with its places filled with what is HTML already.
    pub(super) fn fill(&self, key: &str, places: &[(&str, &dyn Display)]) -> String {
        filled(&self.say(key), places).into_owned()
    }

    /// A phrase about a number of things.
    pub(super) fn count(&self, key: &str, number: u64) -> String {
        self.count_with(key, number, &[])
    }

    /// The same with further places, which are filled with what is HTML already.
    pub(super) fn count_with(&self, key: &str, number: u64, places: &[(&str, &dyn Display)]) -> String {
        let form = Text(self.phrases.form(key, number).unwrap_or(key)).to_string();
        let written = self.number(number);
        let mut all: Vec<(&str, &dyn Display)> = vec![("n", &written)];
        all.extend_from_slice(places);
        filled(&form, &all).into_owned()
    }

    /// An id or a name of a rule in its place in a phrase.
    pub(super) fn code(&self, key: &str, place: &str, id: &str) -> String {
        self.fill(key, &[(place, &format!("<code>{}</code>", Text(id)))])
    }

    pub(super) fn number(&self, number: u64) -> String {
        self.phrases.language().number(number)
    }

    pub(super) fn decimal(&self, share: f64) -> String {
        self.phrases.language().decimal(share)
    }

    /// A year, or words for its lack.
    pub(super) fn year(&self, year: Option<i16>) -> String {
        year.map_or_else(|| self.say("words.no_year"), |year| year.to_string())
    }

    /// The name of a programme.
    pub(super) fn programme(&self, id: &'a str) -> Text<'a> {
        Text(self.reconciliation.programme(id))
    }

    /// The mark and the words of a status; the shape tells it apart where the colour does not.
    pub(super) fn badge(&self, status: Status) -> String {
        let (mark, words) = (mark(status.as_str(), ""), self.word("status", status));
        format!(r#"<span class="badge {status}">{mark}<span>{words}</span></span>"#)
    }

    /// What a steward decided.
    pub(super) fn write_decided(&self, decided: &Decided, out: Out<'_>) -> io::Result<()> {
        let verdict = self.word("verdict_done", decided.verdict);
        write!(out, r#"<p class="decided"><b>{}</b>"#, self.fill("report.decided", &[("verdict", &verdict)]))?;
        for change in &decided.changes {
            write!(out, "; <span>{}</span>", Text(&self.phrases.change(change)))?;
        }
        if let Some(note) = &decided.note {
            write!(out, " <q>{}</q>", Text(note))?;
        }
        let signed: Vec<&str> = [&decided.who, &decided.when].into_iter().flatten().map(String::as_str).collect();
        if !signed.is_empty() {
            write!(out, " ({})", Text(&signed.join(", ")))?;
        }
        if decided.stale {
            write!(out, r#" <strong class="stale">{}</strong>"#, self.say("report.stale"))?;
        }
        writeln!(out, "</p>")
    }

    /// That not all is shown, and in which file the rest stands.
    pub(super) fn write_left_out(&self, left: usize, key: &str, file: &str, out: Out<'_>) -> io::Result<()> {
        if left == 0 {
            return Ok(());
        }
        let file = format!("<code>{file}</code>");
        writeln!(out, r#"<p class="more">{}</p>"#, self.count_with(key, size(left), &[("file", &file)]))
    }

    /// The head of a table.
    pub(super) fn write_heads(&self, keys: &[&str], out: Out<'_>) -> io::Result<()> {
        write!(out, "<thead><tr>")?;
        for key in keys {
            write!(out, r#"<th scope="col">{}</th>"#, self.say(key))?;
        }
        writeln!(out, "</tr></thead>")
    }
}

/// A length as a number of the page.
pub(super) fn size(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// A mark of the page by its name, with words for those who do not see it.
pub(super) fn mark(name: &str, words: &str) -> String {
    let words = if words.is_empty() { String::new() } else { format!(r#"<span class="unseen">{words} </span>"#) };
    format!(r##"<svg class="mark" aria-hidden="true"><use href="#m-{name}"/></svg>{words}"##)
}

/// The names of the rows within the page.
#[derive(Debug)]
pub(super) struct Anchors<'a> {
    names: Vec<String>,
    rows: HashMap<&'a str, usize>,
}

impl<'a> Anchors<'a> {
    /// An id may hold letters that mean something in an address; ids that differ in these only, or not at all, are told
    /// apart by a number.
    pub(super) fn new(rows: &'a [Row]) -> Self {
        let mut taken: HashMap<String, u32> = HashMap::new();
        let mut anchors = Anchors { names: Vec::with_capacity(rows.len()), rows: HashMap::new() };
        for (at, row) in rows.iter().enumerate() {
            let tame = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-' | '+');
            let stem: String = row.id.chars().map(|c| if tame(c) { c } else { '_' }).collect();
            let times = taken.entry(stem.clone()).and_modify(|times| *times += 1).or_insert(1);
            anchors.names.push(if *times == 1 { format!("row/{stem}") } else { format!("row/{stem}~{times}") });
            anchors.rows.entry(&row.id).or_insert(at);
        }
        anchors
    }

    /// The name of the row of this number.
    pub(super) fn name(&self, row: usize) -> &str {
        self.names.get(row).map_or("", String::as_str)
    }

    /// The id as a link to its row, the first of this id; plain words where there is none.
    pub(super) fn link(&self, id: &str) -> String {
        match self.rows.get(id) {
            Some(row) => format!(r##"<a href="#{}">{}</a>"##, self.name(*row), Text(id)),
            None => Text(id).to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_names_of_their_own() {
        let row = |id: &str| Row { id: id.to_owned(), ..Row::default() };
        let rows = [row("a b/2018/52.07"), row("a=b/2018/52.07"), row("p/2018/52.07+2"), row("a b/2018/52.07")];
        let anchors = Anchors::new(&rows);
        let names: Vec<&str> = (0..4).map(|row| anchors.name(row)).collect();
        assert_eq!(names, ["row/a_b/2018/52.07", "row/a_b/2018/52.07~2", "row/p/2018/52.07+2", "row/a_b/2018/52.07~3"]);
        assert_eq!(anchors.link("a=b/2018/52.07"), "<a href=\"#row/a_b/2018/52.07~2\">a=b/2018/52.07</a>");
        assert_eq!(anchors.link("<x>"), "&lt;x&gt;");
    }
}
