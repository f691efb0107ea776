//! What introduces a list of regions: the words before its first member, or the headings above it, from the nearest on. They
//! are read once, into evidence.

use super::case::Case;
use super::group::{is_plural_pointer, is_pointer};
use super::role::{self, Part};
use crate::gazetteer::{Opener, PlaceWord, Selection, They};
use crate::mention::choice::Choice;
use crate::mention::status::Said;
use crate::mention::{Tokens, among, reaching};
use crate::text::Shape;

/// What introduces a list.
#[derive(Debug, Clone)]
pub(super) struct Introduction {
    /// The words, the nearest first; the others are headings over it.
    pub(super) frames: Vec<Tokens>,
    /// The first token of the first member, its title included.
    pub(super) head: usize,
    /// Whether words that open a list, or a colon, lead to it.
    pub(super) opened: bool,
    /// Whether it stands under a heading.
    pub(super) under_heading: bool,
    /// The list that this one goes on with.
    pub(super) continues: Option<(usize, usize)>,
}

/// How many headings can stand over each other.
const HEADINGS: usize = 3;
/// How many lines above an item its heading can stand.
const HEADING_REACH: usize = 60;
/// How many words between what opens a list and its first member.
const OPENER_REACH: usize = 6;
/// How many words into the sentence behind a list it can say that it tells of it.
const CLOSER_REACH: usize = 7;
/// A line of more tokens is a paragraph and no heading.
const LONGEST_HEADING: usize = 40;
/// How many lists can go on with one another.
const LONGEST_CHAIN: usize = 8;

impl Introduction {
    /// The introduction of list `run`; `None` where nothing introduces it. `lists_members` says of a list before it whether it
    /// was found to list members.
    pub(super) fn of(
        case: Case<'_, '_>,
        run: (usize, usize),
        lists_members: impl Fn((usize, usize)) -> bool,
    ) -> Option<Self> {
        let mut continues = None;
        for _ in 0..LONGEST_CHAIN {
            let this = continues.unwrap_or(run);
            let class = || class_before(case, this).filter(|before| lists_members(*before));
            match goes_on(case, this).or_else(class) {
                Some(before) => continues = Some(before),
                None => break,
            }
        }
        let run = continues.unwrap_or(run);
        let head = case.mentions.head(run.0);
        let (first, _) = case.sentence(head);
        let own = own_frame(case, head);
        let line = case.scene.text.line_of(head);
        let is_item = role::is_item(case.scene, line) && is_of_items(case, run, line);
        let line = case.scene.text.lines[line];
        if has_words(case, own) && !is_item {
            let opened = is_opened(case, own, head);
            let mut frames = vec![own];
            if opened && is_bare_opener(case, own) {
                // “… ke 13 kabupaten/kota lainnya. Yaitu, Grobogan, …”: nothing but an opener.
                frames.extend(sentence_before(case, first));
            } else if own.0 == line.first && case.scene.printed(head - 1) == ":" && !speaks(case, own) {
                // “Klaster Kota: Bogor, Semarang”: a label, below a heading.
                frames.extend(headings(case, head));
            } else if opened && !speaks(case, own) {
                // “Siapa saja yang terpilih? Jawabannya adalah Kota Balikpapan, …”
                frames.extend(question_before(case, first));
            }
            return Some(Introduction { frames, head, opened, under_heading: false, continues });
        }
        let starts_line = is_item || (line.first..head).all(|at| is_list_mark(case, at));
        let mut frames = named_behind(case, run);
        if frames.is_empty() {
            frames = if starts_line { headings(case, head) } else { question_before(case, first) };
        }
        let opened = frames.iter().any(|&(_, end)| matches!(case.scene.printed(end - 1), ":" | "?"))
            || frames.first().is_some_and(|&frame| is_opened(case, frame, frame.1))
            || frames.iter().any(|&frame| announces_at_its_end(case, frame));
        (!frames.is_empty()).then_some(Introduction { frames, head, opened, under_heading: starts_line, continues })
    }

    /// The nearest frame.
    pub(super) fn nearest(&self) -> Tokens {
        self.frames[0]
    }
}

/// “1. Syahrul Yasin Limpo (Provinsi Sulawesi Selatan)”: whether the list goes over items of more than one line.
fn is_of_items(case: Case<'_, '_>, run: (usize, usize), line: usize) -> bool {
    case.scene.text.line_of(case.mentions.regions[run.1 - 1].first) > line
}

