//! Digests of bodies, as heads of records write them: `sha1:` or `sha256:` and the digest in base 32 or base 16. In a
//! plain archive nothing else shows that a byte of a body was changed.

use sha1::Sha1;
use sha2::{Digest, Sha256};

/// Whether `digest` is the digest of `body`; `None` where its kind is not known.
pub(super) fn fits(digest: &str, body: &[u8]) -> Option<bool> {
    let (kind, written) = digest.split_once(':')?;
    let computed = match kind.trim().to_ascii_lowercase().replace('-', "").as_str() {
        "sha1" => Sha1::digest(body).to_vec(),
        "sha256" => Sha256::digest(body).to_vec(),
        _ => return None,
    };
    let written = written.trim().trim_end_matches('=');
    // A digest of another length is written in a way that is not known here.
    let matching =
        [base32(&computed), base16(&computed)].into_iter().find(|shown| shown.len() == written.chars().count())?;
    Some(matching.eq_ignore_ascii_case(written))
}

fn base16(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    for five in bytes.chunks(5) {
        let bits = five.iter().fold(0u64, |bits, byte| bits << 8 | u64::from(*byte)) << (8 * (5 - five.len()));
        for letter in 0..(five.len() * 8).div_ceil(5) {
            let index = (bits >> (35 - 5 * letter) & 31) as usize;
            text.push(char::from(LETTERS[index]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_in_both_bases() {
        assert_eq!(fits("sha1:2jmj7l5rSW0yVb/vlWAYkK/YBwk=", b""), None);
        assert_eq!(fits("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", b""), Some(true));
        assert_eq!(fits("SHA-1:da39a3ee5e6b4b0d3255bfef95601890afd80709", b""), Some(true));
        assert_eq!(fits("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", b"a"), Some(false));
        assert_eq!(fits("sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", b""), Some(true));
        assert_eq!(fits("md5:d41d8cd98f00b204e9800998ecf8427e", b""), None);
    }
}
