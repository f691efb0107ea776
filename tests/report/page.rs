//! A written report, as the tests look at it.

use dom_query::Document;
use petik::gazetteer::Files;
use petik::reconcile::{Language, Phrases, Reconciliation, write_report};
use sha2::{Digest, Sha256};
use std::collections::HashSet;

pub fn phrases(language: Language) -> Phrases {
    Phrases::read(&Files::builtin(), language).unwrap()
}

pub fn written(reconciliation: &Reconciliation, language: Language) -> String {
    let mut html = Vec::new();
    write_report(reconciliation, &phrases(language), &mut html).unwrap();
    String::from_utf8(html).unwrap()
}

pub struct Page {
    pub html: String,
    document: Document,
}

impl Page {
    pub fn of(reconciliation: &Reconciliation) -> Self {
        Page::in_language(reconciliation, Language::English)
    }

    pub fn in_language(reconciliation: &Reconciliation, language: Language) -> Self {
        let html = written(reconciliation, language);
        Page { document: Document::from(html.as_str()), html }
    }

    pub fn count(&self, selector: &str) -> usize {
        self.document.select(selector).length()
    }

    /// All that the page says by itself in its language: what stands in the elements and attributes, without what is in another
    /// language and without words of data.
    pub fn own_words(&self) -> String {
        let document = Document::from(self.html.as_str());
        document.select("script, style, [lang='en'], body [lang='id'], bdi, cite, code, q, svg.tilemap text").remove();
        document.select("tbody th small, .reason, .reasons, table.files, select[name=outlet]").remove();
        let mut words = document.select("html").text().to_string();
        for name in ["aria-label", "placeholder", "data-label", "data-one", "data-many", "data-some", "title"] {
            for node in document.select(&format!("[{name}]")).nodes() {
                words.push('\n');
                words.push_str(&node.attr(name).unwrap());
            }
        }
        // Names of places are the same in all languages.
        regex::Regex::new(r"\{\w+\}").unwrap().replace_all(&words, "").into_owned()
    }

    pub fn text(&self, selector: &str) -> String {
        self.document.select(selector).text().to_string()
    }

    /// The page obeys only petik's own script and style, and names no address to be loaded.
    #[track_caller]
    pub fn is_closed(&self) {
        let policy = self.document.select("meta[http-equiv='Content-Security-Policy']").attr("content").unwrap();
        for (element, directive) in [("script", "script-src"), ("style", "style-src")] {
            let expected = format!("{directive} 'sha256-{}';", base64(&Sha256::digest(self.inside(element))));
            assert!(policy.contains(&expected), "{policy} lacks {expected}");
        }
        for directive in ["default-src 'none'", "base-uri 'none'", "form-action 'none'"] {
            assert!(policy.contains(directive), "{directive}");
        }
        assert!(!policy.contains("unsafe"));
        assert!(!self.html.contains("{{") && !self.html.contains("@import"));

        let mut links = 0;
        for node in self.document.select("*").nodes() {
            for attr in node.attrs() {
                let (name, value) = (&*attr.name.local, &*attr.value);
                assert!(!name.starts_with("on") && name != "style", "{name}={value}");
                let loads = ["src", "srcset", "action", "formaction", "data", "poster", "ping", "background", "cite"];
                assert!(!loads.contains(&name), "{name}={value}");
                if name != "href" || value.starts_with('#') {
                    continue;
                }
                assert_eq!(node.node_name().unwrap().as_ref(), "a");
                let scheme = value.split_once("://").unwrap().0.to_lowercase();
                assert!(["http", "https"].contains(&scheme.as_str()), "{value}");
                assert_eq!(node.attr("rel").unwrap().as_ref(), "noopener noreferrer nofollow");
                assert_eq!(node.attr("referrerpolicy").unwrap().as_ref(), "no-referrer");
                links += 1;
            }
        }
        assert_eq!(links, self.html.to_lowercase().matches("href=\"http").count());
        // Only the patterns of the page itself are fetched by a style.
        let style = String::from_utf8(self.inside("style").to_vec()).unwrap();
        assert_eq!(style.matches("url(").count(), style.matches("url(#").count());
    }

    /// The bytes between the tags of the only element of this name.
    fn inside(&self, element: &str) -> &[u8] {
        let (open, close) = (format!("<{element}>"), format!("</{element}>"));
        let from = self.html.find(&open).unwrap() + open.len();
        &self.html.as_bytes()[from..from + self.html[from..].find(&close).unwrap()]
    }

    /// Every id stands once, and what points to one finds it.
    #[track_caller]
    pub fn leads_somewhere(&self) {
        let mut ids = HashSet::new();
        for node in self.document.select("[id]").nodes() {
            let id = node.attr("id").unwrap().to_string();
            assert!(!id.contains(char::is_whitespace) && ids.insert(id.clone()), "{id}");
        }
        for node in self.document.select("[href^='#']").nodes() {
            let href = node.attr("href").unwrap();
            assert!(href.contains('=') || ids.contains(&href[1..]), "{href}");
        }
        for name in ["for", "aria-labelledby", "aria-describedby"] {
            for node in self.document.select(&format!("[{name}]")).nodes() {
                let value = node.attr(name).unwrap();
                assert!(value.split(' ').all(|id| ids.contains(id)), "{name}={value}");
            }
        }
    }
}

/// Written another way than in the library.
fn base64(bytes: &[u8]) -> String {
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let mut out: String = bits
        .as_bytes()
        .chunks(6)
        .map(|six| letters[(0..6).fold(0, |n, at| n * 2 + usize::from(six.get(at) == Some(&b'1')))])
        .collect();
    while !out.len().is_multiple_of(4) {
        out.push('=');
    }
    out
}
