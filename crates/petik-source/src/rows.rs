//! Tables of Arrow, which Parquet files and data frames hold: a row is an article, and the columns hold its parts as those of
//! other tables do.

use crate::assemble::{self, Parts, Value};
use crate::fault::{Item, SourceFault};
use crate::fields::{Part, PartSet};
use crate::options::Options;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, Schema, TimeUnit};
use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::{Offset, TimeZone};
use std::borrow::Cow;

/// Reads the rows of a table with known columns.
#[derive(Debug, Clone)]
pub struct RowReader {
    /// The file, where the table is one.
    path: Option<String>,
    options: Options,
    /// The columns that hold a part of an article, and which.
    columns: Vec<(usize, PartSet)>,
}

impl RowReader {
    /// Finds the columns that [`Options::fields`] names, with remarks on those that cannot be used. `path` is the file that the
    /// table is, as articles and faults name it.
    ///
    /// # Errors
    ///
    /// Why the table holds no articles: no column with the text, two of them, or one that holds no words.
    pub fn new(schema: &Schema, path: Option<String>, options: &Options) -> Result<(Self, Vec<String>), String> {
        let fields = &options.fields;
        let mut held: Vec<PartSet> = schema.fields().iter().map(|field| fields.parts(field.name())).collect();
        let remarks = assemble::without_doubles(&mut held, fields)?;
        let Some(text) = held.iter().position(|parts| parts.has(Part::Text)) else {
            let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
            return Err(assemble::no_text_column(fields, &names));
        };
        if !may_be_words(schema.field(text).data_type()) {
            let kind = schema.field(text).data_type();
            return Err(format!(
                "column `{}` is {kind}, no text: name the one with the text",
                fields.column(Part::Text)
            ));
        }
        let columns = (0..).zip(held).filter(|(_, parts)| !parts.is_empty()).collect();
        Ok((RowReader { path, options: options.clone(), columns }, remarks))
    }

    /// The places of the columns that [`read`](Self::read) wants, in their order.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        self.columns.iter().map(|(at, _)| *at)
    }

    /// The articles of some rows, with remarks on parts that could not be used before them. `columns` are those of
    /// [`columns`](Self::columns), of one length; `first` is the number that the first row has in the table, from 1.
    pub fn read(&self, columns: &[ArrayRef], first: u64) -> Vec<Item> {
        let rows = columns.first().map_or(0, |column| column.len());
        let mut read = Vec::with_capacity(rows);
        (first..).zip(0..rows).for_each(|(number, row)| self.read_row(columns, row, number, &mut read));
        read
    }

    /// How many bytes of text a row holds, so that its reader knows what is coming.
    pub fn text_bytes(&self, columns: &[ArrayRef], row: usize) -> usize {
        // A day would be written out to be counted.
        let words = columns.iter().filter(|column| may_be_words(column.data_type()));
        words.map(|column| if let Value::Text(text) = value(column, row) { text.len() } else { 0 }).sum()
    }

    fn read_row(&self, columns: &[ArrayRef], row: usize, number: u64, read: &mut Vec<Item>) {
        let path = self.path.as_deref();
        let fault = |reason| Err(SourceFault::new(path.unwrap_or_default(), Some(number), None, reason));
        let mut parts = Parts::default();
        let mut length = 0;
        for ((_, own), column) in self.columns.iter().zip(columns) {
            let value = value(column, row);
            length += if let Value::Text(text) = &value { text.len() } else { 0 };
            own.iter().for_each(|part| parts.put(part, value.clone()));
        }
        let limit = self.options.article_limit;
        if length > limit.bytes() {
            return read.push(fault(assemble::too_long("row", length as u64, limit)));
        }
        match assemble::article(parts, &self.options) {
            Err(reason) => read.push(fault(reason)),
            Ok(article) => read.extend(assemble::placed(article, path, number)),
        }
    }
}

