//! Whether an act happened: words of plan, invitation and denial before it, unless other words take them back.

use super::{Scene, Tokens};
use crate::gazetteer::{Postponed, Rumour, StatusWord, word_lists};
use crate::record::FactStatus;
use crate::text::Shape;

word_lists! {
    /// The word lists that tell whether an act happened.
    pub struct StatusLists {
        /// Words before an act that change whether it happened.
        status: StatusWord,
        /// Words that take such a word back.
        status_undone: (),
        /// Words behind a noun of signing that change whether it happened.
        postponed: Postponed,
        /// Words of what is told and is not so.
        rumour_words: Rumour,
    }
}

/// How many words before an act can change its status.
const REACH: usize = 7;

/// What is said of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// That it happened, or whether it will.
    Status(FactStatus),
    /// That somebody hopes for it or makes it a condition: no fact at all.
    Hoped,
}

impl Said {
    /// That it happened.
    pub const DONE: Said = Said::Status(FactStatus::Done);
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

impl StatusLists {
    /// What the sentence says of the act at tokens `act`.
    pub fn of(&self, scene: Scene<'_, '_>, act: Tokens) -> Said {
        match self.before(scene, act) {
            Said::DONE if self.is_refuted(scene, act) => Said::Status(FactStatus::Denied),
            said => said,
        }
    }

    /// “Kabar bahwa Kabupaten X terpilih dibantah”
    fn is_refuted(&self, scene: Scene<'_, '_>, act: Tokens) -> bool {
        let (first, end) = scene.sentence(act.0);
        let says = |at: usize, rumour: Rumour| scene.entry_at(at, &self.rumour_words) == Some(&rumour);
        (first..act.0).any(|at| says(at, Rumour::Told)) && (act.1..end).any(|at| says(at, Rumour::Refuted))
    }

    /// Whether a word of denial stands among tokens `first..end`.
    pub fn denies(&self, scene: Scene<'_, '_>, first: usize, end: usize) -> bool {
        (first..end).any(|at| {
            scene.entry_at(at, &self.status) == Some(&StatusWord::Denied)
                && scene.longest(at, &self.status_undone).is_none()
        })
    }

    /// What words before the act at tokens `act` say of it, in its clause.
    fn before(&self, scene: Scene<'_, '_>, act: Tokens) -> Said {
        let (first, _) = scene.clause(act.0);
        let mut at = act.0;
        let mut steps = 0;
        let mut planned = false;
        while at > first && steps < REACH {
            at -= 1;
            if matches!(scene.printed(at), "," | ":" | "." | "(" | ")") {
                break;
            }
            // Names between the word and the act do not count: “akan Bupati Batang Wihaji tandatangani”.
            steps += usize::from(scene.text.tokens[at].shape == Shape::Lower);
            if !planned && scene.longest(at, &self.status_undone).is_some() {
                // “kalau semua poin sudah disepakati”: done only in a condition.
                let (sentence, _) = scene.sentence(act.0);
                let mut clause = (sentence..at).rev().take(REACH).take_while(|&at| scene.printed(at) != ",");
                return if clause.any(|at| self.is_hope(scene, at)) { Said::Hoped } else { Said::DONE };
            }
            if let Some((_, word)) = scene.longest(at, &self.status).filter(|(end, _)| *end <= act.0) {
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
    pub fn is_hope(&self, scene: Scene<'_, '_>, at: usize) -> bool {
        scene.entry_at(at, &self.status) == Some(&StatusWord::Hoped)
    }

    /// Whether a word of plan, invitation, hope or denial stands at token `at`.
    pub fn is_status_word(&self, scene: Scene<'_, '_>, at: usize) -> bool {
        scene.entry_at(at, &self.status).is_some()
    }

    /// The status that words behind a noun of signing give: “Penandatanganan … dijadwalkan 28 Februari”, “… ditunda”.
    pub fn behind(&self, scene: Scene<'_, '_>, act: Tokens) -> FactStatus {
        let (_, end) = scene.sentence(act.0);
        match (act.1..end).find_map(|at| scene.entry_at(at, &self.postponed)) {
            Some(Postponed::Planned) => FactStatus::Planned,
            Some(Postponed::Denied) => FactStatus::Denied,
            None => FactStatus::Done,
        }
    }
}
