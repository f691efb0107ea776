//! Groups: “the 50” of an article is one thing, however often it is counted, pointed to or listed. Counts of one value are
//! one group; what the article says of any of them (that they were chosen, that they signed) is said of all its members.

use super::case::Case;
use super::signing;
use crate::gazetteer::They;
use crate::mention::choice::Choice;
use crate::mention::count::CountMention;
use crate::mention::signing::Form;
use crate::mention::status::Said;
use crate::mention::{Tokens, among};
use crate::record::CountRole;
use crate::text::{Listed, Shape, WordSet};
use std::collections::HashMap;

/// Regions that an article speaks of as one.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    /// How many they are, as the article counts them: the 50, and the 49 beside one of them; empty where nothing counts them.
    pub(super) sizes: Vec<u64>,
    /// Whether they are counted as members, and not as those assessed, invited or left out.
    of_members: bool,
    /// The places that speak of them, in text order.
    pub(super) places: Vec<usize>,
    /// Where words say that they were chosen or receive an award.
    pub(super) chosen: Option<Tokens>,
    /// Whether that is said of those of whom they seem to be a part.
    pub(super) inherited: bool,
    /// The signing in which they take part.
    pub(super) signed: Option<usize>,
}

impl Group {
    /// The last place before token `at` that speaks of it.
    pub(super) fn place_before(&self, at: usize) -> Option<usize> {
        let before = self.places.partition_point(|&place| place < at);
        self.places[..before].last().copied()
    }
}

/// The groups of the article, in text order, with what is said of them.
pub(super) fn groups(case: Case<'_, '_>) -> Vec<Group> {
    let mut groups = counted(case);
    groups.extend(uncounted(case));
    groups.sort_by_key(|group| group.places.first().copied());
    inherit(case, &mut groups);
    for index in (0..case.mentions.signings.len()).filter(|&index| signing::is_done(case, index)) {
        take_signing(case, &mut groups, index);
    }
    groups
}

/// A count is another place of the group of that size, or begins one. “49 lainnya” are of the group of 50.
fn counted(case: Case<'_, '_>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for count in &case.mentions.counts {
        let Some(size) = count.value else { continue };
        let (first, end) = case.sentence(count.first);
        let joins = |choice: &Choice| choice.value.is_positive();
        let with_others = || case.choices(first, end).any(|(choice, said)| joins(&choice) && said == Said::DONE);
        // “tiga kabupaten memperoleh predikat Wajar Dengan Pengecualian”
        let honoured = || !case.names_lesser_grade(case.scene.clause(count.first));
        let is_chosen =
            count.role == CountRole::Selected && honoured() || count.others && (with_others() || is_rest(case, size));
        let chosen = is_chosen.then_some((count.first, count.end));
        let counts_members = |role| matches!(role, CountRole::Selected | CountRole::Total);
        let whole = |other: &CountMention<'_>| counts_members(other.role) && other.value == Some(size + 1);
        let sizes =
            if count.others && case.mentions.counts.iter().any(whole) { vec![size, size + 1] } else { vec![size] };
        // “Empat daerah belum menerima …; empat daerah meraih …”: of one number, and not the same four.
        let is_member = is_chosen || count.others || count.role == CountRole::Total;
        let is_other = |group: &Group| group.of_members != is_member;
        match groups.iter_mut().rfind(|group| group.sizes.iter().any(|known| sizes.contains(known)) && !is_other(group))
        {
            Some(group) => {
                group.chosen = group.chosen.or(chosen);
                group.sizes.extend(sizes);
                group.places.push(count.first);
            }
            None => groups.push(Group {
                sizes,
                of_members: is_member,
                places: vec![count.first],
                chosen,
                ..Group::default()
            }),
        }
    }
    groups
}

/// “19 kabupaten/kota di kategori Utama. Delapan di antaranya bertahan. Sebelas lainnya naik kelas”: what a part leaves of those
/// chosen.
fn is_rest(case: Case<'_, '_>, size: u64) -> bool {
    let counts = &case.mentions.counts;
    let part = |whole: u64| whole > size && counts.iter().any(|part| part.value == Some(whole - size));
    counts.iter().any(|whole| whole.role == CountRole::Selected && whole.value.is_some_and(part))
}

/// “Sejumlah daerah terpilih …”: words of choosing in sentences that name no region and count none.
fn uncounted(case: Case<'_, '_>) -> Vec<Group> {
    // Most sentences have no word of choosing.
    let lists = WordSet::of([case.lists.selection.id()]);
    let next = |at: usize| case.scene.text.next_with(at, &lists, 0).map(|at| case.sentence(at));
    let sentences = std::iter::successors(next(0), |&(_, end)| next(end));
    let open = sentences.filter(|&(first, end)| {
        case.scene.zones.of(first).makes_facts()
            && among(&case.mentions.regions, first, end).is_empty()
            && among(&case.mentions.counts, first, end).is_empty()
    });
    let said = open.filter_map(|(first, end)| {
        let (choice, _) =
            case.choices(first, end).find(|(choice, said)| choice.value.is_strong() && *said == Said::DONE)?;
        Some((choice.first, choice.end))
    });
    said.map(|act| Group { of_members: true, places: vec![act.0], chosen: Some(act), ..Group::default() }).collect()
}

