//! What the columns of a list may hold. A column is declared once, with its meaning; the reading of its cells, the faults of
//! mistyped ones and the reference page of the lists are made from the declaration.

use super::table::Row;
use crate::error::Fault;
use crate::vocabulary::Vocabulary;
use jiff::civil::Date;

/// A list file as the program reads it.
#[derive(Debug, Clone, Copy)]
pub struct ListFile {
    /// Path below the gazetteer folder; a `*` stands for any name.
    pub file: &'static str,
    /// What one row is.
    pub row: &'static str,
    /// The columns that tell rows apart.
    pub key: &'static [&'static str],
    /// All columns.
    pub columns: &'static [Column],
    /// The module that reads it.
    pub reader: &'static str,
}

/// A column of a list.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// As the header has it.
    pub name: &'static str,
    /// What it says.
    pub meaning: &'static str,
    /// What its cells hold.
    pub holds: Holds,
}

/// The column that a field stands for: a field whose column bears a word of Rust is written `r#where`.
#[doc(hidden)]
pub const fn column_name(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Words that no part of the program compares; may be empty.
    Text,
    /// The same, never empty.
    Name,
    /// One way to write it or several, behind bars.
    Forms,
    /// One of these words, each with its meaning.
    One(&'static [(&'static str, &'static str)]),
    /// One of these words, or nothing.
    OneOrNone(&'static [(&'static str, &'static str)]),
    /// Any of these words, behind bars.
    Several(&'static [(&'static str, &'static str)]),
    /// A whole number from the first to the second.
    Number(i64, i64),
    /// The same, or nothing.
    NumberOrNone(i64, i64),
    /// A day, month or year, or nothing.
    Day,
    /// Stretches of years, or nothing.
    Years,
    /// A number of units of time, as a duration of ISO 8601.
    Duration,
    /// The id or code of a row, here or in another list.
    Key,
    /// The same, or nothing.
    KeyOrNone,
    /// Digits in groups of two, with so many dots at most; `false`: all together.
    Code(usize, bool),
    /// A CSS selector.
    Selector,
}

impl Holds {
    /// What would be right, in words; that a cell may be empty is not said.
    pub fn expected(self) -> String {
        let words = |table: &[(&'static str, &str)]| {
            let words: Vec<&str> = table.iter().map(|(word, _)| *word).filter(|word| !word.is_empty()).collect();
            words.join(", ")
        };
        match self {
            Holds::Text | Holds::Name => "words".into(),
            Holds::Forms => "one form or several behind bars".into(),
            Holds::One(table) | Holds::OneOrNone(table) => format!("one of {}", words(table)),
            Holds::Several(table) => format!("one or several, behind bars, of {}", words(table)),
            Holds::Number(least, most) | Holds::NumberOrNone(least, most) => {
                format!("a whole number from {least} to {most}")
            }
            Holds::Day => "a day (2022-04-21), a month (2022-04) or a year (2022)".into(),
            Holds::Years => "years such as 2018, 2017-2019 or 2022- (goes on), several behind bars".into(),
            Holds::Duration => "a duration such as P1D, -P2W, P0M, P1Q, -P1Y".into(),
            Holds::Key | Holds::KeyOrNone => "the id of a row".into(),
            Holds::Code(0, _) => "two digits".into(),
            Holds::Code(1, true) => "a code such as 33 or 33.25".into(),
            Holds::Code(1, false) => "a code such as 33 or 3325".into(),
            Holds::Code(..) => "a code such as 33.25.01 or 33.25.01.2003".into(),
            Holds::Selector => "a CSS selector".into(),
        }
    }

    /// Whether an empty cell says something, so that a file may leave the column out.
    pub fn may_be_empty(self) -> bool {
        match self {
            Holds::One(table) => table.iter().any(|(word, _)| word.is_empty()),
            Holds::Name
            | Holds::Forms
            | Holds::Number(..)
            | Holds::Duration
            | Holds::Key
            | Holds::Code(..)
            | Holds::Selector => false,
            _ => true,
        }
    }

    /// Whether the program compares what stands in the cells: a slip there changes what it says.
    pub fn is_compared(self) -> bool {
        !matches!(self, Holds::Text | Holds::Name | Holds::Forms)
    }
}

/// What a cell says.
pub trait Cell<'r>: Sized {
    /// What such cells hold.
    const HOLDS: Holds;

    /// What `cell` says; `None` where it is nothing of this kind.
    fn read(cell: &'r str) -> Option<Self>;
}

impl Cell<'_> for String {
    const HOLDS: Holds = Holds::Name;

    fn read(cell: &str) -> Option<Self> {
        (!cell.is_empty()).then(|| cell.to_owned())
    }
}

impl Cell<'_> for Option<String> {
    const HOLDS: Holds = Holds::Text;

    fn read(cell: &str) -> Option<Self> {
        Some(String::read(cell))
    }
}

impl<'r> Cell<'r> for &'r str {
    const HOLDS: Holds = Holds::Text;

    fn read(cell: &'r str) -> Option<Self> {
        Some(cell)
    }
}

/// Declares a cell that holds a piece of text of a certain form.
macro_rules! text_cell {
    ($(#[doc = $doc:literal])+ $name:ident, $holds:expr, $fits:expr) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name<'r>(pub &'r str);

        impl<'r> Cell<'r> for $name<'r> {
            const HOLDS: Holds = $holds;

            fn read(cell: &'r str) -> Option<Self> {
                let fits: fn(&str) -> bool = $fits;
                fits(cell).then_some($name(cell))
            }
        }
    };
}

text_cell!(
    /// Words that may not be missing.
    Filled, Holds::Name, |cell| !cell.is_empty()
);
text_cell!(
    /// Ways to write it, behind bars.
    Forms, Holds::Forms, |cell| forms(cell).next().is_some()
);
text_cell!(
    /// The id of a row; whether there is one, its reader knows.
    Key, Holds::Key, |cell| !cell.is_empty()
);
text_cell!(
    /// The same, or nothing.
    KeyOrNone, Holds::KeyOrNone, |_| true
);
text_cell!(
    /// A code of Kemendagri, `33` or `33.25`.
    RegionCode, Holds::Code(1, true), |cell| is_code(cell, 0..=1)
);
text_cell!(
    /// A code of BPS, `33` or `3325`.
    BpsCode, Holds::Code(1, false), |cell| matches!(cell.len(), 2 | 4) && cell.bytes().all(|b| b.is_ascii_digit())
);
text_cell!(
    /// A kecamatan's code of Kemendagri, `33.25.01`, or that of a village in it, `33.25.01.2003`.
    DistrictCode, Holds::Code(2, true), |cell| is_code(cell, 2..=2) || is_village_code(cell)
);
text_cell!(
    /// A CSS selector; whether it is one, its reader knows.
    Selector, Holds::Selector, |cell| !cell.is_empty()
);

/// Groups of two digits with a number of dots between them that `dots` allows.
fn is_code(cell: &str, dots: std::ops::RangeInclusive<usize>) -> bool {
    let fits = |group: &[u8]| group[..2].iter().all(u8::is_ascii_digit) && group.get(2).is_none_or(|dot| *dot == b'.');
    cell.len() % 3 == 2 && dots.contains(&(cell.len() / 3)) && cell.as_bytes().chunks(3).all(fits)
}

/// The code of a kecamatan, a dot and four digits.
fn is_village_code(cell: &str) -> bool {
    cell.rsplit_once('.').is_some_and(|(district, own)| {
        is_code(district, 2..=2) && own.len() == 4 && own.bytes().all(|digit| digit.is_ascii_digit())
    })
}

/// The alternatives in a cell, which stand behind bars.
pub fn forms(cell: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(cell);
    let next = move || {
        let all = rest?;
        let end = all.bytes().position(|byte| byte == b'|');
        rest = end.map(|end| &all[end + 1..]);
        Some(&all[..end.unwrap_or(all.len())])
    };
    std::iter::from_fn(next).map(str::trim).filter(|form| !form.is_empty())
}

impl<'r> Forms<'r> {
    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = &'r str> {
        forms(self.0)
    }
}

