//! How far a confidence can be taken at its word: of the facts with a confidence of about .9, are nine in ten right?

use super::tally::rounded;
use serde::Serialize;

/// Where the bins begin. Most facts stand at the upper end, where tenths would put unlike ones together.
const BINS: [f64; 7] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/// Facts whose confidence lies between two bounds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// The lower bound, which is in.
    pub from: f64,
    /// The upper bound, which is in the next bin but for 1.
    pub to: f64,
    /// How many facts there are.
    pub n: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// The share of them that is right.
    pub right: f64,
}

/// Confidences beside what turned out to be right, rounded to four places.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Reliability {
    /// How many facts were compared.
    pub n: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// The share of them that is right.
    pub right: f64,
    /// The expected calibration error: by how much confidence and share of right ones differ within a bin, on the average
    /// over the facts.
    pub ece: f64,
    /// The bins that hold anything.
    pub bins: Vec<Bin>,
}

impl Reliability {
    /// Of facts with their confidence and whether they are right.
    ///
    /// ```
    /// use petik_score::Reliability;
    /// let nine_of_ten: Vec<(f64, bool)> = (0..10).map(|fact| (0.92, fact > 0)).collect();
    /// assert_eq!(Reliability::of(&nine_of_ten).ece, 0.02);
    /// ```
    pub fn of(facts: &[(f64, bool)]) -> Self {
        let ends = BINS.iter().skip(1).copied().chain([1.0]);
        let bins = BINS.iter().zip(ends).filter_map(|(&from, to)| {
            let is_last = to >= 1.0;
            let within: Vec<(f64, bool)> =
                facts.iter().copied().filter(|(at, _)| *at >= from && (*at < to || is_last)).collect();
            let (confidence, right) = means(&within)?;
            Some(Bin { from, to, n: within.len(), confidence, right })
        });
        let bins: Vec<Bin> = bins.collect();
        let n = bins.iter().map(|bin| bin.n).sum();
        let Some((confidence, right)) = means(facts) else { return Reliability::default() };
        let error: f64 = bins.iter().map(|bin| bin.n as f64 * (bin.confidence - bin.right).abs()).sum();
        let bins = bins.into_iter().map(Bin::rounded).collect();
        Reliability { n, confidence: rounded(confidence), right: rounded(right), ece: rounded(error / n as f64), bins }
    }
}

impl Bin {
    fn rounded(self) -> Self {
        Bin { confidence: rounded(self.confidence), right: rounded(self.right), ..self }
    }
}

/// Mean confidence and share of right ones; of nothing there is none.
fn means(facts: &[(f64, bool)]) -> Option<(f64, f64)> {
    let n = facts.len() as f64;
    let right = facts.iter().filter(|(_, right)| *right).count() as f64;
    (!facts.is_empty()).then(|| (facts.iter().map(|(at, _)| at).sum::<f64>() / n, right / n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bin_counts_by_its_facts() {
        let sure = (0..30).map(|fact| (0.97, fact != 0));
        let unsure = (0..10).map(|fact| (0.55, fact < 3));
        let reliability = Reliability::of(&sure.chain(unsure).collect::<Vec<_>>());
        let bins: Vec<(f64, f64, usize, f64, f64)> =
            reliability.bins.iter().map(|bin| (bin.from, bin.to, bin.n, bin.confidence, bin.right)).collect();
        assert_eq!(bins, [(0.5, 0.6, 10, 0.55, 0.3), (0.95, 1.0, 30, 0.97, 0.9667)]);
        // (10 × .25 + 30 × .0033) / 40
        assert_eq!((reliability.n, reliability.ece), (40, 0.065));
    }

    #[test]
    fn bounds_belong_to_the_bin_above() {
        let reliability = Reliability::of(&[(0.9, true), (0.95, true), (1.0, true), (0.0, false)]);
        let bins: Vec<(f64, usize)> = reliability.bins.iter().map(|bin| (bin.from, bin.n)).collect();
        assert_eq!(bins, [(0.0, 1), (0.9, 1), (0.95, 2)]);
        assert_eq!(Reliability::of(&[]), Reliability::default());
    }
}
