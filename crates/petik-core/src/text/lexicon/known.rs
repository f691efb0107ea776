//! The words that have a number, by open addressing: while lists are read it grows, in a lexicon it is closed.

use super::prepared::Prepared;
use super::tags::Tags;
use crate::text::fold::fold;
use crate::text::token::Numbered;
use crate::text::word::{WordHash, WordId, chunk, hash};

/// A known word in the hash table, with its hash and first eight bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    hash: u64,
    head: u64,
    /// The word's number; 0 for a free slot.
    id: u32,
    /// Its length, up to that of the longest that counts.
    len: u16,
    /// The row of what begins with it, in a closed lexicon.
    begins: u16,
}

/// ASCII words of up to so many bytes are told by hash, head and length: each step of the hash can be undone, so no two words that
/// begin alike have the same.
const SURE: usize = 16;
/// The same of words of any letters, of which the hash does not tell all apart.
const SURE_FOLDED: usize = 8;

/// The words that have a number.
#[derive(Debug)]
pub(super) struct KnownWords {
    slots: Vec<Slot>,
    /// Of a closed lexicon.
    tags: Tags,
    /// The folded words one behind the other, and where each ends.
    keys: String,
    key_ends: Vec<u32>,
    marks: [WordId; 128],
}

/// What gives words their numbers while a text is cut.
pub trait Numbering {
    /// The number of the ASCII `word`, any case, whose hash is known.
    fn hashed(&mut self, hash: WordHash, word: &[u8]) -> Numbered;

    /// The number of a folded word.
    fn folded(&mut self, folded: &str) -> Numbered;

    /// The number of an ASCII punctuation mark.
    fn mark(&mut self, mark: u8) -> Numbered;

    /// The number of an ASCII word, any case, at `start..end` of `bytes`.
    #[inline]
    fn ascii(&mut self, bytes: &[u8], start: usize, end: usize) -> Numbered {
        self.hashed(WordHash::of_ascii(bytes, start, end), &bytes[start..end])
    }
}

impl KnownWords {
    /// The words that are prepared, with room for more.
    pub(super) fn prepared(prepared: &Prepared) -> Self {
        let room = prepared.words.len() * 2 + (1 << 10);
        let mut known = KnownWords {
            slots: vec![Slot::default(); room.next_power_of_two()],
            tags: Tags::default(),
            keys: prepared.keys.to_owned(),
            key_ends: vec![0],
            marks: [WordId::UNKNOWN; 128],
        };
        known.key_ends.extend(prepared.words.iter().map(|(end, _)| *end));
        let (mut start, mask) = (0, known.slots.len() - 1);
        for (id, &(end, hash)) in (1..).zip(prepared.words) {
            let word = &prepared.keys.as_bytes()[start as usize..end as usize];
            let mut at = hash as usize & mask;
            while known.slots[at].id != 0 {
                at = (at + 1) & mask;
            }
            known.slots[at] = Slot { hash, head: chunk(word, 0), len: length(word.len()), id, begins: 0 };
            if let Some(mark) = mark(word) {
                known.marks[mark] = WordId(id);
            }
            start = end;
        }
        known
    }

    /// Closes the table for look-ups, without the words that `is_used` does not name, which keep their numbers; `begins` gives the
    /// rows of what begins with the others.
    pub(super) fn close(&mut self, is_used: impl Fn(WordId) -> bool, begins: impl Fn(WordId) -> u16) {
        self.keep(is_used);
        self.slots.iter_mut().filter(|slot| slot.id != 0).for_each(|slot| slot.begins = begins(slot.word()));
        self.tags = Tags::of(self.slots.iter().map(|slot| (slot.id != 0).then_some(slot.hash)));
    }

    fn keep(&mut self, is_used: impl Fn(WordId) -> bool) {
        let unused: Vec<WordId> = (1..self.len() as u32).map(WordId).filter(|word| !is_used(*word)).collect();
        if unused.is_empty() {
            return;
        }
        self.slots.fill(Slot::default());
        self.marks = [WordId::UNKNOWN; 128];
        for id in (1..self.len() as u32).map(WordId).filter(|word| is_used(*word)) {
            let word = self.key(id).as_bytes();
            let slot = Slot { hash: hash(word), head: chunk(word, 0), id: id.0, len: length(word.len()), begins: 0 };
            let (at, mark) = (self.place_of(word), mark(word));
            self.slots[at] = slot;
            if let Some(mark) = mark {
                self.marks[mark] = id;
            }
        }
    }
}

/// Words that have none yet get a number.
impl Numbering for KnownWords {
    #[inline]
    fn hashed(&mut self, hash: WordHash, word: &[u8]) -> Numbered {
        self.make_room();
        let at = self.place_of_hashed(hash, word);
        if self.slots[at].id == 0 {
            let own = (hash.close(word.len()), hash.head);
            self.add(at, own, str::from_utf8(word).unwrap_or_default());
        }
        self.slots[at].numbered()
    }

