//! The words that have a number, by open addressing: while lists are read it grows, in a lexicon it is closed.

use crate::text::word::{SPACES, WordHash, WordId, chunk, hash};

/// A known word in the hash table, with its first eight bytes: most words need no look at the rest.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    head: u64,
    len: u32,
    /// The word's number; 0 for a free slot.
    id: u32,
}

/// The words that have a number.
#[derive(Debug)]
pub(super) struct KnownWords {
    slots: Vec<Slot>,
    /// The folded words one behind the other, and where each ends.
    keys: String,
    key_ends: Vec<u32>,
    marks: [WordId; 128],
}

/// What tells the numbers of words while a text is cut.
pub trait LookUp {
    /// The number of the ASCII `word`, any case, whose hash is known.
    fn look_up_hashed(&self, hash: WordHash, word: &[u8]) -> WordId;

    /// The number of a folded word.
    fn look_up(&self, folded: &str) -> WordId;

    /// The number of an ASCII punctuation mark.
    fn look_up_mark(&self, mark: u8) -> WordId;

    /// The number of an ASCII word, any case, at `start..end` of `bytes`.
    #[inline]
    fn look_up_ascii(&self, bytes: &[u8], start: usize, end: usize) -> WordId {
        let mut hash = WordHash::default();
        let mut at = start;
        while at < end {
            hash.add(chunk(&bytes[..end], at) | SPACES, (end - at).min(8));
            at += 8;
        }
        self.look_up_hashed(hash, &bytes[start..end])
    }
}

impl Default for KnownWords {
    fn default() -> Self {
        KnownWords {
            slots: vec![Slot::default(); 1 << 10],
            keys: String::new(),
            key_ends: vec![0],
            marks: [WordId::UNKNOWN; 128],
        }
    }
}

impl LookUp for KnownWords {
    #[inline]
    fn look_up_hashed(&self, hash: WordHash, word: &[u8]) -> WordId {
        let rest = |key: &[u8]| key.iter().zip(word).skip(8).all(|(k, b)| *k == (b | 0x20));
        self.slots[self.place(hash.close(word.len()), hash.head, word.len(), rest)].word()
    }

    fn look_up(&self, folded: &str) -> WordId {
        match folded.as_bytes() {
            [mark] if mark.is_ascii_punctuation() => self.look_up_mark(*mark),
            bytes => self.slots[self.place_of(bytes)].word(),
        }
    }

    #[inline]
    fn look_up_mark(&self, mark: u8) -> WordId {
        self.marks[(mark & 127) as usize]
    }
}

impl Slot {
    #[inline]
    fn word(self) -> WordId {
        WordId(self.id)
    }
}

impl KnownWords {
    /// How many there are, the unknown word included.
    pub(super) fn len(&self) -> usize {
        self.key_ends.len()
    }

    /// The folded word of a number.
    pub(super) fn key(&self, word: WordId) -> &str {
        let id = word.0 as usize;
        let start = id.checked_sub(1).map_or(0, |before| self.key_ends[before] as usize);
        &self.keys[start..self.key_ends[id] as usize]
    }

    /// The number of a folded word, new or known.
    pub(super) fn number(&mut self, folded: &str) -> WordId {
        let bytes = folded.as_bytes();
        let mut at = self.place_of(bytes);
        if self.slots[at].id != 0 {
            return self.slots[at].word();
        }
        if self.len() * 2 > self.slots.len() {
            self.grow();
            at = self.place_of(bytes);
        }
        let word = WordId(self.len() as u32);
        self.slots[at] = Slot { head: chunk(bytes, 0), len: bytes.len() as u32, id: word.0 };
        self.keys.push_str(folded);
        self.key_ends.push(self.keys.len() as u32);
        if let [mark] = bytes
            && mark.is_ascii_punctuation()
        {
            self.marks[usize::from(*mark)] = word;
        }
        word
    }

    /// The slot of a folded word, or the free one for it.
    fn place_of(&self, bytes: &[u8]) -> usize {
        self.place(hash(bytes), chunk(bytes, 0), bytes.len(), |key| key[8..] == bytes[8..])
    }

    /// The slot of the word with this hash, head and length whose bytes from the ninth on `is_rest` accepts, or the free one
    /// for it.
    #[inline]
    fn place(&self, hash: u64, head: u64, len: usize, is_rest: impl Fn(&[u8]) -> bool) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            let same = slot.head == head
                && slot.len as usize == len
                && (len <= 8 || is_rest(self.key(slot.word()).as_bytes()));
            if slot.id == 0 || same {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let slots = vec![Slot::default(); self.slots.len() * 4];
        let old = std::mem::replace(&mut self.slots, slots);
        for slot in old.into_iter().filter(|slot| slot.id != 0) {
            let key = self.key(slot.word()).as_bytes();
            let at = self.place_of(key);
            self.slots[at] = slot;
        }
    }
}
