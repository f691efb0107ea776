//! Small forms that every part of the page uses.

use super::escape::Text;
use crate::reconciliation::{Decided, Row};
use crate::words::Status;
use std::collections::HashMap;
use std::fmt::{self, Display, Formatter};
use std::io::{self, Write};

/// Where the parts of the page write to.
pub(super) type Out<'a> = &'a mut dyn Write;

/// A number with a comma between thousands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number(pub(super) u64);

impl Display for Number {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

/// `1 source`, `1,200 sources`.
pub(super) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", Number(number), if number == 1 { one } else { many })
}

/// A length as a number of the page.
pub(super) fn size(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// A year, or words for its lack.
pub(super) fn year(year: Option<i16>) -> String {
    year.map_or_else(|| "no year".to_owned(), |year| year.to_string())
}

/// A word of the outputs as words for people: `single source`.
pub(super) fn plain(word: &str) -> String {
    word.replace('_', " ")
}

/// A mark of the page by its name, with words for those who do not see it.
pub(super) fn mark(name: &str, words: &str) -> String {
    let words = if words.is_empty() { String::new() } else { format!(r#"<span class="unseen">{words} </span>"#) };
    format!(r##"<svg class="mark" aria-hidden="true"><use href="#m-{name}"/></svg>{words}"##)
}

/// The mark and the words of a status; the shape tells it apart where the colour does not.
pub(super) fn badge(status: Status) -> String {
    let word = status.as_str();
    format!(r#"<span class="badge {word}">{}<span>{}</span></span>"#, mark(word, ""), plain(word))
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

/// What a steward decided.
pub(super) fn write_decided(decided: &Decided, out: Out<'_>) -> io::Result<()> {
    write!(out, r#"<p class="decided"><b>Decided: {}</b>"#, Text(decided.verdict.as_str()))?;
    for change in &decided.changes {
        write!(out, r"; {}", Text(change))?;
    }
    if let Some(note) = &decided.note {
        write!(out, " “{}”", Text(note))?;
    }
    let signed: Vec<&str> = [&decided.who, &decided.when].into_iter().flatten().map(String::as_str).collect();
    if !signed.is_empty() {
        write!(out, " ({})", Text(&signed.join(", ")))?;
    }
    if decided.stale {
        write!(out, r#" <strong class="stale">The evidence has changed since.</strong>"#)?;
    }
    writeln!(out, "</p>")
}

/// That not all is shown, and where the rest stands.
pub(super) fn write_left_out(left: usize, what: &str, place: &str, out: Out<'_>) -> io::Result<()> {
    if left == 0 {
        return Ok(());
    }
    writeln!(out, r#"<p class="more">{} more {what} in <code>{place}</code>.</p>"#, Number(size(left)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (number, shown) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(Number(number).to_string(), shown);
        }
        assert_eq!(counted(1, "row", "rows"), "1 row");
    }

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
