//! What part a region plays where it is named: a party that acts, the place where something happens, the province around
//! another region. The article's own region is the one that acts most.

use super::lists::FactLists;
use super::mentions::Mentions;
use crate::gazetteer::{PlaceWord, RegionId, Selection};
use crate::link::fills_a_line_above;
use crate::mention::region::{RegionMention, Typed};
use crate::mention::{Scene, among};
use crate::record::Level;
use crate::text::{Gap, Listed, Shape, WordSet};
use crate::zone::Zone;

/// The part of one region mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It acts, or is chosen, or is one of a list.
    Party,
    /// Something happens there.
    Place,
    /// It is left out of what is said: “kecuali Kabupaten X”.
    Excepted,
    /// The province of the region named before it.
    Parent,
    /// It stands before the first sentence.
    Dateline,
}

/// The parts of all region mentions.
#[derive(Debug, Default)]
pub struct Parts {
    /// One for each region mention.
    pub of: Vec<Part>,
    /// The region that the article is about, with a mention of it.
    pub main: Option<(RegionId, usize)>,
    /// Runs of mentions joined as a list: (first mention, first after it).
    pub lists: Vec<(usize, usize)>,
    /// Whether any of them is a party.
    pub names_a_party: bool,
}

/// How far before a region its preposition can stand, over the words of a venue's name.
const VENUE_REACH: usize = 14;

/// How many words a member of a list can have that no list knows.
const UNKNOWN: usize = 3;
/// How many words apart two members of a list can stand, with a name, a bracket or a remark between them.
pub const MEMBER_REACH: usize = 16;

impl Parts {
    /// Finds the part of every region mention.
    pub fn new(scene: Scene<'_, '_>, lists: &FactLists, mentions: &Mentions<'_>) -> Self {
        let regions = &mentions.regions;
        let mut of: Vec<Part> = Vec::with_capacity(regions.len());
        let excepts = scene.text.next_with(0, &WordSet::of([lists.except_words.id()]), 0, |_| true).is_some();
        for (index, mention) in regions.iter().enumerate() {
            let part = if scene.zones.of(mention.first) == Zone::Dateline {
                Part::Dateline
            } else if is_parent(scene, lists, mentions, index)
                || is_bracketed(scene, mentions, index)
                || lies_behind_a_village(scene, lists, mention)
                || heads_a_group(scene, mentions, index)
            {
                Part::Parent
            } else if excepts && scene.longest_before(mentions.head(index), &lists.except_words).is_some() {
                Part::Excepted
            } else if is_of_a_branch(scene, lists, mentions, mention)
                || is_place(scene, lists, mentions, mention.first) && !begins_a_clause(scene, mention)
            {
                if is_taken_up(scene, lists, mention.end) { Part::Party } else { Part::Place }
            } else {
                Part::Party
            };
            of.push(part);
        }
        let runs = runs(scene, lists, mentions, &of);
        // A list has one preposition for all its members.
        for &(first, end) in &runs {
            // “kalah dari Sukoharjo, Solo dan Boyolali yang membawa pulang Adipura”: they are the subject of what follows.
            if is_taken_up(scene, lists, regions[end - 1].end) {
                of[first..end].iter_mut().filter(|p| **p == Part::Place).for_each(|p| *p = Part::Party);
            }
            let head = of[first];
            if matches!(head, Part::Place | Part::Excepted) {
                of[first..end].iter_mut().filter(|p| **p == Part::Party).for_each(|p| *p = head);
            }
        }
        let main = main_region(scene, mentions, &of, &runs);
        Parts { names_a_party: of.contains(&Part::Party), of, main, lists: runs }
    }

    /// Whether mention `index` stands in a list of three or more.
    pub fn in_list(&self, index: usize) -> Option<(usize, usize)> {
        let before = self.lists.partition_point(|&(first, _)| first <= index);
        self.lists[..before].last().copied().filter(|&(_, end)| index < end)
    }
}

