//! Annotated articles, as people write them: what stands where in the text, and what it says. Slips are told, all at once;
//! nothing that is not understood is passed over.

use super::facts::TYPES;
use super::fields::{Fields, Reading};
use super::name::Name;
use super::span::Span;
use petik_core::gazetteer::Regions;
use petik_core::record::{CountRole, FactStatus, FactType, Mode};
use petik_core::{Error, Result, vocabulary};
use std::collections::HashMap;

/// The annotated articles of a file.
#[derive(Debug, Clone, Default)]
pub struct Annotations {
    pub(super) articles: Vec<ArticleAnnotation>,
}

/// What people say of one article.
#[derive(Debug, Clone, Default)]
pub struct ArticleAnnotation {
    pub(super) id: String,
    pub(super) regions: Vec<Region>,
    pub(super) dates: Vec<Date>,
    pub(super) counts: Vec<Count>,
    pub(super) officials: Vec<Official>,
    pub(super) programmes: Vec<Option<Span>>,
    pub(super) facts: Vec<Fact>,
    /// Facts that are wrong, where the article is annotated fact by fact: then nothing is said of any other.
    pub(super) rejected: Option<Vec<Fact>>,
    /// Spans that are left open.
    pub(super) unscored: Vec<Span>,
}

vocabulary! {
    /// What a region does in an article.
    enum RegionRole {
        /// It takes part in what is told.
        Participant = "participant",
        /// It is a place.
        Place = "place",
        /// Anything else.
        Other = "other",
    }
}

/// A region at its first mention.
#[derive(Debug, Clone)]
pub(super) struct Region {
    pub(super) span: Option<Span>,
    pub(super) code: Option<String>,
}

/// A day; one without a value cannot be settled.
#[derive(Debug, Clone)]
pub(super) struct Date {
    pub(super) span: Option<Span>,
    pub(super) days: Vec<String>,
}

/// A count of regions.
#[derive(Debug, Clone)]
pub(super) struct Count {
    pub(super) span: Option<Span>,
    pub(super) value: Option<i64>,
    pub(super) role: Option<CountRole>,
}

/// A person named with an office.
#[derive(Debug, Clone)]
pub(super) struct Official {
    pub(super) span: Option<Span>,
    pub(super) name: Name,
}

/// One thing that the article says.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    pub(super) kind: FactType<'static>,
    /// As written, for messages.
    pub(super) region: Option<String>,
    /// The region by its code.
    pub(super) code: Option<String>,
    pub(super) value: Option<i64>,
    /// Days of a signing, years of other facts that are right; `None`: that none is given.
    pub(super) when: Vec<Option<String>>,
    /// Years of the cohort that are right.
    pub(super) years: Vec<Option<String>>,
    /// The programme that it belongs to, as written.
    pub(super) programme: Option<String>,
    pub(super) slots: Slots,
}

/// What else a fact says; a slot that is not annotated is `None` and not scored.
#[derive(Debug, Clone, Default)]
pub(super) struct Slots {
    pub(super) programme: Option<Slot>,
    pub(super) instrument: Slot,
    pub(super) signatories: Slot,
    pub(super) counterparty: Option<Slot>,
    pub(super) mode: Option<Slot>,
    pub(super) place: Option<Slot>,
}

/// What is wanted in a slot, and what is right besides.
#[derive(Debug, Clone, Default)]
pub(super) struct Slot {
    pub(super) wanted: Vec<String>,
    pub(super) accepted: Vec<String>,
}

/// Names of regions to their codes.
type Codes = HashMap<String, Option<String>>;

impl Annotations {
    /// Reads the annotated articles in `text`, one JSON object after the other. `file` names it in messages. `text_of` gives
    /// the text of an article by its id, where it is at hand: then every annotated surface must stand at its offset.
    ///
    /// # Errors
    ///
    /// [`Error::Lists`] with every slip: what is no JSON, unknown fields and words, values of another type, regions that are
    /// neither a code nor a name, surfaces that do not stand at their offset.
    pub fn read<'x>(
        file: &str,
        text: &str,
        regions: &Regions,
        text_of: impl Fn(&str) -> Option<&'x str>,
    ) -> Result<Self> {
        let mut all = Annotations::default();
        let mut reading = Reading::new(file, text);
        let objects = reading.objects();
        // Facts name regions by name; the regions of all articles together say which code that is.
        let mut codes: Codes = regions.iter().map(|(_, one)| (one.full_name.clone(), Some(one.code.clone()))).collect();
        let mut quiet = Reading::new(file, text);
        for region in objects.iter().flat_map(|article| article.list("regions", &mut quiet)).collect::<Vec<_>>() {
            if let Some(name) = region.value::<String>("name", "", &mut quiet) {
                codes.insert(name, region.value("kode", "", &mut quiet));
            }
        }
        for object in &objects {
            let article = Article { regions, codes: &codes, points: None };
            all.articles.extend(article.read(object, &text_of, &mut reading));
        }
        if reading.faults.is_empty() { Ok(all) } else { Err(Error::Lists(reading.faults)) }
    }

    /// The articles of several files together.
    pub fn join(all: impl IntoIterator<Item = Annotations>) -> Self {
        Annotations { articles: all.into_iter().flat_map(|one| one.articles).collect() }
    }
}

