//! The catalogue: the entries that are served, and under which names.

use super::entry::Entry;
use super::gazetteers::{officials, programmes, regions};
use super::list::of_rows;
use super::source::{ListSource, LiveList, Teller};
use crate::matcher::RegionMatcher;
use petik_core::Engine;
use petik_reconcile::{ListOptions, Row, Unresolved};
use std::sync::Arc;

/// What is served. It is made once, and shared by all requests.
///
/// ```
/// use petik_serve::recon::{Catalogue, router};
/// use std::sync::{Arc, LazyLock};
///
/// static ENGINE: LazyLock<petik_core::Engine> = LazyLock::new(|| petik_core::Engine::builtin().unwrap_or_else(|e| panic!("{e}")));
/// let catalogue = Catalogue::of(&ENGINE);
/// assert_eq!(catalogue.names(), ["regions", "officials", "programmes"]);
/// let routes = router(Arc::new(catalogue));
/// ```
pub struct Catalogue {
    matcher: Arc<RegionMatcher>,
    slots: Vec<Slot>,
    tell: Teller,
}

enum Slot {
    Fixed(Arc<Entry>),
    Live(Box<LiveList>),
}

impl Catalogue {
    /// Regions, officials and programmes of the gazetteers of `engine`.
    pub fn of(engine: &'static Engine) -> Self {
        let matcher = Arc::new(RegionMatcher::new(engine));
        let entries = [regions(&matcher), officials(engine), programmes(engine)];
        let slots = entries.into_iter().map(|entry| Slot::Fixed(Arc::new(entry))).collect();
        Catalogue { matcher, slots, tell: Arc::new(|_| {}) }
    }

    /// With what is called when the list was read again, or could not be; to be set before the list.
    pub fn telling(self, tell: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Catalogue { tell: Arc::new(tell), ..self }
    }

    /// With a list before all others, read again when it changes. Its rows may be of any programme, or of none.
    ///
    /// # Errors
    ///
    /// Where it cannot be read: where, why, and what to do.
    pub fn with_list(mut self, source: Box<dyn ListSource>, options: ListOptions) -> Result<Self, String> {
        let options = ListOptions { any_programme: true, ..options };
        let live = LiveList::new(source, options, Arc::clone(&self.matcher), Arc::clone(&self.tell))?;
        self.slots.insert(0, Slot::Live(Box::new(live)));
        Ok(self)
    }

    /// With the rows of a reconciliation before all others, and what it left open of the list; `title` names it for people.
    pub fn with_rows(mut self, title: &str, rows: &[Row], open: &[Unresolved]) -> Self {
        let entry = of_rows(&self.matcher, &format!("petik: {title}"), rows, open);
        self.slots.insert(0, Slot::Fixed(Arc::new(entry)));
        self
    }

    /// The names of its entries, in addresses; `/reconcile` is the first.
    pub fn names(&self) -> Vec<&'static str> {
        self.slots.iter().map(|slot| slot.now().0.name).collect()
    }

    /// What is wrong with a list that is served as it was before.
    pub fn fault(&self) -> Option<String> {
        self.slots.iter().find_map(|slot| slot.now().1)
    }

    /// What finds regions by names.
    pub fn matcher(&self) -> Arc<RegionMatcher> {
        Arc::clone(&self.matcher)
    }

    /// Its lists and rules.
    pub(crate) fn engine(&self) -> &'static Engine {
        self.matcher.engine()
    }

    /// The entry of this name, or the first; and why it is not as its list is now.
    pub(crate) fn entry(&self, name: Option<&str>) -> Option<(Arc<Entry>, Option<String>)> {
        let mut all = self.slots.iter().map(Slot::now);
        all.find(|(entry, _)| name.is_none_or(|name| entry.name == name))
    }
}

impl Slot {
    fn now(&self) -> (Arc<Entry>, Option<String>) {
        match self {
            Slot::Fixed(entry) => (Arc::clone(entry), None),
            Slot::Live(live) => live.now(),
        }
    }
}
