//! What stands under the text: each fact as a tree from its rule to the words, mentions that made no fact, what was not
//! taken, and the findings.

use super::palette::{HEADING, meaning, style};
use super::tree::Tree;
use crate::cli::screen::{Line, Screen, one_line};
use petik::gazetteer::Feature;
use petik::record::{Candidate, Derived, Evidence, Fact, Finding, Mention, MentionValue, PersonRef, Stated};
use petik::{Explanation, Vocabulary, Weighed};
use std::collections::HashSet;
use std::io::{self, Write};

/// Writes all sections; one that would be empty says so, for "nothing" is an answer too.
pub(super) fn write(out: &mut Screen<impl Write>, explanation: &Explanation<'_>, text: &str) -> io::Result<()> {
    let record = &explanation.record;
    let words = Words::of(text);

    let sure = |place: usize| explanation.weighed.iter().find(move |weighed| weighed.fact == Some(place));
    let facts = record.facts.iter().enumerate();
    section(out, "Facts", facts.map(|(place, fact)| fact_tree(fact, sure(place), &record.mentions, &words)))?;
    let used: HashSet<&str> = record.facts.iter().flat_map(|fact| &fact.mentions).map(|id| id.as_ref()).collect();
    let unused = record.mentions.iter().filter(|mention| !used.contains(mention.id.as_ref()));
    section(out, "Mentions outside of facts", unused.map(|mention| mention_tree(mention, &words)))?;
    section(out, "Weighed", explanation.weighed.iter().filter(|weighed| weighed.fact.is_none()).map(sum_tree))?;
    let rejected = explanation.rejected.iter().map(|rejected| {
        let place = place(rejected.start, rejected.end);
        Tree::with(
            format!("\"{}\" {place}", one_line(rejected.text)),
            [Tree::new(format!("no {}: {}", rejected.what, rejected.why))],
        )
    });
    section(out, "Not taken", rejected)?;
    section(out, "Findings", record.findings.iter().map(finding_tree))
}

/// A decision with its sum: what it begins with, what each feature added, and what came of it.
fn sum_tree(weighed: &Weighed<'_>) -> Tree {
    let total = weighed.sum.total();
    let answer = if weighed.taken { "yes" } else { "no" };
    let decision = weighed.sum.decision;
    let words = shortened(weighed.text);
    let place = place(weighed.start, weighed.end);
    let mut tree = Tree::new(format!("\"{}\" {place}   {}: {total:+}, {answer}", one_line(&words), decision.as_str()));
    weighed.sum.terms.iter().for_each(|term| tree.push(term_tree(term)));
    tree
}

/// A feature with what it added.
fn term_tree((feature, weight): &(Feature, i32)) -> Tree {
    Tree::new(format!("{weight:+} {}: {}", feature.as_str(), feature.meaning()))
}

/// The beginning of long words.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// How many letters of words are shown.
const LONGEST: usize = 60;

fn section(out: &mut Screen<impl Write>, title: &str, trees: impl Iterator<Item = Tree>) -> io::Result<()> {
    out.line(&Line::default())?;
    out.line(&Line::styled(HEADING, title))?;
    let mut any = false;
    for tree in trees {
        tree.write(out)?;
        any = true;
    }
    if any { Ok(()) } else { out.line(&"none".into()) }
}

/// What a fact says, in one line, without how sure it is.
pub(super) fn fact_line(fact: &Fact<'_>) -> Line {
    let region = fact.region.as_ref().map(|region| format!("{} {}", region.name, region.code));
    let size = fact.value.map(|value| {
        let unit = fact.unit.as_deref().unwrap_or_default();
        let role = fact.role.map(|role| format!(" ({role})")).unwrap_or_default();
        format!("{value} {unit}{role}")
    });
    let parts = [
        region,
        size,
        fact.programme.as_deref().map(str::to_owned),
        fact.date.as_deref().map(|date| format!("on {date}")),
        fact.cohort_year.map(|year| format!("cohort {year}")),
        fact.level.as_deref().map(|level| format!("level {level}")),
    ];
    let said: Vec<String> = parts.into_iter().flatten().collect();
    let head = format!("{} {}, {}", fact.id, fact.kind, fact.status);
    Line::styled(HEADING, head).and(": ").and(said.join(" · "))
}

