//! Weights of evidence: what each feature of a decision adds to its sum. A decision begins with its prior, every feature that
//! holds adds its weight, and a sum above zero says yes.

use super::column::{ListRow, Number};
use super::files::Files;
use super::table::Table;
use crate::error::Fault;
use crate::list_rows;
use crate::vocabulary;
use crate::vocabulary::Vocabulary;

vocabulary! {
    /// What is decided by a sum of evidence.
    pub enum Decision {
        /// Whether a list of regions lists those of whom an introduction, or the article before it, speaks.
        List = "list",
        /// Whether a region is the one of whom words of choosing speak.
        Subject = "subject",
        /// Whether a year is that of the cohort.
        Year = "year",
        /// Whether a date is the day of an event.
        Day = "day",
        /// Whether a count of those chosen is the size of a cohort.
        Size = "size",
        /// How sure a fact is: its sum is a probability, and nothing is left out by it.
        Confidence = "confidence",
    }
}

vocabulary! {
    /// What can speak for or against something.
    pub enum Feature {
        /// Nothing seen yet: how often a list of regions in the news is one of members.
        ListPrior = "list_prior",
        /// Words that open a list, or a colon, stand right before its first member.
        ListOpened = "list_opened",
        /// Nothing opens it: it is the object or subject of a verb.
        ListNotOpened = "list_not_opened",
        /// Its members stand in lines of their own, or fill a line, under a heading.
        ListUnderHeading = "list_under_heading",
        /// The introduction announces a list: "daftar", "berikut".
        ListAnnounced = "list_announced",
        /// The introduction points back to those named or counted before: "daerah itu", "mereka".
        ListPointsBack = "list_points_back",
        /// The introduction says that those listed were chosen or receive an award.
        ListChosen = "list_chosen",
        /// The introduction says that those listed belong to something: "peserta".
        ListJoins = "list_joins",
        /// The introduction says that those listed signed.
        ListSigned = "list_signed",
        /// Words of choosing or signing stand behind the list, in its clause.
        ListActs = "list_acts",
        /// The introduction counts a cohort.
        ListCountsCohort = "list_counts_cohort",
        /// The introduction counts regions and names a programme, and no words say that they were chosen.
        ListCountsSome = "list_counts_some",
        /// The introduction counts as many as the group has.
        ListCountsGroup = "list_counts_group",
        /// The introduction counts as many as the list has.
        ListCountsItself = "list_counts_itself",
        /// The introduction counts others than those assessed or chosen.
        ListCountsOthers = "list_counts_others",
        /// The list has as many members as the group.
        ListSizeFits = "list_size_fits",
        /// It has as many, and they are few: so many stand together for many reasons.
        ListFewFit = "list_few_fit",
        /// The list has more members than the group.
        ListTooLong = "list_too_long",
        /// The group was counted right behind words of choosing, and seems to be a part of those.
        ListGroupInherits = "list_group_inherits",
        /// Another list of just so many members is that group's.
        ListGroupTaken = "list_group_taken",
        /// The introduction refers to those spoken of, and words elsewhere say that one of the list is a member.
        ListHoldsMember = "list_holds_member",
        /// The introduction names the programme.
        ListNamesProgramme = "list_names_programme",
        /// The introduction names an award or a level of one.
        ListNamesAward = "list_names_award",
        /// The introduction denies what it says.
        ListDenied = "list_denied",
        /// The introduction speaks of a plan or a hope.
        ListPlanned = "list_planned",
        /// The introduction speaks of those who may be chosen.
        ListCandidates = "list_candidates",
        /// The introduction speaks of those who were assessed.
        ListAssessed = "list_assessed",
        /// The introduction speaks of those who were invited or came.
        ListInvited = "list_invited",
        /// The introduction speaks of a year to come.
        ListAhead = "list_ahead",
        /// The introduction opens the parts of an area.
        ListOfArea = "list_of_area",
        /// Words of place lead to the first member.
        ListBehindPlaceWord = "list_behind_place_word",
        /// The introduction has a word that no introduction of members needs; it counts up to three times.
        ListUnknownWord = "list_unknown_word",
        /// Such a word tells which are meant: "daerah yang gugur".
        ListUnknownClause = "list_unknown_clause",
        /// Such a word says what those who take part take part in: "peserta pameran".
        ListUnknownCompany = "list_unknown_company",
        /// Its members are provinces without a type word, though the programme is for kabupaten and kota.
        ListBareProvinces = "list_bare_provinces",
        /// Nothing seen yet: how often a region in the sentence is the one that was chosen.
        SubjectPrior = "subject_prior",
        /// It stands on the side of the words on which those stand of whom they speak.
        SubjectOnSide = "subject_on_side",
        /// It stands in their clause.
        SubjectSameClause = "subject_same_clause",
        /// It stands in another clause, and theirs has a count or a region of its own before them.
        SubjectOfOtherClause = "subject_of_other_clause",
        /// No other region stands between.
        SubjectNearest = "subject_nearest",
        /// The sentence names no other region.
        SubjectOnly = "subject_only",
        /// More than a dozen words stand between; two dozen where words that open a list lead to it.
        SubjectFar = "subject_far",
        /// Some fifty words stand between.
        SubjectVeryFar = "subject_very_far",
        /// On the other side, behind words that open a list: "yang dipilih adalah".
        SubjectOpened = "subject_opened",
        /// On the other side, behind the comma of words that open their sentence: "Terpilih dalam …, Kabupaten X".
        SubjectFronted = "subject_fronted",
        /// On the other side, behind words of giving: "diberikan kepada".
        SubjectGiven = "subject_given",
        /// Nothing seen yet.
        YearPrior = "year_prior",
        /// It stands behind the programme's name in the sentence.
        YearBesideProgramme = "year_beside_programme",
        /// It stands in the sentence that tells of the members.
        YearInSentence = "year_in_sentence",
        /// It stands in the sentence of a signing.
        YearInSentenceOfSigning = "year_in_sentence_of_signing",
        /// It is the nearest one of the sentence.
        YearNearest = "year_nearest",
        /// Something began in it: "sejak 2017".
        YearBegan = "year_began",
        /// The sentence points back to it: "waktu itu".
        YearBackThen = "year_back_then",
        /// It alone stands behind the programme's full name elsewhere.
        YearOfOneCohort = "year_of_one_cohort",
        /// It stands there with others.
        YearOfACohort = "year_of_a_cohort",
        /// It alone stands in a sentence that names the programme in full before it.
        YearToldWithProgramme = "year_told_with_programme",
        /// The event lies in it.
        YearOfEvent = "year_of_event",
        /// The article was written in it.
        YearOfArticle = "year_of_article",
        /// It is the only one that the text states.
        YearOnlyStated = "year_only_stated",
        /// The list of programmes does not have it among the programme's years.
        YearOutsideProgramme = "year_outside_programme",
        /// Nothing seen yet.
        DayPrior = "day_prior",
        /// It stands in the sentence that tells of the event.
        DayInSentence = "day_in_sentence",
        /// It stands in the clause.
        DayInClause = "day_in_clause",
        /// It stands in the sentence behind.
        DayBehind = "day_behind",
        /// It stands in the sentence before.
        DayBefore = "day_before",
        /// It is one day, and no weekday that could be any.
        DaySettled = "day_settled",
        /// Somebody was asked or wrote on it.
        DayOfInterview = "day_of_interview",
        /// Nothing seen yet: how often a count of those chosen is the size of a cohort.
        SizePrior = "size_prior",
        /// Words say that those counted were chosen, signed or received.
        SizeTold = "size_told",
        /// They only take part: "diikuti 50 kabupaten/kota".
        SizeJoined = "size_joined",
        /// The number is counted again elsewhere, as one of those chosen.
        SizeRepeated = "size_repeated",
        /// A year is stated for it.
        SizeOfYear = "size_of_year",
        /// Its sentence names the programme.
        SizeNamesProgramme = "size_names_programme",
        /// Kabupaten and kota are counted together.
        SizeOfBothKinds = "size_of_both_kinds",
        /// Up to five are counted: so few are easily a category, or those of one place.
        SizeFew = "size_few",
        /// Up to a dozen are counted.
        SizeDozen = "size_dozen",
        /// Elsewhere the article counts more that were chosen, of the same year.
        SizeExceeded = "size_exceeded",
        /// Another count of those chosen stands in the sentence; of an award, in the sentences beside it too.
        SizeBesideOthers = "size_beside_others",
        /// A level of an award stands beside it: "kategori Utama", "Adipura Kencana".
        SizeOfLevel = "size_of_level",
        /// Another level, or a word for levels, stands in its clause.
        SizeNearLevel = "size_near_level",
        /// Three kinds are counted side by side: "3 provinsi, 6 kota, dan 24 kabupaten".
        SizeOfBreakdown = "size_of_breakdown",
        /// It, or another count of the number, is a part of a count before it.
        SizePart = "size_part",
        /// It, or another count of the number, is limited to a province.
        SizeInProvince = "size_in_province",
        /// The article names a province and several regions in it, and none elsewhere; and it has as many as are counted.
        SizeOfOneProvince = "size_of_one_province",
        /// It is only a bound: "lebih dari 50".
        SizeBound = "size_bound",
        /// A word of place stands right before it: "di 8 kabupaten".
        SizeAtPlace = "size_at_place",
        /// Provinces are counted, or regions of no kind, though the programme is for kabupaten and kota.
        SizeOfOtherKind = "size_of_other_kind",
        /// Nothing seen yet: how often a fact of a few plain words is right.
        ConfidencePrior = "confidence_prior",
        /// It is a signing.
        ConfidenceSigning = "confidence_signing",
        /// It is the size of a cohort.
        ConfidenceSize = "confidence_size",
        /// It did not happen yet, or is denied.
        ConfidenceNotDone = "confidence_not_done",
        /// It rests on a title line alone.
        ConfidenceTitleOnly = "confidence_title_only",
        /// It stands in direct speech.
        ConfidenceQuoted = "confidence_quoted",
        /// Its sentence has words of a plan, an invitation, a hope or a denial.
        ConfidenceStatusWord = "confidence_status_word",
        /// It is the size of a cohort, and its sentence counts other regions too.
        ConfidenceCountsBeside = "confidence_counts_beside",
        /// It rests on more than one sentence.
        ConfidenceRepeated = "confidence_repeated",
        /// The region stands in a list of members.
        ConfidenceListed = "confidence_listed",
        /// It is a membership that only a signing tells.
        ConfidenceBySigning = "confidence_by_signing",
        /// The sum that made it is 1 to 3.
        ConfidenceNarrow = "confidence_narrow",
        /// The sum that made it is 4 to 8.
        ConfidenceClear = "confidence_clear",
        /// The sum that made it is above 8.
        ConfidenceWide = "confidence_wide",
        /// The sentence names no region: it speaks of the article's own, or of one named before.
        ConfidenceRegionInferred = "confidence_region_inferred",
        /// The region's name means several, and evidence elsewhere settled it.
        ConfidenceRegionSettled = "confidence_region_settled",
        /// No region is known, and it is no size of a cohort.
        ConfidenceRegionMissing = "confidence_region_missing",
        /// The sentence names no programme: it is the article's own.
        ConfidenceProgrammeInferred = "confidence_programme_inferred",
        /// The programme is named in general words, which something else in the article supports.
        ConfidenceProgrammeGeneral = "confidence_programme_general",
        /// No programme is known.
        ConfidenceProgrammeMissing = "confidence_programme_missing",
        /// The year of the cohort stands elsewhere in the article, or is that of the event.
        ConfidenceYearInferred = "confidence_year_inferred",
        /// No year of the cohort is known, and it is no signing.
        ConfidenceYearMissing = "confidence_year_missing",
        /// The day is that of another sentence.
        ConfidenceDateInferred = "confidence_date_inferred",
        /// The day of a signing is not known.
        ConfidenceDateMissing = "confidence_date_missing",
    }
}

