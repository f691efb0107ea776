//! Memberships: a region was chosen, is one of a cohort, stands in its list, or received an award.

use super::case::{Case, ProgrammeAt};
use super::draft::FactDraft;
use super::rules::MembershipRule;
use super::slot;
use super::subject::{Side, Subject, subjects};
use crate::gazetteer::{Programme, RegionId, Selection};
use crate::mention::choice::{Choice, choices};
use crate::mention::status::Said;
use crate::mention::{Inference, Rejections, Tokens, among};
use crate::record::{CountRole, FactStatus, FactType, Inferred, Level};
use crate::rule::Hit;
use crate::zone::Zone;

/// How far behind a word of choosing its region can stand.
const BEHIND: usize = 12;

/// How far behind "salah satu" the signing can stand that it tells of.
const SIGNERS: usize = 4;

/// One draft for every region that a sentence says is a member.
pub(super) fn by_words<'a>(case: Case<'_, 'a>, rejections: &mut Rejections) -> Vec<FactDraft<'a>> {
    // Without a programme there is nothing to be a member of.
    if case.mentions.programmes.is_empty() {
        return Vec::new();
    }
    let scene = case.scene;
    let mut drafts = Vec::new();
    let (mut chooses, mut choices_end) = (Vec::new(), 0);
    let openers = case.membership.openers();
    let mut at = 0;
    while let Some(here) = scene.text.next_with(at, &openers, 0) {
        at = here;
        let token = &scene.text.tokens[at];
        if !case.membership.can_begin(token) || !scene.zones.of(at).makes_facts() {
            at += 1;
            continue;
        }
        let Some(Hit { rule, value, found }) = case.membership.longest(scene.cx(), at) else {
            at += 1;
            continue;
        };
        let act = (at, found.end);
        at = found.end;
        let (first, end) = case.sentence(act.0);
        if choices_end <= act.0 {
            (chooses, choices_end) = (choices(scene, &case.lists.selection, first, end), end);
        }
        let choice = chooses.iter().find(|c| c.first == act.0);
        let word = choice.map(|c| c.value);
        let (side, award) = match (value, word) {
            (MembershipRule::Before, _) => (Side::Before, false),
            (MembershipRule::Behind, _) => (Side::Behind, false),
            (MembershipRule::ByWord, Some(Selection::Chosen | Selection::Joining)) => (Side::Before, false),
            (MembershipRule::ByWord, Some(Selection::Choosing)) => (Side::Behind, false),
            (MembershipRule::ByWord, Some(Selection::Receiving)) => (Side::Before, true),
            (MembershipRule::ByWord, Some(Selection::Received)) => (Side::Behind, true),
            (MembershipRule::ByWord, _) => continue,
        };
        let (is_chosen, joins) = (word == Some(Selection::Chosen), word == Some(Selection::Joining));
        if (is_chosen || joins) && is_of_an_office(case, act) {
            rejections.note(act.0, act.1, "membership", || "somebody was chosen for an office".to_owned());
            continue;
        }
        if one_of_those_invited(case, first, end) {
            rejections.note(act.0, act.1, "membership", || "one of those assessed or invited".to_owned());
            continue;
        }
        // “dipilih sebagai tujuan studi banding”
        if scene.around(act).sentence().behind(3).any(|at| scene.longest(at, &case.lists.host_words).is_some()) {
            rejections.note(act.0, act.1, "membership", || "chosen as the place of something".to_owned());
            continue;
        }
        // “masuk rombongan tersebut”: into what the sentence before counts.
        let strong = is_chosen || joins && points_to_a_cohort(case, act);
        let Some(ground) = ground(case, act, award, strong) else {
            continue;
        };
        // “tidak masuk dalam 25 daerah yang dinyatakan lolos”: what is denied before is not granted behind.
        let denied = |c: &Choice| {
            c.end <= act.0
                && act.0 <= c.end + BEHIND
                && among(&case.mentions.regions, c.end, act.0).is_empty()
                && case.status_of((c.first, c.end)) == Said::Status(FactStatus::Denied)
        };
        let said = if chooses.iter().any(denied) { Said::Status(FactStatus::Denied) } else { case.status_of(act) };
        let hopes = || (first..act.0).any(|at| case.statuses.is_hope(scene, at));
        let status = match said {
            Said::Status(status) if !(joins && hopes()) => status,
            _ => {
                rejections.note(act.0, act.1, "membership", || "hoped for, or a condition".to_owned());
                continue;
            }
        };
        // “ikut meneken”, “salah satu kota yang menandatangani” tell of a signing only.
        let reach = if joins { 0 } else { SIGNERS };
        let signs =
            among(&case.mentions.signings, act.1, act.1 + reach + 1).map(|i| case.mentions.signings[i].first).next();
        let only_signs = |at: usize| choices(scene, &case.lists.selection, act.1, at).is_empty();
        if (joins || is_chosen) && signs.is_some_and(only_signs) {
            continue;
        }
        let mut regions = subjects(case, act, side, rejections);
        regions.retain(|subject| can_be_member(case, case.programme(ground), subject.region(case)));
        if regions.is_empty() {
            continue;
        }
        let year = case.membership_year(Some(ground.mention), act.0, rejections);
        let (level, speaker) = (slot::level(case, act.0), case.speaker_at(act.0));
        for region in regions {
            let by = rule.by.as_str().into();
            let mut draft = FactDraft::new(FactType::Membership, status, case.sentence(act.0), by);
            draft.title_only = scene.zones.of(act.0) == Zone::Headline;
            draft.set_programme(Some(ground), case.mentions);
            draft.region = region.region(case);
            draft.region_mentions.push(region.mention());
            if let Subject::PointedTo(index, by) = region {
                let m = &case.mentions.regions[index];
                draft.derived.push(Inference::new(Inferred::Region, by, Some((m.first, m.end))));
            }
            draft.margin = region.margin();
            draft.set_year(year);
            (draft.level, draft.speaker) = (level, speaker);
            drafts.push(draft);
        }
    }
    drafts
}

