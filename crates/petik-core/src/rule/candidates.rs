//! Which rules can match at a token, told by the tokens from there on and the one before: of dozens of rules, one or two are
//! left to try. For every kind of token a table says which rules can have it at which place; the sets of rules at the
//! places of a text need only be intersected.

use super::file::SpanRule;
use super::pattern::{Pattern, Take, Trial};
use crate::text::{Gap, Lexicon, ListId, NumberWords, Shape, Token, WordId, WordSet};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A set of rules, one bit each.
pub(super) type Rules = u128;

/// How many tokens from the first one on are looked at.
const DEPTH: usize = 4;

/// What patterns tell apart in tokens whose words they do not name.
#[derive(Debug, Clone, Copy)]
enum Form {
    /// One or two digits.
    ShortDigits,
    /// Four digits.
    FourDigits,
    /// Other runs of digits.
    Digits,
    Mark,
    Word,
    Capital,
}

impl Form {
    const COUNT: usize = 6;
    const ALL: [Form; Self::COUNT] =
        [Form::ShortDigits, Form::FourDigits, Form::Digits, Form::Mark, Form::Word, Form::Capital];

    #[inline]
    fn of(token: &Token) -> Form {
        match token.shape {
            Shape::Digits => match token.end - token.start {
                0..=2 => Form::ShortDigits,
                4 => Form::FourDigits,
                _ => Form::Digits,
            },
            Shape::Mark => Form::Mark,
            shape if shape.is_capitalised() => Form::Capital,
            _ => Form::Word,
        }
    }
}

/// The rules that can have some token at a place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
struct Row {
    /// Right before the match; rules that ask for nothing there are in it too.
    before: Rules,
    /// At each of the first tokens.
    at: [Rules; DEPTH],
    /// As the first token of a number that the match begins with. How long the number is only its reader knows, so that
    /// what follows has a place of its own.
    number: Rules,
    behind_number: Rules,
}

/// The table, ready for look-ups.
#[derive(Debug)]
pub(super) struct Candidates {
    /// Which words of the lexicon, and whether digits or words of any kind, can begin a match: this test comes before all.
    begins: Vec<bool>,
    digits_begin: bool,
    all_begin: bool,
    /// The row of each word of the lexicon: most words share the first, which is empty.
    row_of_word: Vec<u16>,
    rows: Vec<Row>,
    of_form: [Row; Form::COUNT],
    /// What needs no token before it.
    no_before: Rules,
    /// What can go on where the line ends before each of the first tokens, and where it ends behind a number.
    at_line_end: [Rules; DEPTH],
    number_at_line_end: Rules,
}

impl Candidates {
    /// How many rules there can be.
    pub(super) const MAX_RULES: usize = Rules::BITS as usize;

    pub(super) fn new(rules: &[SpanRule], words: &RuleWords<'_>) -> Self {
        let mut draft = Draft {
            words,
            of_word: RowsOfWords {
                row_of_word: vec![0; words.lexicon.word_count()],
                rows: vec![(WordId::UNKNOWN, Row::default())],
            },
            of_form: [Row::default(); Form::COUNT],
            no_before: 0,
            at_line_end: [0; DEPTH],
            number_at_line_end: 0,
        };
        for (rule, bit) in rules.iter().zip((0..Rules::BITS).map(|number| 1 << number)) {
            draft.before(rule, bit);
            draft.follow(rule, bit);
        }
        draft.close()
    }

    /// Whether any rule can begin with `token`.
    #[inline]
    pub(super) fn can_begin(&self, token: &Token) -> bool {
        // All three are asked: which of them holds is hard to foresee.
        self.begins[token.word.0 as usize] | (self.digits_begin & (token.shape == Shape::Digits)) | self.all_begin
    }

    /// The rules that can match at token `at`.
    #[inline]
    pub(super) fn at(&self, trial: &Trial<'_>, at: usize) -> Rules {
        let tokens = &trial.cx.text.tokens;
        let Some(token) = tokens.get(at) else { return 0 };
        let in_line = |at: usize| tokens.get(at).filter(|t| t.gap < Gap::Line);
        let before = match at.checked_sub(1) {
            Some(before) => self.of(&tokens[before], |row| row.before),
            None => self.no_before,
        };
        let mut plain = before & self.of(token, |row| row.at[0]);
        for place in 1..DEPTH {
            if plain == 0 {
                break;
            }
            match in_line(at + place) {
                Some(token) => plain &= self.of(token, |row| row.at[place]),
                None => {
                    plain &= self.at_line_end[place];
                    break;
                }
            }
        }
        let mut counting = before & self.of(token, |row| row.number) & !plain;
        if counting != 0 {
            counting &= match trial.number(at).map(in_line) {
                Some(Some(token)) => self.of(token, |row| row.behind_number),
                Some(None) => self.number_at_line_end,
                None => 0,
            };
        }
        plain | counting
    }

