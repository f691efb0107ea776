//! How large an article may be. A news item has a few thousand bytes; what is larger by far is a dump that lost its line ends, or
//! made to hurt, and would cost its size several times over in memory.

use std::fmt;
use std::str::FromStr;

/// The most bytes that one article may have in its source: a text file, a page, one line of JSON Lines. 16 MiB unless
/// said otherwise.
///
/// ```
/// # use petik_source::ArticleLimit;
/// assert_eq!("16MiB".parse(), Ok(ArticleLimit::default()));
/// assert_eq!("64 KiB".parse::<ArticleLimit>().map(|limit| limit.to_string()).as_deref(), Ok("64 KiB"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArticleLimit(usize);

/// Units, larger ones first.
const UNITS: [(&str, usize); 3] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];

impl ArticleLimit {
    /// The limit in bytes.
    pub fn bytes(self) -> usize {
        self.0
    }
}

impl Default for ArticleLimit {
    fn default() -> Self {
        ArticleLimit(16 << 20)
    }
}

impl fmt::Display for ArticleLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match UNITS.iter().find(|(_, bytes)| self.0.is_multiple_of(*bytes)) {
            Some((unit, bytes)) => write!(f, "{} {unit}", self.0 / bytes),
            None => write!(f, "{} bytes", self.0),
        }
    }
}

impl FromStr for ArticleLimit {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let known = UNITS.iter().find_map(|(unit, bytes)| Some((typed.strip_suffix(unit)?, *bytes)));
        let (number, unit) = known.unwrap_or((typed, 1));
        let bytes = number.trim_end().parse().ok().and_then(|number: usize| number.checked_mul(unit));
        match bytes {
            Some(bytes) if bytes > 0 => Ok(ArticleLimit(bytes)),
            _ => Err("not a number of bytes such as 16777216, 64KiB or 16MiB".into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_as_they_are_typed() {
        let shown = |typed: &str| typed.parse::<ArticleLimit>().map(|limit| limit.to_string()).ok();
        assert_eq!(shown("1048576").as_deref(), Some("1 MiB"));
        assert_eq!(shown("1000").as_deref(), Some("1000 bytes"));
        for bad in ["", "0", "-1", "MiB", "1.5MiB", "16 TB", "99999999999999999999", "99999999999999GiB"] {
            assert_eq!(shown(bad), None, "{bad}");
        }
    }
}
