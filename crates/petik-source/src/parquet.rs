//! Parquet: a row is an article, the columns hold its parts as those of other tables do. Only the columns that hold a part
//! are read, some hundred rows at a time.

use crate::assemble::{self, Parts, Value};
use crate::fault::{Item, SourceFault};
use crate::fields::{Part, PartSet};
use crate::options::{FileName, Options};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::file::metadata::ParquetMetaData;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::fs::File;

/// Rows that are read at once.
const ROWS: usize = 256;

/// The articles of a Parquet file.
pub(super) struct Table {
    batches: ParquetRecordBatchReader,
    path: String,
    options: Options,
    /// What each column that is read holds.
    columns: Vec<PartSet>,
    /// Rows read so far.
    rows: u64,
    ready: VecDeque<Item>,
    ended: bool,
}

/// The articles of `file`.
pub(super) fn articles(
    file: File,
    name: FileName,
    options: &Options,
) -> Result<impl Iterator<Item = Item> + Send + use<>, SourceFault> {
    let length = file.metadata().map_or(0, |about| about.len());
    let failed = |reason: String| SourceFault::of_file(&name.path, format!("no readable Parquet: {reason}"));
    // The types are Parquet's own; what a writer notes beside them about its memory is of no use here.
    let plain = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let table = ParquetRecordBatchReaderBuilder::try_new_with_options(file, plain);
    let table = table.map_err(|error| failed(error.to_string()))?;
    if !is_possible(table.metadata(), length) {
        return Err(failed("its columns do not lie within it".to_owned()));
    }
    let held: Vec<(usize, PartSet, &str)> = (0..)
        .zip(table.schema().fields())
        .map(|(at, field)| (at, options.fields.parts(field.name()), field.name().as_str()))
        .collect();
    if !held.iter().any(|(_, parts, _)| parts.iter().any(|part| part == Part::Text)) {
        let names: Vec<&str> = held.iter().map(|(.., name)| *name).collect();
        return Err(SourceFault::of_file(&name.path, assemble::no_text_column(&options.fields, &names)));
    }
    let held: Vec<(usize, PartSet)> =
        held.into_iter().filter(|(_, parts, _)| !parts.is_empty()).map(|(at, parts, _)| (at, parts)).collect();
    let columns = held.iter().map(|(_, parts)| *parts).collect();
    let mask = ProjectionMask::roots(table.parquet_schema(), held.iter().map(|(at, _)| *at));
    let batches = table.with_projection(mask).with_batch_size(ROWS).build();
    let batches = batches.map_err(|error| failed(error.to_string()))?;
    let (path, options) = (name.path, options.clone());
    Ok(Table { batches, path, options, columns, rows: 0, ready: VecDeque::new(), ended: false })
}

/// Whether all that a file says of itself can be true of one of `length` bytes. The library takes it on trust.
fn is_possible(about: &ParquetMetaData, length: u64) -> bool {
    let within = |start: i64, size: i64| {
        let ends = u64::try_from(start).ok().zip(u64::try_from(size).ok()).and_then(|(s, size)| s.checked_add(size));
        ends.is_some_and(|end| end <= length)
    };
    about.row_groups().iter().all(|group| {
        group.num_rows() >= 0
            && group.columns().iter().all(|column| {
                let first = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
                column.num_values() >= 0
                    && within(first, column.compressed_size())
                    && within(column.data_page_offset(), 0)
                    && column.uncompressed_size() >= 0
            })
    })
}

impl Table {
    fn read(&mut self, batch: &RecordBatch) {
        for row in 0..batch.num_rows() {
            self.rows += 1;
            let fault = |reason| Err(SourceFault::new(&self.path, Some(self.rows), None, reason));
            let mut parts = Parts::default();
            let mut length = 0;
            for (own, column) in self.columns.iter().zip(batch.columns()) {
                let value = value(column, row);
                length += if let Value::Text(text) = &value { text.len() } else { 0 };
                own.iter().for_each(|part| parts.put(part, value.clone()));
            }
            let limit = self.options.article_limit;
            if length > limit.bytes() {
                self.ready.push_back(fault(assemble::too_long("row", length as u64, limit)));
                continue;
            }
            match assemble::article(parts, &self.options) {
                Err(reason) => self.ready.push_back(fault(reason)),
                Ok(article) => self.ready.extend(assemble::placed(article, &self.path, self.rows)),
            }
        }
    }
}

impl Iterator for Table {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.ready.is_empty() && !self.ended {
            match self.batches.next() {
                Some(Ok(batch)) => self.read(&batch),
                Some(Err(error)) => {
                    // A page that is broken takes what stands behind it along: where the next one begins, it says itself.
                    self.ended = true;
                    let reason = format!("damaged, and not read any further: {error}");
                    self.ready.push_back(Err(SourceFault::new(&self.path, Some(self.rows + 1), None, reason)));
                }
                None => self.ended = true,
            }
        }
        self.ready.pop_front()
    }
}

/// One cell, as far as an article can use it.
fn value<'c>(column: &'c dyn Array, row: usize) -> Value<'c> {
    if column.is_null(row) {
        return Value::Null;
    }
    let words = |words: Option<String>| match words {
        Some(words) => Value::Text(Cow::Owned(words)),
        None => Value::Other("a day beyond the calendar"),
    };
    let data_type = column.data_type();
    // With a zone the column holds the time of Greenwich, without one the writer's own.
    let zone = if matches!(data_type, DataType::Timestamp(_, Some(_))) { "Z" } else { "" };
    let at = |stamp: Result<Timestamp, jiff::Error>| {
        words(stamp.ok().map(|at| format!("{}{zone}", at.to_zoned(TimeZone::UTC).datetime())))
    };
    match data_type {
        DataType::Utf8 => Value::Text(Cow::Borrowed(column.as_string::<i32>().value(row))),
        // Older writers do not say that their bytes are words.
        DataType::Binary => std::str::from_utf8(column.as_binary::<i32>().value(row))
            .map_or(Value::Other("bytes that are not UTF-8"), |words| Value::Text(Cow::Borrowed(words))),
        DataType::Date32 => {
            let since = jiff::Span::new().try_days(column.as_primitive::<Date32Type>().value(row));
            let day = since.ok().and_then(|since| date(1970, 1, 1).checked_add(since).ok());
            words(day.map(|day| day.to_string()))
        }
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            at(Timestamp::from_millisecond(number::<TimestampMillisecondType>(column, row)))
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            at(Timestamp::from_microsecond(number::<TimestampMicrosecondType>(column, row)))
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            at(Timestamp::from_nanosecond(number::<TimestampNanosecondType>(column, row).into()))
        }
        DataType::Int8 => written(number::<Int8Type>(column, row)),
        DataType::Int16 => written(number::<Int16Type>(column, row)),
        DataType::Int32 => written(number::<Int32Type>(column, row)),
        DataType::Int64 => written(number::<Int64Type>(column, row)),
        DataType::UInt8 => written(number::<UInt8Type>(column, row)),
        DataType::UInt16 => written(number::<UInt16Type>(column, row)),
        DataType::UInt32 => written(number::<UInt32Type>(column, row)),
        DataType::UInt64 => written(number::<UInt64Type>(column, row)),
        _ => Value::Other("of a type that no part of an article has"),
    }
}

fn number<T: ArrowPrimitiveType>(column: &dyn Array, row: usize) -> T::Native {
    column.as_primitive::<T>().value(row)
}

fn written<'c>(number: impl ToString) -> Value<'c> {
    Value::Number(number.to_string())
}
