//! Words of a closed set as arguments.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use petik::Vocabulary;

/// Reads one word of the set; the help shows each with its meaning.
pub(super) fn one_of<V: Vocabulary + Send + Sync>() -> impl TypedValueParser<Value = V> {
    let help = |meaning: &'static str| meaning.trim_end_matches('.');
    let words = V::TABLE.iter().map(move |(word, meaning)| PossibleValue::new(*word).help(help(meaning)));
    PossibleValuesParser::new(words).try_map(|word| V::parse(&word).ok_or("none of the set"))
}
