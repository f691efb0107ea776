//! The examples beside every rule are its tests: each hit must be found by its rule with its value, each miss must not.

use super::engine::Engine;
use crate::article::Article;
use crate::error::Fault;
use crate::fact::{FactTable, Role};
use crate::gazetteer::Files;
use crate::mention::date::{self, DateReader};
use crate::record::{ArticleRecord, Fact, MentionValue};
use crate::rule::{Cx, Example, RuleValue, SpanRule};
use crate::text::Text;

impl Engine {
    /// All faults in `files`, including rule examples that do not come out.
    pub fn check(files: Files) -> Vec<Fault> {
        let mut faults = Vec::new();
        let engine = Self::build(files.to_be_tested(), &mut faults);
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
        let cx = Cx { text: &text, lexicon: &self.lexicon, numbers: &self.gazetteer.numbers, found: None };
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
    for rule in engine.all_rules() {
        for hit in &rule.hits {
            // Those of dates give what is written, before a year is inferred.
            let (found, got) = if rule.file == DateReader::FILE {
                let got = engine.written_dates(&hit.text, rule);
                let found = got.contains(&(hit.quote.clone(), hit.value.clone()));
                (found, got.into_iter().map(|(quote, value)| format!("[{quote}] = {value}")).collect())
            } else {
                let article = Article::new(hit.text.as_str());
                let got = engine.values(rule, hit, &engine.extract(&article));
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
            let by = &rule.by;
            let found = record
                .mentions
                .iter()
                .find(|m| m.by == *by)
                .map(|m| m.text.to_string())
                .or_else(|| record.facts.iter().find(|f| engine.is_told_by(f, rule)).map(|f| f.kind.to_string()));
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

fn shown(got: &[String]) -> String {
    if got.is_empty() { "nothing".to_owned() } else { got.join("; ") }
}

/// Whether the trigger `rule` of `table` tells `fact`; the facts of one that is a mention name the rule that found this.
fn is_by(fact: &Fact<'_>, rule: &SpanRule, table: &FactTable) -> bool {
    fact.by == rule.by || rule.pattern.is_a_mention() && fact.kind == table.kind()
}

impl Engine {
    fn table_of(&self, rule: &SpanRule) -> Option<&FactTable> {
        self.tables.all().find(|table| table.rules().iter().any(|trigger| trigger.by == rule.by))
    }

    fn is_told_by(&self, fact: &Fact<'_>, rule: &SpanRule) -> bool {
        self.table_of(rule).is_some_and(|table| is_by(fact, rule, table))
    }

    /// What the rule made of the example, written as examples write it.
    fn values(&self, rule: &SpanRule, hit: &Example, record: &ArticleRecord<'_>) -> Vec<String> {
        if let Some(table) = self.table_of(rule) {
            let facts = record.facts.iter().filter(|fact| is_by(fact, rule, table));
            return facts.map(|fact| roles(fact, table.examples())).collect();
        }
        let mentions = record.mentions.iter().filter(|m| m.by == rule.by && m.text == hit.quote);
        let value = |value: &MentionValue<'_>| match value {
            MentionValue::Count { value, role, .. } => format!("{} {role}", or_dash(value.as_ref())),
            MentionValue::Signing { instrument } => or_dash(instrument.as_ref()),
            other => other.to_string(),
        };
        mentions.map(|mention| value(&mention.value)).collect()
    }
}

/// The values of these roles; “-” for what the text does not say.
fn roles(fact: &Fact<'_>, roles: &[Role]) -> String {
    let value = |role: &Role| match role {
        Role::Status => fact.status.to_string(),
        Role::Region => or_dash(fact.region.as_ref().map(|region| &region.code)),
        Role::Programme => or_dash(fact.programme.as_ref()),
        Role::Date => or_dash(fact.date.as_ref()),
        Role::CohortYear => or_dash(fact.cohort_year),
        Role::Instrument => or_dash(fact.instrument.as_ref()),
        Role::Value => or_dash(fact.value),
        Role::Level => or_dash(fact.level.as_ref()),
        Role::Score => or_dash(fact.score),
        Role::Rank => or_dash(fact.rank),
        Role::Speaker => or_dash(fact.speaker.as_ref()),
        Role::Signatories => fact.signatories.iter().map(|person| &*person.name).collect::<Vec<_>>().join(", "),
        Role::Counterparties => fact.counterparties.join(", "),
        Role::Mode => or_dash(fact.mode),
        Role::Place => or_dash(fact.place.as_ref()),
    };
    roles.iter().map(value).collect::<Vec<_>>().join(" ")
}

fn or_dash<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}
