//! How good weights are at decisions that they were not fitted to.

use crate::calibration::Reliability;
use crate::tally::{rounded, share};
use petik_core::gazetteer::Sum;

/// How good the answers of weights are, rounded to four places.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Mean loss in nats: 0 where every answer is certain and right, .693 where each is a toss.
    pub log_loss: f64,
    /// The share of right answers.
    pub accuracy: f64,
    /// The share of right ones among those answered with yes.
    pub precision: f64,
    /// The share of those answered with yes among those where yes is right.
    pub recall: f64,
    /// Probabilities beside what was right.
    pub reliability: Reliability,
}

impl Scores {
    /// Of totals with the right answers.
    pub(super) fn of(answers: &[(i32, bool)]) -> Self {
        let count =
            |wanted: fn(bool, bool) -> bool| answers.iter().filter(|(total, yes)| wanted(*total > 0, *yes)).count();
        let right = count(|said, yes| said == yes);
        let (hits, said, told) = (count(|said, yes| said && yes), count(|said, _| said), count(|_, yes| yes));
        let loss = |&(total, yes): &(i32, bool)| -Sum::probability_of(if yes { total } else { -total }).ln();
        let probable: Vec<(f64, bool)> =
            answers.iter().map(|&(total, yes)| (Sum::probability_of(total), yes)).collect();
        Scores {
            log_loss: rounded(answers.iter().map(loss).sum::<f64>() / answers.len().max(1) as f64),
            accuracy: rounded(share(right, answers.len())),
            precision: rounded(share(hits, said)),
            recall: rounded(share(hits, told)),
            reliability: Reliability::of(&probable),
        }
    }
}

/// The log-loss of one who knows nothing but how often yes is right.
pub(super) fn blind(yes: usize, all: usize) -> f64 {
    let p = share(yes, all);
    let part = |p: f64| if p > 0.0 { -p * p.ln() } else { 0.0 };
    rounded(part(p) + part(1.0 - p))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_of_four_answers() {
        let scores = Scores::of(&[(8, true), (4, false), (-4, false), (0, true)]);
        assert_eq!((scores.accuracy, scores.precision, scores.recall), (0.5, 0.5, 0.5));
        // (.1269 + 1.3133 + .3133 + .6931) / 4
        assert_eq!(scores.log_loss, 0.6116);
        assert_eq!((blind(1, 4), blind(4, 4)), (0.5623, 0.0));
    }
}
