//! Names of regions as lists write them, where the whole cell is one name: "KAB.BATANG", "Sumbawa Barat, Kab.", "Pemkab Batang".
//! The same names and type words as in articles, but nothing around them to settle what they mean.

use super::Engine;
use crate::article::Article;
use crate::gazetteer::{Gazetteer, RegionId, RowWord, WrittenName, WrittenNames};
use crate::record::{Level, MentionValue};
use crate::text::{ListId, Listed, Shape, Text};

/// Words of a type in lists: "Special Capital Region of".
const MOST_WORDS: usize = 4;

/// What is known of a region beside its name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct RegionHints {
    /// Its kind.
    pub level: Option<Level>,
    /// Its province, as it is or as it was.
    pub province: Option<RegionId>,
    /// Whether it is a kabupaten or kota, whichever.
    pub is_local: bool,
}

/// What a name can mean.
#[derive(Debug, Default)]
pub struct RegionReadings<'e> {
    /// All regions of this name, whatever the hints say.
    pub all: Vec<&'e WrittenName>,
    /// Those that the hints and the words of the name leave; all, where they would leave none.
    pub fitting: Vec<&'e WrittenName>,
    /// The kind that the words of the name state.
    pub level: Option<Level>,
    /// The province that stands behind the name.
    pub province: Option<RegionId>,
    /// The name without type words and province.
    pub bare: String,
    /// Whether parts of it are English: "Klaten Regency", "West Sumbawa".
    pub is_english: bool,
}

/// What lies within a kabupaten or kota and is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Below {
    /// A kecamatan.
    District,
    /// A desa or kelurahan.
    Village,
}

/// A name cut into what belongs to it and what does not.
#[derive(Default)]
struct Cut<'t> {
    level: Option<Level>,
    province: Option<RegionId>,
    bare: &'t str,
    is_english: bool,
}

/// A type word or title: the first token behind it, and the kind that it states.
struct TypeWord {
    end: usize,
    level: Option<Level>,
    is_english: bool,
}

impl Cut<'_> {
    fn take(&mut self, word: &TypeWord) {
        self.level = word.level.or(self.level);
        self.is_english |= word.is_english;
    }
}

impl Engine {
    /// The lists.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Names of regions by their letters.
    pub fn written_names(&self) -> &WrittenNames {
        self.written.get_or_init(|| WrittenNames::new(&self.gazetteer.regions))
    }

