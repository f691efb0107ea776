//! Rule files: TOML with unknown keys refused and every fault kept with its line.

use super::pattern::Pattern;
use super::text::TextPattern;
use crate::error::Fault;
use crate::text::{LexiconBuilder, ListId};
use crate::vocabulary::Vocabulary;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::sync::Arc;
use toml::Spanned;

/// A rule that finds spans: what it must catch and what it must leave alone stand beside its pattern.
#[derive(Debug, Clone)]
pub struct SpanRule {
    /// A phrase a reader can picture; it explains a result.
    pub name: String,
    /// The file below the gazetteer folder.
    pub file: String,
    /// Line of the rule.
    pub line: usize,
    /// File and name, as results name the rule.
    pub by: String,
    /// What to look for, over tokens.
    pub pattern: Pattern,
    /// What to look for in the place of that, over text.
    pub text: Option<Arc<TextPattern>>,
    /// The named function or value that gives the match its meaning.
    pub value: String,
    /// Must match right before / right after, or must not.
    pub before: Option<Pattern>,
    /// See `before`.
    pub after: Option<Pattern>,
    /// See `before`.
    pub not_before: Option<Pattern>,
    /// See `before`.
    pub not_after: Option<Pattern>,
    /// Texts in which the rule must catch the bracketed words with this value.
    pub hits: Vec<Example>,
    /// Texts that the rule must leave alone.
    pub misses: Vec<String>,
}

/// `"Rapat digelar [Kamis (21/4/2022)] = 2022-04-21"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The text without the brackets.
    pub text: String,
    /// The words that stood in brackets.
    pub quote: String,
    /// The value behind the equals sign.
    pub value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    rule: Vec<Spanned<RawRule>>,
    /// Ways of joining that outgrew the form of a rule and live in code; they are named here so that a result can point to them.
    #[serde(default)]
    built_in: Vec<BuiltIn>,
}

/// A way of joining that lives in code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BuiltIn {
    name: String,
    what: String,
}

/// A rule as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRule {
    name: String,
    pattern: Option<String>,
    regex: Option<String>,
    value: String,
    before: Option<String>,
    after: Option<String>,
    not_before: Option<String>,
    not_after: Option<String>,
    #[serde(default)]
    hits: Vec<String>,
    #[serde(default)]
    misses: Vec<String>,
}

/// What the values of the rules in a file can be.
pub trait RuleValue: Vocabulary {
    /// The file below the gazetteer folder.
    const FILE: &'static str;
}

/// A text of rules.
#[derive(Debug, Clone, Copy)]
pub struct RuleSource<'s> {
    /// The file below the gazetteer folder.
    pub file: &'s str,
    /// What stands in it.
    pub text: &'s str,
    /// Whether tests have looked for faults in it.
    pub is_tested: bool,
}

/// Reads the rules of `source`, whose values are among `values`, each with its meaning; every fault goes into `faults` and only
/// that rule is left out.
pub fn read_rules(
    source: RuleSource<'_>,
    values: &[(&str, &str)],
    lexicon: &mut LexiconBuilder,
    faults: &mut Vec<Fault>,
) -> Vec<SpanRule> {
    let Some(raw) = read_toml::<RawFile>(source.file, source.text, faults) else { return Vec::new() };
    check_built_in(source.file, &raw.built_in, faults);
    compile_rules(source, values, false, raw.rule, lexicon, faults)
}

/// Reads `source`, the text of `file`, as TOML.
pub fn read_toml<T: DeserializeOwned>(file: &str, source: &str, faults: &mut Vec<Fault>) -> Option<T> {
    let read = toml::from_str(source);
    let fault = |error: toml::de::Error| {
        let line = error.span().map_or(0, |span| line_of(source, span.start));
        faults.push(Fault::new(file, line, error.message()));
    };
    read.map_err(fault).ok()
}

/// Looks whether all ways of joining that live in code are told of.
pub fn check_built_in(file: &str, built_in: &[BuiltIn], faults: &mut Vec<Fault>) {
    for built_in in built_in.iter().filter(|b| b.name.is_empty() || b.what.is_empty()) {
        faults.push(Fault::new(file, 0, format!("built_in \"{}\": name and what must be filled", built_in.name)));
    }
}

