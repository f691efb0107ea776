//! Memberships: a region was chosen, is one of a cohort, stands in its list, or received an award.

use super::status::{is_hope, status_of};
use super::{Case, FactDraft, Kind, Part, Status, Tokens, list};
use crate::gazetteer::{Level, RegionId};
use crate::mention::choice::{Choice, choices};
use crate::mention::count::Role;
use crate::mention::region::Typed;
use crate::mention::{Skips, among};
use crate::text::Gap;
use crate::zone::Zone;

/// How far behind a word of choosing its region can stand.
const BEHIND: usize = 12;

/// How far behind "salah satu" the signing can stand that it tells of.
const SIGNERS: usize = 4;

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Before,
    Behind,
}

/// One draft for every region that a sentence says is a member, and for every member of a list.
pub(super) fn memberships<'a>(case: Case<'_, 'a>, signings: &[FactDraft<'a>], skips: &mut Skips) -> Vec<FactDraft<'a>> {
    let mut drafts = by_words(case, skips);
    drafts.extend(list::members(case, signings, &drafts, skips));
    drafts
}

fn by_words<'a>(case: Case<'_, 'a>, skips: &mut Skips) -> Vec<FactDraft<'a>> {
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
        let Some((rule, found)) = case.membership.longest(scene.cx(), at) else {
            at += 1;
            continue;
        };
        let act = (at, found.end);
        at = found.end;
        let (first, end) = case.sentence(act.0);
        if choices_end <= act.0 {
            (chooses, choices_end) = (choices(scene, case.lists.selection, first, end), end);
        }
        let choice = chooses.iter().find(|c| c.first == act.0);
        let word = choice.map_or("", |c| c.value);
        let (side, award) = match if rule.value == "by_word" { word } else { rule.value.as_str() } {
            "chosen" | "joining" | "before" => (Side::Before, false),
            "choosing" | "behind" => (Side::Behind, false),
            "receiving" => (Side::Before, true),
            "received" => (Side::Behind, true),
            _ => continue,
        };
        if matches!(word, "chosen" | "joining") && is_of_an_office(case, act) {
            skips.note(act.0, act.1, "membership", || "somebody was chosen for an office".to_owned());
            continue;
        }
        if one_of_those_invited(case, first, end) {
            skips.note(act.0, act.1, "membership", || "one of those assessed or invited".to_owned());
            continue;
        }
        // “dipilih sebagai tujuan studi banding”
        if (act.1..act.1 + 3).any(|at| scene.longest(at, case.lists.hosts).is_some()) {
            skips.note(act.0, act.1, "membership", || "chosen as the place of something".to_owned());
            continue;
        }
        // “masuk rombongan tersebut”: into what the sentence before counts.
        let strong = word == "chosen" || word == "joining" && points_to_a_cohort(case, act);
        let Some((programme, mention, apart)) = ground(case, act, award, strong) else {
            continue;
        };
        // “tidak masuk dalam 25 daerah yang dinyatakan lolos”: what is denied before is not granted behind.
        let denied = |c: &Choice<'_>| {
            c.end <= act.0
                && act.0 <= c.end + BEHIND
                && among(&case.mentions.regions, c.end, act.0).is_empty()
                && status_of(case, (c.first, c.end)).0 == Status::Denied
        };
        let status = if chooses.iter().any(denied) { Status::Denied } else { status_of(case, act).0 };
        let hopes = || (first..act.0).any(|at| is_hope(case, at));
        if status == Status::Hoped || word == "joining" && hopes() {
            skips.note(act.0, act.1, "membership", || "hoped for, or a condition".to_owned());
            continue;
        }
        // “ikut meneken”, “salah satu kota yang menandatangani” tell of a signing only.
        let reach = if word == "joining" { 0 } else { SIGNERS };
        let signs =
            among(&case.mentions.signings, act.1, act.1 + reach + 1).map(|i| case.mentions.signings[i].first).next();
        let only_signs = |at: usize| choices(scene, case.lists.selection, act.1, at).is_empty();
        if matches!(word, "joining" | "chosen") && signs.is_some_and(only_signs) {
            continue;
        }
        let mut regions = regions_at(case, act, side);
        regions.retain(|subject| can_be_member(case, programme, subject.region(case)));
        if regions.is_empty() {
            continue;
        }
        let year = year_at(case, Some(mention), act.0);
        let (level, speaker) = (level(case, act.0), case.speaker_at(act.0));
        for region in regions {
            let mut draft = FactDraft::new(Kind::Membership, status, case.sentence(act.0), rule.by.as_str().into());
            draft.title_only = scene.zones.of(act.0) == Zone::Headline;
            draft.programme = Some(programme);
            draft.programme_mention = Some(mention);
            if apart {
                let p = &case.mentions.programmes[mention];
                draft.derived.push(("programme", "article", Some((p.first, p.end))));
            }
            match region {
                Subject::Named(index) => {
                    draft.region = case.mentions.regions[index].region;
                    draft.region_mentions.push(index);
                }
                Subject::Main(region, index) => {
                    draft.region = Some(region);
                    draft.region_mentions.push(index);
                    let m = &case.mentions.regions[index];
                    draft.derived.push(("region", "article_subject", Some((m.first, m.end))));
                }
            }
            set_year(&mut draft, year);
            (draft.level, draft.speaker) = (level, speaker);
            drafts.push(draft);
        }
    }
    drafts
}

