//! `petik export`: records for tools that annotate, or learn from annotations.

use super::Outcome;
use super::ending::usage;
use super::import::IDS;
use super::message::{self, counted};
use super::output::Output;
use anyhow::Context;
use clap::ValueEnum;
use petik::export::{brat, conll, label_studio, spacy};
use petik::record::{ArticleRecord, text_sha256};
use petik::source::open_unpacked;
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

/// Write records for Label Studio, brat, CoNLL-2003 or spaCy
///
/// RECORDS are article records with their text (`petik extract --with-text`), packed or not. The folder DIR gets:
///
/// label-studio: tasks.json, tasks with petik's mentions and facts as pre-annotations, and label_config.xml, the labelling
/// configuration of the project.
///
/// brat: a text and a .ann file for each article, articles.csv with the ids of the articles, annotation.conf, visual.conf and
/// tools.conf.
///
/// conll: articles.conll, a token a line with its tag.
///
/// spacy: docs.jsonl, a document a line for `spacy.tokens.Doc.from_json`.
///
/// What was corrected in Label Studio or brat, `petik import` makes annotated articles of, for `petik score` and `petik fit`.
///
/// Offsets count code points in all of them. Where a format takes no mentions that overlap, the longest stays, and how many were
/// left out is told.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Export {
    /// Article records with their text; `-` is standard input
    #[arg(value_name = "RECORDS", required = true)]
    records: Vec<PathBuf>,

    /// What for
    #[arg(long, value_name = "FORMAT")]
    to: To,

    /// The folder to write into: new, or empty
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// Print errors only
    #[arg(long, short)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  petik extract --with-text berita/ --output records.jsonl
  petik export records.jsonl --to label-studio --out label-studio
  petik export records.jsonl --to brat --out brat";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    LabelStudio,
    Brat,
    Conll,
    Spacy,
}

/// What was written.
#[derive(Debug, Default)]
struct Written {
    articles: u64,
    mentions: u64,
    overlapping: u64,
}

impl Export {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let cannot = || format!("cannot write into {}", self.out.display());
        if self.out.exists() && fs::read_dir(&self.out).with_context(cannot)?.next().is_some() {
            return Err(usage(format_args!("{}: it is not empty: name a new folder", self.out.display())));
        }
        fs::create_dir_all(&self.out).with_context(cannot)?;
        let mut folder = Folder::open(self.to, &self.out)?;
        let mut failed = 0_u64;
        for path in &self.records {
            let cannot = || format!("cannot read {}", path.display());
            for (number, line) in (1..).zip(open_unpacked(path).with_context(cannot)?.lines()) {
                let line = line.with_context(cannot)?;
                if line.trim().is_empty() {
                    continue;
                }
                match with_text(&line) {
                    Ok(record) => folder.write(&record)?,
                    Err(reason) => {
                        failed += 1;
                        message::error(format_args!("{}:{number}: {reason}", path.display()));
                    }
                }
            }
        }
        let Written { articles, mentions, overlapping } = folder.finish()?;
        if !self.quiet {
            let left = match overlapping {
                0 => String::new(),
                left => format!(", {left} of them left out, since they overlap a longer one"),
            };
            let (articles, mentions) = (counted(articles, "article"), counted(mentions, "mention"));
            message::summary(format_args!("{}: {articles}, {mentions}{left}", self.out.display()));
        }
        Ok(Outcome::partly_if(failed > 0))
    }
}

/// The record in `line`; all formats want its text.
fn with_text(line: &str) -> Result<ArticleRecord<'_>, String> {
    let record = ArticleRecord::from_json(line).map_err(|error| format!("no article record: {error}"))?;
    match &record.text {
        Some(text) if text_sha256(text) == record.text_sha256 => {
            let length = text.chars().count();
            match record.mentions.iter().find(|mention| mention.start > mention.end || mention.end > length) {
                Some(mention) => Err(format!("mention {} does not lie within the text", mention.id)),
                None => Ok(record),
            }
        }
        Some(_) => Err("the text is another one than the record was made from: its SHA-256 differs".to_owned()),
        None => Err("a record without its text: `petik extract --with-text` makes one with it".to_owned()),
    }
}

/// The folder that is being filled.
struct Folder<'o> {
    to: To,
    path: &'o Path,
    /// The file of all articles; brat has two for each, and here the names of these with their ids.
    all: Output,
    written: Written,
    /// Types of the facts so far: the configuration names them.
    facts: BTreeSet<String>,
}

impl<'o> Folder<'o> {
    fn open(to: To, path: &'o Path) -> anyhow::Result<Self> {
        let file = match to {
            To::LabelStudio => "tasks.json",
            To::Brat => IDS,
            To::Conll => "articles.conll",
            To::Spacy => "docs.jsonl",
        };
        let mut all = Output::open(Some(&path.join(file)))?;
        if to == To::Brat {
            csv::Writer::from_writer(&mut all).write_record(["name", "id"])?;
        }
        Ok(Folder { to, path, all, written: Written::default(), facts: BTreeSet::new() })
    }

    fn file(&self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let mut file = Output::open(Some(&self.path.join(name)))?;
        file.write_all(bytes).with_context(|| format!("cannot write to {}", self.path.join(name).display()))?;
        file.finish()
    }

    fn write(&mut self, record: &ArticleRecord<'_>) -> anyhow::Result<()> {
        self.written.articles += 1;
        self.written.mentions += record.mentions.len() as u64;
        self.facts.extend(record.facts.iter().map(|fact| fact.kind.to_string()));
        let out = &mut self.all;
        let left = match self.to {
            To::LabelStudio => {
                out.write_all(if self.written.articles == 1 { b"[\n" } else { b",\n" })?;
                serde_json::to_writer(out, &label_studio::task(record))?;
                0
            }
            To::Spacy => {
                let (doc, left) = spacy::doc(record).unwrap_or_default();
                serde_json::to_writer(&mut *out, &doc)?;
                out.write_all(b"\n")?;
                left
            }
            To::Conll => conll::write(record, out)?,
            To::Brat => {
                // Ids may hold anything; in a name there is room for little of it.
                let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
                let id: String = record.id.chars().map(plain).take(60).collect();
                let name = format!("{:06}-{id}", self.written.articles);
                csv::Writer::from_writer(out).write_record([&name, record.id.as_ref()])?;
                self.file(&format!("{name}.txt"), record.text.as_deref().unwrap_or_default().as_bytes())?;
                self.file(&format!("{name}.ann"), brat::annotations(record).unwrap_or_default().as_bytes())?;
                0
            }
        };
        self.written.overlapping += left as u64;
        Ok(())
    }

    fn finish(mut self) -> anyhow::Result<Written> {
        if self.to == To::LabelStudio {
            self.all.write_all(if self.written.articles == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        let facts = || self.facts.iter().map(String::as_str);
        match self.to {
            To::LabelStudio => self.file("label_config.xml", label_studio::config(facts()).as_bytes())?,
            To::Brat => {
                for (name, words) in brat::config(facts()) {
                    self.file(name, words.as_bytes())?;
                }
            }
            To::Conll | To::Spacy => {}
        }
        self.all.finish()?;
        Ok(self.written)
    }
}
