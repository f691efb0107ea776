//! Persons' names: a chain of capitalised words beside a title. Honorifics before and degrees behind are no part of it; a
//! comma, a lower-case word, a known word that begins no name, or the next title ends it.

use crate::gazetteer::{DomainKind, Honorific, Institution, Month, OfficeDomain, Separator, Weekday, word_lists};
use crate::mention::Scene;
use crate::record::Acting;
use crate::text::{Gap, ListId, Shape};

/// The tokens of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameSpan {
    pub first: usize,
    pub end: usize,
}

word_lists! {
    /// The word lists that names are found with.
    pub struct NameLists {
        /// What stands before a name and is no part of it.
        honorifics: Honorific,
        /// What stands behind a name and is no part of it.
        degrees: (),
        /// Small words inside of names: "bin".
        name_particles: (),
        /// Words that end a name.
        not_names: (),
        /// Months, which end a name where they are part of a date.
        months: Month,
        /// Weekdays, which end a name.
        weekdays: Weekday,
        /// Words that begin another title.
        acting: Acting,
        /// Words before the number of a law, which end a name.
        law_words: (),
        /// Fields of work, which belong to the title.
        office_domains: OfficeDomain,
        /// Words that begin the name of an institution.
        institutions: Institution,
        /// What can stand between two names.
        list_separators: Separator,
        /// Verbs before a name and its title.
        speech_verbs: (),
    }
}

/// Most words that a name has.
const LONGEST_NAME: usize = 7;

/// The name behind a title that ends at token `from`, over commas, a line end and honorifics.
pub(super) fn after(scene: Scene<'_, '_>, lists: &NameLists, from: usize) -> Option<NameSpan> {
    let mut at = from;
    if matches!(scene.printed(at), "," | ":" | "–" | "-") {
        at += 1;
    }
    // A title at the end of its line: the name may open the next one.
    let token = scene.text.tokens.get(at)?;
    if token.gap == Gap::Paragraph || token.gap == Gap::Line && at == from && scene.printed(at.saturating_sub(1)) != ","
    {
        return None;
    }
    // “Menteri LHK (Ibu Siti Nurbaya)”: an honorific shows that the bracket holds a name.
    if scene.printed(at) == "(" && honorifics(scene, lists, at + 1) > at + 1 {
        at += 1;
    }
    at = honorifics(scene, lists, at);
    let end = name_end(scene, lists, at)?;
    // “Direktur Akselerasi Teknologi Digital Aris Kurniawan”: a field of work inside the chain shows that the words up to it
    // belong to the title, though no list knows the first of them.
    let is_field = |at: usize| {
        scene.entry_at(at, &lists.office_domains).is_some_and(|domain| {
            !matches!(domain.value, DomainKind::Joint | DomainKind::Numeral) && domain.name.is_none()
        })
    };
    // “H.M Taufik Hak, M.Si”: what a degree follows is a name.
    let has_degree = scene.printed(end) == "," && scene.longest(end + 1, &lists.degrees).is_some();
    if let Some(field) = (at..end).rev().find(|&i| is_field(i) && !(has_degree && i + 1 == end && i > at)) {
        let next = if scene.printed(field + 1) == "(" {
            (field + 2..field + 6).find(|&i| scene.printed(i) == ")")? + 1
        } else {
            field + 1
        };
        return if next > from { after(scene, lists, next) } else { None };
    }
    // “Kepala Badan Nasional Penanggulangan Terorisme (BNPT), Komjen Pol Eddy Hartono”: letters in brackets end the name of a body.
    if at == from
        && let Some(past) = behind_letters(scene, end)
        && let Some(name) = after(scene, lists, past)
        && name.end > name.first + 1
    {
        return Some(name);
    }
    // “Direktur Ekonomi Kreati, Ibu Oneng Setya Harini”: one odd word behind a field and before a comma belongs to the title
    // when a whole name follows.
    if end == at + 1
        && scene.printed(end) == ","
        && at > 0
        && at == from
        && is_field(at - 1)
        && let Some(name) = after(scene, lists, end)
        && name.end > name.first + 1
    {
        return Some(name);
    }
    Some(NameSpan { first: at, end: without_degrees(scene, lists, at, end) })
}

