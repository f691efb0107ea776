//! Ctrl-C and SIGTERM. A long run is told to stop at its next good place; everything else ends at once and takes along the
//! files that would lie about without it. A second signal ends petik whatever it is doing.

use super::message;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::exit;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Between two looks at whether a signal came.
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// Whether the verb stops by itself when it is asked to.
static GENTLE: AtomicBool = AtomicBool::new(false);
/// The signal that asked a gentle verb to stop.
static ASKED: AtomicUsize = AtomicUsize::new(0);
static LITTER: Mutex<Vec<Litter>> = Mutex::new(Vec::new());

/// A file or folder for the time being.
#[derive(Debug, PartialEq, Eq)]
struct Litter {
    path: PathBuf,
    /// What it was to become, if it is more than an aid.
    whole: Option<PathBuf>,
}

/// As long as it is held, the file or folder is removed if petik is stopped.
#[derive(Debug)]
pub(super) struct Transient(PathBuf);

impl Transient {
    /// Takes note of `path`, which is to become `whole`, if anything.
    pub(super) fn new(path: &Path, whole: Option<&Path>) -> Self {
        litter().push(Litter { path: path.to_owned(), whole: whole.map(Path::to_owned) });
        Transient(path.to_owned())
    }
}

impl Drop for Transient {
    fn drop(&mut self) {
        litter().retain(|litter| litter.path != self.0);
    }
}

fn litter() -> MutexGuard<'static, Vec<Litter>> {
    LITTER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Watches for signals from now on.
pub(super) fn watch() {
    let (caught, again) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    for signal in [SIGINT, SIGTERM] {
        // Where a signal cannot be caught, it ends petik as it ends any program.
        let _ = flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&again))
            .and_then(|_| flag::register(signal, Arc::clone(&again)))
            .and_then(|_| flag::register_usize(signal, Arc::clone(&caught), signal as usize));
    }
    thread::spawn(move || {
        loop {
            thread::sleep(BETWEEN_LOOKS);
            match caught.swap(0, Relaxed) {
                0 => {}
                signal if GENTLE.load(Relaxed) => ASKED.store(signal, Relaxed),
                signal => end(signal),
            }
        }
    });
}

/// From now on the verb looks itself whether it was asked to stop.
pub(super) fn gently() {
    GENTLE.store(true, Relaxed);
}

/// Whether a gentle verb is to stop.
pub(super) fn asked() -> bool {
    ASKED.load(Relaxed) != 0
}

/// The exit code of a gentle verb that was stopped, as a shell tells that a signal ended a program.
pub(super) fn code() -> u8 {
    code_of(ASKED.load(Relaxed))
}

fn code_of(signal: usize) -> u8 {
    u8::try_from(128 + signal).unwrap_or(u8::MAX)
}

/// Removes what would lie about, says what remains, and ends petik.
#[expect(clippy::disallowed_methods, reason = "whoever reads or writes at this moment may wait for ever")]
fn end(signal: usize) {
    // Held to the end: nothing comes to its place any more.
    let litter = litter();
    let remove = |path: &Path| if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    let unwritten: Vec<String> = litter
        .iter()
        .filter(|litter| remove(&litter.path).is_ok())
        .filter_map(|litter| Some(litter.whole.as_ref()?.display().to_string()))
        .collect();
    message::error(match unwritten.is_empty() {
        true => "stopped before the end: what was written is not all".to_owned(),
        false => format!("stopped before the end: {} was not written", unwritten.join(", ")),
    });
    exit(i32::from(code_of(signal)));
}
