//! Lists of regions: what is said of the group whose members a list lists is said of each of them.

use super::case::Case;
use super::draft::FactDraft;
use super::enough::Enough;
use super::group::{Group, groups, is_plural_pointer};
use super::introduction::{Introduction, is_one_of_those};
use super::linking::{Ground, Linker, Run, members_of};
use super::role::Part;
use super::{signing, told};
use crate::mention::signing::SigningMention;
use crate::mention::status::Said;
use crate::mention::{Inference, Rejections, Tokens};
use crate::record::{EvidenceKind, FactStatus, FactType, Inferred, Level};
use std::collections::HashMap;

/// “10 kabupaten/kota yang terpilih yakni Kabupaten Gianyar, Bangli, …”: every member of the list. `signings` and `told`
/// are the signings and memberships that words tell of single regions.
pub(super) fn members<'a>(
    case: Case<'_, 'a>,
    signings: &[&FactDraft<'a>],
    told: &[&FactDraft<'a>],
    rejections: &mut Rejections,
) -> Vec<FactDraft<'a>> {
    let alone = (0..case.mentions.regions.len()).filter(|&at| is_one_of_those(case, at)).map(|at| (at, at + 1));
    let mut runs: Vec<Run> = case.parts.lists.iter().copied().chain(alone).collect();
    if runs.is_empty() {
        return Vec::new();
    }
    runs.sort_unstable();
    let groups = groups(case);
    let covered = case.mentions.covered(case.scene.text.tokens.len());
    let linked = groups.iter().map(|group| (group.clone(), None)).collect();
    let mut linker = Linker::new(case, linked, told, covered);
    let mut known: HashMap<Option<u32>, &FactDraft<'a>> = HashMap::new();
    signings.iter().filter(|signing| signing.status == FactStatus::Done).for_each(|signing| {
        known.entry(signing.programme).or_insert(signing);
    });
    let mut listed = Enough::new(case);
    for run in runs {
        let (first, end) = (case.mentions.regions[run.0].first, case.mentions.regions[run.1 - 1].end);
        // “Aceh: Kabupaten Aceh Jaya, …” may begin like the dateline of a report.
        if !case.scene.zones.of(end - 1).makes_facts() {
            continue;
        }
        let Some(introduction) = Introduction::of(case, run, |before| linker.has_ground(before)) else { continue };
        match linker.ground(run, &introduction, rejections) {
            Some(ground) => of_members(case, run, &introduction, ground, (&known, &mut listed, rejections)),
            None => {
                rejections.note(first, end, "membership", || "a list of regions that nothing calls a cohort".to_owned())
            }
        }
    }
    signed_together(case, &groups, &mut listed, rejections);
    listed.done(rejections)
}

/// How many sentences before an act the list can stand to which its words point.
const ANTECEDENT: usize = 2;

/// “… Kabupaten A, Kota B dan Kota C terpilih. Seluruh daerah tersebut menandatangani …”: who signs is pointed to, and a list
/// was named last.
fn signed_together<'a>(case: Case<'_, 'a>, groups: &[Group], listed: &mut Enough<'_, 'a>, rejections: &mut Rejections) {
    let mut spoken_of: Vec<usize> = groups.iter().flat_map(|group| group.places.iter().copied()).collect();
    spoken_of.sort_unstable();
    for (index, mention) in case.mentions.signings.iter().enumerate() {
        let Some(run) = antecedent(case, &spoken_of, mention) else { continue };
        let Some(draft) = told::signing_at(case, index, rejections) else { continue };
        let of_member = |index: usize| {
            let region = &case.mentions.regions[index];
            let mut draft = draft.clone();
            draft.region = Some(region.region?);
            draft.region_mentions.push(index);
            let tokens = Some((region.first, region.end));
            draft.derived.push(Inference::new(Inferred::Region, EvidenceKind::RegionBefore, tokens));
            Some(draft)
        };
        listed.take(members_of(case, run).filter_map(of_member));
    }
}

