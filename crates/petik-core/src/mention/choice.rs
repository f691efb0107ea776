//! Words of choosing in a sentence: who was chosen, joined, received, was assessed or invited. Neighbours decide between them:
//! "lolos seleksi" is a choice, "mengikuti seleksi" and "terpilih menjadi kandidat" are not yet one.

use super::Scene;
use crate::text::ListId;

/// One word of choosing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice<'a> {
    /// First token.
    pub first: usize,
    /// First token after it.
    pub end: usize,
    /// What the list says: `chosen`, `joining`, `choosing`, `receiving`, `received`, `assessed`, `assessing`, `result`, `candidate`,
    /// `invited`.
    pub value: &'a str,
}

/// How near two words of choosing must stand to be read together.
const TOGETHER: usize = 4;

/// The words of choosing among tokens `first..end`, in order, without those that a neighbour takes back.
pub fn choices<'a>(scene: Scene<'_, 'a>, selection: ListId, first: usize, end: usize) -> Vec<Choice<'a>> {
    let mut all: Vec<Choice<'a>> = Vec::new();
    let mut at = first;
    while at < end {
        match scene.longest(at, selection).filter(|(past, _)| *past <= end) {
            Some((past, entry)) => {
                all.push(Choice { first: at, end: past, value: scene.value(selection, entry) });
                at = past;
            }
            None => at += 1,
        }
    }
    if all.len() < 2 {
        return all;
    }
    let mut taken_back = vec![false; all.len()];
    for index in 1..all.len() {
        let (before, this) = (all[index - 1], all[index]);
        // “Assessment tahun ini diikuti utusan 107 daerah”: taking part in an assessment, also at some distance.
        if before.value == "assessed"
            && this.value == "choosing"
            && this.first <= before.end + TOGETHER * 3
            && !(before.end..this.first).any(|at| matches!(scene.printed(at), "," | "." | ";"))
        {
            taken_back[index] = true;
            continue;
        }
        if this.first > before.end + TOGETHER
            || (before.end..this.first).any(|at| matches!(scene.printed(at), "," | "." | ";"))
        {
            continue;
        }
        match (before.value, this.value) {
            // “lolos seleksi”; but “terpilihnya Sleman didasari hasil asesmen”
            ("chosen" | "choosing", "assessed") if this.first < before.end + TOGETHER => taken_back[index] = true,
            ("assessed", "choosing") => taken_back[index] = true,
            ("invited", "joining") => taken_back[index] = true,
            ("joining", "assessed") | ("chosen" | "joining", "candidate") => taken_back[index - 1] = true,
            _ => {}
        }
    }
    all.into_iter().zip(taken_back).filter(|(_, back)| !back).map(|(choice, _)| choice).collect()
}
