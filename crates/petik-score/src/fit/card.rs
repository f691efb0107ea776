//! A score card: whole weights whose sums tell yes from no. They are sought among whole numbers from the start, since a fitted
//! curve that is rounded afterwards can be far from the best card (Ustun and Rudin 2019; Liu and others 2022, "FasterRisk").
//! The search begins with the shipped card and changes one weight, or two at once, as long as that helps; so it ends where no
//! weight and no two weights can be changed by one for the better. Nothing in it is left to chance.

/// A decision to learn from: which features hold, how often, and what is right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Example {
    pub(super) held: Vec<(usize, i32)>,
    pub(super) yes: bool,
}

/// What a card must keep to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// By how much a total must grow for the odds to grow e-fold.
    pub(super) scale: f64,
    /// How far the shipped weights may well be off: the standard deviation of what is right around them.
    pub(super) spread: f64,
    /// The largest weight.
    pub(super) most: i32,
    /// How many weights may differ from zero, of those that the examples touch.
    pub(super) nonzero: usize,
}

/// What a change must save at least; less is the noise of adding fractions.
const GAIN: f64 = 1e-9;

/// The best card near `shipped`. Weights keep their sign, one of zero may take any; those that no example touches stay.
pub(super) fn fitted(examples: &[Example], shipped: &[i32], limits: Limits) -> Vec<i32> {
    let mut card = Card::new(examples, shipped, limits);
    card.settle();
    while card.nonzero() > limits.nonzero {
        let Some(least) = card.least_missed() else { break };
        card.step(least, -card.weights[least]);
        card.bounds[least] = (0, 0);
        card.settle();
    }
    card.weights
}

struct Card<'e> {
    examples: &'e [Example],
    shipped: &'e [i32],
    weights: Vec<i32>,
    bounds: Vec<(i32, i32)>,
    /// Of each example, what its weights add up to.
    totals: Vec<i32>,
    /// For each weight the examples that it is in, and how often.
    touched: Vec<Vec<(usize, i32)>>,
    /// The loss of a total that should have been above zero, from the lowest total on.
    losses: Vec<f64>,
    lowest: i32,
    pull: f64,
}

impl<'e> Card<'e> {
    fn new(examples: &'e [Example], shipped: &'e [i32], limits: Limits) -> Self {
        let mut touched = vec![Vec::new(); shipped.len()];
        for (number, example) in examples.iter().enumerate() {
            for &(feature, times) in &example.held {
                touched[feature].push((number, times));
            }
        }
        let total = |example: &Example| example.held.iter().map(|&(feature, times)| shipped[feature] * times).sum();
        let times = |example: &Example| example.held.iter().map(|(_, times)| times).sum::<i32>();
        let highest = (examples.iter().map(times).max().unwrap_or_default() + 2) * limits.most;
        let loss = |total: i32| (-f64::from(total) / limits.scale).exp().ln_1p();
        let bound = |&weight: &i32| match weight.signum() {
            1 => (0, limits.most),
            -1 => (-limits.most, 0),
            _ => (-limits.most, limits.most),
        };
        Card {
            examples,
            shipped,
            weights: shipped.to_vec(),
            bounds: shipped.iter().map(bound).collect(),
            totals: examples.iter().map(total).collect(),
            touched,
            losses: (-highest..=highest).map(loss).collect(),
            lowest: -highest,
            pull: 0.5 / (limits.spread * limits.spread),
        }
    }

    /// Changes weights until no change of one or two helps.
    fn settle(&mut self) {
        loop {
            while self.improve_each() {}
            let Some(pair) = self.best_pair() else { return };
            pair.into_iter().for_each(|(feature, by)| self.step(feature, by));
        }
    }

    /// Moves each weight in turn; whether any moved.
    fn improve_each(&mut self) -> bool {
        let mut moved = false;
        for feature in 0..self.weights.len() {
            moved |= self.improve(feature);
        }
        moved
    }

    /// Moves one weight to its best value: the loss along it has one valley.
    fn improve(&mut self, feature: usize) -> bool {
        let before = self.weights[feature];
        for by in [1, -1] {
            while self.saved(feature, by).is_some_and(|saved| saved > GAIN) {
                self.step(feature, by);
            }
        }
        self.weights[feature] != before
    }

    /// The two changes by one that together save most; where one weight alone stays, two that stand for each other may move.
    fn best_pair(&mut self) -> Option<[(usize, i32); 2]> {
        let mut best = None;
        let mut most = GAIN;
        for first in 0..self.weights.len() {
            for by in [1, -1] {
                let Some(alone) = self.saved(first, by) else { continue };
                self.step(first, by);
                for second in first + 1..self.weights.len() {
                    for other in [1, -1] {
                        let saved = self.saved(second, other).map(|saved| alone + saved);
                        if let Some(saved) = saved.filter(|saved| *saved > most) {
                            (most, best) = (saved, Some([(first, by), (second, other)]));
                        }
                    }
                }
                self.step(first, -by);
            }
        }
        best
    }

    /// What is saved if a weight changes; `None` where it may not, or where no example tells.
    fn saved(&self, feature: usize, by: i32) -> Option<f64> {
        let to = self.weights[feature] + by;
        let (least, most) = self.bounds[feature];
        let touched = &self.touched[feature];
        if touched.is_empty() || to < least || to > most {
            return None;
        }
        let loss = |&(example, times): &(usize, i32)| {
            let total = self.totals[example];
            self.loss(example, total) - self.loss(example, total + by * times)
        };
        let away = |weight: i32| f64::from((weight - self.shipped[feature]).pow(2)) * self.pull;
        Some(touched.iter().map(loss).sum::<f64>() + away(self.weights[feature]) - away(to))
    }