impl ArticleAnnotation {
    /// Id of the article.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether single facts are settled and nothing is said of what else the article tells. Such annotations teach, and cannot
    /// be scored against: of a fact that they lack nobody knows whether it is wrong.
    pub fn is_by_fact(&self) -> bool {
        self.rejected.is_some()
    }
}

impl Annotations {
    /// The annotated articles in the order of their files.
    pub fn articles(&self) -> &[ArticleAnnotation] {
        &self.articles
    }
}

/// What the annotation of one article is held against.
struct Article<'r> {
    regions: &'r Regions,
    codes: &'r Codes,
    /// The text, by code points.
    points: Option<Vec<char>>,
}

const ARTICLE: [&str; 10] =
    ["id", "category", "main_region", "regions", "dates", "counts", "officials", "programmes", "facts", "ambiguous"];
const FACT: [&str; 16] = [
    "type",
    "status",
    "programme",
    "programme_id",
    "region",
    "date",
    "cohort_year",
    "year",
    "value",
    "unit",
    "instrument",
    "signatories",
    "counterparty",
    "counterparty_id",
    "mode",
    "place",
];

impl Article<'_> {
    fn read<'t, 'x>(
        mut self,
        object: &Fields<'t>,
        text_of: impl Fn(&str) -> Option<&'x str>,
        reading: &mut Reading<'t>,
    ) -> Option<ArticleAnnotation> {
        object.check(&[&ARTICLE[..], &["rejected", "other_signings", "text", "url"]].concat(), reading);
        let id: String = object.needed("id", "the id of the article", reading)?;
        self.points = text_of(&id).map(|text| text.chars().collect());
        object.value::<String>("category", "a word", reading);
        self.named(object, "main_region", reading);
        let regions = object.list("regions", reading).iter().map(|one| self.region(one, reading)).collect();
        let dates = object.list("dates", reading).iter().map(|one| self.date(one, reading)).collect();
        let counts = object.list("counts", reading).iter().map(|one| self.count(one, reading)).collect();
        let officials =
            object.list("officials", reading).iter().filter_map(|one| self.official(one, reading)).collect();
        let programmes = object.list("programmes", reading).iter().map(|one| self.programme(one, reading)).collect();
        let facts = object.list("facts", reading).iter().filter_map(|one| self.fact(one, reading)).collect();
        let rejected = object.list("rejected", reading);
        let rejected = rejected.iter().filter_map(|one| self.fact(one, reading)).collect();
        let unscored = object.list("ambiguous", reading).iter().filter_map(|one| self.open(one, reading)).collect();
        for signing in object.list("other_signings", reading) {
            signing.check(&["text", "start", "region", "kode", "programme_id", "status"], reading);
            self.surface(&signing, reading);
            self.named(&signing, "region", reading);
            signing.word::<FactStatus>("status", reading);
        }
        let rejected = object.get("rejected").filter(|raw| raw.get() != "null").map(|_| rejected);
        Some(ArticleAnnotation { id, regions, dates, counts, officials, programmes, facts, rejected, unscored })
    }

    fn region(&self, one: &Fields<'_>, reading: &mut Reading<'_>) -> Region {
        one.check(&["text", "start", "name", "kode", "role"], reading);
        one.needed::<String>("name", "the name of a region", reading);
        one.word::<RegionRole>("role", reading);
        let code: Option<String> = one.value("kode", "a code", reading);
        if let Some(code) = &code {
            one.known("kode", code, self.regions.by_code(code), "the code of a region", reading);
        }
        Region { span: self.surface(one, reading), code }
    }

    fn date(&self, one: &Fields<'_>, reading: &mut Reading<'_>) -> Date {
        one.check(&["text", "start", "iso", "iso_end"], reading);
        let days = ["iso", "iso_end"].into_iter().filter_map(|field| Self::day(one, field, reading)).collect();
        Date { span: self.surface(one, reading), days }
    }

    fn count(&self, one: &Fields<'_>, reading: &mut Reading<'_>) -> Count {
        one.check(&["text", "start", "value", "unit", "year", "role"], reading);
        one.value::<i64>("year", "a year", reading);
        let value = one.value("value", "a whole number", reading);
        Count { span: self.surface(one, reading), value, role: one.word("role", reading) }
    }

    fn official(&self, one: &Fields<'_>, reading: &mut Reading<'_>) -> Option<Official> {
        one.check(&["text", "start", "name", "office", "region"], reading);
        self.named(one, "region", reading);
        let span = self.surface(one, reading);
        let name: String = one.needed("name", "the name of a person", reading)?;
        Some(Official { span, name: Name::of(&name) })
    }

    fn programme(&self, one: &Fields<'_>, reading: &mut Reading<'_>) -> Option<Span> {
        one.check(&["text", "start", "programme"], reading);
        self.surface(one, reading)
    }

    fn open(&self, one: &Fields<'_>, reading: &mut Reading<'_>) -> Option<Span> {
        one.check(&["text", "start"], reading);
        one.get("text")?;
        self.surface(one, reading)
    }

    fn fact(&self, one: &Fields<'_>, reading: &mut Reading<'_>) -> Option<Fact> {
        one.check(&[&FACT[..], &["level"]].concat(), reading);
        let kind: String = one.needed("type", "the type of a fact", reading)?;
        let scored = TYPES.iter().find(|scored| scored.as_str() == kind).cloned();
        let kind = one.known("type", &kind, scored, "one of signing, membership, cohort_size", reading)?;
        let (region, code) = self.named(one, "region", reading).unzip();
        let year = |year: Option<i64>| year.map(|year| year.to_string());
        let mut years = vec![year(one.value("cohort_year", "a year", reading))];
        let more: Option<Vec<Option<i64>>> = one.value("year_accept", "a list of years", reading);
        years.extend(more.into_iter().flatten().map(year));
        let when = match kind {
            FactType::Signing => {
                let more: Option<Vec<Option<String>>> = one.value("date_accept", "a list of days", reading);
                let date: Option<String> = one.value("date", "a day", reading);
                [date].into_iter().chain(more.into_iter().flatten()).collect()
            }
            _ => years.clone(),
        };
        for day in when.iter().flatten().filter(|_| kind == FactType::Signing) {
            let field = if is_day(day) { continue } else { "date" };
            one.known(field, day, None::<()>, "a day such as 2022-04-21", reading);
        }
        let programme: Option<String> = one.value("programme", "the name of a programme", reading);
        Some(Fact {
            kind,
            region,
            code: code.flatten(),
            value: one.value("value", "a whole number", reading),
            when,
            years,
            programme: programme.filter(|programme| !programme.is_empty()),
            slots: slots(one, reading),
        })
    }

    /// The region that a field names, by name or code: as written, and its code.
    fn named(&self, one: &Fields<'_>, field: &str, reading: &mut Reading<'_>) -> Option<(String, Option<String>)> {
        let written: String = one.value(field, "the name of a region, or its code", reading)?;
        let by_code = self.regions.by_code(&written).map(|_| Some(written.clone()));
        let found = self.codes.get(&written).cloned().or(by_code);
        let code = one.known(field, &written, found, "the name of a region, or its code", reading)?;
        Some((written, code))
    }

    /// Where a surface stands; where the text is at hand, the words must stand there.
    fn surface(&self, one: &Fields<'_>, reading: &mut Reading<'_>) -> Option<Span> {
        let start: Option<usize> = one.value("start", "an offset in code points", reading);
        let text: Option<String> = one.value("text", "words of the text", reading);
        let (start, text) = (start?, text?);
        let end = start + text.chars().count();
        if let Some(points) = &self.points {
            let there = points.get(start..end).map(|there| there.iter().collect::<String>());
            if there.as_ref() != Some(&text) {
                let there =
                    there.map_or_else(|| "the text ends before".to_owned(), |there| format!("there stands {there:?}"));
                reading.fault(one.raw(), format!("{text:?} does not stand at {start}-{end}; {there}"));
            }
        }
        Some((start, end))
    }

    fn day(one: &Fields<'_>, field: &str, reading: &mut Reading<'_>) -> Option<String> {
        let day: String = one.value(field, "a day", reading)?;
        let known = is_day(&day).then_some(day.clone());
        one.known(field, &day, known, "a day such as 2022-04-21", reading)
    }
}

