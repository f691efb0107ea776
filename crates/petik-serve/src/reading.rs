//! From the body of a request to articles, and from articles to what is answered: by the ways of `petik extract`, so that the bytes
//! are the same. A body stands where standard input does, and is called `-` like that.

use crate::app::Shared;
use crate::asked::{Asked, Form, Kind, bad};
use crate::fault::{Code, Fault};
use crate::work::Work;
use petik_core::{Article, Engine, Only};
use petik_source::{Format, Inputs, Item, Options, Raw, SentPage, SourceFault, article_of};
use serde::Serialize;
use serde::de::IgnoredAny;
use std::borrow::Cow;
use std::io::{Cursor, Read};
use std::sync::Arc;

/// What the body is called.
const BODY: &str = "-";

/// How a body is read.
#[derive(Clone)]
pub(crate) struct Reading {
    engine: &'static Engine,
    options: Options,
    asked: Asked,
}

/// What a line of the answer says where it is no record.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Line<'f> {
    /// An article was lost.
    Error(&'f SourceFault),
    /// A detail of the article that follows is missing.
    Warning(&'f SourceFault),
}

impl Reading {
    pub(crate) fn new(shared: &Shared, asked: Asked) -> Self {
        let pages = Arc::clone(&shared.pages);
        let options = Options { article_limit: shared.limits.article, pages, ..Options::default() };
        Reading { engine: shared.engine, options, asked }
    }

    /// The one article of a body, and remarks on it.
    pub(crate) fn one(&self, bytes: Vec<u8>) -> Result<(Article<'static>, Vec<SourceFault>), Fault> {
        let items = match self.asked.kind {
            Kind::Text => self.text(bytes)?,
            Kind::Html => Raw::page(BODY, self.page(bytes), &self.options).read(),
            Kind::Json | Kind::JsonLines => self.many(Cursor::new(bytes)).flat_map(items).collect(),
        };
        let (mut article, mut remarks) = (None, Vec::new());
        for item in items {
            match item {
                Ok(_) if article.is_some() => return Err(one_only()),
                Ok(one) => article = Some(one),
                Err(remark) if !remark.lost => remarks.push(remark),
                Err(fault) => return Err(Fault::no_article(&fault)),
            }
        }
        Ok((article.ok_or_else(one_only)?, remarks))
    }

    fn text(&self, bytes: Vec<u8>) -> Result<Vec<Item>, Fault> {
        let mut items: Vec<Item> = self.inputs(Format::Text, Cursor::new(bytes)).collect();
        if let Some(Ok(article)) = items.last_mut()
            && self.asked.about().next().is_some()
        {
            let parts: Vec<_> = [("text", Some(&*article.text))].into_iter().chain(self.asked.about()).collect();
            let way_out = "send it as it should be, or leave it out";
            let mut whole = article_of(&parts, &self.options).map_err(|reason| bad(reason, way_out))?;
            whole.source.path = Some(BODY.into());
            items.pop();
            items.push(Ok(whole));
        }
        Ok(items)
    }

    fn page(&self, bytes: Vec<u8>) -> SentPage {
        let charset = self.asked.charset.clone();
        SentPage { bytes, charset, id: self.asked.part("id"), url: self.asked.part("url") }
    }

    /// The articles of a body of many, as they come.
    pub(crate) fn many<R: Read + Send + 'static>(
        &self,
        body: R,
    ) -> impl Iterator<Item = Result<Raw, SourceFault>> + Send + use<R> {
        let format = if self.asked.kind == Kind::JsonLines { Format::JsonLines } else { Format::Json };
        self.inputs(format, body).raw().map(|(_, raw)| raw)
    }

    fn inputs(&self, format: Format, body: impl Read + Send + 'static) -> Inputs {
        Inputs::of_reader(BODY, body, Options { format: Some(format), ..self.options.clone() })
    }

    /// What is answered to what a piece of the body held, a line each.
    pub(crate) fn lines(&self, piece: Result<Raw, SourceFault>) -> Vec<u8> {
        let mut out = Vec::new();
        for item in items(piece) {
            match item {
                Ok(article) => {
                    let mut own = Vec::new();
                    if let Some(remark) = self.write(&article, &mut own) {
                        said(&remark, &mut out);
                    }
                    out.append(&mut own);
                }
                Err(fault) => said(&fault, &mut out),
            }
        }
        out
    }

    /// Writes what is wanted of an article, a line each; says what of it is missing.
    pub(crate) fn write(&self, article: &Article<'_>, out: &mut Vec<u8>) -> Option<SourceFault> {
        let mut record = self.engine.extract_only(article, self.asked.sought())?;
        if self.asked.with_text {
            record.text = Some(Cow::Borrowed(&article.text));
        }
        let written = match self.asked.form {
            Form::Facts => record.facts_to_json(out),
            Form::Mentions => record.mentions_to_json(out),
            Form::Records => record.to_json(out).map(|()| out.push(b'\n')),
        };
        let reason =
            |error| SourceFault { lost: true, ..SourceFault::remark(BODY, article.source.line, format!("{error}")) };
        let left_out = record.left_out.filter(petik_core::record::LeftOut::is_loss);
        written.map_err(reason).err().or_else(|| left_out.map(|left_out| SourceFault::bounded(article, left_out)))
    }

    /// Whether an article may be without an answer.
    pub(crate) fn may_be_nothing(&self) -> bool {
        self.asked.form == Form::Records && self.asked.sought() != Only::All
    }
}

