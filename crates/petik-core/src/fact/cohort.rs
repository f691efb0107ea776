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
        Condition::OfACategory => is_one_of_several(case, index) || is_of_a_level(case, count),
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
    let (first, end) = case.sentence(count.first);
    let beside = |c: &CountMention<'_>| c.role == CountRole::Selected && c.year.is_none() && c.unit == count.unit;
    count.year.is_none()
        && among(counts, first, end).filter(|&i| beside(&counts[i])).count() >= 2
        && !counts.iter().any(|part| part.part_of == Some(index))
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
