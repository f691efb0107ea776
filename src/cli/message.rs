//! Words for people, on standard error; with `--log json` the same as one object a line, for programs. Nobody may be
//! listening there: a message that cannot be written is dropped. Messages name files, addresses and words that others wrote:
//! what is unseen in them is written out, and a message of several lines shows that they belong together.

use super::bar::aside;
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use petik::record::written_out;
use petik::source::SourceFault;
use serde::Serialize;
use std::fmt::Display;
use std::io::Write;
use std::sync::OnceLock;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// The form of messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Log {
    /// Words for people
    #[default]
    Text,
    /// One JSON object a line, for programs
    Json,
}

static LOG: OnceLock<Log> = OnceLock::new();

/// Decides the form of all messages; the first call does.
pub(super) fn set_log(log: Log) {
    let _ = LOG.set(log);
}

/// The form of messages.
pub(super) fn log() -> Log {
    LOG.get().copied().unwrap_or_default()
}

/// A message for programs.
#[derive(Serialize)]
struct Line<'m, T> {
    level: &'m str,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'m str>,
    message: String,
    #[serde(flatten)]
    about: T,
}

/// What a message is about, where it is about nothing in particular.
#[derive(Serialize)]
struct Nothing {}

fn write<T: Serialize>(level: &str, style: Style, event: Option<&str>, message: impl Display, about: T) {
    let message = message.to_string();
    match log() {
        Log::Json => {
            let line = Line { level, event, message, about };
            let _ = serde_json::to_string(&line).map(|line| show("", Style::new(), &line));
        }
        Log::Text if event.is_some() => show("", style, &message.replace('\n', CONTINUED)),
        Log::Text => show(level, style, &message.replace('\n', CONTINUED)),
    }
}

/// What the further lines of a message begin with.
const CONTINUED: &str = "\n  ";

fn show(level: &str, style: Style, message: &str) {
    let message = written_out(message);
    aside(|| {
        let mut out = anstream::stderr().lock();
        let _ = match level {
            "" => writeln!(out, "{message}"),
            level => writeln!(out, "{style}{level}:{style:#} {message}"),
        };
    });
}

/// The arguments make no sense.
pub(super) fn usage(error: &clap::Error) {
    let words = error.render().to_string();
    match words.strip_prefix("error: ") {
        Some(words) => show("error", ERROR, words.trim_end()),
        // Help, which holds nothing that anybody typed. On a closed pipe it is no failure.
        None => drop(error.print()),
    }
}

/// Something failed.
pub(super) fn error(message: impl Display) {
    write("error", ERROR, None, message, Nothing {});
}

/// Something could not be read.
pub(super) fn fault(fault: &SourceFault) {
    write("error", ERROR, None, fault, fault);
}

/// Something is worth knowing, nothing failed.
pub(super) fn warning(message: impl Display) {
    write("warning", WARNING, None, message, Nothing {});
}

/// A detail could not be read.
pub(super) fn remark(fault: &SourceFault) {
    write("warning", WARNING, None, fault, fault);
}

/// How it goes, with figures for programs.
pub(super) fn event(name: &str, message: impl Display, figures: impl Serialize) {
    write("info", Style::new(), Some(name), message, figures);
}

/// How it went, at the end of a run.
pub(super) fn summary(message: impl Display) {
    event("summary", message, Nothing {});
}

/// `1 fact`, `2 facts`.
pub(super) fn counted(number: u64, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