/// The list to which the words before a signing point, where it was named later than any group was `spoken_of`.
fn antecedent(case: Case<'_, '_>, spoken_of: &[usize], mention: &SigningMention<'_>) -> Option<Run> {
    let (first, _) = case.sentence(mention.first);
    let points = (first..mention.first).any(|at| is_plural_pointer(case, at));
    if !points || !signing::parties(case, mention.first).is_empty() {
        return None;
    }
    let end = |run: &(usize, usize)| case.mentions.regions[run.1 - 1].end;
    let run = case.list_before(first)?;
    let number = case.scene.text.sentence_of(first);
    let near = case.scene.text.sentence_of(end(&run) - 1) + ANTECEDENT >= number;
    let before = spoken_of.partition_point(|&place| place < first);
    let counted_later = spoken_of[..before].last().is_some_and(|&place| place >= end(&run));
    (near && !counted_later && case.parts.of[run.0] == Part::Party).then_some(run)
}

/// One draft for every member and each thing that is said of them.
fn of_members<'a>(
    case: Case<'_, 'a>,
    run: Run,
    introduction: &Introduction,
    ground: Ground,
    (known, listed, rejections): (&HashMap<Option<u32>, &FactDraft<'a>>, &mut Enough<'_, 'a>, &mut Rejections),
) {
    let nearest = introduction.nearest();
    // “Kategori Utama: …” names no programme: it is the article's award.
    let by_level = (nearest.0..nearest.1).any(|at| case.scene.is(at, &case.lists.level_words));
    let named = case.programme_at(nearest.1 - 1).filter(|found| !by_level || !found.apart);
    let programme = named.or_else(|| case.award()).or_else(|| case.programme_at(nearest.1 - 1));
    let said = ground.chosen.map_or(nearest.0, |chosen| chosen.0);
    let by = "facts/membership.toml#a list of members".into();
    let mut member = FactDraft::new(FactType::Membership, FactStatus::Done, nearest, by);
    let end = case.mentions.regions[run.1 - 1].end;
    member.evidence = vec![(nearest.0, end.max(nearest.1))];
    member.speaker = case.speaker_at(introduction.head);
    (member.listed, member.margin) = (true, Some(ground.margin));
    member.set_programme(programme, case.mentions);
    member.set_year(case.membership_year(programme.map(|found| found.mention), said, rejections));
    // “… kontrak diteken pada 2018.”: words of signing before a list that name nothing which its regions could sign.
    let signs_something = |signed: &usize| member.programme.is_some() || signing::has_ground(case, *signed);
    let signed = ground.signed.filter(signs_something);
    let signer = signed.map(|signed| signer(case, &member, known.get(&member.programme).copied(), nearest, signed));
    // An award that no list knows is an award all the same.
    let gives_award = introduction.frames.iter().any(|&frame| receives_an_award(case, frame));
    // “di Kaltim, Samarinda salah satunya”: a province among kabupaten and kota tells where they lie.
    let is_province = |index: usize| {
        let region = case.mentions.regions[index].region;
        region.is_some_and(|region| case.scene.gazetteer.regions.get(region).level == Level::Province)
    };
    let local = programme.is_some_and(|found| case.programme(found).is_local());
    let mixed = local && !members_of(case, run).all(is_province);
    for index in members_of(case, run).filter(|&index| !mixed || !is_province(index)) {
        let Some(region) = case.mentions.regions[index].region else { continue };
        let of_region = |draft: &FactDraft<'a>| {
            let mut draft = draft.clone();
            draft.region = Some(region);
            draft.region_mentions.push(index);
            draft
        };
        listed.take(signer.as_ref().map(of_region));
        if ground.chosen.is_some() && (programme.is_some() || gives_award) {
            listed.take([of_region(&member)]);
        }
    }
}

/// “Penerima penghargaan X adalah:”: words of receiving and of an award.
fn receives_an_award(case: Case<'_, '_>, (first, end): Tokens) -> bool {
    case.choices(first, end).any(|(choice, said)| choice.value.is_of_receiving() && said == Said::DONE)
        && (first..end).any(|at| case.scene.is(at, &case.lists.award_words))
}

/// The signing that goes with a member: its instrument and parties are those of the signing told of the others, its day
/// stands in the list's own sentence, or is that of the signing told before. `known` is such a signing of the programme.
fn signer<'a>(
    case: Case<'_, 'a>,
    member: &FactDraft<'a>,
    known: Option<&FactDraft<'a>>,
    introduction: Tokens,
    signed: usize,
) -> FactDraft<'a> {
    let mention = &case.mentions.signings[signed];
    let mut signing = member.clone();
    signing.kind = FactType::Signing;
    signing.by = "facts/signing.toml#a list of signers".into();
    signing.instrument = mention.instrument.and_then(|i| i.of_fact()).or(known.and_then(|s| s.instrument));
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
