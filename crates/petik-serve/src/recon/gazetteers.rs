//! The entries that the gazetteers make: regions, officials, programmes.

use super::entity::{Entity, EntityType, Property, Said};
use super::entry::{Entry, Finder};
use crate::matcher::{NamedThing, Person, PersonMatcher, PlainMatcher, RegionMatcher};
use petik_core::Engine;
use petik_core::gazetteer::{NameKind, Official, ProgrammeNames, RegionId, letters};
use petik_core::record::Level;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The regions.
pub(crate) fn regions(matcher: &Arc<RegionMatcher>) -> Entry {
    let engine = matcher.engine();
    let entities = engine.gazetteer().regions.iter().map(|(id, _)| region(engine, id)).collect();
    let finder = Finder::Regions { matcher: Arc::clone(matcher), rest: PlainMatcher::default() };
    Entry::new("regions", "petik: provinces, kabupaten and kota".to_owned(), entities, finder)
}

/// A region with its codes and names.
pub(crate) fn region(engine: &Engine, id: RegionId) -> Entity {
    let lists = engine.gazetteer();
    let region = lists.regions.get(id);
    let province = lists.regions.get(lists.regions.province(id));
    let own = match region.level {
        Level::Province => EntityType::Province,
        Level::Kabupaten => EntityType::Kabupaten,
        Level::Kota => EntityType::Kota,
    };
    let place = if region.level == Level::Province { String::new() } else { format!(", {}", province.name) };
    let mut entity = Entity {
        id: region.code.clone(),
        name: region.full_name.clone(),
        description: format!("{}{place}; Kemendagri {}, BPS {}", own.as_str(), region.code, region.bps),
        types: vec![own, EntityType::Region],
        names: vec![region.name.clone()],
        values: Vec::new(),
    };
    entity.say(Property::Code, &*region.code);
    entity.say(Property::CodeBps, &*region.bps);
    entity.say(Property::Type, own.as_str());
    entity.add(Property::Province, Said::Entity { id: province.code.clone(), name: province.full_name.clone() });
    for old in lists.crosswalk().of_region(id) {
        entity.say(Property::OldCode, old);
    }
    for name in engine.written_names().all().iter().filter(|name| name.region == id) {
        match name.kind {
            NameKind::Former => entity.say(Property::FormerName, &*name.written),
            NameKind::Official => continue,
            // Spellings that differ in no letter are no news.
            _ if name.letters == letters(&region.name) => continue,
            _ => entity.say(Property::OtherName, &*name.written),
        }
        entity.names.push(name.written.clone());
    }
    entity
}

/// The officials, one a person.
pub(crate) fn officials(engine: &'static Engine) -> Entry {
    let regions = &engine.gazetteer().regions;
    let mut persons: BTreeMap<&str, (Person, Entity)> = BTreeMap::new();
    for (term, variants) in engine.gazetteer().people.all_terms() {
        let Official { person, name, office, region, start, end, .. } = term;
        let (known, entity) = persons.entry(person).or_insert_with(|| {
            let thing = NamedThing { id: person.clone(), name: name.clone(), others: Vec::new(), shared: Vec::new() };
            let types = vec![EntityType::Official];
            let known = Person { thing, posts: Vec::new() };
            (known, Entity { id: person.clone(), name: name.clone(), types, ..Entity::default() })
        });
        known.posts.push((office.clone(), *region));
        let thing = &mut known.thing;
        let others = variants.into_iter().chain([name.as_str()]).filter(|other| *other != entity.name);
        for other in others {
            let names = if other.contains(' ') { &mut thing.others } else { &mut thing.shared };
            if !names.iter().any(|known| known == other) {
                names.push(other.to_owned());
                entity.names.push(other.to_owned());
            }
        }
        if !entity.description.contains(office.as_str()) && entity.description.len() < 200 {
            let parted = if entity.description.is_empty() { "" } else { "; " };
            entity.description.push_str(parted);
            entity.description.push_str(office);
        }
        entity.say(Property::Office, &**office);
        if let Some(region) = region.map(|id| regions.get(id)) {
            entity.add(Property::Region, Said::Entity { id: region.code.clone(), name: region.full_name.clone() });
        }
        entity.say(Property::Start, start.map(|day| day.to_string()).unwrap_or_default());
        entity.say(Property::End, end.map(|day| day.to_string()).unwrap_or_default());
    }
    let (persons, entities) = persons.into_values().unzip();
    let finder = Finder::Persons(Box::new(PersonMatcher::new(engine, persons)));
    Entry::new("officials", "petik: officials".to_owned(), entities, finder)
}

/// The programmes.
pub(crate) fn programmes(engine: &Engine) -> Entry {
    let programmes = &engine.gazetteer().programmes;
    let (mut things, mut entities) = (Vec::new(), Vec::new());
    for names in ProgrammeNames::read(engine.files()) {
        let ProgrammeNames { id, name, aliases, generic } = names;
        let known = programmes.number(&id).map(|number| programmes.get(number));
        let kind = known.and_then(|programme| programme.kind).map(|kind| kind.as_str()).unwrap_or_default();
        let mut entity = Entity {
            id: id.clone(),
            name: name.clone(),
            description: kind.to_owned(),
            types: vec![EntityType::Programme],
            names: aliases.iter().chain(&generic).cloned().collect(),
            values: Vec::new(),
        };
        aliases.iter().for_each(|alias| entity.say(Property::OtherName, &**alias));
        for (first, last) in known.map(|programme| programme.years.clone()).unwrap_or_default() {
            let last = if last > 2100 { String::new() } else { last.to_string() };
            entity.say(Property::Years, format!("{first}-{last}"));
        }
        entities.push(entity);
        things.push(NamedThing { id: id.clone(), name, others: [vec![id], aliases].concat(), shared: generic });
    }
    Entry::new("programmes", "petik: programmes".to_owned(), entities, Finder::Names(PlainMatcher::new(things)))
}
