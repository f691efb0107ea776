//! The year of a cohort: every year that the article gives is a candidate, every piece of evidence adds to the sum of one, and
//! the best must lead by a margin. What it rests on most stands in `derived`; where two years are as likely, none is taken.

use super::case::Case;
use super::time::YearOf;
use crate::gazetteer::{Decision, Feature, Sum};
use crate::mention::years::{YearMention, YearWord};
use crate::mention::{Rejections, Tokens, among};
use crate::record::{CountRole, EvidenceKind};
use crate::text::Shape;

/// How much the best year must lead by.
const MARGIN: i32 = 2;
/// How many tokens behind a programme's name its year can stand.
const PROGRAMME_YEAR: usize = 6;
/// How many tokens before a year of the sentence the programme's name is looked for.
const NAME_REACH: usize = 24;

/// Of what a year is asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    /// The token at which the fact is told.
    pub(super) at: usize,
    /// The programme mention that it is about.
    pub(super) programme: Option<usize>,
    /// The date of the event.
    pub(super) date: Option<usize>,
    /// Whether the fact is the event of that day, and no choice that was told on it.
    pub(super) is_the_event: bool,
}

/// A candidate with its evidence.
struct Candidate {
    year: YearOf,
    /// How much the strongest piece of evidence added: that is what `year` says it rests on.
    strongest: i32,
    sum: Sum,
}

/// The candidates of one question.
struct Candidates<'m, 'a> {
    case: Case<'m, 'a>,
    asked: Asked,
    all: Vec<Candidate>,
}

impl<'m, 'a> Case<'m, 'a> {
    /// The year of the cohort of the fact that is told.
    pub(super) fn cohort_year(&self, asked: Asked, rejections: &mut Rejections) -> Option<YearOf> {
        let mut candidates = Candidates { case: *self, asked, all: Vec::new() };
        candidates.of_the_sentence();
        candidates.of_the_sentence_before();
        candidates.of_the_programme();
        candidates.of_the_event();
        candidates.of_the_article();
        candidates.best(rejections)
    }

    /// The year of the cohort of which words at token `at` say who belongs to it.
    pub(super) fn membership_year(
        &self,
        programme: Option<usize>,
        at: usize,
        rejections: &mut Rejections,
    ) -> Option<YearOf> {
        let date = self.date_at(at).map(|found| found.date).or(self.times.only_year);
        self.cohort_year(Asked { at, programme, date, is_the_event: false }, rejections)
    }

    /// “WTP pada tahun 2014, 2015 dan 2016”: the years of the series in the sentence of token `at` that `year` belongs to; that
    /// year alone where there is none.
    pub(super) fn series(&self, at: usize, year: i16) -> Vec<i16> {
        let (first, end) = self.sentence(at);
        let years = &self.mentions.years;
        let joined = |from: usize, to: usize| {
            from < to
                && (from..to).all(|at| self.scene.printed(at) == "," || self.scene.is(at, &self.lists.list_separators))
        };
        let mut series: Vec<i16> = Vec::new();
        let mut past = None;
        for mention in among(years, first, end).map(|i| &years[i]) {
            let Some(stated) = mention.stated().filter(|_| !mention.inside_date && !mention.of_assessment) else {
                continue;
            };
            if !past.is_some_and(|past| joined(past, mention.first)) {
                if series.contains(&year) {
                    break;
                }
                series.clear();
            }
            series.push(stated);
            past = Some(mention.end);
        }
        if series.contains(&year) { series } else { vec![year] }
    }

    /// “… lima kali menyandang predikat KLA. Yakni pada tahun 2012, 2013, 2015, 2017, 2018.”: the years that the sentence behind
    /// that of token `at` is made of, and that sentence.
    pub(super) fn series_behind(&self, at: usize) -> Option<(Vec<i16>, Tokens)> {
        let (scene, lists) = (self.scene, self.lists);
        let sentence = *scene.text.sentences.get(scene.text.sentence_of(at) + 1)?;
        let opener = |at: usize| {
            let opener = scene.longest(at, &lists.list_openers).map(|(end, _)| end);
            opener.max(scene.longest(at, &lists.list_announcers).map(|(end, _)| end))
        };
        let mut at = opener(sentence.first)?;
        let mut series = Vec::new();
        while at < sentence.end {
            let named = among(&self.mentions.years, at, at + 1).next().map(|i| &self.mentions.years[i]);
            at = match named {
                Some(year) => {
                    series.push(self.year_said(year)?.year);
                    year.end
                }
                None if scene.text.tokens[at].shape == Shape::Mark
                    || scene.is(at, &lists.list_separators)
                    || scene.longest(at, &lists.place_prepositions).is_some() =>
                {
                    at + 1
                }
                None => return None,
            };
        }
        (series.len() >= 2).then_some((series, (sentence.first, sentence.end)))
    }

