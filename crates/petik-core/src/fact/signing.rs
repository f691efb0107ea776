//! What signings ask for: something to sign, the day that an article leaves no doubt of, the parties of the sentence. A sentence
//! that names no region speaks of the article's own.

use super::case::Case;
use super::draft::FactDraft;
use super::role::Part;
use super::told::Act;
use crate::gazetteer::{Attendance, Institution, Instrument, InstrumentSense, OrganisationKind, PartyWord};
use crate::mention::date::{Base, DateValue};
use crate::mention::region::{RegionMention, Typed};
use crate::mention::signing::{Form, SigningMention};
use crate::mention::status::Said;
use crate::mention::{Inference, Tokens, among, reaching};
use crate::record::{CountRole, EvidenceKind, FactStatus, Inferred, Level};
use crate::text::{Gap, Shape};
use std::cell::{LazyCell, OnceCell};
use std::collections::HashSet;

/// How many words before an act "sudah" tells that it lies behind.
const ALREADY_REACH: usize = 3;

/// How many words a cohort that signs can stand before the act.
const SUBJECT_REACH: usize = 7;

/// What a signing tells whose sentence names no party.
pub(super) enum Unnamed {
    /// That it was signed, and not by whom.
    Open,
    /// That the article's own region signed: a mention of it.
    Main(usize),
    /// Nothing; why.
    Nobody(&'static str),
}

/// Whom the words of signing speak of that are `act`, in a sentence without a party; `draft` is what else they tell.
pub(super) fn unnamed(case: Case<'_, '_>, act: &Act<'_, '_>, draft: &FactDraft<'_>, own: &OwnSizes) -> Unnamed {
    let Some(signing) = act.signing.map(|signing| &case.mentions.signings[signing]) else {
        return Unnamed::Nobody("no words of signing");
    };
    match case.parts.main {
        _ if unnamed_cohort_signs(case, signing, own) => Unnamed::Open,
        _ if says_too_little(case, signing, draft) => {
            Unnamed::Nobody("said by somebody, and who, for what and when would all be inferred")
        }
        Some((_, mention)) if speaks_of_main(case, signing) => Unnamed::Main(mention),
        None if !case.parts.names_a_party && names_governments(case, case.sentence(signing.first)) => Unnamed::Open,
        _ => Unnamed::Nobody("no region in the sentence, and the article is about none alone"),
    }
}

/// Whether the act happened, as the words around it say; `None` where somebody only hopes for it.
pub(super) fn status(case: Case<'_, '_>, signing: usize) -> Option<FactStatus> {
    let signing = &case.mentions.signings[signing];
    let act = (signing.first, signing.end);
    match case.status_of(act) {
        Said::DONE if matches!(signing.form, Form::Noun | Form::Instrument) => {
            Some(case.statuses.behind(case.scene, act))
        }
        Said::Status(status) => Some(status),
        Said::Hoped => None,
    }
}

/// Whether something was signed.
pub(super) fn is_done(case: Case<'_, '_>, signing: usize) -> bool {
    status(case, signing) == Some(FactStatus::Done) && has_ground(case, signing)
}

/// How many words of signing back the day of the same event can be told.
const TOLD_BEFORE: usize = 30;

/// The day of the signing told last before token `at`.
pub(super) fn day_before(case: Case<'_, '_>, at: usize) -> Option<usize> {
    let signings = &case.mentions.signings;
    let before = 0..signings.partition_point(|s| s.first < at);
    let told = before.rev().take(TOLD_BEFORE);
    let done = told.filter(|&i| case.status_of((signings[i].first, signings[i].end)) == Said::DONE);
    done.filter(|&i| has_ground(case, i)).find_map(|i| case.date_at(signings[i].first).map(|found| found.date))
}

/// The days that an article gives for its signings as a whole, looked for once.
#[derive(Default)]
pub(super) struct OnlyDays(OnceCell<[(EvidenceKind, Option<usize>); 2]>);

impl OnlyDays {
    fn of(&self, case: Case<'_, '_>) -> &[(EvidenceKind, Option<usize>); 2] {
        self.0.get_or_init(|| {
            [
                (EvidenceKind::OnlyDayOfSigning, only_day_of_signing(case)),
                (EvidenceKind::OnlyDayOfTheArticle, only_day_of_the_article(case)),
            ]
        })
    }
}

/// How many regions the sentences count that name the article's own, looked for once.
#[derive(Default)]
pub(super) struct OwnSizes(OnceCell<HashSet<Option<u64>>>);

impl OwnSizes {
    fn of(&self, case: Case<'_, '_>) -> &HashSet<Option<u64>> {
        let own = || case.mentions.counts.iter().filter(|c| names_main(case, c.first));
        self.0.get_or_init(|| own().map(|c| c.value).collect())
    }
}

/// The one day that sentences about the instrument give, for sentences that give none ("… MoU. Nota kesepakatan …, Selasa (28/2/2023)").
fn only_day_of_signing(case: Case<'_, '_>) -> Option<usize> {
    let scene = case.scene;
    let tells = |date: &usize| {
        let (first, end) = case.sentence(case.mentions.dates[*date].first);
        !among(&case.mentions.signings, first, end).is_empty()
            || (first..end)
                .any(|at| scene.entry_at(at, &case.lists.instruments).is_some_and(|instrument| !instrument.is_accord()))
    };
    only_day(case, case.times.events.iter().copied().filter(tells))
}

/// The one day of the article. “Pada 22 Mei 2017 gerakan ini dimulai. Bupati meneken nota itu, kemarin” has another one, though
/// nobody knows which.
fn only_day_of_the_article(case: Case<'_, '_>) -> Option<usize> {
    let has_open_day = case.mentions.signings.iter().any(|signing| case.has_open_day(signing.first));
    if has_open_day { None } else { only_day(case, case.times.events.iter().copied()) }
}

/// The day that all of `dates` mean, those of interviews and those after publication (a clock of the page) left out. Days that are written out go before "kemarin" and its
/// like, which count from a day of publication that is often only guessed.
fn only_day(case: Case<'_, '_>, dates: impl Iterator<Item = usize>) -> Option<usize> {
    let days: Vec<_> = dates
        .filter(|&date| !case.times.is_interview(date))
        .filter_map(|date| {
            let mention = &case.mentions.dates[date];
            let day = mention.settled?;
            let told = case.times.published.is_none_or(|published| day.day().is_none_or(|day| day <= published));
            told.then_some((day, matches!(mention.value, DateValue::Offset { from: Base::Published, .. }), date))
        })
        .collect();
    let (day, counted, date) = *days.iter().min_by_key(|d| d.1)?;
    days.iter().filter(|d| d.1 == counted).all(|d| d.0 == day).then_some(date)
}

/// Gives an act without a day of its own the one that the article leaves no doubt of; the day of an interview serves only
/// where there is none, and not for what was done before it ("sudah ditandatangani").
pub(super) fn settle_day<'a>(case: Case<'_, 'a>, signing: usize, draft: &mut FactDraft<'a>, only_days: &OnlyDays) {
    if draft.date.is_some_and(|date| !case.times.is_interview(date)) {
        return;
    }
    let signing = &case.mentions.signings[signing];
    let mut words = case.scene.around((signing.first, signing.end)).sentence().before(ALREADY_REACH);
    let before = words.any(|at| case.scene.is(at, &case.lists.already_words));
    let asked = draft.date.take();
    let of_asking: Vec<_> = draft.derived.extract_if(.., |d| d.what == Inferred::Date).collect();
    let found = only_days.of(case).iter().filter(|_| !before).find_map(|(by, date)| Some((*by, (*date)?)));
    if let Some((by, date)) = found {
        let d = &case.mentions.dates[date];
        draft.date = Some(date);
        draft.derived.push(Inference::new(Inferred::Date, by, Some((d.first, d.end))));
    } else if !before || of_asking.is_empty() {
        draft.date = asked;
        draft.derived.extend(of_asking);
    }
}

