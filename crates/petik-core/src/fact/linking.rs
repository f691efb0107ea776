//! Whose members a list of regions lists: what its introduction says and what speaks for each group of the article is one sum
//! of evidence. The link must be earned; a list that nothing earns it for lists something else.

use super::case::Case;
use super::draft::FactDraft;
use super::group::Group;
use super::introduction::Introduction;
use super::reading::Reading;
use super::role::Part;
use super::signing;
use crate::gazetteer::{Decision, Feature, RegionId, Sum};
use crate::mention::region::Typed;
use crate::mention::{Rejections, Tokens, among};
use crate::record::{CountUnit, FactStatus, Level};
use std::collections::{HashMap, HashSet};

/// So many regions stand together for many reasons.
const FEW: u64 = 4;

/// A list of regions: (first mention, first after it).
pub(super) type Run = (usize, usize);

/// What tells members apart: their regions, or the names of those that stay open.
type Identities = HashSet<(Option<RegionId>, Option<u32>)>;

/// What is said of all members of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    /// Where it is said that they were chosen.
    pub(super) chosen: Option<Tokens>,
    /// The signing in which they took part.
    pub(super) signed: Option<usize>,
    /// The sum of evidence for it.
    pub(super) margin: i32,
}

/// What lists are linked with.
#[derive(Debug)]
pub(super) struct Linker<'c, 'm, 'a> {
    case: Case<'m, 'a>,
    /// The groups, with the list that each has got.
    groups: Vec<(Group, Option<Run>)>,
    /// The numbers of those that words count, and the places of the others with their numbers, in text order.
    counted: Vec<usize>,
    uncounted: Vec<(usize, usize)>,
    /// Memberships that words tell of single regions: done, by the region, with their places among all.
    told: HashMap<RegionId, Vec<(usize, &'c FactDraft<'a>)>>,
    /// For each token whether a mention holds it.
    covered: Vec<bool>,
    /// What was said of the lists before.
    decided: HashMap<Run, Ground>,
}

/// One list with what introduces it.
struct List<'i> {
    run: Run,
    members: Identities,
    introduction: &'i Introduction,
    reading: Reading,
    /// A signing whose subject it is.
    acts: Option<usize>,
    /// Where words elsewhere say that one of its regions is a member.
    known: Option<Tokens>,
}

impl<'c, 'm, 'a> Linker<'c, 'm, 'a> {
    /// What links lists with `groups`; `told` are the memberships that words tell of single regions.
    pub(super) fn new(
        case: Case<'m, 'a>,
        groups: Vec<(Group, Option<Run>)>,
        told: &'c [&'c FactDraft<'a>],
        covered: Vec<bool>,
    ) -> Self {
        let is_counted = |number: &usize| !groups[*number].0.sizes.is_empty();
        let (counted, uncounted): (Vec<usize>, Vec<usize>) = (0..groups.len()).partition(is_counted);
        let places =
            uncounted.into_iter().flat_map(|number| groups[number].0.places.iter().map(move |&at| (at, number)));
        let mut uncounted: Vec<(usize, usize)> = places.collect();
        uncounted.sort_unstable();
        let mut of_regions: HashMap<_, Vec<_>> = HashMap::new();
        for (place, fact) in told.iter().enumerate().filter(|(_, fact)| fact.status == FactStatus::Done) {
            let region = fact.region.into_iter();
            region.for_each(|region| of_regions.entry(region).or_default().push((place, *fact)));
        }
        Linker { case, groups, counted, uncounted, told: of_regions, covered, decided: HashMap::new() }
    }

    /// Whether `run` was found to list members.
    pub(super) fn has_ground(&self, run: Run) -> bool {
        self.decided.contains_key(&run)
    }