    /// The year that a record gives for a count: the one stated for it, else that of the cohort told of around it.
    pub fn year_of_count(&self, count: usize) -> Option<YearOf> {
        let mention = &self.mentions.counts[count];
        let at = mention.first;
        let stated = self.count_year(count);
        if stated.is_some() || mention.role != CountRole::Selected {
            return stated.or_else(|| self.year_pointed_back_to(at));
        }
        let date = self.date_at(at).map(|found| found.date);
        let programme = self.programme_at(at).map(|found| found.mention);
        self.cohort_year(Asked { at, programme, date, is_the_event: false }, &mut Rejections::new(false))
    }

    /// “sejak 2017, saat itu ada sekitar 100 kabupaten”: words between a year and the count point back to it.
    fn year_pointed_back_to(&self, count: usize) -> Option<YearOf> {
        let (first, _) = self.sentence(count);
        let years = &self.mentions.years;
        let year = among(years, first, count).map(|i| &years[i]).next_back()?;
        let points_back = (year.end..count).any(|at| self.scene.longest(at, &self.lists.back_then).is_some());
        let stated = year.stated().filter(|_| points_back)?;
        Some(YearOf::by(stated, EvidenceKind::BackThen, Some((year.first, year.end))))
    }

    /// The year stated for a count.
    pub(super) fn count_year(&self, count: usize) -> Option<YearOf> {
        self.year_said(&self.mentions.years[self.mentions.counts[count].year?])
    }

    /// The year that a mention means.
    fn year_said(&self, year: &YearMention) -> Option<YearOf> {
        match year.year {
            YearWord::Stated(year) | YearWord::Copyright(year) => Some(YearOf::stated(year)),
            YearWord::Relative(offset) => self.times.year.map(|year| year.plus(offset)),
        }
    }
}

impl Candidates<'_, '_> {
    /// Adds a piece of evidence to the year that it speaks for.
    fn add(&mut self, year: YearOf, feature: Feature) {
        let weights = &self.case.scene.gazetteer.weights;
        let weight = weights.of(feature);
        let known = self.all.iter().position(|candidate| candidate.year.year == year.year);
        let number = known.unwrap_or_else(|| {
            let mut sum = Sum::new(weights, Decision::Year);
            sum.add(weights, Feature::YearOutsideProgramme, !self.ran_in(year.year));
            self.all.push(Candidate { year, strongest: i32::MIN, sum });
            self.all.len() - 1
        });
        let candidate = &mut self.all[number];
        candidate.sum.add(weights, feature, true);
        if weight > candidate.strongest {
            (candidate.year, candidate.strongest) = (year, weight);
        }
    }

    /// Whether the programme ran in `year`, as far as the list knows.
    fn ran_in(&self, year: i16) -> bool {
        let programme = self.asked.programme.map(|mention| self.case.mentions.programmes[mention].programme);
        let Some(programme) = programme.map(|number| self.case.scene.gazetteer.programmes.get(number)) else {
            return true;
        };
        programme.years.is_empty() || programme.years.iter().any(|&(from, to)| (from..=to).contains(&year))
    }

    /// Years of the sentence: beside the programme's name, near the words, or where a stretch began.
    fn of_the_sentence(&mut self) {
        let case = self.case;
        let (first, end) = case.sentence(self.asked.at);
        let years = &case.mentions.years;
        let written = |y: &YearMention| y.end <= end && !y.inside_date && !matches!(y.year, YearWord::Copyright(_));
        let here: Vec<&YearMention> = among(years, first, end).map(|i| &years[i]).filter(|y| written(y)).collect();
        let usable = |y: &&&YearMention| !y.of_assessment && !self.begins(y);
        let nearest = here.iter().filter(usable).min_by_key(|y| y.first.abs_diff(self.asked.at)).map(|y| y.first);
        for year in here {
            let Some(said) = case.year_said(year) else { continue };
            let feature = if self.begins(year) {
                Feature::YearBegan
            } else if self.is_beside_programme(year, first) {
                Feature::YearBesideProgramme
            } else if year.of_assessment {
                continue;
            } else if self.asked.is_the_event {
                Feature::YearInSentenceOfSigning
            } else {
                Feature::YearInSentence
            };
            let tokens = Some((year.first, year.end));
            let said = match feature {
                Feature::YearBegan => YearOf::by(said.year, EvidenceKind::StatedYear, tokens),
                _ => said,
            };
            self.add(said, feature);
            if nearest == Some(year.first) {
                self.add(said, Feature::YearNearest);
            }
        }
    }

