//! How far a run has come, told while it lasts: a bar on a terminal, elsewhere a line now and then.

#![allow(clippy::disallowed_methods)] // time is measured here, and decides only how fast a run is

use super::bar;
use super::message::{self, Log, counted};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use serde::Serialize;
use std::fmt::Write;
use std::io::{IsTerminal, stderr};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Between two lines where there is no terminal.
const BETWEEN_LINES: Duration = Duration::from_secs(30);
/// Between two states of the bar.
const BETWEEN_DRAWINGS: Duration = Duration::from_millis(100);

/// What was done so far.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct State {
    pub(super) articles: u64,
    /// Where they are known before the end.
    pub(super) facts: Option<u64>,
    pub(super) failed: u64,
    /// Bytes of the files read, as they lie there.
    pub(super) bytes: u64,
}

/// Tells how far a run has come.
pub(super) struct Progress {
    begun: Instant,
    told: Instant,
    between: Duration,
    /// Bytes that were read when the run began: one that goes on has some behind it.
    before: Option<u64>,
    /// Bytes of all files, where they are known.
    total: Option<u64>,
}

/// Whether a bar can be drawn.
fn has_bar() -> bool {
    message::log() == Log::Text && stderr().is_terminal()
}

/// The bytes of all files, where `paths` are nothing but files: folders would have to be walked for it.
pub(super) fn bytes_of(paths: &[PathBuf]) -> Option<u64> {
    let bytes = |path: &PathBuf| path.metadata().ok().filter(|about| about.is_file()).map(|about| about.len());
    paths.iter().map(bytes).sum()
}

/// A line for programs.
#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    state: State,
    bytes_total: Option<u64>,
    bytes_per_second: u64,
    seconds_left: Option<u64>,
}

impl Progress {
    /// Tells nothing where there is no terminal.
    pub(super) fn on_a_terminal(quiet: bool, total: Option<u64>) -> Option<Self> {
        Progress::new(quiet || !has_bar(), total)
    }

    /// Tells nothing if `quiet`; `total` is the bytes of all files.
    pub(super) fn new(quiet: bool, total: Option<u64>) -> Option<Self> {
        if quiet {
            return None;
        }
        let is_bar = has_bar();
        if is_bar {
            bar::stand(|| drawn(total));
        }
        let now = Instant::now();
        let between = if is_bar { BETWEEN_DRAWINGS } else { BETWEEN_LINES };
        Some(Progress { begun: now, told: now, between, before: None, total })
    }

    /// Takes notice of `state`, and tells it if it is time.
    pub(super) fn at(&mut self, state: State) {
        let before = *self.before.get_or_insert(state.bytes);
        if self.told.elapsed() < self.between {
            return;
        }
        self.told = Instant::now();
        let seconds = self.begun.elapsed().as_secs_f64().max(0.001);
        let speed = state.bytes.saturating_sub(before) as f64 / seconds;
        let left = self.total.filter(|_| speed > 0.0).map(|total| total.saturating_sub(state.bytes) as f64 / speed);
        let line = Line {
            state,
            bytes_total: self.total,
            bytes_per_second: speed as u64,
            seconds_left: left.map(|left| left as u64),
        };
        match bar::standing() {
            Some(bar) => {
                bar.set_position(state.bytes);
                bar.set_message(line.told());
            }
            None => message::event("progress", line.told(), &line),
        }
    }
}

impl Progress {
    /// Tells on a terminal what is done when all is read. What takes no time is not told.
    pub(super) fn then(&self, what: &'static str) {
        if let Some(bar) = bar::standing().filter(|_| self.begun.elapsed() >= self.between) {
            if let Some(total) = self.total {
                bar.set_position(total);
            }
            bar.set_message(what);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = bar::standing() {
            bar.finish_and_clear();
        }
    }
}

impl Line {
    fn told(&self) -> String {
        let State { articles, facts, failed, .. } = self.state;
        let mut told = counted(articles, "article");
        if let Some(facts) = facts {
            let _ = write!(told, ", {}", counted(facts, "fact"));
        }
        if failed > 0 {
            let _ = write!(told, ", {failed} failed");
        }
        let _ = write!(told, ", {:.1} MB/s", self.bytes_per_second as f64 / 1e6);
        if let Some(left) = self.seconds_left {
            let _ = write!(told, ", {} left", Left(left));
        }
        told
    }
}

/// Seconds as `2 h 05 min`, `3 min`, `20 s`.
struct Left(u64);

impl std::fmt::Display for Left {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.0 / 3600, self.0 / 60 % 60) {
            (0, 0) => write!(f, "{} s", self.0),
            (0, minutes) => write!(f, "{minutes} min"),
            (hours, minutes) => write!(f, "{hours} h {minutes:02} min"),
        }
    }
}

/// A bar for a run over `total` bytes; without that there is nothing to fill.
fn drawn(total: Option<u64>) -> ProgressBar {
    let template = if total.is_some() { "[{bar:30}] {share} {wide_msg}" } else { "{spinner} {wide_msg}" };
    let share = |state: &ProgressState, to: &mut dyn Write| {
        let _ = write!(to, "{:3.0} %", state.fraction() * 100.0);
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let style = style.with_key("share", share).progress_chars("=> ").tick_chars("|/-\\ ");
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
    bar.set_style(style);
    bar
}
