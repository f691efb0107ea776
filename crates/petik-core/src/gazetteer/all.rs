//! All lists, read in the order in which they need each other.

use super::around::{AroundNames, AroundRow, DividedRow, PartRow};
use super::around_persons::AroundPersons;
use super::cohort::{CohortRow, CohortSizeRow, Cohorts};
use super::column::{ListFile, ListRow};
use super::crosswalk::{Crosswalk, CrosswalkRow};
use super::files::Files;
use super::list_words::{EnglishRow, HeadRow, ListWords, WordsRow};
use super::meanings::NumberMeaning;
use super::organisation::{OrganisationRow, Organisations};
use super::people::{OfficeRow, OfficialRow, People};
use super::programme::{ProgrammeRow, Programmes};
use super::region::{AliasRow, AmbiguityRow, DistrictRow, RegionRow, Regions};
use super::release::{ReleaseRow, Releases};
use super::weight::{WeightRow, Weights};
use super::words::{WordLists, word_lists};
use super::{organisation, people, programme, region};
use crate::error::Fault;
use crate::text::{Currency, LexiconBuilder, Listed, MoneyBound, MoneyWords, NumberWord, NumberWords, Prepared};
use std::sync::OnceLock;

word_lists! {
    /// The word lists that cutting a text and reading its numbers need.
    pub struct TextLists {
        /// Words after which a dot ends no sentence.
        abbreviations: (),
        /// Words that open a clause of their own.
        clause_words: (),
        /// The words of numerals.
        numbers: NumberMeaning,
        /// What makes a number a sum of money.
        currencies: Currency,
        /// Words around sums of money.
        money_words: MoneyBound,
    }
}

/// The lists with columns of their own; word lists are declared by the rooms that read them.
pub const LISTS: [ListFile; 19] = [
    RegionRow::LIST,
    AliasRow::LIST,
    AmbiguityRow::LIST,
    CrosswalkRow::LIST,
    DistrictRow::LIST,
    OfficeRow::LIST,
    OfficialRow::LIST,
    OrganisationRow::LIST,
    ProgrammeRow::LIST,
    CohortRow::LIST,
    CohortSizeRow::LIST,
    HeadRow::LIST,
    WordsRow::LIST,
    EnglishRow::LIST,
    AroundRow::LIST,
    PartRow::LIST,
    DividedRow::LIST,
    ReleaseRow::LIST,
    WeightRow::LIST,
];

/// All lists.
#[derive(Debug)]
pub struct Gazetteer {
    /// Provinces, kabupaten, kota and their names; kecamatan names.
    pub regions: Regions,
    /// Offices and the people who hold them.
    pub people: People,
    /// Ministries, agencies, associations.
    pub organisations: Organisations,
    /// Programmes.
    pub programmes: Programmes,
    /// Number words.
    pub numbers: NumberWords,
    /// Words of sums of money.
    pub money: MoneyWords,
    /// Marks of texts that offices hand out.
    pub releases: Releases,
    /// What features of decisions add.
    pub weights: Weights,
    /// What all of this was read from.
    files: Files,
    // Made when they are first asked.
    crosswalk: OnceLock<Crosswalk>,
    list_words: OnceLock<ListWords>,
    cohorts: OnceLock<Cohorts>,
}

/// The lists of names in the lexicon.
const NAMES: [&str; 7] = [
    region::NAMES,
    region::DISTRICTS,
    organisation::NAMES,
    programme::NAMES,
    programme::GENERAL_NAMES,
    people::OFFICES,
    people::NAMES,
];

// The names of the embedded lists.
include!(concat!(env!("OUT_DIR"), "/prepared.rs"));

impl Gazetteer {
    /// A lexicon with the lists of names, which stand before all word lists.
    pub fn lexicon() -> LexiconBuilder {
        let mut lexicon = LexiconBuilder::new(&PREPARED);
        NAMES.iter().for_each(|name| {
            lexicon.names(name);
        });
        lexicon
    }

