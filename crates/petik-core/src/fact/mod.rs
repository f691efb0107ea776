//! What an article says: signings, memberships and sizes of cohorts, joined from mentions, each with the sentences it rests
//! on. Facts said twice are one fact with two pieces of evidence.

mod check;
mod cohort;
mod list;
mod membership;
mod merge;
mod role;
mod signing;
mod status;
mod time;

pub use check::{FindingDraft, Value, findings};
pub use role::{Part, Parts};
pub use time::{Times, article_clues};

use crate::gazetteer::RegionId;
use crate::mention::count::CountMention;
use crate::mention::date::DateMention;
use crate::mention::official::{OfficialMention, TitleMention};
use crate::mention::programme::{OrganisationMention, ProgrammeMention};
use crate::mention::region::RegionMention;
use crate::mention::signing::SigningMention;
use crate::mention::years::YearMention;
use crate::mention::{ListFinder, Scene, Skips, among};
use crate::rule::RuleSet;
use crate::text::ListId;
use std::borrow::Cow;

/// Everything found in an article.
#[derive(Debug, Default)]
pub struct Mentions<'a> {
    /// Regions.
    pub regions: Vec<RegionMention<'a>>,
    /// Titles without a name.
    pub titles: Vec<TitleMention>,
    /// Officials.
    pub officials: Vec<OfficialMention<'a>>,
    /// Dates.
    pub dates: Vec<DateMention>,
    /// Years beside the dates.
    pub years: Vec<YearMention>,
    /// Counts of regions.
    pub counts: Vec<CountMention<'a>>,
    /// Organisations.
    pub organisations: Vec<OrganisationMention>,
    /// Programmes.
    pub programmes: Vec<ProgrammeMention>,
    /// Words of signing.
    pub signings: Vec<SigningMention<'a>>,
}

impl Mentions<'_> {
    /// Whether a count ends right before token `at`.
    fn count_ends_at(&self, at: usize) -> bool {
        self.counts.binary_search_by_key(&at, |c| c.end).is_ok()
    }
}

/// The three kinds of fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A region signed.
    Signing,
    /// A region belongs to a cohort.
    Membership,
    /// The size of a cohort is stated.
    CohortSize,
}

impl Kind {
    /// The word used in records.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Signing => "signing",
            Kind::Membership => "membership",
            Kind::CohortSize => "cohort_size",
        }
    }
}

/// Whether it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It did.
    Done,
    /// It is planned.
    Planned,
    /// The region was invited to it.
    Invited,
    /// It did not.
    Denied,
    /// Somebody hopes for it or makes it a condition: no fact at all.
    Hoped,
}

impl Status {
    /// The word used in records.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Done => "done",
            Status::Planned => "planned",
            Status::Invited => "invited",
            Status::Denied => "denied",
            Status::Hoped => "hoped",
        }
    }
}

/// A stretch of tokens, end exclusive.
pub type Tokens = (usize, usize);

/// A fact before it becomes part of a record; numbers point into [`Mentions`].
#[derive(Debug, Clone)]
pub struct FactDraft<'a> {
    /// Kind.
    pub kind: Kind,
    /// Status.
    pub status: Status,
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
    /// `virtual` or `in_person`.
    pub mode: Option<&'a str>,
    /// Where it happened.
    pub place: Option<Tokens>,
    /// Officials who signed.
    pub signatories: Vec<usize>,
    /// Officials who were there.
    pub attendees: Vec<usize>,
    /// Organisation mentions of the other parties.
    pub counterparties: Vec<usize>,
    /// The count that states the size.
    pub count: Option<usize>,
    /// Level reached.
    pub level: Option<Tokens>,
    /// Official who says so.
    pub speaker: Option<usize>,
    /// Sentences it rests on.
    pub evidence: Vec<Tokens>,
    /// What was inferred: (what, by, tokens).
    pub derived: Vec<(&'static str, &'static str, Option<Tokens>)>,
    /// The rule.
    pub by: Cow<'a, str>,
    /// Whether it rests on a title line alone.
    pub title_only: bool,
}

impl<'a> FactDraft<'a> {
    fn new(kind: Kind, status: Status, evidence: Tokens, by: Cow<'a, str>) -> Self {
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
            count: None,
            level: None,
            speaker: None,
            evidence: vec![evidence],
            derived: Vec::new(),
            by,
            title_only: false,
        }
    }

    /// How far the fact can be trusted, 0 to 1, for sorting: each inferred value, a title line as the only ground and a
    /// missing region cost a little, a second sentence adds. The figures are judgement, not measured.
    pub fn confidence(&self) -> f64 {
        let inferred = 0.05 * self.derived.len().min(4) as f64;
        let title = if self.title_only { 0.1 } else { 0.0 };
        let region = if self.region.is_none() && self.kind != Kind::CohortSize { 0.15 } else { 0.0 };
        let repeated = if self.evidence.len() > 1 { 0.03 } else { 0.0 };
        ((0.95 - inferred - title - region + repeated) * 100.0).round() / 100.0
    }
}

