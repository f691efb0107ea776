//! Numbers in digits and in words, as Indonesian writes them: 1.000.000 and 98,2, "1,2 juta", "sepuluh (10)", "belasan".
//! The words themselves and what each does in a numeral come from `words/numbers.csv`; here is only the grammar.

mod digits;

use super::{Gap, Shape, Text, WordId};
use crate::vocabulary;
use digits::{decimal, digits_of, plain_digits};

vocabulary! {
    /// What a number word does in a numeral.
    pub enum NumberKind {
        /// One digit in words, zero included.
        Digit = "digit",
        /// Complete below one hundred (ten, eleven); whole tens from twenty on may take a digit.
        Whole = "whole",
        /// Adds ten to the digit before.
        Teen = "teen",
        /// Ten, hundred, thousand, ...: multiplies what stands before.
        Scale = "scale",
        /// One hundred, one thousand, ... in a single word.
        OneScale = "one_scale",
        /// Tens, hundreds, ...: no exact value.
        Vague = "vague",
        /// A scale letter behind digits.
        Letter = "letter",
        /// Makes the number behind it negative.
        Minus = "minus",
        /// The decimal sign as a word.
        Point = "point",
        /// Percent: shows that "98, 2" before it is one number.
        Percent = "percent",
        /// Behind digits: about that many, or that decade.
        Suffix = "suffix",
        /// An ordinal in one word.
        Ordinal = "ordinal",
        /// Makes an ordinal of the number after its hyphen.
        OrdinalPrefix = "ordinal_prefix",
    }
}

/// One number word with its value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberWord {
    /// What it does.
    pub kind: NumberKind,
    /// Its value.
    pub value: u64,
}

/// The number words of the language (`words/numbers.csv`).
#[derive(Debug, Clone, Default)]
pub struct NumberWords {
    /// For each word of the lexicon its place in `meanings`, plus one: most look-ups end here.
    places: Vec<u8>,
    meanings: Vec<NumberWord>,
    words: Vec<WordId>,
}

/// A number in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// First token after it.
    pub end: usize,
    /// Its value; for a vague number the lower bound.
    pub value: f64,
    /// Whether it says only a magnitude (tens of, the seventies).
    pub vague: bool,
    /// The value of a repetition in the other notation, "10 (sepuluh)"; it is kept also when it differs.
    pub echo: Option<f64>,
}

/// A number while it is read.
#[derive(Clone, Copy)]
struct Part {
    end: usize,
    value: f64,
    vague: bool,
    digits: bool,
}

impl NumberWords {
    /// Adds a word.
    pub fn insert(&mut self, word: WordId, meaning: NumberWord) {
        let place = word.0 as usize;
        if self.places.len() <= place {
            self.places.resize(place + 1, 0);
        }
        if self.meanings.len() < usize::from(u8::MAX) {
            self.meanings.push(meaning);
            self.words.push(word);
            self.places[place] = self.meanings.len() as u8;
        }
    }

    /// What `word` does in a numeral, if it is a number word.
    #[inline]
    pub fn get(&self, word: WordId) -> Option<NumberWord> {
        match self.places.get(word.0 as usize) {
            None | Some(0) => None,
            Some(&place) => self.meanings.get(usize::from(place) - 1).copied(),
        }
    }

    /// All number words.
    pub fn words(&self) -> impl Iterator<Item = WordId> {
        self.words.iter().copied()
    }

    /// Whether a number can begin with `word` (numbers in digits begin with none).
    pub fn begins(&self, word: WordId) -> bool {
        use NumberKind::{Digit, Minus, OneScale, Vague, Whole};
        self.get(word).is_some_and(|w| matches!(w.kind, Digit | Whole | OneScale | Vague | Minus))
    }

