//! What petik says to people about a reconciliation, in their language. Each phrase has a key and stands in `gazetteers/ui/`,
//! one file a language; the report, the workbook, the letter and the desk ask for it by its key. Places in a phrase are names in
//! braces: `{region} in {year}`.

mod read;
mod shown;

use petik_core::gazetteer::Files;
use petik_core::{Fault, Vocabulary, vocabulary};
use read::Written;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::{Arc, LazyLock};

vocabulary! {
    /// A language that petik speaks.
    #[derive(Default)]
    pub enum Language {
        /// Indonesian.
        Indonesian = "id",
        /// English.
        English = "en" (default),
    }
}

impl Language {
    /// The language that a locale (`id_ID.UTF-8`) or a list of languages as browsers send it (`id-ID,id;q=0.9,en`) asks for first
    /// among those that petik speaks; `None` where it asks for none of them.
    pub fn wanted(by: &str) -> Option<Self> {
        let mut wanted: Vec<(f32, Language)> = Vec::new();
        for one in by.split(',').take(50) {
            let mut parts = one.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
            // Old systems call Indonesian `in`.
            let primary = if primary == "in" { "id" } else { &primary };
            let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            wanted.extend(Language::parse(primary).filter(|_| weight > 0.0).map(|language| (weight, language)));
        }
        // Of equal ones the first, as it stands first in what is asked for.
        wanted.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, language)| language)
    }

    /// A whole number as the language writes it: `1.200`, `1,200`.
    pub fn number(self, number: u64) -> String {
        let between = match self {
            Language::Indonesian => '.',
            Language::English => ',',
        };
        let digits = number.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(between);
            }
            out.push(digit);
        }
        out
    }

    /// A share as the language writes it, with two places: `0,85`, `0.85`.
    pub fn decimal(self, share: f64) -> String {
        let written = format!("{share:.2}");
        match self {
            Language::Indonesian => written.replace('.', ","),
            Language::English => written,
        }
    }
}

/// All phrases in one language. Cheap to copy.
#[derive(Debug, Clone)]
pub struct Phrases {
    language: Language,
    /// Section and key, `report.lead`, → phrase.
    all: Arc<BTreeMap<String, Written>>,
}

impl Phrases {
    /// Reads the phrases of a language from `ui/` of the gazetteers.
    ///
    /// # Errors
    ///
    /// [`petik_core::Error::Lists`] with every fault of the files.
    pub fn read(files: &Files, language: Language) -> petik_core::Result<Self> {
        // In the built-in files tests have looked for faults.
        let faults = if files.is_tested() { Vec::new() } else { Phrases::check(files) };
        if !faults.is_empty() {
            return Err(petik_core::Error::Lists(faults));
        }
        Ok(Phrases { language, all: Arc::new(read::language(files, language, &mut Vec::new())) })
    }

    /// The built-in phrases in English, which programs read.
    pub(crate) fn reference() -> &'static Self {
        static ENGLISH: LazyLock<Phrases> = LazyLock::new(|| {
            let all = read::language(&Files::builtin(), Language::English, &mut Vec::new());
            Phrases { language: Language::English, all: Arc::new(all) }
        });
        &ENGLISH
    }

    /// Every fault in the files of phrases: what is no phrase, a phrase that one language has and another lacks, places that
    /// differ between languages.
    pub fn check(files: &Files) -> Vec<Fault> {
        read::check(files)
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A phrase without places. A key that no file has is its own phrase, so that nothing is lost; `tests/house.rs` sees to it
    /// that the code asks for none.
    pub fn say<'p>(&'p self, key: &'p str) -> &'p str {
        self.all.get(key).map_or(key, |phrase| &phrase.other)
    }

    /// The phrase of a word of a closed set, `status.confirmed`; `set` is the section.
    pub fn word(&self, set: &str, word: impl Vocabulary) -> &str {
        self.known(set, word.as_str())
    }

    /// The phrase of a key that stands in data, such as the name of a field; the key itself where no file has it.
    pub fn known<'p>(&'p self, section: &str, key: &'p str) -> &'p str {
        self.all.get(&format!("{section}.{key}")).map_or(key, |phrase| &phrase.other)
    }

    /// A phrase with its places filled.
    pub fn fill(&self, key: &str, places: &[(&str, &dyn Display)]) -> String {
        filled(self.say(key), places).into_owned()
    }

    /// A phrase about `number` things, with the number in the place `{n}`.
    pub fn count(&self, key: &str, number: u64) -> String {
        self.count_with(key, number, &[])
    }

    /// The same with further places.
    pub fn count_with(&self, key: &str, number: u64, places: &[(&str, &dyn Display)]) -> String {
        let Some(form) = self.form(key, number) else { return format!("{number} {key}") };
        let written = self.language.number(number);
        let mut all: Vec<(&str, &dyn Display)> = vec![("n", &written)];
        all.extend_from_slice(places);
        filled(form, &all).into_owned()
    }

    /// The form of a phrase for so many things, its places empty; `None` where no file has the key.
    pub(crate) fn form(&self, key: &str, number: u64) -> Option<&str> {
        let phrase = self.all.get(key)?;
        Some(phrase.one.as_ref().filter(|_| number == 1).unwrap_or(&phrase.other))
    }

    /// A day, a month or a year of ISO 8601 in words: `8 May 2018`; what is none stays as it is.
    pub fn day(&self, iso: &str) -> String {
        if let Some((start, end)) = iso.split_once('/') {
            return format!("{} – {}", self.day(start), self.day(end));
        }
        let mut parts = iso.splitn(3, '-');
        let (Some(year), Some(month)) = (parts.next(), parts.next()) else { return iso.to_owned() };
        let (Some(name), day) = (self.all.get(&format!("month.{month}")), parts.next()) else { return iso.to_owned() };
        match day.map(str::parse::<u8>) {
            None => format!("{} {year}", name.other),
            Some(Ok(day)) => format!("{day} {} {year}", name.other),
            Some(Err(_)) => iso.to_owned(),
        }
    }

    /// Names behind one another: `a, b and 3 more`.
    pub fn names<'n>(&self, names: impl IntoIterator<Item = &'n str>, most: usize) -> String {
        let mut all: Vec<&str> = Vec::new();
        for name in names {
            if !all.contains(&name) {
                all.push(name);
            }
        }
        let shown = all[..all.len().min(most)].join(", ");
        match all.len().saturating_sub(most) {
            0 => shown,
            more => self.count_with("words.and_more", more as u64, &[("names", &shown)]),
        }
    }

    /// Names of which one is meant: `a or b or c`.
    pub fn one_of(&self, names: &[String]) -> String {
        names.join(self.say("words.or"))
    }

    /// All phrases of the sections, `section.key` → phrase: what a page hands to its script. Those with a form for one thing hold
    /// both, behind each other as an array.
    pub fn sections<'p>(&'p self, names: &'p [&str]) -> impl Iterator<Item = (&'p str, Vec<&'p str>)> {
        self.all.iter().filter_map(move |(key, phrase)| {
            let section = key.split_once('.')?.0;
            let forms = phrase.one.iter().chain([&phrase.other]).map(String::as_str).collect();
            names.contains(&section).then_some((key.as_str(), forms))
        })
    }
}

