//! In what relation somebody or something stands in its sentence: the word that governs it, over the list it is a member of.
//! “disaksikan Gubernur A dan Wali Kota B”: both are governed by the word of watching.

use super::view::View;
use crate::gazetteer::{Attendance, Honorific, PartyWord, PlaceWord, VenueWord};
use crate::text::Shape;

/// The relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// A clause begins with it: it does what the clause says.
    Subject,
    /// Behind "dengan".
    With,
    /// Behind "bersama".
    Together,
    /// Behind "antara".
    Between,
    /// Behind "oleh".
    Agent,
    /// Behind "melalui": who acts for the one before.
    Through,
    /// Behind words that say who else was there: "disaksikan".
    Attends,
    /// Behind words of being there: "hadir".
    Present,
    /// Somebody else stands in for it.
    Represented,
    /// It stands in for somebody else.
    StandsIn,
    /// Behind a word of speech.
    Speaks,
    /// Part of a place.
    Place,
    /// Right behind the act with this number.
    Act(usize),
    /// Behind a word that says nothing of the act.
    Unknown,
}

/// What stands before a member of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// The governing word itself.
    None,
    /// "dan".
    And,
    /// A comma.
    Comma,
}

/// The word that governs something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    /// The relation.
    pub(super) relation: Relation,
    /// First token of the governing word; where a clause begins, the first token of the clause.
    pub(super) governor: usize,
    /// What stands right before it.
    pub(super) joint: Joint,
}

/// How many steps back the governing word can stand.
const STEPS: usize = 200;

/// The way back from a member of a list to what governs the list.
struct Walk {
    at: usize,
    joint: Joint,
    /// Whether something named was passed.
    chained: bool,
    /// Whether words of a name that no list knows stand right before the member.
    crossed: bool,
    /// The first comma of the list.
    comma: Option<usize>,
    /// Whether words were passed that say who is meant: “kedua kepala daerah, yakni Bupati A …”.
    opened: bool,
}

impl Walk {
    fn join(&mut self, joint: Joint, at: usize) {
        if self.joint == Joint::None && !self.chained {
            self.joint = joint;
        }
        self.at = at;
    }
}

impl View<'_, '_> {
    /// What governs the words that begin at token `first`.
    pub(super) fn link(&self, first: usize) -> Link {
        let known = self.links.borrow().get(&first).copied();
        known.unwrap_or_else(|| {
            let link = self.walk_from(first);
            self.links.borrow_mut().insert(first, link);
            link
        })
    }

    fn walk_from(&self, first: usize) -> Link {
        let mut walk =
            Walk { at: first, joint: Joint::None, chained: false, crossed: false, comma: None, opened: false };
        let mut found = None;
        for _ in 0..STEPS {
            if found.is_some() || walk.at <= self.first {
                break;
            }
            found = self.step(&mut walk);
        }
        let (relation, governor) = match (found, walk.comma) {
            // “Di Hotel A, Bupati B”: the words of place end at the comma, and what stands behind acts.
            (Some((Relation::Place, _)), Some(comma)) => (Relation::Subject, comma + 1),
            (Some(found), _) => found,
            (None, _) => (Relation::Subject, walk.at),
        };
        Link { relation, governor, joint: walk.joint }
    }

