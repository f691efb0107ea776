//! What is made of an article: its facts or mentions as rows, or its record.

use crate::fault::wrong;
use arrow_array::builder::{ArrayBuilder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use petik::arrow::{Batches, Rows};
use petik::record::ArticleRecord;
use petik::{Article, Engine, Only};
use pyo3::prelude::*;
use std::borrow::Cow;
use std::sync::Arc;

/// What is made of an article.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// One row a fact or a mention.
    Rows(Rows),
    /// One row an article, with its record in JSON.
    Records,
}

impl What {
    pub fn named(name: &str) -> PyResult<Self> {
        match name {
            "facts" => Ok(What::Rows(Rows::Facts)),
            "mentions" => Ok(What::Rows(Rows::Mentions)),
            "records" => Ok(What::Records),
            _ => Err(wrong(format_args!("what={name:?}: it is \"facts\", \"mentions\" or \"records\""))),
        }
    }

    pub fn schema(self) -> SchemaRef {
        Arc::new(match self {
            What::Rows(rows) => rows.schema(),
            What::Records => Schema::new(vec![
                Field::new("article_id", DataType::Utf8, false),
                Field::new("facts", DataType::Int64, false),
                Field::new("mentions", DataType::Int64, false),
                Field::new("record", DataType::Utf8, false),
            ]),
        })
    }

    /// Of which articles something is made.
    pub fn needs(self) -> Only {
        match self {
            What::Rows(Rows::Facts) => Only::Facts,
            What::Rows(Rows::Mentions) | What::Records => Only::All,
        }
    }

    /// What `engine` finds in `article`; done on the threads that read.
    pub fn read(self, engine: &Engine, article: &Article<'_>) -> serde_json::Result<Piece> {
        let Some(record) = engine.extract_only(article, self.needs()) else { return Ok(Piece::Rows(Vec::new())) };
        match self {
            What::Rows(rows) => {
                let mut lines = Vec::new();
                match rows {
                    Rows::Facts => record.facts_to_json(&mut lines)?,
                    Rows::Mentions => record.mentions_to_json(&mut lines)?,
                }
                Ok(Piece::Rows(lines))
            }
            What::Records => Ok(Piece::Record {
                id: record.id.to_string(),
                facts: record.facts.len(),
                mentions: record.mentions.len(),
                json: json(record, None)?,
            }),
        }
    }
}

/// What an article gave.
pub enum Piece {
    /// Rows in JSON, one a line.
    Rows(Vec<u8>),
    Record {
        id: String,
        facts: usize,
        mentions: usize,
        json: String,
    },
}

/// Rows that become a batch.
pub enum Builder {
    Rows(Batches),
    Records(Box<Records>),
}

/// Columns of records.
pub struct Records {
    schema: SchemaRef,
    id: StringBuilder,
    facts: Int64Builder,
    mentions: Int64Builder,
    record: StringBuilder,
}

/// A batch of this many rows, or bytes in JSON, is handed on.
const BATCH_ROWS: usize = 4096;
const BATCH_BYTES: usize = 1 << 20;

impl Builder {
    /// Without a row yet; `schema` is that of `what`.
    pub fn new(what: What, schema: SchemaRef) -> Self {
        match what {
            What::Rows(rows) => Builder::Rows(Batches::with_schema(rows, schema)),
            What::Records => Builder::Records(Box::new(Records {
                schema,
                id: StringBuilder::new(),
                facts: Int64Builder::new(),
                mentions: Int64Builder::new(),
                record: StringBuilder::new(),
            })),
        }
    }

    /// Takes what an article gave.
    pub fn push(&mut self, piece: &Piece) -> serde_json::Result<()> {
        match (self, piece) {
            (Builder::Rows(batches), Piece::Rows(lines)) => {
                lines.split_inclusive(|byte| *byte == b'\n').try_for_each(|line| batches.push(line))?;
            }
            (Builder::Records(columns), Piece::Record { id, facts, mentions, json }) => {
                columns.id.append_value(id);
                columns.facts.append_value(*facts as i64);
                columns.mentions.append_value(*mentions as i64);
                columns.record.append_value(json);
            }
            // A builder takes what its own `What` makes.
            (Builder::Rows(_), Piece::Record { .. }) | (Builder::Records(_), Piece::Rows(_)) => {}
        }
        Ok(())
    }

    /// Whether there is enough for a batch.
    pub fn is_full(&self) -> bool {
        match self {
            Builder::Rows(batches) => batches.rows() >= BATCH_ROWS || batches.bytes() >= BATCH_BYTES,
            Builder::Records(columns) => {
                columns.id.len() >= BATCH_ROWS || columns.record.values_slice().len() >= BATCH_BYTES
            }
        }
    }

    /// The rows taken so far.
    pub fn batch(&mut self) -> Result<RecordBatch, ArrowError> {
        match self {
            Builder::Rows(batches) => batches.take(),
            Builder::Records(columns) => {
                let made: Vec<ArrayRef> = vec![
                    Arc::new(columns.id.finish()),
                    Arc::new(columns.facts.finish()),
                    Arc::new(columns.mentions.finish()),
                    Arc::new(columns.record.finish()),
                ];
                RecordBatch::try_new(Arc::clone(&columns.schema), made)
            }
        }
    }
}

/// An error of ours among Arrow's.
pub fn failed(error: serde_json::Error) -> ArrowError {
    ArrowError::ExternalError(Box::new(error))
}

/// A record as the command line writes it, with the text where that is given.
pub fn json<'a>(mut record: ArticleRecord<'a>, text: Option<&'a str>) -> serde_json::Result<String> {
    record.text = text.map(Cow::Borrowed);
    let mut bytes = Vec::new();
    record.to_json(&mut bytes)?;
    Ok(String::from_utf8(bytes).unwrap_or_default())
}
