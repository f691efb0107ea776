//! Sizes of cohorts, where the text states them. "Together with 24 others" states no size, and the parts of a sum are not
//! cohorts of their own unless each has its year.

use super::case::Case;
use super::draft::FactDraft;
use super::year::Asked;
use crate::gazetteer::LevelWord;
use crate::mention::count::CountMention;
use crate::mention::{Rejections, among};
use crate::record::{Approx, CountRole, FactStatus, FactType};

/// How many words behind a count the level can stand that its regions reached.
const LEVEL_REACH: usize = 6;

/// One draft for every count that states the size of a cohort of a known programme.
pub(super) fn sizes<'a>(case: Case<'_, 'a>, rejections: &mut Rejections) -> Vec<FactDraft<'a>> {
    let mut drafts = Vec::new();
    let part_values: Vec<Option<u64>> =
        case.mentions.counts.iter().filter(|c| c.part_of.is_some() && c.year.is_none()).map(|c| c.value).collect();
    let wholes: Vec<usize> = case.mentions.counts.iter().filter_map(|c| c.part_of).collect();
    // “kategori yang berlainan” names no level.
    let is_name = |at: usize| case.scene.text.tokens.get(at).is_some_and(|token| token.shape.is_capitalised());
    for (index, count) in case.mentions.counts.iter().enumerate() {
        if count.role != CountRole::Selected {
            continue;
        }
        let part_without_year = count.part_of.is_some() && count.year.is_none();
        let repeats_a_part = part_values.contains(&count.value);
        let in_province = case.mentions.counts.iter().any(|c| c.in_province && c.value == count.value);
        // “lima kabupaten/kota meraih Adipura Kencana, 106 meraih Adipura”: sizes of categories, not of the cohort.
        let (first, end) = case.sentence(count.first);
        let beside = |c: &CountMention<'_>| {
            first <= c.first
                && c.first < end
                && c.role == CountRole::Selected
                && c.year.is_none()
                && c.unit == count.unit
        };
        let of_a_category = count.year.is_none()
            && among(&case.mentions.counts, first, end).filter(|&i| beside(&case.mentions.counts[i])).count() >= 2
            && !wholes.contains(&index);
        // “19 kabupaten/kota meraih kategori Utama”
        let levelled = (count.end..(count.end + LEVEL_REACH).min(end))
            .take_while(|&at| !matches!(case.scene.printed(at), "," | ":" | ";"))
            .any(|at| case.scene.entry_at(at, &case.lists.level_words) == Some(&LevelWord::Part) && is_name(at + 1));
        let why = if of_a_category || levelled {
            Some("one of several categories")
        } else if part_without_year || repeats_a_part {
            Some("a part of another count")
        } else if in_province {
            Some("counts the regions of one province only")
        } else if count.approx.is_some_and(|approx| approx != Approx::About) {
            Some("only a bound")
        } else {
            None
        };
        if let Some(why) = why {
            rejections.note(count.first, count.end, "cohort_size", || why.to_owned());
            continue;
        }
        let programme = case.programme_at(count.first);
        if programme.is_none() {
            rejections.note(count.first, count.end, "cohort_size", || "no programme in the article".to_owned());
            continue;
        }
        let (kind, evidence) = (FactType::CohortSize, case.sentence(count.first));
        let mut draft = FactDraft::new(kind, FactStatus::Done, evidence, count.by.clone());
        draft.set_programme(programme, case.mentions);
        draft.count = Some(index);
        let date = case.date_at(count.first).map(|found| found.date);
        let year = case.count_year(index);
        let (at, programme) = (count.first, draft.programme_mention);
        draft.set_year(year.or_else(|| case.cohort_year(Asked { at, programme, date, kind }, rejections)));
        draft.speaker = case.speaker_at(count.first);
        drafts.push(draft);
    }
    drafts
}
