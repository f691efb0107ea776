//! What counts as the same answer, layer by layer, within one article.

use super::input::{Atom, Fact, GoldArticle, GoldFact, Mention, Record};
use super::name::Name;
use super::spans::{Span, overlap};
use std::collections::{BTreeSet, HashMap};

/// Right, superfluous and missing answers of one article, with lines that name the differences.
#[derive(Debug, Default)]
pub(super) struct Compared {
    pub(super) right: usize,
    pub(super) superfluous: Vec<String>,
    pub(super) missing: Vec<String>,
}

/// An article's record beside its annotation.
pub(super) struct Pair<'p> {
    pub(super) gold: &'p GoldArticle,
    pub(super) record: &'p Record,
    /// Spans that the annotation leaves open.
    pub(super) unscored: Vec<Span>,
}

impl<'p> Pair<'p> {
    pub(super) fn new(gold: &'p GoldArticle, record: &'p Record) -> Self {
        let unscored = gold.ambiguous.iter().filter_map(|place| place.span()).collect();
        Pair { gold, record, unscored }
    }

    pub(super) fn regions(&self) -> Compared {
        let want = self.gold.regions.iter().filter_map(|region| region.kode.clone()).collect();
        let codes = self.mentions("region").filter_map(|mention| mention.region.as_ref()?.code());
        sets(want, codes.map(str::to_owned).collect())
    }

    pub(super) fn dates(&self) -> Compared {
        let want = self.gold.dates.iter().flat_map(|date| [&date.iso, &date.iso_end]).flatten();
        let days = self.mentions("date").filter(|mention| mention.granularity.as_deref() == Some("day"));
        let mut got = BTreeSet::new();
        for value in days.filter_map(|mention| mention.value.as_ref()).map(Atom::to_string).filter(|v| !v.is_empty()) {
            got.extend(value.split('/').map(str::to_owned));
        }
        sets(want.cloned().collect(), got)
    }

    pub(super) fn counts(&self) -> Compared {
        let pair = |value: &Option<Atom>, role: &Option<String>| {
            let quoted = |words: &dyn std::fmt::Display| format!("'{words}'");
            let value = match value {
                Some(Atom::Words(words)) => quoted(words),
                other => or_none(other),
            };
            format!("({value}, {})", role.as_ref().map_or("None".into(), |role| quoted(role)))
        };
        let want = self.gold.counts.iter().map(|count| pair(&count.value, &count.role));
        let got = self.mentions("count").map(|mention| pair(&mention.value, &mention.role));
        sets(want.collect(), got.collect())
    }

    pub(super) fn officials(&self) -> Compared {
        let want: Vec<Name> = self.gold.officials.iter().map(|official| Name::of(&official.name)).collect();
        let mut got: Vec<Name> = Vec::new();
        for name in self.mentions("official").filter_map(|mention| mention.name.as_deref()).filter(|n| !n.is_empty()) {
            let name = Name::of(name);
            if !name.is_among(&got) {
                got.push(name);
            }
        }
        let missing: Vec<String> = want.iter().filter(|name| !name.is_among(&got)).map(Name::words).collect();
        let superfluous = got.iter().filter(|name| !name.is_among(&want)).map(Name::words).collect();
        Compared { right: want.len() - missing.len(), superfluous, missing }
    }

    /// Mentions of a kind that are scored.
    fn mentions(&self, kind: &str) -> impl Iterator<Item = &'p Mention> {
        let (record, unscored) = (self.record, &self.unscored);
        record.mentions.iter().filter(move |mention| {
            mention.kind == kind && !unscored.iter().any(|span| overlap((mention.start, mention.end), *span))
        })
    }
}

fn sets(want: BTreeSet<String>, got: BTreeSet<String>) -> Compared {
    Compared {
        right: want.intersection(&got).count(),
        superfluous: got.difference(&want).cloned().collect(),
        missing: want.difference(&got).cloned().collect(),
    }
}

/// What makes two facts the same: for a signing its region and day, for a membership its region and cohort, for the
/// size of a cohort its value and cohort.
#[derive(Debug, Clone, PartialEq)]
struct FactKey {
    kind: String,
    what: Option<Atom>,
    when: Option<Atom>,
}