impl Feature {
    /// The decision that it belongs to.
    pub fn decision(self) -> Decision {
        // The features of a decision stand together, its prior first.
        let begun = Decision::ALL.iter().copied().filter(|decision| decision.prior() <= self);
        begun.max_by_key(|decision| decision.prior()).unwrap_or(Decision::List)
    }
}

impl Decision {
    /// What its sums begin with.
    pub const fn prior(self) -> Feature {
        match self {
            Decision::List => Feature::ListPrior,
            Decision::Subject => Feature::SubjectPrior,
            Decision::Year => Feature::YearPrior,
            Decision::Day => Feature::DayPrior,
            Decision::Size => Feature::SizePrior,
            Decision::Confidence => Feature::ConfidencePrior,
        }
    }
}

/// The most that a feature can add.
const MOST: i64 = 20;

list_rows! {
    /// What a feature adds to the sum of a decision; above zero the answer is yes. `petik fit` writes such a file.
    pub(super) struct WeightRow in "weights.csv" by ["feature"] {
        /// The feature.
        feature: Feature,
        /// What it adds.
        weight: Number<{ -MOST }, MOST>,
        /// Why it speaks so, with an example.
        note: &'r str,
    }
}

/// The weights of all features.
#[derive(Debug)]
pub struct Weights {
    rows: Vec<(i32, String)>,
}

