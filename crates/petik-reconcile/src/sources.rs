//! Which articles are one source: copies of one text count once.

use super::press::{Press, PressArticle, next_line};
use crate::reconciliation::{ArticleRef, Cluster, Reprint};
use petik_cluster::{Sketch, clusters, differences};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead};

/// Sentences that are shown of what a copy added or left out, and their code points.
const SENTENCES: usize = 20;
const SENTENCE: usize = 400;

/// The sources of the articles of `press`.
#[derive(Debug)]
pub(super) struct Sources {
    /// The number of each article's source, from 1, in the order of the earliest articles.
    pub numbers: Vec<u64>,
    /// The texts with copies.
    pub clusters: Vec<Cluster>,
    /// Where the records of the copies stand: by file, by line.
    pub copies: Copies,
}

/// Where the records of texts in several copies stand, so that their texts can be compared: file and line to number of the
/// cluster and of the copy in it, 0 for the earliest.
#[derive(Debug, Default, Clone)]
pub struct Copies {
    places: HashMap<(u32, u64), (usize, usize)>,
    earliest: HashMap<usize, String>,
    kept: bool,
}

impl Sources {
    /// Puts the articles of `press` together. Earliest is who has the earliest day, then who was read first.
    pub fn new(press: &Press, threshold: f64) -> Self {
        let articles = &press.articles;
        let mut order: Vec<usize> = (0..articles.len()).collect();
        // Without a day, an article is never the earliest of those that have one.
        let day = |at: &usize| articles[*at].article.day();
        order.sort_by(|a, b| day(a).cmp(day(b)).then(a.cmp(b)));
        let empty = Sketch::new("");
        let sketch = |at: usize| articles[at].sketch.as_ref().unwrap_or(&empty);
        let sketches: Vec<Sketch> = order.iter().map(|&at| sketch(at).clone()).collect();
        let firsts = clusters(&sketches, threshold);
        let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, first) in order.iter().zip(&firsts) {
            members.entry(*first).or_default().push(*at);
        }
        let mut numbers = vec![0; articles.len()];
        for (number, group) in (1..).zip(members.values()) {
            for at in group {
                numbers[*at] = number;
            }
        }
        let mut sources = Sources { numbers, clusters: Vec::new(), copies: Copies::default() };
        for group in members.values().filter(|group| group.len() > 1) {
            sources.add(press, group);
        }
        sources
    }

    fn add(&mut self, press: &Press, group: &[usize]) {
        let number = self.clusters.len();
        for (copy, at) in group.iter().enumerate() {
            self.copies.places.insert(press.places[*at], (number, copy));
        }
        let article = |at: usize| ArticleRef { source: self.numbers[at], ..press.articles[at].article.clone() };
        let earliest: &PressArticle = &press.articles[group[0]];
        let reprints = group[1..].iter().map(|&at| {
            let sketches = earliest.sketch.as_ref().zip(press.articles[at].sketch.as_ref());
            let similarity = sketches.map_or(0.0, |(a, b)| a.similarity(b));
            let similarity = (similarity * 1000.0).round() / 1000.0;
            Reprint { article: article(at), similarity, ..Reprint::default() }
        });
        self.clusters.push(Cluster {
            source: self.numbers[group[0]],
            basis: if earliest.has_text { "text" } else { "quotes" }.to_owned(),
            earliest: article(group[0]),
            reprints: reprints.collect(),
        });
    }
}

impl Copies {
    /// Whether there is anything to read again.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Reads the records of a file (by number, from 0, in the order of the first reading) once more. The texts of earliest
    /// copies are kept, of all files; after that, a second call for each file tells what each copy added and left out.
    pub fn read_again(&mut self, file: u32, mut records: impl BufRead, clusters: &mut [Cluster]) -> io::Result<()> {
        let compares = self.kept;
        let mut number = 0;
        while let Some(line) = next_line(&mut records)? {
            number += 1;
            let Some(&(cluster, copy)) = self.places.get(&(file, number)) else { continue };
            let wanted = if compares { copy > 0 } else { copy == 0 };
            let text = if wanted { text_of(&line) } else { None };
            match (text, copy.checked_sub(1)) {
                (Some(text), None) => drop(self.earliest.insert(cluster, text)),
                (Some(text), Some(copy)) => self.compare(clusters, cluster, copy, &text),
                (None, _) => {}
            }
        }
        Ok(())
    }

    /// Ends the first of the two readings.
    pub fn all_kept(&mut self) {
        self.kept = true;
    }

    fn compare(&self, clusters: &mut [Cluster], cluster: usize, copy: usize, text: &str) {
        let reprint = clusters.get_mut(cluster).and_then(|cluster| cluster.reprints.get_mut(copy));
        if let (Some(earliest), Some(reprint)) = (self.earliest.get(&cluster), reprint) {
            let (added, left_out) = differences(earliest, text);
            (reprint.added, reprint.left_out) = (shown(&added), shown(&left_out));
        }
    }
}

/// The text of an article record, where it holds one.
fn text_of(line: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Text<'r> {
        #[serde(borrow)]
        text: Cow<'r, str>,
    }
    serde_json::from_slice(line).ok().map(|record: Text<'_>| record.text.into_owned())
}

/// As many sentences as are shown, none too long.
fn shown(sentences: &[&str]) -> Vec<String> {
    let cut = |sentence: &&str| match sentence.char_indices().nth(SENTENCE) {
        Some((end, _)) => format!("{}…", &sentence[..end]),
        None => (*sentence).to_owned(),
    };
    let mut shown: Vec<String> = sentences.iter().take(SENTENCES).map(cut).collect();
    if sentences.len() > SENTENCES {
        shown.push(format!("… and {} more sentences", sentences.len() - SENTENCES));
    }
    shown
}
