//! When: the days of events, and what the article says of its own time. The year of a cohort is weighed in `year`.

use super::case::Case;
use super::lists::FactLists;
use super::mentions::Mentions;
use crate::article::Article;
use crate::gazetteer::{Programmes, Selection, Unit};
use crate::mention::choice::choices;
use crate::mention::date::{Clues, DateMention, DateValue, Term, When, YearClue, YearKind};
use crate::mention::official::OfficialMention;
use crate::mention::years::{YearMention, YearWord};
use crate::mention::{Inference, Scene, Tokens, among, reaching};
use crate::record::{EvidenceKind, Inferred};
use crate::text::Shape;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// Dates and years that hold for the article as a whole.
#[derive(Debug, Default)]
pub struct Times {
    /// The year in which the article was written.
    pub(super) year: Option<YearOf>,
    /// The day of publication.
    pub(super) published: Option<Date>,
    /// Date mentions that can be the day of an event.
    pub events: Vec<usize>,
    /// Those among them that rather tell when somebody was asked or wrote about it.
    interviews: Vec<usize>,
    /// Any event date, when all of them lie in one year.
    pub(super) only_year: Option<usize>,
    /// Whether the article names one programme and no other.
    pub(super) only_programme: bool,
    /// Programmes named in a sentence with a word of awards.
    pub(super) awarded: HashSet<u32>,
    /// The programme that the article names most, with its first mention; `None` where two are named equally often.
    pub programme: Option<(u32, usize)>,
    /// The award that the article is about: what it names most, else the only award that it names; with a mention of it.
    pub(super) award: Option<(u32, usize)>,
    /// Years that stand right behind a programme's full name, each year once; by the programme.
    cohorts: YearsNamed,
    /// The one year that a sentence states behind a programme's full name.
    years_told: YearsNamed,
    /// The one year that the text states at all.
    pub(super) only_stated: Option<YearOf>,
}

/// The years told of each programme, each once with its place.
type YearsNamed = HashMap<u32, Vec<(i16, Tokens)>>;

/// Adds a year of a programme that was not told of it before.
fn add_year(named: &mut YearsNamed, programme: u32, year: i16, tokens: Tokens) {
    let years = named.entry(programme).or_default();
    if !years.iter().any(|(known, _)| *known == year) {
        years.push((year, tokens));
    }
}

/// A year with what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearOf {
    /// The year.
    pub year: i16,
    /// The evidence; `None` where it is stated for what it is asked of.
    pub by: Option<EvidenceKind>,
    /// Where the evidence stands.
    pub tokens: Option<Tokens>,
}

impl YearOf {
    pub(super) fn stated(year: i16) -> Self {
        YearOf { year, by: None, tokens: None }
    }

    pub(super) fn by(year: i16, by: EvidenceKind, tokens: Option<Tokens>) -> Self {
        YearOf { year, by: Some(by), tokens }
    }

    pub(super) fn plus(self, years: i16) -> Self {
        YearOf { year: self.year + years, ..self }
    }

    /// That `what` was inferred, if it was.
    pub fn inference(self, what: Inferred) -> Option<Inference> {
        Some(Inference::new(what, self.by?, self.tokens))
    }
}

/// How many tokens behind a programme's name its year can stand.
const PROGRAMME_YEAR: usize = 6;

