//! Records as JSON. It is written and read here and not where it is asked for, so that the code for it is made once, for speed:
//! `inline(never)` keeps it from being made again by a caller who is compiled for size.

use super::article::ArticleRecord;
use super::flat::{FlatFact, flat_facts};
use super::flat_mention::{FlatMention, flat_mentions};

impl<'a> ArticleRecord<'a> {
    /// Adds the record to `out` as JSON on one line, without the end of the line.
    ///
    /// # Errors
    ///
    /// None that a record can cause; see [`serde_json::to_writer`].
    #[inline(never)]
    pub fn to_json(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        serde_json::to_writer(out, self)
    }

    /// Reads a record. What it does not hold is nothing, or the plainest value: a fact without a status is done, a mention of a
    /// date without granularity is one of a day.
    ///
    /// # Errors
    ///
    /// Where `json` is no JSON, a field has another type than the record's, or a word is none of its field's.
    ///
    /// ```
    /// use petik_core::record::{ArticleRecord, FactStatus};
    ///
    /// let record = ArticleRecord::from_json(r#"{"id": "a", "facts": [{"type": "membership", "region": "33.25"}]}"#)?;
    /// assert_eq!(record.facts[0].status, FactStatus::Done);
    /// assert!(ArticleRecord::from_json(r#"{"id": "a", "facts": [{"status": "perhaps"}]}"#).is_err());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[inline(never)]
    pub fn from_json(json: &'a str) -> serde_json::Result<Self> {
        serde_json::from_str(json)
    }

    /// Reads the records in `json`, one object after the other; whether each has a line of its own does not matter.
    ///
    /// # Errors
    ///
    /// As for [`ArticleRecord::from_json`]; the line counts from the beginning of `json`.
    #[inline(never)]
    pub fn all_from_json(json: &'a str) -> serde_json::Result<Vec<Self>> {
        serde_json::Deserializer::from_str(json).into_iter().collect()
    }

    /// Adds its facts to `out` as flat rows, one a line.
    ///
    /// # Errors
    ///
    /// As for [`ArticleRecord::to_json`].
    pub fn facts_to_json(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        flat_facts(self).iter().try_for_each(|row| line(out, |out| row.to_json(out)))
    }

    /// Adds its mentions to `out` as flat rows, one a line.
    ///
    /// # Errors
    ///
    /// As for [`ArticleRecord::to_json`].
    pub fn mentions_to_json(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        flat_mentions(self).iter().try_for_each(|row| line(out, |out| row.to_json(out)))
    }
}

fn line(out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>) -> serde_json::Result<()>) -> serde_json::Result<()> {
    write(out)?;
    out.push(b'\n');
    Ok(())
}

impl<'a> FlatFact<'a> {
    /// Reads a row. What it does not hold is nothing; it must hold the article's id and the fact's type and status.
    ///
    /// # Errors
    ///
    /// As for [`ArticleRecord::from_json`].
    #[inline(never)]
    pub fn from_json(json: &'a str) -> serde_json::Result<Self> {
        serde_json::from_str(json)
    }

    /// Adds the row to `out` as JSON on one line, without the end of the line.
    ///
    /// # Errors
    ///
    /// None that a row can cause; see [`serde_json::to_writer`].
    #[inline(never)]
    pub fn to_json(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        serde_json::to_writer(out, self)
    }
}

impl FlatMention<'_> {
    /// Adds the row to `out` as JSON on one line, without the end of the line.
    ///
    /// # Errors
    ///
    /// None that a row can cause; see [`serde_json::to_writer`].
    #[inline(never)]
    pub fn to_json(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        serde_json::to_writer(out, self)
    }
}