    /// All that the cell `name` of a list can mean. Nothing is guessed: a misspelled name has no readings, and a name that a
    /// kabupaten and a kota share has both unless its words or `hints` say which.
    pub fn resolve_region(&self, name: &str, hints: RegionHints) -> RegionReadings<'_> {
        let text = Text::new(name, &self.lexicon);
        let end = text.tokens.len();
        let first = self.behind_the_number(&text);
        let whole = Cut { bare: text.words(first, end), ..Cut::default() };
        let (mut cut, mut all) = (whole, self.names_of(text.words(first, end)));
        if all.is_empty() {
            cut = self.cut(&text, first, end);
            all = self.names_of(cut.bare);
        }
        let mut bare = cut.bare.to_owned();
        if all.is_empty()
            && let names = self.gazetteer.list_words().from_english(cut.bare)
            && let Some(indonesian) = names.into_iter().find(|name| !self.names_of(name).is_empty())
        {
            (all, bare, cut.is_english) = (self.names_of(&indonesian), indonesian, true);
        }
        if all.is_empty() {
            // “KotaPekalongan”
            all = self.written_names().of_full(text.words(first, end)).into_iter().collect();
        }
        let hints =
            RegionHints { level: cut.level.or(hints.level), province: cut.province.or(hints.province), ..hints };
        let fitting = self.fitting(&all, hints);
        let Cut { level, province, is_english, .. } = cut;
        RegionReadings { all, fitting, level, province, bare, is_english }
    }

    fn names_of(&self, words: &str) -> Vec<&WrittenName> {
        self.written_names().of(words)
    }

    /// What the name says it is, where that lies within a kabupaten or kota ("Kec. Wedi"), and the regions in which a
    /// kecamatan of this name lies. A name without such a word is one only where no region has it.
    pub fn below(&self, name: &str) -> Option<(Below, Vec<RegionId>)> {
        let text = Text::new(name, &self.lexicon);
        let first = self.behind_the_number(&text);
        let stated = self.row_word_at(&text, first, |word| match word {
            RowWord::District => Some(Below::District),
            RowWord::Village => Some(Below::Village),
            _ => None,
        });
        let (at, kind) = stated.unwrap_or((first, Below::District));
        let at = (at..text.tokens.len()).find(|&at| text.tokens[at].shape != Shape::Mark)?;
        let regions = &self.gazetteer.regions;
        let district = self.lexicon.exact(&text.tokens, at, text.tokens.len(), regions.district_list);
        let lies_in = district.map(|number| regions.of_district(number).to_vec()).unwrap_or_default();
        (stated.is_some() || !lies_in.is_empty()).then_some((kind, lies_in))
    }

    /// The words of official lists at token `at` that mean something for `meaning`, the longest, and the token behind them.
    fn row_word_at<T>(&self, text: &Text<'_>, at: usize, meaning: impl Fn(RowWord) -> Option<T>) -> Option<(usize, T)> {
        let most = text.tokens.len().min(at + MOST_WORDS);
        (at + 1..=most).rev().find_map(|end| {
            let word = self.gazetteer.list_words().cell(text.words(at, end))?;
            // “Kec.” with its dot
            (text.tokens[end - 1].shape != Shape::Mark).then_some((end, meaning(word)?))
        })
    }

    /// The first token behind the number of a row: "12. Kabupaten Batang", "3) Kota Solok".
    fn behind_the_number(&self, text: &Text<'_>) -> usize {
        let is = |at: usize, words: &[&str]| words.contains(&text.words(at, at + 1));
        let is_number = text.tokens.first().is_some_and(|token| token.shape == Shape::Digits);
        match text.tokens.len() {
            3.. if is_number && is(1, &[".", ")"]) => 2,
            2.. if is(0, &["-", "•", "*"]) => 1,
            _ => 0,
        }
    }

    /// Takes type words, titles and the province off the name in `first..end`.
    fn cut<'t>(&self, text: &Text<'t>, first: usize, end: usize) -> Cut<'t> {
        let is_mark = |at: usize| text.tokens[at].shape == Shape::Mark;
        let trimmed = |first: usize, mut end: usize| {
            while end > first && is_mark(end - 1) {
                end -= 1;
            }
            end
        };
        let mut cut = Cut::default();
        // “Sumbawa Barat, Kab.”, “Batang (Jawa Tengah)”
        let parting = (first + 1..end).find(|&at| matches!(text.words(at, at + 1), "," | "("));
        let mut end = match parting {
            Some(at) if self.read_tail(text, at + 1, trimmed(at + 1, end), &mut cut) => at,
            _ => trimmed(first, end),
        };
        let mut first = first;
        while let Some(word) = self.type_at(text, first).filter(|word| word.end < end) {
            // “Kabupaten Kota Baru”: the second word is a part of the name.
            if cut.level.is_some() && !self.names_of(text.words(first, end)).is_empty() {
                break;
            }
            first = (word.end..end).find(|&at| !is_mark(at)).unwrap_or(word.end);
            cut.take(&word);
        }
        // “Batang Kab.”, “Batang Regency”, but “Lima Puluh Kota”
        if self.names_of(text.words(first, end)).is_empty()
            && let Some((at, word)) = (first + 1..end).find_map(|at| Some((at, self.type_at(text, at)?)))
            && word.end == end
        {
            cut.take(&word);
            end = at;
        }
        cut.bare = text.words(first, end);
        cut
    }

    /// Reads what stands behind a comma or in brackets: a type word, or a province. `false`: it is neither.
    fn read_tail(&self, text: &Text<'_>, first: usize, end: usize, cut: &mut Cut<'_>) -> bool {
        if let Some(word) = self.type_at(text, first) {
            if word.end >= end {
                cut.take(&word);
                return true;
            }
            if word.level.is_some_and(|level| level != Level::Province) {
                return false;
            }
        }
        cut.province = self.province_named(text.words(first, end));
        cut.province.is_some()
    }

    /// The province that the cell `words` names.
    pub fn province_named(&self, words: &str) -> Option<RegionId> {
        let read = self.resolve_region(words, RegionHints { level: Some(Level::Province), ..RegionHints::default() });
        let regions = &self.gazetteer.regions;
        read.fitting.iter().map(|name| name.region).find(|&region| regions.get(region).level == Level::Province)
    }

    /// The kind of region that `words` name, all of them.
    pub fn level_named(&self, words: &str) -> Option<Level> {
        if let Some(level) = self.gazetteer.list_words().cell(words).and_then(RowWord::level) {
            return Some(level);
        }
        let text = Text::new(words, &self.lexicon);
        let word = self.type_at(&text, 0)?;
        word.level.filter(|_| text.tokens[word.end..].iter().all(|token| token.shape == Shape::Mark))
    }

    /// The type word or title at token `at`, the longest.
    fn type_at(&self, text: &Text<'_>, at: usize) -> Option<TypeWord> {
        let people = &self.gazetteer.people;
        let longest = |list: ListId| self.lexicon.longest(&text.tokens, at, list);
        let types = &self.regions.type_words;
        let word = longest(types.id()).map(|(end, entry)| (end, types.entry(entry).value.level()));
        let title = longest(people.office_list).map(|(end, office)| (end, people.office(office).level));
        let own = word.into_iter().chain(title.filter(|(_, level)| level.is_some()));
        let own = own.map(|(end, level)| TypeWord { end, level, is_english: false });
        let english = self.row_word_at(text, at, RowWord::level);
        let english = english.map(|(end, level)| TypeWord { end, level: Some(level), is_english: true });
        own.chain(english).max_by_key(|word| (word.end, !word.is_english))
    }

    /// The readings that `hints` leave; a hint that would leave none is passed over.
    fn fitting<'e>(&'e self, all: &[&'e WrittenName], hints: RegionHints) -> Vec<&'e WrittenName> {
        let regions = &self.gazetteer.regions;
        let of_level = |name: &&WrittenName| hints.level.is_none_or(|level| regions.get(name.region).level == level);
        let of_province = |name: &&WrittenName| hints.province.is_none_or(|p| self.was_in(name.region, p));
        let local = |name: &&WrittenName| !hints.is_local || regions.get(name.region).level != Level::Province;
        let mut left = all.to_vec();
        for hint in [&of_level as &dyn Fn(&&WrittenName) -> bool, &of_province, &local] {
            let fit: Vec<&WrittenName> = left.iter().copied().filter(|name| hint(name)).collect();
            if !fit.is_empty() {
                left = fit;
            }
        }
        left
    }

    /// Whether `region` is `province`, lies in it, or did before.
    pub fn was_in(&self, region: RegionId, province: RegionId) -> bool {
        let regions = &self.gazetteer.regions;
        regions.province(region) == province
            || self.gazetteer.crosswalk().in_province(region, &regions.get(province).code).is_some()
    }

    /// The id of the programme that `words` name, all of them: an id, a name, another name.
    pub fn programme_named(&self, words: &str) -> Option<&str> {
        let programmes = &self.gazetteer.programmes;
        let number = programmes.number(words.trim()).or_else(|| {
            let text = Text::new(words, &self.lexicon);
            let exact = |list| self.lexicon.exact(&text.tokens, 0, text.tokens.len(), list);
            exact(programmes.list).or_else(|| exact(programmes.generic_list))
        })?;
        Some(&programmes.get(number).id)
    }

    /// The ids of the programmes named anywhere in `text`, as in an article.
    pub fn programmes_in(&self, text: &str) -> Vec<String> {
        let article = Article::new(text);
        let record = self.extract(&article);
        let mut ids: Vec<String> = Vec::new();
        for mention in &record.mentions {
            if let MentionValue::Programme { programme: id, .. } = &mention.value
                && !ids.iter().any(|known| **known == **id)
            {
                ids.push(id.to_string());
            }
        }
        ids
    }

    /// The days that `text` names, as in an article: ISO 8601, `start/end` where they are several.
    pub fn days_in(&self, text: &str) -> Vec<String> {
        let article = Article::new(text);
        let record = self.extract(&article);
        let day = |value: &MentionValue<'_>| match value {
            MentionValue::Date { value: Some(day), .. } => Some(day.to_string()),
            _ => None,
        };
        record.mentions.iter().filter_map(|mention| day(&mention.value)).collect()
    }
}