/// What a piece of a body holds.
fn items(piece: Result<Raw, SourceFault>) -> Vec<Item> {
    piece.map_or_else(|fault| vec![Err(fault)], Raw::read)
}

/// That a line could not be worked on.
pub(crate) fn failed() -> Vec<u8> {
    let mut out = Vec::new();
    let reason = "petik failed on this piece of the body: send it to those who make petik";
    said(&SourceFault { lost: true, ..SourceFault::remark(BODY, None, reason) }, &mut out);
    out
}

fn said(fault: &SourceFault, out: &mut Vec<u8>) {
    let line = if fault.lost { Line::Error(fault) } else { Line::Warning(fault) };
    // Words and numbers: that this cannot be written is not to be.
    if serde_json::to_writer(&mut *out, &line).is_ok() {
        out.push(b'\n');
    }
}

/// A JSON document, as far as it must be known before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Document {
    Object,
    Array,
    /// An array of nothing.
    Empty,
}

/// What document the body is, if it is one; a long one is looked at where articles are read.
pub(crate) async fn document_of(work: &Work, bytes: Vec<u8>) -> Result<(Document, Vec<u8>), Fault> {
    let look = |bytes: Vec<u8>| document(&bytes).map(|document| (document, bytes));
    if bytes.len() <= SHORT { look(bytes) } else { work.run(move || look(bytes)).await? }
}

/// Bytes that are looked at sooner than handed on.
const SHORT: usize = 64 << 10;

fn document(bytes: &[u8]) -> Result<Document, Fault> {
    let json = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Err(error) = serde_json::from_slice::<IgnoredAny>(json) {
        let place = format_args!("body, line {}, column {}", error.line(), error.column());
        let fault = Fault::new(
            Code::NotJson,
            "the body is no JSON document",
            "mend it; many documents are application/x-ndjson",
        );
        return Err(fault.at(place).because(error));
    }
    match json.trim_ascii() {
        [b'{', ..] => Ok(Document::Object),
        [b'[', within @ .., _] if within.trim_ascii().is_empty() => Ok(Document::Empty),
        [b'[', ..] => Ok(Document::Array),
        _ => {
            let way_out = "send an object with the article in `text`, or an array of such";
            Err(Fault::new(Code::NoArticle, "the body is neither an object nor an array", way_out).at("body"))
        }
    }
}

fn one_only() -> Fault {
    Fault::new(Code::NoArticle, "the body is not one article", "send one object, one text or one page").at("body")
}
