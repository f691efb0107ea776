//! What the rest of an article says about its time: the evidence that dates are resolved from.

use crate::record::EvidenceKind;
use crate::text::Span;
use jiff::civil::Date;

/// What the rest of the article says about its time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Clues {
    /// The day of publication.
    pub published: Option<Date>,
    /// Years that stand in the text, each as often as it stands there.
    pub years: Vec<YearClue>,
    /// Terms of the officials named in their office.
    pub terms: Vec<Term>,
    /// Years in which the programmes named took in regions, both ends included.
    pub programme_years: Vec<(i16, i16)>,
    /// The year of the copyright line.
    pub copyright: Option<(i16, Span)>,
}

/// A year that the article states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearClue {
    /// The year.
    pub year: i16,
    /// Where it stands; `None` for the address of the page.
    pub span: Option<Span>,
    /// What kind of statement it is.
    pub kind: YearKind,
}

/// How a year is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearKind {
    /// In running text.
    Stated,
    /// As the year of a cohort.
    Cohort,
    /// In the address of the page.
    Url,
}

impl YearKind {
    pub(super) fn by(self) -> EvidenceKind {
        match self {
            YearKind::Stated => EvidenceKind::StatedYear,
            YearKind::Cohort => EvidenceKind::CohortYear,
            YearKind::Url => EvidenceKind::UrlYear,
        }
    }
}

/// The time in which an official held the office that the article gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// First day, if known.
    pub from: Option<Date>,
    /// Last day, if known and over.
    pub to: Option<Date>,
    /// The mention of the official.
    pub span: Span,
}
