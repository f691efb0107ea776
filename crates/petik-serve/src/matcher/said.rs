//! What a cell says of a person: the name, and the office and region beside it. A cell has several readings, since a word can be of
//! the name or of the region.

use super::tokens::{Cut, Token, cut};
use petik_core::Engine;
use petik_core::gazetteer::{Beside, RegionId, letters};
use std::collections::HashMap;

/// The most words of a phrase, and of what is read.
const MOST_PHRASE: usize = 8;
const MOST_WORDS: usize = 12;
/// The most letters of a degree that no list has.
const LONGEST_DEGREE: usize = 4;

/// One reading of a cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Said {
    /// The words of the name.
    pub(super) words: Vec<String>,
    /// The letters of the office.
    pub(super) office: Option<String>,
    /// The regions that are named.
    pub(super) regions: Vec<RegionId>,
}

/// What words around names of persons are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Title,
    Degree,
    Office,
    /// The type of a region, or nothing.
    Filler,
}

/// The words around names of persons.
pub(super) struct Sayings {
    engine: &'static Engine,
    phrases: HashMap<String, Vec<Around>>,
}

impl Sayings {
    pub(super) fn new(engine: &'static Engine) -> Self {
        let persons = engine.gazetteer().around_persons();
        let around = engine.gazetteer().around_names().words.into_iter();
        let fillers = around.filter(|(_, beside)| matches!(beside, Beside::Level(_) | Beside::Filler));
        let all =
            [(persons.titles, Around::Title), (persons.degrees, Around::Degree), (persons.offices, Around::Office)];
        let all = all.into_iter().flat_map(|(forms, around)| forms.into_iter().map(move |form| (form, around)));
        let mut phrases: HashMap<String, Vec<Around>> = HashMap::new();
        for (form, around) in all.chain(fillers.map(|(form, _)| (form, Around::Filler))) {
            phrases.entry(words(&cut(&form).tokens).join(" ")).or_default().push(around);
        }
        phrases.remove("");
        Sayings { engine, phrases }
    }

    /// The readings of `text`: as it stands, and without what is around the name.
    pub(super) fn read(&self, text: &str) -> Vec<Said> {
        let Cut { plain, tokens } = cut(text);
        let whole = Said { words: words(&tokens), ..Said::default() };
        let (names, office) = self.names(&plain, &tokens);
        let mut all = vec![whole];
        if names.len() <= MOST_WORDS {
            all.push(Said { words: names.clone(), office: office.clone(), regions: Vec::new() });
            for at in 1..names.len() {
                for (name, region) in [(&names[..at], &names[at..]), (&names[at..], &names[..at])] {
                    let regions = self.regions(&region.join(" "));
                    if !regions.is_empty() {
                        all.push(Said { words: name.to_vec(), office: office.clone(), regions });
                    }
                }
            }
        }
        all.retain(|said| !said.words.is_empty());
        if all.len() > 1 && all[1].words == all[0].words {
            all.remove(0);
        }
        all
    }

    /// The name without titles and degrees.
    pub(super) fn bare(&self, name: &str) -> String {
        let Cut { plain, tokens } = cut(name);
        self.names(&plain, &tokens).0.join(" ")
    }

    /// The letters of an office without words of acting heads before it.
    pub(super) fn office(&self, office: &str) -> String {
        let tokens = cut(office).tokens;
        let mut at = 0;
        while let Some((end, _)) = self.longest(&tokens, at, |_, around| around == Around::Title) {
            at = end;
        }
        words(&tokens[at..]).concat()
    }

    /// The words that are no titles, degrees, offices or types; and the office.
    fn names(&self, plain: &str, tokens: &[Token]) -> (Vec<String>, Option<String>) {
        let (mut names, mut office) = (Vec::new(), None);
        let (mut at, mut is_behind) = (0, false);
        while at < tokens.len() {
            is_behind |= tokens[at].is_parted && !names.is_empty();
            let phrase = self.longest(tokens, at, |end, around| match around {
                Around::Title => names.is_empty() || is_behind,
                Around::Degree => !names.is_empty() && (is_behind || is_lettered(plain, &tokens[at..end])),
                Around::Office => true,
                Around::Filler => names.is_empty() && office.is_some() || is_behind,
            });
            let is_degree =
                |token: &Token| is_behind && token.folded.len() <= LONGEST_DEGREE && is_dotted(plain, token);
            match phrase {
                Some((end, Around::Office)) => {
                    office.get_or_insert(words(&tokens[at..end]).concat());
                    at = end;
                }
                Some((end, _)) => at = end,
                None if is_degree(&tokens[at]) => at += 1,
                None => {
                    names.push(tokens[at].folded.clone());
                    at += 1;
                }
            }
        }
        (names, office)
    }

    /// The longest phrase at token `at` that `counts`.
    fn longest(&self, tokens: &[Token], at: usize, counts: impl Fn(usize, Around) -> bool) -> Option<(usize, Around)> {
        let last = tokens.len().min(at + MOST_PHRASE);
        (at + 1..=last).rev().find_map(|end| {
            let all = self.phrases.get(&words(&tokens[at..end]).join(" "))?;
            all.iter().find(|around| counts(end, **around)).map(|around| (end, *around))
        })
    }

    /// The regions of this name.
    fn regions(&self, name: &str) -> Vec<RegionId> {
        self.engine.written_names().of(&letters(name)).into_iter().map(|name| name.region).collect()
    }
}

/// Whether a degree is written as one: with dots, or with several capital letters.
fn is_lettered(plain: &str, tokens: &[Token]) -> bool {
    let capitals = |token: &Token| token.written.chars().filter(|c| c.is_uppercase()).count();
    tokens.iter().all(|token| capitals(token) > 0)
        && (tokens.iter().map(capitals).sum::<usize>() > 1 || tokens.iter().any(|token| is_dotted(plain, token)))
}

/// Whether a dot stands behind the word.
fn is_dotted(plain: &str, token: &Token) -> bool {
    plain[token.end..].starts_with('.') || plain[..token.start].ends_with('.')
}

fn words(tokens: &[Token]) -> Vec<String> {
    tokens.iter().map(|token| token.folded.clone()).collect()
}