/// The words before the first member: in its clause, behind the region named last.
fn own_frame(case: Case<'_, '_>, head: usize) -> Tokens {
    let (sentence, _) = case.sentence(head);
    // A quotation mark or dash right before the list opens no clause of its own.
    let at = head.saturating_sub(1).max(sentence);
    let (mut first, _) = case.scene.clause(at);
    if let Some((_, end)) = case.list_before(at) {
        first = first.max(case.mentions.regions[end - 1].end);
    }
    (first.max(sentence), head)
}

/// Whether words, and not only list marks, stand among `tokens`.
fn has_words(case: Case<'_, '_>, tokens: Tokens) -> bool {
    (tokens.0..tokens.1).any(|at| !is_list_mark(case, at))
}

fn is_list_mark(case: Case<'_, '_>, at: usize) -> bool {
    let token = &case.scene.text.tokens[at];
    let length = token.end - token.start;
    matches!(token.shape, Shape::Mark | Shape::Digits)
        || token.shape.is_word() && length == 1
        || case.scene.longest(at, &case.lists.list_furthers).is_some()
        || case.scene.is(at, &case.lists.list_separators)
}

/// Whether what opens a list stands before token `head`, with nothing but marks and small words of place between.
fn is_opened(case: Case<'_, '_>, frame: Tokens, head: usize) -> bool {
    let scene = case.scene;
    let mut at = head;
    while at > frame.0 && head - at <= OPENER_REACH {
        let mark = scene.printed(at - 1);
        if mark == ":" || mark == "(" && case.mentions.count_ends_at(at - 1) {
            return true;
        }
        // “Kesepuluh kabupaten/kota itu Kota Surabaya, Kota Madiun, …”, “Ketiganya Kota Surabaya, …”
        let points = |at: usize| {
            scene.is(at, &case.lists.anaphora) || scene.entry_at(at, &case.lists.they_words) == Some(&They::Alone)
        };
        if at == head && points(at - 1) && is_plural_pointer(case, frame.0) {
            return true;
        }
        // “Di posisi kedua ada Kota Madiun”
        // “Mereka berasal dari …”, “MPP yang diresmikan tersebar di …”
        let refers = || {
            (frame.0..at).any(|at| is_pointer(case, at))
                || case.choices(frame.0, at).any(|(choice, said)| choice.value.is_strong() && said == Said::DONE)
        };
        let ranked = || (frame.0..at).any(|at| scene.is(at, &case.lists.level_words));
        match scene.longest_before(at, &case.lists.list_openers) {
            Some((_, Opener::Rank)) => return ranked(),
            Some((_, Opener::Origin)) => return refers(),
            Some(_) => return true,
            None => {}
        }
        // “diterima Kota Surakarta dan Provinsi Jawa Tengah”: those behind a word of receiving are its object.
        // “Kota yang menerimanya Pontianak, Samarinda dan Kendari”
        let object = |choice: &Choice| {
            let relative = |at: usize| scene.longest(at, &case.lists.relative_words).is_some();
            let told = || relative(choice.first) || choice.first > frame.0 && relative(choice.first - 1);
            let leads = matches!(choice.value, Selection::Choosing | Selection::Received);
            choice.end == at && (leads || choice.value.is_positive() && told())
        };
        if case.choices(frame.0, at).any(|(choice, _)| object(&choice)) {
            return true;
        }
        // “… adalah MPP Kabupaten Siak, MPP Kota Tegal”
        let named = &case.mentions.programmes;
        if let Some(programme) = reaching(named, at).iter().rfind(|p| p.end == at && p.first > frame.0) {
            at = programme.first;
            continue;
        }
        // “Kategori kota kecil: Batusangkar, Solok, Painan”: over names that no list knows.
        let unknown = is_name(case, at - 1) && !case.is_mentioned(at - 1);
        let leads = matches!(mark, "," | "\"" | "“" | "-")
            || unknown
            || scene.entry_at(at - 1, &case.lists.place_prepositions) == Some(&PlaceWord::Other)
            || scene.is(at - 1, &case.lists.introduction_words)
            || scene.text.tokens[at - 1].shape == Shape::Digits;
        if !leads {
            return false;
        }
        at -= 1;
    }
    false
}

