//! Whether an act happened: words of plan, invitation and denial before it, unless other words take them back.

use super::{Case, Status, Tokens};
use crate::text::Shape;

/// How many words before an act can change its status.
const REACH: usize = 5;

/// The status of the act at tokens `act`, and the word that gives it.
pub(super) fn status_of(case: Case<'_, '_>, act: Tokens) -> (Status, Option<Tokens>) {
    let scene = case.scene;
    let (first, _) = case.sentence(act.0);
    let mut at = act.0;
    let mut steps = 0;
    let mut planned: Option<Tokens> = None;
    while at > first && steps < REACH {
        at -= 1;
        if matches!(scene.printed(at), "," | ";" | ":" | "." | "(" | ")" | "\"" | "“" | "”" | "–")
            || scene.is(at, case.lists.clauses)
        {
            break;
        }
        // Names between the word and the act do not count: “akan Bupati Batang Wihaji tandatangani”.
        steps += usize::from(scene.text.tokens[at].shape == Shape::Lower);
        if planned.is_none() && scene.longest(at, case.lists.undone).is_some() {
            // “kalau semua poin sudah disepakati”: done only in a condition.
            let clause = (first..at).rev().take(REACH).take_while(|&at| scene.printed(at) != ",");
            let condition = clause.into_iter().any(|at| is_hope(case, at));
            return (if condition { Status::Hoped } else { Status::Done }, None);
        }
        if let Some((end, entry)) = scene.longest(at, case.lists.status).filter(|(end, _)| *end <= act.0) {
            let status = match scene.value(case.lists.status, entry) {
                "planned" => Status::Planned,
                "invited" => Status::Invited,
                "hoped" => Status::Hoped,
                _ => Status::Denied,
            };
            // “berharap bisa terpilih”: a hope before a word of plan makes it one.
            match (status, planned) {
                (Status::Planned, None) => planned = Some((at, end)),
                (Status::Hoped, _) | (_, None) => return (status, Some((at, end))),
                _ => break,
            }
        }
    }
    planned.map_or((Status::Done, None), |word| (Status::Planned, Some(word)))
}

/// Whether a word of hope or condition stands at token `at`.
pub(super) fn is_hope(case: Case<'_, '_>, at: usize) -> bool {
    case.scene.value_at(at, case.lists.status) == Some("hoped")
}

/// The status that words behind a noun of signing give: “Penandatanganan … dijadwalkan 28 Februari”, “… ditunda”.
pub(super) fn status_behind(case: Case<'_, '_>, act: Tokens) -> Status {
    let (_, end) = case.sentence(act.0);
    let later = (act.1..end).find_map(|at| case.scene.value_at(at, case.lists.postponed));
    match later {
        Some("planned") => Status::Planned,
        Some("denied") => Status::Denied,
        _ => Status::Done,
    }
}
