//! The tables of all types of facts, ready for reading articles.

use super::file::{self, Read};
use super::words::{Condition, Finder, Role, Side};
use crate::error::Fault;
use crate::gazetteer::Files;
use crate::record::FactType;
use crate::rule::{MentionKind, RuleSet, RuleSource, RuleWords, SpanRule, lay_over};
use crate::text::LexiconBuilder;
use crate::vocabulary::Vocabulary;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Where the tables are.
const FOLDER: &str = "facts/";

/// What a table says of its type.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) what: String,
    pub(super) examples: Vec<Role>,
    pub(super) unless: Vec<Condition>,
    pub(super) required: Vec<Vec<Role>>,
    pub(super) agree: Vec<Role>,
    pub(super) plans: bool,
    pub(super) roles: BTreeMap<Role, Finder>,
}

impl Head {
    /// Whether a part of a trigger with this name is the value of a role.
    fn takes(&self, part: &str) -> bool {
        Role::parse(part).is_some_and(|role| self.roles.get(&role) == Some(&Finder::Part))
    }
}

/// A type of fact.
#[derive(Debug)]
pub struct FactTable {
    /// Its name: `signing`.
    name: String,
    head: Head,
    /// What tells of such a fact.
    pub(in crate::fact) triggers: RuleSet<Side>,
}

/// A type of fact and its meaning, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactTypeReference {
    /// Its name, as records have it: `signing`.
    pub name: String,
    /// What a fact of this type says.
    pub what: String,
    /// Its roles, each with who finds it.
    pub roles: Vec<(&'static str, &'static str)>,
    /// What keeps words from telling of it.
    pub unless: Vec<&'static str>,
}

impl FactTable {
    /// The type, as records have it.
    pub fn kind(&self) -> FactType<'_> {
        FactType::named(Cow::Borrowed(&self.name))
    }

    /// The roles that examples of its triggers give.
    pub fn examples(&self) -> &[Role] {
        &self.head.examples
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Who finds `role`; `None` where the type has it not.
    pub(in crate::fact) fn finder(&self, role: Role) -> Option<Finder> {
        self.head.roles.get(&role).copied()
    }

    /// What keeps words from telling of such a fact.
    pub(in crate::fact) fn unless(&self) -> &[Condition] {
        &self.head.unless
    }

    /// Roles without which there is no fact; of each group one is enough.
    pub(in crate::fact) fn required(&self) -> &[Vec<Role>] {
        &self.head.required
    }

    /// Whether there is no fact without `role`.
    pub(in crate::fact) fn requires(&self, role: Role) -> bool {
        self.head.required.iter().any(|group| group[..] == [role])
    }

    /// Whether none of its facts is told without a programme.
    pub fn requires_programme(&self) -> bool {
        self.requires(Role::Programme)
    }

    /// Whether none of its facts is told without a region.
    pub fn requires_region(&self) -> bool {
        self.requires(Role::Region)
    }

    /// Whether a sentence that tells of its facts names their region, or points to it.
    pub fn names_region_at_once(&self) -> bool {
        self.requires_region() && matches!(self.finder(Role::Region), Some(Finder::Subject | Finder::Part))
    }

    /// Whether what tells of its facts begins with a mention of this kind.
    pub fn begins_with(&self, kind: MentionKind) -> bool {
        self.triggers.begin_with(kind)
    }

    /// Whether none of its facts is told where this holds.
    pub fn is_left_if(&self, condition: Condition) -> bool {
        self.head.unless.contains(&condition)
    }

    /// Whether two facts whose values of `role` differ are two.
    pub(in crate::fact) fn agrees_in(&self, role: Role) -> bool {
        self.head.agree.contains(&role)
    }

    /// Whether a fact that is done fulfils one that was planned.
    pub(in crate::fact) fn fulfils_plans(&self) -> bool {
        self.head.plans
    }

    /// Its triggers.
    pub fn rules(&self) -> &[SpanRule] {
        self.triggers.rules()
    }
}

