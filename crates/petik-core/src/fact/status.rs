//! Whether an act happened: words of plan, invitation and denial before it, unless other words take them back.

use super::case::Case;
use crate::gazetteer::{Postponed, StatusWord};
use crate::mention::Tokens;
use crate::record::FactStatus;
use crate::text::Shape;

/// How many words before an act can change its status.
const REACH: usize = 5;

/// What is said of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// That it happened, or whether it will.
    Status(FactStatus),
    /// That somebody hopes for it or makes it a condition: no fact at all.
    Hoped,
}

impl Said {
    pub(super) const DONE: Said = Said::Status(FactStatus::Done);
    const PLANNED: Said = Said::Status(FactStatus::Planned);

    fn of(word: StatusWord) -> Self {
        match word {
            StatusWord::Planned => Said::PLANNED,
            StatusWord::Invited => Said::Status(FactStatus::Invited),
            StatusWord::Denied => Said::Status(FactStatus::Denied),
            StatusWord::Hoped => Said::Hoped,
        }
    }
}

/// What words before the act at tokens `act` say of it.
pub(super) fn status_of(case: Case<'_, '_>, act: Tokens) -> Said {
    let scene = case.scene;
    let (first, _) = case.sentence(act.0);
    let mut at = act.0;
    let mut steps = 0;
    let mut planned = false;
    while at > first && steps < REACH {
        at -= 1;
        if matches!(scene.printed(at), "," | ";" | ":" | "." | "(" | ")" | "\"" | "“" | "”" | "–")
            || scene.is(at, &case.lists.clause_words)
        {
            break;
        }
        // Names between the word and the act do not count: “akan Bupati Batang Wihaji tandatangani”.
        steps += usize::from(scene.text.tokens[at].shape == Shape::Lower);
        if !planned && scene.longest(at, &case.lists.status_undone).is_some() {
            // “kalau semua poin sudah disepakati”: done only in a condition.
            let mut clause = (first..at).rev().take(REACH).take_while(|&at| scene.printed(at) != ",");
            return if clause.any(|at| is_hope(case, at)) { Said::Hoped } else { Said::DONE };
        }
        if let Some((_, word)) = scene.longest(at, &case.lists.status).filter(|(end, _)| *end <= act.0) {
            // “berharap bisa terpilih”: a hope before a word of plan makes it one.
            match Said::of(*word) {
                Said::PLANNED if !planned => planned = true,
                said if said == Said::Hoped || !planned => return said,
                _ => break,
            }
        }
    }
    if planned { Said::PLANNED } else { Said::DONE }
}

/// Whether a word of hope or condition stands at token `at`.
pub(super) fn is_hope(case: Case<'_, '_>, at: usize) -> bool {
    case.scene.entry_at(at, &case.lists.status) == Some(&StatusWord::Hoped)
}

/// The status that words behind a noun of signing give: “Penandatanganan … dijadwalkan 28 Februari”, “… ditunda”.
pub(super) fn status_behind(case: Case<'_, '_>, act: Tokens) -> FactStatus {
    let (_, end) = case.sentence(act.0);
    match (act.1..end).find_map(|at| case.scene.entry_at(at, &case.lists.postponed)) {
        Some(Postponed::Planned) => FactStatus::Planned,
        Some(Postponed::Denied) => FactStatus::Denied,
        None => FactStatus::Done,
    }
}
