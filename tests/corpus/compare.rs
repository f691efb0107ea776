//! Holds what the engine finds in a text against what the case expects, layer by layer.

use crate::corpus::case::{Block, Expected, Layer, SLOTS};
use petik::record::{Acting, ArticleRecord, Fact, FactStatus, FactType, Inferred, Mention, MentionValue, Mode};
use std::collections::{BTreeMap, BTreeSet};

/// One thing found, in the words of the expectation lines.
#[derive(Debug)]
struct Found {
    layer: Layer,
    span: Option<(usize, usize)>,
    value: String,
    /// The words and the row or rule, for the reader of a difference.
    seen: String,
    /// Facts that are the same in all that a case can say can still belong to different programmes.
    programme: Option<String>,
    /// A membership that only a signing tells: right where a line asks for it, as in all annotations, and never too much.
    by_signing: bool,
}

/// How a text came out.
#[derive(Debug, Default)]
pub struct Outcome {
    pub layers: BTreeMap<Layer, Tally>,
    /// `file:line: ...`, with the layer.
    pub differences: Vec<(Layer, String)>,
}

#[derive(Debug, Default, Clone, Copy)]
pub struct Tally {
    /// Expectation lines (a `no LAYER` is one) that hold.
    pub right: usize,
    /// All expectation lines.
    pub of: usize,
    /// Answers that no line asks for.
    pub superfluous: usize,
}

pub fn compare(block: &Block, record: &ArticleRecord<'_>) -> Outcome {
    let found = found(record);
    let mut outcome = Outcome::default();
    for layer in Layer::ALL.into_iter().filter(|layer| block.tests(*layer)) {
        if layer == Layer::Slot {
            slots(block, record, &mut outcome);
            continue;
        }
        let found: Vec<&Found> = found.iter().filter(|f| f.layer == layer).collect();
        let tally = outcome.layers.entry(layer).or_default();
        let expected: Vec<&Expected> = block.expected.iter().filter(|e| e.layer == layer).collect();
        let mut differ = |line: usize, what: String| {
            outcome.differences.push((layer, format!("{}:{line}: {}: {what}", block.file, layer.name())));
        };
        let is_expected = |f: &Found| expected.iter().any(|wanted| agrees(layer, &wanted.value, &f.value));
        // Said once, beside the expectation that it stands in the place of.
        let mut said = vec![false; found.len()];
        tally.of = expected.len();
        for wanted in &expected {
            if found.iter().any(|f| meets(f.span, wanted.span) && agrees(layer, &wanted.value, &f.value)) {
                tally.right += 1;
                continue;
            }
            let mut instead: Vec<&str> = Vec::new();
            for (f, said) in found.iter().zip(&mut said).filter(|(f, _)| meets(f.span, wanted.span) && !is_expected(f))
            {
                instead.push(&f.seen);
                *said = true;
            }
            let got = if instead.is_empty() { "nothing".to_owned() } else { instead.join("; ") };
            let quote = if wanted.quote.is_empty() { String::new() } else { format!("`{}` = ", wanted.quote) };
            differ(wanted.line, format!("expected {quote}{}\n    got {got}", wanted.value));
        }
        let mut superfluous = 0;
        for (at, f) in found.iter().enumerate() {
            let same = |other: &&Found| other.value == f.value && other.programme == f.programme;
            let twice = layer == Layer::Fact && found[..at].iter().any(same);
            if !twice && (is_expected(f) || f.by_signing) {
                continue;
            }
            superfluous += 1;
            if !said[at] {
                differ(block.line, format!("{} {}", if twice { "twice" } else { "not expected" }, f.seen));
            }
        }
        tally.superfluous = superfluous;
        if block.nothing.iter().any(|(_, l)| *l == layer) {
            tally.of += 1;
            tally.right += usize::from(found.is_empty());
        }
    }
    outcome
}

/// What the facts say besides, of those facts that a line asks about. A fact that is not there says nothing.
fn slots(block: &Block, record: &ArticleRecord<'_>, outcome: &mut Outcome) {
    let tally = outcome.layers.entry(Layer::Slot).or_default();
    for wanted in &block.slots {
        tally.of += 1;
        let fact = record.facts.iter().find(|fact| of_fact(fact).value == wanted.fact);
        let said = fact.map(|fact| of_slot(fact, SLOTS[wanted.slot])).unwrap_or_default();
        if fact.is_some() && said == wanted.values {
            tally.right += 1;
            continue;
        }
        tally.superfluous += said.difference(&wanted.values).count();
        let shown = |values: &BTreeSet<String>| match values.is_empty() {
            true => "nothing".to_owned(),
            false => values.iter().map(String::as_str).collect::<Vec<_>>().join(", "),
        };
        let (slot, got) = (SLOTS[wanted.slot], if fact.is_some() { shown(&said) } else { "no such fact".to_owned() });
        let what = format!("{}: {slot} {}\n    got {got}", wanted.fact, shown(&wanted.values));
        outcome.differences.push((Layer::Slot, format!("{}:{}: slot: expected {what}", block.file, wanted.line)));
    }
}

