//! What the verbs that read articles have in common: the options about sources, and the road from paths to articles
//! with faults reported on the way.

use super::message;
use jiff::civil::Date;
use petik::Article;
use petik::source::{Fields, Inputs, parse_day};
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

    /// Read the part NAME of an article from the JSON Lines field COLUMN
    ///
    /// NAME is one of text, id, url, title, published, outlet. Can be given several times.
    #[arg(long = "field", value_name = "NAME=COLUMN", value_parser = mapping)]
    fields: Vec<String>,
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
    /// The articles behind `paths`; faults are reported as they come, remarks only unless `quiet`.
    pub(super) fn articles<'f>(
        &self,
        paths: &[PathBuf],
        quiet: bool,
        faults: &'f Faults,
    ) -> impl Iterator<Item = Article<'static>> + Send + use<'f> {
        let mut fields = Fields::default();
        for mapping in &self.fields {
            // Checked when the arguments were read.
            let _ = fields.set(mapping);
        }
        let published = self.published;
        Inputs::new(paths, fields).filter_map(move |item| match item {
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

fn mapping(typed: &str) -> Result<String, String> {
    Fields::default().set(typed).map(|()| typed.to_owned())
}
