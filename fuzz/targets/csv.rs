//! The readers of tables: the same bytes with commas or semicolons, and with tabs.
#![no_main]

use libfuzzer_sys::fuzz_target;
use petik::source::Format;

fuzz_target!(|bytes: &[u8]| {
    petik_fuzz::read_in_pieces(Format::Csv, bytes);
    petik_fuzz::read_in_pieces(Format::Tsv, bytes);
});
