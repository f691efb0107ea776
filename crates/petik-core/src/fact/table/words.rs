//! The words of fact tables: roles, who can find them, and what keeps words from telling of a fact.

use crate::vocabulary;
use crate::vocabulary::Vocabulary;

vocabulary! {
    /// A role of a fact, named as the field of the record that holds it.
    pub enum Role {
        /// Whether it happened.
        Status = "status",
        /// The region that it is about.
        Region = "region",
        /// The programme.
        Programme = "programme",
        /// The day of the event.
        Date = "date",
        /// The year of the cohort, or of what was evaluated.
        CohortYear = "cohort_year",
        /// What was signed.
        Instrument = "instrument",
        /// How many there are.
        Value = "value",
        /// The category, level or grade reached.
        Level = "level",
        /// The points reached.
        Score = "score",
        /// The place in an order.
        Rank = "rank",
        /// Who says so.
        Speaker = "speaker",
        /// Who signed and who was there.
        Signatories = "signatories",
        /// With whom.
        Counterparties = "counterparties",
        /// How people met.
        Mode = "mode",
        /// Where it happened.
        Place = "place",
    }
}

vocabulary! {
    /// Who finds a role.
    pub enum Finder {
        /// Status: the words of plan, invitation, hope and denial around the act.
        Act = "act",
        /// Status: the same, and for a noun those behind it.
        Noun = "noun",
        /// Status: the same as `act`; what is denied before in the sentence is not granted behind, and a hope holds for words of
        /// joining.
        Choice = "choice",
        /// Status: it is done, since it is only stated.
        Stated = "stated",
        /// Region: the parties that sign in the sentence, else the article's own region.
        Signers = "signers",
        /// Region: of those in the sentence the one that the act speaks of by its sum of evidence, with its list; of a kind that
        /// the programme takes.
        Members = "members",
        /// Region: the same; of any kind, and none that such words before it tell of.
        Subject = "subject",
        /// Programme: in the sentence, the line, the lines before, else the one that the article names most.
        Near = "near",
        /// Programme: the same, where the sentence names it, counts its cohort or is strong enough by itself; of an award what
        /// is received.
        Ground = "ground",
        /// Programme: the one that the sentence or its line names, else the award that the article is about.
        Award = "award",
        /// Date or cohort year: the best by a sum of evidence.
        Sum = "sum",
        /// Date: the same, else the one day that the article gives for its signing.
        OnlyDay = "only_day",
        /// Cohort year: that of the count, else by a sum of evidence.
        Counted = "counted",
        /// Instrument: what the mention that tells of the fact says.
        Mention = "mention",
        /// Value: the count that tells of the fact, where a sum of evidence calls it the size of a cohort.
        Size = "size",
        /// Level: behind a word for levels, or beside the award's name. Speaker: of the quotation.
        Sentence = "sentence",
        /// The part of the trigger with the name of the role: the mention that it is, or its words.
        Part = "part",
        /// The sentences of the event, once facts said twice are one.
        Event = "event",
    }
}

vocabulary! {
    /// What keeps words from telling of a fact.
    pub enum Condition {
        /// There is nothing to sign: no instrument, and no programme in the sentence.
        NothingToSign = "nothing_to_sign",
        /// Somebody was chosen for an office.
        OfAnOffice = "of_an_office",
        /// The sentence counts those assessed or invited, and none chosen.
        OfThoseInvited = "of_those_invited",
        /// A region was chosen as the place of something.
        Host = "host",
        /// The count is not one of those chosen.
        NotChosen = "not_chosen",
        /// A grade is told that is no honour: "opini WDP".
        LesserGrade = "lesser_grade",
        /// The words open a list of some of those whom the sentence before speaks of: what it says of them holds.
        OneOfThose = "one_of_those",
        /// Nothing is told that could be evaluated: there is no programme, and no word of `evaluation_words` in the sentence.
        NothingEvaluated = "nothing_evaluated",
    }
}

impl Condition {
    /// Why the words were left, for those who ask.
    pub fn why(self) -> &'static str {
        match self {
            Condition::NothingToSign => "no instrument and no programme in the sentence",
            Condition::OfAnOffice => "somebody was chosen for an office",
            Condition::OfThoseInvited => "one of those assessed or invited",
            Condition::Host => "chosen as the place of something",
            Condition::NotChosen => "not a count of those chosen",
            Condition::LesserGrade => "a grade that is no honour",
            Condition::OneOfThose => "they open a list of some of those spoken of before",
            Condition::NothingEvaluated => "no programme and no word of evaluations",
        }
    }
}

vocabulary! {
    /// On which side of a trigger the region stands that it speaks of.
    pub enum Side {
        /// As the list `selection` says of the words that the trigger begins with.
        ByWord = "by_word",
        /// Before it.
        Before = "before",
        /// Behind it.
        Behind = "behind",
        /// On either side, as the role's finder knows.
        Around = "around",
    }
}

/// The sets of words of fact tables by their names, each word with its meaning.
pub const FACT_TABLE_WORDS: [(&str, &[(&str, &str)]); 4] =
    [("Condition", Condition::TABLE), ("Finder", Finder::TABLE), ("Role", Role::TABLE), ("Side", Side::TABLE)];

impl Finder {
    /// Whether it can find `role`.
    pub fn finds(self, role: Role) -> bool {
        use Finder::{
            Act, Award, Choice, Counted, Event, Ground, Members, Mention, Near, Noun, OnlyDay, Part, Sentence, Signers,
            Size, Stated, Subject, Sum,
        };
        match role {
            Role::Status => matches!(self, Act | Noun | Choice | Stated),
            Role::Region => matches!(self, Signers | Members | Subject | Part),
            Role::Programme => matches!(self, Near | Ground | Award | Part),
            Role::Date => matches!(self, Sum | OnlyDay | Part),
            Role::CohortYear => matches!(self, Sum | Counted),
            Role::Instrument => self == Mention,
            Role::Value => matches!(self, Size | Part),
            Role::Level => matches!(self, Sentence | Part),
            Role::Score | Role::Rank => self == Part,
            Role::Speaker => self == Sentence,
            Role::Signatories | Role::Counterparties | Role::Mode => self == Event,
            Role::Place => matches!(self, Event | Part),
        }
    }
}
