//! Claims to members: every claim goes to the rows that it speaks of, and what no member answers to becomes a row of press.

use super::decisions::Decisions;
use super::list::{Member, same_day};
use super::placing::{Index, Spoken, is_of_year, press_row, row_id};
use super::press::{Bare, Scope, Told, short_digest};
use super::reasons::{self, Whole};
use crate::reconciliation::{ArticleRef, Claim, Difference, Quote, ROW_SCHEMA, Row, Unresolved};
use crate::saying::Saying;
use crate::sentences::OpenType;
use crate::words::{ClaimType, Stance, Verdict};
use petik_core::gazetteer::Regions;
use petik_core::record::FactStatus;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Claims of a row that keep their paragraphs, though they stand in another row too.
const WITH_PARAGRAPH: usize = 50;

/// The side of what press says.
pub(super) const PRESS: &str = "press";

/// Programme (its number in the scope), year and code.
type Key = (usize, Option<i16>, String);

/// The rows while claims are put on them.
pub(super) struct Board<'r> {
    regions: &'r Regions,
    scope: &'r Scope<'r>,
    /// One a member, in the order of the list.
    members: Vec<Row>,
    index: Index,
    /// What press says and no member answers to.
    press: BTreeMap<Key, Row>,
    /// Bare names in articles that name the programme and tell no fact about it, with the member that each could mean.
    faint: Vec<(usize, Claim)>,
    /// Names that could mean several regions, none of them in the list, with the number of articles.
    names: BTreeMap<(usize, String, Vec<String>), (Unresolved, u64)>,
}

impl<'r> Board<'r> {
    pub(super) fn new(regions: &'r Regions, scope: &'r Scope<'r>, list: Vec<Member>) -> Self {
        let mut board = Board {
            regions,
            scope,
            members: Vec::new(),
            index: Index::default(),
            press: BTreeMap::new(),
            faint: Vec::new(),
            names: BTreeMap::new(),
        };
        let mut seen: HashMap<String, usize> = HashMap::new();
        for member in list {
            let mut id = row_id(&member.programme, member.cohort_year, &member.region.code);
            let times = seen.entry(id.clone()).or_default();
            *times += 1;
            if *times > 1 {
                id = format!("{id}+{times}");
            }
            let row = Row {
                schema: ROW_SCHEMA.to_owned(),
                id,
                programme: member.programme,
                cohort_year: member.cohort_year,
                region: member.region,
                listed: Some(member.listed),
                differences: member.differences,
                decision: member.decision,
                ..Row::default()
            };
            board.index.add(&row, board.members.len());
            board.members.push(row);
        }
        board
    }

    /// Puts a claim where it belongs, after what a steward decided about it.
    pub(super) fn place(&mut self, told: Told, decisions: &mut Decisions) {
        let Told { programme, mut claim, by_cohorts } = told;
        claim.evidence = evidence_of_claim(&claim);
        decisions.on_claim(&mut claim, self.regions);
        claim.stance = own_stance(&claim, by_cohorts);
        self.spread(programme, claim);
    }

    /// Puts a claim on all rows that it speaks of.
    fn spread(&mut self, programme: usize, claim: Claim) {
        let Some(code) = claim.code.clone() else { return };
        let spoken =
            Spoken { programme: self.scope.id(programme), code: &code, year: claim.cohort_year, stance: claim.stance };
        let places = self.index.places(spoken, self.regions);
        for (row, stance) in places.members {
            let claims = &mut self.members[row].claims;
            let mut copy = Claim { stance, ..claim.clone() };
            // What stands whole in a row of its own stands here without its paragraph, where there is much of it.
            if !places.is_own && claims.len() >= WITH_PARAGRAPH {
                copy.quotes.truncate(1);
                copy.quotes.iter_mut().for_each(Quote::strip);
            }
            claims.push(copy);
        }
        if let (Some(near), Some(region)) = (places.near, self.regions.by_code(&code)) {
            let near = || near.iter().map(|member| self.members[*member].id.clone()).collect();
            let key = (programme, claim.cohort_year, code.clone());
            let row = self.press.entry(key).or_insert_with(|| press_row(spoken, region, near(), self.regions));
            row.claims.push(claim);
        }
    }

    /// Puts a name that several regions have on all members that it could mean; else it stays open, if the article tells any fact
    /// about the programme: who only names both may speak of anything.
    pub(super) fn place_bare(&mut self, bare: Bare, article: &ArticleRef, decisions: &mut Decisions) {
        let codes: Vec<String> = bare.candidates.iter().map(|candidate| candidate.0.clone()).collect();
        let Some(bare) = self.settled_name(bare, &codes, article, decisions) else { return };
        let fits = |year: Option<i16>| bare.years.is_empty() || bare.years.iter().any(|y| is_of_year(year, Some(*y)));
        let programme = self.scope.id(bare.programme);
        let rows = codes.iter().flat_map(|code| self.index.of(programme, code)).filter(|row| fits(row.1));
        let rows: Vec<usize> = rows.map(|row| row.0).collect();
        if rows.is_empty() && bare.has_facts {
            return self.leave_open(bare, codes, article, decisions);
        }
        for row in rows {
            let mut claim = self.mention(&bare, &self.members[row].region.code, article);
            decisions.on_claim(&mut claim, self.regions);
            claim.stance = own_stance(&claim, false);
            // Where a steward says what it means, it is no bare name any more.
            if claim.code.is_some() {
                self.spread(bare.programme, claim);
            } else if bare.has_facts {
                self.members[row].claims.push(claim);
            } else {
                self.faint.push((row, claim));
            }
        }
    }

