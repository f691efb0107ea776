//! `petik explain`: one article on the terminal, its text with what was found in it and the reasons beneath.

mod marked;
mod palette;
mod reasons;
mod tree;

use super::Outcome;
use super::lists::Lists;
use super::message;
use super::printable::one_line;
use super::reading::{Faults, Reading};
use anstream::{AutoStream, ColorChoice};
use palette::{HEADING, Palette};
use petik::Article;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Show what was found in an article, and why
///
/// Prints the text with its mentions marked; under it every fact with its rule, its mentions and their words, and every
/// inferred value with what it was inferred from; then what was looked at and not taken, and the findings.
///
/// Stretches from which no fact is taken (related links, comments, footers) are dimmed. Without colour, mentions stand in
/// brackets with their meaning: [Kabupaten Batang|region 33.25].
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  petik explain artikel.txt
  petik explain berita.jsonl --id 4711
  petik explain artikel.txt --color always | less -R")]
pub(super) struct Explain {
    /// A file that `petik extract` reads; `-` is standard input
    #[arg(value_name = "PATH")]
    path: PathBuf,

    /// Only the article with this id
    #[arg(long, value_name = "ID")]
    id: Option<String>,

    #[command(flatten)]
    reading: Reading,
}

impl Explain {
    pub(super) fn run(self, lists: &Lists) -> anyhow::Result<Outcome> {
        let plain = AutoStream::choice(&io::stdout()) == ColorChoice::Never;
        let palette = Palette { plain };
        let mut out = BufWriter::new(anstream::stdout());
        let mut faults = Faults::new(false);
        let mut shown = 0_u64;
        for item in self.reading.inputs(std::slice::from_ref(&self.path), lists) {
            let mut article = match item {
                Ok(article) => article,
                Err(fault) => {
                    faults.report(&fault);
                    continue;
                }
            };
            self.reading.complete(&mut article);
            let explanation = lists.engine.explain(&article);
            let record = &explanation.record;
            if self.id.as_deref().is_some_and(|id| id != record.id) {
                continue;
            }
            if shown == 0 {
                writeln!(out, "{}\n", palette.legend())?;
            } else {
                writeln!(out)?;
            }
            shown += 1;
            writeln!(out, "{HEADING}{}{HEADING:#}", heading(&article, record))?;
            writeln!(out)?;
            writeln!(out, "{}", marked::text(&article.text, &record.mentions, &explanation.zones, palette))?;
            reasons::write(&mut out, &explanation, &article.text)?;
        }
        out.flush()?;
        if let Some(id) = self.id.filter(|_| shown == 0) {
            message::error(format_args!("{}: no article with the id {id:?}", self.path.display()));
            return Ok(Outcome::Partly);
        }
        Ok(Outcome::partly_if(faults.lost() > 0))
    }
}

/// Id, title and day of publication.
fn heading(article: &Article<'_>, record: &petik::record::ArticleRecord<'_>) -> String {
    let mut words = one_line(&record.id);
    if let Some(title) = &article.title {
        words += &format!(" · {}", one_line(title));
    }
    match &record.published {
        Some(day) => words += &format!(" · published {} (by {})", day.value, day.by),
        None => words += " · day of publication unknown",
    }
    words
}