fn fact_tree(fact: &Fact<'_>, sure: Option<&Weighed<'_>>, mentions: &[Mention<'_>], words: &Words<'_>) -> Tree {
    let mut tree = Tree::new(fact_line(fact).and(format_args!("   confidence {:.2}", fact.confidence)));
    tree.push(Tree::new(format!("rule {}", fact.by)));
    for evidence in &fact.evidence {
        tree.push(evidence_tree(evidence));
    }
    let roles = [
        ("instrument", fact.instrument.as_deref().map(str::to_owned)),
        ("mode", fact.mode.map(|mode| mode.to_string())),
        ("place", fact.place.as_deref().map(str::to_owned)),
        ("signed by", persons(&fact.signatories)),
        ("present", persons(&fact.attendees)),
        ("with", Some(fact.counterparties.join("; ")).filter(|with| !with.is_empty())),
        ("said by", fact.speaker.as_deref().map(str::to_owned)),
    ];
    for (role, value) in roles {
        if let Some(value) = value {
            tree.push(Tree::new(format!("{role} {value}")));
        }
    }
    for derived in &fact.derived {
        tree.push(derived_tree(derived, words));
    }
    for id in &fact.mentions {
        match mentions.iter().find(|mention| mention.id == *id) {
            Some(mention) => tree.push(mention_tree(mention, words)),
            None => tree.push(Tree::new(format!("{id}, which the record does not hold"))),
        }
    }
    if let Some(Weighed { sum, .. }) = sure {
        let telling = sum.terms.iter().filter(|(_, weight)| *weight != 0).map(term_tree);
        tree.push(Tree::with(format!("confidence {:.2}: {:+}", fact.confidence, sum.total()), telling));
    }
    tree
}

fn mention_tree(mention: &Mention<'_>, words: &Words<'_>) -> Tree {
    let kind = mention.value.kind().as_str();
    let (start, end) = (mention.start, mention.end);
    let label = Line::from(format!("{} ", mention.id)).and_styled(style(&mention.value), kind);
    let mut tree = Tree::new(label.and(format_args!(" \"{}\" {}", one_line(&mention.text), place(start, end))));
    tree.push(Tree::new(format!("means {}", full_meaning(&mention.value))));
    tree.push(Tree::new(format!("by {}", mention.by)));
    let (derived, candidates): (&[Derived<'_>], &[Candidate<'_>]) = match &mention.value {
        MentionValue::Region { candidates, .. } => (&[], candidates),
        other => (other.derived(), &[]),
    };
    for derived in derived {
        tree.push(derived_tree(derived, words));
    }
    for Candidate { code, name, score, why } in candidates {
        tree.push(Tree::new(format!("perhaps {name} {code}, {score:.2}: {why}")));
    }
    if let MentionValue::Date { alternatives, .. } = &mention.value {
        for other in alternatives {
            tree.push(Tree::new(format!("perhaps {other}")));
        }
    }
    tree
}

/// The meaning with names beside codes, where the short form has only one of them.
fn full_meaning(value: &MentionValue<'_>) -> String {
    match value {
        MentionValue::Region { region: Some(region), .. } => format!("{} {}", region.name, region.code),
        MentionValue::Official { person: Some(person), .. } => format!("{} ({person})", meaning(value)),
        _ => meaning(value),
    }
}

fn derived_tree(derived: &Derived<'_>, words: &Words<'_>) -> Tree {
    let mut label = format!("{} inferred from {}", derived.what, derived.by);
    if let (Some(start), Some(end)) = (derived.start, derived.end) {
        label += &format!(": \"{}\" {}", one_line(words.between(start, end)), place(start, end));
    }
    Tree::new(label)
}

fn evidence_tree(evidence: &Evidence<'_>) -> Tree {
    let (quote, whole) = (one_line(&evidence.quote), place(evidence.start, evidence.until.unwrap_or(evidence.end)));
    let more = if evidence.until.is_some() { "…" } else { "" };
    Tree::new(format!("says \"{quote}{more}\" {whole}"))
}

/// What a finding says, in one line.
pub(super) fn finding_line(finding: &Finding<'_>) -> Line {
    Line::styled(HEADING, finding.kind).and(format_args!(": {}", one_line(&finding.message)))
}

fn finding_tree(finding: &Finding<'_>) -> Tree {
    let stated = |stated: &Stated<'_>| match stated {
        Stated::Number(number) => number.to_string(),
        Stated::Words(words) => words.to_string(),
    };
    let mut tree = Tree::new(finding_line(finding));
    if let Some(expected) = &finding.expected {
        tree.push(Tree::new(format!("expected {}", stated(expected))));
    }
    if let Some(said) = &finding.stated {
        tree.push(Tree::new(format!("stated {}", stated(said))));
    }
    for evidence in &finding.evidence {
        tree.push(evidence_tree(evidence));
    }
    tree
}

fn persons(persons: &[PersonRef<'_>]) -> Option<String> {
    let named = |person: &PersonRef<'_>| match &person.office {
        Some(office) => format!("{}, {office}", person.name),
        None => person.name.to_string(),
    };
    let all: Vec<String> = persons.iter().map(named).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

fn place(start: usize, end: usize) -> String {
    format!("at {start}-{end}")
}

/// A text that can be cut by code points.
struct Words<'t> {
    text: &'t str,
    /// The byte at which each code point begins, and the end.
    bytes: Vec<usize>,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        Words { text, bytes: text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect() }
    }

    fn between(&self, start: usize, end: usize) -> &'t str {
        let byte = |point: usize| self.bytes.get(point).copied().unwrap_or(self.text.len());
        self.text.get(byte(start)..byte(end)).unwrap_or_default()
    }
}