/// The comma behind the letters in brackets that stand at token `at`: “(BNPT),”.
fn behind_letters(scene: Scene<'_, '_>, at: usize) -> Option<usize> {
    let letters = scene.text.tokens.get(at + 1).is_some_and(|t| t.shape == Shape::Upper && t.end - t.start >= 3);
    (scene.printed(at) == "(" && letters && scene.printed(at + 2) == ")" && scene.printed(at + 3) == ",")
        .then_some(at + 3)
}

/// Whether `found` names a region as a whole, and no person that a list knows: “Sultan,Jakarta”.
pub(super) fn is_a_place(scene: Scene<'_, '_>, found: NameSpan) -> bool {
    let NameSpan { first, end } = found;
    scene.phrase_between(first, end, &scene.gazetteer.regions.list).is_some()
        && scene.phrase_between(first, end, &scene.gazetteer.people.name_list).is_none()
}

/// Whether `found` begins like the name of a body: “Kasi Datun Kejari Purworejo”.
pub(super) fn is_a_body(scene: Scene<'_, '_>, lists: &NameLists, found: NameSpan) -> bool {
    scene.longest(found.first, &lists.institutions).is_some()
        && scene.phrase_between(found.first, found.end, &scene.gazetteer.people.name_list).is_none()
}

/// The name in `found` where it has several words, stands apart from the title that ends at `from`, or is known to a list.
/// A single word is more often the end of the title:
/// “Ketua Forum Kota Batu Sehat, Salma Safitri”, “Direktur Pemberdayaan Zakat dan Wakaf, Waryono”, “Dirjen Migas Kementerian
/// ESDM”, “ketua RT”, “Kepala BPJS Cabang Tasikmalaya”.
pub(super) fn doubted(scene: Scene<'_, '_>, lists: &NameLists, from: usize, found: NameSpan) -> Option<NameSpan> {
    let NameSpan { first, end } = found;
    let people = &scene.gazetteer.people;
    if first > from || end != first + 1 || scene.phrase_between(first, end, &people.name_list).is_some() {
        return Some(found);
    }
    let whole = |list: ListId| scene.phrase_between(first, end, &list).is_some();
    let short = scene.text.tokens[first].shape == Shape::Upper && scene.printed(first).len() <= SHORT;
    let of_organisation = scene.text.phrases_at(end).iter().any(|p| p.list == scene.gazetteer.organisations.list);
    if whole(scene.gazetteer.regions.list) || short || of_organisation {
        return None;
    }
    let joined = scene.longest(end, &lists.list_separators).map(|(past, _)| past + 1);
    let comma = [Some(end), joined].into_iter().flatten().find(|&at| scene.printed(at) == ",");
    // “Direktur Eksekutif Pusat Kajian Keuangan Negara, Prasetyo menyebut”: who speaks is named, be it by one word.
    let speaks = |at: usize| scene.longest(at, &lists.speech_verbs).is_some();
    let is_name = |name: &NameSpan| {
        (name.end > name.first + 1 || speaks(name.end))
            && scene.longest(name.first, &lists.degrees).is_none()
            && scene.longest(name.end, &people.office_list).is_none()
    };
    let behind = comma.and_then(|comma| after(scene, lists, comma)).filter(is_name);
    Some(behind.unwrap_or(found))
}

/// Letters of an abbreviation.
const SHORT: usize = 4;

