//! What the rows of the word lists mean: a set of words for the column `value`, or a struct where a list has more columns.
//! Each bears the sense of its list; the rooms of the program say in their `word_lists!` which list has which meaning.

use super::column::{Cell, Holds, Number};
use super::words::meaning;
use crate::record::{Acting, Approx, CountUnit, Level};
use crate::vocabulary;
use crate::vocabulary::Vocabulary;

vocabulary! {
    /// The mark of a row in a column that marks some.
    pub enum Yes {
        /// It is so.
        Yes = "yes",
    }
}

// ---- People. ----

/// What `acting` means.
pub type ActingWord = Acting;

vocabulary! {
    /// `attendance`: what words of being there say of persons.
    pub enum Attendance {
        /// Who is named with it was there without signing.
        There = "there",
        /// The persons behind it only attended.
        Behind = "behind",
        /// The person before it stood in for the one behind.
        StandsIn = "stands_in",
        /// The person behind it stood in for the one before.
        StoodIn = "stood_in",
    }
}

vocabulary! {
    /// `honorifics`: what stands before a name.
    pub enum Honorific {
        /// A title, degree, rank or form of address.
        Title = "title",
        /// Words that lead from an office to a name: "yakni", "bernama".
        Link = "link",
    }
}

vocabulary! {
    /// The words that go on with the title of an office.
    pub enum DomainKind {
        /// A field of work.
        Word = "word",
        /// A body: Dinas, Badan.
        Agency = "agency",
        /// The number of a unit.
        Numeral = "numeral",
        /// Between two fields: "dan", "&".
        Joint = "joint",
    }
}

meaning! {
    /// `office_domains`: what goes on with the title of an office.
    pub struct OfficeDomain {
        /// What kind of word it is.
        value: DomainKind,
        /// `yes`: it is also a name of persons.
        name: Option<Yes>,
    }
}

// ---- Regions and places. ----

vocabulary! {
    /// Which kind of region a type word states.
    pub enum TypedLevel {
        /// Kabupaten.
        Kabupaten = "kabupaten",
        /// Kota.
        Kota = "kota",
        /// Provinsi.
        Provinsi = "provinsi",
        /// It does not say.
        Any = "any",
    }
}

impl TypedLevel {
    /// The kind, where it states one.
    pub fn level(self) -> Option<Level> {
        match self {
            TypedLevel::Kabupaten => Some(Level::Kabupaten),
            TypedLevel::Kota => Some(Level::Kota),
            TypedLevel::Provinsi => Some(Level::Province),
            TypedLevel::Any => None,
        }
    }
}

vocabulary! {
    /// What else a type word says.
    pub enum TypeSense {
        /// It means the government: Pemkab.
        Government = "government",
        /// It names both kinds at once: "Kabupaten dan Kota Magelang".
        Both = "both",
    }
}

meaning! {
    /// `type_words`: words that belong to the name of a region.
    pub struct TypeWord {
        /// The kind of region.
        value: TypedLevel,
        /// What else it says.
        sense: Option<TypeSense>,
    }
}

vocabulary! {
    /// `institutions`: when a name behind it is that of the institution and no region.
    pub enum Institution {
        /// Always, also with a type word between.
        Always = "always",
        /// Where no type word stands between.
        Bare = "bare",
        /// Right behind it, and where it is written with a capital.
        Adjacent = "adjacent",
        /// Right behind it: dishes, goods, peoples.
        Goods = "goods",
    }
}

vocabulary! {
    /// `place_prepositions`: what words before a region say of its part.
    pub enum PlaceWord {
        /// Something happens there.
        Place = "place",
        /// A noun that a region completes: "kantor", "warga".
        Noun = "noun",
        /// A region may follow without being a place of action.
        Other = "other",
    }
}

// ---- Numbers and dates. ----

meaning! {
    /// `numbers`: what a number word does in a numeral.
    pub struct NumberMeaning {
        /// What it does.
        kind: crate::text::NumberKind,
        /// Its value.
        value: Number<0, 1_000_000_000_000_000>,
    }
}

meaning! {
    /// `months`: the month.
    pub struct Month {
        /// Its number.
        value: Number<1, 12>,
        /// `yes`: an abbreviation, which without a year is a month only where it is written as a name.
        short: Option<Yes>,
    }
}

