//! Reading `facts/<type>.toml`: unknown keys are refused, and every fault is kept with its line.

use super::table::Head;
use super::words::{Condition, Finder, Role, Side};
use crate::error::Fault;
use crate::rule::{BuiltIn, RawRule, RuleSource, SpanRule, check_built_in, compile_rules, line_of, read_toml};
use crate::text::LexiconBuilder;
use crate::vocabulary::Vocabulary;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    /// What a fact of this type says.
    what: Option<String>,
    /// The roles that the examples of triggers give, in their order.
    examples: Option<Spanned<Vec<String>>>,
    /// What keeps words from telling of it.
    unless: Option<Spanned<Vec<String>>>,
    /// Roles without which there is no fact; of several with bars between them one is enough.
    required: Option<Spanned<Vec<String>>>,
    /// Roles that may lack in one of two facts that are one, and must agree else.
    agree: Option<Spanned<Vec<String>>>,
    /// Whether a fact that is done fulfils one that was planned.
    plans: Option<bool>,
    /// Who finds each role.
    roles: Option<Spanned<BTreeMap<String, String>>>,
    /// What tells of such a fact.
    #[serde(default)]
    trigger: Vec<Spanned<RawRule>>,
    /// Ways of telling of it that live in code; they are named here so that a result can point to them.
    #[serde(default)]
    built_in: Vec<BuiltIn>,
}

/// One text of a table: what it says of the type, where it does, and its triggers.
pub(super) struct Read {
    pub(super) head: Option<Head>,
    pub(super) triggers: Vec<SpanRule>,
}

/// Reads the table `source`.
pub(super) fn read(source: RuleSource<'_>, lexicon: &mut LexiconBuilder, faults: &mut Vec<Fault>) -> Read {
    let RuleSource { file, text, .. } = source;
    let Some(raw) = read_toml::<RawTable>(file, text, faults) else {
        return Read { head: None, triggers: Vec::new() };
    };
    let head = head(file, text, &raw, faults);
    check_built_in(file, &raw.built_in, faults);
    Read { head, triggers: compile_rules(source, Side::TABLE, true, raw.trigger, lexicon, faults) }
}

/// What the text says of the type; nothing where it only adds triggers.
fn head(file: &str, source: &str, raw: &RawTable, faults: &mut Vec<Fault>) -> Option<Head> {
    let mut told = Told { file, source, faults };
    let Some(what) = raw.what.clone() else {
        let lists = [&raw.examples, &raw.unless, &raw.required, &raw.agree];
        if lists.iter().any(|list| list.is_some()) || raw.plans.is_some() || raw.roles.is_some() {
            told.fault(0, "without `what`, which says what such a fact is, a file only adds triggers".to_owned());
        }
        return None;
    };
    let Some(roles) = &raw.roles else {
        told.fault(0, "`[roles]` says who finds each role, and is missing".to_owned());
        return None;
    };
    let mut found = BTreeMap::new();
    for (role, finder) in roles.get_ref() {
        let at = roles.span().start;
        let Some(role) = told.word::<Role>(at, "role", role) else { continue };
        let Some(finder) = told.word::<Finder>(at, "finder", finder) else { continue };
        if !finder.finds(role) {
            let able = Finder::ALL.iter().filter(|finder| finder.finds(role)).map(|finder| finder.as_str());
            let able = able.collect::<Vec<_>>().join(", ");
            told.fault(at, format!("`{}` is found by one of {able}, not by `{}`", role.as_str(), finder.as_str()));
        }
        found.insert(role, finder);
    }
    if !found.contains_key(&Role::Status) {
        told.fault(roles.span().start, "the role `status` is missing".to_owned());
    }
    let required = raw.required.as_ref().map_or_else(Vec::new, |all| {
        let one = |words: &String| {
            let roles = words.split('|').filter_map(|word| told.word::<Role>(all.span().start, "role", word.trim()));
            roles.collect::<Vec<_>>()
        };
        all.get_ref().iter().map(one).collect()
    });
    let head = Head {
        what,
        examples: told.words("role", raw.examples.as_ref()),
        unless: told.words::<Condition>("condition", raw.unless.as_ref()),
        required,
        agree: told.words("role", raw.agree.as_ref()),
        plans: raw.plans.unwrap_or(false),
        roles: found,
    };
    let unfound = |role: &&Role| !head.roles.contains_key(role);
    let named = head.examples.iter().chain(&head.agree).chain(head.required.iter().flatten());
    for role in named.filter(unfound) {
        told.fault(roles.span().start, format!("the role `{}` is named, and `[roles]` has it not", role.as_str()));
    }
    Some(head)
}

struct Told<'a> {
    file: &'a str,
    source: &'a str,
    faults: &'a mut Vec<Fault>,
}

impl Told<'_> {
    fn fault(&mut self, at: usize, message: String) {
        self.faults.push(Fault::new(self.file, line_of(self.source, at), message));
    }

    fn word<V: Vocabulary>(&mut self, at: usize, what: &str, word: &str) -> Option<V> {
        let known = V::parse(word);
        if known.is_none() {
            self.fault(at, format!("{what} `{word}` is not one of {}", V::words()));
        }
        known
    }

    fn words<V: Vocabulary>(&mut self, what: &str, words: Option<&Spanned<Vec<String>>>) -> Vec<V> {
        let Some(words) = words else { return Vec::new() };
        let at = words.span().start;
        words.get_ref().iter().filter_map(|word| self.word(at, what, word)).collect()
    }
}
