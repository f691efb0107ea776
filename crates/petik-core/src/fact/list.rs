//! Lists of regions: what introduces them, and whether they list the members of a cohort or the signers of an instrument.

use super::case::{Case, ProgrammeAt};
use super::draft::FactDraft;
use super::role::{self, Part};
use super::signing;
use super::status::{Said, status_of};
use crate::gazetteer::{Opener, Selection};
use crate::mention::choice::choices;
use crate::mention::region::{RegionMention, Typed};
use crate::mention::{Inference, Rejections, Tokens, among};
use crate::record::{CountRole, CountUnit, EvidenceKind, FactStatus, FactType, Inferred, Level};
use crate::text::Shape;

/// “10 kabupaten/kota yang terpilih yakni Kabupaten Gianyar, Bangli, …”: every member of the list. `signings` and `members`
/// are what the words of the article say of single regions.
pub(super) fn members<'a>(
    case: Case<'_, 'a>,
    signings: &[FactDraft<'a>],
    members: &[FactDraft<'a>],
    rejections: &mut Rejections,
) -> Vec<FactDraft<'a>> {
    let mut drafts = Vec::new();
    for &(first, end) in &case.parts.lists {
        let head = case.mentions.regions[first].first;
        if !case.scene.zones.of(head).makes_facts() || case.parts.of[first] == Part::Place {
            continue;
        }
        let Some(intro) = introduction(case, head) else { continue };
        let programme = case.programme_at(head);
        let Some(ground) = list_ground(case, intro, head).filter(|g| programme.is_some() || *g == Ground::Signing)
        else {
            rejections.note(head, case.mentions.regions[end - 1].end, "membership", || {
                "a list of regions that nothing calls a cohort".to_owned()
            });
            continue;
        };
        if case.mentions.regions[first..end].iter().all(|r| is_bare_province(case, r))
            && programme.is_none_or(|found| !case.programme(found).takes_provinces())
            && !among(&case.mentions.counts, intro.0, head)
                .any(|i| case.mentions.counts[i].unit == Some(CountUnit::Provinsi))
        {
            rejections.note(head, case.mentions.regions[end - 1].end, "membership", || {
                "provinces without a type word, for a programme of kabupaten and kota".to_owned()
            });
            continue;
        }
        let ground = if ground == Ground::Signing && is_a_cohort(case, intro, (first, end), members) {
            Ground::Both
        } else {
            ground
        };
        // What holds for every member of the list; only the region differs.
        let by = "facts/membership.toml#a list of members".into();
        let mut member = FactDraft::new(FactType::Membership, FactStatus::Done, intro, by);
        member.evidence = vec![(intro.0, case.mentions.regions[end - 1].end.max(intro.1))];
        member.speaker = case.speaker_at(head);
        member.set_programme(programme, case.mentions);
        if let Some(ProgrammeAt { mention, .. }) = programme {
            member.set_year(case.membership_year(Some(mention), head));
        }
        let signer = (ground != Ground::Chosen).then(|| signer(case, &member, signings, intro, head));
        for index in first..end {
            let region = &case.mentions.regions[index];
            if region.region.is_none() || matches!(case.parts.of[index], Part::Parent) {
                continue;
            }
            let of_region = |draft: &FactDraft<'a>| {
                let mut draft = draft.clone();
                draft.region = region.region;
                draft.region_mentions.push(index);
                draft
            };
            drafts.extend(signer.as_ref().map(of_region));
            if ground != Ground::Signing {
                drafts.push(of_region(&member));
            }
        }
    }
    drafts
}

