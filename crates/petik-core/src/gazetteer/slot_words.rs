//! What the rows of the word lists mean that the slots of a signing are read with: who takes which part, where, and how.

use super::words::meaning;
use crate::record::Mode;
use crate::vocabulary;

vocabulary! {
    /// `party_words`: what words before a person or body say of its part in an agreement.
    pub enum PartyWord {
        /// It is the other party.
        Other = "other",
        /// It is beside the one before.
        Together = "together",
        /// It is one of the parties, and the next behind it another.
        Between = "between",
        /// It acts.
        Agent = "agent",
        /// It acts for the one before.
        Through = "through",
        /// It looks on.
        Witness = "witness",
        /// It acts, and the one before comes along.
        Accompanied = "accompanied",
        /// It gives an account.
        Account = "account",
        /// It is meant by the words before.
        Opens = "opens",
        /// Nothing.
        Neutral = "neutral",
    }
}

impl PartyWord {
    /// Whether the parties of an agreement stand behind it.
    pub fn names_the_other(self) -> bool {
        matches!(self, PartyWord::Other | PartyWord::Between)
    }
}

vocabulary! {
    /// `evaluation_grades`, `evaluation_letters`: what a grade says of a region.
    pub enum Grade {
        /// It is honoured by it.
        Honour = "honour",
        /// It is not.
        Low = "low",
    }
}

vocabulary! {
    /// `clause_times`: when what a clause tells happens beside the rest of its sentence.
    pub enum ClauseTime {
        /// At another time: "usai".
        Other = "other",
        /// At the same time: "sementara".
        Same = "same",
    }
}

vocabulary! {
    /// `pronouns`: how many are meant.
    pub enum Pronoun {
        /// One.
        One = "one",
        /// Two.
        Two = "two",
        /// Several, or a body.
        Several = "several",
    }
}

vocabulary! {
    /// `where_words`: what the words of place behind it are.
    pub enum WhereWord {
        /// Where something happens.
        At = "at",
        /// From where somebody takes part.
        From = "from",
    }
}

vocabulary! {
    /// `venue_words`: words in the name of a place.
    pub enum VenueWord {
        /// A building or a room.
        Room = "room",
        /// It goes on with the name of a room.
        Tail = "tail",
        /// Too wide for people to meet in, or no place at all: "Indonesia", "bidang".
        Nowhere = "nowhere",
    }
}

vocabulary! {
    /// Of what a word for how people met has to be said.
    pub enum ModeSense {
        /// Of an event: it counts beside a word for one, or for holding one.
        Event = "event",
    }
}

meaning! {
    /// `modes`: how people met.
    pub struct ModeWord {
        /// In which way.
        value: Mode,
        /// Of what it has to be said; empty: it says by itself how people met.
        sense: Option<ModeSense>,
    }
}
