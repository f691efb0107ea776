//! Days of publication as sources write them: ISO 8601, with or without a time. The day is taken as it stands; a time
//! zone does not move it, for the source says which day it means.

use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;

/// The day in `2022-04-21`, `2022-04-21T10:15:00+07:00`, `2022-04-21 10:15`, ...; `None` for anything else.
///
/// ```
/// # use petik_source::parse_day;
/// assert_eq!(parse_day("2022-04-21T23:30:00Z").map(|day| day.to_string()).as_deref(), Some("2022-04-21"));
/// assert_eq!(parse_day("21/04/2022"), None);
/// ```
pub fn parse_day(written: &str) -> Option<Date> {
    Pieces::parse(written.trim()).ok().map(|pieces| pieces.date())
}
