//! The flat rows of petik, facts and mentions, as typed columns of Arrow. Rows come in as the JSON Lines that `--facts` and
//! `--mentions` write, since a run that was stopped has them in a file; names, order and types of the columns are those of the
//! row's own schema, so no second list of them stands here.
//!
//! ```
//! use petik_arrow::{Batches, Rows};
//! use petik_core::{Article, Engine, record::flat_facts};
//!
//! let engine = Engine::builtin()?;
//! let article = Article::new("Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).");
//! let mut batches = Batches::new(Rows::Facts);
//! for row in flat_facts(&engine.extract(&article)) {
//!     let mut line = Vec::new();
//!     row.to_json(&mut line)?;
//!     batches.push(&line)?;
//! }
//! assert_eq!(batches.take()?.num_rows(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod column;

// Whoever takes batches wants the crates in the version that made them.
pub use {arrow_array, arrow_schema};

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema, SchemaRef};
use column::{Column, Row};
use petik_core::record::{FLAT_COLUMNS, FLAT_MENTION_COLUMNS, flat_mention_schema, flat_schema};
use serde::de::DeserializeSeed;
use serde_json::Value;
use std::sync::Arc;

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// One row a fact: [`petik_core::record::FlatFact`].
    Facts,
    /// One row a mention: [`petik_core::record::FlatMention`].
    Mentions,
}

impl Rows {
    /// The names of the columns, in their order.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Rows::Facts => &FLAT_COLUMNS,
            Rows::Mentions => &FLAT_MENTION_COLUMNS,
        }
    }

    /// The JSON Schema of a row.
    pub fn json_schema(self) -> Value {
        match self {
            Rows::Facts => flat_schema(),
            Rows::Mentions => flat_mention_schema(),
        }
    }

    /// The columns with their types: codes are words, years whole numbers, days `Date32`.
    pub fn schema(self) -> Schema {
        column::schema(self.columns(), &self.json_schema())
    }
}

/// Rows that become batches of columns.
#[derive(Debug)]
pub struct Batches {
    names: &'static [&'static str],
    schema: SchemaRef,
    columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

impl Batches {
    /// Without a row yet.
    pub fn new(rows: Rows) -> Self {
        Batches::with_schema(rows, Arc::new(rows.schema()))
    }

    /// The same, for a schema that [`Rows::schema`] made before.
    pub fn with_schema(rows: Rows, schema: SchemaRef) -> Self {
        let columns = schema.fields().iter().map(|field| Column::of(field.data_type())).collect();
        Batches { names: rows.columns(), schema, columns, rows: 0, bytes: 0 }
    }

    /// The columns.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// Takes the row in `line`.
    ///
    /// # Errors
    ///
    /// A line that petik did not write: other columns, or a value of another type than its column's.
    pub fn push(&mut self, line: &[u8]) -> serde_json::Result<()> {
        let mut row = serde_json::Deserializer::from_slice(line);
        Row(self.names, &mut self.columns).deserialize(&mut row)?;
        self.rows += 1;
        self.bytes += line.len();
        Ok(())
    }

    /// Rows taken since the last batch.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Bytes of JSON that these rows had.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The rows taken so far, as one batch; the next one begins.
    ///
    /// # Errors
    ///
    /// None that rows can cause; see [`RecordBatch::try_new`].
    pub fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        (self.rows, self.bytes) = (0, 0);
        RecordBatch::try_new(self.schema(), self.columns.iter_mut().map(Column::finish).collect())
    }
}
