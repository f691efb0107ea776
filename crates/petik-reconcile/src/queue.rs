//! The order in which a person judges what petik could not settle: contradictions first, then what has to be told apart, last
//! what nobody doubts. The desk, the report, the workbook and the letter share it.

use crate::reconciliation::Decided;
use crate::words::{Status, Verdict};
use std::cmp::Reverse;

/// What a person can judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// A row of the reconciliation.
    Row(Status),
    /// A row of the list that names no region for certain.
    ListName,
    /// A name in press that means no region for certain.
    PressName,
}

/// From here on a matter is in the queue only where it is asked for.
const QUIET: u8 = 20;

impl Matter {
    /// How much it needs a person, the least first.
    pub fn urgency(self) -> u8 {
        match self {
            Matter::Row(status) => match status {
                Status::Disputed => 1,
                Status::YearDiffers | Status::TypeDiffers => 2,
                Status::NearList => 4,
                Status::Ambiguous => 5,
                Status::NotInList => 6,
                Status::PlannedOnly => 7,
                Status::OtherYear => QUIET,
                Status::SingleSource => QUIET + 1,
                Status::NotInPress => QUIET + 2,
                Status::Confirmed => u8::MAX,
            },
            Matter::ListName => 3,
            Matter::PressName => 8,
        }
    }

    /// Whether it stands in the queue unasked.
    pub fn needs_judging(self) -> bool {
        self.urgency() < QUIET
    }

    /// Whether a decision settles it. One whose evidence changed does not; nor does one that says which region a row of the list
    /// means, where the row that came of it needs judging itself.
    pub fn is_settled_by(self, decided: &Decided) -> bool {
        let says_which = decided.verdict == Verdict::Correct && matches!(self, Matter::Row(_));
        !(decided.stale || says_which && self.needs_judging())
    }

    /// What a queue is sorted by: first where the evidence of a decision has changed, then what is urgent, then of what the most
    /// articles speak. Of equals [`among_equals`].
    pub fn turn(self, is_stale: bool, articles: u64) -> (bool, u8, Reverse<u64>) {
        (!is_stale, self.urgency(), Reverse(articles))
    }
}

/// What rows of one turn are sorted by, and a folder is: those of the list in its order, then those of press by programme, year
/// and code.
pub fn among_equals<'r>(
    is_listed: bool,
    programme: Option<&'r str>,
    year: Option<i16>,
    code: &'r str,
) -> Option<(Option<&'r str>, Option<i16>, &'r str)> {
    (!is_listed).then_some((programme, year, code))
}
