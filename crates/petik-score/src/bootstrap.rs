//! How far a figure would move with other articles of the same kind: articles are drawn again and again from those at hand,
//! with repetition (percentile bootstrap, Efron and Tibshirani 1993, chapter 13).

use super::tally::{Answers, Interval, pooled_f1};

/// How often articles are drawn.
const DRAWS: usize = 1000;
/// Beginning of the row of chances; the same articles have the same intervals.
const SEED: u64 = 20_260_101;

/// The interval of the pooled F1 of each layer; `layers` has, for each layer, the answers of each article. `None` where a
/// layer has no answers.
pub(super) fn intervals(layers: &[Vec<Answers>]) -> Vec<Option<Interval>> {
    let articles = layers.first().map_or(0, Vec::len);
    let mut drawn: Vec<Vec<f64>> = vec![Vec::with_capacity(DRAWS); layers.len()];
    let mut dice = Dice(SEED);
    let mut times = vec![0; articles];
    for _ in 0..DRAWS {
        times.fill(0);
        (0..articles).for_each(|_| times[dice.below(articles)] += 1);
        for (drawn, layer) in drawn.iter_mut().zip(layers) {
            let taken = times.iter().zip(layer).filter(|(times, _)| **times > 0);
            drawn.push(pooled_f1(taken.fold(Answers::default(), |sum, (times, answers)| sum + *answers * *times)));
        }
    }
    let interval = |(layer, mut drawn): (&Vec<Answers>, Vec<f64>)| {
        let any = layer.iter().any(|answers| *answers != Answers::default());
        drawn.sort_by(f64::total_cmp);
        let at = |share: f64| drawn.get((share * (DRAWS - 1) as f64).round() as usize).copied();
        Some(Interval { low: at(0.025)?, high: at(0.975)? }).filter(|_| any)
    };
    layers.iter().zip(drawn).map(interval).collect()
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut chance = self.0;
        chance = (chance ^ (chance >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        chance = (chance ^ (chance >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((u128::from(chance ^ (chance >> 31)) * most as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(right: usize, superfluous: usize, missing: usize) -> Answers {
        Answers { right, superfluous, missing }
    }

    #[test]
    fn articles_that_are_alike_leave_no_doubt() {
        let alike = vec![answers(3, 1, 1); 12];
        assert_eq!(intervals(&[alike]), [Some(Interval { low: 0.75, high: 0.75 })]);
    }

    #[test]
    fn a_few_unlike_articles_leave_much() {
        let unlike: Vec<Answers> =
            (0..10).map(|n| if n % 2 == 0 { answers(4, 0, 0) } else { answers(0, 2, 2) }).collect();
        let interval = intervals(std::slice::from_ref(&unlike))[0].unwrap();
        assert!(interval.low < 0.5 && interval.high > 0.8, "{interval:?}");
        assert_eq!(intervals(std::slice::from_ref(&unlike))[0], Some(interval), "the same articles, the same interval");
    }

    #[test]
    fn nothing_to_answer_has_no_interval() {
        assert_eq!(intervals(&[vec![Answers::default(); 3], vec![answers(1, 0, 0); 3]])[0], None);
        assert_eq!(intervals(&[vec![]]), [None]);
    }
}
