//! How long a record may be: it grows with its text and not faster. A list of 552 regions in one sentence is the evidence of 552
//! facts, and without a bound a text of a megabyte could make records of half a gigabyte.

use super::{Builder, Kind, Ref};
use crate::fact::{FactDraft, FindingDraft};
use crate::gazetteer::Sum;
use crate::mention::Tokens;
use crate::record::{ArticleRecord, LeftOut};
use serde::Serialize;
use std::collections::HashMap;
use std::io;

/// A record is at most so many times as long as its text, and so many bytes besides.
const TIMES: usize = 8;
const BESIDES: usize = 64 << 10;
/// A record of up to so many bytes is no burden, however short its text: it gives words that several facts rest on only once in full,
/// and loses nothing else. All regions of the country, listed in one sentence, are a list still.
const LIGHT: usize = 512 << 10;
/// What of a text goes beyond so many bytes counts half: that long is no article, and its record must be held in memory.
const LONG: usize = 1 << 20;

/// How many bytes of a text are looked at in one go.
const PIECE: usize = 1 << 10;

/// Room for saying what was left out.
const LEFT_OUT: usize = 256;

/// Which part of the room findings have where facts want the rest.
const OF_FINDINGS: usize = 4;

/// How many times the length of its text the quotes of a record may be that would be too long with all of them whole, and how
/// many bytes besides.
const QUOTED: usize = 2;
const QUOTED_BESIDES: usize = 16 << 10;
/// To how many bytes quotes are cut at most, however many there are; a quote given again is rather left out than cut further.
const SHORTEST_QUOTE: usize = 80;

/// What of a record is kept that would be too long with everything.
#[derive(Debug)]
pub(super) struct Bounds {
    /// The first fact that rests on these words: the others give the quote again.
    quoting: HashMap<Tokens, usize>,
    /// How many bytes a quote may have.
    longest: usize,
    /// How many bytes a quote may have that is given again.
    again: usize,
    /// How many facts are kept, from the first.
    facts: usize,
    /// How many findings are kept, from the first.
    findings: usize,
    /// Which mentions are kept, by their places; empty where all are.
    mentions: Vec<bool>,
}

impl Bounds {
    /// What is quoted of `quote`, the words of `tokens`, by the fact at this place or by a finding; nothing where it is all.
    pub(super) fn cut<'a>(&self, tokens: Tokens, fact: Option<usize>, quote: &'a str) -> Option<&'a str> {
        let is_again = fact.is_some() && self.quoting.get(&tokens).copied() != fact;
        let longest = if is_again { self.again } else { self.longest };
        if quote.len() <= longest {
            return None;
        }
        let cut = (0..=longest).rev().find_map(|end| quote.get(..end)).unwrap_or_default();
        Some(cut.rsplit_once(char::is_whitespace).map_or(cut, |(words, _)| words.trim_end()))
    }

    pub(super) fn facts(&self) -> usize {
        self.facts
    }

    pub(super) fn findings(&self) -> usize {
        self.findings
    }

    /// How many of so many mentions are kept.
    pub(super) fn mentions(&self, all: usize) -> usize {
        if self.mentions.is_empty() { all } else { self.mentions.iter().filter(|kept| **kept).count() }
    }

    /// Whether the mention at this place is kept.
    pub(super) fn keeps(&self, mention: usize) -> bool {
        self.mentions.get(mention).is_none_or(|kept| *kept)
    }
}

/// How long the parts of a record are as JSON, each with its comma.
struct Lengths {
    mentions: Vec<u32>,
    facts: Vec<u32>,
    findings: Vec<u32>,
}

impl Lengths {
    fn all(&self) -> usize {
        [&self.mentions, &self.facts, &self.findings].into_iter().map(|lengths| sum(lengths)).sum()
    }
}

fn sum(lengths: &[u32]) -> usize {
    lengths.iter().map(|length| *length as usize).sum()
}

/// Bytes that are still free. What does not fit closes it, so that what is left out is always the end.
struct Room(usize);

