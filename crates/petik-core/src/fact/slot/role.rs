//! Which part each person of a sentence has in its acts: who signs stands before an active verb, behind a passive one, behind
//! the words for the other party; who watches, speaks or is represented does not sign.

use super::link::{Joint, Link, Relation};
use super::view::{Named, View};
use crate::gazetteer::Attendance;
use crate::mention::signing::{Form, SigningMention};
use crate::text::Shape;

/// What a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Holds the pen.
    Signs,
    /// Is named beside a signer, and signs where it signs for somebody else: “Bupati A bersama Menteri B”.
    Beside,
    /// Stands in for a party.
    StandsIn,
    /// Is there.
    Attends,
    /// Lets somebody else act.
    Represented,
    /// Has no part that the sentence tells.
    None,
}

/// The roles of the holders of `view`, in their order.
pub(super) fn roles<'v>(view: &'v View<'_, '_>) -> &'v [Role] {
    view.roles.get_or_init(|| told_roles(view))
}

fn told_roles(view: &View<'_, '_>) -> Vec<Role> {
    let links: Vec<Link> = view.holders.iter().map(|h| view.link(h.first)).collect();
    let mut roles: Vec<Role> = (0..links.len()).map(|i| governed(view, &links, i)).collect();
    for act in view.acts.clone() {
        if acts_by_subject(view, act) {
            subjects(view, &links, act, &mut roles);
        }
    }
    // “Wali Kota diwakili Asisten III”, “Bupati, yang diwakili Sekda, …”
    for (index, link) in links.iter().enumerate() {
        if link.relation == Relation::StandsIn && roles[index] != Role::None {
            let represented = (0..index)
                .rev()
                .find(|&i| view.holders[i].end <= link.governor && link.governor <= view.holders[i].end + 2);
            if let Some(represented) = represented {
                roles[represented] = Role::Represented;
            }
        }
    }
    roles
}

/// The role that the governing word alone gives.
fn governed(view: &View<'_, '_>, links: &[Link], index: usize) -> Role {
    let link = links[index];
    match link.relation {
        Relation::Attends | Relation::Present => Role::Attends,
        Relation::Represented => Role::Represented,
        Relation::StandsIn => Role::StandsIn,
        Relation::Act(act) if view.case.mentions.signings[act].form != Form::Noun => Role::Signs,
        Relation::Agent | Relation::With | Relation::Between | Relation::Through | Relation::Together => {
            match (view.reached(link.governor), link.relation) {
                (Reach::Act, Relation::Together) => Role::Beside,
                (Reach::Act, _) => Role::Signs,
                (Reach::Watching, _) => Role::Attends,
                // “Nota antara Bupati A dan Dirjen B diteken …”
                (Reach::Ahead, Relation::Between | Relation::With) => Role::Signs,
                _ => Role::None,
            }
        }
        Relation::Subject if comes(view, index) => Role::Attends,
        // “Wakil Bupati A mewakili daerah dalam penandatanganan itu”
        Relation::Subject if stands_in(view, index) => Role::StandsIn,
        _ => Role::None,
    }
}

/// Whether a word of being there follows the person as its verb: “Asisten II Yerri Ehwan, menghadiri …”.
fn comes(view: &View<'_, '_>, index: usize) -> bool {
    let (scene, lists) = (view.case.scene, view.case.lists);
    let from = view.holders[index].end;
    let next = view.holders.get(index + 1).map_or(view.end, |h| h.first);
    let mut verbs = (from..next).filter_map(|at| scene.entry_at(at, &lists.attendance));
    verbs.next() == Some(&Attendance::There)
}

/// Whether the person's verb is one of standing in for somebody, before an act.
fn stands_in(view: &View<'_, '_>, index: usize) -> bool {
    let (scene, lists) = (view.case.scene, view.case.lists);
    let verb = view.holders[index].end;
    let acts = view.acts.clone().map(|i| view.case.mentions.signings[i].first);
    scene.entry_at(verb, &lists.attendance) == Some(&Attendance::StandsIn) && acts.clone().any(|act| verb < act)
}