impl Weights {
    /// The most that a feature can add or take.
    pub const MOST: i32 = MOST as i32;

    /// Reads `weights.csv`; a feature without a row is a fault.
    pub(super) fn read(files: &Files, faults: &mut Vec<Fault>) -> Self {
        let mut rows: Vec<Option<(i32, String)>> = vec![None; Feature::ALL.len()];
        let table = Table::read(files, &WeightRow::LIST, faults);
        for row in table.each::<WeightRow<'_>>(faults) {
            rows[row.feature as usize] = i32::try_from(row.weight.0).ok().map(|weight| (weight, row.note.to_owned()));
        }
        for missing in Feature::ALL.iter().filter(|feature| rows[**feature as usize].is_none()) {
            let message = format!("no row for the feature `{}`", missing.as_str());
            faults.push(Fault::new(WeightRow::LIST.file, 0, message));
        }
        Weights { rows: rows.into_iter().map(Option::unwrap_or_default).collect() }
    }

    /// What `feature` adds.
    pub fn of(&self, feature: Feature) -> i32 {
        self.rows[feature as usize].0
    }

    /// Every feature with its weight and note, in the order of the file that petik ships.
    pub fn rows(&self) -> impl Iterator<Item = (Feature, i32, &str)> {
        Feature::ALL.iter().zip(&self.rows).map(|(feature, (weight, note))| (*feature, *weight, note.as_str()))
    }
}

