//! The word lists that facts are made with.

use crate::gazetteer::{
    Attendance, ClauseTime, Grade, Honorific, Institution, Instrument, LevelWord, ModeWord, Opener, Others, PartyWord,
    PlaceWord, Pronoun, Selection, Separator, They, UnitWord, VenueWord, WhereWord, word_lists,
};
use crate::mention::Scene;
use crate::record::Acting;

word_lists! {
    /// The word lists that facts are made with.
    pub struct FactLists {
        /// Who was chosen, assessed, invited; who receives an award.
        selection: Selection,
        /// Who was there without signing.
        attendance: Attendance,
        /// Words before a region that show a place; where something happened.
        place_prepositions: PlaceWord,
        /// Words before a title that say for what time it is held.
        acting: Acting,
        /// What stands between the members of a list.
        list_separators: Separator,
        /// Remarks behind a member of a list.
        list_remarks: (),
        /// What a list begins with.
        list_openers: Opener,
        /// Verbs of speech: who speaks does not sign by that.
        speech_verbs: (),
        /// How people met.
        modes: ModeWord,
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
        /// Behind a year, that it is the present one.
        this_words: (),
        /// How often something was won: “tiga kali”.
        times_words: (),
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
        /// What is counted: what words that point back can point to; a place behind completes it.
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
        /// Words that open a clause of their own.
        clause_words: (),
        /// Words that open what is said, hoped or meant.
        content_words: (),
        /// What words before a person or body say of its part in an agreement.
        party_words: PartyWord,
        /// Verbs that sign together with a noun of signing.
        signing_light: (),
        /// Titles before a name.
        honorifics: Honorific,
        /// What the words of a place stand behind.
        where_words: WhereWord,
        /// Words in the name of a place.
        venue_words: VenueWord,
        /// That a sentence goes on about an event.
        event_words: (),
        /// What is said behind them is how an event was held.
        held_words: (),
        /// When what a clause tells happens beside the rest of its sentence.
        clause_times: ClauseTime,
        /// Somebody named before.
        pronouns: Pronoun,
        /// Names of levels of awards.
        level_names: (),
        /// The office of a national body for the region behind it.
        branch_words: (),
        /// That what stands behind is left out of what is said.
        except_words: (),
        /// What lies in a region: its name before a region tells where that lies.
        village_words: (),
        /// What regions are evaluated by.
        evaluation_words: (),
        /// Grades in words.
        evaluation_grades: Grade,
        /// Grades in letters.
        evaluation_letters: Grade,
    }
}

impl FactLists {
    /// Whether the word at token `at` opens a clause.
    pub(super) fn opens_clause(&self, scene: Scene<'_, '_>, at: usize) -> bool {
        scene.is(at, &self.clause_words) || scene.is(at, &self.content_words)
    }
}
