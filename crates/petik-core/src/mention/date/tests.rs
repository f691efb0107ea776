//! Dates against the rule file and the word lists: every example of every rule, then resolution case by case.

use super::*;
use crate::engine::list_uses;
use crate::gazetteer::{Files, Gazetteer, WordLists};
use crate::rule::{Cx, RuleSet, RuleSource, RuleValue, RuleWords, read_rules};
use crate::text::{Lexicon, LexiconBuilder, Span, Text};
use crate::vocabulary::Vocabulary;
use std::sync::LazyLock;

mod cases;
mod resolving;
mod rules;

/// Lists and rules of dates.
pub(crate) struct World {
    pub lexicon: Lexicon,
    pub gazetteer: Gazetteer,
    pub lists: DateLists,
    pub rules: RuleSet<DateReader>,
}

impl World {
    pub fn get() -> &'static Self {
        static WORLD: LazyLock<World> = LazyLock::new(World::new);
        &WORLD
    }

    fn new() -> Self {
        let (files, mut builder, mut faults) = (Files::builtin(), LexiconBuilder::default(), Vec::new());
        let words = WordLists::read(&files, &list_uses(), &mut builder, &mut faults);
        let gazetteer = Gazetteer::read(&files, &words, &mut builder, &mut faults);
        let [source] = files.texts(DateReader::FILE) else { panic!("the rules are missing") };
        let source = RuleSource { file: DateReader::FILE, text: source, is_tested: false };
        let rules = read_rules(source, DateReader::TABLE, &mut builder, &mut faults);
        let lexicon = builder.build();
        let lists = DateLists::new(&words, &mut faults);
        assert!(faults.is_empty(), "{faults:#?}");
        let known = RuleWords::new(&lexicon, &gazetteer.numbers, rules.iter());
        let rules = RuleSet::new(rules, &known);
        World { lexicon, gazetteer, lists, rules }
    }

    pub fn with<T>(&self, raw: &str, then: impl FnOnce(Cx<'_>, Vec<DateMention>) -> T) -> T {
        let text = Text::new(raw, &self.lexicon);
        let cx = Cx { text: &text, lexicon: &self.lexicon, numbers: &self.gazetteer.numbers, found: None };
        let found = find(cx, &self.rules, &self.lists, 0..text.tokens.len());
        then(cx, found)
    }

    /// `words=value; ...` of the dates in `raw`.
    pub fn found(&self, raw: &str) -> String {
        self.with(raw, |cx, found| {
            let show = |m: &DateMention| format!("{}={}", cx.text.words(m.first, m.end), m.value);
            found.iter().map(show).collect::<Vec<_>>().join("; ")
        })
    }

    /// The same after resolution, with alternatives in `{}`, what it was derived from, and doubts.
    pub fn resolved(&self, raw: &str, clues: &Clues) -> String {
        self.with(raw, |cx, mut found| {
            let doubts = resolve(&mut found, clues);
            let mut out = Vec::new();
            for (number, m) in found.iter().enumerate() {
                let mut line = format!(
                    "{}={}",
                    cx.text.words(m.first, m.end),
                    m.settled.map_or("?".to_owned(), |w| w.to_string())
                );
                if !m.alternatives.is_empty() {
                    let all: Vec<String> = m.alternatives.iter().map(When::to_string).collect();
                    line += &format!(" {{{}}}", all.join(", "));
                }
                if !m.derived.is_empty() {
                    line += &format!(" <{}>", m.derived.iter().map(|d| d.by.as_str()).collect::<Vec<_>>().join("+"));
                }
                for doubt in doubts.iter().filter(|d| d.mention == number) {
                    line += &match doubt.kind {
                        DoubtKind::WeekdayMismatch => {
                            format!(" !W{}/W{}", doubt.stated.unwrap(), doubt.expected.unwrap())
                        }
                        DoubtKind::ImpossibleDate => " !impossible".to_owned(),
                    };
                }
                out.push(line);
            }
            out.join("; ")
        })
    }
}
