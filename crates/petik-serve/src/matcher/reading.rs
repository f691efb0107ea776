//! A reading of a query's text: which of its words are the name, what the words around it state, and the codes beside it. A text has
//! several readings ("Kota Baru" is a type and a name, or a name), and which of them is right the names tell.

use super::names::Names;
use super::tokens::{Cut, Token, cut, joined};
use super::words::Words;
use petik_core::Engine;
use petik_core::gazetteer::{Beside, NameKind, RegionId};
use petik_core::record::Level;
use petik_reconcile::code::{self, CodeReading};

/// Years of cohorts, which stand beside names and are no codes.
const YEARS: std::ops::RangeInclusive<u32> = 1990..=2099;
/// Digits of a postcode.
const POSTCODE: usize = 5;
/// The most words of a name with its province.
const MOST_WORDS: usize = 12;

/// What a text says.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The ways to read it.
    pub(super) views: Vec<View>,
    /// Regions that a code in it can mean.
    pub(super) codes: Vec<CodeReading>,
    /// Whether it has a code, be it one of a region or not.
    pub(super) has_code: bool,
    /// Whether it names what lies within a kabupaten or kota.
    pub(super) is_below: bool,
    /// Years in it.
    pub(super) years: Vec<i16>,
    /// Its words without codes, for names that are parts of it.
    pub(super) words: Vec<Token>,
}

/// One way to read it.
#[derive(Debug, Clone, Default)]
pub(super) struct View {
    /// The words of the name.
    pub(super) words: Vec<String>,
    /// The same as written.
    pub(super) written: String,
    /// The kind of region that the words around it state.
    pub(super) level: Option<Level>,
    /// Whether they state two.
    pub(super) is_contradicted: bool,
    /// Whether any words around it say that it is a region or its government.
    pub(super) is_typed: bool,
    /// The province beside it.
    pub(super) province: Option<RegionId>,
    /// The seat beside it.
    pub(super) seat: Option<String>,
}

impl View {
    /// The letters of the name.
    pub(super) fn letters(&self) -> String {
        joined(self.words.iter().map(String::as_str))
    }
}

/// Words around a name: their tokens and what they say.
#[derive(Debug, Clone, Copy)]
struct Mark {
    first: usize,
    end: usize,
    beside: Beside,
}

/// A word that is none of these, with those that belong to it.
#[derive(Debug, Default)]
struct Item {
    at: usize,
    before: Vec<Mark>,
    behind: Vec<Mark>,
}

/// Reads `text`. `is_loose`: words around the name may be misspelled, and so may the province.
pub(super) fn read(text: &str, engine: &Engine, names: &Names, words: &Words, is_loose: bool) -> Reading {
    let Cut { plain, tokens } = cut(text);
    let mut reading = Reading::default();
    reading.words = take_numbers(&plain, tokens, (engine, names, words), &mut reading);
    let reader = Reader { engine, names, beside: words, tokens: &reading.words, is_loose };
    let (items, lone) = reader.items();
    reading.is_below |= items.iter().flat_map(|item| item.before.iter().chain(&item.behind)).any(is_below);
    let whole = reader.view(0..reader.tokens.len(), &[]);
    reading.views = if whole.words.is_empty() { Vec::new() } else { vec![whole] };
    if items.is_empty() || items.len() > MOST_WORDS {
        reading.is_below |= lone.iter().any(is_below);
        return reading;
    }
    reader.add_views(&items, &View::default(), &mut reading.views);
    for split in 1..items.len() {
        let (left, right) = items.split_at(split);
        for (name, beside) in [(left, right), (right, left)] {
            if let Some(province) = reader.province(beside) {
                let own = View { province: Some(province), ..View::default() };
                reader.add_views(name, &own, &mut reading.views);
            }
        }
        for (name, beside) in [(left, right), (right, left)] {
            if let Some(seat) = reader.seat(beside).filter(|_| reader.is_parted(right)) {
                reader.add_views(name, &View { seat: Some(seat), ..View::default() }, &mut reading.views);
            }
        }
    }
    reading
}

/// Whether a remark stands behind the word.
fn is_remarked(item: Option<&Item>) -> bool {
    item.and_then(|item| item.behind.last()).is_some_and(|mark| mark.beside == Beside::Remark)
}

fn is_below(mark: &Mark) -> bool {
    mark.beside == Beside::Below
}

