//! The mentions of a record.

use super::parts::{Candidate, Derived, RegionRef};
use super::words::{Acting, Approx, CountRole, Granularity, Zone};
#[cfg(feature = "schema")]
use crate::described_words;
use crate::{vocabulary, written_words};
use serde::Serialize;
use std::borrow::Cow;
use std::fmt;

type Str<'a> = Cow<'a, str>;

/// A stretch of text with a meaning. Which of the optional fields are there depends on `type`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mention<'a> {
    /// `m1`, `m2`, ... in text order.
    pub id: Str<'a>,
    /// Start, in code points.
    pub start: usize,
    /// End, exclusive, in code points.
    pub end: usize,
    /// The words, exactly as they stand in the text.
    pub text: Str<'a>,
    /// What the part of the page is for where it stands. Written only where that is not `body`.
    #[serde(skip_serializing_if = "is_body")]
    pub zone: Zone,
    /// What kind of mention, with the fields of that kind.
    #[serde(flatten)]
    pub value: MentionValue<'a>,
    /// The list row or rule that found it.
    pub by: Str<'a>,
}

fn is_body(zone: &Zone) -> bool {
    *zone == Zone::Body
}

/// What a mention means.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "lowercase")]
#[non_exhaustive]
pub enum MentionValue<'a> {
    /// A province, kabupaten or kota.
    Region {
        /// The region meant; `null` while several are possible.
        region: Option<RegionRef<'a>>,
        /// All readings, best first, where the mention is not settled.
        candidates: Vec<Candidate<'a>>,
        /// What settled a name with several readings.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        derived: Vec<Derived<'a>>,
    },
    /// A day, month, year or interval.
    Date {
        /// ISO 8601 / EDTF; `null` where the text does not settle it.
        value: Option<Str<'a>>,
        /// How precise it is.
        granularity: Granularity,
        /// Other readings that were not excluded.
        alternatives: Vec<Str<'a>>,
        /// What was inferred, and from what.
        derived: Vec<Derived<'a>>,
    },
    /// How many regions.
    Count {
        /// The number; `null` for "belasan", "puluhan".
        value: Option<u64>,
        /// How far it is exact; `null` where it is.
        approx: Option<Approx>,
        /// What is counted.
        unit: Str<'a>,
        /// The part that it plays.
        role: CountRole,
        /// Year of the cohort counted, where the text gives it.
        year: Option<i16>,
        /// Whether it counts those beside the regions named: "24 others". Written only where it does.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        others: bool,
        /// What was inferred, and from what.
        derived: Vec<Derived<'a>>,
    },
    /// A person named with an office.
    Official {
        /// The name as printed, titles and degrees off.
        name: Str<'a>,
        /// Gazetteer id of the person, or `null`.
        person: Option<Str<'a>>,
        /// The office, in its standard words.
        office: Str<'a>,
        /// Whether the office is held for the time being.
        acting: Option<Acting>,
        /// The region of the office.
        region: Option<RegionRef<'a>>,
        /// What was inferred, and from what.
        derived: Vec<Derived<'a>>,
    },
    /// A ministry, agency, association, university or company.
    Organisation {
        /// Gazetteer id.
        organisation: Str<'a>,
    },
    /// A programme by one of its names.
    Programme {
        /// Gazetteer id.
        programme: Str<'a>,
        /// What was inferred, and from what (a general name needs support).
        derived: Vec<Derived<'a>>,
    },
    /// Words of signing.
    Signing {
        /// `mou`, `nota-kesepahaman`, `nota-kesepakatan`, `pks`, `komitmen`, ... or `null`.
        instrument: Option<Str<'a>>,
    },
    /// A letter, decree or law by its number.
    Document {
        /// The number, as printed.
        number: Str<'a>,
        /// The day that stands with it, ISO 8601; `null` where none does.
        date: Option<Str<'a>>,
    },
}

vocabulary! {
    /// What kind of mention it is.
    #[non_exhaustive]
    pub enum MentionType {
        /// A province, kabupaten or kota.
        Region = "region",
        /// A day, month, year or interval.
        Date = "date",
        /// How many regions.
        Count = "count",
        /// A person named with an office.
        Official = "official",
        /// A ministry, agency, association, university or company.
        Organisation = "organisation",
        /// A programme by one of its names.
        Programme = "programme",
        /// Words of signing.
        Signing = "signing",
        /// A letter, decree or law by its number.
        Document = "document",
    }
}

written_words! { MentionType }

#[cfg(feature = "schema")]
described_words! { MentionType }

impl MentionValue<'_> {
    /// What kind of mention it is.
    pub fn kind(&self) -> MentionType {
        match self {
            MentionValue::Region { .. } => MentionType::Region,
            MentionValue::Date { .. } => MentionType::Date,
            MentionValue::Count { .. } => MentionType::Count,
            MentionValue::Official { .. } => MentionType::Official,
            MentionValue::Organisation { .. } => MentionType::Organisation,
            MentionValue::Programme { .. } => MentionType::Programme,
            MentionValue::Signing { .. } => MentionType::Signing,
            MentionValue::Document { .. } => MentionType::Document,
        }
    }
}

impl<'a> MentionValue<'a> {
    /// What was inferred, and from what.
    pub fn derived(&self) -> &[Derived<'a>] {
        match self {
            MentionValue::Region { derived, .. }
            | MentionValue::Date { derived, .. }
            | MentionValue::Count { derived, .. }
            | MentionValue::Official { derived, .. }
            | MentionValue::Programme { derived, .. } => derived,
            _ => &[],
        }
    }
}

impl fmt::Display for MentionValue<'_> {
    /// What is meant, in a few words: `33.25`, `2022-04-21`, `about 50 kabupaten/kota, selected`; `open` where that is not settled.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MentionValue::Region { region: Some(region), .. } => f.write_str(&region.code),
            MentionValue::Region { candidates, .. } if candidates.is_empty() => f.write_str("open"),
            MentionValue::Region { candidates, .. } => {
                let codes: Vec<&str> = candidates.iter().map(|candidate| candidate.code.as_ref()).collect();
                write!(f, "open: {}", codes.join(" or "))
            }
            MentionValue::Date { value, .. } => f.write_str(value.as_deref().unwrap_or("open")),
            MentionValue::Count { value, approx, unit, role, .. } => {
                let value = value.map_or_else(|| "?".into(), |value| value.to_string());
                let approx = approx.map(|approx| format!("{approx} ")).unwrap_or_default();
                write!(f, "{approx}{value} {unit}, {role}")
            }
            MentionValue::Official { name, office, acting, region, .. } => {
                let acting = acting.map(|acting| format!("{acting} ")).unwrap_or_default();
                let region = region.as_ref().map(|region| format!(" of {}", region.name)).unwrap_or_default();
                write!(f, "{name}, {acting}{office}{region}")
            }
            MentionValue::Organisation { organisation } => f.write_str(organisation),
            MentionValue::Programme { programme, .. } => f.write_str(programme),
            MentionValue::Signing { instrument } => f.write_str(instrument.as_deref().unwrap_or_default()),
            MentionValue::Document { number, date: None } => f.write_str(number),
            MentionValue::Document { number, date: Some(date) } => write!(f, "{number} of {date}"),
        }
    }
}
