//! What a source gives before it is an article. Cutting articles out of a file is quick and has an order; finding the text of
//! a page is neither, so that it is left to the threads that work on the articles.

use crate::encoding;
use crate::fault::{Item, SourceFault, io_reason};
use crate::html::{self, PageLists, Wanted};
use crate::json::JsonPiece;
use crate::limit::ArticleLimit;
use crate::options::{FileName, Options};
use crate::warc::{self, Record, Records};
use petik_core::{Article, Source};
use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;

/// An article, or what one is still to be found in: a page, a line of JSON.
#[derive(Debug)]
pub struct Raw(Kind);

#[derive(Debug)]
enum Kind {
    Article(Box<Article<'static>>),
    Json(Box<JsonPiece>),
    File(Box<PageFile>),
    Record(Box<PageRecord>),
}

/// A page in a file of its own.
#[derive(Debug)]
struct PageFile {
    path: String,
    stem: Option<String>,
    bytes: Vec<u8>,
    charset: Option<String>,
    url: Option<String>,
    lists: Arc<PageLists>,
}

/// A page that somebody sent, with what else they said of it.
#[derive(Debug, Clone, Default)]
pub struct SentPage {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The encoding that they are in, as far as the sender knows.
    pub charset: Option<String>,
    /// The id of the article.
    pub id: Option<String>,
    /// The address it was fetched from.
    pub url: Option<String>,
}

/// A page in an archive.
#[derive(Debug)]
struct PageRecord {
    path: String,
    record: Record,
    limit: ArticleLimit,
    lists: Arc<PageLists>,
}

impl From<Article<'static>> for Raw {
    fn from(article: Article<'static>) -> Self {
        Raw(Kind::Article(Box::new(article)))
    }
}

impl From<JsonPiece> for Raw {
    fn from(piece: JsonPiece) -> Self {
        Raw(Kind::Json(Box::new(piece)))
    }
}

impl Raw {
    /// A page that is no file; records and messages call it `path`.
    pub fn page(path: &str, sent: SentPage, options: &Options) -> Self {
        let SentPage { bytes, charset, id, url } = sent;
        let lists = Arc::clone(&options.pages);
        Raw(Kind::File(Box::new(PageFile { path: path.to_owned(), stem: id, bytes, charset, url, lists })))
    }

    /// Bytes that it holds, about.
    pub fn weight(&self) -> usize {
        match &self.0 {
            Kind::Article(article) => article.text.len(),
            Kind::Json(piece) => piece.bytes.len(),
            Kind::File(page) => page.bytes.len(),
            Kind::Record(page) => page.record.body.len(),
        }
    }

    /// The article, behind remarks on what of it could not be used; nothing where an archive holds something other than
    /// a page.
    pub fn read(self) -> Vec<Item> {
        self.read_for(None).unwrap_or_default()
    }

    /// The same, but for pages that hold nothing wanted, which give `None`, whether an article stands on them or not: `wanted` says of lines
    /// whether they may be those of an article that is. The text of a page is found with less work for this question than for reading it, so
    /// that most pages need not be. It is asked about more than the article, and in markup as pages have it never about less
    /// (docs/ARCHITECTURE.md says where it could be).
    pub fn read_if(self, wanted: &(dyn Fn(&str) -> bool + Sync)) -> Option<Vec<Item>> {
        self.read_for(Some(wanted))
    }

    fn read_for(self, wanted: Wanted<'_>) -> Option<Vec<Item>> {
        match self.0 {
            Kind::Article(article) => Some(vec![Ok(*article)]),
            Kind::Json(piece) => Some(piece.read()),
            Kind::File(page) => page.read(wanted),
            Kind::Record(page) => page.read(wanted),
        }
    }
}

/// The page in an HTML file.
pub(super) fn page_file(reader: impl Read, name: FileName, options: &Options) -> Result<Raw, SourceFault> {
    let mut bytes = Vec::new();
    let limit = options.article_limit;
    let read = reader.take(limit.bytes() as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| SourceFault::of_file(&name.path, io_reason(&error)))?;
    if bytes.len() > limit.bytes() {
        return Err(SourceFault::of_file(&name.path, format!("more than {limit}: no page of one article")));
    }
    Ok(Raw::page(&name.path, SentPage { bytes, id: name.stem, ..SentPage::default() }, options))
}