/// The rules `raw` of a file, whose values are among `values`; those of facts may ask for mentions.
pub fn compile_rules(
    source: RuleSource<'_>,
    values: &[(&str, &str)],
    of_facts: bool,
    raw: Vec<Spanned<RawRule>>,
    lexicon: &mut LexiconBuilder,
    faults: &mut Vec<Fault>,
) -> Vec<SpanRule> {
    let mut rules: Vec<SpanRule> = Vec::new();
    let (mut line, mut seen) = (1, 0);
    for spanned in raw {
        let start = spanned.span().start;
        line += source.text.get(seen..start).unwrap_or_default().matches('\n').count();
        seen = start;
        let raw = spanned.into_inner();
        let mut broken = false;
        let mut fail = |message: String| {
            faults.push(Fault::new(source.file, line, format!("rule \"{}\": {message}", raw.name)));
            broken = true;
        };
        if rules.iter().any(|rule| rule.name == raw.name) {
            fail("the name stands twice in this file".to_owned());
        }
        if !values.iter().any(|(value, _)| *value == raw.value) {
            let words: Vec<&str> = values.iter().map(|(value, _)| *value).collect();
            fail(format!("value `{}` is not one of {}", raw.value, words.join(", ")));
        }
        if raw.hits.is_empty() {
            fail("a rule needs at least one `hits` example".to_owned());
        }
        let mut compile = |source: Option<&String>| match source.map(|s| Pattern::parse(s, lexicon)) {
            None => None,
            Some(Ok(pattern)) if pattern.asks_for_found() && !of_facts => {
                fail("mentions and `<gap>` are parts of triggers of facts: other rules come before them".to_owned());
                None
            }
            Some(Ok(pattern)) => Some(pattern),
            Some(Err(message)) => {
                fail(message);
                None
            }
        };
        let pattern = compile(raw.pattern.as_ref());
        let before = compile(raw.before.as_ref());
        let after = compile(raw.after.as_ref());
        let not_before = compile(raw.not_before.as_ref());
        let not_after = compile(raw.not_after.as_ref());
        let hits: Vec<Example> = raw
            .hits
            .iter()
            .filter_map(|hit| match Example::parse(hit) {
                Ok(example) => Some(example),
                Err(message) => {
                    fail(message);
                    None
                }
            })
            .collect();
        let text = raw.regex.clone().map(|source| Arc::new(TextPattern::new(source)));
        if let Some(text) = text.as_ref().filter(|_| !source.is_tested) {
            text.check().unwrap_or_else(&mut fail);
        }
        if raw.pattern.is_some() == raw.regex.is_some() {
            fail("a rule has one of `pattern` and `regex`".to_owned());
        }
        if broken {
            continue;
        }
        let pattern = pattern.or_else(|| text.as_ref().map(Pattern::of_text));
        if let Some(pattern) = pattern {
            let (name, value, misses) = (raw.name, raw.value, raw.misses);
            let by = format!("{}#{name}", source.file.trim_start_matches("rules/"));
            rules.push(SpanRule {
                name,
                file: source.file.to_owned(),
                line,
                by,
                pattern,
                text,
                value,
                before,
                after,
                not_before,
                not_after,
                hits,
                misses,
            });
        }
    }
    rules
}

impl SpanRule {
    /// The lists that its patterns name.
    pub fn lists(&self) -> BTreeSet<ListId> {
        let around = [&self.before, &self.after, &self.not_before, &self.not_after];
        let patterns = around.into_iter().flatten().chain([&self.pattern]);
        patterns.flat_map(Pattern::lists).collect()
    }
}

impl Example {
    /// Reads `"text [quote] text = value"`.
    pub fn parse(example: &str) -> Result<Self, String> {
        let wrong = || format!("example {example:?} is not of the form \"text [quote] text = value\"");
        let (text, value) = example.rsplit_once(" = ").ok_or_else(wrong)?;
        let (before, rest) = text.split_once('[').ok_or_else(wrong)?;
        let (quote, after) = rest.split_once(']').ok_or_else(wrong)?;
        Ok(Example { text: format!("{before}{quote}{after}"), quote: quote.to_owned(), value: value.trim().to_owned() })
    }
}

/// The line, from 1, of byte `at`.
pub fn line_of(source: &str, at: usize) -> usize {
    let before = source.as_bytes().get(..at).unwrap_or(source.as_bytes());
    before.iter().filter(|&&b| b == b'\n').count() + 1
}