/// Takes codes, years and the number of a row out of the tokens.
fn take_numbers(
    plain: &str,
    tokens: Vec<Token>,
    (engine, names, words): (&Engine, &Names, &Words),
    reading: &mut Reading,
) -> Vec<Token> {
    let whole = joined(tokens.iter().map(|token| token.folded.as_str()));
    if !tokens.iter().any(Token::is_number) || names.of(&whole).next().is_some() {
        return tokens;
    }
    let has_words = tokens.iter().any(|token| !token.is_number());
    let mut left: Vec<Token> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let run = tokens[at..].iter().take_while(|token| token.is_number()).count();
        if run == 0 {
            left.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let digits = &tokens[at..at + run];
        let is_first = at == 0 || at == 1 && words.is_filler(&tokens[0].folded);
        at += run;
        if is_first && has_words && run == 1 && digits[0].folded.len() < 3 {
            continue;
        }
        let is_parted = digits[0].is_parted || tokens.get(at).is_some_and(|next| next.is_parted);
        if !is_postcode(digits, is_first, engine) {
            left.extend(codes_of(plain, digits, has_words && !is_parted, engine, reading));
        }
    }
    left
}

/// Whether the number is a postcode behind a name.
fn is_postcode(digits: &[Token], is_first: bool, engine: &Engine) -> bool {
    let is_code = |token: &Token| !code::readings(&token.folded, None, engine.gazetteer()).is_empty();
    !is_first && digits.len() == 1 && digits[0].folded.len() == POSTCODE && !is_code(&digits[0])
}

/// Reads a run of numbers: what is neither a code nor a year is left over.
fn codes_of(plain: &str, digits: &[Token], has_words: bool, engine: &Engine, reading: &mut Reading) -> Vec<Token> {
    let lists = engine.gazetteer();
    let (first, last) = (&digits[0], &digits[digits.len() - 1]);
    let written = &plain[first.start..last.end];
    let is_year = |token: &Token| token.folded.parse().is_ok_and(|year| YEARS.contains(&year));
    if digits.iter().all(is_year) {
        reading.years.extend(digits.iter().filter_map(|token| token.folded.parse::<i16>().ok()));
        return Vec::new();
    }
    let found = code::readings(written, None, lists);
    // Two digits beside a name count the row; those that a sign parts from it are its province.
    if !found.is_empty() && (!has_words || written.len() > 2) {
        reading.has_code = true;
        reading.codes.extend(found);
        return Vec::new();
    }
    if code::around_district(written).is_some_and(|code| !code::readings(&code, None, lists).is_empty()) {
        reading.is_below = true;
        return Vec::new();
    }
    // “(5)” counts the row too.
    if found.is_empty() && written.len() < 3 && digits[0].is_parted {
        return Vec::new();
    }
    if digits.len() > 1 {
        return digits
            .iter()
            .flat_map(|one| codes_of(plain, std::slice::from_ref(one), has_words, engine, reading))
            .collect();
    }
    reading.has_code |= !has_words;
    digits.to_vec()
}

struct Reader<'r> {
    engine: &'r Engine,
    names: &'r Names,
    beside: &'r Words,
    tokens: &'r [Token],
    is_loose: bool,
}

