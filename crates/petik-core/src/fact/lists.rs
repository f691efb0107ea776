//! The word lists that facts are made with.

use crate::gazetteer::{
    Attendance, Institution, Instrument, LevelWord, Opener, Others, PlaceWord, Selection, Separator, They, UnitWord,
    word_lists,
};
use crate::record::Mode;

word_lists! {
    /// The word lists that facts are made with.
    pub struct FactLists {
        /// Who was chosen, assessed, invited; who receives an award.
        selection: Selection,
        /// Who was there without signing.
        attendance: Attendance,
        /// Words before a region that show a place; where something happened.
        place_prepositions: PlaceWord,
        /// What stands between the members of a list.
        list_separators: Separator,
        /// Remarks behind a member of a list.
        list_remarks: (),
        /// What a list begins with.
        list_openers: Opener,
        /// Verbs of speech: who speaks does not sign by that.
        speech_verbs: (),
        /// How people met.
        modes: Mode,
        /// Words before the date of a letter.
        law_words: (),
        /// Words that begin the name of an institution.
        institutions: Institution,
        /// Words for the article's own region.
        ourselves: (),
        /// That others beside the regions named are counted.
        count_others: Others,
        /// That a list goes on.
        and_others: (),
        /// What regions receive.
        award_words: (),
        /// What the level of an award stands behind.
        level_words: LevelWord,
        /// Words that point back to a year.
        back_then: (),
        /// What is signed.
        instruments: Instrument,
        /// Words that point back to those named or counted before.
        they_words: They,
        /// Words that the parties of an agreement follow.
        between_words: (),
        /// Parties of agreements in which the region may have no part.
        other_parties: (),
        /// That a year begins a stretch of time.
        since_words: (),
        /// That somebody was asked, whose day is not that of the event.
        interview_words: (),
        /// That an act lies behind.
        already_words: (),
        /// That a region was chosen as the place of something.
        host_words: (),
        /// That a list goes on with the one before.
        list_furthers: (),
        /// Words that point back.
        anaphora: (),
        /// What is counted: what words that point back can point to.
        count_units: UnitWord,
        /// That a list follows.
        list_announcers: (),
        /// That the list stands before.
        list_closers: (),
        /// That what stands behind is beside the one before.
        together_words: (),
        /// Words before those to whom something is given.
        receiver_words: (),
        /// Words for all of those spoken of.
        plural_words: (),
        /// What opens the words that tell which are meant.
        relative_words: (),
        /// Words that an introduction of members can have besides.
        introduction_words: (),
    }
}
