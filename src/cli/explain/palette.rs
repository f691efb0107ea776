//! How each kind of mention looks, with colour and without.

use crate::cli::screen::Line;
use anstyle::{AnsiColor, Style};
use petik::Vocabulary;
use petik::record::{MentionType, MentionValue};

pub(super) const HEADING: Style = Style::new().bold();
pub(super) const DIM: Style = Style::new().dimmed();

/// How the types of mentions look; a type that has no place here looks like the first ones again.
const STYLES: [Style; 8] = [
    AnsiColor::Green.on_default().bold(),
    AnsiColor::Cyan.on_default().bold(),
    AnsiColor::Yellow.on_default().bold(),
    AnsiColor::Magenta.on_default().bold(),
    AnsiColor::Blue.on_default().bold(),
    AnsiColor::BrightGreen.on_default().underline(),
    AnsiColor::Red.on_default().bold(),
    AnsiColor::BrightCyan.on_default().underline(),
];

/// How the text is marked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Palette {
    /// No colour: mentions are told by brackets.
    pub(super) plain: bool,
}

impl Palette {
    /// What the marks mean, in one line.
    pub(super) fn legend(self) -> Line {
        if self.plain {
            return "[words|what they mean] is a mention; {words|zone} is a stretch that no fact is taken from".into();
        }
        let kinds = MentionType::ALL
            .iter()
            .fold(Line::default(), |line, &kind| line.and_styled(style_of(kind), kind.as_str()).and(" "));
        kinds.and_styled(DIM, "no fact is taken from here")
    }
}

fn style_of(kind: MentionType) -> Style {
    STYLES[kind as usize % STYLES.len()]
}

pub(super) fn style(value: &MentionValue<'_>) -> Style {
    style_of(value.kind())
}

/// What a mention means, in a few words: `region 33.25`, `date 2022-04-21`.
pub(super) fn meaning(value: &MentionValue<'_>) -> String {
    format!("{} {value}", value.kind().as_str()).trim_end().to_owned()
}