    /// The claim that a bare name makes of a region that it could mean.
    fn mention(&self, bare: &Bare, code: &str, article: &ArticleRef) -> Claim {
        let programme = self.scope.id(bare.programme);
        let mut claim = Claim {
            id: short_digest([&article.id, ClaimType::Mention.as_str(), programme, &bare.name, code]),
            stance: Stance::BareName,
            kind: ClaimType::Mention,
            status: FactStatus::Done,
            name: Some(bare.name.clone()),
            article: article.clone(),
            quotes: vec![bare.quote.clone()],
            by: bare.by.clone(),
            ..Claim::default()
        };
        claim.evidence = evidence_of_claim(&claim);
        claim
    }

    /// The rows of the members that count: those that no steward rejected.
    pub(super) fn members(&self, decisions: &Decisions) -> Vec<&Row> {
        self.members.iter().filter(|row| !decisions.rejects(&row.id)).collect()
    }

    /// Gives every claim the number of its source in the place of that of its article.
    pub(super) fn number(&mut self, sources: &[u64]) {
        let rows = self.members.iter_mut().chain(self.press.values_mut()).flat_map(|row| &mut row.claims);
        for claim in rows.chain(self.faint.iter_mut().map(|(_, claim)| claim)) {
            claim.article.source = sources.get(claim.article.source as usize).copied().unwrap_or_default();
        }
    }

    /// The id of a name everywhere in press, and the digest of what it rests on.
    fn name_id(&self, bare: &Bare, codes: &[String]) -> (String, String) {
        let programme = self.scope.id(bare.programme);
        let words = || [programme, &bare.name].into_iter().chain(codes.iter().map(String::as_str));
        (short_digest(["press"].into_iter().chain(words())), short_digest(words()))
    }

    /// Puts a name where a steward said that it belongs everywhere; gives it back where nobody did.
    fn settled_name(
        &mut self,
        bare: Bare,
        codes: &[String],
        article: &ArticleRef,
        decisions: &mut Decisions,
    ) -> Option<Bare> {
        if !bare.has_facts {
            return Some(bare);
        }
        let (id, evidence) = self.name_id(&bare, codes);
        let Some((decision, decided)) = decisions.on_name(&id, &evidence) else { return Some(bare) };
        let Some(region) = decision.region.as_ref().filter(|code| self.regions.by_code(code).is_some()) else {
            return Some(bare);
        };
        let mut claim = self.mention(&bare, region, article);
        (claim.code, claim.stance) = (Some(region.clone()), Stance::Supports);
        claim.cohort_year = decision.cohort_year.or(bare.years.first().copied().filter(|_| bare.years.len() == 1));
        claim.decision = Some(decided);
        self.spread(bare.programme, claim);
        None
    }

    /// Leaves a name open that means no member of the list.
    fn leave_open(&mut self, bare: Bare, codes: Vec<String>, article: &ArticleRef, decisions: &mut Decisions) {
        let (id, evidence) = self.name_id(&bare, &codes);
        let decided = decisions.on_name(&id, &evidence);
        let open = || Unresolved {
            id: id.clone(),
            evidence: evidence.clone(),
            decision: decided.as_ref().map(|(_, decided)| decided.clone()),
            side: PRESS.to_owned(),
            place: article.id.clone(),
            name: bare.name.clone(),
            programme: Some(self.scope.id(bare.programme).to_owned()),
            cohort_year: bare.years.first().copied().filter(|_| bare.years.len() == 1),
            why: Some(Saying::of(OpenType::OfNoMember)),
            article: Some(article.clone()),
            quote: Some(bare.quote.clone()),
            candidates: bare.candidates.iter().map(|(code, name, why)| format!("{code} {name} ({why})")).collect(),
            ..Unresolved::default()
        };
        self.names.entry((bare.programme, bare.name.clone(), codes)).or_insert_with(|| (open(), 0)).1 += 1;
    }

