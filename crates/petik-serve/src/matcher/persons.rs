//! Officials by their names: titles, degrees and the office beside a name are taken off before it is compared, and an office or a
//! region beside it tells persons of one name apart.

use super::candidate::{Candidate, Feature, Value};
use super::plain::{MARGIN, Name, NamedThing, Nearest, PlainMatcher};
use super::query::Query;
use super::said::{Said, Sayings};
use petik_core::Engine;
use petik_core::gazetteer::{RegionId, letters};
use std::collections::HashMap;

/// What is taken off where the office or the region is another's.
const OTHER_POST: f64 = 0.25;

/// A person with the offices held, each with its region.
#[derive(Debug, Clone)]
pub struct Person {
    /// The names.
    pub thing: NamedThing,
    /// Offices with their regions.
    pub posts: Vec<(String, Option<RegionId>)>,
}

/// Finds persons by their names.
pub struct PersonMatcher {
    plain: PlainMatcher,
    sayings: Sayings,
    /// Letters of offices with their regions, for each person.
    posts: Vec<Vec<(String, Option<RegionId>)>>,
}

/// What may be meant: a person, how near the name is, and whether office and region are theirs.
struct Meant {
    person: usize,
    near: Nearest,
    office_agrees: Option<bool>,
    region_agrees: Option<bool>,
    is_sure: bool,
}

impl PersonMatcher {
    /// For `persons`.
    pub fn new(engine: &'static Engine, persons: Vec<Person>) -> Self {
        let sayings = Sayings::new(engine);
        let posts = |person: &Person| -> Vec<(String, Option<RegionId>)> {
            person.posts.iter().map(|(office, region)| (sayings.office(office), *region)).collect()
        };
        let posts = persons.iter().map(posts).collect();
        let things = persons.into_iter().map(|person| with_bare_names(person.thing, &sayings)).collect();
        PersonMatcher { plain: PlainMatcher::new(things), sayings, posts }
    }

    /// All persons that the query may mean, the likeliest first.
    pub fn candidates(&self, query: &Query) -> Vec<Candidate> {
        if query.is_too_long() {
            return Vec::new();
        }
        let mut best: HashMap<usize, Meant> = HashMap::new();
        for said in self.sayings.read(&query.text) {
            for (person, near) in self.plain.nearest(&said.words) {
                let meant = self.meant(person, near, &said);
                match best.get(&person) {
                    Some(known) if known.near.0 >= meant.near.0 => {}
                    _ => drop(best.insert(person, meant)),
                }
            }
        }
        let mut found: Vec<Meant> = best.into_values().collect();
        found.sort_by(|one, other| other.near.0.total_cmp(&one.near.0).then(one.person.cmp(&other.person)));
        let second = found.get(1).map_or(0.0, |second| second.near.0);
        let is_sure = found.first().is_some_and(|first| first.is_sure && first.near.0 - second > MARGIN);
        found.into_iter().enumerate().map(|(at, meant)| self.shown(meant, at == 0 && is_sure)).collect()
    }

    fn meant(&self, person: usize, (score, at, like): Nearest, said: &Said) -> Meant {
        let (office_agrees, region_agrees) = self.agree(person, said);
        let agrees = [office_agrees, region_agrees];
        let less = agrees.iter().filter(|agrees| **agrees == Some(false)).count() as f64 * OTHER_POST;
        let is_supported = agrees.contains(&Some(true));
        let is_sure = less == 0.0
            && self.plain.is_near(at, like)
            && (is_supported || !self.plain.name(at).is_shared)
            && !self.may_be_another(person, said);
        Meant { person, near: ((score - less).max(0.0), at, like), office_agrees, region_agrees, is_sure }
    }

    /// Whether the person held the office, and one in the region.
    fn agree(&self, person: usize, said: &Said) -> (Option<bool>, Option<bool>) {
        let posts = self.posts.get(person).map_or(&[][..], Vec::as_slice);
        let is_office = |office: &String| posts.iter().any(|(own, _)| own.starts_with(&**office));
        let is_region = |(_, region): &(String, Option<RegionId>)| region.is_some_and(|id| said.regions.contains(&id));
        let region_agrees = (!said.regions.is_empty()).then(|| posts.iter().any(is_region));
        (said.office.as_ref().map(is_office), region_agrees)
    }

    /// Whether another person has a name that begins with these words, or that has the one word, and nothing beside it says that
    /// they are not meant.
    fn may_be_another(&self, person: usize, said: &Said) -> bool {
        let Some(first) = said.words.first() else { return true };
        let is_longer = |name: &&Name| match said.words.len() {
            1 => name.words.len() > 1,
            _ => name.words.len() > said.words.len() && name.words.starts_with(&said.words),
        };
        let others = self.plain.having(first).filter(|name| name.thing != person).filter(is_longer);
        others.map(|name| self.agree(name.thing, said)).any(|agree| ![agree.0, agree.1].contains(&Some(false)))
    }

    fn shown(&self, meant: Meant, is_match: bool) -> Candidate {
        let mut shown = self.plain.shown(meant.person, meant.near, is_match);
        let agrees = [(Feature::OfficeAgrees, meant.office_agrees), (Feature::RegionAgrees, meant.region_agrees)];
        shown.features.extend(agrees.into_iter().filter_map(|(feature, agrees)| Some((feature, Value::Is(agrees?)))));
        shown
    }
}

/// The same with names without the titles that the list has in them.
fn with_bare_names(mut thing: NamedThing, sayings: &Sayings) -> NamedThing {
    let all: Vec<String> = [&thing.name].into_iter().chain(&thing.others).map(|name| sayings.bare(name)).collect();
    for name in all {
        let names = if name.contains(' ') { &mut thing.others } else { &mut thing.shared };
        if !name.is_empty() && letters(&name) != letters(&thing.name) && !names.contains(&name) {
            names.push(name);
        }
    }
    thing
}