/// The year of a cohort with the ground that it was inferred on; nothing where it is stated.
pub(super) type Year = (i16, &'static str, Option<Tokens>);

/// The year of the cohort that words at token `at` tell of.
pub(super) fn year_at(case: Case<'_, '_>, programme_mention: Option<usize>, at: usize) -> Option<Year> {
    let date = case.date_at(at).map(|(date, _)| date).or(case.times.only_year);
    case.cohort_year(at, programme_mention, date, Kind::Membership)
}

pub(super) fn set_year(draft: &mut FactDraft<'_>, year: Option<Year>) {
    let Some((year, by, tokens)) = year else { return };
    draft.cohort_year = Some(year);
    if !by.is_empty() {
        draft.derived.push(("cohort_year", by, tokens));
    }
}

/// “kategori Nindya”, “predikat Utama”: the level that the sentence gives, in capitalised words.
fn level(case: Case<'_, '_>, at: usize) -> Option<Tokens> {
    let (first, end) = case.sentence(at);
    let from = (first..end).find(|&at| case.scene.is(at, case.lists.levels))? + 1;
    let past = (from..end.min(from + 3))
        .take_while(|&at| {
            case.scene.text.tokens[at].shape.is_capitalised() && case.scene.text.tokens[at].gap == Gap::Space
        })
        .last()?;
    Some((from, past + 1))
}

/// The programme that the words are about: in the sentence, or the article's own when the sentence counts a cohort.
fn ground(case: Case<'_, '_>, act: Tokens, award: bool, strong: bool) -> Option<(u32, usize, bool)> {
    let (programme, mention, apart) = case.programme_at(act.0)?;
    let is_award = gives_awards(case, programme);
    let (first, end) = case.sentence(act.0);
    if award {
        // "meraih" belongs to awards; a region also "menerima" guests and goods.
        let named = (first..end).any(|at| case.scene.is(at, case.lists.awards) || case.scene.is(at, case.lists.levels));
        // “… Digital Government Award. … Peraihnya Kota Surabaya, …”: the award told of right before.
        if apart
            && named
            && let Some((award, mention)) = award_before(case, act.0)
        {
            return Some((award, mention, true));
        }
        // “Kategori Utama diraih …”: the one award of the article, though the sentence names only its category.
        let told = case.times.awarded.contains(&programme);
        let only_award = named && (is_award || told) && case.times.only_programme;
        return (!apart && (is_award || named) || only_award).then_some((programme, mention, apart));
    }
    let cohort = among(&case.mentions.counts, first, end)
        .map(|i| &case.mentions.counts[i])
        .any(|c| matches!(c.role, Role::Selected | Role::Total | Role::Other));
    // A strong word of choosing speaks of the article's programme also where the sentence does not repeat it.
    let only_one = case.times.only_programme && !is_award;
    let number = case.scene.text.sentence_of(act.0);
    let before = number.checked_sub(1).map(|n| case.scene.text.sentences[n]);
    let just_named = before.is_some_and(|s| !among(&case.mentions.programmes, s.first, s.end).is_empty());
    (!apart || cohort || strong && (only_one || just_named)).then_some((programme, mention, apart))
}

#[derive(Clone, Copy)]
enum Subject {
    Named(usize),
    Main(RegionId, usize),
}

impl Subject {
    fn region(&self, case: Case<'_, '_>) -> Option<RegionId> {
        match *self {
            Subject::Named(index) => case.mentions.regions[index].region,
            Subject::Main(region, _) => Some(region),
        }
    }
}

/// The regions that the words speak of.
fn regions_at(case: Case<'_, '_>, act: Tokens, side: Side) -> Vec<Subject> {
    let scene = case.scene;
    let (first, end) = case.sentence(act.0);
    let regions = &case.mentions.regions;
    let eligible = |index: usize| {
        let m = &regions[index];
        let province = m.region.is_some_and(|r| scene.gazetteer.regions.get(r).level == Level::Province);
        m.region.is_some()
            && matches!(case.parts.of[index], Part::Party)
            && (!province || wants_provinces(case, act) || m.typed == Typed::Government)
    };
    let behind = || -> Vec<usize> {
        let start = (0..regions.len()).find(|&i| {
            let reach = if is_opened(case, regions[i].first) { BEHIND * 2 } else { BEHIND };
            regions[i].first >= act.1 && regions[i].first < end && regions[i].first <= act.1 + reach && eligible(i)
        });
        let Some(start) = start else { return Vec::new() };
        let last = case.parts.in_list(start).map_or(start + 1, |(_, end)| end);
        (start..last).filter(|&i| eligible(i)).collect()
    };
    let before = || -> Vec<usize> {
        let found =
            (0..regions.len()).rev().find(|&i| regions[i].end <= act.0 && regions[i].first >= first && eligible(i));
        let Some(found) = found else { return Vec::new() };
        let start = case.parts.in_list(found).map_or(found, |(start, _)| start);
        (start..=found).filter(|&i| eligible(i)).collect()
    };
    let named = match side {
        Side::Before => {
            let before = before();
            if before.is_empty() && is_object_order(case, act) { behind() } else { before }
        }
        Side::Behind => behind(),
    };
    if let Some(&last) = named.last() {
        let next = next_in_rank(case, act.1.max(regions[last].end), end).filter(|&start| eligible(start));
        let (start, stop) = next.map_or((0, 0), |i| case.parts.in_list(i).map_or((i, i + 1), |(_, end)| (i, end)));
        return named.into_iter().chain((start..stop).filter(|&i| eligible(i))).map(Subject::Named).collect();
    }
    // “kita masuk 50 kabupaten/kota”: the article's own region, in words that point to it.
    let own = (first..act.0).any(|at| scene.longest(at, case.lists.ourselves).is_some());
    let speaks = side == Side::Before && own;
    match case.parts.main {
        Some((region, mention)) if speaks => vec![Subject::Main(region, mention)],
        _ => Vec::new(),
    }
}

/// “…, yakni Provinsi Papua Pegunungan”, “…, yaitu kepada Kota Bitung”: words that open a list stand right before.
fn is_opened(case: Case<'_, '_>, first: usize) -> bool {
    (first.saturating_sub(2)..first).any(|at| case.scene.longest(at, case.lists.openers).is_some())
}

/// “Raja Ampat menempati urutan pertama, disusul Jember dan Manado”: the region that the words of a ranking lead to.
fn next_in_rank(case: Case<'_, '_>, from: usize, end: usize) -> Option<usize> {
    let scene = case.scene;
    let (link, past) = (from..end).find_map(|at| {
        let (past, entry) = scene.longest(at, case.lists.separators)?;
        (scene.value(case.lists.separators, entry) == "rank").then_some((at, past))
    })?;
    let between = among(&case.mentions.regions, from, link).is_empty();
    among(&case.mentions.regions, past, end.min(past + 3)).next().filter(|_| between)
}

/// “termasuk Kota Banda Aceh”: the word stands right before the region.
fn is_object_order(case: Case<'_, '_>, act: Tokens) -> bool {
    case.mentions.regions.iter().any(|m| m.first >= act.1 && m.first <= act.1 + 1)
}

/// Programmes whose cohorts are provinces.
fn wants_provinces(case: Case<'_, '_>, act: Tokens) -> bool {
    case.programme_at(act.0).is_some_and(|(programme, ..)| takes_provinces(case, programme))
}

/// Whether provinces can be members.
pub(super) fn takes_provinces(case: Case<'_, '_>, programme: u32) -> bool {
    case.scene.gazetteer.programmes.get(programme).unit.contains("provinsi")
}

/// Whether a region is of a kind that the programme takes: one that is for provinces has no kota among its members.
fn can_be_member(case: Case<'_, '_>, programme: u32, region: Option<RegionId>) -> bool {
    let gazetteer = &case.scene.gazetteer;
    let is_province = |id| gazetteer.regions.get(id).level == Level::Province;
    gazetteer.programmes.get(programme).unit != "provinsi" || region.is_none_or(is_province)
}

/// “165 kabupaten/kota diundang, kita salah satunya”: the sentence counts no cohort, only those before the choice.
fn one_of_those_invited(case: Case<'_, '_>, first: usize, end: usize) -> bool {
    let roles = || among(&case.mentions.counts, first, end).map(|i| case.mentions.counts[i].role);
    roles().any(|r| matches!(r, Role::Assessed | Role::Invited)) && !roles().any(|r| r == Role::Selected)
}

/// Whether regions receive what the programme gives, and are not chosen for it.
pub(super) fn gives_awards(case: Case<'_, '_>, programme: u32) -> bool {
    matches!(case.scene.gazetteer.programmes.get(programme).kind.as_str(), "award" | "opinion" | "service")
}

/// The award named in the two sentences before token `at`: (programme, mention).
fn award_before(case: Case<'_, '_>, at: usize) -> Option<(u32, usize)> {
    let number = case.scene.text.sentence_of(at);
    let from = case.scene.text.sentences[number.saturating_sub(2)].first;
    let named = among(&case.mentions.programmes, from, at).rev();
    named.map(|i| (case.mentions.programmes[i].programme, i)).find(|(programme, _)| gives_awards(case, *programme))
}

/// “masuk rombongan tersebut”: words that point back right behind the act, and a cohort counted in the sentence before.
fn points_to_a_cohort(case: Case<'_, '_>, act: Tokens) -> bool {
    let number = case.scene.text.sentence_of(act.0);
    let Some(before) = number.checked_sub(1).map(|n| case.scene.text.sentences[n]) else { return false };
    (act.1..act.1 + 3).any(|at| case.scene.is(at, case.lists.anaphora))
        && among(&case.mentions.counts, before.first, before.end)
            .any(|i| case.mentions.counts[i].role == Role::Selected)
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
    title_ends(act.0) && m.regions.iter().all(|r| r.end != act.0) || title_begins(act.1, act.1 + 3)
}
