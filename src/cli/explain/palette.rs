//! How each kind of mention looks, with colour and without.

use crate::cli::printable::one_line;
use anstyle::{AnsiColor, Style};
use petik::record::MentionValue;

pub(super) const HEADING: Style = Style::new().bold();
pub(super) const DIM: Style = Style::new().dimmed();

/// The kinds of mentions in the order of the legend.
const KINDS: [(&str, Style); 7] = [
    ("region", AnsiColor::Green.on_default().bold()),
    ("date", AnsiColor::Cyan.on_default().bold()),
    ("count", AnsiColor::Yellow.on_default().bold()),
    ("official", AnsiColor::Magenta.on_default().bold()),
    ("organisation", AnsiColor::Blue.on_default().bold()),
    ("programme", AnsiColor::BrightGreen.on_default().underline()),
    ("signing", AnsiColor::Red.on_default().bold()),
];

/// Zones that no fact is taken from.
const UNREAD: [&str; 4] = ["related", "comment", "footer", "banner"];

/// How the text is marked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Palette {
    /// No colour: mentions are told by brackets.
    pub(super) plain: bool,
}

impl Palette {
    /// What the marks mean, in one line.
    pub(super) fn legend(self) -> String {
        if self.plain {
            return "[words|what they mean] is a mention; {words|zone} is a stretch that no fact is taken from".into();
        }
        let kinds = KINDS.map(|(kind, style)| format!("{style}{kind}{style:#}")).join(" ");
        format!("{kinds} {DIM}no fact is taken from here{DIM:#}")
    }
}

/// The kind of a mention, as records name it.
pub(super) fn kind(value: &MentionValue<'_>) -> &'static str {
    match value {
        MentionValue::Region { .. } => "region",
        MentionValue::Date { .. } => "date",
        MentionValue::Count { .. } => "count",
        MentionValue::Official { .. } => "official",
        MentionValue::Organisation { .. } => "organisation",
        MentionValue::Programme { .. } => "programme",
        MentionValue::Signing { .. } => "signing",
    }
}

pub(super) fn style(value: &MentionValue<'_>) -> Style {
    let kind = kind(value);
    KINDS.iter().find(|(known, _)| *known == kind).map(|(_, style)| *style).unwrap_or_default()
}

/// Whether facts are taken from this zone.
pub(super) fn is_read(zone: &str) -> bool {
    !UNREAD.contains(&zone)
}

/// What a mention means, in a few words: `region 33.25`, `date 2022-04-21`.
pub(super) fn meaning(value: &MentionValue<'_>) -> String {
    let what = match value {
        MentionValue::Region { region: Some(region), .. } => region.code.to_string(),
        MentionValue::Region { candidates, .. } => {
            let codes: Vec<&str> = candidates.iter().map(|candidate| candidate.code.as_ref()).collect();
            if codes.is_empty() { "open".into() } else { format!("open: {}", codes.join(" or ")) }
        }
        MentionValue::Date { value, .. } => value.as_deref().unwrap_or("open").to_owned(),
        MentionValue::Count { value, approx, unit, role, .. } => {
            let value = value.map_or_else(|| "?".into(), |value| value.to_string());
            let approx = approx.map(|approx| format!("{approx} ")).unwrap_or_default();
            format!("{approx}{value} {unit}, {role}")
        }
        MentionValue::Official { name, office, acting, region, .. } => {
            let acting = acting.map(|acting| format!("{acting} ")).unwrap_or_default();
            let region = region.as_ref().map(|region| format!(" of {}", region.name)).unwrap_or_default();
            format!("{name}, {acting}{office}{region}")
        }
        MentionValue::Organisation { organisation } => organisation.to_string(),
        MentionValue::Programme { programme, .. } => programme.to_string(),
        MentionValue::Signing { instrument } => instrument.as_deref().unwrap_or_default().to_owned(),
    };
    one_line(format!("{} {what}", kind(value)).trim_end())
}
