//! Names of regions as lists write them, where the whole cell is one name: "KAB.BATANG", "Sumbawa Barat, Kab.", "Pemkab Batang".
//! The same names and type words as in articles, but nothing around them to settle what they mean.

use super::Engine;
use crate::article::Article;
use crate::gazetteer::{Gazetteer, RegionId, RowWord, WrittenName, WrittenNames};
use crate::record::{Level, MentionValue};
use crate::text::{ListId, Listed, Shape, Text};

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
}

/// A name cut into what belongs to it and what does not.
struct Cut<'t> {
    level: Option<Level>,
    province: Option<RegionId>,
    bare: &'t str,
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
        let names = self.written_names();
        let text = Text::new(name, &self.lexicon);
        let end = text.tokens.len();
        let first = self.behind_the_number(&text);
        let whole = names.of(text.words(first, end));
        let cut = if whole.is_empty() {
            self.cut(&text, first, end)
        } else {
            Cut { level: None, province: None, bare: text.words(first, end) }
        };
        let all = if whole.is_empty() { names.of(cut.bare) } else { whole };
        let hints =
            RegionHints { level: cut.level.or(hints.level), province: cut.province.or(hints.province), ..hints };
        let fitting = self.fitting(&all, hints);
        RegionReadings { all, fitting, level: cut.level, province: cut.province, bare: cut.bare.to_owned() }
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
        let mut cut = Cut { level: None, province: None, bare: "" };
        // “Sumbawa Barat, Kab.”, “Batang (Jawa Tengah)”
        let parting = (first + 1..end).find(|&at| matches!(text.words(at, at + 1), "," | "("));
        let mut end = match parting {
            Some(at) if self.read_tail(text, at + 1, trimmed(at + 1, end), &mut cut) => at,
            _ => trimmed(first, end),
        };
        let mut first = first;
        while let Some((next, level)) = self.type_at(text, first).filter(|(next, _)| *next < end) {
            first = (next..end).find(|&at| !is_mark(at)).unwrap_or(next);
            cut.level = level.or(cut.level);
        }
        // “Batang Kab.”, but “Lima Puluh Kota”
        if self.written_names().of(text.words(first, end)).is_empty()
            && let Some(at) = (first + 1..end).find(|&at| self.type_at(text, at).is_some_and(|(next, _)| next == end))
        {
            cut.level = self.type_at(text, at).and_then(|(_, level)| level).or(cut.level);
            end = at;
        }
        cut.bare = text.words(first, end);
        cut
    }

    /// Reads what stands behind a comma or in brackets: a type word, or a province. `false`: it is neither.
    fn read_tail(&self, text: &Text<'_>, first: usize, end: usize, cut: &mut Cut<'_>) -> bool {
        let typed = self.type_at(text, first);
        match typed {
            Some((next, level)) if next >= end => {
                cut.level = level;
                return true;
            }
            Some((_, level)) if level.is_some_and(|level| level != Level::Province) => return false,
            _ => {}
        }
        let first = typed.map_or(first, |(next, _)| next);
        cut.province = self.province(text.words(first, end));
        cut.province.is_some()
    }

    fn province(&self, name: &str) -> Option<RegionId> {
        let regions = &self.gazetteer.regions;
        let found = self.written_names().of(name).into_iter().map(|name| name.region);
        found.into_iter().find(|&region| regions.get(region).level == Level::Province)
    }

    /// The province that the cell `words` names.
    pub fn province_named(&self, words: &str) -> Option<RegionId> {
        let read = self.resolve_region(words, RegionHints { level: Some(Level::Province), ..RegionHints::default() });
        let regions = &self.gazetteer.regions;
        read.fitting.iter().map(|name| name.region).find(|&region| regions.get(region).level == Level::Province)
    }

    /// The kind of region that `words` name, all of them.
    pub fn level_named(&self, words: &str) -> Option<Level> {
        if let Some(level) = self.gazetteer.list_words.cell(words).and_then(RowWord::level) {
            return Some(level);
        }
        let text = Text::new(words, &self.lexicon);
        let (end, level) = self.type_at(&text, 0)?;
        level.filter(|_| text.tokens[end..].iter().all(|token| token.shape == Shape::Mark))
    }

    /// The type word or title at token `at`: (first token behind it, the kind that it states).
    fn type_at(&self, text: &Text<'_>, at: usize) -> Option<(usize, Option<Level>)> {
        let people = &self.gazetteer.people;
        let longest = |list: ListId| self.lexicon.longest(&text.tokens, at, list);
        let types = &self.regions.type_words;
        let word = longest(types.id()).map(|(end, entry)| (end, types.entry(entry).value.level()));
        let title = longest(people.office_list).map(|(end, office)| (end, people.office(office).level));
        word.into_iter().chain(title.filter(|(_, level)| level.is_some())).max_by_key(|(end, _)| *end)
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
            || self.gazetteer.crosswalk.in_province(region, &regions.get(province).code).is_some()
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
}