/// The programme that the words are about: in the sentence, or the article's own when the sentence counts a cohort.
fn ground(case: Case<'_, '_>, act: Tokens, award: bool, strong: bool) -> Option<ProgrammeAt> {
    let found = case.programme_at(act.0)?;
    let ProgrammeAt { programme, apart, .. } = found;
    let is_award = case.programme(found).gives_awards();
    let (first, end) = case.sentence(act.0);
    if award {
        // "meraih" belongs to awards; a region also "menerima" guests and goods.
        let named = (first..end)
            .any(|at| case.scene.is(at, &case.lists.award_words) || case.scene.is(at, &case.lists.level_words));
        // “… Digital Government Award. … Peraihnya Kota Surabaya, …”: the award told of right before.
        if apart
            && named
            && let Some(award) = award_before(case, act.0)
        {
            return Some(award);
        }
        // “Kategori Utama diraih …”: the one award of the article, though the sentence names only its category.
        let told = case.times.awarded.contains(&programme);
        let only_award = named && (is_award || told) && case.times.only_programme;
        return (!apart && (is_award || named) || only_award).then_some(found);
    }
    let cohort = among(&case.mentions.counts, first, end)
        .map(|i| &case.mentions.counts[i])
        .any(|c| matches!(c.role, CountRole::Selected | CountRole::Total | CountRole::Other));
    // A strong word of choosing speaks of the article's programme also where the sentence does not repeat it.
    let only_one = case.times.only_programme && !is_award;
    let number = case.scene.text.sentence_of(act.0);
    let before = number.checked_sub(1).map(|n| case.scene.text.sentences[n]);
    let just_named = before.is_some_and(|s| !among(&case.mentions.programmes, s.first, s.end).is_empty());
    (!apart || cohort || strong && (only_one || just_named)).then_some(found)
}

/// Whether a region is of a kind that the programme takes: one that is for provinces has no kota among its members.
fn can_be_member(case: Case<'_, '_>, programme: &Programme, region: Option<RegionId>) -> bool {
    let is_province = |id| case.scene.gazetteer.regions.get(id).level == Level::Province;
    !programme.takes_only_provinces() || region.is_none_or(is_province)
}

/// “165 kabupaten/kota diundang, kita salah satunya”: the sentence counts no cohort, only those before the choice.
fn one_of_those_invited(case: Case<'_, '_>, first: usize, end: usize) -> bool {
    let roles = || among(&case.mentions.counts, first, end).map(|i| case.mentions.counts[i].role);
    roles().any(|r| matches!(r, CountRole::Assessed | CountRole::Invited)) && !roles().any(|r| r == CountRole::Selected)
}

/// The award named in the two sentences before token `at`.
fn award_before(case: Case<'_, '_>, at: usize) -> Option<ProgrammeAt> {
    let number = case.scene.text.sentence_of(at);
    let from = case.scene.text.sentences[number.saturating_sub(2)].first;
    let named = among(&case.mentions.programmes, from, at).rev();
    let found = |i: usize| ProgrammeAt { programme: case.mentions.programmes[i].programme, mention: i, apart: true };
    named.map(found).find(|found| case.programme(*found).gives_awards())
}

/// “masuk rombongan tersebut”: words that point back right behind the act, and a cohort counted in the sentence before.
fn points_to_a_cohort(case: Case<'_, '_>, act: Tokens) -> bool {
    let number = case.scene.text.sentence_of(act.0);
    let Some(before) = number.checked_sub(1).map(|n| case.scene.text.sentences[n]) else { return false };
    case.scene.around(act).sentence().behind(3).any(|at| case.scene.is(at, &case.lists.anaphora))
        && among(&case.mentions.counts, before.first, before.end)
            .any(|i| case.mentions.counts[i].role == CountRole::Selected)
}

/// “Bupati terpilih”, “terpilih sebagai Ketua”: a person, not a region.
fn is_of_an_office(case: Case<'_, '_>, act: Tokens) -> bool {
    let m = case.mentions;
    let title_ends = |at: usize| {
        m.titles.iter().any(|t| t.end == at) || m.officials.iter().any(|o| o.title_end == at && o.title_first < at)
    };
    let title_begins = |from: usize, to: usize| {
        m.titles.iter().any(|t| from <= t.first && t.first < to)
            || m.officials.iter().any(|o| from <= o.first && o.first < to)
    };
    let behind = case.scene.around(act).sentence().behind(3);
    title_ends(act.0) && m.regions.iter().all(|r| r.end != act.0) || title_begins(behind.start, behind.end)
}
