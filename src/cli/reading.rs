//! What the verbs that read articles have in common: the options about sources, and the road from paths to articles
//! with faults reported on the way.

use super::message;
use clap::builder::PossibleValuesParser;
use jiff::civil::Date;
use petik::Article;
use petik::source::{Fields, Format, Globs, Inputs, Options, parse_day};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

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
    /// NAME is one of text, id, url, title, published, outlet. Can be given several times.
    #[arg(long = "field", value_name = "NAME=COLUMN", value_parser = mapping)]
    fields: Vec<String>,

    /// Read all files as this format, whatever their names and content say
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(Format::names()))]
    format: Option<String>,

    /// In folders, read files that fit GLOB (`*.html`, `2022/**`) and no others
    ///
    /// Can be given several times. Files and patterns named as PATH are always read.
    #[arg(long, value_name = "GLOB", value_parser = glob)]
    include: Vec<String>,

    /// In folders, pass over files and folders that fit GLOB
    #[arg(long, value_name = "GLOB", value_parser = glob)]
    exclude: Vec<String>,
}

/// Counts what could not be read. Articles may be drawn from any thread.
#[derive(Debug, Default)]
pub(super) struct Faults {
    lost: AtomicU64,
    remarks: AtomicU64,
}

/// Remarks that are shown: a field that is wrong once is often wrong on every line.
const REMARKS_SHOWN: u64 = 20;

impl Faults {
    /// How many files and lines gave no article.
    pub(super) fn lost(&self) -> u64 {
        self.lost.load(Relaxed)
    }
}

impl Reading {
    fn options(&self) -> Options {
        // All of it was checked when the arguments were read.
        let mut fields = Fields::default();
        for mapping in &self.fields {
            let _ = fields.set(mapping);
        }
        Options {
            fields,
            format: self.format.as_deref().and_then(Format::named),
            include: Globs::new(&self.include).unwrap_or_default(),
            exclude: Globs::new(&self.exclude).unwrap_or_default(),
        }
    }

    /// The articles behind `paths`; faults are reported as they come, remarks only unless `quiet`.
    pub(super) fn articles<'f>(
        &self,
        paths: &[PathBuf],
        quiet: bool,
        faults: &'f Faults,
    ) -> impl Iterator<Item = Article<'static>> + Send + use<'f> {
        let published = self.published;
        Inputs::new(paths, self.options()).filter_map(move |item| match item {
            Ok(mut article) => {
                if article.published.is_none() && published.is_some() {
                    article.published = published;
                    article.published_by = Some("option".into());
                }
                Some(article)
            }
            Err(fault) if fault.lost => {
                message::error(&fault);
                faults.lost.fetch_add(1, Relaxed);
                None
            }
            Err(remark) => {
                let before = faults.remarks.fetch_add(1, Relaxed);
                if !quiet && before < REMARKS_SHOWN {
                    message::warning(&remark);
                } else if !quiet && before == REMARKS_SHOWN {
                    message::warning("there are more warnings, which are not shown");
                }
                None
            }
        })
    }
}

fn day(typed: &str) -> Result<Date, String> {
    parse_day(typed).ok_or_else(|| "not an ISO 8601 day such as 2022-04-21".to_owned())
}

fn glob(typed: &str) -> Result<String, String> {
    Globs::new([typed]).map(|_| typed.to_owned())
}

fn mapping(typed: &str) -> Result<String, String> {
    Fields::default().set(typed).map(|()| typed.to_owned())
}