meaning! {
    /// `weekdays`, `date_weekdays_short`: the weekday.
    pub struct Weekday {
        /// Its number in ISO 8601, Monday is 1.
        value: Number<1, 7>,
    }
}

meaning! {
    /// `periods`: a part of a year.
    pub struct Period {
        /// How many months it has.
        value: Number<1, 6>,
    }
}

meaning! {
    /// `date_directions`: to which side of the day of publication a date lies.
    pub struct Direction {
        /// -1 before it, 0 in the same week, month or year, 1 behind it.
        value: Number<-1, 1>,
    }
}

meaning! {
    /// `year_relative`: a year told from the year of publication.
    pub struct YearOffset {
        /// How many years later.
        value: Number<-9, 9>,
    }
}

vocabulary! {
    /// A stretch of time to count in.
    pub enum Unit {
        /// Days.
        Day = "D",
        /// Weeks, from Monday.
        Week = "W",
        /// Months.
        Month = "M",
        /// Quarters of a year.
        Quarter = "Q",
        /// Years.
        Year = "Y",
    }
}

/// `-P1D`, `P0W`, `-P1Q`: a number of units, negative for the past; the duration of ISO 8601, with `Q` for quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration {
    /// How many.
    pub count: i32,
    /// Of what.
    pub unit: Unit,
}

impl Cell<'_> for Duration {
    const HOLDS: Holds = Holds::Duration;

    fn read(cell: &str) -> Option<Self> {
        let (sign, rest) = match cell.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, cell),
        };
        let rest = rest.strip_prefix('P')?;
        let (count, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
        let count = count.parse::<i32>().ok().filter(|count| *count >= 0)?;
        Some(Duration { count: sign * count, unit: Unit::parse(unit)? })
    }
}

meaning! {
    /// `relative_days`, `date_story_days`, `date_weeks`, `date_one_units`, `date_units`: what is counted from the day of publication, or
    /// from the day told before.
    pub struct DateOffset {
        /// How far, and on which side.
        value: Duration,
    }
}

vocabulary! {
    /// `date_parts`: a part of a month or year.
    pub enum DatePart {
        /// The beginning.
        Start = "start",
        /// The middle.
        Middle = "middle",
        /// The end.
        End = "end",
    }
}

vocabulary! {
    /// `date_to`: what stands between two dates.
    pub enum DateTo {
        /// All that lies between is meant too.
        Spans = "spans",
        /// The two: they are joined only where one follows the other.
        Joins = "joins",
    }
}

// ---- Counts. ----

/// What `count_approx` means.
pub type ApproxWord = Approx;

vocabulary! {
    /// How a unit counts regions.
    pub enum UnitSense {
        /// It counts the persons who lead them.
        Persons = "persons",
        /// It may be areas of another kind, that something is drawn from.
        Vague = "vague",
    }
}

meaning! {
    /// `count_units`: what a number counts.
    pub struct UnitWord {
        /// What is counted.
        value: CountUnit,
        /// How it counts regions.
        sense: Option<UnitSense>,
    }
}

vocabulary! {
    /// `count_came`: of whom words of coming say that they were there and not that they were chosen.
    pub enum Came {
        /// Of all.
        All = "all",
        /// Of persons; a programme too is "diikuti" by regions.
        People = "people",
    }
}

vocabulary! {
    /// `count_others`: which others a count is of.
    pub enum Others {
        /// Those beside the ones named.
        Beside = "beside",
        /// Those that were there before.
        Again = "again",
    }
}

vocabulary! {
    /// `count_totals`: on which side a number over several cohorts stands.
    pub enum Total {
        /// Behind.
        Before = "before",
        /// On either side.
        Beside = "beside",
    }
}

// ---- Choosing and signing. ----

vocabulary! {
    /// `signing_verbs`: how signing is said.
    pub enum SigningVerb {
        /// The signer stands before: "menandatangani".
        Active = "active",
        /// The signer stands behind: "ditandatangani".
        Passive = "passive",
        /// A noun: "penandatanganan".
        Noun = "noun",
        /// It counts only with an instrument before it in the sentence: "disahkan".
        Agreement = "agreement",
    }
}

