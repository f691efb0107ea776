//! Words of choosing in a sentence: who was chosen, joined, received, was assessed or invited. Neighbours decide between them:
//! "lolos seleksi" is a choice, "mengikuti seleksi" and "terpilih menjadi kandidat" are not yet one.

use super::Scene;
use crate::gazetteer::Selection;
use crate::text::WordList;

/// One word of choosing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// First token.
    pub first: usize,
    /// First token after it.
    pub end: usize,
    /// What the list says.
    pub value: Selection,
}

/// How near two words of choosing must stand to be read together.
const TOGETHER: usize = 4;

/// The words of choosing among tokens `first..end`, in order, without those that a neighbour takes back.
pub fn choices(scene: Scene<'_, '_>, selection: &WordList<Selection>, first: usize, end: usize) -> Vec<Choice> {
    let mut all: Vec<Choice> = Vec::new();
    let mut at = first;
    while at < end {
        match scene.longest(at, selection).filter(|(past, _)| *past <= end) {
            Some((past, value)) => {
                if *value != Selection::Nothing {
                    all.push(Choice { first: at, end: past, value: *value });
                }
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
        let in_clause = scene.clause(before.first) == scene.clause(this.first)
            && !(before.end..this.first).any(|at| matches!(scene.printed(at), "," | "." | ";"));
        match (before.value, this.value) {
            // “Assessment tahun ini diikuti utusan 107 daerah”: who takes part in an assessment is assessed.
            (Selection::Assessed, Selection::Choosing) if in_clause => {
                all[index].value = Selection::Assessed;
                continue;
            }
            // “Nominasi Adipura tahun 2022 ditempati Kota X”: the place of a nominee.
            (Selection::Candidate, Selection::Received) if in_clause => {
                taken_back[index] = true;
                continue;
            }
            _ => {}
        }
        if this.first > before.end + TOGETHER
            || (before.end..this.first).any(|at| matches!(scene.printed(at), "," | "." | ";"))
        {
            continue;
        }
        match (before.value, this.value) {
            // “lolos seleksi”; but “terpilihnya Sleman didasari hasil asesmen”
            (Selection::Chosen | Selection::Passed | Selection::Choosing, Selection::Assessed)
                if this.first < before.end + TOGETHER =>
            {
                taken_back[index] = true
            }
            (Selection::Invited, Selection::Joining) => taken_back[index] = true,
            (Selection::Joining, Selection::Assessed)
            | (Selection::Chosen | Selection::Passed | Selection::Joining, Selection::Candidate) => {
                taken_back[index - 1] = true
            }
            _ => {}
        }
    }
    all.into_iter().zip(taken_back).filter(|(_, back)| !back).map(|(choice, _)| choice).collect()
}
