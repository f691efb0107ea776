//! From the parts that a source holds to an article: the text must be there, every other part may be missing, and one that
//! cannot be used is left out with a remark.

use super::fields::{Fields, Part};
use super::parse_day;
use crate::article::{Article, Source};
use std::borrow::Cow;

/// The parts of an article as they stand in a source, borrowed from it where they can be.
#[derive(Default)]
pub(super) struct Parts<'l> {
    values: [Value<'l>; Part::COUNT],
}

/// A value, as far as an article can use it.
#[derive(Clone, Default)]
pub(super) enum Value<'l> {
    #[default]
    Absent,
    Null,
    Text(Cow<'l, str>),
    Number(String),
    /// In words: `a list`.
    Other(&'static str),
}

impl<'l> Parts<'l> {
    pub(super) fn put(&mut self, part: Part, value: Value<'l>) {
        self.values[part as usize] = value;
    }

    /// The value of a part; a second call finds it absent.
    fn take(&mut self, part: Part) -> Value<'l> {
        std::mem::take(&mut self.values[part as usize])
    }
}

/// The article that `parts` make up, with remarks on those that could not be used; or why there is none.
pub(super) fn article(
    mut parts: Parts<'_>,
    fields: &Fields,
) -> Result<(Article<'static>, Vec<String>), Cow<'static, str>> {
    let column = fields.column(Part::Text);
    let text = match parts.take(Part::Text) {
        Value::Text(text) => text,
        Value::Absent => {
            return Err(format!("no field `{column}`: name the one with the text by --field text=NAME").into());
        }
        Value::Null => return Err(format!("no text: `{column}` is null").into()),
        Value::Number(_) => return Err(format!("no text: `{column}` is a number").into()),
        Value::Other(what) => return Err(format!("no text: `{column}` is {what}").into()),
    };
    if text.trim().is_empty() {
        return Err(format!("no text: `{column}` is empty").into());
    }
    if text.contains('\0') {
        return Err(format!("a NUL character in `{column}`: not text").into());
    }

    let mut remarks = Vec::new();
    let mut words = |part: Part| match parts.take(part) {
        Value::Text(words) if !words.trim().is_empty() => Some(words.into_owned()),
        Value::Number(number) if part == Part::Id => Some(number),
        Value::Text(_) | Value::Absent | Value::Null => None,
        Value::Number(_) | Value::Other(_) => {
            remarks.push(format!("`{}` is not a string; left out", fields.column(part)));
            None
        }
    };
    let (id, title) = (words(Part::Id), words(Part::Title));
    let (url, outlet) = (words(Part::Url), words(Part::Outlet));
    let published = words(Part::Published);
    let day = published.as_deref().and_then(parse_day);
    if let Some(published) = published.filter(|_| day.is_none()) {
        let column = fields.column(Part::Published);
        remarks.push(format!("`{column}` is {published:?}, not an ISO 8601 day such as 2022-04-21; left out"));
    }
    let article = Article {
        id: id.map(Cow::Owned),
        title: title.map(Cow::Owned),
        published: day,
        source: Source { url: url.map(Cow::Owned), outlet: outlet.map(Cow::Owned), ..Source::default() },
        ..Article::new(text.into_owned())
    };
    Ok((article, remarks))
}