/// Whether it is an ISO day, or two with a slash between them.
fn is_day(days: &str) -> bool {
    let is_one = |day: &str| {
        let mut parts = day.splitn(3, '-').map(|part| (part.len(), part.parse::<u16>().ok()));
        let mut part = |length, range: std::ops::RangeInclusive<u16>| {
            parts.next().is_some_and(|(long, number)| long == length && number.is_some_and(|n| range.contains(&n)))
        };
        part(4, 1..=9999) && part(2, 1..=12) && part(2, 1..=31)
    };
    days.split('/').count() <= 2 && days.split('/').all(is_one)
}

fn slots(one: &Fields<'_>, reading: &mut Reading<'_>) -> Slots {
    let mut slot = |field: &str| {
        let wanted = one.words(field, reading);
        let accepted = one.words(&format!("{field}_accept"), reading).unwrap_or_default();
        wanted.map(|wanted| Slot { wanted, accepted })
    };
    let slots = Slots {
        programme: slot("programme_id"),
        instrument: slot("instrument").unwrap_or_default(),
        signatories: slot("signatories").unwrap_or_default(),
        counterparty: slot("counterparty_id"),
        mode: slot("mode"),
        place: slot("place"),
    };
    if slots.mode.as_ref().is_some_and(|mode| !mode.wanted.is_empty()) {
        one.word::<Mode>("mode", reading);
    }
    slots
}
