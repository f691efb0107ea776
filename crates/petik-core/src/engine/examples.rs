//! The examples beside every rule are its tests: each hit must be found by its rule with its value, each miss must not.

use super::engine::Engine;
use crate::article::Article;
use crate::error::Fault;
use crate::record::{ArticleRecord, MentionValue};
use crate::rule::{Example, SpanRule};

/// The rules of dates: their examples give what is written, before a year is inferred.
const DATES: &str = "rules/dates.toml";

/// Every example that does not come out.
pub(super) fn check(engine: &Engine) -> Vec<Fault> {
    let mut faults = Vec::new();
    for rule in engine.rule_sets().iter().flat_map(|set| set.rules()) {
        for hit in &rule.hits {
            let (found, got) = if rule.file == DATES {
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
    let code = |region: &Option<crate::record::RegionRef<'_>>| or_dash(region.as_ref().map(|r| r.code.to_string()));
    match rule.file.as_str() {
        "rules/facts/signing.toml" => {
            let facts = record.facts.iter().filter(|f| f.kind == "signing" && f.by == by);
            facts
                .map(|f| {
                    format!("{} {} {}", f.status, code(&f.region), or_dash(f.date.as_ref().map(ToString::to_string)))
                })
                .collect()
        }
        "rules/facts/membership.toml" => {
            let facts = record.facts.iter().filter(|f| f.kind == "membership" && f.by == by);
            facts
                .map(|f| format!("{} {} {}", f.status, code(&f.region), or_dash(f.cohort_year.map(|y| y.to_string()))))
                .collect()
        }
        _ => {
            let mentions = record.mentions.iter().filter(|m| m.by == by && m.text == hit.quote);
            mentions
                .filter_map(|m| match &m.value {
                    MentionValue::Count { value, role, .. } => {
                        Some(format!("{} {role}", or_dash(value.map(|v| v.to_string()))))
                    }
                    _ => None,
                })
                .collect()
        }
    }
}
