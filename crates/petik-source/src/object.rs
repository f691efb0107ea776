//! One JSON object, of which only some fields matter: they are borrowed from the line where they can be, the others are
//! read past.

use crate::assemble::{Parts, Value};
use crate::fields::Fields;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Reads the one object of a line.
pub(super) fn read<'l>(line: &'l str, fields: &Fields) -> serde_json::Result<Parts<'l>> {
    let mut parts = Parts::default();
    let mut json = serde_json::Deserializer::from_str(line);
    json.deserialize_map(Object { fields, path: "", parts: &mut parts })?;
    json.end()?;
    Ok(parts)
}

/// An object whose fields may hold parts of the article.
struct Object<'o, 'l> {
    fields: &'o Fields,
    /// The names of the objects around it, with points between them; none for the outermost.
    path: &'o str,
    parts: &'o mut Parts<'l>,
}

impl<'l> Visitor<'l> for Object<'_, 'l> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the parts of an article")
    }

    fn visit_map<A: MapAccess<'l>>(self, mut map: A) -> Result<(), A::Error> {
        let Object { fields, path, parts } = self;
        while let Some(name) = map.next_key::<Cow<'l, str>>()? {
            let column = if path.is_empty() { name } else { Cow::Owned(format!("{path}.{name}")) };
            let wanted = fields.parts(&column);
            let inside = fields.reach_into(&column).then_some(Object { fields, path: &column, parts: &mut *parts });
            let value = map.next_value_seed(ValueSeed { keep: !wanted.is_empty(), inside })?;
            for part in wanted.iter() {
                parts.put(part, value.clone());
            }
        }
        Ok(())
    }
}

/// Reads a value of any shape. Values that are not kept are read the same way, not skipped as [`IgnoredAny`] would: that
/// way brackets nested beyond reason are refused wherever they stand.
struct ValueSeed<'o, 'l> {
    keep: bool,
    /// What to do if it is an object that parts stand in.
    inside: Option<Object<'o, 'l>>,
}

impl ValueSeed<'_, '_> {
    const SKIP: Self = ValueSeed { keep: false, inside: None };
}

impl<'l> DeserializeSeed<'l> for ValueSeed<'_, 'l> {
    type Value = Value<'l>;

    fn deserialize<D: Deserializer<'l>>(self, deserializer: D) -> Result<Value<'l>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'l> Visitor<'l> for ValueSeed<'_, 'l> {
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
        while items.next_element_seed(ValueSeed::SKIP)?.is_some() {}
        Ok(Value::Other("a list"))
    }

    fn visit_map<A: MapAccess<'l>>(self, mut map: A) -> Result<Value<'l>, A::Error> {
        if let Some(object) = self.inside {
            object.visit_map(map)?;
            return Ok(Value::Other("an object"));
        }
        while map.next_key::<IgnoredAny>()?.is_some() {
            map.next_value_seed(ValueSeed::SKIP)?;
        }
        Ok(Value::Other("an object"))
    }
}
