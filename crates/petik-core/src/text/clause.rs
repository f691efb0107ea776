//! Clauses: a sentence cut where its speaker or its subject changes. A semicolon, a dash between spaces and a quotation mark
//! close one; words such as “setelah” and “sedangkan” open one. Words of one clause do not judge what another one tells.

use super::lexicon::Lexicon;
use super::sentence::Sentence;
use super::token::{Gap, Shape, Token};

/// The list of words that open a clause of their own (`words/clause_words.csv`).
pub const CLAUSE_WORDS: &str = "clause_words";
/// The list of words that point back: “saat ini” opens nothing.
pub const ANAPHORA: &str = "anaphora";

/// For each token the first token of its clause.
pub(super) fn firsts(raw: &str, tokens: &[Token], sentences: &[Sentence], lexicon: &Lexicon) -> Vec<u32> {
    let (list, anaphora) = (lexicon.list(CLAUSE_WORDS), lexicon.list(ANAPHORA));
    let printed = |at: usize| &raw[tokens[at].start as usize..tokens[at].end as usize];
    let mut firsts = Vec::with_capacity(tokens.len());
    for sentence in sentences {
        let mut first = sentence.first;
        for at in sentence.first..sentence.end {
            let token = &tokens[at];
            let points_back =
                || anaphora.is_some_and(|list| tokens.get(at + 1).is_some_and(|next| lexicon.is_in(next.word, list)));
            let opens = token.shape != Shape::Mark
                && list.is_some_and(|list| lexicon.is_in(token.word, list))
                && !points_back();
            let quotes = |at: usize| tokens[at].shape == Shape::Mark && matches!(printed(at), "\"" | "“" | "”" | "„");
            let behind_mark = at > sentence.first
                && (quotes(at - 1) || printed(at - 1) == ";" || is_dash(printed(at - 1)) && token.gap == Gap::Space);
            if opens || behind_mark || quotes(at) {
                first = at;
            }
            firsts.push(first as u32);
        }
    }
    firsts
}

fn is_dash(mark: &str) -> bool {
    matches!(mark, "–" | "—")
}
