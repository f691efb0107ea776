//! The tables of the pages written by hand: between `<!-- words: NAME -->` and `<!-- end -->` stands what the words of a set
//! mean, between `<!-- fields: NAME -->` and the end the fields of a part of the record, both as they are declared in the program.

use super::record::fields_of;
use anyhow::bail;
use petik::reconcile::{
    ClaimType, DecisionType, ListType, OpenType, ReasonType, RemarkType, SizeType, Stage, Stance, Status, Verdict,
};
use petik::record::{
    Acting, Approx, CountRole, CountUnit, EvidenceKind, FactStatus, FindingType, Granularity, Inferred, Level,
    MentionType, Mode, PublishedBy, Zone, article_schema,
};
use petik::{FACT_TABLE_WORDS, FactTypeReference, Vocabulary};
use std::collections::BTreeSet;
use std::fmt::Write;

/// A set with its name, as the pages name it.
type Set = (&'static str, &'static [(&'static str, &'static str)]);

/// The sets that pages explain.
const SETS: [Set; 25] = [
    ("Acting", Acting::TABLE),
    ("Approx", Approx::TABLE),
    ("ClaimType", ClaimType::TABLE),
    ("CountRole", CountRole::TABLE),
    ("CountUnit", CountUnit::TABLE),
    ("DecisionType", DecisionType::TABLE),
    ("EvidenceKind", EvidenceKind::TABLE),
    ("FactStatus", FactStatus::TABLE),
    ("FindingType", FindingType::TABLE),
    ("Granularity", Granularity::TABLE),
    ("Inferred", Inferred::TABLE),
    ("Level", Level::TABLE),
    ("ListType", ListType::TABLE),
    ("MentionType", MentionType::TABLE),
    ("Mode", Mode::TABLE),
    ("OpenType", OpenType::TABLE),
    ("PublishedBy", PublishedBy::TABLE),
    ("ReasonType", ReasonType::TABLE),
    ("RemarkType", RemarkType::TABLE),
    ("SizeType", SizeType::TABLE),
    ("Stage", Stage::TABLE),
    ("Stance", Stance::TABLE),
    ("Status", Status::TABLE),
    ("Verdict", Verdict::TABLE),
    ("Zone", Zone::TABLE),
];

/// The types of facts, which are tables of the gazetteer and no set of the program.
const FACT_TYPES: &str = "FactType";

fn sets() -> impl Iterator<Item = &'static Set> {
    static OF_TABLES: [Set; 4] = FACT_TABLE_WORDS;
    SETS.iter().chain(&OF_TABLES)
}

const BEGIN: [&str; 2] = ["<!-- words: ", "<!-- fields: "];
const END: &str = "<!-- end -->";

/// The page with its tables as they should be; the names of their sets go into `told`.
pub(super) fn filled(
    page: &str,
    types: &[FactTypeReference],
    told: &mut BTreeSet<&'static str>,
) -> anyhow::Result<String> {
    let mut filled = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((at, begin)) = BEGIN.into_iter().filter_map(|begin| Some((rest.find(begin)?, begin))).min() {
        let (before, behind) = (&rest[..at], &rest[at + begin.len()..]);
        let Some(((name, _), (_, after))) = behind.split_once(" -->").zip(behind.split_once(END)) else {
            bail!("a table without its end, `{END}`");
        };
        let _ = writeln!(filled, "{before}{begin}{name} -->");
        filled += &if begin == BEGIN[0] { words(name, types, told)? } else { fields(name)? };
        filled += END;
        rest = after;
    }
    Ok(filled + rest)
}

/// What the words of a set mean.
fn words(name: &str, types: &[FactTypeReference], told: &mut BTreeSet<&'static str>) -> anyhow::Result<String> {
    if name == FACT_TYPES {
        told.insert(FACT_TYPES);
        let rows = types.iter().map(|one| (one.name.as_str(), one.what.as_str()));
        return Ok(table(rows));
    }
    let Some((name, words)) = sets().find(|(known, _)| *known == name) else {
        bail!("no set of words has the name {name}");
    };
    told.insert(name);
    Ok(table(words.iter().copied()))
}

fn table<'w>(rows: impl Iterator<Item = (&'w str, &'w str)>) -> String {
    let mut table = "| | meaning |\n|---|---|\n".to_owned();
    for (word, meaning) in rows {
        let _ = writeln!(table, "| `{word}` | {} |", meaning.replace('|', "\\|"));
    }
    table
}

/// The fields of a part of the record.
fn fields(name: &str) -> anyhow::Result<String> {
    match article_schema()["$defs"].get(name) {
        Some(part) => Ok(fields_of(part).replace("](#", "](reference/record.md#").replace("../RECORD.md", "RECORD.md")),
        None => bail!("no part of the record has the name {name}"),
    }
}

/// The sets that no page has told of.
pub(super) fn untold(told: &BTreeSet<&'static str>) -> Vec<&'static str> {
    sets().map(|(name, _)| *name).chain([FACT_TYPES]).filter(|name| !told.contains(name)).collect()
}
