//! The folded form of a word: what look-ups compare. Lower case, compatibility forms undone (Fraktur, full-width, ligatures),
//! accents and invisible characters dropped, every apostrophe the same. In a text, only words that are not plain ASCII come here.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Writes the folded form of `word` over `out`.
pub fn fold_into(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        if word.bytes().any(|byte| byte == b'`') {
            *out = out.replace('`', "'");
        }
        return;
    }
    unaccent(word, |c| out.extend(c.to_lowercase()));
}

/// `word` in the case that it has, all else folded.
pub fn unaccented(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    unaccent(word, |c| out.push(c));
    out
}

/// Hands the letters and marks of `word` on, in their plain forms.
fn unaccent(word: &str, mut take: impl FnMut(char)) {
    for c in word.nfkd().filter(|&c| !is_combining_mark(c) && !is_invisible(c)) {
        take(match c {
            '’' | '‘' | 'ʼ' | '`' | '´' | '′' => '\'',
            '‐' | '‑' => '-',
            '–' | '—' | '−' | '―' => '–',
            '“' | '”' | '„' | '«' | '»' | '″' => '"',
            _ => c,
        });
    }
}

/// The folded form of `word`.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

/// The value of one digit, also a full-width or styled one.
pub fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| fold(c.encode_utf8(&mut [0; 4])).chars().next()?.to_digit(10))
}

/// Characters that print nothing: soft hyphen, zero-width signs, direction marks, byte order mark.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Apostrophes that join letters into one word (Jum'at, Ma’ruf, Jum`at).
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ' | '´')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_letters_become_plain() {
        assert_eq!(fold("𝕿𝖊𝖗𝖎𝖒𝖆"), "terima");
        assert_eq!(fold("Jum’at"), "jum'at");
        assert_eq!(fold("Ka\u{ad}bu\u{200b}paten"), "kabupaten");
        assert_eq!(fold("Café"), "cafe");
        assert_eq!(fold("２０２２"), "2022");
        assert_eq!(fold("—"), "–");
    }
}
