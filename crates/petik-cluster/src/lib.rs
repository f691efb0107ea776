//! Reprints: texts that are copies of one another count as one source. A press release that thirty papers print, each under
//! its own headline, is said once; two reports of one event by two writers are said twice.
//!
//! A [`Sketch`] stands for a text: the share of common runs of three words is estimated from it. [`clusters`] puts copies
//! together, in time that grows with the number of texts and not with its square. [`differences`] shows what one copy says
//! and the other does not.
//!
//! What makes a copy is the same words in the same order, and the same names and numbers among them: releases that one
//! template makes for two regions are two sources, unless no more than a few of their names differ.
//!
//! Where there is no text, its quotes, joined by line ends, can stand for it. Then copies are articles that rest on the same
//! words, which says less: two writers may well share their few quoted words, and count once then. The error is on the side
//! of fewer sources.

mod bucket;
mod difference;
mod group;
mod sketch;
mod words;

pub use difference::differences;
pub use group::clusters;
pub use sketch::Sketch;

/// Above which share of common shingles two texts are one source, where nobody chooses another. Measured in
/// `benches/README.md`: reports by two writers share less than a fifth, copies under another headline more than half.
pub const THRESHOLD: f64 = 0.5;