/// What lies between an act and words that tell of a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// They belong to the act before them.
    Act,
    /// Words of watching stand between.
    Watching,
    /// The sentence has a passive act behind them.
    Ahead,
    /// They belong to no act.
    None,
}

impl View<'_, '_> {
    /// To what the governing word at token `governor` belongs.
    pub(super) fn reached(&self, governor: usize) -> Reach {
        let (scene, lists) = (self.case.scene, self.case.lists);
        let acts = &self.case.mentions.signings;
        let Some(act) = self.acts.clone().rev().map(|i| &acts[i]).find(|a| a.first <= governor) else {
            let passive = self.acts.clone().any(|i| acts[i].form == Form::Passive);
            return if passive { Reach::Ahead } else { Reach::None };
        };
        for at in act.end..governor {
            if scene.entry_at(at, &lists.attendance) == Some(&Attendance::Behind) {
                return Reach::Watching;
            }
            let breaks = scene.printed(at) == ";"
                || lists.opens_clause(scene, at)
                || scene.longest(at, &lists.speech_verbs).is_some()
                || scene.longest(at, &lists.attendance).is_some();
            if breaks && self.named_over(at).is_none() {
                return Reach::None;
            }
        }
        Reach::Act
    }

    /// “Bupati A didampingi Sekda B”, “Sekda A atas nama Bupati B”: words behind a party that only add somebody to it.
    fn is_aside(&self, link: Link) -> bool {
        let adds = matches!(link.relation, Relation::Attends | Relation::Represented);
        let comma = |at: usize| usize::from(self.case.scene.printed(at) == ",");
        let before = link.governor.checked_sub(1).map(|at| at - comma(at).min(at));
        adds && before.is_some_and(|at| {
            at >= self.first && matches!(self.named_over(at), Some((_, what)) if *what != Named::Date)
        })
    }
}

/// Whether the signers of the act stand before it: an active verb, and a noun behind a verb that carries it out.
pub(super) fn acts_by_subject(view: &View<'_, '_>, act: usize) -> bool {
    let act = &view.case.mentions.signings[act];
    match act.form {
        Form::Active | Form::Instrument => true,
        Form::Passive => false,
        Form::Noun => view.case.scene.longest_before(act.first, &view.case.lists.signing_light).is_some(),
    }
}

/// “Disaksikan Menteri A, Bupati B dan Kementerian C meneken …”: the first token of those before the act whom a comma parts from
/// words that govern others, where nobody before these words acts.
pub(super) fn behind_an_opening(view: &View<'_, '_>, act: usize) -> Option<usize> {
    let signing = &view.case.mentions.signings[act];
    let parties = view.named.iter().rev().filter(|((_, end), what)| *end <= signing.first && *what != Named::Date);
    let mut opening = None;
    for &((first, _), _) in parties {
        let link = view.link(first);
        if opening.is_none() && view.is_aside(link) {
            continue;
        }
        let governor = *opening.get_or_insert(link.governor);
        let governs = matches!(link.relation, Relation::Attends | Relation::Represented | Relation::Unknown);
        match link.joint {
            _ if !governs || link.governor != governor => return None,
            Joint::And => {}
            Joint::Comma => return Some(first),
            Joint::None => return None,
        }
    }
    None
}