/// How many sentences before words of signing what is signed can stand.
pub const GROUND_BEFORE: usize = 2;

/// An act of signing needs something to sign: an instrument, or a programme in its sentence.
pub(super) fn has_ground(case: Case<'_, '_>, signing: usize) -> bool {
    let signing = &case.mentions.signings[signing];
    let (first, end) = case.sentence(signing.first);
    let strong = signing.instrument.is_some_and(Instrument::is_strong);
    // “Gubernur Sulsel ikut menandatangani”: what was signed stands a sentence or two before.
    let number = case.scene.text.sentence_of(signing.first);
    let just_told = || {
        let from = case.scene.text.sentences[number.saturating_sub(GROUND_BEFORE)].first;
        let signed = || {
            let told = among(&case.mentions.signings, from, first).map(|i| &case.mentions.signings[i]);
            told.into_iter().any(|s| s.instrument.is_some_and(|instrument| !instrument.is_accord()))
        };
        // “… dikunci nota kesepahaman (MoU). Bupati menekennya …”
        let named = || {
            (from..first).any(|at| {
                let instrument = case.scene.entry_at(at, &case.lists.instruments);
                instrument.is_some_and(|instrument| instrument.sense == InstrumentSense::Instrument)
            })
        };
        signed() || signing.form != Form::Noun && named()
    };
    let by_a_region = || {
        among(&case.mentions.regions, first, end).any(|i| {
            case.parts.of[i] == Part::Party
                && matches!(case.mentions.regions[i].typed, Typed::Title | Typed::Government | Typed::Word)
        })
    };
    // “Kesepakatan diteken Bupati A dan Bupati B”, “Kesepakatan Batas Kabupaten A dengan Kabupaten B sudah ditandatangani”
    let by_heads = || {
        let titled = |i: &usize| case.mentions.regions[*i].typed != Typed::Bare && case.parts.of[*i] == Part::Party;
        among(&case.mentions.regions, first, end).filter(titled).count() >= 2
    };
    strong
        || (signing.form != Form::Noun || by_a_region()) && just_told()
        || !among(&case.mentions.programmes, first, end).is_empty()
        || signing.instrument.is_some()
            && (!among(&case.mentions.organisations, first, end).is_empty() || signing.form != Form::Noun && by_heads())
}

