//! Facts that words tell: where a trigger of a type's table stands, its conditions are asked, and each role goes to the finder
//! that the table names. What a type asks for beyond that is in the room of its finder (`signing`, `membership`, `cohort`).

use super::case::{Case, ProgrammeAt};
use super::cohort::{self, Sizes};
use super::day::DateAt;
use super::draft::FactDraft;
use super::enough::Enough;
use super::introduction::opens_a_part;
use super::part::{self, Parts};
use super::signing::{OnlyDays, OwnSizes, Unnamed};
use super::subject::{Side as Stands, Subject, Whom, subjects};
use super::table::{Condition, FactTable, Finder, Role, Side};
use super::year::Asked;
use super::{membership, signing, slot};
use crate::gazetteer::{Instrument, Selection};
use crate::mention::choice::{Choice, choices};
use crate::mention::status::Said;
use crate::mention::{Inference, Placed, Rejections, Tokens, among};
use crate::record::{CountRole, EvidenceKind, FactStatus, Inferred};
use crate::rule::{Cx, Hit, SpanRule};
use crate::zone::Zone;
use std::borrow::Cow;
use std::cell::OnceCell;

/// Where words tell of a fact.
#[derive(Debug)]
pub(super) struct Act<'t, 'a> {
    /// The words.
    pub(super) tokens: Tokens,
    /// The trigger.
    pub(super) rule: &'a SpanRule,
    /// Where the region stands, as the trigger says.
    pub(super) side: Side,
    /// The end of the act before.
    pub(super) after: usize,
    /// The named parts of the trigger.
    pub(super) parts: Parts,
    /// The word of choosing that it is.
    pub(super) word: Option<Selection>,
    /// The words of choosing of its sentence, where the table asks for them.
    pub(super) choices: &'t [Choice],
    /// The mention of words of signing that it is.
    pub(super) signing: Option<usize>,
    /// The mention of a count that it is.
    pub(super) count: Option<usize>,
}

/// So many facts of one type are told by one sentence: each of a hundred acts of each of a hundred regions would be no news.
const MOST_TOLD: usize = 600;

/// One draft for every region at every place where words tell of a fact of this type.
pub(super) fn told<'a>(
    case: Case<'_, 'a>,
    table: &'a FactTable,
    told: &mut Enough<'_, 'a>,
    rejections: &mut Rejections,
) {
    // Without a programme there is nothing to be a member of.
    if table.requires(Role::Programme) && case.mentions.programmes.is_empty() {
        return;
    }
    let cx = Cx { found: Some(&case), ..case.scene.cx() };
    let by_choice = table.finder(Role::Status) == Some(Finder::Choice);
    let (mut chosen, mut chosen_to) = (Vec::new(), 0);
    let once = Once::default();
    let mut past = 0;
    // The end of the sentence that is read, and how many drafts those before it gave.
    let (mut sentence_end, mut before) = (0, 0);
    for at in table.triggers.places(cx) {
        if at < past || !case.scene.zones.of(at).makes_facts() {
            continue;
        }
        let (first, end) = case.sentence(at);
        if at >= sentence_end {
            (sentence_end, before) = (end, told.offered);
        }
        if told.offered - before >= MOST_TOLD {
            told.left += 1;
            continue;
        }
        let Some(Hit { rule, value: side, found }) = table.triggers.longest(cx, at) else { continue };
        let after = std::mem::replace(&mut past, found.end);
        if by_choice && chosen_to <= at {
            (chosen, chosen_to) = (choices(case.scene, &case.lists.selection, first, end), end);
        }
        let m = case.mentions;
        let act = Act {
            tokens: (at, found.end),
            rule,
            side,
            after,
            parts: Parts::of(rule, &found),
            word: chosen.iter().find(|choice| choice.first == at).map(|choice| choice.value),
            choices: &chosen,
            signing: among(&m.signings, at, at + 1).next(),
            count: among(&m.counts, at, at + 1).next(),
        };
        told.take(Teller { case, table, act: &act }.tell(&once, rejections));
    }
}

