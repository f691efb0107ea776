//! Words of a line, for comparing lines with phrases and with each other.

/// The words of `text` in small letters, with the byte where each ends.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, String)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(char::is_alphanumeric)?;
        let tail = &rest[start..];
        let length = tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
        let word = tail[..length].to_lowercase();
        rest = &tail[length..];
        Some((text.len() - rest.len(), word))
    })
}

/// The share of the words of `of` that `within` has too, from 0 to 1.
pub(super) fn overlap(of: &str, within: &str) -> f32 {
    let mut left: Vec<String> = words(within).map(|(_, word)| word).collect();
    let (mut all, mut shared) = (0, 0);
    for (_, word) in words(of) {
        all += 1;
        if let Some(at) = left.iter().position(|other| *other == word) {
            left.swap_remove(at);
            shared += 1;
        }
    }
    if all == 0 { 0.0 } else { shared as f32 / all as f32 }
}

/// `text` with each run of white space as one blank, none at its ends.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