impl Room {
    fn takes(&mut self, length: usize) -> bool {
        let rest = self.0.checked_sub(length);
        self.0 = rest.unwrap_or(0);
        rest.is_some()
    }

    /// How many of these parts fit.
    fn first(&mut self, lengths: &[u32]) -> usize {
        lengths.iter().take_while(|length| self.takes(**length as usize)).count()
    }
}

impl<'a> Builder<'_, 'a> {
    /// Decides what is kept where everything would be too long; `frame` is the record without it.
    pub(super) fn bound(
        &mut self,
        frame: &ArticleRecord<'_>,
        facts: &[FactDraft<'a>],
        sure: &[Sum],
        findings: &[FindingDraft],
    ) {
        let length = self.scene().text.raw.len();
        let most = TIMES * (length - length.saturating_sub(LONG) / 2) + BESIDES;
        if !self.may_be_longer(most, facts, findings) {
            return;
        }
        let around = json_length(frame) + LEFT_OUT;
        let most = most.saturating_sub(around);
        if self.lengths(facts, sure, findings).all() <= most {
            return;
        }
        self.bounds = Some(self.quotes_once(facts, findings));
        let mut fits = |again: usize, most: usize| {
            self.bounds.iter_mut().for_each(|bounds| bounds.again = again);
            let lengths = self.lengths(facts, sure, findings);
            most.checked_sub(lengths.all()).ok_or(lengths)
        };
        let pieces: usize = facts.iter().map(|fact| fact.evidence.len()).sum();
        if let Ok(free) = fits(0, most) {
            // The same to each that is given again. Letters that JSON writes out take more.
            let share = free / pieces.max(1);
            let mut shares = std::iter::successors(Some(share), |share| Some(share / 2));
            if shares.by_ref().take_while(|share| *share >= SHORTEST_QUOTE).any(|share| fits(share, most).is_ok()) {
                return;
            }
        }
        let most = most.max(LIGHT.saturating_sub(around));
        if fits(SHORTEST_QUOTE, most).is_ok() {
            return;
        }
        let Err(lengths) = fits(0, most) else { return };
        let mut of_findings = Room(most / OF_FINDINGS);
        let findings = of_findings.first(&lengths.findings);
        let mut room = Room(most - sum(&lengths.findings[..findings]));
        let kept = room.first(&lengths.facts);
        let mentions = self.fitting(&mut room, &lengths.mentions, &facts[..kept]);
        if let Some(bounds) = &mut self.bounds {
            (bounds.facts, bounds.findings, bounds.mentions) = (kept, findings, mentions);
        }
    }

    /// Which mentions fit into `room`: those first that `facts` join.
    fn fitting(&self, room: &mut Room, lengths: &[u32], facts: &[FactDraft<'a>]) -> Vec<bool> {
        let mut joined = vec![false; lengths.len()];
        for place in facts.iter().flat_map(|draft| self.joined(draft)) {
            joined[place] = true;
        }
        let mut kept = vec![false; lengths.len()];
        for of_facts in [true, false] {
            for place in (0..lengths.len()).filter(|&place| joined[place] == of_facts) {
                kept[place] = room.takes(lengths[place] as usize);
            }
        }
        kept
    }

    /// Words that several facts rest on are quoted once, and quotes are cut where they are much longer than the text all the
    /// same.
    fn quotes_once(&self, facts: &[FactDraft<'_>], findings: &[FindingDraft]) -> Bounds {
        let mut quoting = HashMap::new();
        for (place, fact) in facts.iter().enumerate() {
            for &tokens in &fact.evidence {
                quoting.entry(tokens).or_insert(place);
            }
        }
        let of_findings = findings.iter().flat_map(|finding| &finding.evidence);
        let (mut pieces, mut all) = (0, 0);
        for &tokens in quoting.keys().chain(of_findings) {
            pieces += 1;
            all += self.bytes(tokens);
        }
        let most = QUOTED * self.scene().text.raw.len() + QUOTED_BESIDES;
        let longest = if all > most { (most / pieces).max(SHORTEST_QUOTE) } else { usize::MAX };
        Bounds { quoting, longest, again: 0, facts: facts.len(), findings: findings.len(), mentions: Vec::new() }
    }

    fn bytes(&self, (first, end): Tokens) -> usize {
        let span = self.scene().text.span(first, end);
        span.end - span.start
    }

    /// Whether the record may be longer than `most`: by far more than what these things take in all ordinary articles, which then
    /// need not be measured.
    fn may_be_longer(&self, most: usize, facts: &[FactDraft<'_>], findings: &[FindingDraft]) -> bool {
        let m = self.parts.case.mentions;
        let quoted = |evidence: &[Tokens]| evidence.iter().map(|&tokens| 64 + 4 * self.bytes(tokens)).sum::<usize>();
        let of_mention = |&what: &Ref| {
            let Ref(kind, own) = what;
            let i = own as usize;
            let said = match kind {
                Kind::Region => m.regions[i].candidates.len() + m.regions[i].derived.len(),
                Kind::Date => m.dates[i].alternatives.len() + m.dates[i].derived.len(),
                Kind::Official => m.officials[i].derived.len(),
                _ => 1,
            };
            512 + 4 * self.bytes(self.tokens(what)) + 192 * said
        };
        let of_fact = |fact: &FactDraft<'_>| {
            let persons = fact.signatories.len() + fact.attendees.len();
            let named = fact.region_mentions.len() + fact.counterparties.len() + fact.derived.len();
            1024 + quoted(&fact.evidence) + 256 * persons + 128 * named
        };
        let of_finding = |finding: &FindingDraft| 512 + 2 * finding.message.len() + quoted(&finding.evidence);
        let all =
            self.order.iter().map(of_mention).chain(facts.iter().map(of_fact)).chain(findings.iter().map(of_finding));
        // Written as JSON, such a character takes six bytes.
        let is_written_out = |byte: &u8| *byte < b' ' && !byte.is_ascii_whitespace();
        // Without a way out in the middle, many bytes are looked at at once.
        let has_written_out = |piece: &[u8]| piece.iter().fold(false, |any, byte| any | is_written_out(byte));
        all.sum::<usize>() > most || self.scene().text.raw.as_bytes().chunks(PIECE).any(has_written_out)
    }

    fn lengths(&self, facts: &[FactDraft<'a>], sure: &[Sum], findings: &[FindingDraft]) -> Lengths {
        let places = 0..self.order.len();
        let facts = facts.iter().zip(sure).enumerate();
        Lengths {
            mentions: places.map(|place| length_with_comma(&self.mention(place))).collect(),
            facts: facts.map(|(place, (draft, sum))| length_with_comma(&self.fact(place, draft, sum))).collect(),
            findings: findings.iter().map(|draft| length_with_comma(&self.finding(draft.clone()))).collect(),
        }
    }

    /// What was left out of `record`, besides facts that had been told often enough.
    pub(super) fn left_out(&self, record: &ArticleRecord<'_>, facts: usize, findings: usize) -> LeftOut {
        if self.bounds.is_none() {
            return LeftOut::default();
        }
        let evidence = record.facts.iter().flat_map(|fact| &fact.evidence);
        let evidence = evidence.chain(record.findings.iter().flat_map(|finding| &finding.evidence));
        LeftOut {
            quotes: evidence.filter(|piece| piece.until.is_some()).count(),
            mentions: self.order.len() - record.mentions.len(),
            facts: facts - record.facts.len(),
            findings: findings - record.findings.len(),
            tellings: 0,
        }
    }
}

/// How many bytes `value` has as JSON, with its comma. No part of a record has as many as its text, which is far from 4 GiB.
fn length_with_comma(value: &impl Serialize) -> u32 {
    u32::try_from(json_length(value) + 1).unwrap_or(u32::MAX)
}

/// How many bytes `value` has as JSON.
fn json_length(value: &impl Serialize) -> usize {
    struct Counter(usize);
    impl io::Write for Counter {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut counter = Counter(0);
    // What cannot be written as JSON has no length; no part of a record is such.
    let _ = serde_json::to_writer(&mut counter, value);
    counter.0
}
