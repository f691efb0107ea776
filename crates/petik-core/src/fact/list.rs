//! Lists of regions: whether a list lists the members of a group, by the sum of what speaks for it and against, and what is
//! said of that group and so of each of them.

use super::case::Case;
use super::draft::FactDraft;
use super::group::{Group, groups, is_plural_pointer};
use super::introduction::{Introduction, Reading, are_bare_provinces};
use super::role::Part;
use super::signing;
use crate::gazetteer::{Decision, Feature, RegionId, Selection, Sum};
use crate::mention::status::Said;
use crate::mention::signing::SigningMention;
use crate::mention::{Inference, Rejections, Tokens, among};
use crate::record::{CountUnit, EvidenceKind, FactStatus, FactType, Inferred};
use std::collections::HashSet;

/// So many regions stand together for many reasons.
const FEW: u64 = 4;

/// What is said of all members of a list.
#[derive(Debug, Clone, Copy)]
struct Ground {
    /// Where it is said that they were chosen.
    chosen: Option<Tokens>,
    /// The signing in which they took part.
    signed: Option<usize>,
}

/// “10 kabupaten/kota yang terpilih yakni Kabupaten Gianyar, Bangli, …”: every member of the list. `signings` and `told`
/// are the signings and memberships that words tell of single regions.
pub(super) fn members<'a>(
    case: Case<'_, 'a>,
    signings: &[FactDraft<'a>],
    told: &[FactDraft<'a>],
    rejections: &mut Rejections,
) -> Vec<FactDraft<'a>> {
    if case.parts.lists.is_empty() {
        return Vec::new();
    }
    let groups = groups(case);
    let covered = case.mentions.covered(case.scene.text.tokens.len());
    let mut drafts = Vec::new();
    for &run in &case.parts.lists {
        let first = case.mentions.regions[run.0].first;
        if !case.scene.zones.of(first).makes_facts() {
            continue;
        }
        let Some(introduction) = Introduction::of(case, run) else { continue };
        let Some(ground) = ground(case, (&groups, told), run, &introduction, &introduction.read(case, &covered), rejections) else { continue };
        drafts.extend(of_members(case, run, &introduction, ground, signings));
    }
    drafts.extend(signed_together(case, &groups));
    drafts
}

/// How many sentences before an act the list can stand to which its words point.
const ANTECEDENT: usize = 2;

/// “… Kabupaten A, Kota B dan Kota C terpilih. Seluruh daerah tersebut menandatangani …”: who signs is pointed to, and a list
/// was named last.
fn signed_together<'a>(case: Case<'_, 'a>, groups: &[Group]) -> Vec<FactDraft<'a>> {
    let mut drafts = Vec::new();
    for mention in &case.mentions.signings {
        let Some(run) = antecedent(case, groups, mention) else { continue };
        let draft = signing::describe(case, mention, FactStatus::Done);
        for index in members_of(case, run) {
            let region = &case.mentions.regions[index];
            let mut draft = draft.clone();
            draft.region = region.region;
            draft.region_mentions.push(index);
            let tokens = Some((region.first, region.end));
            draft.derived.push(Inference::new(Inferred::Region, EvidenceKind::RegionBefore, tokens));
            drafts.extend(region.region.map(|_| draft));
        }
    }
    drafts
}

/// The list to which the words before a signing point, where it was named later than any group was counted.
fn antecedent(case: Case<'_, '_>, groups: &[Group], mention: &SigningMention<'_>) -> Option<(usize, usize)> {
    let done = signing::status(case, mention) == Some(FactStatus::Done) && signing::has_ground(case, mention);
    if !done || !signing::parties(case, mention).is_empty() {
        return None;
    }
    let (first, _) = case.sentence(mention.first);
    if !(first..mention.first).any(|at| is_plural_pointer(case, at)) {
        return None;
    }
    let end = |run: &(usize, usize)| case.mentions.regions[run.1 - 1].end;
    let run = case.parts.lists.iter().copied().rfind(|run| end(run) <= first)?;
    let number = case.scene.text.sentence_of(first);
    let near = case.scene.text.sentence_of(end(&run) - 1) + ANTECEDENT >= number;
    let counted_later = groups.iter().any(|group| group.place_before(first).is_some_and(|place| place >= end(&run)));
    (near && !counted_later && case.parts.of[run.0] == Part::Party).then_some(run)
}

