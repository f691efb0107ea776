//! SHA-256 of what is read, in hexadecimal.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{self, Read};

/// The digest of all that comes from `bytes`.
pub(super) fn of(bytes: impl Read) -> io::Result<String> {
    sum(bytes).map(hex)
}

/// The same before it is written.
pub(super) fn sum(mut bytes: impl Read) -> io::Result<Sha256> {
    let mut digest = Sha256::new();
    let mut block = vec![0; 256 << 10];
    loop {
        match bytes.read(&mut block)? {
            0 => return Ok(digest),
            length => digest.update(&block[..length]),
        }
    }
}

/// A digest in hexadecimal.
pub(super) fn hex(digest: Sha256) -> String {
    digest.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
