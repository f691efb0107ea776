//! Where the words of a tool stand in the text. Offsets are taken at their word only where the words are there: editors in
//! browsers counted letters beyond the Basic Multilingual Plane (emoji, Fraktur) as two, and some still do.

use crate::gold::shortened;

/// The text of an article, by code points.
#[derive(Debug)]
pub(crate) struct Points(Vec<char>);

/// A place in code points, and how it was found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether the offsets count UTF-16 units.
    pub(crate) is_utf16: bool,
}

impl Points {
    pub(crate) fn of(text: &str) -> Self {
        Points(text.chars().collect())
    }

    /// The words at a place that lies within the text.
    pub(crate) fn words(&self, start: usize, end: usize) -> String {
        self.0.get(start..end).unwrap_or_default().iter().collect()
    }

    /// The place that `start..end` means, without white space at its ends. Where `words` are given, they stand there but for
    /// white space.
    pub(crate) fn place(&self, start: usize, end: usize, words: Option<&str>) -> Result<Place, String> {
        let utf16 = || Some((self.of_utf16(start)?, self.of_utf16(end)?));
        let fits = |(start, end): (usize, usize)| {
            let there = self.0.get(start..end)?;
            let is_there = words.is_none_or(|words| is_same(words, there));
            is_there.then(|| self.trimmed(start, end)).flatten()
        };
        if let Some((start, end)) = fits((start, end)) {
            return Ok(Place { start, end, is_utf16: false });
        }
        if let Some((start, end)) = utf16().and_then(fits) {
            return Ok(Place { start, end, is_utf16: true });
        }
        let there = match self.0.get(start..end) {
            Some(there) => format!("there stands {:?}", shortened(&there.iter().collect::<String>())),
            None => format!("the text has {} code points", self.0.len()),
        };
        let words = words.map_or_else(|| "nothing".to_owned(), |words| format!("{:?}", shortened(words)));
        Err(format!(
            "{words} does not stand at {start}-{end}; {there}: the text is another one, or the offsets were changed"
        ))
    }

    /// The code point at an offset in UTF-16 units; none within a pair of units.
    fn of_utf16(&self, offset: usize) -> Option<usize> {
        let mut units = 0;
        for (at, letter) in self.0.iter().enumerate() {
            if units >= offset {
                return (units == offset).then_some(at);
            }
            units += letter.len_utf16();
        }
        (units == offset).then_some(self.0.len())
    }

    fn trimmed(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let is_shown = |at: &usize| !self.0[*at].is_whitespace();
        let first = (start..end).find(is_shown)?;
        let last = (start..end).rev().find(is_shown)?;
        Some((first, last + 1))
    }
}

/// Whether the words are the same but for white space, which tools write anew: brat puts a space between pieces of lines, Label
/// Studio writes the end of a line as `\n` in two letters.
fn is_same(words: &str, there: &[char]) -> bool {
    let plain = |letter: &char| !letter.is_whitespace();
    let there: Vec<char> = there.iter().copied().filter(plain).collect();
    let is_there = |words: &str| words.chars().filter(plain).eq(there.iter().copied());
    is_there(words) || is_there(&words.replace("\\n", " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read_as_the_words_say() {
        let points = Points::of("\u{1F600} \u{1D510} Kota Tegal\nhadir.");
        let place = |start, end, words| points.place(start, end, words).map(|p| (p.start, p.end, p.is_utf16));
        assert_eq!(place(4, 14, Some("Kota Tegal")), Ok((4, 14, false)));
        assert_eq!(place(6, 16, Some("Kota Tegal")), Ok((4, 14, true)));
        assert_eq!(place(3, 15, Some("Kota Tegal\\n")), Ok((4, 14, false)));
        assert_eq!(place(9, 20, Some("Tegal hadir")), Ok((9, 20, false)));
        assert_eq!(place(4, 15, None), Ok((4, 14, false)));
        for (start, end, words) in
            [(4, 14, Some("Kota Solok")), (4, 99, None), (14, 4, None), (3, 4, None), (usize::MAX, 1, Some(""))]
        {
            assert!(place(start, end, words).is_err(), "{start} {end}");
        }
        assert!(place(5, 14, Some("Kota Solok")).unwrap_err().contains("there stands \"ota Tegal\""));
    }
}
