//! What a pattern can begin and end with: tests of one or two tokens that spare most runs.

use super::*;

/// What a pattern can begin with, and what can follow a run of digits or a number there: this test spares most runs.
#[derive(Debug, Clone, Default)]
pub(super) struct Opening {
    pub(super) first: Takes,
    /// Behind a first token of digits; `None` where anything can follow.
    behind_digits: Option<Behind>,
    /// Behind a number that the pattern begins with; `None` where anything can follow.
    behind_number: Option<Behind>,
}

/// What must follow: more of the pattern, or where it ends the pattern that is expected behind it.
#[derive(Debug, Clone, Default)]
struct Behind {
    more: Takes,
    after: Takes,
}

impl Opening {
    pub(super) fn of(program: &[Step], after: Option<&Takes>) -> Self {
        let (takes, _) = takes_from(program, &[0]);
        let behind = |is_it: fn(Take) -> bool| {
            let starts: Vec<usize> = takes.iter().filter(|t| is_it(t.1)).map(|t| t.0 + 1).collect();
            let (next, ends) = takes_from(program, &starts);
            let after = if ends { after?.clone() } else { Takes::default() };
            Some(Behind { more: Takes::of(&next), after })
        };
        let has_number = takes.iter().any(|t| matches!(t.1, Take::Number));
        // Parts that take digits among other things let anything follow them.
        let open =
            takes.iter().any(|t| matches!(t.1, Take::Any)) || has_number && takes.iter().any(|t| t.1.is_digits());
        let behind_digits = behind(Take::is_digits).filter(|_| !open && !has_number);
        let behind_number = behind(|take| take == Take::Number).filter(|_| !open && has_number);
        Opening { first: Takes::of(&takes), behind_digits, behind_number }
    }

    #[inline]
    pub(super) fn admits(&self, trial: &Trial<'_>, at: usize) -> bool {
        let (cx, tokens) = (trial.cx, &trial.cx.text.tokens);
        let Some(token) = tokens.get(at) else { return false };
        if !self.first.admit(cx, token) {
            return false;
        }
        let follows = |set: &Behind, at: usize| {
            tokens.get(at).is_some_and(|t| t.gap < Gap::Line && set.more.admit(cx, t) || set.after.admit(cx, t))
        };
        // A token that is also a word of the pattern may be something else than a number.
        if token.shape == Shape::Digits
            && let Some(set) = &self.behind_digits
        {
            self.first.admit_word(cx, token) || follows(set, at + 1)
        } else if let Some(set) = &self.behind_number {
            self.first.word
                || self.first.capital
                || self.first.admit_word(cx, token)
                || trial.number(at).is_some_and(|end| follows(set, end))
        } else {
            true
        }
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

/// The parts that the end can follow directly.
pub(super) fn lasts(program: &[Step]) -> Vec<(usize, Take)> {
    let takes = program
        .iter()
        .enumerate()
        .filter_map(|(pc, step)| if let Step::Take(take) = step { Some((pc, *take)) } else { None });
    takes.filter(|(pc, _)| takes_from(program, &[pc + 1]).1).collect()
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
    digits: bool,
    pub(super) number: bool,
    word: bool,
    capital: bool,
    pub(super) any: bool,
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
                Take::Digits => set.digits = true,
                Take::Number => set.number = true,
                Take::AnyWord => set.word = true,
                Take::Capital => set.capital = true,
                Take::Any => set.any = true,
            }
        }
        set
    }

    #[inline]
    pub(super) fn admit(&self, cx: Cx<'_>, token: &Token) -> bool {
        self.admit_shape(token)
            || self.any
            || self.number && cx.numbers.get(token.word).is_some()
            || self.admit_word(cx, token)
    }

    #[inline]
    pub(super) fn admit_shape(&self, token: &Token) -> bool {
        match token.shape {
            Shape::Digits => {
                let len = token.end - token.start;
                self.digits || self.number || self.short && len <= 2 || self.four && len == 4
            }
            // The sign of a negative number.
            Shape::Mark => self.number,
            _ => self.word || self.capital && token.shape.is_capitalised(),
        }
    }

    /// Whether the token is one of the words, or one that an entry of a list ends with.
    #[inline]
    pub(super) fn admit_end(&self, cx: Cx<'_>, token: &Token) -> bool {
        token.word != WordId::UNKNOWN
            && (cx.lexicon.ends_any(token.word, &self.lists) || self.words.contains(&token.word))
    }

    /// Whether the token is one of the words, or one that a list begins with.
    #[inline]
    pub(super) fn admit_word(&self, cx: Cx<'_>, token: &Token) -> bool {
        token.word != WordId::UNKNOWN
            && (cx.lexicon.starts_any(token.word, &self.lists) || self.words.contains(&token.word))
    }
}
