//! What a mention means, in one word: what an annotator confirms or corrects.

use petik_core::record::{MentionValue, RegionRef};

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

/// In which list the value stands.
pub(crate) fn list(mention: &MentionValue<'_>) -> Option<&'static str> {
    match mention {
        MentionValue::Region { .. } => Some("Kemendagri"),
        MentionValue::Official { person: Some(_), .. } => Some("Officials"),
        MentionValue::Organisation { .. } => Some("Organisations"),
        MentionValue::Programme { .. } => Some("Programmes"),
        _ => None,
    }
}

/// The region of a mention, where it has one.
pub(crate) fn region<'m>(mention: &'m MentionValue<'_>) -> Option<&'m RegionRef<'m>> {
    match mention {
        MentionValue::Region { region, .. } | MentionValue::Official { region, .. } => region.as_ref(),
        _ => None,
    }
}
