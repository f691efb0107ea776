//! Seconds, peak memory, precision and recall of putting reprints together: 200,000 short articles made from sentences with
//! gaps, a fifth of them reprints with edits and a tenth releases that fill in the sentences of another with other names.
//! `PETIK_TEXTS_MADE=N` makes another number of them. `benches/README.md` says what to make of it.

#![allow(clippy::expect_used)] // a bench that cannot run should say so and stop
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // a bench measures time and prints

#[path = "cluster/words.rs"]
mod words;

use petik::cluster::{Sketch, THRESHOLD, clusters};
use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::Hash;
use std::time::Instant;
use std::{env, fs};
use words::{BYLINES, DAYS, FOOTERS, GIVEN, HEADLINES, OPENINGS, PLACES, PROGRAMMES, SENTENCES, SURNAMES};

const TEXTS: usize = 200_000;
/// Sentences of a story, beside its headline, opening and footer.
const LENGTH: usize = 7;
const THREADS: usize = 2;
const THRESHOLDS: [f64; 5] = [0.3, 0.4, 0.6, 0.7, 0.8];

fn main() {
    let count = env::var("PETIK_TEXTS_MADE").map_or(TEXTS, |n| n.parse().expect("PETIK_TEXTS_MADE is a number"));
    let made = articles(count);
    let words: usize = made.iter().map(|article| article.text.split_whitespace().count()).sum();
    println!("{count} articles, {} words each, {:.0} MB in memory", words / count, peak());

    let pool = rayon::ThreadPoolBuilder::new().num_threads(THREADS).build().expect("two threads");
    let start = Instant::now();
    let sketches: Vec<Sketch> = pool.install(|| made.par_iter().map(|article| Sketch::new(&article.text)).collect());
    let sketched = start.elapsed().as_secs_f64();
    let found = clusters(&sketches, THRESHOLD);
    let all = start.elapsed().as_secs_f64();
    println!(
        "sketches {sketched:.1} s on {THREADS} threads, clusters {:.1} s on one, together {all:.1} s, peak {:.0} MB",
        all - sketched,
        peak()
    );

    let groups: Vec<usize> = made.iter().map(|article| article.group).collect();
    let pairs_of = |found: &[u32]| {
        let both = pairs(found.iter().zip(&groups));
        format!("precision {:.4}, recall {:.4} of pairs", both / pairs(found), both / pairs(&groups))
    };
    println!("{}", pairs_of(&found));
    println!("articles in the same cluster as what they were made from:");
    for edit in Edit::ALL {
        let of_it = made.iter().zip(&found).filter(|(article, _)| article.edit == Some(edit));
        let (articles, together) = of_it.fold((0, 0), |(articles, together), (article, cluster)| {
            (articles + 1, together + u32::from(*cluster == found[article.made_from]))
        });
        println!("  {:44} {together:6} of {articles}", edit.words());
    }
    for threshold in THRESHOLDS {
        println!("threshold {threshold}: {}", pairs_of(&clusters(&sketches, threshold)));
    }
}

/// Pairs of equal things.
fn pairs<T: Eq + Hash>(things: impl IntoIterator<Item = T>) -> f64 {
    let mut counts: HashMap<T, f64> = HashMap::new();
    things.into_iter().for_each(|thing| *counts.entry(thing).or_default() += 1.0);
    counts.values().map(|n| n * (n - 1.0) / 2.0).sum()
}

/// The most memory that the process has held, in MB.
fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).map_or(f64::NAN, |kb: f64| kb / 1024.0)
}

// ---- What is made. ----

struct Made {
    text: String,
    /// Articles of one group are one source.
    group: usize,
    /// The article that this one repeats or whose sentences it fills in.
    made_from: usize,
    edit: Option<Edit>,
}

/// What was done to an article to make another one of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edit {
    Headline,
    Byline,
    LastCut,
    HeadlineBylineLastCut,
    Half,
    HalfHeadline,
    Quotes,
    Added,
    OneName,
    Template,
}

impl Edit {
    const ALL: [Edit; 10] = [
        Edit::Headline,
        Edit::Byline,
        Edit::LastCut,
        Edit::HeadlineBylineLastCut,
        Edit::Half,
        Edit::HalfHeadline,
        Edit::Quotes,
        Edit::Added,
        Edit::OneName,
        Edit::Template,
    ];

    fn words(self) -> &'static str {
        match self {
            Edit::Headline => "another headline",
            Edit::Byline => "another byline",
            Edit::LastCut => "the last two sentences cut",
            Edit::HeadlineBylineLastCut => "headline, byline and last two sentences",
            Edit::Half => "only the first half",
            Edit::HalfHeadline => "only the first half, another headline",
            Edit::Quotes => "typographic quotes and dashes",
            Edit::Added => "a sentence added",
            Edit::OneName => "one name replaced where it stands first",
            Edit::Template => "same sentences, other names (another report)",
        }
    }
}

