//! The rates in a table: each relation, then each kind and each capability.

use super::rates::Rates;
use super::run::{Kind, Result, Tally};
use std::collections::BTreeMap;
use std::fmt::Write;

pub fn table(results: &[Result], rates: &Rates) -> String {
    let mut out = String::from("  fail   made  idle  rate  at most\n");
    for kind in Kind::ALL {
        let _ = writeln!(out, "{} (aim: at most {})", kind.name(), kind.aim());
        for result in results.iter().filter(|result| result.kind == kind) {
            let most = rates.at_most(result);
            let _ = writeln!(out, "{}  {most:.2}     {:14} {}", row(&result.tally), result.capability, result.name);
        }
    }
    out += "\nby kind\n";
    out += &sums(results, |result| result.kind.name());
    out += "\nby capability\n";
    out += &sums(results, |result| &result.capability);
    out
}

fn sums<'r>(results: &'r [Result], by: impl Fn(&'r Result) -> &'r str) -> String {
    let mut sums: BTreeMap<&str, Tally> = BTreeMap::new();
    results.iter().for_each(|result| sums.entry(by(result)).or_default().add(&result.tally));
    sums.iter().map(|(name, tally)| format!("{}  {name}\n", row(tally))).collect()
}

fn row(tally: &Tally) -> String {
    format!("{:6} {:6} {:5}  {:.2}", tally.failed, tally.made, tally.idle, tally.rate())
}