    fn folded(&mut self, folded: &str) -> Numbered {
        self.make_room();
        let at = self.place_of(folded.as_bytes());
        if self.slots[at].id == 0 {
            let own = (hash(folded.as_bytes()), chunk(folded.as_bytes(), 0));
            self.add(at, own, folded);
        }
        self.slots[at].numbered()
    }

    #[inline]
    fn mark(&mut self, mark: u8) -> Numbered {
        match self.look_up_mark(mark) {
            WordId::UNKNOWN => self.folded(&fold(char::from(mark).encode_utf8(&mut [0; 4]))),
            word => Numbered { word, begins: 0 },
        }
    }
}

/// The place of a word that is a mark of ASCII.
fn mark(word: &[u8]) -> Option<usize> {
    if let [mark] = word { mark.is_ascii_punctuation().then(|| usize::from(*mark)) } else { None }
}

impl Slot {
    /// Whether it has this hash, head and length.
    #[inline]
    fn is(&self, (hash, head, len): (u64, u64, usize)) -> bool {
        (self.hash == hash) & (self.head == head) & (self.len == length(len))
    }

    #[inline]
    fn word(self) -> WordId {
        WordId(self.id)
    }

    #[inline]
    fn numbered(self) -> Numbered {
        Numbered { word: self.word(), begins: self.begins }
    }
}

/// A length as slots have it.
#[inline]
fn length(len: usize) -> u16 {
    u16::try_from(len).unwrap_or(u16::MAX)
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

    /// The number of the ASCII `word`, any case, whose hash is known.
    #[inline]
    pub(super) fn look_up_hashed(&self, hash: WordHash, word: &[u8]) -> Numbered {
        let own = (hash.close(word.len()), hash.head, word.len());
        let place = self.tags.find(own.0, |at| self.slots[at].is(own) && (own.2 <= SURE || self.is_key(at, word)));
        place.map_or(Numbered { word: WordId::UNKNOWN, begins: 0 }, |at| self.slots[at].numbered())
    }

    /// Whether the key at this place is the ASCII `word`, any case.
    #[cold]
    #[inline(never)]
    fn is_key(&self, at: usize, word: &[u8]) -> bool {
        let key = self.key(self.slots[at].word()).as_bytes();
        key.len() == word.len() && key.iter().zip(word).all(|(k, b)| *k == (b | 0x20))
    }

    /// The number of a folded word.
    pub(super) fn look_up(&self, folded: &str) -> WordId {
        match folded.as_bytes() {
            [mark] if mark.is_ascii_punctuation() => self.look_up_mark(*mark),
            bytes => self.slots[self.place_of(bytes)].word(),
        }
    }

    /// The number of an ASCII punctuation mark.
    #[inline]
    pub(super) fn look_up_mark(&self, mark: u8) -> WordId {
        self.marks[(mark & 127) as usize]
    }

    /// The slot of a folded word, or the free one for it.
    fn place_of(&self, bytes: &[u8]) -> usize {
        let own = (hash(bytes), chunk(bytes, 0), bytes.len());
        self.place(own, |at| own.2 <= SURE_FOLDED || self.key(self.slots[at].word()).as_bytes() == bytes)
    }

    /// The slot of the ASCII `word`, any case, or the free one for it.
    #[inline]
    fn place_of_hashed(&self, hash: WordHash, word: &[u8]) -> usize {
        let own = (hash.close(word.len()), hash.head, word.len());
        self.place(own, |at| own.2 <= SURE || self.is_key(at, word))
    }

    /// The slot of the word with this hash, head and length that `is_it` accepts, or the free one for it.
    #[inline]
    fn place(&self, own: (u64, u64, usize), is_it: impl Fn(usize) -> bool) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = own.0 as usize & mask;
        while self.slots[at].id != 0 && !(self.slots[at].is(own) && is_it(at)) {
            at = (at + 1) & mask;
        }
        at
    }

    /// Puts `word`, folded but for its capitals, into a free slot.
    fn add(&mut self, at: usize, (hash, head): (u64, u64), word: &str) {
        let (id, start) = (WordId(self.len() as u32), self.keys.len());
        self.slots[at] = Slot { hash, head, id: id.0, len: length(word.len()), begins: 0 };
        self.keys.push_str(word);
        self.keys[start..].make_ascii_lowercase();
        self.key_ends.push(self.keys.len() as u32);
        if let Some(mark) = mark(word.as_bytes()) {
            self.marks[mark] = id;
        }
    }

    /// Makes room for one more word.
    #[inline]
    fn make_room(&mut self) {
        if self.len() * 2 > self.slots.len() {
            self.grow();
        }
    }

    #[cold]
    fn grow(&mut self) {
        let slots = vec![Slot::default(); self.slots.len() * 2];
        let old = std::mem::replace(&mut self.slots, slots);
        for slot in old.into_iter().filter(|slot| slot.id != 0) {
            let key = self.key(slot.word()).as_bytes();
            let at = self.place_of(key);
            self.slots[at] = slot;
        }
    }
}