/// Whether a frame is nothing but words that announce, open or go on with a list: “Yaitu”, “Berikut daftarnya:”.
fn is_bare_opener(case: Case<'_, '_>, frame: Tokens) -> bool {
    let mut at = frame.0;
    while at < frame.1 {
        let opener = case.scene.longest(at, &case.lists.list_openers).map(|(end, _)| end);
        let announcer = case.scene.longest(at, &case.lists.list_announcers).map(|(end, _)| end);
        at = match opener.max(announcer) {
            Some(end) => end,
            None if is_list_mark(case, at) => at + 1,
            None => return false,
        };
    }
    true
}

/// “Salah satunya Kabupaten Kendal.”: one region behind words that open a part of those spoken of before; a list of one.
pub(super) fn is_one_of_those(case: Case<'_, '_>, index: usize) -> bool {
    let (sentence, _) = case.sentence(case.mentions.regions[index].first);
    case.parts.of[index] == Part::Party
        && opens_among(case, sentence)
        && case.parts.in_list(index).is_none()
        && is_all_before(case, sentence, index)
}

/// Whether the words of choosing `act` open a part of those whom the sentence before speaks of, and no region is named before.
pub(super) fn opens_a_part(case: Case<'_, '_>, act: Tokens) -> bool {
    let (sentence, end) = case.sentence(act.0);
    let next = || among(&case.mentions.regions, act.1, end).next();
    sentence == act.0 && opens_among(case, sentence) && next().is_some_and(|index| is_all_before(case, sentence, index))
}

/// “Salah satunya”, “di antaranya”: words at token `at` that open a part of those spoken of before.
pub(super) fn opens_among(case: Case<'_, '_>, at: usize) -> bool {
    case.scene.entry_at(at, &case.lists.list_openers) == Some(&Opener::Among)
}

/// Whether words such as “salah satunya” are all of the sentence that stands before the region.
fn is_all_before(case: Case<'_, '_>, sentence: usize, index: usize) -> bool {
    let frame = own_frame(case, case.mentions.head(index));
    frame.0 == sentence && is_bare_opener(case, frame)
}

fn sentence_before(case: Case<'_, '_>, first: usize) -> Option<Tokens> {
    let number = case.scene.text.sentence_of(first).checked_sub(1)?;
    let before = case.scene.text.sentences[number];
    Some((before.first, before.end))
}

/// “Siapa saja mereka? Kota Balikpapan, …”: the question before opens the list.
fn question_before(case: Case<'_, '_>, first: usize) -> Vec<Tokens> {
    let before = sentence_before(case, first);
    before.into_iter().filter(|before| matches!(case.scene.printed(before.1 - 1), "?" | ":")).collect()
}

/// “Kota Padang, Payakumbuh dan Kabupaten Agam. Itulah enam kota kabupaten yang …”: the sentence behind says what they are.
fn named_behind(case: Case<'_, '_>, run: (usize, usize)) -> Vec<Tokens> {
    let last = case.mentions.regions[run.1 - 1].end;
    let sentence = case.scene.text.sentence_of(last - 1);
    let fills = case.scene.text.sentences[sentence].end <= last + 1;
    let next = case.scene.text.sentences.get(sentence + 1).filter(|_| fills);
    // “Lima daerah di Jawa Tengah itulah yang terpilih”
    let closes = |at: usize| case.scene.longest(at, &case.lists.list_closers).is_some();
    let points = |first: usize, end: usize| (first..end.min(first + CLOSER_REACH)).any(closes);
    next.filter(|next| points(next.first, next.end)).map(|next| (next.first, next.end)).into_iter().collect()
}

/// The headings over a list whose first member begins its line: the nearest line that is none of its items, and what stands
/// over it as long as that says nothing of its own.
fn headings(case: Case<'_, '_>, head: usize) -> Vec<Tokens> {
    let text = case.scene.text;
    let own = text.line_of(head);
    let mut frames: Vec<Tokens> = Vec::new();
    for number in (own.saturating_sub(HEADING_REACH)..own).rev() {
        let line = text.lines[number];
        let neutral_item = role::is_item(case.scene, number) && !speaks(case, (line.first, line.end));
        if !case.scene.zones.of(line.end - 1).makes_facts()
            || neutral_item
            || is_member_line(case, number)
            || is_unknown_member(case, number)
        {
            continue;
        }
        // A paragraph tells of what stands below with its last sentence.
        let last = text.sentences[text.sentence_of(line.end - 1)];
        let is_heading = last.first == line.first && line.end - line.first <= LONGEST_HEADING;
        // What stands over another heading must itself lead to lists.
        if !frames.is_empty() && !leads_to_lists(case, (last.first, last.end)) {
            break;
        }
        frames.push((last.first, last.end));
        // “… meraih penghargaan. Berikut daftarnya:”
        if !is_heading && is_bare_opener(case, (last.first, last.end)) {
            let told = |before: &Tokens| before.0 >= line.first && chooses_some(case, *before);
            frames.extend(sentence_before(case, last.first).filter(told));
        }
        if !is_heading || speaks(case, (last.first, last.end)) || frames.len() == HEADINGS {
            break;
        }
    }
    frames
}

