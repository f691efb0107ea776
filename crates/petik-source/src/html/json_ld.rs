//! JSON-LD: what a page says about its article for search engines. It is the surest clue where it is there, and often
//! broken: raw line ends inside of strings, commas too many. Then the few fields of use are looked for one by one.

use super::words::squeezed;
use dom_query::Document;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// What the page says about its article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct JsonLd {
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) body: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) language: Option<String>,
}

/// Reads all blocks of the page; the first article in them counts.
pub(super) fn read(document: &Document) -> JsonLd {
    let mut found = JsonLd::default();
    let mut of_page = JsonLd::default();
    for script in document.select(r#"script[type="application/ld+json"], script:not([type])"#).nodes() {
        let text = script.text();
        // Some programs lose the type on the way.
        if !script.has_attr("type") && !is_json_ld(&text) {
            continue;
        }
        match serde_json::from_str::<Value>(text.trim()) {
            Ok(value) => walk(&value, &mut found, &mut of_page),
            Err(_) => found.complete(rescued(&text)),
        }
    }
    // A page without an article still knows its day and its language.
    found.complete(JsonLd { headline: None, body: None, ..of_page });
    found
}

impl JsonLd {
    fn is_empty(&self) -> bool {
        *self == JsonLd::default()
    }

    /// Takes what is missing here from `other`.
    fn complete(&mut self, other: JsonLd) {
        self.headline = self.headline.take().or(other.headline);
        self.published = self.published.take().or(other.published);
        self.body = self.body.take().or(other.body);
        self.publisher = self.publisher.take().or(other.publisher);
        self.language = self.language.take().or(other.language);
    }

    fn of(object: &Map<String, Value>) -> Self {
        let text = |key: &str| object.get(key).and_then(name_of);
        JsonLd {
            headline: text("headline").or_else(|| text("name")).map(|text| squeezed(&plain(&text))),
            published: text("datePublished").or_else(|| text("dateCreated")),
            body: text("articleBody"),
            publisher: text("publisher").map(|text| squeezed(&plain(&text))),
            language: text("inLanguage"),
        }
    }
}

/// A text, or the name of the thing that stands for it.
fn name_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.as_str(),
        Value::Array(values) => return values.first().and_then(name_of),
        Value::Object(object) => object.get("name").or_else(|| object.get("@value"))?.as_str()?,
        _ => return None,
    };
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// Articles stand at the top, in a list, or in a graph; those further inside (lists of links, comments) are others.
fn walk(value: &Value, article: &mut JsonLd, of_page: &mut JsonLd) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| walk(value, article, of_page)),
        Value::Object(object) => {
            let has_kind = |wanted: fn(&str) -> bool| match object.get("@type") {
                Some(Value::String(kind)) => wanted(kind),
                Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(wanted),
                _ => false,
            };
            if has_kind(|kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report") {
                if article.is_empty() {
                    *article = JsonLd::of(object);
                }
            } else if has_kind(|kind| kind == "WebPage") {
                of_page.complete(JsonLd::of(object));
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                object.get(key).into_iter().for_each(|inner| walk(inner, article, of_page));
            }
        }
        _ => {}
    }
}

fn is_json_ld(script: &str) -> bool {
    let inner = script.trim_start().strip_prefix(['{', '[']).map(str::trim_start);
    inner.is_some_and(|inner| inner.trim_start_matches('{').trim_start().starts_with("\"@context\""))
}

/// The fields of a block that is no JSON.
fn rescued(text: &str) -> JsonLd {
    JsonLd {
        headline: field(text, "headline").map(|text| squeezed(&plain(&text))),
        published: field(text, "datePublished"),
        body: field(text, "articleBody"),
        publisher: text.split_once("\"publisher\"").and_then(|(_, rest)| field(rest, "name")),
        language: field(text, "inLanguage"),
    }
}

/// The string behind the first `"name":`.
fn field(text: &str, name: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!("\"{name}\""))?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let text = unescaped(rest.get(..string_end(rest)?)?);
    (!text.trim().is_empty()).then(|| text.into_owned())
}

/// Where the string ends that `text` begins with, behind its quotation mark.
pub(super) fn string_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })
}

/// A string as it is written, which may hold raw line ends.
pub(super) fn unescaped(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') && !raw.contains(|c: char| c.is_control()) {
        return Cow::Borrowed(raw);
    }
    let clean: String = raw.chars().map(|c| if c == '\n' { '\u{2028}' } else { c }).collect();
    let clean = clean.replace(|c: char| c.is_control(), " ");
    let text = serde_json::from_str::<String>(&format!("\"{clean}\"")).unwrap_or(clean);
    Cow::Owned(text.replace('\u{2028}', "\n"))
}

/// A text that may hold tags and entities, without them.
pub(super) fn plain(text: &str) -> String {
    if text.contains(['&', '<']) { Document::fragment(text).text().to_string() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str) -> JsonLd {
        read(&Document::from(format!(r#"<head><script type="application/ld+json">{json}</script>"#)))
    }

    #[test]
    fn the_article_in_a_graph() {
        let found = of(r#"{"@graph":[{"@type":"WebPage","datePublished":"2020-01-01","inLanguage":"id"},
            {"@type":["NewsArticle"],"headline":"A &amp; B","datePublished":"2022-04-21T10:00:00+07:00",
             "publisher":{"@type":"Organization","name":"Kabar Contoh"}}]}"#);
        assert_eq!(found.headline.as_deref(), Some("A & B"));
        assert_eq!(found.published.as_deref(), Some("2022-04-21T10:00:00+07:00"));
        assert_eq!((found.publisher.as_deref(), found.language.as_deref()), (Some("Kabar Contoh"), Some("id")));
        assert_eq!(of(r#"{"@type":"ItemList","itemListElement":[{"@type":"Article","headline":"x"}]}"#).headline, None);
    }

    #[test]
    fn blocks_without_their_type() {
        let of = |script: &str| read(&Document::from(format!("<head><script>{script}</script>"))).published;
        let block = r#"{"@context":"https://schema.org","@type":"NewsArticle","datePublished":"2022-04-21"}"#;
        assert_eq!(of(block).as_deref(), Some("2022-04-21"));
        assert_eq!(of(&format!("[ {block} ]")).as_deref(), Some("2022-04-21"));
        assert_eq!(of(&format!("let page = {block};")), None);
    }

    #[test]
    fn broken_blocks_are_rescued() {
        let found = of(
            "{\"@type\":\"NewsArticle\",\n\"headline\": \"Satu\ndua \\\"tiga\\\"\",\"datePublished\" : \"2022-04-21\",,}",
        );
        assert_eq!(found.headline.as_deref(), Some("Satu dua \"tiga\""));
        assert_eq!(found.published.as_deref(), Some("2022-04-21"));
        assert_eq!(of("{\"headline\": \"offen").headline, None);
    }
}
