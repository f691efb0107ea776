//! What the values of fact rules mean.

use crate::rule::RuleValue;
use crate::vocabulary;

vocabulary! {
    /// On which side of a rule's match the members of a cohort stand.
    pub enum MembershipRule {
        /// As the list `selection` says of the words that the match begins with.
        ByWord = "by_word",
        /// Before it.
        Before = "before",
        /// Behind it.
        Behind = "behind",
    }
}

impl RuleValue for MembershipRule {
    const FILE: &'static str = "rules/facts/membership.toml";
}
