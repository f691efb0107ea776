//! Codes of regions as lists write them: with dots and without, of Kemendagri and of BPS, of now and of before, and as
//! spreadsheets spoil them.

use petik_core::gazetteer::{CodeOffice, Gazetteer, RegionId};

/// A region that a code can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeReading {
    /// The region.
    pub region: RegionId,
    /// In which way it is meant.
    pub how: How,
}

/// In which way a code means its region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// The present code of Kemendagri.
    Present,
    /// The same, if a spreadsheet took 33.10 for a number and left a zero out.
    LostZero,
    /// The present code of BPS.
    Bps,
    /// A former code.
    Old {
        /// The row of the crosswalk.
        by: String,
        /// The last year of the code.
        last_year: i16,
    },
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
pub fn readings(code: &str, office: Option<CodeOffice>, lists: &Gazetteer) -> Vec<CodeReading> {
    let mut found: Vec<CodeReading> = Vec::new();
    for digits in digits(code) {
        for reading in of_digits(&digits, office, lists) {
            if !found.iter().any(|known| known.region == reading.region) {
                found.push(reading);
            }
        }
    }
    found
}

fn of_digits(code: &Digits, office: Option<CodeOffice>, lists: &Gazetteer) -> Vec<CodeReading> {
    let Digits { digits, has_dot, lost_zero } = code;
    let dotted = if digits.len() == 4 { format!("{}.{}", &digits[..2], &digits[2..]) } else { digits.clone() };
    let is_kemendagri = office != Some(CodeOffice::Bps);
    // BPS writes no dots; under its name they are somebody's own.
    let is_bps = office == Some(CodeOffice::Bps) || office.is_none() && !has_dot;
    let former = |code: &str| {
        let old = lists.crosswalk().get(code)?;
        Some((old.region, How::Old { by: old.by.clone(), last_year: old.last_year }))
    };
    let present = if *lost_zero { How::LostZero } else { How::Present };
    let all = [
        lists.regions.by_code(&dotted).map(|region| (region, present)).filter(|_| is_kemendagri),
        lists.regions.by_bps(digits).map(|region| (region, How::Bps)).filter(|_| is_bps && !lost_zero),
        former(&dotted).filter(|_| is_kemendagri && !lost_zero),
        former(digits).filter(|_| is_bps && !lost_zero),
    ];
    all.into_iter().flatten().map(|(region, how)| CodeReading { region, how }).collect()
}

/// A code and the words beside it in its cell: "33.10 Kabupaten Klaten", "Kab. Klaten (33.10)", "3310 BPS".
pub fn beside(cell: &str) -> Option<(&str, &str)> {
    let letter = |c: char| c.is_alphabetic();
    let (first, last) = (cell.find(letter)?, cell.rfind(letter)?);
    let behind = last + cell[last..].chars().next().map_or(0, char::len_utf8);
    let bare = |part: &'_ str| -> (usize, usize) {
        let is_mark = |c: char| !c.is_ascii_digit();
        let start = part.len() - part.trim_start_matches(is_mark).len();
        (start, start + part.trim_matches(is_mark).len())
    };
    let taken = |from: usize, to: usize| {
        let (start, end) = bare(&cell[from..to]);
        let code = &cell[from + start..from + end];
        (!digits(code).is_empty()).then_some(code)
    };
    let is_mark = |c: char| !c.is_alphanumeric() && c != '.';
    taken(0, first).map(|code| (code, cell[first..].trim_matches(is_mark))).or_else(|| {
        let words = cell[..behind].trim_matches(is_mark);
        taken(behind, cell.len()).map(|code| (code, words))
    })
}

/// Whether `code` is that of a province.
pub fn is_of_a_province(code: &str) -> bool {
    digits(code).iter().any(|code| code.digits.len() == 2)
}

/// The code of the kabupaten or kota in which the kecamatan or desa with this code lies: "33.10.15".
pub fn around_district(code: &str) -> Option<String> {
    match groups(code)?.as_slice() {
        [first, second, rest @ ..] if first.len() == 2 && second.len() == 2 && !rest.iter().all(|g| is_zero(g)) => {
            Some(format!("{first}.{second}"))
        }
        [one] if one.len() > 4 && !is_zero(&one[4..]) => Some(one[..4].to_owned()),
        _ => None,
    }
}

