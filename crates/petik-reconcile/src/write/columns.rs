//! Columns that several tables share: of an article, of a quote, of a decision.

mod claims;
mod others;
mod rows;
mod sizes;

pub(super) use claims::claims;
pub(super) use others::{decisions, list_remarks, remarks, reprints, unresolved};
pub(super) use rows::{rows, summary};
pub(super) use sizes::ledger;

use super::table::{Cell, Column, Kind, column, joined};
use crate::link::quote_link;
use crate::reconciliation::{ArticleRef, Decided, Quote};
use jiff::civil::Date;

/// The article that something rests on.
fn article<'r, R: 'r>(of: impl Fn(R) -> Option<&'r ArticleRef> + Copy + 'r) -> Vec<Column<'r, R>> {
    vec![
        column("article_id", Kind::Words, "Id of the article.", move |row| of(row).map(|article| &article.id)),
        column("title", Kind::Words, "Headline of the article.", move |row| {
            of(row).and_then(|article| article.title.as_deref())
        }),
        column("url", Kind::Words, "Address of the article, as its source gave it.", move |row| {
            of(row).and_then(|article| article.url.as_deref())
        }),
        column("outlet", Kind::Words, "Name or host of the outlet.", move |row| {
            of(row).and_then(|article| article.outlet.as_deref())
        }),
        column("published", Kind::Day, "Day of publication; empty where it is no day of the calendar.", move |row| {
            of(row).and_then(|article| day(article.published.as_deref()))
        }),
    ]
}

/// The number of the article's source.
fn source<'r, R: 'r>(of: impl Fn(R) -> Option<&'r ArticleRef> + 'r) -> Column<'r, R> {
    let about = "Number of the independent source: articles of one number are one text in several copies.";
    column("source", Kind::Whole, about, move |row| of(row).map(|article| article.source))
}

/// The words with what stands around them.
fn quote<'r, R: 'r>(of: impl Fn(R) -> Option<&'r Quote> + Copy + 'r) -> Vec<Column<'r, R>> {
    vec![
        column("quote", Kind::Long, "The words.", move |row| of(row).map(|quote| &quote.quote)),
        column("before", Kind::Long, "What stands before them in the paragraph.", move |row| {
            of(row).map(|quote| &quote.before)
        }),
        column("after", Kind::Long, "What stands behind them in the paragraph.", move |row| {
            of(row).map(|quote| &quote.after)
        }),
        column("start", Kind::Whole, "Start of the quote in the text, in code points.", move |row| {
            of(row).map(|quote| quote.start)
        }),
        column("end", Kind::Whole, "End of the quote, exclusive.", move |row| of(row).map(|quote| quote.end)),
    ]
}

/// A link to the page at the quote.
fn link<'r, R: Copy + 'r>(
    article: impl Fn(R) -> Option<&'r ArticleRef> + 'r,
    quote: impl Fn(R) -> Option<&'r Quote> + 'r,
) -> Column<'r, R> {
    column("link", Kind::Link, "Opens the page at the quote; empty where the address is none of the web.", move |row| {
        let url = article(row)?.url.as_deref()?;
        quote_link(url, quote(row).map_or("", |quote| &quote.quote)).map(Cell::from)
    })
}

/// What a steward decided.
fn decision<'r, R: 'r>(of: impl Fn(R) -> Option<&'r Decided> + Copy + 'r) -> Vec<Column<'r, R>> {
    vec![
        column("decision", Kind::Words, "What a steward decided: `accept`, `reject` or `correct`.", move |row| {
            of(row).map(|decided| decided.verdict.as_str())
        }),
        column("decision_changes", Kind::Words, "What was corrected, each as `what: from -> to`.", move |row| {
            of(row).map(|decided| joined(&decided.changes))
        }),
        column("decision_note", Kind::Long, "The steward's words.", move |row| {
            of(row).and_then(|decided| decided.note.as_deref())
        }),
        column("decided_by", Kind::Words, "Who decided.", move |row| {
            of(row).and_then(|decided| decided.who.as_deref())
        }),
        column("decided_on", Kind::Words, "When.", move |row| of(row).and_then(|decided| decided.when.as_deref())),
        column("decision_stale", Kind::Yes, "Whether the evidence has changed since the decision.", move |row| {
            of(row).map(|decided| decided.stale)
        }),
    ]
}

/// A day of the calendar, else nothing: what is typed as a day in `datapackage.json` must be one.
fn day(text: Option<&str>) -> Option<&str> {
    text.filter(|text| text.len() == "2018-05-08".len() && text.parse::<Date>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_day_is_one_of_the_calendar() {
        assert_eq!(day(Some("2018-05-08")), Some("2018-05-08"));
        for bad in ["2018-02-30", "2018-05-08T10:00", "20180508", "soon", ""] {
            assert_eq!(day(Some(bad)), None, "{bad}");
        }
    }
}
