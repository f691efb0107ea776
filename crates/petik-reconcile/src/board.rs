//! Claims to members: every claim goes to the rows that it speaks of, and what no member answers to becomes a row of press.

use super::decisions::Decisions;
use super::list::{Member, same_day};
use super::press::{Bare, Scope, Told, short_digest};
use super::reasons::{self, Whole};
use crate::reconciliation::{ArticleRef, Claim, Difference, Quote, ROW_SCHEMA, Region, Row, Unresolved};
use crate::saying::Saying;
use crate::sentences::OpenType;
use crate::words::{ClaimType, Stance, Verdict};
use petik_core::gazetteer::Regions;
use petik_core::record::FactStatus;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Claims of a row that keep their paragraphs, though they stand in another row too.
const WITH_PARAGRAPH: usize = 50;

/// Programme (its number in the scope), year and code.
type Key = (usize, Option<i16>, String);

/// The rows while claims are put on them.
pub(super) struct Board<'r> {
    regions: &'r Regions,
    scope: &'r Scope<'r>,
    /// One a member, in the order of the list.
    members: Vec<Row>,
    /// The rows of a region, by programme and code.
    of_region: HashMap<(usize, String), Vec<usize>>,
    /// What press says and no member answers to.
    press: BTreeMap<Key, Row>,
    /// Names that could mean several regions, none of them in the list, with the number of articles.
    names: BTreeMap<(usize, String, Vec<String>), (Unresolved, u64)>,
}

