//! What a page says about its article in its head: titles and the text for programs.

use super::words::decoded;
use crate::html::head::{META_NAMES, TITLES};
use crate::html::json_ld::{plain, string_end, unescaped};
use memchr::memmem;

/// The names under which programs are told what stands in the article.
const NAMES: [&str; 4] = ["headline", "name", "articleBody", "@value"];

/// The content of a meta tag, if it can be a title.
pub(super) fn meta(attributes: &[(&str, &str)]) -> Option<String> {
    let is_title = attributes.iter().any(|(name, value)| {
        let names = META_NAMES.iter().any(|own| name.eq_ignore_ascii_case(own));
        names && TITLES.iter().any(|own| decoded(value, true).trim().eq_ignore_ascii_case(own))
    });
    let content = attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case("content")).filter(|_| is_title)?.1;
    Some(plain(&decoded(content, true)))
}

/// Whether a script may tell programs of the article.
pub(super) fn is_told(kind: Option<&str>) -> bool {
    kind.is_none_or(|kind| decoded(kind, true).to_ascii_lowercase().contains("ld+json"))
}

/// Hands on the texts that a script tells of the article, each with whether it is the whole of it. `None` where a name is
/// written in a way that is not looked for.
pub(super) fn told(script: &str, mut each: impl FnMut(&str, bool) -> Option<()>) -> Option<()> {
    for name in NAMES {
        let written = format!("\"{name}\"");
        for at in memmem::find_iter(script.as_bytes(), &written) {
            let behind = script.get(at + written.len()..)?.trim_start();
            let Some(mut value) = behind.strip_prefix(':').map(str::trim_start) else { continue };
            while let Some(inner) = value.strip_prefix('[') {
                value = inner.trim_start();
            }
            if let Some(text) = value.strip_prefix('"') {
                each(&unescaped(text.get(..string_end(text).unwrap_or(text.len()))?), name == "articleBody")?;
            }
        }
    }
    // A name may be written by numbers, too.
    let mut colons = memchr::memchr_iter(b':', script.as_bytes());
    let is_odd = |at: usize| {
        let before = script.get(..at).and_then(|before| before.trim_end().strip_suffix('"')).unwrap_or_default();
        before.rsplit('"').next().is_some_and(|name| name.contains("\\u"))
    };
    (!colons.any(is_odd)).then_some(())
}
