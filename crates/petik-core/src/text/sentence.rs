//! Lines and sentences. A line ends where the page ends it; a sentence ends at a full stop, question or exclamation mark
//! that closes one, never at the dot of an abbreviation, an initial or a number, and never crosses a line.

use super::lexicon::Lexicon;
use super::token::{Gap, Shape, Token};

/// The list of words after which a dot ends no sentence (`words/abbreviations.csv`).
pub const ABBREVIATIONS: &str = "abbreviations";

/// A line that holds tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// First token.
    pub first: usize,
    /// First token after it.
    pub end: usize,
    /// Whether an empty line (or the start of the text) stands before it.
    pub after_blank: bool,
}

/// A sentence, or a line without a full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub first: usize,
    /// First token after it.
    pub end: usize,
    /// The line it stands in.
    pub line: usize,
}

/// Tokens of a sentence at most; a longer run (a list of all regions, a page without full stops) is cut.
const LONGEST_SENTENCE: usize = 600;

/// A line of fewer tokens is a title, an item or a scrap, never the first part of a broken paragraph.
const SHORTEST_BROKEN: usize = 6;
/// How far into a line the dash of a dateline can stand.
const DATELINE: usize = 14;

/// The lines of `raw`. Where a page breaks a paragraph into lines, a line end in the middle of a sentence is only a space, and
/// becomes one in `tokens`.
pub(super) fn lines(raw: &str, tokens: &mut [Token]) -> Vec<Line> {
    let starts: Vec<usize> = (0..tokens.len()).filter(|&at| tokens[at].gap >= Gap::Line).collect();
    let mut lines: Vec<Line> = Vec::with_capacity(starts.len());
    for (number, &first) in starts.iter().enumerate() {
        let end = starts.get(number + 1).map_or(tokens.len(), |&next| next);
        let gap = tokens[first].gap;
        match lines.last_mut() {
            Some(line) if gap == Gap::Line && is_broken(raw, &tokens[line.first..first], &tokens[first..]) => {
                tokens[first].gap = Gap::Space;
                line.end = end;
            }
            _ => lines.push(Line { first, end, after_blank: gap == Gap::Paragraph }),
        }
    }
    lines
}

/// Whether the line `before` ends in the middle of a sentence that `behind` goes on with.
fn is_broken(raw: &str, before: &[Token], behind: &[Token]) -> bool {
    let printed = |t: &Token| &raw[t.start as usize..t.end as usize];
    let (Some(last), Some(next)) = (before.last(), behind.first()) else { return false };
    if before.len() < SHORTEST_BROKEN || last.shape == Shape::Mark && !matches!(printed(last), "," | "/" | "-") {
        return false;
    }
    if next.shape == Shape::Lower {
        // "oleh: …", "penulis: …": a line of its own.
        return behind.get(1).is_none_or(|t| printed(t) != ":");
    }
    let opens_bracket = printed(next) == "(";
    if !next.shape.is_capitalised() && !opens_bracket || behind.get(1).is_some_and(|t| printed(t) == ":") {
        return false;
    }
    // A capital goes on only behind a line of running text: mostly small letters, or one with a dateline.
    let words = before.iter().filter(|t| t.shape.is_word()).count();
    let lower = before.iter().filter(|t| t.shape == Shape::Lower).count();
    let dateline = before.iter().take(DATELINE).any(|t| matches!(printed(t), "–" | "—" | "-") && t.gap == Gap::Space);
    let goes_on =
        behind.iter().take_while(|t| t.gap < Gap::Line || std::ptr::eq(*t, next)).any(|t| t.shape == Shape::Lower);
    goes_on && (lower * 2 > words && words >= 8 || dateline)
}

/// `is_small`: the text has no capitals, so none is asked of the first word of a sentence.
pub(super) fn sentences(
    raw: &str,
    tokens: &[Token],
    lines: &[Line],
    is_small: bool,
    lexicon: &Lexicon,
) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(lines.len() * 2);
    let abbreviations = lexicon.list(ABBREVIATIONS);
    for (number, line) in lines.iter().enumerate() {
        let mut first = line.first;
        let mut at = line.first;
        while at < line.end {
            // A text without full stops must not make work grow with the square of its length.
            let longest = (first + LONGEST_SENTENCE - 1).min(line.end);
            let mark = tokens[at..longest].iter().position(|token| token.shape == Shape::Mark);
            at = mark.map_or(longest, |words| at + words);
            let Some(token) = tokens[..line.end].get(at) else { break };
            at += 1;
            if at - first >= LONGEST_SENTENCE && at < line.end {
                sentences.push(Sentence { first, end: at, line: number });
                first = at;
                continue;
            }
            if token.shape != Shape::Mark || !matches!(raw.as_bytes()[token.start as usize], b'.' | b'?' | b'!') {
                continue;
            }
            // Closing marks and quotes belong to the sentence they close.
            let mut end = at;
            while end < line.end && tokens[end].gap == Gap::None && is_closing(raw, &tokens[end]) {
                end += 1;
            }
            let is_dot = raw.as_bytes()[token.start as usize] == b'.';
            if end < line.end
                && (!begins_sentence(raw, tokens, at, end, is_small)
                    || is_dot && is_inner_dot(raw, tokens, at - 1, is_small, lexicon, abbreviations))
            {
                continue;
            }
            sentences.push(Sentence { first, end, line: number });
            first = end;
            at = end;
        }
        if first < line.end {
            sentences.push(Sentence { first, end: line.end, line: number });
        }
    }
    sentences
}

