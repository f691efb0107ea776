//! Bytes per second of the stages and of the whole road, one thread, on 20 MB of text made from `corpus/articles`, next to a
//! plain `aho-corasick` scan of the same text for the names of regions. `benches/README.md` says what to make of it.

#![allow(clippy::expect_used)] // a bench that cannot run should say so and stop
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a bench measures time and prints

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use petik::record::ArticleRecord;
use petik::source::{Inputs, Options};
use petik::{Article, Engine, Only, in_order, stages};
use std::convert::Infallible;
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use std::{env, fs};

/// Bytes of text to make.
const BYTES: usize = 20_000_000;
/// How often the ratio is measured; the best of each counts.
const ROUNDS: usize = 7;

static INPUT: LazyLock<Input> = LazyLock::new(|| Input::new(|_| true).expect("the corpus can be read"));
/// What most of a news archive is like: articles that say nothing of a programme.
static GENERAL: LazyLock<Input> = LazyLock::new(|| Input::new(|c| c.facts == 0).expect("the corpus can be read"));

fn main() {
    check();
    divan::main();
    // Not when tests, lists or a single stage are asked for.
    if !env::args().skip(1).any(|arg| arg != "--bench") {
        ratio("all articles", &INPUT);
        ratio("articles without a fact", &GENERAL);
        if let Some(path) = env::var_os("PETIK_TEXTS") {
            let input = Input::of_file(Path::new(&path)).expect("PETIK_TEXTS names a file of JSON Lines");
            ratio("the texts named", &input);
        }
    }
}

/// Everything that is measured upon.
struct Input {
    engine: Engine,
    scan: AhoCorasick,
    names: usize,
    texts: Vec<String>,
    bytes: usize,
    /// The same texts as a file of JSON Lines; it is read from the system's cache.
    lines: tempfile::NamedTempFile,
    expected: Counts,
}

/// What a run must find, so that no run is fast because it does less.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    mentions: usize,
    facts: usize,
}

impl Counts {
    fn of(record: &ArticleRecord<'_>) -> Self {
        Counts { mentions: record.mentions.len(), facts: record.facts.len() }
    }

    fn add(self, other: Self) -> Self {
        Counts { mentions: self.mentions + other.mentions, facts: self.facts + other.facts }
    }
}

impl Input {
    /// 20 MB of the articles of which `keep` likes what they give.
    fn new(keep: fn(&Counts) -> bool) -> Result<Self, Box<dyn Error>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let engine = Engine::builtin()?;
        let articles = articles(&root.join("corpus/articles"))?;
        let counted = |text: String| {
            let counts = Counts::of(&engine.extract(&Article::new(text.as_str())));
            (text, counts)
        };
        let articles: Vec<(String, Counts)> = articles.into_iter().map(counted).filter(|a| keep(&a.1)).collect();
        let (mut texts, mut bytes, mut expected) = (Vec::new(), 0, Counts::default());
        for (text, counts) in articles.iter().cycle() {
            if bytes >= BYTES {
                break;
            }
            bytes += text.len();
            expected = expected.add(*counts);
            texts.push(text.clone());
        }
        Input::of(engine, texts, expected)
    }

    /// The texts of a file of JSON Lines, as it is.
    fn of_file(path: &Path) -> Result<Self, Box<dyn Error>> {
        let engine = Engine::builtin()?;
        let texts = Inputs::new([path], Options::default())
            .map(|item| item.map(|article| article.text.into_owned()))
            .collect::<Result<Vec<String>, _>>()?;
        let counted = |text: &String| Counts::of(&engine.extract(&Article::new(text.as_str())));
        let expected = texts.iter().map(counted).fold(Counts::default(), Counts::add);
        Input::of(engine, texts, expected)
    }

    fn of(engine: Engine, texts: Vec<String>, expected: Counts) -> Result<Self, Box<dyn Error>> {
        let mut lines = tempfile::Builder::new().suffix(".jsonl").tempfile()?;
        for text in &texts {
            writeln!(lines, "{}", serde_json::json!({ "text": text }))?;
        }
        lines.flush()?;
        let names = names(&Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers/regions"))?;
        let bytes = texts.iter().map(String::len).sum();
        let scan = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(&names)?;
        Ok(Input { engine, scan, names: names.len(), texts, bytes, lines, expected })
    }

    fn size(&self) -> BytesCount {
        BytesCount::new(self.bytes)
    }

    fn scan(&self) -> usize {
        self.texts.iter().map(|text| self.scan.find_iter(text).count()).sum()
    }

    fn extract(&self) -> Counts {
        let articles = self.texts.iter().map(|text| Article::new(text.as_str()));
        articles.fold(Counts::default(), |counts, article| counts.add(Counts::of(&self.engine.extract(&article))))
    }

    /// From the bytes of JSON Lines to the bytes of records.
    fn road(&self, threads: usize, only: Only) -> (Counts, usize) {
        let articles = Inputs::new([self.lines.path()], Options::default()).map(|item| item.expect("an article"));
        let (mut counts, mut written) = (Counts::default(), 0);
        let write = |article: Article<'static>| {
            let Some(record) = self.engine.extract_only(&article, only) else { return Default::default() };
            let mut out = Vec::with_capacity(article.text.len() * 3);
            record.to_json(&mut out).expect("a record is written");
            out.push(b'\n');
            (Counts::of(&record), out)
        };
        let Ok(()) = in_order(
            articles,
            threads,
            |article| article.text.len(),
            write,
            |(more, out)| {
                counts = counts.add(more);
                written += black_box(out).len();
                Ok::<(), Infallible>(())
            },
        );
        (counts, written)
    }
}

