//! What can go wrong before articles are read: a broken list or rule. Odd news text is never an error; it becomes a record
//! with findings.

use std::fmt;

/// A fault in a list or rule file: where it stands and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Path below the gazetteer folder (`words/months.csv`), or the path of a file that could not be read.
    pub file: String,
    /// Line of the file, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl Fault {
    /// A fault at `file:line`.
    pub fn new(file: impl Into<String>, line: usize, message: impl Into<String>) -> Self {
        Fault { file: file.into(), line, message: message.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// The one error type of the library.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Lists or rules that do not hold together; all faults found, not just the first.
    Lists(Vec<Fault>),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Error::Lists(faults) = self;
        write!(f, "{} fault(s) in lists and rules:", faults.len())?;
        faults.iter().try_for_each(|fault| write!(f, "\n{fault}"))
    }
}

impl std::error::Error for Error {}

/// `Result` with the library's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;
