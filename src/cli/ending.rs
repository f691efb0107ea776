//! How the program ends: one exit code for each way, told in one place.

use petik::Error;
use std::fmt::{self, Display};
use std::io;

/// What the exit codes mean, as the help tells it.
pub(super) const EXIT_CODES: &str = "\
Exit codes:
  0    all went well; a reader that closes the pipe early counts as that
  1    something could not be read or written, or a check did not hold; the rest was done
  2    wrong usage, or broken lists or rules; nothing was done
  130, 143  stopped by Ctrl-C, by SIGTERM; a run (`--run`) goes on by the same command";

/// How a verb ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All went well.
    Fine,
    /// Something could not be read or written, or a check did not hold.
    Partly,
    /// The usage is wrong, or lists or rules are broken.
    Broken,
    /// Nothing more can be written, where neither the command nor the lists are at fault.
    Full,
    /// A signal stopped it.
    Stopped,
}

/// Why nothing more can be written.
const NO_ROOM: [io::ErrorKind; 3] =
    [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded, io::ErrorKind::FileTooLarge];

/// Arguments that make no sense together, or with what is there.
#[derive(Debug)]
struct WrongUsage(String);

impl std::error::Error for WrongUsage {}

impl Display for WrongUsage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An error of usage; every other one is of files.
pub(super) fn usage(words: impl Display) -> anyhow::Error {
    WrongUsage(words.to_string()).into()
}

impl Outcome {
    pub(super) fn partly_if(failed: bool) -> Self {
        if failed { Outcome::Partly } else { Outcome::Fine }
    }

    /// What it means that a verb did not come to its end.
    pub(super) fn of(error: &anyhow::Error) -> Self {
        if failed_as(error, &[io::ErrorKind::BrokenPipe]) {
            Outcome::Fine
        } else if failed_as(error, &NO_ROOM) {
            Outcome::Full
        } else if error.is::<WrongUsage>() || error.is::<Error>() {
            Outcome::Broken
        } else {
            Outcome::Partly
        }
    }

    pub(super) fn code(self) -> u8 {
        match self {
            Outcome::Fine => 0,
            Outcome::Partly | Outcome::Full => 1,
            Outcome::Broken => 2,
            Outcome::Stopped => super::stop::code(),
        }
    }
}

/// Whether reading or writing failed in one of these ways.
fn failed_as(error: &anyhow::Error, kinds: &[io::ErrorKind]) -> bool {
    let is = |error: &io::Error| kinds.contains(&error.kind());
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(is)
            || cause
                .downcast_ref::<csv::Error>()
                .is_some_and(|error| matches!(error.kind(), csv::ErrorKind::Io(error) if is(error)))
    })
}
