//! Clauses: a sentence cut where its speaker or its subject changes. A semicolon, a dash between spaces and a quotation mark
//! close one; words such as “setelah” and “sedangkan” open one. Words of one clause do not judge what another one tells.

use super::lexicon::{Lexicon, ListId};
use super::sentence::Sentence;
use super::token::{Gap, Shape, Token};

/// The list of words that open a clause of their own (`words/clause_words.csv`).
pub const CLAUSE_WORDS: &str = "clause_words";
/// The list of words that point back: “saat ini” opens nothing.
pub const ANAPHORA: &str = "anaphora";

/// The lists that clauses are cut with; a lexicon may lack them.
#[derive(Debug, Clone, Copy)]
pub(super) struct ClauseLists {
    opens: Option<ListId>,
    anaphora: Option<ListId>,
}

impl ClauseLists {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        ClauseLists { opens: lexicon.list(CLAUSE_WORDS), anaphora: lexicon.list(ANAPHORA) }
    }
}

/// The first token of every clause of `sentence`, in order.
pub(super) fn starts(
    (raw, tokens): (&str, &[Token]),
    sentence: Sentence,
    lists: ClauseLists,
    lexicon: &Lexicon,
) -> Vec<u32> {
    let is_in = |list: Option<ListId>, at: usize| {
        list.is_some_and(|list| tokens.get(at).is_some_and(|token| lexicon.is_in(token.word, list)))
    };
    let mut starts = vec![sentence.first as u32];
    // Whether the token before closed a clause; a dash does where a space stands behind it.
    let (mut closed, mut dashed) = (false, false);
    for (here, token) in (sentence.first..).zip(&tokens[sentence.first..sentence.end]) {
        let (mut closes, mut dashes) = (false, false);
        let opens = if token.shape == Shape::Mark {
            let mark = &raw[token.start as usize..token.end as usize];
            let quotes = matches!(mark, "\"" | "“" | "”" | "„");
            (closes, dashes) = (quotes || mark == ";", matches!(mark, "–" | "—"));
            quotes
        } else {
            is_in(lists.opens, here) && !is_in(lists.anaphora, here + 1)
        };
        if here > sentence.first && (opens || closed || dashed && token.gap == Gap::Space) {
            starts.push(here as u32);
        }
        (closed, dashed) = (closes, dashes);
    }
    starts
}
