//! Which facts are the same: a signing by its region and day, a membership by its region and cohort, the size of a cohort by
//! its value and cohort.

use super::annotation::Fact as Annotated;
use super::mentions::Pair;
use super::slots::{self, SLOTS};
use super::tally::Answers;
use petik_core::record::{CountRole, Fact, FactStatus, FactType, MentionValue};
use std::collections::{BTreeMap, BTreeSet};

/// The types of facts that are scored, in the order in which they are told.
pub const TYPES: [FactType<'static>; 3] = [FactType::Signing, FactType::Membership, FactType::CohortSize];

/// What makes two facts the same.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Key<'p> {
    kind: FactType<'p>,
    /// Code of the region, or the size.
    what: Option<String>,
    /// Day, or year of the cohort.
    when: Option<String>,
}

/// The facts of an article compared.
#[derive(Debug, Default)]
pub(super) struct ComparedFacts {
    /// By type, in the order of [`TYPES`].
    pub(super) by_type: [Answers; TYPES.len()],
    /// By slot, in the order of [`SLOTS`]; of the facts that were found.
    pub(super) by_slot: [Answers; SLOTS.len()],
    /// Missing facts in words, in the order of the annotation.
    pub(super) missing: Vec<String>,
    /// Superfluous facts in words.
    pub(super) superfluous: Vec<String>,
    /// Slots that are not as wanted, in words.
    pub(super) slots: Vec<(usize, String)>,
    /// How many right facts agree on whether they belong to a programme.
    pub(super) programme_agrees: usize,
    /// How many facts the record claims.
    pub(super) claimed: usize,
}

/// The facts that a record claims beside those that the annotation wants.
struct Matched<'p> {
    claimed: Vec<Claim<'p>>,
    /// For each annotated fact the place of the claim that says it.
    hits: Vec<Option<usize>>,
}

/// A fact that counts as an answer.
struct Claim<'p> {
    key: Key<'p>,
    /// Its place in the record.
    place: usize,
    fact: &'p Fact<'p>,
}

impl<'p> Matched<'p> {
    fn of(pair: Pair<'p>) -> Self {
        let claimed = claimed(pair);
        let mut used = vec![false; claimed.len()];
        let hits = pair.article.facts.iter().map(|annotated| {
            let hit = claimed.iter().enumerate().find(|(at, claim)| !used[*at] && claim.key.is_of(annotated));
            let hit = hit.map(|(at, _)| at);
            hit.into_iter().for_each(|at| used[at] = true);
            hit
        });
        let hits = hits.collect();
        Matched { claimed, hits }
    }

    fn is_right(&self, claim: usize) -> bool {
        self.hits.contains(&Some(claim))
    }
}

/// Whether each fact of the record is right; `None` of those that are not scored.
pub(super) fn judged(pair: Pair<'_>) -> Vec<Option<bool>> {
    let mut judged = vec![None; pair.record.facts.len()];
    if let Some(rejected) = &pair.article.rejected {
        let done = pair.record.facts.iter().enumerate().filter(|(_, fact)| fact.status == FactStatus::Done);
        for (at, fact) in done {
            judged[at] = settled(fact, &pair.article.facts, rejected);
        }
        return judged;
    }
    let matched = Matched::of(pair);
    for (at, claim) in matched.claimed.iter().enumerate() {
        judged[claim.place] = Some(matched.is_right(at));
    }
    judged
}

/// Whether a fact is right where single facts are settled: one that is right by its key is not wrong for what else it says.
fn settled(fact: &Fact<'_>, right: &[Annotated], wrong: &[Annotated]) -> Option<bool> {
    let key = Key::of(fact)?;
    let of_programme = |annotated: &Annotated| {
        annotated
            .slots
            .programme
            .as_ref()
            .is_none_or(|slot| slot.wanted.iter().any(|id| Some(&**id) == fact.programme.as_deref()))
    };
    let is_one = |annotated: &Annotated| key.is_of(annotated) && of_programme(annotated);
    if right.iter().any(is_one) {
        return Some(true);
    }
    wrong.iter().any(is_one).then_some(false)
}

impl<'p> Key<'p> {
    /// What makes a fact of a record the same as others; `None` of those that are not scored.
    fn of(fact: &'p Fact<'p>) -> Option<Self> {
        let code = || fact.region.as_ref().map(|region| region.code.as_ref().to_owned());
        let year = || fact.cohort_year.map(|year| year.to_string());
        let (what, when) = match fact.kind {
            FactType::Signing => (code(), fact.date.as_deref().map(str::to_owned)),
            FactType::Membership => (code(), year()),
            FactType::CohortSize if matches!(fact.role, None | Some(CountRole::Selected)) => {
                (fact.value.map(|value| value.to_string()), year())
            }
            _ => return None,
        };
        Some(Key { kind: fact.kind.clone(), what, when })
    }

