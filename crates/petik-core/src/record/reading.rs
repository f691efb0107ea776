//! Reading records back. What a record leaves out is nothing or its plainest value, so that records of other programs and of
//! older versions can be read as well; words of a field that takes one of a few are never replaced.

use super::article::{Candidate, Derived, Mention, MentionValue, RegionRef, Stated};
use super::words::{Acting, Approx, CountRole, Granularity, Level};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::fmt;

type Str<'a> = Cow<'a, str>;

/// A mention of any type; the fields of other types than it has are empty.
#[derive(Deserialize)]
struct AnyMention<'a> {
    #[serde(borrow, default)]
    id: Str<'a>,
    start: usize,
    end: usize,
    #[serde(borrow, default)]
    text: Str<'a>,
    #[serde(borrow, rename = "type")]
    kind: Str<'a>,
    #[serde(borrow, default)]
    by: Str<'a>,
    #[serde(borrow, default)]
    region: Option<RegionRef<'a>>,
    #[serde(borrow, default)]
    candidates: Vec<Candidate<'a>>,
    #[serde(borrow, default)]
    derived: Vec<Derived<'a>>,
    #[serde(borrow, default)]
    value: Option<Stated<'a>>,
    granularity: Option<Granularity>,
    #[serde(default)]
    alternatives: Vec<Str<'a>>,
    approx: Option<Approx>,
    #[serde(borrow, default)]
    unit: Str<'a>,
    role: Option<CountRole>,
    year: Option<i16>,
    #[serde(default)]
    others: bool,
    #[serde(borrow, default)]
    name: Str<'a>,
    #[serde(default)]
    person: Option<Str<'a>>,
    #[serde(borrow, default)]
    office: Str<'a>,
    acting: Option<Acting>,
    #[serde(borrow, default)]
    organisation: Str<'a>,
    #[serde(borrow, default)]
    programme: Str<'a>,
    #[serde(default)]
    instrument: Option<Str<'a>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Mention<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let any = AnyMention::deserialize(deserializer)?;
        let AnyMention { region, candidates, derived, alternatives, .. } = any;
        let value = match &*any.kind {
            "region" => MentionValue::Region { region, candidates, derived },
            "date" => {
                let value = match any.value {
                    Some(Stated::Words(words)) => Some(words),
                    Some(Stated::Number(year)) => Some(Cow::Owned(year.to_string())),
                    None => None,
                };
                let granularity = any.granularity.unwrap_or(Granularity::Day);
                MentionValue::Date { value, granularity, alternatives, derived }
            }
            "count" => {
                let value = match any.value {
                    Some(Stated::Number(number)) => {
                        let negative = |_| D::Error::custom(format!("the value of a count is {number}"));
                        Some(u64::try_from(number).map_err(negative)?)
                    }
                    Some(Stated::Words(words)) => {
                        return Err(D::Error::custom(format!("the value of a count is {words:?} and no number")));
                    }
                    None => None,
                };
                let AnyMention { approx, unit, year, others, .. } = any;
                let role = any.role.unwrap_or(CountRole::Other);
                MentionValue::Count { value, approx, unit, role, year, others, derived }
            }
            "official" => {
                let AnyMention { name, person, office, acting, .. } = any;
                MentionValue::Official { name, person, office, acting, region, derived }
            }
            "organisation" => MentionValue::Organisation { organisation: any.organisation },
            "programme" => MentionValue::Programme { programme: any.programme, derived },
            "signing" => MentionValue::Signing { instrument: any.instrument },
            other => return Err(D::Error::custom(format!("unknown type of mention `{other}`"))),
        };
        Ok(Mention { id: any.id, start: any.start, end: any.end, text: any.text, value, by: any.by })
    }
}

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
