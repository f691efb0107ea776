//! Of whom words of choosing speak: each region of the sentence is weighed by where it stands to them; the best one, and the
//! list that it stands in, are meant. Words that only point ("daerah ini") mean the region named last, or the article's own.

use super::case::{Case, ProgrammeAt};
use super::role::Part;
use crate::gazetteer::{Decision, Feature, RegionId, Separator, Sum};
use crate::mention::region::Typed;
use crate::mention::{Rejections, Tokens, among};
use crate::record::{CountUnit, EvidenceKind, Level};

/// How many words away a region is still near to an act.
const NEAR: usize = 12;
/// How many words away it is far; an enumeration's opener stands between more often than not.
const FAR: usize = 24;

/// On which side of an act its subject stands by rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    Behind,
}

/// A region that an act speaks of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Subject {
    /// Named in the sentence: the mention, and the sum of evidence for it or for the one that it stands beside, where one was
    /// made.
    Named(usize, Option<i32>),
    /// Pointed to: a mention of it, and how it is known.
    PointedTo(usize, EvidenceKind),
}

/// Which regions an act can speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whom {
    /// Those of a kind that the programme takes.
    Members,
    /// All.
    Anybody,
}

impl Subject {
    /// One that is named, and that no sum chose.
    pub(super) fn named(mention: usize) -> Self {
        Subject::Named(mention, None)
    }

    /// The mention.
    pub(super) fn mention(self) -> usize {
        match self {
            Subject::Named(index, _) | Subject::PointedTo(index, _) => index,
        }
    }

    /// The sum of evidence for it.
    pub(super) fn margin(self) -> Option<i32> {
        match self {
            Subject::Named(_, margin) => margin,
            Subject::PointedTo(..) => None,
        }
    }

    /// The region.
    pub(super) fn region(self, case: Case<'_, '_>) -> Option<RegionId> {
        case.mentions.regions[self.mention()].region
    }
}

/// The regions that the words `act` speak of.
pub(super) fn subjects(
    case: Case<'_, '_>,
    act: Tokens,
    side: Side,
    whom: Whom,
    rejections: &mut Rejections,
) -> Vec<Subject> {
    let (first, end) = case.sentence(act.0);
    let is_eligible = |index: usize| is_eligible(case, act, whom, index);
    let eligible: Vec<usize> = among(&case.mentions.regions, first, end).filter(|&i| is_eligible(i)).collect();
    let weighed = eligible.iter().map(|&index| (sum(case, act, side, index, &eligible), index));
    let distance = |index: usize| distance(case, act, index);
    let best = weighed.max_by_key(|(sum, index)| (sum.total(), std::cmp::Reverse(distance(*index))));
    let Some((sum, best)) = best else { return pointed_to(case, act, side) };
    let margin = sum.total();
    let taken = margin > 0;
    let mention = &case.mentions.regions[best];
    rejections.weigh((mention.first, mention.end), sum, taken);
    if !taken {
        return pointed_to(case, act, side);
    }
    let (from, to) = case.parts.in_list(best).unwrap_or((best, best + 1));
    // Of a list behind the act, those from the best on; of one before it, those up to it.
    let listed = if mention.first >= act.1 { best..to } else { from..best + 1 };
    let mut named: Vec<usize> = listed.filter(|&i| is_eligible(i)).collect();
    let last = named.last().map_or(act.1, |&last| case.mentions.regions[last].end);
    // Those behind in a ranking are members as the first is; their place is another.
    let next = next_in_rank(case, act.1.max(last), end).filter(|&i| whom == Whom::Members && is_eligible(i));
    if let Some(next) = next {
        let (from, to) = case.parts.in_list(next).unwrap_or((next, next + 1));
        named.extend((from.max(next)..to).filter(|&i| is_eligible(i)));
    }
    for other in together(case, act, whom, &named) {
        named.extend(case.parts.in_list(other).map_or(other..other + 1, |(_, to)| other..to));
    }
    named.retain(|&index| is_eligible(index));
    named.into_iter().map(|index| Subject::Named(index, Some(margin))).collect()
}