/// The articles of the corpus, by name.
fn articles(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    Ok(paths.iter().map(fs::read_to_string).collect::<Result<_, _>>()?)
}

/// Names and aliases of all regions, bare and with their type word in full and in short.
fn names(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut names = Vec::new();
    for row in csv::Reader::from_path(folder.join("regions.csv"))?.records() {
        let row = row?;
        names.extend([row[3].to_owned(), row[4].to_owned()]);
        names.extend(row[4].strip_prefix("Kabupaten ").map(|name| format!("Kab. {name}")));
    }
    for row in csv::Reader::from_path(folder.join("aliases.csv"))?.records() {
        names.push(row?[0].to_owned());
    }
    names.sort();
    names.dedup();
    Ok(names)
}

/// The same facts on every road, whatever the number of threads.
fn check() {
    for input in [&*INPUT, &*GENERAL] {
        let (one, two) = (input.road(1, Only::All), input.road(2, Only::All));
        assert_eq!(one, two, "one and two threads must write the same");
        assert_eq!(one.0, input.expected, "every repetition of an article must say the same");
    }
}

#[divan::bench(name = "0 aho-corasick scan for names", sample_count = 5, sample_size = 1)]
fn scan(bencher: Bencher<'_, '_>) {
    bencher.counter(INPUT.size()).bench(|| INPUT.scan());
}

#[divan::bench(name = "1 tokens, sentences, phrases", sample_count = 5, sample_size = 1)]
fn tokens(bencher: Bencher<'_, '_>) {
    let run = || INPUT.texts.iter().map(|text| stages::tokens(&INPUT.engine, text).0).sum::<usize>();
    bencher.counter(INPUT.size()).bench(run);
}

#[divan::bench(name = "2 and zones", sample_count = 5, sample_size = 1)]
fn zones(bencher: Bencher<'_, '_>) {
    let run = || INPUT.texts.iter().map(|text| stages::zones(&INPUT.engine, text)).sum::<usize>();
    bencher.counter(INPUT.size()).bench(run);
}

#[divan::bench(name = "3 and mentions, facts, records", sample_count = 5, sample_size = 1)]
fn extract(bencher: Bencher<'_, '_>) {
    bencher.counter(INPUT.size()).bench(|| assert_eq!(INPUT.extract(), INPUT.expected));
}

#[divan::bench(name = "4 whole road, JSON Lines to records", sample_count = 5, sample_size = 1)]
fn road(bencher: Bencher<'_, '_>) {
    bencher.counter(INPUT.size()).bench(|| assert_eq!(INPUT.road(1, Only::All).0, INPUT.expected));
}

/// Scan and whole road in turn, so that a busy machine slows both; the best time of each.
fn ratio(name: &str, input: &Input) {
    let time = |run: &dyn Fn()| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    let (mut scan, mut road, mut look, mut facts_road) = (Duration::MAX, Duration::MAX, Duration::MAX, Duration::MAX);
    let may_hold = || input.texts.iter().filter(|text| input.engine.may_hold(text, Only::Facts)).count();
    for _ in 0..ROUNDS {
        scan = scan.min(time(&|| {
            black_box(input.scan());
        }));
        road = road.min(time(&|| {
            black_box(input.road(1, Only::All));
        }));
        look = look.min(time(&|| {
            black_box(may_hold());
        }));
        facts_road = facts_road.min(time(&|| {
            assert_eq!(input.road(1, Only::Facts).0.facts, input.expected.facts);
        }));
    }
    let speed = |time: Duration| input.bytes as f64 / 1e6 / time.as_secs_f64();
    let Counts { mentions, facts } = input.expected;
    println!();
    println!(
        "{name}, {:.1} MB in {} articles: {mentions} mentions, {facts} facts, {} bytes of records",
        input.bytes as f64 / 1e6,
        input.texts.len(),
        input.road(1, Only::All).1
    );
    println!(
        "aho-corasick scan for {} names {:.0} MB/s, whole road {:.0} MB/s: ratio {:.2}",
        input.names,
        speed(scan),
        speed(road),
        speed(road) / speed(scan)
    );
    println!(
        "only facts: look at the words {:.0} MB/s, read {} of {} articles; whole road {:.0} MB/s: ratio {:.2}",
        speed(look),
        may_hold(),
        input.texts.len(),
        speed(facts_road),
        speed(facts_road) / speed(scan)
    );
}