    /// What is said of the members of list `run`; `None` where the evidence is not enough that it lists members at all.
    pub(super) fn ground(
        &mut self,
        run: Run,
        introduction: &Introduction,
        rejections: &mut Rejections,
    ) -> Option<Ground> {
        // What goes on with a list is said of the same group.
        if let Some(before) = introduction.continues {
            let ground = self.decided.get(&before).copied();
            self.decided.extend(ground.map(|ground| (run, ground)));
            return ground;
        }
        let reading = introduction.read(self.case, &self.covered);
        let (members, acts) = (identities(self.case, run), acts_behind(self.case, run));
        let known = if reading.refers() { self.known_member(run, &members) } else { None };
        let list = List { run, members, introduction, reading, acts, known };
        let own = self.sum(&list);
        let says = |feature| own.terms.iter().any(|(term, _)| *term == feature);
        // “Untuk kategori kabupaten, daerah terbaik adalah …” where the article is about one award.
        let by_award = says(Feature::ListNamesAward).then_some(introduction.nearest());
        let chosen = list.reading.chosen.or(by_award).or(list.known);
        let signed = list.reading.signed.or(list.acts);
        let says_itself = chosen.is_some() || signed.is_some();
        let linked = self.best_group(&list, &own);
        let (sum, group) = match linked {
            Some((sum, group)) if list.reading.refers() || !says_itself || fits(&sum) => (sum, Some(group)),
            _ => (own, None),
        };
        let said = group
            .map(|group| &self.groups[group].0)
            .filter(|group| group.chosen.or(chosen).is_some() || group.signed.is_some());
        let taken = sum.total() > 0 && (says_itself || said.is_some());
        let ground = Ground {
            chosen: chosen.or(said.and_then(|group| group.chosen)),
            signed: signed.or(said.and_then(|group| group.signed)),
            margin: sum.total(),
        };
        let whole = |(feature, _): &(Feature, i32)| matches!(feature, Feature::ListSizeFits | Feature::ListFewFit);
        if let Some(group) = group.filter(|_| taken && sum.terms.iter().any(whole)) {
            self.groups[group].1.get_or_insert(run);
        }
        let regions = &self.case.mentions.regions;
        rejections.weigh((regions[run.0].first, regions[run.1 - 1].end), sum, taken);
        self.decided.extend(taken.then_some((run, ground)));
        taken.then_some(ground)
    }

    /// What the introduction itself says.
    fn sum(&self, list: &List<'_>) -> Sum {
        let case = self.case;
        let weights = &case.scene.gazetteer.weights;
        let mut sum = Sum::new(weights, Decision::List);
        for &(feature, times) in &list.reading.features {
            let holds = feature != Feature::ListNamesAward || case.is_about_an_award();
            sum.add_times(weights, feature, if holds { times } else { 0 });
        }
        let place = !list.introduction.opened && case.parts.of[list.run.0] == Part::Place;
        sum.add(weights, Feature::ListBehindPlaceWord, place);
        let size = list.members.len() as u64;
        let counts_itself = |&count: &usize| case.mentions.counts[count].value == Some(size);
        sum.add(weights, Feature::ListCountsItself, size > FEW && list.reading.counts.iter().any(counts_itself));
        sum.add(weights, Feature::ListActs, list.acts.is_some());
        sum.add(weights, Feature::ListHoldsMember, list.known.is_some());
        let programme = case.programme_at(list.introduction.nearest().0).map(|found| case.programme(found));
        let counted = |&count: &usize| case.mentions.counts[count].unit == Some(CountUnit::Provinsi);
        // “Untuk provinsi terinovatif, Kemendagri menganugerahkannya bagi Jawa Timur, …”
        let provinces = |at: usize| {
            let unit = case.scene.entry_at(at, &case.lists.count_units).map(|unit| unit.value);
            unit == Some(CountUnit::Provinsi)
        };
        let says_provinces = list.introduction.frames.iter().any(|&(first, end)| (first..end).any(provinces));
        let misfits = are_bare_provinces(case, list.run)
            && !says_provinces
            && programme.is_none_or(|programme| !programme.takes_provinces())
            && !list.reading.counts.iter().any(counted);
        sum.add(weights, Feature::ListBareProvinces, misfits);
        sum
    }

    /// The group that most speaks for, among those spoken of before the list; of equals the one spoken of last.
    fn best_group(&self, list: &List<'_>, own: &Sum) -> Option<(Sum, usize)> {
        let spoken_of = |number: usize| Some((self.groups[number].0.place_before(list.introduction.head)?, number));
        // Nothing tells those apart that no words count: the last of them stands for all.
        let behind = self.uncounted.partition_point(|&(place, _)| place < list.introduction.head);
        let last = self.uncounted[..behind].last().copied();
        let counted = self.counted.iter().copied().filter_map(spoken_of);
        let mut before: Vec<(usize, usize)> = counted.chain(last).collect();
        before.sort_unstable_by_key(|&(_, number)| number);
        let summed = before.into_iter().map(|(place, number)| {
            let (group, listed) = &self.groups[number];
            (self.with_group(list, own.clone(), group, *listed), place, number)
        });
        let best = summed.max_by_key(|(sum, place, _)| (sum.total(), *place))?;
        Some((best.0, best.2))
    }

