//! Sums of money: a currency before or behind a number, alone, as an interval or with a bound. petik keeps no money; it has
//! to know that such a number is neither a count of regions nor a year.

use super::{Gap, Lexicon, ListId, Number, NumberKind, NumberWords, Shape, Text, fold};

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
    /// The entry of the list `currencies`.
    pub currency: u32,
}

/// The word lists that sums of money need.
#[derive(Debug, Clone, Default)]
pub struct MoneyWords {
    currencies: Option<ListId>,
    words: Option<ListId>,
    of_entry: Vec<Bound>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Bound {
    Under,
    Above,
    To,
    Other,
}

/// A number with or without its currency.
struct Amount {
    end: usize,
    value: f64,
    currency: Option<u32>,
}

impl MoneyWords {
    /// The list of currencies, `words/currencies.csv`.
    pub const CURRENCIES: &'static str = "currencies";
    /// The list of words around sums, `words/money_words.csv`.
    pub const WORDS: &'static str = "money_words";

    /// Prepares the lists [`Self::CURRENCIES`] and [`Self::WORDS`]; `bounds` are the values of the entries of the second:
    /// under, above, from, about, to.
    pub fn new<'a>(currencies: Option<ListId>, words: Option<ListId>, bounds: impl Iterator<Item = &'a str>) -> Self {
        let bound = |value: &str| match value {
            "under" => Bound::Under,
            "above" => Bound::Above,
            "to" => Bound::To,
            _ => Bound::Other,
        };
        MoneyWords { currencies, words, of_entry: bounds.map(bound).collect() }
    }

    /// The sum of money that begins at token `at`, or right behind bound words that begin there.
    pub fn parse(&self, text: &Text<'_>, lexicon: &Lexicon, numbers: &NumberWords, at: usize) -> Option<Money> {
        let (first, bound) = self.bound(text, lexicon, at).filter(|b| b.1 != Bound::To).unwrap_or((at, Bound::Other));
        let one = self.amount(text, lexicon, numbers, first)?;
        let two = self
            .bound(text, lexicon, one.end)
            .filter(|b| b.1 == Bound::To)
            .and_then(|(next, _)| self.amount(text, lexicon, numbers, next))
            .filter(|two| two.value > one.value && (one.currency.is_some() || two.currency.is_some()));
        if let Some(two) = two {
            let currency = one.currency.or(two.currency)?;
            return Some(Money { first, end: two.end, low: Some(one.value), high: Some(two.value), currency });
        }
        let (low, high) = match bound {
            Bound::Under => (None, Some(one.value)),
            Bound::Above => (Some(one.value), None),
            _ => (Some(one.value), Some(one.value)),
        };
        Some(Money { first, end: one.end, low, high, currency: one.currency? })
    }

    fn bound(&self, text: &Text<'_>, lexicon: &Lexicon, at: usize) -> Option<(usize, Bound)> {
        let (end, entry) = lexicon.longest(&text.tokens, at, self.words?)?;
        Some((end, *self.of_entry.get(entry as usize)?))
    }

    fn amount(&self, text: &Text<'_>, lexicon: &Lexicon, numbers: &NumberWords, at: usize) -> Option<Amount> {
        let currency = |at| lexicon.longest(&text.tokens, at, self.currencies?);
        let near = |at: usize| text.tokens.get(at).is_some_and(|t| t.gap < Gap::Line);
        if let Some((end, entry)) = currency(at) {
            let number = numbers.parse(text, end).filter(|_| near(end))?;
            return Some(self.with_letter(text, numbers, number, entry));
        }
        let token = text.tokens.get(at)?;
        if token.shape.is_word() {
            // "Rp20", "USD1,23": letters and digits are one token.
            let written = text.words(at, at + 1);
            if let Some(skip) = written.find(|c: char| c.is_ascii_digit()).filter(|&skip| skip > 0) {
                let entry = lexicon.entry(lexicon.look_up(&fold(&written[..skip])), self.currencies?)?;
                let number = numbers.parse_digits_at(text, at, skip)?;
                return Some(self.with_letter(text, numbers, number, entry));
            }
        }
        let number = numbers.parse(text, at)?;
        match currency(number.end).filter(|_| near(number.end)) {
            Some((end, entry)) => Some(Amount { end, value: number.value, currency: Some(entry) }),
            None => Some(Amount { end: number.end, value: number.value, currency: None }),
        }
    }

    /// "Rp 5 M": behind a currency the scale letter may stand apart.
    fn with_letter(&self, text: &Text<'_>, numbers: &NumberWords, number: Number, currency: u32) -> Amount {
        let letter = text.tokens.get(number.end).filter(|t| t.shape == Shape::Initial && t.gap == Gap::Space);
        match letter.and_then(|t| numbers.get(t.word)).filter(|w| w.kind == NumberKind::Letter) {
            Some(letter) => {
                Amount { end: number.end + 1, value: number.value * letter.value as f64, currency: Some(currency) }
            }
            None => Amount { end: number.end, value: number.value, currency: Some(currency) },
        }
    }
}