/// The text with what belongs into its places. A place that nothing is given for stays as it is.
pub(crate) fn filled<'t>(text: &'t str, places: &[(&str, &dyn Display)]) -> Cow<'t, str> {
    if !text.contains('{') {
        return text.into();
    }
    let (mut out, mut rest) = (String::with_capacity(text.len() + 32), text);
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = behind.split_once('}') else {
            out.push('{');
            rest = behind;
            continue;
        };
        match places.iter().find(|(place, _)| *place == name) {
            Some((_, value)) => out.push_str(&value.to_string()),
            None => out.push_str(&format!("{{{name}}}")),
        }
        rest = after;
    }
    out.push_str(rest);
    out.into()
}

#[cfg(test)]
pub(crate) fn english() -> Phrases {
    Phrases::read(&Files::builtin(), Language::English).unwrap()
}

#[cfg(test)]
pub(crate) fn indonesian() -> Phrases {
    Phrases::read(&Files::builtin(), Language::Indonesian).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_phrases_hold_together() {
        assert_eq!(Phrases::check(&Files::builtin()), []);
    }

    #[test]
    fn a_language_is_asked_for_by_locales_and_by_browsers() {
        for (wanted, expected) in [
            ("id_ID.UTF-8", Some(Language::Indonesian)),
            ("in", Some(Language::Indonesian)),
            ("en_GB", Some(Language::English)),
            ("C", None),
            ("de-DE,id;q=0.5,en;q=0.4", Some(Language::Indonesian)),
            ("en;q=0.1, id", Some(Language::Indonesian)),
            ("id;q=0,en;q=0.1", Some(Language::English)),
            ("", None),
        ] {
            assert_eq!(Language::wanted(wanted), expected, "{wanted}");
        }
    }

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        assert_eq!(Language::English.number(1_234_567), "1,234,567");
        assert_eq!(Language::Indonesian.number(1_234), "1.234");
        assert_eq!(Language::Indonesian.number(999), "999");
    }

    #[test]
    fn days_are_written_in_words() {
        let phrases = english();
        let days = ["2018-05-08", "2018-05", "2018", "2018-05-08/2018-05-10", "soon", "2018-13-01"];
        let words = days.map(|day| phrases.day(day));
        assert_eq!(words, ["8 May 2018", "May 2018", "2018", "8 May 2018 – 10 May 2018", "soon", "2018-13-01"]);
    }

    #[test]
    fn places_are_filled_once_and_what_fills_them_is_not_read_again() {
        let places: [(&str, &dyn Display); 2] = [("a", &"{b}"), ("b", &1)];
        assert_eq!(filled("{a} {b} {c} {", &places), "{b} 1 {c} {");
    }

    #[test]
    fn one_and_many_are_told_apart() {
        let phrases = english();
        assert_eq!(phrases.count("words.articles", 1), "1 article");
        assert_eq!(phrases.count("words.articles", 1200), "1,200 articles");
        assert_eq!(phrases.names(["a", "b", "a", "c"], 2), "a, b and 1 more");
    }

    #[test]
    fn what_a_user_lays_over_is_checked_too() {
        for (text, line, says) in [
            ("[words]\narticles = \"{n} berita\"\n", None, ""),
            ("[words]\n\narticles = \"berita\"\n", Some(3), "{n}"),
            ("[words]\nnothing = \"x\"\n", Some(2), "no such phrase"),
            ("[words]\narticles = 3\n", Some(2), "phrase"),
            ("[words\n", Some(1), ""),
        ] {
            let mut files = Files::builtin();
            files.lay_over("ui/id.toml", text);
            let faults = Phrases::check(&files);
            assert_eq!(faults.first().map(|fault| fault.line), line, "{text}: {faults:?}");
            assert!(faults.iter().all(|fault| fault.message.contains(says)), "{faults:?}");
        }
    }
}
