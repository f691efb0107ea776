//! The words for how list and press stand to each other. `docs/RECONCILE.md` explains each with an example.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How a row stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Member: two or more independent sources say so.
    Confirmed,
    /// Member: one source says so.
    SingleSource,
    /// Member: press names the region for another year only.
    YearDiffers,
    /// Member: press names the region of the same name and the other type only.
    TypeDiffers,
    /// Member: sources, or list and sources, contradict one another.
    Disputed,
    /// Member: only bare names that could mean it, or claims that fit several years.
    Ambiguous,
    /// Member: press speaks of a plan or an invitation, of no deed.
    PlannedOnly,
    /// Member: press never mentions it.
    #[default]
    NotInPress,
    /// Press: the list has no such member, and none that is near.
    NotInList,
    /// Press: the list has the region in another year, or its namesake of the other type.
    NearList,
}

impl Status {
    /// All of them, in the order of reports.
    pub const ALL: [Status; 10] = [
        Status::Confirmed,
        Status::SingleSource,
        Status::YearDiffers,
        Status::TypeDiffers,
        Status::Disputed,
        Status::Ambiguous,
        Status::PlannedOnly,
        Status::NotInPress,
        Status::NotInList,
        Status::NearList,
    ];

    /// The word used in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Confirmed => "confirmed",
            Status::SingleSource => "single_source",
            Status::YearDiffers => "year_differs",
            Status::TypeDiffers => "type_differs",
            Status::Disputed => "disputed",
            Status::Ambiguous => "ambiguous",
            Status::PlannedOnly => "planned_only",
            Status::NotInPress => "not_in_press",
            Status::NotInList => "not_in_list",
            Status::NearList => "near_list",
        }
    }

    /// What it means, for legends.
    pub fn meaning(self) -> &'static str {
        match self {
            Status::Confirmed => "two or more independent sources say so",
            Status::SingleSource => "one source says so",
            Status::YearDiffers => "press names it for another year only",
            Status::TypeDiffers => "press names only its namesake of the other type",
            Status::Disputed => "sources contradict one another, or the list doubts it",
            Status::Ambiguous => "only words that could mean it and could mean another",
            Status::PlannedOnly => "press speaks of a plan or invitation, of no deed",
            Status::NotInPress => "press never mentions it",
            Status::NotInList => "press names it, the list does not",
            Status::NearList => "press names it; the list has it in another year or as the other type",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a claim does for the row that it stands in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Says that the region belongs to the cohort of that year.
    #[default]
    Supports,
    /// Says so without a year.
    NoYear,
    /// Says so for another year.
    OtherYear,
    /// Says so of the namesake of the other type.
    OtherType,
    /// A bare name that could mean the region.
    BareName,
    /// Speaks of a plan or an invitation.
    Planned,
    /// Denies it.
    Denies,
    /// Put aside by a steward.
    Rejected,
}

impl Stance {
    /// The word used in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Stance::Supports => "supports",
            Stance::NoYear => "no_year",
            Stance::OtherYear => "other_year",
            Stance::OtherType => "other_type",
            Stance::BareName => "bare_name",
            Stance::Planned => "planned",
            Stance::Denies => "denies",
            Stance::Rejected => "rejected",
        }
    }
}