/// Whether a column of this type may hold text; one that is null all the way down may.
fn may_be_words(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => may_be_words(values),
        kind => kind.is_null() || kind.is_string() || kind.is_binary(),
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
    // With a zone the column holds the time of Greenwich and says where it was written, without one the writer's own time.
    let zone = if let DataType::Timestamp(_, zone) = data_type { zone.as_deref() } else { None };
    let at = |stamp: Result<Timestamp, jiff::Error>| {
        words(stamp.ok().map(|at| match (zone, zone.and_then(zone_named)) {
            (None, _) => at.to_zoned(TimeZone::UTC).datetime().to_string(),
            (_, None) => at.to_string(),
            (_, Some(zone)) => at.display_with_offset(zone.to_offset(at)).to_string(),
        }))
    };
    match data_type {
        DataType::Null => Value::Null,
        DataType::Utf8 => Value::Text(Cow::Borrowed(column.as_string::<i32>().value(row))),
        DataType::LargeUtf8 => Value::Text(Cow::Borrowed(column.as_string::<i64>().value(row))),
        DataType::Utf8View => Value::Text(Cow::Borrowed(column.as_string_view().value(row))),
        DataType::Binary => bytes(column.as_binary::<i32>().value(row)),
        DataType::LargeBinary => bytes(column.as_binary::<i64>().value(row)),
        DataType::BinaryView => bytes(column.as_binary_view().value(row)),
        DataType::Dictionary(..) => {
            let dictionary = column.as_any_dictionary();
            key(dictionary.keys(), row).map_or(Value::Null, |key| value(dictionary.values(), key))
        }
        DataType::Date32 => {
            let since = jiff::Span::new().try_days(column.as_primitive::<Date32Type>().value(row));
            let day = since.ok().and_then(|since| date(1970, 1, 1).checked_add(since).ok());
            words(day.map(|day| day.to_string()))
        }
        DataType::Date64 => at(Timestamp::from_millisecond(number::<Date64Type>(column, row))),
        DataType::Timestamp(TimeUnit::Second, _) => {
            at(Timestamp::from_second(number::<TimestampSecondType>(column, row)))
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
        DataType::Float32 => whole(number::<Float32Type>(column, row).into()),
        DataType::Float64 => whole(number::<Float64Type>(column, row)),
        _ => Value::Other("of a type that no part of an article has"),
    }
}

/// A zone as tables name it: `Asia/Tokyo`, `+07:00`. None for Greenwich's own, and for one that this machine does not know.
fn zone_named(name: &str) -> Option<TimeZone> {
    let written = || {
        let hours = name.strip_prefix('+')?.strip_suffix(":00")?.parse().ok();
        Some(TimeZone::fixed(Offset::from_hours(hours?).ok()?))
    };
    written().or_else(|| TimeZone::get(name).ok()).filter(|zone| *zone != TimeZone::UTC)
}

fn number<T: ArrowPrimitiveType>(column: &dyn Array, row: usize) -> T::Native {
    column.as_primitive::<T>().value(row)
}

fn written<'c>(number: impl ToString) -> Value<'c> {
    Value::Number(number.to_string())
}

/// Older writers do not say that their bytes are words.
fn bytes(bytes: &[u8]) -> Value<'_> {
    std::str::from_utf8(bytes)
        .map_or(Value::Other("bytes that are not UTF-8"), |words| Value::Text(Cow::Borrowed(words)))
}

/// Data frames make numbers with points of whole ones as soon as one is missing.
fn whole<'c>(number: f64) -> Value<'c> {
    if number.is_nan() {
        Value::Null
    } else if number.fract() == 0.0 && number.abs() < 1e15 {
        written(number as i64)
    } else {
        Value::Other("a number with a fraction")
    }
}

/// Where in a dictionary the value of a row stands.
fn key(keys: &dyn Array, row: usize) -> Option<usize> {
    match keys.data_type() {
        DataType::Int8 => usize::try_from(number::<Int8Type>(keys, row)).ok(),
        DataType::Int16 => usize::try_from(number::<Int16Type>(keys, row)).ok(),
        DataType::Int32 => usize::try_from(number::<Int32Type>(keys, row)).ok(),
        DataType::Int64 => usize::try_from(number::<Int64Type>(keys, row)).ok(),
        DataType::UInt8 => Some(number::<UInt8Type>(keys, row).into()),
        DataType::UInt16 => Some(number::<UInt16Type>(keys, row).into()),
        DataType::UInt32 => usize::try_from(number::<UInt32Type>(keys, row)).ok(),
        DataType::UInt64 => usize::try_from(number::<UInt64Type>(keys, row)).ok(),
        _ => None,
    }
}
