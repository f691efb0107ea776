//! Counting right, superfluous and missing answers.

use serde::Serialize;

/// The answers of one layer over all articles.
#[derive(Debug, Default)]
pub(super) struct Tally {
    right: usize,
    superfluous: usize,
    missing: usize,
    /// F1 of each article that has any answer.
    of_articles: Vec<f64>,
}

/// The figures of a layer, rounded to four places.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Row {
    pub(super) p: f64,
    pub(super) r: f64,
    pub(super) f1: f64,
    pub(super) macro_f1: f64,
    pub(super) tp: usize,
    pub(super) fp: usize,
    #[serde(rename = "fn")]
    pub(super) missing: usize,
}

impl Tally {
    /// Adds one article's answers.
    pub(super) fn add(&mut self, right: usize, superfluous: usize, missing: usize) {
        self.right += right;
        self.superfluous += superfluous;
        self.missing += missing;
        if right + superfluous + missing > 0 {
            self.of_articles.push((2 * right) as f64 / (2 * right + superfluous + missing) as f64);
        }
    }

    pub(super) fn row(&self) -> Row {
        let (p, r) = (share(self.right, self.right + self.superfluous), share(self.right, self.right + self.missing));
        let macro_f1 = match self.of_articles.len() {
            0 => 1.0,
            number => self.of_articles.iter().sum::<f64>() / number as f64,
        };
        Row {
            p: rounded(p),
            r: rounded(r),
            f1: rounded(f1(p, r)),
            macro_f1: rounded(macro_f1),
            tp: self.right,
            fp: self.superfluous,
            missing: self.missing,
        }
    }
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
