//! One member of a packed file.

use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::io::{self, Write};

/// Half as fast and a tenth to a sixth smaller would be level 6, and packing would then take as long as the reading.
const GZIP_LEVEL: u32 = 3;

/// The bytes as one gzip member.
///
/// # Errors
///
/// None that `bytes` can cause; see [`GzEncoder::finish`].
pub fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let room = Vec::with_capacity(bytes.len() / 4);
    let mut encoder = GzEncoder::new(room, flate2::Compression::new(GZIP_LEVEL));
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The bytes as one zstd frame.
pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}
