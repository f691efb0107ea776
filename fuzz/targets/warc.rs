//! The reader of archives, on the bytes as they are (the seeds are plain and packed ones, so that packing is damaged too) and
//! on the same bytes packed whole, so that what stands inside of a packed archive is damaged as well.
#![no_main]

use flate2::{Compression, write::GzEncoder};
use libfuzzer_sys::fuzz_target;
use petik::source::Format;
use petik_fuzz::{limit, pages, read};
use std::io::Write;

/// The longest input whose pages are read too. Most of the time would go to them, and `html` is there for pages.
const SHORT: usize = 2048;
/// How gzip and zstd begin.
const PACKED: [&[u8]; 2] = [b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"];

fuzz_target!(|bytes: &[u8]| {
    if bytes.len() <= SHORT {
        read(Format::Warc, bytes);
    }
    let limit = limit(bytes);
    let plain = pages(bytes, limit);
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).expect("memory can be written");
    let packed = pages(&packed.finish().expect("memory can be written"), limit);
    // Packing changes nothing, unless the bytes hold something packed: that is unpacked once only.
    if bytes.starts_with(b"WARC/1.") && !PACKED.iter().any(|magic| bytes.windows(magic.len()).any(|b| b == *magic)) {
        let found = |items: &[Result<usize, _>]| {
            items.iter().filter_map(|item| item.as_ref().ok().copied()).collect::<Vec<_>>()
        };
        assert_eq!(found(&plain), found(&packed), "packing changes what is read");
    }
});
