//! What counts as the same answer in the layers of mentions, within one article.

use super::annotation::ArticleAnnotation;
use super::name::Name;
use super::span::{Span, overlap};
use super::tally::Answers;
use petik_core::record::{ArticleRecord, CountRole, Granularity, Mention, MentionValue};
use std::collections::BTreeSet;

/// An article's record beside its annotation.
#[derive(Clone, Copy)]
pub(super) struct Pair<'p> {
    pub(super) article: &'p ArticleAnnotation,
    pub(super) record: &'p ArticleRecord<'p>,
}

/// Superfluous and missing answers of one article, in words, and how many are right.
#[derive(Debug, Default)]
pub(super) struct Compared {
    pub(super) right: usize,
    pub(super) superfluous: Vec<String>,
    pub(super) missing: Vec<String>,
}

impl Compared {
    pub(super) fn answers(&self) -> Answers {
        Answers { right: self.right, superfluous: self.superfluous.len(), missing: self.missing.len() }
    }
}

impl<'p> Pair<'p> {
    pub(super) fn regions(self) -> Compared {
        let wanted = self.article.regions.iter().filter_map(|region| region.code.clone()).collect();
        let codes = self.scored().filter_map(|mention| match &mention.value {
            MentionValue::Region { region: Some(region), .. } => Some(region.code.as_ref().to_owned()),
            _ => None,
        });
        sets(wanted, codes.collect())
    }

    pub(super) fn dates(self) -> Compared {
        let wanted = self.article.dates.iter().flat_map(|date| date.days.iter().cloned()).collect();
        let days = self.scored().filter_map(|mention| match &mention.value {
            MentionValue::Date { value: Some(value), granularity: Granularity::Day, .. } => Some(value.as_ref()),
            _ => None,
        });
        sets(wanted, days.filter(|days| !days.is_empty()).flat_map(|days| days.split('/')).map(str::to_owned).collect())
    }

    pub(super) fn counts(self) -> Compared {
        let shown = |value: Option<i64>, role: Option<CountRole>| {
            let value = value.map_or_else(|| "None".to_owned(), |value| value.to_string());
            format!("({value}, {})", role.map_or_else(|| "None".to_owned(), |role| format!("'{role}'")))
        };
        let wanted = self.article.counts.iter().map(|count| shown(count.value, count.role));
        let found = self.scored().filter_map(|mention| match &mention.value {
            MentionValue::Count { value, role, .. } => {
                Some(shown(value.and_then(|v| i64::try_from(v).ok()), Some(*role)))
            }
            _ => None,
        });
        sets(wanted.collect(), found.collect())
    }

    pub(super) fn officials(self) -> Compared {
        let wanted: Vec<&Name> = self.article.officials.iter().map(|official| &official.name).collect();
        let mut found: Vec<Name> = Vec::new();
        for mention in self.scored() {
            if let MentionValue::Official { name, .. } = &mention.value
                && !name.is_empty()
            {
                let name = Name::of(name);
                if !name.is_among(&found) {
                    found.push(name);
                }
            }
        }
        let missing: Vec<String> =
            wanted.iter().filter(|name| !name.is_among(&found)).map(|name| name.words()).collect();
        let superfluous = found.iter().filter(|name| !name.is_among(wanted.iter().copied())).map(Name::words).collect();
        Compared { right: wanted.len() - missing.len(), superfluous, missing }
    }

    /// Whether a span is left open by the annotation.
    pub(super) fn is_open(self, span: Span) -> bool {
        self.article.unscored.iter().any(|open| overlap(span, *open))
    }

    /// Mentions that are scored.
    fn scored(self) -> impl Iterator<Item = &'p Mention<'p>> {
        self.record.mentions.iter().filter(move |mention| !self.is_open((mention.start, mention.end)))
    }
}

fn sets(wanted: BTreeSet<String>, found: BTreeSet<String>) -> Compared {
    Compared {
        right: wanted.intersection(&found).count(),
        superfluous: found.difference(&wanted).cloned().collect(),
        missing: wanted.difference(&found).cloned().collect(),
    }
}