/// The name before a title that begins at token `title`: “Wihaji, Bupati Batang”, “Aminullah selaku Wali Kota”, “Idris (Wakil Bupati)”.
pub(super) fn before(
    scene: Scene<'_, '_>,
    lists: &NameLists,
    title: usize,
    is_link: impl Fn(usize, usize) -> bool,
) -> Option<NameSpan> {
    let mark = title.checked_sub(1)?;
    if scene.text.tokens[title].gap >= Gap::Line {
        return None;
    }
    let linked = (1..=5).find(|&back| back < title && is_link(title - back, title));
    let mut end = match (linked, scene.printed(mark)) {
        (Some(back), _) => title - back,
        (None, "," | "(") => mark,
        // “ungkap Tjahjo Kumolo Menteri Dalam Negeri”
        (None, _) if is_spoken(scene, lists, title) => title,
        _ => return None,
    };
    let is_list = linked.is_none() && scene.printed(mark) == ",";
    if end > 0 && scene.printed(end - 1) == "," {
        end -= 1;
    }
    // Degrees stand between the name and its comma: “Badingah, S.Sos, Bupati Gunungkidul”.
    loop {
        let shorter = (1..=6)
            .rev()
            .find(|&back| back < end && scene.phrase_between(end - back, end, &lists.degrees).is_some())
            .map(|back| end - back);
        let Some(shorter) = shorter else { break };
        end = shorter;
        if scene.printed(end - 1) == "," {
            end -= 1;
        }
    }
    let mut first = end;
    while first > 0
        && end - first < LONGEST_NAME
        && scene.text.tokens.get(first).is_none_or(|t| first == end || t.gap <= Gap::Space)
        && is_name_word(scene, lists, first - 1)
    {
        first -= 1;
    }
    // Honorifics at the front are off.
    while first < end
        && scene
            .longest(first, &lists.honorifics)
            .is_some_and(|(past, honorific)| past < end && *honorific != Honorific::Link)
    {
        first = scene.longest(first, &lists.honorifics).map_or(end, |(past, _)| past);
    }
    while first < end
        && (scene.printed(first) == "."
            || scene.is(first, &lists.name_particles) && scene.text.tokens[first].shape == Shape::Lower)
    {
        first += 1;
    }
    let in_organisation =
        (first.saturating_sub(8)..end).any(|at| {
            scene.text.phrases_at(at).iter().any(|p| {
                p.list == scene.gazetteer.organisations.list && (p.end as usize) > first && p.end - p.first > 1
            })
        });
    if in_organisation {
        return None;
    }
    let words = (first..end).filter(|&at| scene.text.tokens[at].shape.is_word()).count();
    let known = first < end && scene.phrase_between(first, end, &scene.gazetteer.people.name_list).is_some();
    // One word before a comma is more often the end of something else than a name.
    let enough = if is_list { words >= 2 || known } else { words >= 1 };
    (enough
        && words > 0
        && !(first..end).any(|at| {
            scene
                .text
                .phrases_at(at)
                .iter()
                .any(|p| p.list == scene.gazetteer.regions.list && p.first as usize == first && p.end as usize == end)
        }))
    .then_some(NameSpan { first, end })
}

/// Whether a name of several words stands between a verb of speech and the title at token `title`.
fn is_spoken(scene: Scene<'_, '_>, lists: &NameLists, title: usize) -> bool {
    let mut first = title;
    while first > 0 && title - first < LONGEST_NAME && is_name_word(scene, lists, first - 1) {
        first -= 1;
    }
    // “diteken Khofifah Indar Parawansa Gubernur Jawa Timur”: a name that a list knows.
    let is_known = |from: usize| scene.phrase_between(from, title, &scene.gazetteer.people.name_list).is_some();
    title - first >= 2 && (first..title - 1).any(is_known)
        || title - first >= 2
            && first > 0
            && scene.longest(first - 1, &lists.speech_verbs).is_some_and(|(end, _)| end == first)
}

/// Rejections honorifics, the bracketed ones too.
fn honorifics(scene: Scene<'_, '_>, lists: &NameLists, from: usize) -> usize {
    let mut at = from;
    loop {
        let next = scene.longest(at, &lists.honorifics).map(|(end, _)| end);
        let dot = at > from && scene.printed(at) == "." && scene.text.tokens[at].gap == Gap::None;
        match next.or(dot.then_some(at + 1)) {
            Some(end) if scene.text.tokens.get(end).is_some_and(|t| t.gap < Gap::Line) => at = end,
            _ => return at,
        }
    }
}

/// First token after the name that begins at `first`; `None` where no name begins.
fn name_end(scene: Scene<'_, '_>, lists: &NameLists, first: usize) -> Option<usize> {
    // A name that a list knows is taken whole, also across words that end others.
    let known = scene
        .longest(first, &scene.gazetteer.people.name_list)
        .map(|(end, _)| end)
        .filter(|_| scene.text.tokens[first].shape.is_capitalised());
    let mut at = first;
    while at < scene.text.tokens.len() && at - first < LONGEST_NAME * 2 {
        let token = &scene.text.tokens[at];
        if at > first && token.gap >= Gap::Line {
            break;
        }
        if scene.printed(at) == "." {
            // Only the dot of an initial or of an abbreviated name part goes on: “Johnny G. Plate”, “Moh. Ramdhan”.
            let before = &scene.text.tokens[at - 1];
            let inner = at > first
                && token.gap == Gap::None
                && (before.shape == Shape::Initial || before.end - before.start <= 4);
            let next = scene.text.tokens.get(at + 1).is_some_and(|t| t.shape.is_capitalised() && t.gap < Gap::Line);
            if inner && next && is_name_word(scene, lists, at + 1) && !ends_sentence(scene, at) {
                at += 1;
                continue;
            }
            break;
        }
        if matches!(scene.printed(at), "-" | "'" | "’")
            && at > first
            && token.gap == Gap::None
            && scene.text.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None && t.shape.is_capitalised())
        {
            at += 1;
            continue;
        }
        if !is_name_word(scene, lists, at) {
            break;
        }
        at += 1;
    }
    let at = known.map_or(at, |end| end.max(at));
    let words = (first..at).filter(|&i| scene.text.tokens[i].shape.is_word());
    let long = words.clone().any(|i| scene.printed(i).chars().count() > 1);
    (at > first && long && scene.text.tokens[first].shape.is_capitalised()).then_some(at)
}