fn of_slot(fact: &Fact<'_>, slot: &str) -> BTreeSet<String> {
    let one = |value: Option<&str>| value.map(str::to_owned).into_iter().collect();
    match slot {
        "instrument" => one(fact.instrument.as_deref()),
        "signatories" => fact.signatories.iter().map(|signer| signer.name.to_string()).collect(),
        "counterparty" => fact.counterparties.iter().map(ToString::to_string).collect(),
        "mode" => one(fact.mode.map(Mode::as_str)),
        "level" => one(fact.level.as_deref()),
        _ => one(fact.place.as_deref()),
    }
}

/// A mention answers a quote when the two overlap; facts and findings have no quote.
fn meets(a: Option<(usize, usize)>, b: Option<(usize, usize)>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.0 < b.1 && b.0 < a.1,
        _ => a == b,
    }
}

fn agrees(layer: Layer, wanted: &str, found: &str) -> bool {
    match (layer, wanted.strip_prefix('?'), found.strip_prefix('?')) {
        // The codes named must be among the candidates.
        (Layer::Region, Some(wanted), Some(found)) => {
            wanted.split_whitespace().all(|code| found.split_whitespace().any(|other| other == code))
        }
        _ => wanted == found,
    }
}

fn found(record: &ArticleRecord<'_>) -> Vec<Found> {
    let mut all: Vec<Found> = record.mentions.iter().filter_map(of_mention).collect();
    all.extend(record.facts.iter().map(of_fact));
    for finding in &record.findings {
        let words = finding.evidence.first().map_or("", |e| &*e.quote);
        let value = finding.kind.to_string();
        if !all.iter().any(|f| f.layer == Layer::Finding && f.value == value) {
            let seen = format!("{value} ({}: `{words}`)", finding.message);
            all.push(Found { layer: Layer::Finding, span: None, value, seen, programme: None, by_signing: false });
        }
    }
    all
}

fn of_mention(mention: &Mention<'_>) -> Option<Found> {
    let or = |value: Option<String>, unknown: &str| value.unwrap_or_else(|| unknown.to_owned());
    let (layer, value) = match &mention.value {
        MentionValue::Region { region: Some(region), .. } => (Layer::Region, region.code.to_string()),
        MentionValue::Region { candidates, .. } => {
            let codes: Vec<&str> = candidates.iter().map(|c| &*c.code).collect();
            (Layer::Region, format!("? {}", codes.join(" ")))
        }
        MentionValue::Date { value, .. } => (Layer::Date, or(value.as_ref().map(|v| v.to_string()), "?")),
        MentionValue::Count { value, role, unit, .. } => {
            (Layer::Count, format!("{} {role} {unit}", or(value.map(|v| v.to_string()), "?")))
        }
        MentionValue::Official { name, office, acting, region, .. } => {
            let code = region.as_ref().map_or("-", |region| &*region.code);
            (Layer::Official, format!("{name} | {}{office} | {code}", acting_word(acting.map(Acting::as_str))))
        }
        MentionValue::Programme { programme, .. } => (Layer::Programme, programme.to_string()),
        _ => return None,
    };
    let seen = format!("`{}` = {value} ({})", mention.text, mention.by);
    Some(Found { layer, span: Some((mention.start, mention.end)), value, seen, programme: None, by_signing: false })
}

/// A case writes an acting head as people do: `Plt Wali Kota`.
fn acting_word(acting: Option<&str>) -> String {
    let Some(acting) = acting else { return String::new() };
    let mut letters = acting.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{} ", letters.as_str())
}

fn of_fact(fact: &Fact<'_>) -> Found {
    let code = fact.region.as_ref().map_or("-", |region| &*region.code);
    let year = fact.cohort_year.map_or_else(|| "-".to_owned(), |year| year.to_string());
    let value = match &fact.kind {
        FactType::Signing => format!("signing {code} {} {}", fact.date.as_deref().unwrap_or("-"), fact.status),
        FactType::CohortSize => {
            let size = fact.value.map_or_else(|| "?".to_owned(), |value| value.to_string());
            // What is not done has no line of its own, so it can only be too much.
            let status = if fact.status == FactStatus::Done { String::new() } else { format!(" {}", fact.status) };
            format!("cohort_size {size} {year}{status}")
        }
        FactType::Membership => format!("membership {code} {year} {}", fact.status),
        // One of a table alone: what else it says stands behind the year.
        kind => {
            let grade = fact.level.as_deref().map_or_else(|| "-".to_owned(), |level| level.replace(' ', "_"));
            let or_dash = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
            let (score, rank) = (fact.score.map(|score| score.to_string()), fact.rank.map(|rank| rank.to_string()));
            format!("{kind} {code} {year} {grade} {} {} {}", or_dash(score), or_dash(rank), fact.status)
        }
    };
    let words: Vec<&str> = fact.evidence.iter().map(|e| &*e.quote).collect();
    let seen = format!("{value} ({}: `{}`)", fact.by, words.join("` + `"));
    let programme = fact.programme.as_ref().map(|programme| programme.to_string());
    let by_signing = fact.derived.iter().any(|derived| derived.what == Inferred::Membership);
    Found { layer: Layer::Fact, span: None, value, seen, programme, by_signing }
}
