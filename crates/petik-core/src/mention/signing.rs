//! Words of signing: a verb or noun of signing with the instrument it signs, or an instrument standing for the act in a title
//! ("Wihaji MoU 100 Smart City").

use super::{Placed, Scene, Tokens};
use crate::gazetteer::{Instrument, SigningVerb, word_lists};
use crate::rule::{Hit, RuleSet, RuleValue};
use crate::text::{Listed, Shape, Token, WordList, WordSet};
use crate::vocabulary;
use crate::zone::Zone;
use std::borrow::Cow;
use std::collections::HashMap;

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
    pub instrument: Option<&'a Instrument>,
    /// The rule.
    pub by: Cow<'a, str>,
}

impl Placed for SigningMention<'_> {
    fn first(&self) -> usize {
        self.first
    }
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

word_lists! {
    /// The word lists that signing is found with.
    pub struct SigningLists {
        /// Verbs and nouns of signing.
        signing_verbs: SigningVerb,
        /// What is signed.
        instruments: Instrument,
        /// Words before an instrument in a title that leave it unsigned.
        talk_words: (),
    }
}

vocabulary! {
    /// How a rule of signing says it.
    pub enum SigningRule {
        /// As the list `signing_verbs` says of the words that the match begins with.
        ByWord = "by_word",
        /// The signer stands before.
        Active = "active",
        /// The signer stands behind.
        Passive = "passive",
        /// A noun: the signers stand around it.
        Noun = "noun",
        /// A noun, only with an instrument before it in the sentence.
        Agreement = "agreement",
    }
}

impl RuleValue for SigningRule {
    const FILE: &'static str = "rules/signings.toml";
}

/// The rule of instruments that stand for the act.
const TITLE_RULE: &str = "signings.toml#an instrument stands for the act in a title";

/// “Bahas Kesepakatan Bersama”, “Rancangan MoU”: words before an instrument in a title that leave it unsigned.
fn is_talked_about(scene: Scene<'_, '_>, lists: &SigningLists, at: usize) -> bool {
    scene.around((at, at + 1)).sentence().before(3).any(|i| scene.is(i, &lists.talk_words))
}

/// The instruments of one article: those of the list, and acronyms that it introduces: “Nota Kesepakatan Sinergi (NKS)”.
struct Instruments<'m, 'a> {
    list: &'a WordList<Instrument>,
    acronyms: HashMap<&'m str, &'a Instrument>,
}

impl<'m, 'a> Instruments<'m, 'a> {
    fn new(scene: Scene<'m, 'a>, list: &'a WordList<Instrument>) -> Self {
        let introduced = scene.starts(WordSet::of([list.id()])).filter_map(|at| {
            let (end, instrument) = scene.longest(at, list)?;
            // The name may be longer than the list knows: “Nota Kesepakatan Dukungan Program (NKDP)”.
            let open =
                end + scene.text.tokens[end..].iter().take(NAME).take_while(|t| t.shape.is_capitalised()).count();
            let acronym = scene.text.tokens.get(open + 1).filter(|t| t.shape == Shape::Upper)?;
            let bracketed = scene.printed(open) == "(" && scene.printed(open + 2) == ")";
            (bracketed && acronym.end - acronym.start > 1).then(|| (scene.printed(open + 1), instrument))
        });
        let mut acronyms = HashMap::new();
        introduced.for_each(|(acronym, instrument)| {
            acronyms.entry(acronym).or_insert(instrument);
        });
        Instruments { list, acronyms }
    }

    /// The instrument named at token `at`: (first token after it, instrument).
    fn at(&self, scene: Scene<'m, 'a>, at: usize) -> Option<(usize, &'a Instrument)> {
        scene.longest(at, self.list).or_else(|| {
            let acronym = if self.acronyms.is_empty() { None } else { self.acronyms.get(scene.printed(at)) };
            acronym.map(|instrument| (at + 1, *instrument))
        })
    }

