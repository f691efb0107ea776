//! What the build script takes of `src/text`: all that is needed for cutting names.

#![allow(dead_code, unused_imports)]

#[path = "../src/text/fold.rs"]
mod fold;
#[path = "../src/text/lexicon/mod.rs"]
mod lexicon;
#[path = "../src/text/token.rs"]
mod token;
#[path = "../src/text/tokenizer.rs"]
mod tokenizer;
#[path = "../src/text/word.rs"]
mod word;

pub use lexicon::LexiconBuilder;
pub use word::WordId;

/// The hash of a folded word.
pub fn hash(word: &str) -> u64 {
    word::hash(word.as_bytes())
}

/// The hash of a phrase.
pub fn phrase_hash(phrase: &str) -> u64 {
    word::phrase_hash(phrase.as_bytes())
}