/// Finds who acts before `act`, from the nearest person back.
fn subjects(view: &View<'_, '_>, links: &[Link], act: usize, roles: &mut [Role]) {
    let signing = &view.case.mentions.signings[act];
    let opened = behind_an_opening(view, act);
    let count = view.holders.partition_point(|h| h.end <= signing.first);
    let last = (0..count).rev().find(|&index| !view.is_aside(links[index]));
    for index in (0..count).rev() {
        let link = links[index];
        let nearest = Some(index) == last;
        match link.relation {
            Relation::Subject => {
                let role = hindered(view, view.holders[index].end, signing).unwrap_or(Role::Signs);
                let chain = (0..=index).rev().take_while(|&i| links[i].governor == link.governor);
                chain.filter(|&i| links[i].relation == Relation::Subject).for_each(|i| roles[i] = role);
                return;
            }
            Relation::Together | Relation::With | Relation::Between => {
                let joins = joins_a_party(view, link.governor);
                if joins && hindered(view, view.holders[index].end, signing).is_none() {
                    roles[index] = if link.relation == Relation::Together { Role::Beside } else { Role::Signs };
                }
            }
            // “Gubernur menyaksikan Bupati A menandatangani”, “melalui Sekda B”
            Relation::Present | Relation::Through if nearest => {
                roles[index] = Role::Signs;
                return;
            }
            Relation::StandsIn if nearest => return,
            // “kata Bupati A usai menandatangani …”
            Relation::Speaks if nearest && goes_on_with(view, view.holders[index].end, signing) => {
                roles[index] = Role::Signs;
                return;
            }
            Relation::Act(_) | Relation::Agent => return,
            _ if opened.is_some_and(|first| first <= view.holders[index].first) => roles[index] = Role::Signs,
            // “membenarkan Bupati A telah meneken”: right before the verb stands who does it.
            Relation::Unknown if nearest && stands_before(view, view.holders[index].end, signing.first) => {
                let run = (0..=index).rev().take_while(|&i| i == index || links[i + 1].joint == Joint::And);
                run.for_each(|i| roles[i] = Role::Signs);
                return;
            }
            _ => {}
        }
    }
}

/// “Bupati A bersama Menteri B”, “Pemkab A dengan Menteri B”; not “berfoto bersama Menteri B”, where a verb has the word.
fn joins_a_party(view: &View<'_, '_>, governor: usize) -> bool {
    let Some(before) = governor.checked_sub(1).filter(|&before| before >= view.first) else { return true };
    view.named_over(before).is_some() || view.case.scene.text.tokens[before].shape != Shape::Lower
}

/// How many small words can stand between who acts and the verb.
const FILLERS: usize = 3;

/// Whether only a few small words stand between token `from` and the act at token `act`.
fn stands_before(view: &View<'_, '_>, from: usize, act: usize) -> bool {
    act - from <= FILLERS && view.case.scene.text.tokens[from..act].iter().all(|t| t.shape == Shape::Lower)
}

/// “… usai menandatangani”: a clause with no subject of its own, which takes that of the words before.
fn goes_on_with(view: &View<'_, '_>, from: usize, act: &SigningMention<'_>) -> bool {
    let (scene, lists) = (view.case.scene, view.case.lists);
    let from = if scene.printed(from) == "," { from + 1 } else { from };
    act.form == Form::Active
        && from + 1 == act.first
        && (scene.longest(from, &lists.clause_times).is_some() || lists.opens_clause(scene, from))
}

/// What keeps a person that ends at token `from` from being the one who acts.
pub(super) fn hindered(view: &View<'_, '_>, from: usize, act: &SigningMention<'_>) -> Option<Role> {
    let (scene, lists) = (view.case.scene, view.case.lists);
    let party_between =
        |at: usize| view.named.iter().any(|&((first, _), what)| at < first && first < act.first && what != Named::Date);
    (from..act.first).find_map(|at| {
        if view.named_over(at).is_some() {
            return None;
        }
        if scene.longest(at, &lists.speech_verbs).is_some() && view.speaks_with(at, act.first) {
            return Some(Role::None);
        }
        let there = scene.entry_at(at, &lists.attendance) == Some(&Attendance::There);
        (there && (act.form == Form::Noun || party_between(at))).then_some(Role::Attends)
    })
}
