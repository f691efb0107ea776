//! Addresses of pages as links. They come from the sources, so nothing but a page of the web is made one.

const HEX: &[u8; 16] = b"0123456789ABCDEF";
/// Words at each end of a long quote that the fragment gives.
const ENDS: usize = 5;

/// `url` as a link: only `http` and `https`, without white space, quotes, brackets or control characters; else `None`.
///
/// ```
/// use petik_reconcile::web_address;
/// assert_eq!(web_address("https://example.org/a?b=1"), Some("https://example.org/a?b=1"));
/// assert_eq!(web_address("javascript:alert(1)"), None);
/// ```
pub fn web_address(url: &str) -> Option<&str> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '<' | '>' | '`' | '\\');
    (is_web && !rest.is_empty() && !url.contains(odd)).then_some(url)
}

/// A link that opens the page of `url` at `quote`, by a text fragment (`#:~:text=`, WICG Scroll to Text Fragment): the whole
/// quote where it is short and within a line, else its first and last words.
pub fn quote_link(url: &str, quote: &str) -> Option<String> {
    let url = web_address(url)?;
    let page = url.split_once('#').map_or(url, |(page, _)| page);
    let words: Vec<&str> = quote.split_whitespace().collect();
    if words.is_empty() {
        return Some(url.to_owned());
    }
    let mut link = String::with_capacity(page.len() + 3 * quote.len().min(200));
    link.push_str(page);
    link.push_str("#:~:text=");
    if words.len() <= 2 * ENDS && !quote.contains('\n') {
        encode(&words.join(" "), &mut link);
    } else {
        let ends = ENDS.min(words.len().div_ceil(2));
        encode(&words[..ends].join(" "), &mut link);
        if words.len() > ends {
            link.push(',');
            encode(&words[words.len() - ends..].join(" "), &mut link);
        }
    }
    Some(link)
}

/// Percent-encodes all but letters, digits, `.`, `_` and `~`: `-`, `,` and `&` mean something in a text fragment.
fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 15].map(|half| char::from(HEX[usize::from(half)])));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_web_are_links() {
        for bad in [
            "javascript:alert(1)",
            "data:text/html,<script>",
            "https://a/\"onmouseover=x",
            "https://a/ b",
            "//a/b",
            "https://",
            "file:///etc/passwd",
            "",
        ] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
        assert_eq!(web_address(" HTTP://a/b "), Some("HTTP://a/b"));
    }

    #[test]
    fn a_short_quote_is_given_whole_and_a_long_one_by_its_ends() {
        assert_eq!(
            quote_link("https://a/b#c", "50 kota, \"lain\"").as_deref(),
            Some("https://a/b#:~:text=50%20kota%2C%20%22lain%22")
        );
        let long = "a b c d e f g h i j k l";
        assert_eq!(
            quote_link("https://a/b", long).as_deref(),
            Some("https://a/b#:~:text=a%20b%20c%20d%20e,h%20i%20j%20k%20l")
        );
        assert_eq!(quote_link("https://a/b", "a\nb").as_deref(), Some("https://a/b#:~:text=a,b"));
    }
}
