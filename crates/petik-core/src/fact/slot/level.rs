//! The level of an award: behind a word for levels ("kategori Nindya"), or beside the award's name, in brackets or not: “Swasti
//! Saba (Wistara)”.

use crate::fact::case::Case;
use crate::mention::{Tokens, among};
use crate::text::Gap;

/// The level that the sentence of token `at` gives.
pub(in crate::fact) fn level(case: Case<'_, '_>, at: usize) -> Option<Tokens> {
    let (first, end) = case.sentence(at);
    behind_a_word(case, first, end).or_else(|| beside_the_award(case, first, end))
}

/// “kategori Nindya”, “predikat Utama”: capitalised words.
fn behind_a_word(case: Case<'_, '_>, first: usize, end: usize) -> Option<Tokens> {
    let from = (first..end).find(|&at| case.scene.is(at, &case.lists.level_words))? + 1;
    let past = (from..end.min(from + 3))
        .take_while(|&at| {
            case.scene.text.tokens[at].shape.is_capitalised() && case.scene.text.tokens[at].gap == Gap::Space
        })
        .last()?;
    Some((from, past + 1))
}

/// “Swasti Saba (Wistara)”, “(Swasti Saba) Wistara”, “Adipura Kencana”: the name of a level as the last word of the award's
/// name or right behind it.
fn beside_the_award(case: Case<'_, '_>, first: usize, end: usize) -> Option<Tokens> {
    let scene = case.scene;
    let programmes = &case.mentions.programmes;
    let mut awards = among(programmes, first, end)
        .map(|i| &programmes[i])
        .filter(|p| scene.gazetteer.programmes.get(p.programme).gives_awards());
    awards.find_map(|award| {
        let inside = scene.longest_before(award.end, &case.lists.level_names).map(|(first, _)| (first, award.end));
        let inside = inside.filter(|&(first, _)| first > award.first);
        let bracket = usize::from(matches!(scene.printed(award.end), "(" | ")"));
        let from = award.end + bracket;
        let behind = scene.longest(from, &case.lists.level_names).filter(|&(past, _)| past <= end);
        let behind = behind.filter(|_| scene.text.tokens[from].shape.is_capitalised());
        behind.map(|(past, _)| (from, past)).or(inside)
    })
}
