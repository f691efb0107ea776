//! What keeps a count of those chosen from being the size of a cohort. "Together with 24 others" states no size, and the parts
//! of a sum are not cohorts of their own unless each has its year.

use super::case::Case;
use super::table::Condition;
use crate::gazetteer::LevelWord;
use crate::mention::among;
use crate::mention::count::CountMention;
use crate::record::{Approx, CountRole};

/// How many words behind a count the level can stand that its regions reached.
const LEVEL_REACH: usize = 6;

/// Whether `condition` holds for count number `index`.
pub(super) fn refuses(case: Case<'_, '_>, condition: Condition, index: usize) -> bool {
    let counts = &case.mentions.counts;
    let count = &counts[index];
    match condition {
        Condition::NotChosen => count.role != CountRole::Selected,
        Condition::OfACategory => {
            is_one_of_several(case, index)
                || is_of_a_level(case, count)
                || is_of_a_breakdown(case, index)
                || names_a_level(case, count)
        }
        Condition::PartOfAnother => {
            let is_part = |count: &CountMention<'_>| count.part_of.is_some() && count.year.is_none();
            is_part(count) || counts.iter().any(|other| is_part(other) && other.value == count.value)
        }
        Condition::OfAProvince => counts.iter().any(|other| other.in_province && other.value == count.value),
        Condition::Bound => count.approx.is_some_and(|approx| approx != Approx::About),
        _ => false,
    }
}

/// “lima kabupaten/kota meraih Adipura Kencana, 106 meraih Adipura”: sizes of categories, not of the cohort.
fn is_one_of_several(case: Case<'_, '_>, index: usize) -> bool {
    let counts = &case.mentions.counts;
    let count = &counts[index];
    let (first, end) = beside_in_awards(case, count.first);
    let beside = |c: &CountMention<'_>| c.role == CountRole::Selected && c.year.is_none() && c.unit == count.unit;
    // Said twice, one number is one size.
    let others = among(counts, first, end).filter(|&i| i != index && beside(&counts[i]));
    let own = case.sentence(count.first);
    let is_inside = |i: usize| own.0 <= counts[i].first && counts[i].first < own.1;
    count.year.is_none()
        && others.into_iter().any(|i| is_inside(i) || counts[i].value != count.value)
        && !counts.iter().any(|part| part.part_of == Some(index))
}

/// The sentence of token `at`; where the article is about an award also those beside it, since its categories have one each:
/// “Adipura Kencana jatuh ke tangan lima kota. Di bawahnya Adipura dibawa pulang 80 kabupaten/kota.”
fn beside_in_awards(case: Case<'_, '_>, at: usize) -> (usize, usize) {
    if !case.is_about_an_award() {
        return case.sentence(at);
    }
    let sentences = &case.scene.text.sentences;
    let number = case.scene.text.sentence_of(at);
    let last = sentences.get(number + 1).unwrap_or(&sentences[number]);
    (sentences[number.saturating_sub(1)].first, last.end)
}

/// “3 provinsi, 6 kota, dan 24 kabupaten”: three kinds counted side by side are the parts of a cohort.
fn is_of_a_breakdown(case: Case<'_, '_>, index: usize) -> bool {
    let counts = &case.mentions.counts;
    let (first, end) = case.sentence(counts[index].first);
    let inside = among(counts, first, end);
    let separates =
        |at: usize| matches!(case.scene.printed(at), "," | ";") || case.scene.is(at, &case.lists.list_separators);
    // A word may stand between: “9 provinsi terinovatif, 21 kabupaten terinovatif”. What they are the parts of is none.
    let joined = |at: usize| {
        let (a, b) = (&counts[at], &counts[at + 1]);
        let near = b.first <= a.end + BREAKDOWN && (a.end..b.first).any(separates);
        near && a.unit != b.unit && !counts.iter().any(|part| part.part_of == Some(at))
    };
    let before = (inside.start..index).rev().take(KINDS).take_while(|&at| joined(at)).count();
    let behind = (index..inside.end.saturating_sub(1)).take(KINDS).take_while(|&at| joined(at)).count();
    before + behind + 1 >= KINDS
}

/// How many words stand from one part of a breakdown to the next, at most.
const BREAKDOWN: usize = 4;
/// So many kinds side by side are a breakdown: “31 provinsi dan 397 kabupaten/kota” tell of one cohort each.
const KINDS: usize = 3;

/// “Adipura Kencana jatuh ke lima kabupaten/kota”: the award is named with a level of it, where another level can be told apart.
fn names_a_level(case: Case<'_, '_>, count: &CountMention<'_>) -> bool {
    let (first, end) = case.sentence(count.first);
    let programmes = &case.mentions.programmes;
    among(programmes, first, end).any(|i| {
        let named = &programmes[i];
        (named.first + 1..named.end).any(|at| case.scene.longest(at, &case.lists.level_names).is_some())
    })
}

/// “19 kabupaten/kota meraih kategori Utama”
fn is_of_a_level(case: Case<'_, '_>, count: &CountMention<'_>) -> bool {
    // “kategori yang berlainan” names no level.
    let is_name = |at: usize| case.scene.text.tokens.get(at).is_some_and(|token| token.shape.is_capitalised());
    let (_, end) = case.sentence(count.first);
    (count.end..(count.end + LEVEL_REACH).min(end))
        .take_while(|&at| !matches!(case.scene.printed(at), "," | ":" | ";"))
        .any(|at| case.scene.entry_at(at, &case.lists.level_words) == Some(&LevelWord::Part) && is_name(at + 1))
}