impl Reader<'_> {
    /// The words that may be of names, with the words around them; and those, where there is nothing else.
    fn items(&self) -> (Vec<Item>, Vec<Mark>) {
        let (mut items, mut pending): (Vec<Item>, Vec<Mark>) = (Vec::new(), Vec::new());
        let mut at = self.numbering();
        while at < self.tokens.len() {
            let is_behind_remark = pending.is_empty() && is_remarked(items.last());
            let found = self.beside.longest(self.tokens, at, self.is_loose);
            // “Banjar Baru” is no Banjar, “Banjar (baru)” is.
            let is_apart = self.tokens[at].is_parted || is_behind_remark;
            let Some((end, beside)) = found.filter(|(_, beside)| *beside != Beside::Remark || is_apart) else {
                items.push(Item { at, before: std::mem::take(&mut pending), behind: Vec::new() });
                at += 1;
                continue;
            };
            let mark = Mark { first: at, end, beside };
            // “Sumbawa Barat (Kab), NTB”: what a sign parts from the next word belongs to the one before.
            let is_closed = self.tokens.get(end).is_none_or(|next| next.is_parted);
            match items.last_mut() {
                Some(item) if (is_closed || beside == Beside::Remark) && pending.is_empty() => item.behind.push(mark),
                _ => pending.push(mark),
            }
            at = end;
        }
        match items.last_mut() {
            Some(item) => item.behind.append(&mut pending),
            None => return (items, pending),
        }
        (items, Vec::new())
    }

    /// The tokens that count the row: “a. Kab. X”, “IV. Kota X”.
    fn numbering(&self) -> usize {
        let Some(first) = self.tokens.first() else { return 0 };
        let is_roman = first.written.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        let states_level = || match self.beside.longest(self.tokens, 1, false) {
            Some((end, Beside::Level(Some(_)))) => end < self.tokens.len(),
            _ => false,
        };
        usize::from((first.folded.len() == 1 || is_roman) && self.tokens.len() > 2 && states_level())
    }

    /// The readings of `items` as a name with words around it: each number of these may be a part of the name.
    fn add_views(&self, items: &[Item], beside: &View, views: &mut Vec<View>) {
        let (Some(first), Some(last)) = (items.first(), items.last()) else { return };
        let inner = items.windows(2).flat_map(|pair| pair[0].behind.iter().chain(&pair[1].before));
        let inner: Vec<Mark> = inner.copied().collect();
        for kept in (0..=first.before.len()).rev() {
            for behind in (0..=last.behind.len()).rev() {
                let (before, own_before) = first.before.split_at(kept);
                let (own_behind, after) = last.behind.split_at(last.behind.len() - behind);
                let tokens = own_before.iter().flat_map(|mark| mark.first..mark.end);
                let tokens = tokens.chain(items.iter().map(|item| item.at));
                let tokens = tokens.chain(own_behind.iter().flat_map(|mark| mark.first..mark.end));
                let marks: Vec<Mark> = before.iter().chain(&inner).chain(after).copied().collect();
                views.push(View { province: beside.province, seat: beside.seat.clone(), ..self.view(tokens, &marks) });
            }
        }
    }

    fn view(&self, tokens: impl Iterator<Item = usize>, marks: &[Mark]) -> View {
        let tokens: Vec<&Token> = tokens.map(|at| &self.tokens[at]).collect();
        let mut levels = marks.iter().filter_map(|mark| match mark.beside {
            Beside::Level(level) => level,
            _ => None,
        });
        let level = levels.next();
        let is_region = |mark: &Mark| matches!(mark.beside, Beside::Level(_) | Beside::Government);
        View {
            words: tokens.iter().map(|token| token.folded.clone()).collect(),
            written: tokens.iter().map(|token| token.written.as_str()).collect::<Vec<_>>().join(" "),
            level,
            is_contradicted: levels.any(|other| Some(other) != level),
            is_typed: marks.iter().any(is_region),
            province: None,
            seat: None,
        }
    }

    /// Whether a sign stands before `items`.
    fn is_parted(&self, items: &[Item]) -> bool {
        let first = items.first().map(|item| item.before.first().map_or(item.at, |mark| mark.first));
        first.is_some_and(|at| self.tokens[at].is_parted)
    }

    /// The letters of the seat that `items` name, all of them. What may be another region is none.
    fn seat(&self, items: &[Item]) -> Option<String> {
        let states_level = |mark: &Mark| matches!(mark.beside, Beside::Level(_) | Beside::Government | Beside::Below);
        if items.iter().flat_map(|item| item.before.iter().chain(&item.behind)).any(states_level) {
            return None;
        }
        let letters = joined(items.iter().map(|item| self.tokens[item.at].folded.as_str()));
        let codes = self.beside.of_seat(&letters);
        let regions = &self.engine.gazetteer().regions;
        let is_of_another = |code: &str| !codes.iter().any(|own| own == code);
        let named = self.names.of(&letters).filter(|form| form.kind == NameKind::Official);
        let is_other = named.map(|form| &regions.get(form.region).code).any(|code| is_of_another(code));
        (!codes.is_empty() && !is_other).then_some(letters)
    }

    /// The province that `items` name, all of them.
    fn province(&self, items: &[Item]) -> Option<RegionId> {
        let regions = &self.engine.gazetteer().regions;
        let is_province = |id: RegionId| regions.get(id).level == Level::Province;
        let states_other = |mark: &Mark| matches!(mark.beside, Beside::Level(Some(level)) if level != Level::Province);
        let first = items.first()?;
        // “Kab. Bengkulu Utara” names no province.
        if first.before.iter().any(states_other) {
            return None;
        }
        let own = |at: usize| self.tokens[at].folded.as_str();
        let letters = joined(items.iter().map(|item| own(item.at)));
        // “Daerah Istimewa Yogyakarta” begins with a word that may stand before any name.
        let before = first.before.iter().flat_map(|mark| mark.first..mark.end).map(own);
        let longer = format!("{}{letters}", joined(before));
        let named = |letters: &str| {
            let forms = self.names.of(letters).filter(|form| form.kind != NameKind::Other);
            forms.map(|form| form.region).find(|id| is_province(*id))
        };
        let english = || {
            let words = items.iter().map(|item| own(item.at)).collect::<Vec<_>>().join(" ");
            let names = self.engine.gazetteer().list_words().from_english(&words);
            names.iter().find_map(|name| named(&petik_core::gazetteer::letters(name)))
        };
        named(&letters).or_else(|| named(&longer)).or_else(english).or_else(|| {
            let near = (self.is_loose && letters.len() > 5).then(|| self.names.near(&letters, 1))?;
            near.into_iter().map(|near| near.form.region).find(|id| is_province(*id))
        })
    }
}
