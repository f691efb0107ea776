//! A fact before it becomes part of a record.

use super::case::{Case, ProgrammeAt};
use super::mentions::Mentions;
use super::slot::Counterparty;
use super::subject::Subject;
use super::table::Role;
use super::time::YearOf;
use crate::gazetteer::RegionId;
use crate::mention::{Inference, Tokens};
use crate::record::{EvidenceKind, FactStatus, FactType, Inferred, Mode};
use std::borrow::Cow;

/// A fact before it becomes part of a record; numbers point into [`Mentions`].
#[derive(Debug, Clone)]
pub struct FactDraft<'a> {
    /// What it says.
    pub kind: FactType<'a>,
    /// Whether it happened.
    pub status: FactStatus,
    /// Number of the programme.
    pub programme: Option<u32>,
    /// The region.
    pub region: Option<RegionId>,
    /// Region mentions it rests on.
    pub region_mentions: Vec<usize>,
    /// Programme mention it rests on.
    pub programme_mention: Option<usize>,
    /// Year of the cohort.
    pub cohort_year: Option<i16>,
    /// Date mention of the event.
    pub date: Option<usize>,
    /// What was signed.
    pub instrument: Option<&'a str>,
    /// How people met.
    pub mode: Option<Mode>,
    /// Where it happened.
    pub place: Option<Tokens>,
    /// Officials who signed.
    pub signatories: Vec<usize>,
    /// Officials who were there.
    pub attendees: Vec<usize>,
    /// The other parties.
    pub counterparties: Vec<Counterparty>,
    /// Words of signing it rests on.
    pub acts: Vec<usize>,
    /// The count that states the size.
    pub count: Option<usize>,
    /// Level reached.
    pub level: Option<Tokens>,
    /// Points reached.
    pub score: Option<f64>,
    /// Place in an order.
    pub rank: Option<u64>,
    /// Official who says so.
    pub speaker: Option<usize>,
    /// Sentences it rests on.
    pub evidence: Vec<Tokens>,
    /// What was inferred.
    pub derived: Vec<Inference>,
    /// The rule.
    pub by: Cow<'a, str>,
    /// Whether it rests on a title line alone.
    pub title_only: bool,
    /// Whether the region stands in a list of members.
    pub listed: bool,
    /// The sum of evidence that made it, where one did.
    pub margin: Option<i32>,
}

impl<'a> FactDraft<'a> {
    pub(super) fn new(kind: FactType<'a>, status: FactStatus, evidence: Tokens, by: Cow<'a, str>) -> Self {
        FactDraft {
            kind,
            status,
            programme: None,
            region: None,
            region_mentions: Vec::new(),
            programme_mention: None,
            cohort_year: None,
            date: None,
            instrument: None,
            mode: None,
            place: None,
            signatories: Vec::new(),
            attendees: Vec::new(),
            counterparties: Vec::new(),
            acts: Vec::new(),
            count: None,
            level: None,
            score: None,
            rank: None,
            speaker: None,
            evidence: vec![evidence],
            derived: Vec::new(),
            by,
            title_only: false,
            listed: false,
            margin: None,
        }
    }

    /// That the programme is the article's own, where its name stands apart from the sentence.
    pub(super) fn set_programme(&mut self, found: Option<ProgrammeAt>, mentions: &Mentions<'_>) {
        let Some(ProgrammeAt { programme, mention, apart }) = found else { return };
        (self.programme, self.programme_mention) = (Some(programme), Some(mention));
        if apart {
            let p = &mentions.programmes[mention];
            let tokens = Some((p.first, p.end));
            self.derived.push(Inference::new(Inferred::Programme, EvidenceKind::Article, tokens));
        }
    }

    /// The year of the cohort, with what it rests on where it is not stated.
    pub(super) fn set_year(&mut self, year: Option<YearOf>) {
        let Some(year) = year else { return };
        self.cohort_year = Some(year.year);
        self.derived.extend(year.inference(Inferred::CohortYear));
    }

    /// The region, with what it rests on.
    pub(super) fn set_region(&mut self, subject: Subject, case: Case<'_, '_>) {
        let mention = subject.mention();
        (self.region, self.margin) = (subject.region(case), subject.margin());
        self.region_mentions.push(mention);
        if let Subject::PointedTo(_, by) = subject {
            let m = &case.mentions.regions[mention];
            self.derived.push(Inference::new(Inferred::Region, by, Some((m.first, m.end))));
        }
    }

    /// Whether it has a value for `role`; who signed, with whom, where and how is told later.
    pub(super) fn has(&self, role: Role) -> bool {
        match role {
            Role::Status => true,
            Role::Region => self.region.is_some(),
            Role::Programme => self.programme.is_some(),
            Role::Date => self.date.is_some(),
            Role::CohortYear => self.cohort_year.is_some(),
            Role::Instrument => self.instrument.is_some(),
            Role::Value => self.count.is_some(),
            Role::Level => self.level.is_some(),
            Role::Score => self.score.is_some(),
            Role::Rank => self.rank.is_some(),
            Role::Speaker => self.speaker.is_some(),
            Role::Signatories | Role::Counterparties | Role::Mode | Role::Place => false,
        }
    }
}
