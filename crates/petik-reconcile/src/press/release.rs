//! Whether an article is a release of a government office, by how it is signed, begun or published.

use super::host;
use petik_core::gazetteer::Releases;

/// How many lines at each end of a text are looked at.
const HEAD: usize = 4;
const FOOT: usize = 8;
/// A signature is no sentence: the most bytes that its brackets hold.
const SIGNATURE: usize = 60;

/// The words that mark the article as a release, or the host of the office.
pub(super) fn mark(releases: &Releases, url: Option<&str>, title: Option<&str>, text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let foot = lines.len().saturating_sub(FOOT).max(HEAD.min(lines.len()));
    let head = title.into_iter().chain(lines.iter().take(HEAD).copied());
    let begun = head.chain(lines[foot..].iter().copied()).find(|line| releases.begins(line));
    let signed = || lines.iter().take(HEAD).chain(&lines[foot..]).find_map(|line| signature(releases, line));
    begun
        .map(|line| line.chars().take(SIGNATURE).collect())
        .or_else(signed)
        .or_else(|| host(url?).filter(|host| releases.hosts(host)))
}

/// The bracket at the end of a line, if it signs a release: alone, or behind a whole sentence. Behind anything else it explains
/// what stands there.
fn signature(releases: &Releases, line: &str) -> Option<String> {
    let inside = line.trim_end_matches(['.', '*', ' ']).strip_suffix([')', ']'])?;
    let from = inside.rfind(['(', '['])?;
    let bracket = inside[from + 1..].trim();
    let before = inside[..from].trim_end();
    let is_apart = before.is_empty() || before.ends_with(['.', '!', '?', '"', '”', '\'', '’', '*', '|']);
    (is_apart && bracket.len() <= SIGNATURE && releases.signs(bracket)).then(|| format!("({bracket})"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use petik_core::Engine;

    #[test]
    fn releases_are_told_by_signature_first_words_and_site() {
        let engine = Engine::builtin().unwrap();
        let releases = &engine.gazetteer().releases;
        let body = "Satu.\nDua.\nTiga.\nEmpat.\nLima.\nEnam.\nTujuh.\nDelapan.\nSembilan.\nSepuluh.\nSebelas.\nDua belas.\nTiga belas.\nEmpat belas.";
        for (url, title, text, expected) in [
            (None, None, format!("{body} (Rilis/Red)"), Some("(Rilis/Red)")),
            (None, None, format!("{body}\n(Diskominfo Batang)"), Some("(Diskominfo Batang)")),
            (None, None, format!("Siaran Pers No. 12/HM\n{body}"), Some("Siaran Pers No. 12/HM")),
            (None, Some("Siaran Pers: Batang"), body.to_owned(), Some("Siaran Pers: Batang")),
            (None, None, format!("{body}\nSumber: Diskominfo"), Some("Sumber: Diskominfo")),
            (Some("https://www.batangkab.go.id/a"), None, body.to_owned(), Some("batangkab.go.id")),
            (Some("https://go.id.example/a"), None, body.to_owned(), None),
            (None, None, format!("{body} kata Kepala Dinas Komunikasi dan Informatika (Diskominfo)."), None),
            (None, None, format!("{body} Ia tidak merilis angka (rilisan)."), None),
            (None, None, body.replace("Enam.", "Enam. (kominfo)"), None),
            (None, None, String::new(), None),
        ] {
            assert_eq!(mark(releases, url, title, &text).as_deref(), expected, "{text}");
        }
    }
}