/// “Sebanyak 15 penerima meraih penghargaan.”: whether a sentence says that some were chosen, and names none.
fn chooses_some(case: Case<'_, '_>, (first, end): Tokens) -> bool {
    let mut said = case.choices(first, end).filter(|(choice, _)| choice.value.is_positive()).peekable();
    let names_some = among(&case.mentions.regions, first, end).any(|i| case.parts.of[i] == Part::Party);
    said.peek().is_some() && said.all(|(_, said)| said == Said::DONE) && !names_some
}

/// “… sebarannya seperti di bawah ini.”
fn announces_at_its_end(case: Case<'_, '_>, (first, end): Tokens) -> bool {
    let last = (first..end).rfind(|&at| case.scene.text.tokens[at].shape.is_word());
    let ends = |at: usize| {
        let announced = case.scene.longest(at, &case.lists.list_announcers);
        announced.is_some_and(|(past, _)| last.is_some_and(|last| past > last))
    };
    (end.saturating_sub(OPENER_REACH).max(first)..end).any(ends)
}

/// “Penerima penghargaan … adalah:”, “Daftar Pemenang”: whether a line opens or announces what stands below, and has no list
/// of its own.
fn leads_to_lists(case: Case<'_, '_>, (first, end): Tokens) -> bool {
    let announces = |at: usize| case.scene.longest(at, &case.lists.list_announcers).is_some();
    let leads = case.scene.printed(end - 1) == ":" || (first..end).any(announces);
    leads && among(&case.mentions.regions, first, end).len() < 2
}

/// Whether a line is an item of a list of regions, or a province over such items.
fn is_member_line(case: Case<'_, '_>, number: usize) -> bool {
    let line = case.scene.text.lines[number];
    let regions = among(&case.mentions.regions, line.first, line.end);
    if regions.is_empty() {
        return false;
    }
    if role::is_item(case.scene, number) {
        return true;
    }
    if regions.len() * 6 < line.end - line.first {
        return false;
    }
    // Names and marks only.
    let mut named = vec![false; line.end - line.first];
    for region in &case.mentions.regions[regions] {
        let head = head_of(case, region.first).max(line.first);
        named[head - line.first..region.end.min(line.end) - line.first].fill(true);
    }
    (line.first..line.end)
        .all(|at| named[at - line.first] || is_list_mark(case, at) || case.scene.text.tokens[at].shape.is_capitalised())
}

/// “Bolaang Mangondow” between lines of members: a name that no list knows.
fn is_unknown_member(case: Case<'_, '_>, number: usize) -> bool {
    let lines = &case.scene.text.lines;
    let line = lines[number];
    let short = line.end - line.first <= LONGEST_NAME;
    let named = short && (line.first..line.end).all(|at| case.scene.text.tokens[at].shape.is_capitalised());
    let beside = |other: Option<usize>| other.is_some_and(|other| other < lines.len() && is_member_line(case, other));
    named && beside(number.checked_sub(1)) && !speaks(case, (line.first, line.end))
}

/// How many words a region's name has at most.
const LONGEST_NAME: usize = 5;

fn head_of(case: Case<'_, '_>, first: usize) -> usize {
    let title = reaching(&case.mentions.titles, first).iter().find(|t| first < t.end);
    title.map_or(first, |title| title.first)
}

/// Whether a frame has words that say what a list is of: words of choosing or signing, or a count.
fn speaks(case: Case<'_, '_>, (first, end): Tokens) -> bool {
    case.choices(first, end).next().is_some()
        || !among(&case.mentions.signings, first, end).is_empty()
        || !among(&case.mentions.counts, first, end).is_empty()
}

