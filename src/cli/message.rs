//! Words for people, on standard error. Nobody may be listening there: a message that cannot be written is dropped.

use anstyle::{AnsiColor, Style};
use std::fmt::Display;
use std::io::Write;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// Something failed.
pub(super) fn error(message: impl Display) {
    let _ = writeln!(anstream::stderr().lock(), "{ERROR}error:{ERROR:#} {message}");
}

/// Something is worth knowing, nothing failed.
pub(super) fn warning(message: impl Display) {
    let _ = writeln!(anstream::stderr().lock(), "{WARNING}warning:{WARNING:#} {message}");
}

/// How it went, at the end of a run.
pub(super) fn summary(message: impl Display) {
    let _ = writeln!(anstream::stderr().lock(), "{message}");
}

/// `1 fact`, `2 facts`.
pub(super) fn counted(number: u64, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