/// The facts of an article compared.
#[derive(Debug, Default)]
pub(super) struct ComparedFacts {
    /// Right, superfluous and missing by type.
    pub(super) by_type: HashMap<String, [usize; 3]>,
    /// Lines as of [`Compared`]: missing ones first, as the annotation orders them.
    pub(super) missing: Vec<String>,
    pub(super) superfluous: Vec<String>,
    /// How many right facts agree on whether they belong to a programme.
    pub(super) programme_agrees: usize,
    /// How many facts the record claims.
    pub(super) claimed: usize,
}

impl ComparedFacts {
    pub(super) fn of(pair: &Pair<'_>, codes: &HashMap<&str, Option<&str>>) -> Self {
        let claimed = claimed(&pair.record.facts);
        let mut used = vec![false; claimed.len()];
        let mut compared = ComparedFacts { claimed: claimed.len(), ..ComparedFacts::default() };
        for gold in &pair.gold.facts {
            let what = match gold.kind.as_str() {
                "signing" | "membership" => {
                    let code = gold.region.as_deref().and_then(|name| codes.get(name).copied().flatten());
                    code.map(|code| Atom::Words(code.to_owned()))
                }
                _ => gold.value.clone(),
            };
            let accepted = accepted(gold);
            let hit = claimed.iter().enumerate().find(|(at, (key, _))| {
                !used[*at] && key.kind == gold.kind && key.what == what && accepted.contains(&key.when)
            });
            let counts = compared.by_type.entry(gold.kind.clone()).or_default();
            match hit {
                Some((at, (_, fact))) => {
                    used[at] = true;
                    counts[0] += 1;
                    let belongs = |programme: &Option<String>| programme.as_ref().is_some_and(|p| !p.is_empty());
                    compared.programme_agrees += usize::from(belongs(&fact.programme) == belongs(&gold.programme));
                }
                None => {
                    counts[2] += 1;
                    compared.missing.push(missing_line(gold, &accepted));
                }
            }
        }
        for (_, (key, _)) in used.iter().zip(&claimed).filter(|(used, _)| !**used) {
            compared.by_type.entry(key.kind.clone()).or_default()[1] += 1;
            compared.superfluous.push(format!("{} {} {}", key.kind, or_none(&key.what), or_none(&key.when)));
        }
        compared
    }
}

/// The facts that a record claims to be done, the first of each key.
fn claimed(facts: &[Fact]) -> Vec<(FactKey, &Fact)> {
    let mut claimed: Vec<(FactKey, &Fact)> = Vec::new();
    for fact in facts.iter().filter(|fact| fact.status.as_deref() == Some("done")) {
        let code = || fact.region.as_ref().and_then(|region| region.code()).map(|code| Atom::Words(code.to_owned()));
        let (what, when) = match fact.kind.as_str() {
            "signing" => (code(), fact.date.clone()),
            "membership" => (code(), fact.cohort_year.clone()),
            "cohort_size" if matches!(fact.role.as_deref(), None | Some("selected")) => {
                (fact.value.clone(), fact.cohort_year.clone())
            }
            _ => continue,
        };
        let key = FactKey { kind: fact.kind.clone(), what, when };
        if !claimed.iter().any(|(known, _)| *known == key) {
            claimed.push((key, fact));
        }
    }
    claimed
}

/// The days or years that are right for a fact.
fn accepted(gold: &GoldFact) -> Vec<Option<Atom>> {
    let (stated, others) = match gold.kind.as_str() {
        "signing" => (&gold.date, &gold.date_accept),
        _ => (&gold.cohort_year, &gold.year_accept),
    };
    [stated].into_iter().chain(others).cloned().collect()
}

fn missing_line(gold: &GoldFact, accepted: &[Option<Atom>]) -> String {
    let when: BTreeSet<String> = accepted.iter().map(|when| format!("'{}'", or_none(when))).collect();
    let what = match gold.region.as_ref().filter(|region| !region.is_empty()) {
        Some(region) => region.clone(),
        None => or_none(&gold.value),
    };
    format!("{} {what} [{}]", gold.kind, when.into_iter().collect::<Vec<_>>().join(", "))
}

fn or_none(value: &Option<Atom>) -> String {
    value.as_ref().map_or_else(|| "None".to_owned(), Atom::to_string)
}
