//! Closed sets of words: what a field of the record or a column of a list may say. Each set is declared once, every word with
//! its meaning; reading, messages, JSON Schema and the reference pages are made from the declaration.

use serde::Deserializer;
use serde::de::{Error, Unexpected, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// A closed set of words.
///
/// ```
/// use petik_core::Vocabulary;
/// use petik_core::record::FactStatus;
///
/// assert_eq!(FactStatus::parse("planned"), Some(FactStatus::Planned));
/// assert_eq!(FactStatus::parse("plannd"), None);
/// assert_eq!(FactStatus::Denied.as_str(), "denied");
/// ```
pub trait Vocabulary: Copy + Eq + 'static {
    /// All of them, in the order of their declaration.
    const ALL: &'static [Self];
    /// Each word with its meaning, in the same order.
    const TABLE: &'static [(&'static str, &'static str)];

    /// The word.
    fn as_str(self) -> &'static str;

    /// What the word means, in a sentence.
    fn meaning(self) -> &'static str {
        let of_word = Self::TABLE.iter().find(|(word, _)| *word == self.as_str());
        of_word.map_or("", |(_, meaning)| *meaning)
    }

    /// All words, in one sentence.
    fn words() -> String {
        Self::TABLE.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ")
    }

    /// What `word` says; `None` where it is not one of the set.
    fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.as_str() == word)
    }
}

/// Declares a set: an enum whose variants each have their word and, as a comment, its meaning. The one behind whose word
/// `(default)` stands is the default of a set that derives one.
#[macro_export]
#[doc(hidden)]
macro_rules! vocabulary {
    (
        $(#[$attribute:meta])+
        $vis:vis enum $name:ident {
            $( $(#[doc = $meaning:literal])+ $variant:ident = $word:literal $(($default:ident))?, )+
        }
    ) => {
        $(#[$attribute])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $( $(#[doc = $meaning])+ $(#[$default])? $variant, )+ }

        impl $name {
            /// The word.
            #[allow(dead_code)] // not every set is written as well as read
            pub const fn as_str(self) -> &'static str {
                match self { $( $name::$variant => $word, )+ }
            }
        }

        impl $crate::Vocabulary for $name {
            const ALL: &'static [Self] = &[$( $name::$variant, )+];
            const TABLE: &'static [(&'static str, &'static str)] = &[$( ($word, concat!($( $meaning, )+).trim_ascii()), )+];

            fn as_str(self) -> &'static str {
                $name::as_str(self)
            }
        }
    };
}

/// Declares that the words of these sets stand in what petik writes: they are shown, written and read as themselves.
#[macro_export]
#[doc(hidden)]
macro_rules! written_words {
    ($( $name:ident )+) => {$(
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::read_word(deserializer)
            }
        }
    )+};
}

/// Declares that JSON Schema describes these sets by their words.
#[cfg(feature = "schema")]
#[macro_export]
#[doc(hidden)]
macro_rules! described_words {
    ($( $name:ident )+) => {$(
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let words = <$name as $crate::Vocabulary>::TABLE.iter().map(|(word, _)| *word);
                schemars::json_schema!({"type": "string", "enum": words.collect::<Vec<_>>()})
            }
        }
    )+};
}

/// Reads one word of a set.
///
/// # Errors
///
/// Where it is none of them.
#[doc(hidden)]
pub fn read_word<'de, V: Vocabulary, D: Deserializer<'de>>(deserializer: D) -> Result<V, D::Error> {
    deserializer.deserialize_str(OneOf(PhantomData))
}

struct OneOf<V>(PhantomData<V>);

impl<V: Vocabulary> Visitor<'_> for OneOf<V> {
    type Value = V;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one of {}", V::words())
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<V, E> {
        V::parse(word).ok_or_else(|| E::invalid_value(Unexpected::Str(word), &self))
    }
}
