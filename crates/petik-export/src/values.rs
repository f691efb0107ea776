//! What a mention or fact means, as people see and correct it in the one field that a tool gives each stretch: the value first,
//! and behind it fields with their names, `50; role=selected; unit=kabupaten/kota`. The names are those of annotations
//! (`petik-score` reads them), so that nothing is translated.

use petik_core::record::{CountRole, Fact, FactStatus, FactType, Granularity, MentionValue};
use std::fmt::Display;

/// What stands for a value that the text does not settle.
pub(crate) const OPEN: &str = "open";

/// The names of what is said about a mention or fact beside its value, for those who type.
pub(crate) const EXAMPLE: &str =
    "33.25 or 2022-04-21 or 50; role=selected or NAME; office=OFFICE or, of a fact, cohort_year=2022; programme_id=ID";

/// Between fields, and between the values of one field.
const FIELDS: char = ';';
const VALUES: char = '|';

/// Puts a value together.
struct Written(String);

impl Written {
    fn new(value: Option<impl Display>) -> Self {
        Written(value.map_or_else(|| OPEN.to_owned(), |value| clean(&value.to_string())))
    }

    fn and(self, field: &str, value: Option<impl Display>) -> Self {
        self.with(field, &value.map(|value| clean(&value.to_string())).unwrap_or_default())
    }

    fn several<'v>(self, field: &str, values: impl Iterator<Item = &'v str>) -> Self {
        self.with(field, &values.map(clean).collect::<Vec<_>>().join(" | "))
    }

    /// Adds a field whose value is clean, unless it says nothing.
    fn with(mut self, field: &str, value: &str) -> Self {
        if !value.is_empty() {
            let between = if self.0.is_empty() { "" } else { "; " };
            self.0 += &format!("{between}{field}={value}");
        }
        self
    }
}

/// On one line, and without the signs that stand between values.
fn clean(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").replace(FIELDS, ",").replace(VALUES, "/")
}

/// What a mention means.
pub(crate) fn of_mention(mention: &MentionValue<'_>) -> String {
    let written = match mention {
        MentionValue::Region { region, .. } => Written::new(region.as_ref().map(|region| &region.code)),
        MentionValue::Date { value, granularity, .. } => {
            // `2022-04` says itself that it is no day.
            let is_told = *granularity == Granularity::Day || value.is_some() && *granularity != Granularity::Interval;
            Written::new(value.as_ref()).and("granularity", Some(granularity).filter(|_| !is_told))
        }
        MentionValue::Count { value, unit, role, year, .. } => {
            Written::new(*value).and("role", Some(role)).and("unit", Some(unit)).and("year", *year)
        }
        MentionValue::Official { name, office, acting, region, .. } => {
            let acting = acting.map(|acting| format!("{acting} ")).unwrap_or_default();
            let name = Some(name).filter(|name| !name.is_empty());
            let office = crate::capital(format!("{acting}{office}"));
            Written::new(name).and("office", Some(office)).and("region", region.as_ref().map(|region| &region.code))
        }
        MentionValue::Organisation { organisation } => Written::new(Some(organisation)),
        MentionValue::Programme { programme, .. } => Written::new(Some(programme)),
        MentionValue::Signing { instrument } => Written::new(instrument.as_ref()),
        MentionValue::Document { number, .. } => Written::new(Some(number)),
        _ => Written::new(None::<&str>),
    };
    written.0
}

/// What a fact says beside its type and what the mentions at its place say, which is `implied`. It is done, and the size one of
/// those selected, unless it says otherwise.
pub(crate) fn of_fact(fact: &Fact<'_>, implied: Option<&str>) -> String {
    let is_size = fact.kind == FactType::CohortSize;
    let region = fact.region.as_ref().map_or(OPEN, |region| &region.code);
    // The size of a cohort need have no region.
    let region = Some(region).filter(|region| if is_size { *region != OPEN } else { implied != Some(region) });
    let size = fact.value.map(|value| value.to_string()).filter(|value| !is_size || implied != Some(value));
    let of_other = matches!(fact.kind, FactType::Other(_));
    let signatories = fact.signatories.iter().map(|signer| signer.name.as_ref());
    Written(String::new())
        .and("status", Some(fact.status).filter(|status| *status != FactStatus::Done))
        .and("region", region)
        .and("value", size)
        .and("role", fact.role.filter(|role| *role != CountRole::Selected))
        .and("unit", fact.unit.as_ref())
        .and("date", fact.date.as_ref())
        .and("cohort_year", fact.cohort_year)
        .and("programme_id", fact.programme.as_ref())
        .and("level", fact.level.as_ref())
        .and("score", fact.score.filter(|_| of_other))
        .and("rank", fact.rank.filter(|_| of_other))
        .and("instrument", fact.instrument.as_ref())
        .several("signatories", signatories)
        .several("counterparty_id", fact.counterparties.iter().map(AsRef::as_ref))
        .and("mode", fact.mode)
        .and("place", fact.place.as_ref())
        .0
}

/// The value that stands first; empty where none does.
pub(crate) fn head(written: &str) -> &str {
    let first = written.split(FIELDS).next().unwrap_or_default().trim();
    if first.contains('=') { "" } else { first }
}

/// The fields behind the value, in their order. What is no field is an error.
pub(crate) fn fields(written: &str) -> Result<Vec<(&str, &str)>, String> {
    let behind = written.split(FIELDS).skip(usize::from(!head(written).is_empty()));
    let parts = behind.map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| match part.split_once('=') {
            Some((field, value)) => Ok((field.trim(), value.trim())),
            None => Err(format!("`{part}` has no name: write FIELD=VALUE, with `{FIELDS}` between fields")),
        })
        .collect()
}

/// The values of a field.
pub(crate) fn several(value: &str) -> Vec<&str> {
    value.split(VALUES).map(str::trim).filter(|value| !value.is_empty()).collect()
}
