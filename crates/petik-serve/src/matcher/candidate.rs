//! What a name may mean, with the score and the features that explain it.

use petik_core::vocabulary;

vocabulary! {
    /// What a score is made of.
    pub enum Feature {
        /// How like the name is to a name of the candidate, 0 to 1.
        NameLikeness = "name_likeness",
        /// How many letters have to be put in, left out, changed or swapped to make a name of the candidate of it.
        LettersDiffer = "letters_differ",
        /// The name is the official one, or letters of it.
        OfficialName = "official_name",
        /// The name is another spelling of it.
        Spelling = "spelling",
        /// The name is a former one.
        FormerName = "former_name",
        /// The name is an abbreviation.
        Abbreviation = "abbreviation",
        /// The name is a by-name, or that of the seat.
        OtherName = "other_name",
        /// Words of the query that are part of no name, type, province or code.
        WordsLeft = "words_left",
        /// The type that the query states is that of the candidate.
        TypeAgrees = "type_agrees",
        /// The province that the query states is that of the candidate, now or before.
        ProvinceAgrees = "province_agrees",
        /// The code that the query states is that of the candidate, now or before.
        CodeAgrees = "code_agrees",
        /// The office beside the name is one that the official held.
        OfficeAgrees = "office_agrees",
        /// The region beside the name is one that the official held an office in.
        RegionAgrees = "region_agrees",
        /// The list has the candidate in the year that the query states.
        YearInList = "year_in_list",
    }
}

/// The value of a feature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// Whether it is so.
    Is(bool),
    /// How much.
    Number(f64),
}

/// What a name may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// 0 to 100.
    pub score: f64,
    /// Whether it is sure that the name means it.
    pub is_match: bool,
    /// What the score is made of.
    pub features: Vec<(Feature, Value)>,
}