/// “Kabupaten Wonosobo, Jawa Tengah”, “Rejang Lebong (Bengkulu)”, “3 | Kabupaten Batang | Jawa Tengah”.
fn is_parent(scene: Scene<'_, '_>, lists: &FactLists, mentions: &Mentions<'_>, index: usize) -> bool {
    let regions = &scene.gazetteer.regions;
    let mention = &mentions.regions[index];
    let Some(before) = index.checked_sub(1).map(|i| &mentions.regions[i]) else { return false };
    let (Some(inner), Some(outer)) = (before.region, mention.region) else { return false };
    let is_in = |at: usize| scene.entry_at(at, &lists.place_prepositions) == Some(&PlaceWord::Place);
    let joined = mention.first == before.end
        || mention.first == before.end + 1
            && (matches!(scene.printed(before.end), "," | "(" | "|" | "-" | "–") || is_in(before.end));
    joined && regions.get(inner).parent == Some(outer)
}

/// “BPK Perwakilan Jawa Tengah”, “Ombudsman Jawa Tengah”: the office of a national body there, and not the region.
fn is_of_a_branch(
    scene: Scene<'_, '_>,
    lists: &FactLists,
    mentions: &Mentions<'_>,
    mention: &RegionMention<'_>,
) -> bool {
    let behind_a_name = || {
        let before = mentions.organisations.partition_point(|o| o.first < mention.first);
        // “Dinas Kominfo Kabupaten Batang” is no branch.
        let alone = mention.typed == Typed::Bare && scene.text.tokens[mention.first].gap == Gap::Space;
        alone && mentions.organisations[..before].last().is_some_and(|o| o.end == mention.first)
    };
    scene.longest_before(mention.first, &lists.branch_words).is_some() || behind_a_name()
}

/// Whether a relative clause with words of choosing begins at token `at`: “yang tahun ini membawa pulang”; or an apposition:
/// “belajar ke Kabupaten Kudus, peraih Adipura”.
fn is_taken_up(scene: Scene<'_, '_>, lists: &FactLists, at: usize) -> bool {
    let receives = |at: usize| scene.entry_at(at, &lists.selection) == Some(&Selection::Receiving);
    if scene.printed(at) == "," && receives(at + 1) && scene.is(at + 1, &lists.award_words) {
        return true;
    }
    let relative = scene.longest(at, &lists.relative_words).is_some();
    relative
        && scene
            .around((at, at + 1))
            .behind(TAKEN_UP)
            .any(|at| scene.entry_at(at, &lists.selection).is_some_and(|word| word.is_strong()))
}

/// How many words into a relative clause its verb can stand.
const TAKEN_UP: usize = 4;

/// “Desa Warukin, Kecamatan Tanta, Kabupaten Tabalong”: a region behind the name of a village or kecamatan tells where that lies.
fn lies_behind_a_village(scene: Scene<'_, '_>, lists: &FactLists, mention: &RegionMention<'_>) -> bool {
    let Some(comma) = mention.first.checked_sub(1).filter(|&at| scene.printed(at) == ",") else { return false };
    let before = scene.around((comma, comma)).sentence().before(VILLAGE);
    let mut name = before
        .rev()
        .take_while(|&at| scene.text.tokens[at].shape.is_capitalised() || scene.is(at, &lists.village_words));
    name.any(|at| scene.is(at, &lists.village_words) && at + 1 < comma)
}

/// How many words a village's name has at most, its type word included.
const VILLAGE: usize = 4;

/// “Kabupaten Kepahiang (Bengkulu)”: a name alone in brackets behind a kabupaten or kota tells where it lies, also where the
/// name could be another region's.
fn is_bracketed(scene: Scene<'_, '_>, mentions: &Mentions<'_>, index: usize) -> bool {
    let mention = &mentions.regions[index];
    let Some(before) = index.checked_sub(1).map(|i| &mentions.regions[i]) else { return false };
    let local = before.region.is_some_and(|r| scene.gazetteer.regions.get(r).level != Level::Province);
    let alone =
        scene.printed(before.end) == "(" && before.end + 1 == mention.first && scene.printed(mention.end) == ")";
    local && alone && mention.typed == Typed::Bare && before.region != mention.region
}

