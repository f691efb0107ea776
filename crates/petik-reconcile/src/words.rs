//! The words of the answer: how list and press stand to each other, what a claim does, what is said of sizes. Each with what it
//! means; `docs/RECONCILE.md` explains them with examples.

use petik_core::{described_words, vocabulary, written_words};

vocabulary! {
    /// How a row stands, in the order of reports.
    #[derive(Default)]
    pub enum Status {
        /// Two or more independent sources say so.
        Confirmed = "confirmed",
        /// One source says so.
        SingleSource = "single_source",
        /// Press names it for another year only.
        YearDiffers = "year_differs",
        /// Press names only its namesake of the other type.
        TypeDiffers = "type_differs",
        /// Sources contradict one another, or the list doubts it.
        Disputed = "disputed",
        /// Only words that could mean it and could mean another, or claims that fit several years.
        Ambiguous = "ambiguous",
        /// Press speaks of a plan or invitation, of no deed.
        PlannedOnly = "planned_only",
        /// Press never mentions it.
        NotInPress = "not_in_press" (default),
        /// Press names it, the list does not.
        NotInList = "not_in_list",
        /// Press names it; the list has it in another year or as the other type.
        NearList = "near_list",
        /// Press names it for a year of which the list has no cohort.
        OtherYear = "other_year",
    }
}

vocabulary! {
    /// A reason of a status. The phrases of `ui/` say each of them in words.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum ReasonType {
        /// The list itself doubts the member.
        ListDoubts = "list_doubts",
        /// The list itself doubts the member, and says why.
        ListDoubtsBecause = "list_doubts_because",
        /// The list remarks on the region at another member.
        ListRemarks = "list_remarks",
        /// An article that names the whole cohort names others.
        LeftOut = "left_out",
        /// An article that names the whole cohort names it, and leaves out members of the list.
        InsteadOf = "instead_of",
        /// The list has it, and says that it is no member.
        ListSaysOut = "list_says_out",
        /// The list has it, struck out.
        ListStruckOut = "list_struck_out",
        /// The list has the region elsewhere.
        Near = "near",
        /// The list has the namesake of the other type.
        NearNamesake = "near_namesake",
        /// The list has no cohort of that year, only of others.
        NoCohortOfYear = "no_cohort_of_year",
        /// The list has no cohort of that year.
        NoCohort = "no_cohort",
        /// It is not among the list's members of that year.
        NotAmong = "not_among",
        /// The list does not have the region, and press gives no year.
        NotInList = "not_in_list",
        /// Independent sources say so.
        Supported = "supported" (default),
        /// Years of claims were inferred.
        YearInferred = "year_inferred",
        /// Some of the articles are releases.
        Releases = "releases",
        /// Claims without a year, of a region that is in one cohort of the list.
        NoYear = "no_year",
        /// Claims without a year, of a region that is in several.
        NoYearOfSeveral = "no_year_of_several",
        /// Claims for another year.
        OtherYear = "other_year",
        /// Claims for another year than that of the row, where the row has one.
        OtherYearInstead = "other_year_instead",
        /// Claims of the namesake of the other type.
        OtherType = "other_type",
        /// Claims of a plan.
        Planned = "planned",
        /// Claims that deny it.
        Denied = "denied",
        /// Claims that deny what the list lacks.
        DeniedAsList = "denied_as_list",
        /// Bare names that could mean it.
        CouldMean = "could_mean",
        /// Bare names that only lists of cohorts told apart.
        ToldByCohorts = "told_by_cohorts",
        /// Claims that a steward put aside.
        PutAside = "put_aside",
        /// No article names it.
        NoArticle = "no_article",
    }
}

vocabulary! {
    /// What a claim does for the row that it stands in.
    #[derive(Default)]
    pub enum Stance {
        /// Says that the region belongs to the cohort of that year.
        Supports = "supports" (default),
        /// Says so without a year.
        NoYear = "no_year",
        /// Says so for another year.
        OtherYear = "other_year",
        /// Says so of the namesake of the other type.
        OtherType = "other_type",
        /// A bare name that could mean the region.
        BareName = "bare_name",
        /// Speaks of a plan or an invitation.
        Planned = "planned",
        /// Denies it.
        Denies = "denies",
        /// Put aside by a steward.
        Rejected = "rejected",
    }
}

vocabulary! {
    /// What a claim is.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum ClaimType {
        /// A fact: the region signed.
        Signing = "signing",
        /// A fact: the region was chosen, is one of the cohort, or received an award.
        Membership = "membership",
        /// A bare name in an article about the programme.
        Mention = "mention" (default),
    }
}

vocabulary! {
    /// The stage of a cohort that a size counts, in the order in which cohorts go through them.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum Stage {
        /// Regions invited.
        Invited = "invited",
        /// Regions looked at before the choice.
        Assessed = "assessed",
        /// The cohort.
        Selected = "selected" (default),
        /// Regions that signed.
        Signed = "signed",
        /// Those beside the regions named: "24 others".
        Others = "others",
        /// Several cohorts together.
        Total = "total",
    }
}

vocabulary! {
    /// What sizes say together.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum RemarkType {
        /// Sources state different sizes of one stage.
        SizesDiffer = "sizes_differ" (default),
        /// The parts of a stated sum do not make its total.
        TotalMismatch = "total_mismatch",
        /// The others and the region itself make the cohort.
        OthersAgree = "others_agree",
        /// The others and the region itself make nearly the cohort.
        OthersMismatch = "others_mismatch",
        /// The list has not as many members as press states.
        ListDiffers = "list_differs",
        /// The list's own sum is not the number of its rows.
        SumDiffers = "sum_differs",
    }
}

vocabulary! {
    /// A steward's word.
    #[derive(Default)]
    pub enum Verdict {
        /// It is right as it stands.
        Accept = "accept" (default),
        /// It is not so: a claim is put aside, a row stays with the mark and counts no more.
        Reject = "reject",
        /// It is so of another region, year or day; a row of the list that names no region for certain means this one.
        Correct = "correct",
        /// The verdict before it is taken back: nothing is decided.
        Withdraw = "withdraw",
    }
}

written_words! { Status ReasonType Stance ClaimType Stage RemarkType Verdict }

described_words! { Status ReasonType Stance ClaimType Stage RemarkType Verdict }
