//! The type of a fact. petik joins lists and sizes of cohorts by three types that it knows; others are told by the tables of
//! the gazetteer alone, so that the set is open.

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// How many letters the name of a type can have.
const LONGEST: usize = 40;

/// What a fact says: `signing`, `membership`, `cohort_size`, or the name of another table in `gazetteers/facts/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FactType<'a> {
    /// A region signed an agreement; one fact for each region named as a party.
    Signing,
    /// A region was chosen, is one of a cohort, stands in its list, or received an award; one fact for each region.
    Membership,
    /// The text states how many regions a cohort has; one fact for each stated size.
    CohortSize,
    /// What a table says that has this name.
    Other(Cow<'a, str>),
}

impl<'a> FactType<'a> {
    /// The type of this name.
    ///
    /// ```
    /// use petik_core::record::FactType;
    ///
    /// assert_eq!(FactType::named("cohort_size".into()), FactType::CohortSize);
    /// assert_eq!(FactType::named("evaluation".into()).as_str(), "evaluation");
    /// ```
    pub fn named(name: Cow<'a, str>) -> Self {
        let known = [FactType::Signing, FactType::Membership, FactType::CohortSize];
        known.into_iter().find(|known| known.as_str() == name).unwrap_or(FactType::Other(name))
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        match self {
            FactType::Signing => "signing",
            FactType::Membership => "membership",
            FactType::CohortSize => "cohort_size",
            FactType::Other(name) => name,
        }
    }

    /// Whether `name` can be the name of a type: small letters, digits and `_`, a letter first, at most 40 of them.
    pub fn is_name(name: &str) -> bool {
        let of_names = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        name.len() <= LONGEST
            && name.starts_with(|first: char| first.is_ascii_lowercase())
            && name.bytes().all(of_names)
    }
}

impl fmt::Display for FactType<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for FactType<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for FactType<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Name)
    }
}

struct Name;

impl<'de> Visitor<'de> for Name {
    type Value = FactType<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a type of facts, such as signing, membership or cohort_size")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
        let told = || E::invalid_value(Unexpected::Str(name), &self);
        FactType::is_name(name).then(|| FactType::named(Cow::Borrowed(name))).ok_or_else(told)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        let told = || E::invalid_value(Unexpected::Str(name), &self);
        FactType::is_name(name).then(|| FactType::named(Cow::Owned(name.to_owned()))).ok_or_else(told)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for FactType<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "FactType".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^[a-z][a-z0-9_]{0,39}$",
            "examples": ["signing", "membership", "cohort_size", "evaluation"]
        })
    }
}
