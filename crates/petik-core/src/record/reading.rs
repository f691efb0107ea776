//! Reading regions back: records of other programs may give the code alone.

use super::article::RegionRef;
use super::words::Level;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::fmt;

type Str<'a> = Cow<'a, str>;

/// A region, as an object or as its bare code.
impl<'de: 'a, 'a> Deserialize<'de> for RegionRef<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Region)
    }
}

struct Region;

#[derive(Deserialize)]
struct RegionObject<'a> {
    #[serde(borrow, default)]
    code: Str<'a>,
    #[serde(default)]
    bps: Option<Str<'a>>,
    #[serde(borrow, default)]
    name: Str<'a>,
    level: Option<Level>,
}

impl<'de> Visitor<'de> for Region {
    type Value = RegionRef<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a region, as an object with its code or as the code")
    }

    fn visit_borrowed_str<E: Error>(self, code: &'de str) -> Result<Self::Value, E> {
        Ok(RegionRef { code: Cow::Borrowed(code), ..RegionRef::default() })
    }

    fn visit_str<E: Error>(self, code: &str) -> Result<Self::Value, E> {
        Ok(RegionRef { code: Cow::Owned(code.to_owned()), ..RegionRef::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let RegionObject { code, bps, name, level } = RegionObject::deserialize(MapAccessDeserializer::new(map))?;
        Ok(RegionRef { code, bps, name, level })
    }
}