    /// The longest number that begins at token `at`.
    pub fn parse(&self, text: &Text<'_>, at: usize) -> Option<Number> {
        let token = text.tokens.get(at)?;
        if token.shape == Shape::Mark {
            // "-5" is negative; the hyphen of "10-5" or "B-5" and the dash of "- 5" are not a sign.
            let signs = is_minus_sign(text, at) && is_glued(text, at + 1) && (at == 0 || token.gap != Gap::None);
            return signs.then(|| self.parse_digits_at(text, at + 1, 0)).flatten().map(negative);
        }
        if token.shape != Shape::Digits && self.of(text, at, NumberKind::Minus).is_some() {
            return self.positive(text, at + 1).filter(|_| is_near(text, at + 1)).map(negative);
        }
        self.positive(text, at)
    }

    /// The number in digits whose first digit stands `skip` bytes behind the start of token `at`, so that "Rp20" and
    /// "USD1,23" can be read behind their letters.
    pub fn parse_digits_at(&self, text: &Text<'_>, at: usize, skip: usize) -> Option<Number> {
        let first = self.digits(text, at, skip)?;
        if self.is_alone(text, first.end) {
            return Some(Number { end: first.end, value: first.value, vague: first.vague, echo: None });
        }
        Some(self.close(text, self.sum(text, Some(first), at, None)?))
    }

    /// Whether nothing at token `end` can go on with the number before it, as behind most numbers.
    fn is_alone(&self, text: &Text<'_>, end: usize) -> bool {
        text.tokens.get(end).is_none_or(|token| {
            self.get(token.word).is_none()
                && (token.gap >= Gap::Line || token.shape != Shape::Digits && !is_mark(text, end, '('))
        })
    }

    /// The ordinal number that begins at token `at`: one word ("keempat"), several ("kedua belas"), or digits, roman
    /// numerals or words behind the prefix ("ke-4", "ke-IV", "ke-dua").
    pub fn ordinal(&self, text: &Text<'_>, at: usize) -> Option<Number> {
        let word = self.get(text.word(at))?;
        let part = match word.kind {
            NumberKind::Ordinal if word.value < 10 => {
                let digit = NumberWord { kind: NumberKind::Digit, value: word.value };
                self.sum(text, None, at, Some(digit))?
            }
            NumberKind::Ordinal => Part { end: at + 1, value: word.value as f64, vague: false, digits: false },
            NumberKind::OrdinalPrefix
                if is_hyphen(text, at + 1) && is_glued(text, at + 1) && is_glued(text, at + 2) =>
            {
                let written = text.words(at + 2, at + 3);
                match roman(written) {
                    Some(value) => Part { end: at + 3, value: f64::from(value), vague: false, digits: false },
                    None => match plain_digits(written) {
                        Some((value, _)) => Part { end: at + 3, value: value as f64, vague: false, digits: true },
                        None => self.sum(text, None, at + 2, None)?,
                    },
                }
            }
            _ => return None,
        };
        (!part.vague).then_some(Number { end: part.end, value: part.value, vague: false, echo: None })
    }

    fn positive(&self, text: &Text<'_>, at: usize) -> Option<Number> {
        let token = text.tokens.get(at)?;
        if token.shape == Shape::Digits {
            return self.parse_digits_at(text, at, 0);
        }
        self.get(token.word)?;
        Some(self.close(text, self.sum(text, None, at, None)?))
    }

    /// Adds a repetition in the other notation: "10 (sepuluh)", "sepuluh (10)".
    fn close(&self, text: &Text<'_>, part: Part) -> Number {
        let mut number = Number { end: part.end, value: part.value, vague: part.vague, echo: None };
        if is_mark(text, part.end, '(') && is_near(text, part.end) && is_near(text, part.end + 1) {
            let inside = part.end + 1;
            let other = match self.digits(text, inside, 0) {
                Some(digits) => self.sum(text, Some(digits), inside, None),
                None => self.sum(text, None, inside, None),
            };
            if let Some(other) = other.filter(|o| o.digits != part.digits && is_mark(text, o.end, ')')) {
                number.echo = Some(other.value);
                number.end = other.end + 1;
            }
        }
        number
    }