/// “Dari jumlah tersebut, enam daerah berada di Pulau Sulawesi”: those counted right behind a sentence of choosing, in words that
/// neither choose nor deny, are of those chosen.
fn inherit(case: Case<'_, '_>, groups: &mut [Group]) {
    let sentence = |at: usize| case.scene.text.sentence_of(at);
    // By the sentence; of two in one sentence the first group's.
    let mut said: HashMap<usize, Tokens> = HashMap::new();
    for chosen in groups.iter().filter_map(|group| group.chosen) {
        said.entry(sentence(chosen.0)).or_insert(chosen);
    }
    let said_before = |at: usize| sentence(at).checked_sub(1).and_then(|number| said.get(&number)).copied();
    for group in groups.iter_mut().filter(|group| group.chosen.is_none() && !group.of_members) {
        let behind = group.places.iter().find_map(|&at| Some((at, said_before(at)?)));
        let Some((counted, chosen)) = behind else { continue };
        let (first, end) = case.sentence(counted);
        let speaks = case.choices(first, end).next().is_some() || case.statuses.denies(case.scene, first, end);
        let comes = (first..end).any(|at| case.scene.longest(at, &case.lists.attendance).is_some());
        if !speaks && !comes {
            (group.chosen, group.inherited) = (Some(chosen), true);
        }
    }
}

/// Who signs without being named: those counted in the sentence, else those spoken of last, where its words point to them.
fn take_signing(case: Case<'_, '_>, groups: &mut Vec<Group>, index: usize) {
    let mention = &case.mentions.signings[index];
    let (first, end) = case.sentence(mention.first);
    let counted = among(&case.mentions.counts, first, end).find_map(|count| {
        let count = &case.mentions.counts[count];
        let takes_part = !matches!(count.role, CountRole::Assessed | CountRole::Invited);
        // “Sesudah penandatanganan, 50 pemerintah kota akan …”
        let between =
            (mention.end.min(count.end)..mention.first.max(count.first)).any(|at| case.scene.printed(at) == ",");
        let apart = mention.form == Form::Noun && between;
        let size = count.value.filter(|_| takes_part && !apart)?;
        groups.iter().position(|group| group.sizes.contains(&size))
    });
    let last = || {
        let points =
            case.scene.around((mention.first, mention.end)).sentence().all_before().any(|at| is_pointer(case, at));
        groups.iter().rposition(|group| points && group.places[0] < mention.first && group.chosen.is_some())
    };
    let unnamed = || signing::parties(case, mention.first).is_empty();
    let plural = || (first..mention.first).any(|at| is_plural_pointer(case, at));
    match counted.or_else(last) {
        Some(group) => {
            groups[group].signed.get_or_insert(index);
        }
        // “Para kepala daerah menandatangani … Mereka berasal dari …”
        None if unnamed() && plural() => {
            groups.push(Group { places: vec![mention.first], signed: Some(index), ..Group::default() });
        }
        None => {}
    }
}

/// Whether they point to more than one: not “daerah itu” alone, but “para kepala daerah itu”, “keduanya”.
pub(super) fn is_plural_pointer(case: Case<'_, '_>, at: usize) -> bool {
    let scene = case.scene;
    matches!(scene.longest(at, &case.lists.they_words), Some((_, They::Alone)))
        || is_pointer(case, at) && scene.longest(at, &case.lists.they_words).is_some()
        || is_plural_unit(case, at)
}

/// Whether words that point to regions spoken of before stand at token `at`: “mereka”, “daerah tersebut”, “para kepala daerah”.
pub(super) fn is_pointer(case: Case<'_, '_>, at: usize) -> bool {
    let scene = case.scene;
    let unit_before = || scene.longest_before(at, &case.lists.count_units).is_some();
    // “ke-25 kepala daerah”, “ke-42 MPP”
    let unit_behind = |from: usize| {
        let numbered = scene.text.tokens.get(from + 1).is_some_and(|token| token.shape == Shape::Digits);
        scene.longest(from, &case.lists.count_units).is_some() || numbered && scene.printed(from) == "-"
    };
    match scene.longest(at, &case.lists.they_words) {
        Some((_, They::Alone)) => return true,
        Some((end, They::Number)) if unit_behind(end) => return true,
        _ => {}
    }
    is_plural_unit(case, at) || scene.is(at, &case.lists.anaphora) && unit_before()
}

/// “Para kepala daerah”, “seluruh kabupaten/kota”.
fn is_plural_unit(case: Case<'_, '_>, at: usize) -> bool {
    case.scene.is(at, &case.lists.plural_words) && case.scene.longest(at + 1, &case.lists.count_units).is_some()
}