/// All types of facts, in the order of their names.
#[derive(Debug)]
pub struct FactTables(Vec<FactTable>);

/// The tables as they were read, before the lexicon is closed.
pub struct UnreadyTables(Vec<(String, Head, Vec<SpanRule>)>);

impl FactTables {
    /// Reads all tables; a user's version of one replaces what it says of the type, and triggers of the same name, and adds others.
    pub fn read(files: &Files, lexicon: &mut LexiconBuilder, faults: &mut Vec<Fault>) -> UnreadyTables {
        let mut all = Vec::new();
        for file in files.names(FOLDER) {
            let name = file.trim_start_matches(FOLDER).trim_end_matches(".toml");
            if !file.ends_with(".toml") || !FactType::is_name(name) {
                let told = "the file of a type of facts is named after it: small letters, digits and `_`, and `.toml`";
                faults.push(Fault::new(file, 1, told));
                continue;
            }
            let mut told: Option<Head> = None;
            let mut triggers: Vec<SpanRule> = Vec::new();
            for text in files.texts(file) {
                let source = RuleSource { file, text, is_tested: files.is_tested() };
                let Read { head, triggers: read } = file::read(source, lexicon, faults);
                told = head.or(told);
                lay_over(&mut triggers, read, file, faults);
            }
            match told {
                Some(head) => {
                    for trigger in &triggers {
                        let named = trigger.pattern.captures().iter();
                        faults.extend(named.filter(|part| !head.takes(part)).map(|part| {
                            let told = format!(
                                "rule \"{}\": the part `{part}` is no role that is found by `part`",
                                trigger.name
                            );
                            Fault::new(file, trigger.line, told)
                        }));
                    }
                    all.push((name.to_owned(), head, triggers));
                }
                None => faults.push(Fault::new(file, 1, "`what` says what a fact of this type says, and is missing")),
            }
        }
        UnreadyTables(all)
    }

    /// Whether no signing is told where nothing is there to sign; a user's table may want none.
    pub fn signings_need_ground(&self) -> bool {
        let mut of_signing = self.all().filter(|table| table.begins_with(MentionKind::Signing));
        of_signing.all(|table| table.is_left_if(Condition::NothingToSign))
    }

    /// The tables of facts that are told without a programme, those of signings left out.
    pub fn told_without_programme(&self) -> impl Iterator<Item = &FactTable> {
        self.all().filter(|table| !table.requires_programme() && !table.begins_with(MentionKind::Signing))
    }

    /// All tables.
    pub fn all(&self) -> impl Iterator<Item = &FactTable> {
        self.0.iter()
    }

    /// The table of a type.
    pub fn of(&self, kind: &FactType<'_>) -> Option<&FactTable> {
        self.0.iter().find(|table| table.name == kind.as_str())
    }

    /// The table of signings.
    pub(in crate::fact) fn signing(&self) -> Option<&FactTable> {
        self.of(&FactType::Signing)
    }

    /// The types with their meanings.
    pub fn reference(&self) -> Vec<FactTypeReference> {
        let one = |table: &FactTable| FactTypeReference {
            name: table.name.clone(),
            what: table.head.what.clone(),
            roles: table.head.roles.iter().map(|(role, finder)| (role.as_str(), finder.as_str())).collect(),
            unless: table.head.unless.iter().map(|condition| condition.as_str()).collect(),
        };
        self.0.iter().map(one).collect()
    }
}

impl UnreadyTables {
    /// Their triggers.
    pub fn rules(&self) -> impl Iterator<Item = &SpanRule> {
        self.0.iter().flat_map(|(.., triggers)| triggers)
    }

    /// The tables, ready for use; `words` know their triggers.
    pub fn ready(self, words: &RuleWords<'_>) -> FactTables {
        let one = |(name, head, triggers)| FactTable { name, head, triggers: RuleSet::new(triggers, words) };
        FactTables(self.0.into_iter().map(one).collect())
    }
}
