//! What a pattern can begin and end with: tests of one or two tokens that spare most runs.

use super::*;

/// What a pattern can begin with, and what can follow there: this test spares most runs. Behind each kind of first part, `None`
/// means that anything can follow.
#[derive(Debug, Clone, Default)]
pub(super) struct Opening {
    first: Takes,
    behind_word: Option<Takes>,
    behind_digits: Option<Takes>,
    behind_number: Option<Takes>,
}

impl Opening {
    pub(super) fn of(program: &[Step]) -> Self {
        let (takes, _) = takes_from(program, &[0]);
        let behind = |is_it: fn(Take) -> bool| {
            let starts: Vec<usize> = takes.iter().filter(|t| is_it(t.1)).map(|t| t.0 + 1).collect();
            let (next, ends) = takes_from(program, &starts);
            (!ends).then(|| Takes::of(&next))
        };
        Opening {
            first: Takes::of(&takes),
            behind_word: behind(|take| matches!(take, Take::Word(_) | Take::List(_))),
            behind_digits: behind(Take::is_digits),
            behind_number: behind(|take| take == Take::Number),
        }
    }

    #[inline]
    pub(super) fn admits(&self, trial: &Trial<'_>, at: usize) -> bool {
        let (cx, tokens, first) = (trial.cx, &trial.cx.text.tokens, &self.first);
        let Some(token) = tokens.get(at) else { return false };
        let follows = |set: &Option<Takes>, at: usize| {
            let fits = |set: &Takes| tokens.get(at).is_some_and(|t| t.gap < Gap::Line && set.admit(cx, t));
            set.as_ref().is_none_or(fits)
        };
        // A word that goes on in some list may be the first of several tokens.
        let by_word =
            || first.admit_word(cx, token) && (cx.lexicon.goes_on(token.word) || follows(&self.behind_word, at + 1));
        let by_number =
            || first.admit_number(cx, token) && trial.number(at).is_some_and(|end| follows(&self.behind_number, end));
        let by_shape = match token.shape {
            Shape::Digits => first.admit_digits(token) && follows(&self.behind_digits, at + 1),
            Shape::Mark => false,
            shape => first.word || first.capital && shape.is_capitalised(),
        };
        first.any || by_shape || by_word() || by_number()
    }
}

/// The parts that steps can take first, from `starts` on: (step, part), and whether the end can be reached without any.
pub(super) fn takes_from(program: &[Step], starts: &[usize]) -> (Vec<(usize, Take)>, bool) {
    let (mut takes, mut ends) = (Vec::new(), false);
    let (mut seen, mut todo) = (vec![false; program.len()], starts.to_vec());
    while let Some(pc) = todo.pop() {
        if std::mem::replace(&mut seen[pc], true) {
            continue;
        }
        match program[pc] {
            Step::Take(take) => takes.push((pc, take)),
            Step::Split(a, b, _) => todo.extend([a as usize, b as usize]),
            Step::Jump(to) => todo.push(to as usize),
            Step::Open(_) | Step::Close(_) | Step::Glue => todo.push(pc + 1),
            Step::Done => ends = true,
        }
    }
    (takes, ends)
}

/// Whether the end can be reached without any part that is `take`.
pub(super) fn ends_without(program: &[Step], take: Take) -> bool {
    let (mut seen, mut todo) = (vec![false; program.len()], vec![0]);
    while let Some(pc) = todo.pop() {
        if std::mem::replace(&mut seen[pc], true) {
            continue;
        }
        match program[pc] {
            Step::Take(other) if other == take => {}
            Step::Split(a, b, _) => todo.extend([a as usize, b as usize]),
            Step::Jump(to) => todo.push(to as usize),
            Step::Take(_) | Step::Open(_) | Step::Close(_) | Step::Glue => todo.push(pc + 1),
            Step::Done => return true,
        }
    }
    false
}

/// The parts that the end can follow directly.
pub(super) fn lasts(program: &[Step]) -> Vec<(usize, Take)> {
    // Steps only lead to later ones.
    let mut ends = vec![false; program.len()];
    let mut takes = Vec::new();
    for (pc, step) in program.iter().enumerate().rev() {
        ends[pc] = match *step {
            Step::Take(take) => {
                takes.extend(ends[pc + 1].then_some((pc, take)));
                false
            }
            Step::Split(a, b, _) => ends[a as usize] || ends[b as usize],
            Step::Jump(to) => ends[to as usize],
            Step::Open(_) | Step::Close(_) | Step::Glue => ends[pc + 1],
            Step::Done => true,
        };
    }
    takes.reverse();
    takes
}

/// A set of parts, as a test of one token.
#[derive(Debug, Clone, Default)]
pub(super) struct Takes {
    words: Vec<WordId>,
    lists: WordSet,
    /// Runs of one or two digits.
    short: bool,
    /// Runs of four digits.
    four: bool,
    /// Any digits.
    digits: bool,
    number: bool,
    word: bool,
    capital: bool,
    any: bool,
}

impl Takes {
    pub(super) fn of(takes: &[(usize, Take)]) -> Self {
        let mut set = Takes::default();
        for (_, take) in takes {
            match *take {
                Take::Word(word) => set.words.push(word),
                Take::List(list) => set.lists.insert(list),
                Take::Day | Take::Month | Take::Year2 => set.short = true,
                Take::Year => set.four = true,
                Take::Digits | Take::Points => set.digits = true,
                Take::Number => set.number = true,
                // One word, or a prefix with digits or a numeral behind it.
                Take::Ordinal => (set.word, set.digits) = (true, true),
                Take::AnyWord => set.word = true,
                Take::Capital => set.capital = true,
                // How long a mention is only its finder knows.
                Take::Any | Take::InClause | Take::Mention(_) => set.any = true,
            }
        }
        set
    }

    #[inline]
    fn admit(&self, cx: Cx<'_>, token: &Token) -> bool {
        self.admit_shape(token) || self.any || self.admit_number(cx, token) || self.admit_word(cx, token)
    }

    #[inline]
    fn admit_shape(&self, token: &Token) -> bool {
        match token.shape {
            Shape::Digits => self.admit_digits(token),
            Shape::Mark => false,
            shape => self.word || self.capital && shape.is_capitalised(),
        }
    }

    #[inline]
    fn admit_digits(&self, token: &Token) -> bool {
        let len = token.end - token.start;
        self.digits || self.short && len <= 2 || self.four && len == 4
    }

    /// Whether a number could begin with `token`; a mark can be its sign.
    #[inline]
    fn admit_number(&self, cx: Cx<'_>, token: &Token) -> bool {
        self.number && (matches!(token.shape, Shape::Digits | Shape::Mark) || cx.numbers.get(token.word).is_some())
    }

    /// Whether one of the parts could end with `token`.
    #[inline]
    pub(super) fn admit_last(&self, cx: Cx<'_>, token: &Token) -> bool {
        // A number can end with a bracket or a letter.
        self.any
            || self.number
            || self.admit_shape(token)
            || token.word != WordId::UNKNOWN
                && (cx.lexicon.ends_any(token.word, &self.lists) || self.words.contains(&token.word))
    }

    /// Whether the token is one of the words, or one that a list begins with.
    #[inline]
    fn admit_word(&self, cx: Cx<'_>, token: &Token) -> bool {
        token.word != WordId::UNKNOWN
            && (cx.lexicon.starts_any(token.word, &self.lists) || self.words.contains(&token.word))
    }
}
