//! Which person an official is, and which region's.

use super::person;
use crate::gazetteer::{Official, RegionId};
use crate::mention::official::OfficialMention;
use crate::mention::region::RegionMention;
use crate::mention::{Inference, Scene, Tokens, reaching};
use crate::record::{EvidenceKind, Inferred};

/// Officials with their regions and persons, once regions are settled.
pub fn officials<'a>(
    scene: Scene<'_, 'a>,
    mut found: Vec<OfficialMention<'a>>,
    regions: &[RegionMention<'a>],
) -> Vec<OfficialMention<'a>> {
    let people = &scene.gazetteer.people;
    for official in &mut found {
        official.region = official
            .region_at
            .and_then(|at| reaching(regions, at).iter().find(|m| m.name_first == at))
            .and_then(|m| m.region);
        let office = people.office(official.office);
        let fits = |t: &Official| match t.region {
            Some(region) => !office.central && official.region.is_none_or(|r| r == region),
            None => official.region.is_none(),
        };
        let by_name = official
            .person_name
            .into_iter()
            .flat_map(|name| people.terms(name))
            .filter(|t| fits(t))
            .map(|t| t.person.as_str());
        let mut persons: Vec<&str> = by_name.collect();
        let exact = !persons.is_empty();
        if !exact {
            // Another spelling: only among holders of this very office.
            let printed = person::Spelling::new(scene.text.words(official.name_first, official.name_end));
            let of_region = official
                .region
                .into_iter()
                .flat_map(|region| people.terms_in(region))
                .filter(|t| t.office.starts_with(&office.name));
            let central = people.central_holders(official.office).iter().map(|&number| people.term(number));
            persons = of_region
                .chain(central)
                .filter(|t| printed.is_similar(t.spelling(person::words)))
                .map(|t| t.person.as_str())
                .collect();
        }
        persons.sort_unstable();
        persons.dedup();
        if let [person] = persons[..] {
            official.person = Some(person);
            if !exact {
                official.derived.push(Inference::new(Inferred::Person, EvidenceKind::SimilarName, None));
            }
        }
    }
    found
}

/// Officials of whom the title names no region, with that which the person is known to govern, else the article's own, `main`.
pub fn seats<'a>(
    scene: Scene<'_, 'a>,
    mut found: Vec<OfficialMention<'a>>,
    main: Option<(RegionId, Tokens)>,
) -> Vec<OfficialMention<'a>> {
    let people = &scene.gazetteer.people;
    for official in found.iter_mut().filter(|o| o.region.is_none() && o.region_at.is_none()) {
        let office = people.office(official.office);
        if !office.regional {
            continue;
        }
        let fits =
            |region: RegionId| office.level.is_none_or(|level| scene.gazetteer.regions.get(region).level == level);
        let terms = official.person_name.into_iter().flat_map(|name| people.terms(name));
        let mut known: Vec<RegionId> = terms
            .filter(|t| t.office.starts_with(&office.name))
            .filter_map(|t| t.region)
            .filter(|r| fits(*r))
            .collect();
        known.sort_unstable();
        known.dedup();
        if let [region] = known[..] {
            official.region = Some(region);
            official.derived.push(Inference::new(Inferred::Region, EvidenceKind::KnownOfficial, None));
        } else if let Some((region, tokens)) = main.filter(|(region, _)| fits(*region)) {
            official.region = Some(region);
            official.derived.push(Inference::new(Inferred::Region, EvidenceKind::ArticleSubject, Some(tokens)));
        }
    }
    found
}
