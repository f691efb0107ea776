//! An entity that is offered: its name, its types, and what its properties say.

use petik_core::{Vocabulary, vocabulary};
use serde_json::{Value, json};

vocabulary! {
    /// Types of entities.
    pub enum EntityType {
        /// Province, kabupaten or kota.
        Region = "region",
        /// Province.
        Province = "provinsi",
        /// Kabupaten.
        Kabupaten = "kabupaten",
        /// Kota.
        Kota = "kota",
        /// Holder of an office.
        Official = "official",
        /// Government programme.
        Programme = "programme",
        /// Row of the list that names no region for certain.
        OpenRow = "open_row",
    }
}

impl EntityType {
    /// The type above it.
    pub(crate) fn broader(self) -> Option<Self> {
        matches!(self, EntityType::Province | EntityType::Kabupaten | EntityType::Kota).then_some(EntityType::Region)
    }

    /// As answers show it.
    pub(crate) fn shown(self) -> Value {
        let name = self.meaning().trim_end_matches('.');
        match self.broader() {
            Some(broader) => json!({ "id": self.as_str(), "name": name, "broader": [broader.shown()] }),
            None => json!({ "id": self.as_str(), "name": name }),
        }
    }

    /// The same with nothing but id and name.
    pub(crate) fn named(self) -> Value {
        json!({ "id": self.as_str(), "name": self.meaning().trim_end_matches('.') })
    }
}

vocabulary! {
    /// Properties of entities.
    pub enum Property {
        /// Code of Kemendagri.
        Code = "code",
        /// Code of BPS.
        CodeBps = "code_bps",
        /// Code before the region's province was divided.
        OldCode = "old_code",
        /// Kind of region.
        Type = "type",
        /// Province.
        Province = "province",
        /// Other name.
        OtherName = "other_name",
        /// Former name.
        FormerName = "former_name",
        /// Year of the cohort.
        CohortYear = "cohort_year",
        /// Programme.
        Programme = "programme",
        /// Name as the list has it.
        ListedName = "listed_name",
        /// Code as the list has it.
        ListedCode = "listed_code",
        /// Status or remark that the list has.
        ListedNote = "listed_note",
        /// Day of signing by the list.
        Signed = "signed",
        /// Row of the list.
        Row = "row",
        /// What press says of it.
        Status = "status",
        /// Why the status is what it is.
        Reason = "reason",
        /// Independent sources in press.
        Sources = "sources",
        /// Words of press.
        Quote = "quote",
        /// Article, by its address or title.
        Article = "article",
        /// What a steward decided.
        Verdict = "verdict",
        /// Region that may be meant.
        Candidate = "candidate",
        /// Office held.
        Office = "office",
        /// Region of the office.
        Region = "region",
        /// First day of the term.
        Start = "start",
        /// Last day of the term.
        End = "end",
        /// Years in which it ran.
        Years = "years",
    }
}

impl Property {
    /// Its name for people.
    pub(crate) fn name(self) -> &'static str {
        self.meaning().trim_end_matches('.')
    }

    /// The type of the entities that are its values.
    pub(crate) fn entities(self) -> Option<EntityType> {
        match self {
            Property::Province => Some(EntityType::Province),
            Property::Region | Property::Candidate => Some(EntityType::Region),
            Property::Programme => Some(EntityType::Programme),
            _ => None,
        }
    }

    /// As answers show it.
    pub(crate) fn shown(self) -> Value {
        json!({ "id": self.as_str(), "name": self.name() })
    }
}

/// One value of a property.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Said {
    Words(String),
    Number(i64),
    /// Another entity.
    Entity {
        id: String,
        name: String,
    },
}

/// An entity.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entity {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) types: Vec<EntityType>,
    /// Names under which it is suggested, beside its own.
    pub(crate) names: Vec<String>,
    pub(crate) values: Vec<(Property, Said)>,
}

impl Entity {
    /// The values of a property.
    pub(crate) fn of(&self, property: Property) -> impl Iterator<Item = &Said> {
        self.values.iter().filter(move |(own, _)| *own == property).map(|(_, said)| said)
    }

    /// Adds words that say something and are not there yet.
    pub(crate) fn say(&mut self, property: Property, words: impl Into<String>) {
        let words = words.into();
        if !words.is_empty() {
            self.add(property, Said::Words(words));
        }
    }

    /// Adds a value that is not there yet.
    pub(crate) fn add(&mut self, property: Property, said: Said) {
        if !self.values.iter().any(|known| known.0 == property && known.1 == said) {
            self.values.push((property, said));
        }
    }
}