fn is_closing(raw: &str, token: &Token) -> bool {
    matches!(&raw[token.start as usize..token.end as usize], "\"" | "'" | "”" | "’" | ")" | "]" | "." | "!" | "?")
}

/// Whether a sentence can begin at token `next`, after a mark that ends at token `mark_end`.
fn begins_sentence(raw: &str, tokens: &[Token], mark_end: usize, next: usize, is_small: bool) -> bool {
    let token = &tokens[next];
    if token.gap == Gap::None && next == mark_end {
        // No space after the dot: a page that glues sentences (“… Batang.“MoU …”), else 1.000 or aptika.go.id.
        // “… (20/5/2021).Kabupaten”: glued behind a bracket or quotation.
        let closed = next
            .checked_sub(2)
            .is_some_and(|at| matches!(&raw[tokens[at].start as usize..tokens[at].end as usize], ")" | "”" | "\""));
        return matches!(&raw[token.start as usize..token.end as usize], "“" | "\"")
            || closed && token.shape == Shape::Capital;
    }
    match token.shape {
        Shape::Lower => is_small,
        Shape::Mark => matches!(
            &raw[token.start as usize..token.end as usize],
            "“" | "\"" | "‘" | "'" | "(" | "[" | "–" | "-" | "•" | "*"
        ),
        _ => true,
    }
}

/// Whether token `at` numbers an item inside of a line: “yaitu: 1. Kabupaten Kendal, 2. Kabupaten Demak”.
pub(super) fn is_item_number(raw: &str, tokens: &[Token], at: usize) -> bool {
    let printed = |at: usize| tokens.get(at).map_or("", |t| &raw[t.start as usize..t.end as usize]);
    let token = &tokens[at];
    token.shape == Shape::Digits
        && token.end - token.start <= LONGEST_ITEM_NUMBER
        && matches!(printed(at + 1), "." | ")")
        && tokens[at + 1].gap == Gap::None
        && at.checked_sub(1).is_some_and(|before| match printed(before) {
            "," | ";" | ":" => token.gap == Gap::Space,
            mark => mark == "(" && printed(at + 1) == ")",
        })
        && tokens.get(at + 2).is_some_and(|next| next.gap == Gap::Space && next.shape.is_word())
}

/// How many figures the number of an item has at most.
const LONGEST_ITEM_NUMBER: u32 = 3;

/// Whether the dot at token `dot` closes an abbreviation, an initial, or the number of an item.
fn is_inner_dot(
    raw: &str,
    tokens: &[Token],
    dot: usize,
    is_small: bool,
    lexicon: &Lexicon,
    abbreviations: Option<super::ListId>,
) -> bool {
    let Some(before) = dot.checked_sub(1).map(|at| &tokens[at]) else { return false };
    if tokens[dot].gap != Gap::None {
        return false;
    }
    let is_initial =
        before.shape == Shape::Initial || is_small && before.shape == Shape::Lower && before.end - before.start == 1;
    is_initial
        || is_item_number(raw, tokens, dot - 1)
        || abbreviations.is_some_and(|list| lexicon.is_in(before.word, list))
}

#[cfg(test)]
mod tests {
    use crate::text::{LexiconBuilder, Text};

    fn cut(raw: &str) -> Vec<String> {
        let mut builder = LexiconBuilder::default();
        let list = builder.list(super::ABBREVIATIONS, false).unwrap();
        for word in ["kab", "dr", "h", "drs", "no", "s", "m"] {
            builder.phrase(word, list, 0);
        }
        let lexicon = builder.build();
        let text = Text::new(raw, &lexicon);
        text.sentences.iter().map(|s| text.words(s.first, s.end).to_owned()).collect()
    }

    #[test]
    fn a_dot_inside_a_name_or_number_ends_nothing() {
        assert_eq!(cut("Bupati Drs. H. Kasim menandatangani."), ["Bupati Drs. H. Kasim menandatangani."]);
        assert_eq!(
            cut("Biaya Rp1.000 per warga. Kab. Batang membayar."),
            ["Biaya Rp1.000 per warga.", "Kab. Batang membayar."]
        );
        assert_eq!(
            cut("Johnny G. Plate hadir di aptika.go.id kemarin"),
            ["Johnny G. Plate hadir di aptika.go.id kemarin"]
        );
    }

    #[test]
    fn the_number_of_an_item_ends_nothing() {
        assert_eq!(
            cut("Pemenang: 1. Kendal, 2. Demak. Jumlahnya 2. Kendal menang."),
            ["Pemenang: 1. Kendal, 2. Demak.", "Jumlahnya 2.", "Kendal menang."]
        );
    }

    #[test]
    fn quotes_close_with_their_sentence() {
        assert_eq!(cut("“Siap.” Ia pulang. \"Ya!\" katanya"), ["“Siap.”", "Ia pulang.", "\"Ya!\" katanya"]);
        assert_eq!(cut("ke Batang.“MoU ini penting,” katanya."), ["ke Batang.", "“MoU ini penting,” katanya."]);
        assert_eq!(cut("Satu baris\nBaris dua"), ["Satu baris", "Baris dua"]);
    }

    #[test]
    fn without_capitals_a_full_stop_is_enough() {
        assert_eq!(
            cut("bupati h. kasim datang ke kab. batang. ia pulang kemarin."),
            ["bupati h. kasim datang ke kab. batang.", "ia pulang kemarin."]
        );
        assert_eq!(cut("Ia tiba di kab. batang. kemarin ia pulang."), ["Ia tiba di kab. batang. kemarin ia pulang."]);
    }
}
