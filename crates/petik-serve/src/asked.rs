//! What a request says of its body: the type in `Content-Type`, and in the query what is known of the article and what is wanted.

use crate::fault::{Code, Fault};
use axum::extract::Query;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::request::Parts;
use petik_core::{Only, Vocabulary, vocabulary};

vocabulary! {
    /// The types of bodies.
    pub(crate) enum Kind {
        /// One article.
        Text = "text/plain",
        /// One page.
        Html = "text/html",
        /// One article as an object, or an array of them.
        Json = "application/json",
        /// One article a line.
        JsonLines = "application/x-ndjson",
    }
}

vocabulary! {
    /// What is made of an article.
    pub(crate) enum Form {
        /// Its record.
        Records = "records",
        /// A row for each fact.
        Facts = "facts",
        /// A row for each mention.
        Mentions = "mentions",
    }
}

/// Other names of the types.
const ALSO: [(&str, Kind); 4] = [
    ("application/jsonl", Kind::JsonLines),
    ("application/x-jsonlines", Kind::JsonLines),
    ("application/json-lines", Kind::JsonLines),
    ("application/xhtml+xml", Kind::Html),
];

/// The parameters that say something of an article, which JSON says itself.
pub(crate) const ABOUT_TEXT: [&str; 5] = ["id", "url", "title", "published", "outlet"];
pub(crate) const ABOUT_PAGE: [&str; 2] = ["id", "url"];

/// The parameters that say what is wanted of `/v1/extract`.
pub(crate) const WANTED: [&str; 3] = ["form", "only", "with_text"];

/// What a request asks for.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) kind: Kind,
    /// The encoding that the body is said to be in.
    pub(crate) charset: Option<String>,
    /// What is known of the article, by the names of its parts.
    about: Vec<(String, String)>,
    pub(crate) form: Form,
    pub(crate) only: Option<Only>,
    pub(crate) with_text: bool,
}

impl Asked {
    /// Reads the head of a request that may say what is `wanted`.
    pub(crate) fn of(head: &Parts, wanted: &[&str]) -> Result<Self, Fault> {
        let (kind, charset) = content_type(head)?;
        let mut asked = Asked { kind, charset, about: Vec::new(), form: Form::Records, only: None, with_text: false };
        let about: &[&str] = match kind {
            Kind::Text => &ABOUT_TEXT,
            Kind::Html => &ABOUT_PAGE,
            Kind::Json | Kind::JsonLines => &[],
        };
        let known: Vec<&str> = about.iter().chain(wanted).copied().collect();
        let mut seen: Vec<String> = Vec::new();
        for (name, value) in pairs(head)? {
            if !known.contains(&name.as_str()) {
                return Err(unknown(&name, kind, &known));
            }
            if seen.contains(&name) {
                return Err(bad(format_args!("`{name}` is given twice"), "give it once"));
            }
            match name.as_str() {
                "form" => asked.form = word(&name, &value)?,
                "only" => asked.only = Some(word(&name, &value)?),
                "with_text" => asked.with_text = truth(&name, &value)?,
                _ => asked.about.push((name.clone(), value)),
            }
            seen.push(name);
        }
        if asked.with_text && asked.form != Form::Records {
            return Err(bad("`with_text` is for records, and `form` asks for rows", "leave out one of them"));
        }
        Ok(asked)
    }

    /// What is known of the article, part by part.
    pub(crate) fn about(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.about.iter().map(|(name, value)| (name.as_str(), Some(value.as_str())))
    }

    /// What is known of this part.
    pub(crate) fn part(&self, part: &str) -> Option<String> {
        self.about().find_map(|(name, value)| value.filter(|_| name == part)).map(str::to_owned)
    }

    /// Of which articles something is made.
    pub(crate) fn sought(&self) -> Only {
        let made = if self.form == Form::Facts { Only::Facts } else { Only::All };
        self.only.unwrap_or(made)
    }
}

/// The parameters of a query.
pub(crate) fn pairs(head: &Parts) -> Result<Vec<(String, String)>, Fault> {
    let query = Query::<Vec<(String, String)>>::try_from_uri(&head.uri);
    let Query(pairs) = query.map_err(|error| bad("the query cannot be read", "send NAME=VALUE&…").because(error))?;
    Ok(pairs)
}

/// Refuses any parameter, where there is none.
pub(crate) fn no_parameters(head: &Parts) -> Result<(), Fault> {
    match pairs(head)?.first() {
        Some((name, _)) => Err(bad(format_args!("there is no parameter `{name}` here"), "leave it out")),
        None => Ok(()),
    }
}

fn content_type(head: &Parts) -> Result<(Kind, Option<String>), Fault> {
    let way_out = format!("send the body as it is, as one of {}", Kind::words());
    let refused = |what: String| Fault::new(Code::UnsupportedType, what, &way_out);
    if let Some(coding) = head.headers.get(CONTENT_ENCODING).filter(|coding| *coding != "identity") {
        let what = format!("the body is packed: {}", coding.to_str().unwrap_or_default());
        return Err(refused(what).at("header Content-Encoding"));
    }
    let value = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut words = value.split(';').map(str::trim);
    let kind = words.next().unwrap_or_default().to_ascii_lowercase();
    let also = || ALSO.iter().find(|(name, _)| *name == kind).map(|(_, kind)| *kind);
    let charset = words.filter_map(|word| word.split_once('=')).find(|(name, _)| name.eq_ignore_ascii_case("charset"));
    let charset = charset.map(|(_, charset)| charset.trim_matches('"').to_owned());
    let is_utf8 = |name: &String| ["utf-8", "utf8", "us-ascii"].contains(&name.to_ascii_lowercase().as_str());
    match Kind::parse(&kind).or_else(also) {
        Some(kind) if kind != Kind::Html && charset.as_ref().is_some_and(|name| !is_utf8(name)) => {
            let what = format!("{} is said to be in {}", kind.as_str(), charset.unwrap_or_default());
            let way_out =
                "send it in UTF-8; a text in an older encoding may be sent without `charset`, and it is found out";
            Err(Fault::new(Code::UnsupportedType, what, way_out).at("header Content-Type"))
        }
        Some(kind) => Ok((kind, charset)),
        None if kind.is_empty() => Err(refused("there is no Content-Type".to_owned()).at("header Content-Type")),
        None => Err(refused(format!("{kind} is not read here")).at("header Content-Type")),
    }
}

fn unknown(name: &str, kind: Kind, known: &[&str]) -> Fault {
    let what = format_args!("there is no parameter `{name}` for {}", kind.as_str());
    if known.is_empty() {
        return bad(what, "leave it out");
    }
    bad(what, format_args!("it is one of {}", known.join(", ")))
}

fn word<V: Vocabulary>(name: &str, value: &str) -> Result<V, Fault> {
    let bad = || bad(format_args!("`{name}` is {value:?}"), format_args!("it is one of {}", V::words()));
    V::parse(value).ok_or_else(bad)
}

fn truth(name: &str, value: &str) -> Result<bool, Fault> {
    value.parse().map_err(|_| bad(format_args!("`{name}` is {value:?}"), "it is true or false"))
}

pub(crate) fn bad(what: impl std::fmt::Display, way_out: impl std::fmt::Display) -> Fault {
    Fault::new(Code::BadParameter, what, way_out).at("query")
}
