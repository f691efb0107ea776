//! `--dedupe`: the texts that were written before, by their digests. Those of the last articles are in memory; when they
//! become many they go to a sorted file, and files of one size become one larger file, so that memory stays the same for
//! any number of articles and a look-up asks a few files, each once or twice.

use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

/// The first half of the SHA-256 of a text: among a thousand million texts, two share it with a chance of 1 to 10^20.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct Digest(u128);

impl TryFrom<String> for Digest {
    type Error = anyhow::Error;

    fn try_from(hex: String) -> anyhow::Result<Self> {
        Digest::of(&hex)
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> String {
        format!("{:032x}", digest.0)
    }
}

/// Digests that are held in memory: a table of 18 MB.
const IN_MEMORY: usize = 800_000;
/// Files of one size that become one.
const FILES: usize = 8;
/// Digests that are read at once in a look-up.
const BLOCK: u64 = 256;

impl Digest {
    /// Bytes of a digest in a file.
    pub(super) const SIZE: usize = 16;

    /// From the digest that a record gives of its text.
    pub(super) fn of(text_sha256: &str) -> anyhow::Result<Self> {
        let half = text_sha256.get(..2 * Digest::SIZE).unwrap_or_default();
        Ok(Digest(u128::from_str_radix(half, 16)?))
    }

    pub(super) fn bytes(self) -> [u8; Digest::SIZE] {
        self.0.to_be_bytes()
    }

    /// The next digest of a file; `None` at its end.
    pub(super) fn read(file: &mut impl Read) -> io::Result<Option<Self>> {
        let mut bytes = [0; Digest::SIZE];
        match file.read_exact(&mut bytes) {
            Ok(()) => Ok(Some(Digest(u128::from_be_bytes(bytes)))),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// A set of digests that only grows.
#[derive(Debug)]
pub(super) struct Seen {
    recent: HashSet<Digest>,
    files: Vec<Sorted>,
    in_memory: usize,
}

impl Default for Seen {
    fn default() -> Self {
        Seen { recent: HashSet::new(), files: Vec::new(), in_memory: IN_MEMORY }
    }
}

impl Seen {
    /// Adds a digest; says whether it is new.
    pub(super) fn insert(&mut self, digest: Digest) -> anyhow::Result<bool> {
        let cannot = "cannot keep what --dedupe compares with in the folder for temporary files (TMPDIR)";
        if self.recent.contains(&digest) {
            return Ok(false);
        }
        for file in &mut self.files {
            if file.contains(digest).context(cannot)? {
                return Ok(false);
            }
        }
        self.recent.insert(digest);
        if self.recent.len() >= self.in_memory {
            self.put_away().context(cannot)?;
        }
        Ok(true)
    }

    /// Moves what is in memory to a file.
    fn put_away(&mut self) -> io::Result<()> {
        let mut sorted: Vec<Digest> = self.recent.drain().collect();
        sorted.sort_unstable();
        self.files.push(Sorted::write(sorted.into_iter().map(Ok), 0)?);
        while let Some(last) = self.files.last() {
            let (level, same) =
                (last.level, self.files.iter().rev().take_while(|file| file.level == last.level).count());
            if same < FILES {
                break;
            }
            let small = self.files.split_off(self.files.len() - same);
            self.files.push(Sorted::merged(small, level + 1)?);
        }
        Ok(())
    }
}

/// A file of digests in rising order. It has no name, so that nothing of it stays when petik ends, however that happens.
#[derive(Debug)]
struct Sorted {
    file: File,
    length: u64,
    /// How often files were joined to make it.
    level: u32,
}

impl Sorted {
    fn write(digests: impl Iterator<Item = io::Result<Digest>>, level: u32) -> io::Result<Self> {
        let mut file = BufWriter::new(tempfile::tempfile()?);
        let mut length = 0;
        for digest in digests {
            file.write_all(&digest?.bytes())?;
            length += 1;
        }
        Ok(Sorted { file: file.into_inner().map_err(io::IntoInnerError::into_error)?, length, level })
    }

    fn merged(files: Vec<Sorted>, level: u32) -> io::Result<Self> {
        let mut readers = Vec::new();
        for mut sorted in files {
            sorted.file.seek(SeekFrom::Start(0))?;
            let mut reader = BufReader::new(sorted.file);
            readers.push((Digest::read(&mut reader)?, reader));
        }
        let smallest = std::iter::from_fn(|| {
            let with_next = readers.iter_mut().filter(|(next, _)| next.is_some());
            let (next, reader) = with_next.min_by_key(|(next, _)| *next)?;
            let digest = next.take()?;
            match Digest::read(reader) {
                Ok(following) => *next = following,
                Err(error) => return Some(Err(error)),
            }
            Some(Ok(digest))
        });
        Sorted::write(smallest, level)
    }

    /// Whether `digest` is in the file. Digests are spread evenly, so its place can be told nearly from its value.
    fn contains(&mut self, digest: Digest) -> io::Result<bool> {
        let (mut first, mut end) = (0, self.length);
        let mut block = [0; BLOCK as usize * Digest::SIZE];
        while first < end {
            let guess = ((digest.0 >> 64) * u128::from(self.length)) >> 64;
            let guess = u64::try_from(guess).unwrap_or(u64::MAX);
            let start = guess.saturating_sub(BLOCK / 2).clamp(first, end.saturating_sub(BLOCK).max(first));
            let count = (end - start).min(BLOCK);
            let bytes = &mut block[..count as usize * Digest::SIZE];
            self.file.seek(SeekFrom::Start(start * Digest::SIZE as u64))?;
            self.file.read_exact(bytes)?;
            let (all, _) = bytes.as_chunks::<{ Digest::SIZE }>();
            match all.binary_search(&digest.bytes()) {
                Ok(_) => return Ok(true),
                Err(0) => end = start,
                Err(at) if at == all.len() => first = start + count,
                Err(_) => return Ok(false),
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digest_is_new_once() {
        let mut seen = Seen { in_memory: 100, ..Seen::default() };
        let digest = |number: u64| Digest::of(&petik::record::text_sha256(&number.to_string())).unwrap();
        for number in 0..20_000 {
            assert!(seen.insert(digest(number)).unwrap(), "{number}");
        }
        assert!(seen.files.len() < 3 * FILES && seen.files.iter().any(|file| file.level == 2), "{:?}", seen.files);
        for number in 0..20_000 {
            assert!(!seen.insert(digest(number)).unwrap(), "{number}");
        }
        assert!(seen.insert(digest(20_000)).unwrap());
    }

    #[test]
    fn digests_that_are_not_spread_evenly() {
        let mut seen = Seen { in_memory: 500, ..Seen::default() };
        let all = (0..600).chain(u128::MAX - 600..u128::MAX).map(Digest);
        assert!(all.clone().all(|digest| seen.insert(digest).unwrap()));
        assert!(all.clone().all(|digest| !seen.insert(digest).unwrap()));
    }
}