/// What the article says about its own time.
pub fn article_clues(
    scene: Scene<'_, '_>,
    article: &Article<'_>,
    published: Option<Date>,
    mentions: &Mentions<'_>,
) -> Clues {
    let span = |tokens: Tokens| scene.text.span(tokens.0, tokens.1);
    let mut clues = Clues { published, ..Clues::default() };
    for year in &mentions.years {
        let tokens = (year.first, year.end);
        match year.year {
            YearWord::Stated(y) if !year.inside_date && !year.ahead => {
                let kind = if beside_programme(mentions, year) { YearKind::Cohort } else { YearKind::Stated };
                clues.years.push(YearClue { year: y, span: Some(span(tokens)), kind });
            }
            YearWord::Copyright(y) => clues.copyright = Some((y, span(tokens))),
            _ => {}
        }
    }
    if let Some(year) = article.source.url.as_deref().and_then(year_in_url) {
        clues.years.push(YearClue { year, span: None, kind: YearKind::Url });
    }
    // The same term says nothing more of another day.
    let mut known = HashSet::new();
    for official in mentions.officials.iter().filter(|o| !o.former) {
        let term = term(scene, official).filter(|term| known.insert(*term));
        clues.terms.extend(term.map(|(from, to)| Term { from, to, span: span((official.first, official.end)) }));
    }
    let mut seen = HashSet::new();
    for mention in &mentions.programmes {
        if seen.insert(mention.programme) {
            clues.programme_years.extend(years_of(&scene.gazetteer.programmes, mention.programme));
        }
    }
    clues
}

fn years_of(programmes: &Programmes, programme: u32) -> impl Iterator<Item = (i16, i16)> + '_ {
    programmes.get(programme).years.iter().copied()
}

/// The term in which a person held the office that the article gives, where the list knows both ends or one.
pub(super) fn term(scene: Scene<'_, '_>, official: &OfficialMention<'_>) -> Option<(Option<Date>, Option<Date>)> {
    let person = official.person?;
    let people = &scene.gazetteer.people;
    let mut terms = people
        .terms_of_person(person)
        .filter(|(number, t)| {
            // Count leaders and undated rows say nothing about a term.
            let dated = t.start.is_some() && !t.counted;
            dated
                && match t.region {
                    Some(_) => t.region == official.region,
                    None => people.central_holders(official.office).contains(number),
                }
        })
        .map(|(_, term)| term);
    let first = terms.next()?;
    let (mut from, mut to) = (first.start, first.end);
    for other in terms {
        from = from.min(other.start);
        to = if to.is_none() || other.end.is_none() { None } else { to.max(other.end) };
    }
    Some((from, to))
}

/// “…/2023/10/…”, “…/20220421/…”
fn year_in_url(url: &str) -> Option<i16> {
    url.split(['/', '-', '?', '=']).find_map(|part| {
        let digits = part.get(..4).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
        let whole = part.len() == 4 || part.len() == 8 && part.bytes().all(|b| b.is_ascii_digit());
        digits.parse().ok().filter(|y| whole && (2000..2100).contains(y))
    })
}

fn beside_programme(mentions: &Mentions<'_>, year: &YearMention) -> bool {
    reaching(&mentions.programmes, year.first)
        .iter()
        .any(|p| p.end <= year.first && year.first <= p.end + PROGRAMME_YEAR && p.support.is_none())
}