/// The signing that goes with a member: its instrument and parties are those of the signing told of the others, its day
/// stands in the list's own sentence, or is that of the signing told before.
fn signer<'a>(
    case: Case<'_, 'a>,
    member: &FactDraft<'a>,
    signings: &[FactDraft<'a>],
    intro: Tokens,
    head: usize,
) -> FactDraft<'a> {
    let known = signings.iter().find(|s| s.status == FactStatus::Done && s.programme == member.programme);
    let mut signing = member.clone();
    signing.kind = FactType::Signing;
    signing.by = "facts/signing.toml#a list of signers".into();
    signing.instrument = known.and_then(|s| s.instrument);
    signing.counterparties = known.map(|s| s.counterparties.clone()).unwrap_or_default();
    signing.date = case.times.first_event(case.mentions, intro);
    if signing.date.is_none()
        && let Some(date) = known.and_then(|s| s.date).or_else(|| signing::day_before(case, head))
    {
        let d = &case.mentions.dates[date];
        signing.date = Some(date);
        signing.derived.push(Inference::new(Inferred::Date, EvidenceKind::SameEvent, Some((d.first, d.end))));
    }
    signing
}

/// “untuk wilayah Papua dan Papua Barat”: where, not who.
fn is_bare_province(case: Case<'_, '_>, mention: &RegionMention<'_>) -> bool {
    let level = mention.region.map(|region| case.scene.gazetteer.regions.get(region).level);
    mention.typed == Typed::Bare && level == Some(Level::Province)
}

