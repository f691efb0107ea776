//! The words of the record: each field that takes one of a few words takes one of these. `docs/RECORD.md` has their tables
//! from here, so that nothing is written that is not explained.

#[cfg(feature = "schema")]
use crate::described_words;
use crate::vocabulary::Vocabulary;
use crate::{vocabulary, written_words};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

vocabulary! {
    /// The three kinds of region.
    pub enum Level {
        /// A province.
        Province = "provinsi",
        /// A kabupaten.
        Kabupaten = "kabupaten",
        /// A kota.
        Kota = "kota",
    }
}

vocabulary! {
    /// What gave the day of publication.
    #[non_exhaustive]
    pub enum PublishedBy {
        /// The source states it: a field of JSON, a column.
        Source = "source",
        /// The option `--published`.
        Option = "option",
        /// JSON-LD of the page.
        JsonLd = "json_ld",
        /// A `meta` element of the page.
        Meta = "meta",
        /// A `time` element of the article.
        Time = "time",
        /// The address of the page.
        Url = "url",
        /// A full date in the line about author and day, or in the page's header.
        Byline = "byline",
    }
}

vocabulary! {
    /// Whether it happened.
    #[non_exhaustive]
    pub enum FactStatus {
        /// It happened: meneken, telah menandatangani.
        Done = "done",
        /// It will, should or may happen: akan meneken, dijadwalkan meneken.
        Planned = "planned",
        /// The region was invited to it: diundang menandatangani.
        Invited = "invited",
        /// It did not happen, or not yet: belum meneken, batal menandatangani.
        Denied = "denied",
    }
}

vocabulary! {
    /// The part that a count plays.
    #[non_exhaustive]
    pub enum CountRole {
        /// One cohort, chosen, awarded, accompanied: 50 kabupaten/kota terpilih tahun 2022.
        Selected = "selected",
        /// Regions judged before the choice: asesmen terhadap 160 kabupaten dan kota.
        Assessed = "assessed",
        /// Regions invited: mengundang 100 kepala daerah.
        Invited = "invited",
        /// Several cohorts together: sejak 2017 sudah 191 kabupaten/kota.
        Total = "total",
        /// Anything else: the others ("bersama 24 daerah lain"), all regions of the country, targets, numbers whose part the
        /// text does not tell.
        Other = "other",
    }
}

vocabulary! {
    /// What is counted.
    #[non_exhaustive]
    pub enum CountUnit {
        /// Kabupaten and kota.
        KabupatenKota = "kabupaten/kota",
        /// Kabupaten.
        Kabupaten = "kabupaten",
        /// Kota.
        Kota = "kota",
        /// Provinces.
        Provinsi = "provinsi",
        /// Provinces, kabupaten and kota.
        All = "provinsi/kabupaten/kota",
        /// Regions, of which kind is not said.
        Daerah = "daerah",
        /// Areas.
        Wilayah = "wilayah",
        /// Governments of regions.
        Pemda = "pemda",
        /// Those who lead regions.
        KepalaDaerah = "kepala daerah",
    }
}

vocabulary! {
    /// The function of a stretch of text on the page.
    #[derive(Default)]
    pub enum Zone {
        /// A title line.
        Headline = "headline",
        /// Place and outlet before the first sentence.
        Dateline = "dateline",
        /// Who wrote the page, and when.
        Byline = "byline",
        /// Words under a picture.
        Caption = "caption",
        /// The report.
        Body = "body" (default),
        /// A link to another article.
        Related = "related",
        /// The comment form.
        Comment = "comment",
        /// Copyright line, share buttons, key words.
        Footer = "footer",
        /// Advertisements and page furniture.
        Banner = "banner",
    }
}

vocabulary! {
    /// How far a count is exact.
    pub enum Approx {
        /// About as many: sekitar 50.
        About = "about",
        /// As many or more: lebih dari 50 has the value 50.
        AtLeast = "at_least",
        /// As many or fewer: maksimal 50.
        AtMost = "at_most",
    }
}

vocabulary! {
    /// How precise a date is.
    pub enum Granularity {
        /// One day, `2022-04-21`, or several that are named one by one: 21-22 Februari 2019 is `2019-02-21/2019-02-22`.
        Day = "day",
        /// A month, `2022-04`: April 2022, pertengahan April 2022.
        Month = "month",
        /// A year, `2022`: tahun 2022.
        Year = "year",
        /// From one to another: pekan lalu is `2022-08-01/2022-08-07`, triwulan II 2022 `2022-04/2022-06`, tahun 2021-2024
        /// `2021/2024`.
        Interval = "interval",
    }
}

