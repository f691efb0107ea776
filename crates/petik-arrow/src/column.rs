//! Columns, and how a row in JSON is read into them.

use arrow_array::ArrayRef;
use arrow_array::builder::{BooleanBuilder, Date32Builder, Float64Builder, Int32Builder, Int64Builder, StringBuilder};
use arrow_schema::{DataType, Field, Schema};
use jiff::civil::{Date, date};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;
use std::fmt;
use std::sync::Arc;

/// The columns `names`, with the types that the JSON Schema of the row tells.
pub(super) fn schema(names: &[&str], rows: &Value) -> Schema {
    let field = |name: &&str| {
        let about = &rows["properties"][*name];
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
        Field::new(*name, kind, is("null"))
    };
    Schema::new(names.iter().map(field).collect::<Vec<_>>())
}

/// A column that is being filled.
#[derive(Debug)]
pub(super) enum Column {
    Words(StringBuilder),
    Day(Date32Builder),
    Small(Int32Builder),
    Whole(Int64Builder),
    Part(Float64Builder),
    Whether(BooleanBuilder),
}

impl Column {
    pub(super) fn of(kind: &DataType) -> Self {
        match kind {
            DataType::Date32 => Column::Day(Date32Builder::new()),
            DataType::Int32 => Column::Small(Int32Builder::new()),
            DataType::Int64 => Column::Whole(Int64Builder::new()),
            DataType::Float64 => Column::Part(Float64Builder::new()),
            DataType::Boolean => Column::Whether(BooleanBuilder::new()),
            _ => Column::Words(StringBuilder::new()),
        }
    }

    pub(super) fn finish(&mut self) -> ArrayRef {
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
pub(super) struct Row<'c>(pub(super) &'static [&'static str], pub(super) &'c mut [Column]);

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