impl<'r> Board<'r> {
    pub(super) fn new(regions: &'r Regions, scope: &'r Scope<'r>, list: Vec<Member>) -> Self {
        let mut board = Board {
            regions,
            scope,
            members: Vec::new(),
            of_region: HashMap::new(),
            press: BTreeMap::new(),
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
            if let Some(programme) = scope.number(&member.programme) {
                let key = (programme, member.region.code.clone());
                board.of_region.entry(key).or_default().push(board.members.len());
            }
            board.members.push(Row {
                schema: ROW_SCHEMA.to_owned(),
                id,
                programme: member.programme,
                cohort_year: member.cohort_year,
                region: member.region,
                listed: Some(member.listed),
                differences: member.differences,
                decision: member.decision,
                ..Row::default()
            });
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

    /// Puts a claim on all rows that it speaks of, else aside.
    fn spread(&mut self, programme: usize, claim: Claim) {
        let Some(code) = claim.code.clone() else { return };
        let rows = self.rows_of(programme, &code);
        let of_year: Vec<usize> = rows.iter().copied().filter(|&row| self.is_of_year(row, claim.cohort_year)).collect();
        if !of_year.is_empty() {
            of_year.iter().for_each(|&row| self.members[row].claims.push(claim.clone()));
        } else if !rows.is_empty() && claim.cohort_year.is_none() {
            rows.iter().for_each(|&row| self.put(row, &claim, Stance::NoYear));
        } else if !rows.is_empty() {
            rows.iter().for_each(|&row| self.put(row, &claim, Stance::OtherYear));
            self.put_aside(programme, claim, rows);
        } else {
            let namesakes = self.namesakes(programme, &code, claim.cohort_year);
            namesakes.iter().for_each(|&row| self.put(row, &claim, Stance::OtherType));
            self.put_aside(programme, claim, namesakes);
        }
    }

    /// Puts a name that several regions have on all members that it could mean; else it stays open.
    pub(super) fn place_bare(&mut self, bare: Bare, article: &ArticleRef, decisions: &mut Decisions) {
        let codes: Vec<String> = bare.candidates.iter().map(|candidate| candidate.0.clone()).collect();
        let fits = |row: &usize| bare.years.is_empty() || bare.years.iter().any(|y| self.is_of_year(*row, Some(*y)));
        let rows: Vec<usize> = codes.iter().flat_map(|code| self.rows_of(bare.programme, code)).filter(fits).collect();
        if rows.is_empty() {
            return self.leave_open(bare, codes, article, decisions);
        }
        for row in rows {
            let mut claim = self.mention(&bare, &self.members[row].region.code, article);
            decisions.on_claim(&mut claim, self.regions);
            match claim.decision.as_ref().map(|decided| decided.verdict) {
                Some(Verdict::Reject) => claim.stance = Stance::Rejected,
                // A steward says what it means: it is no bare name any more.
                Some(Verdict::Correct) if claim.code.is_some() => {
                    claim.stance = Stance::Supports;
                    self.spread(bare.programme, claim);
                    continue;
                }
                _ => {}
            }
            self.members[row].claims.push(claim);
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
        for claim in self.members.iter_mut().chain(self.press.values_mut()).flat_map(|row| &mut row.claims) {
            claim.article.source = sources.get(claim.article.source as usize).copied().unwrap_or_default();
        }
    }

    /// Leaves a name open that means no member of the list, unless a steward said which region it means everywhere.
    fn leave_open(&mut self, bare: Bare, codes: Vec<String>, article: &ArticleRef, decisions: &mut Decisions) {
        let programme = self.scope.id(bare.programme);
        let words = || [programme, &bare.name].into_iter().chain(codes.iter().map(String::as_str));
        let id = short_digest(["press"].into_iter().chain(words()));
        let evidence = short_digest(words());
        let decided = decisions.on_name(&id, &evidence);
        if let Some((decision, decided)) = &decided
            && let Some(region) = decision.region.as_ref().filter(|code| self.regions.by_code(code).is_some())
        {
            let mut claim = self.mention(&bare, region, article);
            (claim.code, claim.stance) = (Some(region.clone()), Stance::Supports);
            claim.cohort_year = decision.cohort_year.or(bare.years.first().copied().filter(|_| bare.years.len() == 1));
            claim.decision = Some(decided.clone());
            return self.spread(bare.programme, claim);
        }
        let open = || Unresolved {
            id: id.clone(),
            evidence: evidence.clone(),
            decision: decided.as_ref().map(|(_, decided)| decided.clone()),
            side: "press".to_owned(),
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

    fn rows_of(&self, programme: usize, code: &str) -> Vec<usize> {
        self.of_region.get(&(programme, code.to_owned())).cloned().unwrap_or_default()
    }

    /// The rows of the region with the same name and the other type, in this year or where one side gives none.
    fn namesakes(&self, programme: usize, code: &str, year: Option<i16>) -> Vec<usize> {
        let other = self.regions.by_code(code).and_then(|id| self.regions.namesake(id));
        let Some(other) = other.map(|id| &self.regions.get(id).code) else { return Vec::new() };
        let mut rows = self.rows_of(programme, other);
        rows.retain(|&row| year.is_none() || self.is_of_year(row, year));
        rows
    }

    /// A member without a year is one of every year.
    fn is_of_year(&self, row: usize, year: Option<i16>) -> bool {
        let of_row = self.members[row].cohort_year;
        of_row.is_none() || of_row == year
    }

    /// Puts a claim on a row that it does not fit. What was rejected stays that; plans for another year say nothing here.
    fn put(&mut self, row: usize, claim: &Claim, stance: Stance) {
        let stance = match claim.stance {
            Stance::Supports => stance,
            Stance::Planned | Stance::Denies | Stance::BareName if stance != Stance::NoYear => return,
            other => other,
        };
        // What stands whole in a row of its own stands here without its paragraph, where there is much of it.
        let claims = &mut self.members[row].claims;
        let mut copy = Claim { stance, ..claim.clone() };
        if claims.len() >= WITH_PARAGRAPH {
            copy.quotes.truncate(1);
            copy.quotes.iter_mut().for_each(Quote::strip);
        }
        claims.push(copy);
    }

    /// A claim that no member answers to; `near` are the members that may be meant.
    fn put_aside(&mut self, programme: usize, claim: Claim, near: Vec<usize>) {
        let Some(code) = &claim.code else { return };
        let Some(region) = self.regions.by_code(code) else { return };
        let id = self.scope.id(programme);
        let row = self.press.entry((programme, claim.cohort_year, code.clone())).or_insert_with(|| Row {
            schema: ROW_SCHEMA.to_owned(),
            id: row_id(id, claim.cohort_year, code),
            programme: id.to_owned(),
            cohort_year: claim.cohort_year,
            region: Region::of(self.regions, region),
            ..Row::default()
        });
        for member in near {
            if !row.near.contains(&self.members[member].id) {
                row.near.push(self.members[member].id.clone());
            }
        }
        row.claims.push(claim);
    }

    /// The rows with their status and reasons, and the names that stay open.
    pub(super) fn finish(self, wholes: &[Whole], decisions: &Decisions) -> (Vec<Row>, Vec<Unresolved>) {
        let cohorts = reasons::Cohorts::new(&self.members(decisions));
        let Board { scope, mut members, of_region, press, names, .. } = self;
        let differing = cohorts.differing(wholes);
        for row in &mut members {
            tidy(row);
            add_differences(row);
            // A region in several cohorts of the list: a claim without a year says nothing about which.
            let number = scope.number(&row.programme);
            let rows = number.and_then(|number| of_region.get(&(number, row.region.code.clone())));
            reasons::judge_member(row, rows.map_or(1, Vec::len), &differing, &cohorts);
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

fn row_id(programme: &str, year: Option<i16>, code: &str) -> String {
    let year = year.map_or_else(|| "-".to_owned(), |year| year.to_string());
    format!("{programme}/{year}/{code}")
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
        _ => Stance::Supports,
    }
}

/// Claims by day and article, each once, and what is counted of them.
fn tidy(row: &mut Row) {
    fn key(claim: &Claim) -> (&str, &str, &str, &str) {
        (claim.article.day(), &claim.article.id, &claim.id, &claim.evidence)
    }
    row.claims.sort_by(|a, b| key(a).cmp(&key(b)));
    row.claims.dedup_by(|a, b| a.id == b.id && a.evidence == b.evidence);
    count_articles(row);
}

/// Counts the articles that speak of it.
pub(super) fn count_articles(row: &mut Row) {
    let counted = row.claims.iter().filter(|claim| claim.stance != Stance::Rejected);
    row.articles = counted.map(|claim| claim.article.key()).collect::<BTreeSet<_>>().len() as u64;
}

/// Where press differs from the member: years, types and days of signing, each once.
fn add_differences(row: &mut Row) {
    let signed = row.listed.as_ref().and_then(|listed| listed.signed.clone());
    for claim in &row.claims {
        let year = |year: Option<i16>| year.map(|year| year.to_string()).unwrap_or_default();
        let (what, list, other) = match (claim.stance, &signed, &claim.date) {
            (Stance::OtherYear, ..) => ("year", year(row.cohort_year), year(claim.cohort_year)),
            (Stance::OtherType, ..) => ("type", row.region.name.clone(), claim.name.clone().unwrap_or_default()),
            (Stance::Supports | Stance::NoYear, Some(list), Some(press))
                if claim.kind == ClaimType::Signing && !same_day(list, press) =>
            {
                ("signed", list.clone(), press.clone())
            }
            _ => continue,
        };
        let difference = Difference { what: what.to_owned(), list, other, side: "press".to_owned() };
        if !row.differences.contains(&difference) {
            row.differences.push(difference);
        }
    }
}

fn evidence_of_claim(claim: &Claim) -> String {
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
