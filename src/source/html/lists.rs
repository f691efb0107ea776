//! What is known about the pages of news sites, as data: which boxes are no article, where the article stands, and which
//! lines are furniture. The rows come from `gazetteers/pages/`; here they are only held.

use super::words::words;
use dom_query::Matcher;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Selectors and phrases that tell the article from the page around it.
#[derive(Debug, Default)]
pub struct PageLists {
    boxes: Vec<String>,
    /// All of `boxes` as one, so that a page is walked once.
    joined: OnceLock<Option<Matcher>>,
    pub(super) headlines: Vec<Matcher>,
    pub(super) bodies: Vec<Matcher>,
    pub(super) captions: Vec<Matcher>,
    /// By first word, the longest first.
    phrases: HashMap<String, Vec<Phrase>>,
}

/// Words that begin a line which is no part of the article.
#[derive(Debug)]
struct Phrase {
    words: Vec<String>,
    how: How,
}

/// What a phrase says about its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Goes where a colon or a link follows; links below it go too where it stands alone.
    Link,
    /// Goes where a colon follows.
    Colon,
    /// Goes where nothing else stands in it.
    Whole,
    /// Goes where nothing else stands in it, with all links below it.
    Heading,
    /// Goes where nothing but a number follows, with everything below it.
    Rest,
    /// Goes where only numbers and other such words follow.
    Pager,
}

const HOW: [(&str, How); 6] = [
    ("link", How::Link),
    ("colon", How::Colon),
    ("whole", How::Whole),
    ("heading", How::Heading),
    ("rest", How::Rest),
    ("pager", How::Pager),
];

impl PageLists {
    /// Elements that `selector` finds are no part of an article. Fails where it is no CSS selector.
    pub fn add_box(&mut self, selector: &str) -> Result<(), String> {
        matcher(selector)?;
        self.boxes.push(selector.to_owned());
        self.joined = OnceLock::new();
        Ok(())
    }

    /// Elements that `selector` finds hold the `headline`, the `body` or a `caption` of an article; selectors added
    /// earlier go before later ones.
    pub fn add_contents(&mut self, selector: &str, what: &str) -> Result<(), String> {
        let list = match what {
            "headline" => &mut self.headlines,
            "body" => &mut self.bodies,
            "caption" => &mut self.captions,
            _ => return Err(format!("what `{what}` is none of headline, body, caption")),
        };
        list.push(matcher(selector)?);
        Ok(())
    }

    /// Lines that begin with `phrase` are no part of an article; `how` says under which condition.
    pub fn add_line(&mut self, phrase: &str, how: &str) -> Result<(), String> {
        let Some((_, how)) = HOW.into_iter().find(|(name, _)| *name == how) else {
            return Err(format!("how `{how}` is none of {}", HOW.map(|(name, _)| name).join(", ")));
        };
        let words: Vec<String> = words(phrase).map(|(_, word)| word).collect();
        let Some(first) = words.first() else {
            return Err(format!("phrase `{phrase}` has no word"));
        };
        let row = self.phrases.entry(first.clone()).or_default();
        row.push(Phrase { words, how });
        row.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        Ok(())
    }

    /// All boxes; `None` where there are none.
    pub(super) fn boxes(&self) -> Option<&Matcher> {
        self.joined.get_or_init(|| Matcher::new(&self.boxes.join(",")).ok()).as_ref()
    }

    /// What the phrase says that `words` begin with, and how many of them it has.
    pub(super) fn phrase<W: AsRef<str>>(&self, words: &[W]) -> Option<(How, usize)> {
        let candidates = self.phrases.get(words.first()?.as_ref())?;
        let begins = |phrase: &&Phrase| {
            phrase.words.len() <= words.len() && phrase.words.iter().zip(words).all(|(a, b)| a == b.as_ref())
        };
        candidates.iter().find(begins).map(|phrase| (phrase.how, phrase.words.len()))
    }
}

fn matcher(selector: &str) -> Result<Matcher, String> {
    // The parser's own words for the slip name its types, not the place.
    Matcher::new(selector).map_err(|_| format!("`{selector}` is no CSS selector: write it as for a style sheet"))
}
