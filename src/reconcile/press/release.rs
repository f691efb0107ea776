//! Whether an article is a release of a government office, by how it is signed, begun or published.

use super::host;
use crate::gazetteer::Releases;

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

/// The bracket at the end of a line, if it signs a release.
fn signature(releases: &Releases, line: &str) -> Option<String> {
    let inside = line.trim_end_matches(['.', '*', ' ']).strip_suffix([')', ']'])?;
    let from = inside.rfind(['(', '['])?;
    let bracket = inside[from + 1..].trim();
    (bracket.len() <= SIGNATURE && releases.signs(bracket)).then(|| format!("({bracket})"))
}