/// A story: which sentences, filled in with what.
#[derive(Clone)]
struct Story {
    headline: usize,
    opening: usize,
    sentences: Vec<usize>,
    footer: usize,
    byline: usize,
    /// What fills the gaps: `{R}`, `{P}`, `{S}`, `{G}`, `{D}`, `{N}`.
    fillings: [String; 6],
}

fn articles(count: usize) -> Vec<Made> {
    let mut chance = Chance(1);
    let mut stories: Vec<(usize, Story)> = Vec::new();
    let mut made: Vec<Made> = Vec::with_capacity(count);
    while made.len() < count {
        let at = made.len();
        let kind = if stories.is_empty() { 9 } else { chance.below(10) };
        if kind > 2 {
            let story = Story::new(&mut chance);
            made.push(Made { text: story.lines().join("\n"), group: at, made_from: at, edit: None });
            stories.push((at, story));
            continue;
        }
        let (made_from, mut story) = stories[chance.below(stories.len())].clone();
        let edit = if kind == 2 { Edit::Template } else { Edit::ALL[chance.below(Edit::ALL.len() - 1)] };
        let group = if edit == Edit::Template { at } else { made_from };
        let text = story.edited(edit, &mut chance);
        made.push(Made { text, group, made_from, edit: Some(edit) });
    }
    made
}

impl Story {
    fn new(chance: &mut Chance) -> Self {
        let mut sentences = Vec::new();
        while sentences.len() < LENGTH {
            let sentence = chance.below(SENTENCES.len());
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        Story {
            headline: chance.below(HEADLINES.len()),
            opening: chance.below(OPENINGS.len()),
            sentences,
            footer: chance.below(FOOTERS.len()),
            byline: chance.below(BYLINES.len()),
            fillings: Story::fillings(chance),
        }
    }

    fn fillings(chance: &mut Chance) -> [String; 6] {
        let person = |chance: &mut Chance| format!("{} {}", chance.of(&GIVEN), chance.of(&SURNAMES));
        [
            chance.of(&PLACES).to_owned(),
            person(chance),
            person(chance),
            chance.of(&PROGRAMMES).to_owned(),
            format!(
                "{} ({}/{}/{})",
                chance.of(&DAYS),
                1 + chance.below(28),
                1 + chance.below(12),
                2015 + chance.below(9)
            ),
            (3 + chance.below(400)).to_string(),
        ]
    }

    /// Headline, byline, opening, sentences, footer.
    fn lines(&self) -> Vec<String> {
        let sentences = self.sentences.iter().map(|&sentence| SENTENCES[sentence]);
        let parts = [HEADLINES[self.headline], BYLINES[self.byline], OPENINGS[self.opening]];
        let lines = parts.into_iter().chain(sentences).chain([FOOTERS[self.footer]]);
        let gaps = ["{R}", "{P}", "{S}", "{G}", "{D}", "{N}"];
        lines
            .map(|line| {
                gaps.iter().zip(&self.fillings).fold(line.to_owned(), |line, (gap, filling)| line.replace(gap, filling))
            })
            .collect()
    }

    fn edited(&mut self, edit: Edit, chance: &mut Chance) -> String {
        // Every reprint stands on another site.
        self.footer = (self.footer + 1 + chance.below(FOOTERS.len() - 1)) % FOOTERS.len();
        if matches!(edit, Edit::Headline | Edit::HeadlineBylineLastCut | Edit::HalfHeadline) {
            self.headline = (self.headline + 1 + chance.below(HEADLINES.len() - 1)) % HEADLINES.len();
        }
        if matches!(edit, Edit::Byline | Edit::HeadlineBylineLastCut) {
            self.byline = (self.byline + 1 + chance.below(BYLINES.len() - 1)) % BYLINES.len();
        }
        match edit {
            Edit::LastCut | Edit::HeadlineBylineLastCut => self.sentences.truncate(LENGTH - 2),
            Edit::Half | Edit::HalfHeadline => self.sentences.truncate(LENGTH / 2),
            Edit::Added => self.sentences.insert(chance.below(LENGTH), chance.below(SENTENCES.len())),
            Edit::Template => {
                let days = self.fillings[4].clone();
                self.fillings = Story::fillings(chance);
                self.fillings[4] = days;
            }
            _ => {}
        }
        let text = self.lines().join("\n");
        match edit {
            Edit::Quotes => text.replace(" \"", " “").replace('"', "”").replace(" - ", " – ").replace('\'', "’"),
            Edit::OneName => text.replacen(&self.fillings[0], chance.of(&PLACES), 1),
            _ => text,
        }
    }
}

/// Numbers that look like chance and are the same in every run (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}