/// The word lists that facts are made with.
#[derive(Debug)]
pub struct FactLists {
    pub(crate) selection: ListId,
    pub(crate) status: ListId,
    pub(crate) undone: ListId,
    pub(crate) attendance: ListId,
    pub(crate) prepositions: ListId,
    pub(crate) separators: ListId,
    pub(crate) remarks: ListId,
    pub(crate) openers: ListId,
    pub(crate) speech: ListId,
    pub(crate) modes: ListId,
    pub(crate) documents: ListId,
    pub(crate) institutions: ListId,
    pub(crate) ourselves: ListId,
    pub(crate) others: ListId,
    pub(crate) and_others: ListId,
    pub(crate) awards: ListId,
    pub(crate) levels: ListId,
    pub(crate) back_then: ListId,
    pub(crate) instruments: ListId,
    pub(crate) they: ListId,
    pub(crate) between: ListId,
    pub(crate) other_parties: ListId,
    pub(crate) since: ListId,
    pub(crate) clauses: ListId,
    pub(crate) postponed: ListId,
    pub(crate) interviews: ListId,
    pub(crate) already: ListId,
    pub(crate) hosts: ListId,
    pub(crate) furthers: ListId,
    pub(crate) anaphora: ListId,
}

impl FactLists {
    /// Looks the lists up.
    pub fn new(lists: &mut ListFinder<'_>) -> Self {
        FactLists {
            selection: lists.get("selection"),
            status: lists.get("status"),
            undone: lists.get("status_undone"),
            attendance: lists.get("attendance"),
            prepositions: lists.get("place_prepositions"),
            separators: lists.get("list_separators"),
            remarks: lists.get("list_remarks"),
            openers: lists.get("list_openers"),
            speech: lists.get("speech_verbs"),
            modes: lists.get("virtual_words"),
            documents: lists.get("law_words"),
            institutions: lists.get("institutions"),
            ourselves: lists.get("ourselves"),
            others: lists.get("count_others"),
            and_others: lists.get("and_others"),
            awards: lists.get("award_words"),
            levels: lists.get("level_words"),
            back_then: lists.get("back_then"),
            instruments: lists.get("instruments"),
            they: lists.get("they_words"),
            between: lists.get("between_words"),
            other_parties: lists.get("other_parties"),
            since: lists.get("since_words"),
            clauses: lists.get("clause_words"),
            postponed: lists.get("postponed"),
            interviews: lists.get("interview_words"),
            already: lists.get("already_words"),
            hosts: lists.get("host_words"),
            furthers: lists.get("list_furthers"),
            anaphora: lists.get("anaphora"),
        }
    }
}

/// What all fact builders see.
#[derive(Debug, Clone, Copy)]
pub struct Case<'m, 'a> {
    /// The text.
    pub scene: Scene<'m, 'a>,
    /// The lists.
    pub lists: &'a FactLists,
    /// The rules of membership.
    pub membership: &'a RuleSet,
    /// What was found.
    pub mentions: &'m Mentions<'a>,
    /// What part each region plays.
    pub parts: &'m Parts,
    /// Dates and cohort years of the article.
    pub times: &'m Times,
}

/// All facts of the article, merged and in text order.
pub fn facts<'a>(case: Case<'_, 'a>, skips: &mut Skips) -> Vec<FactDraft<'a>> {
    let mut drafts = signing::signings(case, skips);
    drafts.extend(membership::memberships(case, &drafts, skips));
    drafts.extend(cohort::sizes(case, skips));
    merge::merge(case, drafts)
}

impl<'m, 'a> Case<'m, 'a> {
    /// The tokens of the sentence that token `at` stands in.
    pub(crate) fn sentence(&self, at: usize) -> Tokens {
        let sentence = self.scene.text.sentences[self.scene.text.sentence_of(at)];
        (sentence.first, sentence.end)
    }

    /// The tokens of the line that token `at` stands in.
    pub(crate) fn line(&self, at: usize) -> Tokens {
        let line = self.scene.text.lines[self.scene.text.line_of(at)];
        (line.first, line.end)
    }

    /// The programme that words at token `at` are about: in the sentence, the line, the lines before, else the one that the
    /// article names most. (programme, mention, whether it stands apart from the sentence)
    pub(crate) fn programme_at(&self, at: usize) -> Option<(u32, usize, bool)> {
        let all = &self.mentions.programmes;
        let (first, end) = self.sentence(at);
        let nearest = |from: usize, to: usize| {
            let inside = among(all, from, to);
            inside.min_by_key(|&i| (all[i].first.abs_diff(at), all[i].support.is_some())).map(|i| (all[i].programme, i))
        };
        if let Some((programme, index)) = nearest(first, end) {
            return Some((programme, index, false));
        }
        let (line_first, line_end) = self.line(at);
        if let Some((programme, index)) = nearest(line_first, line_end) {
            return Some((programme, index, true));
        }
        if let Some((programme, index)) = self.times.programme {
            return Some((programme, index, true));
        }
        // With two programmes named equally often, the one named last before the sentence.
        let before = all.partition_point(|p| p.first < at);
        let index = before.checked_sub(1).or(if all.is_empty() { None } else { Some(0) })?;
        Some((all[index].programme, index, true))
    }

    /// The official whose words the quotation at token `at` gives.
    pub(crate) fn speaker_at(&self, at: usize) -> Option<usize> {
        let quotation = self.scene.zones.quotation_at(at)?;
        let (line_first, line_end) = self.line(at);
        let officials = &self.mentions.officials;
        let behind = officials.partition_point(|o| o.first < quotation.end);
        let before = officials[..behind].iter().rposition(|o| o.end <= quotation.first);
        let near = |index: &usize| line_first <= officials[*index].first && officials[*index].first < line_end;
        Some(behind).filter(|&i| i < officials.len()).filter(near).or_else(|| before.filter(near))
    }
}