/// The sum of evidence of one decision, with all that went into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// What is decided.
    pub decision: Decision,
    /// Each feature that holds, with what it added; the prior first.
    pub terms: Vec<(Feature, i32)>,
    /// How often each of them holds.
    times: Vec<i32>,
}

impl Sum {
    /// How much the total must grow for the odds to grow e-fold. A total of 4 is a probability of .73, one of 12 of .95.
    pub const SCALE: f64 = 4.0;

    /// Nothing seen yet.
    pub fn new(weights: &Weights, decision: Decision) -> Self {
        let prior = decision.prior();
        Sum { decision, terms: vec![(prior, weights.of(prior))], times: vec![1] }
    }

    /// Adds `feature` if it holds.
    pub fn add(&mut self, weights: &Weights, feature: Feature, holds: bool) {
        self.add_times(weights, feature, i32::from(holds));
    }

    /// Adds `feature` for each time that it holds.
    pub fn add_times(&mut self, weights: &Weights, feature: Feature, times: i32) {
        if times > 0 {
            self.terms.push((feature, weights.of(feature) * times));
            self.times.push(times);
        }
    }

    /// Each feature that holds, with how often it does: what `petik fit` learns from, whatever the weights are.
    pub fn held(&self) -> impl Iterator<Item = (Feature, i32)> {
        self.terms.iter().map(|(feature, _)| *feature).zip(self.times.iter().copied())
    }

    /// Prior and weights together.
    pub fn total(&self) -> i32 {
        self.terms.iter().map(|(_, weight)| weight).sum()
    }

    /// How probable a yes is, where the weights were fitted to that.
    pub fn probability(&self) -> f64 {
        Self::probability_of(self.total())
    }

    /// How probable a yes is at that total.
    pub fn probability_of(total: i32) -> f64 {
        1.0 / (1.0 + (-f64::from(total) / Self::SCALE).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_belongs_to_the_decision_that_its_word_begins_with() {
        for feature in Feature::ALL {
            let decision = feature.decision();
            assert!(feature.as_str().starts_with(decision.as_str()), "{feature:?}: {decision:?}");
        }
        for decision in Decision::ALL {
            assert_eq!(decision.prior().decision(), *decision);
            assert!(decision.prior().as_str().ends_with("_prior"));
        }
    }

    #[test]
    fn a_sum_keeps_how_often_a_feature_holds_though_it_adds_nothing() {
        let nothing = Weights { rows: vec![(0, String::new()); Feature::ALL.len()] };
        let mut sum = Sum::new(&nothing, Decision::List);
        sum.add_times(&nothing, Feature::ListUnknownWord, 3);
        sum.add(&nothing, Feature::ListDenied, false);
        assert_eq!(sum.held().collect::<Vec<_>>(), [(Feature::ListPrior, 1), (Feature::ListUnknownWord, 3)]);
        assert_eq!((sum.total(), sum.probability()), (0, 0.5));
    }
}