    /// The sum of groups with falling scales: "1 juta 200 ribu", "seribu tujuh puluh lima".
    fn sum(&self, text: &Text<'_>, digits: Option<Part>, at: usize, first: Option<NumberWord>) -> Option<Part> {
        let in_digits = digits.is_some();
        let mut total = Part { end: at, value: 0.0, vague: false, digits: in_digits };
        let mut limit = f64::INFINITY;
        loop {
            let begins = total.end == at;
            if !begins && !is_near(text, total.end) {
                break;
            }
            let group = match digits {
                Some(group) if begins => Some(group),
                _ if in_digits => {
                    self.digits(text, total.end, 0).or_else(|| self.below_thousand(text, total.end, None))
                }
                _ => self.below_thousand(text, total.end, first.filter(|_| begins)),
            };
            let Some(group) = group.and_then(|group| self.scaled(text, group, limit)) else { break };
            let (group, scale) = group;
            if group.value >= limit || in_digits && !begins && scale.is_none() {
                break;
            }
            total = Part {
                end: group.end,
                value: total.value + group.value,
                vague: total.vague || group.vague,
                digits: in_digits,
            };
            match scale {
                Some(scale) if !group.vague => limit = scale,
                _ => break,
            }
        }
        (total.end > at).then_some(total)
    }

    /// Decimals in words, then the scales behind a group: (value, last scale). `None` when the scale belongs to another
    /// number ("seribu dua ribu").
    fn scaled(&self, text: &Text<'_>, mut group: Part, limit: f64) -> Option<(Part, Option<f64>)> {
        if !group.vague {
            self.spoken_decimals(text, &mut group);
        }
        // A one-word thousand or million is a group and its scale at once.
        let mut scale = (!group.digits && group.value >= 1000.0).then_some(group.value);
        while is_near(text, group.end) {
            let Some(word) = self.get(text.word(group.end)) else { break };
            let value = word.value as f64;
            match word.kind {
                NumberKind::Scale if value >= 1000.0 || value >= 100.0 && group.digits && group.value < 100.0 => {
                    if value >= limit {
                        return None;
                    }
                    group.value = multiply(group.value, value);
                    scale = Some(scale.map_or(value, |s| s * value));
                }
                NumberKind::Vague if value >= 100.0 && !group.vague => {
                    group.value = multiply(group.value, value);
                    group.vague = true;
                }
                _ => break,
            }
            group.end += 1;
        }
        Some((group, scale))
    }

    fn spoken_decimals(&self, text: &Text<'_>, group: &mut Part) {
        if self.of(text, group.end, NumberKind::Point).is_none() {
            return;
        }
        let mut end = group.end + 1;
        let (mut fraction, mut len) = (0, 0);
        if let Some((digits, count)) = digits_of(text, end, 0).filter(|d| d.1 <= 6) {
            (fraction, len, end) = (digits, count, end + 1);
        } else {
            while let Some(word) = self.of(text, end, NumberKind::Digit).filter(|_| len < 9) {
                (fraction, len, end) = (fraction * 10 + word.value, len + 1, end + 1);
            }
        }
        if len > 0 {
            (group.value, group.end) = (decimal(group.value, fraction, len), end);
        }
    }

