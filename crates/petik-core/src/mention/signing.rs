//! Words of signing: a verb or noun of signing with the instrument it signs, or an instrument standing for the act in a title
//! ("Wihaji MoU 100 Smart City").

use super::{ListFinder, Scene};
use crate::rule::RuleSet;
use crate::text::{Gap, ListId, Shape, WordSet};
use crate::zone::Zone;
use std::borrow::Cow;

/// Words of signing.
#[derive(Debug, Clone)]
pub struct SigningMention<'a> {
    /// First token.
    pub first: usize,
    /// First token after it.
    pub end: usize,
    /// How it is said.
    pub form: Form,
    /// What is signed, where the words say so.
    pub instrument: Option<&'a str>,
    /// The rule.
    pub by: Cow<'a, str>,
}

/// How signing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// "menandatangani": the signer stands before.
    Active,
    /// "ditandatangani": the signer stands behind.
    Passive,
    /// "penandatanganan"
    Noun,
    /// "Wihaji MoU Smart City"
    Instrument,
}

/// The word lists that signing is found with.
#[derive(Debug)]
pub struct SigningLists {
    verbs: ListId,
    instruments: ListId,
    talk: ListId,
}

impl SigningLists {
    /// Looks the lists up.
    pub fn new(lists: &mut ListFinder<'_>) -> Self {
        SigningLists {
            verbs: lists.get("signing_verbs"),
            instruments: lists.get("instruments"),
            talk: lists.get("talk_words"),
        }
    }
}

/// “Bahas Kesepakatan Bersama”, “Rancangan MoU”: words before an instrument in a title that leave it unsigned.
fn is_talked_about(scene: Scene<'_, '_>, lists: &SigningLists, at: usize) -> bool {
    let line = scene.text.lines[scene.text.line_of(at)];
    (at.saturating_sub(3).max(line.first)..at).any(|i| scene.is(i, lists.talk))
}

/// The instruments of one article: those of the list, and acronyms that it introduces: “Nota Kesepakatan Sinergi (NKS)”.
struct Instruments<'m, 'a> {
    list: ListId,
    acronyms: Vec<(&'m str, &'a str)>,
}

impl<'m, 'a> Instruments<'m, 'a> {
    fn new(scene: Scene<'m, 'a>, list: ListId) -> Self {
        let introduced = scene.text.tokens_with(WordSet::of([list])).filter_map(|at| {
            let (end, entry) = scene.longest(at, list)?;
            // The name may be longer than the list knows: “Nota Kesepakatan Dukungan Program (NKDP)”.
            let open =
                end + scene.text.tokens[end..].iter().take(NAME).take_while(|t| t.shape.is_capitalised()).count();
            let acronym = scene.text.tokens.get(open + 1).filter(|t| t.shape == Shape::Upper)?;
            let bracketed = scene.printed(open) == "(" && scene.printed(open + 2) == ")";
            (bracketed && acronym.end - acronym.start > 1).then(|| (scene.printed(open + 1), scene.value(list, entry)))
        });
        Instruments { list, acronyms: introduced.collect() }
    }

    /// The instrument named at token `at`: (first token after it, slug).
    fn at(&self, scene: Scene<'m, 'a>, at: usize) -> Option<(usize, &'a str)> {
        if let Some((end, entry)) = scene.longest(at, self.list) {
            return Some((end, scene.value(self.list, entry)));
        }
        let acronym = self.acronyms.iter().find(|(acronym, _)| *acronym == scene.printed(at));
        acronym.map(|(_, slug)| (at + 1, *slug))
    }

