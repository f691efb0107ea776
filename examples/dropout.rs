//! How much hangs on single words: in each annotated article, one word of choosing, of signing or that opens a list is made
//! nonsense, one at a time, and the facts are scored again. What a word costs, an unknown word in its place costs too.
//!
//!     cargo run --release --example dropout                             over corpus/articles
//!     cargo run --release --example dropout -- ARTICLES.jsonl GOLD.jsonl
//!     cargo run --release --example dropout -- FOLDER                   NAME.txt beside NAME.gold.json

use petik::gazetteer::Files;
use petik::score::{Annotations, score};
use petik::source::{Inputs, Options};
use petik::{Article, Engine};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The lists whose words are dropped.
const LISTS: [&str; 3] = ["words/selection.csv", "words/signing_verbs.csv", "words/list_openers.csv"];

/// What stands in the place of a word. It keeps the word's length, so that what the annotation says of places holds.
const NONSENSE: &str = "memblarakisasikandelimut";

/// Words that are told one by one.
const TOLD: usize = 15;

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = std::env::args().skip(1).map(PathBuf::from);
    let articles = paths.next().unwrap_or_else(|| "corpus/articles".into());
    let gold = paths.next().unwrap_or_else(|| articles.clone());
    run(&articles, &gold, &mut io::stdout().lock())
}

/// Writes the F1 of facts with and without the words of each list, and for the words that cost most.
pub fn run(articles: &Path, gold: &Path, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let engine = Engine::builtin()?;
    let gold = annotations(gold, &engine)?;
    let cues = cues()?;
    let mut all = Loss::default();
    let mut by_list: BTreeMap<&str, Loss> = BTreeMap::new();
    let mut by_word: BTreeMap<&str, Loss> = BTreeMap::new();
    for article in Inputs::new([articles], Options::default()) {
        let article = article?;
        let Some(annotation) = article.id.as_deref().and_then(|id| gold.get(id)) else { continue };
        let with = Tally::of(&engine, &article, annotation);
        for (at, cue) in places(&article.text, &cues) {
            let text = without(&article.text, at, cue.form.len());
            let without = Tally::of(&engine, &Article { text: text.into(), ..article.clone() }, annotation);
            let [list, word] = [by_list.entry(cue.list).or_default(), by_word.entry(&cue.form).or_default()];
            [&mut all, list, word].into_iter().for_each(|loss| loss.add(with, without));
        }
    }

    writeln!(out, "{:30} variants  F1 with  without  right facts lost", "facts")?;
    let mut words: Vec<_> = by_word.iter().collect();
    words.sort_by_key(|(_, loss)| std::cmp::Reverse(loss.right_lost()));
    for (name, loss) in by_list.iter().chain([(&"all of them", &all)]).chain(words.into_iter().take(TOLD)) {
        writeln!(out, "{name:30} {loss}")?;
    }
    Ok(())
}

/// What some articles come to with a word and without it; an article counts as often as a word is dropped from it.
#[derive(Debug, Clone, Copy, Default)]
struct Loss {
    variants: usize,
    with: Tally,
    without: Tally,
}

impl Loss {
    fn add(&mut self, with: Tally, without: Tally) {
        self.variants += 1;
        self.with.add(with);
        self.without.add(without);
    }

    fn right_lost(&self) -> usize {
        self.with.right.saturating_sub(self.without.right)
    }
}

impl std::fmt::Display for Loss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (with, without) = (self.with.f1(), self.without.f1());
        write!(f, "{:8} {with:8.4} {without:8.4}  {}", self.variants, self.right_lost())
    }
}

/// Facts over some articles.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    right: usize,
    superfluous: usize,
    missing: usize,
}

impl Tally {
    fn of(engine: &Engine, article: &Article<'_>, annotation: &Annotations) -> Tally {
        let report = score(annotation, &[engine.extract(article)], None);
        let facts = report.figures.row("facts");
        let count = |of: fn(&petik::score::Row) -> usize| facts.map_or(0, of);
        Tally { right: count(|row| row.tp), superfluous: count(|row| row.fp), missing: count(|row| row.missing) }
    }

    fn add(&mut self, other: Tally) {
        self.right += other.right;
        self.superfluous += other.superfluous;
        self.missing += other.missing;
    }

    fn f1(&self) -> f64 {
        let answers = 2 * self.right + self.superfluous + self.missing;
        if answers == 0 { 1.0 } else { 2.0 * self.right as f64 / answers as f64 }
    }
}

/// The annotation of each article, from a file of them or from the `*.gold.json` files of a folder.
fn annotations(path: &Path, engine: &Engine) -> Result<BTreeMap<String, Annotations>, Box<dyn Error>> {
    let mut files = vec![path.to_owned()];
    if path.is_dir() {
        let entries = fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path()));
        files = entries.collect::<Result<_, _>>()?;
        files.retain(|file| file.to_string_lossy().ends_with(".gold.json"));
        files.sort();
    }
    let mut all = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        for object in serde_json::Deserializer::from_str(&text).into_iter::<serde_json::Value>() {
            let object = object?;
            let id = object["id"].as_str().unwrap_or_default().to_owned();
            let regions = &engine.gazetteer().regions;
            all.insert(id, Annotations::read(&file.to_string_lossy(), &object.to_string(), regions, |_| None)?);
        }
    }
    Ok(all)
}

/// A word or words of a list.
struct Cue {
    list: &'static str,
    form: String,
}

/// All cues, the longest first.
fn cues() -> Result<Vec<Cue>, Box<dyn Error>> {
    let files = Files::builtin();
    let mut cues = Vec::new();
    for list in LISTS {
        for text in files.texts(list) {
            for row in csv::Reader::from_reader(text.as_bytes()).records() {
                // “menandatang*” is there for slips of the pen.
                let row = row?;
                let forms = row[0].split('|').filter(|form| !form.ends_with('*'));
                cues.extend(forms.map(|form| Cue { list, form: form.to_lowercase() }));
            }
        }
    }
    cues.sort_by_key(|cue| std::cmp::Reverse(cue.form.len()));
    Ok(cues)
}

/// Where cues stand in a text, the longest at each place.
fn places<'c>(text: &str, cues: &'c [Cue]) -> Vec<(usize, &'c Cue)> {
    let small = text.to_ascii_lowercase();
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '-';
    let mut found = Vec::new();
    let mut free = 0;
    for (at, _) in small.char_indices() {
        let begins = at >= free && !small[..at].ends_with(is_letter);
        let stands = |cue: &&Cue| {
            small[at..].strip_prefix(cue.form.as_str()).is_some_and(|behind| !behind.starts_with(is_letter))
        };
        if let Some(cue) = begins.then(|| cues.iter().find(stands)).flatten() {
            free = at + cue.form.len();
            found.push((at, cue));
        }
    }
    found
}

/// The text with nonsense in the place of the letters from `at` on.
fn without(text: &str, at: usize, length: usize) -> String {
    let mut nonsense = NONSENSE.chars().cycle();
    let dropped = text[at..at + length].chars().map(|letter| match letter {
        ' ' => ' ',
        _ if letter.is_uppercase() => nonsense.next().unwrap_or(letter).to_ascii_uppercase(),
        _ => nonsense.next().unwrap_or(letter),
    });
    format!("{}{}{}", &text[..at], dropped.collect::<String>(), &text[at + length..])
}