    fn is_of(&self, annotated: &Annotated) -> bool {
        self.kind == annotated.kind && self.what == what(annotated) && annotated.when.contains(&self.when)
    }
}

impl ComparedFacts {
    pub(super) fn of(pair: Pair<'_>) -> Self {
        let matched = Matched::of(pair);
        let mut compared = ComparedFacts { claimed: matched.claimed.len(), ..ComparedFacts::default() };
        for (annotated, hit) in pair.article.facts.iter().zip(&matched.hits) {
            let Some(by_type) = place(&annotated.kind).map(|at| &mut compared.by_type[at]) else { continue };
            let Some(Claim { fact, .. }) = hit.map(|at| &matched.claimed[at]) else {
                by_type.missing += 1;
                compared.missing.push(missing_line(annotated));
                continue;
            };
            by_type.right += 1;
            let belongs = fact.programme.as_ref().is_some_and(|programme| !programme.is_empty());
            compared.programme_agrees += usize::from(belongs == annotated.programme.is_some());
            compared.add_slots(annotated, fact);
        }
        for (_, Claim { key, .. }) in matched.claimed.iter().enumerate().filter(|(at, _)| !matched.is_right(*at)) {
            if let Some(at) = place(&key.kind) {
                compared.by_type[at].superfluous += 1;
            }
            compared.superfluous.push(format!("{} {} {}", key.kind, or_none(&key.what), or_none(&key.when)));
        }
        compared
    }

    fn add_slots(&mut self, annotated: &Annotated, fact: &Fact<'_>) {
        for told in slots::compared(annotated, fact) {
            self.by_slot[told.slot] = self.by_slot[told.slot] + told.answers;
            if told.answers.superfluous + told.answers.missing > 0 {
                let fact = format!("{} {}", annotated.kind, or_none(&annotated.region));
                let said = |values: &[String]| if values.is_empty() { "nothing".to_owned() } else { values.join(", ") };
                self.slots
                    .push((told.slot, format!("{fact}: wanted {}, got {}", said(&told.wanted), said(&told.found))));
            }
        }
    }

    /// All types together.
    pub(super) fn all(&self) -> Answers {
        self.by_type.iter().fold(Answers::default(), |sum, answers| sum + *answers)
    }
}

fn place(kind: &FactType<'_>) -> Option<usize> {
    TYPES.iter().position(|known| known == kind)
}

/// The region or size that a fact is about.
fn what(annotated: &Annotated) -> Option<String> {
    match annotated.kind {
        FactType::CohortSize => annotated.value.map(|value| value.to_string()),
        _ => annotated.code.clone(),
    }
}

/// The facts that a record claims to be done, the first of each key. Left out are facts of regions that the annotation leaves
/// open at every place, and memberships of those who sign for the same year, which it need not list.
fn claimed<'p>(pair: Pair<'p>) -> Vec<Claim<'p>> {
    let mut open: BTreeMap<&str, bool> = BTreeMap::new();
    for mention in &pair.record.mentions {
        if let MentionValue::Region { region: Some(region), .. } = &mention.value {
            *open.entry(&region.code).or_insert(true) &= pair.is_open((mention.start, mention.end));
        }
    }
    let of_type = |kind: FactType<'static>| pair.article.facts.iter().filter(move |fact| fact.kind == kind);
    let years = |fact: &Annotated| fact.years.iter().map(|year| (fact.code.clone(), year.clone())).collect::<Vec<_>>();
    let joined: BTreeSet<_> = of_type(FactType::Signing).flat_map(years).collect();
    let listed: BTreeSet<_> = of_type(FactType::Membership).flat_map(years).collect();

    let mut claimed: Vec<Claim<'_>> = Vec::new();
    let facts = pair.record.facts.iter().enumerate();
    for (place, fact) in facts.filter(|(_, fact)| fact.status == FactStatus::Done) {
        let Some(key) = Key::of(fact) else { continue };
        let is_open = key.what.as_deref().is_some_and(|code| open.get(code) == Some(&true));
        let member = (key.what.clone(), key.when.clone());
        let by_signing = key.kind == FactType::Membership && joined.contains(&member) && !listed.contains(&member);
        if !is_open && !by_signing && !claimed.iter().any(|known| known.key == key) {
            claimed.push(Claim { key, place, fact });
        }
    }
    claimed
}

fn missing_line(annotated: &Annotated) -> String {
    let when: BTreeSet<String> = annotated.when.iter().map(|when| format!("'{}'", or_none(when))).collect();
    let what = match annotated.region.as_ref().filter(|region| !region.is_empty()) {
        Some(region) => region.clone(),
        None => annotated.value.map_or_else(|| "None".to_owned(), |value| value.to_string()),
    };
    format!("{} {what} [{}]", annotated.kind, when.into_iter().collect::<Vec<_>>().join(", "))
}

fn or_none(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or("None")
}
