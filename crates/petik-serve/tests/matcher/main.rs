//! How well the matcher does on the names of all regions under twelve kinds of damage, and on names that are none of a region.

#![allow(clippy::unwrap_used)] // in a test, a panic is the report
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // tests may be asked by the environment to tell more

mod beside;
mod damage;
mod held_out;
mod negative;
mod officials;
mod random;

use damage::{Damaged, Generator, KINDS};
use negative::negatives;
use petik_core::Engine;
use petik_serve::matcher::{Query, RegionMatcher};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builtin().unwrap());
static MATCHER: LazyLock<RegionMatcher> = LazyLock::new(|| RegionMatcher::new(&ENGINE));

/// What became of the damaged names of a kind.
#[derive(Default, Clone, Copy)]
struct Tally {
    all: usize,
    tellable: usize,
    right: usize,
    right_tellable: usize,
    wrong: usize,
    wrong_tellable: usize,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.all += other.all;
        self.tellable += other.tellable;
        self.right += other.right;
        self.right_tellable += other.right_tellable;
        self.wrong += other.wrong;
        self.wrong_tellable += other.wrong_tellable;
    }

    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right_tellable as f64 / self.tellable.max(1) as f64
    }

    fn line(&self, name: &str) -> String {
        format!(
            "{name:12} all {:6} tellable {:6} right {:6} wrong {:4} (tellable: {:3})  precision {:.4} recall {:.4} (of all {:.4})",
            self.all,
            self.tellable,
            self.right,
            self.wrong,
            self.wrong_tellable,
            self.precision(),
            self.recall(),
            self.right as f64 / self.all.max(1) as f64
        )
    }
}

fn measure(damaged: &[Damaged]) -> ([Tally; 12], Tally) {
    let mut kinds = [Tally::default(); 12];
    let regions = &ENGINE.gazetteer().regions;
    let shown: usize = std::env::var("PETIK_SHOWN").ok().and_then(|most| most.parse().ok()).unwrap_or(0);
    let mut said = [0; 12];
    for one in damaged {
        let found = MATCHER.candidates(&Query::of(&one.text));
        let matched = found.first().filter(|first| first.is_match).map(|first| first.region);
        let (is_right, is_wrong) = (matched == Some(one.region), matched.is_some_and(|region| region != one.region));
        let tally = &mut kinds[one.kind];
        tally.all += 1;
        tally.tellable += usize::from(one.is_tellable);
        tally.right += usize::from(is_right);
        tally.right_tellable += usize::from(is_right && one.is_tellable);
        tally.wrong += usize::from(is_wrong);
        tally.wrong_tellable += usize::from(is_wrong && one.is_tellable);
        if (is_wrong || one.is_tellable && !is_right) && said[one.kind] < shown {
            said[one.kind] += 1;
            let best: Vec<String> = (found.iter().take(3))
                .map(|one| {
                    format!(
                        "{} {:.1}{}",
                        regions.get(one.region).full_name,
                        one.score,
                        if one.is_match { "!" } else { "" }
                    )
                })
                .collect();
            let verdict = if is_wrong { "WRONG" } else { "open" };
            println!(
                "{verdict} {} {:?} of {}: {}",
                KINDS[one.kind],
                one.text,
                regions.get(one.region).full_name,
                best.join("; ")
            );
        }
    }
    let mut all = Tally::default();
    kinds.iter().for_each(|kind| all.add(*kind));
    for (kind, name) in kinds.iter().zip(KINDS) {
        println!("{}", kind.line(name));
    }
    println!("{}", all.line("all"));
    (kinds, all)
}

#[test]
fn damaged_names_of_all_regions() {
    let (_, all) = measure(&Generator::new(&ENGINE, 15).run());
    assert!(all.precision() >= 0.999, "precision {}", all.precision());
    assert!(all.recall() >= 0.97, "recall {}", all.recall());
}

#[test]
fn damages_of_another_hand() {
    let (_, all) = measure(&held_out::held_out(&ENGINE, 77_017));
    assert!(all.precision() >= 0.999, "precision {}", all.precision());
    assert!(all.recall() >= 0.97, "recall {}", all.recall());
}

#[test]
fn names_of_no_region_are_no_match() {
    let mut kinds: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
    let regions = &ENGINE.gazetteer().regions;
    for negative in negatives(&ENGINE) {
        let found = MATCHER.candidates(&Query::of(&negative.text));
        let (all, wrong) = kinds.entry(negative.kind).or_default();
        *all += 1;
        if let Some(first) = found.first().filter(|first| first.is_match) {
            wrong.push(format!("{} is {} {:.1}", negative.text, regions.get(first.region).full_name, first.score));
        }
    }
    for (kind, (all, wrong)) in &kinds {
        println!(
            "{kind:10} {all:5} matched {:3} ({:.4}): {}",
            wrong.len(),
            wrong.len() as f64 / *all as f64,
            wrong.join("; ")
        );
    }
    let (all, wrong) = kinds.values().fold((0, 0), |sum, (all, wrong)| (sum.0 + all, sum.1 + wrong.len()));
    assert!(wrong * 200 <= all, "{wrong} of {all}");
}

#[test]
fn what_stands_beside_a_name_is_no_letter_of_it() {
    let mut kinds: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
    let (regions, names) = (&ENGINE.gazetteer().regions, ENGINE.written_names());
    for one in beside::beside(&ENGINE) {
        let (all, wrong) = kinds.entry(one.kind).or_default();
        *all += 1;
        let found = MATCHER.candidates(&one.query);
        let Some(first) = found.first().filter(|first| first.is_match) else { continue };
        if !names.of(&one.own).iter().any(|name| name.region == first.region) {
            wrong.push(format!("{:?} is {} {:.1}", one.query.text, regions.get(first.region).full_name, first.score));
        }
    }
    for (kind, (all, wrong)) in &kinds {
        let shown: Vec<&String> = wrong.iter().take(30).collect();
        println!("{kind:25} {all:6} matched {:3} ({:.4}): {shown:?}", wrong.len(), wrong.len() as f64 / *all as f64);
        // Two regions in a cell are none, ever.
        let most = if *kind == "two regions" { 0 } else { all / 400 };
        assert!(wrong.len() <= most, "{kind}: {} of {all}", wrong.len());
    }
}

