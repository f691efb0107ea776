//! One JSON object, of which only some fields matter: they are borrowed from the line where they can be, the others are
//! read past.

use crate::assemble::{Parts, Value};
use crate::fields::Fields;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Reads the one object of a line.
pub(super) fn read<'l>(line: &'l str, fields: &Fields) -> serde_json::Result<Parts<'l>> {
    let mut json = serde_json::Deserializer::from_str(line);
    let parts = json.deserialize_map(ObjectVisitor(fields))?;
    json.end()?;
    Ok(parts)
}

struct ObjectVisitor<'f>(&'f Fields);

impl<'l> Visitor<'l> for ObjectVisitor<'_> {
    type Value = Parts<'l>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the parts of an article")
    }

    fn visit_map<A: MapAccess<'l>>(self, mut map: A) -> Result<Parts<'l>, A::Error> {
        let mut parts = Parts::default();
        while let Some(column) = map.next_key::<Cow<'l, str>>()? {
            let wanted = self.0.parts(&column);
            let value = map.next_value_seed(ValueSeed { keep: !wanted.is_empty() })?;
            for part in wanted.iter() {
                parts.put(part, value.clone());
            }
        }
        Ok(parts)
    }
}

/// Reads a value of any shape. Values that are not kept are read the same way, not skipped as [`IgnoredAny`] would: that
/// way brackets nested beyond reason are refused wherever they stand.
struct ValueSeed {
    keep: bool,
}

const SKIP: ValueSeed = ValueSeed { keep: false };

impl<'l> DeserializeSeed<'l> for ValueSeed {
    type Value = Value<'l>;

    fn deserialize<D: Deserializer<'l>>(self, deserializer: D) -> Result<Value<'l>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'l> Visitor<'l> for ValueSeed {
    type Value = Value<'l>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value<'l>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Value<'l>, E> {
        Ok(Value::Other("true or false"))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value<'l>, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value<'l>, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value<'l>, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'l str) -> Result<Value<'l>, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value<'l>, E> {
        Ok(if self.keep { Value::Text(Cow::Owned(text.to_owned())) } else { Value::Absent })
    }

    fn visit_seq<A: SeqAccess<'l>>(self, mut items: A) -> Result<Value<'l>, A::Error> {
        while items.next_element_seed(SKIP)?.is_some() {}
        Ok(Value::Other("a list"))
    }

    fn visit_map<A: MapAccess<'l>>(self, mut map: A) -> Result<Value<'l>, A::Error> {
        while map.next_key::<IgnoredAny>()?.is_some() {
            map.next_value_seed(SKIP)?;
        }
        Ok(Value::Other("an object"))
    }
}