/// “menjadi ajang 25 kepala daerah menandatangani”: a cohort signs, and no sentence counts the article's region among as many.
fn unnamed_cohort_signs(case: Case<'_, '_>, signing: &SigningMention<'_>, own: &OwnSizes) -> bool {
    let (first, _) = case.sentence(signing.first);
    signing.form == Form::Active
        && among(&case.mentions.counts, first, signing.first).map(|i| &case.mentions.counts[i]).any(|count| {
            count.role == CountRole::Selected
                && signing.first <= count.end + SUBJECT_REACH
                && !(count.end..signing.first).any(|at| case.scene.printed(at) == ",")
                && !own.of(case).contains(&count.value)
        })
}

/// “Publik pasti tahu saat kami meneken kerja sama”: words in direct speech that name neither region nor programme nor day.
fn says_too_little(case: Case<'_, '_>, signing: &SigningMention<'_>, draft: &FactDraft<'_>) -> bool {
    let inferred = |what: Inferred| draft.derived.iter().any(|derived| derived.what == what);
    let without_day = draft.date.is_none() || inferred(Inferred::Date);
    let without_programme = draft.programme.is_none() || inferred(Inferred::Programme);
    case.scene.zones.quotation_at(signing.first).is_some() && without_day && without_programme
}

/// Whether the sentence of token `at` names the article's region as a party.
fn names_main(case: Case<'_, '_>, at: usize) -> bool {
    let (first, end) = case.sentence(at);
    among(&case.mentions.regions, first, end).any(|i| {
        case.parts.of[i] == Part::Party && case.parts.main.is_some_and(|m| case.mentions.regions[i].region == Some(m.0))
    })
}

/// “MoU antara BumDesma Prakarsa Galuh dengan BAKTI”: names behind “antara”, and no word for the government or its head.
fn is_between_others(case: Case<'_, '_>, signing: &SigningMention<'_>) -> bool {
    let scene = case.scene;
    // “MoU antara A dan B diteken”: they can stand before it too.
    let (first, end) = scene.clause(signing.first);
    let before = || (first..signing.first).rfind(|&at| opens_parties(case, at)).map(|at| (at, signing.first));
    between(case, signing.first, end).or_else(before).is_some_and(|parties| are_others(case, parties))
}

/// “antara BumDesma Prakarsa Galuh dengan BAKTI”: no region, no government, no head.
fn are_others(case: Case<'_, '_>, (from, end): Tokens) -> bool {
    let named = case.scene.text.tokens.get(from + 1).is_some_and(|token| token.shape.is_capitalised());
    named
        && !names_governments(case, (from + 1, end))
        && among(&case.mentions.regions, from, end).all(|i| case.parts.of[i] != Part::Party)
}

/// Whether there are words for heads or governments of regions: “Bupati”, “kami”, “kabupaten/kota”.
fn names_governments(case: Case<'_, '_>, (first, end): Tokens) -> bool {
    let scene = case.scene;
    (first..end).any(|at| {
        scene.longest(at, &scene.gazetteer.people.office_list).is_some()
            || scene.longest(at, &case.lists.ourselves).is_some()
            || scene.longest(at, &case.lists.count_units).is_some() && !is_inside_a_name(case, at)
    })
}

/// “Rumah Sakit Umum Daerah”: a word with a capital behind another.
fn is_inside_a_name(case: Case<'_, '_>, at: usize) -> bool {
    let tokens = &case.scene.text.tokens;
    let capitalised = |at: usize| tokens[at].shape.is_capitalised();
    at > 0 && capitalised(at) && capitalised(at - 1) && tokens[at].gap == Gap::Space
}

