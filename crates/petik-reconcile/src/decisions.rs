//! What a steward decided, as a file of JSON Lines that is only ever added to. The last decision on a subject counts; those
//! before it stay as its history.

use crate::judging::Refusal;
use crate::list::{Member, OfficialList, YEARS};
use crate::reconciliation::{Claim, Decided, Listed, OpenDecision, ROW_SCHEMA, Region, Row, Unresolved};
use crate::saying::Saying;
use crate::sentences::DecisionType;
use crate::words::Verdict;
use petik_core::gazetteer::Regions;
use petik_core::record::schema_of;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The JSON Schema of a line of the file of decisions.
pub fn decision_schema() -> serde_json::Value {
    schema_of::<Decision>("urn:petik:decision:1", "petik decision", ROW_SCHEMA)
}

/// One line of the file of decisions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The id of a row, of a claim, or of a row of the list that names no region for certain.
    pub subject: String,
    /// What was decided.
    pub verdict: Verdict,
    /// With `correct`, on a claim or a row of the list: the code of the region that is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// With `correct`, likewise: the year of the cohort that is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cohort_year: Option<i16>,
    /// With `correct`, on a claim: the day of the event, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// When, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// The `evidence` of the subject when it was decided; without it no change is noticed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// The decisions in force, by subject.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    by_subject: BTreeMap<String, (u64, Decision)>,
    /// Subjects that were found in this run.
    met: BTreeSet<String>,
    open: Vec<OpenDecision>,
}

impl Decisions {
    /// Reads the lines of a file of decisions. What is no decision is handed to `on_fault` with its line number.
    pub fn read(lines: &str, mut on_fault: impl FnMut(u64, Refusal)) -> Self {
        let mut all = Decisions::default();
        for (number, line) in (1..).zip(lines.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            match Decision::read(line.as_bytes()) {
                Ok(decision) if decision.verdict == Verdict::Withdraw => drop(all.by_subject.remove(&decision.subject)),
                Ok(decision) => drop(all.by_subject.insert(decision.subject.clone(), (number, decision))),
                Err(fault) => on_fault(number, fault),
            }
        }
        all
    }

    /// The last decision on a subject.
    pub fn on(&self, subject: &str) -> Option<&Decision> {
        self.by_subject.get(subject).map(|(_, decision)| decision)
    }

    /// What was decided about, in the order of the ids.
    pub fn subjects(&self) -> impl Iterator<Item = &str> {
        self.by_subject.keys().map(String::as_str)
    }

    /// Decides about a claim: what was corrected is changed in it. The code of the region that it is then about is given, if
    /// another; whether it was rejected stands in its decision.
    pub(super) fn on_claim(&mut self, claim: &mut Claim, regions: &Regions) {
        let Some((line, decision)) = self.by_subject.get(&claim.id).cloned() else { return };
        self.met.insert(claim.id.clone());
        let decided = decision.applied_to(claim, regions);
        if let Some(code) = decision.region.as_ref().filter(|code| regions.by_code(code).is_none()) {
            self.bring_up(line, &claim.id, &decided, unknown_region(code));
        }
        if decided.stale {
            self.bring_up(line, &claim.id, &decided, Saying::of(DecisionType::Stale));
        }
    }

    /// Decides about the rows of the list that name no region for certain: one that a steward says to mean a region becomes
    /// a member.
    pub fn on_list(&mut self, list: &mut OfficialList, regions: &Regions) {
        for mut open in std::mem::take(&mut list.unresolved) {
            match self.on_unresolved(&mut open, regions) {
                Some(member) => list.take(member),
                None => list.unresolved.push(open),
            }
        }
    }

