//! Acronyms that an article introduces for its regions.

use crate::gazetteer::RegionId;
use crate::mention::region::{RegionMention, Typed};
use crate::mention::{Inference, Scene};
use crate::record::{EvidenceKind, Inferred};
use crate::text::Shape;
use std::borrow::Cow;
use std::collections::HashMap;
use thin_vec::{ThinVec, thin_vec};

/// “Kabupaten Sumbawa Barat (KSB)”: the bracket introduces a name for the rest of the article.
pub(super) fn add_acronyms<'a>(scene: Scene<'_, 'a>, found: &mut Vec<RegionMention<'a>>) {
    let mut introduced: HashMap<&'a str, (RegionId, usize, usize)> = HashMap::new();
    for m in found.iter() {
        let Some(region) = m.region else { continue };
        let token = scene.text.tokens.get(m.end + 1);
        if scene.printed(m.end) == "("
            && scene.printed(m.end + 2) == ")"
            && let Some(token) = token
            && matches!(token.shape, Shape::Upper | Shape::Capital | Shape::Mixed)
            && is_short_for(scene.printed(m.end + 1), scene.text.words(m.first, m.end))
            && token.end - token.start <= 12
        {
            introduced.entry(scene.printed(m.end + 1)).or_insert((region, m.first, m.end));
        }
    }
    if introduced.is_empty() {
        return;
    }
    let mut added = Vec::new();
    for (at, token) in scene.text.tokens.iter().enumerate() {
        if !token.shape.is_capitalised() || !scene.zones.of(at).is_read() {
            continue;
        }
        let Some(&(region, first, end)) = introduced.get(scene.printed(at)) else { continue };
        let before = found.partition_point(|m| m.first <= at);
        if before > 0 && at < found[before - 1].end {
            continue;
        }
        added.push(RegionMention {
            first: at,
            end: at + 1,
            name_first: at,
            name: None,
            typed: Typed::Bare,
            level: None,
            region: Some(region),
            candidates: ThinVec::new(),
            derived: thin_vec![Inference::new(Inferred::Region, EvidenceKind::IntroducedInText, Some((first, end)))],
            by: Cow::Owned(format!("regions.csv#{}", scene.gazetteer.regions.get(region).code)),
        });
    }
    found.append(&mut added);
    found.sort_by_key(|m| m.first);
}

/// Whether the letters of `short` stand in `long` in the same order, beginning with the first of a word.
fn is_short_for(short: &str, long: &str) -> bool {
    let mut letters = long.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric());
    let starts =
        long.split_whitespace().filter_map(|w| w.chars().next()).flat_map(char::to_lowercase).collect::<Vec<_>>();
    let short: Vec<char> = short.chars().flat_map(char::to_lowercase).collect();
    short.first().is_some_and(|c| starts.contains(c)) && short.iter().all(|c| letters.any(|l| l == *c))
}