impl<V: Vocabulary> Cell<'_> for V {
    const HOLDS: Holds = Holds::One(V::TABLE);

    fn read(cell: &str) -> Option<Self> {
        V::parse(cell)
    }
}

impl<V: Vocabulary> Cell<'_> for Option<V> {
    const HOLDS: Holds = Holds::OneOrNone(V::TABLE);

    fn read(cell: &str) -> Option<Self> {
        if cell.is_empty() { Some(None) } else { V::parse(cell).map(Some) }
    }
}

impl<V: Vocabulary> Cell<'_> for Vec<V> {
    const HOLDS: Holds = Holds::Several(V::TABLE);

    fn read(cell: &str) -> Option<Self> {
        forms(cell).map(V::parse).collect()
    }
}

/// A whole number from `LEAST` to `MOST`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number<const LEAST: i64, const MOST: i64>(pub i64);

impl<const LEAST: i64, const MOST: i64> Cell<'_> for Number<LEAST, MOST> {
    const HOLDS: Holds = Holds::Number(LEAST, MOST);

    fn read(cell: &str) -> Option<Self> {
        cell.parse().ok().filter(|number| (LEAST..=MOST).contains(number)).map(Number)
    }
}

impl<const LEAST: i64, const MOST: i64> Cell<'_> for Option<Number<LEAST, MOST>> {
    const HOLDS: Holds = Holds::NumberOrNone(LEAST, MOST);

    fn read(cell: &str) -> Option<Self> {
        if cell.is_empty() { Some(None) } else { Number::read(cell).map(Some) }
    }
}

