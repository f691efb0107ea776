//! `petik letter`: what a reconciliation found about a region or a province, as a page for printing that goes back to the producer
//! of the data.

use super::ending::{Outcome, usage};
use super::language::LanguageChoice;
use super::lists;
use super::output::Output;
use super::reading::day;
use anyhow::Context;
use jiff::civil::Date;
use petik::reconcile::{Language, Letter as Page, LetterScope, Phrases, write_letter};
use petik::record::Level;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

/// Write to the government of a region or province what was found about it, as a page for printing
///
/// The page says what the list says, what press says with quotes, outlets, days and addresses, what differs, and what is asked:
/// numbered points with boxes to tick, and a place to sign. It holds nothing but what the folder says, and no day unless --when
/// gives one. It is in Indonesian, in the terms of Satu Data Indonesia, unless --lang says otherwise.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  petik letter out --region 33.25 --out letter.html
  petik letter out --province 33 --when 2026-11-23 --out letter.html")]
pub(super) struct Letter {
    /// The folder that `petik reconcile` wrote
    #[arg(value_name = "DIR")]
    dir: PathBuf,

    /// The code of the province whose regions the letter is about
    #[arg(long, value_name = "CODE", conflicts_with = "region")]
    province: Option<String>,

    /// The code of the kabupaten or kota that the letter is about
    #[arg(long, value_name = "CODE")]
    region: Option<String>,

    /// The file of the letter; else standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// The day of the letter; petik has no clock of its own
    #[arg(long, value_name = "DATE", value_parser = day)]
    when: Option<Date>,

    #[command(flatten)]
    language: LanguageChoice,
}

impl Letter {
    pub(super) fn run(self, gazetteers: Option<&Path>) -> anyhow::Result<Outcome> {
        let phrases = self.language.phrases_or(Language::Indonesian, gazetteers)?;
        // What is wrong is said to who types the command, not to who gets the letter.
        let words = self.language.phrases(gazetteers)?;
        let engine = &lists::open(gazetteers)?.engine;
        let scope = self.scope(&words)?;
        let files = lists::files(gazetteers)??;
        let regions = &engine.gazetteer().regions;
        let is_province = regions.by_code(scope.code()).map(|region| regions.get(region).level == Level::Province);
        let page = match (&scope, is_province) {
            (LetterScope::Province(_), Some(true)) | (LetterScope::Region(_), Some(false)) => {
                Page::read(&self.dir, &scope, engine, &files)?
            }
            _ => None,
        };
        let Some(mut page) = page else {
            let key = match scope {
                LetterScope::Province(_) => "letter.not_province",
                LetterScope::Region(_) => "letter.not_region",
            };
            return Err(usage(words.fill(key, &[("code", &scope.code())])));
        };
        if page.rows.is_empty() && page.open.is_empty() {
            let places = [("code", &scope.code() as &dyn std::fmt::Display), ("region", &page.region.name)];
            return Err(usage(words.fill("letter.no_rows", &places)));
        }
        page.when = self.when.map(|date| date.to_string());
        let mut out = BufWriter::new(Output::open(self.out.as_deref())?);
        write_letter(&page, engine, &phrases, &mut out)?;
        out.into_inner().map_err(|error| error.into_error()).context("cannot write the letter")?.finish()?;
        Ok(Outcome::Fine)
    }

    /// Whom the letter is for; without, the provinces of the folder are named.
    fn scope(&self, words: &Phrases) -> anyhow::Result<LetterScope> {
        if let Some(code) = &self.region {
            return Ok(LetterScope::Region(code.clone()));
        }
        if let Some(code) = &self.province {
            return Ok(LetterScope::Province(code.clone()));
        }
        let provinces = Page::provinces(&self.dir)?;
        let shown: Vec<String> = provinces
            .iter()
            .map(|(code, name, rows)| words.count_with("letter.of_province", *rows, &[("code", code), ("name", name)]))
            .collect();
        Err(usage(words.fill("letter.needs_scope", &[("provinces", &shown.join(", "))])))
    }
}
