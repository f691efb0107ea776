//! The sentences that petik says of a list and of what it is held against: closed sets, each word with what it means. The phrases
//! of `ui/` say each of them in words.

mod of_list;

pub use of_list::ListType;

use crate::saying::Sentences;
use petik_core::{described_words, vocabulary, written_words};

vocabulary! {
    /// Why a name stays open: it means no region for certain, or no programme, or no member.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum OpenType {
        /// No region has the name.
        UnknownName = "unknown_name" (default),
        /// No region has the code.
        UnknownCode = "unknown_code",
        /// It is a kecamatan.
        District = "district",
        /// It is a desa or a kelurahan.
        Village = "village",
        /// Several regions have the name.
        SeveralOfName = "several_of_name",
        /// Several regions have the code, of one office or another.
        SeveralOfCode = "several_of_code",
        /// The code may lack a zero.
        LostZero = "lost_zero",
        /// The code is of a region, and no region has the name.
        CodeAlone = "code_alone",
        /// Code and name are of different regions.
        CodeOrName = "code_or_name",
        /// The type that the row states is that of another region of the name.
        TypeContradicts = "type_contradicts",
        /// The province that the row states is that of another region of the name.
        ProvinceContradicts = "province_contradicts",
        /// No programme has the name.
        UnknownProgramme = "unknown_programme",
        /// The list has the row struck out.
        StruckOut = "struck_out",
        /// The list says that it is no member.
        SaidOut = "said_out",
        /// A name in press that several regions have, none of which is in the list in these years.
        OfNoMember = "of_no_member",
        /// The same in several articles.
        OfNoMemberOften = "of_no_member_often",
    }
}

vocabulary! {
    /// What a remark on sizes says: more closely than its type, and with the numbers that it is about.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum SizeType {
        /// The sizes of one stage.
        OneStage = "one_stage" (default),
        /// The cohort of the first year, and totals that are not its size.
        FirstTotal = "first_total",
        /// The others and the region itself are the cohort.
        OthersAgree = "others_agree",
        /// The others and the region itself are not the cohort.
        OthersDiffer = "others_differ",
        /// Press states more than the list has.
        ListLacks = "list_lacks",
        /// Press states less than the list has.
        ListHasMore = "list_has_more",
        /// The sum of the parts is as much above the total as the list has repeats.
        SumOfRepeats = "sum_of_repeats",
        /// The sum of the parts is above the total, and the list has fewer or more repeats.
        SumOfOtherRepeats = "sum_of_other_repeats",
        /// The sum of the parts is above the total, and the list has no repeats.
        SumOfNoRepeats = "sum_of_no_repeats",
        /// The total is above the sum of the parts.
        TotalAboveSum = "total_above_sum",
        /// The list's own sum is not the number of its rows.
        OwnSum = "own_sum",
    }
}

vocabulary! {
    /// Why a decision is brought up again.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum DecisionType {
        /// What it was made on has changed.
        Stale = "stale" (default),
        /// Nothing has its id any more.
        Gone = "gone",
        /// No region has its code.
        UnknownRegion = "unknown_region",
        /// The programme of the row is not known.
        NoProgramme = "no_programme",
        /// It corrects a row of the list, and names no region.
        NeedsRegion = "needs_region",
        /// It corrects a row, which cannot be.
        RowCorrected = "row_corrected",
    }
}

written_words! { OpenType SizeType DecisionType }
described_words! { OpenType SizeType DecisionType }

impl Sentences for OpenType {
    fn key(self) -> String {
        format!("open_reason.{self}")
    }
}

impl Sentences for SizeType {
    fn key(self) -> String {
        format!("size_remark.{self}")
    }
}

impl Sentences for DecisionType {
    fn key(self) -> String {
        format!("open_decision.{self}")
    }
}
