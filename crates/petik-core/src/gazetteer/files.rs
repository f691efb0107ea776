//! The files of the gazetteer folder: those embedded at build time and, over them, those of a user's folder.

use super::records::Records;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

include!(concat!(env!("OUT_DIR"), "/gazetteers.rs"));

/// Path below the folder → texts, the embedded one first and the user's one, if any, behind it.
#[derive(Debug, Clone, Default)]
pub struct Files {
    files: Arc<BTreeMap<Cow<'static, str>, Vec<Cow<'static, str>>>>,
    is_tested: bool,
}

impl Files {
    /// The embedded files.
    pub fn builtin() -> Self {
        let files = EMBEDDED.iter().map(|&(name, text, _)| (name.into(), vec![text.into()]));
        Files { files: Arc::new(files.collect()), is_tested: true }
    }

    /// Lays `text` over the file `name` (`words/months.csv`): rows and rules with a known key replace, others add. A file that
    /// nothing reads is a fault when an engine is made.
    pub fn lay_over(&mut self, name: impl Into<String>, text: impl Into<String>) {
        let files = Arc::make_mut(&mut self.files);
        files.entry(Cow::Owned(name.into())).or_default().push(Cow::Owned(text.into()));
        self.is_tested = false;
    }

    /// Puts `text` in the place of the file `name`, with what was laid over it.
    pub fn replace(&mut self, name: impl Into<String>, text: impl Into<String>) {
        Arc::make_mut(&mut self.files).insert(Cow::Owned(name.into()), vec![Cow::Owned(text.into())]);
        self.is_tested = false;
    }

    /// Whether these are the embedded files alone, in which tests have looked for faults: what is not needed at once is made when
    /// it is first asked. Of others everything is made at once, so that their faults are told before any text is read.
    pub fn is_tested(&self) -> bool {
        self.is_tested
    }

    /// The same files, to be looked through as a user's are.
    pub fn to_be_tested(self) -> Self {
        Files { is_tested: false, ..self }
    }

    /// The texts of one file, embedded first.
    pub fn texts(&self, name: &str) -> &[Cow<'static, str>] {
        self.files.get(name).map_or(&[], Vec::as_slice)
    }

    /// The texts of one list, embedded first, each with its records.
    pub(super) fn records(&self, name: &str) -> impl Iterator<Item = (&Cow<'static, str>, Cow<'static, Records>)> {
        self.texts(name).iter().map(move |text| {
            let known = if let Cow::Borrowed(_) = text { embedded(name) } else { None };
            (text, known.map_or_else(|| Cow::Owned(Records::of(text)), Cow::Borrowed))
        })
    }

    /// The names of all files that begin with `prefix`, sorted.
    pub fn names<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.files.keys().map(|name| &**name).filter(move |name| name.starts_with(prefix))
    }

    /// Files of the user's folder that nothing reads: no embedded file has their name, and they are neither word lists, which
    /// rules may name, nor cohort lists or types of facts.
    pub fn unread(&self) -> impl Iterator<Item = &str> {
        let is_embedded = |name: &str| EMBEDDED.iter().any(|(embedded, ..)| *embedded == name);
        let names = self.files.keys().map(|name| &**name);
        let is_open = |name: &str| ["words/", "cohorts/", "facts/"].iter().any(|folder| name.starts_with(folder));
        names.filter(move |name| !is_embedded(name) && !is_open(name))
    }

    /// SHA-256 over all names and texts, in hexadecimal: two engines with the same digest say the same. How petik speaks to
    /// people (`ui/`) changes nothing that it reads.
    pub fn digest(&self) -> String {
        let mut hasher = Sha256::new();
        for (name, texts) in self.files.iter().filter(|(name, _)| !name.starts_with("ui/")) {
            for text in texts {
                hasher.update(name.as_bytes());
                hasher.update([0]);
                hasher.update(text.as_bytes());
                hasher.update([0]);
            }
        }
        hasher.finalize().iter().map(|b| format!("{b:02x}")).collect()
    }
}

/// The records of an embedded list.
fn embedded(name: &str) -> Option<&'static Records> {
    let place = EMBEDDED.binary_search_by_key(&name, |(name, ..)| name).ok()?;
    EMBEDDED[place].2.as_ref()
}