/// “Kabupaten X bersama Kota Y terpilih”, “X terpilih bersama Y, Z dan W”: regions that words of company join to those named.
fn together(case: Case<'_, '_>, act: Tokens, whom: Whom, named: &[usize]) -> Vec<usize> {
    let regions = &case.mentions.regions;
    let (first, end) = case.sentence(act.0);
    let leads = |at: usize| case.scene.longest_before(at, &case.lists.together_words).is_some();
    let head = |index: usize| case.mentions.head(index);
    let mut found: Vec<usize> = among(regions, first, end).filter(|&i| !named.contains(&i) && leads(head(i))).collect();
    // “X bersama Y terpilih”: Y is the nearest, X stands before its words of company.
    let before = named.iter().filter(|&&i| leads(head(i))).filter_map(|&i| i.checked_sub(1));
    found.extend(before.filter(|&i| regions[i].first >= first && head(i + 1) <= regions[i].end + TITLE + 1));
    found.retain(|&i| is_eligible(case, act, whom, i));
    found
}

/// A party of a kind that can be a member.
fn is_eligible(case: Case<'_, '_>, act: Tokens, whom: Whom, index: usize) -> bool {
    let mention = &case.mentions.regions[index];
    let Some(region) = mention.region else { return false };
    let province = case.scene.gazetteer.regions.get(region).level == Level::Province;
    let wanted = || whom == Whom::Anybody || case.programme_at(act.0).is_some_and(|found| takes_provinces(case, found));
    case.parts.of[index] == Part::Party && (!province || mention.typed == Typed::Government || wanted())
}

/// Whether provinces can be members: of the programme, or as the name says by which it is called: “Provinsi Layak Anak”.
fn takes_provinces(case: Case<'_, '_>, found: ProgrammeAt) -> bool {
    let named = &case.mentions.programmes[found.mention];
    let of_provinces = |at: usize| {
        let unit = case.scene.entry_at(at, &case.lists.count_units).map(|unit| unit.value);
        unit == Some(CountUnit::Provinsi)
    };
    case.programme(found).takes_provinces() || (named.first..named.end).any(of_provinces)
}

fn distance(case: Case<'_, '_>, act: Tokens, index: usize) -> usize {
    let mention = &case.mentions.regions[index];
    if mention.first >= act.1 { mention.first - act.1 } else { act.0.saturating_sub(mention.end) }
}

/// What speaks for region `index` being meant.
fn sum(case: Case<'_, '_>, act: Tokens, side: Side, index: usize, eligible: &[usize]) -> Sum {
    let weights = &case.scene.gazetteer.weights;
    let mention = &case.mentions.regions[index];
    let behind = mention.first >= act.1;
    let distance = distance(case, act, index);
    let clause = case.scene.clause(act.0);
    // Whether an opened list lists those chosen is for the sum of lists to say.
    let opened = behind && is_opened(case, mention.first) && case.parts.in_list(index).is_none();
    let mut sum = Sum::new(weights, Decision::Subject);
    let on_side = behind == (side == Side::Behind);
    sum.add(weights, Feature::SubjectOnSide, on_side);
    let inside = clause.0 <= mention.first && mention.first < clause.1;
    sum.add(weights, Feature::SubjectSameClause, inside);
    let own = (clause.0, act.0);
    let has_own = || {
        !among(&case.mentions.counts, own.0, own.1).is_empty()
            || !among(&case.mentions.regions, own.0, own.1).is_empty()
    };
    sum.add(weights, Feature::SubjectOfOtherClause, !behind && !inside && has_own());
    let between = |other: &usize| {
        let at = case.mentions.regions[*other].first;
        let listed = case.parts.in_list(index).is_some_and(|(from, to)| (from..to).contains(other));
        !listed && if behind { act.1 <= at && at < mention.first } else { mention.end <= at && at < act.0 }
    };
    sum.add(weights, Feature::SubjectNearest, !eligible.iter().any(between));
    let same = |other: &usize| case.mentions.regions[*other].region == mention.region;
    sum.add(weights, Feature::SubjectOnly, eligible.iter().all(same));
    sum.add(weights, Feature::SubjectFar, distance > if opened { FAR } else { NEAR });
    sum.add(weights, Feature::SubjectVeryFar, distance > FAR * 2);
    sum.add(weights, Feature::SubjectOpened, !on_side && opened);
    sum.add(weights, Feature::SubjectFronted, !on_side && behind && is_fronted(case, act, mention.first));
    sum.add(weights, Feature::SubjectGiven, !on_side && behind && is_given(case, mention.first));
    sum
}

