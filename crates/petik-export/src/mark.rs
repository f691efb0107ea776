//! What a tool that annotates holds of an article: stretches of the text, each with a label and, in one field, what it means. A
//! mention is one, and so is a fact: it stands at the words of its region or number, so that who corrects those corrects the fact.

use crate::values;
use petik_core::Vocabulary as _;
use petik_core::record::{ArticleRecord, Fact, FactType, Mention, MentionType};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::fmt;

/// A stretch of the text, in code points, with what was written at it.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) label: Label,
    /// As `values` writes it.
    pub(crate) value: String,
}

/// What a stretch is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Label {
    Mention(MentionType),
    Fact(FactType<'static>),
    /// Nobody is to say what it is: it is not scored.
    Ambiguous,
}

const FACT: &str = "fact_";
pub(crate) const AMBIGUOUS: &str = "ambiguous";

impl Label {
    /// The label of this name, be its first letter a capital or not.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        if name == AMBIGUOUS {
            return Some(Label::Ambiguous);
        }
        match name.strip_prefix(FACT) {
            Some(kind) => FactType::is_name(kind).then(|| Label::Fact(FactType::named(Cow::Owned(kind.to_owned())))),
            None => MentionType::parse(&name).map(Label::Mention),
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Label::Mention(kind) => f.write_str(kind.as_str()),
            Label::Fact(kind) => write!(f, "{FACT}{kind}"),
            Label::Ambiguous => f.write_str(AMBIGUOUS),
        }
    }
}

/// The labels of facts in a configuration: of the types that are scored, whatever the records have, and of theirs.
pub(crate) fn fact_labels<'f>(facts: impl IntoIterator<Item = &'f str>) -> Vec<String> {
    let scored = petik_score::FACT_TYPES.iter().map(|kind| kind.as_str().to_owned());
    let others = facts.into_iter().map(crate::plain).collect::<BTreeSet<_>>();
    let scored: Vec<String> = scored.collect();
    let others = others.into_iter().filter(|name| !scored.contains(name)).collect::<Vec<_>>();
    scored.iter().chain(&others).map(|name| format!("{FACT}{name}")).collect()
}

/// Mentions and facts of a record with their ids.
pub(crate) fn marks<'r>(record: &'r ArticleRecord<'_>) -> Vec<(&'r str, Mark)> {
    let mut marks: Vec<(&str, Mark)> = record.mentions.iter().map(of_mention).collect();
    let mentions: Vec<Mark> = marks.iter().map(|(_, mark)| mark.clone()).collect();
    let subjects = Subjects::of(&mentions);
    let by_id = record.mentions.iter().map(|mention| (mention.id.as_ref(), mention)).collect();
    for fact in &record.facts {
        if let Some((start, end)) = place(record, &by_id, fact) {
            let label = Label::Fact(FactType::named(Cow::Owned(fact.kind.as_str().to_owned())));
            let implied = subjects.implied(&label, (start, end));
            marks.push((&fact.id, Mark { start, end, label, value: values::of_fact(fact, implied) }));
        }
    }
    marks
}

fn of_mention<'m>(mention: &'m Mention<'_>) -> (&'m str, Mark) {
    let label = Label::Mention(mention.value.kind());
    (&mention.id, Mark { start: mention.start, end: mention.end, label, value: values::of_mention(&mention.value) })
}

/// Where a fact stands: at its region, its number, its first mention, or its first evidence. One that rests on nothing is put
/// at the first letter.
fn place(record: &ArticleRecord<'_>, by_id: &HashMap<&str, &Mention<'_>>, fact: &Fact<'_>) -> Option<(usize, usize)> {
    use petik_core::record::MentionValue::{Count, Region};
    let of_fact = || fact.mentions.iter().filter_map(|id| by_id.get(id.as_ref()));
    let is_subject = |mention: &&&Mention<'_>| match &mention.value {
        Region { region: Some(region), .. } => fact.region.as_ref().is_some_and(|of| of.code == region.code),
        Count { value, .. } => fact.kind == FactType::CohortSize && value.is_some() && *value == fact.value,
        _ => false,
    };
    let mention = of_fact().find(is_subject).or_else(|| of_fact().next());
    let evidence = || fact.evidence.first().map(|words| (words.start, words.end));
    let length = record.text.as_deref().map_or(0, |text| text.chars().count());
    let place = mention.map(|mention| (mention.start, mention.end)).or_else(evidence);
    let is_within = |place: &(usize, usize)| place.0 < place.1 && place.1 <= length;
    place.filter(is_within).or_else(|| Some((0, 1)).filter(is_within))
}

/// The mentions that facts may be about, by their places.
pub(crate) struct Subjects<'m> {
    sorted: Vec<&'m Mark>,
    longest: usize,
}

impl<'m> Subjects<'m> {
    pub(crate) fn of(marks: &'m [Mark]) -> Self {
        let is_subject = |mark: &&Mark| {
            matches!(mark.label, Label::Mention(MentionType::Region | MentionType::Count)) && mark.start < mark.end
        };
        let mut sorted: Vec<&Mark> = marks.iter().filter(is_subject).collect();
        sorted.sort_by_key(|mark| mark.start);
        let longest = sorted.iter().map(|mark| mark.end - mark.start).max().unwrap_or(0);
        Subjects { sorted, longest }
    }

    /// What the mentions at the place of a fact say of its subject: the region, or the size of a cohort. A mention at the very
    /// same place speaks before others; where several speak and differ, none does.
    pub(crate) fn implied(&self, fact: &Label, (start, end): (usize, usize)) -> Option<&'m str> {
        let of = match fact {
            Label::Fact(FactType::CohortSize) => MentionType::Count,
            _ => MentionType::Region,
        };
        let near = self.sorted.partition_point(|mark| mark.start.saturating_add(self.longest) <= start);
        let mut there: Vec<&Mark> = self.sorted[near..]
            .iter()
            .take_while(|mark| mark.start < end)
            .filter(|mark| mark.label == Label::Mention(of) && start < mark.end)
            .copied()
            .collect();
        if there.iter().any(|mark| (mark.start, mark.end) == (start, end)) {
            there.retain(|mark| (mark.start, mark.end) == (start, end));
        }
        let heads: BTreeSet<&str> = there.iter().map(|mark| values::head(&mark.value)).collect();
        heads.first().copied().filter(|_| heads.len() == 1)
    }
}