    /// One step back: the governor, or on.
    fn step(&self, walk: &mut Walk) -> Option<(Relation, usize)> {
        let (scene, lists) = (self.case.scene, self.case.lists);
        let before = walk.at - 1;
        if let Some(&((first, _), _)) = self.named_over(before) {
            (walk.at, walk.chained) = (first, true);
            return None;
        }
        if let Some(act) = self.act_over(before) {
            let relation = if walk.crossed { Relation::Unknown } else { Relation::Act(act) };
            return Some((relation, before));
        }
        let attendance = scene.longest_before(walk.at, &lists.attendance).map(|(first, _)| first);
        let party = scene.longest_before(walk.at, &lists.party_words);
        // “diwakili oleh” goes before “oleh”.
        if let Some((first, word)) = party.filter(|(first, _)| attendance.is_none_or(|other| *first <= other)) {
            walk.at = first;
            walk.opened |= *word == PartyWord::Opens;
            return of_party_word(*word).map(|relation| (relation, first));
        }
        match self.governor_before(walk.at) {
            // The noun that stands for those who are meant: “kedua kepala daerah”.
            Some((Relation::Place | Relation::Unknown, first)) if walk.opened => {
                walk.at = first;
                return None;
            }
            Some(found) => return Some(found),
            None => {}
        }
        match scene.printed(before) {
            ")" => walk.at = (self.first..before).rfind(|&at| scene.printed(at) == "(").unwrap_or(before),
            "," => {
                walk.comma = Some(before);
                walk.join(Joint::Comma, before);
            }
            "&" | "/" => walk.join(Joint::And, before),
            "." | "'" | "’" => walk.at = before,
            _ if scene.text.tokens[before].shape == Shape::Mark => return Some((Relation::Subject, walk.at)),
            // “bahwa Bupati A”, “Pada acara itu Bupati A”
            _ if lists.opens_clause(scene, before) || !walk.opened && scene.is(before, &lists.anaphora) => {
                return Some((Relation::Subject, walk.at));
            }
            _ => match scene.longest_before(walk.at, &lists.list_separators) {
                Some((first, _)) => walk.join(Joint::And, first),
                None => return self.step_over_a_word(walk),
            },
        }
        None
    }

    /// Over a word of a name; any other word governs.
    fn step_over_a_word(&self, walk: &mut Walk) -> Option<(Relation, usize)> {
        let (scene, lists) = (self.case.scene, self.case.lists);
        let before = walk.at - 1;
        let title = matches!(scene.longest_before(walk.at, &lists.honorifics), Some((_, Honorific::Title)));
        if scene.text.tokens[before].shape == Shape::Lower && !title && !walk.opened {
            return Some((Relation::Unknown, before));
        }
        walk.crossed |= !title && !walk.chained && walk.joint == Joint::None;
        walk.at = before;
        None
    }

    /// The word right before token `end` that governs what stands there, by the lists of attendance, speech and places.
    fn governor_before(&self, end: usize) -> Option<(Relation, usize)> {
        let (scene, lists) = (self.case.scene, self.case.lists);
        if let Some((first, word)) = scene.longest_before(end, &lists.attendance) {
            let relation = match word {
                Attendance::There => Relation::Present,
                Attendance::Behind => Relation::Attends,
                Attendance::StandsIn => Relation::Represented,
                Attendance::StoodIn => Relation::StandsIn,
            };
            return Some((relation, first));
        }
        if let Some((first, _)) = scene.longest_before(end, &lists.speech_verbs) {
            return Some((Relation::Speaks, first));
        }
        if let Some((first, VenueWord::Room)) = scene.longest_before(end, &lists.venue_words) {
            return Some((Relation::Place, first));
        }
        // “SE” is a degree.
        if scene.text.tokens[end - 1].shape == Shape::Upper {
            return None;
        }
        match scene.longest_before(end, &lists.place_prepositions)? {
            (first, PlaceWord::Place | PlaceWord::Noun) => Some((Relation::Place, first)),
            (first, PlaceWord::Other) => {
                scene.longest_before(end, &lists.list_separators).is_none().then_some((Relation::Unknown, first))
            }
        }
    }
}

/// The relation of what stands behind the word; `None` where it says nothing.
fn of_party_word(word: PartyWord) -> Option<Relation> {
    match word {
        PartyWord::Other => Some(Relation::With),
        PartyWord::Together => Some(Relation::Together),
        PartyWord::Between => Some(Relation::Between),
        PartyWord::Agent => Some(Relation::Agent),
        PartyWord::Through => Some(Relation::Through),
        PartyWord::Witness => Some(Relation::Attends),
        PartyWord::Accompanied => Some(Relation::Subject),
        PartyWord::Account => Some(Relation::Speaks),
        PartyWord::Opens | PartyWord::Neutral => None,
    }
}