    fn on_unresolved(&mut self, open: &mut Unresolved, regions: &Regions) -> Option<Member> {
        let (line, decision) = self.by_subject.get(&open.id).cloned()?;
        self.met.insert(open.id.clone());
        let mut decided = decision.beside(&open.evidence);
        if decided.stale {
            self.bring_up(line, &open.id, &decided, Saying::of(DecisionType::Stale));
        }
        let member = match (decision.verdict, decision.region.as_deref()) {
            (Verdict::Correct, Some(code)) => match (regions.by_code(code), &open.programme, &open.listed) {
                (None, ..) => Err(unknown_region(code)),
                (_, None, _) => Err(Saying::of(DecisionType::NoProgramme)),
                (Some(region), Some(programme), Some(listed)) => {
                    decided.changes.push(change("region", None, code));
                    let derived = vec!["region by decision".to_owned()];
                    Ok(Some(Member {
                        programme: programme.clone(),
                        cohort_year: decision.cohort_year.or(open.cohort_year),
                        region: Region::of(regions, region),
                        listed: Listed { derived, ..listed.clone() },
                        differences: Vec::new(),
                        decision: Some(decided.clone()),
                    }))
                }
                _ => Ok(None),
            },
            (Verdict::Correct, None) => Err(Saying::of(DecisionType::NeedsRegion)),
            _ => Ok(None),
        };
        let member = member.unwrap_or_else(|why| {
            self.bring_up(line, &open.id, &decided, why);
            None
        });
        open.decision = Some(decided);
        member
    }

    /// What was decided about a name of press, and how that stands beside it.
    pub(super) fn on_name(&mut self, id: &str, evidence: &str) -> Option<(Decision, Decided)> {
        let (_, decision) = self.by_subject.get(id)?;
        self.met.insert(id.to_owned());
        Some((decision.clone(), decision.beside(evidence)))
    }

    /// Whether a row is rejected.
    pub(super) fn rejects(&self, row: &str) -> bool {
        self.by_subject.get(row).is_some_and(|(_, decision)| decision.verdict == Verdict::Reject)
    }

    /// Decides about a row.
    pub(super) fn on_row(&mut self, row: &mut Row) {
        let Some((line, decision)) = self.by_subject.get(&row.id).cloned() else { return };
        self.met.insert(row.id.clone());
        let decided = decision.beside(&row.evidence);
        if decision.verdict == Verdict::Correct {
            self.bring_up(line, &row.id, &decided, Saying::of(DecisionType::RowCorrected));
        } else if decided.stale {
            self.bring_up(line, &row.id, &decided, Saying::of(DecisionType::Stale));
        }
        row.decision = Some(decided);
    }

    /// The decisions to look at again: those whose evidence changed, and those whose subject this run does not have.
    pub(super) fn open(mut self) -> Vec<OpenDecision> {
        let mut gone = Vec::new();
        for (subject, (line, decision)) in self.by_subject.iter().filter(|(subject, _)| !self.met.contains(*subject)) {
            gone.push(brought_up(*line, subject, decision.beside(""), Saying::of(DecisionType::Gone)));
        }
        self.open.append(&mut gone);
        self.open.sort_by_key(|open| open.line);
        self.open
    }

    fn bring_up(&mut self, line: u64, subject: &str, decided: &Decided, why: Saying<DecisionType>) {
        self.open.push(brought_up(line, subject, decided.clone(), why));
    }
}

fn brought_up(line: u64, subject: &str, decided: Decided, why: Saying<DecisionType>) -> OpenDecision {
    OpenDecision { line, subject: subject.to_owned(), decided, reason: why.english(), why: Some(why) }
}

fn unknown_region(code: &str) -> Saying<DecisionType> {
    Saying::of(DecisionType::UnknownRegion).with("code", code)
}

