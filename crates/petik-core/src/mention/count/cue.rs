//! Words near a count that say what was done with those counted: chosen, assessed, invited, come, left out.

use super::beside::relative_verb;
use super::role::{BESIDE, ROLE_REACH};
use super::{Around, CountLists, CountMention};
use crate::gazetteer::{Came, Selection};
use crate::mention::Scene;
use crate::mention::choice::{Choice, choices};
use crate::mention::status::Said;
use crate::text::Sentence;

/// The word of choosing, assessing or inviting nearest to the count, in its sentence.
pub(super) fn nearest_cue(
    scene: Scene<'_, '_>,
    lists: &CountLists,
    count: &CountMention<'_>,
    (before, next): (Option<&CountMention<'_>>, Option<&CountMention<'_>>),
    Sentence { first, end, .. }: Sentence,
) -> Option<Choice> {
    let boundary = |from: usize, to: usize| (from..to).any(|at| matches!(scene.printed(at), "." | ";"));
    let comma = |from: usize, to: usize| (from..to).any(|at| scene.printed(at) == ",");
    // “salah satu dari 88 kabupaten/kota yang diundang”: a relative clause tells of these.
    let told = relative_verb(scene, lists, count);
    let mut best: Option<(usize, Choice)> = None;
    for choice in choices(scene, &lists.selection, first, end) {
        let assesses = choice.value == Selection::Assessing;
        if choice.value.is_of_receiving()
            || assesses && !(choice.end <= count.first && count.first <= choice.end + BESIDE)
            || choice.value == Selection::Result && choice.first >= count.end
        {
            continue;
        }
        let behind = choice.first >= count.end;
        let comma = if behind { comma(count.end, choice.first) } else { comma(choice.end, count.first) };
        // “Peserta asesmen mencapai 88 kabupaten/kota, yang lolos 50 kabupaten/kota”: words right before the next count are its own.
        let of_next = next.is_some_and(|next| choice.end <= next.first && next.first <= choice.end + 1);
        // “dari 88 kabupaten/kota yang menjalani asesmen, hanya 50”: words right behind the count before are that one's.
        let of_before = before.is_some_and(|b| b.end <= choice.first && choice.first <= b.end + BESIDE);
        if comma && if behind { of_next } else { of_before } {
            continue;
        }
        let value = if assesses || choice.value == Selection::Result { Selection::Assessed } else { choice.value };
        // “masuk kategori baik, terdiri atas 9 provinsi dan 111 kabupaten/kota”: an enumeration is as near as its opener.
        let opener = || (choice.end..count.first).find(|&at| scene.longest(at, &lists.list_openers).is_some());
        let distance =
            if behind { choice.first - count.end } else { opener().unwrap_or(count.first).saturating_sub(choice.end) };
        let is_told = told == Some(choice.first);
        let distance = if is_told { 0 } else { distance };
        let undecided = if behind && comma { 3 } else { 0 };
        // "80 daerah undangan" names whom a list was made of; what was done with them stands before.
        let weak = if choice.value == Selection::Invited && choice.end != count.first && !is_told { 2 } else { 0 };
        let distance = distance + undecided + weak;
        let apart =
            if behind { boundary(count.end, choice.first) } else { boundary(choice.end.min(count.first), count.first) };
        // What stands behind the count says more of it than what stands before.
        if distance <= ROLE_REACH
            && !apart
            && best.is_none_or(|(least, _)| distance < least || distance == least && behind)
        {
            best = Some((distance, Choice { value, ..choice }));
        }
    }
    best.map(|(_, choice)| choice)
}

/// Whether words of receiving say that something was received.
pub(super) fn receives(scene: Scene<'_, '_>, around: Around<'_, '_>, choice: &Choice) -> bool {
    choice.value.is_of_receiving() && around.statuses.of(scene, (choice.first, choice.end)) == Said::DONE
}

/// “Laporan belum diterima empat daerah”: what words of receiving near the count deny.
pub(super) fn is_left_out(
    scene: Scene<'_, '_>,
    lists: &CountLists,
    count: &CountMention<'_>,
    around: Around<'_, '_>,
) -> bool {
    let (first, end) = scene.sentence(count.first);
    let near = |c: &Choice| count.first <= c.end + BESIDE && c.first <= count.end + BESIDE;
    let mut received = choices(scene, &lists.selection, first, end);
    received.retain(|c| c.value.is_of_receiving() && near(c));
    !received.is_empty() && !received.iter().any(|c| receives(scene, around, c))
}

/// “12 kabupaten/kota dihadiri langsung oleh pimpinan daerah”: who came, where nobody signs.
pub(super) fn attends(scene: Scene<'_, '_>, lists: &CountLists, count: &CountMention<'_>, sentence: Sentence) -> bool {
    let behind = |at: usize| scene.entry_at(at, &lists.count_came) == Some(&Came::All);
    // “dihadiri 12 kepala daerah”; a programme too is "diikuti" by regions, but not by persons.
    let before = |at: usize| {
        scene
            .longest(at, &lists.count_came)
            .is_some_and(|(end, came)| end == count.first && (count.of_persons || *came == Came::All))
    };
    let words = scene.around((count.first, count.end)).sentence();
    let came = words.behind(2).any(behind) || words.before(BESIDE).any(before);
    came && !(sentence.first..sentence.end).any(|at| scene.longest(at, &lists.signing_verbs).is_some())
}
