//! An article's text as the finders see it: tokens with folded words, lines, sentences, and the known phrases that begin
//! at each token. The text itself is borrowed and never changed; odd letters are repaired only in the folded words, so
//! every offset stays an offset of the original.

mod clause;
mod fold;
mod lexicon;
mod money;
mod number;
mod scan;
mod sentence;
mod span;
#[allow(clippy::module_inception)]
mod text;
mod token;
mod tokenizer;
mod word;

pub use fold::{digit, fold, is_invisible, unaccented};
pub use lexicon::{Lexicon, LexiconBuilder, ListId, Listed, Prepared, WordList, WordSet};
pub use money::{Currency, MoneyBound, MoneyWords};
pub use number::{Number, NumberKind, NumberWord, NumberWords, roman};
pub use scan::{Block, BlockScan, Kinds, Sought};
pub use sentence::{ABBREVIATIONS, Line, Sentence};
pub use span::{CodePoints, Span};
pub use text::{Text, may_be_small};
pub use token::{Gap, Shape, Token};
pub use tokenizer::tokens_into;
pub use word::WordId;
