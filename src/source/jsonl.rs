//! JSON Lines: one object a line, one article an object. A line that is no article is a fault and the next one is read;
//! of each object only the parts that [`Fields`] names are kept.

use super::fields::Part;
use super::lines::Lines;
use super::object::{self, Value};
use super::{ARTICLE_LIMIT, Fields, Item, SourceFault, io_reason, parse_day};
use crate::article::{Article, Source};
use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::BufRead;

/// The articles of a JSON Lines file.
pub(super) struct JsonLines<R> {
    lines: Lines<R>,
    path: String,
    fields: Fields,
    /// What the line last read gave: remarks, then the article.
    ready: VecDeque<Item>,
    /// Whether any line held something.
    any: bool,
    ended: bool,
}

impl<R: BufRead> JsonLines<R> {
    pub(super) fn new(reader: R, path: String, fields: Fields) -> Self {
        let lines = Lines::new(reader, ARTICLE_LIMIT);
        JsonLines { lines, path, fields, ready: VecDeque::new(), any: false, ended: false }
    }

    /// Reads one line into `ready`.
    fn read_line(&mut self) {
        let line = match self.lines.read() {
            Ok(Some(line)) => line,
            Ok(None) => {
                self.ended = true;
                if !self.any {
                    self.ready.push_back(Err(SourceFault::of_file(&self.path, "no articles: all lines are blank")));
                }
                return;
            }
            Err(error) => {
                self.ended = true;
                self.ready.push_back(Err(SourceFault::of_file(&self.path, io_reason(&error))));
                return;
            }
        };
        let fault = |at: Option<usize>, reason: String| {
            let offset = at.map(|at| line.offset + at as u64);
            Err(SourceFault::new(&self.path, Some(line.number), offset, reason))
        };
        let Some(mut bytes) = line.bytes else {
            self.any = true;
            let most = ARTICLE_LIMIT >> 20;
            let reason = format!("a line of {} bytes: an article may have {most} MiB at most", line.length);
            return self.ready.push_back(fault(None, reason));
        };
        if line.number == 1 {
            if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
                self.ended = true;
                let reason = "UTF-16: JSON Lines must be UTF-8; convert the file with `iconv -f UTF-16 -t UTF-8`";
                return self.ready.push_back(fault(None, reason.into()));
            }
            bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        }
        if bytes.trim_ascii().is_empty() {
            return;
        }
        self.any = true;
        match parse(bytes, &self.fields) {
            Err(Bad { at, reason }) => self.ready.push_back(fault(at, reason)),
            Ok((mut article, remarks)) => {
                let remark = |reason| Err(SourceFault::remark(&self.path, Some(line.number), reason));
                self.ready.extend(remarks.into_iter().map(remark));
                article.source.path = Some(self.path.clone().into());
                article.source.line = Some(line.number);
                self.ready.push_back(Ok(article));
            }
        }
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.ready.is_empty() && !self.ended {
            self.read_line();
        }
        self.ready.pop_front()
    }
}

/// Why a line is no article, and the byte of the line that shows it.
struct Bad {
    at: Option<usize>,
    reason: String,
}

impl Bad {
    fn whole(reason: impl Into<String>) -> Self {
        Bad { at: None, reason: reason.into() }
    }
}

