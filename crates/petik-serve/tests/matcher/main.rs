//! How well the matcher does on the names of all regions under twelve kinds of damage, and on names that are none of a region.

mod damage;
mod negative;
mod random;

use negative::negatives;
use damage::{Damaged, Generator, KINDS};
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
                .map(|one| format!("{} {:.1}{}", regions.get(one.region).full_name, one.score, if one.is_match { "!" } else { "" }))
                .collect();
            let verdict = if is_wrong { "WRONG" } else { "open" };
            println!("{verdict} {} {:?} of {}: {}", KINDS[one.kind], one.text, regions.get(one.region).full_name, best.join("; "));
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
    assert!(all.precision() >= 0.99, "precision {}", all.precision());
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
        println!("{kind:10} {all:5} matched {:3} ({:.4}): {}", wrong.len(), wrong.len() as f64 / *all as f64, wrong.join("; "));
    }
    let (all, wrong) = kinds.values().fold((0, 0), |sum, (all, wrong)| (sum.0 + all, sum.1 + wrong.len()));
    assert!(wrong * 200 <= all, "{wrong} of {all}");
}
