//! The language of a text, told from its letters: what a page states of itself is often wrong.

use std::fmt;
use std::str::FromStr;
use whatlang::Lang;

/// A language that texts can be told to be in.
///
/// ```
/// # use petik_source::Language;
/// let indonesian: Language = "id".parse()?;
/// assert!(!indonesian.is_not("Bupati Batang menandatangani nota kesepahaman bersama kementerian di Jakarta."));
/// assert!(indonesian.is_not("The minister of communications met the mayors of fifty cities on Thursday morning."));
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language(Lang);

/// Bytes of a text that are looked at: more change the answer for next to no news item.
const LOOKED_AT: usize = 1000;

impl Language {
    pub(crate) const INDONESIAN: Language = Language(Lang::Ind);

    /// Whether a text is surely in another language. Malay cannot be told from Indonesian, and short texts not from
    /// each other: they are not surely anything.
    pub fn is_not(self, text: &str) -> bool {
        let end = (0..=LOOKED_AT).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        whatlang::detect(&text[..end]).is_some_and(|found| found.is_reliable() && found.lang() != self.0)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code())
    }
}

impl FromStr for Language {
    type Err = String;

    /// Reads `id`, or one of the codes of ISO 639-3 that are known.
    fn from_str(code: &str) -> Result<Self, String> {
        let known = if code == "id" { Some(Lang::Ind) } else { Lang::from_code(code) };
        known.map(Language).ok_or_else(|| "not a language: give `id`, or a code of ISO 639-3 such as `jav`".into())
    }
}