    /// “sejak tahun 2018”: the year of a stretch, unless it stands right before the words that it dates.
    fn begins(&self, year: &YearMention) -> bool {
        self.case.begins_a_stretch(year) && year.end != self.asked.at
    }

    fn is_beside_programme(&self, year: &YearMention, first: usize) -> bool {
        let programmes = &self.case.mentions.programmes;
        let asked = self.asked.programme.map(|mention| programmes[mention].programme);
        let from = year.first.saturating_sub(NAME_REACH).max(first);
        among(programmes, from, year.first).map(|i| &programmes[i]).any(|p| {
            let near = p.end <= year.first && year.first <= p.end + PROGRAMME_YEAR;
            near && asked.is_none_or(|programme| programme == p.programme)
        })
    }

    /// “Waktu itu 25 kabupaten/kota …”: the year of the sentence before.
    fn of_the_sentence_before(&mut self) {
        let case = self.case;
        let (first, end) = case.sentence(self.asked.at);
        if !(first..end).any(|at| case.scene.longest(at, &case.lists.back_then).is_some()) {
            return;
        }
        let Some(number) = case.scene.text.sentence_of(self.asked.at).checked_sub(1) else { return };
        let before = case.scene.text.sentences[number];
        let usable = |y: &&YearMention| !y.of_assessment && !y.inside_date && !matches!(y.year, YearWord::Copyright(_));
        let years = &case.mentions.years;
        let Some(year) = among(years, before.first, before.end).map(|i| &years[i]).rfind(usable) else { return };
        if let Some(said) = case.year_said(year) {
            let tokens = Some((year.first, year.end));
            self.add(YearOf::by(said.year, EvidenceKind::SentenceBefore, tokens), Feature::YearBackThen);
        }
    }

    /// Years right behind the programme's full name anywhere in the article.
    fn of_the_programme(&mut self) {
        let Some(mention) = self.asked.programme else { return };
        let programme = self.case.mentions.programmes[mention].programme;
        let named: Vec<(i16, _)> = self.case.times.cohorts_of(programme).collect();
        let feature = if named.len() == 1 { Feature::YearOfOneCohort } else { Feature::YearOfACohort };
        for (year, tokens) in named {
            self.add(YearOf::by(year, EvidenceKind::CohortYear, Some(tokens)), feature);
        }
        for (year, tokens) in self.case.times.years_told_of(programme) {
            self.add(YearOf::by(year, EvidenceKind::StatedYear, Some(tokens)), Feature::YearToldWithProgramme);
        }
    }

    /// The year of the event; that of an assessment may be another.
    fn of_the_event(&mut self) {
        let case = self.case;
        let of_event = |date: &usize| self.asked.is_the_event || !case.is_of_an_assessment(*date);
        let Some(date) = self.asked.date.filter(of_event).map(|date| &case.mentions.dates[date]) else { return };
        if let Some(when) = date.settled {
            let tokens = Some((date.first, date.end));
            self.add(YearOf::by(when.year(), EvidenceKind::EventDate, tokens), Feature::YearOfEvent);
        }
    }

    /// The year in which the article was written.
    fn of_the_article(&mut self) {
        if let Some(year) = self.case.times.year {
            self.add(year, Feature::YearOfArticle);
        }
        if let Some(year) = self.case.times.only_stated {
            self.add(year, Feature::YearOnlyStated);
        }
    }

    /// The best one, where it leads.
    fn best(self, rejections: &mut Rejections) -> Option<YearOf> {
        let told = (self.asked.at, self.asked.at + 1);
        let mut all = self.all;
        all.sort_by_key(|candidate| std::cmp::Reverse(candidate.sum.total()));
        let second = all.get(1).map(|candidate| candidate.sum.total());
        let leads = |total: i32| total > 0 && second.is_none_or(|second| total >= second + MARGIN);
        let best = all.first().filter(|best| leads(best.sum.total())).map(|best| best.year);
        for Candidate { year, sum, .. } in all {
            // The words that it rests on, else those that it is asked of.
            let taken = best.is_some_and(|best| best.year == year.year);
            rejections.weigh(year.tokens.unwrap_or(told), sum, taken);
        }
        best
    }
}
