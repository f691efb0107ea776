//! How to look: rules as data. A rule is a pattern over tokens, or over text where tokens are the wrong grain, with a name that explains a result and its own examples. Rules
//! live in TOML files below `gazetteers/rules/` and `gazetteers/facts/`; this module reads and matches them and knows no word of any language.

mod candidates;
mod file;
mod pattern;
mod set;
mod text;

pub use candidates::RuleWords;
pub use file::{
    BuiltIn, Example, RawRule, RuleSource, RuleValue, SpanRule, check_built_in, compile_rules, line_of, read_rules,
    read_toml,
};
pub use pattern::{Cx, Found, Match, MentionKind};
pub use set::{Hit, Needs, RuleSet, lay_over};
