//! What is asked of the recipient: one question a finding, by the status of a row and by what differs in it.

use super::Desk;
use crate::reconciliation::{Difference, Row};
use crate::report::escape::Text;
use crate::words::{Stance, Status};
use std::collections::BTreeSet;
use std::fmt::Display;

/// Numbers the findings through the whole letter, so that an answer can name them.
#[derive(Debug, Default)]
pub(super) struct Findings(u64);

impl Findings {
    pub(super) fn next(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }

    pub(super) fn number(&self) -> u64 {
        self.0
    }
}

/// The side of differences that press makes.
const PRESS: &str = "press";

/// How a question can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reply {
    /// It is so, or it is not.
    YesOrNo,
    /// The list is right, or press, or neither.
    WhoIsRight,
    /// It was corrected, or it was not.
    Mended,
    /// The code of a region.
    Code,
}

/// Whether a row needs more than a line of a table.
pub(super) fn asks_much(row: &Row) -> bool {
    !matches!(row.status, Status::Confirmed | Status::NotInPress) || !row.differences.is_empty()
}

impl Desk<'_> {
    /// The questions about a row, escaped.
    pub(super) fn questions(&self, row: &Row) -> Vec<(String, Reply)> {
        let reply = match row.status {
            Status::YearDiffers | Status::TypeDiffers => Reply::WhoIsRight,
            _ => Reply::YesOrNo,
        };
        let mut questions = vec![(self.of_status(row), reply)];
        questions.extend(row.differences.iter().filter_map(|one| self.of_difference(one)));
        questions
    }

    fn of_status(&self, row: &Row) -> String {
        let key = match row.status {
            Status::Confirmed => "letter.ask_confirmed",
            Status::SingleSource => "letter.ask_single_source",
            Status::YearDiffers => "letter.ask_year_differs",
            Status::TypeDiffers => "letter.ask_type_differs",
            Status::Disputed => "letter.ask_disputed",
            Status::Ambiguous => "letter.ask_ambiguous",
            Status::PlannedOnly => "letter.ask_planned_only",
            Status::NotInPress => "letter.ask_not_in_press",
            Status::NotInList => "letter.ask_not_in_list",
            Status::NearList => "letter.ask_near_list",
            Status::OtherYear => "letter.ask_other_year",
        };
        let others: BTreeSet<i16> = row
            .claims
            .iter()
            .filter(|claim| claim.stance == Stance::OtherYear)
            .filter_map(|claim| claim.cohort_year)
            .collect();
        let others: Vec<String> = others.iter().map(i16::to_string).collect();
        let others =
            if others.is_empty() { self.phrases.say("letter.another_year").to_owned() } else { others.join(", ") };
        let (programme, year) = (self.programme(row), self.year(row.cohort_year));
        let places: [(&str, &dyn Display); 4] =
            [("region", &row.region.name), ("programme", &programme), ("year", &year), ("others", &others)];
        self.fill(key, &places)
    }

    fn of_difference(&self, one: &Difference) -> Option<(String, Reply)> {
        let key = match (&*one.what, &*one.side) {
            ("spelling", _) => "letter.ask_spelling",
            ("code", _) => "letter.ask_code",
            ("type", "gazetteer") => "letter.ask_type",
            ("province", _) => "letter.ask_province",
            ("signed", _) => "letter.ask_signed",
            // What is asked by the status is not asked again.
            _ => return None,
        };
        let (list, other) = (self.value(one, &one.list), self.value(one, &one.other));
        let reply = if one.side == PRESS { Reply::WhoIsRight } else { Reply::Mended };
        Some((self.fill(key, &[("list", &list), ("other", &other)]), reply))
    }

    /// A difference in words, escaped.
    pub(super) fn difference(&self, one: &Difference) -> String {
        let what = self.phrases.known("difference", &one.what);
        let side = self.phrases.known("letter_side", &one.side);
        let (list, other) = (self.value(one, &one.list), self.value(one, &one.other));
        let places: [(&str, &dyn Display); 4] = [("what", &what), ("list", &list), ("side", &side), ("other", &other)];
        Text(&self.phrases.fill("letter.difference", &places)).to_string()
    }

    fn value(&self, one: &Difference, value: &str) -> String {
        if one.what == "signed" { self.phrases.day(value) } else { value.to_owned() }
    }
}