    /// The rows with their status and reasons, and the names that stay open.
    pub(super) fn finish(self, wholes: &[Whole], decisions: &Decisions) -> (Vec<Row>, Vec<Unresolved>) {
        let cohorts = reasons::Cohorts::new(&self.members(decisions));
        let Board { mut members, index, press, faint, names, .. } = self;
        // Where nothing else is said, a name in an article about the programme is more than nothing.
        let is_silent: Vec<bool> = members.iter().map(|row| row.claims.is_empty()).collect();
        for (row, claim) in faint.into_iter().filter(|(row, _)| is_silent[*row]) {
            members[row].claims.push(claim);
        }
        let differing = cohorts.differing(wholes);
        for row in &mut members {
            tidy(row);
            add_differences(row);
            // A region in several cohorts of the list: a claim without a year says nothing about which.
            let rows_of_region = index.of(&row.programme, &row.region.code).len();
            reasons::judge_member(row, rows_of_region, &differing, &cohorts);
        }
        let mut press: Vec<Row> = press.into_values().collect();
        let by_id: HashMap<&str, &Row> = members.iter().map(|row| (row.id.as_str(), row)).collect();
        for row in &mut press {
            tidy(row);
            reasons::judge_press(row, &differing, &cohorts, &by_id);
        }
        members.append(&mut press);
        members.iter_mut().for_each(|row| row.evidence = evidence_of_row(row));
        let names = names.into_values().map(|(mut open, articles)| {
            if articles > 1 {
                open.why = Some(Saying::of(OpenType::OfNoMemberOften).with("n", articles));
            }
            open.reason = open.why.as_ref().map(Saying::english).unwrap_or_default();
            open
        });
        (members, names.collect())
    }
}

/// What a claim does for a row of its own region and year. `by_cohorts`: whether only lists of cohorts told its region from the
/// namesake.
pub(super) fn own_stance(claim: &Claim, by_cohorts: bool) -> Stance {
    let decided = claim.decision.as_ref().map(|decided| decided.verdict);
    match (decided, claim.status) {
        (Some(Verdict::Reject), _) => Stance::Rejected,
        (_, FactStatus::Denied) => Stance::Denies,
        (_, FactStatus::Planned | FactStatus::Invited) => Stance::Planned,
        (None, _) if by_cohorts => Stance::BareName,
        _ if claim.code.is_none() => Stance::BareName,
        _ => Stance::Supports,
    }
}

/// Claims by day and article, each once, and what is counted of them.
pub(super) fn tidy(row: &mut Row) {
    fn key(claim: &Claim) -> (&str, &str, &str, &str) {
        (claim.article.day(), &claim.article.id, &claim.id, &claim.evidence)
    }
    row.claims.sort_by(|a, b| key(a).cmp(&key(b)));
    row.claims.dedup_by(|a, b| a.id == b.id && a.evidence == b.evidence);
    let counted = row.claims.iter().filter(|claim| claim.stance != Stance::Rejected);
    row.articles = counted.map(|claim| claim.article.key()).collect::<BTreeSet<_>>().len() as u64;
}

/// Where press differs from the member: years, types and days of signing, each once. A type or a day that press bears out is no
/// difference, though some article has another; nor is the type that an article does not state.
pub(super) fn add_differences(row: &mut Row) {
    let supports = || row.claims.iter().filter(|claim| claim.stance == Stance::Supports);
    let is_of_type = supports().next().is_some();
    let is_that_day = |listed: &String| {
        supports().any(|claim| {
            claim.kind == ClaimType::Signing && claim.date.as_ref().is_some_and(|day| same_day(listed, day))
        })
    };
    let signed = row.listed.as_ref().and_then(|listed| listed.signed.clone()).filter(|day| !is_that_day(day));
    for claim in &row.claims {
        let has_type = || claim.name.as_ref().is_some_and(|name| !row.region.name.ends_with(name.as_str()));
        let year = |year: Option<i16>| year.map(|year| year.to_string()).unwrap_or_default();
        let (what, list, other) = match (claim.stance, &signed, &claim.date) {
            (Stance::OtherYear, ..) => ("year", year(row.cohort_year), year(claim.cohort_year)),
            (Stance::OtherType, ..) if is_of_type || !has_type() => continue,
            (Stance::OtherType, ..) => ("type", row.region.name.clone(), claim.name.clone().unwrap_or_default()),
            (Stance::Supports | Stance::NoYear, Some(list), Some(press))
                if claim.kind == ClaimType::Signing && !same_day(list, press) =>
            {
                ("signed", list.clone(), press.clone())
            }
            _ => continue,
        };
        let difference = Difference { what: what.to_owned(), list, other, side: PRESS.to_owned() };
        if !row.differences.contains(&difference) {
            row.differences.push(difference);
        }
    }
}

pub(super) fn evidence_of_claim(claim: &Claim) -> String {
    let year = claim.cohort_year.map(|year| year.to_string()).unwrap_or_default();
    let quotes = claim.quotes.iter().map(|quote| quote.quote.as_str());
    let values = [claim.status.as_str(), claim.code.as_deref().unwrap_or_default(), &year];
    short_digest(values.into_iter().chain(claim.date.as_deref()).chain(quotes))
}

/// The words under a row and what the list says at it: a steward is asked again when these change, not when petik or another
/// steward judges them in another way.
pub(super) fn evidence_of_row(row: &Row) -> String {
    let mut claims: Vec<&str> = row.claims.iter().map(|claim| claim.evidence.as_str()).collect();
    claims.sort_unstable();
    claims.dedup();
    let listed = row.listed.as_ref().and_then(|listed| listed.note.as_deref());
    short_digest(listed.into_iter().chain(claims))
}
