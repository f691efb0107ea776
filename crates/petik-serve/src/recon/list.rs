//! The entry that a list makes: its regions with the years and programmes in which it has them, what its rows say, and what press says
//! of them where they were reconciled; and its rows that name no region for certain.

use super::entity::{Entity, EntityType, Property, Said};
use super::entry::{Entry, Finder};
use super::gazetteers::region;
use crate::matcher::{NamedThing, PlainMatcher, RegionMatcher};
use petik_core::gazetteer::ProgrammeNames;
use petik_reconcile::{Claim, Listed, Member, OfficialList, Row, Unresolved, web_address};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Quotes of a row that are shown.
const MOST_QUOTES: usize = 20;

/// Collects what is said of regions.
struct Collected<'m> {
    matcher: &'m Arc<RegionMatcher>,
    programmes: BTreeMap<String, String>,
    regions: BTreeMap<String, Entity>,
    /// Entities that are no regions, with their names.
    rest: Vec<(NamedThing, Entity)>,
}

/// The entry of a list.
pub(crate) fn of_list(matcher: &Arc<RegionMatcher>, title: &str, list: &OfficialList) -> Entry {
    let mut all = Collected::new(matcher);
    for Member { programme, cohort_year, region, listed, .. } in &list.members {
        all.take(&region.code, programme, *cohort_year, Some(listed));
    }
    list.unresolved.iter().for_each(|open| all.take_open(open));
    all.entry(title)
}

/// The entry of the rows of a reconciliation, and of what it left open of the list.
pub(crate) fn of_rows(matcher: &Arc<RegionMatcher>, title: &str, rows: &[Row], open: &[Unresolved]) -> Entry {
    let mut all = Collected::new(matcher);
    for row in rows {
        let listed = row.listed.as_ref();
        let Some(entity) = all.take(&row.region.code, &row.programme, row.cohort_year, listed) else { continue };
        entity.say(Property::Status, row.status.as_str());
        row.reasons.iter().take(3).for_each(|reason| entity.say(Property::Reason, &**reason));
        entity.add(Property::Sources, Said::Number(row.sources as i64));
        if let Some(decided) = &row.decision {
            entity.say(Property::Verdict, decided.verdict.as_str());
        }
        row.claims.iter().for_each(|claim| take_claim(entity, claim));
    }
    open.iter().filter(|open| open.listed.is_some()).for_each(|open| all.take_open(open));
    all.entry(title)
}

/// The words of press behind a claim, with their article.
fn take_claim(entity: &mut Entity, claim: &Claim) {
    if entity.of(Property::Quote).count() >= MOST_QUOTES {
        return;
    }
    claim.quotes.iter().for_each(|quote| entity.say(Property::Quote, &*quote.quote));
    let article = &claim.article;
    let address = article.url.as_deref().and_then(web_address);
    let shown = address.map(|address| address.to_string()).or_else(|| article.title.clone());
    entity.say(Property::Article, shown.unwrap_or_else(|| article.id.clone()));
}

impl<'m> Collected<'m> {
    fn new(matcher: &'m Arc<RegionMatcher>) -> Self {
        let names = ProgrammeNames::read(matcher.engine().files()).into_iter().map(|one| (one.id, one.name));
        Collected { matcher, programmes: names.collect(), regions: BTreeMap::new(), rest: Vec::new() }
    }

    /// Takes what a row says of a region of the gazetteer.
    fn take(&mut self, code: &str, programme: &str, year: Option<i16>, listed: Option<&Listed>) -> Option<&mut Entity> {
        let engine = self.matcher.engine();
        let id = engine.gazetteer().regions.by_code(code)?;
        let entity = self.regions.entry(code.to_owned()).or_insert_with(|| region(engine, id));
        say_cohort(entity, &self.programmes, programme, year);
        if let Some(listed) = listed {
            say_listed(entity, listed);
        }
        Some(entity)
    }

    fn take_open(&mut self, open: &Unresolved) {
        let Unresolved { id, name, reason, .. } = open;
        let entity_id = format!("row:{id}");
        if id.is_empty() || name.is_empty() || self.rest.iter().any(|(thing, _)| thing.id == entity_id) {
            return;
        }
        let mut entity = Entity {
            id: entity_id.clone(),
            name: name.clone(),
            description: reason.clone(),
            types: vec![EntityType::OpenRow],
            ..Entity::default()
        };
        entity.say(Property::Reason, &**reason);
        say_cohort(&mut entity, &self.programmes, open.programme.as_deref().unwrap_or_default(), open.cohort_year);
        for candidate in &open.candidates {
            // `code name (why)`
            let code = candidate.split_whitespace().next().unwrap_or_default();
            let regions = &self.matcher.engine().gazetteer().regions;
            if let Some(region) = regions.by_code(code).map(|id| regions.get(id)) {
                let (id, name) = (region.code.clone(), region.full_name.clone());
                entity.add(Property::Candidate, Said::Entity { id, name });
            }
        }
        if let Some(listed) = &open.listed {
            say_listed(&mut entity, listed);
        }
        let thing = NamedThing { id: entity_id, name: name.clone(), others: Vec::new(), shared: Vec::new() };
        self.rest.push((thing, entity));
    }

    fn entry(self, title: &str) -> Entry {
        let (things, rest): (Vec<NamedThing>, Vec<Entity>) = self.rest.into_iter().unzip();
        let mut entities: Vec<Entity> = self.regions.into_values().collect();
        entities.iter_mut().for_each(describe);
        entities.extend(rest);
        let finder = Finder::Regions { matcher: Arc::clone(self.matcher), rest: PlainMatcher::new(things) };
        Entry::new("list", title.to_owned(), entities, finder)
    }
}

fn say_cohort(entity: &mut Entity, programmes: &BTreeMap<String, String>, programme: &str, year: Option<i16>) {
    if let Some(year) = year {
        entity.add(Property::CohortYear, Said::Number(i64::from(year)));
    }
    match programmes.get(programme) {
        Some(name) => {
            entity.add(Property::Programme, Said::Entity { id: programme.to_owned(), name: name.clone() });
        }
        None => entity.say(Property::Programme, programme),
    }
}

fn say_listed(entity: &mut Entity, listed: &Listed) {
    let Listed { name, code, note, signed, row, .. } = listed;
    let words = [
        (Property::ListedName, name),
        (Property::ListedCode, code),
        (Property::ListedNote, note),
        (Property::Signed, signed),
    ];
    for (property, words) in words {
        entity.say(property, words.as_deref().unwrap_or_default());
    }
    entity.names.extend(name.iter().cloned());
    entity.add(Property::Row, Said::Number(*row as i64));
}

/// Adds the years and the status to the description.
fn describe(entity: &mut Entity) {
    let shown = |said: &Said| match said {
        Said::Words(words) => words.clone(),
        Said::Number(number) => number.to_string(),
        Said::Entity { name, .. } => name.clone(),
    };
    for property in [Property::CohortYear, Property::Status] {
        let all: Vec<String> = entity.of(property).map(shown).collect();
        if !all.is_empty() {
            entity.description.push_str(&format!("; {}", all.join(", ")));
        }
    }
}
