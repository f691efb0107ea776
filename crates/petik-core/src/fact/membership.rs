//! What memberships ask for: which words choose whom, for what programme, and what only looks like a choice.

use super::case::{Case, ProgrammeAt};
use super::introduction::opens_among;
use super::role::Part;
use super::subject::{Side, Subject, Whom, subjects};
use super::table;
use super::told::Act;
use crate::gazetteer::{Programme, RegionId, Selection};
use crate::mention::choice::{Choice, choices};
use crate::mention::status::Said;
use crate::mention::{Rejections, Tokens, among, reaching};
use crate::record::{CountRole, FactStatus, Level};

/// How far behind a word of choosing its region can stand.
const BEHIND: usize = 12;

/// How far behind "salah satu" the signing can stand that it tells of.
const SIGNERS: usize = 4;

/// Whether the words are a choice that a region comes by: chosen, or joining.
fn is_chosen_or_joins(act: &Act<'_, '_>) -> bool {
    act.word.is_some_and(|word| word.is_chosen() || word == Selection::Joining)
}

/// Where the region stands, and whether it receives something.
fn side(act: &Act<'_, '_>) -> Option<(Side, bool)> {
    match (act.side, act.word) {
        (table::Side::Before | table::Side::Around, _) => Some((Side::Before, false)),
        (table::Side::Behind, _) => Some((Side::Behind, false)),
        (table::Side::ByWord, Some(Selection::Chosen | Selection::Passed | Selection::Joining)) => {
            Some((Side::Before, false))
        }
        (table::Side::ByWord, Some(Selection::Choosing)) => Some((Side::Behind, false)),
        (table::Side::ByWord, Some(Selection::Receiving)) => Some((Side::Before, true)),
        (table::Side::ByWord, Some(Selection::Received)) => Some((Side::Behind, true)),
        (table::Side::ByWord, _) => None,
    }
}

/// Whether it happened; `None` where it is only hoped for, or a condition.
pub(super) fn status(case: Case<'_, '_>, act: &Act<'_, '_>) -> Option<FactStatus> {
    let (scene, at) = (case.scene, act.tokens.0);
    // “tidak masuk dalam 25 daerah yang dinyatakan lolos”: what is denied before is not granted behind.
    let denied = |c: &Choice| {
        c.end <= at
            && at <= c.end + BEHIND
            && among(&case.mentions.regions, c.end, at).is_empty()
            && case.status_of((c.first, c.end)) == Said::Status(FactStatus::Denied)
    };
    let said =
        if act.choices.iter().any(denied) { Said::Status(FactStatus::Denied) } else { case.status_of(act.tokens) };
    let (first, _) = case.sentence(at);
    let hopes = || act.word == Some(Selection::Joining) && (first..at).any(|at| case.statuses.is_hope(scene, at));
    match said {
        Said::Status(status) if !hopes() => Some(status),
        _ => None,
    }
}

/// The regions that the words say are members of the cohort of `programme`.
pub(super) fn members(
    case: Case<'_, '_>,
    act: &Act<'_, '_>,
    programme: Option<ProgrammeAt>,
    rejections: &mut Rejections,
) -> Vec<Subject> {
    let Some((side, _)) = side(act) else { return Vec::new() };
    // “ikut meneken”, “salah satu kota yang menandatangani” tell of a signing only.
    let end = act.tokens.1;
    let reach = if act.word == Some(Selection::Joining) { 0 } else { SIGNERS };
    let signs = among(&case.mentions.signings, end, end + reach + 1).map(|i| case.mentions.signings[i].first).next();
    let only_signs = |at: usize| choices(case.scene, &case.lists.selection, end, at).is_empty();
    if is_chosen_or_joins(act) && signs.is_some_and(only_signs) {
        return Vec::new();
    }
    let mut regions = subjects(case, act.tokens, side, Whom::Members, rejections);
    let takes = |region| programme.is_none_or(|found| can_be_member(case, case.programme(found), region));
    regions.retain(|subject| takes(subject.region(case)));
    regions
}

/// “dipilih sebagai tujuan studi banding”
pub(super) fn is_of_a_host(case: Case<'_, '_>, act: &Act<'_, '_>) -> bool {
    let mut behind = case.scene.around(act.tokens).sentence().behind(3);
    side(act).is_some() && behind.any(|at| case.scene.longest(at, &case.lists.host_words).is_some())
}

/// The programme that the words are about: in the sentence, or the article's own when the sentence counts a cohort.
pub(super) fn ground(case: Case<'_, '_>, act: &Act<'_, '_>) -> Option<ProgrammeAt> {
    let (_, award) = side(act)?;
    let word = act.word;
    let act = act.tokens;
    // “masuk rombongan tersebut”: into what the sentence before counts.
    let strong =
        word.is_some_and(Selection::is_chosen) || word == Some(Selection::Joining) && points_to_a_cohort(case, act);
    let found = case.programme_at(act.0)?;
    let ProgrammeAt { programme, apart, .. } = found;
    let is_award = case.programme(found).gives_awards();
    // “lolos verifikasi Kabupaten/Kota Sehat”: who passes may yet win.
    if word == Some(Selection::Passed) && is_award {
        return None;
    }
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
pub(super) fn is_of_those_invited(case: Case<'_, '_>, act: &Act<'_, '_>) -> bool {
    let (first, end) = case.sentence(act.tokens.0);
    // “Kota Dumai lolos …, sesudah disaring dari 60 kabupaten/kota”: a clause with a region of its own speaks of that.
    let (clause, clause_end) = case.scene.clause(act.tokens.0);
    let comma = (act.tokens.1..clause_end).find(|&at| case.scene.printed(at) == ",").unwrap_or(clause_end);
    if is_chosen_or_joins(act)
        && !opens_among(case, act.tokens.0)
        && among(&case.mentions.counts, clause, comma).is_empty()
        && among(&case.mentions.regions, clause, act.tokens.0).any(|i| case.parts.of[i] == Part::Party)
    {
        return false;
    }
    let roles = || among(&case.mentions.counts, first, end).map(|i| case.mentions.counts[i].role);
    let before_the_choice = |role: CountRole| matches!(role, CountRole::Assessed | CountRole::Invited);
    side(act).is_some() && roles().any(before_the_choice) && !roles().any(|r| r == CountRole::Selected)
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
pub(super) fn is_of_an_office(case: Case<'_, '_>, act: &Act<'_, '_>) -> bool {
    if !is_chosen_or_joins(act) {
        return false;
    }
    let act = act.tokens;
    let m = case.mentions;
    let title_ends = |at: usize| {
        reaching(&m.titles, at).iter().any(|t| t.end == at)
            || reaching(&m.officials, at).iter().any(|o| o.title_end == at && o.title_first < at)
    };
    let title_begins =
        |from: usize, to: usize| !among(&m.titles, from, to).is_empty() || !among(&m.officials, from, to).is_empty();
    let behind = case.scene.around(act).sentence().behind(3);
    // “Bupati Batang terpilih Wihaji”: who was elected.
    let is_person = || reaching(&m.officials, act.1).iter().any(|o| o.title_end <= act.0 && o.name_first == act.1);
    title_ends(act.0) && reaching(&m.regions, act.0).iter().all(|r| r.end != act.0)
        || is_person()
        || title_begins(behind.start, behind.end)
}