/// Whether a sentence without a region of its own can speak of the article's region: not when it tells of another event.
fn speaks_of_main(case: Case<'_, '_>, signing: &SigningMention<'_>) -> bool {
    let (first, end) = case.sentence(signing.first);
    if is_between_others(case, signing) {
        return false;
    }
    // “kedua negara menandatangani”: somebody else acts.
    !among(&case.mentions.regions, first, end).any(|i| case.parts.of[i] == Part::Party)
        && !(first..signing.first).any(|at| {
            case.scene.longest(at, &case.lists.other_parties).is_some()
                && case.scene.text.tokens[at].shape.is_capitalised()
        })
        && !(first..end).any(|at| {
            case.scene.is(at, &case.lists.between_words)
                && (at + 1..at + 3).any(|i| case.scene.longest(i, &case.lists.institutions).is_some())
        })
}

/// The regions that sign in the sentence of the words of signing at token `act`.
pub(super) fn parties(case: Case<'_, '_>, act: usize) -> Vec<usize> {
    let (first, end) = case.sentence(act);
    let attended = attended_from(case, act, first, end);
    let mut parties: Vec<usize> = Vec::new();
    let guests: Vec<_> = among(&case.mentions.regions, first, end)
        .map(|i| &case.mentions.regions[i])
        .filter(|r| accompanies(case, r.first))
        .map(|r| r.region)
        .collect();
    let attendance = LazyCell::new(|| {
        let attends = |at: &usize| case.scene.longest(*at, &case.lists.attendance).is_some();
        (first..act).filter(attends).collect::<Vec<_>>()
    });
    for index in among(&case.mentions.regions, first, end) {
        let region = &case.mentions.regions[index];
        if region.region.is_none() || case.parts.of[index] != Part::Party {
            continue;
        }
        // “Wakil Bupati Langkat hadir saat Pemkot Binjai menandatangani”
        // “Wali Kota Semarang menyaksikan penandatanganan MoU antara Universitas Diponegoro dan Pemkab Kendal”
        let verb = || attendance[attendance.partition_point(|&at| at < region.end)..].first().copied();
        let watches = region.end <= act
            && verb().is_some_and(|verb| {
                let others = between(case, act, end);
                let behind = others.unwrap_or((act, act));
                let acts =
                    |i: usize| case.parts.of[i] == Part::Party && case.mentions.regions[i].region != region.region;
                among(&case.mentions.regions, verb + 1, act)
                    .chain(among(&case.mentions.regions, behind.0, behind.1))
                    .any(acts)
                    || others.is_some_and(|parties| are_others(case, parties))
            });
        if watches
            || attended.is_some_and(|from| region.first >= from)
            || guests.contains(&region.region)
            || is_speaker(case, index)
            || is_of_an_institution(case, index)
        {
            continue;
        }
        // A province signs when it is named as government; else it only tells where.
        let is_province = region.region.is_some_and(|r| case.scene.gazetteer.regions.get(r).level == Level::Province);
        if is_province
            && !matches!(region.typed, Typed::Government | Typed::Title | Typed::Word)
            && !is_counted_in_brackets(case, region.first)
        {
            continue;
        }
        if !parties.iter().any(|&p| case.mentions.regions[p].region == region.region) {
            parties.push(index);
        }
    }
    parties
}

/// The words behind “antara”, where those who sign stand behind the words of signing at token `act`.
fn between(case: Case<'_, '_>, act: usize, end: usize) -> Option<Tokens> {
    (act..end.min(act + BETWEEN)).find(|&at| opens_parties(case, at)).map(|at| (at, end))
}

fn opens_parties(case: Case<'_, '_>, at: usize) -> bool {
    case.scene.entry_at(at, &case.lists.party_words) == Some(&PartyWord::Between)
}

/// How many words behind the words of signing “antara” can stand.
const BETWEEN: usize = 8;

/// “2 Provinsi (Jawa Barat/DIY)”: named in a bracket behind their number.
fn is_counted_in_brackets(case: Case<'_, '_>, first: usize) -> bool {
    let mut before = case.scene.around((first, first)).sentence().before(BRACKET_REACH);
    let open = before.rfind(|&at| case.scene.printed(at) == "(");
    open.is_some_and(|open| case.mentions.count_ends_at(open))
}

/// How many words behind its bracket a member can stand.
const BRACKET_REACH: usize = 8;