    /// The instrument nearest to `words`, behind them or before them, within the sentence; a weak one only where no strong one is.
    fn near(&self, scene: Scene<'m, 'a>, words: Tokens, behind: bool) -> Option<&'a Instrument> {
        let mut weak = None;
        let mut is_strong = |found: &&'a Instrument| {
            weak = weak.or(Some(*found).filter(|found| !found.is_strong()));
            found.is_strong()
        };
        let around = scene.around(words).sentence();
        let strong = if behind {
            around.behind(INSTRUMENT_REACH).filter_map(|at| Some(self.at(scene, at)?.1)).find(&mut is_strong)
        } else {
            // The longest instrument that covers a token begins at most six tokens before it.
            let covers = |at: usize| {
                (at.saturating_sub(6)..=at).find_map(|start| self.at(scene, start).filter(|(end, _)| *end > at))
            };
            around.before(INSTRUMENT_REACH * 3).rev().filter_map(|at| Some(covers(at)?.1)).find(&mut is_strong)
        };
        strong.or(weak)
    }
}

/// How many words the name of an instrument can have behind the words that the list knows.
pub const NAME: usize = 4;

/// How far behind or before a verb its instrument stands.
const INSTRUMENT_REACH: usize = 9;

/// All words of signing in the parts of the page that make facts.
pub fn find<'a>(
    scene: Scene<'_, 'a>,
    lists: &'a SigningLists,
    rules: &'a RuleSet<SigningRule>,
) -> Vec<SigningMention<'a>> {
    let mut found: Vec<SigningMention<'a>> = Vec::new();
    let instruments = Instruments::new(scene, &lists.instruments);
    let named = WordSet::of([lists.instruments.id()]);
    let openers = rules.openers().union(named);
    let mut at = 0;
    let may_be = |token: &Token| rules.can_begin(token) || scene.lexicon.begins(token, &named);
    while let Some(here) = scene.text.next_with(at, &openers, 0, may_be) {
        at = here;
        let token = &scene.text.tokens[at];
        if !scene.zones.of(at).makes_facts() {
            at += 1;
            continue;
        }
        if rules.can_begin(token)
            && let Some(Hit { rule, value, found: matched }) = rules.longest(scene.cx(), at)
        {
            let end = matched.end;
            let how = match value {
                SigningRule::ByWord => scene.entry_at(at, &lists.signing_verbs).copied().unwrap_or(SigningVerb::Active),
                SigningRule::Active => SigningVerb::Active,
                SigningRule::Passive => SigningVerb::Passive,
                SigningRule::Noun => SigningVerb::Noun,
                SigningRule::Agreement => SigningVerb::Agreement,
            };
            let form = match how {
                SigningVerb::Active => Form::Active,
                SigningVerb::Passive => Form::Passive,
                SigningVerb::Noun | SigningVerb::Agreement => Form::Noun,
            };
            // The instrument may be part of the match: "melakukan MoU".
            let inside = (at..end).find_map(|i| instruments.at(scene, i).map(|(_, found)| found));
            let behind = || instruments.near(scene, (at, end), true);
            let before = || if form == Form::Active { None } else { instruments.near(scene, (at, end), false) };
            if how == SigningVerb::Agreement && before().is_none_or(Instrument::is_accord) {
                at = end;
                continue;
            }
            let by = Cow::Borrowed(rule.by.as_str());
            found.push(SigningMention { first: at, end, form, instrument: inside.or_else(behind).or_else(before), by });
            at = end;
            continue;
        }
        if let Some((end, instrument)) = scene.longest(at, &lists.instruments) {
            let stands_alone = matches!(scene.zones.of(at), Zone::Headline | Zone::Caption)
                && token.shape != Shape::Lower
                && instrument.is_strong();
            if stands_alone
                && found.last().is_none_or(|s| scene.text.line_of(s.first) != scene.text.line_of(at))
                && no_verb_behind(scene, lists, (at, end))
                && !is_talked_about(scene, lists, at)
            {
                let (form, by) = (Form::Instrument, Cow::Borrowed(TITLE_RULE));
                found.push(SigningMention { first: at, end, form, instrument: Some(instrument), by });
            }
            at = end;
            continue;
        }
        at += 1;
    }
    found
}

fn no_verb_behind(scene: Scene<'_, '_>, lists: &SigningLists, instrument: Tokens) -> bool {
    let mut behind = scene.around(instrument).sentence().all_behind();
    !behind.any(|at| scene.longest(at, &lists.signing_verbs).is_some())
}