/// “…, yakni Provinsi Papua Pegunungan”, “…, yaitu kepada Kota Bitung”: words that open a list stand right before.
fn is_opened(case: Case<'_, '_>, first: usize) -> bool {
    let before = case.scene.around((first, first)).sentence().before(2);
    (before.start..=first).any(|end| case.scene.longest_before(end, &case.lists.list_openers).is_some())
}

/// “Terpilih dalam … 2022, Kabupaten X menyiapkan …”: the act opens its sentence, and the region follows on its comma.
fn is_fronted(case: Case<'_, '_>, act: Tokens, first: usize) -> bool {
    let (sentence, _) = case.sentence(act.0);
    // “Usai terpilih dalam …, Kabupaten X membentuk …”
    let leads = |at: usize| {
        !case.scene.text.tokens[at].shape.is_word() || case.scene.longest(at, &case.statuses.status_undone).is_some()
    };
    let opens = (sentence..act.0).all(leads);
    let comma = case.scene.around((first, first)).sentence().before(TITLE).any(|at| case.scene.printed(at) == ",");
    opens && comma && among(&case.mentions.regions, act.1, first).is_empty()
}

/// How many words a title before a region's name can have.
const TITLE: usize = 3;

/// “Kesempatan mengikuti … diberikan kepada Kabupaten X”
fn is_given(case: Case<'_, '_>, first: usize) -> bool {
    let before = case.scene.around((first, first)).sentence().before(1);
    before.into_iter().any(|at| case.scene.is(at, &case.lists.receiver_words))
}

/// “Raja Ampat menempati urutan pertama, disusul Jember dan Manado”: the region that the words of a ranking lead to.
fn next_in_rank(case: Case<'_, '_>, from: usize, end: usize) -> Option<usize> {
    let scene = case.scene;
    let (link, past) = (from..end).find_map(|at| {
        let (past, separator) = scene.longest(at, &case.lists.list_separators)?;
        (*separator == Separator::Rank).then_some((at, past))
    })?;
    let between = among(&case.mentions.regions, from, link).is_empty();
    among(&case.mentions.regions, past, end.min(past + 3)).next().filter(|_| between)
}

/// “Kabar baik datang dari Kabupaten X. Daerah ini terpilih …”, “kita masuk 50 kabupaten/kota”: words that point to the region
/// of the sentence before, else to the article's own.
fn pointed_to(case: Case<'_, '_>, act: Tokens, side: Side) -> Vec<Subject> {
    // “Kementerian memilih daerah ini”: right behind words that choose.
    let mut words = match side {
        Side::Before => case.scene.around(act).sentence().all_before(),
        Side::Behind => case.scene.around(act).sentence().behind(1),
    };
    if !words.any(|at| case.scene.longest(at, &case.lists.ourselves).is_some()) {
        return Vec::new();
    }
    let main = case.parts.main.map(|(_, mention)| Subject::PointedTo(mention, EvidenceKind::ArticleSubject));
    main.or_else(|| named_before(case, act)).into_iter().collect()
}

/// Whether a sentence names a region or points to one.
pub(super) fn speaks_of_a_region(case: Case<'_, '_>, (first, end): Tokens) -> bool {
    !among(&case.mentions.regions, first, end).is_empty()
        || (first..end).any(|at| case.scene.longest(at, &case.lists.ourselves).is_some())
}

/// The one region that the sentence before names.
fn named_before(case: Case<'_, '_>, act: Tokens) -> Option<Subject> {
    let number = case.scene.text.sentence_of(act.0).checked_sub(1)?;
    let before = case.scene.text.sentences[number];
    let named: Vec<usize> = among(&case.mentions.regions, before.first, before.end).collect();
    match named[..] {
        [only] if case.mentions.regions[only].region.is_some() => {
            Some(Subject::PointedTo(only, EvidenceKind::RegionBefore))
        }
        _ => None,
    }
}
