//! How the cells of the sheets for people look: on a screen and on paper.

use super::colour;
use crate::words::Status;
use petik_core::Vocabulary;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The look of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Words in as many lines as they need.
    Plain,
    /// A year.
    Year,
    /// Words that open a page.
    Link,
    /// What a person fills in.
    Fill,
    /// The same for a code, which is no number.
    Code,
    /// For petik: narrow and grey.
    Faint,
    /// For petik, not shown.
    Hidden,
}

/// The formats of all looks.
pub(super) struct Looks {
    plain: Format,
    year: Format,
    link: Format,
    fill: Format,
    code: Format,
    faint: Format,
    head: Format,
    head_of_fill: Format,
    statuses: Vec<Format>,
}

const LINE: Color = Color::RGB(0x00BF_BFBF);
const HEAD: Color = Color::RGB(0x001F_3864);
const TO_FILL: Color = Color::RGB(0x00FF_FDE7);
const HEAD_TO_FILL: Color = Color::RGB(0x007F_6000);
const GREY: Color = Color::RGB(0x0080_8080);

impl Looks {
    pub(super) fn new() -> Self {
        let base = Format::new().set_font_size(10).set_align(FormatAlign::Top);
        let plain = base.clone().set_text_wrap().set_border(FormatBorder::Thin).set_border_color(LINE);
        let fill = plain.clone().set_background_color(TO_FILL);
        let head = plain.clone().set_bold().set_font_color(Color::White).set_align(FormatAlign::VerticalCenter);
        let of_status = |status: &Status| plain.clone().set_background_color(Color::RGB(colour(*status)));
        Looks {
            year: plain.clone().set_align(FormatAlign::Center),
            link: plain.clone().set_font_color(Color::Blue).set_underline(rust_xlsxwriter::FormatUnderline::Single),
            code: fill.clone().set_num_format("@"),
            faint: base.set_font_size(8).set_font_color(GREY),
            head_of_fill: head.clone().set_background_color(HEAD_TO_FILL),
            head: head.set_background_color(HEAD),
            statuses: Status::ALL.iter().map(of_status).collect(),
            plain,
            fill,
        }
    }

    pub(super) fn of(&self, look: Look) -> &Format {
        match look {
            Look::Plain => &self.plain,
            Look::Year => &self.year,
            Look::Link => &self.link,
            Look::Fill => &self.fill,
            Look::Code => &self.code,
            Look::Faint | Look::Hidden => &self.faint,
        }
    }

    pub(super) fn head(&self, look: Look) -> &Format {
        if matches!(look, Look::Fill | Look::Code) { &self.head_of_fill } else { &self.head }
    }

    pub(super) fn of_status(&self, status: Status) -> &Format {
        Status::ALL.iter().position(|one| *one == status).and_then(|at| self.statuses.get(at)).unwrap_or(&self.plain)
    }
}
