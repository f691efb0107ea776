//! Reading back what is not read as it is written: regions, of which records of other programs may give the code alone, and
//! mentions, whose fields depend on their type.

use super::mention::{Mention, MentionType, MentionValue};
use super::parts::{Candidate, Derived, RegionRef};
use super::words::{Acting, Approx, CountRole, Granularity, Level, Zone};
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

/// A mention as it is written: the fields of all types side by side. To be told the type first and then the fields, serde would
/// keep each mention as a tree of values, which takes as long again.
#[derive(Deserialize)]
struct MentionObject<'a> {
    #[serde(borrow, default)]
    id: Str<'a>,
    start: usize,
    end: usize,
    #[serde(borrow, default)]
    text: Str<'a>,
    #[serde(default)]
    zone: Zone,
    #[serde(borrow, default)]
    by: Str<'a>,
    #[serde(rename = "type")]
    kind: MentionType,
    #[serde(borrow, default)]
    region: Option<RegionRef<'a>>,
    #[serde(borrow, default)]
    candidates: Vec<Candidate<'a>>,
    #[serde(borrow, default)]
    derived: Vec<Derived<'a>>,
    #[serde(borrow, default)]
    value: NumberOrText<'a>,
    #[serde(default)]
    granularity: Granularity,
    #[serde(default)]
    alternatives: Vec<Str<'a>>,
    #[serde(default)]
    approx: Option<Approx>,
    #[serde(borrow, default)]
    unit: Str<'a>,
    #[serde(default)]
    role: CountRole,
    #[serde(default)]
    year: Option<i16>,
    #[serde(default)]
    others: bool,
    #[serde(borrow, default)]
    name: Str<'a>,
    #[serde(default)]
    person: Option<Str<'a>>,
    #[serde(borrow, default)]
    office: Str<'a>,
    #[serde(default)]
    acting: Option<Acting>,
    #[serde(borrow, default)]
    organisation: Str<'a>,
    #[serde(borrow, default)]
    programme: Str<'a>,
    #[serde(default)]
    instrument: Option<Str<'a>>,
    #[serde(borrow, default)]
    number: Str<'a>,
    #[serde(default)]
    date: Option<Str<'a>>,
}

/// `value`, which is a day of dates and a number of counts.
#[derive(Default)]
enum NumberOrText<'a> {
    #[default]
    Nothing,
    Number(u64),
    Text(Str<'a>),
}

impl<'de: 'a, 'a> Deserialize<'de> for Mention<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let object = MentionObject::deserialize(deserializer)?;
        let MentionObject { id, start, end, text, zone, by, region, candidates, derived, .. } = object;
        let value = match object.kind {
            MentionType::Region => MentionValue::Region { region, candidates, derived },
            MentionType::Date => MentionValue::Date {
                value: match object.value {
                    NumberOrText::Nothing => None,
                    NumberOrText::Text(day) => Some(day),
                    NumberOrText::Number(_) => return Err(D::Error::custom("`value` of a date is text")),
                },
                granularity: object.granularity,
                alternatives: object.alternatives,
                derived,
            },
            MentionType::Count => MentionValue::Count {
                value: match object.value {
                    NumberOrText::Nothing => None,
                    NumberOrText::Number(number) => Some(number),
                    NumberOrText::Text(_) => return Err(D::Error::custom("`value` of a count is a number")),
                },
                approx: object.approx,
                unit: object.unit,
                role: object.role,
                year: object.year,
                others: object.others,
                derived,
            },
            MentionType::Official => MentionValue::Official {
                name: object.name,
                person: object.person,
                office: object.office,
                acting: object.acting,
                region,
                derived,
            },
            MentionType::Organisation => MentionValue::Organisation { organisation: object.organisation },
            MentionType::Programme => MentionValue::Programme { programme: object.programme, derived },
            MentionType::Signing => MentionValue::Signing { instrument: object.instrument },
            MentionType::Document => MentionValue::Document { number: object.number, date: object.date },
        };
        Ok(Mention { id, start, end, text, zone, value, by })
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for NumberOrText<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberOrTextVisitor)
    }
}

struct NumberOrTextVisitor;

impl<'de> Visitor<'de> for NumberOrTextVisitor {
    type Value = NumberOrText<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number that is not negative, text or null")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(NumberOrText::Nothing)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(NumberOrText::Number(number))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(NumberOrText::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(NumberOrText::Text(Cow::Owned(text.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<MentionValue<'_>, String> {
        serde_json::from_str::<Mention<'_>>(json).map(|mention| mention.value).map_err(|error| error.to_string())
    }

    #[test]
    fn a_value_has_the_type_of_its_mention() {
        let count = read(r#"{"type": "count", "start": 0, "end": 2, "value": 50}"#).unwrap();
        assert!(matches!(count, MentionValue::Count { value: Some(50), .. }), "{count:?}");
        let open = read(r#"{"start": 0, "end": 2, "value": null, "type": "date"}"#).unwrap();
        assert!(matches!(open, MentionValue::Date { value: None, .. }), "{open:?}");
        let fault = read(r#"{"type": "date", "start": 0, "end": 2, "value": 50}"#).unwrap_err();
        assert!(fault.starts_with("`value` of a date is text"), "{fault}");
        let fault = read(r#"{"type": "count", "start": 0, "end": 2, "value": "50"}"#).unwrap_err();
        assert!(fault.starts_with("`value` of a count is a number"), "{fault}");
        let fault = read(r#"{"type": "count", "start": 0, "end": 2, "value": -1}"#).unwrap_err();
        assert!(fault.contains("expected a number that is not negative"), "{fault}");
        let fault = read(r#"{"type": "place", "start": 0, "end": 2}"#).unwrap_err();
        assert!(fault.contains("region, date, count"), "{fault}");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let engine = crate::Engine::builtin().unwrap();
        let text = "Bupati Batang Wihaji meneken MoU Gerakan Menuju Smart City bersama Kementerian Kominfo dan Pemkab \
                    Tasikmalaya, Kamis (21/4), untuk sekitar 50 kabupaten/kota terpilih, Surat Nomor B-349/DJAI/2022.";
        let article = crate::Article::new(text);
        let record = engine.extract(&article);
        let kinds: std::collections::BTreeSet<MentionType> = record.mentions.iter().map(|m| m.value.kind()).collect();
        assert!(kinds.len() >= 7, "{kinds:?}");
        let mut json = Vec::new();
        record.to_json(&mut json).unwrap();
        let json = String::from_utf8(json).unwrap();
        assert_eq!(crate::record::ArticleRecord::from_json(&json).unwrap(), record);
    }
}
