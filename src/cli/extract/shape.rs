//! What is written for each article: its record, or rows of a flat table.

use super::form::Form;
use super::packed::Compression;
use petik::record::{ArticleRecord, FLAT_COLUMNS, FLAT_MENTION_COLUMNS, flat_facts, flat_mentions};
use petik::{Article, Only};
use std::borrow::Cow;

/// What is written for each article.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    Records { with_text: bool },
    Rows(Rows, Form),
}

/// What a row of a flat table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    Facts,
    Mentions,
}

impl Rows {
    /// The names of the columns, in their order.
    pub(super) fn columns(self) -> &'static [&'static str] {
        match self {
            Rows::Facts => &FLAT_COLUMNS,
            Rows::Mentions => &FLAT_MENTION_COLUMNS,
        }
    }

    /// The same rows in columns.
    #[cfg(feature = "parquet")]
    pub(super) fn columnar(self) -> petik::arrow::Rows {
        match self {
            Rows::Facts => petik::arrow::Rows::Facts,
            Rows::Mentions => petik::arrow::Rows::Mentions,
        }
    }

    /// The name of a file of them, without its ending.
    fn name(self) -> &'static str {
        match self {
            Rows::Facts => "facts",
            Rows::Mentions => "mentions",
        }
    }

    /// What the table of a long run has rows of; none where its file is no table.
    pub(super) fn of_table(name: &str) -> Option<Self> {
        [Rows::Facts, Rows::Mentions].into_iter().find(|rows| Shape::Rows(*rows, Form::Parquet).file_name(None) == name)
    }

    /// The rows of a record, one a line.
    fn json(self, record: &ArticleRecord<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
        match self {
            Rows::Facts => record.facts_to_json(out),
            Rows::Mentions => record.mentions_to_json(out),
        }
    }

    fn csv(self, record: &ArticleRecord<'_>) -> anyhow::Result<Vec<u8>> {
        match self {
            Rows::Facts => csv_rows(flat_facts(record).iter().map(|row| row.cells())),
            Rows::Mentions => csv_rows(flat_mentions(record).iter().map(|row| row.cells())),
        }
    }
}

impl Shape {
    /// Which articles something can be written of.
    pub(super) fn needs(self) -> Only {
        match self {
            Shape::Rows(Rows::Facts, _) => Only::Facts,
            Shape::Rows(Rows::Mentions, _) | Shape::Records { .. } => Only::All,
        }
    }

    /// The file of a long run.
    pub(super) fn file_name(self, compression: Option<Compression>) -> String {
        let (name, form) = match self {
            Shape::Records { .. } => ("records", Form::Jsonl),
            Shape::Rows(rows, form) => (rows.name(), form),
        };
        format!("{name}.{}{}", form.name(), compression.map_or("", Compression::ending))
    }

    /// The rows that become a table at the end.
    pub(super) fn table(self) -> Option<Rows> {
        match self {
            Shape::Rows(rows, Form::Parquet) => Some(rows),
            _ => None,
        }
    }

    /// What stands before the first article.
    pub(super) fn header(self) -> anyhow::Result<Vec<u8>> {
        match self {
            Shape::Rows(rows, Form::Csv) => csv_rows([rows.columns().iter().map(|name| Cow::Borrowed(*name))]),
            Shape::Rows(..) | Shape::Records { .. } => Ok(Vec::new()),
        }
    }

    /// Runs on the worker threads: writing JSON costs as much as parts of the reading.
    pub(super) fn bytes<'a>(
        self,
        article: &'a Article<'static>,
        mut record: ArticleRecord<'a>,
    ) -> anyhow::Result<Vec<u8>> {
        // A record is about four times as long as its text.
        let mut bytes = Vec::with_capacity(article.text.len() * 5);
        match self {
            Shape::Records { with_text } => {
                if with_text {
                    record.text = Some(Cow::Borrowed(&article.text));
                }
                record.to_json(&mut bytes)?;
                bytes.push(b'\n');
            }
            Shape::Rows(rows, Form::Csv) => bytes = rows.csv(&record)?,
            Shape::Rows(rows, Form::Jsonl | Form::Parquet) => rows.json(&record, &mut bytes)?,
        }
        Ok(bytes)
    }
}

fn csv_rows<'a, R: IntoIterator<Item = Cow<'a, str>>>(rows: impl IntoIterator<Item = R>) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        for cell in row {
            writer.write_field(cell.as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(writer.into_inner().map_err(|error| error.into_error())?)
}
