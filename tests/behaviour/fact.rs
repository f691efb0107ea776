//! Facts in symbols: a region is called by its slot in the template (`a`, `l2`), a day `day`, the cohort's year `year`. So
//! the facts of two fillings of one template are the same set.

use super::fillings::Filling;
use petik::record::{self, ArticleRecord, FactStatus, FactType};
use std::collections::BTreeSet;
use std::fmt;

/// What a record says, as far as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    pub kind: String,
    /// The region's symbol, or its code where the template has no slot for it; the size of a cohort, `n` where it is the list's.
    pub who: String,
    /// `day` or `year`; the value where it is another one; `-`: none.
    pub when: String,
    pub status: String,
}

pub type Facts = BTreeSet<Fact>;

/// No value.
pub const NONE: &str = "-";

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.kind, self.who, self.when, self.status)
    }
}

impl Fact {
    pub fn is_done(&self) -> bool {
        self.status == FactStatus::Done.as_str()
    }

    fn is(&self, kind: &FactType<'_>) -> bool {
        self.kind == kind.as_str()
    }

    fn of(fact: &record::Fact<'_>, filling: &Filling, size: usize) -> Fact {
        let year = || match fact.cohort_year {
            Some(year) if year == filling.year => "year".to_owned(),
            year => year.map_or_else(|| NONE.to_owned(), |year| year.to_string()),
        };
        let code = || fact.region.as_ref().map_or(NONE, |region| filling.symbol(&region.code)).to_owned();
        let (who, when) = match fact.kind {
            FactType::Signing => {
                let date = fact.date.as_deref().unwrap_or(NONE);
                (code(), if date == filling.day.to_string() { "day" } else { date }.to_owned())
            }
            FactType::CohortSize => match fact.value {
                Some(value) if value == size as u64 => ("n".to_owned(), year()),
                value => (value.map_or_else(|| NONE.to_owned(), |value| value.to_string()), year()),
            },
            _ => (code(), year()),
        };
        Fact { kind: fact.kind.to_string(), who, when, status: fact.status.to_string() }
    }
}

/// The facts of a record. Who signs the agreement of the movement joins it; whether a record says so too is left to it, unless
/// the text says more of the region than that (`stated`).
pub fn facts_of(record: &ArticleRecord<'_>, filling: &Filling, size: usize, stated: &Facts) -> Facts {
    let facts: Facts = record.facts.iter().map(|fact| Fact::of(fact, filling, size)).collect();
    let said = |facts: &Facts, kind: FactType<'_>, who: &str| facts.iter().any(|f| f.is(&kind) && f.who == who);
    let signed = |who: &str| facts.iter().any(|f| f.is(&FactType::Signing) && f.who == who && f.is_done());
    let by_signing =
        |f: &Fact| f.is(&FactType::Membership) && signed(&f.who) && !said(stated, FactType::Membership, &f.who);
    facts.iter().filter(|f| !by_signing(f)).cloned().collect()
}

/// Reads `membership a year`, or of all members `membership list year`; all of them done.
pub fn read(line: &str, symbols: &[String]) -> Result<Vec<Fact>, String> {
    let words: Vec<&str> = line.split(' ').collect();
    let [kind, who, when] = words[..] else { return Err(format!("`{line}` is not KIND WHO WHEN")) };
    if ![FactType::Signing, FactType::Membership, FactType::CohortSize].iter().any(|k| k.as_str() == kind) {
        return Err(format!("`{kind}` is no type of fact"));
    }
    let who: Vec<String> = if who == "list" {
        symbols.iter().filter(|s| s.starts_with('l')).cloned().collect()
    } else {
        vec![who.to_owned()]
    };
    let done = FactStatus::Done.to_string();
    let fact = |who| Fact { kind: kind.to_owned(), who, when: when.to_owned(), status: done.clone() };
    Ok(who.into_iter().map(fact).collect())
}

/// What one set has and the other lacks, in lines.
pub fn differences(wanted: &Facts, found: &Facts) -> Vec<String> {
    let missing = wanted.difference(found).map(|fact| format!("missing {fact}"));
    missing.chain(found.difference(wanted).map(|fact| format!("too much {fact}"))).collect()
}
