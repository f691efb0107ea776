//! Years that an article states, beside its dates: "tahun 2022", "(Smart City) 2023", "tahun ini". They tell cohorts apart and
//! help dates that lack a year. Years of laws and letters are none of these.

use super::{Placed, Scene};
use crate::gazetteer::{Direction, Selection, YearOffset, word_lists};
use crate::text::{Gap, Listed, Shape, Token, WordSet};
use crate::zone::Zone;

/// A year in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearMention {
    /// First token, "tahun" included.
    pub first: usize,
    /// First token after it.
    pub end: usize,
    /// What is said.
    pub year: YearWord,
    /// Whether it is the year of an assessment, not of a cohort.
    pub of_assessment: bool,
    /// Whether it is part of a written date or of an interval of years.
    pub inside_date: bool,
    /// Whether the words behind say that it is to come.
    pub ahead: bool,
}

impl Placed for YearMention {
    fn first(&self) -> usize {
        self.first
    }
}

impl YearMention {
    /// The year, where it is written in digits and is that of an event.
    pub fn stated(&self) -> Option<i16> {
        match self.year {
            YearWord::Stated(year) => Some(year),
            YearWord::Relative(_) | YearWord::Copyright(_) => None,
        }
    }
}

/// A year as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearWord {
    /// `2022`
    Stated(i16),
    /// `tahun ini` is 0, `tahun depan` is 1.
    Relative(i16),
    /// In the copyright line.
    Copyright(i16),
}

word_lists! {
    /// The word lists that years are found with.
    pub struct YearLists {
        /// Words that a year belongs to: "tahun".
        year_words: (),
        /// Years told from the year of publication.
        year_relative: YearOffset,
        /// Words before the number of a law, whose year is none of these.
        law_words: (),
        /// Whether a year is that of an assessment.
        selection: Selection,
        /// Whether a year is to come.
        date_directions: Direction,
    }
}

/// How many words before a year can tell that it is the year of an assessment.
const ASSESSMENT_REACH: usize = 7;

/// All years of the article, in text order; `dates` are the token ranges of written dates.
pub fn find(scene: Scene<'_, '_>, lists: &YearLists, dates: &[(usize, usize)]) -> Vec<YearMention> {
    let mut years = Vec::new();
    let relative = WordSet::of([lists.year_relative.id()]);
    let begins = |token: &Token| token.shape == Shape::Digits || scene.lexicon.begins(token, &relative);
    for at in scene.text.tokens_with(relative.union(WordSet::DIGITS), begins) {
        let token = &scene.text.tokens[at];
        let zone = scene.zones.of(at);
        if token.shape == Shape::Digits {
            let Some(year) = year(scene.printed(at)) else { continue };
            // “tahun 1994, 1995”: so old a year must be called one, or go on with one.
            let called = at > 0 && scene.is(at - 1, &lists.year_words)
                || years.last().is_some_and(|last: &YearMention| last.end + 1 == at && scene.printed(last.end) == ",");
            if year < RECENT && !called {
                continue;
            }
            if zone == Zone::Footer {
                years.push(YearMention {
                    first: at,
                    end: at + 1,
                    year: YearWord::Copyright(year),
                    of_assessment: false,
                    inside_date: false,
                    ahead: false,
                });
                continue;
            }
            if !zone.is_read() || is_glued(scene, at) || is_of_law(scene, lists, at) {
                continue;
            }
            let first =
                if at > 0 && token.gap <= Gap::Space && scene.is(at - 1, &lists.year_words) { at - 1 } else { at };
            let date = dates[..dates.partition_point(|&(from, _)| from <= at)].last();
            let inside_date = date.is_some_and(|&(from, to)| at < to && to - from > 2);
            years.push(YearMention {
                first,
                end: at + 1,
                year: YearWord::Stated(year),
                of_assessment: of_assessment(scene, lists, first),
                inside_date,
                ahead: scene.entry_at(at + 1, &lists.date_directions).is_some_and(|direction| direction.value.0 == 1),
            });
        } else if zone.is_read()
            && let Some((end, offset)) = scene.longest(at, &lists.year_relative)
        {
            let offset = offset.value.0 as i16;
            years.push(YearMention {
                first: at,
                end,
                year: YearWord::Relative(offset),
                of_assessment: of_assessment(scene, lists, at),
                inside_date: false,
                ahead: offset > 0,
            });
        }
    }
    years
}

fn year(digits: &str) -> Option<i16> {
    digits.parse().ok().filter(|y| digits.len() == 4 && (OLDEST..2100).contains(y))
}

/// Years from here on need no word that calls them so.
const RECENT: i16 = 2000;
/// The oldest year that cohorts and awards are told of.
const OLDEST: i16 = 1980;

/// Part of a number, a path or an interval: 06/2022, 2017-2019, 1.2022.
fn is_glued(scene: Scene<'_, '_>, at: usize) -> bool {
    let mark = |at: usize| matches!(scene.printed(at), "/" | "-" | "." | "–" | ":");
    let before =
        at > 1 && scene.text.tokens[at].gap == Gap::None && mark(at - 1) && scene.text.tokens[at - 1].gap == Gap::None;
    let after = scene.text.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None)
        && matches!(scene.printed(at + 1), "/" | "-" | "–")
        && scene.text.tokens.get(at + 2).is_some_and(|t| t.gap == Gap::None && t.shape == Shape::Digits);
    before || after
}

/// “Nomor 3 Tahun 2022”, “Perpres 95/2018”.
fn is_of_law(scene: Scene<'_, '_>, lists: &YearLists, at: usize) -> bool {
    let from = at.saturating_sub(4);
    (from..at).any(|i| scene.is(i, &lists.law_words)) && (from..at).any(|i| scene.text.tokens[i].shape == Shape::Digits)
}

fn of_assessment(scene: Scene<'_, '_>, lists: &YearLists, first: usize) -> bool {
    for back in 1..=ASSESSMENT_REACH.min(first) {
        let at = first - back;
        if scene.text.tokens[at + 1].gap >= Gap::Line || matches!(scene.printed(at), "." | ";") {
            return false;
        }
        if let Some(selection) = scene.entry_at(at, &lists.selection) {
            return *selection == Selection::Assessed;
        }
    }
    false
}