/// The pages of an archive, and its damage.
pub(super) fn archive<R: Read>(
    records: Records<R>,
    name: FileName,
    options: &Options,
) -> impl Iterator<Item = Result<Raw, SourceFault>> + use<R> {
    let path = name.path;
    let (limit, lists) = (options.article_limit, Arc::clone(&options.pages));
    let mut held = Held::default();
    records.map(Some).chain([None]).filter_map(move |record| match record {
        Some(Ok(record)) if record.may_be_page() => {
            held.pages = true;
            let page = PageRecord { path: path.clone(), record, limit, lists: Arc::clone(&lists) };
            Some(Ok(Raw(Kind::Record(Box::new(page)))))
        }
        Some(Ok(record)) => {
            held.take(&record);
            None
        }
        Some(Err(damage)) => {
            held.damage |= damage.lost;
            let reason = if damage.unpacked { damage.reason + " (of the unpacked archive)" } else { damage.reason };
            let fault = SourceFault::new(&path, None, Some(damage.offset), reason);
            Some(Err(SourceFault { lost: damage.lost, ..fault }))
        }
        None => held.without_page(&path).map(Err),
    })
}

/// What an archive held beside pages: one without a page should not pass for a thin press.
#[derive(Default)]
struct Held {
    pages: bool,
    damage: bool,
    wat: bool,
    records: u64,
    kinds: BTreeSet<String>,
}

impl Held {
    fn take(&mut self, record: &Record) {
        self.wat |= record.is_wat();
        self.records += 1;
        if self.kinds.len() < MOST_KINDS {
            self.kinds.insert(record.kind.to_string());
        }
    }

    /// What there is to say of the archive, if nothing of it can be a page.
    fn without_page(&self, path: &str) -> Option<SourceFault> {
        if self.pages || self.damage {
            return None;
        }
        if self.wat {
            let reason = "a WAT file: it tells about pages and holds none; give petik the WARC or WET files";
            return Some(SourceFault::of_file(path, reason));
        }
        let kinds = self.kinds.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let reason = format!("no page in this archive: of its records ({}) there are only {kinds}", self.records);
        Some(SourceFault::remark(path, None, reason))
    }
}

/// Kinds of records that a message names.
const MOST_KINDS: usize = 8;

impl PageFile {
    fn read(self, wanted: Wanted<'_>) -> Option<Vec<Item>> {
        let page = html::Page { bytes: &self.bytes, charset: self.charset.as_deref(), url: self.url.as_deref() };
        let html::Read { mut article, language, remarks } = match html::read(&page, &self.lists, wanted) {
            Ok(read) => read?,
            Err(fault) => return Some(vec![Err(SourceFault::new(&self.path, fault.line, fault.offset, fault.reason))]),
        };
        article.id = self.stem.map(Into::into);
        article.source.path = Some(self.path.clone().into());
        article.source.url = self.url.map(Into::into).or(article.source.url);
        article.source.language = language.map(Into::into);
        let remark = |reason| Err(SourceFault::remark(&self.path, None, reason));
        Some(remarks.into_iter().map(remark).chain([Ok(article)]).collect())
    }
}

impl PageRecord {
    fn read(self, wanted: Wanted<'_>) -> Option<Vec<Item>> {
        let PageRecord { path, mut record, limit, lists } = self;
        let url = record.url.take();
        let offset = record.offset;
        let fault = |reason: String| {
            let reason = url.as_deref().map_or_else(|| reason.clone(), |url| format!("{url}: {reason}"));
            SourceFault::new(&path, None, Some(offset), reason)
        };
        let page = match warc::response(&record, limit) {
            Ok(Some(page)) => page,
            Ok(None) => return Some(Vec::new()),
            Err(reason) => return Some(vec![Err(fault(reason))]),
        };
        let read = if page.content_type == "text/plain" {
            plain(&page).map(Some)
        } else {
            let charset = page.charset.as_deref();
            html::read(&html::Page { bytes: &page.body, charset, url: url.as_deref() }, &lists, wanted)
        };
        let html::Read { mut article, language, remarks } = match read {
            Ok(read) => read?,
            Err(bad) => return Some(vec![Err(fault(bad.in_page()))]),
        };
        let remarks: Vec<Item> =
            remarks.into_iter().map(|reason| Err(SourceFault { lost: false, ..fault(reason) })).collect();
        article.source = Source {
            path: Some(path.into()),
            url: url.map(Into::into).or(article.source.url),
            outlet: article.source.outlet,
            line: None,
            language: language.map(Into::into),
            warc_record_id: record.id.map(Into::into),
            warc_date: record.date.map(Into::into),
            warc_payload_digest: record.payload_digest.map(Into::into),
        };
        Some(remarks.into_iter().chain([Ok(article)]).collect())
    }
}

/// The article of a page that is plain text.
fn plain(page: &warc::HttpPage) -> Result<html::Read, html::PageFault> {
    let text = encoding::decode_page(&page.body, page.charset.as_deref())?.text;
    if text.trim().is_empty() {
        return Err(html::PageFault::new("an empty page"));
    }
    Ok(html::Read { article: Article::new(text.into_owned()), language: None, remarks: Vec::new() })
}