/// “Selanjutnya, Kabupaten Mempawah; …”, a paragraph that goes on with members: the list that this one goes on with.
fn goes_on(case: Case<'_, '_>, run: (usize, usize)) -> Option<(usize, usize)> {
    let head = case.mentions.head(run.0);
    let (first, _) = case.sentence(head);
    let lists = &case.parts.lists;
    let before = lists.partition_point(|&(index, _)| index < run.0).checked_sub(1).map(|i| lists[i])?;
    let past = case.mentions.regions[before.1 - 1].end;
    // “…, Penukal Abab Pematang Ilir (Pali), Ogan Komering Ulu Selatan, …”: over names that no list knows.
    if past > first && (past..head).all(|at| is_list_mark(case, at) || is_name(case, at)) && separates(case, past, head)
    {
        return Some(before);
    }
    let furthers = (first..head).all(|at| is_list_mark(case, at) || is_further(case, first, at));
    let others = head - first <= OPENER_REACH + 2
        && (first..head).any(|at| case.scene.is(at, &case.lists.count_others))
        && is_opened(case, (first, head), head);
    if !furthers && !others {
        return None;
    }
    // Items of one list are one run; sub-headings and lines that were not read stand between.
    let sentence = case.scene.text.sentence_of(past - 1);
    let ends_there = case.scene.text.sentences[sentence].end <= past + 2;
    (ends_there && sentence + 1 == case.scene.text.sentence_of(head)).then_some(before)
}

/// “Pada jenjang kota ada …”, “Adapun kabupaten terdiri atas …”: the list of the sentence before, where the words up to this one
/// only tell of which class its members are.
fn class_before(case: Case<'_, '_>, run: (usize, usize)) -> Option<(usize, usize)> {
    let (scene, lists) = (case.scene, case.lists);
    let head = case.mentions.head(run.0);
    let (first, _) = case.sentence(head);
    let (before_first, before_end) = case.list_before(first)?;
    let past = case.mentions.regions[before_end - 1].end;
    let sentence = scene.text.sentence_of(past - 1);
    let (mut at, mut classes, mut opens) = (first, false, false);
    while at < head {
        let class = scene.longest(at, &lists.level_words).map(|(end, _)| end);
        let class = class.max(scene.longest(at, &lists.count_units).map(|(end, _)| end));
        let opener = scene.longest(at, &lists.list_openers).map(|(end, _)| end);
        let small = scene.longest(at, &lists.place_prepositions).map(|(end, _)| end);
        let further = scene.longest(at, &lists.list_furthers).map(|(end, _)| end);
        let is_small = scene.is(at, &lists.introduction_words)
            || scene.is(at, &lists.clause_words)
            || scene.longest(at, &lists.relative_words).is_some();
        let further = further.max(is_small.then_some(at + 1));
        // “Sedangkan yang tiga kali ialah …”
        let number = scene.gazetteer.numbers.parse(scene.text, at).map(|number| number.end);
        let class = class.max(number.filter(|&end| scene.is(end, &lists.times_words)).map(|end| end + 1));
        (classes, opens) = (classes || class.is_some(), opener.is_some() || scene.printed(at) == ":");
        at = match class.max(opener).max(small).max(further) {
            Some(end) => end,
            None if is_list_mark(case, at) => at + 1,
            None => return None,
        };
    }
    let next = scene.text.sentences[sentence].end <= past + 2 && sentence + 1 == scene.text.sentence_of(head);
    (classes && opens && next).then_some((before_first, before_end))
}

fn is_name(case: Case<'_, '_>, at: usize) -> bool {
    case.scene.text.tokens[at].shape.is_capitalised()
}

/// Whether a comma stands right before the member at `head`, or a word that joins members, and no full stop before.
fn separates(case: Case<'_, '_>, past: usize, head: usize) -> bool {
    let last = head.saturating_sub(1);
    let stops = (past..head).any(|at| case.scene.printed(at) == ".");
    !stops && (matches!(case.scene.printed(last), "," | ";" | ":") || case.scene.is(last, &case.lists.list_separators))
}

fn is_further(case: Case<'_, '_>, first: usize, at: usize) -> bool {
    let furthers = |from: usize| case.scene.longest(from, &case.lists.list_furthers).map(|(end, _)| end);
    (first..=at).any(|from| furthers(from).is_some_and(|end| at < end))
}
