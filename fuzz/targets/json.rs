//! The readers of JSON: the same bytes as lines, and as the elements of an array.
#![no_main]

use libfuzzer_sys::fuzz_target;
use petik::source::Format;

fuzz_target!(|bytes: &[u8]| {
    petik_fuzz::read_in_pieces(Format::JsonLines, bytes);
    petik_fuzz::read_in_pieces(Format::Json, bytes);
});
