//! From the parts that a source holds to an article: the text must be there, every other part may be missing, and one that
//! cannot be used is left out with a remark.

use crate::day::{Days, Unread, between_zones, day_in_url};
use crate::fault::{Item, SourceFault};
use crate::fields::{Fields, Part, PartSet};
use crate::limit::ArticleLimit;
use crate::options::Options;
use jiff::civil::Date;
use memchr::memchr;
use petik_core::{Article, Source};
use std::borrow::Cow;

/// The parts of an article as they stand in a source, borrowed from it where they can be.
#[derive(Default)]
pub(super) struct Parts<'l> {
    values: [Value<'l>; Part::COUNT],
}

/// A value, as far as an article can use it.
#[derive(Clone, Default, PartialEq)]
pub(super) enum Value<'l> {
    #[default]
    Absent,
    Null,
    Text(Cow<'l, str>),
    Number(String),
    /// In words: `a list`.
    Other(&'static str),
    /// It stands there more than once, each time another one.
    Twice,
}

impl<'l> Parts<'l> {
    pub(super) fn put(&mut self, part: Part, value: Value<'l>) {
        let own = &mut self.values[part as usize];
        *own = match std::mem::take(own) {
            Value::Absent => value,
            same if same == value => same,
            _ => Value::Twice,
        };
    }

    /// The value of a part; a second call finds it absent.
    fn take(&mut self, part: Part) -> Value<'l> {
        std::mem::take(&mut self.values[part as usize])
    }
}

/// The article that `parts` make up, with remarks on those that could not be used; or why there is none.
pub(super) fn article(mut parts: Parts<'_>, options: &Options) -> Result<(Article<'static>, Vec<String>), String> {
    let fields = &options.fields;
    let column = fields.column(Part::Text);
    let text = match parts.take(Part::Text) {
        Value::Text(text) => text,
        Value::Absent => {
            return Err(format!("no field `{column}`: name the one with the text by --field text=NAME"));
        }
        Value::Null => return Err(format!("no text: `{column}` is null")),
        Value::Number(_) => return Err(format!("no text: `{column}` is a number")),
        Value::Other(what) => return Err(format!("no text: `{column}` is {what}")),
        Value::Twice => return Err(format!("two fields `{column}` that differ: rename the one that is not the text")),
    };
    if text.trim().is_empty() {
        return Err(format!("no text: `{column}` is empty"));
    }
    if memchr(0, text.as_bytes()).is_some() {
        return Err(format!("a NUL character in `{column}`: not text"));
    }

    let mut remarks = Vec::new();
    let mut words = |part: Part| match parts.take(part) {
        Value::Text(words) if !words.trim().is_empty() => Some(words.into_owned()),
        Value::Number(number) if matches!(part, Part::Id | Part::Published) => Some(number),
        Value::Text(_) | Value::Absent | Value::Null => None,
        Value::Number(_) | Value::Other(_) => {
            remarks.push(format!("`{}` is not a string; left out", fields.column(part)));
            None
        }
        Value::Twice => {
            remarks.push(format!("two fields `{}` that differ; left out", fields.column(part)));
            None
        }
    };
    let (id, title) = (words(Part::Id), words(Part::Title));
    let (url, outlet) = (words(Part::Url), words(Part::Outlet));
    let published = words(Part::Published);
    let day = published.and_then(|written| {
        let read = day(&written, &text, url.as_deref(), options.pages.days());
        let column = fields.column(Part::Published);
        read.map_err(|reason| remarks.push(format!("`{column}` is {written:?}, {reason}"))).ok()
    });
    let article = Article {
        id: id.map(Cow::Owned),
        title: title.map(Cow::Owned),
        published: day,
        source: Source { url: url.map(Cow::Owned), outlet: outlet.map(Cow::Owned), ..Source::default() },
        ..Article::new(text.into_owned())
    };
    Ok((article, remarks))
}

/// The article that `parts` make up, each with its name (`text`, `published`, …), read as those of a JSON object are.
///
/// # Errors
///
/// Why there is none, or which part cannot be used.
pub fn article_of(parts: &[(&str, Option<&str>)], options: &Options) -> Result<Article<'static>, String> {
    let mut own = Parts::default();
    for (name, value) in parts {
        let value = value.map_or(Value::Null, |value| Value::Text(value.into()));
        options.fields.parts(name).iter().for_each(|part| own.put(part, value.clone()));
    }
    let (article, mut remarks) = article(own, options)?;
    // Here nothing is left out: whoever calls is told.
    remarks.pop().map_or(Ok(article), |remark| Err(remark.trim_end_matches("; left out").to_owned()))
}

/// The day that is `written` for the article `text`, or why there is none.
fn day(written: &str, text: &str, url: Option<&str>, days: &Days) -> Result<Date, String> {
    let stamp = days.read(written, false).map_err(|unread| match unread {
        Unread::NoDay => "which names no day: write it as 2022-04-21; left out".to_owned(),
        Unread::Either(one, two) => format!("which can be {one} and {two}: write it so; left out"),
    })?;
    let witnesses = days.in_first_lines(text).into_iter().chain(url.and_then(day_in_url));
    stamp.settle(text, witnesses).map_err(between_zones)
}

/// An article that begins on `line` of the file `path`, behind the remarks on it. Rows of a data frame have no file.
pub(super) fn placed<'p>(
    (mut article, remarks): (Article<'static>, Vec<String>),
    path: impl Into<Option<&'p str>>,
    line: u64,
) -> impl Iterator<Item = Item> {
    let path = path.into();
    if let Some(path) = path {
        article.source.path = Some(path.to_owned().into());
        article.source.line = Some(line);
    }
    let remark = move |reason| Err(SourceFault::remark(path.unwrap_or_default(), Some(line), reason));
    remarks.into_iter().map(remark).chain([Ok(article)])
}

/// Why a `line` or a `value` of so many bytes is not read.
pub(super) fn too_long(what: &str, bytes: u64, limit: ArticleLimit) -> String {
    format!("a {what} of {bytes} bytes: an article may have {limit} at most")
}

/// Why a table with the columns `names` holds no articles.
pub(super) fn no_text_column(fields: &Fields, names: &[impl AsRef<str>]) -> String {
    let names = names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
    let text = fields.column(Part::Text);
    format!("no column `{text}` in the header ({names}): name the one with the text by --field text=NAME")
}

/// Takes parts that stand in more than one of `columns` out of all of them, with a remark on each; `Err` where it is the text.
pub(super) fn without_doubles(columns: &mut [PartSet], fields: &Fields) -> Result<Vec<String>, String> {
    let mut remarks = Vec::new();
    for part in PartSet::all().iter() {
        let places: Vec<usize> = (1..).zip(&*columns).filter(|(_, own)| own.has(part)).map(|(at, _)| at).collect();
        let [first, second, ..] = places[..] else { continue };
        let two = format!("two columns are called `{}` ({first} and {second})", fields.column(part));
        if part == Part::Text {
            return Err(format!("{two}: rename one, or name another by --field text=NAME"));
        }
        columns.iter_mut().for_each(|own| own.remove(part));
        remarks.push(format!("{two}; left out"));
    }
    Ok(remarks)
}

/// Whether bytes begin with the mark of UTF-16, in which neither JSON nor tables are read.
pub(super) fn is_utf16(start: &[u8]) -> bool {
    start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF")
}

/// Why `what` in UTF-16 is not read.
pub(super) fn utf16(what: &str) -> String {
    format!("UTF-16: {what} must be UTF-8; convert the file with `iconv -f UTF-16 -t UTF-8`")
}
