//! The zones of a text.

use super::Zone;
use super::lines;
use super::quotation::{self, Quotation};
use crate::text::{Lexicon, Text};

/// The zones of a text.
#[derive(Debug)]
pub struct Zones {
    of_token: Vec<Zone>,
    /// Direct speech, in text order.
    pub quotations: Vec<Quotation>,
}

impl Zones {
    /// Finds the zones of `text`.
    pub fn new(text: &Text<'_>, lexicon: &Lexicon, lists: &lines::ZoneLists) -> Self {
        let of_token = lines::zones(text, lexicon, lists);
        let quotations = quotation::quotations(text, &of_token);
        Zones { of_token, quotations }
    }

    /// The zone of token `at`.
    pub fn of(&self, at: usize) -> Zone {
        self.of_token.get(at).copied().unwrap_or(Zone::Footer)
    }

    /// Whether token `at` stands in direct speech.
    pub fn quotation_at(&self, at: usize) -> Option<&Quotation> {
        let next = self.quotations.partition_point(|q| q.first <= at);
        next.checked_sub(1).map(|i| &self.quotations[i]).filter(|q| at < q.end)
    }

    /// Runs of tokens with the same zone: (first, first after it, zone).
    pub fn runs(&self) -> impl Iterator<Item = (usize, usize, Zone)> + '_ {
        let mut first = 0;
        std::iter::from_fn(move || {
            let zone = *self.of_token.get(first)?;
            let end = self.of_token[first..].iter().position(|z| *z != zone).map_or(self.of_token.len(), |n| first + n);
            let run = (first, end, zone);
            first = end;
            Some(run)
        })
    }
}
