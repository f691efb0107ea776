//! The rules of all finders: read from their files, laid over by a user's, and ready for use once the lexicon is closed.

use super::reference::RuleReference;
use crate::error::Fault;
use crate::gazetteer::Files;
use crate::rule::{RuleSource, RuleValue, SpanRule, lay_over, read_rules};
use crate::text::LexiconBuilder;
use crate::vocabulary::Vocabulary;

/// Declares the rule sets of the engine, each by what the values of its rules can be.
macro_rules! rule_sets {
    ($(#[doc = $doc:literal])+ pub(super) struct $name:ident { $( $(#[doc = $what:literal])+ $set:ident : $value:ty, )+ }) => {
        $(#[doc = $doc])+
        #[derive(Debug)]
        pub(super) struct $name { $( $(#[doc = $what])+ pub(super) $set: RuleSet<$value>, )+ }

        impl $name {
            /// The rules of all files; their words go into `lexicon`.
            fn read(files: &Files, lexicon: &mut LexiconBuilder, faults: &mut Vec<Fault>) -> Vec<Vec<SpanRule>> {
                RULE_FILES.iter().map(|file| rules::read(*file, files, lexicon, faults)).collect()
            }

            /// Those rules, ready for use; `words` know them.
            fn new(read: Vec<Vec<SpanRule>>, words: &RuleWords<'_>) -> Self {
                let mut read = read.into_iter();
                $name { $( $set: RuleSet::new(read.next().unwrap_or_default(), words), )+ }
            }

            /// Every rule.
            pub(super) fn all(&self) -> impl Iterator<Item = &SpanRule> {
                [$( self.$set.rules() ),+].into_iter().flatten()
            }
        }

        /// The rule files.
        pub const RULE_FILES: &[RuleReference] = &[$( rules::reference::<$value>() ),+];
    };
}

pub(super) use rule_sets;

/// What the values of a file can be.
pub(super) const fn reference<V: RuleValue>() -> RuleReference {
    RuleReference { file: V::FILE, values: <V as Vocabulary>::TABLE }
}

/// Reads a rule file; its user's version replaces rules of the same name and adds others.
pub(super) fn read(
    RuleReference { file, values }: RuleReference,
    files: &Files,
    lexicon: &mut LexiconBuilder,
    faults: &mut Vec<Fault>,
) -> Vec<SpanRule> {
    let mut all: Vec<SpanRule> = Vec::new();
    for text in files.texts(file) {
        let source = RuleSource { file, text, is_tested: files.is_tested() };
        let read = read_rules(source, values, lexicon, faults);
        lay_over(&mut all, read, file, faults);
    }
    all
}
