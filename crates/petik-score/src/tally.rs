//! Counting right, superfluous and missing answers.

use serde::Serialize;
use std::ops::{Add, Mul};

/// The answers about one layer: of an article, or of several together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Answers {
    pub(super) right: usize,
    pub(super) superfluous: usize,
    pub(super) missing: usize,
}

impl Add for Answers {
    type Output = Answers;

    fn add(self, other: Answers) -> Answers {
        Answers {
            right: self.right + other.right,
            superfluous: self.superfluous + other.superfluous,
            missing: self.missing + other.missing,
        }
    }
}

impl Mul<usize> for Answers {
    type Output = Answers;

    fn mul(self, times: usize) -> Answers {
        Answers { right: self.right * times, superfluous: self.superfluous * times, missing: self.missing * times }
    }
}

/// Between which figures nineteen of twenty draws of articles lie.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The figures of a layer, rounded to four places.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Precision, pooled over all articles (micro).
    pub p: f64,
    /// Recall.
    pub r: f64,
    /// Harmonic mean of both.
    pub f1: f64,
    /// Mean of the F1 of the articles that have any answer.
    pub macro_f1: f64,
    /// Right answers.
    pub tp: usize,
    /// Superfluous answers.
    pub fp: usize,
    /// Missing answers.
    #[serde(rename = "fn")]
    pub missing: usize,
    /// Between which F1 nineteen of twenty draws of articles lie; `None` where there is no answer at all.
    pub f1_interval: Option<Interval>,
}

impl Row {
    /// The figures of a layer, from the answers of each article.
    pub(super) fn of(articles: &[Answers], interval: Option<Interval>) -> Self {
        let all = articles.iter().fold(Answers::default(), |sum, answers| sum + *answers);
        let (p, r) = (share(all.right, all.right + all.superfluous), share(all.right, all.right + all.missing));
        let told: Vec<f64> =
            articles.iter().filter(|one| **one != Answers::default()).map(|one| harmonic(*one)).collect();
        let macro_f1 = if told.is_empty() { 1.0 } else { told.iter().sum::<f64>() / told.len() as f64 };
        Row {
            p: rounded(p),
            r: rounded(r),
            f1: rounded(f1(p, r)),
            macro_f1: rounded(macro_f1),
            tp: all.right,
            fp: all.superfluous,
            missing: all.missing,
            f1_interval: interval.map(|Interval { low, high }| Interval { low: rounded(low), high: rounded(high) }),
        }
    }
}

fn harmonic(answers: Answers) -> f64 {
    let twice = 2 * answers.right;
    share(twice, twice + answers.superfluous + answers.missing)
}

/// F1 over all answers together.
pub(super) fn pooled_f1(all: Answers) -> f64 {
    f1(share(all.right, all.right + all.superfluous), share(all.right, all.right + all.missing))
}

/// Of nothing, all is right.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

pub(super) fn f1(p: f64, r: f64) -> f64 {
    if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
}

/// To four places, by way of the decimal form: multiplying first would round some halves the other way.
pub(super) fn rounded(figure: f64) -> f64 {
    format!("{figure:.4}").parse().unwrap_or(figure)
}