/// “Ke-25 kota dan kabupaten yang menandatangani adalah …”: as many signers as the cohort has members, one of them a member
/// by other words of the article.
fn is_a_cohort(case: Case<'_, '_>, intro: Tokens, regions: (usize, usize), members: &[FactDraft<'_>]) -> bool {
    let listed = || case.mentions.regions[regions.0..regions.1].iter().filter_map(|r| r.region);
    let head = case.mentions.regions[regions.0].first;
    let counted = among(&case.mentions.counts, intro.0, head).map(|i| &case.mentions.counts[i]);
    let is_whole =
        counted.into_iter().any(|c| c.role == CountRole::Selected && c.value == Some(listed().count() as u64));
    let is_member = |m: &FactDraft<'_>| m.status == FactStatus::Done && listed().any(|region| m.region == Some(region));
    is_whole && members.iter().any(is_member)
}

/// How many words behind its beginning an introduction can point back.
const BACK_REACH: usize = 8;

/// What a list of regions is a list of.
#[derive(Clone, Copy, PartialEq)]
enum Ground {
    Chosen,
    Signing,
    Both,
}

/// The words that introduce a list whose first member stands at `head`: its sentence, or the line above.
fn introduction(case: Case<'_, '_>, head: usize) -> Option<Tokens> {
    introduced(case, head, LONGEST_CHAIN)
}

/// How many lists can go on with one another.
const LONGEST_CHAIN: usize = 5;

fn introduced(case: Case<'_, '_>, head: usize, chain: usize) -> Option<Tokens> {
    let scene = case.scene;
    let (first, end) = case.sentence(head);
    let opens = |from: usize, to: usize| {
        (from..to).any(|at| {
            scene.longest(at, &case.lists.list_openers).is_some()
                || scene.printed(at) == ":"
                // “2 Provinsi (Jawa Barat, DIY)”
                || scene.printed(at) == "(" && at + 1 == head && case.mentions.count_ends_at(at)
        })
    };
    // “… dari Lampung (Kab Way Kanan), Jawa Timur (Kab Pamekasan, Kota Malang)”: a list by provinces needs no opener.
    let index = case.mentions.regions.partition_point(|r| r.first < head);
    let by_provinces = role::heads_a_group(scene, case.mentions, index);
    // “Selanjutnya, Kabupaten Mempawah; …”, “Kabupaten lainnya adalah …”: goes on with the list that the sentence before ends with.
    let passed = |at: usize| match scene.longest(at, &case.lists.list_furthers) {
        Some((past, _)) => Some(past),
        None => (scene.printed(at) == "," || scene.is(at, &case.lists.list_separators)).then_some(at + 1),
    };
    let furthers = std::iter::successors(Some(first), |at| passed(*at)).find(|at| *at >= head).is_some();
    let others = head - first <= BACK_REACH && (first..head).any(|at| scene.is(at, &case.lists.count_others));
    let goes_on = chain > 0 && first < head && (furthers || others);
    let lists = &case.parts.lists;
    let before = lists.partition_point(|&(index, _)| case.mentions.regions[index].first < head).checked_sub(1);
    if goes_on
        && let Some((index, past)) = before.map(|i| lists[i])
        && scene.text.sentence_of(case.mentions.regions[past - 1].first) + 1 == scene.text.sentence_of(head)
    {
        let (opening, _) = introduced(case, case.mentions.regions[index].first, chain - 1)?;
        return Some((opening, end));
    }
    if opens(first, head) || by_provinces && first < head {
        // “… ke 13 kabupaten/kota lainnya. Yaitu, Grobogan, …”
        let number = scene.text.sentence_of(head);
        let at_start = (first..(first + 2).min(head)).any(|at| scene.longest(at, &case.lists.list_openers).is_some());
        let before = number.checked_sub(1).map(|n| scene.text.sentences[n].first).filter(|_| at_start);
        return Some((before.unwrap_or(first), end));
    }
    // “Siapa saja mereka? Kota Balikpapan, …”: the question before opens the list.
    let number = scene.text.sentence_of(head);
    if first == head
        && let Some(before) = number.checked_sub(1).map(|n| scene.text.sentences[n])
        && scene.printed(before.end - 1) == "?"
        && opens(before.first, before.end)
    {
        return Some((before.first, end));
    }
    let line = scene.text.line_of(head);
    // Items of a list: the heading above them, over sub-headings that are items themselves.
    if role::is_item(scene, line)
        && let Some(heading) =
            (line.saturating_sub(40)..line).rev().find(|&l| !role::is_item(scene, l)).map(|l| scene.text.lines[l])
        && opens(heading.first, heading.end)
    {
        return Some((heading.first, end));
    }
    let own = scene.text.lines[line];
    let above = scene.text.lines.get(line.checked_sub(1)?)?;
    // One item a line: only list marks stand before the first member on its own line.
    let is_item = scene.text.tokens[own.first..head].iter().all(|t| !t.shape.is_word()) || head - own.first <= 5;
    (is_item && opens(above.first, above.end)).then_some((above.first, end))
}

/// What makes the list a cohort: a selected count, words of choosing or signing in the introduction or, where it speaks of
/// "the others", in the sentences before.
fn list_ground(case: Case<'_, '_>, intro: Tokens, head: usize) -> Option<Ground> {
    let scene = case.scene;
    let signs = |from: usize, to: usize| {
        among(&case.mentions.signings, from, to)
            .map(|i| &case.mentions.signings[i])
            .any(|s| status_of(case, (s.first, s.end)) == Said::DONE)
    };
    let chosen = |from: usize, to: usize| {
        (from..to).any(|at| {
            scene.longest(at, &case.lists.selection).is_some_and(|(end, selection)| {
                matches!(
                    selection,
                    Selection::Chosen
                        | Selection::Joining
                        | Selection::Receiving
                        | Selection::Choosing
                        | Selection::Received
                ) && status_of(case, (at, end)) == Said::DONE
            })
        })
    };
    let strongly = |from: usize, to: usize| {
        (from..to).any(|at| scene.entry_at(at, &case.lists.selection) == Some(&Selection::Chosen))
    };
    // "masuk program" joins; "ikut meneken" only signs.
    let joined = |from: usize, to: usize| {
        choices(scene, &case.lists.selection, from, to).iter().any(|c| {
            matches!(c.value, Selection::Chosen | Selection::Joining)
                && !case.mentions.signings.iter().any(|s| s.first <= c.end + 1 && c.end <= s.first)
        })
    };
    let counts = |from: usize, to: usize, roles: &[CountRole]| {
        among(&case.mentions.counts, from, to).any(|i| roles.contains(&case.mentions.counts[i].role))
    };
    if signs(intro.0, head) {
        return Some(if strongly(intro.0, head) { Ground::Both } else { Ground::Signing });
    }
    // “Dua provinsi, yakni …, menandatangani”: the list is the subject of a signing.
    let (_, end) = case.sentence(head);
    if signs(head, end) && !chosen(intro.0, end) {
        return Some(Ground::Signing);
    }
    if counts(intro.0, head, &[CountRole::Assessed, CountRole::Invited])
        && !counts(intro.0, head, &[CountRole::Selected])
    {
        return None;
    }
    // “Wilkom 6 yang meliputi Sulawesi, Ternate dan Papua”: parts of an area, unless a cohort is counted there.
    let of_an_area = (intro.0..head).any(|at| scene.entry_at(at, &case.lists.list_openers) == Some(&Opener::Area));
    let named = !among(&case.mentions.programmes, intro.0, head).is_empty();
    if (!of_an_area || named) && chosen(intro.0, head) || counts(intro.0, head, &[CountRole::Selected]) {
        return Some(Ground::Chosen);
    }
    // “Untuk kategori kabupaten, daerah terbaik adalah …” where the article is about one award.
    let category =
        (intro.0..head).any(|at| scene.is(at, &case.lists.level_words) || scene.is(at, &case.lists.award_words));
    if category && case.is_about_an_award() {
        return Some(Ground::Chosen);
    }
    let number = scene.text.sentence_of(intro.0);
    // “Pemenangnya dipilah menurut tingkat:” above items that each open a list of their own.
    let line = scene.text.line_of(intro.0);
    if role::is_item(scene, line)
        && let Some(heading) = (0..line).rev().find(|&l| !role::is_item(scene, l)).map(|l| scene.text.lines[l])
        && case.scene.printed(heading.end - 1) == ":"
        && (signs(heading.first, heading.end) || chosen(heading.first, heading.end))
    {
        return Some(if signs(heading.first, heading.end) { Ground::Signing } else { Ground::Chosen });
    }
    // “Ketiganya ialah …” behind a sentence of signing.
    let points_back = (intro.0..(intro.0 + 3).min(head)).any(|at| scene.is(at, &case.lists.they_words))
        // “Kabupaten/Kota tersebut yakni …”, “Ketujuh belas MPP tersebut …”
        // but not “Pada awal tahun 2024 ini …”
        || (intro.0..head.min(intro.0 + BACK_REACH)).any(|at| {
            scene.is(at, &case.lists.anaphora) && scene.text.tokens[at.saturating_sub(1)].shape != Shape::Digits
        });
    if points_back {
        // The nearest sentence before that counts a cohort or tells of a signing.
        for before in (number.saturating_sub(4)..number).rev().map(|n| scene.text.sentences[n]) {
            let selected =
                chosen(before.first, before.end) && (named || counts(before.first, before.end, &[CountRole::Selected]));
            match (signs(before.first, before.end), selected) {
                (true, true) => return Some(Ground::Both),
                (true, false) => return Some(Ground::Signing),
                (false, true) => return Some(Ground::Chosen),
                _ => {}
            }
        }
        // “Pemerintah kabupaten/kota yang informatif itu adalah …” in a report of one award.
        if case.is_about_an_award() {
            return Some(Ground::Chosen);
        }
    }
    // “Berikut daftar …” behind words of choosing.
    let announces = (intro.0..(intro.0 + 3).min(head)).any(|at| scene.longest(at, &case.lists.list_openers).is_some());
    if announces && chosen(scene.text.sentences[number.saturating_sub(3)].first, intro.0) {
        return Some(Ground::Chosen);
    }
    let others = (intro.0..head).any(|at| scene.is(at, &case.lists.count_others));
    if !others || !counts(intro.0, head, &[CountRole::Other]) {
        return None;
    }
    let from = scene.text.sentences[number.saturating_sub(2)].first;
    if signs(from, intro.0) {
        // The others of a cohort that was spoken of as one: they joined, and they signed.
        Some(if joined(from, intro.0) { Ground::Both } else { Ground::Signing })
    } else if chosen(from, intro.0) {
        Some(Ground::Chosen)
    } else {
        None
    }
}
