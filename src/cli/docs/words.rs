//! The tables of the pages written by hand that say what words mean: between `<!-- words: NAME -->` and `<!-- end -->` stands
//! the table of a set, as it is declared in the program.

use anyhow::bail;
use petik::Vocabulary;
use petik::reconcile::{ClaimType, RemarkType, Stage, Stance, Status, Verdict};
use petik::record::{
    Acting, Approx, CountRole, CountUnit, EvidenceKind, FactStatus, FactType, FindingType, Granularity, Inferred,
    Level, Mode, PublishedBy,
};
use std::collections::BTreeSet;
use std::fmt::Write;

/// A set with its name, as the pages name it.
type Set = (&'static str, &'static [(&'static str, &'static str)]);

/// The sets that pages explain.
const SETS: [Set; 19] = [
    ("Acting", Acting::TABLE),
    ("Approx", Approx::TABLE),
    ("ClaimType", ClaimType::TABLE),
    ("CountRole", CountRole::TABLE),
    ("CountUnit", CountUnit::TABLE),
    ("EvidenceKind", EvidenceKind::TABLE),
    ("FactStatus", FactStatus::TABLE),
    ("FactType", FactType::TABLE),
    ("FindingType", FindingType::TABLE),
    ("Granularity", Granularity::TABLE),
    ("Inferred", Inferred::TABLE),
    ("Level", Level::TABLE),
    ("Mode", Mode::TABLE),
    ("PublishedBy", PublishedBy::TABLE),
    ("RemarkType", RemarkType::TABLE),
    ("Stage", Stage::TABLE),
    ("Stance", Stance::TABLE),
    ("Status", Status::TABLE),
    ("Verdict", Verdict::TABLE),
];

const BEGIN: &str = "<!-- words: ";
const END: &str = "<!-- end -->";

/// The page with its tables as they should be; the names of their sets go into `told`.
pub(super) fn filled(page: &str, told: &mut BTreeSet<&'static str>) -> anyhow::Result<String> {
    let mut filled = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, behind)) = rest.split_once(BEGIN) {
        let Some(((name, _), (_, after))) = behind.split_once(" -->").zip(behind.split_once(END)) else {
            bail!("a table of words without its end, `{END}`");
        };
        let Some((name, words)) = SETS.iter().find(|(known, _)| *known == name) else {
            bail!("no set of words has the name {name}");
        };
        told.insert(name);
        let _ = write!(filled, "{before}{BEGIN}{name} -->\n| | meaning |\n|---|---|\n");
        for (word, meaning) in *words {
            let _ = writeln!(filled, "| `{word}` | {} |", meaning.replace('|', "\\|"));
        }
        filled += END;
        rest = after;
    }
    Ok(filled + rest)
}

/// The sets that no page has told of.
pub(super) fn untold(told: &BTreeSet<&'static str>) -> Vec<&'static str> {
    SETS.iter().map(|(name, _)| *name).filter(|name| !told.contains(name)).collect()
}