/// The groups of digits of a code; whatever stands between them: "33.10", "33,10", "33 10", "33-10".
fn groups(code: &str) -> Option<Vec<String>> {
    let code = code
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '‘' | '`' | '"' | '[' | ']' | '(' | ')'));
    let is_parting = |c: char| matches!(c, '.' | ',' | '-' | '–' | '/' | '·');
    let mut written = String::new();
    for part in code.split_whitespace() {
        if !written.is_empty() && !written.ends_with(is_parting) && !part.starts_with(is_parting) {
            written.push('.');
        }
        written.push_str(part);
    }
    let groups: Vec<String> = written.split(is_parting).map(str::to_owned).collect();
    let is_digits = |group: &String| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    groups.iter().all(is_digits).then_some(groups)
}

fn is_zero(group: &str) -> bool {
    group.bytes().all(|byte| byte == b'0')
}

/// What the digits of a code can be: one, or two where a zero was lost.
fn digits(code: &str) -> Vec<Digits> {
    let Some(groups) = groups(code) else { return Vec::new() };
    // What a list has of the levels below is nothing but zeros, or the code is that of a kecamatan.
    let lower = |rest: &[String]| rest.iter().all(|group| is_zero(group));
    let written = |digits: String, has_dot: bool| vec![Digits { digits, has_dot, lost_zero: false }];
    let lost = |digits: String| Digits { digits, has_dot: true, lost_zero: true };
    match groups.as_slice() {
        [first, rest @ ..] if first.len() == 2 && lower(rest) => written(first.clone(), false),
        [first, second, rest @ ..] if first.len() == 2 && second.len() == 2 && lower(rest) => {
            written(format!("{first}{second}"), true)
        }
        // 33.10 as a number, and 33.01 by hand
        [first, second] if first.len() == 2 && second.len() == 1 => {
            vec![lost(format!("{first}{second}0")), lost(format!("{first}0{second}"))]
        }
        // 3310 with a mark between thousands
        [first, second] if first.len() == 1 && second.len() == 3 => written(format!("{first}{second}"), false),
        [first, rest @ ..] if first.len() >= 4 && lower(rest) && is_zero(&first[4..]) => {
            written(if is_zero(&first[2..4]) { &first[..2] } else { &first[..4] }.to_owned(), false)
        }
        _ => Vec::new(),
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
        for code in ["52,07", "52 07", "52-07", "'52.07", "’52.07", "52. 07", "[52.07]", "5,207", "5.207"] {
            assert_eq!(shown(code, None), ["52.07 Present"], "{code}");
        }
        assert_eq!(shown("33.1", None), ["33.10 LostZero", "33.01 LostZero"]);
        assert_eq!(shown("11.03", Some(CodeOffice::Bps)), ["11.01 Bps"]);
        for none in ["", "x", "52.07.01", "5207.01", "1", "100", "52.", ".52", "52.071", "٥٢.٠٧", "99.99", "5 2 0 7"]
        {
            assert_eq!(shown(none, None), [""; 0], "{none}");
        }
    }

    #[test]
    fn words_beside_a_code() {
        for cell in ["52.07 Kab. Sumbawa Barat", "5207 - Kab. Sumbawa Barat", "[52,07] Kab. Sumbawa Barat"] {
            assert_eq!(beside(cell).map(|(_, words)| words), Some("Kab. Sumbawa Barat"), "{cell}");
        }
        assert_eq!(beside("Kab. Sumbawa Barat (52.07)"), Some(("52.07", "Kab. Sumbawa Barat")));
        assert_eq!(beside("5207 BPS"), Some(("5207", "BPS")));
        for none in ["Kab. 50 Kota", "52.07", "3. Kab. Batang", "Kab. Batang", ""] {
            assert_eq!(beside(none), None, "{none}");
        }
        assert_eq!(around_district("52.07.01").as_deref(), Some("52.07"));
        assert_eq!(around_district("52.07"), None);
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
