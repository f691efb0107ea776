//! `--to parquet`: rows as a table with typed columns. The rows come in as the JSON Lines that `--facts` and `--mentions` write, since
//! a run that was stopped has them in a file; names, order and types of the columns are those of the row's own schema, so
//! no second list of them stands here.

use super::shape::Rows;
use anyhow::Context;
use arrow_array::builder::{BooleanBuilder, Date32Builder, Float64Builder, Int32Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use jiff::civil::{Date, date};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;
use std::fmt;
use std::io::Write;
use std::sync::Arc;

/// A table that is being written.
pub(super) struct Table<W: Write + Send> {
    writer: ArrowWriter<W>,
    schema: Arc<Schema>,
    names: &'static [&'static str],
    /// The rows that the writer does not have yet.
    columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

/// Rows go to the writer in batches, and from there to the disk in groups. All of it is bounded, in rows for those who read
/// a group at a time and in bytes because a quote can be long.
const BATCH_ROWS: usize = 1024;
const BATCH_BYTES: usize = 1 << 20;
const GROUP_ROWS: usize = 64 << 10;
const GROUP_BYTES: usize = 8 << 20;

/// Whether tables can be written: yes, in this build.
pub(super) fn ready() -> anyhow::Result<()> {
    Ok(())
}

impl<W: Write + Send> Table<W> {
    pub(super) fn new(into: W, of: Rows) -> anyhow::Result<Self> {
        let fields: Vec<Field> = fields(of);
        let columns = fields.iter().map(|field| Column::of(field.data_type())).collect();
        let schema = Arc::new(Schema::new(fields));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_max_row_group_bytes(Some(GROUP_BYTES))
            .build();
        // All types are Parquet's own: what Arrow would write down about its schema tells nobody more.
        let options = ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(true);
        let writer = ArrowWriter::try_new_with_options(into, schema.clone(), options)?;
        Ok(Table { writer, schema, names: of.columns(), columns, rows: 0, bytes: 0 })
    }

    /// Takes rows, one a line.
    pub(super) fn rows(&mut self, lines: &[u8]) -> anyhow::Result<()> {
        for line in lines.split_inclusive(|&byte| byte == b'\n') {
            let mut row = serde_json::Deserializer::from_slice(line);
            Row(self.names, &mut self.columns).deserialize(&mut row).context("a row is not as petik writes it")?;
            self.rows += 1;
            self.bytes += line.len();
            if self.rows >= BATCH_ROWS || self.bytes >= BATCH_BYTES {
                self.batch()?;
            }
        }
        Ok(())
    }

    /// Writes what the file ends with, and gives back what was written into.
    pub(super) fn finish(mut self) -> anyhow::Result<W> {
        self.batch()?;
        Ok(self.writer.into_inner()?)
    }

    fn batch(&mut self) -> anyhow::Result<()> {
        let columns = self.columns.iter_mut().map(Column::finish).collect();
        self.writer.write(&RecordBatch::try_new(self.schema.clone(), columns)?)?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

/// The columns, from the schema of the row.
fn fields(of: Rows) -> Vec<Field> {
    let schema = of.schema();
    let field = |name: &str| {
        let about = &schema["properties"][name];
        let is = |kind: &str| match &about["type"] {
            Value::Array(kinds) => kinds.iter().any(|one| one == kind),
            one => one == kind,
        };
        let kind = match about["format"].as_str() {
            Some("date") => DataType::Date32,
            Some("int16") => DataType::Int32,
            _ if is("integer") => DataType::Int64,
            _ if is("number") => DataType::Float64,
            _ if is("boolean") => DataType::Boolean,
            _ => DataType::Utf8,
        };
        Field::new(name, kind, is("null"))
    };
    of.columns().iter().map(|name| field(name)).collect()
}

/// A column of the rows that the writer does not have yet.
enum Column {
    Words(StringBuilder),
    Day(Date32Builder),
    Small(Int32Builder),
    Whole(Int64Builder),
    Part(Float64Builder),
    Whether(BooleanBuilder),
}

impl Column {
    fn of(kind: &DataType) -> Self {
        match kind {
            DataType::Date32 => Column::Day(Date32Builder::new()),
            DataType::Int32 => Column::Small(Int32Builder::new()),
            DataType::Int64 => Column::Whole(Int64Builder::new()),
            DataType::Float64 => Column::Part(Float64Builder::new()),
            DataType::Boolean => Column::Whether(BooleanBuilder::new()),
            _ => Column::Words(StringBuilder::new()),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Column::Words(column) => Arc::new(column.finish()),
            Column::Day(column) => Arc::new(column.finish()),
            Column::Small(column) => Arc::new(column.finish()),
            Column::Whole(column) => Arc::new(column.finish()),
            Column::Part(column) => Arc::new(column.finish()),
            Column::Whether(column) => Arc::new(column.finish()),
        }
    }
}

/// Reads an object into the columns, whose order is that of its fields.
struct Row<'c>(&'static [&'static str], &'c mut [Column]);

impl<'de> DeserializeSeed<'de> for Row<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Row<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut row: A) -> Result<(), A::Error> {
        for (&name, column) in self.0.iter().zip(self.1) {
            if row.next_key::<&str>()? != Some(name) {
                return Err(A::Error::missing_field(name));
            }
            row.next_value_seed(column)?;
        }
        match row.next_key::<&str>()? {
            Some(name) => Err(A::Error::custom(format_args!("`{name}` is no column"))),
            None => Ok(()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for &mut Column {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

/// One cell. A value of another type than its column's is an error, never another value.
impl Visitor<'_> for &mut Column {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Column::Words(_) => "words",
            Column::Day(_) => "a day",
            Column::Small(_) | Column::Whole(_) => "a whole number",
            Column::Part(_) => "a number",
            Column::Whether(_) => "true or false",
        })
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        match self {
            Column::Words(column) => column.append_null(),
            Column::Day(column) => column.append_null(),
            Column::Small(column) => column.append_null(),
            Column::Whole(column) => column.append_null(),
            Column::Part(column) => column.append_null(),
            Column::Whether(column) => column.append_null(),
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, words: &str) -> Result<(), E> {
        match self {
            Column::Words(column) => column.append_value(words),
            Column::Day(column) => {
                let day: Date = words.parse().map_err(E::custom)?;
                column.append_value((day - date(1970, 1, 1)).get_days());
            }
            _ => return Err(E::invalid_type(serde::de::Unexpected::Str(words), &self)),
        }
        Ok(())
    }

    fn visit_bool<E: Error>(self, whether: bool) -> Result<(), E> {
        match self {
            Column::Whether(column) => column.append_value(whether),
            _ => return Err(E::invalid_type(serde::de::Unexpected::Bool(whether), &self)),
        }
        Ok(())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        match self {
            Column::Small(column) => column.append_value(i32::try_from(number).map_err(E::custom)?),
            Column::Whole(column) => column.append_value(number),
            _ => return Err(E::invalid_type(serde::de::Unexpected::Signed(number), &self)),
        }
        Ok(())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.visit_i64(i64::try_from(number).map_err(E::custom)?)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        match self {
            Column::Part(column) => column.append_value(number),
            _ => return Err(E::invalid_type(serde::de::Unexpected::Float(number), &self)),
        }
        Ok(())
    }
}
