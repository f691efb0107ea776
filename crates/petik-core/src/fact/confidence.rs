//! How sure a fact is: what about it goes wrong more often or less often than with others, as one sum of evidence. The sum
//! leaves nothing out; it tells people what to look at first, and how much of it will turn out right.

use super::case::Case;
use super::draft::FactDraft;
use crate::gazetteer::{Decision, Feature, Sum};
use crate::mention::{Tokens, among};
use crate::record::{EvidenceKind, FactStatus, FactType, Inferred};

/// Sums up to here are narrow.
const NARROW: i32 = 3;
/// Sums up to here are clear; larger ones are wide.
const CLEAR: i32 = 8;
/// The most that is claimed: “0.99” stays below certainty, which no text gives.
const SUREST: f64 = 0.99;

/// What speaks for and against each of `facts` being right.
pub fn confidences(case: Case<'_, '_>, facts: &[FactDraft<'_>]) -> Vec<Sum> {
    let weights = &case.scene.gazetteer.weights;
    let doubted = status_words(case, facts);
    let sum = |fact: &FactDraft<'_>| {
        let mut sum = Sum::new(weights, Decision::Confidence);
        for (feature, holds) in about_its_words(case, fact, &doubted).into_iter().chain(about_its_values(case, fact)) {
            sum.add(weights, feature, holds);
        }
        sum
    };
    facts.iter().map(sum).collect()
}

/// The probability that a sum of confidence stands for, to two places.
pub fn rounded(sum: &Sum) -> f64 {
    let hundredths = (sum.probability() * 100.0).round() / 100.0;
    hundredths.clamp(1.0 - SUREST, SUREST)
}

/// Where words of plan, invitation, hope or denial stand in what the facts rest on. All members of a list rest on the same
/// words, which are looked at once.
fn status_words(case: Case<'_, '_>, facts: &[FactDraft<'_>]) -> Vec<usize> {
    let mut stretches: Vec<Tokens> = facts.iter().flat_map(|fact| fact.evidence.iter().copied()).collect();
    stretches.sort_unstable();
    let mut found = Vec::new();
    let mut from = 0;
    for (first, end) in stretches {
        found.extend((first.max(from)..end).filter(|&at| case.statuses.is_status_word(case.scene, at)));
        from = from.max(end);
    }
    found
}

/// What it is and what words it rests on.
fn about_its_words(case: Case<'_, '_>, fact: &FactDraft<'_>, status_words: &[usize]) -> [(Feature, bool); 13] {
    let quoted = fact.evidence.iter().all(|words| case.scene.zones.quotation_at(words.0).is_some());
    let has_status_word = |words: &Tokens| {
        status_words.get(status_words.partition_point(|at| *at < words.0)).is_some_and(|at| *at < words.1)
    };
    let counts = |words: &Tokens| among(&case.mentions.counts, words.0, words.1).len();
    let beside = fact.count.is_some() && fact.evidence.iter().all(|words| counts(words) > 1);
    let margin = |from: i32, to: i32| fact.margin.is_some_and(|margin| (from..=to).contains(&margin));
    let only_signed = fact.derived.iter().any(|d| d.what == Inferred::Membership && d.by == EvidenceKind::Signing);
    [
        (Feature::ConfidenceSigning, fact.kind == FactType::Signing),
        (Feature::ConfidenceSize, fact.kind == FactType::CohortSize),
        (Feature::ConfidenceNotDone, fact.status != FactStatus::Done),
        (Feature::ConfidenceTitleOnly, fact.title_only),
        (Feature::ConfidenceQuoted, quoted),
        (Feature::ConfidenceStatusWord, fact.evidence.iter().any(has_status_word)),
        (Feature::ConfidenceCountsBeside, beside),
        (Feature::ConfidenceRepeated, fact.evidence.len() > 1),
        (Feature::ConfidenceListed, fact.listed),
        (Feature::ConfidenceBySigning, only_signed),
        (Feature::ConfidenceNarrow, margin(i32::MIN, NARROW)),
        (Feature::ConfidenceClear, margin(NARROW + 1, CLEAR)),
        (Feature::ConfidenceWide, margin(CLEAR + 1, i32::MAX)),
    ]
}

/// Which of its values were inferred, and which are missing.
fn about_its_values(case: Case<'_, '_>, fact: &FactDraft<'_>) -> [(Feature, bool); 10] {
    let inferred = |what: Inferred| fact.derived.iter().any(|d| d.what == what);
    let m = case.mentions;
    let settled =
        !fact.region_mentions.is_empty() && fact.region_mentions.iter().all(|&i| !m.regions[i].derived.is_empty());
    let general = fact.programme_mention.is_some_and(|programme| m.programmes[programme].support.is_some());
    let (signing, size) = (fact.kind == FactType::Signing, fact.kind == FactType::CohortSize);
    let dated = fact.date.is_some_and(|date| m.dates[date].settled.is_some());
    [
        (Feature::ConfidenceRegionInferred, inferred(Inferred::Region)),
        (Feature::ConfidenceRegionSettled, settled),
        (Feature::ConfidenceRegionMissing, fact.region.is_none() && !size),
        (Feature::ConfidenceProgrammeInferred, inferred(Inferred::Programme)),
        (Feature::ConfidenceProgrammeGeneral, general),
        (Feature::ConfidenceProgrammeMissing, fact.programme.is_none()),
        (Feature::ConfidenceYearInferred, inferred(Inferred::CohortYear)),
        (Feature::ConfidenceYearMissing, fact.cohort_year.is_none() && !signing),
        (Feature::ConfidenceDateInferred, inferred(Inferred::Date)),
        (Feature::ConfidenceDateMissing, signing && !dated),
    ]
}