impl Times {
    /// Finds the article's year and the dates that can be days of events.
    pub fn new(
        scene: Scene<'_, '_>,
        lists: &FactLists,
        article: &Article<'_>,
        mentions: &Mentions<'_>,
        clues: &Clues,
    ) -> Self {
        let (mut events, mut interviews) = (Vec::new(), Vec::new());
        for (index, date) in mentions.dates.iter().enumerate() {
            let zone = scene.zones.of(date.first);
            if zone.makes_facts() && is_day(date) && (has_weekday(date) || !is_of_a_document(scene, lists, date.first))
            {
                events.push(index);
                if is_of_an_interview(scene, lists, mentions, date.first) {
                    interviews.push(index);
                }
            }
        }
        let latest = mentions
            .dates
            .iter()
            .filter_map(|d| d.settled.map(|when| (when, d)))
            .filter(|(when, _)| matches!(when, When::Day(_) | When::Days(..)))
            .max_by_key(|(when, _)| *when);
        let copyright = clues.copyright.filter(|(year, _)| {
            clues
                .terms
                .iter()
                .all(|t| t.from.is_none_or(|d| d.year() <= *year) && t.to.is_none_or(|d| d.year() >= *year))
        });
        // A page's copyright year that no year in the text bears out is the year of its template.
        let stated: Vec<i16> = clues.years.iter().map(|y| y.year).collect();
        let copyright = copyright.filter(|(year, _)| stated.is_empty() || stated.contains(year));
        let of_footer = mentions.years.iter().find(|y| matches!(y.year, YearWord::Copyright(_)));
        let year = article
            .published
            .map(|day| YearOf::by(day.year(), EvidenceKind::Published, None))
            .or_else(|| present_year(scene, lists, mentions))
            .or_else(|| {
                let (when, date) = latest?;
                Some(YearOf::by(when.year(), EvidenceKind::ArticleDate, Some((date.first, date.end))))
            })
            .or_else(|| {
                let year = article.source.url.as_deref().and_then(year_in_url)?;
                Some(YearOf::by(year, EvidenceKind::UrlYear, None))
            })
            .or_else(|| {
                let footer = of_footer.map(|year| (year.first, year.end));
                Some(YearOf::by(copyright?.0, EvidenceKind::CopyrightLine, footer))
            });
        let cohorts = cohorts(scene, lists, mentions);
        let years_told = years_told(scene, lists, mentions);
        let programmes = &mentions.programmes;
        let programme = most_named(mentions);
        let is_awarded = |first: usize| {
            let sentence = scene.text.sentences[scene.text.sentence_of(first)];
            (sentence.first..sentence.end).any(|at| scene.is(at, &lists.award_words))
        };
        Times {
            published: article.published,
            year,
            only_year: only_year(mentions, &events),
            only_programme: programmes.iter().all(|p| p.programme == programmes[0].programme),
            awarded: programmes.iter().filter(|p| is_awarded(p.first)).map(|p| p.programme).collect(),
            award: award(scene, mentions, programme),
            programme,
            events,
            interviews,
            cohorts,
            years_told,
            only_stated: only_stated(scene, lists, mentions),
        }
    }

    /// The first date among `tokens` that can be the day of an event.
    pub(super) fn first_event(&self, mentions: &Mentions<'_>, tokens: Tokens) -> Option<usize> {
        self.events_among(mentions, tokens).next()
    }

    /// Those dates among `tokens` that can be days of events.
    pub(super) fn events_among(&self, mentions: &Mentions<'_>, tokens: Tokens) -> impl Iterator<Item = usize> + Clone {
        let first = |date: usize| mentions.dates[date].first;
        let from = self.events.partition_point(|&date| first(date) < tokens.0);
        self.events[from..].iter().copied().take_while(move |&date| first(date) < tokens.1)
    }

    /// The years that stand right behind the full name of `programme`, each with its place.
    pub(super) fn cohorts_of(&self, programme: u32) -> impl Iterator<Item = (i16, Tokens)> {
        self.cohorts.get(&programme).into_iter().flatten().copied()
    }

    /// The years told in a sentence that names `programme` in full, each with its place.
    pub(super) fn years_told_of(&self, programme: u32) -> impl Iterator<Item = (i16, Tokens)> {
        self.years_told.get(&programme).into_iter().flatten().copied()
    }

    /// Whether date `date` rather tells when somebody was asked than when it happened.
    pub(super) fn is_interview(&self, date: usize) -> bool {
        self.interviews.binary_search(&date).is_ok()
    }
}

/// “Pada tahun 2018 ini”: the year that the text itself calls the present one.
fn present_year(scene: Scene<'_, '_>, lists: &FactLists, mentions: &Mentions<'_>) -> Option<YearOf> {
    let is_present = |year: &&YearMention| scene.is(year.end, &lists.this_words);
    let present = mentions.years.iter().filter(|year| !year.inside_date).find(is_present)?;
    Some(YearOf::by(present.stated()?, EvidenceKind::StatedYear, Some((present.first, present.end))))
}