/// The code of the match of a query, and how many candidates it has.
fn matched(query: &Query) -> (Option<String>, usize) {
    let found = MATCHER.candidates(query);
    let first = found.first().filter(|first| first.is_match);
    (first.map(|first| ENGINE.gazetteer().regions.get(first.region).code.clone()), found.len())
}

#[test]
fn pairs_are_never_matched_without_what_settles_them() {
    let regions = &ENGINE.gazetteer().regions;
    let pairs: Vec<_> = regions.iter().filter(|(id, _)| regions.namesake(*id).is_some()).collect();
    assert_eq!(pairs.len(), 52);
    for (id, region) in pairs {
        let province = &regions.get(regions.province(id)).name;
        for text in [
            region.name.clone(),
            region.name.to_uppercase(),
            format!("Pemda {}", region.name),
            format!("{}x", region.name),
        ] {
            let (code, candidates) = matched(&Query::of(&text));
            assert_eq!((code, candidates > 1), (None, true), "{text}");
        }
        let own = Some(region.code.clone());
        let with_level = Query { levels: vec![region.level], ..Query::of(&region.name) };
        let with_code = Query { codes: vec![(region.code.clone(), None)], ..Query::of(&region.name) };
        assert_eq!((matched(&with_level).0, matched(&with_code).0), (own.clone(), own.clone()));
        let with_province = matched(&Query::of(format!("{}, {province}", region.name))).0;
        let is_settled = regions.province(regions.namesake(id).unwrap()) != regions.province(id);
        assert_eq!(with_province, own.filter(|_| is_settled), "{}, {province}", region.name);
    }
}

#[test]
fn what_contradicts_itself_is_no_match_and_both_stay() {
    for (text, codes) in [
        ("33.10 Kab. Batang", ["33.10", "33.25"]),
        ("Kab. Bandung (51.03)", ["32.04", "51.03"]),
        ("Kota Banjar, Kalimantan Selatan", ["32.79", "63.03"]),
        ("Kota Bogor Kab", ["32.71", "32.01"]),
    ] {
        let found = MATCHER.candidates(&Query::of(text));
        let code = |region| ENGINE.gazetteer().regions.get(region).code.as_str();
        assert!(found.iter().all(|one| !one.is_match), "{text}");
        for own in codes {
            assert!(found.iter().take(4).any(|one| code(one.region) == own), "{text}: {own}");
        }
    }
    let other_code = Query { codes: vec![("33.25".to_owned(), None)], ..Query::of("Kab. Klaten") };
    assert_eq!(matched(&other_code).0, None);
}

#[test]
fn names_near_to_another_are_told_by_what_is_beside_them() {
    for (text, code) in [
        ("Kab. Bandung", Some("32.04")),
        ("Kab. Badung", Some("51.03")),
        ("Siak", Some("14.08")),
        ("Kab. Siaka", None),
        ("Kab. Sikka", Some("53.07")),
        ("Banjarbaru", Some("63.72")),
        ("Banjar", None),
        ("Kab. Semarnag", Some("33.22")),
        ("Kota Semarnag", Some("33.74")),
        ("Semarnag", None),
        ("Klaten Utara", None),
        ("Kec. Klaten", None),
        ("Kabupaten Kota Baru", Some("63.02")),
        ("Kab. Lima Puluh Kota", Some("13.07")),
        ("50 Kota", Some("13.07")),
        ("33.1", None),
        ("33.1 Klaten", Some("33.10")),
        ("Kabupaten Klaten dan Kabupaten Boyolali", None),
        ("Bengkulu", None),
        ("Kota Bengkulu", Some("17.71")),
        ("Provinsi Bengkulu", Some("17")),
        ("Papua Barat", Some("92")),
        ("Aceh Barat Daya", Some("11.12")),
        ("North Central Timor Regency", Some("53.03")),
        ("Kab. Tapanuli Sel.", Some("12.03")),
        ("Kab. Demak (baru)", Some("33.21")),
        ("Banjar Baru", Some("63.72")),
        ("Kab. Cirebon 45611", Some("32.09")),
        ("Kab. Bone (Watampone)", Some("73.08")),
        ("Kab. Bone (Makassar)", None),
        ("Kota Cilegon, Jabar", Some("36.72")),
        ("Jawa Barat, Banten", None),
        ("Kab. Paser Penajam Utara", Some("64.09")),
        ("Kota Arnbon", Some("81.71")),
        ("Toraja", None),
        ("Kab. Luwuk", None),
        ("Kota Praya", None),
        ("Gunung kidul", Some("34.03")),
        ("", None),
    ] {
        assert_eq!(matched(&Query::of(text)).0.as_deref(), code, "{text}");
    }
}

#[test]
fn long_and_odd_texts_are_answered() {
    for text in [
        "a".repeat(1 << 20),
        "Kab. ".repeat(90),
        "33.10 ".repeat(80),
        "(".repeat(400),
        "\u{202e}Kab. Klaten".to_owned(),
        "٣٣.١٠".to_owned(),
    ] {
        MATCHER.candidates(&Query::of(text));
    }
    assert_eq!(matched(&Query::of("\u{202e}Kab. Klaten")).0.as_deref(), Some("33.10"));
}