    /// Reads all lists but the word lists, which are in `words`; names go into `lexicon`. Faults are collected, never thrown.
    pub fn read(files: &Files, words: &WordLists, lexicon: &mut LexiconBuilder, faults: &mut Vec<Fault>) -> Self {
        let TextLists { numbers: meanings, currencies, money_words, .. } = TextLists::new(words, faults);
        let mut numbers = NumberWords::default();
        for (entry, form) in words.forms("numbers").filter(|_| faults.is_empty()) {
            if let Some(&word) = lexicon.cut(form).first() {
                let NumberMeaning { kind, value } = meanings.entry(entry);
                numbers.insert(word, NumberWord { kind: *kind, value: value.0.unsigned_abs() });
            }
        }
        let money = MoneyWords::new(currencies, money_words);
        let regions = Regions::read(files, lexicon, faults);
        let organisations = Organisations::read(files, lexicon, faults);
        let programmes = Programmes::read(files, lexicon, &organisations, faults);
        let people = People::read(files, lexicon, &regions, &organisations, faults);
        let releases = Releases::read(files, faults);
        let weights = Weights::read(files, faults);
        let gazetteer = Gazetteer {
            regions,
            people,
            organisations,
            programmes,
            numbers,
            money,
            releases,
            weights,
            files: files.clone(),
            crosswalk: OnceLock::new(),
            list_words: OnceLock::new(),
            cohorts: OnceLock::new(),
        };
        if !files.is_tested() {
            gazetteer.make_crosswalk(faults);
            gazetteer.make_list_words(faults);
            gazetteer.make_cohorts(faults);
            AroundNames::read(files, faults);
        }
        gazetteer
    }

    /// The lists and rules that it was made of.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Codes that regions had before.
    pub fn crosswalk(&self) -> &Crosswalk {
        self.make_crosswalk(&mut Vec::new())
    }

    /// Words of official lists.
    pub fn list_words(&self) -> &ListWords {
        self.make_list_words(&mut Vec::new())
    }

    /// Cohorts of programmes, as press and letters name them.
    pub fn cohorts(&self) -> &Cohorts {
        self.make_cohorts(&mut Vec::new())
    }

    /// What stands around names of regions, read anew.
    pub fn around_names(&self) -> AroundNames {
        AroundNames::read(&self.files, &mut Vec::new())
    }

    /// What stands around names of persons, read anew.
    pub fn around_persons(&self) -> AroundPersons {
        AroundPersons::read(&self.files)
    }

    fn make_crosswalk(&self, faults: &mut Vec<Fault>) -> &Crosswalk {
        self.crosswalk.get_or_init(|| Crosswalk::read(&self.files, &self.regions, faults))
    }

    fn make_list_words(&self, faults: &mut Vec<Fault>) -> &ListWords {
        self.list_words.get_or_init(|| ListWords::read(&self.files, faults))
    }

    fn make_cohorts(&self, faults: &mut Vec<Fault>) -> &Cohorts {
        self.cohorts.get_or_init(|| Cohorts::read(&self.files, &self.regions, &self.programmes, faults))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::list_uses;
    use crate::text::WordId;

    #[test]
    fn prepared_names_are_cut_as_others_are() {
        let (mut prepared, mut plain) = (LexiconBuilder::new(&PREPARED), LexiconBuilder::default());
        let phrases: Vec<&str> =
            PREPARED.phrases.iter().map(|place| &PREPARED.text[place.0 as usize..place.1 as usize]).collect();
        let cut: Vec<_> = phrases.iter().map(|phrase| (prepared.cut(phrase), plain.cut(phrase))).collect();
        let (prepared, plain) = (prepared.build(), plain.build());
        assert!(cut.len() > 15_000);
        for (phrase, (prepared_words, plain_words)) in phrases.iter().zip(cut) {
            let prepared_keys: Vec<&str> = prepared_words.iter().map(|word| prepared.key(*word)).collect();
            let plain_keys: Vec<&str> = plain_words.iter().map(|word| plain.key(*word)).collect();
            assert_eq!(prepared_keys, plain_keys, "{phrase}");
            let found: Vec<WordId> = plain_keys.iter().map(|key| prepared.look_up(key)).collect();
            assert_eq!(found, prepared_words, "{phrase}");
        }
    }

    #[test]
    fn words_that_are_prepared_and_that_no_list_asks_for_are_unknown() {
        let mut lexicon = LexiconBuilder::new(&PREPARED);
        let list = lexicon.names(region::NAMES);
        lexicon.phrase("Batang", list, 0);
        let lexicon = lexicon.build();
        assert_ne!(lexicon.look_up("batang"), WordId::UNKNOWN);
        assert_eq!(lexicon.look_up("semarang"), WordId::UNKNOWN);
    }

    #[test]
    fn the_lists_ask_for_all_that_is_prepared() {
        let (files, mut lexicon, mut faults) = (Files::builtin(), Gazetteer::lexicon(), Vec::new());
        let words = WordLists::read(&files, &list_uses(), &mut lexicon, &mut faults);
        Gazetteer::read(&files, &words, &mut lexicon, &mut faults);
        let lexicon = lexicon.build();
        let count = PREPARED.words.len() as u32;
        let unknown = (1..=count).map(WordId).filter(|word| lexicon.look_up(lexicon.key(*word)) != *word);
        assert_eq!(unknown.map(|word| lexicon.key(word)).collect::<Vec<_>>(), [""; 0]);
    }
}