fn is_day(date: &DateMention) -> bool {
    match date.value {
        DateValue::Point(point) => point.day.is_some() || point.weekday.is_some(),
        DateValue::Range(a, _) => a.day.is_some(),
        DateValue::Offset { unit, weekday, .. } => unit == Unit::Day || weekday.is_some() || date.value.is_from_told(),
        DateValue::Open => true,
    }
}

fn only_year(mentions: &Mentions<'_>, events: &[usize]) -> Option<usize> {
    let mut years = events.iter().filter_map(|&d| mentions.dates[d].settled.map(|when| (when.year(), d)));
    let (year, date) = years.next()?;
    years.all(|(other, _)| other == year).then_some(date)
}

/// No letter is dated with a weekday.
fn has_weekday(date: &DateMention) -> bool {
    matches!(date.value, DateValue::Point(point) if point.weekday.is_some())
}

fn most_named(mentions: &Mentions<'_>) -> Option<(u32, usize)> {
    let mut tally: Vec<(u32, usize, usize)> = Vec::new();
    for (index, p) in mentions.programmes.iter().enumerate() {
        match tally.iter_mut().find(|(programme, ..)| *programme == p.programme) {
            Some((_, count, _)) => *count += 1,
            None => tally.push((p.programme, 1, index)),
        }
    }
    let most = tally.iter().map(|t| t.1).max()?;
    let best: Vec<_> = tally.iter().filter(|t| t.1 == most).collect();
    if let [(programme, _, index)] = best[..] { Some((*programme, *index)) } else { None }
}

fn award(scene: Scene<'_, '_>, mentions: &Mentions<'_>, most: Option<(u32, usize)>) -> Option<(u32, usize)> {
    let is_award = |programme: &u32| scene.gazetteer.programmes.get(*programme).gives_awards();
    if let Some(most) = most.filter(|(programme, _)| is_award(programme)) {
        return Some(most);
    }
    let all = mentions.programmes.iter().enumerate().map(|(index, named)| (named.programme, index));
    let mut awards = all.filter(|(programme, _)| is_award(programme));
    let first = awards.next()?;
    awards.all(|(programme, _)| programme == first.0).then_some(first)
}

fn cohorts(scene: Scene<'_, '_>, lists: &FactLists, mentions: &Mentions<'_>) -> YearsNamed {
    let mut cohorts = YearsNamed::new();
    for p in mentions.programmes.iter().filter(|p| p.support.is_none()) {
        for year in among(&mentions.years, p.end, p.end + 4).map(|i| &mentions.years[i]) {
            let same_line = scene.text.line_of(p.first) == scene.text.line_of(year.first);
            if let YearWord::Stated(y) = year.year
                && (!year.of_assessment || year.first <= p.end)
                && !year.inside_date
                && !begins_a_stretch(scene, lists, year)
                && same_line
            {
                add_year(&mut cohorts, p.programme, y, (year.first, year.end));
            }
        }
    }
    cohorts
}

/// “hasil evaluasi SAKIP pemerintah kabupaten/kota wilayah I tahun 2019”: the one year that a sentence states behind the
/// programme's full name, further off than a cohort's.
fn years_told(scene: Scene<'_, '_>, lists: &FactLists, mentions: &Mentions<'_>) -> YearsNamed {
    let mut told = YearsNamed::new();
    for p in mentions.programmes.iter().filter(|p| p.support.is_none()) {
        let (first, end) = scene.sentence(p.first);
        let in_sentence = among(&mentions.years, first, end).map(|i| &mentions.years[i]);
        let mut stated = in_sentence.filter_map(|year| Some((year, year.stated()?)));
        if let (Some((year, value)), None) = (stated.next(), stated.next())
            && year.first >= p.end
            && !year.of_assessment
            && !year.inside_date
            && !begins_a_stretch(scene, lists, year)
        {
            add_year(&mut told, p.programme, value, (year.first, year.end));
        }
    }
    told
}

