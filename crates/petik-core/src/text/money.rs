//! Sums of money: a currency before or behind a number, alone, as an interval or with a bound. petik keeps no money; it has
//! to know that such a number is neither a count of regions nor a year.

use super::{Gap, Lexicon, Listed, Number, NumberKind, NumberWords, Shape, Text, WordList, fold};
use crate::vocabulary;

/// A sum of money in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Money {
    /// First token of the sum; words like "more than" stand before it.
    pub first: usize,
    /// First token after it.
    pub end: usize,
    /// The least that is meant; `None` for "less than".
    pub low: Option<f64>,
    /// The most that is meant; `None` for "more than".
    pub high: Option<f64>,
    /// The currency.
    pub currency: Currency,
}

vocabulary! {
    /// A currency, by its code in ISO 4217 where that can be told.
    pub enum Currency {
        /// Rupiah.
        Idr = "IDR",
        /// Dollars, of which country is not said.
        Dollar = "Dollar",
        /// Dollars of the United States.
        Usd = "USD",
        /// Dollars of Singapore.
        Sgd = "SGD",
        /// Pounds, of which country is not said.
        Pound = "Pound",
        /// Pounds of the United Kingdom.
        Gbp = "GBP",
        /// Euro.
        Eur = "EUR",
        /// Yen.
        Jpy = "JPY",
        /// Yuan.
        Cny = "CNY",
        /// Ringgit.
        Myr = "MYR",
        /// Riyals of Saudi Arabia.
        Sar = "SAR",
    }
}

vocabulary! {
    /// What words around a sum of money say of it.
    pub enum MoneyBound {
        /// Less is meant.
        Under = "under",
        /// More is meant.
        Above = "above",
        /// The first of two sums stands behind.
        From = "from",
        /// The second of two sums stands behind.
        To = "to",
        /// About as much is meant.
        About = "about",
    }
}

/// The word lists that sums of money need.
#[derive(Debug)]
pub struct MoneyWords {
    currencies: WordList<Currency>,
    bounds: WordList<MoneyBound>,
}

/// A number with or without its currency.
struct Amount {
    end: usize,
    value: f64,
    currency: Option<Currency>,
}

impl MoneyWords {
    /// Sums in these currencies, with these words around them.
    pub fn new(currencies: WordList<Currency>, bounds: WordList<MoneyBound>) -> Self {
        MoneyWords { currencies, bounds }
    }

    /// The sum of money that begins at token `at`, or right behind bound words that begin there.
    pub fn parse(&self, text: &Text<'_>, lexicon: &Lexicon, numbers: &NumberWords, at: usize) -> Option<Money> {
        let (first, bound) = match self.bound(text, lexicon, at).filter(|b| b.1 != MoneyBound::To) {
            Some((first, bound)) => (first, Some(bound)),
            None => (at, None),
        };
        let one = self.amount(text, lexicon, numbers, first)?;
        let two = self
            .bound(text, lexicon, one.end)
            .filter(|b| b.1 == MoneyBound::To)
            .and_then(|(next, _)| self.amount(text, lexicon, numbers, next))
            .filter(|two| two.value > one.value && (one.currency.is_some() || two.currency.is_some()));
        if let Some(two) = two {
            let currency = one.currency.or(two.currency)?;
            return Some(Money { first, end: two.end, low: Some(one.value), high: Some(two.value), currency });
        }
        let (low, high) = match bound {
            Some(MoneyBound::Under) => (None, Some(one.value)),
            Some(MoneyBound::Above) => (Some(one.value), None),
            Some(MoneyBound::From | MoneyBound::To | MoneyBound::About) | None => (Some(one.value), Some(one.value)),
        };
        Some(Money { first, end: one.end, low, high, currency: one.currency? })
    }

    fn bound(&self, text: &Text<'_>, lexicon: &Lexicon, at: usize) -> Option<(usize, MoneyBound)> {
        let (end, entry) = lexicon.longest(&text.tokens, at, self.bounds.id())?;
        Some((end, *self.bounds.entry(entry)))
    }

    fn amount(&self, text: &Text<'_>, lexicon: &Lexicon, numbers: &NumberWords, at: usize) -> Option<Amount> {
        let list = self.currencies.id();
        let currency =
            |at| lexicon.longest(&text.tokens, at, list).map(|(end, entry)| (end, *self.currencies.entry(entry)));
        let near = |at: usize| text.tokens.get(at).is_some_and(|t| t.gap < Gap::Line);
        if let Some((end, currency)) = currency(at) {
            let number = numbers.parse(text, end).filter(|_| near(end))?;
            return Some(self.with_letter(text, numbers, number, currency));
        }
        let token = text.tokens.get(at)?;
        if token.shape.is_word() {
            // "Rp20", "USD1,23": letters and digits are one token.
            let written = text.words(at, at + 1);
            if let Some(skip) = written.find(|c: char| c.is_ascii_digit()).filter(|&skip| skip > 0) {
                let entry = lexicon.entry(lexicon.look_up(&fold(&written[..skip])), list)?;
                let number = numbers.parse_digits_at(text, at, skip)?;
                return Some(self.with_letter(text, numbers, number, *self.currencies.entry(entry)));
            }
        }
        let number = numbers.parse(text, at)?;
        match currency(number.end).filter(|_| near(number.end)) {
            Some((end, currency)) => Some(Amount { end, value: number.value, currency: Some(currency) }),
            None => Some(Amount { end: number.end, value: number.value, currency: None }),
        }
    }

    /// "Rp 5 M": behind a currency the scale letter may stand apart.
    fn with_letter(&self, text: &Text<'_>, numbers: &NumberWords, number: Number, currency: Currency) -> Amount {
        let letter = text.tokens.get(number.end).filter(|t| t.shape == Shape::Initial && t.gap == Gap::Space);
        match letter.and_then(|t| numbers.get(t.word)).filter(|w| w.kind == NumberKind::Letter) {
            Some(letter) => {
                Amount { end: number.end + 1, value: number.value * letter.value as f64, currency: Some(currency) }
            }
            None => Amount { end: number.end, value: number.value, currency: Some(currency) },
        }
    }
}