/// An act of signing as the table of `signing` reads it, with everything but its region and whether it was the day that the
/// article leaves no doubt of.
pub(super) fn signing_at<'a>(case: Case<'_, 'a>, signing: usize, rejections: &mut Rejections) -> Option<FactDraft<'a>> {
    let table = case.tables.signing()?;
    let at = case.mentions.signings[signing].first;
    let cx = Cx { found: Some(&case), ..case.scene.cx() };
    let Hit { rule, value: side, found } = table.triggers.longest(cx, at)?;
    let parts = Parts::of(rule, &found);
    let (tokens, signing) = ((at, found.end), Some(signing));
    let act = Act { tokens, rule, side, after: 0, parts, word: None, choices: &[], signing, count: None };
    let teller = Teller { case, table, act: &act };
    (teller.status() == Some(FactStatus::Done) && teller.refusal().is_none())
        .then(|| teller.describe(FactStatus::Done, teller.programme(), None, rejections))
}

/// What is looked for once in an article.
#[derive(Default)]
struct Once {
    only_days: OnlyDays,
    own_sizes: OwnSizes,
    sizes: OnceCell<Sizes>,
}

/// What one act tells.
struct Teller<'c, 't, 'm, 'a> {
    case: Case<'m, 'a>,
    table: &'a FactTable,
    act: &'c Act<'t, 'a>,
}

