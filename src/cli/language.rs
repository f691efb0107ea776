//! In which language petik speaks to people about a reconciliation: that of `--lang`, else that of the locale, else English.

#![allow(clippy::disallowed_methods)] // the locale decides the language of words for people, and nothing else

use super::lists;
use super::words::one_of;
use petik::reconcile::{Language, Phrases};
use std::env;
use std::path::Path;

/// The choice of a language.
#[derive(Debug, Default, clap::Args)]
pub(super) struct LanguageChoice {
    /// The language for people: id (Indonesian) or en (English); else that of the locale
    #[arg(long, value_name = "LANG", value_parser = one_of::<Language>())]
    lang: Option<Language>,
}

impl LanguageChoice {
    /// The language that somebody asked for.
    pub(super) fn asked(&self) -> Option<Language> {
        self.lang
    }

    /// The language.
    pub(super) fn language(&self) -> Language {
        self.lang.or_else(of_locale).unwrap_or_default()
    }

    /// All phrases in the language, with those of the folder of `--gazetteers` laid over them.
    pub(super) fn phrases(&self, gazetteers: Option<&Path>) -> anyhow::Result<Phrases> {
        Ok(Phrases::read(&lists::files(gazetteers)??, self.language())?)
    }

    /// The same for what is handed on to others: in `usual` unless somebody asked for a language, whatever the locale.
    pub(super) fn phrases_or(&self, usual: Language, gazetteers: Option<&Path>) -> anyhow::Result<Phrases> {
        Ok(Phrases::read(&lists::files(gazetteers)??, self.lang.unwrap_or(usual))?)
    }
}

/// The language of the first of the usual variables that says anything.
fn of_locale() -> Option<Language> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| env::var(name).ok());
    Language::wanted(&set.into_iter().find(|value| !value.is_empty())?)
}
