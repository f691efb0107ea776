//! What the verbs that read articles have in common: the options about sources, and the road from paths to articles
//! with faults reported on the way.

mod metadata;

use super::lists::Lists;
use super::message::{self, counted};
use clap::builder::PossibleValuesParser;
use jiff::civil::Date;
use metadata::Metadata;
use petik::Article;
use petik::record::PublishedBy;
use petik::source::{ArticleLimit, Fields, Format, Globs, Inputs, MOST_THREADS, Options, SourceFault, parse_day};
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Reading")]
pub(super) struct Reading {
    /// Day of publication of articles whose source gives none
    ///
    /// Relative dates ("kemarin") and dates without a year need it. petik never takes the day of the run.
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Date>,

    /// Read the part NAME of an article from the field or column COLUMN
    ///
    /// NAME is one of text, id, url, title, published, outlet. In JSON, COLUMN may stand within an object, with a point
    /// between the names (`text=artikel.isi`), but not within a list. Can be given several times.
    #[arg(long = "field", value_name = "NAME=COLUMN", value_parser = mapping)]
    fields: Vec<String>,

    /// Take from TABLE what files do not say of themselves: published, url, title, outlet
    ///
    /// For folders of text files: a CSV or TSV table with a row for each, which the column `path` names (as given here, or its
    /// end: `2022/a.txt`), or `id` (the name without its ending). What the source says counts before it.
    #[arg(long, value_name = "TABLE", value_parser = metadata::table)]
    metadata: Option<Metadata>,

    /// Read all files as this format, whatever their names and content say
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(Format::names()))]
    format: Option<String>,

    /// The most bytes that one article may have; what is larger is a failure (64KiB, 1GiB)
    #[arg(long, value_name = "SIZE", default_value_t)]
    max_article_bytes: ArticleLimit,

    /// In folders, read files that fit GLOB (`*.html`, `2022/**`) and no others
    ///
    /// Can be given several times. Files and patterns named as PATH are always read.
    #[arg(long, value_name = "GLOB", value_parser = glob)]
    include: Vec<String>,

    /// In folders, pass over files and folders that fit GLOB
    #[arg(long, value_name = "GLOB", value_parser = glob)]
    exclude: Vec<String>,
}

/// Reports and counts what could not be read.
#[derive(Debug, Default)]
pub(super) struct Faults {
    quiet: bool,
    lost: u64,
    remarks: u64,
}

/// Remarks that are shown: a field that is wrong once is often wrong on every line.
const REMARKS_SHOWN: u64 = 20;

impl Faults {
    /// Shows errors, and remarks unless `quiet`.
    pub(super) fn new(quiet: bool) -> Self {
        Faults { quiet, ..Faults::default() }
    }

    pub(super) fn report(&mut self, fault: &SourceFault) {
        if fault.lost {
            self.lost += 1;
            return message::fault(fault);
        }
        self.remarks += 1;
        if self.quiet || self.remarks > REMARKS_SHOWN + 1 {
            return;
        }
        if self.remarks <= REMARKS_SHOWN {
            message::remark(fault);
        } else {
            message::warning("there are more warnings, which are not shown");
        }
    }

    /// How many files, lines and pages gave no article.
    pub(super) fn lost(&self) -> u64 {
        self.lost
    }
}

impl Reading {
    /// What stands behind `paths`.
    pub(super) fn inputs(&self, paths: &[PathBuf], lists: &Lists) -> Inputs {
        Inputs::new(paths, self.sources(lists))
    }

    /// The options as they were typed.
    pub(super) fn typed(&self) -> Vec<String> {
        let several = |name: &str, values: &[String]| -> Vec<String> {
            values.iter().map(|value| format!("{name} {value}")).collect()
        };
        let published = self.published.map(|day| format!("--published {day}"));
        let format = self.format.as_ref().map(|format| format!("--format {format}"));
        let limit = (self.max_article_bytes != ArticleLimit::default())
            .then(|| format!("--max-article-bytes {}", self.max_article_bytes));
        let metadata = self.metadata.as_ref().map(Metadata::typed);
        let mut typed: Vec<String> = [published, format, limit, metadata].into_iter().flatten().collect();
        typed.extend(several("--field", &self.fields));
        typed.extend(several("--include", &self.include));
        typed.extend(several("--exclude", &self.exclude));
        typed
    }

    /// Whether nothing has to be known of articles that are not read: no table counts them.
    pub(super) fn asks_nothing(&self) -> bool {
        self.metadata.is_none()
    }

    /// What to say about rows of the table of `--metadata` that no article used, once all were read.
    pub(super) fn unused(&self) -> Option<String> {
        let unused = self.metadata.as_ref().map(Metadata::unused).filter(|unused| *unused > 0)?;
        Some(format!("--metadata: {} of the table belong to no article that was read", counted(unused, "row")))
    }

    /// How the sources are read.
    pub(super) fn sources(&self, lists: &Lists) -> Options {
        // All of it was checked when the arguments were read.
        let mut fields = Fields::default();
        for mapping in &self.fields {
            let _ = fields.set(mapping);
        }
        Options {
            fields,
            format: self.format.as_deref().and_then(Format::named),
            article_limit: self.max_article_bytes,
            include: Globs::new(&self.include).unwrap_or_default(),
            // The table may lie in the folder that it is about.
            exclude: Globs::new(self.exclude.iter().cloned().chain(self.metadata.as_ref().map(Metadata::pattern)))
                .unwrap_or_default(),
            pages: Arc::clone(&lists.pages),
        }
    }

    /// Gives an article what its source lacks and an option knows: what stands in the table of `--metadata`, and the day of
    /// publication.
    pub(super) fn complete(&self, article: &mut Article<'_>) {
        if let Some(metadata) = &self.metadata {
            metadata.complete(article);
        }
        if article.published.is_none() && self.published.is_some() {
            article.published = self.published;
            article.published_by = Some(PublishedBy::Option);
        }
    }
}

/// A number of threads as it is typed.
pub(super) fn threads(typed: &str) -> Result<usize, String> {
    let number = typed.parse().ok().filter(|number| *number <= MOST_THREADS);
    number.ok_or_else(|| format!("not a number from 0, all cores, to {MOST_THREADS}"))
}

/// A day as it is typed.
pub(super) fn day(typed: &str) -> Result<Date, String> {
    parse_day(typed).ok_or_else(|| "not an ISO 8601 day such as 2022-04-21".to_owned())
}

fn glob(typed: &str) -> Result<String, String> {
    Globs::new([typed]).map(|_| typed.to_owned())
}

fn mapping(typed: &str) -> Result<String, String> {
    Fields::default().set(typed).map(|()| typed.to_owned())
}
