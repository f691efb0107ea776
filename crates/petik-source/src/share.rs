//! Shares of the inputs, for runs on several machines: each reads all inputs and keeps every n-th piece, so that together they
//! keep each piece once, however few files there are.

use crate::inputs::Place;
use std::fmt;
use std::str::FromStr;

/// One of several equal shares of the inputs, as typed: `3/16` is the third of sixteen.
///
/// ```
/// # use petik_source::Share;
/// assert!("3/16".parse::<Share>().is_ok());
/// assert!("17/16".parse::<Share>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// From 1.
    number: u64,
    of: u64,
}

impl Share {
    /// Which one it is, from 1.
    pub fn number(self) -> u64 {
        self.number
    }

    /// How many shares there are.
    pub fn of(self) -> u64 {
        self.of
    }

    /// Whether the piece behind which the reading stands at `place` belongs to this share.
    pub fn holds(self, place: Place) -> bool {
        place.ordinal() % self.of == self.number - 1
    }
}

impl FromStr for Share {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let parts = typed.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((number, of)) if (1..=of).contains(&number) => Ok(Share { number, of }),
            _ => Err("not a share such as 3/16, the third of sixteen".to_owned()),
        }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}
