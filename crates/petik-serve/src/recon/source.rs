//! A list that may change while it is served: where it comes from, and the last state of it that could be read.

use super::entry::Entry;
use super::list::of_list;
use crate::matcher::RegionMatcher;
use petik_reconcile::{ListOptions, MOST_LIST_BYTES, read_list};
use std::fs::{File, Metadata};
use std::io::Read;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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

/// Bytes of a list; what is longer is none.
const LARGEST: u64 = MOST_LIST_BYTES as u64;

impl FileSource {
    /// What is known of the file; a pipe or a device, which may never end, is none.
    fn file(&self) -> Result<Metadata, String> {
        let meta = std::fs::metadata(&self.0).map_err(|error| error.to_string())?;
        if meta.is_file() { Ok(meta) } else { Err("it is no file: name the file that holds the list".to_owned()) }
    }
}

impl ListSource for FileSource {
    fn name(&self) -> String {
        self.0.file_name().unwrap_or(self.0.as_os_str()).to_string_lossy().into_owned()
    }

    fn stamp(&self) -> Result<String, String> {
        let meta = self.file()?;
        let since = meta.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        Ok(format!("{}/{}", meta.len(), since.unwrap_or_default().as_nanos()))
    }

    fn read(&self) -> Result<Vec<u8>, String> {
        self.file()?;
        let mut bytes = Vec::new();
        let read = File::open(&self.0).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
        read.map_err(|error| error.to_string())?;
        if bytes.len() as u64 > LARGEST {
            return Err(format!("larger than {} MiB: no list of regions is", LARGEST >> 20));
        }
        Ok(bytes)
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
    /// Whether somebody looks at it now.
    is_read: bool,
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
        let state = Mutex::new(State { entry, stamp, looked: Instant::now(), is_read: false, fault: None });
        Ok(LiveList { source, options, matcher, tell, state })
    }

    /// The entry as the list is now, or as it was when it could be read last; and why it is that one.
    pub(crate) fn now(&self) -> (Arc<Entry>, Option<String>) {
        let known = {
            let mut state = self.state();
            let is_time = state.looked.elapsed() >= LOOKED_EVERY && !state.is_read;
            state.is_read |= is_time;
            is_time.then(|| state.stamp.clone())
        };
        // One looks, and others are answered meanwhile: a file on another machine may take long.
        if let Some(known) = known {
            let stamp = self.source.stamp();
            let read = (stamp != known).then(|| entry(&*self.source, &self.options, &self.matcher));
            let mut state = self.state();
            (state.looked, state.is_read) = (Instant::now(), false);
            if let Some(read) = read {
                state.stamp = stamp;
                self.take(read, &mut state);
            }
        }
        let state = self.state();
        (Arc::clone(&state.entry), state.fault.clone())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, read: Result<Entry, String>, state: &mut State) {
        match read {
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
    // Half of a file that is still being saved looks like this, too.
    if list.members.is_empty() && list.unresolved.is_empty() {
        return Err(format!(
            "{name}: there is a head of a table, and no row below it names a region: fill in the rows"
        ));
    }
    Ok(of_list(matcher, &format!("petik: {name}"), &list))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_never_end_is_no_list() {
        let folder = tempfile::tempdir().unwrap();
        let is_file = |source: &FileSource| (source.stamp().is_ok(), source.read().is_ok());
        assert_eq!(is_file(&FileSource(folder.path().to_owned())), (false, false));
        assert_eq!(is_file(&FileSource("/dev/zero".into())), (false, false));
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "Kode\n33.10\n").unwrap();
        assert_eq!(is_file(&FileSource(path.clone())), (true, true));
        File::options().write(true).open(&path).unwrap().set_len(LARGEST + 1).unwrap();
        assert!(FileSource(path).read().unwrap_err().contains("64 MiB"));
    }
}
