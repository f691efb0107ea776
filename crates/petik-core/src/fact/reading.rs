//! What an introduction of a list says, read once, into evidence: words of choosing and signing, counts, pointers, announcing
//! words, and words that no introduction of members needs.

use super::case::Case;
use super::group::is_pointer;
use super::introduction::{Introduction, opens_among};
use super::signing;
use crate::gazetteer::{Feature, Opener, Selection};
use crate::mention::status::Said;
use crate::mention::{Tokens, among};
use crate::record::{CountRole, FactStatus};
use crate::text::{Gap, Listed, Shape};

/// What one frame says.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// What holds, with how often.
    pub(super) features: Vec<(Feature, i32)>,
    /// Words that say that those listed were chosen.
    pub(super) chosen: Option<Tokens>,
    /// The signing that those listed did.
    pub(super) signed: Option<usize>,
    /// The counts in it.
    pub(super) counts: Vec<usize>,
}

impl Introduction {
    /// Reads the frames; `covered` says for each token whether a mention holds it.
    pub(super) fn read(&self, case: Case<'_, '_>, covered: &[bool]) -> Reading {
        let mut reading = Reading::default();
        let mut add = |feature: Feature, times: i32| {
            if times > 0 {
                reading.features.push((feature, times));
            }
        };
        add(Feature::ListOpened, i32::from(self.opened));
        add(Feature::ListNotOpened, i32::from(!self.opened && !self.under_heading));
        add(Feature::ListUnderHeading, i32::from(self.under_heading));
        for &frame in &self.frames {
            read_frame(case, covered, frame, &mut reading);
        }
        reading
    }
}

fn read_frame(case: Case<'_, '_>, covered: &[bool], (first, end): Tokens, reading: &mut Reading) {
    let scene = case.scene;
    let mut found: Vec<Feature> = Vec::new();
    // “Salah satunya”: of those spoken of before, whatever was said of them.
    for (choice, said) in case.choices(first, end).filter(|(choice, _)| !opens_among(case, choice.first)) {
        let done = said == Said::DONE;
        // “yang ikut meneken”: who joins in signing signs.
        if choice.value == Selection::Joining && !among(&case.mentions.signings, choice.end, choice.end + 1).is_empty()
        {
            continue;
        }
        found.push(match (choice.value, said) {
            (Selection::Passed, Said::DONE) if case.is_about_an_award() => Feature::ListCandidates,
            (value, Said::DONE) if value.is_strong() => Feature::ListChosen,
            (Selection::Joining, Said::DONE) => Feature::ListJoins,
            (Selection::Candidate, _) => Feature::ListCandidates,
            (Selection::Assessed | Selection::Assessing, Said::DONE) => Feature::ListAssessed,
            (Selection::Invited, _) => Feature::ListInvited,
            (_, Said::Status(FactStatus::Denied)) => Feature::ListDenied,
            (_, Said::Status(FactStatus::Done)) => continue,
            _ => Feature::ListPlanned,
        });
        let passed = choice.value == Selection::Passed && case.is_about_an_award();
        if done && choice.value.is_positive() && !passed {
            reading.chosen.get_or_insert((choice.first, choice.end));
        }
        if choice.value == Selection::Joining && is_unknown(case, covered, choice.end) && choice.end < end {
            found.push(Feature::ListUnknownCompany);
        }
    }
    for index in among(&case.mentions.signings, first, end) {
        match signing::status(case, index) {
            Some(FactStatus::Done) => {
                found.push(Feature::ListSigned);
                reading.signed.get_or_insert(index);
            }
            Some(FactStatus::Denied) => found.push(Feature::ListDenied),
            Some(FactStatus::Invited) => found.push(Feature::ListInvited),
            _ => found.push(Feature::ListPlanned),
        }
    }
    for index in among(&case.mentions.counts, first, end) {
        reading.counts.push(index);
        match case.mentions.counts[index].role {
            CountRole::Selected if case.mentions.counts[index].told => found.push(Feature::ListCountsCohort),
            CountRole::Selected => found.push(Feature::ListCountsSome),
            CountRole::Assessed => found.push(Feature::ListAssessed),
            CountRole::Invited => found.push(Feature::ListInvited),
            CountRole::Other if !case.mentions.counts[index].others => found.push(Feature::ListCountsOthers),
            _ => {}
        }
    }
    let any = |test: &dyn Fn(usize) -> bool| (first..end).any(test);
    // “Daerah itu ialah”, “Yang dimaksud yakni”, “Peserta tersebut adalah”
    let points = |at: usize| {
        is_pointer(case, at)
            || at > first && scene.is(at, &case.lists.anaphora) && (is_plain(case, at - 1) || leads(case, at + 1, end))
            || scene.longest(at, &case.lists.list_closers).is_some()
    };
    if any(&points) {
        found.push(Feature::ListPointsBack);
    }
    if any(&|at| scene.longest(at, &case.lists.list_announcers).is_some()) {
        found.push(Feature::ListAnnounced);
    }
    let of_award = |at: usize| {
        scene.is(at, &case.lists.level_words)
            || scene.is(at, &case.lists.award_words)
            || scene.longest(at, &case.lists.level_names).is_some()
    };
    if any(&of_award) {
        found.push(Feature::ListNamesAward);
    }
    if !among(&case.mentions.programmes, first, end).is_empty() {
        found.push(Feature::ListNamesProgramme);
    }
    if case.names_lesser_grade((first, end)) {
        found.push(Feature::ListDenied);
    }
    if among(&case.mentions.years, first, end).any(|i| case.mentions.years[i].ahead) {
        found.push(Feature::ListAhead);
    }
    // “mengundurkan diri dari …, yaitu”: a denial of whatever it is.
    let told = last_act(case, first, end).unwrap_or(first);
    if case.statuses.denies(scene, told, end) {
        found.push(Feature::ListDenied);
    }
    let attends = |at: usize| {
        scene.longest(at, &case.lists.attendance).is_some() && scene.longest(at, &case.lists.selection).is_none()
    };
    if any(&attends) {
        found.push(Feature::ListInvited);
    }
    if any(&|at| scene.entry_at(at, &case.lists.list_openers) == Some(&Opener::Area)) {
        found.push(Feature::ListOfArea);
    }
    found.sort_unstable();
    found.dedup();
    reading.features.extend(found.into_iter().map(|feature| (feature, 1)));
    // What stands nearest to the list tells what it is: words before an act of the frame only lead to it.
    let unknown: Vec<usize> = (told..end).filter(|&at| is_unknown(case, covered, at)).collect();
    // “Berikut daftar yang dibacakan panitia” tells of the list and not of its members.
    let of_list = |at: usize| scene.longest_before(at, &case.lists.list_announcers).is_some();
    let behind_relative = |&at: &usize| {
        let relative = scene.longest_before(at, &case.lists.relative_words);
        at > first && relative.is_some_and(|(relative, _)| !of_list(relative))
    };
    if unknown.iter().any(behind_relative) {
        reading.features.push((Feature::ListUnknownClause, 1));
    }
    if told == first && !unknown.is_empty() {
        reading.features.push((Feature::ListUnknownWord, unknown.len().min(3) as i32));
    }
}

