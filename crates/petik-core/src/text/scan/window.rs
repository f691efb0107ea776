//! What bytes of a text are, 64 at a time, a bit each.

/// What stands at the next 64 bytes, or as many as there are.
#[derive(Clone, Copy, Default)]
pub(super) struct Window {
    letters: u64,
    digits: u64,
    /// What words are not sure to end or to be plain at: bytes beyond ASCII, apostrophes behind letters, letters beside digits.
    odd: u64,
}

/// How many bytes are looked at in one.
pub(super) const WIDTH: usize = 64;

impl Window {
    /// The window at `at` of `bytes`; `before` is the one that ends there.
    #[inline]
    pub(super) fn read(bytes: &[u8], at: usize, before: Window) -> Self {
        with_window(bytes, at, |window| Window::of(window, before))
    }

    #[inline(always)]
    fn of(bytes: &[u8; WIDTH], before: Window) -> Self {
        let letters = mask(bytes, |b| b.is_ascii_alphabetic());
        let digits = mask(bytes, |b| b.is_ascii_digit());
        let behind_letters = letters << 1 | before.letters >> (WIDTH - 1);
        let behind_digits = digits << 1 | before.digits >> (WIDTH - 1);
        let mut odd = behind_letters & digits | behind_digits & letters;
        let is_special = |b: u8| !b.is_ascii() | is_apostrophe(b);
        if bytes.iter().fold(false, |any, &b| any | is_special(b)) {
            odd |= mask(bytes, |b| !b.is_ascii()) | mask(bytes, is_apostrophe) & behind_letters;
        }
        Window { letters, digits, odd }
    }

    /// The bytes of words.
    #[inline]
    fn words(self) -> u64 {
        self.letters | self.digits
    }

    /// Where words begin and end, in turn.
    #[inline]
    pub(super) fn edges(self, before: Window) -> u64 {
        self.words() ^ (self.words() << 1 | before.words() >> (WIDTH - 1))
    }

    /// Which byte is the first odd one.
    #[inline]
    pub(super) fn odd(self) -> Option<usize> {
        (self.odd != 0).then(|| self.odd.trailing_zeros() as usize)
    }
}

/// What `look` makes of the window at `at` of `bytes`; behind the end there are zeros.
#[inline(always)]
pub(super) fn with_window<T>(bytes: &[u8], at: usize, look: impl Fn(&[u8; WIDTH]) -> T) -> T {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.first_chunk() {
        Some(window) => look(window),
        None => {
            let mut window = [0; WIDTH];
            window[..rest.len()].copy_from_slice(rest);
            look(&window)
        }
    }
}

/// The bytes of a window for which `is` holds.
#[inline(always)]
pub(super) fn mask(bytes: &[u8; WIDTH], is: impl Fn(u8) -> bool) -> u64 {
    // Two plain loops, of which the compiler makes operations on many bytes at once.
    let flags = bytes.map(|b| u8::from(is(b)));
    let (eights, _) = flags.as_chunks();
    eights.iter().rev().fold(0, |mask, eight| mask << 8 | u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56)
}

/// Gathers the lowest bits of eight bytes in the highest byte of the product.
const GATHER: u64 = 0x0102_0408_1020_4080;

fn is_apostrophe(byte: u8) -> bool {
    (byte == b'\'') | (byte == b'`')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where words begin and end, and the first odd byte.
    fn look(text: &str) -> (Vec<usize>, Option<usize>) {
        let (mut edges, mut odd, mut before) = (Vec::new(), None, Window::default());
        for at in (0..=text.len()).step_by(WIDTH) {
            let window = Window::read(text.as_bytes(), at, before);
            edges.extend((0..WIDTH).filter(|bit| window.edges(before) >> bit & 1 != 0).map(|bit| at + bit));
            odd = odd.or(window.odd().map(|bit| at + bit));
            before = window;
        }
        (edges, odd)
    }

    #[test]
    fn words_begin_and_end_wherever_windows_do() {
        for shift in 0..130 {
            let of = |text: &str| {
                let (edges, odd) = look(&format!("{}{text}", " ".repeat(shift)));
                (edges.iter().map(|edge| edge - shift).collect::<Vec<_>>(), odd.map(|odd| odd - shift))
            };
            assert_eq!(of("Kota Tegal, 2022."), (vec![0, 4, 5, 10, 12, 16], None));
            assert_eq!(of("'kata' `[{@Z 09/:"), (vec![1, 5, 11, 12, 13, 15], Some(5)));
            assert_eq!(of("ab x2"), (vec![0, 2, 3, 5], Some(4)));
            assert_eq!(of("2x"), (vec![0, 2], Some(1)));
            assert_eq!(of("a\u{a0}b").1, Some(1));
        }
    }
}