    /// One column of a token's row: what its word says and what its form says.
    #[inline]
    fn of(&self, token: &Token, column: impl Fn(&Row) -> Rules) -> Rules {
        let word = &self.rows[usize::from(self.row_of_word[token.word.0 as usize])];
        column(word) | column(&self.of_form[Form::of(token) as usize])
    }
}

/// What rules know of the words of a lexicon, for all sets of rules.
pub struct RuleWords<'l> {
    lexicon: &'l Lexicon,
    numbers: &'l NumberWords,
    /// The words of the entries of each list that a rule names.
    phrases: BTreeMap<ListId, Vec<Vec<WordId>>>,
}

impl<'l> RuleWords<'l> {
    /// What `rules` know of the words of `lexicon`, of which `numbers` are numerals.
    pub fn new<'r>(
        lexicon: &'l Lexicon,
        numbers: &'l NumberWords,
        rules: impl Iterator<Item = &'r SpanRule>,
    ) -> RuleWords<'l> {
        let patterns = rules.flat_map(|rule| [Some(&rule.pattern), rule.before.as_ref(), rule.after.as_ref()]);
        let lists = WordSet::of(patterns.flatten().flat_map(Pattern::lists));
        let mut phrases: BTreeMap<ListId, Vec<Vec<WordId>>> = BTreeMap::new();
        for (list, _, words) in lexicon.entries_of_lists(&lists) {
            phrases.entry(list).or_default().push(words);
        }
        RuleWords { lexicon, numbers, phrases }
    }

    fn entries(&self, list: ListId) -> impl Iterator<Item = &'_ [WordId]> + use<'_, 'l> {
        self.phrases.get(&list).into_iter().flatten().map(Vec::as_slice)
    }
}

/// A row for each word; those that no rule knows share the first one.
struct RowsOfWords {
    row_of_word: Vec<u32>,
    rows: Vec<(WordId, Row)>,
}

impl RowsOfWords {
    fn of(&mut self, word: WordId) -> &mut Row {
        let row = &mut self.row_of_word[word.0 as usize];
        if *row == 0 {
            *row = self.rows.len() as u32;
            self.rows.push((word, Row::default()));
        }
        &mut self.rows[*row as usize].1
    }
}

/// The table while it is made. It may say yes too often, never no.
struct Draft<'a> {
    words: &'a RuleWords<'a>,
    of_word: RowsOfWords,
    of_form: [Row; Form::COUNT],
    no_before: Rules,
    at_line_end: [Rules; DEPTH],
    number_at_line_end: Rules,
}

