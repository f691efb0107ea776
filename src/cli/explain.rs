//! `petik explain`: one article on the terminal, its text with what was found in it and the reasons beneath.

mod marked;
mod palette;
mod reasons;
mod short;
mod tree;

use super::Outcome;
use super::lists::Lists;
use super::message;
use super::reading::{Faults, Reading};
use super::screen::{self, Line, Screen, one_line};
use palette::{HEADING, Palette};
use petik::{Article, Explanation, Only};
use std::io::{self, Write};
use std::path::PathBuf;

/// Show what was found in an article, and why
///
/// Prints the text with its mentions marked; under it every fact with its rule, its mentions and their words, and every
/// inferred value with what it was inferred from; then what was looked at and not taken, and the findings.
///
/// Stretches from which no fact is taken (related links, comments, footers) are dimmed. Without colour, mentions stand in
/// brackets with their meaning: [Kabupaten Batang|region 33.25].
///
/// Lines are as long as the terminal is wide, or as COLUMNS says. In a pipe or file they are not broken, unless COLUMNS is set.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  petik explain artikel.txt
  petik explain --short berita/*.html
  petik explain berita.jsonl --id 4711
  petik explain artikel.txt --color always | less -R")]
pub(super) struct Explain {
    /// Files, folders and patterns that `petik extract` reads; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// One screen an article: a line for each fact, with the first words it rests on
    #[arg(long)]
    short: bool,

    /// Only the article with this id
    #[arg(long, value_name = "ID")]
    id: Option<String>,

    #[command(flatten)]
    reading: Reading,
}

impl Explain {
    pub(super) fn run(self, lists: &Lists) -> anyhow::Result<Outcome> {
        let palette = Palette { plain: !screen::is_coloured() };
        let mut out = Screen::open();
        let mut faults = Faults::new(false);
        let mut shown = 0_u64;
        for item in self.reading.inputs(&self.paths, lists) {
            let mut article = match item {
                Ok(article) => article,
                Err(fault) => {
                    faults.report(&fault);
                    continue;
                }
            };
            self.reading.complete(&mut article);
            let explanation = lists.engine.explain(&article);
            if self.id.as_deref().is_some_and(|id| id != explanation.record.id) {
                continue;
            }
            if shown > 0 {
                out.line(&Line::default())?;
            } else if !self.short {
                out.line(&palette.legend())?;
                out.line(&Line::default())?;
            }
            shown += 1;
            let may_hold_facts = self.short || lists.engine.may_hold(&article.text, Only::Facts);
            self.show(&mut out, &article, &explanation, palette, may_hold_facts)?;
        }
        out.finish()?;
        if let Some(id) = self.id.filter(|_| shown == 0) {
            let paths: Vec<_> = self.paths.iter().map(|path| path.display().to_string()).collect();
            message::error(format_args!(
                "{}: no article with the id {id:?}; `petik explain --short` without --id shows the ids",
                paths.join(", ")
            ));
            return Ok(Outcome::Partly);
        }
        Ok(Outcome::partly_if(faults.lost() > 0))
    }

    fn show(
        &self,
        out: &mut Screen<impl Write>,
        article: &Article<'_>,
        explanation: &Explanation<'_>,
        palette: Palette,
        may_hold_facts: bool,
    ) -> io::Result<()> {
        let record = &explanation.record;
        out.line(&Line::styled(HEADING, heading(article, record)))?;
        if let Some(left_out) = record.left_out {
            out.line(&format!("left out, as the record is bounded by the length of the text: {left_out}").into())?;
        }
        if self.short {
            return short::write(out, explanation);
        }
        if !may_hold_facts {
            out.line(&PASSED_OVER.into())?;
        }
        out.line(&Line::default())?;
        for line in marked::text(&article.text, &record.mentions, &explanation.zones, palette) {
            out.line(&line)?;
        }
        reasons::write(out, explanation, &article.text)
    }
}

/// Why `petik extract --only facts` does not read an article.
const PASSED_OVER: &str = "passed over by --only facts: no name of a programme stands in it (a general one counts beside words of an \
                           act or a choice), and no words that tell a fact without one";

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