/// “atas laporan keuangan 2022”: the one year that the text states, days and beginnings left out.
fn only_stated(scene: Scene<'_, '_>, lists: &FactLists, mentions: &Mentions<'_>) -> Option<YearOf> {
    let usable = |year: &&YearMention| {
        !year.inside_date && !year.of_assessment && !year.ahead && !begins_a_stretch(scene, lists, year)
    };
    let mut stated =
        mentions.years.iter().filter(usable).filter_map(|year| Some((year.stated()?, (year.first, year.end))));
    let (year, tokens) = stated.next()?;
    stated.all(|(other, _)| other == year).then_some(YearOf::by(year, EvidenceKind::StatedYear, Some(tokens)))
}

/// How many words after "sejak" the year can stand in which something began.
const SINCE: usize = 5;

/// “sejak tahun 2018”: the year in which something began is no cohort's.
fn begins_a_stretch(scene: Scene<'_, '_>, lists: &FactLists, year: &YearMention) -> bool {
    let since = |at: usize| scene.longest(at, &lists.since_words).is_some();
    let near = (year.first.saturating_sub(2)..=year.first).any(since);
    // “sejak ia memimpin pada 2018”
    let words = scene.around((year.first, year.end)).before(SINCE);
    let apart = |from: usize| (from..year.first).any(|at| scene.text.tokens[at].shape == Shape::Mark);
    near || words.into_iter().any(|at| since(at) && !apart(at))
}

/// How many words behind the words of an interview its day can stand.
const INTERVIEW: usize = 10;

/// “… ketika dihubungi Rabu (9/5/2018)”, “dalam rilisnya, Selasa”: the day on which somebody was asked or wrote.
fn is_of_an_interview(scene: Scene<'_, '_>, lists: &FactLists, mentions: &Mentions<'_>, date: usize) -> bool {
    let asked = scene
        .around((date, date))
        .sentence()
        .before(INTERVIEW)
        .rfind(|&at| scene.longest(at, &lists.interview_words).is_some());
    asked.is_some_and(|at| among(&mentions.signings, at, date).is_empty())
}

/// “surat Nomor 265 tanggal 5 Mei 2017”, “tertanggal 31 Mei”: the date of a letter is no event.
fn is_of_a_document(scene: Scene<'_, '_>, lists: &FactLists, first: usize) -> bool {
    let from = first.saturating_sub(14);
    let before = (from..first)
        .rev()
        .take_while(|&at| !matches!(scene.printed(at), ";") && scene.text.tokens[at + 1].gap < crate::text::Gap::Line);
    let mut digits = false;
    for at in before {
        digits |= scene.text.tokens[at].shape == Shape::Digits;
        if digits && scene.is(at, &lists.law_words) {
            return true;
        }
        if scene.printed(at) == "."
            && scene.text.tokens[at + 1].gap == crate::text::Gap::Space
            && scene.text.tokens[at + 1].shape.is_capitalised()
            && at + 3 < first
        {
            return false;
        }
    }
    false
}

/// How many words behind an assessment its day can stand.
const ASSESSMENT_REACH: usize = 10;

impl<'m, 'a> Case<'m, 'a> {
    /// “asesmen tanggal 1-5 November 2021”: regions were looked at on that day for a cohort that may be of another year.
    pub(super) fn is_of_an_assessment(&self, date: usize) -> bool {
        let first = self.mentions.dates[date].first;
        let before = self.scene.around((first, first)).sentence().before(ASSESSMENT_REACH);
        choices(self.scene, &self.lists.selection, before.start, first)
            .last()
            .is_some_and(|c| matches!(c.value, Selection::Assessed | Selection::Result))
    }

    /// “sejak tahun 2018”: the year in which something began is no cohort's.
    pub(super) fn begins_a_stretch(&self, year: &YearMention) -> bool {
        begins_a_stretch(self.scene, self.lists, year)
    }
}
