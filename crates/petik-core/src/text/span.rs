//! Spans are bytes inside petik and code points at its faces; this file holds both and the way between them.

/// A stretch of text in bytes, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// First byte after it.
    pub end: usize,
}

/// From byte offsets to code points. Remembers only where more than one byte makes a character: for plain text nothing.
#[derive(Debug)]
pub struct CodePoints {
    /// (byte after a run of characters of several bytes, bytes that were not characters of their own up to there)
    steps: Vec<(u32, u32)>,
}

const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

impl CodePoints {
    /// Reads the text once.
    pub fn new(raw: &str) -> Self {
        let mut steps = Vec::new();
        let bytes = raw.as_bytes();
        let (mut at, mut extra) = (0, 0);
        while at < bytes.len() {
            // Most of a text is ASCII: eight bytes at a time.
            if bytes[at..].first_chunk::<8>().is_some_and(|eight| u64::from_le_bytes(*eight) & HIGH_BITS == 0) {
                at += 8;
                continue;
            }
            // The first byte of a character tells its length.
            let len = match bytes[at] {
                0..0xc0 => 1,
                0xc0..0xe0 => 2,
                0xe0..0xf0 => 3,
                _ => 4,
            };
            at += len;
            if len > 1 {
                extra += len as u32 - 1;
                steps.push((at as u32, extra));
            }
        }
        CodePoints { steps }
    }

    /// The number of code points before byte `at` (a character boundary).
    pub fn at(&self, at: usize) -> usize {
        let step = self.steps.partition_point(|&(after, _)| after as usize <= at);
        at - step.checked_sub(1).map_or(0, |i| self.steps[i].1 as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_characters_not_bytes() {
        let raw = "“Kota” é 𝕿x";
        let points = CodePoints::new(raw);
        for (count, (at, _)) in raw.char_indices().enumerate() {
            assert_eq!(points.at(at), count);
        }
        assert_eq!(points.at(raw.len()), raw.chars().count());
    }
}
