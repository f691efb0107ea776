//! What is asked of the recipient: one question a finding, by what the steward said of an entry, by its status and by what differs
//! in it.

use super::Desk;
use super::entry::{Entry, Judged};
use crate::reconciliation::{Claim, Difference, Row};
use crate::report::escape::Text;
use crate::words::{ClaimType, Stance, Status};
use std::collections::BTreeMap;
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
/// The difference of days.
const SIGNED: &str = "signed";
/// Outlets that are named for one day.
const OUTLETS: usize = 4;

/// How a question can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reply {
    /// It is so, or it is not.
    YesOrNo,
    /// The list is right, or press, or neither.
    WhoIsRight,
    /// It was corrected, or it was not.
    Mended,
    /// Which of these are right.
    Which(Vec<String>),
    /// The code of a region.
    Code,
}

/// Where an entry stands in the letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// It has a section of its own.
    Told,
    /// It is a line among those that the steward settled.
    Settled,
    /// It is a line among those that nothing odd is said of.
    Plain,
}

impl Desk<'_> {
    /// The questions about an entry, escaped.
    pub(super) fn questions(&self, entry: &Entry<'_>) -> Vec<(String, Reply)> {
        let mut questions: Vec<(String, Reply)> = self.of_status(entry).into_iter().collect();
        questions.extend(self.of_repeats(entry));
        let judged = entry.judged();
        let is_asked = |one: &Difference| match judged {
            Judged::No => true,
            // The steward said who is right; what the list writes is still to be mended.
            Judged::Accepted => one.side != PRESS,
            Judged::Rejected => false,
        };
        for row in &entry.rows {
            for one in row.differences.iter().filter(|one| is_asked(one)) {
                if let Some(question) = self.of_difference(row, one)
                    && !questions.contains(&question)
                {
                    questions.push(question);
                }
            }
        }
        questions
    }

    /// Where an entry stands: what nobody has to answer or to look at closely needs no section.
    pub(super) fn part(&self, entry: &Entry<'_>) -> Part {
        let lead = entry.lead;
        let is_quiet = matches!(lead.status, Status::Confirmed | Status::NotInPress);
        match entry.judged() {
            Judged::Accepted if self.questions(entry).is_empty() => Part::Settled,
            Judged::No
                if is_quiet && entry.rows.len() == 1 && lead.differences.is_empty() && lead.decision.is_none() =>
            {
                Part::Plain
            }
            _ => Part::Told,
        }
    }

    fn of_status(&self, entry: &Entry<'_>) -> Option<(String, Reply)> {
        let lead = entry.lead;
        let years = entry.years();
        let (key, reply) = match (entry.judged(), lead.status) {
            (Judged::Accepted, _) if lead.listed.is_none() => ("letter.ask_entered", Reply::Mended),
            (Judged::Accepted, _) => return None,
            (Judged::Rejected, _) => ("letter.ask_rejected", Reply::Mended),
            (Judged::No, _) if years.len() > 1 => {
                let years = years.iter().map(|year| self.year(*year)).collect();
                ("letter.ask_which_year", Reply::Which(years))
            }
            (Judged::No, Status::YearDiffers) => ("letter.ask_year_differs", Reply::WhoIsRight),
            (Judged::No, Status::TypeDiffers) => ("letter.ask_type_differs", Reply::WhoIsRight),
            (Judged::No, Status::Confirmed) => ("letter.ask_confirmed", Reply::YesOrNo),
            (Judged::No, Status::SingleSource) => ("letter.ask_single_source", Reply::YesOrNo),
            (Judged::No, Status::Disputed) => ("letter.ask_disputed", Reply::YesOrNo),
            (Judged::No, Status::Ambiguous) => ("letter.ask_ambiguous", Reply::YesOrNo),
            (Judged::No, Status::PlannedOnly) => ("letter.ask_planned_only", Reply::YesOrNo),
            (Judged::No, Status::NotInPress) => ("letter.ask_not_in_press", Reply::YesOrNo),
            (Judged::No, Status::NotInList) => ("letter.ask_not_in_list", Reply::YesOrNo),
            (Judged::No, Status::NearList) => ("letter.ask_near_list", Reply::YesOrNo),
            (Judged::No, Status::OtherYear) => ("letter.ask_other_year", Reply::YesOrNo),
        };
        let (programme, year, others) = (self.programme(lead), self.years(&years), self.other_years(lead));
        let places: [(&str, &dyn Display); 4] =
            [("region", &lead.region.name), ("programme", &programme), ("year", &year), ("others", &others)];
        Some((self.fill(key, &places), reply))
    }

    /// The years of cohorts behind one another.
    pub(super) fn years(&self, years: &[Option<i16>]) -> String {
        let years: Vec<String> = years.iter().map(|year| self.year(*year)).collect();
        match years.split_last() {
            Some((last, rest)) if !rest.is_empty() => {
                self.phrases.fill("letter.and", &[("names", &rest.join(", ")), ("last", last)])
            }
            _ => years.concat(),
        }
    }

    /// The other years that press states.
    fn other_years(&self, row: &Row) -> String {
        let of_other = row.claims.iter().filter(|claim| claim.stance == Stance::OtherYear);
        let mut years: Vec<Option<i16>> = of_other.map(|claim| claim.cohort_year).filter(Option::is_some).collect();
        years.sort_unstable();
        years.dedup();
        if years.is_empty() { self.phrases.say("letter.another_year").to_owned() } else { self.years(&years) }
    }

    /// That the list has one member in several rows.
    fn of_repeats(&self, entry: &Entry<'_>) -> Option<(String, Reply)> {
        let repeated = entry.repeated();
        if repeated.is_empty() || entry.judged() == Judged::Rejected {
            return None;
        }
        let words = self.repeats("letter.ask_repeated", entry, &repeated);
        Some((Text(&words).to_string(), Reply::Mended))
    }

    /// A sentence about the rows that the list has of one member.
    pub(super) fn repeats(&self, key: &str, entry: &Entry<'_>, rows: &[&Row]) -> String {
        let listed = rows.iter().filter_map(|row| row.listed.as_ref());
        let places: Vec<String> = listed.map(|listed| self.place(listed)).collect();
        let (region, programme, year) =
            (&entry.lead.region.name, self.programme(entry.lead), self.year(entry.lead.cohort_year));
        let places = places.join("; ");
        let filled: [(&str, &dyn Display); 4] =
            [("region", region), ("programme", &programme), ("year", &year), ("places", &places)];
        self.phrases.count_with(key, rows.len() as u64, &filled)
    }

    fn of_difference(&self, row: &Row, one: &Difference) -> Option<(String, Reply)> {
        let key = match (&*one.what, &*one.side) {
            ("spelling", _) => "letter.ask_spelling",
            ("code", _) => "letter.ask_code",
            ("type", "gazetteer") => "letter.ask_type",
            ("province", _) => "letter.ask_province",
            ("signed", _) => "letter.ask_signed",
            // What is asked by the status is not asked again.
            _ => return None,
        };
        let (list, other) = self.sides(row, one);
        let reply = match (&*one.what, &*one.side) {
            (SIGNED, PRESS) => {
                let mut days: Vec<&str> = signings(row).map(|(day, _)| day).chain([&*one.list]).collect();
                days.sort_unstable();
                days.dedup();
                Reply::Which(days.into_iter().map(|day| self.phrases.day(day)).collect())
            }
            (_, PRESS) => Reply::WhoIsRight,
            _ => Reply::Mended,
        };
        Some((self.fill(key, &[("list", &list), ("other", &other)]), reply))
    }

    /// A difference in words, escaped.
    pub(super) fn difference(&self, row: &Row, one: &Difference) -> String {
        let what = self.phrases.known("difference", &one.what);
        let side = self.phrases.known("letter_side", &one.side);
        let (list, other) = self.sides(row, one);
        let key = if one.what == SIGNED { "letter.difference_of_days" } else { "letter.difference" };
        let places: [(&str, &dyn Display); 4] = [("what", &what), ("list", &list), ("side", &side), ("other", &other)];
        Text(&self.phrases.fill(key, &places)).to_string()
    }

    /// What the list says, and what the other side does.
    fn sides(&self, row: &Row, one: &Difference) -> (String, String) {
        if one.what != SIGNED {
            return (one.list.clone(), one.other.clone());
        }
        let days = self.days(row);
        (self.phrases.day(&one.list), if days.is_empty() { self.phrases.day(&one.other) } else { days })
    }

    /// The days of signing that press gives, each with who says so: some may agree with the list.
    fn days(&self, row: &Row) -> String {
        let mut days: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (day, claim) in signings(row) {
            days.entry(day).or_default().push(claim.article.outlet.as_deref().unwrap_or(&claim.article.id));
        }
        let said = |(day, outlets): (&str, Vec<&str>)| {
            format!("{} ({})", self.phrases.day(day), self.phrases.names(outlets, OUTLETS))
        };
        days.into_iter().map(said).collect::<Vec<_>>().join("; ")
    }
}

/// The claims that support a row and give a day of signing, each with the day.
fn signings(row: &Row) -> impl Iterator<Item = (&str, &Claim)> {
    let is_told =
        |claim: &&Claim| claim.kind == ClaimType::Signing && matches!(claim.stance, Stance::Supports | Stance::NoYear);
    row.claims.iter().filter(is_told).filter_map(|claim| Some((claim.date.as_deref()?, claim)))
}