    /// The instrument nearest to token `from`, behind it or before it, within the sentence.
    fn near(&self, scene: Scene<'m, 'a>, from: usize, behind: bool) -> Option<&'a str> {
        let instrument = |at: usize| self.at(scene, at);
        let is_weak = |slug: &str| matches!(slug, "kesepakatan" | "piagam");
        let mut weak = None;
        if behind {
            for at in from..(from + INSTRUMENT_REACH).min(scene.text.tokens.len()) {
                if scene.text.tokens[at].gap >= Gap::Line || scene.printed(at) == "." {
                    break;
                }
                match instrument(at) {
                    Some(found) if is_weak(found.1) => weak = weak.or(Some(found.1)),
                    Some((_, slug)) => return Some(slug),
                    None => {}
                }
            }
            return weak;
        }
        for at in (from.saturating_sub(INSTRUMENT_REACH * 3)..from).rev() {
            if scene.text.tokens[at + 1].gap >= Gap::Line
                || scene.printed(at) == "." && scene.text.tokens[at + 1].gap != Gap::None
            {
                break;
            }
            // The longest instrument that covers this token begins at most six tokens before it.
            let found = (at.saturating_sub(6)..=at).find_map(|start| instrument(start).filter(|(end, _)| *end > at));
            match found {
                Some(found) if is_weak(found.1) => weak = weak.or(Some(found.1)),
                Some((_, slug)) => return Some(slug),
                None => {}
            }
        }
        weak
    }
}

/// How many words the name of an instrument can have behind the words that the list knows.
const NAME: usize = 4;

/// How far behind or before a verb its instrument stands.
const INSTRUMENT_REACH: usize = 9;

/// All words of signing in the parts of the page that make facts.
pub fn find<'a>(scene: Scene<'_, 'a>, lists: &SigningLists, rules: &'a RuleSet) -> Vec<SigningMention<'a>> {
    let mut found: Vec<SigningMention<'a>> = Vec::new();
    let instruments = Instruments::new(scene, lists.instruments);
    let openers = rules.openers().union(WordSet::of([lists.instruments]));
    let mut at = 0;
    while let Some(here) = scene.text.next_with(at, &openers, 0) {
        at = here;
        let token = &scene.text.tokens[at];
        let may_be = rules.can_begin(token) || scene.lexicon.starts(token.word, lists.instruments);
        if !may_be || !scene.zones.of(at).makes_facts() {
            at += 1;
            continue;
        }
        if rules.can_begin(token)
            && let Some((rule, matched)) = rules.longest(scene.cx(), at)
        {
            let end = matched.end;
            let by_word = || scene.longest(at, lists.verbs).map_or("", |(_, entry)| scene.value(lists.verbs, entry));
            let how = if rule.value == "by_word" { by_word() } else { rule.value.as_str() };
            let form = match how {
                "passive" => Form::Passive,
                "noun" | "agreement" => Form::Noun,
                _ => Form::Active,
            };
            // The instrument may be part of the match: "melakukan MoU".
            let inside = (at..end).find_map(|i| instruments.at(scene, i).map(|(_, slug)| slug));
            let behind = || instruments.near(scene, end, true);
            let before = || if form == Form::Active { None } else { instruments.near(scene, at, false) };
            if how == "agreement" && before().is_none_or(|slug| slug == "kesepakatan") {
                at = end;
                continue;
            }
            let by = Cow::Borrowed(rule.by.as_str());
            found.push(SigningMention { first: at, end, form, instrument: inside.or_else(behind).or_else(before), by });
            at = end;
            continue;
        }
        if let Some((end, entry)) = scene.longest(at, lists.instruments) {
            let slug = scene.value(lists.instruments, entry);
            let stands_alone = matches!(scene.zones.of(at), Zone::Headline | Zone::Caption)
                && token.shape != Shape::Lower
                && slug != "kesepakatan"
                && slug != "piagam";
            if stands_alone
                && found.last().is_none_or(|s| scene.text.line_of(s.first) != scene.text.line_of(at))
                && no_verb_behind(scene, lists, end)
                && !is_talked_about(scene, lists, at)
            {
                let by = Cow::Borrowed("facts/signing.toml#an instrument stands for the act in a title");
                found.push(SigningMention { first: at, end, form: Form::Instrument, instrument: Some(slug), by });
            }
            at = end;
            continue;
        }
        at += 1;
    }
    found
}

fn no_verb_behind(scene: Scene<'_, '_>, lists: &SigningLists, from: usize) -> bool {
    let line = scene.text.lines[scene.text.line_of(from.saturating_sub(1))];
    !(from..line.end).any(|at| scene.longest(at, lists.verbs).is_some())
}