vocabulary! {
    /// In what way an office is held for the time being.
    pub enum Acting {
        /// Acting (pelaksana tugas).
        Plt = "plt",
        /// Caretaker (penjabat).
        Pj = "pj",
        /// For the day-to-day business (pelaksana harian).
        Plh = "plh",
        /// For a time (penjabat sementara).
        Pjs = "pjs",
    }
}

vocabulary! {
    /// How people met.
    #[non_exhaustive]
    pub enum Mode {
        /// Over a distance: Zoom, daring.
        Virtual = "virtual",
        /// In one place: tatap muka, luring.
        InPerson = "in_person",
    }
}

vocabulary! {
    /// A doubt or contradiction.
    #[non_exhaustive]
    pub enum FindingType {
        /// The day was another weekday: Rabu (21/4/2022).
        WeekdayMismatch = "weekday_mismatch",
        /// There is no such day, or it cannot be meant: 31 April 2022, 22/05/3017.
        ImpossibleDate = "impossible_date",
        /// The parts of a sum do not add up to the total stated: 110 kabupaten/kota, of them 25 in 2017, 50 in 2018, 25 in 2019.
        TotalMismatch = "total_mismatch",
        /// A list has not as many members as the text announces: lima kabupaten/kota, and four names.
        ListSizeMismatch = "list_size_mismatch",
        /// A number is another one in words than in digits: "10 (sembilan)".
        DigitsWordsMismatch = "digits_words_mismatch",
        /// "Bersama 50 lainnya" beside "50 kabupaten/kota": with the region itself they would be one more.
        OthersMismatch = "others_mismatch",
        /// The list has the official in this office at another time.
        OfficeDateMismatch = "office_date_mismatch",
        /// A name can be several regions, and nothing in the article tells which.
        AmbiguousRegion = "ambiguous_region",
    }
}

vocabulary! {
    /// A value that was inferred and not read.
    #[non_exhaustive]
    pub enum Inferred {
        /// The year of a date or of a count.
        Year = "year",
        /// The day; of a fact: which day of the article is its own.
        Date = "date",
        /// The year of a fact's date.
        DateYear = "date.year",
        /// The year of a fact's cohort, which is not stated for it.
        CohortYear = "cohort_year",
        /// Which region a name means; of a fact: whom a sentence without a region speaks of.
        Region = "region",
        /// Which programme general words mean; of a fact: what a sentence without a programme speaks of.
        Programme = "programme",
        /// Which person of the list a name means.
        Person = "person",
        /// That the region is a member at all.
        Membership = "membership",
        /// What was signed.
        Instrument = "instrument",
        /// Who signed.
        Signatories = "signatories",
        /// With whom.
        Counterparties = "counterparties",
        /// Where it happened.
        Place = "place",
        /// How people met.
        Mode = "mode",
    }
}