impl<'a> Teller<'_, '_, '_, 'a> {
    fn tell(&self, once: &Once, rejections: &mut Rejections) -> Vec<FactDraft<'a>> {
        let (case, act) = (self.case, self.act);
        let left = |why: &str, rejections: &mut Rejections| {
            rejections.note(act.tokens.0, act.tokens.1, self.table.name(), || why.to_owned());
            Vec::new()
        };
        if let Some(condition) = self.refusal() {
            return left(condition.why(), rejections);
        }
        let programme = self.programme();
        if programme.is_none() && self.table.requires(Role::Programme) {
            return left("no programme that it could be about", rejections);
        }
        let Some(status) = self.status() else { return left("hoped for, or a condition", rejections) };
        if status != FactStatus::Done {
            rejections.note(act.tokens.0, act.tokens.1, self.table.name(), || {
                format!("status {status}: not counted as done")
            });
        }
        let is_size = self.table.finder(Role::Value) == Some(Finder::Size);
        let size = act.count.filter(|_| is_size).and_then(|count| {
            let sizes = once.sizes.get_or_init(|| Sizes::new(case));
            cohort::size(case, sizes, count, programme, rejections)
        });
        if is_size && size.is_none() {
            return left("more speaks against the size of a cohort than for it", rejections);
        }
        let region = self.table.finder(Role::Region);
        let mut regions = self.regions(programme, rejections);
        if regions.is_empty() && matches!(region, Some(Finder::Members | Finder::Subject | Finder::Part)) {
            return Vec::new();
        }
        let mut draft = self.describe(status, programme, Some(&once.only_days), rejections);
        draft.margin = size;
        let lacks = |roles: &&Vec<Role>| !roles.iter().any(|role| *role == Role::Region || draft.has(*role));
        if let Some(roles) = self.table.required().iter().find(lacks) {
            let roles: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
            return left(&format!("no {}", roles.join(" or ")), rejections);
        }
        if regions.is_empty() && region == Some(Finder::Signers) {
            match signing::unnamed(case, act, &draft, &once.own_sizes) {
                Unnamed::Nobody(why) => return left(why, rejections),
                Unnamed::Open => return vec![draft],
                Unnamed::Main(mention) => regions.push(Subject::PointedTo(mention, EvidenceKind::ArticleSubject)),
            }
        }
        if region.is_none() {
            return vec![draft];
        }
        let years = self.years(&mut draft);
        let mut drafts = Vec::with_capacity(regions.len() * years.len());
        for subject in regions {
            let mut draft = draft.clone();
            draft.set_region(subject, case);
            drafts.extend(years.iter().map(|year| FactDraft { cohort_year: *year, ..draft.clone() }));
        }
        drafts
    }

    /// The years of which it is told: those of a series, where its own stands in one.
    fn years(&self, draft: &mut FactDraft<'a>) -> Vec<Option<i16>> {
        if !self.table.agrees_in(Role::CohortYear) {
            return vec![draft.cohort_year];
        }
        if let Some((series, sentence)) = self.case.series_behind(self.act.tokens.0) {
            // That sentence states them.
            draft.derived.retain(|derived| derived.what != Inferred::CohortYear);
            draft.evidence.push(sentence);
            return series.into_iter().map(Some).collect();
        }
        let (first, end) = self.case.sentence(self.act.tokens.0);
        let inside = |tokens: Tokens| first <= tokens.0 && tokens.0 < end;
        let mut of_year = draft.derived.iter().filter(|derived| derived.what == Inferred::CohortYear);
        let stated = of_year.all(|derived| derived.tokens.is_some_and(inside));
        match draft.cohort_year.filter(|_| stated) {
            Some(year) => self.case.series(self.act.tokens.0, year).into_iter().map(Some).collect(),
            None => vec![draft.cohort_year],
        }
    }

    /// What keeps the words from telling of a fact.
    fn refusal(&self) -> Option<Condition> {
        let (case, act) = (self.case, self.act);
        let refuses = |condition: &Condition| match condition {
            Condition::NothingToSign => act.signing.is_none_or(|signing| !signing::has_ground(case, signing)),
            Condition::OfAnOffice => membership::is_of_an_office(case, act),
            Condition::OfThoseInvited => membership::is_of_those_invited(case, act),
            Condition::Host => membership::is_of_a_host(case, act),
            Condition::LesserGrade => case.names_lesser_grade(case.scene.clause(act.tokens.0)),
            Condition::OneOfThose => opens_a_part(case, act.tokens),
            Condition::NothingEvaluated => self.programme().is_none() && part::evaluates_nothing(case, act),
            Condition::NotChosen => {
                act.count.is_none_or(|count| case.mentions.counts[count].role != CountRole::Selected)
            }
        };
        self.table.unless().iter().copied().find(refuses)
    }

    /// The mention that is the part of the trigger with the name of `role`.
    fn mention<T: Placed>(&self, role: Role, mentions: &[T]) -> Option<usize> {
        let (first, _) = self.act.parts.get(role)?;
        among(mentions, first, first + 1).next()
    }

    fn status(&self) -> Option<FactStatus> {
        let (case, act) = (self.case, self.act);
        match self.table.finder(Role::Status)? {
            Finder::Stated => Some(FactStatus::Done),
            Finder::Noun => signing::status(case, act.signing?),
            Finder::Choice => membership::status(case, act),
            _ => match case.status_of(act.tokens) {
                Said::Status(status) => Some(status),
                Said::Hoped => None,
            },
        }
    }

    fn programme(&self) -> Option<ProgrammeAt> {
        let at = self.act.tokens.0;
        match self.table.finder(Role::Programme)? {
            Finder::Ground => membership::ground(self.case, self.act),
            Finder::Part => {
                let mention = self.mention(Role::Programme, &self.case.mentions.programmes)?;
                let programme = self.case.mentions.programmes[mention].programme;
                Some(ProgrammeAt { programme, mention, apart: false })
            }
            Finder::Award => self.case.programme_beside(at).or_else(|| self.case.award()),
            _ => self.case.programme_at(at),
        }
    }

    /// The regions that the sentence names for it.
    fn regions(&self, programme: Option<ProgrammeAt>, rejections: &mut Rejections) -> Vec<Subject> {
        let (case, act) = (self.case, self.act);
        match self.table.finder(Role::Region) {
            Some(Finder::Signers) => signing::parties(case, act.tokens.0).into_iter().map(Subject::named).collect(),
            Some(Finder::Part) => {
                self.mention(Role::Region, &case.mentions.regions).map(Subject::named).into_iter().collect()
            }
            Some(Finder::Members) => membership::members(case, act, programme, rejections),
            Some(Finder::Subject) => {
                let side = if act.side == Side::Behind { Stands::Behind } else { Stands::Before };
                let mut found = subjects(case, act.tokens, side, Whom::Anybody, rejections);
                // “Aceh dengan nilai 91, Bali dengan nilai 94”: a list whose members have a value each.
                let is_own = |subject: &Subject| case.mentions.regions[subject.mention()].first >= act.after;
                if found.iter().any(is_own) {
                    found.retain(is_own);
                }
                found
            }
            _ => Vec::new(),
        }
    }

    /// Everything but the region.
    fn describe(
        &self,
        status: FactStatus,
        programme: Option<ProgrammeAt>,
        only_days: Option<&OnlyDays>,
        rejections: &mut Rejections,
    ) -> FactDraft<'a> {
        let (case, table, act) = (self.case, self.table, self.act);
        let at = act.tokens.0;
        let mut draft = FactDraft::new(table.kind(), status, case.sentence(at), self.by());
        draft.title_only = case.scene.zones.of(at) == Zone::Headline;
        draft.set_programme(programme, case.mentions);
        if table.finder(Role::Instrument).is_some() {
            let mention = act.signing.map(|signing| &case.mentions.signings[signing]);
            draft.instrument = mention.and_then(|mention| mention.instrument).and_then(Instrument::of_fact);
        }
        draft.count = match table.finder(Role::Value) {
            Some(Finder::Part) => self.mention(Role::Value, &case.mentions.counts),
            Some(_) => act.count,
            None => None,
        };
        match table.finder(Role::Date) {
            Some(Finder::Part) => draft.date = self.mention(Role::Date, &case.mentions.dates),
            Some(_) => self.set_date(&mut draft, rejections),
            None => {}
        }
        self.set_year(&mut draft, rejections);
        if table.finder(Role::Date) == Some(Finder::OnlyDay)
            && status == FactStatus::Done
            && let Some((only_days, signing)) = only_days.zip(act.signing)
        {
            signing::settle_day(case, signing, &mut draft, only_days);
        }
        draft.level = match table.finder(Role::Level) {
            Some(Finder::Part) => act.parts.get(Role::Level),
            Some(_) => slot::level(case, at),
            None => None,
        };
        draft.score = act.parts.get(Role::Score).and_then(|tokens| part::score(case, tokens));
        draft.rank = act.parts.get(Role::Rank).and_then(|tokens| part::rank(case, tokens));
        draft.place = act.parts.get(Role::Place);
        draft.acts.extend(act.signing);
        draft.speaker = table.finder(Role::Speaker).and_then(|_| case.speaker_at(at));
        draft
    }

    /// The rule: of a trigger that is a mention the one that found this.
    fn by(&self) -> Cow<'a, str> {
        let (m, act) = (self.case.mentions, self.act);
        let signing = || act.signing.map(|signing| m.signings[signing].by.clone());
        let count = || act.count.map(|count| m.counts[count].by.clone());
        let found = if act.rule.pattern.is_a_mention() { signing().or_else(count) } else { None };
        found.unwrap_or(Cow::Borrowed(act.rule.by.as_str()))
    }

    fn set_date(&self, draft: &mut FactDraft<'a>, rejections: &mut Rejections) {
        let case = self.case;
        let Some(DateAt { date, apart }) = case.weigh_day(self.act.tokens.0, rejections) else { return };
        draft.date = Some(date);
        let tokens = (case.mentions.dates[date].first, case.mentions.dates[date].end);
        if apart {
            draft.derived.push(Inference::new(Inferred::Date, EvidenceKind::NeighbourSentence, Some(tokens)));
            draft.evidence.push(case.sentence(tokens.0));
        }
    }

    fn set_year(&self, draft: &mut FactDraft<'a>, rejections: &mut Rejections) {
        let (case, at, programme) = (self.case, self.act.tokens.0, draft.programme_mention);
        let dated = self.table.finder(Role::Date).is_some();
        let near = || case.date_at(at).map(|found| found.date);
        let year = match self.table.finder(Role::CohortYear) {
            Some(Finder::Counted) => {
                let counted = self.act.count.and_then(|count| case.count_year(count));
                let asked = Asked { at, programme, date: near(), is_the_event: false };
                counted.or_else(|| case.cohort_year(asked, rejections))
            }
            // The cohort of an agreement outside every known programme has no year.
            Some(_) if dated && programme.is_none() => None,
            Some(_) if dated => {
                case.cohort_year(Asked { at, programme, date: draft.date, is_the_event: true }, rejections)
            }
            Some(_) => case.membership_year(programme, at, rejections),
            None => None,
        };
        draft.set_year(year);
    }
}
