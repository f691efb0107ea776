//! The engine: lists and rules, ready to read texts, tables and files.

use crate::capsule;
use crate::fault::{guarded, of_lists, of_source, wrong};
use crate::files::Files;
use crate::stream::{Shared, Stream, add};
use crate::table::{How, Texts};
use crate::what::{What, json};
use petik::gazetteer::Files as ListFiles;
use petik::record::PublishedBy;
use petik::source::{ArticleLimit, Fields, Format, Globs, Inputs, Options, RowReader, SourceFault, parse_day};
use petik::{Article, Lists};
use pyo3::prelude::*;
use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

/// Lists and rules, ready to read.
#[pyclass(module = "petik._petik", frozen)]
pub struct Engine {
    lists: Arc<Lists>,
}

#[pymethods]
impl Engine {
    /// The built-in lists with those of the folder over them.
    #[new]
    #[pyo3(signature = (gazetteers = None))]
    fn new(py: Python<'_>, gazetteers: Option<PathBuf>) -> PyResult<Self> {
        guarded(|| {
            let made = py.detach(|| Lists::of(files(gazetteers)?).map_err(|error| of_lists(&error)));
            Ok(Engine { lists: Arc::new(made?) })
        })
    }

    /// All faults of the lists and rules, as (path, line, message).
    #[staticmethod]
    #[pyo3(signature = (gazetteers = None))]
    fn check(py: Python<'_>, gazetteers: Option<PathBuf>) -> PyResult<Vec<(String, usize, String)>> {
        guarded(|| {
            py.detach(|| {
                let faults = petik::check(files(gazetteers)?);
                Ok(faults.into_iter().map(|fault| (fault.file, fault.line, fault.message)).collect())
            })
        })
    }

    /// The digest of the lists and rules.
    #[getter]
    fn lists_digest(&self) -> &str {
        self.lists.engine.lists_digest()
    }

    /// The record of one text in JSON.
    #[pyo3(signature = (text, id = None, url = None, title = None, published = None, outlet = None, with_text = false))]
    #[allow(clippy::too_many_arguments, reason = "the parts of an article; Python names them")]
    fn extract(
        &self,
        py: Python<'_>,
        text: &str,
        id: Option<&str>,
        url: Option<&str>,
        title: Option<&str>,
        published: Option<&str>,
        outlet: Option<&str>,
        with_text: bool,
    ) -> PyResult<String> {
        guarded(|| {
            py.detach(|| {
                let parts = [
                    ("text", Some(text)),
                    ("id", id),
                    ("url", url),
                    ("title", title),
                    ("published", published),
                    ("outlet", outlet),
                ];
                let article = self.article(&parts)?;
                let record = self.lists.engine.extract(&article);
                json(record, with_text.then_some(article.text.as_ref())).map_err(wrong)
            })
        })
    }

