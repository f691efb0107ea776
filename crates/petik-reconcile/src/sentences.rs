//! The sentences that petik says of a list and of what it is held against: closed sets, each word with what it means. The phrases
//! of `ui/` say each of them in words.

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

written_words! { OpenType }
described_words! { OpenType }

impl Sentences for OpenType {
    fn key(self) -> String {
        format!("open_reason.{self}")
    }
}
