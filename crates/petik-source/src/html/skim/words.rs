//! The text of a page with its entities decoded as the parser of the tree decodes them.

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::memchr;
use std::borrow::Cow;

/// The longest name of an entity.
const LONGEST: usize = 32;

/// `text` with its entities decoded.
pub(super) fn decoded(text: &str, in_attribute: bool) -> Cow<'_, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut decoded = String::with_capacity(text.len());
    let (done, mut rest) = text.split_at(first);
    decoded += done;
    loop {
        let behind = rest.strip_prefix('&').unwrap_or(rest);
        let used = match behind.strip_prefix('#') {
            Some(number) => numbered(number, &mut decoded).map(|used| used + 1),
            None => named(behind, in_attribute, &mut decoded),
        };
        if used.is_none() {
            decoded.push('&');
        }
        rest = behind.get(used.unwrap_or_default()..).unwrap_or_default();
        let next = memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        decoded += rest.get(..next).unwrap_or_default();
        rest = rest.get(next..).unwrap_or_default();
        if rest.is_empty() {
            return Cow::Owned(decoded);
        }
    }
}

/// Decodes the entity with the longest name that `text` begins with; gives its length.
fn named(text: &str, in_attribute: bool, into: &mut String) -> Option<usize> {
    let letters = text.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let whole = letters + usize::from(text.as_bytes().get(letters) == Some(&b';'));
    for length in (2..=whole).rev() {
        let Some((first, second)) = NAMED_ENTITIES.get(text.get(..length)?).filter(|(first, _)| *first != 0) else {
            continue;
        };
        let next = text.as_bytes().get(length);
        let goes_on = next.is_some_and(|next| *next == b'=' || next.is_ascii_alphanumeric());
        if in_attribute && goes_on && text.as_bytes().get(length - 1) != Some(&b';') {
            return None;
        }
        into.extend([*first, *second].into_iter().filter(|code| *code != 0).filter_map(char::from_u32));
        return Some(length);
    }
    None
}

/// Decodes the number that `text` begins with; gives its length.
fn numbered(text: &str, into: &mut String) -> Option<usize> {
    let hex = text.strip_prefix(['x', 'X']);
    let (digits, radix) = hex.map_or((text, 10), |hex| (hex, 16));
    let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    let code = u32::from_str_radix(digits.get(..length)?, radix).unwrap_or(u32::MAX);
    let replaced = (0x80..0xa0).contains(&code).then(|| C1_REPLACEMENTS.get(code as usize - 0x80).copied().flatten());
    let letter = replaced.flatten().or_else(|| char::from_u32(code).filter(|_| code != 0));
    into.push(letter.unwrap_or('\u{fffd}'));
    let ends = usize::from(digits.as_bytes().get(length) == Some(&b';'));
    Some(text.len() - digits.len() + length + ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_those_of_the_parser() {
        let all = [
            "a",
            "R&D",
            "&amp;",
            "&nbsp;x",
            "&nbspx",
            "&notit;",
            "&notin;",
            "&#65;",
            "&#65x",
            "&#x41;",
            "&#x;",
            "&#;",
            "&",
            "&#128;",
            "&#0;",
            "&#x110000;",
            "&#99999999999;",
            "&bogus;",
            "a&&lt;",
            "&copy=1",
            "&NotEqualTilde;",
            "&amp",
            "&eacute;&#233;&#xE9",
            "&#13;",
            "&hellip",
            "&hellip;",
        ];
        for text in all {
            let document = dom_query::Document::fragment(format!("<p title=\"{text}\">{text}</p>"));
            assert_eq!(decoded(text, false), &*document.select("p").text(), "{text}");
            assert_eq!(decoded(text, true), &*document.select("p").attr("title").unwrap(), "{text}");
        }
    }
}