vocabulary! {
    /// How far the name of an instrument says that something was signed.
    pub enum InstrumentSense {
        /// By itself: "MoU".
        Instrument = "instrument",
        /// By itself, but where a sentence without it speaks of an act, it is not what was signed: "komitmen".
        Pledge = "pledge",
        /// Only beside a word of signing, and then it is no instrument of the record: it is also given and received. "piagam".
        Charter = "charter",
        /// Only beside a word of signing, and then it is a nota kesepakatan: it is also what people agree on. "kesepakatan".
        Accord = "accord",
    }
}

meaning! {
    /// `instruments`: what is signed.
    pub struct Instrument {
        /// As records name it.
        value: String,
        /// How far it says that something was signed.
        sense: InstrumentSense,
        /// As a fact names what was signed, where that is something else; empty: the same, of a charter nothing.
        fact: Option<String>,
    }
}

impl Instrument {
    /// Whether it makes a signing by itself.
    pub fn is_strong(&self) -> bool {
        matches!(self.sense, InstrumentSense::Instrument | InstrumentSense::Pledge)
    }

    /// What a fact says was signed.
    pub fn of_fact(&self) -> Option<&str> {
        self.fact.as_deref().or_else(|| self.is_strong().then_some(self.value.as_str()))
    }

    /// Whether the words are also those of agreeing.
    pub fn is_accord(&self) -> bool {
        self.sense == InstrumentSense::Accord
    }
}

vocabulary! {
    /// `status`: what words before an act say of it.
    pub enum StatusWord {
        /// It is planned.
        Planned = "planned",
        /// Somebody is invited to it.
        Invited = "invited",
        /// It did not happen.
        Denied = "denied",
        /// Somebody hopes for it or makes it a condition: no fact at all.
        Hoped = "hoped",
    }
}

vocabulary! {
    /// `postponed`: what words behind a noun of signing say of it.
    pub enum Postponed {
        /// It is planned.
        Planned = "planned",
        /// It did not happen.
        Denied = "denied",
    }
}

vocabulary! {
    /// `level_words`: what stands behind a word for the level of an award.
    pub enum LevelWord {
        /// A level: those who reached it are a part of the winners.
        Part = "part",
        /// A level, or the award itself.
        Any = "any",
    }
}

// ---- Lists in a text. ----

vocabulary! {
    /// `list_openers`: what is opened.
    pub enum Opener {
        /// A list of members.
        Members = "members",
        /// A part of a list.
        Partial = "partial",
        /// A part of those spoken of in the sentence before, be it one: "di antaranya".
        Among = "among",
        /// The parts of an area.
        Area = "area",
        /// Where those come from or are who were spoken of before, or who were chosen.
        Origin = "origin",
        /// Those of a rank or class, where the words before name one.
        Rank = "rank",
    }
}

vocabulary! {
    /// `rumour_words`: what is said without being so.
    pub enum Rumour {
        /// Before what is only told: "kabar bahwa".
        Told = "told",
        /// Behind it: "dibantah".
        Refuted = "refuted",
    }
}

vocabulary! {
    /// `they_words`: how words point back to those named or counted before.
    pub enum They {
        /// By themselves: "mereka", "ketiganya".
        Alone = "alone",
        /// With what is counted behind: "ketiga daerah", "ke-25 kepala daerah".
        Number = "number",
    }
}

vocabulary! {
    /// `list_separators`: what stands behind.
    pub enum Separator {
        /// The next member of a list.
        Member = "member",
        /// The next of a ranking.
        Rank = "rank",
    }
}

// ---- Pages. ----

vocabulary! {
    /// `zone_related`, `zone_comment`, `zone_footer`, `zone_byline`, `zone_caption`, `zone_banner`: when words at the beginning
    /// of a line tell what it is for.
    pub enum LineMark {
        /// Always; of a banner, in a short line that is no sentence.
        Line = "line",
        /// At the beginning of a short line that is no sentence.
        Start = "start",
        /// With a colon behind.
        Colon = "colon",
        /// Where hardly anything follows, or a colon.
        Short = "short",
        /// With a colon behind or alone; the titles below belong to it.
        Block = "block",
        /// Where hardly anything follows, or a colon; all that is below belongs to it.
        Rest = "rest",
        /// Behind the words of a caption.
        Credit = "credit",
    }
}
