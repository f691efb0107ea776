//! JSON: one object, one article; an object a line, or the objects of an array. An object that is no article is a fault and
//! the next one is read; of each only the parts that [`Fields`] names are kept.

use crate::cut::{Cut, Elements, Lines};
use crate::fault::{Item, SourceFault, io_reason};
use crate::options::Options;
use crate::raw::Raw;
use crate::{assemble, object};
use memchr::memchr;
use petik_core::Article;
use std::io::BufRead;
use std::sync::Arc;

/// The pieces of a JSON file that may hold articles. They are read by the threads that work on the articles.
pub(super) struct JsonPieces<C> {
    pieces: C,
    /// What a piece is called: `line`.
    piece: &'static str,
    path: Arc<str>,
    options: Arc<Options>,
    /// Whether any piece held something.
    any: bool,
    first: bool,
    ended: bool,
}

impl<R: BufRead + Send> JsonPieces<Lines<R>> {
    /// An object a line.
    pub(super) fn lines(reader: R, path: String, options: &Options) -> Self {
        JsonPieces::new(Lines::new(reader, options.article_limit.bytes()), "line", path, options)
    }
}

impl<R: BufRead + Send> JsonPieces<Elements<R>> {
    /// The objects of an array, over as many lines as they like.
    pub(super) fn elements(reader: R, path: String, options: &Options) -> Self {
        JsonPieces::new(Elements::new(reader, options.article_limit.bytes()), "value", path, options)
    }
}

impl<C: Cut> JsonPieces<C> {
    fn new(pieces: C, piece: &'static str, path: String, options: &Options) -> Self {
        JsonPieces {
            pieces,
            piece,
            path: path.into(),
            options: Arc::new(options.clone()),
            any: false,
            first: true,
            ended: false,
        }
    }

    /// Reads to the next piece that holds something; nothing at the end.
    fn next_piece(&mut self) -> Option<Result<JsonPiece, SourceFault>> {
        while !self.ended {
            let piece = match self.pieces.read() {
                Ok(Some(piece)) => piece,
                Ok(None) => break,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(SourceFault::of_file(&*self.path, io_reason(&error))));
                }
            };
            let fault = |reason| Some(Err(SourceFault::new(&*self.path, Some(piece.line), None, reason)));
            let Some(bytes) = piece.bytes else {
                self.any = true;
                return fault(assemble::too_long(self.piece, piece.length, self.options.article_limit));
            };
            if std::mem::take(&mut self.first) && assemble::is_utf16(bytes) {
                self.ended = true;
                return fault(assemble::utf16("JSON"));
            }
            // Files put together have their marks in the middle.
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            if !bytes.trim_ascii().is_empty() {
                self.any = true;
                let (path, options) = (Arc::clone(&self.path), Arc::clone(&self.options));
                let (line, offset) = (piece.line, piece.offset);
                return Some(Ok(JsonPiece { bytes: bytes.to_vec(), path, line, offset, options }));
            }
        }
        if std::mem::replace(&mut self.ended, true) || self.any {
            return None;
        }
        let reason = format!("no articles: not one {} holds anything", self.piece);
        Some(Err(SourceFault::of_file(&*self.path, reason)))
    }
}

impl<C: Cut> Iterator for JsonPieces<C> {
    type Item = Result<Raw, SourceFault>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.next_piece()?.map(Raw::from))
    }
}

/// A line, or an element of an array: one article, if it is sound.
#[derive(Debug)]
pub(super) struct JsonPiece {
    pub(super) bytes: Vec<u8>,
    path: Arc<str>,
    /// The line it begins on, from 1.
    line: u64,
    /// The byte of the file at which it begins.
    offset: u64,
    options: Arc<Options>,
}

impl JsonPiece {
    /// The article behind remarks on it, or why there is none.
    pub(super) fn read(&self) -> Vec<Item> {
        match parse(&self.bytes, &self.options) {
            Ok(article) => assemble::placed(article, &*self.path, self.line).collect(),
            Err(Bad { at, reason }) => {
                let offset = at.map(|at| self.offset + at as u64);
                vec![Err(SourceFault::new(&*self.path, Some(self.line), offset, reason))]
            }
        }
    }
}

/// Why a piece is no article, and its byte that shows it.
struct Bad {
    at: Option<usize>,
    reason: String,
}

impl Bad {
    fn whole(reason: impl Into<String>) -> Self {
        Bad { at: None, reason: reason.into() }
    }
}

/// The byte of `text` at a line and column, both from 1, as serde_json counts them.
fn place(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    before + column.saturating_sub(1)
}

