//! What a mention means, in one word.

use petik_core::record::MentionValue;

/// The code of a region, the day, the number, the id in a list; none where that is open.
pub(crate) fn value(mention: &MentionValue<'_>) -> Option<String> {
    match mention {
        MentionValue::Region { region, .. } => region.as_ref().map(|region| region.code.to_string()),
        MentionValue::Date { value, .. } => value.as_ref().map(ToString::to_string),
        MentionValue::Count { value, .. } => value.map(|value| value.to_string()),
        MentionValue::Official { person, name, .. } => Some(person.as_ref().unwrap_or(name).to_string()),
        MentionValue::Organisation { organisation } => Some(organisation.to_string()),
        MentionValue::Programme { programme, .. } => Some(programme.to_string()),
        MentionValue::Signing { instrument } => instrument.as_ref().map(ToString::to_string),
        MentionValue::Document { number, .. } => Some(number.to_string()),
        _ => None,
    }
}