/// Why a line is none: no JSON, or JSON of something else. Its number is said by who knows it.
fn no_decision(error: &serde_json::Error) -> Refusal {
    let reason = error.to_string();
    match reason.split_once(" at line ") {
        _ if !error.is_data() => Refusal::of("decide.no_json", "column", error.column())
            .with("example", r#"{"subject": "5f0c91a2b3d4", "verdict": "accept"}"#),
        Some((reason, _)) => Refusal::of("decide.no_decision", "reason", reason),
        None => Refusal::of("decide.no_decision", "reason", reason),
    }
}

/// A day, a month or a year of ISO 8601, or two of them as the ends of a time.
fn is_day(text: &str) -> bool {
    let one = |part: &str| {
        let day = format!("{part}{}", "-01-01".get(part.len().saturating_sub(4)..).unwrap_or_default());
        // What is filled up must end with a year or a month, and not within one.
        matches!(part.len(), 4 | 7 | 10) && day.parse::<jiff::civil::Date>().is_ok()
    };
    text.split('/').count() <= 2 && text.split('/').all(one)
}

fn change(what: &str, from: Option<&str>, to: &str) -> String {
    format!("{what}: {} -> {to}", from.unwrap_or(NO_VALUE))
}

/// How a change says that there was no value before.
pub(super) const NO_VALUE: &str = "none";

/// The value before a change.
pub(super) fn value_before(change: &str) -> Option<&str> {
    change.split_once(": ")?.1.split_once(" -> ").map(|(before, _)| before)
}

impl Decision {
    /// Reads a line of the file of decisions.
    ///
    /// # Errors
    ///
    /// Where it is no decision, or one that nothing can be made of.
    pub fn read(line: &[u8]) -> Result<Self, Refusal> {
        let decision: Decision = serde_json::from_slice(line).map_err(|error| no_decision(&error))?;
        decision.fault().map_or(Ok(decision), Err)
    }

    /// What is wrong with it, if anything, whatever it is about.
    pub fn fault(&self) -> Option<Refusal> {
        let corrects = self.region.is_some() || self.cohort_year.is_some() || self.date.is_some();
        match self.verdict {
            Verdict::Correct if !corrects => Some(Refusal::new("decide.needs_value")),
            Verdict::Accept | Verdict::Reject | Verdict::Withdraw if corrects => {
                Some(Refusal::new("decide.only_with_correct"))
            }
            _ if self.subject.is_empty() => Some(Refusal::new("decide.no_subject")),
            _ if self.cohort_year.is_some_and(|year| !YEARS.contains(&year)) => Some(Refusal::year_out_of_reach()),
            _ => self.date.as_ref().filter(|date| !is_day(date)).map(|date| Refusal::of("decide.no_day", "day", date)),
        }
    }

    /// Changes in a claim what was corrected, and puts the decision on it. A region that there is none of stays as it was.
    pub(super) fn applied_to(&self, claim: &mut Claim, regions: &Regions) -> Decided {
        let mut decided = self.beside(&claim.evidence);
        if self.verdict == Verdict::Correct {
            if let Some(code) = &self.region
                && let Some(region) = regions.by_code(code)
            {
                decided.changes.push(change("region", claim.code.as_deref(), code));
                claim.code = Some(code.clone());
                claim.name = Some(regions.get(region).full_name.clone());
            }
            if let Some(year) = self.cohort_year {
                let before = claim.cohort_year.map(|year| year.to_string());
                decided.changes.push(change("cohort_year", before.as_deref(), &year.to_string()));
                claim.cohort_year = Some(year);
            }
            if let Some(date) = &self.date {
                decided.changes.push(change("date", claim.date.as_deref(), date));
                claim.date = Some(date.clone());
            }
        }
        claim.decision = Some(decided.clone());
        decided
    }

    /// The decision as it stands beside what has this `evidence` now.
    pub fn beside(&self, evidence: &str) -> Decided {
        Decided {
            verdict: self.verdict,
            changes: Vec::new(),
            note: self.note.clone(),
            who: self.who.clone(),
            when: self.when.clone(),
            stale: self.evidence.as_deref().is_some_and(|then| !evidence.is_empty() && then != evidence),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_day;

    #[test]
    fn days_are_those_of_the_calendar() {
        for good in ["2018-05-08", "2018-05", "2018", "2018-05-08/2018-05-10"] {
            assert!(is_day(good), "{good}");
        }
        for bad in
            ["", "8 May", "2018-13", "2018-02-30", "2018-05-08/", "2018-05-08T10:00", "2018/2019/2020", "18", "2018-0"]
        {
            assert!(!is_day(bad), "{bad}");
        }
    }
}
