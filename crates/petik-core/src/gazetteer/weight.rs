//! Weights of evidence: what each feature of a decision adds to its sum. A decision begins with its prior, every feature that
//! holds adds its weight, and a sum above zero says yes.

use super::column::{ListRow, Number};
use super::files::Files;
use super::table::Table;
use crate::error::Fault;
use crate::list_rows;
use crate::vocabulary;

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
        /// A word of place stands right before the first member.
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
        /// The event lies in it.
        YearOfEvent = "year_of_event",
        /// The article was written in it.
        YearOfArticle = "year_of_article",
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
    }
}

impl Feature {
    /// The decision that it belongs to.
    pub fn decision(self) -> Decision {
        match self {
            feature if feature < Feature::SubjectPrior => Decision::List,
            feature if feature < Feature::YearPrior => Decision::Subject,
            feature if feature < Feature::DayPrior => Decision::Year,
            _ => Decision::Day,
        }
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
        }
    }
}

list_rows! {
    /// What a feature adds to the sum of a decision; above zero the answer is yes. `petik fit` writes such a file.
    pub(super) struct WeightRow in "weights.csv" by ["feature"] {
        /// The feature.
        feature: Feature,
        /// What it adds.
        weight: Number<-20, 20>,
        /// Why it speaks so, with an example.
        note: &'r str,
    }
}

/// The weights of all features.
#[derive(Debug)]
pub struct Weights {
    of: Vec<i32>,
}

impl Weights {
    /// Reads `weights.csv`; a feature without a row is a fault.
    pub(super) fn read(files: &Files, faults: &mut Vec<Fault>) -> Self {
        use crate::vocabulary::Vocabulary;
        let mut of: Vec<Option<i32>> = vec![None; Feature::ALL.len()];
        let table = Table::read(files, &WeightRow::LIST, faults);
        for row in table.each::<WeightRow<'_>>(faults) {
            of[row.feature as usize] = i32::try_from(row.weight.0).ok();
        }
        for missing in Feature::ALL.iter().filter(|feature| of[**feature as usize].is_none()) {
            let message = format!("no row for the feature `{}`", missing.as_str());
            faults.push(Fault::new(WeightRow::LIST.file, 0, message));
        }
        Weights { of: of.into_iter().map(Option::unwrap_or_default).collect() }
    }

    /// What `feature` adds.
    pub fn of(&self, feature: Feature) -> i32 {
        self.of[feature as usize]
    }
}

/// The sum of evidence of one decision, with all that went into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// What is decided.
    pub decision: Decision,
    /// Each feature that holds, with what it added; the prior first.
    pub terms: Vec<(Feature, i32)>,
}

impl Sum {
    /// Nothing seen yet.
    pub fn new(weights: &Weights, decision: Decision) -> Self {
        let prior = decision.prior();
        Sum { decision, terms: vec![(prior, weights.of(prior))] }
    }

    /// Adds `feature` if it holds.
    pub fn add(&mut self, weights: &Weights, feature: Feature, holds: bool) {
        self.add_times(weights, feature, i32::from(holds));
    }

    /// Adds `feature` for each time that it holds.
    pub fn add_times(&mut self, weights: &Weights, feature: Feature, times: i32) {
        if times > 0 {
            self.terms.push((feature, weights.of(feature) * times));
        }
    }

    /// Prior and weights together.
    pub fn total(&self) -> i32 {
        self.terms.iter().map(|(_, weight)| weight).sum()
    }
}