impl Draft<'_> {
    /// What must stand before `rule`, by its last token.
    fn before(&mut self, rule: &SpanRule, bit: Rules) {
        let Some(before) = &rule.before else {
            self.no_before |= bit;
            return self.put(Take::Any, bit, |row| &mut row.before);
        };
        for take in before.lasts() {
            match take {
                Take::List(list) => {
                    for word in self.words.entries(list).filter_map(<[WordId]>::last) {
                        self.of_word.of(*word).before |= bit;
                    }
                }
                // A number can end with a bracket or a letter.
                Take::Number | Take::Points | Take::Ordinal => self.put(Take::Any, bit, |row| &mut row.before),
                take => self.put(take, bit, |row| &mut row.before),
            }
        }
    }

    /// What can stand at the first tokens of `rule`, over the end of its pattern into what must follow.
    fn follow(&mut self, rule: &SpanRule, bit: Rules) {
        if rule.text.is_some() {
            return self.put_anything(0, bit);
        }
        let mut seen: HashSet<_, foldhash::fast::RandomState> = HashSet::default();
        let mut todo = vec![(false, 0, 0)];
        while let Some((behind, step, place)) = todo.pop() {
            if place >= DEPTH || !seen.insert((behind, step, place)) {
                continue;
            }
            let pattern = rule.after.as_ref().filter(|_| behind).unwrap_or(&rule.pattern);
            let (takes, ends) = pattern.next(step);
            for (step, take) in takes {
                match take {
                    Take::List(list) => {
                        let mut ends = [false; DEPTH + 1];
                        for words in self.words.entries(list) {
                            for (at, word) in (place..DEPTH).zip(words) {
                                self.of_word.of(*word).at[at] |= bit;
                            }
                            // An entry may go on in the next line.
                            let inside = (place + 1).min(DEPTH)..(place + words.len()).min(DEPTH);
                            self.at_line_end[inside].iter_mut().for_each(|rules| *rules |= bit);
                            ends[(place + words.len()).min(DEPTH)] = true;
                        }
                        todo.extend((0..DEPTH).filter(|end| ends[*end]).map(|end| (behind, step + 1, end)));
                    }
                    Take::Number if place == 0 => self.follow_number(rule, step, bit),
                    Take::Number | Take::Points | Take::Ordinal | Take::Mention(_) => {
                        self.put(take, bit, |row| &mut row.at[place]);
                        self.put_anything(place + 1, bit);
                    }
                    take => {
                        self.put(take, bit, |row| &mut row.at[place]);
                        todo.push((behind, step + 1, place + 1));
                    }
                }
            }
            if ends {
                self.at_line_end[place..].iter_mut().for_each(|rules| *rules |= bit);
                match rule.after {
                    Some(_) if !behind => todo.push((true, 0, place)),
                    _ => self.put_anything(place, bit),
                }
            }
        }
    }

    /// What can stand behind the number that `rule` begins with at `step`.
    fn follow_number(&mut self, rule: &SpanRule, step: usize, bit: Rules) {
        self.put(Take::Digits, bit, |row| &mut row.number);
        for word in self.words.numbers.words().filter(|word| self.words.numbers.begins(*word)) {
            self.of_word.of(word).number |= bit;
        }
        let (mut takes, ends) = rule.pattern.next(step + 1);
        if ends {
            self.number_at_line_end |= bit;
            takes.extend(rule.after.as_ref().map_or_else(|| vec![(0, Take::Any)], |after| after.next(0).0));
        }
        for (_, take) in takes {
            self.put(take, bit, |row| &mut row.behind_number);
        }
    }

    /// Nothing is known of the tokens from `place` on.
    fn put_anything(&mut self, place: usize, bit: Rules) {
        for at in place..DEPTH {
            self.put(Take::Any, bit, |row| &mut row.at[at]);
            self.at_line_end[at] |= bit;
        }
    }

    /// Puts the rule into one column of all tokens that `take` can begin with.
    fn put(&mut self, take: Take, bit: Rules, column: impl Fn(&mut Row) -> &mut Rules) {
        let forms: &[Form] = match take {
            Take::Word(word) => {
                *column(self.of_word.of(word)) |= bit;
                &[]
            }
            Take::List(list) => {
                for word in self.words.entries(list).filter_map(<[WordId]>::first) {
                    *column(self.of_word.of(*word)) |= bit;
                }
                &[]
            }
            Take::Number | Take::Ordinal => {
                for word in self.words.numbers.words() {
                    *column(self.of_word.of(word)) |= bit;
                }
                // A mark can be its sign, and a roman one is a word.
                match take {
                    Take::Ordinal => &[Form::Capital],
                    _ => &[Form::ShortDigits, Form::FourDigits, Form::Digits, Form::Mark],
                }
            }
            Take::Day | Take::Month | Take::Year2 => &[Form::ShortDigits],
            Take::Year => &[Form::FourDigits],
            Take::Digits | Take::Points => &[Form::ShortDigits, Form::FourDigits, Form::Digits],
            Take::AnyWord => &[Form::Word, Form::Capital],
            Take::Capital => &[Form::Capital],
            Take::Any | Take::InClause | Take::Mention(_) => &Form::ALL,
        };
        for form in forms {
            *column(&mut self.of_form[*form as usize]) |= bit;
        }
    }

    /// Words with the same row share it.
    fn close(self) -> Candidates {
        let begins = |row: &Row| row.at[0] | row.number != 0;
        let form_begins = |form: &Form| begins(&self.of_form[*form as usize]);
        let (digits, others) = Form::ALL.split_at(Form::Mark as usize);
        let (digits_begin, all_begin) = (digits.iter().any(form_begins), others.iter().any(form_begins));
        let count = self.of_word.row_of_word.len();
        let (mut row_of_word, mut word_begins) = (vec![0; count], vec![false; count]);
        let mut rows = Vec::new();
        let mut numbers: HashMap<Row, u16, foldhash::fast::RandomState> = HashMap::default();
        for (word, row) in self.of_word.rows {
            row_of_word[word.0 as usize] = *numbers.entry(row).or_insert_with(|| {
                rows.push(row);
                rows.len() as u16 - 1
            });
            word_begins[word.0 as usize] = begins(&row);
        }
        Candidates {
            begins: word_begins,
            digits_begin,
            all_begin,
            row_of_word,
            rows,
            of_form: self.of_form,
            no_before: self.no_before,
            at_line_end: self.at_line_end,
            number_at_line_end: self.number_at_line_end,
        }
    }
}