    /// Words below one thousand, a one-word thousand or more, or a vague word.
    fn below_thousand(&self, text: &Text<'_>, at: usize, first: Option<NumberWord>) -> Option<Part> {
        use NumberKind::{Digit, OneScale, Scale, Teen, Vague, Whole};
        let word = |i: usize| {
            let word = if i == at && first.is_some() { first } else { self.get(text.word(i)) };
            word.filter(|_| i == at || is_near(text, i))
        };
        let part = |end, value: u64, vague| Some(Part { end, value: value as f64, vague, digits: false });
        let (mut end, mut hundreds) = (at, 0);
        match (word(at)?, word(at + 1)) {
            (NumberWord { kind: Vague, value }, _) => return part(at + 1, value, true),
            (NumberWord { kind: OneScale, value }, _) if value >= 1000 => return part(at + 1, value, false),
            (NumberWord { kind: OneScale, value }, _) => (end, hundreds) = (at + 1, value),
            (NumberWord { kind: Digit, value }, Some(NumberWord { kind: Scale, value: 100 })) => {
                (end, hundreds) = (at + 2, value * 100);
            }
            _ => {}
        }
        match (word(end), word(end + 1)) {
            (Some(NumberWord { kind: Whole, value }), after) => match after {
                Some(NumberWord { kind: Digit, value: digit }) if value >= 20 && value % 10 == 0 => {
                    part(end + 2, hundreds + value + digit, false)
                }
                _ => part(end + 1, hundreds + value, false),
            },
            (Some(NumberWord { kind: Digit, value }), after) => match after {
                Some(NumberWord { kind: Teen, value: ten }) => part(end + 2, hundreds + value + ten, false),
                Some(NumberWord { kind: Scale, value: 10 }) => match word(end + 2) {
                    Some(NumberWord { kind: Digit, value: digit }) => {
                        part(end + 3, hundreds + value * 10 + digit, false)
                    }
                    _ => part(end + 2, hundreds + value * 10, false),
                },
                Some(NumberWord { kind: Vague, value: 10 }) => part(end + 2, hundreds + value * 10, true),
                Some(NumberWord { kind: Vague, value: teen }) if teen < 20 => {
                    part(end + 2, hundreds + value + 10, true)
                }
                _ => part(end + 1, hundreds + value, false),
            },
            _ => (end > at).then(|| part(end, hundreds, false)).flatten(),
        }
    }

    fn of(&self, text: &Text<'_>, at: usize, kind: NumberKind) -> Option<NumberWord> {
        self.get(text.word(at)).filter(|w| w.kind == kind)
    }
}

/// The value of a roman numeral in capital letters, up to 39.
pub fn roman(written: &str) -> Option<u32> {
    let tens = written.bytes().take_while(|&b| b == b'X').count();
    let ones = match &written[tens..] {
        "" => 0,
        "I" => 1,
        "II" => 2,
        "III" => 3,
        "IV" => 4,
        "V" => 5,
        "VI" => 6,
        "VII" => 7,
        "VIII" => 8,
        "IX" => 9,
        _ => return None,
    };
    (tens < 4 && tens + ones > 0).then_some((tens * 10 + ones) as u32)
}

fn negative(number: Number) -> Number {
    Number { value: -number.value, ..number }
}

/// Keeps 2,3 × 10⁹ a whole number.
fn multiply(value: f64, scale: f64) -> f64 {
    (value * scale * 1000.0).round() / 1000.0
}

#[inline]
fn is_mark(text: &Text<'_>, at: usize, mark: char) -> bool {
    if mark.is_ascii() {
        // No word begins with such a byte.
        return text.tokens.get(at).is_some_and(|t| text.raw.as_bytes()[t.start as usize] == mark as u8);
    }
    text.tokens.get(at).is_some_and(|t| t.shape == Shape::Mark) && text.words(at, at + 1).starts_with(mark)
}

fn is_minus_sign(text: &Text<'_>, at: usize) -> bool {
    is_mark(text, at, '-') || is_mark(text, at, '−')
}

fn is_hyphen(text: &Text<'_>, at: usize) -> bool {
    is_mark(text, at, '-') || is_mark(text, at, '‐') || is_mark(text, at, '‑') || is_mark(text, at, '–')
}

fn is_glued(text: &Text<'_>, at: usize) -> bool {
    text.tokens.get(at).is_some_and(|t| t.gap == Gap::None)
}

fn is_near(text: &Text<'_>, at: usize) -> bool {
    text.tokens.get(at).is_some_and(|t| t.gap < Gap::Line)
}

#[cfg(test)]
mod tests;