/// A whole day, or a year or month taken as its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstDay(pub Option<Date>);

/// A whole day, or a year or month taken as its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastDay(pub Option<Date>);

impl Cell<'_> for FirstDay {
    const HOLDS: Holds = Holds::Day;

    fn read(cell: &str) -> Option<Self> {
        if cell.is_empty() { Some(FirstDay(None)) } else { day(cell, false).map(|day| FirstDay(Some(day))) }
    }
}

impl Cell<'_> for LastDay {
    const HOLDS: Holds = Holds::Day;

    fn read(cell: &str) -> Option<Self> {
        if cell.is_empty() { Some(LastDay(None)) } else { day(cell, true).map(|day| LastDay(Some(day))) }
    }
}

fn day(cell: &str, last: bool) -> Option<Date> {
    let mut parts = cell.split('-').map(|part| part.parse::<i16>().ok());
    let (year, month, day) = (parts.next()??, parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let month = match month {
        Some(month) => i8::try_from(month?).ok()?,
        None if last => 12,
        None => 1,
    };
    let first = || Date::new(year, month, 1).ok();
    match day {
        Some(day) => Date::new(year, month, i8::try_from(day?).ok()?).ok(),
        None if last => Some(first()?.last_of_month()),
        None => first(),
    }
}

/// Stretches of years, both ends included; an open end is the far future.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Years(pub Vec<(i16, i16)>);

impl Cell<'_> for Years {
    const HOLDS: Holds = Holds::Years;

    fn read(cell: &str) -> Option<Self> {
        let year = |written: &str| {
            let written = written.trim();
            let digits = written.len() == 4 && written.bytes().all(|b| b.is_ascii_digit());
            written.parse::<i16>().ok().filter(|_| digits)
        };
        let stretch = |part: &str| {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            let (from, to) = (year(from)?, if to.trim().is_empty() { i16::MAX } else { year(to)? });
            (from <= to).then_some((from, to))
        };
        forms(cell).map(stretch).collect::<Option<_>>().map(Years)
    }
}

/// A row of a list as the program reads it.
pub trait ListRow<'r>: Sized {
    /// The list.
    const LIST: ListFile;

    /// What the row says; every cell that says nothing is a fault.
    fn read(row: Row<'r>, faults: &mut Vec<Fault>) -> Option<Self>;
}

/// Declares the rows of a list: a struct whose fields are its columns, each with its meaning as a comment.
///
/// ```text
/// list_rows! {
///     /// An office with all written forms of its title.
///     pub struct OfficeRow in "people/offices.csv" by ["id"] {
///         /// Slug.
///         id: Filled<'r>,
///         /// What the title alone tells.
///         level: OfficeLevel,
///     }
/// }
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! list_rows {
    (
        $(#[doc = $doc:literal])+
        $vis:vis struct $name:ident in $file:literal by [$( $key:literal ),+] {
            $( $(#[doc = $meaning:literal])+ $column:ident : $cell:ty, )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug)]
        #[allow(dead_code)] // columns that only people read are declared, and checked, as well
        $vis struct $name<'r> {
            $( $(#[doc = $meaning])+ $vis $column: $cell, )+
            /// Where it stands.
            $vis row: $crate::gazetteer::Row<'r>,
        }

        impl<'r> $crate::gazetteer::ListRow<'r> for $name<'r> {
            const LIST: $crate::gazetteer::ListFile = $crate::gazetteer::ListFile {
                file: $file,
                row: concat!($( $doc, )+).trim_ascii(),
                key: &[$( $key, )+],
                columns: &[$( $crate::gazetteer::Column {
                    name: $crate::gazetteer::column_name(stringify!($column)),
                    meaning: concat!($( $meaning, )+).trim_ascii(),
                    holds: <$cell as $crate::gazetteer::Cell<'r>>::HOLDS,
                }, )+],
                reader: module_path!(),
            };

            fn read(row: $crate::gazetteer::Row<'r>, faults: &mut Vec<$crate::Fault>) -> Option<Self> {
                let mut cells = row.cells();
                $( let $column = cells.next::<$cell>(faults); )+
                Some($name { $( $column: $column?, )+ row })
            }
        }
    };
}