/// A dot after a short word that is no initial ends the sentence when the text says so.
fn ends_sentence(scene: Scene<'_, '_>, dot: usize) -> bool {
    let sentence = scene.text.sentences[scene.text.sentence_of(dot)];
    sentence.end == dot + 1
}

/// Whether token `at` can be a word of a name.
fn is_name_word(scene: Scene<'_, '_>, lists: &NameLists, at: usize) -> bool {
    let Some(token) = scene.text.tokens.get(at) else { return false };
    if token.shape == Shape::Lower {
        // “bin”, “van”: between two capitalised words.
        let next = scene.text.tokens.get(at + 1).is_some_and(|t| t.shape.is_capitalised());
        return scene.is(at, &lists.name_particles) && next && token.gap == Gap::Space;
    }
    if !token.shape.is_capitalised() {
        return false;
    }
    if scene.is(at, &lists.name_particles) || token.shape == Shape::Initial {
        return true;
    }
    // "UU" is a law, "Uu" a name.
    let document = scene.is(at, &lists.law_words) && !(token.shape == Shape::Capital && token.end - token.start <= 2);
    if document
        || scene.is(at, &lists.not_names)
        || scene.is(at, &lists.weekdays)
        || is_month_of_a_date(scene, lists, at)
        || scene.entry_at(at, &lists.institutions) == Some(&Institution::Always)
    {
        return false;
    }
    let gazetteer = scene.gazetteer;
    let other = scene.text.phrases_at(at).iter().any(|p| {
        p.list == gazetteer.people.office_list
            || p.list == gazetteer.programmes.list
            || p.list == gazetteer.organisations.list && (p.end - p.first > 1 || token.shape != Shape::Capital)
    });
    !other && scene.longest(at, &lists.acting).is_none()
}

/// “Mei 2023”, “Juni lalu”; but “Putu Agus Suradnyana”, “Dewi Juli Astuti”.
fn is_month_of_a_date(scene: Scene<'_, '_>, lists: &NameLists, at: usize) -> bool {
    let Some((end, month)) = scene.longest(at, &lists.months) else { return false };
    let shape = |at: usize| scene.text.tokens.get(at).map(|t| t.shape);
    let by_digits = shape(end) == Some(Shape::Digits) || at > 0 && shape(at - 1) == Some(Shape::Digits);
    let goes_on = scene.text.tokens.get(end).is_some_and(|t| t.shape.is_capitalised() && t.gap == Gap::Space);
    by_digits || !goes_on && month.short.is_none()
}

/// Cuts degrees off the end: “Jimmy F Eman SE Ak”.
fn without_degrees(scene: Scene<'_, '_>, lists: &NameLists, first: usize, end: usize) -> usize {
    // “… Siregar S.Sos M.Si. Lokasinya Nusantara Hall”: what stands behind a degree with a dot is no more of the name.
    let dotted = |at: &usize| scene.longest(*at, &lists.degrees).is_some_and(|(past, _)| past > at + 2 && past <= end);
    let mut end = (first + 1..end).find(dotted).unwrap_or(end);
    while end > first + 1 {
        let shorter = (1..=8.min(end - first - 1))
            .rev()
            .find(|&back| scene.phrase_between(end - back, end, &lists.degrees).is_some());
        match shorter {
            // A capitalised word such as "Ak" or "Ma" may be a name; degrees have two capitals or a dot, or follow others.
            Some(back)
                if scene.text.tokens[end - back].shape != Shape::Capital
                    || back > 1
                    || scene.text.tokens[end - back - 1].shape == Shape::Upper =>
            {
                end -= back
            }
            _ => break,
        }
    }
    // A dot left over from a cut degree.
    if end > first + 1 && scene.printed(end - 1) == "." { end - 1 } else { end }
}
