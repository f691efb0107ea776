//! Which of the articles that were read are written. What is passed over is counted by its reason: nobody should take a
//! short output for a thin press.

use super::seen::Digest;
use crate::cli::message::counted;
use crate::cli::reading::day;
use jiff::civil::Date;
use petik::record::ArticleRecord;
use petik::source::{Language, parse_day};
use petik::{Article, Only, Vocabulary};
use serde::{Deserialize, Serialize};

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Choosing articles")]
pub(super) struct Choice {
    /// Pass over articles that were published before DATE, and those whose day is not known
    ///
    /// The summary counts both. --published gives a day to those that state none.
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<Date>,

    /// Pass over articles that were published after DATE, and those whose day is not known
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<Date>,

    /// Pass over articles that are surely in another language than CODE: `id`, or an ISO 639-3 code
    ///
    /// Told from the text, not from what a page states of itself. Malay cannot be told from Indonesian.
    #[arg(long, value_name = "CODE")]
    only_language: Option<Language>,

    /// Pass over articles with the same text as one before
    #[arg(long)]
    dedupe: bool,

    /// Write only what articles give that hold a fact, or name a programme
    ///
    /// Of an archive one article in a hundred holds a fact. Most others are told by a look at their words, which costs a fraction of
    /// reading them; the summary counts them. Rows of facts are found so without being asked.
    #[arg(long, value_name = "WHAT", value_parser = only)]
    only: Option<Only>,
}

fn only(typed: &str) -> Result<Only, String> {
    Only::parse(typed).ok_or_else(|| format!("one of {}", Only::words()))
}

/// The option of a run that passes over repeats.
pub(super) const DEDUPE: &str = "--dedupe";

/// Why an article is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reason {
    OtherLanguage,
    /// Published before `--since` or after `--until`.
    OutsidePeriod,
    /// With `--since` or `--until`: nobody knows when it was published.
    Undated,
    /// Its text was written before.
    Repeat,
    /// It is a picture, a page of an error, or what else an archive holds.
    NoPage,
    /// It holds nothing of what is asked for: by `--only`, or a page by rows of facts.
    NotAsked,
}

/// How many articles were passed over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Passed {
    other_language: u64,
    outside_period: u64,
    undated: u64,
    repeats: u64,
    #[serde(default)]
    no_page: u64,
    #[serde(default)]
    not_asked: u64,
}

impl Choice {
    /// Why `article` need not be read, if that is so.
    pub(super) fn passes_over(&self, article: &Article<'_>) -> Option<Reason> {
        if self.only_language.is_some_and(|language| language.is_not(&article.text)) {
            return Some(Reason::OtherLanguage);
        }
        self.passes_day(article.published?)
    }

    /// Why `record` is not written, if that is so: some texts tell their day of publication only when they are read.
    pub(super) fn passes_over_read(&self, record: &ArticleRecord<'_>) -> Option<Reason> {
        self.since.or(self.until)?;
        let day = record.published.as_ref().and_then(|published| parse_day(&published.value));
        day.map_or(Some(Reason::Undated), |day| self.passes_day(day))
    }

    /// What articles are asked for, if not all.
    pub(super) fn only(&self) -> Option<Only> {
        self.only
    }

    /// Whether `article` has to be read to know if it is wanted: its day is asked for, and only the text can tell it.
    pub(super) fn needs_reading(&self, article: &Article<'_>) -> bool {
        self.since.or(self.until).is_some() && article.published.is_none()
    }

    /// Whether nothing is asked of articles but what they hold.
    pub(super) fn asks_what_it_holds(&self) -> bool {
        let repeats = self.dedupe && self.only.is_none();
        self.since.or(self.until).is_none() && self.only_language.is_none() && !repeats
    }

    fn passes_day(&self, day: Date) -> Option<Reason> {
        let outside = self.since.is_some_and(|since| day < since) || self.until.is_some_and(|until| day > until);
        outside.then_some(Reason::OutsidePeriod)
    }

    /// What tells whether an article repeats another one, if that matters; `sha256` is the digest of its text.
    pub(super) fn digest<S: AsRef<str>>(&self, sha256: impl FnOnce() -> S) -> anyhow::Result<Option<Digest>> {
        self.dedupe.then(|| Digest::of(sha256().as_ref())).transpose()
    }

    /// The options as they were typed.
    pub(super) fn typed(&self) -> Vec<String> {
        let since = self.since.map(|day| format!("--since {day}"));
        let until = self.until.map(|day| format!("--until {day}"));
        let language = self.only_language.map(|language| format!("--only-language {language}"));
        let dedupe = self.dedupe.then(|| DEDUPE.to_owned());
        let only = self.only.map(|only| format!("--only {}", only.as_str()));
        [since, until, language, dedupe, only].into_iter().flatten().collect()
    }
}

impl Passed {
    pub(super) fn count(&mut self, reason: Reason) {
        *match reason {
            Reason::OtherLanguage => &mut self.other_language,
            Reason::OutsidePeriod => &mut self.outside_period,
            Reason::Undated => &mut self.undated,
            Reason::Repeat => &mut self.repeats,
            Reason::NoPage => &mut self.no_page,
            Reason::NotAsked => &mut self.not_asked,
        } += 1;
    }

    /// For people; nothing where none was passed over.
    pub(super) fn told(&self) -> Option<String> {
        let kinds = [
            (self.repeats, counted(self.repeats, "repeat")),
            (self.other_language, format!("{} in another language", self.other_language)),
            (self.outside_period, format!("{} outside of the period", self.outside_period)),
            (self.undated, format!("{} without a day of publication", self.undated)),
            (self.no_page, format!("{} of archives without a page", counted(self.no_page, "record"))),
            (self.not_asked, format!("{} that hold nothing of what is asked for", self.not_asked)),
        ];
        let told: Vec<String> = kinds.into_iter().filter(|(count, _)| *count > 0).map(|(_, told)| told).collect();
        (!told.is_empty()).then(|| told.join(", "))
    }
}
