//! An entry of the catalogue: entities of one kind, and how they are found by a name. One entry is one service for clients.

use super::entity::{Entity, EntityType, Property, Said};
use super::query::Asked;
use crate::matcher::{
    Candidate, Feature, PersonMatcher, PlainMatcher, Query, RegionCandidate, RegionMatcher, Strictness, Value,
};
use petik_core::gazetteer::letters;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Entities that are offered as one service.
pub(crate) struct Entry {
    /// Its name in addresses.
    pub(crate) name: &'static str,
    /// Its name for people.
    pub(crate) title: String,
    pub(crate) types: Vec<EntityType>,
    pub(crate) properties: Vec<Property>,
    pub(crate) entities: Vec<Entity>,
    by_id: HashMap<String, usize>,
    /// Letters of all names with the entity, sorted.
    index: Vec<(String, usize)>,
    finder: Finder,
}

/// How its entities are found.
pub(crate) enum Finder {
    /// By their names alone.
    Names(PlainMatcher),
    /// Officials by their names and offices.
    Persons(Box<PersonMatcher>),
    /// Regions, and what names none for certain by its name as written.
    Regions { matcher: Arc<RegionMatcher>, rest: PlainMatcher },
}

/// An entity that was found.
pub(crate) struct Found<'e> {
    pub(crate) entity: &'e Entity,
    pub(crate) score: f64,
    pub(crate) is_match: bool,
    pub(crate) features: Vec<(Feature, Value)>,
}

impl Entry {
    pub(crate) fn new(name: &'static str, title: String, entities: Vec<Entity>, finder: Finder) -> Self {
        let mut types: Vec<EntityType> = entities.iter().flat_map(|entity| entity.types.iter().copied()).collect();
        types.sort_unstable();
        types.dedup();
        let mut properties: Vec<Property> =
            entities.iter().flat_map(|entity| &entity.values).map(|(own, _)| *own).collect();
        properties.sort_unstable();
        properties.dedup();
        let by_id = entities.iter().enumerate().map(|(at, entity)| (entity.id.clone(), at)).collect();
        let names = |(at, entity): (usize, &Entity)| {
            let all = [&entity.name, &entity.id].into_iter().chain(&entity.names);
            all.map(|name| (letters(name), at)).collect::<Vec<_>>()
        };
        let mut index: Vec<(String, usize)> = entities.iter().enumerate().flat_map(names).collect();
        index.sort();
        index.dedup();
        Entry { name, title, types, properties, entities, by_id, index, finder }
    }

    /// The entity with this id.
    pub(crate) fn get(&self, id: &str) -> Option<&Entity> {
        self.by_id.get(id).map(|at| &self.entities[*at])
    }

    /// The entities that a query may mean, the likeliest first.
    pub(crate) fn find(&self, asked: &Asked) -> Vec<Found<'_>> {
        let mut found = match &self.finder {
            Finder::Names(matcher) => self.named(matcher.candidates(&asked.query)),
            Finder::Persons(matcher) => self.named(matcher.candidates(&asked.query)),
            Finder::Regions { matcher, rest } => {
                let mut found = self.regions(matcher, matcher.candidates(&asked.query), &asked.query);
                let best = found.first().map_or(0.0, |first| first.score);
                let others = self.named(rest.candidates(&asked.query)).into_iter();
                // A row that names no region for certain is no match where a region is as likely.
                found.extend(others.map(|row| Found { is_match: row.is_match && row.score > best, ..row }));
                found
            }
        };
        if asked.has_types() && asked.query.strictness == Strictness::Only {
            found.retain(|one| asked.is_of(&one.entity.types));
        }
        found.sort_by(|one, other| other.score.total_cmp(&one.score));
        found.truncate(asked.limit);
        found
    }

    fn named(&self, candidates: Vec<Candidate>) -> Vec<Found<'_>> {
        let found = |candidate: Candidate| {
            let Candidate { score, is_match, features, .. } = candidate;
            Some(Found { entity: self.get(&candidate.id)?, score, is_match, features })
        };
        candidates.into_iter().filter_map(found).collect()
    }

    fn regions(&self, matcher: &RegionMatcher, found: Vec<RegionCandidate>, query: &Query) -> Vec<Found<'_>> {
        let regions = &matcher.engine().gazetteer().regions;
        let shown = |candidate: RegionCandidate| {
            let RegionCandidate { region, score, is_match, mut features } = candidate;
            let entity = self.get(&regions.get(region).code)?;
            features.extend(in_year(entity, query).map(|is| (Feature::YearInList, Value::Is(is))));
            Some(Found { entity, score, is_match, features })
        };
        found.into_iter().filter_map(shown).collect()
    }

    /// Entities of which a name begins with `prefix`, or has a word that does: the shortest names first. At most `most` behind the
    /// first `from`.
    pub(crate) fn beginning(&self, prefix: &str, from: usize, most: usize) -> Vec<&Entity> {
        let own = letters(prefix);
        if own.is_empty() {
            return Vec::new();
        }
        let start = self.index.partition_point(|(name, _)| *name < own);
        let direct = self.index[start..].iter().take_while(|(name, _)| name.starts_with(&own));
        // The entity with the place of its best name: those that begin so stand before those that hold it, and names that are shown
        // before abbreviations.
        let mut places: BTreeMap<usize, (bool, bool, usize)> = BTreeMap::new();
        let is_shown = |at: usize| letters(&self.entities[at].name).contains(&own);
        let inside = self.index.iter().filter(|(name, _)| own.len() > 2 && name.contains(&own));
        for (is_inside, (name, at)) in direct.map(|one| (false, one)).chain(inside.map(|one| (true, one))) {
            let place = (is_inside, !is_shown(*at), name.len());
            places.entry(*at).and_modify(|known| *known = (*known).min(place)).or_insert(place);
        }
        let mut places: Vec<((bool, bool, usize), usize)> = places.into_iter().map(|(at, place)| (place, at)).collect();
        places.sort_unstable();
        places.into_iter().skip(from).take(most).map(|(_, at)| &self.entities[at]).collect()
    }
}

/// Whether the list has the entity in the years that the query states.
fn in_year(entity: &Entity, query: &Query) -> Option<bool> {
    let year = |said: &Said| match said {
        Said::Number(year) => Some(*year),
        _ => None,
    };
    let own: Vec<i64> = entity.of(Property::CohortYear).filter_map(year).collect();
    (!query.years.is_empty() && !own.is_empty()).then(|| query.years.iter().any(|year| own.contains(&i64::from(*year))))
}
