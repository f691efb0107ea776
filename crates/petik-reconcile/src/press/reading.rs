//! From streams of records to what press says: lines on several threads, results in their order.

use super::flat::told_by_cells;
use super::{MENTIONS, PressArticle, Scope, ZONE, read_line};
use petik_cluster::Sketch;
use petik_source::in_order;
use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt;
use std::io::{self, BufRead, Read};

/// The longest line that is read. A record is some times as long as its article, which may have 16 MiB.
const LONGEST_LINE: u64 = 256 << 20;

/// The column that every table of flat facts has.
const ARTICLE_ID: &str = "article_id";

/// A line of records that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineFault {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// What is wrong with it, and what to do.
    pub reason: String,
}

impl fmt::Display for LineFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

/// What press says within a scope.
#[derive(Debug, Default)]
pub struct Press {
    /// Articles that say something within the scope, in the order of the records.
    pub(crate) articles: Vec<PressArticle>,
    /// File and line of each, where its record can be found again.
    pub(crate) places: Vec<(u32, u64)>,
    /// Articles read.
    pub(crate) read: u64,
    pub(crate) facts: u64,
    pub(crate) elsewhere: u64,
    files: u32,
    /// Articles whose facts come in rows, with the quotes read so far.
    rows: HashMap<(String, Option<String>), (usize, String)>,
}

impl Press {
    /// Reads a stream of records, unpacked: article records or flat facts as JSON Lines, or flat facts as CSV. What cannot
    /// be read is handed to `on_fault` with its line, and the rest goes on. `threads` as for [`petik_source::in_order`].
    pub fn read(
        &mut self,
        name: &str,
        records: impl BufRead,
        scope: &Scope<'_>,
        threads: usize,
        on_fault: impl FnMut(LineFault),
    ) -> io::Result<()> {
        let file = self.files;
        self.files += 1;
        read_each(name, records, scope, threads, on_fault, |article, line| self.add(article, (file, line)))
    }

    /// Whether nothing was read: no article record, and no row of facts.
    pub fn is_empty(&self) -> bool {
        self.read == 0 && self.facts == 0
    }

    /// How many articles were read.
    pub fn articles(&self) -> u64 {
        self.read
    }

    fn add(&mut self, article: PressArticle, place: (u32, u64)) {
        self.facts += article.facts;
        self.elsewhere += article.elsewhere;
        if article.is_row {
            return self.add_row(article, place);
        }
        self.read += 1;
        if article.tells() {
            self.articles.push(article);
            self.places.push(place);
        }
    }

    /// Rows of one article become one again.
    fn add_row(&mut self, mut row: PressArticle, place: (u32, u64)) {
        let key = (row.article.id.clone(), row.article.url.clone());
        if !row.tells() {
            return;
        }
        let quotes = row.claims.iter().flat_map(|told| &told.claim.quotes).chain(row.counted.iter().map(|c| &c.quote));
        let quotes: Vec<String> = quotes.map(|quote| quote.quote.clone()).collect();
        match self.rows.get_mut(&key) {
            Some((at, words)) => {
                for quote in quotes {
                    if !words.contains(&quote) {
                        words.push('\n');
                        words.push_str(&quote);
                    }
                }
                self.articles[*at].claims.append(&mut row.claims);
                self.articles[*at].counted.append(&mut row.counted);
            }
            None => {
                self.read += 1;
                self.rows.insert(key, (self.articles.len(), quotes.join("\n")));
                self.articles.push(row);
                self.places.push(place);
            }
        }
    }

    /// Ends the reading: rows get the sketch of their quotes.
    pub(crate) fn finish(&mut self) {
        for (at, words) in std::mem::take(&mut self.rows).into_values() {
            self.articles[at].sketch = Some(Sketch::new(&words));
        }
    }
}

/// Reads a stream of records as [`Press::read`] does, and hands each article, or each row of one, to `each` with its line.
pub(crate) fn read_each(
    name: &str,
    mut records: impl BufRead,
    scope: &Scope<'_>,
    threads: usize,
    mut on_fault: impl FnMut(LineFault),
    mut each: impl FnMut(PressArticle, u64),
) -> io::Result<()> {
    let is_table =
        records.fill_buf()?.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|first| *first != b'{');
    let mut failure = None;
    let fault = |line, reason: String| LineFault { file: name.to_owned(), line, reason };
    let mut sink = |(line, told): (u64, Result<Option<PressArticle>, String>)| {
        match told {
            Ok(Some(article)) => each(article, line),
            Ok(None) => {}
            Err(reason) => on_fault(fault(line, reason)),
        }
        Ok::<(), Infallible>(())
    };
    let Ok(()) = if is_table {
        let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(records);
        let header = table.headers().cloned().map_err(io::Error::other)?;
        if !header.iter().any(|name| name == ARTICLE_ID) {
            let reason = format!("neither lines of JSON objects nor a table of flat facts (no column `{ARTICLE_ID}`)");
            let Ok(()) = sink((1, Err(reason)));
            return Ok(());
        }
        if header.iter().any(|name| name == ZONE) {
            let Ok(()) = sink((1, Err(MENTIONS.into())));
            return Ok(());
        }
        in_order(
            table.into_records(),
            threads,
            |row| row.as_ref().map_or(0, |row| row.as_slice().len()),
            |row| match row {
                Ok(row) => {
                    let line = row.position().map_or(0, csv::Position::line);
                    (line, told_by_cells(&row, &header, scope).map(Some))
                }
                Err(error) => (error.position().map_or(0, csv::Position::line), Err(error.to_string())),
            },
            &mut sink,
        )
    } else {
        let mut number = 0;
        let lines = std::iter::from_fn(|| {
            let line = next_line(&mut records).unwrap_or_else(|error| {
                failure = Some(error);
                None
            })?;
            number += 1;
            Some((number, line))
        });
        let work = |(number, line): (u64, Vec<u8>)| (number, of_line(&line, scope));
        in_order(lines, threads, |(_, line)| line.len(), work, &mut sink)
    };
    failure.map_or(Ok(()), Err)
}

fn of_line(line: &[u8], scope: &Scope<'_>) -> Result<Option<PressArticle>, String> {
    if line.len() as u64 >= LONGEST_LINE {
        return Err(format!("the line has more than {} MiB", LONGEST_LINE >> 20));
    }
    let line =
        std::str::from_utf8(line).map_err(|error| format!("not UTF-8 at byte {} of the line", error.valid_up_to()))?;
    let line = line.trim_start_matches('\u{feff}').trim();
    if line.is_empty() { Ok(None) } else { read_line(line, scope).map(Some) }
}

/// The next line, or as much of it as may be; the rest of a longer one is passed over.
pub(crate) fn next_line(records: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    records.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    if line.len() as u64 >= LONGEST_LINE {
        records.skip_until(b'\n')?;
    }
    Ok((!line.is_empty()).then_some(line))
}