/// Where the last word of choosing or signing ends in a frame.
fn last_act(case: Case<'_, '_>, first: usize, end: usize) -> Option<usize> {
    let chosen =
        case.choices(first, end).filter(|(choice, _)| choice.value.is_strong()).map(|(choice, _)| choice.end).last();
    let signed = among(&case.mentions.signings, first, end).next_back().map(|i| case.mentions.signings[i].end);
    chosen.max(signed)
}

/// “Ke-42 MPP baru itu yakni”: words that open a list, or the end of the frame, right behind.
fn leads(case: Case<'_, '_>, at: usize, end: usize) -> bool {
    at >= end || case.scene.printed(at) == ":" || case.scene.longest(at, &case.lists.list_openers).is_some()
}

/// A word that those who take part are called by, or a count, such as can be pointed back to: “peserta itu”, “yang dimaksud”.
fn is_plain(case: Case<'_, '_>, at: usize) -> bool {
    case.scene.longest_before(at + 1, &case.lists.selection).is_some()
        || case.mentions.count_ends_at(at + 1)
        || case.scene.is(at, &case.lists.relative_words)
}

/// Whether a word in small letters stands at token `at` that no introduction of members needs: no word of choosing, signing,
/// counting or listing, no name, and none of the small words of `introduction_words`.
fn is_unknown(case: Case<'_, '_>, covered: &[bool], at: usize) -> bool {
    let scene = case.scene;
    let Some(token) = scene.text.tokens.get(at) else { return false };
    if token.shape != Shape::Lower || token.gap == Gap::None && at > 0 && scene.printed(at - 1) == "-" {
        return false;
    }
    !covered[at] && !is_known(case, at)
}

/// Whether a word stands inside of an entry of a list that introductions are read with.
fn is_known(case: Case<'_, '_>, at: usize) -> bool {
    let lists = case.lists;
    let known = [
        lists.introduction_words.id(),
        lists.selection.id(),
        lists.list_openers.id(),
        lists.list_announcers.id(),
        lists.list_furthers.id(),
        lists.list_closers.id(),
        lists.count_units.id(),
        lists.count_others.id(),
        lists.award_words.id(),
        lists.level_words.id(),
        lists.they_words.id(),
        lists.anaphora.id(),
        lists.instruments.id(),
        case.statuses.status.id(),
        case.statuses.status_undone.id(),
        lists.attendance.id(),
        lists.list_separators.id(),
        lists.place_prepositions.id(),
        lists.relative_words.id(),
    ];
    let tokens = &case.scene.text.tokens;
    let inside_entry = |from: usize| {
        known.iter().any(|list| case.scene.lexicon.longest(tokens, from, *list).is_some_and(|(end, _)| at < end))
    };
    (at.saturating_sub(LONGEST_ENTRY)..=at).any(inside_entry)
}

/// How many words an entry of these lists has before its last, at most.
const LONGEST_ENTRY: usize = 3;
