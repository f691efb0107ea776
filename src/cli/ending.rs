//! How the program ends: one exit code for each way, told in one place.

use petik::Error;
use std::fmt::{self, Display};
use std::io;
use std::process::ExitCode;

/// What the exit codes mean, as the help tells it.
pub(super) const EXIT_CODES: &str = "\
Exit codes:
  0    all went well; a reader that closes the pipe early counts as that
  1    something could not be read or written, or a check did not hold; the rest was done
  2    wrong usage, or broken lists or rules; nothing was done
  130  a `petik extract --run` was stopped by Ctrl-C; the same command goes on";

/// How a verb ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All went well.
    Fine,
    /// Something could not be read or written, or a check did not hold.
    Partly,
    /// The usage is wrong, or lists or rules are broken.
    Broken,
    /// The user stopped it.
    Stopped,
}

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
        if is_closed_pipe(error) {
            Outcome::Fine
        } else if error.is::<WrongUsage>() || error.is::<Error>() {
            Outcome::Broken
        } else {
            Outcome::Partly
        }
    }

    pub(super) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Outcome::Fine => 0,
            Outcome::Partly => 1,
            Outcome::Broken => 2,
            // As a shell tells that a signal ended a program.
            Outcome::Stopped => 130,
        })
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let closed = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(closed)
            || cause
                .downcast_ref::<csv::Error>()
                .is_some_and(|e| matches!(e.kind(), csv::ErrorKind::Io(e) if closed(e)))
    })
}
