//! Codes of regions as lists write them: with dots and without, of Kemendagri and of BPS, of now and of before, and as
//! spreadsheets spoil them.

use petik_core::gazetteer::{CodeOffice, Gazetteer, RegionId};

/// A region that a code can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CodeReading {
    pub(super) region: RegionId,
    pub(super) how: How,
}

/// In which way a code means its region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum How {
    /// The present code of Kemendagri.
    Present,
    /// The same, if a spreadsheet took 33.10 for a number and left a zero out.
    LostZero,
    /// The present code of BPS.
    Bps,
    /// A former code: the row of the crosswalk, and the last year of the code.
    Old { by: String, last_year: i16 },
}

/// The digits of a code.
#[derive(Debug, PartialEq, Eq)]
struct Digits {
    /// Two for a province, four for a kabupaten or kota.
    digits: String,
    /// Whether a dot parts them.
    has_dot: bool,
    lost_zero: bool,
}

/// All regions that `code` can mean, each once; `office` where the head of the column names it.
pub(super) fn readings(code: &str, office: Option<CodeOffice>, lists: &Gazetteer) -> Vec<CodeReading> {
    let Some(Digits { digits, has_dot, lost_zero }) = digits(code) else { return Vec::new() };
    let dotted = if digits.len() == 4 { format!("{}.{}", &digits[..2], &digits[2..]) } else { digits.clone() };
    let mut found: Vec<CodeReading> = Vec::new();
    let mut add = |region: Option<RegionId>, how: How| {
        if let Some(region) = region.filter(|region| !found.iter().any(|known| known.region == *region)) {
            found.push(CodeReading { region, how });
        }
    };
    let old = |code: &str| lists.crosswalk.get(code);
    let former = |old: &petik_core::gazetteer::OldCode| How::Old { by: old.by.clone(), last_year: old.last_year };
    if office != Some(CodeOffice::Bps) {
        add(lists.regions.by_code(&dotted), if lost_zero { How::LostZero } else { How::Present });
    }
    if office != Some(CodeOffice::Kemendagri) && !has_dot {
        add(lists.regions.by_bps(&digits), How::Bps);
    }
    if office != Some(CodeOffice::Bps)
        && !lost_zero
        && let Some(old) = old(&dotted)
    {
        add(Some(old.region), former(old));
    }
    if office != Some(CodeOffice::Kemendagri)
        && !has_dot
        && let Some(old) = old(&digits)
    {
        add(Some(old.region), former(old));
    }
    found
}

/// Whether `code` is that of a province.
pub(super) fn is_of_a_province(code: &str) -> bool {
    digits(code).is_some_and(|code| code.digits.len() == 2)
}

fn digits(code: &str) -> Option<Digits> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let groups: Vec<&str> = code.split('.').collect();
    if !groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let zeros = |group: &&str| group.bytes().all(|byte| byte == b'0');
    let (first, rest) = groups.split_first()?;
    // What a list has of the levels below is nothing but zeros, or the code is that of a kecamatan.
    let lower = |rest: &[&str]| rest.iter().all(zeros);
    let written = |digits: String, has_dot: bool| Digits { digits, has_dot, lost_zero: false };
    match (first.len(), rest.first()) {
        (2, None) => Some(written((*first).to_owned(), false)),
        (2, Some(_)) if lower(rest) => Some(written((*first).to_owned(), false)),
        (2, Some(second)) if second.len() == 2 && lower(&rest[1..]) => Some(written(format!("{first}{second}"), true)),
        (2, Some(second)) if second.len() == 1 && rest.len() == 1 => {
            Some(Digits { digits: format!("{first}{second}0"), has_dot: true, lost_zero: true })
        }
        (4.., _) if lower(rest) && first.is_char_boundary(4) && zeros(&&first[4..]) => {
            let digits = if zeros(&&first[2..4]) { &first[..2] } else { &first[..4] };
            Some(written(digits.to_owned(), false))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use petik_core::Engine;
    use std::sync::LazyLock;

    static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builtin().unwrap());

    fn shown(code: &str, office: Option<CodeOffice>) -> Vec<String> {
        let lists = ENGINE.gazetteer();
        let short = |how: How| match how {
            How::Old { last_year, .. } => format!("old {last_year}"),
            how => format!("{how:?}"),
        };
        let found = readings(code, office, lists).into_iter();
        found.map(|reading| format!("{} {}", lists.regions.get(reading.region).code, short(reading.how))).collect()
    }

    #[test]
    fn forms_of_one_code() {
        for code in ["52.07", "5207", "52.07.00", "52.07.00.0000", " 52.07 ", "5207.0", "520700"] {
            assert_eq!(shown(code, None), ["52.07 Present"], "{code}");
        }
        for code in ["52", "52.00", "5200", "52.0"] {
            assert_eq!(shown(code, None), ["52 Present"], "{code}");
        }
        assert_eq!(shown("33.1", None), ["33.10 LostZero"]);
        for none in ["", "x", "52.07.01", "5207.01", "1", "100", "52.", ".52", "52.071", "٥٢.٠٧", "99.99", "52-07"]
        {
            assert_eq!(shown(none, None), [""; 0], "{none}");
        }
    }

    #[test]
    fn offices_differ() {
        assert_eq!(shown("1103", None), ["11.03 Present", "11.01 Bps"]);
        assert_eq!(shown("1103", Some(CodeOffice::Bps)), ["11.01 Bps"]);
        assert_eq!(shown("1103", Some(CodeOffice::Kemendagri)), ["11.03 Present"]);
        assert_eq!(shown("11.03", None), ["11.03 Present"]);
    }

    #[test]
    fn codes_of_before() {
        assert_eq!(shown("91.09", None), ["94.04 old 2022"]);
        assert_eq!(shown("9109", None), ["94.04 old 2022", "96.04 old 2022"]);
        assert_eq!(shown("9412", None), ["94.04 old 2022"]);
    }
}