/// “Sumatera Barat (Kota Payakumbuh, Kota Solok)”, “Lampung: Way Kanan”, “4 | Lampung | Way Kanan”: the province over those of
/// its regions that follow, also as a line of its own.
pub(super) fn heads_a_group(scene: Scene<'_, '_>, mentions: &Mentions<'_>, index: usize) -> bool {
    let (Some(head), Some(next)) = (mentions.regions.get(index), mentions.regions.get(index + 1)) else { return false };
    let opens = matches!(scene.printed(head.end), "(" | ":" | "|") && next.first == head.end + 1
        || fills_a_line_above(scene, head, next);
    let parent = next.region.and_then(|r| scene.gazetteer.regions.get(r).parent);
    opens && head.region.is_some() && parent == head.region
}

/// “Secara daring dari Balai Kota, Pemkot Blitar menandatangani”: a government behind a comma acts.
fn begins_a_clause(scene: Scene<'_, '_>, mention: &RegionMention<'_>) -> bool {
    matches!(mention.typed, Typed::Government | Typed::Title)
        && scene.around((mention.first, mention.end)).sentence().before(3).any(|at| scene.printed(at) == ",")
}

/// “Di Kota Semarang, Bupati Kendal menandatangani …”: the place ends at the comma, and no list goes on.
fn acts_behind_a_place(scene: Scene<'_, '_>, regions: &[RegionMention<'_>], parts: &[Part], index: usize) -> bool {
    let place = &regions[index - 1];
    parts[index - 1] == Part::Place
        && matches!(place.typed, Typed::Bare | Typed::Word)
        && parts[index] == Part::Party
        && begins_a_clause(scene, &regions[index])
}

/// Whether a preposition of place leads to token `first`, directly or over the capitalised words of a venue.
fn is_place(scene: Scene<'_, '_>, lists: &FactLists, mentions: &Mentions<'_>, first: usize) -> bool {
    let sentence = scene.text.sentences[scene.text.sentence_of(first)];
    let mut at = first;
    while at > sentence.first && first - at < VENUE_REACH {
        at -= 1;
        // “Terpilih dalam Gerakan Menuju Smart City, Kabupaten X …”: words of a programme's name lead nowhere.
        if mentions.programmes[..mentions.programmes.partition_point(|p| p.first <= at)]
            .last()
            .is_some_and(|p| at < p.end)
        {
            return false;
        }
        match scene.entry_at(at, &lists.place_prepositions) {
            Some(PlaceWord::Place) => return true,
            Some(PlaceWord::Noun) => continue,
            Some(PlaceWord::Other) => return false,
            None => {}
        }
        // “di Jatim International Expo (JIE) Convention Exhibition Surabaya”
        if scene.printed(at) == ")"
            && let Some(open) = (at.saturating_sub(3).max(sentence.first)..at).rfind(|&i| scene.printed(i) == "(")
        {
            at = open;
            continue;
        }
        let token = &scene.text.tokens[at];
        let part_of_a_name = token.shape.is_capitalised()
            || token.shape == Shape::Digits
            || matches!(scene.printed(at), "." | "-" | "'" | "&");
        // “di Four Point by Sheraton, Makasar”
        let comma = scene.printed(at) == "," && scene.text.tokens[at + 1].shape.is_capitalised();
        let goes_on = |at: usize| scene.text.tokens[at].shape.is_capitalised() || scene.printed(at) == ".";
        let small = token.shape == Shape::Lower
            && scene.printed(at).len() <= 5
            && goes_on(at + 1)
            && at > 0
            && scene.text.tokens[at - 1].shape.is_capitalised();
        if !(part_of_a_name || comma || small) {
            return false;
        }
    }
    false
}

/// Mentions joined by commas, "dan" and line ends.
fn runs(scene: Scene<'_, '_>, lists: &FactLists, mentions: &Mentions<'_>, parts: &[Part]) -> Vec<(usize, usize)> {
    let regions = &mentions.regions;
    let mut runs = Vec::new();
    let mut first = 0;
    for index in 1..=regions.len() {
        let joined = index < regions.len() && !acts_behind_a_place(scene, regions, parts, index) && {
            let (from, to) = (regions[index - 1].end, regions[index].first);
            let short = from <= to && to - from <= MEMBER_REACH;
            short
                && (from < to || scene.text.tokens[to].gap >= Gap::Line)
                && joined_by_list_words(scene, lists, mentions, from, to)
                // “Penajam Paser Utara (PPU), Paser, …”
                || from + 1 == to && scene.printed(from) == "(" && regions[index].region == regions[index - 1].region
                || parts[index] == Part::Parent && !heads_a_group(scene, mentions, index)
                || heads_a_group(scene, mentions, index - 1)
                || are_items(scene, lists, from, (to, regions[index].end))
        };
        if !joined {
            if index - first >= 2 {
                runs.push((first, index));
            }
            first = index;
        }
    }
    runs
}

/// “1. Wali Kota Semarang, Hendrar Prihadi”, “2. Bupati Sleman, …”: items of one list on lines of their own, that begin with
/// their regions or end with them: “- Terbaik Kawasan Sumatra, Kota Pekanbaru;”.
fn are_items(scene: Scene<'_, '_>, lists: &FactLists, from: usize, (to, end): (usize, usize)) -> bool {
    let (a, b) = (scene.text.line_of(from.saturating_sub(1)), scene.text.line_of(to));
    let is_last = |line: usize, end: usize| {
        let mut rest = end..scene.text.lines[line].end;
        rest.all(|at| scene.text.tokens[at].shape == Shape::Mark || scene.is(at, &lists.list_separators))
    };
    let begins = to <= scene.text.lines[b].first + 7;
    a + 1 == b && is_item(scene, a) && is_item(scene, b) && (begins || is_last(a, from) && is_last(b, end))
}

/// Whether a line begins with a list number or bullet, or is the row of a table: “3 | Kabupaten Batang | 16 Mei”.
pub(super) fn is_item(scene: Scene<'_, '_>, number: usize) -> bool {
    let line = scene.text.lines[number];
    let numbered = scene.text.tokens[line.first].shape == Shape::Digits
        && matches!(scene.printed(line.first + 1), "." | ")")
        && line.end > line.first + 2;
    let lettered = scene.text.tokens[line.first].end - scene.text.tokens[line.first].start == 1
        && scene.text.tokens[line.first].shape.is_word()
        && matches!(scene.printed(line.first + 1), "." | ")")
        && line.end > line.first + 2;
    let marked = matches!(scene.printed(line.first), "-" | "•" | "*" | "–" | "·" | "●");
    numbered || lettered || marked || scene.text.is_barred(number)
}

fn joined_by_list_words(
    scene: Scene<'_, '_>,
    lists: &FactLists,
    mentions: &Mentions<'_>,
    from: usize,
    to: usize,
) -> bool {
    let mut at = from;
    while at < to {
        let token = &scene.text.tokens[at];
        let printed = scene.printed(at);
        // “Gubernur Lampung Rahmat Mirzani Djausal, dan Gubernur …”: the holders' names stand between.
        let official = mentions.officials.partition_point(|o| o.name_first < at);
        if let Some(official) = mentions.officials.get(official).filter(|o| o.name_first == at && o.name_end <= to) {
            at = official.name_end;
            continue;
        }
        // “MPP Kota Medan, MPP Kabupaten Siak”
        let named = mentions.programmes.partition_point(|p| p.first < at);
        if let Some(programme) = mentions.programmes.get(named).filter(|p| p.first == at && p.end <= to && at > from) {
            at = programme.end;
            continue;
        }
        // A bracket may hold the signer of a member.
        if printed == "(" {
            match (at + 1..to).find(|&i| scene.printed(i) == ")") {
                Some(close) => {
                    at = close + 1;
                    continue;
                }
                None => return false,
            }
        }
        // “Kota Makassar dengan subsektor kuliner, Kabupaten Batang dengan subsektor kriya”
        if at == from
            && let Some(next) = behind_remark(scene, lists, mentions, at, to)
        {
            at = next;
            continue;
        }
        // A name that no list knows, between two commas: “Samarinda, Tanggrang Selatan, Kutai Kartanegara”.
        let unknown = (at..to).take_while(|&i| scene.text.tokens[i].shape.is_capitalised()).count();
        if (1..=UNKNOWN).contains(&unknown)
            && at > from
            && scene.printed(at - 1) == ","
            && (scene.printed(at + unknown) == "," || scene.is(at + unknown, &lists.list_separators))
            && at + unknown < to
        {
            at += unknown;
            continue;
        }
        // “Pj Wali Kota Palembang, Pj Wali Kota Prabumulih”
        if at > from
            && let Some((end, _)) = scene.longest(at, &lists.acting).filter(|(end, _)| *end <= to)
        {
            at = end;
            continue;
        }
        let separates = matches!(printed, "," | ";" | "/" | "|" | "&" | "-" | "•" | "*" | "." | ")") || token.shape == Shape::Digits || scene.is(at, &lists.list_separators)
            // “Bupati” before the next member: “Bupati Batang, Wali Kota Solok”.
            || scene.longest(at, &scene.gazetteer.people.office_list).is_some_and(|(end, _)| end <= to);
        if !separates
            || printed == "."
                && !scene.text.is_item_number(at - 1)
                && scene.text.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::Space && t.shape != Shape::Digits)
        {
            return false;
        }
        at = scene.longest(at, &scene.gazetteer.people.office_list).map_or(at + 1, |(end, _)| end);
    }
    true
}