/// “Didampingi Pemerintah Provinsi Sumatera Barat, enam kota …”, “di hadapan Gubernur Jawa Tengah”: right behind a word of
/// accompanying or watching.
fn accompanies(case: Case<'_, '_>, first: usize) -> bool {
    let scene = case.scene;
    let titles =
        |at: usize| scene.longest(at, &scene.gazetteer.people.office_list).is_some_and(|(end, _)| end == first);
    scene.around((first, first)).sentence().before(WITNESS).any(|at| {
        let attends = scene.longest(at, &case.lists.attendance);
        let watches = scene.longest(at, &case.lists.party_words);
        attends.is_some_and(|(end, word)| end <= first && *word == Attendance::Behind)
            || watches.is_some_and(|(end, word)| *word == PartyWord::Witness && (end == first || titles(end)))
    })
}

/// How many words before a region the words of accompanying can begin.
const WITNESS: usize = 4;

/// Token from which the sentence tells who only attended: “… disaksikan Wali Kota Padang”.
fn attended_from(case: Case<'_, '_>, act: usize, first: usize, end: usize) -> Option<usize> {
    (first..end).find(|&at| at > act && case.scene.entry_at(at, &case.lists.attendance) == Some(&Attendance::Behind))
}

/// “ujar Wali Kota Tangerang Selatan Airin”: who speaks does not sign by that.
fn is_speaker(case: Case<'_, '_>, region: usize) -> bool {
    let name = case.mentions.regions[region].name_first;
    let official = reaching(&case.mentions.officials, name).iter().find(|o| o.region_at == Some(name));
    official.is_some_and(|o| {
        let before = o.first.checked_sub(1).is_some_and(|at| {
            case.scene.is(at, &case.lists.speech_verbs) && case.scene.zones.quotation_at(at).is_none()
        });
        let after_quote = o.first.checked_sub(2).is_some_and(|at| case.scene.zones.quotation_at(at).is_some());
        before && after_quote
    })
}

/// “KPU Kabupaten Siak”, “Perumda Tirta Kota Dumai”: behind the name of a body that is no part of the region's government.
fn is_of_a_body(case: Case<'_, '_>, mention: &RegionMention<'_>) -> bool {
    let scene = case.scene;
    let spaced = |at: usize| scene.text.tokens[at].gap == Gap::Space;
    let organisations = &case.mentions.organisations;
    let before = organisations.partition_point(|o| o.first < mention.first);
    let own = |kind: OrganisationKind| matches!(kind, OrganisationKind::Ministry | OrganisationKind::RegionalOffice);
    let is_body = |number: u32| !own(scene.gazetteer.organisations.get(number).kind);
    if organisations[..before].last().is_some_and(|o| o.end == mention.first && is_body(o.organisation)) {
        return spaced(mention.first);
    }
    let name = scene.around((mention.first, mention.first)).sentence().before(BODY).rev();
    let mut name =
        name.take_while(|&at| spaced(at + 1) && !matches!(scene.text.tokens[at].shape, Shape::Lower | Shape::Mark));
    name.any(|at| {
        matches!(scene.entry_at(at, &case.lists.institutions), Some(Institution::Bare | Institution::Adjacent))
    })
}

/// How many words the name of such a body has at most.
const BODY: usize = 4;

/// The region of a court, a prosecutor, a bank: not the region itself.
fn is_of_an_institution(case: Case<'_, '_>, region: usize) -> bool {
    let mention = &case.mentions.regions[region];
    // “Kepala Lembaga Penjaminan Mutu Pendidikan Provinsi Aceh” heads no body of the region's government.
    let people = &case.scene.gazetteer.people;
    let at = mention.first;
    let titled = reaching(&case.mentions.officials, at).iter().find(|o| o.title_first <= at && at < o.title_end);
    let office = titled
        .map(|o| o.office)
        .or_else(|| reaching(&case.mentions.titles, at).iter().find(|t| at < t.end).map(|t| t.office));
    if office.is_some_and(|o| !people.office(o).regional) {
        return true;
    }
    if is_of_a_body(case, mention) {
        return true;
    }
    let capitalised = |at: usize| case.scene.text.tokens[at].shape.is_capitalised();
    // “Universitas Airlangga (Unair) Surabaya”
    let behind_a_short_name = |at: usize| {
        at > 2
            && case.scene.printed(at) == ")"
            && capitalised(at - 1)
            && case.scene.printed(at - 2) == "("
            && capitalised(at - 3)
    };
    mention.typed == Typed::Bare
        && mention
            .first
            .checked_sub(1)
            .is_some_and(|at| behind_a_short_name(at) || capitalised(at) && case.scene.is(at, &case.lists.institutions))
}