    fn loss(&self, example: usize, total: i32) -> f64 {
        let towards = if self.examples[example].yes { total } else { -total };
        usize::try_from(towards - self.lowest).ok().and_then(|at| self.losses.get(at)).copied().unwrap_or_default()
    }

    fn step(&mut self, feature: usize, by: i32) {
        self.weights[feature] += by;
        for &(example, times) in &self.touched[feature] {
            self.totals[example] += by * times;
        }
    }

    fn nonzero(&self) -> usize {
        self.weights.iter().zip(&self.touched).filter(|(weight, touched)| **weight != 0 && !touched.is_empty()).count()
    }

    /// The weight that costs least if it becomes zero.
    fn least_missed(&self) -> Option<usize> {
        let told = (0..self.weights.len()).filter(|&feature| self.weights[feature] != 0);
        let saved = told.filter_map(|feature| Some((self.saved(feature, -self.weights[feature])?, feature)));
        saved.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, feature)| feature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { scale: 4.0, spread: 2.0, most: 20, nonzero: 40 };
    /// So far that only the examples tell.
    const OPEN: Limits = Limits { spread: 1e3, ..LIMITS };

    /// Every set of features beside the first, which always holds; yes as often as `card` makes it probable.
    fn world(card: &[i32], times: usize) -> Vec<Example> {
        let mut examples = Vec::new();
        for set in 0..1_usize << (card.len() - 1) {
            let holds = |feature: &usize| *feature == 0 || set >> (feature - 1) & 1 == 1;
            let held: Vec<(usize, i32)> = (0..card.len()).filter(holds).map(|feature| (feature, 1)).collect();
            let total: i32 = held.iter().map(|&(feature, _)| card[feature]).sum();
            let yes = (times as f64 / (1.0 + (-f64::from(total) / LIMITS.scale).exp())).round() as usize;
            examples.extend((0..times).map(|number| Example { held: held.clone(), yes: number < yes }));
        }
        examples
    }

    #[test]
    fn a_known_card_is_found_again() {
        let card = [-6, 9, -3, 4, 2, -8];
        let signs = card.map(i32::signum);
        assert_eq!(fitted(&world(&card, 400), &signs, OPEN), card);
    }

    #[test]
    fn few_examples_change_little_and_many_prevail() {
        let shipped = [-3, 2, 0, 0];
        let once = [Example { held: vec![(0, 1), (1, 1)], yes: true }];
        let changed = |examples: &[Example]| {
            let fitted = fitted(examples, &shipped, LIMITS);
            fitted.iter().zip(shipped).map(|(weight, shipped)| (weight - shipped).abs()).sum::<i32>()
        };
        assert!(changed(&once) <= 2, "{}", changed(&once));
        assert!(changed(&vec![once[0].clone(); 60]) > 6);
        assert_eq!(fitted(&[], &shipped, LIMITS), shipped);
    }

    #[test]
    fn signs_and_bounds_are_kept() {
        // What is held to speak for it speaks against it, and the other way round.
        let turned: Vec<Example> = (0..200)
            .flat_map(|_| [(vec![(0, 1), (1, 1)], false), (vec![(0, 1), (2, 1)], true)])
            .map(|(held, yes)| Example { held, yes })
            .collect();
        let card = fitted(&turned, &[1, 5, -5, 7], OPEN);
        assert_eq!((card[1], card[2], card[3]), (0, 0, 7), "{card:?}: not below zero, not above it, untouched");
        let plain: Vec<Example> = (0..200).flat_map(|_| [Example { held: vec![(0, 1)], yes: true }]).collect();
        assert_eq!(fitted(&plain, &[1], OPEN), [20]);
        assert_eq!(fitted(&plain, &[-1], OPEN), [0]);
    }

    #[test]
    fn a_weight_of_zero_may_take_either_sign() {
        let card = [-2, 6, -5];
        assert_eq!(fitted(&world(&card, 400), &[-1, 0, 0], OPEN), card);
    }

    #[test]
    fn a_card_is_as_sparse_as_it_must_be() {
        let card = [-6, 9, -1, 1, 7, -8];
        let sparse = fitted(&world(&card, 100), &card, Limits { nonzero: 4, ..OPEN });
        assert_eq!(sparse.iter().map(|weight| weight.signum()).collect::<Vec<_>>(), [-1, 1, 0, 0, 1, -1], "{sparse:?}");
    }

    #[test]
    fn how_often_a_feature_holds_counts() {
        let mut examples = Vec::new();
        for times in 0..4 {
            let yes = (1000.0 / (1.0 + (-f64::from(3 - 3 * times) / LIMITS.scale).exp())).round() as usize;
            let held = if times > 0 { vec![(0, 1), (1, times)] } else { vec![(0, 1)] };
            examples.extend((0..1000).map(|number| Example { held: held.clone(), yes: number < yes }));
        }
        assert_eq!(fitted(&examples, &[1, -1], OPEN), [3, -3]);
    }

    #[test]
    fn two_that_only_together_help_are_moved_together() {
        // The two hold together almost always: what one gains, the other gives back.
        let together = |yes| Example { held: vec![(0, 1), (1, 1)], yes };
        let mut examples: Vec<Example> = (0..400).map(|number| together(number % 2 == 0)).collect();
        examples.extend((0..12).map(|_| Example { held: vec![(0, 1)], yes: true }));
        let card = fitted(&examples, &[10, -10], OPEN);
        assert!(card[0] > 15 && card[0] + card[1] == 0, "{card:?}");
    }
}
