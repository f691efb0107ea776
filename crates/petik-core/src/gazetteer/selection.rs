//! Words of choosing: what the list `selection` says of its rows.

use crate::vocabulary;

vocabulary! {
    /// `selection`: what is said of regions on the way into a cohort.
    pub enum Selection {
        /// They were chosen; they stand before.
        Chosen = "chosen",
        /// They passed a step on the way; they stand before. Who passes is chosen for a programme, and may yet win an award.
        Passed = "passed",
        /// They take part; they stand before. Too common to say alone that they were chosen.
        Joining = "joining",
        /// Somebody chooses; they stand behind.
        Choosing = "choosing",
        /// They receive an award; they stand before.
        Receiving = "receiving",
        /// An award is received; they stand behind.
        Received = "received",
        /// They are looked at before the choice.
        Assessed = "assessed",
        /// Somebody assesses; what is assessed stands right behind. Further off somebody gives an opinion.
        Assessing = "assessing",
        /// The result of an assessment: what is said of those before is a choice, what is said of those behind is an
        /// assessment.
        Result = "result",
        /// They may still be chosen.
        Candidate = "candidate",
        /// They are invited.
        Invited = "invited",
        /// Nobody is chosen by words that only sound so: guests and reports are received as well.
        Nothing = "nothing",
    }
}

impl Selection {
    /// Whether those before it were chosen.
    pub fn is_chosen(self) -> bool {
        matches!(self, Selection::Chosen | Selection::Passed)
    }

    /// Whether it tells of an assessment.
    pub fn is_of_an_assessment(self) -> bool {
        matches!(self, Selection::Assessed | Selection::Assessing | Selection::Result)
    }

    /// Whether it says that something is received.
    pub fn is_of_receiving(self) -> bool {
        matches!(self, Selection::Receiving | Selection::Received)
    }

    /// Whether it says that regions were chosen, take part or receive something.
    pub fn is_positive(self) -> bool {
        self.is_strong() || self == Selection::Joining
    }

    /// Whether it says so by itself: words of joining are too common for that.
    pub fn is_strong(self) -> bool {
        self.is_chosen() || self.is_of_receiving() || self == Selection::Choosing
    }
}
