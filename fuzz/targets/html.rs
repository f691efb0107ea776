//! The reader of web pages.
#![no_main]

use libfuzzer_sys::fuzz_target;
use petik::source::Format;

fuzz_target!(|bytes: &[u8]| {
    petik_fuzz::read(Format::Html, bytes);
});