/// What is said of the members of list `run`; `None` where the evidence is not enough that it lists members at all.
fn ground(
    case: Case<'_, '_>,
    (groups, told): (&[Group], &[FactDraft<'_>]),
    run: (usize, usize),
    introduction: &Introduction,
    reading: &Reading,
    rejections: &mut Rejections,
) -> Option<Ground> {
    let place = (case.mentions.regions[run.0].first, case.mentions.regions[run.1 - 1].end);
    let behind = acts_behind(case, run);
    let known = known_member(case, run, told);
    let own = sum(case, run, introduction, reading, behind.is_some(), known.is_some());
    let before = groups.iter().filter_map(|group| Some((group, group.place_before(introduction.head)?)));
    let linked = before.map(|(group, place)| (with_group(case, own.clone(), group, run, reading), place, group));
    let linked = linked.max_by_key(|(sum, place, _)| (sum.total(), *place));
    let chosen = reading.chosen.or_else(|| names_award(&own).then_some(introduction.nearest()));
    let chosen = chosen.or(known.filter(|_| reading.refers()));
    let says_itself = chosen.is_some() || reading.signed.is_some() || behind.is_some();
    let (sum, group) = match linked {
        Some((sum, _, group)) if reading.refers() || !says_itself || fits(&sum) => (sum, Some(group)),
        _ => (own, None),
    };
    let group = group.filter(|group| group.chosen.is_some() || group.signed.is_some());
    let taken = sum.total() > 0 && (says_itself || group.is_some());
    rejections.weigh(place, sum, taken);
    if !taken {
        rejections.note(place.0, place.1, "membership", || "a list of regions that nothing calls a cohort".to_owned());
        return None;
    }
    Some(Ground {
        chosen: chosen.or(group.and_then(|group| group.chosen)),
        signed: reading.signed.or(behind).or(group.and_then(|group| group.signed)),
    })
}

/// Whether the list has as many members as the group.
fn fits(sum: &Sum) -> bool {
    sum.terms.iter().any(|(feature, _)| *feature == Feature::ListSizeFits)
}

/// “Untuk kategori kabupaten, daerah terbaik adalah …” where the article is about one award.
fn names_award(sum: &Sum) -> bool {
    sum.terms.iter().any(|(feature, _)| *feature == Feature::ListNamesAward)
}

/// Where words outside of the list say that one of its regions is a member.
fn known_member(case: Case<'_, '_>, run: (usize, usize), told: &[FactDraft<'_>]) -> Option<Tokens> {
    let listed = |region: Option<RegionId>| {
        region.is_some() && members_of(case, run).any(|index| case.mentions.regions[index].region == region)
    };
    let outside = |fact: &&FactDraft<'_>| fact.region_mentions.iter().all(|index| !(run.0..run.1).contains(index));
    let done = told.iter().filter(|fact| fact.status == FactStatus::Done);
    done.filter(outside).find(|fact| listed(fact.region)).map(|fact| fact.evidence[0])
}

/// What the introduction itself says.
fn sum(case: Case<'_, '_>, run: (usize, usize), introduction: &Introduction, reading: &Reading, acts: bool, known: bool) -> Sum {
    let weights = &case.scene.gazetteer.weights;
    let mut sum = Sum::new(weights, Decision::List);
    for &(feature, times) in &reading.features {
        let in_an_award = feature != Feature::ListNamesAward || case.is_about_an_award();
        sum.add_times(weights, feature, if in_an_award { times } else { 0 });
    }
    sum.add(weights, Feature::ListActs, acts);
    sum.add(weights, Feature::ListHoldsMember, known && reading.refers());
    let programme = case.programme_at(introduction.nearest().0).map(|found| case.programme(found));
    let counted = |&count: &usize| case.mentions.counts[count].unit == Some(CountUnit::Provinsi);
    let misfits = are_bare_provinces(case, run)
        && programme.is_none_or(|programme| !programme.takes_provinces())
        && !reading.counts.iter().any(counted);
    sum.add(weights, Feature::ListBareProvinces, misfits);
    sum
}

/// What speaks for the list being that of `group`.
fn with_group(case: Case<'_, '_>, mut sum: Sum, group: &Group, run: (usize, usize), reading: &Reading) -> Sum {
    let weights = &case.scene.gazetteer.weights;
    let listed: HashSet<_> = members_of(case, run).map(|index| identity(case, index)).collect();
    let listed = listed.len() as u64;
    let of_group = |count: &usize| case.mentions.counts[*count].value.is_some_and(|value| group.sizes.contains(&value));
    sum.add(weights, Feature::ListCountsGroup, reading.counts.iter().any(of_group));
    let fits = group.sizes.contains(&listed);
    sum.add(weights, Feature::ListSizeFits, fits && listed > FEW);
    sum.add(weights, Feature::ListFewFit, fits && listed <= FEW);
    let most = group.sizes.iter().max();
    sum.add(weights, Feature::ListTooLong, most.is_some_and(|&most| listed > most + 1));
    sum
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
fn members_of(case: Case<'_, '_>, run: (usize, usize)) -> impl Iterator<Item = usize> {
    let of = &case.parts.of;
    (run.0..run.1).filter(|&index| of[index] != Part::Parent).collect::<Vec<_>>().into_iter()
}

/// What tells two members apart: their regions, or the names of those that stay open.
fn identity(case: Case<'_, '_>, index: usize) -> (Option<RegionId>, Option<u32>) {
    let mention = &case.mentions.regions[index];
    (mention.region, mention.name.filter(|_| mention.region.is_none()))
}

/// “Dua provinsi, yakni …, menandatangani”: a signing whose subject is the list.
fn acts_behind(case: Case<'_, '_>, run: (usize, usize)) -> Option<usize> {
    let end = case.mentions.regions[run.1 - 1].end;
    let clause = case.scene.text.clause(end - 1);
    among(&case.mentions.signings, end, clause.1).find(|&index| {
        let mention = &case.mentions.signings[index];
        signing::status(case, mention) == Some(FactStatus::Done) && signing::has_ground(case, mention)
    })
}

/// One draft for every member and each thing that is said of them.
fn of_members<'a>(
    case: Case<'_, 'a>,
    run: (usize, usize),
    introduction: &Introduction,
    ground: Ground,
    signings: &[FactDraft<'a>],
) -> Vec<FactDraft<'a>> {
    let nearest = introduction.nearest();
    let programme = case.programme_at(nearest.1 - 1);
    let said = ground.chosen.map_or(nearest.0, |chosen| chosen.0);
    let by = "facts/membership.toml#a list of members".into();
    let mut member = FactDraft::new(FactType::Membership, FactStatus::Done, nearest, by);
    let end = case.mentions.regions[run.1 - 1].end;
    member.evidence = vec![(nearest.0, end.max(nearest.1))];
    member.speaker = case.speaker_at(introduction.head);
    member.set_programme(programme, case.mentions);
    member.set_year(case.membership_year(programme.map(|found| found.mention), said));
    let signer = ground.signed.map(|signed| signer(case, &member, signings, nearest, signed));
    // An award that no list knows is an award all the same.
    let gives_award = introduction.frames.iter().any(|&frame| receives_an_award(case, frame));
    let mut drafts = Vec::new();
    for index in members_of(case, run) {
        let Some(region) = case.mentions.regions[index].region else { continue };
        let of_region = |draft: &FactDraft<'a>| {
            let mut draft = draft.clone();
            draft.region = Some(region);
            draft.region_mentions.push(index);
            draft
        };
        drafts.extend(signer.as_ref().map(of_region));
        if ground.chosen.is_some() && (programme.is_some() || gives_award) {
            drafts.push(of_region(&member));
        }
    }
    drafts
}

/// “Penerima penghargaan X adalah:”: words of receiving and of an award.
fn receives_an_award(case: Case<'_, '_>, (first, end): Tokens) -> bool {
    let receives = |choice: Selection| matches!(choice, Selection::Receiving | Selection::Received);
    case.choices(first, end).any(|(choice, said)| receives(choice.value) && said == Said::DONE)
        && (first..end).any(|at| case.scene.is(at, &case.lists.award_words))
}

/// The signing that goes with a member: its instrument and parties are those of the signing told of the others, its day
/// stands in the list's own sentence, or is that of the signing told before.
fn signer<'a>(
    case: Case<'_, 'a>,
    member: &FactDraft<'a>,
    signings: &[FactDraft<'a>],
    introduction: Tokens,
    signed: usize,
) -> FactDraft<'a> {
    let mention = &case.mentions.signings[signed];
    let known = signings.iter().find(|s| s.status == FactStatus::Done && s.programme == member.programme);
    let mut signing = member.clone();
    signing.kind = FactType::Signing;
    signing.by = "facts/signing.toml#a list of signers".into();
    signing.instrument = mention.instrument.and_then(|i| i.of_fact()).or(known.and_then(|s| s.instrument));
    signing.counterparties = known.map(|s| s.counterparties.clone()).unwrap_or_default();
    let sentence = case.sentence(introduction.1 - 1);
    signing.date = case.times.first_event(case.mentions, sentence);
    let told = || case.date_at(mention.first).map(|found| found.date);
    let before = || known.and_then(|s| s.date).or_else(|| signing::day_before(case, introduction.1));
    if signing.date.is_none()
        && let Some(date) = told().or_else(before)
    {
        let d = &case.mentions.dates[date];
        signing.date = Some(date);
        signing.derived.push(Inference::new(Inferred::Date, EvidenceKind::SameEvent, Some((d.first, d.end))));
    }
    signing
}