    /// Rows of what stands in the texts of a table.
    #[pyo3(signature = (table, what, fields, threads = 0, max_article_bytes = None, progress = None))]
    fn extract_table(
        &self,
        table: &Bound<'_, PyAny>,
        what: &str,
        fields: BTreeMap<String, String>,
        threads: usize,
        max_article_bytes: Option<&str>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Stream> {
        guarded(|| {
            let what = What::named(what)?;
            let options = self.options(&fields, None, &[], &[], max_article_bytes)?;
            let input = capsule::reader(table)?;
            let (reader, remarks) = RowReader::new(&input.schema(), None, &options)
                .map_err(|reason| wrong(reason.replace("--field text=NAME", "text=\"NAME\"")))?;
            let failures = Shared::default();
            add(&failures, remarks.into_iter().map(|reason| SourceFault::remark("", None, reason)));
            let texts = Texts {
                input,
                how: How { reader, lists: Arc::clone(&self.lists), what, schema: what.schema() },
                threads,
                failures: Arc::clone(&failures),
                progress,
                batch: None,
                rows: 0,
                ready: VecDeque::new(),
                ended: false,
            };
            Ok(Stream::new(Box::new(texts), failures))
        })
    }

    /// The files that `paths` name, as they are read.
    #[pyo3(signature = (paths, include = vec![], exclude = vec![]))]
    fn files(
        &self,
        py: Python<'_>,
        paths: Vec<PathBuf>,
        include: Vec<String>,
        exclude: Vec<String>,
    ) -> PyResult<Vec<PathBuf>> {
        guarded(|| {
            let options = self.options(&BTreeMap::new(), None, &include, &exclude, None)?;
            py.detach(|| {
                let files = Inputs::files(&paths, &options);
                files.map(|file| file.map_err(|fault| of_source(&fault))).collect()
            })
        })
    }

    /// Rows of what stands in files.
    #[pyo3(signature = (
        paths, what, fields, threads = 0, format = None, published = None, include = vec![], exclude = vec![],
        max_article_bytes = None
    ))]
    #[allow(clippy::too_many_arguments, reason = "the options of `petik extract`; Python names them")]
    fn read(
        &self,
        paths: Vec<PathBuf>,
        what: &str,
        fields: BTreeMap<String, String>,
        threads: usize,
        format: Option<&str>,
        published: Option<&str>,
        include: Vec<String>,
        exclude: Vec<String>,
        max_article_bytes: Option<&str>,
    ) -> PyResult<Stream> {
        guarded(|| {
            let what = What::named(what)?;
            let options = self.options(&fields, format, &include, &exclude, max_article_bytes)?;
            let published = published
                .map(|day| {
                    parse_day(day).ok_or_else(|| wrong(format_args!("published={day:?}: not a day such as 2022-04-21")))
                })
                .transpose()?;
            if let Some(fault) = Inputs::files(&paths, &options).find_map(Result::err) {
                return Err(of_source(&fault));
            }
            let complete = move |article: &mut Article<'static>| {
                if article.published.is_none() && published.is_some() {
                    (article.published, article.published_by) = (published, Some(PublishedBy::Option));
                }
            };
            let failures = Shared::default();
            let inputs = Inputs::new(paths, options);
            let files = Files::new(inputs, Arc::clone(&self.lists), what, threads, Arc::clone(&failures), complete);
            Ok(Stream::new(Box::new(files.map_err(wrong)?), failures))
        })
    }
}

impl Engine {
    /// The article that these parts make up, read as those of a table are; what cannot be used is an error here.
    fn article(&self, parts: &[(&str, Option<&str>)]) -> PyResult<Article<'static>> {
        let options = Options { pages: Arc::clone(&self.lists.pages), ..Options::default() };
        petik::source::article_of(parts, &options).map_err(wrong)
    }

    fn options(
        &self,
        fields: &BTreeMap<String, String>,
        format: Option<&str>,
        include: &[String],
        exclude: &[String],
        max_article_bytes: Option<&str>,
    ) -> PyResult<Options> {
        let mut own = Fields::default();
        for (part, column) in fields {
            own.set(&format!("{part}={column}")).map_err(wrong)?;
        }
        let format = format
            .map(|name| {
                let names = || Format::names().collect::<Vec<_>>().join(", ");
                Format::named(name).ok_or_else(|| wrong(format_args!("format={name:?}: it is one of {}", names())))
            })
            .transpose()?;
        let limit = max_article_bytes
            .map(|size| {
                let read = size.parse::<ArticleLimit>();
                read.map_err(|reason| wrong(format_args!("max_article_bytes={size:?}: {reason}")))
            })
            .transpose()?;
        Ok(Options {
            fields: own,
            format,
            include: Globs::new(include).map_err(wrong)?,
            exclude: Globs::new(exclude).map_err(wrong)?,
            article_limit: limit.unwrap_or_default(),
            pages: Arc::clone(&self.lists.pages),
        })
    }
}

/// The built-in lists with those of a folder over them.
fn files(gazetteers: Option<PathBuf>) -> PyResult<ListFiles> {
    match gazetteers {
        None => Ok(ListFiles::builtin()),
        Some(folder) if !folder.is_dir() => Err(wrong(format_args!("gazetteers={}: no such folder", folder.display()))),
        Some(folder) => petik::overlay(&folder).map_err(|error| of_lists(&error)),
    }
}