/// The article in a piece, with remarks on the parts that could not be used.
fn parse(piece: &[u8], options: &Options) -> Result<(Article<'static>, Vec<String>), Bad> {
    let not_json = |at: usize, reason: String| match memchr(0, piece) {
        Some(at) => Bad { at: Some(at), reason: "a NUL byte: not JSON".into() },
        None => Bad { at: Some(at), reason },
    };
    let text = std::str::from_utf8(piece)
        .map_err(|error| not_json(error.valid_up_to(), "not UTF-8, which JSON must be: convert the file".into()))?;
    let parts = object::read(text, &options.fields).map_err(|error| {
        let mut reason = error.to_string();
        if let Some(place) = reason.rfind(" at line ") {
            reason.truncate(place); // It counts lines from the start of the piece.
        }
        not_json(place(text, error.line(), error.column()), format!("no JSON object: {reason}"))
    })?;
    assemble::article(parts, options).map_err(Bad::whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Fields;

    fn items(pieces: impl Iterator<Item = Result<Raw, SourceFault>>) -> impl Iterator<Item = Item> {
        pieces.flat_map(|piece| piece.map_or_else(|fault| vec![Err(fault)], Raw::read))
    }

    fn shown(input: &str, mapping: &[&str]) -> Vec<String> {
        let mut fields = Fields::default();
        for mapping in mapping {
            assert_eq!(fields.set(mapping), Ok(()));
        }
        items(JsonPieces::lines(input.as_bytes(), "a.jsonl".into(), &Options { fields, ..Options::default() }))
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
    fn fields_within_objects() {
        let line = r#"{"artikel":{"isi":"A","meta":{"tgl":"2022-04-21"},"id":1},"artikel.url":"u","id":[{"isi":2}]}"#;
        let mapping = ["text=artikel.isi", "published=artikel.meta.tgl", "id=artikel.id", "url=artikel.url"];
        let mut fields = Fields::default();
        mapping.iter().for_each(|mapping| assert_eq!(fields.set(mapping), Ok(())));
        let Ok((article, remarks)) = parse(line.as_bytes(), &Options { fields, ..Options::default() }) else {
            unreachable!("{line}")
        };
        assert_eq!((&*article.text, article.id.as_deref(), remarks.len()), ("A", Some("1"), 0));
        assert_eq!(article.source.url.as_deref(), Some("u"));
        assert_eq!(article.published.map(|day| day.to_string()).as_deref(), Some("2022-04-21"));
        let not_there = shown(r#"{"artikel":[{"isi":"A"}]}"#, &mapping);
        assert_eq!(not_there, ["a.jsonl:1: no field `artikel.isi`: name the one with the text by --field text=NAME"]);
        assert_eq!(shown(r#"{"a":{"b":{"c":"A"}}}"#, &["text=a.b"]), ["a.jsonl:1: no text: `a.b` is an object"]);
    }

    #[test]
    fn two_fields_of_one_name() {
        let two = shown("{\"text\":\"A\",\"text\":\"B\"}\n{\"text\":\"C\",\"id\":1,\"text\":\"C\",\"id\":2}", &[]);
        let expected = [
            "a.jsonl:1: two fields `text` that differ: rename the one that is not the text",
            "a.jsonl:2: two fields `id` that differ; left out",
            "Some(2) C None",
        ];
        assert_eq!(two, expected);
    }

    #[test]
    fn byte_order_marks_of_files_put_together() {
        let lines = "\u{FEFF}{\"text\":\"A\"}\n\u{FEFF}{\"text\":\"B\"}\n\u{FEFF}\n{\"text\":\"\u{FEFF}C\"}";
        assert_eq!(shown(lines, &[]), ["Some(1) A None", "Some(2) B None", "Some(4) \u{FEFF}C None"]);
        let arrays = "\u{FEFF}[{\"text\":\"A\"}]\n\u{FEFF}[{\"text\":\"B\"}]";
        let pieces = JsonPieces::elements(arrays.as_bytes(), "a.json".into(), &Options::default());
        assert!(
            items(pieces)
                .map(|item| item.map(|article| article.text.into_owned()))
                .eq([Ok("A".into()), Ok("B".into())])
        );
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
        let line = r#"{"text":"A","published":"kemarin"}"#;
        let items: Vec<Item> = items(JsonPieces::lines(line.as_bytes(), "a".into(), &Options::default())).collect();
        assert!(matches!(&items[..], [Err(remark), Ok(article)] if !remark.lost && article.published.is_none()));
    }

    #[test]
    fn an_array_over_many_lines() {
        let input = "[\n  {\n    \"text\": \"A\"\n  },\n  {\"text\": 1},\n  {\n \"text\": }\n]";
        let pieces = JsonPieces::elements(input.as_bytes(), "a.json".into(), &Options::default());
        let shown: Vec<String> = items(pieces)
            .map(|item| match item {
                Ok(article) => format!("{:?} {}", article.source.line, article.text),
                Err(fault) => fault.to_string(),
            })
            .collect();
        let expected = [
            "Some(2) A",
            "a.json:5: no text: `text` is a number",
            "a.json:6: no JSON object: expected value (byte 55)",
        ];
        assert_eq!(shown, expected);
    }
}