    /// What speaks for the list being that of `group`.
    fn with_group(&self, list: &List<'_>, mut sum: Sum, group: &Group, listed: Option<Run>) -> Sum {
        let weights = &self.case.scene.gazetteer.weights;
        let size = list.members.len() as u64;
        let counted =
            |count: &usize| self.case.mentions.counts[*count].value.is_some_and(|value| group.sizes.contains(&value));
        sum.add(weights, Feature::ListCountsGroup, list.reading.counts.iter().any(counted));
        let fits = group.sizes.contains(&size);
        sum.add(weights, Feature::ListSizeFits, fits && size > FEW);
        sum.add(weights, Feature::ListFewFit, fits && size <= FEW);
        let most = group.sizes.iter().max();
        sum.add(weights, Feature::ListTooLong, most.is_some_and(|&most| size > most + 1));
        sum.add(weights, Feature::ListGroupInherits, group.inherited);
        // “Kedelapannya yakni Jawa Tengah, …” of eight provinces counted before.
        if fits && group.of_provinces {
            sum.terms.retain(|(feature, _)| *feature != Feature::ListBareProvinces);
        }
        let other = listed.filter(|listed| *listed != list.run && identities(self.case, *listed) != list.members);
        sum.add(weights, Feature::ListGroupTaken, other.is_some());
        sum
    }

    /// Where words outside of the list say that one of its regions is a member.
    fn known_member(&self, run: Run, members: &Identities) -> Option<Tokens> {
        let outside = |fact: &FactDraft<'_>| fact.region_mentions.iter().all(|index| !(run.0..run.1).contains(index));
        let of_member = |&(region, _): &(Option<RegionId>, Option<u32>)| {
            let told = self.told.get(&region?)?;
            told.iter().find(|(_, fact)| outside(fact)).map(|(place, fact)| (*place, fact.evidence[0]))
        };
        members.iter().filter_map(of_member).min_by_key(|(place, _)| *place).map(|(_, words)| words)
    }
}

/// Whether the list has as many members as the group.
fn fits(sum: &Sum) -> bool {
    sum.terms.iter().any(|(feature, _)| matches!(feature, Feature::ListSizeFits))
}

impl Reading {
    /// Whether it refers to a group that was spoken of before.
    fn refers(&self) -> bool {
        let refers = |feature: &Feature| {
            matches!(feature, Feature::ListPointsBack | Feature::ListAnnounced | Feature::ListJoins)
        };
        !self.counts.is_empty() || self.features.iter().any(|(feature, _)| refers(feature))
    }
}

/// The members of a list: its regions, provinces that only tell where left out.
pub(super) fn members_of(case: Case<'_, '_>, run: Run) -> impl Iterator<Item = usize> {
    let of = &case.parts.of;
    (run.0..run.1).filter(move |&index| !matches!(of[index], Part::Parent | Part::Dateline))
}

fn identities(case: Case<'_, '_>, run: Run) -> Identities {
    let identity = |index: usize| {
        let mention = &case.mentions.regions[index];
        (mention.region, mention.name.filter(|_| mention.region.is_none()))
    };
    members_of(case, run).map(identity).collect()
}

/// “Dua provinsi, yakni …, menandatangani”: a signing whose subject is the list.
fn acts_behind(case: Case<'_, '_>, run: Run) -> Option<usize> {
    let end = case.mentions.regions[run.1 - 1].end;
    let (_, clause) = case.scene.clause(end - 1);
    among(&case.mentions.signings, end, clause).find(|&index| signing::is_done(case, index))
}

/// “untuk wilayah Papua dan Papua Barat”: whether every region of the list is a province without a type word.
fn are_bare_provinces(case: Case<'_, '_>, run: Run) -> bool {
    case.mentions.regions[run.0..run.1].iter().all(|mention| {
        let level = mention.region.map(|region| case.scene.gazetteer.regions.get(region).level);
        mention.typed == Typed::Bare && level == Some(Level::Province)
    })
}