/// The separator behind the remark that begins at token `from`, the last before the next member at `to`.
fn behind_remark(
    scene: Scene<'_, '_>,
    lists: &FactLists,
    mentions: &Mentions<'_>,
    from: usize,
    to: usize,
) -> Option<usize> {
    // “Pemkab Kaimana 9 kali berturut-turut, Pemkab Sorong 9 kali”
    let numbered = scene.text.tokens[from].shape == Shape::Digits && scene.is(from + 1, &lists.times_words);
    if !numbered && scene.longest(from, &lists.list_remarks).is_none() {
        return None;
    }
    let separates =
        |at: usize| matches!(scene.printed(at), "," | ";") || scene.longest(at, &lists.list_separators).is_some();
    let signs = !among(&mentions.signings, from, to).is_empty();
    let stops = (from..to).any(|at| matches!(scene.printed(at), "." | ":"));
    (from + 1..to).rev().take_while(|&at| separates(at)).last().filter(|_| !signs && !stops)
}

/// The region that acts most: in titles, as government, as jurisdiction. Members of long lists count little, provinces less.
fn main_region(
    scene: Scene<'_, '_>,
    mentions: &Mentions<'_>,
    parts: &[Part],
    runs: &[(usize, usize)],
) -> Option<(RegionId, usize)> {
    let mut weights: Vec<(RegionId, f64, usize)> = Vec::new();
    // A bare name that stands once (an address, a dateline) is nobody's subject.
    let counts_once = |index: usize| {
        mentions.regions[index].typed == Typed::Bare
            && mentions.regions.iter().filter(|m| m.region == mentions.regions[index].region).count() == 1
    };
    let mut in_long_list = vec![false; mentions.regions.len()];
    runs.iter().filter(|(a, b)| b - a >= 3).for_each(|&(a, b)| in_long_list[a..b].fill(true));
    for (index, mention) in mentions.regions.iter().enumerate() {
        let Some(region) = mention.region else { continue };
        let in_list = in_long_list[index];
        let mut weight = match parts[index] {
            Part::Party => 1.0,
            Part::Dateline => 0.6,
            Part::Place | Part::Excepted => 0.25,
            Part::Parent => 0.0,
        };
        if in_list {
            weight *= 0.2;
        }
        if scene.zones.of(mention.first) == Zone::Headline {
            weight *= 2.5;
        }
        if matches!(mention.typed, Typed::Government | Typed::Title) {
            weight *= 1.5;
        }
        if scene.gazetteer.regions.get(region).level == Level::Province {
            weight *= 0.5;
        }
        match weights.iter_mut().find(|(r, ..)| *r == region) {
            Some((_, sum, _)) => *sum += weight,
            None => weights.push((region, weight, index)),
        }
    }
    let best = weights.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let rival = weights.iter().filter(|w| w.0 != best.0).map(|w| w.1).fold(0.0, f64::max);
    (best.1 >= 1.0 && best.1 > rival * 1.25 && !counts_once(best.2)).then_some((best.0, best.2))
}
