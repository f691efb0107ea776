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
use crate::record::{CountRole, CountUnit};
use crate::text::{Listed, Shape, WordSet};
use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

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
    /// Whether provinces are counted.
    pub(super) of_provinces: bool,
    /// Whether that they were chosen is said of those of whom they seem to be a part.
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
    let spoken_of = SpokenOf::new(&groups);
    for index in (0..case.mentions.signings.len()).filter(|&index| signing::is_done(case, index)) {
        take_signing(case, &mut groups, &spoken_of, index);
    }
    groups
}

/// Where to find groups, by their places in text order.
struct SpokenOf {
    /// The first group of each size.
    of_size: HashMap<u64, usize>,
    /// The first place of each group that is said to be chosen, with its number.
    chosen: Vec<(usize, usize)>,
}

impl SpokenOf {
    fn new(groups: &[Group]) -> Self {
        let mut of_size = HashMap::new();
        for (number, group) in groups.iter().enumerate() {
            group.sizes.iter().for_each(|&size| {
                of_size.entry(size).or_insert(number);
            });
        }
        let chosen = groups.iter().enumerate().filter(|(_, group)| group.chosen.is_some());
        SpokenOf { of_size, chosen: chosen.map(|(number, group)| (group.places[0], number)).collect() }
    }

    /// The last group that was spoken of before token `at` and said to be chosen.
    fn chosen_before(&self, at: usize) -> Option<usize> {
        let before = self.chosen.partition_point(|&(place, _)| place < at);
        self.chosen[..before].last().map(|&(_, number)| number)
    }
}

/// A count is another place of the group of that size, or begins one. “49 lainnya” are of the group of 50.
fn counted(case: Case<'_, '_>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let values = LazyCell::new(|| Values::new(&case.mentions.counts));
    // The last group of each size.
    let mut of_size: HashMap<(u64, bool), usize> = HashMap::new();
    for count in &case.mentions.counts {
        let Some(size) = count.value else { continue };
        let (first, end) = case.sentence(count.first);
        let joins = |choice: &Choice| choice.value.is_positive();
        let with_others = || case.choices(first, end).any(|(choice, said)| joins(&choice) && said == Said::DONE);
        // “tiga kabupaten memperoleh predikat Wajar Dengan Pengecualian”
        let honoured = || !case.names_lesser_grade(case.scene.clause(count.first));
        let is_chosen =
            count.role == CountRole::Selected && honoured() || count.others && (with_others() || values.leave(size));
        let chosen = is_chosen.then_some((count.first, count.end));
        let sizes =
            if count.others && values.of_members.contains(&(size + 1)) { vec![size, size + 1] } else { vec![size] };
        // “Empat daerah belum menerima …; empat daerah meraih …”: of one number, and not the same four.
        let of_members = is_chosen || count.others || count.role == CountRole::Total;
        let of_provinces = count.unit == Some(CountUnit::Provinsi);
        let number = match sizes.iter().filter_map(|&size| of_size.get(&(size, of_members))).max() {
            Some(&number) => number,
            None => {
                groups.push(Group { of_members, ..Group::default() });
                groups.len() - 1
            }
        };
        let group = &mut groups[number];
        group.chosen = group.chosen.or(chosen);
        group.of_provinces |= of_provinces;
        group.places.push(count.first);
        for size in sizes {
            let last = of_size.entry((size, of_members)).or_insert(number);
            *last = number.max(*last);
            if !group.sizes.contains(&size) {
                group.sizes.push(size);
            }
        }
    }
    groups
}

/// The numbers that the article counts.
struct Values {
    all: HashSet<u64>,
    chosen: HashSet<u64>,
    /// Those of members: of those chosen, and of all of them.
    of_members: HashSet<u64>,
}

impl Values {
    fn new(counts: &[CountMention<'_>]) -> Self {
        let of = |roles: &[CountRole]| {
            counts.iter().filter(|count| roles.contains(&count.role)).filter_map(|count| count.value).collect()
        };
        Values {
            all: counts.iter().filter_map(|count| count.value).collect(),
            chosen: of(&[CountRole::Selected]),
            of_members: of(&[CountRole::Selected, CountRole::Total]),
        }
    }

    /// “19 kabupaten/kota di kategori Utama. Delapan di antaranya bertahan. Sebelas lainnya naik kelas”: whether `size` is what a
    /// part leaves of those chosen.
    fn leave(&self, size: u64) -> bool {
        self.chosen.iter().any(|whole| whole.checked_sub(size).is_some_and(|part| part > 0 && self.all.contains(&part)))
    }
}

/// “Sejumlah daerah terpilih …”: words of choosing in sentences that name no region and count none.
fn uncounted(case: Case<'_, '_>) -> Vec<Group> {
    // Most sentences have no word of choosing.
    let lists = WordSet::of([case.lists.selection.id()]);
    let next = |at: usize| case.scene.text.next_with(at, &lists, 0, |_| true).map(|at| case.sentence(at));
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
fn take_signing(case: Case<'_, '_>, groups: &mut Vec<Group>, spoken_of: &SpokenOf, index: usize) {
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
        spoken_of.of_size.get(&size).copied()
    });
    let last = || {
        let mut before = case.scene.around((mention.first, mention.end)).sentence().all_before();
        let points = before.any(|at| is_pointer(case, at));
        spoken_of.chosen_before(mention.first).filter(|_| points)
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
