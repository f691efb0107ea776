//! The examples beside every rule are its tests: each hit must be found by its rule with its value, each miss must not.

use super::engine::Engine;
use crate::article::Article;
use crate::error::Fault;
use crate::fact::MembershipRule;
use crate::gazetteer::Files;
use crate::mention::date::{self, DateReader};
use crate::mention::signing::SigningRule;
use crate::record::{ArticleRecord, FactType, MentionValue, RegionRef};
use crate::rule::{Cx, Example, RuleValue, SpanRule};
use crate::text::Text;

impl Engine {
    /// All faults in `files`, including rule examples that do not come out.
    pub fn check(files: Files) -> Vec<Fault> {
        let mut faults = Vec::new();
        let engine = Self::build(files, &mut faults);
        if faults.is_empty() {
            faults.extend(examples(&engine));
        }
        faults.sort();
        faults.dedup();
        faults
    }

    /// What `rule` reads in `raw`, as it is written there: (words, value), or "none" for words that it keeps from being a date.
    fn written_dates(&self, raw: &str, rule: &SpanRule) -> Vec<(String, String)> {
        let text = Text::new(raw, &self.lexicon);
        let cx = Cx { text: &text, lexicon: &self.lexicon, numbers: &self.gazetteer.numbers };
        let found = date::find(cx, &self.rules.dates, &self.dates, 0..text.tokens.len());
        let own = found.iter().filter(|d| self.rules.dates.rules()[d.rule].name == rule.name);
        let mut written: Vec<(String, String)> =
            own.map(|d| (text.words(d.first, d.end).to_owned(), d.value.to_string())).collect();
        if found.is_empty() {
            let kept = (0..text.tokens.len())
                .filter_map(|at| rule.match_at(cx, at).map(|m| (text.words(at, m.end).to_owned(), "none".to_owned())));
            written.extend(kept);
        }
        written
    }
}

/// Every example that does not come out.
fn examples(engine: &Engine) -> Vec<Fault> {
    let mut faults = Vec::new();
    for rule in engine.rules.all() {
        for hit in &rule.hits {
            // Those of dates give what is written, before a year is inferred.
            let (found, got) = if rule.file == DateReader::FILE {
                let got = engine.written_dates(&hit.text, rule);
                let found = got.contains(&(hit.quote.clone(), hit.value.clone()));
                (found, got.into_iter().map(|(quote, value)| format!("[{quote}] = {value}")).collect())
            } else {
                let article = Article::new(hit.text.as_str());
                let got = values(rule, hit, &engine.extract(&article));
                (got.contains(&hit.value), got)
            };
            if !found {
                let message = format!(
                    "rule \"{}\": hit {:?} should give [{}] = {}, but gives {}",
                    rule.name,
                    hit.text,
                    hit.quote,
                    hit.value,
                    shown(&got)
                );
                faults.push(Fault::new(&rule.file, rule.line, message));
            }
        }
        for miss in &rule.misses {
            let article = Article::new(miss.as_str());
            let record = engine.extract(&article);
            let by = by(rule);
            let found = record
                .mentions
                .iter()
                .find(|m| m.by == by)
                .map(|m| m.text.to_string())
                .or_else(|| record.facts.iter().find(|f| f.by == by).map(|f| f.kind.to_string()));
            if let Some(found) = found {
                faults.push(Fault::new(
                    &rule.file,
                    rule.line,
                    format!("rule \"{}\": miss {miss:?} is caught: {found}", rule.name),
                ));
            }
        }
    }
    faults
}

fn by(rule: &SpanRule) -> String {
    format!("{}#{}", rule.file.trim_start_matches("rules/"), rule.name)
}

fn shown(got: &[String]) -> String {
    if got.is_empty() { "nothing".to_owned() } else { got.join("; ") }
}

/// What the rule made of the example, written as examples write it.
fn values(rule: &SpanRule, hit: &Example, record: &ArticleRecord<'_>) -> Vec<String> {
    let by = by(rule);
    let or_dash = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    let code = |region: &Option<RegionRef<'_>>| or_dash(region.as_ref().map(|r| r.code.to_string()));
    match rule.file.as_str() {
        SigningRule::FILE => {
            let facts = record.facts.iter().filter(|f| f.kind == FactType::Signing && f.by == by);
            facts
                .map(|f| {
                    format!("{} {} {}", f.status, code(&f.region), or_dash(f.date.as_ref().map(ToString::to_string)))
                })
                .collect()
        }
        MembershipRule::FILE => {
            let facts = record.facts.iter().filter(|f| f.kind == FactType::Membership && f.by == by);
            facts
                .map(|f| format!("{} {} {}", f.status, code(&f.region), or_dash(f.cohort_year.map(|y| y.to_string()))))
                .collect()
        }
        _ => {
            let mentions = record.mentions.iter().filter(|m| m.by == by && m.text == hit.quote);
            mentions
                .map(|m| match &m.value {
                    MentionValue::Count { value, role, .. } => {
                        format!("{} {role}", or_dash(value.map(|v| v.to_string())))
                    }
                    other => other.to_string(),
                })
                .collect()
        }
    }
}
