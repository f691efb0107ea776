//! A list that may change while it is served: where it comes from, and the last state of it that could be read.

use super::entry::Entry;
use super::list::of_list;
use crate::matcher::RegionMatcher;
use petik_reconcile::{ListOptions, read_list};
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::time::Instant;

/// How often it is looked whether the list has changed.
const LOOKED_EVERY: Duration = Duration::from_secs(1);

/// Where a list comes from.
pub trait ListSource: Send + Sync {
    /// What messages call it.
    fn name(&self) -> String;

    /// What changes when the list does; an error, where it cannot be told.
    fn stamp(&self) -> Result<String, String>;

    /// Its bytes.
    fn read(&self) -> Result<Vec<u8>, String>;
}

/// A file.
#[derive(Debug, Clone)]
pub struct FileSource(pub PathBuf);

impl ListSource for FileSource {
    fn name(&self) -> String {
        self.0.file_name().unwrap_or(self.0.as_os_str()).to_string_lossy().into_owned()
    }

    fn stamp(&self) -> Result<String, String> {
        let meta = fs::metadata(&self.0).map_err(|error| error.to_string())?;
        let since = meta.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        Ok(format!("{}/{}", meta.len(), since.unwrap_or_default().as_nanos()))
    }

    fn read(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// What is called when a list was read anew, or could not be.
pub(crate) type Teller = Arc<dyn Fn(&str) + Send + Sync>;

/// The entry of a list that may change.
pub(crate) struct LiveList {
    source: Box<dyn ListSource>,
    options: ListOptions,
    matcher: Arc<RegionMatcher>,
    tell: Teller,
    state: Mutex<State>,
}

struct State {
    entry: Arc<Entry>,
    stamp: Result<String, String>,
    looked: Instant,
    /// Why the last state of the list is not served.
    fault: Option<String>,
}

impl LiveList {
    /// Reads the list for the first time.
    pub(crate) fn new(
        source: Box<dyn ListSource>,
        options: ListOptions,
        matcher: Arc<RegionMatcher>,
        tell: Teller,
    ) -> Result<Self, String> {
        // The stamp is taken first: what changes in between is read again.
        let stamp = source.stamp();
        let entry = Arc::new(entry(&*source, &options, &matcher)?);
        let state = Mutex::new(State { entry, stamp, looked: Instant::now(), fault: None });
        Ok(LiveList { source, options, matcher, tell, state })
    }

    /// The entry as the list is now, or as it was when it could be read last; and why it is that one.
    pub(crate) fn now(&self) -> (Arc<Entry>, Option<String>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.looked.elapsed() >= LOOKED_EVERY {
            state.looked = Instant::now();
            let stamp = self.source.stamp();
            if stamp != state.stamp {
                self.read_again(&mut state);
                state.stamp = stamp;
            }
        }
        (Arc::clone(&state.entry), state.fault.clone())
    }

    fn read_again(&self, state: &mut State) {
        match entry(&*self.source, &self.options, &self.matcher) {
            Ok(entry) => {
                state.entry = Arc::new(entry);
                state.fault = None;
                (self.tell)(&format!("{} has changed and was read again", self.source.name()));
            }
            Err(fault) => {
                (self.tell)(&format!("{fault}; what it held before is served still"));
                state.fault = Some(fault);
            }
        }
    }
}

fn entry(source: &dyn ListSource, options: &ListOptions, matcher: &Arc<RegionMatcher>) -> Result<Entry, String> {
    let name = source.name();
    let bytes = source.read().map_err(|error| format!("{name}: {error}"))?;
    let list = read_list(&name, &bytes, options, matcher.engine()).map_err(|fault| fault.to_string())?;
    Ok(of_list(matcher, &format!("petik: {name}"), &list))
}