/// The article in a line, with remarks on the parts that could not be used.
fn parse(line: &[u8], fields: &Fields) -> Result<(Article<'static>, Vec<String>), Bad> {
    if line.contains(&0) {
        let at = line.iter().position(|byte| *byte == 0);
        return Err(Bad { at, reason: "a NUL byte: not JSON".into() });
    }
    let line = std::str::from_utf8(line).map_err(|error| Bad {
        at: Some(error.valid_up_to()),
        reason: "not UTF-8, which JSON must be: convert the file".into(),
    })?;
    let mut parts = object::read(line, fields).map_err(|error| {
        let mut reason = error.to_string();
        if let Some(place) = reason.rfind(" at line ") {
            reason.truncate(place); // The line that serde_json counts is always 1.
        }
        Bad { at: Some(error.column().saturating_sub(1)), reason: format!("no JSON object: {reason}") }
    })?;

    let column = fields.column(Part::Text);
    let text = match parts.take(Part::Text) {
        Value::Text(text) => text,
        Value::Absent => {
            return Err(Bad::whole(format!("no field `{column}`: name the one with the text by --field text=NAME")));
        }
        Value::Null => return Err(Bad::whole(format!("no text: `{column}` is null"))),
        Value::Number(_) => return Err(Bad::whole(format!("no text: `{column}` is a number"))),
        Value::Other(what) => return Err(Bad::whole(format!("no text: `{column}` is {what}"))),
    };
    if text.trim().is_empty() {
        return Err(Bad::whole(format!("no text: `{column}` is empty")));
    }
    if text.contains('\0') {
        return Err(Bad::whole(format!("a NUL character in `{column}`: not text")));
    }

    let mut remarks = Vec::new();
    let mut words = |part: Part| match parts.take(part) {
        Value::Text(words) if !words.trim().is_empty() => Some(words.into_owned()),
        Value::Number(number) if part == Part::Id => Some(number),
        Value::Text(_) | Value::Absent | Value::Null => None,
        Value::Number(_) | Value::Other(_) => {
            remarks.push(format!("`{}` is not a string; left out", fields.column(part)));
            None
        }
    };
    let (id, title) = (words(Part::Id), words(Part::Title));
    let (url, outlet) = (words(Part::Url), words(Part::Outlet));
    let published = words(Part::Published);
    let day = published.as_deref().and_then(parse_day);
    if let Some(published) = published.filter(|_| day.is_none()) {
        let column = fields.column(Part::Published);
        remarks.push(format!("`{column}` is {published:?}, not an ISO 8601 day such as 2022-04-21; left out"));
    }
    let article = Article {
        id: id.map(Cow::Owned),
        title: title.map(Cow::Owned),
        published: day,
        source: Source { url: url.map(Cow::Owned), outlet: outlet.map(Cow::Owned), ..Source::default() },
        ..Article::new(text.into_owned())
    };
    Ok((article, remarks))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(input: &str, mapping: &[&str]) -> Vec<String> {
        let mut fields = Fields::default();
        for mapping in mapping {
            assert_eq!(fields.set(mapping), Ok(()));
        }
        JsonLines::new(input.as_bytes(), "a.jsonl".into(), fields)
            .map(|item| match item {
                Ok(article) => format!("{:?} {} {:?}", article.source.line, article.text, article.id.as_deref()),
                Err(fault) => fault.to_string(),
            })
            .collect()
    }

    #[test]
    fn good_lines_between_bad_ones() {
        let input =
            "{\"text\":\"A\",\"id\":7}\r\n\n[]\n{\"text\":null}\n{\"text\":\"\\u0042\",\"x\":[{}]} \n{\"text\":\"C\"";
        let expected = [
            "Some(1) A Some(\"7\")",
            "a.jsonl:3: no JSON object: invalid type: sequence, expected an object with the parts of an article (byte 22)",
            "a.jsonl:4: no text: `text` is null",
            "Some(5) B None",
            "a.jsonl:6: no JSON object: EOF while parsing an object (byte 77)",
        ];
        assert_eq!(shown(input, &[]), expected);
    }

    #[test]
    fn one_field_for_two_parts() {
        assert_eq!(shown(r#"{"body":"A","url":"u"}"#, &["text=body", "id=url"]), ["Some(1) A Some(\"u\")"]);
    }

    #[test]
    fn nesting_is_bounded_everywhere() {
        let deep = "[".repeat(100_000);
        for line in [format!(r#"{{"text":{deep}"#), format!(r#"{{"x":{deep}"#)] {
            let reasons = shown(&line, &[]);
            assert!(reasons.len() == 1 && reasons[0].contains("recursion limit"), "{reasons:?}");
        }
    }

    #[test]
    fn a_day_in_other_words_is_left_out_with_a_remark() {
        let line = r#"{"text":"A","published":"21 April 2022"}"#;
        let items: Vec<Item> = JsonLines::new(line.as_bytes(), "a".into(), Fields::default()).collect();
        assert!(matches!(&items[..], [Err(remark), Ok(article)] if !remark.lost && article.published.is_none()));
    }
}