vocabulary! {
    /// What an inferred value rests on.
    #[non_exhaustive]
    pub enum EvidenceKind {
        /// Read backwards or counted from the day of publication.
        Published = "published",
        /// Only some years have that day on that weekday.
        Weekday = "weekday",
        /// A full date in the same article.
        ArticleDate = "article_date",
        /// A year in the running text.
        StatedYear = "stated_year",
        /// A year beside the programme's name.
        CohortYear = "cohort_year",
        /// The year in the address of the page.
        UrlYear = "url_year",
        /// An official is named in an office that was held in those years only.
        OfficialTerm = "official_term",
        /// The years in which the programme took in regions.
        ProgrammeYears = "programme_years",
        /// The year of the copyright line, the weakest of all.
        CopyrightLine = "copyright_line",
        /// The year of the event.
        EventDate = "event_date",
        /// The year that the sentence before states, to which words such as "waktu itu" point.
        SentenceBefore = "sentence_before",
        /// The year stated before in the sentence, to which words such as "saat itu" point.
        BackThen = "back_then",
        /// The only way to read the figures: 04/21/2022 has the month first.
        OnlyReading = "only_reading",
        /// The day told before, from which "keesokan harinya" and its like count.
        DayTold = "day_told",
        /// A bare weekday that a full date of the article explains.
        SameWeekday = "same_weekday",
        /// It stands in the sentence before or behind, or in another one about the same event.
        NeighbourSentence = "neighbour_sentence",
        /// The day or other party of the signing told before, for those who signed beside.
        SameEvent = "same_event",
        /// The one day that sentences about the instrument give.
        OnlyDayOfSigning = "only_day_of_signing",
        /// The one day that the article gives at all, days of interviews left out.
        OnlyDayOfTheArticle = "only_day_of_the_article",
        /// Another mention of the same name says which region it is.
        OtherMention = "other_mention",
        /// The province named beside it or in the article.
        Province = "province",
        /// An official named, whose region is known.
        Official = "official",
        /// A name alone on its line, over regions of that province.
        ListBelow = "list_below",
        /// A word for the kind of region that holds for its list: that of a member before, "Kabupaten Gresik, Mojokerto", or the
        /// one kind that the words before or above the list name, "kategori kota: Bekasi".
        ListType = "list_type",
        /// A neighbour in the list, of the same province.
        NeighbourInList = "neighbour_in_list",
        /// The other region of that name is a member of the same list.
        OtherOfThePairListed = "other_of_the_pair_listed",
        /// Most of its list stands in one cohort of `gazetteers/cohorts`, and of the regions of that name one does; the place
        /// is the programme's.
        CohortList = "cohort_list",
        /// The article introduces the letters: "Kabupaten Sumbawa Barat (KSB)".
        IntroducedInText = "introduced_in_text",
        /// The sentence names none and speaks of the region that the article is about.
        ArticleSubject = "article_subject",
        /// The sentence names none and points to the one region that the sentence before names.
        RegionBefore = "region_before",
        /// The list has this person in this office of one region.
        KnownOfficial = "known_official",
        /// The programme's full name stands in the article.
        FullName = "full_name",
        /// The organisation that runs the programme is named, and somebody signs or is chosen.
        Owner = "owner",
        /// The sentence names none and speaks of the programme that the article is about.
        Article = "article",
        /// Somebody signs who holds an office of that organisation.
        SignatoryOffice = "signatory_office",
        /// The agreement is of a programme that this organisation runs, and nobody else is named as the other party.
        ProgrammeOwner = "programme_owner",
        /// The holder of an office signs, whom the article names elsewhere.
        HolderNamed = "holder_named",
        /// A building or room is named where all met, and no screen.
        Venue = "venue",
        /// A name in the list that differs in spelling only, of a holder of the same office.
        SimilarName = "similar_name",
        /// It signed the agreement by which regions join that programme.
        Signing = "signing",
        /// It was given a grade that honours it, in an evaluation whose grades are its award.
        Grade = "grade",
    }
}

written_words! {
    Level PublishedBy FactStatus CountRole CountUnit Approx Granularity Acting Mode FindingType Inferred EvidenceKind Zone
}

#[cfg(feature = "schema")]
described_words! {
    Level PublishedBy FactStatus CountRole CountUnit Approx Granularity Acting Mode FindingType Inferred EvidenceKind Zone
}

impl Default for Granularity {
    /// What a date says that does not say how precise it is.
    fn default() -> Self {
        Granularity::Day
    }
}

impl Default for CountRole {
    /// What a count says that does not say which part it plays.
    fn default() -> Self {
        CountRole::Other
    }
}

impl Default for FactStatus {
    /// What a fact says that does not say whether it happened.
    fn default() -> Self {
        FactStatus::Done
    }
}

/// A word of a set that grows: one that this version knows, or another one as it stands in a record that something else
/// wrote.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word<'a, V> {
    /// One of the set.
    Known(V),
    /// Any other.
    Other(Cow<'a, str>),
}

impl<V> From<V> for Word<'_, V> {
    fn from(word: V) -> Self {
        Word::Known(word)
    }
}

impl<V: PartialEq> PartialEq<V> for Word<'_, V> {
    fn eq(&self, other: &V) -> bool {
        matches!(self, Word::Known(word) if word == other)
    }
}

impl<V: Vocabulary> Word<'_, V> {
    /// The word.
    pub fn as_str(&self) -> &str {
        match self {
            Word::Known(word) => word.as_str(),
            Word::Other(word) => word,
        }
    }
}

impl<V: Vocabulary> fmt::Display for Word<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<V: Vocabulary> Serialize for Word<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, V: Vocabulary> Deserialize<'de> for Word<'_, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any<V>(PhantomData<V>);

        impl<V: Vocabulary> Visitor<'_> for Any<V> {
            type Value = Word<'static, V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<Self::Value, E> {
                Ok(V::parse(word).map_or_else(|| Word::Other(Cow::Owned(word.to_owned())), Word::Known))
            }
        }

        deserializer.deserialize_str(Any(PhantomData))
    }
}

#[cfg(feature = "schema")]
impl<V: schemars::JsonSchema> schemars::JsonSchema for Word<'_, V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        V::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        V::json_schema(generator)
    }
}
