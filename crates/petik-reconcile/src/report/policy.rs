//! The content-security policy of the page: it runs the one script and the one style sheet that petik wrote, each named by
//! its digest, and asks nobody for anything. Words of the news that came through the escapes as markup would still be dead.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The value of the policy for a page with this script and this style sheet (Content Security Policy Level 3).
pub(super) fn policy(script: &str, style: &str) -> String {
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'",
        digest(script),
        digest(style)
    )
}

/// SHA-256 in Base64 (RFC 4648, section 4).
pub(crate) fn digest(text: &str) -> String {
    base64(&Sha256::digest(text.as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            // Three bytes are four letters, so `n` bytes fill `n + 1` of them.
            let _ = out.write_char(if place <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Section 10 of the RFC.
    #[test]
    fn base64_is_that_of_the_rfc() {
        for (bytes, letters) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE=")]
        {
            assert_eq!(base64(bytes.as_bytes()), letters);
        }
    }

    /// The example of the specification of the policy.
    #[test]
    fn a_digest_is_that_of_browsers() {
        assert_eq!(digest("doSomething();"), "RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc=");
    }
}
