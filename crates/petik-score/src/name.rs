//! When two printed names are one person: titles and degrees do not count, and half of the shorter name must be shared.

use std::collections::BTreeSet;

/// Words before and after names that say nothing about who it is. They belong to the measure, not to the lists that
/// articles are read with: a better list of degrees must not change how older records score.
const TITLES: &str = include_str!("titles.txt");

/// The words of a name that count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name(BTreeSet<String>);

impl Name {
    pub(super) fn of(printed: &str) -> Self {
        let lower = printed.to_lowercase();
        let words = || lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_owned);
        let is_title = |word: &str| TITLES.split_whitespace().any(|title| title == word);
        let telling: BTreeSet<String> = words().filter(|word| !is_title(word) && word.chars().count() > 1).collect();
        Name(if telling.is_empty() { words().collect() } else { telling })
    }

    pub(super) fn same_person(&self, other: &Name) -> bool {
        let shared = self.0.intersection(&other.0).count();
        !self.0.is_empty() && !other.0.is_empty() && 2 * shared >= self.0.len().min(other.0.len())
    }

    pub(super) fn is_among<'n>(&self, names: impl IntoIterator<Item = &'n Name>) -> bool {
        names.into_iter().any(|name| self.same_person(name))
    }

    /// The words in alphabetic order.
    pub(super) fn words(&self) -> String {
        self.0.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_do_not_make_a_person() {
        assert!(Name::of("Johnny G. Plate").same_person(&Name::of("Menteri Plate")));
        assert!(!Name::of("Drs. H. Sutarmidji, SH").same_person(&Name::of("H. Wihaji, SH")));
        assert!(!Name::of("").same_person(&Name::of("")));
        assert_eq!(Name::of("H").words(), "h");
    }
}
